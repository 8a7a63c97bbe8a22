"""Word documents, opened with python-docx."""

from __future__ import annotations

import io
import re
from typing import Any

from corpus.errors import UnreadableDocument
from corpus.formats.archives import DAMAGE, member_names, open_archive
from corpus.formats.building import TextBuilder
from corpus.formats.contents import Content
from corpus.formats.markup import Element, local_name
from corpus.formats.properties import dated, real_title
from corpus.messages import say

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"(?:heading|titre|überschrift)\s*([1-9])", re.IGNORECASE)
_TITLES = frozenset({"title", "titre"})
_CONTAINERS = frozenset({"body", "sdt", "sdtContent", "ins", "customXml", "smartTag"})
_LARGEST_CELL = 2000
_MOST_COLUMNS = 100


class Docx:
    """Reads .docx files.

    Kept: headings (by their styles), paragraphs, lists, tables as "column: value" rows, text boxes, inserted text, the
    title and the date of the last change. Dropped: headers, footers, footnotes, comments, deleted text, the numbers of
    numbered lists, pictures. A Word file has no pages of its own.
    """

    suffixes = (".docx",)
    isolated = True

    def recognises(self, data: bytes) -> bool:
        """Say whether the file is an archive with Word's main part."""
        return "word/document.xml" in member_names(data)

    def read(self, data: bytes, source: str) -> Content:
        """Return the text of the body. Raises `UnreadableDocument`."""
        import docx
        from docx.opc.exceptions import OpcError
        from lxml.etree import XMLSyntaxError

        open_archive(data, source, say("what_word")).close()
        try:
            document = docx.Document(io.BytesIO(data))
        except (OpcError, XMLSyntaxError, *DAMAGE) as error:
            reason = say("not_this", what=say("what_word"), error=error)
            raise UnreadableDocument(source, reason) from error
        builder = TextBuilder(source)
        _write(document.element.body, builder, _heading_levels(document))
        properties = document.core_properties
        stamp = properties.modified or properties.created
        content = builder.content(title=real_title(properties.title or ""), language=properties.language or "")
        return dated(content, stamp.isoformat() if stamp else "")


def _heading_levels(document: Any) -> dict[str, int]:
    """Return the level of each paragraph style that makes headings, those built on heading styles included."""
    levels = {}
    for style in document.styles:
        name, base = style.name or "", style
        for _ in range(10):
            match = _HEADING.match(name)
            if match or name.lower() in _TITLES:
                levels[style.style_id] = int(match.group(1)) if match else 1
                break
            base = getattr(base, "base_style", None)
            if base is None:
                break
            name = base.name or ""
    return levels


def _write(parent: Element, builder: TextBuilder, levels: dict[str, int]) -> None:
    """Add the paragraphs and tables in `parent`, those in content controls included."""
    for element in parent:
        name = local_name(element)
        if name == "p":
            _write_paragraph(element, builder, levels)
        elif name == "tbl":
            _write_table(element, builder, levels)
        elif name in _CONTAINERS:
            _write(element, builder, levels)


def _write_paragraph(paragraph: Element, builder: TextBuilder, levels: dict[str, int]) -> None:
    """Add a paragraph as what its style says that it is."""
    text = _text(paragraph)
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    name = style.get(f"{_W}val", "") if style is not None else ""
    outline = paragraph.find(f"{_W}pPr/{_W}outlineLvl")
    level = levels.get(name, 0)
    if outline is not None and outline.get(f"{_W}val", "9") in "01234567":
        level = level or int(outline.get(f"{_W}val")) + 1
    if level:
        builder.heading(text, level)
    elif paragraph.find(f"{_W}pPr/{_W}numPr") is not None or name.lower().startswith(("list", "paragraphedeliste")):
        builder.item(text)
    else:
        builder.paragraph(text)


def _write_table(table: Element, builder: TextBuilder, levels: dict[str, int]) -> None:
    """Add a table; one that only lays out text is read cell by cell."""
    texts = [_row(row) for row in table.iter(f"{_W}tr")]
    nested = next(table.iterdescendants(f"{_W}tbl"), None) is not None
    if (
        not nested
        and all(len(text) <= _LARGEST_CELL for row in texts for text in row)
        and max(map(len, texts), default=0) > 1
    ):
        builder.table(texts)
        return
    for row in table.findall(f"{_W}tr"):
        for cell in row.iter(f"{_W}tc"):
            if next(cell.iterancestors(f"{_W}tbl")) is table:
                _write(cell, builder, levels)


def _row(row: Element) -> list[str]:
    """Return the texts of a row's cells; a cell over several columns is followed by empty ones."""
    texts = []
    for cell in row.iter(f"{_W}tc"):
        span = cell.find(f"{_W}tcPr/{_W}gridSpan")
        columns = span.get(f"{_W}val", "1") if span is not None else "1"
        texts.append(_text(cell))
        texts.extend([""] * (min(int(columns), _MOST_COLUMNS) - 1 if columns.isdecimal() else 0))
    return texts


def _text(element: Element) -> str:
    """Return the visible text of an element. Deleted text has other names; what old programs would see is skipped."""
    parts = []
    for inner in element.iter():
        name = local_name(inner)
        if name == "t" and inner.tag.startswith(_W):
            if not any(local_name(ancestor) == "Fallback" for ancestor in inner.iterancestors()):
                parts.append(inner.text or "")
        elif name in {"tab", "ptab"}:
            parts.append(" ")
        elif name in {"br", "cr"}:
            parts.append("\n")
        elif name == "noBreakHyphen":
            parts.append("\u2011")
        elif name == "p" and inner is not element and parts:
            parts.append("\n")
    return "".join(parts)
