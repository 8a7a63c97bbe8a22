"""Entity and its kinds: a stretch of text that names or measures something. Does not know how it is recognised."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class EntityKind(StrEnum):
    """What an entity is."""

    POLE = "pole"
    PROGRAMME = "programme"
    INSTITUTION = "institution"
    ORGANISATION = "organisation"
    COUNTRY = "country"
    REGION = "region"
    CITY = "city"
    PERSON = "person"
    EVENT = "event"
    DATE = "date"
    PERIOD = "period"
    TIME = "time"
    DURATION = "duration"
    AMOUNT = "amount"
    PERCENT = "percent"
    NUMBER = "number"
    PHONE = "phone"
    EMAIL = "email"
    URL = "url"


PLACES = frozenset({EntityKind.COUNTRY, EntityKind.REGION, EntityKind.CITY})
CONTACTS = frozenset({EntityKind.EMAIL, EntityKind.URL, EntityKind.PHONE})


@dataclass(frozen=True, slots=True)
class Entity:
    """A mention, with `text_of_the_document[start:end] == text`.

    `canonical` makes two mentions of one thing equal: a name's main form, an ISO 8601 date ("2008-02-04", "2012-07", "2010",
    "--12-13" without year), period ("2012/2014", "2010/.." when open) or duration ("P6M"), a time "10:45", a plain decimal
    ("1500000"), an amount "300000 EUR", a telephone number "0534255043" or "+49301234567", an e-mail in lower case, a URL
    without scheme, "www." and final slash.
    """

    kind: EntityKind
    start: int
    end: int
    text: str
    canonical: str


def ordered(entities: Iterable[Entity]) -> tuple[Entity, ...]:
    """Return entities in text order, the longer first where two begin together."""
    return tuple(sorted(entities, key=lambda entity: (entity.start, -entity.end, entity.kind)))


def blank(text: str, entities: Iterable[Entity]) -> str:
    """Return `text`, same length, with every entity's characters replaced by NUL so that nothing else matches there."""
    pieces: list[str] = []
    position = 0
    for entity in ordered(entities):
        if entity.end <= position:
            continue
        start = max(entity.start, position)
        pieces.append(text[position:start])
        pieces.append("\0" * (entity.end - start))
        position = entity.end
    pieces.append(text[position:])
    return "".join(pieces)
