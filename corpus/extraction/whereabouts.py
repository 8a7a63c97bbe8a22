"""Where the named things of a document lie: the country known, written beside a mention, or held by the name itself.

Does not know facts. "le cluster allemand X", "X (Brésil)", "X, au Canada", "X, le cluster de Belo Horizonte".
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict

from corpus.kinds import PLACES, Entity, EntityKind
from corpus.naming import Names
from corpus.plain import plain

_NOUN = (
    r"(?:clusters?|parc|grappe|pole|reseau|association|technopole|alliance|homologues?|partenaires?|federation"
    r"|agence|centre"
    r"|science park|network|hub)"
)
_BEFORE = re.compile(r"[ «\"*]{1,4}|[ «\"]*(?:d'|de |de l'|des |du )?[«\" ]{0,2}")
_OF_THERE = re.compile(r" (?:science )?(?:cluster|park|network|hub|grouping|federation|association) [\"“]?")
"""What stands between a place and a name in English: "the Flemish cluster X"."""
_AFTER = re.compile(r"[*_]{0,2} ?[(/] ?|[ »\"]{1,3}|[ »\"]*(?:de |du |d'|des |de la |,? ?cote )")
_THERE = re.compile(r"[ »\"]{0,2},? (?:en|au|aux|a la|in|in the|from) ")
_APPOSED = re.compile(
    rf"[ »\"]{{0,2}},? \(?(?:(?:le|la|un|une|the|a|son|premiere?|principale?"
    rf"|grande?) ){{0,2}}{_NOUN}(?: [a-z-]{{3,15}}){{0,2}}"
    r" (?:de|du|d'|des|a|au|en|of|in|from) ?"
)
_CALLED = re.compile(rf"[ »\"]{{0,2}}, (?:le |la |l'|un |une |the |a )?{_NOUN} ")
_TOWN = re.compile(r"[ »\"]{0,2} \(|[ »\"]{0,2},? base\w* (?:a|en|au) ")
_JOURNEY = re.compile(r",? (?:et|puis) (?:en|au|aux) ")  # "X au Chili et en Uruguay" travels, it does not live there
_REACH = 70


class Whereabouts:
    """The places of a document and what they say of the names beside them."""

    def __init__(self, text: str, entities: tuple[Entity, ...], names: Names) -> None:
        self._text, self._names = text, names
        self._places = [e for e in entities if e.kind in PLACES]
        self._starts = [e.start for e in self._places]
        self._ends = [e.end for e in self._places]
        self._beside: dict[int, Entity | None] = {}
        self._inside: dict[str, str] = {}
        self._mentions: dict[str, list[Entity]] = defaultdict(list)
        for entity in entities:
            if entity.kind not in PLACES:
                self._mentions[entity.canonical].append(entity)

    def country(self, entity: Entity) -> str:
        """Return the country of a place or organisation: known, or written beside it here or elsewhere; "" when unknown."""
        entry = self._names.entry(entity.canonical)
        if entry is not None:
            return "France" if entry.kind is EntityKind.POLE else self._names.country_of(entity.canonical)
        beside = self.beside(entity) or self.beside_any(entity)
        if beside is not None:
            return beside.canonical
        return "" if entity.kind is EntityKind.POLE else self.inside(entity)

    def beside_any(self, entity: Entity) -> Entity | None:
        """Return the word for a country beside any mention of the same name."""
        return next((found for one in self._mentions[entity.canonical] if (found := self.beside(one))), None)

    def inside(self, entity: Entity) -> str:
        """Return the country of the foreign place that a name holds: "Rotterdam Logistics Lab"; "" when it holds none."""
        if entity.text not in self._inside:
            countries = [
                self._names.country_of(e.canonical) for e in self._names.mentions(entity.text) if e.kind in PLACES
            ]
            self._inside[entity.text] = next((country for country in countries if country not in ("", "France")), "")
        return self._inside[entity.text]

    def beside(self, entity: Entity) -> Entity | None:
        """Return the place that touches a mention, its `canonical` the country."""
        if entity.start not in self._beside:
            self._beside[entity.start] = self._find(entity)
        return self._beside[entity.start]

    def _find(self, entity: Entity) -> Entity | None:
        found: list[Entity] = []
        first = bisect_left(self._starts, entity.end)
        for place in self._places[first : first + 2]:
            if place.start - entity.end > _REACH:
                break
            joint = plain(self._text[entity.end : place.start].replace("\n", "|"))
            if self._fits_after(joint, place) and not _JOURNEY.match(plain(self._text[place.end : place.end + 12])):
                found.append(place)
                break
        last = bisect_right(self._ends, entity.start)
        for place in self._places[max(0, last - 1) : last]:
            joint = plain(self._text[place.end : entity.start].replace("\n", "|"))
            touches = entity.start - place.end <= 4 and place.kind is not EntityKind.CITY and _BEFORE.fullmatch(joint)
            if touches or _OF_THERE.fullmatch(joint):
                found.append(place)
        countries = [(e, self._names.country_of(e.canonical)) for e in found]
        known = [Entity(e.kind, e.start, e.end, e.text, country) for e, country in countries if country]
        return min(known, key=lambda e: e.kind is not EntityKind.COUNTRY, default=None)

    @staticmethod
    def _fits_after(joint: str, place: Entity) -> bool:
        if _APPOSED.fullmatch(joint):
            return True
        if place.kind is EntityKind.CITY:
            return _TOWN.fullmatch(joint) is not None
        near = _AFTER.fullmatch(joint) or _THERE.fullmatch(joint) or _CALLED.fullmatch(joint)
        return near is not None
