"""The elements of a page to headings, paragraphs, lists and tables. Knows HTML's names and those of trafilatura's trees."""

from __future__ import annotations

import re

from corpus.formats.building import TextBuilder, one_line
from corpus.formats.html_cleaning import is_furniture
from corpus.formats.markup import Element, local_name
from corpus.french import fold

_SKIPPED = frozenset(
    {
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "title",
        "meta",
        "link",
        "iframe",
        "object",
        "embed",
        "svg",
        "math",
    }
    | {"canvas", "audio", "video", "button", "input", "select", "textarea", "form", "graphic", "img", "nav", "footer"}
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = frozenset(
    {
        "p",
        "div",
        "section",
        "article",
        "main",
        "body",
        "html",
        "header",
        "aside",
        "figure",
        "figcaption",
        "address",
        "hr",
    }
    | {
        "blockquote",
        "quote",
        "pre",
        "ul",
        "ol",
        "dl",
        "list",
        "table",
        "caption",
        "details",
        "summary",
        "center",
        "fieldset",
    }
)
_ITEMS = frozenset({"li", "item", "dt", "dd"})
_BREAKS = frozenset({"br", "lb"})
_ROWS = frozenset({"tr", "row"})
_CELLS = frozenset({"td", "th", "cell"})
_SPACE = re.compile(r"[ \t\r\n\f]+")
_LONGEST_CELL = 400


def write_element(element: Element, builder: TextBuilder) -> None:
    """Add what an element and everything in it say."""
    writer = _Writer(builder)
    writer.walk(element)
    writer.finish()
    writer.finish_term()


class _Writer:
    """Gathers running text until a block ends, then adds it as what it is: a paragraph or an item of a list."""

    def __init__(self, builder: TextBuilder) -> None:
        self._builder = builder
        self._text: list[str] = []
        self._in_item = 0
        self._term = ""

    def walk(self, element: Element) -> None:
        """Add what `element` says, in document order."""
        name = local_name(element)
        level = _heading_level(element, name)
        if level:
            self.finish()
            self._builder.heading(_plain(element), level)
        elif not name or (name in _SKIPPED) or _is_hidden(element):
            return
        elif name in _BREAKS:
            self._text.append("\n")
        elif name == "table" and _is_data(element):
            self.finish()
            rows = [row for row in element.iter() if local_name(row) in _ROWS]
            self._builder.table([_plain(cell) for cell in row if local_name(cell) in _CELLS] for row in rows)
        elif name == "dt" or (name == "item" and element.get("rend", "").startswith("dt")):
            self.finish()
            self.finish_term()
            self._term = _plain(element)
        elif name in _ITEMS:
            self.finish()
            self._in_item += 1
            self._inside(element)
            self.finish()
            self._in_item -= 1
        elif name in _BLOCKS or name in _ROWS or name in _CELLS:
            self.finish()
            self._inside(element)
            self.finish()
        else:
            self._inside(element)

    def finish(self) -> None:
        """Add the text gathered so far."""
        text, self._text = "".join(self._text), []
        if not text.strip() or is_furniture(fold(one_line(text))):
            return
        if self._term:
            text, self._term = f"{one_line(self._term)} : {text}", ""
        if self._in_item:
            self._builder.item(text)
        else:
            self._builder.paragraph(text)

    def finish_term(self) -> None:
        """Add a term that nothing explains."""
        text, self._term = self._term, ""
        if text:
            self._builder.item(text)

    def _inside(self, element: Element) -> None:
        """Add the text and the elements inside of `element`."""
        self._text.append(_SPACE.sub(" ", element.text or ""))
        for child in element:
            self.walk(child)
            self._text.append(_SPACE.sub(" ", child.tail or ""))


def _heading_level(element: Element, name: str) -> int:
    """Return the level of a heading, 0 for everything else. Trafilatura writes <head rend="h2">."""
    if name == "head":
        return _HEADINGS.get(element.get("rend", ""), 0)
    return _HEADINGS.get(name, 0)


def _is_hidden(element: Element) -> bool:
    """Say whether the page does not show an element."""
    style = element.get("style", "").replace(" ", "").lower()
    return element.get("hidden") is not None or "display:none" in style or "visibility:hidden" in style


def _is_data(table: Element) -> bool:
    """Say whether a table holds values rather than the layout of the page."""
    cells = [cell for cell in table.iter() if local_name(cell) in _CELLS]
    nested = any(local_name(inner) == "table" for inner in table.iter() if inner is not table)
    return bool(cells) and not nested and all(len(_plain(cell)) <= _LONGEST_CELL for cell in cells)


def _plain(element: Element) -> str:
    """Return the words of an element on one line."""
    parts: list[str] = []
    for inner in element.iter():
        name = local_name(inner)
        if inner is not element and name in _BREAKS | _BLOCKS | _ITEMS:
            parts.append(" ")
        if name not in {"", "script", "style", "template"}:
            parts.append(inner.text or "")
        if inner is not element:
            parts.append(inner.tail or "")
    return one_line(_SPACE.sub(" ", "".join(parts)))
