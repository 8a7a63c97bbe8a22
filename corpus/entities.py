"""Everything that a text names or measures: known names, names never seen before, persons and values, with exact offsets."""

from __future__ import annotations

import re
from collections.abc import Iterable

from corpus.emphasis import Unmarked
from corpus.kinds import CONTACTS, PLACES, Entity, EntityKind, blank, ordered
from corpus.naming import Names
from corpus.persons import persons
from corpus.protagonists import domain_of, squeezed
from corpus.unseen import unseen_names
from corpus.values import find_values

__all__ = ["Entity", "EntityKind", "find_entities"]

_LONGER = re.compile(r"(?:[ \u00a0](?:de |du |des )?[A-ZÀ-Þ][\w\-]+){1,3}")
_MORE = re.compile(
    r"[ \u00a0](?:(?:du|de la|des|de l['’])[ \u00a0]?(?P<word>[A-ZÀ-Þ][\w\-]+)|(?P<side>Nord|Sud|Est|Ouest|Centre)(?![\w\-]))"
)


def find_entities(text: str, names: Names) -> tuple[Entity, ...]:
    """Return the entities of a text in order; none overlaps another.

    Where two claim the same characters, contacts win, then known names, persons, names told by their context, and the
    longer of a place and a value; a longer name wins over a place inside it ("Osaka Bio Cluster" is no city).
    Marks of emphasis part no words: "le pôle *Azur*" is read as "le pôle Azur".
    """
    unmarked = Unmarked.of(text)
    return unmarked.outside(_entities(unmarked.text, names), text)


def _entities(text: str, names: Names) -> tuple[Entity, ...]:
    """Return the entities of a text without marks of emphasis."""
    values = find_values(text)
    contacts = [entity for entity in values if entity.kind in CONTACTS]
    readable = blank(text, contacts)
    known = [e for e in _exact(names.mentions(readable), text) if not _hyphened(text, e)]
    hosts = {host for contact in contacts if (host := domain_of(contact))}
    firm = [e for e in known if e.kind not in PLACES and not _goes_on(text, e, known, hosts)]
    places = [entity for entity in known if entity.kind in PLACES]
    kept = [*contacts, *firm]
    kept += _free(_exact(persons(blank(text, kept), names, contacts), text), kept)
    coded = [e for e in values if e.kind is EntityKind.AMOUNT and e.text[:1].isupper()]  # "EUR 780,000" is no name
    kept += _longest(_free(_exact(unseen_names(blank(text, [*kept, *coded]), names), text), kept))
    kept += _longest(_free([*places, *values], kept))
    return ordered(kept)


def _hyphened(text: str, entity: Entity) -> bool:
    """Tell whether a short acronym only begins a made-up name: "EU-Forestlink"."""
    short = entity.kind not in PLACES and len(entity.text) <= 3 and entity.text.isupper()
    return short and re.match(r"-[A-ZÀ-Þ][a-zà-ÿ]{3,}", text[entity.end : entity.end + 6]) is not None


def _goes_on(text: str, entity: Entity, known: list[Entity], hosts: set[str]) -> bool:
    """Tell whether a known name begins a longer one that is not known: "Fibres du Lys" is not the pole Fibres.

    What an address of the document spells is a name of its own.
    """
    longer = _LONGER.match(text, entity.end)
    if longer is not None:
        whole = squeezed(re.sub(r"^[Pp][ôo]le ", "", text[entity.start : longer.end()]))
        if whole in hosts or f"pole{whole}" in hosts:
            return True
    more = _MORE.match(text, entity.end) if entity.kind is EntityKind.POLE and entity.text.isalpha() else None
    if more is None:
        return False
    start = more.start("word") if more["word"] else more.start("side")
    return not any(other.start <= start < other.end and other.kind not in PLACES for other in known)


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
