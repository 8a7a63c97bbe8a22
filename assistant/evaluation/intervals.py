"""Estimates with their 95 % intervals. An estimate over nothing is None, never 0."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

_Z = 1.959963984540054
_RESAMPLES = 2000


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure over `n` questions with its interval; `low` and `high` are None where none is defined."""

    value: float
    low: float | None
    high: float | None
    n: int


def wilson(successes: float, n: int) -> tuple[float, float]:
    """Return the Wilson score interval of a proportion (Wilson 1927); 0/20 gives (0, 0.161).

    centre = (p + z²/2n) / (1 + z²/n), half = z √(p(1−p)/n + z²/4n²) / (1 + z²/n), z = 1.96.
    """
    share = successes / n
    scale = 1 + _Z**2 / n
    centre = (share + _Z**2 / (2 * n)) / scale
    half = _Z * sqrt(share * (1 - share) / n + _Z**2 / (4 * n * n)) / scale
    return max(0.0, centre - half), min(1.0, centre + half)


def proportion(values: Sequence[float]) -> Estimate | None:
    """Estimate the share of ones among zeros and ones, with Wilson's interval."""
    if not values:
        return None
    low, high = wilson(sum(values), len(values))
    return Estimate(sum(values) / len(values), low, high, len(values))


def mean(values: Sequence[float], *, seed: int = 0) -> Estimate | None:
    """Estimate a mean: Wilson's interval for zeros and ones, else the percentile bootstrap (2,000 resamples)."""
    if values and all(value in (0, 1) for value in values):
        return proportion(values)
    return bootstrap_mean(values, seed=seed)


def bootstrap_mean(values: Sequence[float], *, seed: int = 0) -> Estimate | None:
    """Estimate a mean, of differences too, with the percentile bootstrap (Efron 1979; 2,000 resamples, fixed seed)."""
    if not values:
        return None
    array = np.asarray(values, dtype=np.float64)
    generator = np.random.default_rng(seed)
    resamples = array[generator.integers(0, len(array), size=(_RESAMPLES, len(array)))].mean(axis=1)
    low, high = np.percentile(resamples, (2.5, 97.5))
    return Estimate(float(array.mean()), float(low), float(high), len(array))
