"""`interpoles facts`: what the documents state about agreements, programmes, poles and more, each row cited."""

from __future__ import annotations

import csv
import sys
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, Annotated, Any

import typer

from corpus.fact_kinds import FactKind, FieldName
from ui import cli_corrections
from ui.cli_console import CommandError, opened, printable, say, say_json, table_console, tell

if TYPE_CHECKING:
    from corpus.documents import Document, Span
    from corpus.fact_kinds import Fact, Field
    from corpus.fact_table import Row

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def register(app: typer.Typer) -> None:
    """Add the command, and those that correct facts, to the command line."""
    group = typer.Typer(rich_markup_mode=None, subcommand_metavar="[COMMAND]")
    group.callback(invoke_without_command=True)(facts)
    cli_corrections.register(group)
    app.add_typer(group, name="facts")


def facts(
    context: typer.Context,
    kind: Annotated[list[FactKind] | None, typer.Option(help="Only this kind; may be repeated.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV, one row a fact.")] = False,
    corrections: Annotated[
        bool, typer.Option("--corrections", help="List what persons corrected instead, and what is not applied.")
    ] = False,
) -> None:
    """List what the documents state: agreements, programmes, events, memberships, contacts, figures, poles.

    What several documents state is one row. Every cell is quoted from a document; inferred ones are marked, and so is
    what a person states without a quotation. A person's corrections are kept in corrections.yaml in the home folder.

    Example: interpoles facts --kind agreement

    Example: interpoles facts reject 3f2a9c01 --note "another cluster is meant"
    """
    if context.invoked_subcommand is not None:
        if kind or as_json or as_csv or corrections:
            raise CommandError(f"options of a list come after `facts` alone, not before {context.invoked_subcommand}")
        return
    if as_json + as_csv > 1:
        raise CommandError("choose one of --json and --csv")
    if corrections:
        if as_csv or kind:
            raise CommandError("--corrections goes with --json only")
        cli_corrections.show(context, as_json=as_json)
        return
    from corpus.fact_table import rows

    with opened(context, seeded=True, marked=True) as application:
        found = application.facts()
        documents = {document.id: document for document in application.store.documents()}
    wanted = [row for row in rows(found) if not kind or row.fact.kind in kind]
    table = sorted(wanted, key=lambda row: list(FactKind).index(row.fact.kind))
    if as_json:
        say_json({"count": len(table), "facts": [row_to_json(row, documents) for row in table]})
    elif as_csv:
        _write_csv(table, documents)
    else:
        _show(table, documents)


def row_id(row: Row, documents: Mapping[str, Document]) -> str:
    """Return what names a row to a correction: it depends on what its first document states, and outlives a rebuild."""
    from corpus.corrections import statement_of

    return statement_of(row.fact, documents[row.fact.document_id]).id


def row_to_json(row: Row, documents: Mapping[str, Document]) -> dict[str, Any]:
    """Return a row with every field, its offsets, and a citation for each statement; `id` names it to a correction."""
    return {
        "id": row_id(row, documents),
        "kind": row.fact.kind,
        "confidence": row.fact.confidence,
        "fields": [
            {
                "name": field.name,
                "value": field.value,
                "canonical": field.canonical,
                "start": field.start,
                "end": field.end,
                "inferred": field.inferred,
                "stated": field.stated,
            }
            for field in row.fact.fields
        ],
        "citations": [
            _citation(documents[fact.document_id], fact, span)
            for fact in row.sources
            for span in (fact.sentence, *fact.repeated)
        ],
        "corrections": [identifier for fact in row.sources for identifier in fact.corrections],
    }


def _citation(document: Document, fact: Fact, span: Span) -> dict[str, Any]:
    return {
        "document_id": document.id,
        "document_title": document.title,
        "source": document.source,
        "date": document.date,
        "section": document.section_at(fact.sentence.start),
        "start": span.start,
        "end": span.end,
        "quote": span.of(document.text),
    }


def _write_csv(table: Sequence[Row], documents: Mapping[str, Document]) -> None:
    """Write a header and one line a row; what a spreadsheet would run as a formula begins with an apostrophe."""
    names = [name for name in FieldName if any(row.fact.all(name) for row in table)]
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(["kind", *names, "confidence", "documents", "source", "start", "end", "quote", "id"])
    for row in table:
        fact, document = row.fact, documents[row.fact.document_id]
        cells = [_values(fact, name) for name in names]
        sources = len({source.document_id for source in row.sources})
        place = [str(fact.confidence), str(sources), document.source, str(fact.sentence.start), str(fact.sentence.end)]
        quote = fact.sentence.of(document.text)
        writer.writerow(
            [_harmless(printable(cell)) for cell in (fact.kind, *cells, *place, quote, row_id(row, documents))]
        )


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _show(table: Sequence[Row], documents: Mapping[str, Document]) -> None:
    """Print one table a kind, with the place of the first citation."""
    from rich.table import Table
    from rich.text import Text

    if not table:
        tell("interpoles: no such fact was found in the documents")
    console = table_console()
    for kind in FactKind:
        own = [row for row in table if row.fact.kind is kind]
        if not own:
            continue
        names = [name for name in FieldName if any(row.fact.all(name) for row in own)]
        shown = Table(title=f"{kind} ({len(own)})", title_justify="left", box=None, pad_edge=False)
        for heading in (*names, "source", "statements", "id"):
            shown.add_column(str(heading), overflow="fold", no_wrap=heading == "id")
        for row in own:
            fact, document = row.fact, documents[row.fact.document_id]
            place = f"{PurePath(document.source).name}:{fact.sentence.start}-{fact.sentence.end}"
            count = sum(1 + len(source.repeated) for source in row.sources)
            cells = [*(_values(fact, name) for name in names), place, str(count), row_id(row, documents)]
            shown.add_row(*(Text(printable(" ".join(cell.split()))) for cell in cells))
        console.print(shown)
        say()


def _values(fact: Fact, name: FieldName) -> str:
    """Return the quotations of a field; what is inferred, how far an agreement has come and who says so, in brackets."""
    return " ; ".join(f"{f.value}{_remark(f)}" for f in fact.all(name))


def _remark(field: Field) -> str:
    if field.stated:
        return " [stated]"
    return f" [{field.canonical}]" if field.inferred or field.name is FieldName.STATUS else ""
