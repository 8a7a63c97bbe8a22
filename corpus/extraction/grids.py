"""The tables of a text, and its sheets of "label : value" lines, with the offsets of every cell. Knows no facts.

Tables are those of Markdown, and lines of cells parted by semicolons, tabs or bars: "Partenaire ; aide ; taux".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.documents import Span
from corpus.plain import plain

_TABLE = re.compile(r"(?m)^[ \t]*\|.*\|[ \t]*\n[ \t]*\|[ \t:|-]+\|[ \t]*\n(?:[ \t]*\|.*\|[ \t]*(?:\n|\Z))+")
_LINES = re.compile(r"(?m)(?:^[^\n]*(?:[ \u00a0];[ \u00a0]|\t|[ \u00a0]\|[ \u00a0])[^\n]*(?:\n|\Z)){3,}")
_PARTING = re.compile(r"[ \u00a0]*(?:[ \u00a0];[ \u00a0]|\t+|[ \u00a0]\|[ \u00a0])[ \u00a0]*")
_LONGEST = 60  # characters of a cell of the first line that parts its titles by semicolons
_ENTRY = re.compile(
    r"(?m)^[ \t>*•\-]{0,6}(?P<label>[^\W\d_][^:\n|*]{2,40}?)[ \u00a0*]{0,4}:[ \u00a0*]{0,4}(?P<value>[^\s*].{0,400}?)[ \t*]*$"
)
_INLINE = re.compile(
    r"(?:\*\*|__)(?P<label>[^\W\d_][^:\n|*·]{2,40}?) ?(?:: ?(?:\*\*|__)|(?:\*\*|__) ?:) *"
    r"(?P<value>[^·|•\n*]+?)(?= *(?:[·|•]|\n|\Z))"
)
_INNER = re.compile(
    r"[ \u00a0]*[–—/;,][ \u00a0]*(?:\*\*|__)(?P<label>[^\W\d_][^:\n|*]{2,40}?)(?:\*\*|__)[ \u00a0]*:[ \u00a0]*(?=[^\s*])"
)


@dataclass(frozen=True, slots=True)
class Table:
    """A table: where it starts, the plain titles of its columns, for each row the spans of its cells, and those of the titles."""

    start: int
    titles: tuple[str, ...]
    rows: tuple[tuple[Span, ...], ...]
    heads: tuple[Span, ...] = ()


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
        heads = _cells(text, lines[0])
        yield Table(found.start(), _titles(text, heads), tuple(_cells(text, line) for line in lines[2:]), heads)
    for found in _LINES.finditer(text):
        if not found.group().lstrip().startswith("|"):
            yield from _parted(text, found)


def _parted(text: str, found: re.Match[str]) -> Iterator[Table]:
    """Yield the tables among lines of cells parted by semicolons: a first line without digits, then as many cells a line."""
    rows = [
        _parts(text, found.start() + m.start(), found.start() + m.end()) for m in re.finditer(r"[^\n]+", found.group())
    ]
    while rows:
        heads = rows.pop(0)
        if any(h.end - h.start > _LONGEST or re.search(r"\d", text[h.start : h.end]) for h in heads):
            continue
        below = 0
        while below < len(rows) and len(rows[below]) == len(heads):
            below += 1
        if below > 1:
            yield Table(heads[0].start, _titles(text, heads), tuple(rows[:below]), heads)
            rows = rows[below:]


def _parts(text: str, start: int, end: int) -> tuple[Span, ...]:
    """Return where the cells of a line are that semicolons, tabs or bars part."""
    cuts = [(m.start(), m.end()) for m in _PARTING.finditer(text, start, end)]
    return tuple(Span(a, b) for a, b in zip([start, *(b for _, b in cuts)], [*(a for a, _ in cuts), end], strict=True))


def _titles(text: str, heads: tuple[Span, ...]) -> tuple[str, ...]:
    return tuple(plain(text[head.start : head.end]).strip() for head in heads)


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
        entries += _entries(text, found)
        end = found.end()
    if len(entries) > 1:
        yield Sheet(start, tuple(entries))


def _entries(text: str, found: re.Match[str]) -> Iterator[tuple[str, Span]]:
    """Yield the label and value of a line, and those that follow on it: "**Début** : 2018 – **Durée** : 36 mois"."""
    label, (start, end) = found["label"], found.span("value")
    for other in _INNER.finditer(text, start, end):
        yield plain(label).strip(), Span(start, other.start())
        label, start = other["label"], other.end()
    yield plain(label).strip(), Span(start, end)


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
