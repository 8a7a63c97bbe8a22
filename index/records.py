"""The rows of the store as values: files, synchronisations, and documents as text. Does not know SQL connections."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from corpus.documents import Document, Page, Passage, Section


class FileState(StrEnum):
    """What became of a file."""

    INDEXED = "indexed"
    ALIAS = "alias"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Part:
    """What is to be said of one of several documents in a file: `words` are why it failed, what the text of an indexed
    one lacks, or, of one that says the same as another in the file, the source of that one."""

    source: str
    state: FileState
    words: str


@dataclass(frozen=True, slots=True)
class FileRecord:
    """A file as last seen. Times in nanoseconds since 1970; `indexed_at` in ISO 8601 UTC.

    `checked_ns` is when the file was looked at: a file written just before may change again within the clock's tick.
    A failed file keeps the document of its last good version, if it had one; `content_hash` is that version's.
    `reason` says why a file failed, and of a file that was read what its text lacks; `parts` say it of the documents in
    a file of several. `content_hash` is that of the document, or a digest of those of several.
    """

    source: str
    size: int
    mtime_ns: int
    checked_ns: int
    file_hash: str
    content_hash: str
    state: FileState
    reason: str = ""
    alias_of: str = ""
    indexed_at: str = ""
    parts: tuple[Part, ...] = ()

    @property
    def failure(self) -> str:
        """Return why the file could not be read, or ""."""
        return self.reason if self.state is FileState.FAILED else ""

    @property
    def warning(self) -> str:
        """Return what the text of a file that was read lacks, or ""."""
        return "" if self.state is FileState.FAILED else self.reason


FILE_COLUMNS = "source, size, mtime_ns, checked_ns, file_hash, content_hash, state, reason, alias_of, indexed_at, parts"
"""The columns of a row of the file list, in the order of `file_to_row` and `file_from_row`."""


def file_to_row(record: FileRecord) -> tuple[str | int, ...]:
    """Return the columns of a row of the file list."""
    return (
        record.source,
        record.size,
        record.mtime_ns,
        record.checked_ns,
        record.file_hash,
        record.content_hash,
        record.state.value,
        record.reason,
        record.alias_of,
        record.indexed_at,
        json.dumps([[part.source, part.state.value, part.words] for part in record.parts], ensure_ascii=False),
    )


def file_from_row(row: Sequence[Any]) -> FileRecord:
    """Undo `file_to_row`."""
    source, size, mtime_ns, checked_ns, file_hash, content_hash, state, reason, alias_of, indexed_at, parts = row
    return FileRecord(
        source,
        size,
        mtime_ns,
        checked_ns,
        file_hash,
        content_hash,
        FileState(state),
        reason,
        alias_of,
        indexed_at,
        tuple(Part(source, FileState(state), words) for source, state, words in json.loads(parts)),
    )


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the store holds of one document: `characters` of its text, `pages` with text (0 where there are none).

    `file` is the file that it comes from.
    """

    document_id: str
    title: str
    characters: int
    passages: int
    pages: int = 0
    file: str = ""


class Kind(StrEnum):
    """What made a generation."""

    SYNCHRONISATION = "synchronisation"
    REBUILD = "rebuild"
    ROLLBACK = "rollback"


@dataclass(frozen=True, slots=True)
class Synchronisation:
    """One line of the history; `started` in ISO 8601 UTC, counts of files, `passages` of the whole store after it.

    `restored` is, for a rollback, the generation whose content came back, else 0.
    """

    generation: int
    started: str
    seconds: float
    new: int
    changed: int
    removed: int
    unchanged: int
    duplicates: int
    failed: int
    embedded: int
    reused: int
    passages: int
    moved: int = 0
    kind: Kind = Kind.SYNCHRONISATION
    restored: int = 0


def text_hash(text: str) -> str:
    """Return the key of an embedded text in the vector cache: 32 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def spans_to_json(spans: tuple[Page, ...] | tuple[Section, ...]) -> str:
    """Return pages or sections as a JSON array of arrays, in the order of their fields."""
    rows = [
        [span.number, span.start, span.end]
        if isinstance(span, Page)
        else [span.title, span.level, span.start, span.end]
        for span in spans
    ]
    return json.dumps(rows, ensure_ascii=False)


def pages_from_json(data: str) -> tuple[Page, ...]:
    """Undo `spans_to_json` for pages."""
    return tuple(Page(*row) for row in json.loads(data))


def sections_from_json(data: str) -> tuple[Section, ...]:
    """Undo `spans_to_json` for sections."""
    return tuple(Section(*row) for row in json.loads(data))


DOCUMENT_COLUMNS = "id, source, title, text, language, date, publisher, url, pages, sections, content_hash, inferred"
"""The columns of a document row, in the order of `document_to_row` and `document_from_row`."""


def document_to_row(document: Document) -> tuple[str, ...]:
    """Return the columns of a document."""
    return (
        document.id,
        document.source,
        document.title,
        document.text,
        document.language,
        document.date,
        document.publisher,
        document.url,
        spans_to_json(document.pages),
        spans_to_json(document.sections),
        document.content_hash,
        " ".join(document.inferred),
    )


def document_from_row(row: tuple[str, ...]) -> Document:
    """Undo `document_to_row`."""
    number, source, title, text, language, date, publisher, url, pages, sections, content_hash, inferred = row
    return Document(
        number,
        source,
        title,
        text,
        language,
        date,
        publisher,
        url,
        pages_from_json(pages),
        sections_from_json(sections),
        content_hash,
        inferred=tuple(inferred.split()),
    )


def passages_to_json(passages: tuple[Passage, ...]) -> str:
    """Return passages without their texts, which their document holds."""
    return json.dumps([[p.id, p.start, p.end, p.section] for p in passages], ensure_ascii=False)


def passages_from_json(data: str, document: Document) -> tuple[Passage, ...]:
    """Undo `passages_to_json`."""
    return tuple(
        Passage(number, document.id, start, end, document.text[start:end], section)
        for number, start, end, section in json.loads(data)
    )
