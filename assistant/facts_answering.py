"""From a question to an answer from the table of facts, or to none. Conservative: what the table may lack is shown beside.

The passages that were chosen for the question follow the rows where they name somebody or something that no row names.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from assistant.asked import asked_of_facts, is_about
from assistant.counting import Counted, answered, countries_without
from assistant.denying import (
    another_gave,
    asks_what_was_given,
    asks_when_signed,
    only_in_talks,
    tells_of_a_signature,
    tells_of_both,
)
from assistant.evidence import Candidate, Evidence
from assistant.fact_answers import Composer, FactAnswer
from assistant.fact_names import named_by_facts
from assistant.fact_quoting import touches
from assistant.refusing import Refusal, not_together, without_agreement
from assistant.understanding import Understanding
from corpus.documents import Document, Span
from corpus.entities import find_entities
from corpus.fact_kinds import Fact, FactKind, FieldName
from corpus.kinds import PLACES, Entity, EntityKind
from corpus.naming import Names
from index.contracts import Hit, Store

_MOST_BESIDE = 3
_SOUGHT: Mapping[FieldName, frozenset[EntityKind]] = {
    FieldName.PARTNER: frozenset({EntityKind.ORGANISATION, EntityKind.COUNTRY}),
    FieldName.COUNTRY: frozenset({EntityKind.COUNTRY}),
    FieldName.PARTY: frozenset({EntityKind.POLE, EntityKind.ORGANISATION}),
    FieldName.PROGRAMME: frozenset({EntityKind.PROGRAMME}),
    FieldName.BENEFICIARY: frozenset({EntityKind.POLE, EntityKind.ORGANISATION}),
    FieldName.AMOUNT: frozenset({EntityKind.AMOUNT}),
    FieldName.MEMBER: frozenset({EntityKind.POLE, EntityKind.ORGANISATION}),
    FieldName.ALLIANCE: frozenset({EntityKind.ORGANISATION}),
    FieldName.NAME: frozenset({EntityKind.EVENT}),
}
"""What a sentence must name anew to be worth showing beside rows that list these."""


_DENIALS = (
    (asks_when_signed, only_in_talks, tells_of_a_signature),
    (asks_what_was_given, another_gave, tells_of_both),
)
"""Which question takes something for granted, the names of which the facts say otherwise, and which sentence may tell it."""


class FactsAnswering:
    """Answers from the facts of a store. `facts` returns them as they are now; it is called for countable questions only."""

    def __init__(self, store: Store, names: Names, facts: Callable[[], tuple[Fact, ...]]) -> None:
        self._store = store
        self._names = names
        self._facts = facts

    def answer(
        self, understanding: Understanding, hits: Sequence[Hit], chosen: Sequence[tuple[Document, Span]]
    ) -> FactAnswer | None:
        """Return the answer of the table, with what the `chosen` sentences say more; None where the passages answer."""
        understanding = self._named(understanding)
        asked = asked_of_facts(understanding)
        if asked is None:
            return None
        facts = self._facts()
        found = answered(asked, facts)
        if found is None:
            return None
        scores = {hit.passage.id: hit.score for hit in hits}
        composer = Composer(found, self._store, understanding.language, scores)
        return composer.compose(self._beside(found, composer, facts, chosen, understanding.names))

    def denied(self, understanding: Understanding, chosen: Sequence[Candidate], evidence: Evidence) -> Refusal | None:
        """Return a refusal where the table contradicts what a question takes for granted, and no chosen sentence tells it."""
        understanding = self._named(understanding)
        asked = asked_of_facts(understanding)
        countries = () if asked is None else countries_without(asked, self._facts())
        refusal = without_agreement(understanding, countries, chosen, evidence)
        for asks, contradicted, tells in _DENIALS:
            if refusal is None and asks(understanding):
                facts = self._facts()
                names = contradicted(named_by_facts(understanding, facts), facts)
                if names and not any(tells(each, names) for each in chosen):
                    refusal = not_together(names)
        return refusal

    def _named(self, understanding: Understanding) -> Understanding:
        """Return what a question with unknown words means if the facts know their names: "les partenaires de Zorglune"."""
        if not understanding.unknown or not any(is_about(understanding.standalone, kind) for kind in FactKind):
            return understanding
        return named_by_facts(understanding, self._facts())

    def _beside(
        self,
        found: Counted,
        composer: Composer,
        facts: Sequence[Fact],
        chosen: Sequence[tuple[Document, Span]],
        asked: Sequence[Entity],
    ) -> list[tuple[Document, Span]]:
        """Return the chosen sentences that name what no row names."""
        told = {field.canonical for row in self._told(found) for fact in row for field in fact.fields}
        told |= {name.canonical for name in asked} | {"France"}
        kinds = _SOUGHT.get(found.asked.listed, frozenset())
        places = {name.canonical for name in asked if name.kind in PLACES}
        beside: list[tuple[Document, Span]] = []
        for document, span in chosen:
            if composer.shows(document, span) or any(touches(span, s) for s in self._read(document, found, facts)):
                continue  # the table has read this sentence, and its rows answer or do not
            listed = is_about(span.of(document.text), found.asked.kind) or found.asked.listed is FieldName.PARTNER
            named = find_entities(span.of(document.text), self._names) if listed else ()
            # Who asks for the partners in one country is not shown what is said of the others.
            there = not places or any(entity.canonical in places for entity in named)
            if there and any(entity.kind in kinds and entity.canonical not in told for entity in named):
                beside.append((document, span))
        return beside[:_MOST_BESIDE]

    @staticmethod
    def _told(found: Counted) -> list[tuple[Fact, ...]]:
        shown = (*found.rows, *found.undated, *found.ungrouped, *found.doubtful, *found.unsigned)
        return [row.sources for row in (*shown, *(row for group in found.disputed for row in group))]

    @staticmethod
    def _read(document: Document, found: Counted, facts: Sequence[Fact]) -> list[Span]:
        """Return the sentences of a document in which facts of the kind asked for were read."""
        kind = found.asked.kind
        own = [fact for fact in facts if fact.document_id == document.id and fact.kind is kind]
        return [span for fact in own for span in (fact.sentence, *fact.repeated)]
