from __future__ import annotations

import numpy as np
import pytest

from assistant.evaluation.significance import bootstrap_interval, detectable_change, holm, mcnemar_p, sign_flip_p


def clusters(values: list[float]) -> list[list[float]]:
    return [[value] for value in values]


def test_results_are_the_same_each_time_and_follow_the_seed() -> None:
    data = clusters(np.random.default_rng(0).normal(size=40).tolist())
    assert bootstrap_interval(data) == bootstrap_interval(data)
    assert bootstrap_interval(data) != bootstrap_interval(data, seed=1)
    assert sign_flip_p(data) == sign_flip_p(data)


def test_a_constant_gain_is_certain() -> None:
    assert bootstrap_interval(clusters([0.5] * 10)) == (0.5, 0.5)
    # Only the two all-equal sign patterns out of 1,024 are as extreme.
    assert sign_flip_p(clusters([0.5] * 10)) == pytest.approx(2 / 1024, abs=1e-3)


def test_no_change_is_not_significant() -> None:
    assert bootstrap_interval(clusters([0.0] * 5)) == (0, 0)
    assert sign_flip_p(clusters([0.0] * 5)) == 1
    assert (bootstrap_interval([]), sign_flip_p([])) == (None, None)


def test_variants_move_with_their_parent() -> None:
    alone = bootstrap_interval(clusters([1.0] * 5 + [0.0] * 5))
    assert alone is not None
    assert alone[0] > 0
    assert bootstrap_interval([[1.0, 1.0, 1.0], [0.0, 0.0, 0.0]]) == (0, 1)


def test_a_true_null_is_rejected_about_one_time_in_twenty() -> None:
    generator = np.random.default_rng(3)
    rejected = 0
    for _ in range(150):
        interval = bootstrap_interval(clusters(generator.normal(size=60).tolist()))
        assert interval is not None
        rejected += not interval[0] <= 0 <= interval[1]
    assert 0.01 <= rejected / 150 <= 0.11


@pytest.mark.parametrize(("lost", "won", "expected"), [(0, 5, 0.0625), (1, 9, 22 / 1024), (3, 3, 1.0), (0, 0, 1.0)])
def test_mcnemar_by_hand(lost: int, won: int, expected: float) -> None:
    assert mcnemar_p(lost, won) == pytest.approx(expected)


def test_holm_by_hand() -> None:
    assert holm([0.04, 0.01, 0.03]) == pytest.approx((0.06, 0.03, 0.06))
    assert holm([]) == ()


def test_the_detectable_change_shrinks_with_the_root_of_n() -> None:
    few, many = clusters([0.0, 1.0] * 10), clusters([0.0, 1.0] * 40)
    assert detectable_change(few) == pytest.approx(2.8016 * np.std([0, 1] * 10, ddof=1) / np.sqrt(20), rel=1e-3)
    ratio = (detectable_change(few) or 0) / (detectable_change(many) or 1)
    assert ratio == pytest.approx(2, rel=0.03)
    assert detectable_change(clusters([1.0])) is None
    assert detectable_change(clusters([0.0] * 9)) is None
