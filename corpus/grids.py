"""The Markdown tables of a text, and its sheets of "label : value" lines, with the offsets of every cell. Knows no facts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.documents import Span
from corpus.plain import plain

_TABLE = re.compile(r"(?m)^[ \t]*\|.*\|[ \t]*\n[ \t]*\|[ \t:|-]+\|[ \t]*\n(?:[ \t]*\|.*\|[ \t]*(?:\n|\Z))+")
_ENTRY = re.compile(
    r"(?m)^[ \t>*•\-]{0,6}(?P<label>[^\W\d_][^:\n|*]{2,40}?)[ \u00a0*]{0,4}:[ \u00a0*]{0,4}(?P<value>[^\s*].{0,400}?)[ \t*]*$"
)
_INLINE = re.compile(
    r"(?:\*\*|__)(?P<label>[^\W\d_][^:\n|*·]{2,40}?) ?(?:: ?(?:\*\*|__)|(?:\*\*|__) ?:) *"
    r"(?P<value>[^·|•\n*]+?)(?= *(?:[·|•]|\n|\Z))"
)


@dataclass(frozen=True, slots=True)
class Table:
    """A table: where it starts, the plain titles of its columns, and for each row the spans of its cells."""

    start: int
    titles: tuple[str, ...]
    rows: tuple[tuple[Span, ...], ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Lines of labels and values without an empty line between them: plain labels and the spans of the values."""

    start: int
    entries: tuple[tuple[str, Span], ...]


def tables(text: str) -> Iterator[Table]:
    """Yield the tables of a text."""
    for found in _TABLE.finditer(text):
        lines = [
            Span(found.start() + m.start(), found.start() + m.end()) for m in re.finditer(r"[^\n]+", found.group())
        ]
        titles = tuple(plain(text[cell.start : cell.end]) for cell in _cells(text, lines[0]))
        yield Table(found.start(), titles, tuple(_cells(text, line) for line in lines[2:]))


def sheets(text: str) -> Iterator[Sheet]:
    """Yield the sheets of two labels or more, and the lines "**Label:** value · **Label:** value"."""
    for line in re.finditer(r"(?m)^.*[·|•].*$", text):
        inline = [(plain(m["label"]).strip(), Span(*m.span("value"))) for m in _INLINE.finditer(text, *line.span())]
        if len(inline) > 1:
            yield Sheet(line.start(), tuple(inline))
    entries: list[tuple[str, Span]] = []
    end, start = 0, 0
    for found in _ENTRY.finditer(text):
        if entries and text.count("\n", end, found.start()) > 2:
            if len(entries) > 1:
                yield Sheet(start, tuple(entries))
            entries = []
        if not entries:
            start = found.start()
        entries.append((plain(found["label"]).strip(), Span(*found.span("value"))))
        end = found.end()
    if len(entries) > 1:
        yield Sheet(start, tuple(entries))


def _cells(text: str, line: Span) -> tuple[Span, ...]:
    """Return where the cells of a table line are, without the spaces around them."""
    cells = []
    for match in re.finditer(r"(?<=\|)[^|\n]*(?=\|)", text[line.start : line.end]):
        start, end = line.start + match.start(), line.start + match.end()
        while start < end and (text[start].isspace() or text[start] == "*"):
            start += 1
        while end > start and (text[end - 1].isspace() or text[end - 1] == "*"):
            end -= 1
        cells.append(Span(start, end))
    return tuple(cells)
