"""A page's tree made ready for reading: tables that lay out the page dissolved, spans filled, marks above the line kept.

Old pages and newsletters set their columns with tables; what picks the main content takes those for tables of values
and mixes them up. Knows HTML, not what is content.
"""

from __future__ import annotations

import re

from corpus.formats.building import superscript
from corpus.formats.markup import Element, local_name

_STRUCTURE = frozenset({"table", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "form", "article", "section"})
_ROW_GROUPS = frozenset({"thead", "tbody", "tfoot"})
_REFERENCE = re.compile(r"\s*\[?\(?(\d{1,3})\)?\]?\s*")
_FURNITURE = re.compile(
    r"(?:voir|lire|consulter|afficher|ouvrir|visualiser)\b.{0,40}\b(?:en ligne|dans (?:votre|un|le) navigateur)"
    r"|(?:view|read|open)\b.{0,40}\b(?:online|in (?:your|a|the) browser)"
    r"|(?:se |me |vous )?(?:desabonner|desinscrire|desinscription)|unsubscribe"
    r"|(?:lire|voir) la suite|en savoir (?:plus|\+)|lire plus|read more|learn more"
    r"|partager|tweeter|imprimer|envoyer a un ami|share|tweet|print"
    r"|vous recevez ce.{0,80}\b(?:abonne|inscrit).*|(?:(?:facebook|twitter|linkedin|youtube|instagram|rss)[ |·,/–-]*)+"
    r"|retour(?: en haut| au sommaire| a l'accueil)?|haut de page|back to top|aller au contenu|skip to content"
)
_FEWEST_LINKS = 3
_MOSTLY = 0.75
_MOST_SPAN = 100
_LONGEST_FURNITURE = 120
_MOST_PARAGRAPHS = 2


def clean(root: Element) -> bool:
    """Change the tree in place; say whether tables laid out the page."""
    laid_out = False
    for element in list(root.iter("sup")):
        reference = _REFERENCE.fullmatch("".join(element.itertext()))
        if reference:
            for child in list(element):
                element.remove(child)
            element.text = superscript(reference.group(1))
    for table in list(root.iter("table")):
        if _lays_out(table):
            _dissolve(table)
            laid_out = True
        else:
            _fill_spans(table)
    return laid_out


def drop_menus(root: Element) -> None:
    """Take the lists and divisions out that are hardly more than links, as menus are, and what search forms hold."""
    for element in list(root.iter("ul", "ol", "nav", "div", "p", "form", "footer")):
        if element.getparent() is None or next(element.iterancestors("html"), None) is None:
            continue  # went with what it was in
        words = "".join(element.itertext()).split()
        links = [("".join(link.itertext())).split() for link in element.iter("a")]
        linked = sum(map(len, links))
        if len(links) >= _FEWEST_LINKS and linked > _MOSTLY * len(words):
            element.drop_tree()


def is_furniture(folded: str) -> bool:
    """Say whether a paragraph, folded, is only a link that pages and newsletters have everywhere."""
    return len(folded) <= _LONGEST_FURNITURE and _FURNITURE.fullmatch(folded.strip(" .…>»→|")) is not None


def _lays_out(table: Element) -> bool:
    """Say whether a table sets out the page: it holds headings, lists, other tables or running text, or one cell a row."""
    if table.get("role") in {"presentation", "none"}:
        return True
    if any(local_name(inner) == "th" for inner in table.iter()) and not any(table.iterdescendants("table")):
        return False
    if any(local_name(inner) in _STRUCTURE for inner in table.iterdescendants()):
        return True
    cells = list(table.iter("td"))
    if any(sum(1 for _ in cell.iter("p")) > _MOST_PARAGRAPHS for cell in cells):
        return True
    return all(sum(1 for _ in row.iterchildren("td", "th")) <= 1 for row in table.iter("tr"))


def _dissolve(table: Element) -> None:
    """Turn a table and its own cells into plain divisions of the page."""
    for part in list(table.iter("tr", "td", "th", "caption", *_ROW_GROUPS)):
        if next(part.iterancestors("table"), None) is table:
            part.tag = "div"
    table.tag = "div"


def _fill_spans(table: Element) -> None:
    """Write what a cell over several rows says into each of them, and empty cells after one over several columns."""
    from lxml import etree

    waiting: dict[int, tuple[int, str]] = {}
    for row in table.iter("tr"):
        column = 0
        for cell in [*row.iterchildren("td", "th"), None]:
            while column in waiting:
                left, text = waiting.pop(column)
                if left > 1:
                    waiting[column] = (left - 1, text)
                copy = etree.Element("td")
                copy.text = text
                if cell is None:
                    row.append(copy)
                else:
                    cell.addprevious(copy)
                column += 1
            if cell is None:
                continue
            rows, columns = _span(cell, "rowspan"), _span(cell, "colspan")
            for name in ("rowspan", "colspan"):
                cell.attrib.pop(name, None)
            text = " ".join("".join(cell.itertext()).split())
            for number in range(columns):
                if rows > 1:
                    waiting[column + number] = (rows - 1, text if number == 0 else "")
                if number:
                    cell.addnext(etree.Element("td"))
            column += columns


def _span(cell: Element, name: str) -> int:
    """Return over how many rows or columns a cell goes."""
    value = cell.get(name, "1").strip()
    return max(1, min(int(value), _MOST_SPAN)) if value.isdecimal() and len(value) < 6 else 1
