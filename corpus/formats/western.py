"""Which of the old Western encodings a text is in, judged by how each reading looks as French. No statistics of bytes.

In the wrong encoding, accented letters turn into capitals, quotation marks or lines of boxes in the middle of words;
every character outside of ASCII is rated where it stands, and the reading with the best sum wins.
"""

from __future__ import annotations

import re
import unicodedata

ENCODINGS = ("cp1252", "mac_roman", "cp850", "iso8859_15", "cp437")
"""The candidates, the likeliest first: it wins where two readings are equal."""
_SAMPLE = 400_000
_ODD = re.compile(r"[^\x00-\x7f]")
_FRENCH = {
    letter: re.compile(pattern)
    for letter, pattern in {
        "é": r"[a-zàâçèêîïôû]é.|\Wé[^aeiou\W]|\Wé\W",
        "è": r"[a-zçé]è[a-z]|\Wès",
        "ê": r"[a-zé]ê[a-z]|\Wêt",
        "à": r"[\Wvlj]à\W",
        "â": r"[^aeiouy\W]â[a-z]|\Wâ[cgmnp]",
        "ç": r".ç[aouâôû]",
        "î": r"[a-z]î[a-z]|\Wîl",
        "ô": r"[a-zé]ô[a-z]|\Wôt|\Wô\W",
        "û": r"[a-zé]û.",
        "ù": r"où\W",
        "ë": r"[aouéig]ë.",
        "ï": r"[aouc]ï.",
        "œ": r".œ[cdimnstu]",
    }.items()
}
"""Where French has its letters: each with the characters before and after it, in small letters."""
_RARER = frozenset("üæÿñáíóúöäßåøãõìòýčšž")
_INSIDE = frozenset("’'")
_BULLETS = frozenset("•·–—«“‘…")
_CLOSING = frozenset("»”’")
_AFTER_NUMBERS = frozenset("€°%²³º½¼¾‰$£")
_STANDALONE = frozenset("àÀôÔ")
_PLAIN_SIGNS = frozenset("©®™§€°«»")


def best_encoding(data: bytes) -> str:
    """Return the encoding in which `data` reads best."""
    sample = data[:_SAMPLE]
    return max(ENCODINGS, key=lambda encoding: quality(sample.decode(encoding, errors="replace")))


def quality(text: str) -> float:
    """Return the sum of the ratings of the characters outside of ASCII; the more French it looks, the larger."""
    total = 0.0
    for match in _ODD.finditer(text):
        place = match.start()
        before = text[place - 1] if place else " "
        after = text[place + 1] if place + 1 < len(text) else " "
        total += _rating(match.group(), before, after)
    return total


def _rating(character: str, before: str, after: str) -> float:
    """Return how likely a character is between its neighbours: 1 for "é" in a word, -5 for what no text holds."""
    category = unicodedata.category(character)
    if character == "\ufffd" or category == "Cc":
        return -5.0
    if character.islower():
        return _small(character, before, after)
    if character.isupper():
        return _capital(character, before, after)
    between = before.isalpha() and after.isalpha()
    if character in _INSIDE and between:
        return 1.0
    if between:
        return -3.0
    if character == "\u00a0":
        return 0.3
    if character in _BULLETS:
        return 0.5 if not before.isalpha() or character == "…" else -0.5
    if character in _CLOSING:
        return 0.5 if not after.isalpha() else -0.5
    if character in _AFTER_NUMBERS and (before.isdigit() or before in "nNmM \u00a0\u202f"):
        return 0.4
    return 0.0 if character in _PLAIN_SIGNS else -1.5


def _small(character: str, before: str, after: str) -> float:
    """Rate a small letter: it is no capital's neighbour on both sides, and seldom alone."""
    if not (before.isalpha() or after.isalpha()):
        return 1.0 if character in _STANDALONE else -0.5
    if (before.isupper() and after.isupper()) or (before.isupper() and before.isascii() and not after.isalpha()):
        return -2.0
    return _in_word(character, before, after)


def _capital(character: str, before: str, after: str) -> float:
    """Rate a capital: it begins a word or is among capitals."""
    if before.islower():
        return -2.0
    if not (before.isalpha() or after.isalpha()):
        return 0.3 if character in _STANDALONE else -1.0
    if after.islower() and before.isupper():
        return -1.0
    factor = 1.1 if before == "-" else 0.9  # "Saint-Étienne"
    return factor * _in_word(character.lower(), before.lower(), after.lower())


def _in_word(letter: str, before: str, after: str) -> float:
    """Rate a small letter by its neighbours."""
    pattern = _FRENCH.get(letter)
    if pattern is None:
        return 0.3 if letter in _RARER else -0.5
    return 1.0 if pattern.fullmatch(f"{before.lower()}{letter}{after.lower()}") else 0.0
