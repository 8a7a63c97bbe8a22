"""The lines of a PDF's pages to headings, paragraphs and list items; words that were broken are whole again."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.formats.building import TextBuilder, table_lines, tidy
from corpus.formats.pdf_layout import Line
from corpus.formats.pdf_tables import has_names
from corpus.formats.pdf_words import compounds_in, mended
from corpus.french import fold

Blocks = list[list[Line]]
"""The blocks of a page in reading order, each with its lines."""

_MARKER = re.compile(r"(?:[•·●■□▪–—➢➔→✓*o-]|\(?\d{1,3}[.)]|\(?[a-zA-Z]\))(?=\s)")
_BULLETS = "•·●■□▪➢➔→✓*"
_PAGE_NUMBER = re.compile(r"\W*(?:page|p\.)?\W*\d{1,4}(?:\W+(?:(?:sur|of|de)\W+)?\d{1,4})?\W*|[ivxl]+", re.IGNORECASE)
_DOT_LEADER = re.compile(r"(?:\s*\.){4,}\s*")
_NUMBERS_AT_END = re.compile(r"^(\d{1,4})\b(?!.*\d$)|\b(\d{1,4})$")
_NUMBERED = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,5}|[A-Z])[.)]?\s+\D")
_ENDED = (".", "!", "?", ":", ";")
_NEAR_LINES = 3
_INDENT = 0.8
_CLOSED = (".", "!", "?", ":", ";", "…", "»", '"', ")")
_LONGEST_HEADING = 200
_LARGER = 1.15
_SAME_SIZE = 0.12
_HEADING_SIZES = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """Text with the page that it begins on, and what stands before it; `level` is 0 for what is no heading.

    `opens`: it is the first of a column or another block. `row`: it is a row of a table, which no other text goes on.
    """

    page: int
    text: str
    before: str
    level: int = 0
    hyphen: bool = False
    height: float = 0.0
    opens: bool = False
    row: bool = False


def write_pages(pages: Mapping[int, Blocks], builder: TextBuilder) -> None:
    """Add the pages to `builder`, without the lines that most of them have at the top or bottom."""
    pages = _without_running_lines(pages)
    lines = [line for blocks in pages.values() for block in blocks for line in block]
    if not lines:
        return
    styles = _Styles.of([line for line in lines if not line.cells] or lines)
    compounds = compounds_in(line.text for line in lines)
    pieces: list[Piece] = []
    for number, blocks in pages.items():
        for piece in _pieces(number, blocks, styles, compounds):
            pieces.append(piece if not pieces else _after(pieces, piece, compounds))
    for piece in pieces:
        builder.page(piece.page)
        if piece.level:
            builder.heading(piece.text, piece.level)
        else:
            builder.follow(piece.text, piece.before)


def only_page_number(blocks: Blocks) -> bool:
    """Say whether a page has no text but, perhaps, its number."""
    lines = [line for block in blocks for line in block]
    return not lines or (len(lines) == 1 and _PAGE_NUMBER.fullmatch(lines[0].text) is not None)


@dataclass(frozen=True, slots=True)
class _Styles:
    """What tells headings from running text: the height of the latter, the heights of the former, and bold type."""

    body: float
    larger: tuple[float, ...]
    bold_is_special: bool

    @classmethod
    def of(cls, lines: Sequence[Line]) -> _Styles:
        """Learn the styles from all lines of a document."""
        characters: Counter[float] = Counter()
        bold = 0
        for line in lines:
            characters[round(line.height, 1)] += len(line.text)
            bold += len(line.text) if line.bold else 0
        body = characters.most_common(1)[0][0]
        larger = sorted({round(height) for height in characters if height > _LARGER * body}, reverse=True)
        return cls(body, tuple(map(float, larger)), bold < 0.3 * characters.total())

    def level(self, lines: Sequence[Line]) -> int:
        """Return the level of the heading that the lines are, or 0."""
        text = " ".join(line.text for line in lines)
        if (
            len(text) > _LONGEST_HEADING
            or not any(c.isalpha() for c in text)
            or text[0] in _BULLETS
            or _DOT_LEADER.search(text)
        ):
            return 0
        if any(line.gap for line in lines) and not _NUMBERED.match(text):
            return 0
        height = lines[0].height
        if height > _LARGER * self.body:
            rank = sum(1 for larger in self.larger if larger > round(height))
            return 1 + min(rank, _HEADING_SIZES - 1)
        bold = self.bold_is_special and all(line.bold for line in lines) and len(lines) <= 2
        if bold and height > 0.95 * self.body and not text.endswith((".", ",", ";", ":")) and len(text) <= 120:
            return 1 + min(len(self.larger), _HEADING_SIZES)
        return 0


def _pieces(page: int, blocks: Blocks, styles: _Styles, compounds: Collection[str]) -> Iterator[Piece]:
    """Yield the headings, paragraphs and lines of a page."""
    lines = [line for block in blocks for line in block]
    for block in blocks:
        before = "\n\n"
        if block[0].cells:
            above, rows = table_lines((line.cells for line in block), named=has_names(block))
            for number, text in enumerate((*above, *rows)):
                yield Piece(page, text, "\n" if number > len(above) else "\n\n", row=True)
            continue
        for number, (group, apart) in enumerate(_groups(block, lines)):
            level = styles.level(group)
            text = _joined(group, compounds)
            last = group[-1]
            yield Piece(page, text, "\n\n" if apart else before, level, last.hyphen, last.height, opens=not number)
            before = "\n"


def _groups(block: Sequence[Line], page: Sequence[Line]) -> Iterator[tuple[list[Line], bool]]:
    """Yield the runs of lines that make one paragraph, and whether white space sets each apart from the one before."""
    edges = [_edge(block, number, page) for number in range(len(block))]
    left = min(line.left for line in block)
    # Lines of one paragraph are closer to each other than paragraphs: the usual gap is among the smaller ones.
    gaps = sorted(one.bottom - other.top for one, other in pairwise(block) if _same_style(one, other))
    usual = max(0.0, gaps[len(gaps) // 4]) if gaps else 0.0
    group: list[Line] = []
    apart = True
    for number, line in enumerate(block):
        if group:
            last = group[-1]
            gap = last.bottom - line.top
            wide = gap > usual + 0.4 * last.height or gap < -1.5 * last.height or not _same_style(last, line)
            if wide or not _goes_on(group, line, edges[number], edges[number] - left):
                yield group, apart
                group, apart = [], wide
        group.append(line)
    yield group, apart


def _edge(block: Sequence[Line], number: int, page: Sequence[Line]) -> float:
    """Return where the lines around one end on the right: a block may begin wider than it goes on.

    Few lines do not tell; then those of the page that begin at the same margin do.
    """
    line = block[number]
    near = block[max(0, number - _NEAR_LINES) : number + _NEAR_LINES + 1]
    alike = [other.right for other in near if _same_style(other, line)]
    if len(alike) <= _NEAR_LINES:
        margin = 3 * line.height
        alike = [other.right for other in page if _same_style(other, line) and abs(other.left - line.left) <= margin]
    return max([*alike, line.right])


def _goes_on(group: Sequence[Line], line: Line, right: float, width: float) -> bool:
    """Say whether `line` continues the paragraph that `group` is so far, in a block of `width` that ends at `right`."""
    last = group[-1]
    if last.hyphen:
        return True
    if last.gap or line.gap or _MARKER.match(line.text) or _DOT_LEADER.search(last.text):
        return False
    moved = abs(line.left - last.left) > _INDENT * line.height
    if moved and last.text.endswith(_ENDED):
        return False
    if line.text[:1].islower():
        return True
    # The line was broken for want of room: at the right edge, or where the next word would not have fitted.
    word = len(line.text.split(" ")[0]) * (line.right - line.left) / len(line.text)
    return last.right + max(1.1 * word, 0.15 * width) > right


def _same_style(one: Line, other: Line) -> bool:
    """Say whether two lines have letters of one size and weight."""
    return abs(one.height - other.height) <= _SAME_SIZE * max(one.height, other.height) and (
        one.bold == other.bold or other.text[:1].islower() or one.hyphen
    )


def _joined(lines: Sequence[Line], compounds: Collection[str]) -> str:
    """Return the text of the lines of one paragraph."""
    text = ""
    for line in lines:
        text = f"{text} {line.text}" if text and not text.endswith("\0") else mended(text[:-1], line.text, compounds)
        text += "\0" if line.hyphen else ""
    text = _DOT_LEADER.sub(" … ", text)
    return tidy(text.removesuffix("\0") + ("-" if text.endswith("\0") else ""))


def _after(pieces: list[Piece], piece: Piece, compounds: Collection[str]) -> Piece:
    """Return `piece` as it stands after the last of `pieces`, whose hyphen is taken off where a word goes on over a page."""
    last = pieces[-1]
    level_or_size = last.level or piece.level or abs(last.height - piece.height) > _SAME_SIZE * last.height
    inside = (last.page == piece.page and not piece.opens) or piece.row or last.row
    if inside or level_or_size or not piece.text[:1].islower() or last.text.endswith(_CLOSED):
        return piece
    if not re.search(r"\w-$", last.text):
        return replace(piece, before=" ")
    if not mended(last.text[:-1], piece.text, compounds).startswith(last.text):
        pieces[-1] = replace(last, text=last.text[:-1])
    return replace(piece, before="")


def _without_running_lines(pages: Mapping[int, Blocks]) -> dict[int, Blocks]:
    """Return the pages without page numbers and without the heads and feet that most of them repeat; one head stays."""
    margins = {number: _margins(blocks) for number, blocks in pages.items()}
    feet = {number: lines for number, (lines, _) in margins.items()}
    heads = {number: lines for number, (_, lines) in margins.items()}
    repeated_heads, repeated_feet = _repeated(heads), _repeated(feet)
    counting = _numbered(heads) | _numbered(feet)
    kept: dict[int, Blocks] = {}
    seen: set[tuple[int, str]] = set()
    for number, blocks in pages.items():
        dropped = {id(line) for line in feet[number] if _key(line) in repeated_feet}
        dropped |= {id(line) for line in heads[number] if _key(line) in seen}
        dropped |= {id(line) for line in (*heads[number], *feet[number]) if _key(line) in counting}
        dropped |= {id(line) for line in (*heads[number], *feet[number]) if _PAGE_NUMBER.fullmatch(line.text)}
        seen |= {_key(line) for line in heads[number]} & repeated_heads
        rest = [[line for line in block if id(line) not in dropped] for block in blocks]
        kept[number] = [block for block in rest if block]
    return kept


def _numbered(margins: Mapping[int, Sequence[Line]]) -> set[tuple[int, str]]:
    """Return the keys of lines that count with the pages ("Chapitre 2 : Le montage 14"): no text of a page does."""
    offsets: dict[tuple[int, str], list[int | None]] = {}
    for number, lines in margins.items():
        for line in lines:
            found = _NUMBERS_AT_END.search(line.text)
            first, last = (found.group(1), found.group(2)) if found else (None, None)
            value = first or last
            offsets.setdefault(_key(line), []).append(int(value) - number if value else None)
    return {key for key, all_ in offsets.items() if len(all_) > 1 and None not in all_ and len(set(all_)) == 1}


def _repeated(margins: Mapping[int, Sequence[Line]]) -> set[tuple[int, str]]:
    """Return the keys of the lines that the pages, or every other page, have in this margin."""
    counts = Counter(key for lines in margins.values() for key in {_key(line) for line in lines})
    return {key for key, count in counts.items() if count >= 2 and count > 0.4 * len(margins)}


def _margins(blocks: Blocks) -> tuple[list[Line], list[Line]]:
    """Return the two lowest and the two highest lines of a page, rows of tables aside; of a page with few lines, fewer."""
    lines = sorted((line for block in blocks for line in block), key=lambda line: line.top)
    count = min(2, len(lines) // 3)
    lowest, highest = lines[:count], lines[len(lines) - count :]
    return [line for line in lowest if not line.cells], [line for line in highest if not line.cells]


def _key(line: Line) -> tuple[int, str]:
    """Return what a running line has in common on all pages: its height above the ground, its words without numbers."""
    return round(line.top), re.sub(r"\d+", "#", fold(line.text))
