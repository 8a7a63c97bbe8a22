"""Figures as a French reader expects them: decimal comma, narrow no-break space, "sans objet" for nothing."""

from __future__ import annotations

from assistant.evaluation.intervals import Estimate

NOTHING = "s. o."
INTERVAL = "Intervalle à 95\u202f%"
"""The heading of a column of intervals."""
_SPACE = "\u202f"
_DECIMAL_MARKS = ("ndcg", "mrr", ".ap@", "auroc", "aurc", "brier", "ece", ".f1")


def shown(metric: str, value: float | None) -> str:
    """Return a value in the unit of its metric: percent, a score with three decimals, words or milliseconds."""
    if value is None:
        return NOTHING
    if value < 0:
        return f"−{shown(metric, -value)}"
    if metric.endswith("_ms"):
        return f"{value:.0f}{_SPACE}ms"
    if metric == "answers.words":
        return french(f"{value:.1f}")
    if any(mark in metric for mark in _DECIMAL_MARKS):
        return french(f"{value:.3f}")
    return french(f"{100 * value:.1f}") + f"{_SPACE}%"


def shown_change(metric: str, change: float) -> str:
    """Return a signed difference; of percentages in points."""
    if abs(change) < 5e-7:
        return "="
    sign = "+" if change > 0 else "−"
    return sign + shown(metric, abs(change)).replace(f"{_SPACE}%", f"{_SPACE}pt")


def interval(metric: str, estimate: Estimate | None) -> str:
    """Return the 95 % interval in brackets; empty where the figure has none."""
    if estimate is None or estimate.low is None or estimate.high is None:
        return ""
    return f"[{shown(metric, estimate.low)} ; {shown(metric, estimate.high)}]"


def french(number: str) -> str:
    """Return a number with a decimal comma."""
    return number.replace(".", ",")
