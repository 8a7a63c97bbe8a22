"""The lines of a PDF page and the order in which they are read: columns found by the free corridor between them.

Lengths are in points, y grows upwards, as in PDF. Does not know paragraphs (see `pdf_text`) or files (see `pdf`).
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any, TypeAlias

TextPage: TypeAlias = Any
"""A `pypdfium2.PdfTextPage`, which has no types of its own."""

_HYPHEN_AT_LINE_END = "\x02"
_BULLETS = dict.fromkeys(map(chr, (0xF0A7, 0xF0A8, 0xF0B7, 0xF0D8, 0xF0E0, 0xF0FC, 0xF076, 0xF02D)), "•")
_WIDE_GAP = 1.2
_WORD_GAP = 0.1
_FEWEST_LINES = 4
_FEWEST_WORDS = 3
_NARROWEST = 0.2
_MOST_CROSSING = 0.35
_SLACK = 3.0
_BOLD = 600


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text and its box. `hyphen`: it ends in a hyphen that stands for a break inside a word (left out of it).

    `gap`: the line holds a gap as wide as between the cells of a table.
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


def reading_order(pieces: Sequence[Line]) -> list[list[Line]]:
    """Return the blocks of a page (a column, or what spans all columns) in reading order, their lines top down."""
    gutter = _gutter(pieces)
    if gutter is None:
        return [_whole_lines(pieces)] if pieces else []
    # What crosses the gutter (a title, a wide table) is read where it stands; between those, left before right.
    blocks: list[list[Line]] = []
    left: list[Line] = []
    right: list[Line] = []
    crossing: list[Line] = []

    def finish_columns() -> None:
        for column in (left, right):
            blocks.extend(reading_order(column))
            column.clear()

    def finish_crossing() -> None:
        if crossing:
            blocks.append(_whole_lines(crossing))
            crossing.clear()

    for piece in sorted(pieces, key=lambda piece: (-piece.top, piece.left)):
        if piece.left >= gutter - _SLACK or piece.right < gutter:
            finish_crossing()
            (right if piece.left >= gutter - _SLACK else left).append(piece)
        else:
            finish_columns()
            crossing.append(piece)
    finish_columns()
    finish_crossing()
    return blocks


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
            if line is not None:
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
    usual = sorted(gap for gap, _, _ in gaps)[(len(gaps) - 1) // 2] if len(gaps) > 2 else 0.0
    cuts = [number for gap, height, number in gaps if gap > max(_WIDE_GAP * height, 2 * usual)]
    return [list(row[start:end]) for start, end in pairwise([0, *cuts, len(row)]) if start < end]


def _line(page: TextPage, letters: Sequence[_Letter], row: int, *, hyphen: bool) -> Line | None:
    """Return the line that the letters make, or None if they are all white space or have no height."""
    boxes = [letter.box for letter in letters if letter.box is not None]
    text = " ".join("".join(letter.character for letter in letters).split(" ")).strip()
    if not boxes or not text:
        return None
    heights = [top - bottom for _, bottom, _, top in boxes]
    height = median(heights)
    top = median([box[3] for box in boxes])
    if height <= 0:
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


def _gutter(pieces: Sequence[Line]) -> float | None:
    """Return where the right one of two columns begins, or None where the page has no columns."""
    if len(pieces) < 2 * _FEWEST_LINES:
        return None
    width = max(piece.right for piece in pieces) - min(piece.left for piece in pieces)
    best: tuple[int, int, float] | None = None
    for x in sorted({round(piece.left) for piece in pieces}):
        right = [piece for piece in pieces if piece.left >= x - _SLACK]
        left = [piece for piece in pieces if piece.right < x]
        crossing = len(pieces) - len(left) - len(right)
        if crossing > _MOST_CROSSING * len(pieces) or not (_is_column(left, width) and _is_column(right, width)):
            continue
        overlap = min(_top(left), _top(right)) - max(_bottom(left), _bottom(right))
        if overlap < 0.3 * min(_top(left) - _bottom(left), _top(right) - _bottom(right)):
            continue
        rated = (crossing, -min(len(left), len(right)), float(x))
        best = rated if best is None else min(best, rated)
    return None if best is None else best[2]


def _is_column(pieces: Sequence[Line], width: float) -> bool:
    """Say whether the lines are those of running text, not the cells of a table."""
    return (
        len(pieces) >= _FEWEST_LINES
        and median(piece.right - piece.left for piece in pieces) >= _NARROWEST * width
        and median(len(piece.text.split()) for piece in pieces) >= _FEWEST_WORDS
    )


def _whole_lines(pieces: Sequence[Line]) -> list[Line]:
    """Return a block's lines, put together again where they were cut at gaps."""
    lines: list[Line] = []
    for piece in _top_down(pieces):
        last = lines[-1] if lines else None
        if last is None or last.row != piece.row:
            lines.append(piece)
            continue
        lines[-1] = Line(
            f"{last.text} {piece.text}",
            min(last.left, piece.left),
            min(last.bottom, piece.bottom),
            max(last.right, piece.right),
            max(last.top, piece.top),
            bold=last.bold and piece.bold,
            hyphen=piece.hyphen,
            gap=True,
            row=piece.row,
        )
    return lines


def _top_down(pieces: Sequence[Line]) -> list[Line]:
    """Return the lines in the order of drawing, unless that leaps up and down: then from the top, left before right."""
    drawn = sorted(pieces, key=lambda piece: piece.row)
    leaps = sum(1 for one, other in pairwise(drawn) if other.bottom > one.top)
    if leaps <= 0.15 * len(drawn):
        return drawn
    return sorted(drawn, key=lambda piece: (-round(piece.top / max(1.0, piece.height / 2)), piece.left))


def _top(pieces: Sequence[Line]) -> float:
    return max(piece.top for piece in pieces)


def _bottom(pieces: Sequence[Line]) -> float:
    return min(piece.bottom for piece in pieces)
