"""Agreements that a list tells: the items after a colon, the names of one line, countries with their dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise, zip_longest

from corpus.documents import Span
from corpus.extraction.agreements.details import agreement_fact, bracketed, object_fields, partner_fields, status_fields
from corpus.extraction.agreements.sides import PARTNERS
from corpus.extraction.agreements.statements import Statement, statement_of
from corpus.extraction.fact_reading import MOMENTS, Reading, Sentence
from corpus.fact_kinds import Fact, FieldName, Status
from corpus.kinds import Entity, EntityKind
from corpus.protagonists import RUN

_PARTNERS_ARE = re.compile(r"\bpartenaires? (?:etrangers?|internationaux|\w+ais|\w+iens?)\b")
_PAIR = re.compile(r",? (?:avec|with) (?:(?:le|la|les|l'|the) ?)?(?:[a-zà-ÿ-]+ ){0,3}(?:(?:de |d'|du )?[«\"] ?)?")
_OURS_ARE = re.compile(
    r"(?:nos|ses|leurs|les|autres) [^.:]{0,50}?(?:accords?|conventions?|partenariats?|partenaires)\b[^.:]{0,60}:"
)


def enumerated(reading: Reading, statement: Statement) -> Iterator[Fact]:
    """Yield the agreements of "Nos accords : X (Suisse, 2007), Y (Chine, 2012)"."""
    sentence = statement.sentence
    listed = _OURS_ARE.match(sentence.words)
    if listed is None:
        return
    partners = [e for e in sentence.of(PARTNERS) if e.start >= sentence.span.start + listed.end()]
    parties = reading.subject(sentence, sentence.span.start + listed.end())
    words = statement.objects[0]
    for partner, following in zip_longest(partners, partners[1:]):
        stop = following.start if following else sentence.span.end
        dates = [e for e in sentence.of(MOMENTS) if partner.end <= e.start < stop]
        fields = [reading.field(FieldName.PARTY, one) for one in parties.entities if one.canonical != partner.canonical]
        fields += partner_fields(reading, sentence, partner, None)
        fields += [reading.field(FieldName.DATE, dates[0])] if dates else []
        fields += object_fields(reading, statement)
        fields.append(reading.quoted(FieldName.STATUS, words.start, words.end, Status.SIGNED, inferred=True))
        if fields[0].name is FieldName.PARTY:
            yield agreement_fact(reading, sentence, fields, 0.75)


def of_list(reading: Reading, sentence: Sentence, statement: Statement | None) -> Iterator[Fact]:
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
        fields += partner_fields(reading, item, partner, None)
        dates = item.of(MOMENTS)
        fields += [reading.field(FieldName.DATE, dates[0])] if dates else []
        own = statement_of(item)
        status = status_fields(reading, own) if own is not None else []
        fields += [*object_fields(reading, statement), *(status or status_fields(reading, statement))]
        yield agreement_fact(reading, item, fields, 0.85 - 0.05 * subject.distance)


def by_country(reading: Reading, statement: Statement) -> Iterator[Fact]:
    """Yield the agreements of a list of countries with dates: "Japon (Osaka) en mai 2008, Canada fin 2008"."""
    sentence = statement.sentence
    if not statement.objects or sentence.span.end - sentence.span.start > 600:
        return
    countries = [
        e for e in sentence.of({EntityKind.COUNTRY}) if e.canonical != "France" and e.start > statement.objects[0].end
    ]
    if any(
        e.end < countries[-1].start for e in sentence.of(PARTNERS) if countries and e.start > statement.objects[0].end
    ):
        return  # the list is one of names
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
        fields += [reading.field(FieldName.PARTNER, one) for one in bracketed(reading, sentence, country)]
        fields += [reading.field(FieldName.COUNTRY, country), reading.field(FieldName.DATE, date)]
        fields += object_fields(reading, statement)
        if statement.status is not None and not statement.implied:
            fields += status_fields(reading, statement)
        elif today:
            size = min(len(today), len(date.canonical))
            status = (
                Status.PLANNED if date.canonical[:size] >= today[:size] and date.canonical != today else Status.SIGNED
            )
            if date.canonical == today[:size]:
                status = Status.SIGNED if size > 4 else Status.PLANNED
            fields.append(reading.field(FieldName.STATUS, date, canonical=status, inferred=True))
        if subject.entities and fields[-1].name is FieldName.STATUS:
            yield agreement_fact(reading, sentence, fields, 0.75 - 0.1 * subject.distance)


def paired(reading: Reading, sentence: Sentence, statement: Statement | None) -> Iterator[Fact]:
    """Yield the agreements of "Trois pôles ont signé : A avec X, B avec Y et C avec Z"."""
    if statement is None or statement.status is None:
        return
    runs = [
        Span(*found.span()) for found in RUN.finditer(reading.document.text, sentence.span.start, sentence.span.end)
    ]
    pairs = [pair for pair in pairwise(runs) if _PAIR.fullmatch(reading.document.text[pair[0].end : pair[1].start])]
    if len(pairs) < 2:
        return
    stops = [following[0].start for following in pairs[1:]] + [sentence.span.end]
    for (own, other), stop in zip(pairs, stops, strict=True):
        name = other.of(reading.document.text)
        partner = Entity(EntityKind.ORGANISATION, other.start, other.end, name, name)
        fields = [reading.quoted(FieldName.PARTY, own.start, own.end, own.of(reading.document.text))]
        fields += partner_fields(reading, _stretch(sentence, own.start, stop), partner, None)
        dates = [e for e in sentence.of(MOMENTS) if other.end <= e.start < stop]
        fields += [reading.field(FieldName.DATE, one) for one in dates[:1]]
        fields += [*object_fields(reading, statement), *status_fields(reading, statement)]
        yield agreement_fact(reading, sentence, fields, 0.8)


def _stretch(sentence: Sentence, start: int, stop: int) -> Sentence:
    """Return a sentence with the entities of a stretch of it alone."""
    inside = tuple(e for e in sentence.entities if start <= e.start and e.end <= stop)
    return replace(sentence, entities=inside)
