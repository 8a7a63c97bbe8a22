"""Denying: what a question takes for granted and the facts contradict. Strict: where a chosen passage may tell it, it does not.

Does not know how a refusal is worded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.counting import SURE, is_between, table_of
from assistant.evidence import Candidate
from assistant.question_types import Want
from assistant.refusing import holds_name
from assistant.understanding import Understanding
from corpus.fact_kinds import Fact, FactKind, FieldName, Status
from corpus.kinds import PLACES, Entity
from corpus.plain import plain

_WHEN_OR_WHERE = frozenset({Want.DATE, Want.PLACE, Want.CITY})
_SIGNED = re.compile(r"\b(?:co)?sign(?:e|ee|es|ees|ed)\b|\bsignature\b|\bconclu(?:e|s|es|ded)?\b|\bsign\b")
_NOT_YET = re.compile(
    r"\b(?:sign|conclu)er?(?:a|ont|ait|aient|ons)\b|\b(?:va|vont|doi[st]\w*|devr\w+|devait|pourr\w+|sera\w*|seront|aura|auront)\b"
    r"|\bnegoci\w+|\bnegotiat\w+|\bprevu\w*|\bprevoi\w+|\benvisag\w+|\bespere\w*|\bprojet\b|\bfuturs?\b|\bdiscussions?\b"
    r"|\bpourparlers\b|\btalks\b|\bplan(?:s|ned)?\b|\b(?:will|would|shall|should|could|may|might|hopes?|expect\w*|about to)\b"
)
"""What makes a question one about what is still to come."""
_TO_COME = re.compile(
    r"\b(?:pourr\w+|devr\w+|doi[st]\w*|sera\w*|seront|va|vont|will|would|should|could|may|might|to)(?: \S+){0,2} sign\w*"
)
"""A signature that a text announces."""
_WHETHER = re.compile(
    r"^(?:est-ce qu|(?:is|are|was|were|do|does|did|has|have)\b)|\bsi\b|\bwhether\b|\bn'|\bne\b|\bnot\b"
)


def asks_when_signed(understanding: Understanding) -> bool:
    """Tell whether a question takes it for granted that two have signed: it asks when or where they did."""
    text = plain(understanding.standalone)
    settled = _SIGNED.search(text) and not _NOT_YET.search(text) and not _WHETHER.search(text)
    return bool(settled) and bool(understanding.type.wants & _WHEN_OR_WHERE)


def only_in_talks(understanding: Understanding, facts: Iterable[Fact]) -> tuple[Entity, ...]:
    """Return the two names of a question between which the facts know talks or plans, and nothing signed; else none.

    However little sure that something was signed. Nothing where the question has a word that no list knows.
    """
    names = {name.canonical: name for name in understanding.names if name.kind not in PLACES}
    if len(names) != 2 or understanding.unknown:
        return ()
    rows = [row for row in table_of(facts, FactKind.AGREEMENT) if is_between(row, tuple(names.values()))]
    stages = {fact.canonical(FieldName.STATUS) for row in rows for fact in row.sources}
    sure = any(row.fact.confidence >= SURE for row in rows)
    return tuple(names.values()) if sure and stages <= {Status.NEGOTIATED, Status.PLANNED} else ()


def tells_of_a_signature(candidate: Candidate, names: Sequence[Entity]) -> bool:
    """Tell whether a sentence says that something was signed, and it or what stands over it holds all of the names."""
    text = plain(candidate.line.text)
    return _SIGNED.search(_TO_COME.sub(" ", text)) is not None and all(
        holds_name(n, candidate.facts) or holds_name(n, candidate.context) for n in names
    )
