"""The fields of an agreement that a stretch outside of sentences gives: a cell, a value, the entry of a list.

Does not know tables, sheets or lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.documents import Span
from corpus.extraction.agreements.stages import stage_of
from corpus.extraction.agreements.words import AGREEMENT
from corpus.extraction.fact_reading import MOMENTS, PLACES, Reading
from corpus.fact_kinds import Fact, FactKind, Field, FieldName, Status
from corpus.kinds import Entity, EntityKind
from corpus.plain import plain
from corpus.protagonists import RUN

_BRACKET = re.compile(
    r"[ \u00a0]*[(\[][^()\[\]]*[)\]]\s*\Z|[ \u00a0]*,[ \u00a0].*\Z|[ \u00a0]+[–—-][ \u00a0]+.*\Z", re.DOTALL
)
_LEAD = re.compile(
    r"(?:[Ll]e |[Ll]a |[Ll]es |[Uu]n |[Uu]ne |[Tt]he |[Aa]n? |[Aa]vec |[Ww]ith )?(?:[^\W\d_A-ZÀ-Þ]+(?: |[’'])){0,5}"
)
"""What a name is led by: "le cluster danois X"."""
_NATION = re.compile(r"(?:[A-ZÀ-Þ][^\W\d_]+ )(?:[^\W\d_A-ZÀ-Þ]+ ){1,3}(?=[A-ZÀ-Þ])")
"""And in English: "Danish network X"."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_THERE = re.compile(r"\b(?:a|au|in|at) \Z")


def partner_name(reading: Reading, start: int, end: int) -> Span | None:
    """Return where the name in a cell stands, without brackets and what leads to it; None where there is none."""
    text = reading.document.text
    if cut := _BRACKET.search(text, start, end):
        end = cut.start()
    while start < end and text[start] in ' \u00a0*_«"[':
        start += 1
    while end > start and text[end - 1] in ' \u00a0*_»"].,;:':
        end -= 1
    lead = _LEAD.match(text, start, end)
    if lead and lead.end() < end and text[lead.end()].isupper():
        start = lead.end()
    if nation := _NATION.match(text, start, end):
        start = start if nation.group().split()[1] in _SMALL else nation.end()
    if start >= end or not re.search(r"[^\W\d_]{2}", text[start:end]) or not text[start].isupper():
        return None
    words = plain(text[start:end])
    if reading.names.entry(text[start:end]) is not None and _is_place(reading, text[start:end]):
        return None
    return None if words in _EMPTY or len(words) > 80 else Span(start, end)


_SMALL = frozenset(
    {"of", "for", "and", "de", "du", "des", "et", "la", "le", "del", "di", "da", "do", "i", "y", "en", "und", "pour"}
)
_EMPTY = frozenset(
    {"aucun", "neant", "none", "total", "autres", "autre", "others", "other", "n/a", "nc", "ensemble", "inconnu"}
)


def _is_place(reading: Reading, name: str) -> bool:
    entry = reading.names.entry(name)
    return entry is not None and entry.kind in PLACES


def inside(reading: Reading, start: int, end: int) -> list[Entity]:
    """Return the entities of a stretch."""
    return [e for s in reading.between(start, end) for e in s.entities if start <= e.start and e.end <= end]


def country_of(reading: Reading, start: int, end: int, *, told: bool = False) -> list[Field]:
    """Return the foreign country that a stretch names; where a title tells that it is one, whatever stands there."""
    for entity in inside(reading, start, end):
        if entity.kind in PLACES and reading.is_foreign(entity):
            country = reading.country(entity)
            return [reading.field(FieldName.COUNTRY, entity, canonical=country, inferred=country != entity.canonical)]
    text = reading.document.text[start:end]
    named = told and RUN.match(text) is not None and "France" not in text
    return [reading.quoted(FieldName.COUNTRY, start, end, text)] if named else []


def date_of(reading: Reading, start: int, end: int) -> list[Field]:
    """Return the first date of a stretch, or its first year."""
    for entity in inside(reading, start, end):
        if entity.kind in MOMENTS:
            return [reading.field(FieldName.DATE, entity)]
    year = _YEAR.search(reading.document.text, start, end)
    return [reading.quoted(FieldName.DATE, year.start(), year.end())] if year else []


def place_in(reading: Reading, start: int, end: int, *, told: bool = False) -> list[Field]:
    """Return the town where "à" says that something was signed; where a title tells that it is one, whatever stands there."""
    words = plain(reading.document.text[start:end])
    for entity in inside(reading, start, end):
        if entity.kind is EntityKind.CITY and (told or _THERE.search(words[: entity.start - start])):
            return [reading.field(FieldName.PLACE, entity)]
    return [reading.quoted(FieldName.PLACE, start, end)] if told and start < end else []


def object_of(reading: Reading, start: int, end: int) -> list[Field]:
    """Return the word for an agreement in a stretch."""
    found = AGREEMENT.search(plain(reading.document.text[start:end]))
    return [reading.quoted(FieldName.OBJECT, start + found.start(), start + found.end())] if found else []


def status_of(reading: Reading, start: int, end: int) -> tuple[list[Field], bool]:
    """Return how far a stretch says that the agreement has come, and whether it says that it is over or denied."""
    stage = stage_of(reading.document.text, start, end)
    if stage is None:
        return [], False
    if stage.status is None:
        return [], True
    return [reading.quoted(FieldName.STATUS, stage.words.start, stage.words.end, stage.status)], False


def dated_status(reading: Reading, fields: Sequence[Field]) -> list[Field]:
    """Return the status that a date tells where no word does: signed, or planned for a date to come."""
    names = {field.name for field in fields}
    date = next((field for field in fields if field.name is FieldName.DATE), None)
    if FieldName.STATUS in names or FieldName.PARTNER not in names or date is None:
        return []
    today = reading.today()
    status = Status.PLANNED if today and date.canonical > today else Status.SIGNED
    return [replace(date, name=FieldName.STATUS, canonical=status, inferred=True)]


def row_fact(reading: Reading, fields: Sequence[Field], start: int, confidence: float) -> Iterator[Fact]:
    """Yield the agreement where party, partner and status are known; each name but the party's has one field."""
    kept: list[Field] = []
    for field in fields:
        if field.name is FieldName.PARTY or all(one.name is not field.name for one in kept):
            kept.append(field)
    partner = next((field for field in kept if field.name is FieldName.PARTNER), None)
    parties = [
        f for f in kept if f.name is FieldName.PARTY and partner and plain(f.canonical) != plain(partner.canonical)
    ]
    sentence = next(iter(reading.between(start, start + 1)), None)
    sentence = sentence or next((s for s in reading.sentences if s.span.end > start), None)
    if partner is None or not parties or sentence is None or all(f.name is not FieldName.STATUS for f in kept):
        return
    others = [field for field in kept if field.name is not FieldName.PARTY]
    yield Fact(FactKind.AGREEMENT, (*parties, *others), reading.document.id, sentence.span, confidence)
