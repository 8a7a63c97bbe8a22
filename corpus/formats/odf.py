"""OpenDocument texts, spreadsheets and presentations, read from their XML: no maintained library reads it all."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence

from corpus.errors import UnreadableDocument
from corpus.formats.archives import open_archive, read_member
from corpus.formats.building import TextBuilder, say_of_pages
from corpus.formats.contents import Content
from corpus.formats.markup import Element, local_name, parse_xml
from corpus.formats.notes import Notes
from corpus.formats.properties import dated, real_title
from corpus.formats.spreadsheets import write_sheet
from corpus.messages import say

_MIMETYPE = re.compile(
    rb"PK\x03\x04.{26}mimetypeapplication/vnd\.oasis\.opendocument\.(text|spreadsheet|presentation)", re.DOTALL
)
_SKIPPED = frozenset(
    {"annotation", "annotation-end", "tracked-changes", "table-of-content", "sequence-decls", "forms"}
    | {
        "variable-decls",
        "user-field-decls",
        "illustration-index",
        "alphabetical-index",
        "bibliography",
        "desc",
        "title",
    }
)
_FURNITURE = frozenset({"date-time", "footer", "header", "page-number"})
_MOST_REPEATED = 100
MOST_SLIDES = 2000


class Odt:
    """Reads .odt files.

    Kept: headings, paragraphs, lists, tables as "column: value" rows, text boxes, footnotes below their paragraph, the
    title and the date of the last change. Dropped: headers, footers, comments, deleted text, tables of contents,
    pictures. The pages that a program made of it are not in the file.
    """

    suffixes = (".odt",)
    isolated = True

    def recognises(self, data: bytes) -> bool:
        """Say whether the archive says that it is a text."""
        return _kind(data) == b"text"

    def read(self, data: bytes, source: str) -> Content:
        """Return the text of the body. Raises `UnreadableDocument`."""
        with open_archive(data, source, say("what_odt")) as archive:
            builder = TextBuilder(source)
            _write(_body(archive, "text", source), builder, Notes())
            return _described(archive, builder, source)


class Ods:
    """Reads .ods files.

    Kept: each sheet under its name, each row as a line "column: value ; column: value", dates as 2012-07-02.
    Dropped: formulas (their results stay), hidden sheets, comments, charts, pictures.
    """

    suffixes = (".ods",)
    isolated = True

    def recognises(self, data: bytes) -> bool:
        """Say whether the archive says that it is a spreadsheet."""
        return _kind(data) == b"spreadsheet"

    def read(self, data: bytes, source: str) -> Content:
        """Return the rows of the sheets. Raises `UnreadableDocument`."""
        with open_archive(data, source, say("what_ods")) as archive:
            builder = TextBuilder(source)
            for sheet in _children(_body(archive, "spreadsheet", source), "table"):
                write_sheet(_attribute(sheet, "name"), _rows(sheet), builder, source)
            return _described(archive, builder, source)


class Odp:
    """Reads .odp files.

    Kept: each slide as a page, its title as a heading, texts, lists, tables as "column: value" rows, the speaker's
    notes after their slide, the title and the date of the last change. Dropped: numbers, dates and footers of slides,
    charts, pictures, comments. Slides without text are named in a warning.
    """

    suffixes = (".odp",)
    isolated = True

    def recognises(self, data: bytes) -> bool:
        """Say whether the archive says that it is a presentation."""
        return _kind(data) == b"presentation"

    def read(self, data: bytes, source: str) -> Content:
        """Return the text of the slides. Raises `UnreadableDocument`."""
        with open_archive(data, source, say("what_odp")) as archive:
            slides = list(_children(_body(archive, "presentation", source), "page"))
            if len(slides) > MOST_SLIDES:
                raise UnreadableDocument(source, say("too_many_slides", count=len(slides), limit=MOST_SLIDES))
            builder = TextBuilder(source)
            empty = []
            for number, slide in enumerate(slides, start=1):
                before = builder.length
                builder.page(number)
                _write_slide(slide, builder)
                if builder.length == before:
                    empty.append(number)
            if empty:
                builder.warn(say_of_pages("slide_without_text", "slides_without_text", empty))
            return _described(archive, builder, source)


def _write_slide(slide: Element, builder: TextBuilder) -> None:
    """Add the title, the other frames and the notes of a slide."""
    frames = [frame for frame in slide if _attribute(frame, "class") not in _FURNITURE]
    for frame in frames:
        if _attribute(frame, "class") == "title":
            builder.heading(" ".join(_text(p) for p in frame.iter() if local_name(p) == "p"), 1)
    for frame in frames:
        if _attribute(frame, "class") != "title":
            _write(frame if local_name(frame) != "notes" else _without_thumbnail(frame), builder, Notes())


def _without_thumbnail(notes: Element) -> list[Element]:
    """Return the frames of a slide's notes that hold text."""
    return [frame for frame in notes if _attribute(frame, "class") not in _FURNITURE | {"page"}]


