"""Agreements that a document states: who, with whom, in which country, when, where, and how far it has come."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from corpus.agreement_sides import PARTNERS, sides
from corpus.agreement_statements import Statement, statement_of
from corpus.fact_kinds import Fact, FactKind, Field, FieldName, Status
from corpus.fact_reading import MOMENTS, PLACES, Reading, Sentence
from corpus.kinds import Entity, EntityKind

_PARTNERS_ARE = re.compile(r"\bpartenaires? (?:etrangers?|internationaux|\w+ais|\w+iens?)\b")
_SITUATED = re.compile(r"\b(?:base|situe|installe|implante|etabli|siege)\w* (?:a|au) \Z")
_LATE = re.compile(r"\b(?:apres|suite a|depuis|cree\w*|fonde\w*|rencontre\w*|lance\w*|ne en|contact)\b[^,;]{0,40}\Z")
_AT = re.compile(r"(?:\ba|\bau|,|\() ?\Z")


def agreements(reading: Reading) -> Iterator[Fact]:
    """Yield the agreements of a document, one for each partner that a sentence or a list names."""
    for sentence in reading.sentences:
        statement = statement_of(sentence)
        listed = list(_of_list(reading, sentence, statement))
        dated = [] if listed or statement is None else list(_by_country(reading, statement))
        if listed or dated:
            yield from listed or dated
        elif statement is not None and statement.status is not None:
            yield from _stated(reading, statement)


def _of_list(reading: Reading, sentence: Sentence, statement: Statement | None) -> Iterator[Fact]:
    """Yield the agreements that a list after "a signé des accords avec :" or "Les partenaires sont :" names."""
    items = [item for item in reading.items_after(sentence) if item.of(PARTNERS)]
    if not items or (statement is None and not _PARTNERS_ARE.search(sentence.words)):
        return
    if statement is None or statement.status is None:
        before = (statement_of(other) for other in reading.earlier(sentence, 1))
        statement = next((one for one in before if one is not None and one.status is not None), None)
    if statement is None:
        return
    subject = reading.subject(sentence)
    known = {entity.canonical for entity in subject.entities}
    for item in items:
        partner = next((e for e in item.of(PARTNERS) if e.canonical not in known), None)
        if partner is None or not subject.entities:
            continue
        fields = [reading.field(FieldName.PARTY, party) for party in subject.entities]
        fields += _partner_fields(reading, item, partner, None)
        fields += [*_field_of_object(reading, statement), *_field_of_status(reading, statement)]
        yield _fact(reading, item, fields, 0.85 - 0.05 * subject.distance)


def _stated(reading: Reading, statement: Statement) -> Iterator[Fact]:
    """Yield the agreements whose status is said, one for each partner."""
    sentence = statement.sentence
    parties, partners = sides(reading, statement)
    moment, place = _moment(sentence, statement), _place(sentence, statement)
    shared = [*_field_of_object(reading, statement), *_field_of_status(reading, statement)]
    shared += [reading.field(FieldName.DATE, moment)] if moment else []
    if not partners and not (place or moment):
        return
    for partner in partners or (None,):
        fields = [reading.field(FieldName.PARTY, party) for party in parties.entities if party != partner]
        fields += _partner_fields(reading, sentence, partner, place)
        fields += [reading.field(FieldName.PLACE, place)] if place and place != partner else []
        if (
            not any(f.name in (FieldName.PARTNER, FieldName.COUNTRY) for f in fields)
            or fields[0].name is not FieldName.PARTY
        ):
            continue
        confidence = 0.95 - 0.1 * parties.distance - (0.1 if partner is None or partner.kind in PLACES else 0.0)
        yield _fact(reading, sentence, [*fields, *shared], confidence)


def _partner_fields(
    reading: Reading, sentence: Sentence, partner: Entity | None, place: Entity | None
) -> Iterator[Field]:
    """Yield the partner and its country: written beside it, known, or the only foreign country of the sentence."""
    if partner is None:
        if place is not None and reading.is_foreign(place):
            yield reading.field(FieldName.COUNTRY, place, canonical=reading.country(place), inferred=True)
        return
    if partner.kind is EntityKind.COUNTRY:
        yield reading.field(FieldName.COUNTRY, partner)
        return
    yield reading.field(FieldName.PARTNER, partner)
    countries = [e for e in sentence.of({EntityKind.COUNTRY}) if e.canonical != "France"]
    within = next((e for e in sentence.of(PLACES) if partner.start <= e.start < partner.end), partner)
    known = reading.country(partner) or reading.country(within)
    written = reading.country_beside(partner) or next((e for e in countries if e.canonical == known), None)
    if written is not None:
        yield reading.field(FieldName.COUNTRY, written)
    elif known:
        yield reading.field(FieldName.COUNTRY, within, canonical=known, inferred=True)
    elif shared := _country_after(sentence, partner) or (
        countries[0] if len({e.canonical for e in countries}) == 1 else None
    ):
        yield reading.field(FieldName.COUNTRY, shared)


def _country_after(sentence: Sentence, partner: Entity) -> Entity | None:
    """Return the country that closes a group in a list: "Biominas et Cinnamed Brésil" gives Brésil to both."""
    for entity in sentence.entities:
        if entity.start >= partner.end and entity.kind in (EntityKind.COUNTRY, EntityKind.CITY):
            return (
                entity
                if entity.kind is EntityKind.COUNTRY and "," not in sentence.between(partner.end, entity.start)
                else None
            )
    return None


def _by_country(reading: Reading, statement: Statement) -> Iterator[Fact]:
    """Yield the agreements of a list of countries with dates: "Japon (Osaka) en mai 2008, Canada fin 2008"."""
    sentence = statement.sentence
    if not statement.objects or sentence.span.end - sentence.span.start > 600:
        return
    countries = [
        e for e in sentence.of({EntityKind.COUNTRY}) if e.canonical != "France" and e.start > statement.objects[0].end
    ]
    rows = []
    for country, following in zip_longest(countries, countries[1:]):
        stop = following.start if following else sentence.span.end
        dates = [e for e in sentence.of(MOMENTS) if country.end <= e.start < stop]
        rows.append((country, dates[0] if dates else None))
    if len(rows) < 2 or any(date is None for _, date in rows):
        return
    subject = reading.subject(sentence, statement.objects[0].start)
    today = reading.today()
    for country, date in rows:
        assert date is not None
        fields = [reading.field(FieldName.PARTY, party) for party in subject.entities]
        fields += [reading.field(FieldName.COUNTRY, country), reading.field(FieldName.DATE, date)]
        fields += _field_of_object(reading, statement)
        if statement.status is not None:
            fields += _field_of_status(reading, statement)
        elif today:
            size = min(len(today), len(date.canonical))
            status = (
                Status.PLANNED if date.canonical[:size] >= today[:size] and date.canonical != today else Status.SIGNED
            )
            if date.canonical == today[:size]:
                status = Status.SIGNED if size > 4 else Status.PLANNED
            fields.append(reading.field(FieldName.STATUS, date, canonical=status, inferred=True))
        if subject.entities and fields[-1].name is FieldName.STATUS:
            yield _fact(reading, sentence, fields, 0.75 - 0.1 * subject.distance)


def _moment(sentence: Sentence, statement: Statement) -> Entity | None:
    """Return the date of the agreement: the nearest one that does not date something else."""
    dates = [e for e in sentence.of(MOMENTS) if not _LATE.search(sentence.before(e.start))]
    return min(dates, key=lambda e: abs(e.start - statement.anchor), default=None)


def _place(sentence: Sentence, statement: Statement) -> Entity | None:
    """Return the town in which the agreement was signed: "signé … à Osaka"."""
    if statement.status is Status.NEGOTIATED or statement.words is None:
        return None
    moments = [e.end for e in sentence.of(MOMENTS)]
    for town in sentence.of({EntityKind.CITY}):
        close = abs(town.start - statement.words.end) <= 60 or any(0 <= town.start - end <= 20 for end in moments)
        words = sentence.before(town.start)
        if close and re.search(r"(?:\ba|\bau) \Z", words) and not _SITUATED.search(words):
            return town
    return None


def _field_of_object(reading: Reading, statement: Statement) -> list[Field]:
    if not statement.objects:
        return []
    span = min(statement.objects, key=lambda span: abs(span.start - statement.anchor))
    return [reading.quoted(FieldName.OBJECT, span.start, span.end)]


def _field_of_status(reading: Reading, statement: Statement) -> list[Field]:
    if statement.words is None or statement.status is None:
        return []
    return [reading.quoted(FieldName.STATUS, statement.words.start, statement.words.end, statement.status)]


def _fact(reading: Reading, sentence: Sentence, fields: list[Field], confidence: float) -> Fact:
    return Fact(FactKind.AGREEMENT, tuple(fields), reading.document.id, sentence.span, round(confidence, 2))
