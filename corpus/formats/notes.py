"""Footnotes of office files: a mark above the line where the text refers to one, the note itself below the paragraph."""

from __future__ import annotations

from corpus.formats.building import TextBuilder, one_line, superscript


class Notes:
    """Numbers the notes of a document and keeps those that are still to be written."""

    def __init__(self) -> None:
        self._count = 0
        self._waiting: list[str] = []

    def mark(self, text: str) -> str:
        """Return the mark of a note, which `write` will add; nothing for an empty note."""
        text = one_line(text)
        if not text:
            return ""
        self._count += 1
        mark = superscript(str(self._count))
        self._waiting.append(f"{mark} {text}")
        return mark

    def write(self, builder: TextBuilder) -> None:
        """Add the notes that the text referred to since the last time."""
        for text in self._waiting:
            builder.paragraph(text)
        self._waiting.clear()
