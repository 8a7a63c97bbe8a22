"""Counting and listing agreements: which facts of the table answer "combien", "quels … depuis", "liste … par pays".

Conservative: a question with a condition that the table does not hold gets nothing, and is left to the passages.
Does not know passages or how an answer is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.question_types import Shape, Want
from assistant.understanding import Understanding
from corpus.fact_table import rows
from corpus.facts import Fact, FactKind, FieldName, Status
from corpus.french import terms
from corpus.kinds import PLACES, Entity, EntityKind
from corpus.plain import plain

_ASKED = re.compile(r"\b(?:accords?|partenariats?|conventions?|cooperations?|partenaires|agreements?|partnerships?)\b")
_COUNTING = re.compile(r"\b(?:combien|quels|quelles|liste\w*|enumere\w*|cite\w*|how many|which|list|nombre)\b")
_STAGES = (
    (Status.NEGOTIATED, re.compile(r"\bnegoci\w+|\bdiscussions?\b|\bpourparlers\b")),
    (Status.PLANNED, re.compile(r"\bprevu\w*|\benvisage\w*|\bprojet\w*|\bfuturs?\b|\bplanned\b")),
)
_BEFORE = re.compile(r"\b(?:avant|jusqu'en|before|until)\b[^,]{0,12}\Z")
_SINCE = re.compile(r"\b(?:depuis|apres|a partir de|since|after|des)\b[^,]{0,12}\Z")
_UNDERSTOOD = frozenset(
    terms(
        """
        accord partenariat convention coopération collaboration partenaire international étranger pays pôle compétitivité
        cluster signer signé conclure conclu nouer noué négocier négociation discussion cours prévu envisagé projet depuis avant
        après entre partir jusque combien liste lister quels date année français france par avec agreement partnership partner
        signed since before after country foreign cooperation
        """
    )
)


@dataclass(frozen=True, slots=True)
class Counted:
    """What the table answers. The count is `len(rows)`; `unsure` may belong to it, their date being unknown.

    `announced` are the figures that the same documents give themselves ("8 accords").
    """

    rows: tuple[Fact, ...]
    unsure: tuple[Fact, ...] = ()
    announced: tuple[Fact, ...] = ()


def facts_answering(understanding: Understanding, facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Return the agreements that a question counts or lists, each once; empty where the passages should answer."""
    return counted(understanding, facts).rows


def counted(understanding: Understanding, facts: Iterable[Fact]) -> Counted:
    """Return the agreements that answer a question, those of unknown date, and the counts that their documents announce."""
    if not _is_answerable(understanding):
        return Counted(())
    known = tuple(facts)
    asked = plain(understanding.standalone)
    stage = next((status for status, pattern in _STAGES if pattern.search(asked)), Status.SIGNED)
    agreements = [row.fact for row in rows(fact for fact in known if fact.kind is FactKind.AGREEMENT)]
    wanted = [
        fact
        for fact in agreements
        if fact.canonical(FieldName.STATUS) == stage and all(_names(fact, name) for name in understanding.names)
    ]
    limits = _limits(understanding, asked)
    dated = tuple(fact for fact in wanted if not limits or _is_within(fact, limits))
    unsure = tuple(fact for fact in wanted if limits and not fact.canonical(FieldName.DATE)[:4].isdigit())
    narrowed = limits or any(name.kind in PLACES for name in understanding.names)
    documents = (
        set() if narrowed else {fact.document_id for fact in dated}
    )  # a document announces all of its agreements
    announced = tuple(
        fact
        for fact in known
        if fact.kind is FactKind.FIGURE
        and fact.document_id in documents
        and _ASKED.fullmatch(plain(fact.canonical(FieldName.OBJECT)))
    )
    return Counted(dated, unsure, announced)


def _is_answerable(understanding: Understanding) -> bool:
    """Tell whether a question counts or lists agreements, under conditions that the table holds."""
    asked = plain(understanding.standalone)
    lists = understanding.type.shape is Shape.LIST or Want.NUMBER in understanding.type.wants
    if not (_ASKED.search(asked) and (lists or _COUNTING.search(asked))) or understanding.unknown:
        return False
    named = terms(" ".join(entity.text for entity in (*understanding.names, *understanding.dates)))
    return set(understanding.focus) <= _UNDERSTOOD | set(named)


def _names(fact: Fact, name: Entity) -> bool:
    """Tell whether an agreement concerns a name of the question: a party, a partner, a country, a place."""
    if name.canonical == "France" and name.kind is EntityKind.COUNTRY:
        return True  # every agreement of the table has a French side
    kinds = (
        (FieldName.COUNTRY, FieldName.PLACE, FieldName.PARTNER)
        if name.kind in PLACES
        else (
            FieldName.PARTY,
            FieldName.PARTNER,
        )
    )
    return any(field.canonical == name.canonical for kind in kinds for field in fact.all(kind))


def _limits(understanding: Understanding, asked: str) -> Sequence[tuple[str, str]]:
    """Return the stretches of time that a question sets, as first and last year; "" where one is open."""
    limits = []
    for date in understanding.dates:
        first, _, last = date.canonical.partition("/")
        year = (first if first[:4].isdigit() else last)[:4]
        if not year.isdigit():
            continue
        before = asked[: date.start]
        if first == ".." or _BEFORE.search(before):
            inclusive = re.search(r"jusqu|until", before[-12:] + plain(date.text)) is not None
            limits.append(("", year if inclusive else str(int(year) - 1)))
        elif last == ".." or _SINCE.search(before):
            limits.append((year, ""))
        else:
            limits.append((year, (last or first)[:4]))
    return limits


def _is_within(fact: Fact, limits: Sequence[tuple[str, str]]) -> bool:
    year = fact.canonical(FieldName.DATE)[:4]
    return year.isdigit() and all(year >= first and (not last or year <= last) for first, last in limits)
