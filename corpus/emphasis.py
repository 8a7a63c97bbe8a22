"""A text without its marks of emphasis, so that "avec le pôle *Azur* (Nice)" reads as "avec le pôle Azur (Nice)".

Does not know what the emphasis means.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import accumulate

from corpus.kinds import Entity

_MARKS = re.compile(r"\*{1,3}(?=[^\s*])|(?<=[^\s*])\*{1,3}|(?<![\w/@.\-])_{1,2}(?=\w)|(?<=\w)_{1,2}(?![\w@])")


@dataclass(frozen=True, slots=True)
class Unmarked:
    """A text without marks, with what leads from its offsets to those of the whole text and back."""

    text: str
    _starts: tuple[int, ...]
    """Where each mark stands in the text without marks, in order."""
    _lengths: tuple[int, ...]
    """How many characters the marks up to each one have, the one before the first included: one longer than the starts."""

    @classmethod
    def of(cls, text: str) -> Unmarked:
        """Take the marks of emphasis out of a text."""
        marks = [match.span() for match in _MARKS.finditer(text)]
        lengths = tuple(accumulate((end - start for start, end in marks), initial=0))
        starts = tuple(start - before for (start, _), before in zip(marks, lengths, strict=False))
        return cls(_MARKS.sub("", text), starts, lengths)

    def inside(self, entities: Iterable[Entity]) -> tuple[Entity, ...]:
        """Return entities of the whole text at their places in the text without marks."""
        whole = [start + length for start, length in zip(self._starts, self._lengths, strict=False)]
        return tuple(
            self._at(e, e.start - self._before(whole, e.start), e.end - self._before(whole, e.end)) for e in entities
        )

    def outside(self, entities: Iterable[Entity], text: str) -> tuple[Entity, ...]:
        """Return entities of the text without marks at their places in the whole text, and with its words."""
        found = []
        for one in entities:
            start = one.start + self._lengths[bisect_left(self._starts, one.start + 1)]
            end = one.end + self._lengths[bisect_left(self._starts, one.end)]
            found.append(replace(one, start=start, end=end, text=text[start:end]))
        return tuple(found)

    def emphasises(self, start: int, end: int) -> bool:
        """Tell whether marks stand right before and right after a stretch of the text without marks, and none inside."""
        first, last = bisect_left(self._starts, start), bisect_left(self._starts, end)
        ends = last < len(self._starts) and self._starts[last] == end
        return ends and last - first == 1 and self._starts[first] == start

    def _before(self, whole: list[int], offset: int) -> int:
        """Return how many characters of marks stand before an offset of the whole text."""
        number = bisect_left(whole, offset)
        if number and offset < whole[number - 1] + self._lengths[number] - self._lengths[number - 1]:
            return self._lengths[number - 1] + offset - whole[number - 1]
        return self._lengths[number]

    def _at(self, entity: Entity, start: int, end: int) -> Entity:
        return replace(entity, start=start, end=end, text=self.text[start:end])
