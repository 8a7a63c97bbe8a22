"""The sections of the report that show figures. Each takes a run and returns a section, or None where it has nothing."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.evaluation import plots, refusal
from assistant.evaluation.aggregating import answered_outcomes, confidences
from assistant.evaluation.blocks import Block, Paragraph, Plot, Section, Table
from assistant.evaluation.calibration import bins
from assistant.evaluation.numbers import NOTHING, interval, shown, shown_change
from assistant.evaluation.records import Row
from assistant.evaluation.refusal import Confusion
from assistant.evaluation.reporting_texts import COMPONENTS, RANKING, SLICE_KINDS, STEPS, VARIANTS, label
from assistant.evaluation.runs import Run
from assistant.evaluation.scoring import CUTOFFS

_FIGURES = ("Mesure", "Valeur", "Intervalle à 95 %", "n")


def parents(run: Run) -> list[Row]:
    """Return the rows of the questions themselves, variants left out."""
    return [row for row in run.rows if not row.variant]


def figure_table(run: Run, names: Iterable[str]) -> Table:
    """Return the figures of these names that the run has."""
    rows = []
    for name in names:
        estimate = run.figures.get(name)
        if estimate is not None:
            rows.append((label(name), shown(name, estimate.value), interval(name, estimate), str(estimate.n)))
    return Table(_FIGURES, tuple(rows))


def answers_section(run: Run) -> Section:
    """How much of what was expected the answers hold."""
    names = ["overall.correct", "overall.correct_and_sourced", *(n for n in run.figures if n.startswith("answers."))]
    return Section("Réponses", (figure_table(run, names),))


def citations_section(run: Run) -> Section:
    """Whether the citations are real, exact and the expected ones."""
    note = "Les cinq premières mesures doivent valoir 100 % : en dessous, c'est un défaut, non une faiblesse."
    order = ("validity", "fidelity", "clean_cuts", "coverage", "literal_truth")
    first = [f"citations.{name}" for name in order]
    rest = [name for name in run.figures if name.startswith("citations.") and name not in first]
    return Section("Citations", (Paragraph(note), figure_table(run, [*first, *rest])))


def refusal_section(run: Run) -> Section:
    """Who was answered and who was refused, and what the confidence is worth."""
    rows = parents(run)
    counts = Confusion.count([row.answerable for row in rows], [not row.refused for row in rows])
    table = Table(
        ("", "Répondu", "Refusé"),
        (
            ("Le corpus répond", str(counts.answered_answerable), str(counts.refused_answerable)),
            ("Le corpus ne répond pas", str(counts.answered_unanswerable), str(counts.refused_unanswerable)),
        ),
    )
    blocks: list[Block] = [table, figure_table(run, (name for name in run.figures if name.startswith("refusal.")))]
    sure, wrong = answered_outcomes(rows)
    if sure:
        title = "Part de réponses fausses selon la part de questions auxquelles on répond"
        best = refusal.risks([0.0 if error else 1.0 for error in wrong], wrong)
        curves = {
            "confiance": _curve(refusal.risks(sure, wrong), len(rows)),
            "oracle": _curve(best, len(rows)),
            "hasard": [(1 / len(rows), sum(wrong) / len(wrong)), (len(wrong) / len(rows), sum(wrong) / len(wrong))],
        }
        blocks.append(Plot(plots.line_plot(curves, x="couverture", y="risque", title=title), title))
    return Section("Refus", tuple(blocks))


def retrieval_section(run: Run) -> Section | None:
    """How well the expected passages are found, by component."""
    components = [name for name in COMPONENTS if f"retrieval.{name}.hit@1" in run.figures]
    if not components:
        return None
    measures = [*(f"hit@{k}" for k in CUTOFFS), "recall@10", "mrr@10", "ndcg@10", "ap@100"]
    blocks: list[Block] = []
    for title, middle in (("passages", ""), ("documents", "document.")):
        rows = []
        for component in components:
            names = [f"retrieval.{component}.{middle}{measure}" for measure in measures]
            rows.append((COMPONENTS[component], *(_value(run, name) for name in names)))
        heads = (f"{RANKING[name]}@{k}" for name, _, k in (measure.partition("@") for measure in measures))
        blocks.append(Table((f"Recherche de {title}", *heads), tuple(rows)))
    curves = {
        COMPONENTS[component]: [(float(k), run.figures[f"retrieval.{component}.recall@{k}"].value) for k in CUTOFFS]
        for component in components
    }
    caption = "Rappel des passages attendus parmi les k premiers"
    ticks = (0.0, 1.0, 3.0, 5.0, 10.0)
    blocks.append(Plot(plots.line_plot(curves, x="k", y="rappel", title=caption, x_ticks=ticks), caption))
    return Section("Recherche", tuple(blocks))


def ladder_section(run: Run) -> Section | None:
    """Where answers are lost: what they would be with one step made perfect."""
    if not run.rungs:
        return None
    rows = []
    for rung in run.rungs:
        cells = []
        for name, estimate in (("overall.correct", rung.correct), ("answers.strict_vital", rung.strict_vital)):
            cells += [shown(name, estimate.value if estimate else None), interval(name, estimate)]
        rows.append((STEPS[rung.step], *cells, str(rung.correct.n if rung.correct else 0)))
    head = ("Étape rendue parfaite", "Justes", "", "Informations indispensables", "", "n")
    missing = [title for step, title in STEPS.items() if step not in {rung.step for rung in run.rungs}]
    note = "Sur les questions auxquelles le corpus répond et dont le passage attendu a été retrouvé."
    if missing:
        note += f" Non mesuré, l'assistant ne l'offre pas : {', '.join(missing).lower()}."
    return Section("Où se perdent les réponses", (Paragraph(note), Table(head, tuple(rows))))


def calibration_section(run: Run) -> Section | None:
    """Whether the confidence keeps its promises."""
    rows = parents(run)
    sure, right = confidences(rows)
    if not rows:
        return None
    blocks: list[Block] = [figure_table(run, (name for name in run.figures if name.startswith("calibration.")))]
    if len(rows) < 500:
        blocks.append(Paragraph("Moins de 500 questions : l'ECE se lit à côté de son plancher et ne doit pas décider."))
    title = "Part de réponses justes selon la confiance annoncée (barres : Wilson à 95 %)"
    plot = plots.reliability_plot(bins(sure, right), x="confiance", y="part de réponses justes", title=title)
    blocks.append(Plot(plot, title))
    groups = {
        "répondable": [row.confidence for row in rows if row.answerable],
        "sans réponse": [row.confidence for row in rows if not row.answerable],
    }
    title = "Confiance des questions auxquelles le corpus répond, et des autres"
    blocks.append(Plot(plots.histogram_plot(groups, x="confiance", y="questions", title=title), title))
    return Section("Calibration de la confiance", tuple(blocks))


def robustness_section(run: Run) -> Section | None:
    """What other wordings of the same questions change."""
    kinds = sorted({row.variant for row in run.rows if row.variant})
    if not kinds:
        return None
    columns = ("overall.correct", "answers.strict_vital", "retrieval.fused.hit@5", "retrieval.fused.ndcg@10")
    rows = []
    for kind in kinds:
        cells = [_change(run, kind, name) for name in columns]
        cells += [_value(run, f"robustness.{kind}.{name}") for name in ("consistency", "flips")]
        asked = str(sum(row.variant == kind for row in run.rows))
        rows.append((VARIANTS.get(kind, kind), asked, *cells))
    head = ("Formulation", "n", "Δ justes", "Δ informations", "Δ succès@5", "Δ nDCG@10", "même passage", "basculent")
    worst = figure_table(run, ["robustness.worst_of_group"])
    note = "Différences avec la question d'origine ; chaque question compte une fois, quel que soit son nombre de variantes."
    return Section("Robustesse et langues", (Paragraph(note), Table(head, tuple(rows)), worst))


def slices_section(run: Run) -> Section | None:
    """The same figures by type, tag, document, language and length."""
    slices = run.metrics.slices
    if not slices:
        return None
    names = ("overall.correct", "answers.strict_vital", "retrieval.fused.hit@5", "refusal.wrong_refusal_rate")
    rows = []
    for name, figures in slices.items():
        cells = [shown(n, figures[n].value) if n in figures else NOTHING for n in names]
        rows.append((slice_label(name), *cells, str(figures["overall.correct"].n)))
    correct = {slice_label(name): figures["overall.correct"] for name, figures in slices.items()}
    title = "Réponses justes par tranche (intervalles de Wilson à 95 %)"
    plot = Plot(plots.forest_plot(correct, x="réponses justes", title=title), title)
    head = ("Tranche", "Justes", "Informations", "Succès@5", "Refus à tort", "n")
    return Section("Tranches", (plot, Table(head, tuple(rows))))


def latency_section(run: Run) -> Section:
    """How long answers take."""
    return Section("Durées", (figure_table(run, ("latency.p50_ms", "latency.p95_ms")),))


def slice_label(name: str) -> str:
    """Return a slice's name in French: "type: fact" becomes "type : fact"."""
    kind, _, value = name.partition(": ")
    return f"{SLICE_KINDS.get(kind, kind)} : {value}"


def _curve(risks: Iterable[float], asked: int) -> list[tuple[float, float]]:
    return [((k + 1) / asked, float(risk)) for k, risk in enumerate(risks)]


def _value(run: Run, name: str) -> str:
    estimate = run.figures.get(name)
    return NOTHING if estimate is None else shown(name, estimate.value)


def _change(run: Run, kind: str, name: str) -> str:
    estimate = run.figures.get(f"robustness.{kind}.{name}")
    return NOTHING if estimate is None else shown_change(name, estimate.value)
