"""French text for matching: folding, words, index terms, language. English text works too.

Nothing here changes a document: `words` points into the text with exact offsets, and `fold` and `terms` only make
the keys that the lexical index and the comparisons use. Knows no names, no formats and no index.

One name is written in many ways, so a compound gives its parts *and* its joined form, and two neighbouring capitalised
words give their joined form too. All of these share the term "lyonbiopol":

    Lyonbiopôle    -> lyonbiopol
    LyonBioPôle    -> lyon bio pol lyonbiopol          (capitals inside a word)
    Lyon-Biopôle   -> lyon biopol lyonbiopol           (hyphen, "@" or "&")
    Lyon Biopôle   -> lyon biopol lyonbiopol           (capitalised neighbours)
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import Any

import Stemmer

from corpus.stopwords import ENGLISH_HINTS, FRENCH_HINTS, STOP_WORDS

APOSTROPHES = "'’‘ʼ´`′＇‛"
"""Every character that texts use as an apostrophe; « l´Industrie » is as common in old web pages as « l’Industrie »."""

_TO_APOSTROPHE = str.maketrans(dict.fromkeys(APOSTROPHES, "'"))
_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i"})
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_SPACES = " \u00a0\u2009\u202f"

# A word is made of letters and digits; combining accents, soft hyphens and zero-width characters may stand inside it.
_INNER = rf"\u0300-\u036f{_INVISIBLE}"
_RUN = rf"[^\W_ʼ](?:[^\W_ʼ]|[{_INNER}])*+"  # ʼ counts as a letter in Unicode
_SIMPLE = rf"{_RUN}(?:[{APOSTROPHES}]{_RUN})*+"
_NUMBER = rf"\d{{1,3}}(?:[{_SPACES}]\d{{3}})++(?![^\W_])|\d++[.,]\d++(?![.,]?\d|[^\W_])"
# "@" joins "System@tic" but not the two halves of an e-mail address.
_COMPOUND = rf"{_SIMPLE}(?:[-‐‑&]{_SIMPLE}|@{_RUN}(?![.\-]?[^\W_]))*+"
_TOKEN = re.compile(rf"(?<!\d)(?:{_NUMBER})|{_COMPOUND}")
_PART = re.compile(rf"^(?:{_NUMBER})$|{_SIMPLE}")
_NEIGHBOURS = re.compile(rf"(?=(?<![\w{APOSTROPHES}-])({_RUN})[{_SPACES}]({_RUN}))")
_ORDINAL = re.compile(r"(\d+)(?:ers?|eres?|e|es|emes?|iemes?|nde?s?|nd|rd|st|th)")
_ELISION = re.compile(r"(?:[ldjmnstc]|qu|jusqu|lorsqu|puisqu|quoiqu|presqu|quelqu)'", re.IGNORECASE)
_ENGLISH_ENDING = re.compile(r"'(?:s|re|ve|ll|d|m)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: `text[start:end]`. `stem` is its index term; `stop` says that the index leaves it out."""

    start: int
    end: int
    text: str
    stem: str
    stop: bool


def fold(text: str) -> str:
    """Return `text` for matching: NFKC, casefolded, apostrophes straight, accents and œ gone. Lengths may change."""
    text = unicodedata.normalize("NFKC", text.translate(_TO_APOSTROPHE)).casefold().translate(_LETTERS)
    if text.isascii():
        return text
    return "".join(
        c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c) and c not in _INVISIBLE
    )


def words(text: str) -> tuple[Word, ...]:
    """Return the words of `text` in order. Elided articles and the parts of a compound are words too."""
    found = []
    for token in _TOKEN.finditer(text):
        for start, end, stem, stop in _pieces(token.group()):
            begin, finish = token.start() + start, token.start() + end
            found.append(Word(begin, finish, text[begin:finish], stem, stop))
    return tuple(found)


def terms(text: str) -> tuple[str, ...]:
    """Return the index terms of `text`: stems without stop words, and the joined forms of compounds and of name pairs.

    The stems come in text order, the joined forms of name pairs after them. Every stem of a word of `words(text)`
    that is no stop word is among them.
    """
    found: list[str] = []
    for token in _TOKEN.findall(text):
        found.extend(_token_terms(token))
    for left, right in _NEIGHBOURS.findall(text):
        found.extend(_pair_terms(left, right))
    return tuple(found)


