"""The title and the date that a document's first lines give away. Careful: no date is better than a wrong one."""

from __future__ import annotations

import datetime
import re
from itertools import islice

from corpus.documents import Section
from corpus.formats.headings import is_capitals, plain_title
from corpus.french import fold

MONTHS = {
    "janvier": 1, "fevrier": 2, "mars": 3, "avril": 4, "mai": 5, "juin": 6, "juillet": 7, "aout": 8, "septembre": 9,
    "octobre": 10, "novembre": 11, "decembre": 12, "january": 1, "february": 2, "march": 3, "april": 4, "may": 5,
    "june": 6, "july": 7, "august": 8, "september": 9, "october": 10, "november": 11, "december": 12,
    "janv": 1, "fevr": 2, "avr": 4, "juil": 7, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
}  # fmt: skip
"""Folded French and English names of months."""

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_WEEKDAY = "(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_FORMS = (
    re.compile(rf"{_YEAR}-(?P<month>\d\d)-(?P<day>\d\d)(?:t[\d:.]+z?)?"),
    re.compile(rf"{_YEAR}-(?P<month>\d\d)"),
    re.compile(rf"(?P<day>\d\d?)[./-](?P<month>\d\d?)[./-]{_YEAR}"),
    re.compile(rf"(?:le )?(?:{_WEEKDAY},? )?(?P<day>\d\d?)(?:er)? (?P<name>{_MONTH})\.? {_YEAR}"),
    re.compile(rf"(?P<name>{_MONTH}) (?P<day>\d\d?)(?:st|nd|rd|th)?,? {_YEAR}"),
    re.compile(rf"(?:en )?(?P<name>{_MONTH})\.? {_YEAR}"),
    re.compile(_YEAR),
)
_DATED = re.compile(
    r"(?:mis en ligne|mise? a jour|publie|paru|poste|redige|ecrit|date|published|posted|updated|communique de presse)"
    r"(?: de publication| on)?(?: le| du)?[ :,-]*(?P<date>.+)"
)
_FIRST_LINES = 12
_LONGEST_TITLE = 120
_LONGEST_CUT = 80


def iso_date(words: str) -> str:
    """Return the ISO 8601 form, shortened where the day is unknown, of a text that is only a date, or ""."""
    folded = " ".join(fold(words).strip(" .,;|*_()").split())
    for form in _FORMS:
        match = form.fullmatch(folded)
        if match:
            return _iso(match.groupdict())
    return ""


def _iso(parts: dict[str, str | None]) -> str:
    """Return year, month and day as ISO 8601, or "" where there is no such day."""
    month = MONTHS.get(parts.get("name") or "", 0) or int(parts.get("month") or 0)
    year, day = int(parts["year"] or 0), int(parts.get("day") or 0)
    try:
        found = datetime.date(year, month or 1, day or 1).isoformat()
    except ValueError:
        return ""
    return found[: 10 if day else 7 if month else 4]


def first_date(text: str) -> str:
    """Return the date that one of the first lines states alone or after "Mis en ligne le" and the like, or ""."""
    for line in islice((line for line in text.split("\n") if line.strip()), _FIRST_LINES):
        if len(line) > 80:
            continue
        dated = _DATED.fullmatch(fold(line).strip(" .,;|*_()"))
        found = iso_date(dated.group("date") if dated else line)
        # A bare year on a line is as often a number or a heading as a date.
        if len(found) > 4:
            return found
    return ""


def first_title(text: str, sections: tuple[Section, ...], stem: str) -> str:
    """Return a title: the first heading (not a kicker above it), else a short first line, else the file's `stem`.

    A stem that is only a number and a checksum tells a reader nothing: the beginning of the text replaces it.
    """
    if sections:
        first, *others = sections
        # "INTERNATIONAL, MANIFESTATION" right above the real heading is the rubric of a web page.
        kicker = others and is_capitals(first.title) and "\n" not in text[first.start : others[0].start].strip()
        return others[0].title if kicker else first.title
    lines = [line.strip(" \t|>@") for line in text.split("\n") if line.strip(" \t|>@") and not iso_date(line)]
    if lines and len(lines[0]) <= _LONGEST_TITLE:
        return plain_title(lines[0]) or stem
    if not lines or not re.fullmatch(r"[\d_-]*[0-9a-f]{12,}", stem):
        return stem
    return plain_title(lines[0][:_LONGEST_CUT].rsplit(" ", 1)[0]) + "…"
