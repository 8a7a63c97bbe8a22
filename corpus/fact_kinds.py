"""Fact, Field and their kinds: what a document states, each part quoted. Does not know how facts are recognised."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from corpus.documents import Span


class FactKind(StrEnum):
    """What a fact is about."""

    AGREEMENT = "agreement"
    PROGRAMME = "programme"
    EVENT = "event"
    MEMBERSHIP = "membership"
    CONTACT = "contact"
    FIGURE = "figure"
    POLE = "pole"


class FieldName(StrEnum):
    """The parts of facts.

    An agreement has `party` (one or more), `partner`, `country`, `date`, `place`, `object`, `status`; a programme
    `beneficiary`, `programme`, `funder`, `amount`, `rate`, `period`; an event `name`, `place`, `date`, `participants`; a
    membership `member`, `alliance`; a contact `organisation`, `person`, `telephone`, `email`, `site`; a figure `number`,
    `object`.
    """

    PARTY = "party"
    PARTNER = "partner"
    COUNTRY = "country"
    DATE = "date"
    PLACE = "place"
    OBJECT = "object"
    STATUS = "status"
    BENEFICIARY = "beneficiary"
    PROGRAMME = "programme"
    FUNDER = "funder"
    AMOUNT = "amount"
    RATE = "rate"
    PERIOD = "period"
    NAME = "name"
    PARTICIPANTS = "participants"
    MEMBER = "member"
    ALLIANCE = "alliance"
    ORGANISATION = "organisation"
    PERSON = "person"
    TELEPHONE = "telephone"
    EMAIL = "email"
    SITE = "site"
    NUMBER = "number"


class Status(StrEnum):
    """How far an agreement has come: the canonical form of an agreement's `status`."""

    SIGNED = "signed"
    NEGOTIATED = "negotiated"
    PLANNED = "planned"


@dataclass(frozen=True, slots=True)
class Field:
    """A part of a fact, with `document.text[start:end] == value`.

    `canonical` makes equal things equal, as in `Entity`. `inferred` says that it follows from the quotation without
    being said by it: the country of a quoted city, the status of an agreement told by its date. `stated` says that a person
    wrote `value` without quoting the document: `start == end`, and no quotation proves it.
    """

    name: FieldName
    value: str
    canonical: str
    start: int
    end: int
    inferred: bool = False
    stated: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that a document states: its fields, in text order within one name, and the sentence that states it.

    Fields may stand outside the sentence (a heading, the sentence before), at their own offsets. `repeated` are the other
    sentences of the document that state the same. `confidence` is in (0, 1], lower where a field was carried over.
    `corrections` are the ids of the corrections by which persons changed or added it, oldest first.
    """

    kind: FactKind
    fields: tuple[Field, ...]
    document_id: str
    sentence: Span
    confidence: float
    repeated: tuple[Span, ...] = ()
    corrections: tuple[str, ...] = ()

    def all(self, name: FieldName) -> tuple[Field, ...]:
        """Return the fields of one name."""
        return tuple(field for field in self.fields if field.name == name)

    def canonical(self, name: FieldName) -> str:
        """Return the canonical form of the first field of a name; empty when there is none."""
        return next((field.canonical for field in self.fields if field.name == name), "")
