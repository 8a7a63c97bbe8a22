"""Features: what makes a sentence a good answer to a question, as numbers. No weights and no decisions here.

The same features serve the choice of sentences and the decision to refuse; their weights are fitted by
`assistant.training.fit_answering`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log, sqrt
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from assistant.evidence import Candidate, Evidence, Line
from assistant.heads import is_asking
from assistant.question_types import Shape
from assistant.targets import (
    Target,
    counts_right,
    coverage,
    dates_agree,
    names_held,
    plain_coverage,
    wanted_values,
    wants_met,
)
from corpus.documents import Span
from corpus.french import words

Matrix: TypeAlias = npt.NDArray[np.float64]

FEATURES = (
    "own words",
    "own plain words",
    "plain words with neighbours",
    "words with headings",
    "words with neighbours",
    "meaning",
    "passage score",
    "passage is first",
    "value wanted",
    "value counts the right thing",
    "several values",
    "own names",
    "names with headings",
    "names in passage",
    "names in document",
    "dates",
    "length",
    "is heading",
    "announces the list wanted",
    "word pairs",
    "reader",
    "reader is sure",
    "reader is rather sure",
    "reader is sure of the passage",
    "reader is sure of the next sentence",
    "is list item",
    "has a head",
    "is table row",
    "opens the document",
    "is question",
)

_SURE = 10.0
_OPENING = 2
"""Lines at the beginning of a document, which often repeat its title."""


@dataclass(frozen=True, slots=True)
class ReadSentence:
    """What the reader thinks of one sentence: the log-odds of its best span against no answer, and the probability
    that the answer is in it; `span` is that span in the document. Zeros and None without a reader."""

    score: float = 0.0
    probability: float = 0.0
    span: Span | None = None


def features(
    target: Target,
    evidence: Evidence,
    candidates: Sequence[Candidate],
    cosines: Sequence[float],
    readings: Sequence[ReadSentence],
) -> Matrix:
    """Return float64 (n candidates, n FEATURES), rows in order; `cosines` and `readings` belong to the candidates."""
    sure = {
        _place(candidate, candidate.line): reading.probability
        for candidate, reading in zip(candidates, readings, strict=True)
    }
    surest: dict[str, float] = {}
    for candidate, reading in zip(candidates, readings, strict=True):
        passage = candidate.line.passage.id
        surest[passage] = max(surest.get(passage, 0.0), reading.probability)
    rows = [
        [
            *_row(target, evidence, candidate, cosine, reading),
            sqrt(reading.probability),
            surest[candidate.line.passage.id],
            0.0 if candidate.after is None else sure.get(_place(candidate, candidate.after), 0.0),
            *_layout(candidate.line),
        ]
        for candidate, cosine, reading in zip(candidates, cosines, readings, strict=True)
    ]
    return np.array(rows, dtype=np.float64).reshape(len(rows), len(FEATURES))


def _row(target: Target, evidence: Evidence, candidate: Candidate, cosine: float, reading: ReadSentence) -> list[float]:
    line, facts = candidate.line, candidate.facts
    passage = evidence.facts(candidate.hit.passage.text)
    document = evidence.document_facts(candidate.hit.document)
    values = {value.canonical for value in wanted_values(target, facts)} if target.wants else set()
    neighbours = [neighbour.facts for neighbour in (candidate.before, candidate.after) if neighbour is not None]
    return [
        coverage(target, facts),
        plain_coverage(target, facts),
        plain_coverage(target, facts, candidate.context, *neighbours),
        coverage(target, facts, candidate.context),
        coverage(target, facts, candidate.context, *neighbours),
        (cosine - 0.8) * 10,
        candidate.hit.score,
        1.0 / candidate.hit.rank,
        wants_met(target, facts) if target.wants else 0.5,
        float(counts_right(target, line.text, line.facts)) if target.counted else 0.5,
        log(1 + len(values)) if target.wants else 0.5,
        names_held(target, facts),
        names_held(target, facts, candidate.context),
        names_held(target, passage, candidate.context),
        names_held(target, document),
        dates_agree(target, facts, candidate.context),
        log(1 + len(line.text.split())) / 4,
        float(line.heading),
        float(bool(candidate.items) and target.shape is Shape.LIST),
        _pairs_held(target, line.text),
        max(-_SURE, min(reading.score, _SURE)) / _SURE,
        reading.probability,
    ]


def _place(candidate: Candidate, line: Line) -> tuple[str, int]:
    return candidate.hit.document.id, line.number


def _layout(line: Line) -> list[float]:
    """Return what the form of a line tells: item, row, opening and question seldom answer alike."""
    return [
        float(line.list_item),
        float(line.head is not None),
        float("|" in line.text),
        float(line.number < _OPENING),
        float(is_asking(line.text)),
    ]


def _pairs_held(target: Target, text: str) -> float:
    if not target.pairs:
        return 0.0
    stems = [word.stem for word in words(text) if not word.stop]
    near = {(a, b) for i, a in enumerate(stems) for b in stems[i + 1 : i + 3]}
    return len(target.pairs & near) / len(target.pairs)
