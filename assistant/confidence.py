"""Confidence: the features of a whole answer that tell whether it answers the question. Weights are in `scoring`.

A raw cosine is no confidence (random passages score 0.74 to 0.80 with this model); a calibrated combination is.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log

import numpy as np
import numpy.typing as npt

from assistant.evidence import Candidate
from assistant.features import FEATURES, Matrix
from assistant.offices import share_held
from assistant.targets import Target, names_replaced, places_held, plain_coverage
from index.contracts import Hit

ANSWER_FEATURES = (
    "best sentence",
    "best meaning",
    "meaning",
    "lead",
    "value wanted",
    "value counts the right thing",
    "dates",
    "third reading",
    "reader sees an answer",
    "no plain word anywhere",
    "names in document",
    "names asked",
    "words asked",
    "nothing wanted",
    "another language",
    "places near",
    "other names instead",
    "office near",
)
"""The share of the question's words in the best sentence and the reader's score of it were tried and left out: questions made up
to tempt are worded like the texts, and on question sets that the weights had not seen both made confidence worse."""

_FARTHEST_LEAD = 5.0
_THIRD = 2
_INDEX = {name: position for position, name in enumerate(FEATURES)}


def answer_features(
    target: Target,
    hits: Sequence[Hit],
    candidates: Sequence[Candidate],
    rows: Matrix,
    scores: Sequence[float],
    language: str,
) -> Matrix:
    """Return float64 (1, n ANSWER_FEATURES) for the best-scored candidate among `candidates`.

    `rows` and `scores` belong to `candidates`, in the same order; `hits` are best first; `language` is the question's. The
    lead is how far, in log-odds and up to 5, the best sentence is ahead of the next. The third reading is the reader's third
    highest score: where it sees answers in several sentences the passages are about what is asked, and it is not taken in by one.
    """
    ordered = np.sort(np.asarray(scores))[::-1]
    lead = float(ordered[0] - ordered[1]) if len(ordered) > 1 else _FARTHEST_LEAD
    readings = np.sort(rows[:, _INDEX["reader"]])[::-1]
    best = int(np.argmax(np.asarray(scores)))
    chosen = candidates[best]
    cosines = [hit.parts.dense for hit in hits if hit.parts.dense is not None] or [0.7]
    certainties = rows[:, _INDEX["reader is sure"]]
    lines = [each for each in (chosen.line, chosen.before, chosen.after, *chosen.items) if each is not None]
    near = [chosen.facts, *(each.facts for each in (chosen.before, chosen.after) if each is not None)]
    somewhere = plain_coverage(target, *(candidate.facts for candidate in candidates))
    return np.array(
        [
            [
                scores[best],
                (max(cosines) - 0.8) * 10,
                rows[best, _INDEX["meaning"]],
                min(lead, _FARTHEST_LEAD),
                rows[best, _INDEX["value wanted"]],
                rows[best, _INDEX["value counts the right thing"]],
                rows[best, _INDEX["dates"]],
                readings[min(_THIRD, len(readings) - 1)],
                _sees_an_answer(candidates, certainties),
                float(somewhere == 0),
                rows[best, _INDEX["names in document"]],
                float(len(target.names)),
                log(1 + len(target.units)),
                float(not target.wants),
                float((chosen.hit.document.language or "fr") != language),
                places_held(target, *near, chosen.context),
                float(names_replaced(target, *near, chosen.context)),
                share_held(target.offices, [chosen.line.context, *(line.text for line in lines)]),
            ]
        ]
    )


def _sees_an_answer(candidates: Sequence[Candidate], certainties: npt.NDArray[np.float64]) -> float:
    """Return the probability, in [0, 1], that some passage answers, as if the reader judged each on its own."""
    passages: dict[str, float] = {}
    for candidate, certainty in zip(candidates, certainties, strict=True):
        passages[candidate.line.passage.id] = passages.get(candidate.line.passage.id, 0.0) + float(certainty)
    return 1.0 - float(np.prod([1.0 - min(held, 1.0) for held in passages.values()]))
