"""Refusal, calibration and intervals against values worked out by hand or published."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.evaluation import calibration, refusal
from assistant.evaluation.intervals import Estimate, mean, proportion, wilson


@pytest.mark.parametrize(
    ("successes", "n", "expected"), [(0, 20, (0, 0.161)), (0, 40, (0, 0.088)), (4, 40, (0.040, 0.231))]
)
def test_wilson_gives_the_published_bounds(successes: int, n: int, expected: tuple[float, float]) -> None:
    assert wilson(successes, n) == pytest.approx(expected, abs=5e-4)


def test_an_estimate_over_nothing_is_nothing() -> None:
    assert (proportion([]), mean([])) == (None, None)


def test_a_bootstrap_is_the_same_each_time_and_holds_the_mean() -> None:
    values = [0.0, 0.25, 0.5, 1.0, 1.0]
    first = mean(values)
    assert first == mean(values)
    assert first is not None
    assert first.low is not None
    assert first.high is not None
    assert first.low < first.value < first.high


def test_a_single_question_has_a_wide_interval() -> None:
    estimate = mean([1.0])
    assert isinstance(estimate, Estimate)
    assert (estimate.value, estimate.low, estimate.high) == pytest.approx((1.0, 0.2065, 1.0), abs=1e-3)


def test_confusion_by_hand() -> None:
    confusion = refusal.Confusion.count([True, True, True, False, False], [True, True, False, True, False])
    assert confusion == refusal.Confusion(2, 1, 1, 1)
    assert (confusion.precision, confusion.recall, confusion.f1) == (0.5, 0.5, 0.5)
    empty = refusal.Confusion.count([], [])
    assert (empty.precision, empty.recall, empty.f1) == (None, None, None)


def test_auroc_counts_ties_half() -> None:
    assert refusal.auroc([0.9, 0.5, 0.5, 0.1], [True, True, False, False]) == 3.5 / 4
    assert refusal.auroc([0.9], [True]) is None


def test_risk_coverage_by_hand() -> None:
    sure, wrong = [0.9, 0.8, 0.7, 0.6], [False, True, False, True]
    assert refusal.risks(sure, wrong).tolist() == pytest.approx([0, 1 / 2, 1 / 3, 1 / 2])
    assert refusal.aurc(sure, wrong) == pytest.approx((0 + 1 / 2 + 1 / 3 + 1 / 2) / 4)
    oracle = (0 + 0 + 1 / 3 + 1 / 2) / 4
    assert refusal.excess_aurc([1, 0.5, 0.9, 0.4], wrong) == pytest.approx(0)
    assert refusal.aurc([1, 0.5, 0.9, 0.4], wrong) == pytest.approx(oracle)
    assert refusal.coverage_at(0.35, sure, wrong, asked=8) == 3 / 8
    assert refusal.coverage_at(0.05, [0.5], [True], asked=1) == 0
    assert refusal.aurc([], []) is None


def test_ties_of_confidence_do_not_depend_on_order() -> None:
    assert refusal.risks([0.5, 0.5], [True, False]).tolist() == refusal.risks([0.5, 0.5], [False, True]).tolist()


def test_brier_by_hand() -> None:
    assert calibration.brier([1.0, 0.5], [True, False]) == 0.125
    assert calibration.brier_baseline([True, False, False, False]) == 0.25 * 0.75
    assert (calibration.brier([], []), calibration.brier_baseline([]), calibration.ece([], [])) == (None, None, None)


def test_ece_by_hand() -> None:
    sure = [0.1, 0.3, 0.5, 0.7, 0.9]
    assert calibration.ece(sure, [False, False, True, True, True]) == pytest.approx((0.1 + 0.3 + 0.5 + 0.3 + 0.1) / 5)


@pytest.mark.parametrize(("n", "published"), [(100, 0.075), (200, 0.053), (46 * 10, 0.034)])
def test_calibrated_confidences_show_the_floor(n: int, published: float) -> None:
    generator = np.random.default_rng(1)
    sure = generator.random(n).tolist()
    floor = calibration.ece_floor(sure)
    simulated = [calibration.ece(sure, (generator.random(n) < np.asarray(sure)).tolist()) or 0.0 for _ in range(200)]
    assert floor == pytest.approx(float(np.mean(simulated)), rel=0.1)
    assert floor == pytest.approx(published, rel=0.25)


def test_equal_confidences_share_a_bin() -> None:
    assert calibration.bins([0.5] * 10, [True] * 5 + [False] * 5) == (calibration.Bin(10, 0.5, 0.5),)


def test_a_sweep_of_the_threshold_by_hand() -> None:
    confidences = [0.9, 0.5, 0.3, 0.6, 0.2]
    answerable = [True, True, True, False, False]
    points = refusal.threshold_sweep(confidences, answerable, [0.0, 0.4, 0.6, 1.0])
    assert [(p.threshold, p.wrong_answer_rate, p.wrong_refusal_rate) for p in points] == [
        (0.0, 1.0, 0.0),
        (0.4, 0.5, pytest.approx(1 / 3)),
        (0.6, 0.5, pytest.approx(2 / 3)),
        (1.0, 0.0, 1.0),
    ]


def test_what_a_rule_refuses_stays_refused_whatever_the_threshold() -> None:
    (point,) = refusal.threshold_sweep([0.9, 0.8], [True, False], [0.0], always_refused=[True, True])
    assert (point.wrong_answer_rate, point.wrong_refusal_rate) == (0.0, 1.0)


def test_a_sweep_over_questions_of_one_kind_has_one_rate() -> None:
    (point,) = refusal.threshold_sweep([0.9, 0.1], [True, True], [0.5])
    assert (point.wrong_answer_rate, point.wrong_refusal_rate) == (None, 0.5)
