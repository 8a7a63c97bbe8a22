"""French normalisation of answers before they are compared. For matching only: offsets are not kept.

The order of the steps is part of the definition; `NORMALISER` changes whenever a result changes, and two runs
made with different normalisers are not comparable. Measured on PIAF v1.1, second annotator against the others:
exact match 61.3 and F1 79.7, against 51.2 and 76.3 for SQuAD's English normaliser.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

NORMALISER = "fr-1"

_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "´": "'", "`": "'", "ʹ": "'", "œ": "oe", "æ": "ae"})
_ARTICLES = frozenset(["le", "la", "les", "l", "un", "une", "des", "du", "de", "d", "au", "aux"])
_ELISION = re.compile(r"\b(jusqu|lorsqu|puisqu|quoiqu|qu|[ldjmnstc])'")
_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?: \d{3})+(?![\d]| \d)")
_DECIMAL = re.compile(r"(?<=\d),(?=\d)")
_PHONE = re.compile(r"(?<!\d)(?:\+33 ?\(?0?\)? ?|0)([1-9])((?:[ .-]?\d{2}){4})(?!\d)")
_CLOCK = re.compile(r"(?<!\d)(\d{1,2}) ?[h:] ?(\d{2})(?!\d)")
_KEPT = re.compile(r"[^\w%€$.]|_|(?<!\d)\.|\.(?!\d)")
_SYMBOL = re.compile(r"([%€$])")

_MONTHS = ["janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre"]
_MONTHS += ["octobre", "novembre", "decembre"]
_ENGLISH_MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august", "september"]
_ENGLISH_MONTHS += ["october", "november", "december"]
_FRENCH_OF = dict(zip(_ENGLISH_MONTHS, _MONTHS, strict=True))
_ENGLISH = "|".join(_ENGLISH_MONTHS)
_ISO_DATE = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_SLASHED_DATE = re.compile(r"(?<![\d/])(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?![\d/])")
_ENGLISH_DAY_FIRST = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)? (?:of )?({_ENGLISH})\b")
_ENGLISH_MONTH_FIRST = re.compile(rf"\b({_ENGLISH}) (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})\b")
_ENGLISH_MONTH_YEAR = re.compile(rf"\b({_ENGLISH}) (\d{{4}})\b")
_FIRST_DAY = re.compile(r"\b1er\b")
_MAGNITUDE = re.compile(r"(?<![\w.])(\d+(?:\.\d+)?) ?(milliards?|millions?|mds?(?= ?€)|m(?= ?€)|k(?= ?€))\b")
_FACTORS = {"k": 10**3, "m": 10**6, "million": 10**6, "md": 10**9, "mds": 10**9, "milliard": 10**9}
_ONE_UNIT = re.compile(r"\bune?(?= (?:ans?|annee|mois|jour|journee|semaine|heure|million|milliard)\b)")

_UNITS = ["zero", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze"]
_UNITS += ["douze", "treize", "quatorze", "quinze", "seize"]
_TENS = {2: "vingt", 3: "trente", 4: "quarante", 5: "cinquante", 6: "soixante"}


def _spell(number: int) -> str:
    """Return the French words of 0 ≤ number ≤ 100, without hyphens or accents."""
    if number <= 16:
        return _UNITS[number]
    if number < 20:
        return f"dix {_UNITS[number - 10]}"
    if number == 80:
        return "quatre vingts"
    if number > 80:
        return "cent" if number == 100 else f"quatre vingt {_spell(number - 80)}"
    tens = min(number // 10, 6)
    rest = number - 10 * tens
    if rest == 0:
        return _TENS[tens]
    return f"{_TENS[tens]} {'et ' if rest in (1, 11) else ''}{_spell(rest)}"


# "un" alone stays an article; "une" only counts before a unit of time (see _ONE_UNIT).
_NUMBER_WORDS = {tuple(_spell(number).split()): str(number) for number in range(101) if number != 1}
_NUMBER_STARTS = frozenset(words[0] for words in _NUMBER_WORDS)


def normalise(text: str, *, keep_articles: bool = False) -> str:
    """Return the normalised words of `text`, separated by single spaces; "l'eau" becomes "eau", "La" stays "la"."""
    return " ".join(tokens(text, keep_articles=keep_articles))


def tokens(text: str, *, keep_articles: bool = False) -> tuple[str, ...]:
    """Return the normalised tokens of `text`; empty only where the text holds no letter, digit, %, € or $."""
    words = _number_words(_folded(text).split())
    words = [_plain_number(word) for word in words]
    kept = words if keep_articles else [word for word in words if word not in _ARTICLES]
    return tuple(kept or words)


def contains(haystack: Sequence[str], needle: Sequence[str]) -> bool:
    """Say whether the tokens of `needle` (not empty) stand one after the other in `haystack`."""
    size = len(needle)
    wanted = tuple(needle)
    return size > 0 and any(tuple(haystack[i : i + size]) == wanted for i in range(len(haystack) - size + 1))


def _folded(text: str) -> str:
    # NFKC turns the no-break spaces into plain ones, so that thousands separators are all alike
    # after it; the acute accent used as an apostrophe must go first, as NFKC would split it.
    text = unicodedata.normalize("NFKC", text.translate(_APOSTROPHES)).casefold().translate(_APOSTROPHES)
    text = " ".join(text.split())
    text = _PHONE.sub(lambda m: f" 0{m[1]}{re.sub(r'[ .-]', '', m[2])} ", text)
    text = _THOUSANDS.sub(lambda m: m[0].replace(" ", ""), text)
    text = _without_accents(_ELISION.sub(r"\1 ", _dates(_DECIMAL.sub(".", text))))
    text = _amounts(_CLOCK.sub(r"\1h\2", text))
    text = _ONE_UNIT.sub("1", text)
    return _SYMBOL.sub(r" \1 ", _KEPT.sub(" ", text.replace("'", "")))


def _without_accents(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def _dates(text: str) -> str:
    """Write full dates as day month year, so that "octobre 2008" is still found inside "17/10/2008"."""
    text = _ISO_DATE.sub(lambda m: _date(m[3], m[2], m[1], m[0]), text)
    text = _SLASHED_DATE.sub(lambda m: _date(m[1], m[2], m[3], m[0]), text)
    text = _ENGLISH_MONTH_FIRST.sub(lambda m: f"{m[2]} {_FRENCH_OF[m[1]]} {m[3]}", text)
    text = _ENGLISH_DAY_FIRST.sub(lambda m: f"{m[1]} {_FRENCH_OF[m[2]]}", text)
    text = _ENGLISH_MONTH_YEAR.sub(lambda m: f"{_FRENCH_OF[m[1]]} {m[2]}", text)
    return _FIRST_DAY.sub("1", text)


def _date(day: str, month: str, year: str, original: str) -> str:
    return f"{int(day)} {_MONTHS[int(month) - 1]} {year}" if 1 <= int(month) <= 12 else original


def _amounts(text: str) -> str:
    text = re.sub(r"\b(?:euros?|eur)\b", "€", text)
    text = re.sub(r"\bpour ?cents?\b|\bpercent\b", "%", text)
    return _MAGNITUDE.sub(_multiplied, text)


def _multiplied(match: re.Match[str]) -> str:
    name = match[2] if match[2] in _FACTORS else match[2].rstrip("s")
    return f"{float(match[1]) * _FACTORS[name]:.2f}"


def _plain_number(word: str) -> str:
    if not re.fullmatch(r"\d+(?:\.\d+)?", word) or (len(word) == 10 and word.startswith("0")):
        return word
    whole, _, decimals = word.partition(".")
    decimals = decimals.rstrip("0")
    return (whole.lstrip("0") or "0") + (f".{decimals}" if decimals else "")


def _number_words(words: list[str]) -> list[str]:
    result: list[str] = []
    position = 0
    while position < len(words):
        if words[position] not in _NUMBER_STARTS:
            result.append(words[position])
            position += 1
            continue
        for size in (5, 4, 3, 2, 1):
            number = _NUMBER_WORDS.get(tuple(words[position : position + size]))
            if number is not None:
                result.append(number)
                position += size
                break
        else:
            result.append(words[position])
            position += 1
    return result
