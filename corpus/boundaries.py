"""Where a sentence ends inside a paragraph: abbreviations, initials, quotations, addresses, lost spaces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from corpus.french import fold
from corpus.stopwords import ABBREVIATIONS, ENGLISH, FINITE_VERBS, FRENCH, NUMBERED

_OPENERS = "\"'«“‘([*_—–-"
_SPACE = r"\s\u00a0\u202f"
_END = re.compile(rf"(?<![.!?…])([.!?…]++)(?:[{_SPACE}]*+[»”]|[\"'’)\]*_]|\[\d+\])*+[{_SPACE}]++")
_SMALL, _CAPITAL = "a-zà-öø-ÿœ", "A-ZÀ-ÖØ-ÞŒ"
_GLUED = re.compile(
    rf"(?:(?<=[{_SMALL}]{{3}})|(?<=[{_SMALL}0-9][)»]))\.(?=[{_CAPITAL}](?:[{_SMALL}]+|['’´])[ ,'’´{_SMALL}])"
)
_LOST_HEADING = re.compile(
    rf"(?<=[{_SMALL}]{{3}}) (?=(?:Le|La|Les|Un|Une|Ce|Cet|Cette|Ces|Il|Elle|Ils|Elles|Nous|Des) [{_SMALL}]{{3}})"
)
_LOST_LAYOUT = 1000
"""A paragraph of at least so many characters may have lost its line breaks, headings included."""


def sentence_ends(text: str, start: int, end: int) -> tuple[int, ...]:
    """Return the offsets inside `text[start:end]`, one paragraph, where a new sentence begins (neither end)."""
    found = {*_punctuated(text, start, end), *_glued(text, start, end)}
    if end - start >= _LOST_LAYOUT:
        found.update(_after_headings(text, start, end, sorted(found)))
    return tuple(sorted(offset for offset in found if start < offset < end))


def _punctuated(text: str, start: int, end: int) -> Iterator[int]:
    """Yield the offsets after a point, an exclamation or a question mark, or an ellipsis that ends a sentence."""
    for mark in _END.finditer(text, start, end):
        if mark.end() < end and _opens_sentence(text, mark.end(), end) and not _is_abbreviation(text, start, mark):
            yield mark.end()


def _opens_sentence(text: str, offset: int, end: int) -> bool:
    """Say whether a sentence can begin at `offset`: a capital, a digit, or a name like "bioXclusters"."""
    while offset < end and (text[offset] in _OPENERS or text[offset].isspace()):
        offset += 1
    if offset >= end or not text[offset].islower():
        return True
    word = re.compile(r"\w+").match(text, offset, end)
    return word is not None and any(c.isupper() for c in word.group())


def _is_abbreviation(text: str, start: int, mark: re.Match[str]) -> bool:
    """Say whether the point of `mark` belongs to an abbreviation, an initial or the number of a list item."""
    if mark.group(1) != ".":
        return False
    before = re.search(r"[^\s\u00a0\u202f(«\"“'’´*_\[]+$", text[max(start, mark.start() - 40) : mark.start()])
    if before is None:
        return False
    word = before.group()
    if word.isdecimal():
        # "1. Introduction" at the beginning of a paragraph; "en 2019. Il" is an end.
        return len(word) <= 3 and not any(c.isalnum() for c in text[start : mark.start() - len(word)])
    if re.fullmatch(r"(?:[a-zà-ÿ]\.-?)+[a-zà-ÿ]{1,2}", word):
        return True  # "i.e.", "c.-à-d."
    last = re.split(r"[.\-/]", fold(word))[-1]
    following = re.compile(r"\w+").match(text, mark.end())
    if last in ABBREVIATIONS or (last in NUMBERED and following is not None and following.group().isdecimal()):
        return True
    if re.fullmatch(r"[a-z]", word) and re.compile(r"[A-Z]\.").match(text, mark.end()):
        return True  # "Nova e. V."
    if len(last) == 1 and last.isalpha() and word[-1:].isupper():
        # An initial, unless an everyday word follows: "J.-P. Dupont", but "la vitamine C. Elle".
        return following is not None and fold(following.group()) not in FRENCH | ENGLISH
    return False


def _glued(text: str, start: int, end: int) -> Iterator[int]:
    """Yield the offsets after a point that has lost its space ("européennes.Partenariat"), outside of addresses."""
    for mark in _GLUED.finditer(text, start, end):
        left = re.search(r"\S*$", text[max(start, mark.start() - 80) : mark.start()])
        right = re.compile(r"\S*").match(text, mark.end())
        around = (left.group() if left else "") + (right.group().rstrip(".,;:)»") if right else "")
        if not re.search(r"[@/.]|www", around):
            yield mark.end()


def _after_headings(text: str, start: int, end: int, known: list[int]) -> Iterator[int]:
    """Yield the offsets after a heading that has lost its line: "… de 8 accords La mission du métacluster …"."""
    starts = [start, *known, end]
    for left, right in pairwise(starts):
        for mark in _LOST_HEADING.finditer(text, left, right):
            heading = text[left : mark.start()]
            found = heading.split()
            if (
                4 <= len(found) <= 16
                and not re.search(r"[,;:]", heading)
                and not FINITE_VERBS & {word.casefold() for word in found}
            ):
                yield mark.end()
            break
