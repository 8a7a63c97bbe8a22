"""Confidence is fitted on questions that weigh alike whether they have an answer or not, however many of each there are."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from assistant.answering import ExtractiveAssistant
from assistant.confidence import ANSWER_FEATURES
from assistant.scoring import load_weights, probability
from assistant.training.fit_answering import _answer_row, _balanced, fit_answers
from assistant.training.judging import Hidden, Judged
from assistant.wiring import Application

ASKED = (
    ("Quand l'accord entre le Life Science Corridor France et le Kansai a-t-il été signé ?", Hidden.NOTHING),
    ("Quels pôles forment le Life Science Corridor France ?", Hidden.NOTHING),
    ("Qui est le contact du pôle Mer Bretagne Atlantique ?", Hidden.NOTHING),
    ("Quelle est la recette de la tarte aux pommes ?", Hidden.UNANSWERABLE),
    ("Combien de passagers le tramway de Nantes transporte-t-il ?", Hidden.UNANSWERABLE),
)


@pytest.fixture(scope="module")
def judged(application: Application) -> list[Judged]:
    assistant = application.assistant
    assert isinstance(assistant, ExtractiveAssistant)
    result = []
    for question, hidden in ASKED:
        understanding = assistant.understood(question, ())
        evaluated = assistant.evaluate(understanding, assistant.retrieve(understanding))
        result.append(Judged(question, hidden, evaluated, np.zeros(len(evaluated.candidates), dtype=bool), False))
    return result


def test_both_kinds_of_questions_weigh_the_same(judged: list[Judged]) -> None:
    weights = _balanced(judged, 5.0)
    assert weights.sum() == pytest.approx(5.0)
    assert weights[:3].sum() == pytest.approx(weights[3:].sum())


def test_fitted_weights_tell_the_questions_apart(judged: list[Judged]) -> None:
    sentence = load_weights().sentence
    hidden = [replace(each, hidden=Hidden.ARTICLE) for each in judged[:2]] + judged[2:3]
    fitted = fit_answers(judged, sentence, hidden)
    assert fitted.names == ANSWER_FEATURES
    sure = [probability(float(fitted.log_odds(_answer_row(each, sentence))[0])) for each in judged]
    assert min(sure[:3]) > max(sure[3:])
