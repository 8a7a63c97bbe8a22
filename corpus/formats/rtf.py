"""RTF files, read with striprtf."""

from __future__ import annotations

import re
from collections.abc import Callable

from corpus.errors import UnreadableDocument
from corpus.formats.building import TextBuilder
from corpus.formats.contents import Content
from corpus.formats.headings import is_capitals
from corpus.formats.properties import dated, real_title
from corpus.messages import say

_BEGINNING = b"{\\rtf"
_INFO = re.compile(r"\{\\info\b")
_TITLE = re.compile(r"\{\\title\s((?:[^{}\\]|\\.)*)\}")
_CHANGED = re.compile(r"\{\\(?:revtim|creatim)\\yr(\d{4})\\mo(\d{1,2})\\dy(\d{1,2})")
_CODE_PAGE = re.compile(r"\\ansicpg(\d+)")
_PICTURE = re.compile(r"[0-9a-fA-F\r\n]{400,}")
_INFO_LENGTH = 10_000
_FEWEST_CELLS = 2


class Rtf:
    """Reads .rtf files.

    Kept: paragraphs, tables as "column: value" rows, lines in capitals as headings, the title and the date of the last
    change. Dropped: fonts and sizes (and with them all other headings), footnotes, pictures, embedded objects.
    """

    suffixes = (".rtf",)
    isolated = True

    def recognises(self, data: bytes) -> bool:
        """Say whether the file begins as RTF files do."""
        return data.lstrip()[: len(_BEGINNING)] == _BEGINNING

    def read(self, data: bytes, source: str) -> Content:
        """Return the text. Raises `UnreadableDocument`."""
        from striprtf import striprtf

        plain: Callable[..., str] = striprtf.rtf_to_text
        if not self.recognises(data):
            raise UnreadableDocument(source, say("not_rtf"))
        markup = _PICTURE.sub("", data.decode("latin-1"))
        builder = TextBuilder(source)
        _write(plain(markup, errors="ignore"), builder)
        if markup.count("{") > markup.count("}"):
            builder.warn(say("cut_off"))
        info = _INFO.search(markup)
        head = markup[info.start() : info.start() + _INFO_LENGTH] if info else ""
        title, changed, page = _TITLE.search(head), _CHANGED.search(head), _CODE_PAGE.search(markup)
        words = ""
        if title:
            words = plain(
                f"{{\\rtf1\\ansi\\ansicpg{page.group(1) if page else 1252} {title.group(1)}}}", errors="ignore"
            )
        content = builder.content(title=real_title(words))
        return dated(content, "{}-{:0>2}-{:0>2}".format(*changed.groups()) if changed else "")


def _write(text: str, builder: TextBuilder) -> None:
    """Add the lines of what striprtf returns, in which a row of a table is a line with "|" after each cell."""
    rows: list[list[str]] = []
    for line in [*text.split("\n"), ""]:
        cells = line.rstrip().removesuffix("|").split("|")
        if line.rstrip().endswith("|") and len(cells) >= _FEWEST_CELLS:
            rows.append(cells)
            continue
        builder.table(rows)
        rows = []
        if is_capitals(line.strip()):
            builder.heading(line, 1)
        elif line.lstrip()[:2] in {"•\t", "·\t", "-\t"}:
            builder.item(line.lstrip()[2:])
        else:
            builder.paragraph(line)
