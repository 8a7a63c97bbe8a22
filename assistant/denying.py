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
from corpus.fact_table import Row
from corpus.french import terms
from corpus.kinds import PLACES, Entity, EntityKind
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
_VALUES = frozenset({Want.AMOUNT, Want.DATE, Want.PERCENT, Want.NUMBER})
_SUPPORT = re.compile(
    r"\b(?:quel(?:le)?s?|which|what) (?:aide|subvention|financement|soutien|grant|support|funding)s?\b"
)
_GIVES = re.compile(
    r"\b(?:accord(?:e|ee|es|ees|ait)|attribu\w+|verse\w*|donne\w*|allou\w+|octroy\w+|apport(?:e|ee|es|ees)|(?:co)?financ\w+"
    r"|subventionn\w+|gave|given?|grant(?:ed)?|award(?:ed)?|fund(?:ed)?|contribut\w+|paid|pay)\b"
)
_TO = re.compile(r"(?:\b(?:a|au|aux|to|pour|for)|\ba la|\ba l')\s*\Z")
_STATE = re.compile(r"\b(?:etat|ministere|gouvernement|state|ministry|government)\b")
"""Givers that may act through others, whose names say nothing of them."""
_ALIKE = 5
_GIVERS = frozenset({FieldName.FUNDER, FieldName.PROGRAMME, FieldName.BENEFICIARY})


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
    return _SIGNED.search(_TO_COME.sub(" ", text)) is not None and tells_of_both(candidate, names)


def asks_what_was_given(understanding: Understanding) -> bool:
    """Tell whether a question takes it for granted that somebody gave support: it asks which, how much or when."""
    text = plain(understanding.standalone)
    asks = bool(understanding.type.wants & _VALUES) or _SUPPORT.search(text) is not None
    return asks and _GIVES.search(text) is not None and not _WHETHER.search(text)


def another_gave(understanding: Understanding, facts: Iterable[Fact]) -> tuple[Entity, ...]:
    """Return the giver and the receiver of a question where the facts know who gives to the latter, and it is others.

    Nothing where the question has a third name or a word that no list knows, where a support is known without its giver, or
    where the givers may be one: "Région Centre" and "Centre-Val de Loire", a ministry and an agency, Europe and its programme.
    """
    known = tuple(facts)
    names = list({name.canonical: name for name in understanding.names}.values())
    table = table_of(known, FactKind.PROGRAMME)
    receivers = [name for name in names if any(_has(row, FieldName.BENEFICIARY, name) for row in table)]
    givers = [
        name for name in names if name not in receivers and _may_give(name, table, plain(understanding.standalone))
    ]
    if len(names) != 2 or understanding.unknown or len(receivers) != 1 or len(givers) != 1:
        return ()
    rows = [row for row in table if _has(row, FieldName.BENEFICIARY, receivers[0])]
    others = {f.canonical for row in rows for fact in row.sources for f in fact.fields if f.name in _GIVERS}
    sure = any(row.fact.confidence >= SURE for row in rows) and all(row.all(FieldName.FUNDER) for row in rows)
    through = "europ" in plain(givers[0].canonical) and any(row.all(FieldName.PROGRAMME) for row in rows)
    return (givers[0], receivers[0]) if sure and not through and not _are_alike(givers[0], others) else ()


def _has(row: Row, field: FieldName, name: Entity) -> bool:
    return any(each.canonical == name.canonical for fact in row.sources for each in fact.all(field))


def _may_give(name: Entity, table: Sequence[Row], text: str) -> bool:
    """Tell whether a name is known to give, and stands in a question where it may be who gave."""
    gives = name.kind is EntityKind.INSTITUTION or any(_has(row, FieldName.FUNDER, name) for row in table)
    vague = name.kind in PLACES or name.kind is EntityKind.PROGRAMME or _STATE.search(plain(name.canonical)) is not None
    return gives and not vague and _TO.search(text[: name.start]) is None


def _are_alike(giver: Entity, others: Iterable[str]) -> bool:
    """Tell whether a giver may be one of others: its name and theirs have the beginning of a word in common."""
    own, theirs = (
        {stem[:_ALIKE] for stem in terms(" ".join(told))} for told in ((giver.canonical, giver.text), others)
    )
    return bool(own & theirs)


def tells_of_both(candidate: Candidate, names: Sequence[Entity]) -> bool:
    """Tell whether a sentence, or what stands over it, holds all of the names."""
    return all(holds_name(name, candidate.facts) or holds_name(name, candidate.context) for name in names)
