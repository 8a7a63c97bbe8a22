"""Names that only the facts know: who stands on a side of a fact, found in a question word for word.

Does not know what a question asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from assistant.understanding import Understanding
from corpus.fact_kinds import Fact, FieldName
from corpus.kinds import Entity, EntityKind
from corpus.plain import plain

_SIDES = frozenset(
    {
        FieldName.PARTY,
        FieldName.PARTNER,
        FieldName.BENEFICIARY,
        FieldName.FUNDER,
        FieldName.MEMBER,
        FieldName.ALLIANCE,
    }
)
_SHORTEST = 4
_CAPITAL = re.compile(r"[A-ZÀ-Þ]")
_WORD = re.compile(r"\w+")


def names_of_facts(text: str, facts: Iterable[Fact]) -> tuple[Entity, ...]:
    """Return the names on the sides of facts that `text` holds, in its order, the longest where two overlap.

    Whatever their accents and case, but a capital must begin some word of both: "Mission" is no name where the facts have
    "mission", nor "la mission" where they have "Mission".
    """
    known = {field.canonical for fact in facts for field in fact.fields if field.name in _SIDES}
    folded, found = plain(text), list[Entity]()
    held = [name for name in known if len(name) >= _SHORTEST and _CAPITAL.search(name) and plain(name) in folded]
    for name in sorted(held, key=lambda each: (-len(each), each)):
        for match in re.finditer(rf"(?<!\w){re.escape(plain(name))}(?!\w)", folded):
            start, end = match.span()
            taken = any(start < other.end and other.start < end for other in found)
            if not taken and _CAPITAL.search(text[start:end]):
                found.append(Entity(EntityKind.ORGANISATION, start, end, text[start:end], name))
    return tuple(sorted(found, key=lambda entity: entity.start))


def named_by_facts(understanding: Understanding, facts: Iterable[Fact]) -> Understanding:
    """Return what a question means with the names that only the facts know: "Zorglune" is then a name, no unknown word.

    A name of the lists stays what it is, but for one that is a part of a longer name of the facts ("Kansai" of "Kansai Steel
    Forum").
    """
    found = [
        name
        for name in names_of_facts(understanding.standalone, facts)
        if not any(own.start <= name.start and name.end <= own.end for own in understanding.names)
    ]
    if not found:
        return understanding

    def outside(entities: Iterable[Entity]) -> list[Entity]:
        return [e for e in entities if not any(e.start < name.end and name.start < e.end for name in found)]

    spelt = {word for name in found for word in _WORD.findall(name.text)}
    return replace(
        understanding,
        names=tuple(sorted([*outside(understanding.names), *found], key=lambda entity: entity.start)),
        unknown=tuple(word for word in understanding.unknown if not set(_WORD.findall(word)) <= spelt),
        dates=tuple(outside(understanding.dates)),
        numbers=tuple(outside(understanding.numbers)),
    )
