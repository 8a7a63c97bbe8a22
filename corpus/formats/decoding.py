"""Bytes to text: encodings, line ends, mojibake. What comes out is final (NFC, "\\n", no control characters)."""

from __future__ import annotations

import codecs
import re
import unicodedata

import ftfy
from charset_normalizer import from_bytes
from ftfy.badness import is_bad

from corpus.errors import UnreadableDocument
from corpus.messages import say

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF-", "what_pdf"),
    (b"PK\x03\x04", "signature_zip"),
    (b"\xd0\xcf\x11\xe0", "signature_ole"),
    (b"{\\rtf", "signature_rtf"),
    (b"\x89PNG", "signature_png"),
    (b"\xff\xd8\xff", "signature_jpeg"),
    (b"GIF8", "signature_gif"),
    (b"\x1f\x8b", "signature_gzip"),
    (b"7z\xbc\xaf", "signature_7z"),
    (b"SQLite format 3", "signature_sqlite"),
    (b"\x7fELF", "signature_elf"),
)
_LEGACY = ("cp1252", "latin_1", "iso8859_15", "mac_roman", "cp850")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_MOJIBAKE_LEAD = re.compile(r"[ÂÃâÅïð]")
_LINE_END = re.compile(r"\r\n?|\x0c|\x85|\u2028|\u2029")


def decode(data: bytes, source: str) -> str:
    """Return the text of `data`. Raises `UnreadableDocument` when it is empty or no text."""
    for signature, code in _SIGNATURES:
        if data.startswith(signature):
            raise UnreadableDocument(source, say("not_text", what=say(code)))
    text = repaired(_decoded(data, source))
    if not text.strip():
        raise UnreadableDocument(source, say("no_text"))
    return text


def repaired(text: str) -> str:
    """Return `text` with "\\n" line ends, without controls, in NFC, and with lines of certain mojibake put right."""
    text = _CONTROLS.sub("", _LINE_END.sub("\n", text.removeprefix("\ufeff")))
    if _MOJIBAKE_LEAD.search(text):
        text = "\n".join(_without_mojibake(line) for line in text.split("\n"))
    return unicodedata.normalize("NFC", text)


def _without_mojibake(line: str) -> str:
    """Return a line decoded anew where it was UTF-8 read as something else ("rÃ©gion"), else unchanged."""
    if not is_bad(line):
        return line
    fixed = ftfy.fix_encoding(line)
    return line if is_bad(fixed) or "\n" in fixed or "\ufffd" in fixed else fixed


def _decoded(data: bytes, source: str) -> str:
    """Return `data` decoded: by its byte order mark, as UTF-8, as unmarked UTF-16, or as an old Western encoding."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding, source)
    if b"\x00" in data:
        encoding = _unmarked_utf16(data)
        if not encoding:
            raise UnreadableDocument(source, say("nul_bytes"))
        return _strictly(data, encoding, source)
    try:
        return data.decode()
    except UnicodeDecodeError:
        return _legacy(data, source)


def _strictly(data: bytes, encoding: str, source: str) -> str:
    """Return `data` decoded without any replacement character."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        reason = say("wrong_encoding", encoding=encoding, byte=error.start)
        raise UnreadableDocument(source, reason) from error


def _unmarked_utf16(data: bytes) -> str:
    """Return the UTF-16 variant that Western text without a byte order mark must have, or ""."""
    sample = data[:4096]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = max(1, len(sample) // 2)
    if odd > 0.7 * half and even < 0.05 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 * half and odd < 0.05 * half else ""


def _legacy(data: bytes, source: str) -> str:
    """Return `data` in the Western encoding that reads best; too many control characters mean that it is no text."""
    best = from_bytes(data, cp_isolation=list(_LEGACY), enable_fallback=False).best()
    encoding = best.encoding if best else "cp1252"
    text = data.decode(encoding, errors="replace")
    odd = sum(1 for c in text[:100_000] if c == "\ufffd" or (unicodedata.category(c) == "Cc" and c not in "\t\n\r\x0c"))
    if odd > 0.01 * len(text[:100_000]):
        reason = say("unknown_encoding")
        raise UnreadableDocument(source, reason)
    return text
