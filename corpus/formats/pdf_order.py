"""The order in which the lines of a page are read: as drawn, or by the free corridors between columns.

Lengths are in points, y grows upwards, as in PDF. Does not know characters (see `pdf_layout`) or paragraphs (`pdf_text`).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise
from statistics import median

from corpus.formats.pdf_layout import Line
from corpus.formats.pdf_tables import is_prose, split_at_tables, table_rows

_FEWEST_LINES = 4
_FEWEST_WORDS = 3
_NARROWEST = 0.2
_MOST_CROSSING = 0.35
_SLACK = 3.0
_MOST_LEAPS = 0.1
_OTHER_MARGIN = 3.0


def reading_order(pieces: Sequence[Line]) -> list[list[Line]]:
    """Return the blocks of a page (a column, or what spans all columns) in reading order, their lines top down."""
    if _drawn_well(pieces):
        return _as_drawn(pieces)
    return _by_columns(pieces)


def _by_columns(pieces: Sequence[Line]) -> list[list[Line]]:
    """Return the blocks of a page that is drawn in no order, by the free corridors between its columns."""
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
            blocks.extend(_by_columns(column))
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


def _drawn_well(pieces: Sequence[Line]) -> bool:
    """Say whether the lines of a page are drawn in an order to read them in, as most programs do: seldom upwards."""
    drawn = sorted(pieces, key=lambda piece: piece.row)
    rows = [list(row) for _, row in groupby(drawn, key=lambda piece: piece.row)]
    leaps = sum(
        1 for one, other in pairwise(rows) if other[0].bottom > one[-1].top and other[0].left < one[-1].right - _SLACK
    )
    across = sum(1 for row in rows if sum(len(piece.text.split()) >= _FEWEST_WORDS for piece in row) > 1)
    return leaps <= max(2, _MOST_LEAPS * len(rows)) and across <= max(1, _MOST_LEAPS * len(rows))


def _as_drawn(pieces: Sequence[Line]) -> list[list[Line]]:
    """Return the blocks of a page that is drawn in its order, its tables as blocks of their own."""
    drawn = sorted(pieces, key=lambda piece: piece.row)
    rows = [list(row) for _, row in groupby(drawn, key=lambda piece: piece.row)]
    blocks: list[list[Line]] = []
    for table, run in split_at_tables(rows):
        own = [piece for row in run for piece in row]
        if not table:
            blocks.extend(_drawn_blocks(_joined_rows(own)))
        elif is_prose(run):
            blocks.extend(_side_by_side(own))
        else:
            blocks.append(table_rows(run))
    return blocks


def _side_by_side(pieces: Sequence[Line]) -> list[list[Line]]:
    """Return columns of text that were drawn line by line across, one after the other."""
    lefts = sorted(pieces, key=lambda piece: piece.left)
    blocks: list[list[Line]] = []
    right = 0.0
    for piece in lefts:
        if not blocks or piece.left > right:
            blocks.append([])
        blocks[-1].append(piece)
        right = max(right, piece.right)
    return [sorted(block, key=lambda piece: -piece.top) for block in blocks]


def _drawn_blocks(lines: Sequence[Line]) -> list[list[Line]]:
    """Return the lines as blocks: a new one where the next line is above, beside or set to other margins."""
    blocks: list[list[Line]] = []
    last: Line | None = None
    for line in lines:
        wide = _OTHER_MARGIN * line.height
        beside = last is not None and (line.left > last.right or line.right < last.left)
        moved = last is not None and abs(line.left - last.left) > wide and abs(line.right - last.right) > wide
        if last is None or line.bottom > last.top or beside or moved:
            blocks.append([])
        blocks[-1].append(line)
        last = line
    return blocks


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
    """Return a block's lines from the top, put together again where they were cut at gaps."""
    return _joined_rows(_top_down(pieces))


def _joined_rows(pieces: Sequence[Line]) -> list[Line]:
    """Return the lines that were cut at gaps as they were before."""
    lines: list[Line] = []
    for piece in pieces:
        last = lines[-1] if lines else None
        if last is None or last.row != piece.row:
            lines.append(piece)
            continue
        lines[-1] = Line(
            f"{last.text}{'-' if last.hyphen else ''} {piece.text}",
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
