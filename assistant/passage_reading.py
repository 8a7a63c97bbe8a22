"""Passage reading: what a reader that finds spans says of each sentence. Any `PassageReader` fits; none is fine too."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Protocol

from assistant.evidence import Candidate
from assistant.features import ReadSentence
from assistant.reading import Reading
from corpus.documents import Span
from index.lexical import headings


class PassageReader(Protocol):
    """Finds the words of passages that answer a question."""

    def read(self, question: str, passages: Sequence[str], contexts: Sequence[str] = ()) -> tuple[Reading, ...]:
        """Return one reading a passage, in order; `contexts` are the titles and headings above each."""

    def prepare(self, passages: Sequence[str], contexts: Sequence[str] = ()) -> bool:
        """Make reading some passages faster from then on; tell whether there is room for more."""


def context_of(title: str, section: str) -> str:
    """Return what the reader is told of a passage besides its words: title and headings, in one line."""
    return " – ".join(filter(None, headings(title, section)))


def read_sentences(
    reader: PassageReader | None, question: str, candidates: Sequence[Candidate]
) -> tuple[ReadSentence, ...]:
    """Return what the reader thinks of each candidate, in order; each passage is read once, all in one batch."""
    if reader is None or not candidates:
        return tuple(ReadSentence() for _ in candidates)
    found = {c.line.passage.id: (c.line.passage, c.hit.document) for c in candidates}
    texts = [passage.text for passage, _ in found.values()]
    contexts = [context_of(document.title, passage.section) for passage, document in found.values()]
    readings = dict(zip(found, reader.read(question, texts, contexts), strict=True))
    return tuple(_read(readings[candidate.line.passage.id], candidate) for candidate in candidates)


def _read(reading: Reading, candidate: Candidate) -> ReadSentence:
    offset = candidate.line.passage.start
    start, end = candidate.line.span.start - offset, candidate.line.span.end - offset
    score = reading.score_within(start, end)
    if not math.isfinite(score):
        return ReadSentence(-10.0)
    span = next((s for s in reading.spans if start <= s.start and s.end <= end), None)
    found = None if span is None else Span(span.start + offset, span.end + offset)
    return ReadSentence(score, reading.probability_within(start, end), found)
