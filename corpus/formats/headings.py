"""Headings of Markdown and of plain text, as the sections of a document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.documents import Section

_ATX = re.compile(r"[ ]{0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$")
_SETEXT = re.compile(r"[ ]{0,3}(=+|-{2,})[ \t]*$")
_FENCE = re.compile(r"[ ]{0,3}(`{3,}|~{3,})")
_MARKS = re.compile(r"(?:[ \t>|@]|[-*+•·–—◦▪‣➢✓ØÜ](?=[ \t]))*")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()]*\)")
_LONGEST_CAPITALS = 160
_CAPITALS_LEVEL = 2


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading line or two: `text[start:end]`, its newline not included."""

    title: str
    level: int
    start: int
    end: int
    capitals: bool = False


def sections(text: str, *, capitals: bool) -> tuple[Section, ...]:
    """Return the sections that the headings of `text` open, each up to the next heading of its level or above.

    With `capitals`, lines in capitals are headings of level 2 as well, unless three quarters of the text are.
    """
    headings = list(_headings(text, capitals=capitals))
    in_capitals = sum(len(heading.title) for heading in headings if heading.capitals)
    if 4 * in_capitals > 3 * sum(len(line.strip()) for line in text.split("\n")):
        headings = [heading for heading in headings if not heading.capitals]
    headings = _joined(text, headings)
    ends: list[int] = []
    still_open: list[
        tuple[int, int]
    ] = []  # (level, end) of the headings read backwards that could close an earlier one
    for heading in reversed(headings):
        while still_open and still_open[-1][0] > heading.level:
            still_open.pop()
        ends.append(still_open[-1][1] if still_open else len(text))
        still_open.append((heading.level, heading.start))
    return tuple(Section(h.title, h.level, h.start, end) for h, end in zip(headings, reversed(ends), strict=True))


def plain_title(title: str) -> str:
    """Return a heading's words without links, emphasis and doubled white space."""
    words = _LINK.sub(r"\1", title)
    for _ in range(2):  # bold may hold italics
        words = re.sub(r"(\*\*|__|\*|`)(?=\S)(.+?)(?<=\S)\1", r"\2", words)
    return " ".join(words.strip("*_#` \t").split())


def _joined(text: str, headings: list[Heading]) -> list[Heading]:
    """Join a heading in capitals with the one right after it: a title set in two lines."""
    joined: list[Heading] = []
    for heading in headings:
        last = joined[-1] if joined else None
        if last and last.capitals and heading.capitals and not text[last.end : heading.start].strip(" \t\n"):
            title = f"{last.title} {heading.title}"
            if len(title) <= _LONGEST_CAPITALS:
                joined[-1] = Heading(title, last.level, last.start, heading.end, capitals=True)
                continue
        joined.append(heading)
    return joined


def _headings(text: str, *, capitals: bool) -> Iterator[Heading]:
    """Yield the headings of `text` in order; fenced code holds none."""
    fence = ""
    previous = ""
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        mark = _FENCE.match(line)
        if mark and (not fence or mark.group(1).startswith(fence)):
            fence = "" if fence else mark.group(1)[:3]
        elif not fence:
            heading = _heading(line, previous, start, capitals=capitals)
            if heading:
                yield heading
                line = ""
        previous = line
        start = end + 1


def _heading(line: str, previous: str, start: int, *, capitals: bool) -> Heading | None:
    """Return the heading that `line`, which begins at `start`, is or underlines."""
    atx = _ATX.match(line)
    if atx:
        title = plain_title(atx.group(2) or "")
        return Heading(title, len(atx.group(1)), start, start + len(line)) if title else None
    setext = _SETEXT.match(line)
    if (
        setext
        and any(c.isalnum() for c in previous)
        and len(previous) <= 200
        and not previous.startswith((" ", "|", ">"))
    ):
        level = 1 if setext.group(1).startswith("=") else 2
        return Heading(plain_title(previous), level, start - len(previous) - 1, start + len(line))
    if capitals and is_capitals(line):
        mark = _MARKS.match(line)
        title = plain_title(line[mark.end() if mark else 0 :])
        return Heading(title, _CAPITALS_LEVEL, start, start + len(line), capitals=True)
    return None


def is_capitals(line: str) -> bool:
    """Say whether a line is written in capitals and long enough to be a heading rather than an acronym."""
    letters = sum(c.isupper() for c in line)
    if len(line) > _LONGEST_CAPITALS or line != line.upper():
        return False
    return letters >= 8 or (letters >= 5 and len(line.split()) > 1)
