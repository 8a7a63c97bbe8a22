"""What a file holds, as the index keeps it: its documents, each once, and what is to be said of its parts."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from corpus.documents import Document
from corpus.errors import UnreadableDocument
from corpus.messages import say
from corpus.reading import Reading
from index.records import FileState, Part

Read: TypeAlias = Callable[[Path], Document | Reading]
"""Reads a file: the one document that it is, or the several that it holds. Raises `UnreadableDocument`."""

_REASONS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Contents:
    """The documents of a file, at least one, in the order of their sources; `warning` is about the file as a whole."""

    file: str
    documents: tuple[Document, ...]
    parts: tuple[Part, ...] = ()
    warning: str = ""

    @property
    def content_hash(self) -> str:
        """Return what depends on what the file says alone, not on its name."""
        return combined(self.file, [(document.source, document.content_hash) for document in self.documents])

    @property
    def characters(self) -> int:
        """Return the length of the texts."""
        return sum(len(document.text) for document in self.documents)


def contents_of(read: Read, file: str) -> Contents:
    """Return what a file holds. Raises `UnreadableDocument`, also where none of its parts can be read, and `OSError`."""
    found = read(Path(file))
    if isinstance(found, Document):
        return Contents(file, (found,), warning="; ".join(found.warnings))
    if [document.source for document in found.documents] == [file]:
        return Contents(file, found.documents, warning="; ".join((*found.documents[0].warnings, *found.warnings)))
    if not found.documents:
        reasons = [f"{_within(file, failure.source)}: {failure.reason}" for failure in found.failures[:_REASONS_SHOWN]]
        more = f" (and {len(found.failures) - _REASONS_SHOWN} more)" if len(found.failures) > _REASONS_SHOWN else ""
        told = f"{'; '.join(reasons)}{more}"
        if len(found.failures) == 1:
            raise UnreadableDocument(file, say("part_unreadable", reason=told))
        raise UnreadableDocument(file, say("parts_unreadable", count=len(found.failures), reason=told))
    parts = [Part(failure.source, FileState.FAILED, failure.reason) for failure in found.failures]
    kept: dict[str, Document] = {}
    for document in found.documents:
        first = kept.setdefault(document.content_hash, document)
        if first is not document:
            parts.append(Part(document.source, FileState.ALIAS, first.source))
        elif document.warnings:
            parts.append(Part(document.source, FileState.INDEXED, "; ".join(document.warnings)))
    documents = tuple(sorted(kept.values(), key=lambda document: document.source))
    parts.sort(key=lambda part: part.source)
    return Contents(file, documents, tuple(parts), "; ".join(found.warnings))


def combined(file: str, hashes: Sequence[tuple[str, str]]) -> str:
    """Return the content hash of a file from the sources and content hashes of its documents, in that order."""
    if len(hashes) == 1 and hashes[0][0] == file:
        return hashes[0][1]
    text = "\n".join(f"{source.removeprefix(file)}\0{content_hash}" for source, content_hash in sorted(hashes))
    return hashlib.sha256(text.encode()).hexdigest()


def _within(file: str, source: str) -> str:
    """Return how a part is called inside its file."""
    return source.removeprefix(file).lstrip("#")
