"""The product, over the notes that it ships with, stays above its gates: a change that makes answers worse fails here."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assistant.evaluation.gates import Verdict, check_gates, load_gates
from assistant.evaluation.loading import load_questions
from assistant.evaluation.product import product_system
from assistant.evaluation.running import Evaluation, Plan
from tests.conftest import ROOT

if TYPE_CHECKING:
    from assistant.wiring import Application

SETS = ROOT / "assistant" / "evaluation" / "sets"


@pytest.mark.parametrize(
    "step",
    [
        pytest.param(2, id="every second question"),
        # Over three minutes on two cores without bfloat16, six beside other work.
        pytest.param(1, id="every question", marks=pytest.mark.long),
    ],
)
@pytest.mark.timeout(1200)
def test_the_shipped_questions_pass_the_shipped_gates(application: Application, step: int) -> None:
    shipped = load_questions(SETS / "shipped.yaml")
    questions = replace(shipped, questions=shipped.questions[::step])
    result = Evaluation(questions, product_system(application), Plan(written=False)).run()
    checked = check_gates(load_gates(SETS / "shipped-gates.yaml"), result.metrics.figures)
    assert [(each.gate.metric, each.estimate) for each in checked if each.verdict is not Verdict.PASSED] == []
