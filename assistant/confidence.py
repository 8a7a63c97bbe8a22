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
from assistant.targets import Target, names_held, names_replaced, places_held, plain_coverage
from index.contracts import Hit

ANSWER_FEATURES = (
    "best sentence",
    "best meaning",
    "plain words with neighbours",
    "value wanted",
    "value counts the right thing",
    "names with headings",
    "dates",
    "reader",
    "reader sees an answer",
    "no plain word anywhere",
    "names in document",
    "words asked",
    "nothing wanted",
    "English",
    "another language",
    "places near",
    "other names instead",
    "office near",
)

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

    `rows` and `scores` belong to `candidates`, in the same order; `hits` are best first; `language` is the question's.
    """
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
                rows[best, _INDEX["plain words with neighbours"]],
                rows[best, _INDEX["value wanted"]],
                rows[best, _INDEX["value counts the right thing"]],
                names_held(target, *near, chosen.context),
                rows[best, _INDEX["dates"]],
                rows[best, _INDEX["reader"]],
                _sees_an_answer(candidates, certainties),
                float(somewhere == 0),
                rows[best, _INDEX["names in document"]],
                log(1 + len(target.units)),
                float(not target.wants),
                float(language == "en"),
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
