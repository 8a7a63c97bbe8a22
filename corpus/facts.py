"""The facts that a document states: agreements, programme support, events, memberships, contacts, figures.

Rules over sentences and their entities; each part of a fact is quoted with its offsets. Does not know any document.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain

from corpus.documents import Document, Span
from corpus.extraction.agreements.finding import agreements, is_within
from corpus.extraction.contacts.finding import contacts
from corpus.extraction.events.finding import events
from corpus.extraction.fact_reading import Reading
from corpus.extraction.figures import figures
from corpus.extraction.marked import with_marked
from corpus.extraction.memberships.finding import memberships, poles
from corpus.extraction.support.finding import supports
from corpus.fact_kinds import Fact, FactKind, Field, FieldName, Status
from corpus.marks import Told
from corpus.naming import Names

__all__ = ["Fact", "FactKind", "Field", "FieldName", "Status", "extract_facts", "same_thing"]

_RULES = (agreements, supports, events, memberships, contacts, figures, poles)
_IDENTITY = {
    FactKind.AGREEMENT: (FieldName.PARTNER, FieldName.COUNTRY),
    FactKind.PROGRAMME: (FieldName.PROGRAMME, FieldName.BENEFICIARY),
    FactKind.EVENT: (FieldName.NAME,),
    FactKind.MEMBERSHIP: (FieldName.MEMBER, FieldName.ALLIANCE),
    FactKind.CONTACT: (FieldName.PERSON, FieldName.ORGANISATION),
    FactKind.FIGURE: (FieldName.NUMBER, FieldName.OBJECT),
    FactKind.POLE: (FieldName.NAME,),
}
"""What tells two facts of a kind apart."""
_GROUPS = frozenset({"", "alliance", "réseau", "consortium", "groupement", "network"})
"""Objects of an agreement that may be the very group that its sides are members of."""
_CHANNELS = (FieldName.TELEPHONE, FieldName.EMAIL, FieldName.SITE)
_BUCKET = {kind: names[0] for kind, names in _IDENTITY.items()} | {FactKind.AGREEMENT: FieldName.STATUS}
"""A field that is equal in facts that may be the same."""


def extract_facts(document: Document, names: Names, told: Sequence[Told] = ()) -> tuple[Fact, ...]:
    """Return the facts of a document in text order; what several sentences state is one fact that lists them.

    `told`, what a network marked, adds facts that no rule finds, with less confidence.
    Every field satisfies `document.text[start:end] == value`.
    """
    reading = Reading.of(document, names)
    merged: dict[tuple[FactKind, str], list[Fact]] = {}
    for rule in _RULES:
        for fact in rule(reading):
            _add(merged.setdefault((fact.kind, fact.canonical(_BUCKET[fact.kind])), []), fact)
    return tuple(
        sorted(
            _without_fellows(with_marked(reading, told, chain.from_iterable(merged.values()))),
            key=lambda fact: (fact.sentence.start, fact.kind, fact.fields[0].start),
        )
    )


def _without_fellows(facts: Sequence[Fact]) -> list[Fact]:
    """Leave out agreements that only name two members of one alliance, or a member and it, in the sentence that says so."""
    groups: dict[Span, list[set[str]]] = {}
    for fact in facts:
        if fact.kind is FactKind.MEMBERSHIP:
            for span in (fact.sentence, *fact.repeated):
                groups.setdefault(span, []).append(_canonicals(fact, (FieldName.MEMBER, FieldName.ALLIANCE)))
    kept = []
    for fact in facts:
        if fact.kind is FactKind.AGREEMENT and fact.canonical(FieldName.OBJECT).lower() in _GROUPS:
            sides = _canonicals(fact, (FieldName.PARTY, FieldName.PARTNER))
            told = groups.get(fact.sentence, [])
            together = set().union(*(group for group in told if group & sides))
            if len(sides) > 1 and sides <= together:
                continue
        kept.append(fact)
    return kept


def same_thing(one: Fact, other: Fact) -> bool:
    """Tell whether two facts state the same: nothing that both say differs, and what identifies them agrees."""
    if one.kind is not other.kind:
        return False
    if one.kind is FactKind.AGREEMENT:
        return _same_agreement(one, other)
    if one.kind is FactKind.PROGRAMME:
        return _same_support(one, other)
    names = _IDENTITY[one.kind]
    if one.kind is FactKind.CONTACT:
        if not _canonicals(one, (FieldName.PERSON,)) and not _same_service(one, other):
            return False
        return _canonicals(one, names) == _canonicals(other, names)
    if one.kind is FactKind.EVENT and not _compatible(one, other, FieldName.DATE, FieldName.PLACE):
        return False
    return all(one.canonical(name) == other.canonical(name) for name in names)


def _same_service(one: Fact, other: Fact) -> bool:
    """Tell whether addresses of one organisation are those of one service: one in common, or two documents' that agree."""
    if _canonicals(one, _CHANNELS) & _canonicals(other, _CHANNELS):
        return True
    return one.document_id != other.document_id and _compatible(one, other, *_CHANNELS)


