"""Putting a document's text together piece by piece, with exact offsets of pages and sections. Knows no format."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from corpus.documents import Page, Section
from corpus.errors import UnreadableDocument
from corpus.formats.contents import Content
from corpus.formats.decoding import repaired
from corpus.messages import say

MOST_CHARACTERS = 20_000_000
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff\ufffe\uffff\ud800-\udfff]")
_SPACES = re.compile("[ \t\u2000-\u200a\u205f\u3000]+")
_LINE_ENDS = re.compile(r" ?\n[ \n]*")
_LIGATURES = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"},
)
_ABOVE = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_DEEPEST = 6


def tidy(text: str) -> str:
    """Return `text` repaired, on as few lines as it has, with single spaces, without ligatures and invisible marks."""
    text = repaired(_INVISIBLE.sub("", text).translate(_LIGATURES))
    return _LINE_ENDS.sub("\n", _SPACES.sub(" ", text)).strip()


def superscript(digits: str) -> str:
    """Return digits as small ones above the line: the mark of a note must not read as part of a number before it."""
    return digits.translate(_ABOVE)


def one_line(text: str) -> str:
    """Return `text` tidied and on one line."""
    return " ".join(tidy(text).split("\n"))


class TextBuilder:
    """Collects headings, paragraphs and lines; `content` returns the text and where its sections and pages are.

    Paragraphs and headings stand after a blank line, lines (list items, rows of tables) after a line end. Everything
    is tidied; what has no text left is not added.
    """

    def __init__(self, source: str) -> None:
        self._source = source
        self._parts: list[str] = []
        self._length = 0
        self._last_was_line = False
        self._page = 0
        self._pages: list[tuple[int, int]] = []
        self._open: list[tuple[int, str, int]] = []
        self._sections: list[Section] = []
        self._warnings: list[str] = []

    @property
    def length(self) -> int:
        """Return the number of characters so far."""
        return self._length

    def page(self, number: int) -> None:
        """Begin page `number` with what is added next."""
        self._page = number

    def heading(self, title: str, level: int) -> None:
        """Add a heading; it closes the sections of its level (1 is the highest) and below."""
        title = one_line(title)
        level = max(1, min(level, _DEEPEST))
        start = self._add(title, "\n\n")
        self._last_was_line = False
        if start is not None:
            self._close(level, start)
            self._open.append((level, title, start))

    def paragraph(self, text: str) -> None:
        """Add a paragraph."""
        if self._add(tidy(text), "\n\n") is not None:
            self._last_was_line = False

    def line(self, text: str) -> None:
        """Add a line that belongs with the line before it, if that was added by this method as well."""
        if self._add(one_line(text), "\n" if self._last_was_line else "\n\n") is not None:
            self._last_was_line = True

    def item(self, text: str) -> None:
        """Add an item of a list."""
        text = one_line(text)
        if text:
            self.line(f"- {text}")

    def follow(self, text: str, separator: str) -> None:
        """Add text right after the text before it, with no more than `separator` between them."""
        self._add(tidy(text), separator)
        self._last_was_line = False

    def table(self, rows: Iterable[Sequence[str]]) -> None:
        """Add a table: "column: value" lines where the first row names the columns, else the cells of each row.

        Rows with one value before that are what is written above the table.
        """
        above, lines = table_lines(rows)
        for text in above:
            self.paragraph(text)
        self._last_was_line = False
        for text in lines:
            self.line(text)
        self._last_was_line = False

    def embed(self, title: str, content: Content) -> None:
        """Add a whole document as a section called `title`, its own sections inside. Its pages are not kept."""
        self._page = 0
        self.heading(title, 1)
        start = self._add(content.text, "\n\n")
        if start is not None:
            self._sections.extend(
                Section(inner.title, min(inner.level + 1, _DEEPEST), start + inner.start, start + inner.end)
                for inner in content.sections
            )
        self._warnings.extend(f"{title}: {warning}" for warning in content.warnings)

    def warn(self, message: str) -> None:
        """Note something that the reader of the document's coverage should know."""
        self._warnings.append(message)

    def content(
        self, *, title: str = "", date: str = "", publisher: str = "", language: str = "", url: str = ""
    ) -> Content:
        """Return everything added. Raises `UnreadableDocument` when that is no text."""
        text = "".join(self._parts)
        if not any(c.isalnum() for c in text):
            raise UnreadableDocument(self._source, say("no_text"))
        self._close(1, self._length)
        ends = [*(start for _, start in self._pages[1:]), *([self._length] if self._pages else [])]
        return Content(
            text,
            tuple(sorted(self._sections, key=lambda section: (section.start, section.level))),
            tuple(Page(number, start, end) for (number, start), end in zip(self._pages, ends, strict=True)),
            title=one_line(title),
            date=date,
            publisher=one_line(publisher),
            language=language[:2].lower(),
            url=url.strip(),
            warnings=tuple(self._warnings),
        )

    def _add(self, text: str, separator: str) -> int | None:
        """Add `text` and return its offset, or None when there is none."""
        if not text:
            return None
        if self._length:
            self._parts.append(separator)
            self._length += len(separator)
        start = self._length
        if self._length + len(text) > MOST_CHARACTERS:
            limit = MOST_CHARACTERS // 1_000_000
            raise UnreadableDocument(self._source, say("text_too_long", limit=limit))
        if self._page and (not self._pages or self._pages[-1][0] != self._page):
            self._pages.append((self._page, start))
        self._parts.append(text)
        self._length += len(text)
        return start

    def _close(self, level: int, end: int) -> None:
        """End the open sections of `level` and below."""
        while self._open and self._open[-1][0] >= level:
            depth, title, start = self._open.pop()
            self._sections.append(Section(title, depth, start, end))


def table_lines(rows: Iterable[Sequence[str]], *, named: bool = True) -> tuple[list[str], list[str]]:
    """Return what is written above a table (rows of one value), and its rows as lines: see `TextBuilder.table`.

    Without `named`, the first row is a row like the others.
    """
    filled = [row for row in ([one_line(cell) for cell in row] for row in rows) if any(row)]
    widths = [sum(map(bool, row)) for row in filled]
    above = next((number for number, width in enumerate(widths) if width > 1), 0)
    names = column_names(filled[above:]) if named else []
    lines = [row_as_line(names, row) for row in filled[above + bool(names) :]]
    return [" ".join(filter(None, row)) for row in filled[:above]], lines


def column_names(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return the cells of the first row if they name the columns of the others: all filled, all different, no numbers.

    Empty when there is no such row: a layout table, or a list of values.
    """
    if len(rows) < 2 or len(rows[0]) < 2:
        return []
    names = list(rows[0])
    while names and not names[-1]:
        names.pop()
    wordy = all(any(c.isalpha() for c in name) or re.fullmatch(r"(?:19|20)\d\d", name) for name in names)
    short = all(len(name) <= 80 for name in names)
    return names if len(names) >= 2 and wordy and short and len(set(names)) == len(names) else []


def row_as_line(names: Sequence[str], row: Sequence[str]) -> str:
    """Return a row of a table as one line that can be cited alone: "Pôle : Medicen ; Pays : Espagne"."""
    cells = []
    for number, cell in enumerate(row):
        if cell:
            cells.append(f"{names[number]} : {cell}" if number < len(names) else cell)
    return " ; ".join(cells)


def say_of_pages(one: str, several: str, pages: list[int]) -> str:
    """Return what the message `one` says of one page, or `several` of more ("3–7, 9")."""
    runs: list[list[int]] = []
    for number in pages:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    words = ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
    return say(one if len(pages) == 1 else several, pages=words)
