"""Each broken answerer is caught by the metric made for it, while the good one passes them all."""

from __future__ import annotations

import pytest

from assistant.evaluation.aggregating import Figures
from assistant.evaluation.gates import DEFAULT_GATES, Verdict, check_gates, load_gates
from assistant.evaluation.running import Evaluation
from tests.assistant.evaluation import fakes

INVARIANTS = ("citations.validity", "citations.fidelity", "citations.clean_cuts", "citations.coverage")


def figures_of(answerer: type[fakes.GoodAnswerer]) -> Figures:
    return Evaluation(fakes.QUESTIONS, fakes.make_system(answerer)).run().metrics.figures


def test_the_good_answerer_reaches_every_figure() -> None:
    figures = figures_of(fakes.GoodAnswerer)
    perfect = [
        *INVARIANTS,
        "citations.literal_truth",
        "overall.correct",
        "answers.strict_vital",
        "citations.gold_recall",
    ]
    assert {name: figures[name].value for name in perfect} == dict.fromkeys(perfect, 1.0)
    assert figures["refusal.wrong_answer_rate"].value == 0
    assert figures["refusal.wrong_refusal_rate"].value == 0
    assert figures["refusal.auroc"].value == 1


@pytest.mark.parametrize(
    ("answerer", "metric", "expected"),
    [
        (fakes.WrongCitations, "citations.literal_truth", 0.0),
        (fakes.WrongCitations, "citations.lexical_support", 0.0),
        (fakes.WrongCitations, "citations.gold_recall", 0.0),
        (fakes.WrongCitations, "citations.alce_precision", 0.0),
        (fakes.AlwaysAnswers, "refusal.wrong_answer_rate", 1.0),
        (fakes.AlwaysRefuses, "refusal.wrong_refusal_rate", 1.0),
        (fakes.AlwaysRefuses, "answers.strict_vital", 0.0),
        (fakes.OffByOne, "citations.fidelity", 0.0),
        (fakes.OffByOneThroughout, "citations.clean_cuts", 0.0),
        (fakes.GhostPassage, "citations.validity", 0.0),
        (fakes.CopiesEverything, "citations.gold_precision", 1 / 7),
        (fakes.Inventive, "citations.lexical_support", 0.5),
    ],
)
def test_a_broken_answerer_is_caught(answerer: type[fakes.GoodAnswerer], metric: str, expected: float) -> None:
    assert figures_of(answerer)[metric].value == pytest.approx(expected, abs=1e-5)
    assert figures_of(fakes.GoodAnswerer)[metric].value != pytest.approx(expected, abs=1e-5)


def test_copying_everything_shows_in_the_length() -> None:
    assert (
        figures_of(fakes.CopiesEverything)["answers.words"].value
        > 5 * figures_of(fakes.GoodAnswerer)["answers.words"].value
    )


@pytest.mark.parametrize(
    ("answerer", "stopping"),
    [
        (fakes.WrongCitations, {"citations.literal_truth", "citations.gold_recall"}),
        (fakes.AlwaysAnswers, {"refusal.wrong_answer_rate", "refusal.wrong_answer_rate.out-of-domain"}),
        (fakes.AlwaysRefuses, {"refusal.wrong_refusal_rate", "answers.strict_vital", "citations.gold_recall"}),
        (fakes.OffByOne, {"citations.fidelity"}),
        (fakes.OffByOneThroughout, {"citations.clean_cuts"}),
        (fakes.GhostPassage, {"citations.validity"}),
        (fakes.Inventive, {"answers.strict_vital"}),
    ],
)
def test_the_default_gates_stop_it_for_the_right_reason(answerer: type[fakes.GoodAnswerer], stopping: set[str]) -> None:
    gates = load_gates(DEFAULT_GATES)

    def failed(answerer: type[fakes.GoodAnswerer]) -> set[str]:
        return {
            result.gate.metric
            for result in check_gates(gates, figures_of(answerer))
            if result.verdict is Verdict.FAILED
        }

    assert failed(fakes.GoodAnswerer) == set()
    assert stopping <= failed(answerer)
