"""The commands that measure answers: evaluate, compare, audit."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Annotated

import typer

from ui import cli_questions
from ui.cli_console import CommandError, ExitCode, home_of, messages, opened, read_text, say, table_console, tell

if TYPE_CHECKING:
    from assistant.evaluation.comparing import Comparison
    from assistant.evaluation.gates import ExitCode as EvaluationExitCode
    from assistant.evaluation.gates import Gate, GateResult
    from assistant.evaluation.questions import QuestionSet
    from assistant.evaluation.running import Plan
    from assistant.evaluation.runs import Run
    from assistant.wiring import Application


class Variants(StrEnum):
    """Which other wordings of the questions are asked as well."""

    NONE = "none"
    WRITTEN = "written"
    ALL = "all"


_SHOWN = (
    ("overall.correct", "right answers"),
    ("answers.strict_vital", "information found"),
    ("answers.containment", "complete answers"),
    ("citations.fidelity", "exact quotations"),
    ("citations.gold_recall", "expected passage cited"),
    ("retrieval.fused.hit@5", "expected passage among 5"),
    ("retrieval.fused.ndcg@10", "nDCG@10 of the search"),
    ("retrieval.dense.ndcg@10", "nDCG@10 by meaning alone"),
    ("retrieval.lexical.ndcg@10", "nDCG@10 by words alone"),
    ("refusal.wrong_answer_rate", "answered by mistake"),
    ("refusal.wrong_refusal_rate", "refused by mistake"),
    ("refusal.auroc", "AUROC of the confidence"),
    ("latency.p95_ms", "latency p95, ms"),
)


def register(app: typer.Typer) -> None:
    """Add the commands of this file, and those about question sets, to the command line."""
    for command in (evaluate, compare, audit):
        app.command()(command)
    cli_questions.register(app)


def evaluate(
    context: typer.Context,
    questions: Annotated[Path, typer.Argument(metavar="QUESTIONS", help="A question set: YAML or JSONL.")],
    report: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Write the report here too, not only into the run's folder.")
    ] = None,
    reference: Annotated[
        str | None, typer.Option(metavar="RUN", help='Compare with this run (a folder, its name, or "latest").')
    ] = None,
    gates: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Limits to check, YAML. [default: built in]", show_default=False)
    ] = None,
    variants: Annotated[
        Variants, typer.Option(help="Other wordings to ask: those of the set, or generated slips as well.")
    ] = Variants.WRITTEN,
    ladder: Annotated[
        bool, typer.Option(help="Answer again with the expected passages given, and unrefusing.")
    ] = False,
    facts: Annotated[
        Path | None,
        typer.Option(metavar="GOLD.yaml", help="Also measure the extraction of facts against these annotated ones."),
    ] = None,
    seed: Annotated[int, typer.Option(help="Seed of the generated variants.")] = 0,
) -> None:
    """Ask a question set and report how good the answers are.

    The exit code is 0 when every gate holds, 1 when one fails, 2 for an invalid set, 3 when significantly worse than
    the reference, 4 when the run did not finish.

    Example: interpoles evaluate questions.yaml --report report
    """
    from assistant.evaluation.gates import DEFAULT_GATES, load_gates
    from assistant.evaluation.loading import load_questions
    from assistant.evaluation.running import Plan
    from assistant.evaluation.runs import find_run, read_run
    from assistant.evaluation.variants import GENERATORS

    with mendable():
        limits = load_gates(gates or DEFAULT_GATES)
        question_set = load_questions(questions)
        before = None if reference is None else read_run(find_run(reference, home_of(context)))
    generated = tuple(GENERATORS) if variants is Variants.ALL else ()
    plan = Plan(variants is not Variants.NONE, generated, ladder, seed)
    with opened(context, seeded=True, marked=True) as application:
        run = ask_all(application, question_set, plan, home=application.home, facts=facts)
    code = finish(run, limits, before=before, folder=report)
    if code:
        raise typer.Exit(code)


def compare(
    context: typer.Context,
    before: Annotated[str, typer.Argument(metavar="RUN_A", help="The run before: a folder, or the name of one.")],
    after: Annotated[str, typer.Argument(metavar="RUN_B", help='The run after; "latest" is the newest.')],
    intersection: Annotated[
        bool, typer.Option("--intersection", help="Compare only the questions that both runs asked.")
    ] = False,
    report: Annotated[Path | None, typer.Option(metavar="DIR", help="Write the comparison here as a report.")] = None,
) -> None:
    """Compare two runs question by question, and say which differences are more than chance.

    The exit code is 3 when the second is significantly worse.

    Example: interpoles compare 20261101-101500-1a2b3c4d latest
    """
    from assistant.evaluation.comparing import compare_runs
    from assistant.evaluation.reporting import write_report
    from assistant.evaluation.reporting_comparison import comparison_report
    from assistant.evaluation.runs import find_run, read_run

    home = home_of(context)
    with mendable():
        runs = [read_run(find_run(name, home)) for name in (before, after)]
        comparison = compare_runs(*runs, intersection=intersection)
    say_comparison(comparison)
    if report is not None:
        say(f"{write_report(comparison_report(comparison), report)}")
    if comparison.regressions:
        raise typer.Exit(ExitCode.REGRESSION)


def audit(
    context: typer.Context,
    run: Annotated[str, typer.Argument(metavar="RUN", help='A run\'s folder or name; "latest" is the newest.')],
    labels: Annotated[
        Path | None,
        typer.Argument(metavar="LABELS.csv", help="The sheet with its labels filled in.", show_default=False),
    ] = None,
) -> None:
    """Print a sheet of sentences and quotations for a person to label, or read a filled one into the run's report.

    Labels are complet, partiel or aucun: how far the quotation says what the sentence says.

    Example: interpoles audit latest > sheet.csv
    """
    from assistant.evaluation.audit import LABELS_FILE, audit_sheet, read_audit
    from assistant.evaluation.runs import find_run, read_run

    with mendable():
        audited = read_run(find_run(run, home_of(context)))
        if labels is None:
            say(audit_sheet(audited).rstrip("\n"))
            return
        text = read_text(labels)
        found = read_audit(text)
    (audited.path / LABELS_FILE).write_text(text, encoding="utf-8", newline="\n")
    report_run(audited)
    say(f"{found.labelled} labelled: " + ", ".join(f"{count} {label}" for label, count in found.counts))
    if found.support is not None:
        say(f"weighted support {found.support.value:.3f} [{found.support.low:.3f} – {found.support.high:.3f}]")
    if found.kappa is not None:
        say(f"agreement of the lexical measure with the labels: kappa {found.kappa:.2f}")


def ask_all(
    application: Application, question_set: QuestionSet, plan: Plan, *, home: Path, facts: Path | None = None
) -> Run:
    """Run an evaluation with a progress bar and write its folder; also when it is interrupted."""
    from assistant.evaluation.gold_facts import fact_measure
    from assistant.evaluation.product import product_system
    from assistant.evaluation.running import Evaluation
    from assistant.evaluation.runs import write_run

    with mendable():
        system = product_system(application)
        measure = None if facts is None else fact_measure(facts, application.names, application.facts.extracted)
        evaluation = Evaluation(question_set, system, plan, facts=measure)
        began, created = perf_counter(), datetime.now(UTC)

        def kept() -> Run:
            result, seconds = evaluation.result(), perf_counter() - began
            return write_run(result, question_set, system, plan, home=home, created=created, seconds=seconds)

        try:
            with counting("asking") as progress:
                evaluation.run(progress=progress)
        except KeyboardInterrupt:
            tell("stopped; what was answered so far is kept", style="yellow")
        except Exception as error:
            # Whatever it was, what was answered so far is worth keeping.
            run = kept()
            message = f"stopped after {len(run.answers)} answers, kept in {run.path}: {error}"
            raise CommandError(message, ExitCode.INCOMPLETE) from error
        return kept()


def finish(
    run: Run, limits: Sequence[Gate], *, before: Run | None = None, folder: Path | None = None
) -> EvaluationExitCode:
    """Check the gates, write the report and the other files of the run, print the summary; return the exit code."""
    from assistant.evaluation.audit import audit_sheet
    from assistant.evaluation.comparing import compare_runs
    from assistant.evaluation.gates import check_gates, exit_code, save_gates
    from assistant.evaluation.junit import to_junit
    from assistant.evaluation.reporting import build_report, write_report

    with mendable():
        comparison = None if before is None else compare_runs(before, run)
    save_gates(limits, run.path)
    results = check_gates(limits, run.figures)
    built = build_report(run, results, comparison, reference=before)
    page = write_report(built, run.path)
    (run.path / "junit.xml").write_text(to_junit(run, results), encoding="utf-8")
    (run.path / "audit.csv").write_text(audit_sheet(run), encoding="utf-8")
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        for file in run.path.iterdir():
            shutil.copyfile(file, folder / file.name)
        page = folder / page.name
    say_summary(run, results)
    if comparison is not None:
        say_comparison(comparison)
    say(f"report: {page}")
    regression = comparison is not None and bool(comparison.regressions)
    return exit_code(results, complete=run.info.complete, regression=regression)


def report_run(run: Run) -> None:
    """Write the report of an earlier run anew, with the gates that it was held to."""
    from assistant.evaluation.gates import check_gates, gates_of
    from assistant.evaluation.reporting import build_report, write_report

    with mendable():
        built = build_report(run, check_gates(gates_of(run.path), run.figures))
    say(f"report: {write_report(built, run.path)}")


@contextmanager
def mendable() -> Iterator[None]:
    """Turn what is wrong with a set, a gates file or a run into a message."""
    from assistant.evaluation.errors import EvaluationError

    try:
        yield
    except EvaluationError as error:
        raise CommandError(str(error)) from error


@contextmanager
def counting(title: str) -> Iterator[Callable[[int, int, str], None]]:
    """Show a progress bar on stderr while the block runs, where stderr is a terminal."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=messages, transient=True, disable=not messages.is_terminal) as bars:
        task = bars.add_task(title, total=None)

        def show(done: int, total: int, _: str) -> None:
            bars.update(task, completed=done, total=total)

        yield show


