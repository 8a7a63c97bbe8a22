"""What confidence is computed from: the lead of the best sentence, and how many sentences the reader takes for answers."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.answering import ExtractiveAssistant
from assistant.confidence import ANSWER_FEATURES, answer_features
from assistant.deciding import Evaluated
from assistant.features import FEATURES, Matrix
from assistant.wiring import Application


@pytest.fixture(scope="module")
def evaluated(application: Application) -> Evaluated:
    assistant = application.assistant
    assert isinstance(assistant, ExtractiveAssistant)
    understanding = assistant.understood(
        "Quand l'accord entre le Life Science Corridor France et le Kansai a-t-il été signé ?", ()
    )
    return assistant.evaluate(understanding, assistant.retrieve(understanding))


def feature(row: Matrix, name: str) -> float:
    return float(row[0, ANSWER_FEATURES.index(name)])


def row_of(evaluated: Evaluated, count: int) -> Matrix:
    """Return the features of an answer chosen from the best `count` sentences alone."""
    best = sorted(range(len(evaluated.candidates)), key=lambda n: -evaluated.scores[n])[:count]
    return answer_features(
        evaluated.target,
        evaluated.hits,
        [evaluated.candidates[n] for n in best],
        evaluated.rows[best],
        [evaluated.scores[n] for n in best],
        "fr",
    )


def test_the_lead_is_that_of_the_best_sentence_over_the_next(evaluated: Evaluated) -> None:
    first, second = sorted(evaluated.scores, reverse=True)[:2]
    assert feature(row_of(evaluated, 5), "lead") == pytest.approx(min(first - second, 5.0))
    assert feature(row_of(evaluated, 1), "lead") == 5.0


def test_the_third_reading_is_not_taken_in_by_one_sentence(evaluated: Evaluated) -> None:
    readings = np.sort(evaluated.rows[:, FEATURES.index("reader")])[::-1]
    assert feature(row_of(evaluated, len(evaluated.candidates)), "third reading") == pytest.approx(readings[2])
    lone = row_of(evaluated, 1)
    assert feature(lone, "third reading") == pytest.approx(
        max(evaluated.rows[np.argmax(evaluated.scores), FEATURES.index("reader")], -1.0)
    )