def detect_language(text: str) -> str:
    """Return "en" when English function words outnumber French ones, else "fr"; short questions work too."""
    french = english = 0
    for token in _TOKEN.findall(text[:20_000]):
        for start, end, _, _ in _pieces(token):
            word = fold(token[start:end])
            english += word in ENGLISH_HINTS
            french += word in FRENCH_HINTS or word.endswith("'")
    return "en" if english > french else "fr"


@lru_cache(maxsize=1 << 16)
def _pieces(token: str) -> tuple[tuple[int, int, str, bool], ...]:
    """Cut a token into (start, end, stem, stop): the parts of a compound, elided articles apart."""
    pieces = []
    for part in _PART.finditer(token):
        start, end = part.span()
        elided = _ELISION.match(token[start:end].translate(_TO_APOSTROPHE))
        if elided and fold(token[start:end]) != "quelqu'un":
            pieces.append((start, start + elided.end(), fold(elided.group()).rstrip("'"), True))
            start += elided.end()
        ending = _ENGLISH_ENDING.search(token[start:end].translate(_TO_APOSTROPHE))
        middle = start + ending.start() if ending else end
        stem, stop = _stem(token[start:middle])
        pieces.append((start, middle, stem, stop))
        if ending:
            pieces.append((middle, end, fold(ending.group()).lstrip("'"), True))
    return tuple(pieces)


@lru_cache(maxsize=1 << 16)
def _token_terms(token: str) -> tuple[str, ...]:
    """Return the terms of one token: its parts, the capitalised parts inside them, and the joined form."""
    pieces = _pieces(token)
    found: list[str] = []
    for start, end, stem, stop in pieces:
        if not stop:
            humps = _humps(token[start:end])
            if len(humps) > 1:
                found.extend(_stem(hump)[0] for hump in humps)
            found.append(stem)
    joinable = "&" in token or not any(stop for *_, stop in pieces)
    if len(pieces) > 1 and joinable and any(c.isalpha() for c in token):
        found.append(_stem(re.sub(r"[-‐‑&]", "", token.replace("@", "a")))[0])
    return tuple(found)


@lru_cache(maxsize=1 << 16)
def _pair_terms(left: str, right: str) -> tuple[str, ...]:
    """Return the joined form of two neighbouring capitalised words ("Lyon Biopôle", "EMC 2"), or nothing."""
    if not left[0].isupper() or not (right[0].isupper() or (right.isdecimal() and len(right) == 1)):
        return ()
    if _stem(left)[1] or _stem(right)[1]:
        return ()
    return (_stem(left + right)[0],)


def _humps(word: str) -> list[str]:
    """Cut "LyonBioPôle" into Lyon, Bio, Pôle; a word without a small letter before a capital comes back whole."""
    cuts = [i for i in range(2, len(word) - 1) if word[i].isupper() and word[i - 1].islower()]
    return [word[a:b] for a, b in zip([0, *cuts], [*cuts, len(word)], strict=True)]


@lru_cache(maxsize=1 << 16)
def _stem(word: str) -> tuple[str, bool]:
    """Return the stem of one simple word or number and whether it is a stop word."""
    folded = fold(word).replace("'", "")
    folded = folded.translate(_NO_SPACES).replace(",", ".") if folded[:1].isdecimal() else folded
    if folded in STOP_WORDS:
        return folded, True
    ordinal = _ORDINAL.fullmatch(folded)
    if ordinal:
        return ordinal.group(1), False
    if folded[:1].isdecimal():
        return folded, False
    with _STEMMER_LOCK:
        stem: str = _stemmer().stemWord(_with_telling_accents(folded))
    return fold(stem) or folded or word, False


def _with_telling_accents(folded: str) -> str:
    """Put back the accents that the stemmer needs to see, so that "competitivite" and "compétitivité" give one stem."""
    if len(folded) > 6:
        folded = re.sub(r"ites?$", "ité", folded)
    return re.sub(r"ees?$", "ée", folded) if len(folded) > 5 else folded


@lru_cache(maxsize=1)
def _stemmer() -> Any:  # PyStemmer has no type information
    """Build the Snowball stemmer; its own cache is off because the callers cache, and it is not safe across threads."""
    return Stemmer.Stemmer("french", 0)


_STEMMER_LOCK = Lock()
_NO_SPACES = str.maketrans(dict.fromkeys(_SPACES))
