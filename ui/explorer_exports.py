"""Saving what a table of the Explorer shows: CSV, JSON, XLSX, each with document, offsets and quotation. Pure functions."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath
from typing import Any

from assistant.exploring.choosing import COLUMNS
from assistant.exploring.entries import Entry, Quote, Value
from corpus.fact_kinds import FactKind
from ui.explorer_parts import Scene, shown_value

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take for the beginning of a formula."""
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_LONGEST = 32_000
"""Characters of a cell; a spreadsheet takes 32,767."""


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet runs: an apostrophe stands before what looks like a formula."""
    clean = _CONTROL.sub("\ufffd", cell)[:_LONGEST]
    return f"'{clean}" if clean.startswith(FORMULA) else clean


def as_csv(entries: Sequence[Entry], kind: FactKind, scene: Scene) -> bytes:
    """Return one line a row, in UTF-8 with the mark that spreadsheets need; French ones expect semicolons."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=";" if scene.words.language == "fr" else ",", lineterminator="\r\n")
    writer.writerows([harmless(cell) for cell in row] for row in _lines(entries, kind, scene))
    return target.getvalue().encode("utf-8-sig")


def _lines(entries: Iterable[Entry], kind: FactKind, scene: Scene) -> Iterator[list[str]]:
    words, columns = scene.words, COLUMNS[kind]
    last = (
        words.confidence, words.corrections.document, words.source_file, words.date, words.start, words.end,
        words.quotation, words.others,
    )  # fmt: skip
    yield [*(words.fields[column] for column in columns), *last]
    for entry in entries:
        first, *others = (statement.quote for statement in entry.statements)
        yield [
            *(" ; ".join(_cell(value, scene) for value in entry.all(column)) for column in columns),
            f"{entry.confidence:g}",
            first.document.title,
            PurePath(first.document.source).name,
            first.document.date,
            str(first.start),
            str(first.end),
            first.text,
            " ; ".join(f"{quote.document.title} [{quote.start}-{quote.end}]" for quote in others),
        ]


def _cell(value: Value, scene: Scene) -> str:
    """Return a value; what is inferred or stated by a person says so."""
    shown = shown_value(value, scene)
    if value.stated:
        return f"{shown} [{scene.words.stated}]"
    return f"{shown} [{scene.words.inferred}]" if value.inferred else shown


def as_json(entries: Sequence[Entry], kind: FactKind) -> bytes:
    """Return everything about the rows: each value with each quotation, each statement, each contradiction."""
    rows = {"kind": kind, "count": len(entries), "facts": [_row(entry) for entry in entries]}
    return json.dumps(rows, ensure_ascii=False, indent=2).encode()


def _row(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.key,
        "kind": entry.kind,
        "confidence": entry.confidence,
        "fields": [
            {
                "name": name,
                "value": value.label,
                "canonical": value.canonical,
                "inferred": value.inferred,
                "stated": value.stated,
                "quotes": [_quote(quote) for quote in value.quotes],
            }
            for name, values in entry.values.items()
            for value in values
        ],
        "statements": [
            {**_quote(statement.quote), "confidence": statement.confidence} for statement in entry.statements
        ],
        "contradictions": [
            {"field": clash.field, "here": _quote(clash.here), "there": _quote(clash.there), "with": clash.key}
            for clash in entry.clashes
        ],
        "corrections": list(entry.corrections),
    }


def _quote(quote: Quote) -> dict[str, Any]:
    document = quote.document
    return {
        "document_id": document.id,
        "document_title": document.title,
        "source": document.source,
        "date": document.date,
        "section": document.section_at(quote.start),
        "start": quote.start,
        "end": quote.end,
        "quote": quote.text,
    }


def as_xlsx(entries: Sequence[Entry], kind: FactKind, scene: Scene) -> bytes:
    """Return a workbook: the rows on a first sheet, every quotation of every cell on a second."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font

    words = scene.words
    book = Workbook(write_only=False)
    table, quotes = book.active, book.create_sheet(words.quotation)
    table.title = words.kinds[kind][:31]
    for row in _lines(entries, kind, scene):
        table.append([harmless(cell) for cell in row])
    for row in _quotations(entries, scene):
        quotes.append([harmless(cell) for cell in row])
    for sheet in (table, quotes):
        sheet.freeze_panes = "A2"
        sheet.auto_filter.ref = sheet.dimensions
        for cell in sheet[1]:
            cell.font = Font(bold=True)
        for column in sheet.columns:
            longest = max(len(str(cell.value or "")) for cell in column)
            sheet.column_dimensions[column[0].column_letter].width = min(max(10, longest + 2), 60)
            for cell in column[1:]:
                cell.alignment = Alignment(wrap_text=True, vertical="top")
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _quotations(entries: Iterable[Entry], scene: Scene) -> Iterator[list[str]]:
    """Yield a line for each quotation; the first column is the number of the row in the first sheet."""
    words = scene.words
    yield ["#", words.sheet.thing, words.quotation, words.corrections.document, words.source_file, words.date,
           words.start, words.end]  # fmt: skip
    for number, entry in enumerate(entries, 2):
        for name, values in entry.values.items():
            for quote in dict.fromkeys(quote for value in values for quote in value.quotes):
                yield [str(number), words.fields[name], *_place(quote)]
        for statement in entry.statements:
            yield [str(number), words.sources, *_place(statement.quote)]


def _place(quote: Quote) -> list[str]:
    document = quote.document
    return [quote.text, document.title, PurePath(document.source).name, document.date, str(quote.start), str(quote.end)]
