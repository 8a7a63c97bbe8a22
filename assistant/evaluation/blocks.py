"""The pieces that a report is made of; `markdown.py` and `html.py` render them, each escaping every text itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the first column names the row. `tones` colours rows: "good", "bad" or "", none where left out."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    tones: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plot:
    """A drawing (SVG made by `plots.py`) and what it shows; left out of Markdown but for its caption."""

    svg: str
    caption: str


@dataclass(frozen=True, slots=True)
class Tiles:
    """A few figures in large type: title, value, remark."""

    tiles: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Side:
    """A longer text of a case; `quote` is the part of it that counts, empty where none does."""

    title: str
    text: str
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """One failed question: short facts, then longer texts side by side; folded away unless `unfolded`."""

    title: str
    facts: tuple[tuple[str, str], ...]
    sides: tuple[Side, ...]
    unfolded: bool = True


Block: TypeAlias = Paragraph | Table | Plot | Tiles | Case


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report: the verdict first."""

    title: str
    passed: bool
    verdict: str
    sections: tuple[Section, ...]
