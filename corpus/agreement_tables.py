"""Agreements that a Markdown table lists: one a row, its columns told by their headings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.agreement_statements import PROGRESS
from corpus.fact_kinds import Fact, FactKind, Field, FieldName, Status
from corpus.fact_reading import MOMENTS, PLACES, Reading, Sentence
from corpus.plain import plain

_TABLE = re.compile(r"(?m)^[ \t]*\|.*\|[ \t]*\n[ \t]*\|[ \t:|-]+\|[ \t]*\n(?:[ \t]*\|.*\|[ \t]*(?:\n|\Z))+")
_ABOUT = re.compile(r"\b(?:accords?|partenariats?|conventions?|cooperations?)\b")
_PARTNER = re.compile(r"\b(?:partenaires?|clusters?|signataires?|organismes?|poles?|parties?)\b")
_STATUS = re.compile(r"\b(?:statuts?|etat|avancement|stade|situation)\b")


def tabled(reading: Reading) -> Iterator[Fact]:
    """Yield an agreement for each row of a table that has a partner column and, in it or above it, speaks of agreements."""
    text = reading.document.text
    for table in _TABLE.finditer(text):
        lines = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text[table.start() : table.end()])]
        header, *body = [(table.start() + a, table.start() + b) for a, b in (lines[0], *lines[2:])]
        titles = [plain(text[a:b]) for a, b in _cells(text, *header)]
        above = plain(text[max(0, table.start() - 200) : table.start()])
        if not _ABOUT.search(" ".join([above, *titles])) or not any(map(_PARTNER.search, titles)):
            continue
        first = next((s for s in reading.sentences if s.span.start >= header[0]), None)
        parties = reading.subject(first).entities if first else ()
        fields = [reading.field(FieldName.PARTY, party) for party in parties]
        for row in body if fields else ():
            yield from _row(reading, [*fields], titles, row)


def _row(reading: Reading, fields: list[Field], titles: list[str], row: tuple[int, int]) -> Iterator[Fact]:
    """Yield the agreement of a row that names a partner and how far it has come."""
    text = reading.document.text
    cells = _cells(text, *row)
    inside = [s for s in reading.sentences if row[0] <= s.span.start < row[1]]
    for title, (start, end) in zip(titles, cells, strict=False):
        if start == end:
            continue
        if _PARTNER.search(title) and not any(field.name is FieldName.PARTNER for field in fields):
            fields.append(reading.quoted(FieldName.PARTNER, start, end, text[start:end]))
        elif _STATUS.search(title) and (status := _status(plain(text[start:end]))):
            fields.append(reading.quoted(FieldName.STATUS, start, end, status))
        else:
            fields += _values(reading, inside, start, end)
    if {FieldName.PARTNER, FieldName.STATUS} <= {field.name for field in fields} and inside:
        yield Fact(FactKind.AGREEMENT, tuple(fields), reading.document.id, inside[0].span, 0.85)


def _values(reading: Reading, inside: list[Sentence], start: int, end: int) -> Iterator[Field]:
    """Yield the country and the date of a cell."""
    for entity in (e for s in inside for e in s.entities if start <= e.start and e.end <= end):
        if entity.kind in PLACES and reading.is_foreign(entity):
            country = reading.country(entity)
            yield reading.field(FieldName.COUNTRY, entity, canonical=country, inferred=country != entity.canonical)
        elif entity.kind in MOMENTS:
            yield reading.field(FieldName.DATE, entity)


def _status(words: str) -> Status | None:
    return next((status for status, pattern in PROGRESS if pattern.search(words)), None)


def _cells(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return where the cells of a table line are, without the spaces around them."""
    cells = []
    for match in re.finditer(r"(?<=\|)[^|\n]*(?=\|)", text[start:end]):
        a, b = start + match.start(), start + match.end()
        while a < b and text[a].isspace():
            a += 1
        while b > a and text[b - 1].isspace():
            b -= 1
        cells.append((a, b))
    return cells