def _same_agreement(one: Fact, other: Fact) -> bool:
    if one.canonical(FieldName.STATUS) != other.canonical(FieldName.STATUS):
        return False
    parties = _canonicals(one, (FieldName.PARTY,)), _canonicals(other, (FieldName.PARTY,))
    if not parties[0] & parties[1] or not _compatible(one, other, FieldName.DATE):
        return False
    partners = one.canonical(FieldName.PARTNER), other.canonical(FieldName.PARTNER)
    if all(partners) and partners[0] != partners[1] and not is_within(*partners):
        return False
    if all(partners) and partners[0] == partners[1]:
        return True
    return one.canonical(FieldName.COUNTRY) == other.canonical(FieldName.COUNTRY) != ""


def _same_support(one: Fact, other: Fact) -> bool:
    programmes = one.canonical(FieldName.PROGRAMME), other.canonical(FieldName.PROGRAMME)
    names = FieldName.AMOUNT, FieldName.RATE
    if programmes[0] != programmes[1] or not _compatible(one, other, *names):
        return False
    sides = _canonicals(one, (FieldName.BENEFICIARY,)), _canonicals(other, (FieldName.BENEFICIARY,))
    if sides[0] & sides[1]:
        givers = _canonicals(one, (FieldName.FUNDER,)), _canonicals(other, (FieldName.FUNDER,))
        return programmes[0] != "" or not all(givers) or bool(givers[0] & givers[1])
    sums = _canonicals(one, names), _canonicals(other, names)
    return programmes[0] != "" and not all(sides) and (not all(sums) or bool(sums[0] & sums[1]))


def _compatible(one: Fact, other: Fact, *names: FieldName) -> bool:
    """Tell whether two facts say the same of some fields, one in more detail, or one of them nothing."""
    for name in names:
        a, b = sorted((one.canonical(name), other.canonical(name)), key=len)
        b_says = a.removeprefix("-") in b if a.startswith("--") else b.startswith(a)
        if a and not b_says:
            return False
    return True


def _canonicals(fact: Fact, names: Iterable[FieldName]) -> set[str]:
    return {field.canonical for field in fact.fields if field.name in set(names)}


def _add(merged: list[Fact], fact: Fact) -> None:
    """Add a fact, or make it another sentence of the one that it repeats."""
    for position, known in enumerate(merged):
        if same_thing(known, fact):
            merged[position] = _joined(known, fact)
            return
    merged.append(fact)


def _joined(one: Fact, other: Fact) -> Fact:
    """Keep the surer and fuller of two statements, and add the fields that only the other has."""
    best, second = sorted((one, other), key=lambda f: (-f.confidence, -len(f.fields), f.sentence.start))
    known = {field.name for field in best.fields}
    fields = (*best.fields, *(field for field in second.fields if field.name not in known))
    spans = dict.fromkeys((*best.repeated, second.sentence, *second.repeated))
    return replace(best, fields=fields, repeated=tuple(span for span in spans if span != best.sentence))
