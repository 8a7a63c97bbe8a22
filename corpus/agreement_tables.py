"""Agreements that a Markdown table lists: one a row, its columns told by their headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from corpus.agreement_words import AGREEMENT, PROGRESS
from corpus.documents import Span
from corpus.fact_kinds import Fact, FactKind, Field, FieldName, Status
from corpus.fact_reading import MOMENTS, PLACES, Reading, Sentence
from corpus.grids import tables
from corpus.plain import plain

_OWN = re.compile(r"\b(?:poles?|cluster francais|membre|signataire francais)\b")
_OTHER = re.compile(r"\b(?:partenaires?|partners?|clusters? (?:etrangers?|partenaires?)|homologues?|contreparties?)\b")
_ABOUT = re.compile(r"\b(?:accords?|agreements?|partnerships?|partenariats?|conventions?|cooperations?)\b")
_PARTNER = re.compile(r"\b(?:partenaires?|partners?|clusters?|signataires?|organismes?|poles?|parties?)\b")
_SIGNED = re.compile(r"\b(?:signature|signe\w*|conclu\w*|signed|signing)\b")
_END = re.compile(r"\b(?:echeance|terme|fin|expir\w+|jusqu\w*|validite|end\w*|until|renouvellement|duree)\b")
"""A column for the end of an agreement, whose dates are not those of the signature."""
_LAPSED = re.compile(
    r"\b(?:echu|expire|termine|clos|caduc|denonce|rompu|resilie|abandonne|annule|lapsed|expired|ended|terminated)e?s?\b"
)
_SUBJECT = re.compile(r"\b(?:objets?|themes?|domaines?|sujets?|subject|topic|champ)\b")
_STATUS = re.compile(r"\b(?:statuts?|status|etat|avancement|stade|situation|stage)\b")


def tabled(reading: Reading) -> Iterator[Fact]:
    """Yield an agreement for each row of a table that has a partner column and, in it or above it, speaks of agreements."""
    for table in tables(reading.document.text):
        above = plain(reading.document.text[max(0, table.start - 200) : table.start])
        about = " ".join([above, *table.titles])
        told = _ABOUT.search(about) or any(map(_SIGNED.search, table.titles)) or _agree(reading, table.rows)
        if not told or not any(map(_PARTNER.search, table.titles)):
            continue
        first = next(iter(reading.between(table.start, table.start + 1)), None)
        first = first or next((s for s in reading.sentences if s.span.start >= table.start), None)
        parties = reading.subject(first).entities if first else ()
        for row in table.rows:
            yield from _row(reading, [reading.field(FieldName.PARTY, one) for one in parties], table.titles, row)


def _agree(reading: Reading, rows: tuple[tuple[Span, ...], ...]) -> bool:
    """Tell whether each row holds a cell that begins with the word for an agreement."""
    text = reading.document.text
    return bool(rows) and all(any(AGREEMENT.match(plain(text[cell.start : cell.end])) for cell in row) for row in rows)


def _row(reading: Reading, fields: list[Field], titles: tuple[str, ...], row: tuple[Span, ...]) -> Iterator[Fact]:
    """Yield the agreement of a row that names a partner and how far it has come."""
    text = reading.document.text
    pairs = any(map(_OTHER.search, titles)) and any(_OWN.search(t) and not _OTHER.search(t) for t in titles)
    inside = list(reading.between(row[0].start, row[-1].end)) if row else []
    for title, (start, end) in zip(titles, ((cell.start, cell.end) for cell in row), strict=False):
        if start == end or _END.search(title):
            continue
        if _STATUS.search(title) and _LAPSED.search(plain(text[start:end])):
            return
        if pairs and _OWN.search(title) and not _OTHER.search(title):
            fields = [f for f in fields if f.name is not FieldName.PARTY]
            fields.append(reading.quoted(FieldName.PARTY, start, end, text[start:end]))
        elif _PARTNER.search(title) and not any(field.name is FieldName.PARTNER for field in fields):
            fields.append(reading.quoted(FieldName.PARTNER, start, end, text[start:end]))
        elif _SUBJECT.search(title):
            fields.append(reading.quoted(FieldName.OBJECT, start, end))
        elif _STATUS.search(title) and (status := _status(plain(text[start:end]))):
            fields.append(reading.quoted(FieldName.STATUS, start, end, status))
        elif agreed := AGREEMENT.match(plain(text[start:end])):
            fields.append(reading.quoted(FieldName.OBJECT, start + agreed.start(), start + agreed.end()))
        else:
            fields += _values(reading, inside, start, end)
    fields += _dated(reading, fields)
    if {FieldName.PARTY, FieldName.PARTNER, FieldName.STATUS} <= {field.name for field in fields} and inside:
        yield Fact(FactKind.AGREEMENT, tuple(fields), reading.document.id, inside[0].span, 0.85)


def _dated(reading: Reading, fields: list[Field]) -> list[Field]:
    """Return the status that a date tells where no column does: signed, or planned for a date to come."""
    names = {field.name for field in fields}
    date = next((field for field in fields if field.name is FieldName.DATE), None)
    if FieldName.STATUS in names or FieldName.PARTNER not in names or date is None:
        return []
    today = reading.today()
    status = Status.PLANNED if today and date.canonical > today else Status.SIGNED
    return [replace(date, name=FieldName.STATUS, canonical=status, inferred=True)]


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
