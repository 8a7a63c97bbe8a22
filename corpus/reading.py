"""Files to documents: which files there are, which format each has, and what it says."""

from __future__ import annotations

import hashlib
import logging
import os
from pathlib import Path

from corpus.documents import Document, document_id
from corpus.errors import UnreadableDocument
from corpus.formats.contents import Content
from corpus.formats.metadata import first_date, first_title
from corpus.formats.registry import SUPPORTED_SUFFIXES, format_of
from corpus.french import detect_language
from corpus.isolation import Worker
from corpus.side_files import overridden

__all__ = ["SUPPORTED_SUFFIXES", "find_files", "read_document"]

LANGUAGES = ("fr", "en")
MEGABYTE = 1024 * 1024
LARGEST_FILE = 50 * MEGABYTE

logger = logging.getLogger(__name__)
_worker = Worker()
"""One process for all the files of a run; nothing is started before the first file that needs it."""


def find_files(path: Path) -> tuple[Path, ...]:
    """Return the files to read at `path`, absolute and sorted: the file itself, or what a folder and its folders hold.

    In a folder, hidden files and folders and unsupported suffixes are skipped; a file named directly never is.
    Raises `UnreadableDocument` when there is nothing at `path`.
    """
    resolved = _resolved(path)
    if not resolved.exists():
        raise UnreadableDocument(str(resolved), "there is no such file or folder; check the path")
    if not resolved.is_dir():
        return (resolved,)
    found = set()
    for folder, folders, names in os.walk(resolved, onerror=_log_skipped):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            file = Path(folder, name)
            if not name.startswith(".") and file.suffix.lower() in SUPPORTED_SUFFIXES and file.is_file():
                found.add(file.resolve())
    return tuple(sorted(found))


def read_document(path: Path) -> Document:
    """Return the document that the file at `path` holds, and its side file describes. Raises `UnreadableDocument`."""
    resolved = _resolved(path)
    source = str(resolved)
    data = _bytes(resolved, source)
    reader = format_of(data, source)
    content = _worker.read(reader, data, source) if reader.isolated else reader.read(data, source)
    content = overridden(content, resolved)
    title = content.title or first_title(content.text, content.sections, resolved.stem)
    date = content.date or first_date(content.text)
    language = content.language if content.language in LANGUAGES else detect_language(content.text)
    return Document(
        id=document_id(source),
        source=source,
        title=title,
        text=content.text,
        language=language,
        date=date,
        publisher=content.publisher,
        url=content.url,
        pages=content.pages,
        sections=content.sections,
        content_hash=_content_hash(content, title, date, language),
        warnings=content.warnings,
    )


def _resolved(path: Path) -> Path:
    """Return `path` absolute, with links followed; a name that no encoding can write is refused."""
    try:
        resolved = path.expanduser().resolve()
        str(resolved).encode()
    except UnicodeEncodeError as error:
        raise UnreadableDocument(ascii(str(path)), "the file name is not valid UTF-8; rename the file") from error
    except (OSError, RuntimeError, ValueError) as error:  # a loop of links, no home folder, a NUL in the name
        raise UnreadableDocument(str(path), f"the path cannot be followed ({error}); check it") from error
    return resolved


def _bytes(path: Path, source: str) -> bytes:
    """Return what the file holds, after a look at its size."""
    try:
        if path.is_dir():
            raise UnreadableDocument(source, "this is a folder; name a file, or add the folder to read all its files")
        size = path.stat().st_size
        if size > LARGEST_FILE:
            reason = f"the file has {size // MEGABYTE} MB, the limit is {LARGEST_FILE // MEGABYTE} MB; split it"
            raise UnreadableDocument(source, reason)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UnreadableDocument(source, "there is no such file; check the path") from error
    except PermissionError as error:
        raise UnreadableDocument(source, "permission denied; let this user read the file") from error
    except OSError as error:
        raise UnreadableDocument(source, f"the file cannot be read: {error.strerror or error}") from error


def _content_hash(content: Content, title: str, date: str, language: str) -> str:
    """Return 64 hexadecimal digits over everything that the file says."""
    parts = (content.text, title, date, language, content.publisher, content.url, repr(content.pages))
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _log_skipped(error: OSError) -> None:
    """Say that a folder could not be listed; the others are read all the same."""
    logger.warning("%s: the folder cannot be listed and is skipped: %s", error.filename, error.strerror)
