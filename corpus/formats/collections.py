"""Files that hold several documents: ZIP archives and JSON Lines. Their documents one by one, or all as one text."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from zipfile import ZipFile, ZipInfo

from pydantic import BaseModel, ValidationError

from corpus.errors import UnreadableDocument
from corpus.formats.archives import open_archive, read_member
from corpus.formats.building import TextBuilder, one_line, tidy
from corpus.formats.contents import Content, Part
from corpus.formats.decoding import decode
from corpus.formats.headings import sections
from corpus.formats.metadata import iso_date
from corpus.formats.unsupported import UNSUPPORTED_SUFFIXES
from corpus.messages import say

DEEPEST = 3
"""How many archives may be inside of each other, the outer one included."""
MOST_LINES = 100_000
_MOST_WARNINGS = 20
_SIDE_FILE = ".meta.yaml"
_UTF8_NAME = 0x800


class Zip:
    """Reads .zip files.

    Kept: every member in a format that can be read, archives included, in the order of their names; nothing is
    unpacked to the disk. Dropped: hidden members and those of unrelated formats. Members that cannot be read are named
    with the reason. As one text, each member is a section that is called like it, without its pages and dates.
    """

    suffixes = (".zip",)
    isolated = True

    def recognises(self, data: bytes) -> bool:  # noqa: ARG002 - most office files are archives as well
        """Return False: only the name says that an archive is a collection of files."""
        return False

    def parts(self, data: bytes, source: str) -> Iterator[Part]:
        """Yield the members. Raises `UnreadableDocument`."""
        with open_archive(data, source, say("what_zip")) as archive:
            yield from _parts(archive, source)

    def read(self, data: bytes, source: str) -> Content:
        """Return the members' texts. Raises `UnreadableDocument`."""
        return _archive(data, source, depth=1)


class JsonLines:
    """Reads .jsonl files: one object a line with "text" and, if known, "title", "date", "url", "publisher", "language".

    Kept: each text with what the line says about it. Dropped: all other fields. Lines that are no such object are
    named. As one text, each line is a section under its title, its date and address below the title.
    """

    suffixes = (".jsonl",)
    isolated = False

    def recognises(self, data: bytes) -> bool:  # noqa: ARG002 - any text may begin with a brace
        """Return False: only the name says that each line is an object."""
        return False

    def parts(self, data: bytes, source: str) -> Iterator[Part]:
        """Yield the documents of the lines, under the numbers of these. Raises `UnreadableDocument`."""
        for number, record in _records(data, source):
            yield _line_part(number, record)

    def read(self, data: bytes, source: str) -> Content:
        """Return the texts of the lines. Raises `UnreadableDocument`."""
        builder = TextBuilder(source)
        wrong = []
        for number, record in _records(data, source):
            if record is None:
                wrong.append(number)
            else:
                _write_record(record, number, builder)
        _warn(builder, [say("line_no_record", line=number) for number in wrong])
        if not builder.length and wrong:
            raise UnreadableDocument(source, say("no_records", line=wrong[0]))
        return builder.content(title=PurePosixPath(source).stem)


class _Record(BaseModel):
    """A line of a JSON Lines file."""

    text: str
    title: str = ""
    date: str = ""
    url: str = ""
    publisher: str = ""
    language: str = ""


def _records(data: bytes, source: str) -> Iterator[tuple[int, _Record | None]]:
    """Yield the lines that are not empty with their numbers, None for what is no object with a text."""
    lines = decode(data, source).split("\n")
    if len(lines) > MOST_LINES:
        raise UnreadableDocument(source, say("too_many_lines", limit=MOST_LINES))
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                fields = json.loads(line)
                known = {name: value for name, value in fields.items() if value is not None}  # null: unknown
                yield number, _Record.model_validate(known)
            except (ValidationError, ValueError, AttributeError, RecursionError):
                yield number, None


