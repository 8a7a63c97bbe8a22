"""Quantities written in digits or in words, French and English. Does not know what they count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value and where it is written. `article` marks a lone "un", "une", "one" or "a", which counts only before a unit."""

    start: int
    end: int
    value: Decimal
    article: bool = False


_UNITS = {
    "zéro": 0, "zero": 0, "un": 1, "une": 1, "one": 1, "deux": 2, "two": 2, "trois": 3, "three": 3, "quatre": 4, "four": 4,
    "cinq": 5, "five": 5, "six": 6, "sept": 7, "seven": 7, "huit": 8, "eight": 8, "neuf": 9, "nine": 9,
}  # fmt: skip
_TEENS = {
    "dix": 10, "ten": 10, "onze": 11, "eleven": 11, "douze": 12, "twelve": 12, "treize": 13, "thirteen": 13, "quatorze": 14,
    "fourteen": 14, "quinze": 15, "fifteen": 15, "seize": 16, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {
    "vingt": 20, "vingts": 20, "twenty": 20, "trente": 30, "thirty": 30, "quarante": 40, "forty": 40, "cinquante": 50,
    "fifty": 50, "soixante": 60, "sixty": 60, "septante": 70, "seventy": 70, "huitante": 80, "octante": 80, "eighty": 80,
    "nonante": 90, "ninety": 90,
}  # fmt: skip
_SCALES = {
    "cent": 100, "cents": 100, "hundred": 100, "mille": 1000, "thousand": 1000, "million": 10**6, "millions": 10**6,
    "milliard": 10**9, "milliards": 10**9, "billion": 10**9, "billions": 10**9,
}  # fmt: skip
_ABOUT = {
    "dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30, "quarantaine": 40, "cinquantaine": 50,
    "soixantaine": 60, "centaine": 100, "millier": 1000, "dozen": 12,
}  # fmt: skip
_ALL = {**_UNITS, **_TEENS, **_TENS, **_SCALES}
_ARTICLES = frozenset({"un", "une", "one", "a", "an"})

_WORD = re.compile(r"[^\W\d_]+")
_NUMBER_WORD = re.compile(rf"(?<![\w'’\-])(?:{'|'.join(sorted(_ALL, key=len, reverse=True))})(?![\w])", re.IGNORECASE)
_APPROXIMATE = re.compile(
    rf"(?<![\w\-])(une|un|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|a|one|two|three|\d{{1,3}})"
    rf"[ \u00a0]({'|'.join(_ABOUT)})s?(?!\w)",
    re.IGNORECASE,
)
_DIGITS = re.compile(
    r"(?<![\w.,+°])(?<![^\W\d][\-'’/])"
    r"(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d{1,3}(?:[.,]\d{3})+(?!\d)|\d{1,15})(?:[.,]\d{1,6})?"
    r"(?![\w])(?![.,]\d)"
)
_GLUED = re.compile(
    r"(?<![\w.,+])(?:(?<=[€$£])\d{1,9}(?:[.,]\d{1,3})?(?=(?:k|K|m|M|bn)(?!\w))"
    r"|\d{1,9}(?:[.,]\d{1,3})?(?=(?:k€|K€|M€|m€|Md€|Mds€|MEUR|kEUR|EUR|bn|[kK]EUR)(?!\w)))"
)
_SCALE_AFTER = re.compile(
    r"[ \u00a0\u202f]?(mille|milliers?|millions?|milliards?|thousand|billions?|bn)(?![\w])", re.IGNORECASE
)
_SCALE_VALUES = {"mille": 3, "millier": 3, "thousand": 3, "million": 6, "milliard": 9, "billion": 9, "bn": 9}
_REFERENCE_BEFORE = re.compile(
    r"(?:(?:\bn°|\bN°|\bno\.|\bart\.|\barticles?|\bpages?|\bp\.|\bpp\.|\bfig\.|\bfigure|\btableau|\bchapitre|§)[ \u00a0]?|\[)\Z",
    re.IGNORECASE,
)


_REFERENCE_ENDS = frozenset("°.§[ \u00a0")


def quantities(text: str) -> Iterator[Quantity]:
    """Yield quantities in text order, without overlap. Ordinals, list markers and references ("n° 12") are not quantities."""
    found = [*_approximate(text), *_in_digits(text), *_in_words(text)]
    end = 0
    for quantity in sorted(found, key=lambda q: (q.start, -q.end)):
        if quantity.start >= end:
            yield quantity
            end = quantity.end


def _approximate(text: str) -> Iterator[Quantity]:
    for match in _APPROXIMATE.finditer(text):
        count = match[1].lower()
        times = int(count) if count.isdigit() else 1 if count in _ARTICLES else _ALL[count]
        yield Quantity(match.start(), match.end(), Decimal(times * _ABOUT[match[2].lower()]))


def _in_digits(text: str) -> Iterator[Quantity]:
    for pattern in (_DIGITS, _GLUED):
        for match in pattern.finditer(text):
            start, end = match.span()
            if _is_marker(text, start, end):
                continue
            value = decimal(match.group())
            scale = _SCALE_AFTER.match(text, end)
            if scale:
                value = value.scaleb(_SCALE_VALUES[scale[1].lower().removesuffix("s")])
                end = scale.end()
            yield Quantity(start, end, value)


def decimal(digits: str) -> Decimal:
    """Read digits grouped by spaces, dots or commas: "300 000", "1,5", "3.300" (thousands), "0,125" (decimal)."""
    if digits.isdecimal():
        return Decimal(digits)
    plain = re.sub(r"[ \u00a0\u202f]", "", digits)
    if re.fullmatch(r"[1-9]\d{0,2}(?:[.]\d{3})+(?:,\d+)?|[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?", plain):
        separator = "." if "." in plain and ("," not in plain or plain.index(".") < plain.index(",")) else ","
        plain = plain.replace(separator, "")
    return Decimal(plain.replace(",", "."))


def plain_decimal(value: Decimal) -> str:
    """Write a value without exponent or useless zeros: Decimal("1.50E+6") → "1500000"."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _is_marker(text: str, start: int, end: int) -> bool:
    """Tell whether digits are a list marker ("1)", "1. " at a line's start), a reference ("n° 12", "[1]") or a postcode."""
    before, after = text[max(0, start - 12) : start], text[end : end + 2]
    line_start = not before.strip(" \t>*-") or before.rstrip(" \t>*-").endswith("\n")
    if after[:1] == ")" and text.rfind("(", max(0, start - 80), start) <= text.rfind(")", max(0, start - 80), start):
        return True
    if line_start and after[:1] == "." and not after[1:].isdigit():
        return True
    if end - start == 5 and text[start:end].isdigit() and after[:1] == " " and after[1:].isupper():
        return True
    return before[-1:] in _REFERENCE_ENDS and _REFERENCE_BEFORE.search(before) is not None


def _in_words(text: str) -> Iterator[Quantity]:
    """Read runs of number words; an ungrammatical run ("deux trois") is cut where the grammar breaks."""
    position = 0
    while match := _NUMBER_WORD.search(text, position):
        start, end = match.span()
        words = [match.group().lower()]
        while following := _next_number_word(text, end, words):
            words.append(following.group().lower())
            end = following.end()
        position = end
        if re.match(r"-[^\W\d]", text[end : end + 2]):
            continue  # "trente-quatrième", "deux-roues"
        if words in (["cent"], ["cents"]) and re.search(
            r"(?i)\b(?:pour|per)[ \u00a0]\Z", text[max(0, start - 6) : start]
        ):
            continue
        if words[0] in (
            "million",
            "millions",
            "milliard",
            "milliards",
            "billion",
            "billions",
            "cents",
            "hundred",
            "thousand",
        ):
            continue  # "des millions de": indefinite
        yield Quantity(start, end, Decimal(_value(words)), article=len(words) == 1 and words[0] in _ARTICLES)


def _next_number_word(text: str, end: int, words: list[str]) -> re.Match[str] | None:
    """Return the number word that grammatically continues `words` after a space, a hyphen or "et"."""
    joint = re.compile(r"(?:[ \u00a0]et[ \u00a0]|-et-|[ \u00a0]and[ \u00a0]|[ \u00a0\-])").match(text, end)
    if joint is None:
        return None
    match = _CONTINUATION.match(text, joint.end())
    if match is None:
        return None
    word, last = match.group().lower(), words[-1]
    if "et" in joint.group():
        fits = last in _TENS and _ALL[word] in (1, 11)
    elif "and" in joint.group():
        fits = last in ("hundred", "thousand") and _ALL[word] < 100
    elif word in _SCALES:
        fits = last not in _SCALES or _SCALES[word] > _SCALES[last]
    elif last in _SCALES:
        fits = _ALL[word] < _SCALES[last] or _SCALES[last] >= 1000
    elif word in _TENS:
        fits = last == "quatre" and _TENS[word] == 20
    elif word in _TEENS:
        fits = last == "soixante" or (last in ("vingt", "vingts") and words[-2:-1] == ["quatre"])
    else:
        fits = last in _TENS or (last == "dix" and word in ("sept", "huit", "neuf"))
    return match if fits and len(words) < 16 else None


_CONTINUATION = re.compile(rf"(?:{'|'.join(sorted(_ALL, key=len, reverse=True))})(?!\w)", re.IGNORECASE)


def _value(words: list[str]) -> int:
    """Evaluate number words: "trois cent mille" → 300000, "quatre-vingt-douze" → 92."""
    total, below_thousand = 0, 0
    for index, word in enumerate(words):
        if word not in _SCALES:
            if word in ("vingt", "vingts") and words[index - 1 : index] == ["quatre"]:
                below_thousand += 80 - 4
            else:
                below_thousand += _ALL[word]
        elif _SCALES[word] == 100:
            below_thousand = max(1, below_thousand) * 100
        else:
            total += max(1, below_thousand) * _SCALES[word]
            below_thousand = 0
    return total + below_thousand
