"""Where facts are quoted from: the sentence that states one, the stretch of it that is about this one alone, its number.

Does not know questions or the words around quotations.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.answers import Citation
from assistant.citations import Quotation, numbered
from corpus.corrected_fields import quotation
from corpus.documents import Document, Passage, Span
from corpus.fact_kinds import Fact, Field, FieldName
from corpus.sentences import sentences
from index.contracts import Store

_MOST_SOURCES = 3
_AROUND = 2000
"""Characters read around a field that stands outside the sentence of its fact, to find its own sentence."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A fact as it is shown: the stretch `shown` of `sentence`, in it the words that tell it, and further sources."""

    document: Document
    sentence: Span
    shown: Span
    told: Span | None
    others: tuple[tuple[Document, Span], ...] = ()

    def told_alone(self) -> Quoted:
        """Return the words that tell the fact, without the rest of the sentence."""
        return self if self.told is None else replace(self, shown=self.told)

    def narrowed(self, fact: Fact, beside: Sequence[Fact], telling: Sequence[FieldName]) -> Quoted:
        """Return the stretch that is about `fact` alone, where `beside` are stated by the same sentence."""
        taken = {
            (f.start, f.end) for other in beside for f in _within(other.fields, self.sentence) if f.name in telling
        }
        own = [f for f in _within(fact.fields, self.sentence) if f.name in telling and (f.start, f.end) not in taken]
        if not own:
            return self
        hull = _hull(own)
        if any(touches(hull, Span(*span)) for span in taken):
            hull = Span(own[0].start, own[0].end)
        return replace(self, shown=hull)


def quoted(
    fact: Fact, documents: Mapping[str, Document], telling: Sequence[FieldName], sources: Sequence[Fact] = ()
) -> Quoted:
    """Return the sentence of a fact that holds its most telling field, and the sentences of its other sources."""
    document = documents[fact.document_id]
    told = next((f for name in telling for f in fact.all(name) if not f.stated), None)
    sentence, here = fact.sentence, None
    if told is not None:
        sentence, here = _sentence_with(told, fact, document)
    others = [(documents[other.document_id], other.sentence) for other in sources[: _MOST_SOURCES - 1]]
    if sentence != fact.sentence:
        others.insert(0, (document, fact.sentence))
    return Quoted(document, sentence, sentence, here, tuple(others))


def touches(one: Span, other: Span) -> bool:
    """Tell whether two stretches have a character in common."""
    return one.start < other.end and other.start < one.end


def _sentence_with(field: Field, fact: Fact, document: Document) -> tuple[Span, Span | None]:
    """Return the first sentence of a fact that says a field, else the one that the field is quoted from."""
    place = Span(field.start, field.end)
    for span in (fact.sentence, *fact.repeated):
        if span.start <= place.start and place.end <= span.end:
            return span, place
        found = quotation(field.value, span.of(document.text), 0)
        if found is not None:
            return span, Span(span.start + found.start, span.start + found.end)
    start, end = max(place.start - _AROUND, 0), min(place.end + _AROUND, len(document.text))
    around = next(
        (s for s in sentences(document.text, start, end) if s.start <= place.start and place.end <= s.end), None
    )
    return (fact.sentence, None) if around is None else (around, place)


def _within(fields: Sequence[Field], span: Span) -> list[Field]:
    return [f for f in fields if span.start <= f.start and f.end <= span.end and not f.stated]


def _hull(fields: Sequence[Field]) -> Span:
    return Span(min(field.start for field in fields), max(field.end for field in fields))


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
