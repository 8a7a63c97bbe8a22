"""Everything that a text names or measures: known names, names never seen before, persons and values, with exact offsets."""

from __future__ import annotations

from collections.abc import Iterable

from corpus.kinds import CONTACTS, PLACES, Entity, EntityKind, blank, ordered
from corpus.naming import Names
from corpus.persons import persons
from corpus.unseen import unseen_names
from corpus.values import find_values

__all__ = ["Entity", "EntityKind", "find_entities"]


def find_entities(text: str, names: Names) -> tuple[Entity, ...]:
    """Return the entities of a text in order; none overlaps another.

    Where two claim the same characters, contacts win, then known names, persons, names told by their context, and the
    longer of a place and a value; a longer name wins over a place inside it ("Osaka Bio Cluster" is no city).
    """
    values = find_values(text)
    contacts = [entity for entity in values if entity.kind in CONTACTS]
    readable = blank(text, contacts)
    known = _exact(names.mentions(readable), text)
    firm = [entity for entity in known if entity.kind not in PLACES]
    places = [entity for entity in known if entity.kind in PLACES]
    kept = [*contacts, *firm]
    kept += _free(persons(blank(text, kept), names), kept)
    kept += _longest(_free(_exact(unseen_names(blank(text, kept), names), text), kept))
    kept += _longest(_free([*places, *values], kept))
    return ordered(kept)


def _exact(entities: Iterable[Entity], text: str) -> list[Entity]:
    """Give mentions found in a blanked text the words of the text itself."""
    return [Entity(e.kind, e.start, e.end, text[e.start : e.end], e.canonical) for e in entities]


def _free(candidates: Iterable[Entity], kept: list[Entity]) -> list[Entity]:
    """Return the candidates that overlap nothing kept."""
    taken: set[int] = set()
    for entity in kept:
        taken.update(range(entity.start, entity.end))
    return [entity for entity in candidates if taken.isdisjoint(range(entity.start, entity.end))]


def _longest(candidates: list[Entity]) -> list[Entity]:
    """Keep the longest of the candidates that overlap."""
    kept: list[Entity] = []
    taken: set[int] = set()
    for entity in sorted(candidates, key=lambda e: (e.start - e.end, e.start)):
        if taken.isdisjoint(range(entity.start, entity.end)):
            kept.append(entity)
            taken.update(range(entity.start, entity.end))
    return kept
