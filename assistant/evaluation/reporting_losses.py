"""The sections of the report about what is lost: by which step of the pipeline, and by other wordings of a question."""

from __future__ import annotations

from assistant.evaluation import plots
from assistant.evaluation.blocks import Block, Paragraph, Plot, Section, Table
from assistant.evaluation.ladder import losses
from assistant.evaluation.numbers import INTERVAL, NOTHING, interval, shown, shown_change
from assistant.evaluation.reporting_sections import figure_table
from assistant.evaluation.reporting_texts import CAUSES, STEPS, VARIANTS, label
from assistant.evaluation.runs import Run

_CHANGES = ("overall.correct", "answers.strict_vital", "retrieval.fused.hit@5", "retrieval.fused.ndcg@10")


def ladder_section(run: Run) -> Section | None:
    """Where answers are lost: what they would be with one step made perfect."""
    if not run.rungs:
        return None
    rows = []
    for rung in run.rungs:
        cells = []
        for name, estimate in (("overall.correct", rung.correct), ("answers.strict_vital", rung.strict_vital)):
            cells += [shown(name, estimate.value if estimate else None), interval(name, estimate)]
        refused = shown("rate", rung.refused.value if rung.refused else None)
        rows.append((STEPS[rung.step], *cells, refused, str(rung.correct.n if rung.correct else 0)))
    head = (
        "Étape rendue parfaite",
        "Justes",
        INTERVAL,
        "Informations",
        INTERVAL,
        "Refus",
        "n",
    )
    missing = [title for step, title in STEPS.items() if step not in {rung.step for rung in run.rungs}]
    note = (
        "Sur les questions auxquelles le corpus répond et dont le passage attendu est dans l'index : les mêmes questions "
        "sont posées à nouveau en rendant une étape parfaite. Ce que l'étape rendue parfaite fait gagner, c'est elle qui le perd."
    )
    if missing:
        note += f" Non mesuré : {', '.join(missing).lower()}."
    return Section("Où se perdent les réponses", (Paragraph(note), *_waterfall(run), Table(head, tuple(rows))))


def _waterfall(run: Run) -> list[Block]:
    lost, first = losses(run.rungs), run.rungs[0].correct
    if lost is None or first is None:
        return []
    title = f"De {shown('rate', first.value)} de réponses justes à 100\u202f% : ce que perd chaque étape"
    steps = {CAUSES[cause][0]: share for cause, share in lost.items()}
    plot = plots.waterfall_plot(("Justes", first.value), steps, x="part des questions", title=title)
    names = {cause: CAUSES[cause] for cause in lost}
    lines = tuple((names[cause][0], shown_change("rate", -share), names[cause][1]) for cause, share in lost.items())
    return [Plot(plot, title), Table(("Perdues par", "Δ justes", "Ce que cela veut dire"), lines)]


def robustness_section(run: Run) -> Section | None:
    """What other wordings of the same questions change."""
    present = {row.variant for row in run.rows if row.variant}
    kinds = [*(kind for kind in VARIANTS if kind in present), *sorted(present - set(VARIANTS))]
    if not kinds:
        return None
    rows = []
    for kind in kinds:
        cells = [_change(run, kind, name) for name in _CHANGES]
        cells += [_change(run, kind, f"refusal.{name}_rate") for name in ("wrong_answer", "wrong_refusal")]
        cells += [_share(run, kind, name) for name in ("consistency", "flips")]
        asked = str(sum(row.variant == kind for row in run.rows))
        rows.append((VARIANTS.get(kind, kind), asked, *cells))
    head = (
        "Formulation",
        "n",
        "Δ justes",
        "Δ informations",
        "Δ succès@5",
        "Δ nDCG@10",
        "Δ réponses à tort",
        "Δ refus à tort",
    )
    table = Table((*head, "même passage", "basculent"), tuple(rows))
    note = (
        "Différences avec la question d'origine ; chaque question compte une fois, quel que soit son nombre de variantes. "
        "« Même passage » : le même passage attendu est cité, ou les deux sont refusées. « Basculent » : justes dans une "
        "formulation seulement."
    )
    changes = {VARIANTS.get(kind, kind): run.figures.get(f"robustness.{kind}.overall.correct") for kind in kinds}
    drawn = {name: estimate for name, estimate in changes.items() if estimate is not None}
    title = f"{label('overall.correct')} : écart avec la question d'origine (bootstrap à 95 %)"
    plot = Plot(plots.forest_plot(drawn, x="Δ justes", title=title, changes=True), title)
    worst = figure_table(run, ["robustness.worst_of_group"])
    return Section("Robustesse et langues", (Paragraph(note), plot, table, worst))


def _share(run: Run, kind: str, name: str) -> str:
    estimate = run.figures.get(f"robustness.{kind}.{name}")
    return NOTHING if estimate is None else shown("rate", estimate.value)


def _change(run: Run, kind: str, name: str) -> str:
    estimate = run.figures.get(f"robustness.{kind}.{name}")
    return NOTHING if estimate is None else shown_change(name, estimate.value)
