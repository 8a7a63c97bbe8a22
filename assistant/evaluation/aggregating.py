"""Rows in, figures out: one flat table of estimates, whose names gates and comparisons use, and the slices.

Only the questions of the set count in the main figures; their variants count in `robustness.*`, as differences.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.evaluation import calibration, refusal
from assistant.evaluation.intervals import Estimate, bootstrap_mean, mean
from assistant.evaluation.records import Row

Figures = Mapping[str, Estimate]

SLICED = (
    "overall.correct",
    "answers.strict_vital",
    "citations.gold_recall",
    "retrieval.fused.hit@5",
    "refusal.wrong_refusal_rate",
    "refusal.wrong_answer_rate",
)
COMPARED_TO_PARENT = (
    "overall.correct",
    "answers.strict_vital",
    "retrieval.fused.hit@5",
    "retrieval.fused.ndcg@10",
    "refusal.wrong_refusal_rate",
    "refusal.wrong_answer_rate",
)
LONG_QUESTION = 12


@dataclass(frozen=True, slots=True)
class Metrics:
    """Every figure of a run: `figures` over the set, `slices` by name ("type: fact") then metric."""

    figures: Figures
    slices: Mapping[str, Figures]


def aggregate(rows: Sequence[Row]) -> Metrics:
    """Compute every figure of a run. Metrics that apply to no question are left out, never 0."""
    parents = [row for row in rows if not row.variant]
    found: dict[str, Estimate | None] = {
        **_means(parents),
        **_refusal_figures(parents),
        **_calibration_figures(parents),
        **_robustness_figures(rows),
    }
    figures = {name: estimate for name, estimate in sorted(found.items()) if estimate is not None}
    return Metrics(figures, _slices(parents))


def values(rows: Iterable[Row], name: str) -> list[float]:
    """Return the scores of that name, rows without one left out."""
    return [value for row in rows if (value := row.scores.get(name)) is not None]


def answered_outcomes(rows: Iterable[Row]) -> tuple[list[float], list[bool]]:
    """Return the confidences of the questions that were answered, and whether each answer was wrong."""
    answered = [row for row in rows if not row.refused]
    return [row.confidence for row in answered], [not row.correct for row in answered]


def confidences(rows: Iterable[Row]) -> tuple[list[float], list[bool]]:
    """Return each confidence and whether a right answer, with its proof, was given: what the confidence promises."""
    pairs = [(row.confidence, row.correct and row.answerable) for row in rows]
    return [confidence for confidence, _ in pairs], [right for _, right in pairs]


def _means(rows: Sequence[Row]) -> dict[str, Estimate | None]:
    names = sorted({name for row in rows for name in row.scores})
    return {name: mean(values(rows, name)) for name in names}


def _point(value: float | None, n: int) -> Estimate | None:
    return None if value is None else Estimate(value, None, None, n)


def _refusal_figures(rows: Sequence[Row]) -> dict[str, Estimate | None]:
    answerable = [row.answerable for row in rows]
    confusion = refusal.Confusion.count(answerable, [not row.refused for row in rows])
    sure, wrong = answered_outcomes(rows)
    figures = {
        "refusal.precision": _point(confusion.precision, len(rows)),
        "refusal.recall": _point(confusion.recall, len(rows)),
        "refusal.f1": _point(confusion.f1, len(rows)),
        "refusal.auroc": _point(refusal.auroc([row.confidence for row in rows], answerable), len(rows)),
        "refusal.aurc": _point(refusal.aurc(sure, wrong), len(sure)),
        "refusal.excess_aurc": _point(refusal.excess_aurc(sure, wrong), len(sure)),
        "refusal.coverage_at_risk_5": _point(refusal.coverage_at(0.05, sure, wrong, asked=len(rows)), len(rows)),
        "refusal.coverage_at_risk_10": _point(refusal.coverage_at(0.10, sure, wrong, asked=len(rows)), len(rows)),
    }
    for reason in sorted({row.reason for row in rows if row.reason}):
        name = f"refusal.wrong_answer_rate.{reason}"
        figures[name] = mean(values((r for r in rows if r.reason == reason), "refusal.wrong_answer_rate"))
    return figures


def _calibration_figures(rows: Sequence[Row]) -> dict[str, Estimate | None]:
    sure, right = confidences(rows)
    brier, baseline = calibration.brier(sure, right), calibration.brier_baseline(right)
    gain = None if brier is None or baseline is None else baseline - brier
    return {
        "calibration.brier": _point(brier, len(rows)),
        "calibration.brier_baseline": _point(baseline, len(rows)),
        "calibration.brier_gain": _point(gain, len(rows)),
        "calibration.ece": _point(calibration.ece(sure, right), len(rows)),
        "calibration.ece_floor": _point(calibration.ece_floor(sure), len(rows)),
    }


def _robustness_figures(rows: Sequence[Row]) -> dict[str, Estimate | None]:
    parents = {row.id: row for row in rows if not row.variant}
    by_kind: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row.variant and row.parent in parents:
            by_kind[row.variant].append(row)
    figures: dict[str, Estimate | None] = {}
    for kind, variants in sorted(by_kind.items()):
        pairs = [(parents[row.parent], row) for row in variants]
        for name in COMPARED_TO_PARENT:
            figures[f"robustness.{kind}.{name}"] = bootstrap_mean(_differences(pairs, name))
        same = [float((p.refused, p.gold_cited) == (row.refused, row.gold_cited)) for p, row in pairs]
        figures[f"robustness.{kind}.consistency"] = mean(same)
        figures[f"robustness.{kind}.flips"] = mean([float(p.correct != row.correct) for p, row in pairs])
    groups: dict[str, list[float]] = defaultdict(list)
    for row in rows:
        groups[row.parent].append(float(row.correct))
    if by_kind:
        figures["robustness.worst_of_group"] = mean([min(group) for group in groups.values()])
    return figures


def _differences(pairs: Sequence[tuple[Row, Row]], name: str) -> list[float]:
    """Return the mean difference variant − parent, one value a parent, so that several variants count once."""
    by_parent: dict[str, list[float]] = defaultdict(list)
    for parent, row in pairs:
        before, after = parent.scores.get(name), row.scores.get(name)
        if before is not None and after is not None:
            by_parent[parent.id].append(after - before)
    return [sum(some) / len(some) for some in by_parent.values()]


def _slices(rows: Sequence[Row]) -> dict[str, Figures]:
    members: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        length = "long" if len(row.question.split()) > LONG_QUESTION else "short"
        names = [f"type: {row.type}", f"language: {row.language}", f"length: {length}"]
        names += [f"tag: {tag}" for tag in row.tags]
        names += [f"document: {document}" for document in row.documents]
        for name in names:
            members[name].append(row)
    slices: dict[str, Figures] = {}
    for name, some in sorted(members.items()):
        estimates = {metric: mean(values(some, metric)) for metric in SLICED}
        slices[name] = {metric: estimate for metric, estimate in estimates.items() if estimate is not None}
    return slices
