"""What each part of the answerer brings: weights fitted with the parts added one after the other, on the same evidence.

Called by `fit_answering`; the weights that ship are always those with every part.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from assistant.features import FEATURES
from assistant.scoring import Linear
from assistant.training.judging import Judged

Fit = Callable[[Sequence[Judged]], Linear]

_READER = frozenset(name for name in FEATURES if name.startswith("reader"))
_NAMES = frozenset({"own names", "names with headings", "names in passage", "names in document"})


@dataclass(frozen=True, slots=True)
class Part:
    """A step of the ablation: its name and the features that it does without."""

    name: str
    without: frozenset[str]


PARTS = (
    Part("sentence selector alone", _READER | _NAMES),
    Part("+ reader", _NAMES),
    Part("+ names and aliases", frozenset()),
)


def ablated(judged: Sequence[Judged], part: Part) -> list[Judged]:
    """Return the same questions without the features that a part does without (all zero)."""
    kept = np.array([name not in part.without for name in FEATURES], dtype=np.float64)
    return [replace(each, evaluated=replace(each.evaluated, rows=each.evaluated.rows * kept)) for each in judged]


def held_in_best(judged: Sequence[Judged], model: Linear, count: int) -> float:
    """Return the share of answerable questions of which one of the `count` best sentences holds gold, in [0, 1]."""
    shown = [each for each in judged if each.answerable]
    return float(np.mean([_top(each, model, count) for each in shown])) if shown else float("nan")


def ablation(fitted_on: Sequence[Judged], held_out: Sequence[Judged], fit: Fit) -> dict[str, dict[str, float]]:
    """Return for each part, added to the ones before it, how often the best one and two sentences hold gold."""
    found = {}
    for part in PARTS:
        model = fit(ablated(fitted_on, part))
        some = ablated(held_out, part)
        found[part.name] = {
            "best sentence holds gold": round(held_in_best(some, model, 1), 4),
            "two best sentences hold gold": round(held_in_best(some, model, 2), 4),
        }
    return found


def _top(judged: Judged, model: Linear, count: int) -> bool:
    if not judged.labels.any():
        return False
    order = np.argsort(-model.log_odds(judged.evaluated.rows), kind="stable")[:count]
    return bool(judged.labels[order].any())