def _kind(data: bytes) -> bytes:
    """Return what sort of OpenDocument file the first member of the archive announces."""
    match = _MIMETYPE.match(data[:200])
    return match.group(1) if match else b""


def _body(archive: zipfile.ZipFile, kind: str, source: str) -> Element:
    """Return the element that holds the content."""
    if "META-INF/manifest.xml" in archive.namelist() and b"encryption-data" in read_member(
        archive, "META-INF/manifest.xml", source
    ):
        raise UnreadableDocument(source, say("password"))
    root = parse_xml(read_member(archive, "content.xml", source), source, "content.xml")
    for body in _children(root, "body"):
        for content in _children(body, kind):
            return content
    raise UnreadableDocument(source, say("not_opendocument", kind=kind))


def _described(archive: zipfile.ZipFile, builder: TextBuilder, source: str) -> Content:
    """Return the content with the title, the language and the date of meta.xml."""
    fields: dict[str, str] = {}
    if "meta.xml" in archive.namelist():
        for element in parse_xml(read_member(archive, "meta.xml", source), source, "meta.xml").iter():
            fields.setdefault(local_name(element), element.text or "")
    content = builder.content(title=real_title(fields.get("title", "")), language=fields.get("language", ""))
    return dated(content, fields.get("date", "") or fields.get("creation-date", ""))


def _write(parent: Element | Sequence[Element], builder: TextBuilder, notes: Notes, *, item: bool = False) -> None:
    """Add the headings, paragraphs, lists and tables in `parent`."""
    for element in parent:
        name = local_name(element)
        if name == "h":
            level = _attribute(element, "outline-level")
            builder.heading(_text(element, notes), int(level) if level.isdecimal() else 1)
            notes.write(builder)
        elif name == "p":
            text = _text(element, notes)
            builder.item(text) if item else builder.paragraph(text)
            notes.write(builder)
            for box in element.iter():
                if local_name(box) == "text-box":
                    _write(box, builder, notes)
        elif name == "table":
            builder.table([_text(cell, notes) for cell in _cells(row)] for row in _table_rows(element))
            notes.write(builder)
        elif name and name not in _SKIPPED:
            _write(element, builder, notes, item=item or name == "list-item")


def _rows(sheet: Element) -> Iterator[list[str]]:
    """Yield the rows of a sheet as texts; empty columns at the end are left out."""
    for row in _table_rows(sheet):
        texts: list[str] = []
        for cell in _cells(row):
            text = _value(cell)
            repeated = _attribute(cell, "number-columns-repeated")
            texts.extend([text] * (min(int(repeated), _MOST_REPEATED) if repeated.isdecimal() else 1))
        while texts and not texts[-1]:
            texts.pop()
        yield texts


def _table_rows(table: Element) -> Iterator[Element]:
    """Yield the rows of a table, header rows and groups of rows included, those of nested tables not."""
    for element in table:
        name = local_name(element)
        if name == "table-row":
            yield element
        elif name in {"table-header-rows", "table-rows", "table-row-group"}:
            yield from _table_rows(element)


def _cells(row: Element) -> list[Element]:
    """Return the cells of a row, those under a wider or higher cell included."""
    return [cell for cell in row if local_name(cell) in {"table-cell", "covered-table-cell"}]


def _value(cell: Element) -> str:
    """Return what a cell shows; a date in its unmistakable form."""
    if _attribute(cell, "value-type") == "date":
        return _attribute(cell, "date-value").removesuffix("T00:00:00").replace("T", " ")
    return "\n".join(_text(paragraph) for paragraph in _children(cell, "p"))


def _text(element: Element, notes: Notes | None = None) -> str:
    """Return the text of a paragraph or a cell, without the text boxes and with the marks of the notes that hang on it."""
    parts = [element.text or ""]
    for inner in element:
        name = local_name(inner)
        if name == "s" or name == "tab":
            parts.append(" ")
        elif name in {"line-break", "soft-page-break"}:
            parts.append("\n" if name == "line-break" else "")
        elif name in {"p", "h", "list", "list-item"}:
            parts.append(f"{_text(inner, notes)}\n")
        elif name == "note":
            bodies = "" if notes is None else " ".join(_text(body) for body in _children(inner, "note-body"))
            parts.append(notes.mark(bodies) if notes is not None else "")
        elif name and name not in _SKIPPED and name != "frame":
            parts.append(_text(inner, notes))
        parts.append(inner.tail or "")
    return re.sub(r"[ \t\r]+", " ", "".join(parts))


def _children(element: Element, name: str) -> Iterator[Element]:
    """Yield the children with a name."""
    return (child for child in element if local_name(child) == name)


def _attribute(element: Element, name: str) -> str:
    """Return an attribute by its name without namespace, or ""."""
    return next((str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")
