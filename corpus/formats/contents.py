"""What a reader of a format returns, and what a reader is. A new format is one class in `corpus.formats.registry`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from corpus.documents import Page, Section


@dataclass(frozen=True, slots=True)
class Content:
    """What a file says: its final text and what it tells about itself; unknown values are the empty string.

    `warnings` say in words what the text lacks ("pages 3–7 have no text"); `inferred` names the fields that the reader
    concluded from the text ("title") rather than found.
    """

    text: str
    sections: tuple[Section, ...] = ()
    pages: tuple[Page, ...] = ()
    title: str = ""
    date: str = ""
    publisher: str = ""
    language: str = ""
    url: str = ""
    warnings: tuple[str, ...] = ()
    inferred: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One of the documents that a file holds. `name` tells it from the others: "3" (a line), "inner/accord.pdf".

    Just one of these is there: the `content`, the bytes in `data` that a reader must still read, or the `reason` why
    there is neither. `side` is what the member's own side file holds.
    """

    name: str
    content: Content | None = None
    data: bytes | None = None
    reason: str = ""
    side: bytes | None = None


class Format(Protocol):
    """Reads one file format."""

    @property
    def suffixes(self) -> tuple[str, ...]:
        """Return the file name endings of the format, in small letters, with their dot."""

    @property
    def isolated(self) -> bool:
        """Say whether the parser is so complex that it runs in a process of its own (see `corpus.isolation`)."""

    def recognises(self, data: bytes) -> bool:
        """Say whether the bytes of a file prove that it has this format, whatever its name."""

    def read(self, data: bytes, source: str) -> Content:
        """Return what the file says. Raises `UnreadableDocument`, which names `source`."""


@runtime_checkable
class Collection(Format, Protocol):
    """Reads a format whose files hold several documents; `read` makes one of them all."""

    def parts(self, data: bytes, source: str) -> Iterator[Part]:
        """Yield the documents, and what should be one and cannot be read. Raises `UnreadableDocument`."""
