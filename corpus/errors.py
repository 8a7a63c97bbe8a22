"""What can go wrong while a corpus is read.

CorpusError
├── UnreadableDocument      a file (or folder) that cannot become a document
├── NamesError              a names file is not well formed
├── CorrectionsFileError    the file of corrections is not well formed
└── CorrectionError         a correction does not fit the facts or the document
"""

from __future__ import annotations


class CorpusError(Exception):
    """The root of every error that `corpus` raises on purpose."""


class UnreadableDocument(CorpusError):  # noqa: N818 - the name says what the thing is
    """A source that cannot be read. `reason` says what was found, what was expected and what to do about it."""

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason
