"""Files that hold several documents: ZIP archives and JSON Lines. Each becomes a section of one text, under its name."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import PurePosixPath
from zipfile import ZipFile, ZipInfo

from pydantic import BaseModel, ValidationError

from corpus.errors import UnreadableDocument
from corpus.formats.archives import open_archive, read_member
from corpus.formats.building import TextBuilder, one_line, tidy
from corpus.formats.contents import Content
from corpus.formats.decoding import decode
from corpus.formats.headings import sections
from corpus.formats.metadata import iso_date

DEEPEST = 3
"""How many archives may be inside of each other, the outer one included."""
MOST_LINES = 100_000
_MOST_WARNINGS = 20


class Zip:
    """Reads .zip files.

    Kept: every member in a format that can be read, archives included, in the order of their names, as a section that
    is called like the member; nothing is unpacked to the disk. Dropped: hidden members, those of unknown formats, the
    pages, dates and addresses of the members. Members that cannot be read are named in warnings.
    """

    suffixes = (".zip",)
    isolated = True

    def recognises(self, data: bytes) -> bool:  # noqa: ARG002 - most office files are archives as well
        """Return False: only the name says that an archive is a collection of files."""
        return False

    def read(self, data: bytes, source: str) -> Content:
        """Return the members' texts. Raises `UnreadableDocument`."""
        return _archive(data, source, depth=1)


class JsonLines:
    """Reads .jsonl files: one object a line with "text" and, if known, "title", "date" and "url".

    Kept: each text as a section under its title, its date and address below the title. Dropped: all other fields.
    Lines that are no such object are named in warnings.
    """

    suffixes = (".jsonl",)
    isolated = False

    def recognises(self, data: bytes) -> bool:  # noqa: ARG002 - any text may begin with a brace
        """Return False: only the name says that each line is an object."""
        return False

    def read(self, data: bytes, source: str) -> Content:
        """Return the texts of the lines. Raises `UnreadableDocument`."""
        lines = decode(data, source).split("\n")
        if len(lines) > MOST_LINES:
            raise UnreadableDocument(source, f"the file has more than {MOST_LINES} lines; split it")
        builder = TextBuilder(source)
        wrong = []
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                record = _Record.model_validate(json.loads(line))
            except (ValidationError, ValueError, RecursionError):
                wrong.append(f"line {number} is no object with a text")
                continue
            _write_record(record, number, builder)
        _warn(builder, wrong)
        if not builder.length and wrong:
            raise UnreadableDocument(source, f'{wrong[0]}; give one {{"text": …, "title": …}} a line')
        return builder.content(title=PurePosixPath(source).stem)


class _Record(BaseModel):
    """A line of a JSON Lines file."""

    text: str
    title: str = ""
    date: str = ""
    url: str = ""


def _write_record(record: _Record, number: int, builder: TextBuilder) -> None:
    """Add a line's text under its title."""
    text = tidy_paragraphs(record.text)
    about = one_line(" ; ".join(filter(None, (iso_date(record.date), record.url))))
    # The dash keeps the date of one line from being taken for that of the whole file.
    whole = f"— {about}\n\n{text}" if about else text
    if text:
        builder.embed(record.title or f"{number}", Content(whole, sections(whole, capitals=True)))


def tidy_paragraphs(text: str) -> str:
    """Return `text` tidied, its blank lines kept."""
    return "\n\n".join(filter(None, (tidy(part) for part in text.replace("\r\n", "\n").split("\n\n"))))


def _archive(data: bytes, source: str, *, depth: int) -> Content:
    """Return the texts of an archive that is inside of `depth` - 1 others."""
    from corpus.formats.registry import SUPPORTED_SUFFIXES

    builder = TextBuilder(source)
    unread: list[str] = []
    unknown = 0
    with open_archive(data, source, "a ZIP archive") as archive:
        for member in _members(archive):
            path = PurePosixPath(member.filename.replace("\\", "/"))
            if path.is_absolute() or ".." in path.parts:
                unread.append(f"{one_line(member.filename)}: its name leads outside of the archive")
            elif path.suffix.lower() not in SUPPORTED_SUFFIXES:
                unknown += 1
            else:
                try:
                    builder.embed(str(path), _member(read_member(archive, member.filename, source), str(path), depth))
                except UnreadableDocument as error:
                    unread.append(f"{path}: {error.reason}")
    if not builder.length:
        reason = unread[0] if unread else f"none of its {unknown} files has a format that can be read"
        raise UnreadableDocument(source, f"the archive holds nothing that can be read: {reason}")
    _warn(builder, unread)
    if unknown:
        builder.warn(f"files of unknown formats are not read: {unknown}")
    return builder.content(title=PurePosixPath(source).stem)


def _members(archive: ZipFile) -> Iterator[ZipInfo]:
    """Yield the files of an archive that are not hidden, by name."""
    for member in sorted(archive.infolist(), key=lambda member: member.filename):
        parts = PurePosixPath(member.filename).parts
        if not member.is_dir() and parts and not any(p.startswith((".", "__MACOSX")) and p != ".." for p in parts):
            yield member


def _member(data: bytes, name: str, depth: int) -> Content:
    """Return what a member of an archive says."""
    from corpus.formats.registry import format_of

    reader = format_of(data, name)
    if not isinstance(reader, Zip):
        return reader.read(data, name)
    if depth >= DEEPEST:
        raise UnreadableDocument(name, f"more than {DEEPEST} archives are inside of each other; unpack it")
    return _archive(data, name, depth=depth + 1)


def _warn(builder: TextBuilder, unread: list[str]) -> None:
    """Add warnings, as many as anyone reads."""
    for warning in unread[:_MOST_WARNINGS]:
        builder.warn(warning)
    if len(unread) > _MOST_WARNINGS:
        builder.warn(f"and {len(unread) - _MOST_WARNINGS} more")
