"""Every format that can be read, and which one a file has."""

from __future__ import annotations

from pathlib import PurePath

from corpus.errors import UnreadableDocument
from corpus.formats.collections import JsonLines, Zip
from corpus.formats.contents import Format
from corpus.formats.docx import Docx
from corpus.formats.eml import Eml
from corpus.formats.epub import Epub
from corpus.formats.html import Html
from corpus.formats.markdown import Markdown
from corpus.formats.odf import Ods, Odt
from corpus.formats.pdf import Pdf
from corpus.formats.pptx import Pptx
from corpus.formats.rtf import Rtf
from corpus.formats.spreadsheets import Csv, Xlsx
from corpus.formats.text import PlainText

FORMATS: tuple[Format, ...] = (
    Pdf(),
    Html(),
    Docx(),
    Odt(),
    Rtf(),
    Pptx(),
    Xlsx(),
    Ods(),
    Csv(),
    Epub(),
    Eml(),
    Zip(),
    JsonLines(),
    Markdown(),
    PlainText(),
)
"""The readers, asked in this order whether they recognise a file's bytes; then the file's suffix decides."""

SUPPORTED_SUFFIXES = frozenset(suffix for reader in FORMATS for suffix in reader.suffixes)


def format_of(data: bytes, source: str) -> Format:
    """Return the reader for a file: by its bytes, else by its suffix. Raises `UnreadableDocument`."""
    for reader in FORMATS:
        if reader.recognises(data):
            return reader
    suffix = PurePath(source).suffix.lower()
    for reader in FORMATS:
        if suffix in reader.suffixes:
            return reader
    expected = ", ".join(sorted(SUPPORTED_SUFFIXES))
    raise UnreadableDocument(source, f"unknown format {suffix or '(no suffix)'}; expected one of {expected}")
