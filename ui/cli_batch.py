"""`interpoles ask --batch`: one question a line in, one answer a line out, in the same order."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, TextIO

import typer
from pydantic import BaseModel, StringConstraints, ValidationError

from ui.cli_console import CommandError, ExitCode, messages, opened, read_text, tell

Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class BatchQuestion(BaseModel):
    """One line of the input; other fields are ignored. `history` holds the earlier questions, oldest first."""

    id: str | int
    question: Words
    history: list[str] = []


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that holds no question; `number` counts from 1."""

    number: int
    problem: str


def answer_batch(context: typer.Context, path: Path, output: Path | None) -> None:
    """Answer every good line; report the bad ones and exit with 4, or 2 where no line was good."""
    questions, bad = read_batch(read_text(path))
    for line in bad:
        tell(f"interpoles: {path}, line {line.number}: {line.problem}", style="red")
    if bad and not questions:
        raise CommandError(f'no line of {path} is a question; a line reads {{"id": "1", "question": "…"}}')
    if output is not None and str(path) != "-" and output.resolve() == path.resolve():
        raise CommandError(f"--output would overwrite the questions in {path}")
    from assistant.serialising import answer_to_json

    with (
        opened(context, seeded=True, marked=True) as application,
        _output(output) as lines,
        _progress(len(questions)) as advance,
    ):
        for question in questions:
            answer = application.assistant.answer(question.question, question.history)
            lines.write(json.dumps(answer_to_json(answer, identifier=question.id), ensure_ascii=False) + "\n")
            lines.flush()
            advance()
    if bad:
        tell(f"interpoles: {len(bad)} of {len(bad) + len(questions)} lines were not answered", style="red")
        raise typer.Exit(ExitCode.INCOMPLETE)


def read_batch(content: str) -> tuple[list[BatchQuestion], list[BadLine]]:
    """Split the input into questions and lines that hold none; empty lines are neither."""
    questions: list[BatchQuestion] = []
    bad: list[BadLine] = []
    for number, line in enumerate(content.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            questions.append(BatchQuestion.model_validate_json(line))
        except ValidationError as error:
            problems = "; ".join(
                f"{'.'.join(str(part) for part in details['loc']) or 'line'}: {details['msg']}"
                for details in error.errors()
            )
            bad.append(BadLine(number, problems))
    return questions, bad


@contextmanager
def _output(path: Path | None) -> Iterator[TextIO]:
    """Open the file that answers go to, stdout where none is named."""
    if path is None:
        yield typer.get_text_stream("stdout")
    else:
        with path.open("w", encoding="utf-8", newline="\n") as lines:
            yield lines


@contextmanager
def _progress(total: int) -> Iterator[Callable[[], None]]:
    """Show on stderr, where it is a terminal, how many questions are answered; yields what counts one more."""
    from rich.progress import Progress

    with Progress(console=messages, transient=True, disable=not messages.is_terminal) as bars:
        task = bars.add_task("answering", total=total)
        yield lambda: bars.advance(task)
