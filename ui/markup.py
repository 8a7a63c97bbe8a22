"""Quotations as HTML: Markdown signs in them are dimmed or hidden, never removed. Pure functions; nothing is parsed as Markdown.

Every character is escaped and stays in the page, so that what is shown can be compared with the document; only the bars
between the cells of a table row are left to whoever lays the cells out.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.documents import Span

_HEADING = re.compile(r"^(#{1,6}[ \t]+)([^\n]*)", re.MULTILINE)
_GAP = re.compile(r"\n\s*\n")
_STRONG = re.compile(r"\*\*")
_EMPHASIS = re.compile(r"(?<![\w*])(\*)(?=[^\s*])[^*\n]*(?<=[^\s*])(\*)(?![\w*])")
_LINK = re.compile(r"(\[)[^\[\]\n]+(\]\([^()\s]+\))")
_RULE = re.compile(r"^[ \t]*\|[-:| \t]*-[-:| \t]*\|?[ \t]*$", re.MULTILINE)
_ROW = re.compile(r"^[ \t]*\|[^\n]*\|[ \t]*$", re.MULTILINE)
_BAR = re.compile(r"(?<!\S)\|(?!\S)")

Interval = tuple[int, int, str]
"""Half-open offsets of characters, and their class."""


def escape(text: str) -> str:
    """Return `text` for an HTML element or a quoted attribute; control characters become the replacement sign."""
    visible = "".join(c if c >= " " or c in "\n\t" else "\ufffd" for c in text)
    return html.escape(visible, quote=True)


def styled(text: str, quote: Span | None = None, *, anchor: str = "") -> str:
    """Return every character of `text`, its Markdown signs dimmed, blank lines lowered and `quote` inside one <mark>."""
    intervals = [(start, end, "ip-syntax") for start, end in _signs(text)]
    intervals += [(*match.span(1), "ip-hash") for match in _HEADING.finditer(text)]
    intervals += [(*match.span(2), "ip-heading") for match in _HEADING.finditer(text)]
    intervals += [(*match.span(), "ip-gap") for match in _GAP.finditer(text)]
    edges = {0, len(text), *(edge for start, end, _ in intervals for edge in (start, end))}
    if quote is not None:
        edges |= {quote.start, quote.end}
    parts: list[str] = []
    for start, end in pairwise(sorted(edges)):
        piece = _piece(text, start, end, intervals)
        if quote is not None and start == quote.start:
            piece = f'<mark id="{escape(anchor)}">{piece}' if anchor else f"<mark>{piece}"
        if quote is not None and end == quote.end:
            piece += "</mark>"
        parts.append(piece)
    return "".join(parts)


def readable(text: str, emphasis: tuple[int, int] | None = None, within: Span | None = None) -> str:
    """Return the characters of `text` (those `within`), its Markdown signs hidden and those of `emphasis` in bold."""
    whole = within or Span(0, len(text))
    intervals = [(start, end, "ip-sign") for start, end in _signs(text)]
    first, last = emphasis or (whole.start, whole.start)
    first, last = max(first, whole.start), min(last, whole.end)
    edges = {whole.start, whole.end, *((first, last) if first < last else ())}
    edges |= {edge for start, end, _ in intervals for edge in (start, end) if whole.start < edge < whole.end}
    parts: list[str] = []
    for start, end in pairwise(sorted(edges)):
        piece = _piece(text, start, end, intervals)
        if first < last and start == first:
            piece = f"<strong>{piece}"
        if first < last and end == last:
            piece += "</strong>"
        parts.append(piece)
    return "".join(parts)


def cells(text: str) -> tuple[Span, ...]:
    """Return the cells of a table row ("a | b | c"), blanks around them left out; a single one for another text."""
    bars = [match.span() for match in _BAR.finditer(text)]
    pieces = list(zip((0, *(end for _, end in bars)), (*(start for start, _ in bars), len(text)), strict=True))
    if len(pieces) > 1:  # bars at the edges have nothing beyond them
        pieces = [piece for n, piece in enumerate(pieces) if text[slice(*piece)].strip() or 0 < n < len(pieces) - 1]
    return tuple(_trimmed(text, start, end) for start, end in pieces)


def _trimmed(text: str, start: int, end: int) -> Span:
    inside = text[start:end]
    left = start + len(inside) - len(inside.lstrip())
    return Span(left, max(start + len(inside.rstrip()), left))


def _piece(text: str, start: int, end: int, intervals: Sequence[Interval]) -> str:
    classes = " ".join(name for left, right, name in intervals if left <= start and end <= right)
    piece = escape(text[start:end])
    return f'<span class="{classes}">{piece}</span>' if classes else piece


def _signs(text: str) -> Iterator[tuple[int, int]]:
    """Yield the offsets of what is layout and no words: signs of headings, bold, links, table rules and bars."""
    yield from (match.span(1) for match in _HEADING.finditer(text))
    yield from (match.span() for match in _STRONG.finditer(text))
    for pattern in (_EMPHASIS, _LINK):
        for match in pattern.finditer(text):
            yield match.span(1)
            yield match.span(2)
    yield from (match.span() for match in _RULE.finditer(text))
    for row in _ROW.finditer(text):
        if _RULE.fullmatch(row[0]):
            continue
        yield from ((row.start() + at, row.start() + at + 1) for at, sign in enumerate(row[0]) if sign == "|")
