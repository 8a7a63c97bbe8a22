"""XML, parsed without entities, without network and within libxml2's limits. For the formats that are XML in an archive."""

from __future__ import annotations

from typing import Any, TypeAlias

from corpus.errors import UnreadableDocument
from corpus.messages import say

Element: TypeAlias = Any
"""An element of lxml, which has no types of its own."""


def parse_xml(data: bytes, source: str, part: str) -> Element:
    """Return the root of the XML in `data`, the part of the file called `part`. Raises `UnreadableDocument`."""
    from lxml import etree  # here: only the worker process needs it

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableDocument(source, say("part_no_xml", part=part, error=error)) from error


def local_name(element: Element) -> str:
    """Return an element's name without its namespace; empty for comments and processing instructions."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
