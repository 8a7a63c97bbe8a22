"""Details of an agreement: the partner's country, the date, the town of the signature. Does not know who the parties are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.extraction.agreements.statements import Statement
from corpus.extraction.fact_reading import ACTORS, MOMENTS, PLACES, Reading, Sentence
from corpus.extraction.towns import written_towns
from corpus.fact_kinds import Fact, FactKind, Field, FieldName, Status
from corpus.kinds import Entity, EntityKind

_SITUATED = re.compile(r"\b(?:base|situe|installe|implante|etabli|siege)\w* (?:a|au) \Z")
_MONTHS = (
    "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre", "decembre",
)  # fmt: skip
_MONTH = re.compile(rf"\b(?:en|fin|debut|mi|courant|au mois d[e'])[ -]({'|'.join(_MONTHS)})\b")
_LATE = re.compile(
    r"\b(?:apres|suite a|depuis|cree\w*|fonde\w*|rencontre\w*|lance\w*|ne en|contact)\b[^,;]{0,40}\Z|\bnee?s? (?:le )?\Z"
)
_BRACKETED = re.compile(r"[ »\"]{0,2}\([^()]{0,40}")
"""What stands between a name and the date in the bracket after it: "X (Danemark, 2019)"."""
_THEN = re.compile(r"\b(?:puis|ensuite)\b")
"""What parts the date of an earlier step from the agreement: "se sont vus en mai, puis ont signé"."""


def partner_fields(
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
    inside = [e for e in reading.names.mentions(partner.text) if e.kind in PLACES and reading.is_foreign(e)]
    known = reading.country(partner) or (reading.country(inside[0]) if inside else "")
    written = (
        reading.country_beside(partner)
        or reading.country_elsewhere(partner)
        or next((e for e in countries if e.canonical == known), None)
    )
    if written is not None:
        yield reading.field(FieldName.COUNTRY, written, inferred=written.kind is not EntityKind.COUNTRY)
    elif known:
        yield reading.field(FieldName.COUNTRY, partner, canonical=known, inferred=True)
    elif place is not None and reading.is_foreign(place) and not countries:
        yield reading.field(FieldName.COUNTRY, place, canonical=reading.country(place), inferred=True)
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


def bracketed(reading: Reading, sentence: Sentence, country: Entity) -> list[Entity]:
    """Return the name before a bracket that opens with a country: "Lysholm (Danemark, 2019)"."""
    if not sentence.before(country.start).endswith("("):
        return []
    named = [e for e in sentence.of(ACTORS) if 0 < country.start - e.end <= 3]
    found = named or reading.unlisted(sentence, max(sentence.span.start, country.start - 60), country.start)
    return [e for e in found if 0 < country.start - e.end <= 3][:1]


def moment_of(sentence: Sentence, statement: Statement, partner: Entity | None = None) -> Entity | None:
    """Return the date of the agreement: the nearest one that does not date something else."""
    dates = [e for e in sentence.of(MOMENTS) if not _LATE.search(sentence.before(e.start))] or months(sentence)
    dates = [e for e in dates if not _THEN.search(sentence.between(e.end, statement.anchor))] or dates
    named = partner is not None and sentence.span.start <= partner.start < sentence.span.end
    if (
        partner
        and named
        and (own := [e for e in dates if _BRACKETED.fullmatch(sentence.between(partner.end, e.start))])
    ):
        return own[0]
    anchor = partner.start if partner and named and len(dates) > 1 else statement.anchor
    return min(dates, key=lambda e: abs(e.start - anchor), default=None)


def months(sentence: Sentence) -> list[Entity]:
    """Return the months without a year: "conclu en décembre"; the canonical form is "--12"."""
    found = ((m.start(1) + sentence.span.start, m) for m in _MONTH.finditer(sentence.words))
    return [
        Entity(EntityKind.DATE, start, start + len(m[1]), m[1], f"--{_MONTHS.index(m[1]) + 1:02d}")
        for start, m in found
    ]


def place_of(reading: Reading, sentence: Sentence, statement: Statement) -> Entity | None:
    """Return the town in which the agreement was signed: "signé … à Osaka"."""
    if statement.status is Status.NEGOTIATED or statement.words is None:
        return None
    moments = [e.end for e in sentence.of(MOMENTS)]
    for town in sentence.of({EntityKind.CITY}):
        apart = re.search(r", a \Z", sentence.before(town.start)) is not None
        close = abs(town.start - statement.words.end) <= (110 if apart else 60) or any(
            0 <= town.start - end <= 20 for end in moments
        )
        words = sentence.before(town.start)
        first, second = sorted((town.start, statement.words.start))
        if ";" in sentence.between(first, second):
            continue
        if close and re.search(r"\b(?:a|au|in|at) \Z", words) and not _SITUATED.search(words):
            return town
    return next((town for town in written_towns(reading, sentence) if not sentence.of({EntityKind.CITY})), None)


def object_fields(reading: Reading, statement: Statement) -> list[Field]:
    """Return the words for what is agreed that stand nearest to what is said of it."""
    if not statement.objects:
        return []
    span = min(statement.objects, key=lambda span: abs(span.start - statement.anchor))
    return [reading.quoted(FieldName.OBJECT, span.start, span.end)]


def status_fields(reading: Reading, statement: Statement) -> list[Field]:
    """Return how far the agreement has come, with the words that say so."""
    if statement.words is None or statement.status is None:
        return []
    span = statement.words
    return [reading.quoted(FieldName.STATUS, span.start, span.end, statement.status, inferred=statement.implied)]


def agreement_fact(reading: Reading, sentence: Sentence, fields: list[Field], confidence: float) -> Fact:
    """Return the agreement that a sentence states."""
    whole = reading.sentences[sentence.number].span
    return Fact(FactKind.AGREEMENT, tuple(fields), reading.document.id, whole, round(confidence, 2))
