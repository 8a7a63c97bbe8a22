"""Evidence: the sentences of the passages found, each with the words, names and values that bear on a question.

Sentences are stretches of the stored document, never copies, so whatever is chosen here can be cited as it stands.
Does not know how sentences are scored or composed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.documents import Document, Passage, Span
from corpus.entities import Entity, find_entities
from corpus.french import terms
from corpus.naming import Names
from corpus.sentences import sentences
from index.contracts import Hit, Store

_LIST_MARKER = re.compile(r"^[ \t]*(?:[-*•▪–]|\d{1,2}[.)]|[a-z]\))[ \t]*[*_]*$")
_HEADING_MARKER = re.compile(r"^[ \t]*#{1,6}[ \t]")
_REMEMBERED_DOCUMENTS = 256
_FAMILY = 6


@dataclass(frozen=True, slots=True)
class Facts:
    """What a text holds: its index terms and their beginnings, its entities, and their canonical forms.

    The canonical forms of places include their country's.
    """

    terms: frozenset[str]
    beginnings: frozenset[str]
    entities: tuple[Entity, ...]
    canonicals: frozenset[str]


def beginning(stem: str) -> str:
    """Return the letters that words of one family share ("complémentaire", "complémentarité"), "" for a short stem."""
    return stem[:_FAMILY] if len(stem) >= _FAMILY and stem.isalpha() else ""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of a document, in its place. `number` counts from 0 in the document."""

    number: int
    span: Span
    text: str
    passage: Passage
    context: str
    list_item: bool
    heading: bool
    facts: Facts


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer, with the hit that brought it, its neighbours and the facts of its headings."""

    hit: Hit
    line: Line
    before: Line | None
    after: Line | None
    context: Facts


class Evidence:
    """Cuts documents into sentences once and remembers the last few documents."""

    def __init__(self, store: Store, names: Names) -> None:
        self._store = store
        self._names = names
        self._lines = lru_cache(maxsize=_REMEMBERED_DOCUMENTS)(self._read_lines)
        self._documents = lru_cache(maxsize=_REMEMBERED_DOCUMENTS)(self._read_document)
        self._facts = lru_cache(maxsize=1 << 14)(self._read_facts)

    def lines(self, document: Document) -> tuple[Line, ...]:
        """Return the sentences of `document` in text order, each inside one passage."""
        return self._lines(document)

    def neighbourhood(self, document: Document, passage: Passage) -> tuple[Passage, ...]:
        """Return the passage with the ones just before and after it, in text order."""
        passages = self._store.passages_of(document.id)
        position = next((n for n, each in enumerate(passages) if each.id == passage.id), None)
        return (passage,) if position is None else passages[max(position - 1, 0) : position + 2]

    def facts(self, text: str) -> Facts:
        """Return the terms, entities and names in any text."""
        return self._facts(text)

    def document_facts(self, document: Document) -> Facts:
        """Return the facts of a whole document: those of its sentences together (its entities are left out)."""
        return self._documents(document)

    def candidates(self, hits: Sequence[Hit]) -> tuple[Candidate, ...]:
        """Return the sentences of the hits' passages, best hit first, each sentence once."""
        found: list[Candidate] = []
        for hit in hits:
            lines = self.lines(hit.document)
            for line in lines:
                if line.passage.id != hit.passage.id:
                    continue
                before = lines[line.number - 1] if line.number > 0 else None
                after = lines[line.number + 1] if line.number + 1 < len(lines) else None
                found.append(Candidate(hit, line, before, after, self.facts(line.context)))
        return tuple(found)

    def _read_facts(self, text: str) -> Facts:
        entities = find_entities(text, self._names)
        canonicals = {entity.canonical for entity in entities}
        canonicals.update(self._names.country_of(canonical) for canonical in tuple(canonicals))
        canonicals.discard("")
        stems = frozenset(terms(text))
        return Facts(stems, frozenset(filter(None, map(beginning, stems))), entities, frozenset(canonicals))

    def _read_document(self, document: Document) -> Facts:
        facts = [self.facts(document.title), *(line.facts for line in self.lines(document))]
        return Facts(
            terms=frozenset().union(*(each.terms for each in facts)),
            beginnings=frozenset().union(*(each.beginnings for each in facts)),
            entities=(),
            canonicals=frozenset().union(*(each.canonicals for each in facts)),
        )

    def _read_lines(self, document: Document) -> tuple[Line, ...]:
        passages = self._store.passages_of(document.id)
        starts = [passage.start for passage in passages]
        found: list[Line] = []
        for span in sentences(document.text):
            passage = passages[max(bisect_right(starts, span.start) - 1, 0)] if passages else None
            if passage is None:
                continue
            inside = Span(max(span.start, passage.start), min(span.end, passage.end))
            if inside.start >= inside.end:
                continue
            text = inside.of(document.text)
            opening = document.text[document.text.rfind("\n", 0, span.start) + 1 : span.start]
            section = document.section_at(span.start)
            found.append(
                Line(
                    number=len(found),
                    span=inside,
                    text=text,
                    passage=passage,
                    context=f"{document.title}\n{section}",
                    list_item=bool(_LIST_MARKER.match(opening)),
                    heading=bool(_HEADING_MARKER.match(opening)) or text in {s.title for s in document.sections},
                    facts=self.facts(text),
                )
            )
        return tuple(found)
