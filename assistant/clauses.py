"""Clauses: a question that asks two or three things is cut into the questions that it holds. Wording only."""

from __future__ import annotations

import re

_BEFORE = r"(?:(?:à|a|avec|de|depuis|pour|par|en|dans|sur|chez|for|to|with|at|in|by|since)\s)?"
_ASKING = r"(?:combien|quand|où|quel(?:le)?s?|lequel|laquelle|lesquel(?:le)?s|comment|pourquoi|when|where|which|why|how|what)\b"
_WHO = r"(?:qui|who|whom)\b"
_LIKE_IT = r"(?:(?:celui|celle|ceux|celles)\s+(?=(?:de|du|des)\s|d['’])|(?:that|those)\s+(?=of\s))"
"""What stands for the thing that the first question asks for: "…, et celui de B"."""
_WHAT = (
    r"qu(?:e\s|['’](?=en\b))(?:en\s)?"
    r"(?:coûte|vaut|propose|prévoi|contien|devien|reçoi|couvre|apporte|rapporte|deman|pense|dit)\w*"
)
"""What "que" asks for with the verb at once behind it; elsewhere it only joins."""
_BORDER = re.compile(
    rf"\s*[,;]\s+(?={_BEFORE}{_ASKING})"
    rf"|\s*,?\s+(?:et|puis|and|then)\s+(?={_BEFORE}(?:{_ASKING}|{_WHO})|{_LIKE_IT}|{_WHAT})",
    re.IGNORECASE,
)
_QUESTION = re.compile(rf"(?<![\w'’-])(?:{_ASKING}|{_WHO}|{_WHAT}|quoi\b)", re.IGNORECASE)
_SIDES = re.compile(
    r",?\s+(?:d['’]un(?:e part| côté)|de l['’]autre(?: côté)?|d['’]autre part"
    r"|on (?:the )?(?:one|other)(?: hand| side)?)(?=\s|,|$)",
    re.IGNORECASE,
)
"""Words that only set two subjects side by side."""
_PREPOSITION = re.compile(rf"^{_BEFORE}", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_AT = r"(?:chez|au|aux|à|dans|pour|avec|at|in|for|with)\s"
_OF = r"(?:(?:de|du|des|of)\s|d['’])"
_CAPITAL = r"[a-zà-ÿ]*[A-ZÀ-Þ0-9][\w.+&'’-]*"
_NAME = (
    r"(?:l['’]|(?:la|le|les|the)\s)?(?:[a-zà-ÿ]+\s)?"
    rf"{_CAPITAL}(?:\s(?:(?:de|du|des|la|le|les|of|en|&)\s){{0,2}}{_CAPITAL})*"
)
"""A name, with its article and one common word before it: "la société Aubrac Bois"."""
_PLACED = {
    "of": (re.compile(rf"^{_LIKE_IT}(?P<own>{_OF}{_NAME})$"), re.compile(rf"\s(?P<own>{_OF}{_NAME})$")),
    "at": (
        re.compile(rf"^(?P<asks>(?i:{_ASKING}|{_WHO}))\s+(?P<own>{_AT}{_NAME})$"),
        re.compile(rf"\s(?P<own>{_AT}{_NAME})$"),
    ),
}
"""Later questions that say only whose or where, and the end of a first question that they say it instead of."""
_BETWEEN = re.compile(r"\b(?:entre|between)\b", re.IGNORECASE)
_FEWEST_WORDS = 3
_MOST = 3


def clauses(question: str) -> tuple[str, ...]:
    """Return the two or three questions that `question` asks one after the other; empty where it asks one.

    "Qui la dirige et depuis quand ?" is one: what is wanted there is told in one place. A clause has
    three words or more after its preposition. What opens the question before the first of them ("Au bout du compte, …") is told
    with the first.
    """
    found = [part.strip() for part in _BORDER.split(_SIDES.sub("", question.strip().rstrip("?!. ")))]
    found = [part for part in found if part]
    opening = found.pop(0) if found and not _QUESTION.search(found[0]) else ""
    whole = all(
        (len(_WORD.findall(_PREPOSITION.sub("", part))) >= _FEWEST_WORDS and _QUESTION.search(part))
        or (number > 0 and completed(part, found[0]))
        for number, part in enumerate(found)
    )
    if not whole or not 2 <= len(found) <= _MOST:
        return ()
    return (f"{opening}, {found[0]}" if opening else found[0], *found[1:])


def completed(clause: str, first: str) -> str:
    """Return a later question that says only whose or where, with the words of the first; "" where it says more.

    "celui du pôle B" after "Quel est le partenaire italien de A" is "Quel est le partenaire italien du pôle B", and "qui au
    pôle B" after "Qui s'occupe de l'international chez A" is "Qui s'occupe de l'international au pôle B".
    """
    for later, end in _PLACED.values():
        told = later.search(clause)
        place = end.search(first)
        if told is None or place is None or _BETWEEN.search(first):
            continue
        asks = told.groupdict().get("asks")
        if asks is None or first.casefold().startswith(asks.casefold()):
            return f"{first[: place.start()]} {told['own']}"
    return ""
