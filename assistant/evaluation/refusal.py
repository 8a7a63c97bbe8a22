"""Does it answer what it can and refuse what it cannot? And does its confidence sort right answers from wrong ones?

Arrays run over questions. Intervals of rates come from `intervals.proportion`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True, slots=True)
class SweepPoint:
    """The two error rates if everything below a confidence were refused; None where no question feeds a rate."""

    threshold: float
    wrong_answer_rate: float | None
    wrong_refusal_rate: float | None


@dataclass(frozen=True, slots=True)
class Confusion:
    """Counts of answered × answerable."""

    answered_answerable: int
    refused_answerable: int
    answered_unanswerable: int
    refused_unanswerable: int

    @classmethod
    def count(cls, answerable: Sequence[bool], answered: Sequence[bool]) -> Confusion:
        """Count the four cases; the sequences run over the same questions."""
        pairs = list(zip(answerable, answered, strict=True))
        return cls(*(pairs.count(case) for case in ((True, True), (True, False), (False, True), (False, False))))

    @property
    def precision(self) -> float | None:
        """Return the share of refusals that were right."""
        refused = self.refused_answerable + self.refused_unanswerable
        return self.refused_unanswerable / refused if refused else None

    @property
    def recall(self) -> float | None:
        """Return the share of unanswerable questions that were refused."""
        unanswerable = self.answered_unanswerable + self.refused_unanswerable
        return self.refused_unanswerable / unanswerable if unanswerable else None

    @property
    def f1(self) -> float | None:
        """Return 2PR / (P + R) of refusing; None where either is undefined."""
        if self.precision is None or self.recall is None:
            return None
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def auroc(confidences: Sequence[float], answerable: Sequence[bool]) -> float | None:
    """Return P(confidence of an answerable question > of an unanswerable one), ties counting half (Mann-Whitney)."""
    positives = np.asarray([c for c, yes in zip(confidences, answerable, strict=True) if yes])
    negatives = np.asarray([c for c, yes in zip(confidences, answerable, strict=True) if not yes])
    if not len(positives) or not len(negatives):
        return None
    wins = (positives[:, None] > negatives).sum() + 0.5 * (positives[:, None] == negatives).sum()
    return float(wins / (len(positives) * len(negatives)))


def risks(confidences: Sequence[float], errors: Sequence[bool]) -> npt.NDArray[np.float64]:
    """Return risk(k), the share of errors among the k most confident answers, for k = 1..n.

    Answers of one confidence cannot be told apart: each takes the error rate of its tie, so order does not matter.
    """
    order = np.argsort(-np.asarray(confidences), kind="stable")
    ranked = np.asarray(confidences)[order]
    wrong = np.asarray(errors, dtype=np.float64)[order]
    for value in np.unique(ranked):
        wrong[ranked == value] = wrong[ranked == value].mean()
    return wrong.cumsum() / np.arange(1, len(wrong) + 1)


def aurc(confidences: Sequence[float], errors: Sequence[bool]) -> float | None:
    """Return the mean of risk(k) over k (area under the risk–coverage curve, Geifman & El-Yaniv 2017)."""
    return float(risks(confidences, errors).mean()) if len(errors) else None


def excess_aurc(confidences: Sequence[float], errors: Sequence[bool]) -> float | None:
    """Return AURC minus that of an oracle which ranks all right answers first; 0 is perfect ranking."""
    area = aurc(confidences, errors)
    best = aurc([0.0 if error else 1.0 for error in errors], errors)
    return None if area is None or best is None else area - best


def coverage_at(risk: float, confidences: Sequence[float], errors: Sequence[bool], *, asked: int) -> float | None:
    """Return the largest share of the `asked` questions that can be answered, by confidence, at this risk or less."""
    if not asked or not len(errors):
        return None
    below = np.flatnonzero(risks(confidences, errors) <= risk)
    return float((below[-1] + 1) / asked) if len(below) else 0.0


def threshold_sweep(
    confidences: Sequence[float],
    answerable: Sequence[bool],
    thresholds: Sequence[float],
    *,
    always_refused: Sequence[bool] = (),
) -> tuple[SweepPoint, ...]:
    """Return both error rates at each threshold (MKQA's plot, Longpre 2021): answered = confidence ≥ threshold.

    `always_refused` names the questions that a rule refuses whatever the threshold.
    """
    sure, able = np.asarray(confidences, dtype=np.float64), np.asarray(answerable, dtype=np.bool_)
    ruled = np.asarray(always_refused, dtype=np.bool_) if len(always_refused) else np.zeros(len(sure), dtype=np.bool_)
    points = []
    for threshold in thresholds:
        answered = (sure >= threshold) & ~ruled
        wrong_answers = float(answered[~able].mean()) if (~able).any() else None
        wrong_refusals = float(1 - answered[able].mean()) if able.any() else None
        points.append(SweepPoint(threshold, wrong_answers, wrong_refusals))
    return tuple(points)
