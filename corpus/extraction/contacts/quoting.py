"""How an organisation is quoted: with the noun that belongs to its name ("Région Val-Clair"), and what is an ordinary word.

Does not know whose a contact is.
"""

from __future__ import annotations

import re

from corpus.extraction.fact_reading import PLACES, Reading
from corpus.fact_kinds import Field, FieldName
from corpus.kinds import Entity, EntityKind
from corpus.plain import plain
from corpus.spelling import fold_word, is_form_of

_PUBLIC = re.compile(
    r"\b(?:R[ée]gion|D[ée]partement|M[ée]tropole|Ville|Communauté|[Ss]yndicat|[Aa]gence|[Cc]hambre|Université"
    r"|Ministère|Collectivité|Fédération|Observatoire)"
    r"(?: (?!et\b|avec\b|pour\b|par\b|sur\b|à\b)[a-zà-ÿ'’]+){0,5} ?(?:l['’]|d['’])?\Z"
)
_ABSTRACT = re.compile(r"(?:tion|ment|ite|ance|ence|age|isme|ique|ing|eur|ture)s?\Z")
"""How words end that name an activity, listed or not: "Labellisation"."""
_NAMED_SO = re.compile(
    r"\b(?:Alliance|Réseau|Fondation|Collectif|Collège|Union|Club|Radio|Maison|Institut|Alliance) \Z"
)
"""A noun whose capital says that it belongs to the name: "Alliance Nova"."""


def called(reading: Reading, entity: Entity, *, inferred: bool = False) -> Field:
    """Return the field of an organisation, with the public noun before its name: "Région Val-Clair"."""
    before = _PUBLIC.search(reading.document.text[max(0, entity.start - 60) : entity.start])
    before = before or _NAMED_SO.search(reading.document.text[max(0, entity.start - 30) : entity.start])
    if before is None and entity.kind is EntityKind.INSTITUTION and (end := _with_place(reading, entity)):
        return reading.quoted(FieldName.ORGANISATION, entity.start, end, entity.canonical, inferred=inferred)
    if before is None or entity.kind is EntityKind.POLE:
        return reading.field(FieldName.ORGANISATION, entity, inferred=inferred)
    start = entity.start - len(before.group())
    return reading.quoted(FieldName.ORGANISATION, start, entity.end, entity.canonical, inferred=inferred)


def _with_place(reading: Reading, entity: Entity) -> int:
    """Return where the place ends that tells which of many an institution is: "CCI Bretagne"; 0 without one."""
    for sentence in reading.between(entity.start, entity.end):
        for place in sentence.of(PLACES):
            if re.fullmatch(r" (?:de |du |d['’])?", reading.document.text[entity.end : place.start]):
                return place.end
    return 0


def at(reading: Reading, start: int, end: int) -> Field:
    """Return the field of a stretch of the text, with the canonical name of the organisation known there."""
    value = reading.document.text[start:end]
    known = next((e for e in reading.organisations if plain(e.text) == plain(value)), None)
    if known is not None:
        return called(reading, known, inferred=True)
    return reading.quoted(FieldName.ORGANISATION, start, end, value, inferred=True)


def is_ordinary(reading: Reading, name: str) -> bool:
    """Tell whether a name has a common word or is a place, so that it may be a label: "Presse", "Antenne Est"."""
    words = [word for word in re.split(r"[ '’-]", name) if len(word) > 2]
    common = any(is_form_of(fold_word(w), reading.names.common_words) or _ABSTRACT.search(plain(w)) for w in words)
    return common or not words or reading.names.entry(name) is not None
