"""`interpoles facts`: what the documents state about agreements, programmes, poles and more, each row cited."""

from __future__ import annotations

import csv
import sys
from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, Annotated, Any

import typer

from corpus.fact_kinds import FactKind, FieldName
from ui.cli_console import CommandError, opened, printable, say, say_json, table_console, tell

if TYPE_CHECKING:
    from corpus.documents import Document, Span
    from corpus.fact_kinds import Fact
    from corpus.fact_table import Row

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def register(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command()(facts)


def facts(
    context: typer.Context,
    kind: Annotated[list[FactKind] | None, typer.Option(help="Only this kind; may be repeated.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV, one row a fact.")] = False,
) -> None:
    """List what the documents state: agreements, programmes, events, memberships, contacts, figures, poles.

    What several documents state is one row. Every cell is quoted from a document; inferred ones are marked.

    Example: interpoles facts --kind agreement
    """
    from corpus.fact_table import rows
    from index.facts import stored_facts

    if as_json and as_csv:
        raise CommandError("choose one of --json and --csv")
    with opened(context, seeded=True) as application:
        found = stored_facts(application.store, lambda: application.names)
        documents = {document.id: document for document in application.store.documents()}
    wanted = [fact for fact in found if not kind or fact.kind in kind]
    table = sorted(rows(wanted), key=lambda row: list(FactKind).index(row.fact.kind))
    if as_json:
        say_json({"count": len(table), "facts": [row_to_json(row, documents) for row in table]})
    elif as_csv:
        _write_csv(table, documents)
    else:
        _show(table, documents)


def row_to_json(row: Row, documents: Mapping[str, Document]) -> dict[str, Any]:
    """Return a row with every field, its offsets, and a citation for each statement."""
    return {
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
            }
            for field in row.fact.fields
        ],
        "citations": [
            _citation(documents[fact.document_id], fact, span)
            for fact in row.sources
            for span in (fact.sentence, *fact.repeated)
        ],
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
    writer.writerow(["kind", *names, "confidence", "documents", "source", "start", "end", "quote"])
    for row in table:
        fact, document = row.fact, documents[row.fact.document_id]
        cells = [_values(fact, name) for name in names]
        sources = len({source.document_id for source in row.sources})
        place = [str(fact.confidence), str(sources), document.source, str(fact.sentence.start), str(fact.sentence.end)]
        quote = fact.sentence.of(document.text)
        writer.writerow([_harmless(printable(cell)) for cell in (fact.kind, *cells, *place, quote)])


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
        for heading in (*names, "source", "statements"):
            shown.add_column(str(heading), overflow="fold")
        for row in own:
            fact, document = row.fact, documents[row.fact.document_id]
            place = f"{PurePath(document.source).name}:{fact.sentence.start}-{fact.sentence.end}"
            count = sum(1 + len(source.repeated) for source in row.sources)
            cells = [*(_values(fact, name) for name in names), place, str(count)]
            shown.add_row(*(Text(printable(" ".join(cell.split()))) for cell in cells))
        console.print(shown)
        say()


def _values(fact: Fact, name: FieldName) -> str:
    """Return the quotations of a field; what is inferred from one, and how far an agreement has come, follow in brackets."""
    told = name is FieldName.STATUS
    return " ; ".join(f"{f.value} [{f.canonical}]" if f.inferred or told else f.value for f in fact.all(name))
