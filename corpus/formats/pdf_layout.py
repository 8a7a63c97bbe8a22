"""The lines of a PDF page, cut where the space between two characters is wide.

Lengths are in points, y grows upwards, as in PDF. Does not know in which order they are read (see `pdf_order`) or files (`pdf`).
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Any, TypeAlias

from corpus.formats.building import superscript

TextPage: TypeAlias = Any
"""A `pypdfium2.PdfTextPage`, which has no types of its own."""

_HYPHEN_AT_LINE_END = "\x02"
_BULLETS = dict.fromkeys(map(chr, (0xF0A7, 0xF0A8, 0xF0B7, 0xF0D8, 0xF0E0, 0xF0FC, 0xF076, 0xF02D)), "•")
_WIDE_GAP = 1.2
_WORD_GAP = 0.1
_SLACK = 3.0
_BROKEN_WORD = re.compile(r"[^\W\d_]{2}-$")
_BOLD = 600
_EVEN = 0.1
_WIDEST_EVEN = 4.0
_NEAR = 0.4


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text and its box. `hyphen`: it ends in a hyphen that stands for a break inside a word (left out of it).

    `gap`: the line holds a gap as wide as between the cells of a table; `cells` are the texts of these where it is a row
    of one.
    """

    text: str
    left: float
    bottom: float
    right: float
    top: float
    bold: bool = False
    hyphen: bool = False
    gap: bool = False
    row: int = 0
    cells: tuple[str, ...] = ()

    @property
    def height(self) -> float:
        """Return the height of the line, which is about 1.2 times the size of its font."""
        return self.top - self.bottom


@dataclass(frozen=True, slots=True)
class _Letter:
    """A character of the page; its box is None where it is white space."""

    index: int
    character: str
    box: tuple[float, float, float, float] | None


def page_pieces(page: TextPage) -> list[Line]:
    """Return the lines of a page, cut at wide gaps, in the order in which the file draws them."""
    pieces: list[Line] = []
    row: list[_Letter] = []
    rows = 0
    for letter in (*_letters(page), _Letter(0, "\n", None)):
        if letter.character not in "\n" + _HYPHEN_AT_LINE_END:
            row.append(letter)
            continue
        runs = _runs(row)
        for run in runs:
            hyphen = letter.character == _HYPHEN_AT_LINE_END and run is runs[-1]
            line = _line(page, run, rows, hyphen=hyphen)
            if line is None:
                continue
            if run is not runs[-1] and _BROKEN_WORD.search(line.text):  # the end of a line in a column to the left
                line = replace(line, text=line.text[:-1], hyphen=True)
            if pieces and run is runs[0] and _is_broken(pieces[-1], line):
                rows = pieces[-1].row
                line = _put_together(pieces.pop(), line)
            pieces.append(line)
        row, rows = [], rows + 1
    return pieces


def _letters(page: TextPage) -> Iterator[_Letter]:
    """Yield the characters of a page with their boxes."""
    from pypdfium2 import raw

    rectangle = raw.FS_RECTF()
    pending = 0  # the first half of a character outside of the basic plane
    for index in range(page.count_chars()):
        code = raw.FPDFText_GetUnicode(page.raw, index)
        if 0xD800 <= code < 0xDC00:
            pending = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((pending - 0xD800) << 10) + code - 0xDC00 if pending else 0
        pending = 0
        character = chr(code)
        if character in "\r\0":
            continue
        box = None
        if not character.isspace() and raw.FPDFText_GetLooseCharBox(page.raw, index, ctypes.byref(rectangle)):
            box = (rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)
        yield _Letter(index, _BULLETS.get(character, character), box)


def _runs(row: Sequence[_Letter]) -> list[list[_Letter]]:
    """Cut the characters of a line where the space between two of them is wide, and wider than others of the line."""
    boxed = [(number, letter.box) for number, letter in enumerate(row) if letter.box is not None]
    gaps = [
        (after[0] - before[2], after[3] - after[1], number)
        for (_, before), (number, after) in pairwise(boxed)
        if after[0] - before[2] > _WORD_GAP * (after[3] - after[1])
    ]
    widths = sorted(gap for gap, _, _ in gaps)
    widest = _WIDEST_EVEN * max((height for _, height, _ in gaps), default=0.0)
    if len(widths) > 1 and widths[-1] - widths[0] <= _EVEN * widths[-1] and widths[-1] <= widest:
        return [list(row)]  # set to the full width of a narrow column
    usual = widths[len(widths) // 4] if len(widths) > 2 else 0.0
    cuts = [number for gap, height, number in gaps if gap > max(_WIDE_GAP * height, min(2 * usual, widest))]
    return [list(row[start:end]) for start, end in pairwise([0, *cuts, len(row)]) if start < end]


def _line(page: TextPage, letters: Sequence[_Letter], row: int, *, hyphen: bool) -> Line | None:
    """Return the line that the letters make, or None if they are all white space or have no height."""
    boxes = [letter.box for letter in letters if letter.box is not None]
    if not boxes:
        return None
    height = median(top - bottom for _, bottom, _, top in boxes)
    top = median(box[3] for box in boxes)
    text = " ".join("".join(_shown(letter, top, height) for letter in letters).split(" ")).strip()
    if height <= 0 or not text:
        return None
    return Line(
        text,
        min(box[0] for box in boxes),
        top - height,
        max(box[2] for box in boxes),
        top,
        bold=_is_bold(page, [letter.index for letter in letters if letter.box is not None]),
        hyphen=hyphen,
        row=row,
    )


def _shown(letter: _Letter, top: float, height: float) -> str:
    """Return a character; a small digit above the line, the mark of a note or an exponent, as such."""
    if letter.box is None or not letter.character.isdecimal():
        return letter.character
    _, bottom, _, own_top = letter.box
    above = own_top - bottom < 0.85 * height and bottom > top - height + 0.15 * height
    return superscript(letter.character) if above else letter.character


def _is_broken(last: Line, line: Line) -> bool:
    """Say whether `line` goes on where `last` ends, at its height: they are one, whatever the file says."""
    together = min(last.top, line.top) - max(last.bottom, line.bottom)
    near = -_SLACK < line.left - last.right < _NEAR * max(last.height, line.height)
    return near and not last.hyphen and together > 0.5 * min(last.height, line.height)


def _put_together(last: Line, line: Line) -> Line:
    """Return the line that two parts of one make."""
    apart = line.left - last.right > _WORD_GAP * last.height
    larger = last if len(last.text) >= len(line.text) else line
    return replace(
        larger,
        text=f"{last.text}{' ' if apart else ''}{line.text}",
        left=last.left,
        right=line.right,
        bold=last.bold and line.bold,
        hyphen=line.hyphen,
        gap=last.gap or line.gap,
        row=last.row,
    )


def _is_bold(page: TextPage, indexes: Sequence[int]) -> bool:
    """Say whether the first, the middle and the last of the characters are bold, by weight or by their font's name."""
    from pypdfium2 import raw

    buffer = ctypes.create_string_buffer(256)
    flags = ctypes.c_int()
    for index in {indexes[0], indexes[len(indexes) // 2], indexes[-1]}:
        if raw.FPDFText_GetFontWeight(page.raw, index) >= _BOLD:
            continue
        raw.FPDFText_GetFontInfo(page.raw, index, buffer, len(buffer), ctypes.byref(flags))
        if b"bold" not in buffer.value.lower():
            return False
    return True
