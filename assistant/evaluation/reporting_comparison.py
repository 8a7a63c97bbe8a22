"""A comparison of two runs as a section of a report, and as a report of its own."""

from __future__ import annotations

from assistant.evaluation.blocks import Block, Paragraph, Report, Section, Table
from assistant.evaluation.comparing import Change, Comparison, Flip, Outcome
from assistant.evaluation.numbers import INTERVAL, french, shown, shown_change
from assistant.evaluation.reporting_texts import OUTCOMES, VARIANTS, label

_HEAD = ("Mesure", "Verdict", "Avant", "Après", "Écart", INTERVAL, "p", "McNemar", "Détectable", "n")
_TONES = {Outcome.BETTER: "good", Outcome.WORSE: "bad"}


def comparison_section(comparison: Comparison) -> Section:
    """Return the flipped questions first, then the metrics."""
    blocks: list[Block] = [
        Paragraph(
            f"De {comparison.before} à {comparison.after} : {comparison.shared} questions et variantes communes, "
            f"{comparison.left_out} laissées de côté."
        )
    ]
    for title, none, won in (
        ("Perdues", "Aucune question perdue.", False),
        ("Gagnées", "Aucune question gagnée.", True),
    ):
        flips = [flip for flip in comparison.flips if flip.won is won]
        table = Table((f"{title} ({len(flips)})", "Question"), tuple(_flip_row(flip) for flip in flips))
        blocks.append(table if flips else Paragraph(none))
    for title, primary in (("Mesures principales (p corrigés, Holm)", True), ("Mesures exploratoires", False)):
        changes = [change for change in comparison.changes if change.primary is primary]
        tones = tuple(_TONES.get(change.outcome, "") for change in changes)
        blocks.append(Table((title, *_HEAD[1:]), tuple(_change_row(change) for change in changes), tones))
    note = (
        "« Détectable » est le plus petit écart que ces questions montreraient huit fois sur dix : « indécis » ne veut "
        "pas dire « identique ». « Équivalent » : l'intervalle tient dans ± 2 points."
    )
    return Section("Comparaison", (*blocks, Paragraph(note)))


def comparison_report(comparison: Comparison) -> Report:
    """Return a report that holds the comparison alone."""
    worse = len(comparison.regressions)
    verdict = f"RÉGRESSION significative sur {counted(worse)}." if worse else "Aucune régression significative."
    return Report("Comparaison de deux évaluations", not worse, verdict, (comparison_section(comparison),))


def counted(metrics: int) -> str:
    """Return how many primary metrics, in words: "une mesure principale"."""
    return "une mesure principale" if metrics == 1 else f"{metrics} mesures principales"


def _flip_row(flip: Flip) -> tuple[str, str]:
    variant = f" ({VARIANTS.get(flip.variant, flip.variant)})" if flip.variant else ""
    return f"{flip.id}{variant}", flip.question


def _change_row(change: Change) -> tuple[str, ...]:
    name = change.metric
    return (
        label(name),
        OUTCOMES[change.outcome],
        shown(name, change.before),
        shown(name, change.after),
        shown_change(name, change.difference),
        f"[{_end(name, change.low)} ; {_end(name, change.high)}]",
        french(f"{change.p:.3f}"),
        "" if change.mcnemar is None else french(f"{change.mcnemar:.3f}"),
        "" if change.detectable is None else f"± {shown_change(name, change.detectable).lstrip('+')}",
        str(change.n),
    )


def _end(name: str, value: float) -> str:
    text = shown_change(name, value)
    return "0" if text == "=" else text
