"""Acronyms: whether a text spells one out beside it: "Programme Cadre (PC)", "PC (Programme Cadre)"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.french import fold

_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset(
    re.findall(r"\w+", "a au aux d de des du en et l la le les ou par pour sur an and at by for in of on the to")
)
_LONGEST_PART = 4
"""Letters that one word may lend to an acronym ("NETwork")."""
_FEWEST = 2


def is_spelt_out(acronym: str, text: str) -> bool:
    """Say whether words of `text` right before or right after the acronym, in parentheses, begin with its letters in a row.

    Small words may be passed over, a word may lend several letters ("South East Photonics Network": SEPNET).
    """
    letters = fold(acronym)
    if len(letters) < _FEWEST or not letters.isalnum():
        return False
    written = re.escape(acronym)
    for found in re.finditer(rf"\(\s*(?:dite?s?\s+)?{written}\s*\)", text, re.IGNORECASE):
        before = _words(text[: found.start()])[-len(letters) * 2 :]
        if any(_begins(letters, before[first:], whole=True) for first in range(len(before))):
            return True
    return any(
        _begins(letters, _words(text[found.end() :])[: len(letters) * 2], whole=False)
        for found in re.finditer(rf"\b{written}\b\s*[(:=«“\"]", text, re.IGNORECASE)
    )


def _words(text: str) -> list[str]:
    return [fold(word) for word in _WORD.findall(text)]


def _begins(letters: str, words: Sequence[str], *, whole: bool) -> bool:
    """Say whether the words lend the letters from the first word on; `whole`: and up to the last."""
    if not letters:
        return not words or not whole
    if not words:
        return False
    first = words[0]
    if any(
        first.startswith(letters[:size]) and _begins(letters[size:], words[1:], whole=whole)
        for size in range(1, min(_LONGEST_PART, len(letters)) + 1)
    ):
        return True
    return first in _SMALL and _begins(letters, words[1:], whole=whole)
