"""Targets: what a question demands of the evidence, and how much of it a text holds. No weights, no decisions.

A target is made once a question and compared with many sentences.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log

from assistant.evidence import Facts, beginning
from assistant.lexicon import Lexicon
from assistant.offices import offices_asked
from assistant.question_types import CONTACT, Shape, Want
from assistant.understanding import Understanding
from corpus.entities import Entity, EntityKind
from corpus.french import fold, terms, words
from corpus.kinds import PLACES

_KINDS: Mapping[Want, frozenset[EntityKind]] = {
    Want.PHONE: frozenset({EntityKind.PHONE}),
    Want.FAX: frozenset({EntityKind.PHONE}),
    Want.EMAIL: frozenset({EntityKind.EMAIL}),
    Want.URL: frozenset({EntityKind.URL}),
    Want.CONTACT: frozenset({EntityKind.PHONE, EntityKind.EMAIL, EntityKind.URL, EntityKind.PERSON}),
    Want.MEANING: frozenset(),
    Want.AMOUNT: frozenset({EntityKind.AMOUNT}),
    Want.PERCENT: frozenset({EntityKind.PERCENT}),
    Want.DURATION: frozenset({EntityKind.DURATION, EntityKind.PERIOD}),
    Want.TIME: frozenset({EntityKind.TIME}),
    Want.DATE: frozenset({EntityKind.DATE, EntityKind.PERIOD}),
    Want.NUMBER: frozenset({EntityKind.NUMBER, EntityKind.AMOUNT, EntityKind.PERCENT}),
    Want.WHO: frozenset({EntityKind.PERSON, EntityKind.POLE, EntityKind.ORGANISATION, EntityKind.INSTITUTION}),
    Want.PLACE: frozenset({EntityKind.CITY, EntityKind.REGION, EntityKind.COUNTRY}),
    Want.CITY: frozenset({EntityKind.CITY}),
    Want.REGION: frozenset({EntityKind.REGION}),
    Want.COUNTRY: frozenset({EntityKind.COUNTRY}),
    Want.NAME: frozenset(
        {
            EntityKind.POLE,
            EntityKind.ORGANISATION,
            EntityKind.INSTITUTION,
            EntityKind.PROGRAMME,
            EntityKind.EVENT,
            EntityKind.PERSON,
        }
    ),
}
STRICT = CONTACT | {Want.AMOUNT, Want.PERCENT, Want.TIME}
"""Wants whose value has a form that is recognised reliably: without one there is no answer."""

VALUES = frozenset({Want.AMOUNT, Want.PERCENT, Want.TIME, Want.DATE, Want.DURATION, Want.NUMBER})
"""Wants of a figure or a date."""

_NAMED = _KINDS[Want.NAME]
_WHO = frozenset({Want.WHO, Want.NAME})

_UNLISTED = "unlisted "
_FAX = frozenset(terms("fax télécopie télécopieur"))
_SYNONYM = 0.8
_FAMILY = 0.6
_NUMBER_WEIGHT = 2.0

_OR = re.compile(
    r"\s*,?\s*(?:ou|or)\s+(?:(?:avec|with|en|in|au|aux|du|des|de|le|la|les|the)\s+)*(?:l'|d')?", re.IGNORECASE
)
_COUNTED = re.compile(
    r"\b(?:combien|nombre|cb|how many|number)\b (?:(?:de|d'|des|total de|of) ?)?(?:autres? |other )?([^?]*)"
)


@dataclass(frozen=True, slots=True)
class Unit:
    """Something that the question is about: a name or one word. `weight` is its inverse document frequency.

    `groups` are the stems that make it up, each with the stems that may stand for it; `canonicals` is empty for a
    word, and holds several names where the question leaves the choice ("avec le Japon ou la Corée").
    """

    groups: tuple[tuple[str, ...], ...]
    canonicals: frozenset[str]
    weight: float


@dataclass(frozen=True, slots=True)
class Target:
    """A question ready to be compared with many sentences.

    `names` are the canonical forms of the names that the lists or a pattern know, persons and places among them;
    `unlisted` those made of capitalised words.
    """

    units: tuple[Unit, ...]
    names: frozenset[str]
    unlisted: frozenset[str]
    persons: frozenset[str]
    places: frozenset[str]
    dates: tuple[str, ...]
    given: frozenset[str]
    wants: frozenset[Want]
    shape: Shape
    acronyms: frozenset[str]
    counted: tuple[str, ...]
    pairs: frozenset[tuple[str, str]]
    offices: tuple[re.Pattern[str], ...]


def target(understanding: Understanding, lexicon: Lexicon, frequencies: Mapping[str, int], passages: int) -> Target:
    """Return what evidence is compared with. `frequencies` and `passages` give the weight of each word (BM25's idf)."""

    def weight(stem: str) -> float:
        frequency = frequencies.get(stem, 0)
        return log(1 + (passages - frequency + 0.5) / (frequency + 0.5))

    names = understanding.names
    units = []
    for choice in _choices(understanding.standalone, names):
        stems = tuple(stem for name in choice for stem in terms(name.text))
        heaviest = max((weight(stem) for stem in stems), default=1.0)
        groups = tuple((stem,) for stem in stems) if len(choice) == 1 else (stems,)
        units.append(Unit(groups, frozenset(name.canonical for name in choice), heaviest))
    plain = [
        word
        for word in words(understanding.standalone)
        if not word.stop
        and word.stem in understanding.focus
        and not any(entity.start <= word.start < entity.end for entity in (*names, *understanding.numbers))
    ]
    unlisted = {word.stem: _UNLISTED + word.stem for word in plain if word.text in understanding.unknown}
    units += [Unit(((stem,),), frozenset({name}), weight(stem)) for stem, name in unlisted.items()]
    plain = [word for word in plain if word.stem not in unlisted]
    numbers = [entity for entity in understanding.numbers if len(entity.canonical) < 8]
    units += [
        Unit(((terms(number.text) or ("",))[:1],), frozenset({number.canonical}), _NUMBER_WEIGHT) for number in numbers
    ]
    for stem, word in {word.stem: word for word in plain}.items():
        alternatives = lexicon.alternatives(word.text, stem, understanding.language)
        units.append(Unit((alternatives,), frozenset(), weight(stem)))
    in_order = [word.stem for word in words(understanding.standalone) if not word.stop]
    return Target(
        units=tuple(units),
        names=frozenset(name.canonical for name in names),
        unlisted=frozenset(unlisted.values()),
        persons=frozenset(name.canonical for name in names if name.kind is EntityKind.PERSON),
        places=frozenset(name.canonical for name in names if name.kind in PLACES),
        dates=tuple(date.canonical for date in understanding.dates),
        given=frozenset(entity.canonical for entity in (*names, *understanding.dates, *understanding.numbers)),
        wants=understanding.type.wants,
        shape=understanding.type.shape,
        acronyms=frozenset(fold(word.text) for word in words(understanding.standalone) if not word.stop),
        counted=_counted(understanding, lexicon),
        pairs=frozenset(pairwise(in_order)),
        offices=offices_asked(understanding.standalone) if understanding.type.wants & _WHO else (),
    )


def coverage(target: Target, *facts: Facts) -> float:
    """Return the share of the question's weight that the facts together hold, in [0, 1]; 1 for an empty question."""
    return _coverage(target.units, facts)


def plain_coverage(target: Target, *facts: Facts) -> float:
    """Return the same share for the words that are no names: names alone never answer what is asked about them."""
    return _coverage([unit for unit in target.units if not unit.canonicals], facts)


def _coverage(units: Sequence[Unit], facts: Sequence[Facts]) -> float:
    total = sum(unit.weight for unit in units)
    return 1.0 if total == 0 else sum(unit.weight * held(unit, facts) for unit in units) / total


def wanted_values(target: Target, facts: Facts) -> tuple[Entity, ...]:
    """Return the entities of the wanted kinds that the question does not give itself, in text order."""
    kinds = {kind for want in target.wants for kind in _KINDS[want]}
    return tuple(entity for entity in facts.entities if entity.kind in kinds and entity.canonical not in target.given)


def wants_met(target: Target, facts: Facts) -> float:
    """Return the share of the wants for which the facts hold a value; 1 when nothing particular is wanted."""
    if not target.wants:
        return 1.0
    met = sum(
        _explains(target, facts)
        if want is Want.MEANING
        else any(e.kind in _KINDS[want] and e.canonical not in target.given for e in facts.entities)
        and (want is not Want.FAX or bool(_FAX & facts.terms))
        for want in target.wants
    )
    return met / len(target.wants)


def any_number(target: Target, facts: Facts) -> bool:
    """Say whether the facts hold a number of any form that the question does not give itself."""
    return any(e.kind in _KINDS[Want.NUMBER] and e.canonical not in target.given for e in facts.entities)


def _explains(target: Target, facts: Facts) -> bool:
    """Say whether an acronym of the question stands beside its meaning."""
    return bool(target.acronyms & facts.explained)


def dates_agree(target: Target, *facts: Facts) -> float:
    """Return the share of the question's dates that the facts hold (a year holds its days, and the reverse)."""
    if not target.dates:
        return 1.0
    found = [e.canonical for f in facts for e in f.entities if e.kind in {EntityKind.DATE, EntityKind.PERIOD}]
    return sum(any(_same_date(date, other) for other in found) for date in target.dates) / len(target.dates)


def names_held(target: Target, *facts: Facts) -> float:
    """Return the share of the question's names, unlisted ones too, that the facts hold; 1 when it names nothing."""
    return _names_held(target, target.names | target.unlisted, facts)


def places_held(target: Target, *facts: Facts) -> float:
    """Return the share of the question's places that the facts hold; 1 when it names none."""
    return _names_held(target, target.places, facts)


def names_replaced(target: Target, facts: Facts, *around: Facts) -> bool:
    """Say whether a sentence speaks of other organisations, persons or programmes, and one that is asked for is not near."""
    asked = (target.names | target.unlisted) - target.places
    if _names_held(target, asked, (facts, *around)) == 1.0:
        return False
    return any(e.kind in _NAMED and e.canonical not in target.given for e in facts.entities)


def listed_names_held(target: Target, *facts: Facts) -> float:
    """Return the share of the question's names that the facts hold, those left out that no list or pattern knows."""
    return _names_held(target, target.names, facts)


def _names_held(target: Target, names: frozenset[str], facts: Sequence[Facts]) -> float:
    named = [unit for unit in target.units if unit.canonicals & names]
    return sum(held(unit, facts) >= 1.0 for unit in named) / len(named) if named else 1.0


def counts_right(target: Target, text: str, facts: Facts) -> bool:
    """Say whether a number in `text` is followed within four words by what the question counts."""
    if not target.counted:
        return True
    numbers = [entity for entity in facts.entities if entity.kind in {EntityKind.NUMBER, EntityKind.AMOUNT}]
    for number in numbers:
        following = [word.stem for word in words(text[number.end : number.end + 80]) if not word.stop][:4]
        if any(stem in following for stem in target.counted):
            return True
    return False


def held(unit: Unit, facts: Sequence[Facts]) -> float:
    """Return how much of a unit the facts hold, in [0, 1]: a name by its canonical form or by its words."""
    if any(unit.canonicals & each.canonicals for each in facts):
        return 1.0
    if not unit.groups:
        return 0.0
    if unit.canonicals:
        return sum(any(stem in each.terms for stem in group for each in facts) for group in unit.groups) / len(
            unit.groups
        )
    return max(_stem_held(stem, first, facts) for group in unit.groups for first, stem in enumerate(group))


def _stem_held(stem: str, position: int, facts: Sequence[Facts]) -> float:
    """Return 1 for the word itself, a little less for a synonym, half for a word of its family, else 0."""
    if any(stem in each.terms for each in facts):
        return 1.0 if position == 0 else _SYNONYM
    family = beginning(stem) if position == 0 else ""
    return _FAMILY if family and any(family in each.beginnings for each in facts) else 0.0


def _choices(question: str, names: Sequence[Entity]) -> list[list[Entity]]:
    """Group the names that "ou" joins; every other name stands alone."""
    groups: list[list[Entity]] = []
    for name in names:
        if groups and _OR.fullmatch(question[groups[-1][-1].end : name.start]):
            groups[-1].append(name)
        else:
            groups.append([name])
    return groups


def _counted(understanding: Understanding, lexicon: Lexicon) -> tuple[str, ...]:
    """Return the stems of what "combien de …" counts, or nothing."""
    if Want.NUMBER not in understanding.type.wants:
        return ()
    match = _COUNTED.search(fold(understanding.standalone))
    word = next((word for word in words(match.group(1)) if not word.stop), None) if match else None
    return () if word is None else lexicon.alternatives(word.text, word.stem, understanding.language)


def _same_date(one: str, other: str) -> bool:
    """Compare ISO dates of any precision; a period agrees with any date in it, an open one with its only end."""
    if "/" in one or "/" in other:
        first, _, last = (one if "/" in one else other).partition("/")
        date = other if "/" in one else one
        if "/" in date:
            return one == other
        if first in {"", ".."} or last in {"", ".."}:
            end = first if last in {"", ".."} else last
            return end.startswith(date) or date.startswith(end)
        begins = first <= date or date.startswith(first) or first.startswith(date)
        ends = date <= last or date.startswith(last) or last.startswith(date)
        return begins and ends
    if one.startswith("--") or other.startswith("--"):
        return one[-5:] == other[-5:]
    return one.startswith(other) or other.startswith(one)
