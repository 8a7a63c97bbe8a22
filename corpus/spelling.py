"""Folded words and how far one spelling is from another. Knows no names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from corpus.french import fold

_TOKEN = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")


@dataclass(frozen=True, slots=True)
class Token:
    """A run of letters and digits, `text[start:end]`, and its folded form."""

    start: int
    end: int
    folded: str


def tokens(text: str) -> tuple[Token, ...]:
    """Return the runs of letters and digits of a text, folded, with exact offsets."""
    return tuple(Token(m.start(), m.end(), fold_word(m.group())) for m in _TOKEN.finditer(text))


@lru_cache(maxsize=65536)
def fold_word(word: str) -> str:
    """Fold one word for matching: no case, accents or ligatures; "Bœuf" → "boeuf", "EMC²" → "emc2"."""
    if word.isascii():
        return word.lower()
    return fold(word)


_LETTERS = str.maketrans(
    {
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
        "Ä": "Ae",
        "Ö": "Oe",
        "Ü": "Ue",
        "ß": "ss",
        "å": "aa",
        "Å": "Aa",
        "ø": "oe",
        "Ø": "Oe",
    }
)


def transliterated(name: str) -> str:
    """Write the letters of the North as addresses do, with two: "Jörg Müller" → "Joerg Mueller"."""
    return name.translate(_LETTERS)


_ENDINGS = ("", "s", "e", "es", "ee", "ees", "er", "ez", "ent", "ons", "ait", "aient", "ed", "ing")


def is_form_of(word: str, words: frozenset[str]) -> bool:
    """Tell whether a folded word or another inflection of it is among `words`: "alles" (allés) is a form of "aller"."""
    return word in words or any(
        word[: len(word) - len(cut)] + put in words
        for cut in _ENDINGS
        if word.endswith(cut) and len(word) - len(cut) >= 3
        for put in _ENDINGS
    )


def nearest(word: str, allowed: Mapping[str, int]) -> tuple[str, int] | None:
    """Return the closest of the keys of `allowed` (each with its number of forgiven edits) and its distance, or None.

    Digits must agree, and so must the first letter of keys below seven letters.
    """
    best: tuple[str, int] | None = None
    digits = [c for c in word if c.isdigit()]
    mask = _letters(word)
    for key, edits_allowed in allowed.items():
        limit = edits_allowed if best is None else min(edits_allowed, best[1] - 1)
        if abs(len(key) - len(word)) > limit or limit < 1:
            continue
        if (mask ^ _letters(key)).bit_count() > 2 * limit or (len(key) < 7 and key[0] != word[0]):
            continue
        if digits != [c for c in key if c.isdigit()]:
            continue
        distance = edits(word, key, limit)
        if distance is not None:
            best = (key, distance)
    return best


@lru_cache(maxsize=16384)
def _letters(word: str) -> int:
    """Return the set of characters of a word as bits (characters may share a bit: it only filters)."""
    bits = 0
    for character in word:
        bits |= 1 << (ord(character) & 63)
    return bits


def edits(first: str, second: str, limit: int) -> int | None:
    """Return the optimal string alignment distance (insert, delete, replace, swap neighbours), or None above `limit`."""
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, a in enumerate(first, 1):
        following = [i]
        for j, b in enumerate(second, 1):
            cost = min(row[j] + 1, following[j - 1] + 1, row[j - 1] + (a != b))
            if i > 1 and j > 1 and a == second[j - 2] and first[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            following.append(cost)
        if min(following) > limit:
            return None
        before, row = row, following
    return row[-1] if row[-1] <= limit else None
