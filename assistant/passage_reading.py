"""Passage reading: what a reader that finds spans says of each sentence. Any `PassageReader` fits; none is fine too."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Protocol

from assistant.evidence import Candidate
from assistant.features import ReadSentence
from assistant.reading import Reading
from corpus.documents import Span


class PassageReader(Protocol):
    """Finds the words of passages that answer a question."""

    def read(self, question: str, passages: Sequence[str]) -> tuple[Reading, ...]:
        """Return one reading a passage, in order."""


def read_sentences(
    reader: PassageReader | None, question: str, candidates: Sequence[Candidate]
) -> tuple[ReadSentence, ...]:
    """Return what the reader thinks of each candidate, in order; each passage is read once, all in one batch."""
    if reader is None or not candidates:
        return tuple(ReadSentence() for _ in candidates)
    passages = {candidate.line.passage.id: candidate.line.passage for candidate in candidates}
    readings = dict(zip(passages, reader.read(question, [p.text for p in passages.values()]), strict=True))
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
