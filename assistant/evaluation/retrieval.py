"""Retrieval metrics over one ranked list of ids. None where there is no gold.

Relevance is binary. The ranked list holds each id once; ties are broken before it gets here. Oracle: ir-measures.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from math import log2


def to_units(ranked: Sequence[str], units: Sequence[frozenset[str]]) -> tuple[str, ...]:
    """Name each id after the gold unit that it belongs to ("unit 0"), the first time; other ids stay as they are."""
    names = {member: f"unit {position}" for position, unit in enumerate(units) for member in unit}
    result: list[str] = []
    seen: set[str] = set()
    for item in ranked:
        name = names.get(item, item)
        result.append(item if name in seen else name)
        seen.add(name)
    return tuple(result)


def unit_names(units: Sequence[frozenset[str]]) -> frozenset[str]:
    """Return the names that `to_units` gives to the gold units."""
    return frozenset(f"unit {position}" for position in range(len(units)))


def distinct(ranked: Sequence[str]) -> tuple[str, ...]:
    """Keep the first occurrence of each id: passages' documents become a ranking of documents."""
    return tuple(dict.fromkeys(ranked))


def hit(ranked: Sequence[str], relevant: Collection[str], k: int) -> float | None:
    """Return 1 when a relevant id is among the first k, else 0 (success@k)."""
    return None if not relevant else float(any(item in relevant for item in ranked[:k]))


def recall(ranked: Sequence[str], relevant: Collection[str], k: int) -> float | None:
    """Return |first k ∩ relevant| / |relevant|."""
    return None if not relevant else sum(item in relevant for item in ranked[:k]) / len(relevant)


def precision(ranked: Sequence[str], relevant: Collection[str], k: int) -> float | None:
    """Return |first k ∩ relevant| / k."""
    return None if not relevant else sum(item in relevant for item in ranked[:k]) / k


def reciprocal_rank(ranked: Sequence[str], relevant: Collection[str], k: int) -> float | None:
    """Return 1 / rank of the first relevant id among the first k, 0 where there is none."""
    if not relevant:
        return None
    return next((1 / rank for rank, item in enumerate(ranked[:k], 1) if item in relevant), 0.0)


def average_precision(ranked: Sequence[str], relevant: Collection[str]) -> float | None:
    """Return Σ over relevant ranks of precision@rank, divided by |relevant|."""
    if not relevant:
        return None
    found, total = 0, 0.0
    for rank, item in enumerate(ranked, 1):
        if item in relevant:
            found += 1
            total += found / rank
    return total / len(relevant)


def ndcg(ranked: Sequence[str], relevant: Collection[str], k: int) -> float | None:
    """Return Σ 1/log2(rank + 1) over the relevant ranks ≤ k, divided by its best value (Järvelin & Kekäläinen 2002)."""
    if not relevant:
        return None
    gained = sum(1 / log2(rank + 1) for rank, item in enumerate(ranked[:k], 1) if item in relevant)
    return gained / sum(1 / log2(rank + 1) for rank in range(1, min(k, len(relevant)) + 1))
