"""The section of the report about facts: how well they are extracted, by kind, and where they differ from the annotated ones."""

from __future__ import annotations

from assistant.evaluation import plots
from assistant.evaluation.blocks import Block, Paragraph, Plot, Section, Table
from assistant.evaluation.fact_scores import KINDS
from assistant.evaluation.intervals import Estimate
from assistant.evaluation.numbers import INTERVAL, NOTHING, french, interval, shown
from assistant.evaluation.reporting_texts import FACT_KINDS, FACT_OUTCOMES
from assistant.evaluation.runs import Run

_MOST = 60
_MEASURES = ("precision", "recall", "f1")


def facts_section(run: Run) -> Section | None:
    """How well the facts of the documents are extracted, against a file of annotated facts."""
    if not any(name.startswith("facts.") for name in run.figures):
        return None
    known = [
        kind for kind in KINDS if f"facts.{kind}.recall" in run.figures or f"facts.{kind}.precision" in run.figures
    ]
    rows = [_line(run, FACT_KINDS[kind], f"facts.{kind}") for kind in known]
    rows.append(_line(run, "Toutes", "facts.all"))
    fields = [_line(run, FACT_KINDS[kind], f"facts.{kind}.fields") for kind in known]
    if "facts.dates.f1" in run.figures:
        fields.append(_line(run, "Les dates seules", "facts.dates"))
    head = ("Précision", INTERVAL, "Rappel", INTERVAL, "F1", "n")
    recalls = {FACT_KINDS[kind]: run.figures.get(f"facts.{kind}.recall") for kind in known}
    drawn: dict[str, Estimate] = {name: estimate for name, estimate in recalls.items() if estimate is not None}
    title = "Rappel des informations annotées, par type (intervalles de Wilson à 95 %)"
    note = (
        "Informations extraites des documents, comparées à celles qu'une personne a annotées. Une information est trouvée "
        "quand ce qui l'identifie concorde ; ses champs sont comptés un à un. « n » : informations ou champs annotés."
    )
    blocks: list[Block] = [
        Paragraph(note),
        Plot(plots.forest_plot(drawn, x="rappel", title=title), title),
        Table(("Informations", *head), tuple(rows)),
        Table(("Champs", *head), tuple(fields)),
    ]
    if run.differences:
        lines = ((d.document, FACT_KINDS[d.kind], FACT_OUTCOMES[d.outcome], d.detail) for d in run.differences[:_MOST])
        blocks.append(Table(("Document", "Type", "Écart", "Détail"), tuple(lines)))
    if len(run.differences) > _MOST:
        blocks.append(Paragraph(f"… et {len(run.differences) - _MOST} autres, dans facts.csv."))
    return Section("Extraction des informations", tuple(blocks))


def _line(run: Run, title: str, prefix: str) -> tuple[str, ...]:
    cells = [title]
    for measure in _MEASURES:
        name = f"{prefix}.{measure}"
        estimate = run.figures.get(name)
        if measure == "f1":
            cells.append(NOTHING if estimate is None else french(f"{estimate.value:.3f}"))
        else:
            cells += [NOTHING if estimate is None else shown("rate", estimate.value), interval("rate", estimate)]
    expected = run.figures.get(f"{prefix}.recall")
    return (*cells, str(expected.n if expected else 0))
