"""Document and Passage: the text that everything else cites. Does not know files, formats or vectors.

Offsets are Unicode code-point indices into `Document.text`, half-open, as in a Python slice.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open stretch `text[start:end]` of a document's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the characters of `text` that the span covers."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the stretch of text that it governs (its own heading line included)."""

    title: str
    level: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a paginated format; `number` starts at 1."""

    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """One document of the corpus. `text` is final: NFC, repaired once when read, never touched again.

    `id` depends on `source` alone, so a changed file keeps its id; `content_hash` depends on what the file says.
    `sections` are in text order and may nest; `pages` are in text order and do not overlap. `date` is ISO 8601,
    possibly shortened ("2012-07" or "2012"); unknown values are the empty string. `warnings` say what the text lacks
    ("pages 3–7 have no text"), `inferred` names the fields ("title", "date", "publisher", "language") that the file does
    not give and that were concluded from its text, its name or its address; both belong to the reading of a file and
    are not compared.
    """

    id: str
    source: str
    title: str
    text: str
    language: str
    date: str
    publisher: str
    url: str
    pages: tuple[Page, ...]
    sections: tuple[Section, ...]
    content_hash: str
    warnings: tuple[str, ...] = field(default=(), compare=False)
    inferred: tuple[str, ...] = field(default=(), compare=False)

    def page_at(self, offset: int) -> int | None:
        """Return the page number that holds `offset`, or None where the format has no pages."""
        position = bisect_right([page.start for page in self.pages], offset) - 1
        if position < 0 or offset >= self.pages[position].end:
            return None
        return self.pages[position].number

    def section_at(self, offset: int) -> str:
        """Return the heading path at `offset`, outermost first, joined by " › "; empty outside any section."""
        return " › ".join(s.title for s in self.sections if s.start <= offset < s.end and s.title)


@dataclass(frozen=True, slots=True)
class Passage:
    """A citable piece of a document, with `document.text[start:end] == text` without exception."""

    id: str
    document_id: str
    start: int
    end: int
    text: str
    section: str


def document_id(source: str) -> str:
    """Return the id of the document that `source` (an absolute path or a URL) names: 16 hexadecimal digits."""
    return hashlib.sha256(source.encode()).hexdigest()[:16]


def passage_id(document: str, content_hash: str, start: int, end: int, text: str) -> str:
    """Return the id of a passage: 16 hexadecimal digits over the document's id, its content, the offsets and the text."""
    return hashlib.sha256(f"{document}\0{content_hash}\0{start}\0{end}\0{text}".encode()).hexdigest()[:16]
