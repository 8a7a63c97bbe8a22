"""Text made plain for patterns, at the same length, so that offsets stay."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_MARKS = str.maketrans({"’": "'", "´": "'", "`": "'", "\u00a0": " ", "\u202f": " ", "\n": " ", "\t": " "})


@lru_cache(maxsize=4096)
def _plain(character: str) -> str:
    base = unicodedata.normalize("NFD", character)[0].lower()
    return base if len(base) == 1 else character


def plain(text: str) -> str:
    """Return `text` in lower case, without accents, with plain apostrophes and spaces, at the same length."""
    return "".join(map(_plain, text.translate(_MARKS)))


def cased(text: str) -> str:
    """Return `text` made plain, its capitals kept: "Pôle Été" as "Pole Ete"."""
    return "".join(flat.upper() if each.isupper() else flat for each, flat in zip(text, plain(text), strict=True))
