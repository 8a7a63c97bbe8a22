"""Word documents, opened with python-docx."""

from __future__ import annotations

import io
import re
from typing import Any

from corpus.errors import UnreadableDocument
from corpus.formats.archives import DAMAGE, member_names, open_archive
from corpus.formats.building import TextBuilder, superscript
from corpus.formats.contents import Content
from corpus.formats.markup import Element, local_name, parse_xml
from corpus.formats.notes import Notes
from corpus.formats.properties import dated, real_title
from corpus.messages import say

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"(?:heading|titre|überschrift)\s*([1-9])", re.IGNORECASE)
_TITLES = frozenset({"title", "titre"})
_CONTAINERS = frozenset({"body", "sdt", "sdtContent", "ins", "customXml", "smartTag"})
_CONTENTS = re.compile(r"(?:toc|tm|verzeichnis)\s?\d$", re.IGNORECASE)
"""The styles of tables of contents, which repeat the headings."""
_LARGEST_CELL = 2000
_MOST_COLUMNS = 100


class Docx:
    """Reads .docx files.

    Kept: headings (by their styles), paragraphs, lists, tables as "column: value" rows, text boxes, inserted text,
    footnotes below their paragraph, the title and the date of the last change. Dropped: headers, footers, tables of
    contents, comments, deleted and hidden text, the numbers of numbered lists, pictures. A Word file has no pages.
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
        writer = _Writer(builder, _heading_levels(document), _note_texts(document, source))
        writer.write(document.element.body)
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


def _note_texts(document: Any, source: str) -> dict[tuple[str, str], str]:
    """Return the texts of footnotes and endnotes by their kind and number."""
    texts = {}
    for relation in document.part.rels.values():
        kind = relation.reltype.rpartition("/")[2].removesuffix("s")
        if kind not in {"footnote", "endnote"} or relation.is_external:
            continue
        for note in parse_xml(relation.target_part.blob, source, f"{kind}s.xml").iter(f"{_W}{kind}"):
            if note.get(f"{_W}type") is None:  # the others are the lines between text and notes
                texts[kind, note.get(f"{_W}id", "")] = _Writer.plain(note)
    return texts


class _Writer:
    """Adds the paragraphs and tables of a Word file."""

    def __init__(self, builder: TextBuilder, levels: dict[str, int], notes: dict[tuple[str, str], str]) -> None:
        self._builder = builder
        self._levels = levels
        self._texts = notes
        self._notes = Notes()

    @classmethod
    def plain(cls, element: Element) -> str:
        """Return the visible text of an element that refers to no notes."""
        return cls(TextBuilder(""), {}, {}).text(element)

    def write(self, parent: Element) -> None:
        """Add what is in `parent`, and in the content controls there."""
        for element in parent:
            name = local_name(element)
            if name == "p":
                self._paragraph(element)
                self._notes.write(self._builder)
            elif name == "tbl":
                self._table(element)
                self._notes.write(self._builder)
            elif name in _CONTAINERS:
                self.write(element)

    def text(self, element: Element) -> str:
        """Return the visible text of an element. Deleted text has other names; what old programs would see is skipped."""
        parts = []
        for inner in element.iter():
            name = local_name(inner)
            if name == "t" and inner.tag.startswith(_W):
                if not any(local_name(ancestor) == "Fallback" for ancestor in inner.iterancestors()):
                    parts.append(_shown(inner))
            elif name in {"tab", "ptab"}:
                parts.append(" ")
            elif name in {"br", "cr"}:
                parts.append("\n")
            elif name == "noBreakHyphen":
                parts.append("\u2011")
            elif name in {"footnoteReference", "endnoteReference"}:
                key = (name.removesuffix("Reference"), inner.get(f"{_W}id", ""))
                parts.append(self._notes.mark(self._texts.get(key, "")))
            elif name == "p" and inner is not element and parts:
                parts.append("\n")
        return "".join(parts)

    def _paragraph(self, paragraph: Element) -> None:
        """Add a paragraph as what its style says that it is."""
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        name = style.get(f"{_W}val", "") if style is not None else ""
        if _CONTENTS.match(name):
            return
        text = self.text(paragraph)
        outline = paragraph.find(f"{_W}pPr/{_W}outlineLvl")
        level = self._levels.get(name, 0)
        if outline is not None and outline.get(f"{_W}val", "9") in "01234567":
            level = level or int(outline.get(f"{_W}val")) + 1
        if level:
            self._builder.heading(text, level)
        elif paragraph.find(f"{_W}pPr/{_W}numPr") is not None or name.lower().startswith(("list", "paragraphedeliste")):
            self._builder.item(text)
        else:
            self._builder.paragraph(text)

    def _table(self, table: Element) -> None:
        """Add a table; one that only lays out text is read cell by cell."""
        nested = next(table.iterdescendants(f"{_W}tbl"), None) is not None
        rows = [] if nested else self._rows(table)
        if rows and max(map(len, rows)) > 1 and all(len(text) <= _LARGEST_CELL for row in rows for text in row):
            self._builder.table(rows)
            return
        for row in table.findall(f"{_W}tr"):
            for cell in row.iter(f"{_W}tc"):
                if next(cell.iterancestors(f"{_W}tbl")) is table:
                    self.write(cell)

    def _rows(self, table: Element) -> list[list[str]]:
        """Return the texts of a table's cells; a cell over several rows is in each, one over several columns in the first."""
        rows: list[list[str]] = []
        for row in table.iter(f"{_W}tr"):
            texts: list[str] = []
            for cell in row.iter(f"{_W}tc"):
                span, merged = cell.find(f"{_W}tcPr/{_W}gridSpan"), cell.find(f"{_W}tcPr/{_W}vMerge")
                text = self.text(cell)
                goes_on = merged is not None and merged.get(f"{_W}val", "continue") == "continue"
                if goes_on and not text.strip() and rows and len(texts) < len(rows[-1]):
                    text = rows[-1][len(texts)]
                columns = span.get(f"{_W}val", "1") if span is not None else "1"
                texts.append(text)
                texts.extend([""] * (min(int(columns), _MOST_COLUMNS) - 1 if columns.isdecimal() else 0))
            rows.append(texts)
        return rows


def _shown(piece: Element) -> str:
    """Return a piece of text as it is shown: not at all where it is hidden, digits above the line as such."""
    text = piece.text or ""
    style = piece.getparent().find(f"{_W}rPr")
    if style is None:
        return text
    hidden, above = style.find(f"{_W}vanish"), style.find(f"{_W}vertAlign")
    if hidden is not None and hidden.get(f"{_W}val", "1") not in {"0", "false", "off"}:
        return ""
    return superscript(text) if above is not None and above.get(f"{_W}val") == "superscript" else text
