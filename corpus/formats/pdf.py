"""PDF files, read with PDFium."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from corpus.errors import UnreadableDocument
from corpus.formats.building import TextBuilder, tidy
from corpus.formats.contents import Content
from corpus.formats.metadata import first_date
from corpus.formats.pdf_layout import page_pieces, reading_order
from corpus.formats.pdf_text import Blocks, write_pages

MOST_PAGES = 2000
_IMAGE = 3
_DATE = re.compile(r"(?:D:)?(?P<year>(?:19|20)\d\d)(?P<month>\d\d)?(?P<day>\d\d)?")
_NO_TITLE = re.compile(
    r"\W*(?:untitled|sans titre|(?:document|presentation|présentation|diapositive|slide|folie)\W*\d*|anonymous|"
    r"powerpoint presentation|présentation powerpoint)\W*|.*\.(?:docx?|odt|rtf|indd|pptx?|xlsx?|pdf|qxp|ai|tmp)|\W*",
    re.IGNORECASE | re.DOTALL,
)


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
        reason = (
            f"the file has {count} pages, the limit is {MOST_PAGES}; split it" if count else "the file has no pages"
        )
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
        reason = "none of its {count} pages holds text: a scan? Give it a text layer (OCR) and add it again"
        raise UnreadableDocument(source, reason.format(count=count))
    if scanned:
        builder.warn(f"{_numbers(scanned)} no text (scanned?)")
    if damaged:
        builder.warn(f"{_numbers(damaged)} damaged and could not be read".replace("have", "are").replace("has", "is"))
    metadata = document.get_metadata_dict()
    title = tidy(metadata.get("Title", "")).removeprefix("Microsoft Word - ").removeprefix("Microsoft PowerPoint - ")
    content = builder.content(title="" if _NO_TITLE.fullmatch(title) else title)
    return _completed(content, metadata.get("CreationDate", ""))


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


def _completed(content: Content, created: str) -> Content:
    """Return `content` with the first page's main heading as its title and its day of creation, where it has none."""
    title, date = content.title, ""
    first_page = [section for section in content.sections if section.start < content.pages[0].end]
    if first_page and not title:
        title = min(first_page, key=lambda section: section.level).title
    match = _DATE.match(created)
    if match and not first_date(content.text):
        date = "-".join(filter(None, match.groups()))
    return replace(content, title=title, date=date)


def _numbers(pages: list[int]) -> str:
    """Return "page 3 has" or "pages 3–7, 9 have"."""
    runs: list[list[int]] = []
    for number in pages:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    words = ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)
    return f"page {words} has" if len(pages) == 1 else f"pages {words} have"


def _reason(error: str) -> str:
    """Return in words why PDFium does not open a file."""
    if "assword" in error or "ecurity" in error:
        return "the file is protected by a password; save it without one"
    return f"this is not a PDF file, or it is damaged or cut off ({error}); get it again or save it anew"
