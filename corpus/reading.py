"""Files to documents: which files there are, which format each has, and what it says."""

from __future__ import annotations

import hashlib
import logging
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from urllib.parse import urlsplit

from corpus.documents import Document, document_id
from corpus.errors import UnreadableDocument
from corpus.formats.archives import LARGEST_TOTAL
from corpus.formats.collections import DEEPEST, MOST_LINES
from corpus.formats.contents import Collection, Content, Format, Part
from corpus.formats.metadata import first_date, first_title
from corpus.formats.registry import SUPPORTED_SUFFIXES, format_of
from corpus.formats.unsupported import UNSUPPORTED_SUFFIXES
from corpus.french import detect_language
from corpus.isolation import Worker
from corpus.messages import say
from corpus.side_files import SideFields, overridden, parsed, side_fields

__all__ = ["SUPPORTED_SUFFIXES", "Reading", "Unread", "find_files", "read_document", "read_documents"]

LANGUAGES = ("fr", "en")
MEGABYTE = 1024 * 1024
LARGEST_FILE = 50 * MEGABYTE
PART = "#"
"""What stands between a file and the part of it that a document is: "/a.zip#b/c.pdf", "/a.jsonl#3"."""

logger = logging.getLogger(__name__)
_worker = Worker()
"""One process for all the files of a run; nothing is started before the first file that needs it."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A part of a file that should be a document and is none, and why, in words (see `corpus.messages`)."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds: its documents, in order, and what could not be read of it. Either may be empty, not both.

    `warnings` are about the file as a whole; those about one document are with it.
    """

    documents: tuple[Document, ...]
    failures: tuple[Unread, ...] = ()
    warnings: tuple[str, ...] = ()


def find_files(path: Path) -> tuple[Path, ...]:
    """Return the files to read at `path`, absolute and sorted: the file itself, or what a folder and its folders hold.

    In a folder, hidden files and folders and unrelated suffixes are skipped; documents in formats that cannot be read
    (`corpus.formats.unsupported`) are there, so that they are refused with the reason. A file named directly is never
    skipped. Raises `UnreadableDocument` when there is nothing at `path`.
    """
    resolved = _resolved(path)
    if not resolved.exists():
        raise UnreadableDocument(str(resolved), say("no_such_path"))
    if not resolved.is_dir():
        return (resolved,)
    found = set()
    known = SUPPORTED_SUFFIXES | UNSUPPORTED_SUFFIXES
    for folder, folders, names in os.walk(resolved, onerror=_log_skipped):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            file = Path(folder, name)
            if not name.startswith((".", "~$")) and file.suffix.lower() in known and file.is_file():
                found.add(file.resolve())
    return tuple(sorted(found))


def read_document(path: Path) -> Document:
    """Return the one document that the file at `path` is, and its side file describes. Raises `UnreadableDocument`.

    A file of several documents becomes one with a section for each; `read_documents` keeps them apart.
    """
    resolved = _resolved(path)
    source = str(resolved)
    data = _bytes(resolved, source)
    content = overridden(_content(format_of(data, source), data, source), side_fields(resolved))
    return _document(content, source, resolved.stem)


def read_documents(path: Path) -> Reading:
    """Return the documents that the file at `path` holds: a JSON Lines file one a line, an archive one a member.

    All other files hold one document, whose source is the absolute path. In files of several, that path is followed by
    "#" and the number of the line or the name of the member ("/a.zip#inner/b.zip#c.pdf" in an archive in an archive).
    What cannot be read in there is among the failures and costs nothing else; each member has the time and the process
    that a file of its own would have. Raises `UnreadableDocument` when the file as a whole cannot be read.
    """
    resolved = _resolved(path)
    source = str(resolved)
    data = _bytes(resolved, source)
    reader = format_of(data, source)
    fields = side_fields(resolved)
    if not isinstance(reader, Collection):
        return Reading((_document(overridden(_content(reader, data, source), fields), source, resolved.stem),))
    documents: list[Document] = []
    failures: list[Unread] = []
    unpacking = _Unpacking()
    for found in unpacking.unpacked(reader, data, source, depth=1):
        if isinstance(found, Unread):
            failures.append(found)
            continue
        name, content = found
        own = PurePath(name.rpartition(PART)[2])
        stem = f"{resolved.stem} {own}" if own.name.isdecimal() else own.stem
        documents.append(_document(overridden(content, fields.shared), name, stem))
    if not documents and not failures:
        raise UnreadableDocument(source, say("nothing_readable", reason=say("nothing_known")))
    return Reading(tuple(documents), tuple(failures), tuple(filter(None, (unpacking.stopped, fields.problem))))


