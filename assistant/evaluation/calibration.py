"""Is a confidence of 0.8 right eight times in ten? Brier score and expected calibration error."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

_SIMULATIONS = 500


@dataclass(frozen=True, slots=True)
class Bin:
    """Questions of neighbouring confidences: how many, how sure, how often right."""

    n: int
    confidence: float
    accuracy: float


def brier(confidences: Sequence[float], right: Sequence[bool]) -> float | None:
    """Return mean (confidence − right)² (Brier 1950)."""
    if not len(right):
        return None
    return float(np.mean((np.asarray(confidences) - np.asarray(right, dtype=np.float64)) ** 2))


def brier_baseline(right: Sequence[bool]) -> float | None:
    """Return the Brier score of always saying the share of right answers: p (1 − p)."""
    share = sum(right) / len(right) if len(right) else None
    return None if share is None else share * (1 - share)


def bins(confidences: Sequence[float], right: Sequence[bool]) -> tuple[Bin, ...]:
    """Cut the questions, sorted by confidence, into equally filled bins: 5 below 500 questions, else 10.

    Equal confidences stay together, so that the bins do not depend on the order of the questions.
    """
    sure, outcome = np.asarray(confidences, dtype=np.float64), np.asarray(right, dtype=np.float64)
    filled = [members for members in _members(sure) if len(members)]
    return tuple(Bin(len(some), float(sure[some].mean()), float(outcome[some].mean())) for some in filled)


def ece(confidences: Sequence[float], right: Sequence[bool]) -> float | None:
    """Return Σ n_b/n |accuracy_b − confidence_b| over equal-mass bins (Naeini 2015)."""
    if not len(right):
        return None
    return sum(b.n * abs(b.accuracy - b.confidence) for b in bins(confidences, right)) / len(right)


def ece_floor(confidences: Sequence[float], *, seed: int = 0) -> float | None:
    """Return the ECE that perfectly calibrated confidences like these would show by chance (500 simulations)."""
    if not len(confidences):
        return None
    sure = np.asarray(confidences, dtype=np.float64)
    generator = np.random.default_rng(seed)
    outcomes = (generator.random((_SIMULATIONS, len(sure))) < sure).astype(np.float64)
    errors = np.zeros(_SIMULATIONS)
    for members in _members(sure):
        if len(members):
            errors += len(members) * np.abs(outcomes[:, members].mean(axis=1) - sure[members].mean())
    return float(errors.mean() / len(sure))


def _members(sure: npt.NDArray[np.float64]) -> list[npt.NDArray[np.int64]]:
    count = 5 if len(sure) < 500 else 10
    order = np.argsort(sure, kind="stable")
    first = np.searchsorted(sure[order], sure[order])  # ties take the position of their first member
    number = first * count // max(1, len(sure))
    return [order[number == position].astype(np.int64) for position in range(count)]
