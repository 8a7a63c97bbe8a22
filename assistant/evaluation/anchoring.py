"""Find a gold quotation in a document's text: exactly, else ignoring typography, else with few edits.

A person typed the quotation, perhaps from a printed page: only here, in the evaluation, is text searched for.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from corpus.documents import Span

FUZZY_THRESHOLD = 0.9
_SAME = str.maketrans(
    {"’": "'", "ʼ": "'", "‘": "'", "´": "'", "`": "'", "–": "-", "—": "-", "‑": "-", "“": '"', "”": '"'}
)
_DROPPED = frozenset("*_\\\u00ad\u200b")


class Match(StrEnum):
    """How closely the quotation was found."""

    EXACT = "exact"
    NORMALISED = "normalised"
    FUZZY = "fuzzy"


@dataclass(frozen=True, slots=True)
class Anchor:
    """The places of a quotation in a text, in order; `similarity` in [0.9, 1] is 1 − edits / length."""

    spans: tuple[Span, ...]
    match: Match
    similarity: float


def anchor(text: str, quote: str) -> Anchor | None:
    """Find every place of `quote` in `text`; only the best one where it takes edits; None where it is not there."""
    if not quote.strip():
        return None
    exact = _occurrences(text, quote)
    if exact:
        return Anchor(exact, Match.EXACT, 1.0)
    folded, origin = _folded(text)
    folded_quote = _folded(quote)[0].strip()
    if not folded_quote:
        return None
    close = _occurrences(folded, folded_quote)
    if close:
        return Anchor(tuple(_unfolded(span, origin) for span in close), Match.NORMALISED, 1.0)
    span, edits = _nearest(folded, folded_quote)
    similarity = 1 - edits / len(folded_quote)
    if similarity < FUZZY_THRESHOLD or span.start >= span.end:
        return None
    return Anchor((_unfolded(span, origin),), Match.FUZZY, similarity)


def _occurrences(text: str, quote: str) -> tuple[Span, ...]:
    spans = []
    start = text.find(quote)
    while start >= 0:
        spans.append(Span(start, start + len(quote)))
        start = text.find(quote, start + len(quote))
    return tuple(spans)


def _folded(text: str) -> tuple[str, list[int]]:
    """Return `text` with typography, case and emphasis marks levelled, and each character's offset."""
    characters: list[str] = []
    origin: list[int] = []
    for offset, character in enumerate(text.translate(_SAME)):
        if character in _DROPPED or (character.isspace() and characters and characters[-1] == " "):
            continue
        lower = character.lower()
        characters.append(" " if character.isspace() else lower if len(lower) == 1 else character)
        origin.append(offset)
    return "".join(characters), origin


def _unfolded(span: Span, origin: list[int]) -> Span:
    return Span(origin[span.start], origin[span.end - 1] + 1)


def _nearest(text: str, quote: str) -> tuple[Span, int]:
    """Return the stretch of `text` with the fewest edits to `quote`, and that number (Sellers 1980)."""
    characters, wanted = _codes(text), _codes(quote)
    last_row = _edits(characters, wanted)
    end = int(np.argmin(last_row))
    # The same search backwards from the end found gives the start.
    before = characters[max(0, end - 2 * len(wanted)) : end][::-1]
    backwards = _edits(before, wanted[::-1], anchored=True)
    start = end - int(np.argmin(backwards))
    return Span(start, end), int(last_row[end])


def _codes(text: str) -> npt.NDArray[np.int32]:
    return np.array([ord(character) for character in text], dtype=np.int32)


def _edits(
    text: npt.NDArray[np.int32], quote: npt.NDArray[np.int32], *, anchored: bool = False
) -> npt.NDArray[np.int64]:
    """Return, for each end in `text`, the edits to `quote`; from its very beginning when `anchored`."""
    columns = np.arange(len(text) + 1)
    row = columns.copy() if anchored else np.zeros(len(text) + 1, dtype=np.int64)
    for position, character in enumerate(quote, 1):
        best = np.empty_like(row)
        best[0] = position
        best[1:] = np.minimum(row[:-1] + (text != character), row[1:] + 1)
        # Insertions run along the row: min over earlier columns of cost + distance.
        row = np.minimum.accumulate(best - columns) + columns
    return row
