"""Excel workbooks and CSV files: each row becomes a line that says what each of its values is."""

from __future__ import annotations

import csv
import datetime
import io
import re
from collections.abc import Iterable, Iterator
from typing import Any

from corpus.errors import UnreadableDocument
from corpus.formats.archives import DAMAGE, member_names, open_archive
from corpus.formats.building import TextBuilder
from corpus.formats.contents import Content
from corpus.formats.decoding import decode
from corpus.formats.properties import dated, real_title
from corpus.messages import say

MOST_ROWS = 100_000
_DEFAULT_NAME = re.compile(r"(?:feuil|feuille|sheet|tabelle)\s*\d*", re.IGNORECASE)
_MIDNIGHT = datetime.time()
_DELIMITERS = ";,\t|"
_LONGEST_CELL = 1_000_000


class Xlsx:
    """Reads .xlsx files.

    Kept: each visible sheet under its name, each row as a line "column: value ; column: value", dates as 2012-07-02,
    percentages, the title and the date of the last change. Dropped: formulas (their last results stay), hidden sheets,
    comments, charts, pictures, colours.
    """

    suffixes = (".xlsx",)
    isolated = True

    def recognises(self, data: bytes) -> bool:
        """Say whether the file is an archive with Excel's main part."""
        return "xl/workbook.xml" in member_names(data)

    def read(self, data: bytes, source: str) -> Content:
        """Return the rows of the sheets. Raises `UnreadableDocument`."""
        from openpyxl.utils.exceptions import InvalidFileException

        open_archive(data, source, say("what_excel")).close()
        try:
            return _workbook(data, source)
        except (InvalidFileException, SyntaxError, *DAMAGE) as error:  # SyntaxError: what is no XML
            reason = say("not_this", what=say("what_excel"), error=error)
            raise UnreadableDocument(source, reason) from error


class Csv:
    """Reads .csv and .tsv files.

    Kept: each row as a line "column: value ; column: value" where the first row names the columns. Nothing is dropped.
    """

    suffixes = (".csv", ".tsv")
    isolated = False

    def recognises(self, data: bytes) -> bool:  # noqa: ARG002 - nothing in the bytes proves CSV
        """Return False: only the name says that a file is a table."""
        return False

    def read(self, data: bytes, source: str) -> Content:
        """Return the rows. Raises `UnreadableDocument`."""
        text = decode(data, source)
        builder = TextBuilder(source)
        csv.field_size_limit(_LONGEST_CELL)
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), skipinitialspace=True)
        try:
            write_sheet("", rows, builder, source)
        except csv.Error as error:
            raise UnreadableDocument(source, say("not_csv", line=rows.line_num, error=error)) from error
        return builder.content()


def _workbook(data: bytes, source: str) -> Content:
    """Return the visible sheets of a workbook."""
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    builder = TextBuilder(source)
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible":
            rows = ([_shown(cell) for cell in row] for row in sheet.iter_rows())
            write_sheet(sheet.title, rows, builder, source)
    stamp = book.properties.modified or book.properties.created
    content = builder.content(title=real_title(book.properties.title or ""))
    book.close()
    return dated(content, stamp.isoformat() if stamp else "")


def write_sheet(name: str, rows: Iterable[list[str]], builder: TextBuilder, source: str) -> None:
    """Add a sheet under its name, which is left out where a program chose it. Raises `UnreadableDocument`."""
    filled = list(_limited(rows, source))
    if name and filled and not _DEFAULT_NAME.fullmatch(name):
        builder.heading(name, 1)
    builder.table(filled)


def _limited(rows: Iterable[list[str]], source: str) -> Iterator[list[str]]:
    """Yield the rows that are not empty, as long as there are not too many."""
    count = 0
    for row in rows:
        if any(cell.strip() for cell in row):
            count += 1
            if count > MOST_ROWS:
                raise UnreadableDocument(source, say("too_many_rows", limit=MOST_ROWS))
            yield row


def _delimiter(text: str) -> str:
    """Return what separates the values: the sign that is there most evenly in the first lines."""
    lines = [line for line in text.split("\n", 50)[:50] if line.strip()]
    best = max(_DELIMITERS, key=lambda sign: (min(line.count(sign) for line in lines), lines[0].count(sign)))
    if not min(line.count(best) for line in lines):
        return max(_DELIMITERS, key=lines[0].count)
    return best


def _shown(cell: Any) -> str:
    """Return what a cell of a workbook shows."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "VRAI" if value else "FAUX"
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == _MIDNIGHT else value.isoformat(" ", "minutes")
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, int | float):
        if str(cell.number_format).rstrip().endswith("%"):
            return f"{value * 100:.10g} %"
        return f"{value:.15g}"
    return str(value)
