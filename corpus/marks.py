"""Marks: which words of a document play which part in a fact, as a network sees it. Does not know the network nor the facts.

Rules find what is told in words that somebody foresaw; a network that was trained on annotated documents also sees what is told
in other words. It marks words and says which belong together, `corpus.facts` makes facts of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from corpus.documents import Document


class Role(StrEnum):
    """What the marked words are in a fact. A partner may be marked as negotiated or planned as well; else it has signed."""

    PARTY = "party"
    PARTNER = "partner"
    NEGOTIATED = "negotiated"
    PLANNED = "planned"
    COUNTRY = "country"
    DATE = "date"
    PLACE = "place"
    MEMBER = "member"
    ALLIANCE = "alliance"
    PROGRAMME = "programme"
    BENEFICIARY = "beneficiary"
    FUNDER = "funder"
    AMOUNT = "amount"
    EVENT = "event"


PARTS: Mapping[Role, tuple[Role, ...]] = {
    Role.PARTNER: (Role.PARTY, Role.COUNTRY, Role.DATE, Role.PLACE),
    Role.MEMBER: (Role.ALLIANCE,),
    Role.BENEFICIARY: (Role.PROGRAMME, Role.FUNDER, Role.AMOUNT),
    Role.AMOUNT: (Role.PROGRAMME, Role.FUNDER),
    Role.EVENT: (Role.DATE, Role.PLACE),
}
"""The roles that make a fact, its anchors, and what else may belong to it."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Half-open character offsets in a document's text, what they are, and how sure that is, in (0, 1]."""

    role: Role
    start: int
    end: int
    probability: float


@dataclass(frozen=True, slots=True)
class Told:
    """A fact as marks tell it: its anchor, whose role is one of `PARTS`, and its parts, the surest first.

    The probability of a part is that it belongs to this fact. NEGOTIATED and PLANNED stand among the parts of a partner.
    """

    anchor: Mark
    parts: tuple[Mark, ...]

    def part(self, role: Role) -> Mark | None:
        """Return the surest part of a role."""
        return next((mark for mark in self.parts if mark.role is role), None)


class MarkingError(Exception):
    """Documents cannot be marked: the message says why, and what to do."""


class FactMarker(Protocol):
    """Marks what plays a part in the facts of a document."""

    @property
    def fingerprint(self) -> str:
        """Return what changes when the marks may change."""

    def told(self, document: Document) -> tuple[Told, ...]:
        """Return what the marks tell, in text order; anchors of one role do not overlap. Raises `MarkingError`."""
