"""The commands that measure answers: evaluate and compare."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Annotated

import typer

from ui.cli_console import CommandError, messages, opened, say, table_console, tell

if TYPE_CHECKING:
    from assistant.evaluation.gates import GateResult
    from assistant.evaluation.running import Evaluation, Result
    from assistant.evaluation.runs import Run

_SHOWN = (
    ("overall.correct", "right answers"),
    ("answers.strict_vital", "information found"),
    ("citations.fidelity", "exact quotations"),
    ("citations.gold_recall", "expected passage cited"),
    ("retrieval.fused.hit@5", "expected passage among 5"),
    ("retrieval.fused.ndcg@10", "nDCG@10"),
    ("refusal.wrong_answer_rate", "answered by mistake"),
    ("refusal.wrong_refusal_rate", "refused by mistake"),
    ("refusal.auroc", "AUROC of the confidence"),
    ("latency.p95_ms", "latency p95, ms"),
)


def register(app: typer.Typer) -> None:
    """Add the commands of this file to the command line."""
    app.command()(evaluate)


def evaluate(
    context: typer.Context,
    questions: Annotated[Path, typer.Argument(metavar="QUESTIONS", help="A question set: YAML or JSONL.")],
    report: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Write the report here as well as into the run's folder.")
    ] = None,
    reference: Annotated[
        str | None, typer.Option(metavar="RUN", help="Compare with this run; 3 when significantly worse.")
    ] = None,
    gates: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Limits to check, YAML. [default: built in]")
    ] = None,
    variants: Annotated[
        str, typer.Option(metavar="written|none|all", help="Which other wordings to ask as well: written ones, or all.")
    ] = "written",
    ladder: Annotated[
        bool, typer.Option(help="Also answer with the expected passages given, and without refusing.")
    ] = True,
    seed: Annotated[int, typer.Option(help="Seed of the generated variants.")] = 0,
) -> None:
    """Ask a question set and report how good the answers are.

    Exit codes: 0 passed, 1 a gate failed, 2 wrong use or invalid set, 3 significantly worse than the reference, 4 incomplete.

    Example: interpoles evaluate questions.yaml --report report
    """
    from assistant.evaluation.gates import DEFAULT_GATES, check_gates, exit_code, load_gates
    from assistant.evaluation.loading import load_questions
    from assistant.evaluation.product import product_system
    from assistant.evaluation.running import Evaluation, Plan
    from assistant.evaluation.runs import write_run
    from assistant.evaluation.variants import GENERATORS

    if variants not in ("written", "none", "all"):
        raise CommandError(f"--variants {variants!r} is none of written, none, all")
    with mendable():
        limits = load_gates(gates or DEFAULT_GATES)
        question_set = load_questions(questions)
    plan = Plan(variants != "none", tuple(GENERATORS) if variants == "all" else (), ladder, seed)
    with opened(context, seeded=True) as application:
        system = product_system(application)
        evaluation = Evaluation(question_set, system, plan)
        began, created = perf_counter(), datetime.now(UTC)
        result = _ask_all(evaluation)
        seconds = perf_counter() - began
        run = write_run(result, question_set, system, plan, home=application.home, created=created, seconds=seconds)
    results = check_gates(limits, run.figures)
    _say_summary(run, results)
    code = exit_code(results, complete=run.info.complete)
    if code:
        raise typer.Exit(code)


@contextmanager
def mendable() -> Iterator[None]:
    """Turn what is wrong with a set, a gates file or a run into a message."""
    from assistant.evaluation.errors import EvaluationError

    try:
        yield
    except EvaluationError as error:
        raise CommandError(str(error)) from error


def _ask_all(evaluation: Evaluation) -> Result:
    from assistant.evaluation.errors import Cancelled

    try:
        with counting("asking") as progress:
            return evaluation.run(progress=progress)
    except (KeyboardInterrupt, Cancelled):
        tell("stopped; what was answered so far is kept", style="yellow")
        return evaluation.result()


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


def _say_summary(run: Run, results: Sequence[GateResult]) -> None:
    from rich.table import Table

    table = Table("figure", "value", "95 % interval", "n")
    for name, title in _SHOWN:
        estimate = run.figures.get(name)
        if estimate is not None:
            interval = (
                "" if estimate.low is None or estimate.high is None else f"{estimate.low:.3f} – {estimate.high:.3f}"
            )
            table.add_row(f"{title} ({name})", f"{estimate.value:.3f}", interval, str(estimate.n))
    table_console().print(table)
    for warning in run.info.warnings:
        tell(f"warning: {warning}", style="yellow")
    for row in results:
        if row.verdict == "failed":
            value = "missing" if row.estimate is None else f"{row.estimate.value:.4g}"
            limit = f"at least {row.gate.at_least}" if row.gate.at_least is not None else f"at most {row.gate.at_most}"
            say(f"gate failed: {row.gate.metric} is {value}, wanted {limit}", style="red")
    failures = [row for row in run.rows if row.failure and not row.variant]
    for failed in failures:
        say(f"{failed.failure}: {failed.id} {failed.question}", style="dim")
    say(f"{run.path}")
