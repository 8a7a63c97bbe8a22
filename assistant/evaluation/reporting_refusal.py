"""The section of the report about refusing: who was refused, what the confidence is worth, other thresholds."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.answers import RefusalReason
from assistant.evaluation import plots, refusal
from assistant.evaluation.aggregating import answered_outcomes
from assistant.evaluation.blocks import Block, Paragraph, Plot, Section, Table
from assistant.evaluation.numbers import french, shown
from assistant.evaluation.refusal import Confusion, SweepPoint
from assistant.evaluation.reporting_sections import figure_table, named, parents, threshold, threshold_mark
from assistant.evaluation.runs import Run

RULED = frozenset(
    {RefusalReason.UNKNOWN_ENTITY, RefusalReason.FALSE_PREMISE, RefusalReason.NOT_A_QUESTION, RefusalReason.SMALL_TALK}
)
"""Reasons that a rule gives, whatever the threshold."""
_STEPS = tuple(step / 50 for step in range(51))
_LISTED = tuple(step / 10 for step in range(1, 10))


def refusal_section(run: Run) -> Section:
    """Who was answered and who was refused, what the confidence is worth, and what other thresholds would do."""
    rows = parents(run)
    counts = Confusion.count([row.answerable for row in rows], [not row.refused for row in rows])
    table = Table(
        ("", "Répondu", "Refusé"),
        (
            ("Le corpus répond", str(counts.answered_answerable), str(counts.refused_answerable)),
            ("Le corpus ne répond pas", str(counts.answered_unanswerable), str(counts.refused_unanswerable)),
        ),
    )
    blocks: list[Block] = [table, figure_table(run, named(run, "refusal."))]
    sure, wrong = answered_outcomes(rows)
    if sure:
        title = (
            "Part de réponses fausses selon la part de questions auxquelles on répond, des plus sûres aux moins sûres"
        )
        best = refusal.risks([0.0 if error else 1.0 for error in wrong], wrong)
        average = sum(wrong) / len(wrong)
        curves = {
            "confiance": _curve(refusal.risks(sure, wrong), len(rows)),
            "oracle": _curve(best, len(rows)),
            "hasard": [(1 / len(rows), average), (len(wrong) / len(rows), average)],
        }
        drawn = plots.line_plot(curves, x="couverture", y="risque", title=title)
        blocks.append(Plot(drawn, f"{title}. Les courbes s'arrêtent au seuil de refus d'aujourd'hui."))
    return Section("Refus", (*blocks, *_sweep_blocks(run)))


def _sweep_blocks(run: Run) -> list[Block]:
    """Return the two error rates against the threshold: a plot, and a table with today's threshold in it."""
    today = threshold(run)
    points = sweep(run, _STEPS)
    rates = {
        "réponses à tort": [(p.threshold, p.wrong_answer_rate) for p in points if p.wrong_answer_rate is not None],
        "refus à tort": [(p.threshold, p.wrong_refusal_rate) for p in points if p.wrong_refusal_rate is not None],
    }
    series = {name: some for name, some in rates.items() if some}
    if not series:
        return []
    title = "Les deux erreurs selon le seuil de refus : abaisser l'une élève l'autre"
    plot = plots.line_plot(series, x="seuil de refus", y="part des questions", title=title, mark=threshold_mark(run))
    listed = sorted({*_LISTED, *(() if today is None else (today,))})
    lines = tuple(_sweep_line(point, today) for point in sweep(run, listed))
    note = (
        "Chaque question garde sa confiance, seul le seuil change ; les refus dus à une règle (nom inconnu, fausse prémisse, "
        "conversation) restent des refus. Un seuil choisi sur ces mêmes questions paraît meilleur qu'il ne l'est."
    )
    return [Plot(plot, title), Table(("Seuil de refus", "Réponses à tort", "Refus à tort"), lines), Paragraph(note)]


def sweep(run: Run, thresholds: Iterable[float]) -> tuple[SweepPoint, ...]:
    """Return the error rates over the questions of the set (variants left out) at each threshold."""
    rows = parents(run)
    ruled = {answer.id for answer in run.answers if answer.refused and answer.reason in set(RULED)}
    return refusal.threshold_sweep(
        [row.confidence for row in rows],
        [row.answerable for row in rows],
        tuple(thresholds),
        always_refused=[row.id in ruled for row in rows],
    )


def _sweep_line(point: SweepPoint, today: float | None) -> tuple[str, ...]:
    name = french(f"{point.threshold:g}") + (" (aujourd'hui)" if point.threshold == today else "")
    rates = (point.wrong_answer_rate, point.wrong_refusal_rate)
    return (name, *(shown("rate", rate) for rate in rates))


def _curve(risks: Iterable[float], asked: int) -> list[tuple[float, float]]:
    return [((k + 1) / asked, float(risk)) for k, risk in enumerate(risks)]
