"""Compare two runs over the same questions: what changed, whether it is more than chance, and which questions flipped."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from assistant.evaluation.errors import Incomparable
from assistant.evaluation.records import Row
from assistant.evaluation.runs import Run
from assistant.evaluation.significance import bootstrap_interval, detectable_change, holm, mcnemar_p, sign_flip_p

PRIMARY = ("retrieval.fused.hit@5", "answers.strict_vital", "refusal.wrong_answer_rate")
EXPLORATORY = (
    "overall.correct",
    "overall.correct_and_sourced",
    "answers.containment",
    "answers.forbidden",
    "answers.words",
    "citations.fidelity",
    "citations.gold_recall",
    "citations.alce_precision",
    "retrieval.fused.hit@1",
    "retrieval.fused.ndcg@10",
    "refusal.wrong_refusal_rate",
)
LESS_IS_BETTER = frozenset(
    {"answers.forbidden", "answers.words", "refusal.wrong_answer_rate", "refusal.wrong_refusal_rate"}
)
MARGIN = 0.02
ALPHA = 0.05


class Outcome(StrEnum):
    """What the difference of one metric means."""

    BETTER = "better"
    WORSE = "worse"
    EQUIVALENT = "equivalent"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Change:
    """One metric in both runs over the shared questions; `p` is Holm-adjusted among the primary metrics."""

    metric: str
    before: float
    after: float
    low: float
    high: float
    p: float
    mcnemar: float | None
    detectable: float | None
    n: int
    primary: bool
    outcome: Outcome

    @property
    def difference(self) -> float:
        """Return after − before."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Flip:
    """A question that was right in one run only."""

    id: str
    question: str
    variant: str
    won: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs, question by question."""

    before: str
    after: str
    shared: int
    left_out: int
    changes: tuple[Change, ...]
    flips: tuple[Flip, ...]

    @property
    def regressions(self) -> tuple[Change, ...]:
        """Return the primary metrics that became significantly worse."""
        return tuple(change for change in self.changes if change.primary and change.outcome is Outcome.WORSE)


def compare_runs(before: Run, after: Run, *, intersection: bool = False) -> Comparison:
    """Compare `after` with `before`. Raises `Incomparable` unless they asked the same, or `intersection` is set."""
    _require_same(before, after, intersection=intersection)
    known = {(row.id, row.question): row for row in before.rows}
    pairs = [(known[key], row) for row in after.rows if (key := (row.id, row.question)) in known]
    if not pairs:
        raise Incomparable("the two runs share no question")
    metrics = [(name, True) for name in PRIMARY] + [(name, False) for name in EXPLORATORY]
    changes = [change for name, primary in metrics if (change := _change(name, pairs, primary=primary))]
    return Comparison(
        before=before.info.id,
        after=after.info.id,
        shared=len(pairs),
        left_out=len(before.rows) + len(after.rows) - 2 * len(pairs),
        changes=_adjusted(changes),
        flips=tuple(
            Flip(row.id, row.question, row.variant, won=row.correct)
            for old, row in sorted(pairs, key=lambda pair: (pair[1].correct, bool(pair[1].variant)))
            if old.correct != row.correct
        ),
    )


def _require_same(before: Run, after: Run, *, intersection: bool) -> None:
    if before.info.normaliser != after.info.normaliser:
        raise Incomparable(
            f"{before.info.id} was made with normaliser {before.info.normaliser}, {after.info.id} with "
            f"{after.info.normaliser}: evaluate again"
        )
    if intersection:
        return
    ids = [{(row.id, row.question) for row in run.rows} for run in (before, after)]
    if before.info.set_hash != after.info.set_hash or ids[0] != ids[1]:
        raise Incomparable(
            f"{before.info.id} and {after.info.id} did not ask the same: they share {len(ids[0] & ids[1])} of "
            f"{len(ids[0] | ids[1])} questions and variants; add --intersection to compare those"
        )


def _change(metric: str, pairs: Sequence[tuple[Row, Row]], *, primary: bool) -> Change | None:
    clusters: dict[str, list[float]] = defaultdict(list)
    olds, news = [], []
    for old, new in pairs:
        before, after = old.scores.get(metric), new.scores.get(metric)
        if before is not None and after is not None:
            clusters[new.parent].append(after - before)
            olds.append(before)
            news.append(after)
    differences = list(clusters.values())
    interval, p = bootstrap_interval(differences), sign_flip_p(differences)
    if interval is None or p is None:
        return None
    binary = all(value in (0, 1) for value in (*olds, *news))
    lost = sum(after < before for before, after in zip(olds, news, strict=True))
    won = sum(after > before for before, after in zip(olds, news, strict=True))
    return Change(
        metric=metric,
        before=sum(olds) / len(olds),
        after=sum(news) / len(news),
        low=interval[0],
        high=interval[1],
        p=p,
        mcnemar=mcnemar_p(lost, won) if binary else None,
        detectable=detectable_change(differences),
        n=len(olds),
        primary=primary,
        outcome=Outcome.UNDECIDED,
    )


def _adjusted(changes: Sequence[Change]) -> tuple[Change, ...]:
    adjusted = iter(holm([change.p for change in changes if change.primary]))
    return tuple(_judged(change, next(adjusted) if change.primary else change.p) for change in changes)


def _judged(change: Change, p: float) -> Change:
    better = (change.difference > 0) != (change.metric in LESS_IS_BETTER)
    margin = MARGIN * (change.before or 1.0) if change.metric == "answers.words" else MARGIN
    if p <= ALPHA and not change.low <= 0 <= change.high:
        outcome = Outcome.BETTER if better else Outcome.WORSE
    elif -margin <= change.low and change.high <= margin:
        outcome = Outcome.EQUIVALENT
    else:
        outcome = Outcome.UNDECIDED
    return replace(change, p=p, outcome=outcome)
