"""Dates, periods and times of day in French and English, with exact offsets and ISO 8601 canonical forms."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from corpus.kinds import Entity, EntityKind

_MONTHS = {
    "janvier": 1, "january": 1, "janv": 1, "jan": 1, "février": 2, "fevrier": 2, "february": 2, "févr": 2, "fév": 2, "feb": 2,
    "mars": 3, "march": 3, "avril": 4, "april": 4, "avr": 4, "apr": 4, "mai": 5, "may": 5, "juin": 6, "june": 6,
    "juillet": 7, "july": 7, "juil": 7, "août": 8, "aout": 8, "august": 8, "aug": 8, "septembre": 9, "september": 9,
    "sept": 9, "octobre": 10, "october": 10, "oct": 10, "novembre": 11, "november": 11, "nov": 11, "décembre": 12,
    "decembre": 12, "december": 12, "déc": 12, "dec": 12,
}  # fmt: skip
_S = r"[ \u00a0\u202f]"
_SHORT = [
    name
    for name in _MONTHS
    if len(name) < 5 and name not in ("mars", "mai", "may", "juin", "june", "july", "août", "aout")
]
_FULL = sorted(set(_MONTHS) - set(_SHORT), key=len, reverse=True)
_MONTH = rf"(?:(?:{'|'.join(_FULL)})(?!\w)|(?:{'|'.join(sorted(_SHORT, key=len, reverse=True))})(?!\w)\.?)"
_WEEKDAY = (
    r"(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    rf"|monday|tuesday|wednesday|thursday|friday|saturday|sunday),?{_S})"
)
_DAY = rf"(?:(?:[12]\d|3[01]|0?[1-9])(?:{_S}?(?:er|st|nd|rd|th)(?!\w))?)(?!\d)"
_YEAR = r"(?:1\d|20)\d\d(?!\d)"
_EDGE = r"(?<![\w.,/\-])"
_QUALIFIER = (
    rf"(?:(?:au{_S})?début|mi|(?:à{_S}la{_S})?fin|courant|(?:dans{_S})?le{_S}courant{_S}de|l['’´]été|l['’´]automne|l['’´]hiver"
    rf"|(?:le{_S})?printemps|été|automne|hiver|early|late|mid|spring|summer|autumn|fall|winter)"
)
_DATE = (
    rf"(?:{_DAY}{_S}(?:of{_S})?{_MONTH}(?:,?{_S}{_YEAR})?"
    rf"|{_MONTH}{_S}(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?(?!\w),?{_S}{_YEAR}"
    rf"|{_MONTH}{_S}{_YEAR}|{_YEAR}-(?:0[1-9]|1[0-2])-(?:[0-2]\d|3[01])(?![\d\-])"
    rf"|\d{{1,2}}[/.\-]\d{{1,2}}[/.\-](?:\d{{4}}|\d\d)(?![\d/\-])(?!\.\d)|{_YEAR})"
)
_FLAGS = re.IGNORECASE


def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(_EDGE + source, _FLAGS)


_DAYS_OF_MONTH = _pattern(
    rf"(?:(?:du|from|the){_S}{_WEEKDAY}?)?({_DAY})(?:{_S}?[\-–—]{_S}?|{_S}(?:au|et|to|and|until|&){_S}(?:le{_S})?)"
    rf"{_WEEKDAY}?({_DAY}){_S}(?:of{_S})?({_MONTH})(?:,?{_S}({_YEAR}))?"
)
_MONTH_DAYS = _pattern(rf"({_MONTH}){_S}({_DAY}){_S}?(?:[\-–—]|to|and){_S}?({_DAY})(?:,?{_S}({_YEAR}))?(?!\w)")
_RANGE = _pattern(
    rf"(?:(?:de|du|d['’]|entre|from|between){_S}?(?:l['’]année{_S}|le{_S})?{_WEEKDAY}?({_DATE}|{_MONTH})"
    rf"{_S}(?:à|au|et|jusqu['’]à|jusqu['’]en|to|and|until){_S}(?:le{_S})?{_WEEKDAY}?({_DATE}))(?!\w)"
)
_YEARS = _pattern(
    rf"({_YEAR})(?:{_S}?[\-–—/]{_S}?|{_S}(?:à|to|until|through){_S}(?={_YEAR}))({_YEAR}|\d\d(?![\d\-/]))(?!\w)"
)
_MONTHS_OF_YEAR = _pattern(rf"({_MONTH}){_S}?[\-–—/]{_S}?({_MONTH}){_S}({_YEAR})(?!\w)")
_QUARTER = _pattern(
    rf"(?:(premier|1er|first|deuxième|second|2e|2ème|troisième|third|3e|3ème|quatrième|fourth|4e|4ème|dernier){_S}"
    rf"(trimestre|semestre|quarter|half)|([TSQ])([1-4])){_S}(?:(?:de|of){_S})?({_YEAR})(?!\w)"
)
_OPEN = _pattern(
    rf"(depuis|dès|à{_S}partir{_S}d['’e]|since|after|après|avant|before|jusqu['’]en|jusqu['’]à|jusqu['’]au|until)"
    rf"{_S}?(?:le{_S}|la{_S}|l['’]année{_S}|(?:{_QUALIFIER}{_S}))?({_DATE})(?!\w)"
)
_SINGLE = _pattern(rf"(?:{_QUALIFIER}[ \u00a0\-](?:de{_S})?)?({_DATE})(?!\w)")
_MIDDAY = ("midi", "noon")
_NOON = re.compile(
    r"\b(?:[àa]|avant|vers|dès|jusqu['’]à|d['’]ici|at|before|by|until)[ \u00a0](midi|minuit|noon|midnight)\b",
    re.IGNORECASE,
)
_TIME = re.compile(
    rf"(?<![\w.,:/\-])(?:([01]?\d|2[0-4]){_S}?[hH]{_S}?([0-5]\d)(?!\w)|([01]?\d|2[0-3])[hH](?!\w)"
    rf"|([01]?\d|2[0-3]):([0-5]\d)(?::[0-5]\d)?(?:{_S}?([ap]\.?m)\b\.?)?(?![\w:])"
    rf"|(1[0-2]|0?[1-9])(?:[.]([0-5]\d))?{_S}?([ap]\.?m)\b\.?(?!\w)"
    rf"|(?<=à )([01]?\d|2[0-3]){_S}heures?(?:{_S}([0-5]\d)(?!\w))?(?!\w))"
)


def dates(text: str) -> Iterator[Entity]:
    """Yield dates and periods, in text order and without overlap; "02/04/2008" is read day first."""
    readers: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str], EntityKind], ...] = (
        (_DAYS_OF_MONTH, lambda m: _days(m[1], m[2], m[3], m[4]), EntityKind.PERIOD),
        (_MONTH_DAYS, lambda m: _days(m[2], m[3], m[1], m[4]), EntityKind.PERIOD),
        (_QUARTER, _quarter, EntityKind.PERIOD),
        (_RANGE, lambda m: _between(m[1], m[2]), EntityKind.PERIOD),
        (_MONTHS_OF_YEAR, lambda m: _between(f"{m[1]} {m[3]}", f"{m[2]} {m[3]}"), EntityKind.PERIOD),
        (_YEARS, _years, EntityKind.PERIOD),
        (_OPEN, _open, EntityKind.PERIOD),
        (_SINGLE, lambda m: iso(m[1]), EntityKind.DATE),
    )
    remaining, found = text, []
    for pattern, canonical_of, kind in readers:
        pieces, position = [], 0
        for match in pattern.finditer(remaining):
            canonical = canonical_of(match)
            if not canonical or (kind is EntityKind.DATE and not _plausible(text, match)):
                continue
            start, end = match.span()
            found.append(Entity(kind, start, end, text[start:end], canonical))
            pieces += [remaining[position:start], "\0" * (end - start)]
            position = end
        remaining = "".join([*pieces, remaining[position:]])
    yield from sorted(found, key=lambda entity: entity.start)


def times(text: str) -> Iterator[Entity]:
    """Yield times of day; "10H45", "10 h 45" and "10:45" are all "10:45", and "à midi" is "12:00"."""
    for match in _NOON.finditer(text):
        yield Entity(EntityKind.TIME, *match.span(1), match[1], "12:00" if match[1].lower() in _MIDDAY else "00:00")
    for match in _TIME.finditer(text):
        groups = match.groups()
        hour = int(next(groups[i] for i in (0, 2, 3, 6, 9) if groups[i]))
        minute = next((groups[i] for i in (1, 4, 7, 10) if groups[i]), "00")
        half = (groups[5] or groups[8] or "").lower()
        hour = hour % 12 + 12 * half.startswith("p") if half else hour % 24
        yield Entity(EntityKind.TIME, *match.span(), match.group(), f"{hour:02d}:{minute}")


def iso(written: str) -> str:
    """Return the ISO form of one written date, possibly shortened ("2012-07", "2012", "--12-13"); "" when it is none."""
    words = [word.rstrip(".").lower() for word in re.split(r"[ \u00a0\u202f,]+|(?<=\d)[/.\-](?=\d)", written) if word]
    words = [word for word in words if word != "of"]
    month_at = next((i for i, word in enumerate(words) if word in _MONTHS), None)
    numbers = [int(n) for word in words if (n := re.sub(r"(?:er|st|nd|rd|th)$", "", word)).isdigit()]
    if month_at is not None:
        month = _MONTHS[words[month_at]]
        year = next((n for n in numbers if n > 31), None)
        day = next((n for n in numbers if n <= 31), None)
        return _iso(year, month, day)
    if len(numbers) == 3:
        if numbers[0] > 31:
            return _iso(*numbers)
        day, month, year = numbers
        if month > 12 >= day:
            day, month = month, day
        if year < 100:
            year += 2000 if year <= 50 else 1900
        return _iso(year, month, day)
    return str(numbers[0]) if len(numbers) == 1 and 1000 <= numbers[0] <= 2099 else ""


def _iso(year: int | None, month: int, day: int | None) -> str:
    try:
        date(year or 2000, month, day or 1)
    except ValueError:
        return ""
    if year is not None and not 1000 <= year <= 2999:
        return ""
    if day is None:
        return f"{year:04d}-{month:02d}" if year else f"--{month:02d}"
    return f"{year:04d}-{month:02d}-{day:02d}" if year else f"--{month:02d}-{day:02d}"


def _days(first: str, last: str, month: str, year: str | None) -> str:
    start, end = iso(f"{first} {month} {year or ''}"), iso(f"{last} {month} {year or ''}")
    return f"{start}/{end}" if start and end and start <= end else ""


def _between(first: str, last: str) -> str:
    """Join two dates; a start without year takes the end's year."""
    end = iso(last)
    year = re.search(r"(?:1\d|20)\d\d(?!\d)", last)
    start = iso(first)
    if year and (not start or start.startswith("--")):
        start = iso(f"{first} {year.group()}")
    return f"{start}/{end}" if start and end and start <= end else ""


