"""The text splitter: whole sentences, packed into passages. Apart from `corpus.splitting`: LangChain loads slowly.

Nothing is ever lost or searched for: the pieces are slices that follow each other, so their joined text is the text.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import pairwise

from langchain_text_splitters import RecursiveCharacterTextSplitter
from langchain_text_splitters.base import TextSplitter

from corpus.formats.headings import is_capitals
from corpus.sentences import sentences

ENOUGH_WORDS = 120
TARGET_WORDS = 220
MOST_WORDS = 260
_PIECE_WORDS = 200
_TAIL_WORDS = 60
_LONG_WORD = 30


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of text that is not cut: a sentence with the layout around it. Units follow each other without gaps."""

    start: int
    end: int
    words: int
    heading: bool
    announces: bool

    @property
    def holds_on(self) -> bool:
        """Say whether the unit must stay with the next one: a heading, or the words before a list."""
        return self.heading or self.announces


class SentenceSplitter(TextSplitter):
    """Cuts a text at sentence ends into pieces of about 120 to 220 words, 260 at most; `headings` are line offsets."""

    def __init__(self, headings: Collection[int] = ()) -> None:
        super().__init__(
            chunk_size=MOST_WORDS,
            chunk_overlap=0,
            length_function=count_words,
            keep_separator="end",
            strip_whitespace=False,
        )
        self._headings = sorted(headings)

    def split_text(self, text: str) -> list[str]:
        """Return the pieces of `text`; joined, they are `text`."""
        return [text[piece[0].start : piece[-1].end] for piece in self.pieces(text)]

    def pieces(self, text: str) -> list[list[Unit]]:
        """Return the units of each piece."""
        pieces: list[list[Unit]] = []
        for block in self._blocks(text):
            if pieces and self._fits(pieces[-1], block):
                pieces[-1].extend(block)
            else:
                pieces.append(list(block))
        # A short rest is no passage of its own.
        if len(pieces) > 1 and _size(pieces[-1]) < _TAIL_WORDS and _size(pieces[-2]) + _size(pieces[-1]) <= MOST_WORDS:
            pieces[-2:] = [pieces[-2] + pieces[-1]]
        return pieces

    def _fits(self, piece: list[Unit], block: list[Unit]) -> bool:
        """Say whether `block` goes on with `piece`: under the limit, and no new section once there are enough words."""
        size, together = _size(piece), _size(piece) + _size(block)
        if together > MOST_WORDS:
            return False
        return size < ENOUGH_WORDS or (together <= TARGET_WORDS and not block[0].heading)

    def _blocks(self, text: str) -> Iterator[list[Unit]]:
        """Yield units with those that must precede them, as long as they fit into one piece."""
        block: list[Unit] = []
        for unit in self._units(text):
            if block and _size(block) + unit.words > MOST_WORDS:
                yield block
                block = []
            block.append(unit)
            if not unit.holds_on:
                yield block
                block = []
        if block:
            yield block

    def _units(self, text: str) -> Iterator[Unit]:
        """Yield the units of `text` in order; a sentence that is too long is cut at ";", ",", a space, or anywhere."""
        cuts = list(_cuts(text))
        headings = iter([*self._headings, len(text) + 1])
        heading = next(headings)
        for start, end in pairwise([0, *cuts, len(text)]):
            stretch = text[start:end]
            while heading < start:
                heading = next(headings)
            is_heading = heading < end or is_capitals(stretch.strip())
            # A list follows, or the line goes on though the sentence has no end: a heading that has lost its line.
            announces = stretch.rstrip(" \t\n*_").endswith(":") or stretch.rstrip(" ")[-1:].isalnum()
            words = count_words(stretch)
            if words <= MOST_WORDS:
                yield Unit(start, end, words, is_heading, announces)
                continue
            for piece in self._long_sentences().split_text(stretch):
                yield Unit(start, start + len(piece), count_words(piece), heading=False, announces=False)
                start += len(piece)

    @staticmethod
    def _long_sentences() -> RecursiveCharacterTextSplitter:
        """Return the splitter for what has no sentence ends."""
        return RecursiveCharacterTextSplitter(
            separators=[r"\n+", r";\s+", r",\s+", r"\s+", ""],
            is_separator_regex=True,
            keep_separator="end",
            chunk_size=_PIECE_WORDS,
            chunk_overlap=0,
            length_function=count_words,
            strip_whitespace=False,
        )


def count_words(text: str) -> int:
    """Return the number of words; very long ones count as several, and a text that is not empty has at least one.

    (A piece of length 0 would stay in LangChain's buffer after it was given out, and be given out twice.)
    """
    return max(sum(1 + len(word) // _LONG_WORD for word in text.split()), bool(text))


def _size(units: list[Unit]) -> int:
    """Return the number of words of a run of units."""
    return sum(unit.words for unit in units)


def _cuts(text: str) -> Iterator[int]:
    """Yield the offsets between sentences: where a line begins, if one does between them, else after the space."""
    for left, right in pairwise(sentences(text)):
        gap = text[left.end : right.start]
        newline = gap.find("\n")
        if newline >= 0:
            yield left.end + newline + 1
            continue
        # Marks before the space close the sentence ("mot.** Suite"), marks after it open the next one.
        marks = len(gap) - len(gap.lstrip("*_~|)]"))
        spaces = len(gap[marks:]) - len(gap[marks:].lstrip())
        yield left.end + marks + spaces