class _Unpacking:
    """The documents of one file, those in archives inside of it included, as long as it all stays within limits.

    `stopped` says why what comes after was not read, once the limits were reached.
    """

    def __init__(self) -> None:
        self.stopped = ""
        self._bytes = 0
        self._parts = 0

    def unpacked(
        self, reader: Collection, data: bytes, source: str, *, depth: int
    ) -> Iterator[tuple[str, Content] | Unread]:
        """Yield the sources and contents of the documents, and what cannot be read. Raises `UnreadableDocument`."""
        for part in reader.parts(data, source):
            self._bytes += len(part.data or b"")
            self._parts += 1
            if self._bytes > LARGEST_TOTAL or self._parts > MOST_LINES:
                limit = LARGEST_TOTAL // MEGABYTE
                self.stopped = say("nested_unpack_to_too_much", limit=limit, members=MOST_LINES)
            if self.stopped:
                return
            name = f"{source}{PART}{part.name}"
            try:
                yield from self._read(part, name, depth)
            except UnreadableDocument as error:
                yield Unread(name, error.reason)

    def _read(self, part: Part, name: str, depth: int) -> Iterator[tuple[str, Content] | Unread]:
        """Yield what a part is: a document, or those of the archive that it is."""
        if part.content is not None:
            yield name, part.content
            return
        if part.data is None:
            raise UnreadableDocument(name, part.reason)
        reader = format_of(part.data, part.name)
        if not isinstance(reader, Collection):
            side = SideFields() if part.side is None else parsed(part.side, f"{part.name}.meta.yaml")
            yield name, overridden(_content(reader, part.data, name), side)
        elif depth >= DEEPEST:
            raise UnreadableDocument(name, say("too_deep", limit=DEEPEST))
        else:
            yield from self.unpacked(reader, part.data, name, depth=depth + 1)


def _content(reader: Format, data: bytes, source: str) -> Content:
    """Return what `reader` finds in the bytes of a file, in the process for risky formats where it is one."""
    return _worker.read(reader, data, source) if reader.isolated else reader.read(data, source)


def _document(content: Content, source: str, stem: str) -> Document:
    """Return the document of a content; what the file does not say is inferred, if it can be, and marked as such."""
    known = content.language if content.language in LANGUAGES else ""
    guessed = {
        "title": "" if content.title else first_title(content.text, content.sections, stem),
        "date": "" if content.date else first_date(content.text),
        "publisher": "" if content.publisher else _host(content.url),
        "language": "" if known else detect_language(content.text),
    }
    inferred = tuple(sorted({*content.inferred, *(name for name, value in guessed.items() if value)}))
    content = replace(
        content,
        title=content.title or guessed["title"],
        date=content.date or guessed["date"],
        publisher=content.publisher or guessed["publisher"],
        language=known or guessed["language"],
    )
    return Document(
        id=document_id(source),
        source=source,
        title=content.title,
        text=content.text,
        language=content.language,
        date=content.date,
        publisher=content.publisher,
        url=content.url,
        pages=content.pages,
        sections=content.sections,
        content_hash=_content_hash(content),
        warnings=content.warnings,
        inferred=inferred,
    )


def _host(url: str) -> str:
    """Return the name of the site that an address is on, or ""."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _resolved(path: Path) -> Path:
    """Return `path` absolute, with links followed; a name that no encoding can write is refused."""
    try:
        resolved = path.expanduser().resolve()
        str(resolved).encode()
    except UnicodeEncodeError as error:
        raise UnreadableDocument(ascii(str(path)), say("bad_name")) from error
    except (OSError, RuntimeError, ValueError) as error:  # a loop of links, no home folder, a NUL in the name
        raise UnreadableDocument(str(path), say("bad_path", error=error)) from error
    return resolved


def _bytes(path: Path, source: str) -> bytes:
    """Return what the file holds, after a look at its kind and its size."""
    try:
        if path.is_dir():
            raise UnreadableDocument(source, say("is_folder"))
        size = path.stat().st_size
        if not path.is_file():
            raise UnreadableDocument(source, say("no_regular_file"))
        if size > LARGEST_FILE:
            limits = {"size": size // MEGABYTE, "limit": LARGEST_FILE // MEGABYTE}
            raise UnreadableDocument(source, say("file_too_large", **limits))
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableDocument(source, say("no_such_file")) from error
    except PermissionError as error:
        raise UnreadableDocument(source, say("denied")) from error
    except OSError as error:
        raise UnreadableDocument(source, say("not_readable", error=error.strerror or error)) from error


def _content_hash(content: Content) -> str:
    """Return 64 hexadecimal digits over everything that the file says."""
    fields = (content.title, content.date, content.language, content.publisher, content.url, repr(content.pages))
    return hashlib.sha256("\0".join((content.text, *fields)).encode()).hexdigest()


def _log_skipped(error: OSError) -> None:
    """Say that a folder could not be listed; the others are read all the same."""
    logger.warning("%s: the folder cannot be listed and is skipped: %s", error.filename, error.strerror)
