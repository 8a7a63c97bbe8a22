"""Tables on a page: lines that were cut at wide gaps and stand in columns become rows of cells.

Lengths are in points, y grows upwards. Does not know what a table says (see `TextBuilder.table`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from corpus.formats.pdf_layout import Line

Row = list[Line]
"""What stands on one line of the page, from left to right."""

_DIGIT = re.compile(r"\d")
_LEADER = re.compile(r"(?:\s*\.){4,}")
"""The dots from an entry of a table of contents to its page."""
_FEWEST_ROWS = 2
_FEWEST_COLUMNS = 2
_PROSE_WORDS = 5
_TIGHT = 0.45
_WIDEST = 4.0
_SAME_SIZE = 0.15
_MOST_LINES = 6


def split_at_tables(rows: Sequence[Row]) -> list[tuple[bool, list[Row]]]:
    """Return the rows of a page in order, in runs, each with whether it is a table."""
    runs: list[tuple[bool, list[Row]]] = []
    position = 0
    while position < len(rows):
        end = _end_of_table(rows, position) if len(rows[position]) >= _FEWEST_COLUMNS else position
        table = end > position
        end = max(end, position + 1)
        if runs and not table and not runs[-1][0]:
            runs[-1][1].extend(rows[position:end])
        else:
            runs.append((table, list(rows[position:end])))
        position = end
    return runs


def table_rows(rows: Sequence[Row]) -> list[Line]:
    """Return the rows of a table as lines with `cells`, each put together from all the lines that it has."""
    pieces = [piece for row in rows for piece in row]
    columns = _columns(pieces)
    blocks = [_cells([piece for piece in pieces if _inside(piece, column)]) for column in columns]
    if any(len(cell) > _MOST_LINES for cells in blocks for cell in cells) or max(map(len, blocks)) < _FEWEST_ROWS:
        blocks = [[[piece] for cell in cells for piece in cell] for cells in blocks]  # no space between the rows
    lines: list[list[list[Line]]] = []
    edges: list[tuple[float, float]] = []
    for number, cell in sorted(
        ((number, cell) for number, cells in enumerate(blocks) for cell in cells), key=lambda found: -found[1][0].top
    ):
        top, bottom = cell[0].top, cell[-1].bottom
        if not edges or top <= edges[-1][0] + 1.0:
            edges.append((bottom, top))
            lines.append([[] for _ in columns])
        edges[-1] = (min(edges[-1][0], bottom), max(edges[-1][1], top))
        lines[-1][number].extend(cell)
    return [_line(line) for line in lines]


def has_names(lines: Sequence[Line]) -> bool:
    """Say whether the first row of a table names its columns: it is bold and others are not, or numbers follow words."""
    first, *others = lines
    if first.bold and not all(line.bold for line in others):
        return True
    values = zip(first.cells, *(line.cells for line in others), strict=True)
    return any(name and not _DIGIT.search(name) and all(map(_DIGIT.search, below)) for name, *below in values)


def is_prose(rows: Sequence[Row]) -> bool:
    """Say whether rows in columns are columns of running text that were drawn line by line across."""
    wordy = sum(sum(len(piece.text.split()) >= _PROSE_WORDS for piece in row) > 1 for row in rows)
    gaps = [_gap(one, other) for one, other in pairwise(rows)]
    tight = sum(gap <= _TIGHT * rows[0][0].height for gap in gaps)
    return 2 * wordy > len(rows) and 2 * tight > len(gaps)


def _end_of_table(rows: Sequence[Row], start: int) -> int:
    """Return where the table that begins at `start` ends, or `start` where there is none."""
    end, many = start, 0
    taken: list[Row] = []
    for number in range(start, len(rows)):
        row = rows[number]
        if taken and (_gap(taken[-1], row) > _WIDEST * row[0].height or row[0].bottom > taken[0][0].top):
            break
        if not _stands_in_columns([*taken, row]) or any(_LEADER.search(piece.text) for piece in row):
            break
        taken.append(row)
        if len(row) >= _FEWEST_COLUMNS:
            many += 1
            end = number + 1
        elif number == end and _gap(rows[number - 1], row) <= _TIGHT * row[0].height and _alike(rows[number - 1], row):
            end = number + 1  # the last cell goes on
    columns = len(_columns([piece for row in taken for piece in row]))
    return end if many >= _FEWEST_ROWS + (columns == _FEWEST_COLUMNS) else start


def _stands_in_columns(rows: Sequence[Row]) -> bool:
    """Say whether no two pieces of a row share a column."""
    columns = _columns([piece for row in rows for piece in row])
    return len(columns) >= _FEWEST_COLUMNS and all(
        sum(_inside(piece, column) for piece in row) <= 1 for row in rows for column in columns
    )


def _columns(pieces: Sequence[Line]) -> list[tuple[float, float]]:
    """Return the stretches of the page's width that the pieces cover, from left to right."""
    columns: list[tuple[float, float]] = []
    for left, right in sorted((piece.left, piece.right) for piece in pieces):
        if columns and left <= columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], right))
        else:
            columns.append((left, right))
    return columns


def _inside(piece: Line, column: tuple[float, float]) -> bool:
    return column[0] <= piece.left <= column[1]


def _cells(pieces: Sequence[Line]) -> list[list[Line]]:
    """Return the cells of a column, top down: lines with no more space between them than lines of a text have."""
    cells: list[list[Line]] = []
    for piece in sorted(pieces, key=lambda piece: -piece.top):
        last = cells[-1][-1] if cells else None
        if last is not None and last.bottom - piece.top <= _TIGHT * piece.height:
            cells[-1].append(piece)
        else:
            cells.append([piece])
    return cells


def _line(cells: Sequence[Sequence[Line]]) -> Line:
    """Return a row of a table as one line."""
    pieces = [piece for cell in cells for piece in cell]
    texts = tuple(_text(cell) for cell in cells)
    return Line(
        " ".join(filter(None, texts)),
        min(piece.left for piece in pieces),
        min(piece.bottom for piece in pieces),
        max(piece.right for piece in pieces),
        max(piece.top for piece in pieces),
        bold=all(piece.bold for piece in pieces),
        gap=True,
        row=pieces[0].row,
        cells=texts,
    )


def _text(cell: Sequence[Line]) -> str:
    """Return the text of a cell."""
    text = ""
    for line in cell:
        text += line.text if line.hyphen else f"{line.text} "
    return text.strip()


def _gap(row: Row, after: Row) -> float:
    """Return the space between two rows; less than nothing where they overlap."""
    return min(piece.bottom for piece in row) - max(piece.top for piece in after)


def _alike(row: Row, after: Row) -> bool:
    """Say whether two rows are set in the same size and weight."""
    one, other = row[0], after[0]
    return abs(one.height - other.height) <= _SAME_SIZE * one.height and one.bold == other.bold