def _years(match: re.Match[str]) -> str:
    first, last = match[1], match[2]
    last = first[:2] + last if len(last) == 2 else last
    return f"{first}/{last}" if first < last else ""


def _quarter(match: re.Match[str]) -> str:
    ordinal = {"p": 1, "1": 1, "f": 1, "d": 2, "s": 2, "2": 2, "t": 3, "3": 3, "q": 4, "4": 4}
    half = (match[2] or match[3]).lower() in ("semestre", "half", "s")
    if match[4]:
        number = int(match[4])
    elif match[1].lower() == "dernier":
        number = 2 if half else 4
    else:
        number = 4 if match[1].lower() == "fourth" else ordinal[match[1][0].lower()]
    length = 6 if half else 3
    if number * length > 12:
        return ""
    return f"{match[5]}-{(number - 1) * length + 1:02d}/{match[5]}-{number * length:02d}"


def _open(match: re.Match[str]) -> str:
    canonical = iso(match[2])
    if not canonical:
        return ""
    ending = match[1].lower().startswith(("avant", "before", "jusqu", "until"))
    return f"../{canonical}" if ending else f"{canonical}/.."


_FUNCTION_WORDS_TEXT = """
    à au aux avec car ce ces cette comme dans de depuis des dont du elle elles en entre est et été il ils la le les
    leur lors mais ne nous on ont ou où par pas pendant plus pour puis qu que qui sa sans se ses si son sont sous
    sur un une vers y a the of in and for to with by at as is was were which that from or but has have had it its
    this when while afin ainsi alors après avant c d l n s j m t fut sera était a-t
"""
_FUNCTION_WORDS = frozenset(_FUNCTION_WORDS_TEXT.split())
_BEFORE_YEAR = re.compile(
    r"(?:\b(?:en|depuis|avant|après|année|années|in|since|year|édition|millésime|horizon|before|after|until|jusqu['’]en|dès|fin|début"
    r"|courant|mi|été|automne|hiver|printemps|exercice)|l['’]an)[ \u00a0\-(]{1,2}\Z",
    re.IGNORECASE,
)

