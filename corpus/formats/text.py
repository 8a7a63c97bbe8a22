"""Plain text files. Markdown headings count here too, as web pages are often saved that way."""

from __future__ import annotations

from corpus.formats.contents import Content
from corpus.formats.decoding import decode
from corpus.formats.headings import sections


class PlainText:
    """Reads .txt files."""

    suffixes = (".txt", ".text")
    isolated = False

    def recognises(self, data: bytes) -> bool:  # noqa: ARG002 - nothing in the bytes proves plain text
        """Return False: only the name says that a file is plain text."""
        return False

    def read(self, data: bytes, source: str) -> Content:
        """Return the decoded file with its headings, lines in capitals included."""
        text = decode(data, source)
        return Content(text, sections(text, capitals=True))
