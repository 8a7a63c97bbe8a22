"""The title and the date that a document's first lines give away. Careful: no date is better than a wrong one."""

from __future__ import annotations

import re
from itertools import islice

from corpus.dates import dates
from corpus.documents import Section
from corpus.formats.headings import is_capitals, plain_title
from corpus.french import fold

_BEFORE_DATE = re.compile(
    r"(?:(?:le|en|du)\s+)?(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche),?\s+)?", re.IGNORECASE
)
_TIME = re.compile(r"(?<=\d)(?:T|\s+)\d\d:\d\d\S*$")
_ISO_MONTH = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])")
_ISO = re.compile(r"(?:19|20)\d\d(?:-\d\d){0,2}")
_DATED = re.compile(
    r"(?:mis en ligne|mise? a jour|publie|paru|poste|redige|ecrit|date|published|posted|updated|communique de presse)"
    r"(?: de publication| on)?(?: le| du)?[ :,-]*(?P<date>.+)"
)
_FIRST_LINES = 12
_LONGEST_DATE = 60
_LONGEST_TITLE = 120
_LONGEST_CUT = 80


def iso_date(words: str) -> str:
    """Return the ISO 8601 form, shortened where the day is unknown, of a text that is only a date, or ""."""
    if len(words) > _LONGEST_DATE:
        return ""
    date = _TIME.sub("", _BEFORE_DATE.sub("", " ".join(words.strip(" .,;|*_()").split()), count=1))
    if _ISO_MONTH.fullmatch(date):
        return date
    found = tuple(dates(date))
    whole = len(found) == 1 and found[0].text == date and _ISO.fullmatch(found[0].canonical)
    return found[0].canonical if whole else ""


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
    lines = (line.strip(" \t|>@") for line in text.split("\n"))
    line = next((line for line in lines if line and not iso_date(line)), "")
    if len(line) <= _LONGEST_TITLE:
        return plain_title(line) or stem
    if not re.fullmatch(r"[\d_-]*[0-9a-f]{12,}", stem):
        return stem
    return plain_title(line[:_LONGEST_CUT].rsplit(" ", 1)[0]).rstrip(" ,;:(") + "…"