def _line_part(number: int, record: _Record | None) -> Part:
    """Return the document of a line."""
    if record is None:
        return Part(str(number), reason=say("no_record"))
    text = tidy_paragraphs(record.text)
    if not any(c.isalnum() for c in text):
        return Part(str(number), reason=say("no_text"))
    url = record.url.strip()
    content = Content(
        text,
        sections(text, capitals=True),
        title=one_line(record.title),
        date=iso_date(record.date),
        publisher=one_line(record.publisher),
        language=record.language[:2].lower(),
        url=url if url.startswith(("https://", "http://")) else "",
    )
    if record.date.strip() and not content.date:
        content = replace(content, warnings=(say("no_date", date=repr(one_line(record.date)[:80])),))
    return Part(str(number), content)


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


def _parts(archive: ZipFile, source: str) -> Iterator[Part]:
    """Yield the members of an archive that are, or should be, documents."""
    from corpus.formats.registry import SUPPORTED_SUFFIXES

    members = list(_members(archive))
    last = dict(members)
    for name, member in members:
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts:
            yield Part(name, reason=say("outside"))
        elif last[name] is not member:
            yield Part(name, reason=say("named_twice"))
        elif path.suffix.lower() in SUPPORTED_SUFFIXES | UNSUPPORTED_SUFFIXES:
            try:
                side = last.get(f"{name}{_SIDE_FILE}")
                yield Part(
                    name,
                    data=read_member(archive, member, source),
                    side=read_member(archive, side, source) if side is not None else None,
                )
            except UnreadableDocument as error:
                yield Part(name, reason=error.reason)


def _members(archive: ZipFile) -> Iterator[tuple[str, ZipInfo]]:
    """Yield the files of an archive that are not hidden, by name."""
    named = [(_name(member), member) for member in archive.infolist() if not member.is_dir()]
    for name, member in sorted(named, key=lambda one: one[0]):
        parts = PurePosixPath(name).parts
        if parts and not any(part.startswith((".", "__MACOSX")) and part != ".." for part in parts):
            yield name, member


def _name(member: ZipInfo) -> str:
    """Return a member's name on one line; names in UTF-8 that are not marked as such are decoded anew."""
    name = member.filename
    if not member.flag_bits & _UTF8_NAME and not name.isascii():
        try:
            name = name.encode("cp437").decode()
        except UnicodeError:
            name = member.filename  # really of an old program
    return unicodedata.normalize("NFC", one_line(name.replace("\\", "/")))


def _archive(data: bytes, source: str, *, depth: int) -> Content:
    """Return the texts of an archive that is inside of `depth` - 1 others, as one."""
    builder = TextBuilder(source)
    unread: list[str] = []
    for part in Zip().parts(data, source):
        if part.data is None:
            unread.append(f"{part.name}: {part.reason}")
            continue
        try:
            builder.embed(part.name, _member(part.data, part.name, depth))
        except UnreadableDocument as error:
            unread.append(f"{part.name}: {error.reason}")
    if not builder.length:
        reason = unread[0] if unread else say("nothing_known")
        raise UnreadableDocument(source, say("nothing_readable", reason=reason))
    _warn(builder, unread)
    return builder.content(title=PurePosixPath(source).stem)


def _member(data: bytes, name: str, depth: int) -> Content:
    """Return what a member of an archive says."""
    from corpus.formats.registry import format_of

    reader = format_of(data, name)
    if not isinstance(reader, Zip):
        return reader.read(data, name)
    if depth >= DEEPEST:
        raise UnreadableDocument(name, say("too_deep", limit=DEEPEST))
    return _archive(data, name, depth=depth + 1)


def _warn(builder: TextBuilder, unread: list[str]) -> None:
    """Add warnings, as many as anyone reads."""
    for warning in unread[:_MOST_WARNINGS]:
        builder.warn(warning)
    if len(unread) > _MOST_WARNINGS:
        builder.warn(say("more", count=len(unread) - _MOST_WARNINGS))
