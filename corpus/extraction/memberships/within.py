"""Who is said to be inside a group named by its noun: "A et B, réunis dans l'alliance X", "au sein du réseau X, A et B…".

Also the names in brackets behind it: "l'alliance X (A, B et C)". Does not know verbs of founding, leading or gathering.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.extraction.fact_reading import ACTORS
from corpus.extraction.memberships.groups import named_group
from corpus.extraction.memberships.names import chains, enumerated, first_name
from corpus.extraction.memberships.spoken import NEAR, Spoken
from corpus.extraction.memberships.words import GONE, GROUPS
from corpus.kinds import Entity

_INSIDE = re.compile(
    r"\b(?:dans|au sein d[eu']|sous (?:la banniere|l'egide|l'enseigne|les couleurs|le drapeau) d[eu']|a travers|via"
    r"|autour d[eu']"
    r"|within|inside|in|under the (?:banner|flag|umbrella|name) of|as part of|through|membres? d[eu']|partenaires? d[eu']"
    r"|members? of|partners? (?:in|of)) ?"
    rf"(?:(?:la |le |l'|the |une? |an? |leur |cette |ce )?(?:[a-z-]+ ){{0,2}}?(?:{GROUPS})\b|the (?=\0+ (?:{GROUPS})\b))"
)
_UNITED = re.compile(
    r"[»\"*)]{0,2},? ?(?:(?:tous|toutes|both|all|aujourd'hui|desormais|deja|egalement|also|now|today) )*"
    r"(?:reuni|rassemble|regroupe|associe|allie|uni|lie|federe|engage|impliqu|partenaires|membres|ensemble|cote a cote"
    r"|united|allied|gathered|joined|grouped|involved|partners|members|together|organi[sz]e)\w*"
    r"(?: (?:depuis|since|en|in|ensemble|together)(?: [^,;.\0]{4,14})?)?[ ,]{0,2}"
)
"""What stands between those inside and the words that say in what."""
_JOINS = re.compile(
    r"\b(?:rejoi\w+|retrouv\w+|cotoi\w+|a rejoint|ont rejoint|joins?|joined|meets?|sits? (?:next to|beside"
    r"|with)) (?!forces)"
    r"(?P<who>[^;:.]{4,120}?)[ ,]{0,2}\Z"
)
_WORKS = (
    r"\b(?:travaill\w+|collabor\w+|cooper\w+|sieg\w+|prospect\w+|echang\w+|oeuvr\w+|agi\w+|works?|cooperates?"
    r"|collaborates?|sits?)"
    r"(?: (?:depuis|since|en|in|deja|ensemble|aussi|already)(?: \w+ ?\d*)?)?"
)
_WORKS_WITH = re.compile(
    rf"{_WORKS}(?: (?:avec|with|aux cotes d\w*|alongside) (?P<who>[^;:.]{{4,120}}?))?[ ,]{{0,2}}\Z"
)
_WORKS_THERE = re.compile(rf"[^;:.]{{0,40}}?{_WORKS} (?:avec|with|aux cotes d\w*|alongside) (?P<who>[^;:.]{{4,120}})")
_OPENS = re.compile(
    r"[»\"* ]{0,2}(?: (?:alliance|network|consortium|partnership|project))?, "
    r"(?:(?:le|la|les|l'|the) ?)?(?:poles? |clusters? )?[*«\" ]*"
)
_BRACKET = re.compile(r"[»\"*]{0,2}[ \u00a0]\((?P<who>[^()\n]{6,140})\)")
_FEWEST = 2

Stated = tuple[Entity, list[Entity], float]


def within(about: Spoken) -> Iterator[Stated]:
    """Yield the groups that a sentence names with those inside them."""
    if GONE.search(about.words):
        return
    yield from _in_brackets(about)
    for inside in _INSIDE.finditer(about.words):
        group = named_group(about.reading, about.base + inside.start(), about.base + inside.end() + NEAR)
        if group is None or group.start > about.base + inside.end() + 4 or about.is_denied(inside.start()):
            continue
        members = (
            _fronted(about, group) if not about.words[: inside.start()].strip() else _before(about, inside.start())
        )
        if members:
            yield group, members, 0.8


def _in_brackets(about: Spoken) -> Iterator[Stated]:
    """Yield "l'alliance X (A, B et C)"."""
    text = about.reading.document.text
    for bracket in _BRACKET.finditer(text, about.base, about.end):
        group = named_group(about.reading, max(about.base, bracket.start() - NEAR), bracket.start())
        members = enumerated(about.reading, *bracket.span("who"))
        if group is not None and group.end >= bracket.start() - 12 and len(members) >= _FEWEST:
            yield group, members, 0.8


def _before(about: Spoken, offset: int) -> list[Entity]:
    """Return those whom the words before "dans l'alliance X" put there."""
    before = about.words[:offset]
    named = [a for a in about.sentence.of(ACTORS) if a.end <= about.base + offset]
    for last in named[-1:]:
        if _UNITED.fullmatch(before, last.end - about.base):
            whole = [c for c in chains(about.reading, about.base, about.base + offset) if c[-1].end == last.end]
            return whole[0] if whole else [last]
    for pattern in (_JOINS, _WORKS_WITH):
        found = pattern.search(before)
        if found is None:
            continue
        who = enumerated(about.reading, *(about.base + o for o in found.span("who"))) if found["who"] else []
        subject = [a for a in named if a.end <= about.base + found.start()][-1:]
        if subject or who:
            return [*subject, *who]
    return []


def _fronted(about: Spoken, group: Entity) -> list[Entity]:
    """Return those of whom a sentence speaks that begins "Au sein de l'alliance X, A travaille avec B"."""
    opens = _OPENS.match(about.words, group.end - about.base)
    if opens is None:
        return []
    start = about.base + opens.end()
    whole = [c for c in chains(about.reading, start, about.end) if c[0].start <= start + 2]
    first = next((a for a in about.sentence.of(ACTORS) if a.start == start), None) or first_name(
        about.reading, start, about.end
    )
    members = whole[0] if whole else [first] if first is not None else []
    works = _WORKS_THERE.match(about.words, members[-1].end - about.base) if members else None
    return [*members, *(enumerated(about.reading, *(about.base + o for o in works.span("who"))) if works else ())]
