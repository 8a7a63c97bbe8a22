"""Web pages, read with trafilatura, which knows what of a page is its content."""

from __future__ import annotations

import contextlib
import re
from copy import deepcopy
from dataclasses import replace
from html import unescape
from typing import Any

from corpus.errors import UnreadableDocument
from corpus.formats.building import TextBuilder, one_line
from corpus.formats.contents import Content
from corpus.formats.decoding import decode
from corpus.formats.html_cleaning import clean, drop_menus
from corpus.formats.html_tree import write_element
from corpus.formats.markup import Element
from corpus.messages import say

_BEGINNING = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S
)
_CHARSET = re.compile(rb"""(?:charset\s*=\s*["']?|<\?xml[^>]*encoding=["'])([\w-]+)""", re.IGNORECASE)
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_LANGUAGE = re.compile(r"""<html\b[^>]*?\blang\s*=\s*["']?([a-zA-Z]{2})""", re.IGNORECASE)
_TITLE = re.compile(r"<title[^>]*>(.*?)</title>", re.IGNORECASE | re.DOTALL)
_HEAD = 4096
_SHORT = 300
_LARGEST = 20 * 1024 * 1024


class Html:
    """Reads .html files.

    Kept: the main content (headings, paragraphs, lists, tables as "column: value" rows), the title, the date of
    publication, the publisher, the canonical address and the language. Dropped: navigation, banners, footers, comments
    of readers, forms, pictures, scripts and styles, which never run. Nothing is fetched.
    """

    suffixes = (".html", ".htm", ".xhtml")
    isolated = True

    def recognises(self, data: bytes) -> bool:
        """Say whether the file begins with a document type or the element of HTML."""
        return _BEGINNING.match(data[:_HEAD]) is not None

    def read(self, data: bytes, source: str) -> Content:
        """Return the content of the page. Raises `UnreadableDocument`."""
        import trafilatura

        if len(data) > _LARGEST:
            raise UnreadableDocument(source, say("page_too_large", limit=_LARGEST // 1024**2))
        text = decode_page(data, source)
        tree = page_tree(text, source)
        laid_out = clean(tree)
        found: Any = trafilatura.bare_extraction(
            deepcopy(tree),
            include_comments=False,
            include_tables=True,
            with_metadata=True,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
        builder = TextBuilder(source)
        if found is not None and found.body is not None:
            write_element(found.body, builder)
        if builder.length < _SHORT or laid_out:
            # Too little to tell content from the rest, or a newsletter: take the page as it is, unless it is much longer.
            drop_menus(tree)
            whole = TextBuilder(source)
            write_element(body_of(tree), whole)
            builder = (
                whole if laid_out or not builder.length or whole.length <= _SHORT + 2 * builder.length else builder
            )
        language = _LANGUAGE.search(text[:_HEAD])
        url = found.url or "" if found is not None else ""
        content = builder.content(
            title=found.title or "" if found is not None else "",
            date=found.date or "" if found is not None else "",
            publisher=found.sitename or "" if found is not None else "",
            language=language.group(1) if language else "",
            url=url if url.startswith(("https://", "http://")) else "",
        )
        return replace(content, title=_title(content, text))


def _title(content: Content, page: str) -> str:
    """Return the title: the main heading where the <title> of the page has it as well, else what trafilatura found."""
    element = _TITLE.search(page)
    words = one_line(unescape(element.group(1))) if element else ""
    main = [section.title for section in content.sections if section.level == 1 and section.title in words]
    return main[0] if main else content.title or words


def decode_page(data: bytes, source: str) -> str:
    """Return the markup of a page, decoded as it says it is coded, or as its bytes look. No XML declaration is left."""
    declared = _CHARSET.search(data[:_HEAD])
    if declared and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        name = declared.group(1).decode().lower()
        with contextlib.suppress(LookupError, UnicodeError):  # raised where the page is wrong about itself
            data = data.decode("cp1252" if name in {"iso-8859-1", "latin-1", "latin1"} else name).encode()
    return _DECLARATION.sub("", decode(data, source), count=1)


def page_body(text: str, source: str) -> Element:
    """Return the body of a page, made ready for `write_element`. Raises `UnreadableDocument`."""
    tree = page_tree(text, source)
    clean(tree)
    return body_of(tree)


def page_tree(text: str, source: str) -> Element:
    """Return a page, parsed as browsers do. Raises `UnreadableDocument`."""
    from lxml import etree, html

    try:
        return html.document_fromstring(text)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableDocument(source, say("page_not_parsed", error=error)) from error


def body_of(root: Element) -> Element:
    """Return the body of a page, or all of it where it has none."""
    body = root.find("body")
    return root if body is None else body
