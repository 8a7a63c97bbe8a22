"""The sections of the report that show figures. Each takes a run and returns a section, or None where it has nothing."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.evaluation import plots
from assistant.evaluation.aggregating import confidences
from assistant.evaluation.blocks import Block, Paragraph, Plot, Section, Table
from assistant.evaluation.calibration import bins
from assistant.evaluation.numbers import INTERVAL, NOTHING, french, interval, shown
from assistant.evaluation.records import Row
from assistant.evaluation.reporting_texts import COMPONENTS, LABELS, RANKING, SLICE_KINDS, SLICE_VALUES, label
from assistant.evaluation.runs import Run
from assistant.evaluation.scoring import CUTOFFS

_MOST_DRAWN = 40
_FIGURES = ("Mesure", "Valeur", INTERVAL, "n")


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


def named(run: Run, *prefixes: str) -> list[str]:
    """Return the names of the run's figures that begin so, in the order of the labels, then by name."""
    order = {name: position for position, name in enumerate(LABELS)}
    some = [name for name in run.figures if name.startswith(prefixes)]
    return sorted(some, key=lambda name: (order.get(name, len(order)), name))


def threshold(run: Run) -> float | None:
    """Return the confidence below which the system refused, None where the run does not say."""
    try:
        return float(run.info.settings.get("answer.refusal_threshold", ""))
    except ValueError:
        return None


def threshold_mark(run: Run) -> plots.Mark | None:
    """Return the mark of the refusal threshold for a plot over confidences."""
    today = threshold(run)
    return None if today is None else (today, f"seuil : {french(f'{today:g}')}")


def answers_section(run: Run) -> Section:
    """How much of what was expected the answers hold."""
    return Section("Réponses", (figure_table(run, named(run, "overall.", "answers.")),))


def citations_section(run: Run) -> Section:
    """Whether the citations are real, exact and the expected ones."""
    note = "Les cinq premières mesures doivent valoir 100 % : en dessous, c'est un défaut, non une faiblesse."
    return Section("Citations", (Paragraph(note), figure_table(run, named(run, "citations."))))


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


def calibration_section(run: Run) -> Section | None:
    """Whether the confidence keeps its promises."""
    rows = parents(run)
    sure, right = confidences(rows)
    if not rows:
        return None
    blocks: list[Block] = [figure_table(run, named(run, "calibration."))]
    if len(rows) < 500:
        blocks.append(Paragraph("Moins de 500 questions : l'ECE se lit à côté de son plancher et ne doit pas décider."))
    binned = bins(sure, right)
    counts = sorted({each.n for each in binned})
    many = str(counts[0]) if len(counts) == 1 else f"{counts[0]} à {counts[-1]}"
    title = f"Part de réponses justes selon la confiance annoncée ({many} questions par point, barres : Wilson à 95 %)"
    plot = plots.reliability_plot(binned, x="confiance", y="part de réponses justes", title=title)
    blocks.append(Plot(plot, title))
    groups = {
        "répondable": [row.confidence for row in rows if row.answerable],
        "sans réponse": [row.confidence for row in rows if not row.answerable],
    }
    title = "Confiance des questions auxquelles le corpus répond, et des autres"
    drawn = plots.histogram_plot(groups, x="confiance", y="questions", title=title, mark=threshold_mark(run))
    blocks.append(Plot(drawn, title))
    return Section("Calibration de la confiance", tuple(blocks))


def slices_section(run: Run) -> Section | None:
    """The same figures by type, language, length, tag and document."""
    kinds = list(SLICE_KINDS)
    slices = sorted(run.metrics.slices.items(), key=lambda item: (kinds.index(item[0].partition(": ")[0]), item[0]))
    if not slices:
        return None
    names = ("overall.correct", "answers.strict_vital", "retrieval.fused.hit@5", "refusal.wrong_refusal_rate")
    rows = []
    for name, figures in slices:
        cells = [shown(n, figures[n].value) if n in figures else NOTHING for n in names]
        rows.append((slice_label(name), *cells, str(figures["overall.correct"].n)))
    drawn = {slice_label(name): figures["overall.correct"] for name, figures in slices}
    title = "Réponses justes par tranche (intervalles de Wilson à 95 %)"
    # With many documents the plot would be longer than it is useful: the table has them all.
    if len(drawn) > _MOST_DRAWN:
        drawn = {label: estimate for label, estimate in drawn.items() if not label.startswith("document ")}
        title += ", documents dans le tableau seulement"
    plot = Plot(plots.forest_plot(drawn, x="réponses justes", title=title), title)
    head = ("Tranche", "Justes", "Informations", "Succès@5", "Refus à tort", "n")
    return Section("Tranches", (plot, Table(head, tuple(rows))))


def latency_section(run: Run) -> Section:
    """How long answers take."""
    return Section("Durées", (figure_table(run, ("latency.p50_ms", "latency.p95_ms")),))


def slice_label(name: str) -> str:
    """Return a slice's name in French: "type: fact" becomes "type : fact"."""
    kind, _, value = name.partition(": ")
    return f"{SLICE_KINDS.get(kind, kind)} : {SLICE_VALUES.get(name, value)}"


def _value(run: Run, name: str) -> str:
    estimate = run.figures.get(name)
    return NOTHING if estimate is None else shown(name, estimate.value)
