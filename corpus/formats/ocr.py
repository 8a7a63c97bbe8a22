"""Scanned pages to lines of text, with tesseract where it is installed with French. Nothing is written to the disk.

A page is rendered in grey at `RESOLUTION` dots an inch and may take `SECONDS`; of one file, `MOST_PAGES` are read.
"""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Any

from corpus.formats.pdf_layout import Line
from corpus.formats.pdf_order import reading_order

RESOLUTION = 300
SECONDS = 60.0
MOST_PAGES = 100
_MOST_PIXELS = 40_000_000
_LANGUAGE = "fra"
_POINTS_AN_INCH = 72
_LEAST_CONFIDENCE = 40.0
_FEWEST_WORDS = 3
_LINE_HEIGHT = 1.25
"""What a PDF calls the height of a line (see `Line.height`), as a multiple of the box around its letters."""
_WIDE_GAP = 1.5
_CLEARLY_LARGER = 1.4
_HYPHENS = ("-", "‐", "¬")


class Recogniser:
    """Reads pages with one program; calls `alive` after each, as that may take long."""

    def __init__(self, program: str, alive: Callable[[], None], *, seconds: float = SECONDS) -> None:
        self._program = program
        self._alive = alive
        self._seconds = seconds

    @classmethod
    def installed(cls, alive: Callable[[], None]) -> Recogniser | None:
        """Return the installed recogniser, or None where there is no tesseract that knows French."""
        program = shutil.which("tesseract")
        if program is None:
            return None
        try:
            listed = subprocess.run([program, "--list-langs"], capture_output=True, timeout=30, check=False)
        except (OSError, subprocess.SubprocessError):
            return None
        languages = (listed.stdout + listed.stderr).decode(errors="replace").split()  # version 3 lists on stderr
        return cls(program, alive) if _LANGUAGE in languages else None

    def blocks(self, page: Any) -> list[list[Line]]:
        """Return the blocks of text on a page of PDFium in reading order; none where nothing certain is read."""
        picture, scale = _rendered(page)
        command = [self._program, "stdin", "stdout", "-l", _LANGUAGE, "--dpi", str(round(scale * _POINTS_AN_INCH))]
        try:
            done = subprocess.run(
                [*command, "-c", "tessedit_create_tsv=1"],
                input=picture,
                capture_output=True,
                timeout=self._seconds,
                check=True,
                env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            )
        except (OSError, subprocess.SubprocessError):
            return []
        finally:
            self._alive()
        return reading_order(lines_of(done.stdout.decode(errors="replace"), scale, page.get_height()))


def lines_of(table: str, scale: float, height: float) -> list[Line]:
    """Return the lines in tesseract's table of words, in points of a page of that height, cut at wide gaps."""
    lines: dict[tuple[str, str, str], list[_Word]] = {}
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        if row.get("level") == "5" and (row.get("text") or "").strip():
            lines.setdefault((row["block_num"], row["par_num"], row["line_num"]), []).append(
                _Word.of(row, scale, height)
            )
    sure = [line for line in lines.values() if median(word.confidence for word in line) >= _LEAST_CONFIDENCE]
    if sum(any(c.isalpha() for c in word.text) for line in sure for word in line) < _FEWEST_WORDS:
        return []  # a picture
    return _even([_line(words, row) for row, line in enumerate(sure) for words in _runs(line)])


@dataclass(frozen=True, slots=True)
class _Word:
    """A word and its box in points, y upwards; `confidence` from 0 to 100."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    confidence: float

    @classmethod
    def of(cls, row: Mapping[str, str], scale: float, height: float) -> _Word:
        """Return the word of a row, which counts in dots from the top left."""
        left, top, wide, tall = (int(row[name]) / scale for name in ("left", "top", "width", "height"))
        return cls(row["text"].strip(), left, height - top - tall, left + wide, height - top, float(row["conf"]))


def _runs(words: Sequence[_Word]) -> list[list[_Word]]:
    """Cut a line where the space between two words is wide, and wider than others of the line."""
    tall = median(word.top - word.bottom for word in words)
    gaps = [after.left - before.right for before, after in pairwise(words)]
    usual = sorted(gaps)[(len(gaps) - 1) // 2] if len(gaps) > 2 else 0.0
    cuts = [number for number, gap in enumerate(gaps, start=1) if gap > max(_WIDE_GAP * tall, 2 * usual)]
    return [list(words[start:end]) for start, end in pairwise([0, *cuts, len(words)])]


def _line(words: Sequence[_Word], row: int) -> Line:
    """Return the line that some words make."""
    text = " ".join(word.text for word in words)
    top = max(word.top for word in words)
    tall = max(word.top - word.bottom for word in words) * _LINE_HEIGHT
    hyphen = text.endswith(_HYPHENS) and len(text) > 1 and text[-2].isalpha()
    text = text[:-1] if hyphen else text
    return Line(text, words[0].left, top - tall, words[-1].right, top, hyphen=hyphen, row=row)


def _even(lines: list[Line]) -> list[Line]:
    """Give all lines the usual height but those that are clearly larger: the boxes of letters vary with the letters."""
    usual = median(line.height for line in lines)
    return [line if line.height > _CLEARLY_LARGER * usual else replace(line, bottom=line.top - usual) for line in lines]


def _rendered(page: Any) -> tuple[bytes, float]:
    """Return a page as a grey picture (PGM), and how many dots it has a point."""
    width, height = page.get_size()
    scale = RESOLUTION / _POINTS_AN_INCH
    scale = min(scale, (_MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
    bitmap = page.render(scale=scale, grayscale=True)
    data, stride = bytes(bitmap.buffer), bitmap.stride
    rows = (data[start : start + bitmap.width] for start in range(0, bitmap.height * stride, stride))
    picture = b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + b"".join(rows)
    bitmap.close()
    return picture, scale
