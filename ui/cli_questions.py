"""The commands about question sets: questions validate, import, export, draft, schema; and bench squad."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from ui.cli_console import CommandError, ExitCode, home_of, opened, progress_bar, say, tell

if TYPE_CHECKING:
    from assistant.evaluation.errors import Problem
    from assistant.evaluation.formats.registry import Format

_Format = Annotated[
    str | None,
    typer.Option(
        "--format", help="yaml, jsonl, csv, squad, beir, trec, ragas, deepeval or promptfoo.", show_default=False
    ),
]


_QUESTIONS_HELP = "Check, convert and draft question sets.\n\nExample: interpoles questions validate questions.yaml"
_BENCH_HELP = "Run published benchmarks.\n\nExample: interpoles bench squad piaf.json --hide 0.5 --sample 300"


def register(app: typer.Typer) -> None:
    """Add the groups `questions` and `bench` to the command line."""
    questions = typer.Typer(no_args_is_help=True, help=_QUESTIONS_HELP)
    for name, command in (("validate", validate), ("import", import_), ("export", export), ("draft", draft)):
        questions.command(name)(command)
    questions.command("schema")(schema)
    app.add_typer(questions, name="questions")
    bench = typer.Typer(no_args_is_help=True, help=_BENCH_HELP)
    # With a callback the group keeps its one command as a subcommand.
    bench.callback()(_bench)
    bench.command("squad")(bench_squad)
    app.add_typer(bench, name="bench")


def validate(
    context: typer.Context,
    questions: Annotated[Path, typer.Argument(metavar="QUESTIONS", help="A question set: YAML or JSONL.")],
    corpus: Annotated[bool, typer.Option(help="Also look for every quotation in the indexed documents.")] = True,
) -> None:
    """Check a question set and say everything that is wrong with it, with its line.

    Example: interpoles questions validate questions.yaml
    """
    from assistant.evaluation.gold import Corpus, find_gold
    from assistant.evaluation.loading import load_questions
    from ui.cli_evaluation import mendable

    with mendable():
        question_set = load_questions(questions)
    problems: list[Problem] = []
    if corpus:
        with opened(context, seeded=True) as application:
            indexed = Corpus.from_store(application.store)
        problems = [problem for question in question_set.questions for problem in find_gold(question, indexed)[1]]
    for problem in problems:
        say(f"{questions.name}: {problem}", style="red")
    unanswerable = sum(not question.answerable for question in question_set.questions)
    variants = sum(len(question.variants) for question in question_set.questions)
    count = len(question_set.questions)
    say(f"{count} questions, {unanswerable} of them unanswerable, {variants} variants, {len(problems)} problems")
    if problems:
        raise typer.Exit(ExitCode.FAILED)


def import_(
    source: Annotated[Path, typer.Argument(metavar="PATH", help="A file, or a folder for beir and trec.")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE.yaml", help="The question set to write.")],
    name: _Format = None,
    documents: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Write the documents that came along here.", show_default=False)
    ] = None,
) -> None:
    """Turn a question set of another tool into one of Interpôles.

    Example: interpoles questions import dev-v2.0.json --format squad -o squad.yaml --documents squad
    """
    from assistant.evaluation.formats.registry import to_yaml
    from ui.cli_evaluation import mendable

    with mendable():
        imported = _format(name, source).read(source)
    output.write_text(to_yaml(imported.question_set), encoding="utf-8")
    if documents is not None:
        documents.mkdir(parents=True, exist_ok=True)
        for file, text in imported.documents.items():
            (documents / file).write_text(text, encoding="utf-8")
    for note in imported.notes:
        tell(note, style="yellow")
    say(f"{len(imported.question_set.questions)} questions in {output}, {len(imported.documents)} documents came along")


def export(
    context: typer.Context,
    questions: Annotated[Path, typer.Argument(metavar="QUESTIONS", help="A question set: YAML or JSONL.")],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="DIR", help="The folder to write into.")],
    name: _Format = None,
) -> None:
    """Write a question set in the format of another tool.

    Example: interpoles questions export questions.yaml --format beir -o beir
    """
    from assistant.evaluation.formats.registry import FORMATS
    from assistant.evaluation.gold import Corpus
    from assistant.evaluation.loading import load_questions
    from ui.cli_evaluation import mendable

    if name is None or name not in FORMATS:
        raise CommandError(f"--format is one of {', '.join(FORMATS)}")
    with mendable():
        question_set = load_questions(questions)
    corpus = Corpus({}, {}, {})
    if FORMATS[name].needs_corpus:
        with opened(context, seeded=True) as application:
            corpus = Corpus.from_store(application.store)
    for file, text in FORMATS[name].write(question_set, corpus).items():
        path = output / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        say(f"{path}")


def draft(
    context: typer.Context,
    count: Annotated[int, typer.Option("--count", "-n", min=1, max=1000, help="How many questions to propose.")] = 20,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE.yaml", help="Where to write; stdout when left out.")
    ] = None,
) -> None:
    """Propose questions from the indexed documents, each with its quotation, for a person to review.

    Example: interpoles questions draft -n 40 -o draft.yaml
    """
    from assistant.evaluation.drafting import draft_questions
    from assistant.evaluation.formats.registry import to_yaml
    from assistant.evaluation.gold import Corpus

    with opened(context, seeded=True) as application:
        proposed = draft_questions(Corpus.from_store(application.store), application.names, count=count)
    text = to_yaml(proposed)
    if output is None:
        say(text.rstrip("\n"))
    else:
        output.write_text(text, encoding="utf-8")
        say(f"{len(proposed.questions)} questions in {output}: review every one before you use them")


def schema() -> None:
    """Print the JSON Schema of a question set file, for editors and for other programs.

    Example: interpoles questions schema > question-set.schema.json
    """
    from assistant.evaluation.loading import json_schema

    say(json.dumps(json_schema(), ensure_ascii=False, indent=2))


def _bench() -> None:
    """Run published benchmarks."""


def bench_squad(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A SQuAD v1 or v2 JSON file.")],
    hide: Annotated[float, typer.Option(min=0, max=0.95, help="Share of the articles to hide.")] = 0.5,
    sample: Annotated[
        int | None, typer.Option(min=1, help="Ask only this many questions, drawn by the seed.", show_default=False)
    ] = None,
    seed: Annotated[int, typer.Option(help="Seed of what is hidden and drawn.")] = 0,
    report: Annotated[Path | None, typer.Option(metavar="DIR", help="Write the report here too.")] = None,
) -> None:
    """Measure search, answers and refusals on a SQuAD file, in a home of its own that is thrown away.

    Questions about hidden articles must be refused. The run is kept with the others, so that it can be compared.

    Example: interpoles bench squad piaf.json --sample 1000
    """
    from assistant.evaluation.benchmarks import index_benchmark, squad_benchmark
    from assistant.evaluation.running import Plan
    from ui.cli_evaluation import ask_all, finish, mendable

    with mendable():
        benchmark = squad_benchmark(file, hide=hide, sample=sample, seed=seed)
    tell(f"indexing {len(benchmark.paragraphs)} paragraphs; {benchmark.hidden_articles} articles are hidden")
    with TemporaryDirectory(prefix="interpoles-bench-") as folder:
        with progress_bar() as progress:
            application = index_benchmark(benchmark, Path(folder), progress=progress)
        with application:
            run = ask_all(application, benchmark.question_set, Plan(written=False), home=home_of(context))
    code = finish(run, (), folder=report)
    if code:
        raise typer.Exit(code)


def _format(name: str | None, source: Path) -> Format:
    from assistant.evaluation.formats.registry import FORMATS

    guessed = {".csv": "csv", ".jsonl": "jsonl", ".yaml": "yaml", ".yml": "yaml"}.get(source.suffix.lower())
    chosen = name or guessed
    if chosen is None or chosen not in FORMATS:
        raise CommandError(f"cannot tell the format of {source.name}: give --format, one of {', '.join(FORMATS)}")
    return FORMATS[chosen]
