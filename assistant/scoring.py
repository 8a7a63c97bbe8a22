"""Scoring: the fitted weights that turn features into log-odds, for one sentence and for a whole answer.

The weights are in `weights.json` with their provenance; `python -m assistant.training.fit_answering` writes it.
Both models are logistic regressions: log-odds = bias + Σ weight · feature.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from math import exp
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Matrix: TypeAlias = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Linear:
    """A logistic regression over named features, in the order of `names`."""

    names: tuple[str, ...]
    weights: tuple[float, ...]
    bias: float

    def log_odds(self, rows: Matrix) -> npt.NDArray[np.float64]:
        """Return float64 (n,) for float64 rows (n, len(names))."""
        return np.asarray(rows @ np.array(self.weights) + self.bias, dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Weights:
    """The model that ranks sentences and the one that says how probable it is that the question is answered."""

    sentence: Linear
    answer: Linear


def load_weights() -> Weights:
    """Read the weights that ship with the package."""
    raw = json.loads((files("assistant") / "weights.json").read_text(encoding="utf-8"))
    return Weights(_linear(raw["sentence"]), _linear(raw["answer"]))


def probability(log_odds: float) -> float:
    """Return the probability of given log-odds, in (0, 1), without overflow."""
    if log_odds >= 0:
        return 1 / (1 + exp(-log_odds))
    return exp(log_odds) / (1 + exp(log_odds))


def _linear(raw: dict[str, object]) -> Linear:
    weights = raw["weights"]
    bias = raw["bias"]
    if not isinstance(weights, dict) or not isinstance(bias, int | float):
        raise TypeError("weights.json: expected {'weights': {feature: number}, 'bias': number}")
    return Linear(tuple(weights), tuple(float(value) for value in weights.values()), float(bias))


def check_names(model: Linear, names: Sequence[str]) -> Linear:
    """Return `model` when its features are `names` in this order. Raises ValueError naming the difference."""
    if tuple(model.names) != tuple(names):
        raise ValueError(f"weights.json was fitted for {model.names}; the code computes {tuple(names)}: fit it again")
    return model
