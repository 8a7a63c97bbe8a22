"""The report of a run: verdict, gates, dashboard, sections; written as Markdown and as one HTML page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from assistant.evaluation import reporting_sections as sections
from assistant.evaluation.audit import Audit, audit_of
from assistant.evaluation.blocks import Block, Paragraph, Report, Section, Table, Tiles
from assistant.evaluation.comparing import Comparison
from assistant.evaluation.gates import Bound, GateResult, Verdict
from assistant.evaluation.html import to_html
from assistant.evaluation.markdown import to_markdown
from assistant.evaluation.numbers import INTERVAL, french, interval, shown, shown_change
from assistant.evaluation.reporting_comparison import comparison_section, counted
from assistant.evaluation.reporting_facts import facts_section
from assistant.evaluation.reporting_failures import failures_section
from assistant.evaluation.reporting_losses import ladder_section, robustness_section
from assistant.evaluation.reporting_refusal import refusal_section
from assistant.evaluation.reporting_texts import METHOD, VERDICTS, label
from assistant.evaluation.runs import Run

DASHBOARD = (
    "overall.correct",
    "answers.strict_vital",
    "citations.fidelity",
    "citations.gold_recall",
    "retrieval.fused.hit@5",
    "refusal.wrong_answer_rate",
    "refusal.wrong_refusal_rate",
    "latency.p95_ms",
)


def build_report(
    run: Run, gates: Sequence[GateResult], comparison: Comparison | None = None, *, reference: Run | None = None
) -> Report:
    """Lay out the whole report; `comparison` is with `reference`."""
    failed = [result for result in gates if result.verdict is Verdict.FAILED]
    regressions = comparison.regressions if comparison else ()
    passed = run.info.complete and not failed and not regressions
    found: list[Section | None] = [
        _gates_section(gates),
        _dashboard_section(run, reference),
        sections.answers_section(run),
        sections.citations_section(run),
        refusal_section(run),
        sections.retrieval_section(run),
        ladder_section(run),
        sections.calibration_section(run),
        robustness_section(run),
        sections.slices_section(run),
        sections.latency_section(run),
        facts_section(run),
        failures_section(run),
        _audit_section(audit_of(run.path)),
        comparison_section(comparison) if comparison else None,
        _method_section(run),
    ]
    return Report(
        title=f"Évaluation : {run.info.set_name}",
        passed=passed,
        verdict=_verdict(run, failed, len(regressions)),
        sections=tuple(section for section in found if section is not None),
    )


def write_report(report: Report, folder: Path) -> Path:
    """Write `report.md` and `report.html` into `folder` (made if need be) and return the latter's path."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "report.md").write_text(to_markdown(report), encoding="utf-8", newline="\n")
    page = folder / "report.html"
    page.write_text(to_html(report), encoding="utf-8", newline="\n")
    return page


def _verdict(run: Run, failed: Sequence[GateResult], regressions: int) -> str:
    if not run.info.complete:
        return f"INCOMPLET : {len(run.answers)} réponses seulement ; les chiffres portent sur ce qui a été fait."
    if failed:
        first = f"« {label(failed[0].gate.metric)} »"
        if len(failed) == 1:
            return f"ÉCHEC : un seuil n'est pas tenu, {first}."
        return f"ÉCHEC : {len(failed)} seuils ne sont pas tenus, dont {first}."
    if regressions:
        return f"RÉGRESSION significative par rapport à la référence sur {counted(regressions)}."
    return "RÉUSSI : tous les seuils sont tenus."


def _gates_section(gates: Sequence[GateResult]) -> Section:
    order = {Verdict.FAILED: 0, Verdict.PASSED: 1}
    applied = [result for result in gates if result.verdict in order]
    rows = []
    for result in sorted(applied, key=lambda result: order[result.verdict]):
        metric, estimate = result.gate.metric, result.estimate
        value = shown(metric, estimate.value) if estimate else ""
        asked = str(estimate.n) if estimate else ""
        rows.append((label(metric), VERDICTS[result.verdict], value, interval(metric, estimate), _limit(result), asked))
    head = ("Seuil", "Verdict", "Valeur", INTERVAL, "Limite", "n")
    tones = tuple("bad" if row[1] == VERDICTS[Verdict.FAILED] else "good" for row in rows)
    blocks: list[Block] = [Table(head, tuple(rows), tones)] if rows else [Paragraph("Aucun seuil à tenir.")]
    others = [label(result.gate.metric) for result in gates if result.verdict is Verdict.NOT_APPLICABLE]
    if others:
        blocks.append(Paragraph(f"Sans objet, aucune question posée ne les mesure : {' ; '.join(others)}."))
    return Section("Seuils", tuple(blocks))


def _limit(result: GateResult) -> str:
    gate = result.gate
    limits = []
    for sign, value in (("≥", gate.at_least), ("≤", gate.at_most)):
        if value is not None:
            limits.append(f"{sign} {shown(gate.metric, value)}")
    end = {Bound.VALUE: "", Bound.LOW: " (borne basse)", Bound.HIGH: " (borne haute)"}[gate.bound]
    return " et ".join(limits) + end


def _dashboard_section(run: Run, reference: Run | None) -> Section:
    tiles = []
    for name in DASHBOARD:
        estimate = run.figures.get(name)
        if estimate is None:
            continue
        remark = interval(name, estimate)
        if reference is not None and name in reference.figures:
            change = shown_change(name, estimate.value - reference.figures[name].value)
            remark = " · ".join(part for part in (remark, f"référence : {change}") if part)
        tiles.append((label(name), shown(name, estimate.value), remark))
    return Section("Tableau de bord", (Tiles(tuple(tiles)),))


def _audit_section(audit: Audit | None) -> Section | None:
    """What a person found who compared sentences with their quotations."""
    if audit is None:
        return None
    rows = [(f"« {name} »", str(count), "") for name, count in audit.counts]
    if audit.support is not None:
        span = interval("rate", audit.support)
        rows.append(("Soutien pondéré (partiel : ½)", shown("rate", audit.support.value), span))
    if audit.kappa is not None:
        rows.append(("Accord du support lexical avec la personne (κ)", french(f"{audit.kappa:.2f}"), ""))
    note = f"{audit.labelled} phrases relues par une personne : la citation dit-elle ce que dit la phrase ?"
    return Section("Relecture humaine", (Paragraph(note), Table(("Jugement", "", INTERVAL), tuple(rows))))


def _method_section(run: Run) -> Section:
    info = run.info
    created = datetime.fromisoformat(info.created)
    facts = [
        ("Évaluation", info.id),
        ("Date", f"{created:%d/%m/%Y %H:%M} {created.tzname() or ''}".strip()),
        ("Jeu de questions", f"{info.set_name} ({info.questions} questions, empreinte {info.set_hash})"),
        ("Corpus", f"{info.documents} documents, {info.passages} passages, empreinte {info.corpus_hash}"),
        ("Normalisation", info.normaliser),
        ("Durée totale", french(f"{info.seconds:.1f}") + " s"),
        *info.settings.items(),
        *((f"version de {name}", version) for name, version in info.versions.items()),
    ]
    blocks: list[Block] = [Paragraph(text) for text in METHOD]
    blocks.append(Table(("Conditions", ""), tuple(facts)))
    if info.warnings:
        blocks.append(Table(("Avertissements", ""), tuple(("", warning) for warning in info.warnings)))
    return Section("Méthode et limites", tuple(blocks))
