"""The unigram tokenizer of XLM-RoBERTa over a packed vocabulary: texts to token ids with their offsets.

Written out because the usual library spends longer on its tree of 250,000 pieces than the rest of the model takes to
load. It gives the ids of the packed model's own engine. Does not know models, special tokens or padding.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from index.packed import PackedModel

SPACE = "▁"

_UNKNOWN_PENALTY = 10.0
_CACHED_WORDS = 50_000
_SPACES = re.compile(" {2,}")


@dataclass(frozen=True, slots=True)
class Tokens:
    """Token ids, without special ones, and for each the half-open offsets of its characters in the text."""

    ids: tuple[int, ...]
    offsets: tuple[tuple[int, int], ...]


class UnigramTokenizer:
    """Cuts a text into the known pieces of highest total log-probability. No piece spans two words."""

    def __init__(
        self, pieces: Mapping[str, int], scores: tuple[float, ...], characters: Mapping[str, str], unknown: int
    ) -> None:
        self._pieces = pieces
        self._scores = scores
        self._characters = characters
        self._table = {ord(character): image for character, image in characters.items()}
        self._unknown = unknown
        self._unknown_score = min(scores) - _UNKNOWN_PENALTY
        self._longest = max(map(len, pieces))
        # Words repeat, so each is cut once; the cache is bounded and safe between threads.
        self._cut = lru_cache(_CACHED_WORDS)(self._best_pieces)

    @classmethod
    def from_packed(cls, packed: PackedModel) -> UnigramTokenizer:
        """Build the tokenizer of a packed model."""
        pieces = {piece: number for number, piece in enumerate(packed.pieces) if number != packed.unknown}
        return cls(pieces, packed.scores, packed.characters, packed.unknown)

    def ids(self, text: str) -> list[int]:
        """Return the token ids of `text`."""
        normal = _SPACES.sub(" ", text.translate(self._table)).removeprefix(" ")
        return [number for word in normal.split(" ") for number, _ in self._cut(SPACE + word)]

    def tokens(self, text: str) -> Tokens:
        """Return the token ids of `text` with their offsets; the space before a word belongs to none of its tokens."""
        normal, places = self._normalise(text)
        ids: list[int] = []
        offsets: list[tuple[int, int]] = []
        start = 0
        for word in normal.split(" "):
            # `end` begins one before the word, on the mark of its space, which is no character of the text.
            end = start - 1
            for number, length in self._cut(SPACE + word):
                first, end = max(end, start), end + length
                ids.append(number)
                offsets.append((places[first], places[end - 1] + 1) if end > first else (places[first],) * 2)
            start += len(word) + 1
        return Tokens(tuple(ids), tuple(offsets))

    def _normalise(self, text: str) -> tuple[str, list[int]]:
        """Return the normal form of `text` and where in `text` each of its characters comes from, then the length."""
        characters: list[str] = []
        places: list[int] = []
        for place, character in enumerate(text):
            for image in self._characters.get(character, character):
                if image == " " and (not characters or characters[-1] == " "):
                    continue
                characters.append(image)
                places.append(place)
        return "".join(characters), [*places, len(text)]

    def _best_pieces(self, word: str) -> tuple[tuple[int, int], ...]:
        """Return the (id, length in characters) pairs of the best cut of a marked word, by dynamic programming."""
        size = len(word)
        best = [0.0] + [-float("inf")] * size
        back = [(self._unknown, 0)] * (size + 1)
        for start in range(size):
            base = best[start]
            for end in range(start + 1, min(size, start + self._longest) + 1):
                number = self._pieces.get(word[start:end])
                if number is not None and base + self._scores[number] > best[end]:
                    best[end] = base + self._scores[number]
                    back[end] = (number, start)
            if base + self._unknown_score > best[start + 1]:
                best[start + 1] = base + self._unknown_score
                back[start + 1] = (self._unknown, start)
        # Walk back from the end.
        pieces: list[tuple[int, int]] = []
        end = size
        while end:
            number, start = back[end]
            pieces.append((number, end - start))
            end = start
        return tuple(reversed(pieces))
