"""The product, over the notes that it ships with, stays above its gates: a change that makes answers worse fails here."""

from __future__ import annotations

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


# Every shipped question: over three minutes on two cores without bfloat16, more beside other work.
@pytest.mark.timeout(1200)
def test_the_shipped_questions_pass_the_shipped_gates(application: Application) -> None:
    questions = load_questions(SETS / "shipped.yaml")
    result = Evaluation(questions, product_system(application), Plan(written=False)).run()
    checked = check_gates(load_gates(SETS / "shipped-gates.yaml"), result.metrics.figures)
    assert [(each.gate.metric, each.estimate) for each in checked if each.verdict is not Verdict.PASSED] == []
