"""Where facts are quoted from: the sentence that states one, the stretch of it that is about this one alone, its number.

Does not know questions or the words around quotations.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.answers import Citation
from assistant.citations import Quotation, numbered
from corpus.corrected_fields import quotation
from corpus.documents import Document, Passage, Span
from corpus.fact_kinds import Fact, Field, FieldName
from corpus.fact_table import Row
from corpus.sentences import sentences
from index.contracts import Store

_MOST_SOURCES = 3
_MANNER = frozenset({FieldName.STATUS, FieldName.OBJECT})
"""Fields that say how a thing is told rather than what it is."""
_AROUND = 2000
"""Characters read around a field that stands outside the sentence of its fact, to find its own sentence."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A fact as it is shown: the stretch `shown` of `sentence`, in it the words that tell it, and further sources.

    `states` says whether `sentence` states the fact, or only names what it is about; `stated` is the sentence to read beside
    it for what it lacks.
    """

    document: Document
    sentence: Span
    shown: Span
    told: Span | None
    others: tuple[tuple[Document, Span], ...] = ()
    stated: Span | None = None
    states: bool = True

    def told_alone(self) -> Quoted:
        """Return the words that tell the fact, without the rest of the sentence."""
        return self if self.told is None else replace(self, shown=self.told)

    def narrowed(self, row: Row, beside: Sequence[Row], telling: Sequence[FieldName]) -> Quoted:
        """Return the stretch that is about `row` alone, where `beside` are told by the same sentence."""
        taken = {(f.start, f.end) for other in beside for f in self._within(other) if f.name in telling}
        own = [f for f in self._within(row) if f.name in telling and (f.start, f.end) not in taken]
        if not own:
            return self
        hull = self._closed(Span(min(f.start for f in own), max(f.end for f in own)))
        if any(touches(hull, Span(*span)) for span in taken):
            first = min(own, key=lambda f: telling.index(f.name))
            hull = Span(first.start, first.end)
        return replace(self, shown=hull)

    def says(self, row: Row, name: FieldName) -> bool:
        """Tell whether what is shown has the words of a field of `row`."""
        shown = self.shown.of(self.document.text)
        return any(field.value in shown for fact in row.sources for field in fact.all(name))

    def _within(self, row: Row) -> list[Field]:
        """Return the fields of a row that stand in the sentence."""
        own = (fact for fact in row.sources if fact.document_id == self.document.id)
        return [field for fact in own for field in fact.fields if _holds(self.sentence, field)]

    def _closed(self, span: Span) -> Span:
        """Return a stretch with the bracket that closes the one opened in it, where it follows."""
        text = span.of(self.document.text)
        after = self.document.text[span.end : self.sentence.end]
        closing = re.match(r"[^()]*\)", after) if text.count("(") > text.count(")") else None
        return span if closing is None else Span(span.start, span.end + closing.end())


def quoted(row: Row, documents: Mapping[str, Document], telling: Sequence[FieldName]) -> Quoted:
    """Return the sentence that says most of a row, with its most telling field, and the sentences of the other sources."""
    choices = [choice for fact in row.sources for choice in _choices(fact, documents[fact.document_id], telling)]
    best = min(choices, key=lambda choice: choice.rank)
    document = documents[best.fact.document_id]
    others = [(documents[fact.document_id], fact.sentence) for fact in row.sources if fact is not best.fact]
    stated = None
    if best.sentence != best.fact.sentence:
        others.insert(0, (document, best.fact.sentence))
        lacks = _said(best.fact, best.fact.sentence, document) - _said(best.fact, best.sentence, document)
        stated = best.fact.sentence if lacks or not best.states else None
    kept = tuple(others[: _MOST_SOURCES - 1])
    return Quoted(document, best.sentence, best.sentence, best.told, kept, stated, best.states)


def touches(one: Span, other: Span) -> bool:
    """Tell whether two stretches have a character in common."""
    return one.start < other.end and other.start < one.end


@dataclass(frozen=True, slots=True)
class _Choice:
    """A sentence from which a fact can be quoted, the words in it that tell it, and whether it states the fact."""

    fact: Fact
    sentence: Span
    told: Span | None
    states: bool
    rank: tuple[int, ...]
    """The lowest is the best."""


def _choices(fact: Fact, document: Document, telling: Sequence[FieldName]) -> list[_Choice]:
    """Return the sentences of one statement that hold its most telling field, else the one that this is quoted from."""
    field = next((f for name in telling for f in fact.all(name) if not f.stated), None)
    if field is None:
        return [_Choice(fact, fact.sentence, None, True, (len(telling), 0, 0, 0))]
    depth = telling.index(field.name)
    implied = sum(f.inferred for f in fact.fields)
    found = []
    for span in (fact.sentence, *fact.repeated):
        told = _place(field, span, document)
        if told is not None:
            rank = (depth, 0, -len(_said(fact, span, document)), implied)
            found.append(_Choice(fact, span, told, True, rank))
    if found:
        return found
    start, end = max(field.start - _AROUND, 0), min(field.end + _AROUND, len(document.text))
    around = next((s for s in sentences(document.text, start, end) if _holds(s, field)), None)
    if around is None:
        return [_Choice(fact, fact.sentence, None, True, (depth, 2, 0, implied))]
    return [_Choice(fact, around, Span(field.start, field.end), False, (depth, 1, 0, implied))]


def _place(field: Field, span: Span, document: Document) -> Span | None:
    """Return where a sentence says a field, if it does."""
    if _holds(span, field):
        return Span(field.start, field.end)
    found = quotation(field.value, span.of(document.text), 0)
    return None if found is None else Span(span.start + found.start, span.start + found.end)


def _said(fact: Fact, span: Span, document: Document) -> set[FieldName]:
    """Return which fields of a fact a sentence says."""
    text = span.of(document.text)
    return {f.name for f in fact.fields if f.name not in _MANNER and (_holds(span, f) or f.value in text)}


def _holds(span: Span, field: Field) -> bool:
    return span.start <= field.start and field.end <= span.end and not field.stated


class Numbering:
    """Gives each quotation its number, once, and finds the passage that it stands in."""

    def __init__(self, store: Store, scores: Mapping[str, float]) -> None:
        self._store = store
        self._scores = scores
        self._known: dict[tuple[str, int, int], Citation] = {}

    def number(self, document: Document, span: Span, shown: Span) -> tuple[int, Span]:
        """Return the number of a quotation, and what of it is in the passage that holds the stretch `shown`.

        Raises `CitationError` when the document and its passages differ.
        """
        passages = self._store.passages_of(document.id)
        passage = next((p for p in passages if p.start <= span.start and span.end <= p.end), None)
        if passage is None:
            passage = next((p for p in passages if p.start <= shown.start < p.end), None)
            span = shown if passage is None else _cut(document.text, span, passage)
        if passage is None:
            passage = Passage(
                "", document.id, span.start, span.end, "", ""
            )  # no passage has it: the citation is refused
        key = (document.id, span.start, span.end)
        if key not in self._known:
            quote = Quotation(document, passage, span, self._scores.get(passage.id, 0.0))
            self._known[key] = numbered(len(self._known) + 1, quote)
        return self._known[key].number, span

    def citations(self) -> tuple[Citation, ...]:
        """Return the citations in the order of their numbers."""
        return tuple(self._known.values())


def _cut(text: str, span: Span, passage: Passage) -> Span:
    """Return the part of a stretch that is in a passage, without white space at its ends."""
    start, end = max(span.start, passage.start), min(span.end, passage.end)
    inside = text[start:end]
    return Span(start + len(inside) - len(inside.lstrip()), end - len(inside) + len(inside.rstrip()))
