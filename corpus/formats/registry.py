"""Every format that can be read, and which one a file has."""

from __future__ import annotations

from pathlib import PurePath

from corpus.errors import UnreadableDocument
from corpus.formats.archives import legacy_office
from corpus.formats.collections import JsonLines, Zip
from corpus.formats.contents import Format
from corpus.formats.docx import Docx
from corpus.formats.eml import Eml
from corpus.formats.epub import Epub
from corpus.formats.html import Html
from corpus.formats.markdown import Markdown
from corpus.formats.odf import Odp, Ods, Odt
from corpus.formats.pdf import Pdf
from corpus.formats.pptx import Pptx
from corpus.formats.rtf import Rtf
from corpus.formats.spreadsheets import Csv, Xlsx
from corpus.formats.text import PlainText
from corpus.formats.unsupported import UNSUPPORTED_SUFFIXES, why_unsupported
from corpus.messages import say

FORMATS: tuple[Format, ...] = (
    Pdf(),
    Html(),
    Docx(),
    Odt(),
    Rtf(),
    Pptx(),
    Xlsx(),
    Ods(),
    Odp(),
    Csv(),
    Epub(),
    Eml(),
    Zip(),
    JsonLines(),
    Markdown(),
    PlainText(),
)
"""The readers, asked in this order whether they recognise a file's bytes; then the file's suffix decides."""

_OLD_OFFICE = b"\xd0\xcf\x11\xe0"

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
    if data.startswith(_OLD_OFFICE):
        raise UnreadableDocument(source, legacy_office(data))
    if suffix in UNSUPPORTED_SUFFIXES:
        raise UnreadableDocument(source, why_unsupported(suffix))
    expected = ", ".join(sorted(SUPPORTED_SUFFIXES))
    raise UnreadableDocument(source, say("unknown_format", suffix=suffix or say("no_suffix"), expected=expected))
