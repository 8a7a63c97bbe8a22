"""Sentence ends in French (and English) text, with exact offsets.

A text is first cut into blocks (a paragraph, a heading, a list item, a table row, a contact line), then each block into
sentences. Layout marks around a sentence (list markers, "#", ">", emphasis) are left outside of its span.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from corpus.boundaries import sentence_ends
from corpus.documents import Span
from corpus.formats.headings import is_capitals


class LineKind(StrEnum):
    """What a line is, as far as sentences care."""

    BLANK = "blank"
    HEADING = "heading"
    ITEM = "item"
    ROW = "row"
    CONTACT = "contact"
    PROSE = "prose"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: `text[start:end]` without its newline and without the marks before its words."""

    kind: LineKind
    start: int
    end: int


_QUOTE_MARKS = re.compile(r"[ \t]*(?:>[ \t]?)*")
_ITEM_MARK = re.compile(
    r"[ \t]*(?:[-*+•·–—◦▪‣➢➔→✓■●○]|[ØÜü§](?=[ \t])|\d{1,3}[.)]|\(?[a-zA-Z]\))[ \t]+(?:\[[ xX]\][ \t]+)?"
)
_HEADING_MARK = re.compile(r"[ \t]{0,3}#{1,6}(?:[ \t]+|$)")
_RULE = re.compile(r"[ \t]*(?:=+|-{2,}|\*{3,}|_{3,}|(?:[-*_][ \t]+){2,}[-*_])[ \t]*")
_PHONE = r"(?:\+\d{2,3}|\b0)(?:[ .\-]?\(0\))?[ .\-]?\d(?:[ .\-]?\d{2}){4}\b"
_EMAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_ADDRESS = re.compile(rf"{_PHONE}|{_EMAIL}")
_ENTRY = re.compile(
    rf"(?:{_PHONE}|\+\d{{1,3}}(?:[ .\-]?\(?\d{{1,5}}\)?){{2,6}}|{_EMAIL}|(?:https?://|www\.)[^\s]+)[)*_ \t]*\Z"
)
"""A line that an address closes: "Nova AB - Ida Keller - +46 8 123 45 67"."""
_CONTACT_WORD = re.compile(
    r"\W*(?:contacts?\b.*[:/]|(?:t[ée]l(?:[ée]phone)?|tl|fax|mobile|port(?:able)?|courriel|e-?mail|mail|mél|phone|web|"
    r"site(?: web| internet)?|adresse|www)\b[ \t]*[.:/])",
    re.IGNORECASE,
)
_LOWER_START = re.compile(r"[\"'«“(\[*_ \t\u00a0]*[a-zà-öø-ÿœ]")
_CLOSED = re.compile(r"[.!?…:;][\"'»”’)\]*_ \t\u00a0\u202f]*$")
_MARKS = "*_~`|"
_LINK = re.compile(r"\[([^\[\]]+)\]\([^()\s]*\)")


