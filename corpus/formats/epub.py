"""Electronic books: web pages in an archive, with their order and a description."""

from __future__ import annotations

import posixpath
import zipfile
from dataclasses import dataclass
from urllib.parse import unquote

from corpus.errors import UnreadableDocument
from corpus.formats.archives import open_archive, read_member
from corpus.formats.building import TextBuilder
from corpus.formats.contents import Content
from corpus.formats.html import decode_page, page_body
from corpus.formats.html_tree import write_element
from corpus.formats.markup import Element, local_name, parse_xml
from corpus.formats.metadata import iso_date
from corpus.messages import say

_MIMETYPE = b"mimetypeapplication/epub+zip"
_PAGES = frozenset({"application/xhtml+xml", "text/html"})


@dataclass(frozen=True, slots=True)
class _Book:
    """The description of a book: the names of its chapters in the archive, in reading order, and its fields."""

    chapters: tuple[str, ...]
    fields: dict[str, str]


class Epub:
    """Reads .epub files.

    Kept: the chapters in reading order, with their headings, lists and tables, the title, the date, the publisher and
    the language. Dropped: the table of contents, pictures, scripts and styles. A book that flows has no pages.
    """

    suffixes = (".epub",)
    isolated = True

    def recognises(self, data: bytes) -> bool:
        """Say whether the archive says that it is a book."""
        return data.startswith(b"PK\x03\x04") and _MIMETYPE in data[:200]

    def read(self, data: bytes, source: str) -> Content:
        """Return the text of the chapters. Raises `UnreadableDocument`."""
        with open_archive(data, source, say("what_epub")) as archive:
            if b"xhtml" in _optional(archive, "META-INF/encryption.xml", source):
                raise UnreadableDocument(source, say("drm"))
            book = _book(archive, source)
            builder = TextBuilder(source)
            missing = []
            for chapter in book.chapters:
                page = _optional(archive, chapter, source)
                if page.strip():
                    write_element(page_body(decode_page(page, source), source), builder)
                else:
                    missing.append(chapter)
            if missing:
                builder.warn(say("chapters_missing", names=", ".join(missing)))
            return builder.content(
                title=book.fields.get("title", ""),
                date=iso_date(book.fields.get("date", "")[:10]),
                publisher=book.fields.get("publisher", ""),
                language=book.fields.get("language", ""),
                url=next(
                    (book.fields[key] for key in ("source", "identifier") if _is_url(book.fields.get(key, ""))), ""
                ),
            )


def _book(archive: zipfile.ZipFile, source: str) -> _Book:
    """Return the description that the archive's container points to."""
    container = parse_xml(read_member(archive, "META-INF/container.xml", source), source, "container.xml")
    names = [element.get("full-path", "") for element in container.iter() if local_name(element) == "rootfile"]
    if not names:
        raise UnreadableDocument(source, say("names_no_book"))
    package = parse_xml(read_member(archive, names[0], source), source, names[0])
    folder = posixpath.dirname(names[0])
    pages: dict[str, str] = {}
    fields: dict[str, str] = {}
    for element in package.iter():
        if local_name(element) == "item" and element.get("media-type") in _PAGES and element.get("properties") != "nav":
            pages[element.get("id", "")] = posixpath.normpath(posixpath.join(folder, unquote(element.get("href", ""))))
        elif element.getparent() is not None and local_name(element.getparent()) == "metadata":
            fields.setdefault(local_name(element), (element.text or "").strip())
    order = [_reference(element) for element in package.iter() if local_name(element) == "itemref"]
    return _Book(tuple(dict.fromkeys(pages[name] for name in order if name in pages)), fields)


def _reference(element: Element) -> str:
    """Return the id of the item that is next in reading order; an aside is not in it."""
    return "" if element.get("linear") == "no" else str(element.get("idref", ""))


def _optional(archive: zipfile.ZipFile, name: str, source: str) -> bytes:
    """Return what a member holds, or nothing where there is no such member."""
    return read_member(archive, name, source) if name in archive.NameToInfo else b""


def _is_url(text: str) -> bool:
    """Say whether a field is a web address."""
    return text.startswith(("https://", "http://"))
