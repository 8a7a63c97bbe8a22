"""Enumerations: the items, rows or counted sentences that belong together, so that a list is answered with all of them.

Works on the lines of one document and on what a question demands. Does not know scores, nor how an answer is shown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.evidence import Evidence, Facts, Line
from assistant.question_types import Shape, Want
from assistant.targets import Target, Unit, dates_agree, held, names_held
from corpus.french import fold

_MOST = 15
"""Members of an enumeration that is told whole; of a longer one only what was chosen by itself is."""
_FEW = 8
"""Members of a list that answers as a whole a question that does not say that it asks for several things."""
_NAMES_WANTED = frozenset({Want.WHO, Want.NAME})
_SEVERAL = re.compile(
    r"\b(?:les|des|the|its|their|ses|leurs) (?:\d{1,2}|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|two|three|four|five"
    r"|seven|eight|nine|ten) \w|\b(?:which|what) (?:[a-z]+ ){0,2}?(?!was\b|has\b|does\b|this\b)[a-z]{2,}[^\W\dsui]s\b"
)
"""How a question that has no word of a list says that it asks for several things."""
_APART = 3
"""Lines from one counted sentence to the next."""
_FIRST = re.compile(
    r"\b(?:(?:le|la|un|une|the|our|notre) (?:tout )?premi(?:er|ère)|the first)\b|^\W*(?:d['’]abord|premièrement|first(?:ly)?)\b",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"^\W*(?:(?:et )?(?:le|la|l['’]|un|une|the|a) ?)?(?:(?:deuxi|troisi|quatri|cinqui|sixi)ème|seconde?|dernière?|autre"
    r"|third|fourth|fifth|last|other)\b(?! (?:fois|année|jour|time|year|day))"
    r"|^\W*(?:ensuite|puis|enfin|deuxièmement|troisièmement|secondly|thirdly|finally)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Enumeration:
    """Lines of one document that belong together, in text order; `announced` by a sentence, a heading or a table's first row."""

    announced: Line | None
    members: tuple[Line, ...]


def enumeration_of(lines: Sequence[Line], line: Line) -> Enumeration | None:
    """Return the list or table that a line is part of or announces; None where it stands alone."""
    if "|" in line.text:
        return _table(lines, line)
    item = line if line.head is None else lines[line.head]
    if item.list_item:
        return _list(lines, item)
    following = lines[line.number + 1] if line.number + 1 < len(lines) else None
    announces = line.heading or line.text.rstrip(" *_").endswith(":")
    return _list(lines, following) if announces and following is not None and following.list_item else None


def is_listed(line: Line) -> bool:
    """Say whether a line is an item of a list or a row of a table."""
    return line.list_item or "|" in line.text


def asks_for_several(question: str, target: Target) -> bool:
    """Say whether a question asks for several things in so many words."""
    return target.shape is Shape.LIST or _SEVERAL.search(fold(question)) is not None


def _table(lines: Sequence[Line], line: Line) -> Enumeration | None:
    first = line.number if line.head is None else line.head
    end = first + 1
    while end < len(lines) and lines[end].head == first:
        end += 1
    return _whole(lines[first], lines[first + 1 : end])


def _list(lines: Sequence[Line], item: Line) -> Enumeration | None:
    """Return the items before and after one, as far as no other sentence parts them, with what stands before the first."""
    first = end = item.number
    while first > 0 and _in_list(lines, lines[first - 1], item):
        first -= 1
    while end + 1 < len(lines) and _in_list(lines, lines[end + 1], item):
        end += 1
    before = lines[first - 1] if first > 0 else None
    announces = before is not None and (before.heading or before.text.rstrip(" *_").endswith(":"))
    return _whole(before if announces else None, [each for each in lines[first : end + 1] if each.list_item])


def _in_list(lines: Sequence[Line], line: Line, item: Line) -> bool:
    if line.heading or line.passage.section != item.passage.section:
        return False
    return line.list_item or (line.head is not None and lines[line.head].list_item)


