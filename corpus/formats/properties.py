"""What files say about themselves in their properties, as far as it can be believed."""

from __future__ import annotations

import re
from dataclasses import replace

from corpus.formats.building import one_line
from corpus.formats.contents import Content
from corpus.formats.metadata import first_date

_DAY = re.compile(r"(?:D:)?(?P<year>(?:19|20)\d\d)-?(?:(?P<month>0[1-9]|1[0-2])-?(?:(?P<day>0[1-9]|[12]\d|3[01]))?)?")
_PROGRAM = re.compile(r"^Microsoft (?:Office )?(?:Word|PowerPoint|Excel) - ")
_NO_TITLE = re.compile(
    r"\W*(?:untitled|sans titre|anonymous|(?:powerpoint )?presentation|présentation(?: powerpoint)?|word document|"
    r"(?:document|diapositive|slide|folie|classeur|book|feuil|sheet)\W*\d*)\W*"
    r"|.*\.(?:docx?|odt|rtf|indd|pptx?|xlsx?|pdf|qxp|ai|tmp)|\W*",
    re.IGNORECASE,
)


def real_title(title: str) -> str:
    """Return a title, or "" for what programs put there: "Sans titre", "Microsoft Word - rapport.doc"."""
    title = _PROGRAM.sub("", one_line(title))
    return "" if _NO_TITLE.fullmatch(title) else title


def dated(content: Content, stamp: str) -> Content:
    """Return `content` with the day of a time stamp (ISO 8601, or PDF's), unless its first lines state a date."""
    match = _DAY.match(stamp)
    if content.date or not match or first_date(content.text):
        return content
    return replace(content, date="-".join(filter(None, match.groups())))
