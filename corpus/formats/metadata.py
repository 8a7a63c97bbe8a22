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
_TODAY = re.compile(r"\b(?:aujourd'hui|ce jour|ce matin|today|this morning)\b[^.!?]{0,12}\Z")
"""What stands right before the date of a piece of news: "C'est aujourd'hui, 4 février 2008, que…"."""
_MASTHEAD = re.compile(
    r"[^\w]*(?:communique|press|lettre|la lettre|bulletin|newsletter|infolettre|flash|infos?\b|compte[ -]rendu|proces-verbal"
    r"|conseil d'administration|assemblee|reunion|note\b|derniere mise a jour|last update|mise? a jour|mis en ligne|published"
    r"|document|version|dossier de presse|direction|service|ministere|bureau|ambassade|agence|depeche|actualite|news)"
)
"""How a line opens that says what a paper is, or who issued it, and when, folded."""
_TOWN = r"[^\W\d_a-zà-ÿ][\w'’-]+(?: (?:(?:de|du|des|la|le|les|sur|en|sous|lès) )?[^\W\d_a-zà-ÿ][\w'’-]+){0,3}"
_PLACE_AND = re.compile(rf"{_TOWN}(?: ?\([^()\n]{{2,40}}\))?,? (?:le )?")
"""The town before a date: "Lyon, le", "Osaka (Japon), "."""
_ISSUE = re.compile(r"(?:n[°o]\.? ?\d+|no\. ?\d+|issue \d+|numero \d+)\W")
_MASTHEAD_LINES = 4
_LONGEST_MASTHEAD = 140
_NEWS = 700
"""Characters from the beginning in which a piece of news says what day it is."""
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
    """Return the date of a text as its first lines give it away, or "".

    One of them states it alone or after "Mis en ligne le" and the like; a masthead or a dateline ends with it ("Communiqué
    de presse – Lyon, le 4 mars 2010", "La Lettre, n° 4, mai 2011", "Osaka, le 4 février 2008 – Le pôle…"); or it stands
    beside "aujourd'hui" at the beginning.
    """
    for line in islice((line for line in text.split("\n") if line.strip()), _FIRST_LINES):
        if len(line) > 80:
            continue
        dated = _DATED.fullmatch(fold(line).strip(" .,;|*_()"))
        found = iso_date(dated.group("date") if dated else line)
        # A bare year on a line is as often a number or a heading as a date.
        if len(found) > 4:
            return found
    return _masthead_date(text) or _date_of_news(text)


def _masthead_date(text: str) -> str:
    """Return the one date, with its month, in a masthead among the first lines, or in the dateline of the first paragraph."""
    for line in islice((line for line in text.split("\n") if line.strip()), _MASTHEAD_LINES):
        shown = line.strip(" \t#*_>|()").rstrip()
        found = [each for each in dates(shown) if len(each.canonical) > 4]
        if len(found) != 1 or not _ISO.fullmatch(found[0].canonical):
            continue
        before, after = shown[: found[0].start], shown[found[0].end :].strip(" .*_|")
        dateline = (
            _PLACE_AND.fullmatch(before) is not None and re.match(r"\W*(?:[-–—:.|]|\Z)", after or "-") is not None
        )
        folded = fold(shown)
        heads = len(shown) <= _LONGEST_MASTHEAD and (_MASTHEAD.match(folded) or _ISSUE.search(folded)) is not None
        if dateline or (heads and (not after or after[0] in "-–—.(" or after.startswith("–"))):
            return found[0].canonical
    return ""


def _date_of_news(text: str) -> str:
    """Return the date beside "aujourd'hui" at the beginning of a text."""
    for found in dates(text[:_NEWS]):
        before = fold(text[max(0, found.start - 40) : found.start])
        if len(found.canonical) == len("2010-01-01") and _ISO.fullmatch(found.canonical) and _TODAY.search(before):
            return found.canonical
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