def _whole(announced: Line | None, members: Sequence[Line]) -> Enumeration | None:
    return Enumeration(announced, tuple(members)) if 2 <= len(members) <= _MOST else None


def sequence_of(lines: Sequence[Line], line: Line) -> tuple[Line, ...]:
    """Return the sentences "Le premier… Le deuxième… Le dernier…" that a line is one of; nothing where it is none."""
    found: list[Line] = []
    for each in lines:
        if each.heading or each.passage.section != line.passage.section:
            continue
        if _NEXT.search(each.text):
            if found and each.number - found[-1].number <= _APART:
                found.append(each)
        elif _FIRST.search(each.text):
            if line in found:
                break
            found = [each]
    return tuple(found) if len(found) > 1 and line in found else ()


def belonging(
    lines: Sequence[Line], line: Line, target: Target, evidence: Evidence, *, several: bool, best: bool
) -> tuple[Line, ...]:
    """Return the lines that answer together with a chosen one, and what announces them; nothing where it answers alone.

    A table's first row never does. Where the question asks for `several` things, the list, table or sequence that the line is
    part of is told, but one that is not of the `best` line only if it holds the names of the question; else only the list whose
    `best` line holds nothing of the question that what announces it does not.
    """
    enumeration = enumeration_of(lines, line)
    if enumeration is None:
        return sequence_of(lines, line) if several else ()
    announced = enumeration.announced
    head = announced is not None and "|" in announced.text
    if line == announced:
        return (line, *enumeration.members) if head else ()
    if line not in enumeration.members and line.head is not None:
        line = lines[line.head]
    over = [evidence.facts(line.context), *([announced.facts] if announced else [])]
    if several:
        told = _alike(enumeration, line, target, over)
        if not told or not (best or names_held(target, *over, *(member.facts for member in told)) == 1.0):
            return ()
    elif best and _answers_as_whole(enumeration, line, target, over):
        told = enumeration.members
    else:
        return ()
    return told if announced is None or announced.heading else (announced, *told)


def _answers_as_whole(enumeration: Enumeration, line: Line, target: Target, over: Sequence[Facts]) -> bool:
    """Tell whether it is what announces a list that fits the question, not the one item."""
    announced = enumeration.announced
    if announced is None or announced.heading or "|" in line.text or not target.wants <= _NAMES_WANTED:
        return False
    return len(enumeration.members) <= _FEW and not _own(line, target, over)


def _alike(enumeration: Enumeration, line: Line, target: Target, over: Sequence[Facts]) -> tuple[Line, ...]:
    """Return the members that fit the question as the chosen one does.

    What the words over the enumeration do not hold of the question narrows it down ("les partenaires japonais"): names that any
    member holds, and of what the chosen one holds dates, in a table any word, and in a list words that weigh more than those
    that are over it. A chosen one that lacks such a name answers alone.
    """
    own = _own(line, target, over)
    words = [unit for unit in own if not unit.canonicals]
    above = sum(
        unit.weight for unit in target.units if not unit.canonicals and any(_holds(unit, each) for each in over)
    )
    narrowing = [
        unit
        for unit in target.units
        if unit.canonicals
        and any(_holds(unit, member.facts) for member in enumeration.members)
        and not any(_holds(unit, each) for each in over)
    ]
    if line in enumeration.members and not all(_holds(unit, line.facts) for unit in narrowing):
        return ()
    if "|" in line.text or sum(unit.weight for unit in words) > above:
        narrowing += words
    dated = bool(target.dates) and dates_agree(target, line.facts) == 1.0 and dates_agree(target, *over) < 1.0
    return tuple(
        member
        for member in enumeration.members
        if all(_holds(unit, member.facts) for unit in narrowing)
        and (not dated or dates_agree(target, member.facts) == 1.0)
    )


def _own(line: Line, target: Target, over: Sequence[Facts]) -> list[Unit]:
    """Return what of the question a line holds and the words over it do not."""
    return [unit for unit in target.units if _holds(unit, line.facts) and not any(_holds(unit, each) for each in over)]


def _holds(unit: Unit, facts: Facts) -> bool:
    return held(unit, (facts,)) >= 1.0
