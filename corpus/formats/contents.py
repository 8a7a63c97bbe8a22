"""What a reader of a format returns, and what a reader is. A new format is one class in `corpus.formats.registry`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from corpus.documents import Page, Section


@dataclass(frozen=True, slots=True)
class Content:
    """What a file says: its final text and what it tells about itself; unknown values are the empty string.

    `warnings` say in words what the text lacks ("pages 3–7 have no text").
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