def say_summary(run: Run, results: Sequence[GateResult]) -> None:
    """Print the main figures, the gates that failed and how many questions failed of what."""
    from rich.table import Table

    table = Table("figure", "value", "95 % interval", "n")
    for name, title in _SHOWN:
        estimate = run.figures.get(name)
        if estimate is not None:
            known = estimate.low is not None and estimate.high is not None
            interval = f"{estimate.low:.3f} – {estimate.high:.3f}" if known else ""
            table.add_row(f"{title} ({name})", f"{estimate.value:.3f}", interval, str(estimate.n))
    table_console().print(table)
    for warning in run.info.warnings:
        tell(f"warning: {warning}", style="yellow")
    failures = Counter(row.failure for row in run.rows if row.failure and not row.variant)
    if failures:
        say("failed questions: " + ", ".join(f"{count} {failure}" for failure, count in failures.most_common()))
    for result in results:
        if result.verdict == "failed":
            gate, estimate = result.gate, result.estimate
            value = "missing" if estimate is None else f"{estimate.value:.4g}"
            limit = f"at least {gate.at_least:g}" if gate.at_least is not None else f"at most {gate.at_most:g}"
            say(f"gate failed: {gate.metric} is {value}, wanted {limit}", style="red")
    say(f"run: {run.path}")


def say_comparison(comparison: Comparison) -> None:
    """Print the flipped questions first, then the metrics."""
    from rich.table import Table

    for title, won in (("lost", False), ("won", True)):
        for flip in comparison.flips:
            if flip.won is won:
                say(f"{title}: {flip.id} {flip.question}", style="dim")
    table = Table("metric", "verdict", "before", "after", "change, 95 % interval", "p", "detectable", "n")
    for change in comparison.changes:
        span = f"{change.difference:+.3f} [{change.low:+.3f}, {change.high:+.3f}]"
        name = f"{change.metric} *" if change.primary else change.metric
        detectable = "" if change.detectable is None else f"{change.detectable:.3f}"
        cells = (f"{change.before:.3f}", f"{change.after:.3f}", span, f"{change.p:.3f}", detectable, str(change.n))
        table.add_row(name, change.outcome, *cells)
    table_console().print(table)
    say(f"{comparison.shared} shared questions and variants, {comparison.left_out} left out; * primary, p after Holm")
