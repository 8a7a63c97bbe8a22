"""PDF files, read with PDFium."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from corpus.errors import UnreadableDocument
from corpus.formats.building import TextBuilder, say_of_pages
from corpus.formats.contents import Content
from corpus.formats.pdf_layout import page_pieces, reading_order
from corpus.formats.pdf_text import Blocks, write_pages
from corpus.formats.properties import dated, real_title
from corpus.messages import say

MOST_PAGES = 2000
_IMAGE = 3


class Pdf:
    """Reads .pdf files.

    Kept: the text of each page in reading order (columns one after the other), page offsets, headings (larger or bold
    lines), the title and the date of creation. Words broken at line and page ends are mended, ligatures opened.
    Dropped: running heads and feet, page numbers, images, forms, annotations and attached files. Pages that hold no
    text (scans) are named in a warning.
    """

    suffixes = (".pdf",)
    isolated = True

    def recognises(self, data: bytes) -> bool:
        """Say whether the file begins as PDF files do."""
        return data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"%PDF-")

    def read(self, data: bytes, source: str) -> Content:
        """Return the text of the pages. Raises `UnreadableDocument`."""
        import pypdfium2

        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            raise UnreadableDocument(source, _reason(str(error))) from error
        try:
            return _content(document, source)
        finally:
            document.close()


def _content(document: Any, source: str) -> Content:
    """Return what an open PDF says."""
    count = len(document)
    if not count or count > MOST_PAGES:
        reason = say("too_many_pages", count=count, limit=MOST_PAGES) if count else say("no_pages")
        raise UnreadableDocument(source, reason)
    pages: dict[int, Blocks] = {}
    damaged, scanned = [], []
    for number in range(1, count + 1):
        found = _read_page(document, number - 1)
        if found is None:
            damaged.append(number)
            continue
        blocks, pictures = found
        if blocks:
            pages[number] = blocks
        elif pictures:
            scanned.append(number)
    builder = TextBuilder(source)
    write_pages(pages, builder)
    if not builder.length:
        raise UnreadableDocument(source, say("scan", count=count))
    if scanned:
        builder.warn(say_of_pages("page_without_text", "pages_without_text", scanned))
    if damaged:
        builder.warn(say_of_pages("page_damaged", "pages_damaged", damaged))
    metadata = document.get_metadata_dict()
    content = builder.content(title=real_title(metadata.get("Title", "")))
    if not content.title:
        content = replace(content, title=_main_heading(content), inferred=("title",))
    return dated(content, metadata.get("CreationDate", ""))


def _read_page(document: Any, index: int) -> tuple[Blocks, bool] | None:
    """Return the blocks of a page and whether it has pictures; None when it is damaged."""
    import pypdfium2

    try:
        page = document[index]
        text = page.get_textpage()
    except pypdfium2.PdfiumError:
        return None
    blocks = reading_order(page_pieces(text))
    pictures = not blocks and any(True for _ in page.get_objects(filter=(_IMAGE,), max_depth=3))
    text.close()
    page.close()
    return blocks, pictures


def _main_heading(content: Content) -> str:
    """Return the first heading of the highest level on the first page, or ""."""
    first_page = [section for section in content.sections if section.start < content.pages[0].end]
    return min(first_page, key=lambda section: section.level).title if first_page else ""


def _reason(error: str) -> str:
    """Return in words why PDFium does not open a file."""
    if "assword" in error or "ecurity" in error:
        return say("password")
    return say("not_this_or_cut", what=say("what_pdf"), error=error)
