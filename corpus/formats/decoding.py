"""Bytes to text: encodings, line ends, mojibake. What comes out is final (NFC, "\\n", no control characters)."""

from __future__ import annotations

import codecs
import contextlib
import re
import unicodedata

import ftfy
from ftfy.badness import is_bad

from corpus.errors import UnreadableDocument
from corpus.formats.western import best_encoding
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
_UTF8_PAIR = re.compile(rb"\xc3[\x80-\xbf]|\xc5[\x92\x93]|\xe2\x80[\x90-\xbf]")
_FEWEST_PAIRS = 2
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_MOJIBAKE_LEAD = re.compile(r"[ÂÃâÅïð]|[√‚]\W|[├┬]\w|Ô[ÇÃ]")
_DOS_MOJIBAKE = re.compile(r"[├┬].|Ô[ÇÃ].")
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
    """Return a line decoded anew where it was UTF-8 read as something else ("rÃ©gion", "r├®gion"), else unchanged."""
    if _DOS_MOJIBAKE.search(line):
        with contextlib.suppress(UnicodeError):
            return line.encode("cp850").decode()
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
        encoding = _unmarked_utf(data)
        if not encoding:
            raise UnreadableDocument(source, say("nul_bytes"))
        return _strictly(data, encoding, source)
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        # Cut off in the middle of a character, the file is UTF-8 all the same.
        pairs = len(_UTF8_PAIR.findall(data))
        if pairs and error.reason == "unexpected end of data":
            return data[: error.start].decode()
        return _mixed(data, source) if pairs >= _FEWEST_PAIRS else _legacy(data, source)


def _mixed(data: bytes, source: str) -> str:
    """Return a file in UTF-8 with lines in another encoding, as programs leave that add lines to files."""
    lines = data.split(b"\n")
    others = [line for line in lines if not _is_utf8(line)]
    if len(others) * 2 > sum(1 for line in lines if not line.isascii()):
        return _legacy(data, source)
    encoding = best_encoding(b"\n".join(others))
    return "\n".join(line.decode() if _is_utf8(line) else line.decode(encoding, errors="replace") for line in lines)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _strictly(data: bytes, encoding: str, source: str) -> str:
    """Return `data` decoded without any replacement character."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        reason = say("wrong_encoding", encoding=encoding, byte=error.start)
        raise UnreadableDocument(source, reason) from error


def _unmarked_utf(data: bytes) -> str:
    """Return the variant of UTF-16 or UTF-32 that Western text without a byte order mark must have, or ""."""
    sample = data[:4096]
    if len(data) % 4 == 0 and sample[2::4].count(0) == sample[3::4].count(0) == len(sample) // 4:
        return "utf-32-le"
    if len(data) % 4 == 0 and sample[::4].count(0) == sample[1::4].count(0) == len(sample) // 4:
        return "utf-32-be"
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = max(1, len(sample) // 2)
    if odd > 0.7 * half and even < 0.05 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.7 * half and odd < 0.05 * half else ""


def _legacy(data: bytes, source: str) -> str:
    """Return `data` in the Western encoding that reads best; too many control characters mean that it is no text."""
    text = data.decode(best_encoding(data), errors="replace")
    odd = sum(1 for c in text[:100_000] if c == "\ufffd" or (unicodedata.category(c) == "Cc" and c not in "\t\n\r\x0c"))
    if odd > 0.01 * len(text[:100_000]):
        reason = say("unknown_encoding")
        raise UnreadableDocument(source, reason)
    return text
