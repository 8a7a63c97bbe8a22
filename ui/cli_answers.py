"""The commands that ask the corpus: search, ask (one question or a file of them), verify."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.cli_batch import answer_batch
from ui.cli_console import CommandError, ExitCode, opened, read_text, say, say_json, tell

if TYPE_CHECKING:
    from assistant.answers import Answer, Citation
    from corpus.documents import Document
    from index.contracts import Hit


def register(app: typer.Typer) -> None:
    """Add the commands of this file to the command line."""
    for command in (search, ask, verify):
        app.command()(command)


def search(
    context: typer.Context,
    query: Annotated[str, typer.Argument(metavar='"…"', help="What to look for: a question or a few words.")],
    count: Annotated[int, typer.Option("-k", min=1, max=1000, help="How many passages to show.")] = 10,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Show the passages nearest to a question.

    Example: interpoles search "accords signés au Japon" -k 3
    """
    _require_words(query)
    from assistant.serialising import hits_to_json

    with opened(context, seeded=True) as application:
        hits = application.retriever.search(query, count)
    if as_json:
        say_json(hits_to_json(query, hits))
        return
    for hit in hits:
        _say_hit(hit)


def ask(
    context: typer.Context,
    question: Annotated[str | None, typer.Argument(metavar='"…"', help="The question.", show_default=False)] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    batch: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE.jsonl", help='Answer a file of {"id", "question", "history"} lines; "-" reads stdin.'
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option(metavar="FILE.jsonl", help="Where --batch writes; stdout when left out.")
    ] = None,
) -> None:
    """Answer a question, every sentence cited.

    Where the documents do not hold the answer, it says so and names the nearest passages.

    Example: interpoles ask "Qui a signé l'accord avec le Kansai ?"

    Example: interpoles ask --batch questions.jsonl --output answers.jsonl
    """
    if (question is None) == (batch is None):
        raise CommandError(
            'give either one question (interpoles ask "…") or a file of them (interpoles ask --batch FILE.jsonl)'
        )
    if batch is not None:
        answer_batch(context, batch, output)
        return
    if output is not None:
        raise CommandError("--output goes with --batch; one answer is written to stdout")
    assert question is not None
    _require_words(question)
    from assistant.serialising import answer_to_json

    with opened(context, seeded=True) as application:
        answer = application.assistant.answer(question)
    if as_json:
        say_json(answer_to_json(answer))
    else:
        _say_answer(answer)


def verify(
    context: typer.Context,
    export: Annotated[
        Path, typer.Argument(metavar="EXPORT.json", help="An exported conversation, or the output of ask.")
    ],
) -> None:
    """Check every citation of exported answers, word for word.

    The exit code is 1 when one does not hold.

    Example: interpoles verify conversation.json
    """
    from assistant.verifying import verify_export

    content = read_text(export)
    with opened(context) as application:
        verification = verify_export(content, application.store)
    for finding in verification.findings:
        citation = "" if finding.citation is None else f" [{finding.citation}]"
        say(f"answer {finding.answer}{citation}: {finding.problem}", style="red")
        say(f"    {finding.question}", style="dim")
    say(f"{verification.answers} answers, {verification.citations} citations, {len(verification.findings)} problems")
    if not verification.holds:
        raise typer.Exit(ExitCode.FAILED)


def _require_words(text: str) -> None:
    if not text.strip():
        raise CommandError("the question is empty")


def _say_hit(hit: Hit) -> None:
    dense, lexical = hit.parts.dense, hit.parts.lexical
    parts = f"meaning {'–' if dense is None else f'{dense:.3f}'}, words {'–' if lexical is None else f'{lexical:.2f}'}"
    say(f"{hit.rank}. {_place(hit.document, hit.passage.start)}", style="bold")
    say(f"score {hit.score:.3f} ({parts})  {hit.document.source}:{hit.passage.start}-{hit.passage.end}", style="dim")
    say(f"{hit.passage.text.strip()}\n")


def _say_answer(answer: Answer) -> None:
    from assistant.answers import Origin

    say(answer.text)
    for citation in answer.citations:
        _say_citation(citation)
    if answer.origin is Origin.FACTS:
        tell("\nAnswered from the table of facts (`interpoles facts`).", style="dim")
    if answer.refused and answer.consulted:
        tell("\nNearest passages:", style="dim")
        for hit in answer.consulted:
            tell(f"  {hit.score:.2f}  {_place(hit.document, hit.passage.start)}", style="dim")


def _say_citation(citation: Citation) -> None:
    say(f"\n[{citation.number}] {_place(citation.document, citation.start)}", style="bold")
    say(f"    « {citation.quote.strip()} »")
    say(f"    {citation.document.source}:{citation.start}-{citation.end}", style="dim")


def _place(document: Document, offset: int) -> str:
    """Name a place as a reader would: title, section, page, date."""
    page = document.page_at(offset)
    # The outermost heading often is the title.
    section = document.section_at(offset).removeprefix(document.title).removeprefix(" › ")
    parts = (document.title, section, "" if page is None else f"p. {page}", document.date)
    return " — ".join(part for part in parts if part)
