"""PowerPoint presentations, opened with python-pptx. A slide is a page."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from corpus.errors import UnreadableDocument
from corpus.formats.archives import DAMAGE, member_names, open_archive
from corpus.formats.building import TextBuilder, say_of_pages
from corpus.formats.contents import Content
from corpus.formats.properties import dated, real_title
from corpus.messages import say

MOST_SLIDES = 2000


class Pptx:
    """Reads .pptx files.

    Kept: each slide as a page, its title as a heading, texts from the top left to the bottom right, tables as
    "column: value" rows, the speaker's notes after their slide, the title and the date of the last change.
    Dropped: numbers and footers of slides, charts, pictures, comments. Slides without text are named in a warning.
    """

    suffixes = (".pptx",)
    isolated = True

    def recognises(self, data: bytes) -> bool:
        """Say whether the file is an archive with PowerPoint's main part."""
        return "ppt/presentation.xml" in member_names(data)

    def read(self, data: bytes, source: str) -> Content:
        """Return the text of the slides. Raises `UnreadableDocument`."""
        import pptx
        from lxml.etree import XMLSyntaxError
        from pptx.exc import PythonPptxError

        open_archive(data, source, say("what_powerpoint")).close()
        try:
            presentation = pptx.Presentation(io.BytesIO(data))
        except (PythonPptxError, XMLSyntaxError, *DAMAGE) as error:
            reason = say("not_this", what=say("what_powerpoint"), error=error)
            raise UnreadableDocument(source, reason) from error
        count = len(presentation.slides)
        if count > MOST_SLIDES:
            raise UnreadableDocument(source, say("too_many_slides", count=count, limit=MOST_SLIDES))
        builder = TextBuilder(source)
        empty = []
        for number, slide in enumerate(presentation.slides, start=1):
            before = builder.length
            builder.page(number)
            _write_slide(slide, builder)
            if builder.length == before:
                empty.append(number)
        if empty:
            builder.warn(say_of_pages("slide_without_text", "slides_without_text", empty))
        properties = presentation.core_properties
        stamp = properties.modified or properties.created
        content = builder.content(title=real_title(properties.title or ""), language=properties.language or "")
        return dated(content, stamp.isoformat() if stamp else "")


def _write_slide(slide: Any, builder: TextBuilder) -> None:
    """Add the title, the shapes and the notes of a slide."""
    title = slide.shapes.title
    if title is not None:
        builder.heading(title.text_frame.text, 1)
    for shape in _in_reading_order(slide.shapes):
        if title is not None and shape.shape_id == title.shape_id:
            continue
        if getattr(shape, "has_table", False) and shape.has_table:
            builder.table([cell.text for cell in row.cells] for row in shape.table.rows)
        elif shape.has_text_frame and not _is_furniture(shape):
            _write_text(shape.text_frame, builder)
    if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
        for paragraph in slide.notes_slide.notes_text_frame.paragraphs:
            builder.paragraph(paragraph.text)


def _write_text(frame: Any, builder: TextBuilder) -> None:
    """Add the paragraphs of a text frame; several of them are a list."""
    paragraphs = [paragraph.text.replace("\v", "\n") for paragraph in frame.paragraphs if paragraph.text.strip()]
    for text in paragraphs:
        builder.paragraph(text) if len(paragraphs) == 1 else builder.item(text)


def _in_reading_order(shapes: Any) -> list[Any]:
    """Return the shapes, those in groups included, from top to bottom and from left to right."""
    return sorted(_flat(shapes), key=lambda shape: (shape.top or 0, shape.left or 0))


def _flat(shapes: Any) -> Iterator[Any]:
    """Yield shapes; a group yields its own, at their places in the group."""
    from pptx.enum.shapes import MSO_SHAPE_TYPE

    for shape in shapes:
        if shape.is_placeholder or shape.shape_type != MSO_SHAPE_TYPE.GROUP:
            yield shape
        else:
            yield from _flat(shape.shapes)


def _is_furniture(shape: Any) -> bool:
    """Say whether a shape is the date, the footer or the number of a slide."""
    from pptx.enum.shapes import PP_PLACEHOLDER

    furniture = {PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.HEADER}
    return shape.is_placeholder and shape.placeholder_format.type in furniture
