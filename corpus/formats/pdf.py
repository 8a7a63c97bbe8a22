"""PDF files, read with PDFium."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import Any

from corpus.errors import UnreadableDocument
from corpus.formats.building import TextBuilder, say_of_pages
from corpus.formats.contents import Content
from corpus.formats.ocr import MOST_PAGES as MOST_RECOGNISED
from corpus.formats.ocr import Recogniser
from corpus.formats.pdf_layout import page_pieces
from corpus.formats.pdf_order import reading_order
from corpus.formats.pdf_text import Blocks, only_page_number, write_pages
from corpus.formats.properties import dated, real_title
from corpus.messages import say

MOST_PAGES = 2000
_PATH, _IMAGE = 2, 3
_MANY_PATHS = 100


class Pdf:
    """Reads .pdf files.

    Kept: the text of each page in reading order (columns one after the other), page offsets, headings (larger or bold
    lines), the title and the date of creation. Words broken at line and page ends are mended, ligatures opened.
    Dropped: running heads and feet, page numbers, images, forms, annotations and attached files. Scanned pages are read
    by a recogniser where `find_recogniser` finds one, and named in a warning as such, else as pages without text.
    """

    suffixes = (".pdf",)
    isolated = True

    def __init__(self, find_recogniser: Callable[[], Recogniser | None] = lambda: None) -> None:
        self._find_recogniser = find_recogniser

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
            return _content(document, source, self._find_recogniser)
        finally:
            document.close()


def _content(document: Any, source: str, find_recogniser: Callable[[], Recogniser | None]) -> Content:
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
        if pictures:
            scanned.append(number)
        if blocks:
            pages[number] = blocks
    recogniser = find_recogniser() if scanned else None
    recognised = {} if recogniser is None else _recognised(document, scanned[:MOST_RECOGNISED], recogniser)
    builder = TextBuilder(source)
    write_pages(dict(sorted((pages | recognised).items())), builder)
    if not builder.length:
        raise UnreadableDocument(source, _no_text(count, installed=recogniser is not None))
    _warn_of_scans(builder, scanned, recognised, installed=recogniser is not None)
    if damaged:
        builder.warn(say_of_pages("page_damaged", "pages_damaged", damaged))
    metadata = document.get_metadata_dict()
    content = builder.content(title=real_title(metadata.get("Title", "")))
    if not content.title:
        content = replace(content, title=_main_heading(content), inferred=("title",))
    return dated(content, metadata.get("CreationDate", ""))


def _recognised(document: Any, scanned: Sequence[int], recogniser: Recogniser) -> dict[int, Blocks]:
    """Return what the recogniser reads on scanned pages, by their numbers."""
    found = {}
    for number in scanned:
        page = document[number - 1]
        blocks = recogniser.blocks(page)
        page.close()
        if blocks:
            found[number] = blocks
    return found


def _no_text(count: int, *, installed: bool) -> str:
    """Return why a file of which no page holds text was not read."""
    if count == 1:
        return say("scan_of_one" if installed else "scan_of_one_ocr_missing")
    return say("scan" if installed else "scan_ocr_missing", count=count)


def _warn_of_scans(builder: TextBuilder, scanned: list[int], recognised: Collection[int], *, installed: bool) -> None:
    """Say which scanned pages were read and which were not, and what would help."""
    if recognised:
        builder.warn(say_of_pages("page_read_by_ocr", "pages_read_by_ocr", sorted(recognised)))
    unread = [number for number in scanned if number not in recognised]
    if unread:
        builder.warn(say_of_pages("page_without_text", "pages_without_text", unread))
    if len(scanned) > MOST_RECOGNISED and installed:
        builder.warn(say("ocr_limit", limit=MOST_RECOGNISED))
    elif unread and not installed:
        builder.warn(say("ocr_missing"))


def _read_page(document: Any, index: int) -> tuple[Blocks, bool] | None:
    """Return the blocks of a page and whether it shows more than they say: a scan. None when it is damaged."""
    import pypdfium2

    try:
        page = document[index]
        text = page.get_textpage()
    except pypdfium2.PdfiumError:
        return None
    blocks = reading_order(page_pieces(text))
    pictures = only_page_number(blocks) and _is_drawn(page)
    text.close()
    page.close()
    return blocks, pictures


def _is_drawn(page: Any) -> bool:
    """Say whether a page has a picture, or as many lines as letters that were turned into drawings."""
    objects = page.get_objects(filter=(_IMAGE, _PATH), max_depth=3)
    return any(item.type == _IMAGE or number >= _MANY_PATHS for number, item in enumerate(objects))


def _main_heading(content: Content) -> str:
    """Return the first heading of the highest level on the first page, or ""."""
    first_page = [section for section in content.sections if section.start < content.pages[0].end]
    return min(first_page, key=lambda section: section.level).title if first_page else ""


def _reason(error: str) -> str:
    """Return in words why PDFium does not open a file."""
    if "assword" in error or "ecurity" in error:
        return say("password")
    return say("not_this_or_cut", what=say("what_pdf"), error=error)