def sentences(text: str, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
    """Return the sentences of `text[start:end]` in order; every span's slice has no white space or marks at its ends.

    Headings, list items, table rows and contact lines are sentences of their own. Everything that holds a letter or a
    digit belongs to a sentence, except the numbers of numbered lists.
    """
    stop = len(text) if end is None else end
    found = []
    for block in _blocks(text, start, stop):
        previous = block.start
        for boundary in (*sentence_ends(text, block.start, block.end), block.end):
            span = _trimmed(text, previous, boundary)
            if span is not None:
                found.append(span)
            previous = boundary
    return tuple(found)


def _blocks(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the stretches that sentences do not cross: runs of lines that belong together."""
    lines: list[Line] = []
    for line in _lines(text, start, end):
        if lines and not _continues(text, lines, line):
            yield Span(lines[0].start, lines[-1].end)
            lines = []
        if line.kind is not LineKind.BLANK:
            lines.append(line)
    if lines:
        yield Span(lines[0].start, lines[-1].end)


def _lines(text: str, start: int, end: int) -> Iterator[Line]:
    """Yield the lines of `text[start:end]` with their kinds."""
    while start < end:
        newline = text.find("\n", start, end)
        finish = end if newline < 0 else newline
        yield _line(text, start, finish)
        start = finish + 1


def _line(text: str, start: int, end: int) -> Line:
    """Tell what `text[start:end]` is and skip the marks before its words."""
    quote = _QUOTE_MARKS.match(text, start, end)
    start = quote.end() if quote else start
    if not text[start:end].strip() or _RULE.fullmatch(text, start, end):
        return Line(LineKind.BLANK, start, end)
    heading = _HEADING_MARK.match(text, start, end)
    if heading:
        return Line(LineKind.HEADING, heading.end(), end)
    item = _ITEM_MARK.match(text, start, end)
    body = text[item.end() if item else start : end]
    if is_capitals(body):
        return Line(LineKind.HEADING, item.end() if item else start, end)
    if item:
        return Line(LineKind.ITEM, item.end(), end)
    if body.lstrip().startswith("|"):
        return Line(LineKind.ROW, start, end)
    return Line(LineKind.CONTACT if _is_contact(body) else LineKind.PROSE, start, end)


def _is_contact(body: str) -> bool:
    """Say whether a line is an entry of an address list rather than prose that mentions an address."""
    if len(body) > 240:
        return False
    if _CONTACT_WORD.match(body):
        return True
    address = _ADDRESS.search(body)
    return address is not None and len(re.findall(r"\w{2,}", body[: address.start()])) <= 6


def _continues(text: str, lines: list[Line], line: Line) -> bool:
    """Say whether `line` goes on with the block `lines`: a paragraph or a list item wrapped over several lines."""
    previous = lines[-1]
    if line.kind is not LineKind.PROSE or previous.kind not in (LineKind.PROSE, LineKind.ITEM):
        return False
    before = text[previous.start : previous.end]
    if before.endswith(("  ", "\\")) or before.rstrip().endswith(";"):
        return False
    if _LOWER_START.match(text, line.start, line.end):
        return True
    if text.startswith("**", line.start) and text.startswith("**", previous.start):
        # Lines that each begin in bold are entries, "**3 juin** : …".
        return False
    if _ENTRY.search(before):
        return False
    if _CLOSED.search(before):
        # The sentence is over, or a list is announced; either way nothing is lost by a cut.
        return False
    # A line that ends early was ended on purpose: a title, a name, a signature.
    return len(before) >= 45 and len(before) * 10 >= max(len(text[one.start : one.end]) for one in [*lines, line]) * 6


def _trimmed(text: str, start: int, end: int) -> Span | None:
    """Take white space, emphasis and a surrounding link off a stretch; None when no letter or digit is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    start, end = _without_marks(text, start, end)
    link = _LINK.fullmatch(text, start, end)
    if link:
        start, end = link.span(1)
        start, end = _without_marks(text, start, end)
    if not any(c.isalnum() for c in text[start:end]):
        return None
    return Span(start, end)


def _without_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out emphasis marks at the ends, unless their partner stands inside ("**Pôle** Medicen" keeps both)."""
    inner_start, inner_end = start, end
    while inner_start < inner_end and (text[inner_start] in _MARKS or text[inner_start].isspace()):
        inner_start += 1
    while inner_end > inner_start and _closes(text, inner_start, inner_end):
        inner_end -= 1
    body = text[inner_start:inner_end]
    opening, closing = text[start:inner_start].strip(" \t\n|"), text[inner_end:end].strip(" \t\n|")
    if opening and body.count(opening) % 2 and text.endswith(opening, start, inner_start) and closing != opening:
        inner_start -= len(opening)
    elif closing and body.count(closing) % 2 and text.startswith(closing, inner_end, end) and closing != opening:
        inner_end += len(closing)
    return inner_start, inner_end


def _closes(text: str, start: int, end: int) -> bool:
    """Say whether the last character of `text[start:end]` is no part of the sentence: a mark, a space, a closing "#"."""
    last = text[end - 1]
    if last == "#":
        return end - 1 == start or text[end - 2] in "# \t"
    return last in _MARKS or last == "\\" or last.isspace()
