"""Is the difference between two runs more than chance? Paired tests over questions, the seed fixed.

Values are clustered: each cluster is a question with its variants, drawn or flipped as one.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import comb, sqrt

import numpy as np
import numpy.typing as npt

RESAMPLES = 10_000
_Z_ALPHA, _Z_POWER = 1.959963984540054, 0.8416212335729143
_BATCH = 500

Array = npt.NDArray[np.float64]


def bootstrap_interval(clusters: Sequence[Sequence[float]], *, seed: int = 0) -> tuple[float, float] | None:
    """Return the 95 % percentile interval of the mean difference over 10,000 resamples of clusters (Efron 1979)."""
    if not clusters:
        return None
    sums, sizes = _totals(clusters)
    generator = np.random.default_rng(seed)
    means = []
    for _ in range(RESAMPLES // _BATCH):
        drawn = generator.integers(0, len(sums), size=(_BATCH, len(sums)))
        means.append(sums[drawn].sum(axis=1) / sizes[drawn].sum(axis=1))
    low, high = np.percentile(np.concatenate(means), (2.5, 97.5))
    return float(low), float(high)


def sign_flip_p(clusters: Sequence[Sequence[float]], *, seed: int = 0) -> float | None:
    """Return the two-sided p of a sign-flip permutation test: (1 + #{|Δ*| ≥ |Δ|}) / (B + 1), B = 10,000."""
    if not clusters:
        return None
    sums, _ = _totals(clusters)
    observed = abs(sums.sum())
    generator = np.random.default_rng(seed)
    extreme = 0
    for _ in range(RESAMPLES // _BATCH):
        signs = generator.integers(0, 2, size=(_BATCH, len(sums))) * 2 - 1
        extreme += int((np.abs(signs @ sums) >= observed - 1e-12).sum())
    return (1 + extreme) / (RESAMPLES + 1)


def mcnemar_p(lost: int, won: int) -> float:
    """Return the exact two-sided p of McNemar's test: twice the binomial tail of the rarer of the flips, at most 1."""
    flips = lost + won
    tail: float = sum(comb(flips, k) for k in range(min(lost, won) + 1)) / 2**flips
    return float(min(1.0, 2 * tail))


def holm(p_values: Sequence[float]) -> tuple[float, ...]:
    """Return p values adjusted for being tested together (Holm 1979), in the order given."""
    adjusted = [0.0] * len(p_values)
    highest = 0.0
    for rank, position in enumerate(sorted(range(len(p_values)), key=lambda i: p_values[i])):
        highest = max(highest, min(1.0, (len(p_values) - rank) * p_values[position]))
        adjusted[position] = highest
    return tuple(adjusted)


def detectable_change(clusters: Sequence[Sequence[float]]) -> float | None:
    """Return the smallest mean difference that this many questions find with 80 % power at 5 %.

    (1.96 + 0.84) · s / √n, with s the deviation of the clusters' differences; None below two clusters, and where no
    question changed: s = 0 would promise to find any change at all.
    """
    means = np.array([np.mean(cluster) for cluster in clusters])
    if len(means) < 2 or np.ptp(means) == 0:
        return None
    return float((_Z_ALPHA + _Z_POWER) * means.std(ddof=1) / sqrt(len(means)))


def _totals(clusters: Sequence[Sequence[float]]) -> tuple[Array, Array]:
    return np.array([sum(cluster) for cluster in clusters], dtype=np.float64), np.array(
        [len(cluster) for cluster in clusters], dtype=np.float64
    )
