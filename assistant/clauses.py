"""Clauses: a question that asks two or three things is cut into the questions that it holds. Wording only."""

from __future__ import annotations

import re

_BEFORE = r"(?:(?:à|a|avec|de|depuis|pour|par|en|dans|sur|chez|for|to|with|at|in|by|since)\s)?"
_ASKING = r"(?:combien|quand|où|quel(?:le)?s?|lequel|laquelle|lesquel(?:le)?s|comment|pourquoi|when|where|which|why|how|what)\b"
_WHO = r"(?:qui|who|whom)\b"
_BORDER = re.compile(
    rf"\s*[,;]\s+(?={_BEFORE}{_ASKING})|\s*,?\s+(?:et|puis|and|then)\s+(?={_BEFORE}(?:{_ASKING}|{_WHO}))", re.IGNORECASE
)
_QUESTION = re.compile(rf"(?<![\w'’-])(?:{_ASKING}|{_WHO})", re.IGNORECASE)
_PREPOSITION = re.compile(rf"^{_BEFORE}", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_FEWEST_WORDS = 3
_MOST = 3


def clauses(question: str) -> tuple[str, ...]:
    """Return the two or three questions that `question` asks one after the other; empty where it asks one.

    "Qui la dirige et depuis quand ?" is one: what is wanted there is told in one place. A clause has
    three words or more after its preposition.
    """
    found = [part.strip() for part in _BORDER.split(question.strip().rstrip("?!. "))]
    found = [part for part in found if part]
    whole = all(
        len(_WORD.findall(_PREPOSITION.sub("", part))) >= _FEWEST_WORDS and _QUESTION.search(part) for part in found
    )
    return tuple(found) if whole and 2 <= len(found) <= _MOST else ()
