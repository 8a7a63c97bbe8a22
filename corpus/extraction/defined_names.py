"""Names that a document gives itself the acronym of: "L'Arc alimentaire européen (AAE) est une alliance…".

Such a name may have words without a capital, which no run of capitals finds. Does not know entities of other kinds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.kinds import Entity, EntityKind
from corpus.plain import plain

_ACRONYM = re.compile(r" \((?P<acronym>[A-ZÀ-Þ]{2,6})\)")
_IS_A = re.compile(
    r"[^.;\n]{0,80}?\b(?:est|etait|constitue|forme|is) (?:donc |aujourd'hui )?(?:une?|le|la|l'|an?|the) ?(?:[a-z-]+ ){0,2}"
    r"(?:alliance|reseau|association|federation|consortium|groupement|cluster|pole|grappe|plateforme|union|network)\b"
)
_IS_CALLED = re.compile(
    r"\b(?:alliance|reseau|association|federation|consortium|groupement|cluster|grappe|plateforme|network) [«\" ]*\Z"
)
_WORD = re.compile(r"[^\W\d_][\w\-]*")
_SMALL_TEXT = "de du des d la le les l et a au aux en pour of the and for"
_SMALL = frozenset(_SMALL_TEXT.split())
_MOST_WORDS = 9


def defined_names(text: str) -> Iterator[Entity]:
    """Yield every mention of the alliances and clusters that the text names in full with their acronym."""
    taken: set[int] = set()
    for found in _ACRONYM.finditer(text):
        if found.start() - 1 in taken:
            continue
        start = _full_name(text, found.start(), found["acronym"])
        if start is None:
            continue
        before = plain(text[max(0, start - 30) : start])
        if not (_IS_A.match(plain(text[found.end() : found.end() + 160])) or _IS_CALLED.search(before)):
            continue
        name = text[start : found.start()]
        mention = re.compile(rf"(?<![\w\-])(?:{re.escape(name)}|{re.escape(found['acronym'])})(?![\w\-])")
        for match in mention.finditer(text):
            if not taken.isdisjoint(range(*match.span())):
                continue
            taken.update(range(*match.span()))
            yield Entity(EntityKind.ORGANISATION, match.start(), match.end(), match.group(), name)


def _full_name(text: str, end: int, acronym: str) -> int | None:
    """Return where the words begin whose initials are an acronym, if the first of them has a capital."""
    line = text.rfind("\n", 0, end) + 1
    words = list(_WORD.finditer(text, max(line, end - 120), end))[-_MOST_WORDS:]
    letters = plain(acronym)
    for first in range(len(words) - 1, -1, -1):
        initials = "".join(plain(w.group())[0] for w in words[first:] if plain(w.group()) not in _SMALL)
        if initials == letters and words[first].group()[0].isupper():
            return words[first].start()
    return None
