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
    """A table; the first column names the row."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


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
class Case:
    """One failed question: short facts, then longer texts side by side."""

    title: str
    facts: tuple[tuple[str, str], ...]
    sides: tuple[tuple[str, str], ...]


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