_ENGLISH_YEAR = re.compile(r"\b(?:the|its|their|our|his|her|this)[ \u00a0]\Z", re.IGNORECASE)
_ONE_THING = re.compile(
    r"[ \u00a0](?!euro|dollar|pound|square|kilomet|met(?:re|er)|tonne|word)[a-zà-ÿ][\w-]{2,}(?:(?<!s)|(?<=ss))(?![\w’'-])"
)
"""A word in the singular: "the 2016 workshop", not "the 2000 companies"."""


def _plausible(text: str, match: re.Match[str]) -> bool:
    """Tell whether a bare year is one: "2000 entreprises" and "2000 €" are counts; before 1900 it needs "en" or the like."""
    start, end = match.span()
    if end - start != 4 or not match.group().isdigit():
        return True
    if re.match(r"[ \u00a0\u202f]?[%€$£]", text[end : end + 2]):
        return False
    if _BEFORE_YEAR.search(text[max(0, start - 12) : start]):
        return True
    if _ENGLISH_YEAR.search(text[max(0, start - 8) : start]) and _ONE_THING.match(text, end):
        return 1950 <= int(match.group()) <= 2050  # "the 2016 workshop"
    if re.search(r"(?<![^\W_])[^\W\d_a-zà-ÿ][\w'’\-]{1,30}\)?[ \u00a0]\Z", text[max(0, start - 34) : start]):
        return 1950 <= int(match.group()) <= 2050  # "Paris Region Innovation Tour 2010 était"
    if int(match.group()) < 1900 or re.match(r"[ \u00a0\u202f]\d{3}(?!\d)", text[end : end + 5]):
        return False
    before = text[max(0, start - 4) : start]
    if re.search(r"(?:n°|no\.|art\.|\+|\()[ \u00a0]?\Z", before) and text[end : end + 1] != ")":
        return False
    following = re.match(r"[ \u00a0]([^\W\d_]+)", text[end : end + 30])
    if following is None:
        return True
    return following[1].lower() in _FUNCTION_WORDS
