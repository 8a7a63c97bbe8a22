"""The whole name of a partner: foreign names hold small words and begin with a kind or a place that lists read apart.

Does not know agreements.
"""

from __future__ import annotations

import re

from corpus.extraction.fact_reading import ACTORS, Reading
from corpus.kinds import PLACES, Entity, EntityKind
from corpus.plain import plain
from corpus.protagonists import NO_NAMES

_CAPITAL = r"[A-ZÀ-ÖØ-ÞŒŸŁŚŠŻŽĆČĐİŐŰ][\w'’+&-]*"
_BEFORE = re.compile(rf"(?<![\w\-@./'’])(?P<name>{_CAPITAL}(?:[ \u00a0]{_CAPITAL}){{0,2}})[ \u00a0]\Z")
_SMALL = r"(?:i|y|e|und|og|och|en|for|of|für|van|von|del|della|de|di|do|da|dos|das|and|&|zu|ja|na|w)"
_AFTER = re.compile(rf"(?:[ \u00a0](?:{_SMALL}[ \u00a0])?{_CAPITAL})+")
_FOREIGN = re.compile(rf"[ \u00a0](?:i|y|und|og|och|ja|für|van|von|del|della|dos|das)[ \u00a0]{_CAPITAL}")
"""Small words of foreign names, which no French or English sentence says between two names."""
_KINDS = frozenset(
    {
        "cluster",
        "clúster",
        "klaster",
        "klub",
        "klynge",
        "distretto",
        "polo",
        "parque",
        "red",
        "netzwerk",
        "grupo",
        "clube",
    }
)
_OF_TOWN = re.compile(rf"[ \u00a0]of[ \u00a0]{_CAPITAL}\Z")
_BODIES_TEXT = """
    port university chamber agency institute ministry city authority school council centre center cluster network association
    federation confederation government bank college house union alliance
"""
_BODIES = frozenset(_BODIES_TEXT.split())
"""What a name begins with of one to whom the town belongs: "Port of X"."""
_PARKS = frozenset(
    {"park", "authority", "chamber", "board", "council", "institute", "university", "agency", "bureau", "society"}
)
"""What stands before "of" in such a name: "Science Park of X"."""


def whole_name(reading: Reading, one: Entity) -> Entity:
    """Return a partner with the words of its name that stand beside the mention: "Clúster Sol X", "Vent i Y", "Kyushu X"."""
    if one.kind not in ACTORS or reading.names.entry(one.canonical) is not None:
        return one if one.kind not in ACTORS else _pole_and_more(reading, one)
    text, start, end = reading.document.text, one.start, one.end
    before = _BEFORE.search(text, max(0, start - 40), start)
    if before and not _apart(reading, before.start("name"), start):
        start = before.start("name")
    if after := _FOREIGN.match(text, end):
        more = _AFTER.match(text, after.end())
        end = more.end() if more else after.end()
    of = _OF_TOWN.search(text, start, end)
    if of and " " in text[start : of.start()] and not _is_body(plain(text[start : of.start()]).split()):
        end = of.start()
    return one if (start, end) == (one.start, one.end) else _named(one, text, start, end)


def _is_body(words: list[str]) -> bool:
    return words[0] in _BODIES or words[-1] in _PARKS


def _pole_and_more(reading: Reading, one: Entity) -> Entity:
    """Return a known name with the capitalised words that make it another's: "Novo Avenir" beside the known "Novo"."""
    text = reading.document.text
    before = _BEFORE.search(text, max(0, one.start - 40), one.start)
    if before and not _apart(reading, before.start("name"), one.start):
        inside = [e for s in reading.between(one.start, one.end) for e in s.entities if e.end <= one.start]
        if inside and before.start("name") <= inside[-1].start and inside[-1].kind in PLACES:
            return _named(one, text, before.start("name"), one.end)
    more = re.compile(rf"(?:[ \u00a0]{_CAPITAL})+").match(text, one.end)
    if more is None or any(
        e.start < more.end() and more.start() < e.end
        for s in reading.between(one.start, more.end())
        for e in s.entities
        if e.start > one.start
    ):
        return one
    return _named(one, text, one.start, more.end())


def _apart(reading: Reading, start: int, end: int) -> bool:
    """Tell whether the capitalised words before a name are no part of it: they open a sentence, name somebody or a country."""
    text = reading.document.text
    first = text[start:end].split()[0]
    kind = plain(first) in {plain(one) for one in _KINDS}
    sentence = next(iter(reading.between(start, start + 1)), None)
    if sentence is not None and sentence.span.start == start and not kind:
        return True
    if plain(first) in NO_NAMES and not kind:
        return True
    inside = [e for s in reading.between(start, end) for e in s.entities if e.start < end and start < e.end]
    return any(e.kind not in PLACES or e.kind is EntityKind.COUNTRY for e in inside)


def _named(one: Entity, text: str, start: int, end: int) -> Entity:
    return Entity(
        one.kind if one.kind is not EntityKind.POLE else EntityKind.ORGANISATION,
        start,
        end,
        text[start:end],
        text[start:end],
    )
