"""`interpoles facts reject | confirm | correct | add | undo`: what a person corrects among the facts."""

from __future__ import annotations

import datetime
import getpass
from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Annotated

import typer

from corpus.fact_kinds import FactKind, FieldName, Status
from ui.cli_console import CommandError, opened, say, say_json

if TYPE_CHECKING:
    from assistant.wiring import Application
    from corpus.corrected_fields import Said
    from corpus.corrections import Correction, Outcome
    from corpus.documents import Document
    from corpus.fact_table import Row
    from index.correcting import Signature

_Row = Annotated[str, typer.Argument(metavar="ID", help="The fact, by the id that `interpoles facts` shows.")]
_Author = Annotated[
    str,
    typer.Option(
        envvar="INTERPOLES_AUTHOR", show_default=False, help="Who corrects. [default: the name of the user's account]"
    ),
]
_Note = Annotated[str, typer.Option(show_default=False, help="Why.")]
_Fields = Annotated[
    list[str] | None,
    typer.Option(metavar="NAME=WORDS", help="A field, in words of the document; may be repeated."),
]
_Stated = Annotated[
    list[str] | None,
    typer.Option(metavar="NAME=WORDS", help="A field that the document does not say; may be repeated."),
]


def register(group: typer.Typer) -> None:
    """Add the commands of this file to `interpoles facts`."""
    for command in (reject, confirm, correct, add, undo):
        group.command()(command)


def reject(context: typer.Context, row: _Row, author: _Author = "", note: _Note = "") -> None:
    """Drop a fact that the documents do not state.

    Example: interpoles facts reject 3f2a9c01 --note "another cluster is meant"
    """
    with opened(context) as application:
        made = application.corrector.reject(_row(application, row), _signature(author, note))
    _tell(made)


def confirm(context: typer.Context, row: _Row, author: _Author = "", note: _Note = "") -> None:
    """Say that a fact is right as it is, so that it counts as sure.

    Example: interpoles facts confirm 3f2a9c01
    """
    with opened(context) as application:
        made = application.corrector.confirm(_row(application, row), _signature(author, note))
    _tell(made)


def correct(
    context: typer.Context,
    row: _Row,
    field: _Fields = None,
    stated: _Stated = None,
    remove: Annotated[list[FieldName] | None, typer.Option(help="A field to drop; may be repeated.")] = None,
    author: _Author = "",
    note: _Note = "",
) -> None:
    """Replace or drop fields of a fact.

    The status of an agreement is one of signed, negotiated and planned.

    Example: interpoles facts correct 3f2a9c01 --field "date=4 février 2008" --remove place
    """
    fields, removed = _said(field, stated), tuple(remove or ())
    if not fields and not removed:
        raise CommandError("say what to change: --field NAME=WORDS, --stated NAME=WORDS or --remove NAME")
    with opened(context) as application:
        found = _row(application, row)
        made = application.corrector.correct(found, fields, _signature(author, note), removed=removed)
    _tell(made)


def add(
    context: typer.Context,
    kind: Annotated[FactKind, typer.Option(help="What the fact is about.")],
    document: Annotated[str, typer.Option(help="Its document: the id, the path or the name of the file.")],
    sentence: Annotated[str, typer.Option(help="The words of the document that state it.")],
    field: _Fields = None,
    stated: _Stated = None,
    author: _Author = "",
    note: _Note = "",
) -> None:
    """Add a fact that a sentence of a document states.

    Example: interpoles facts add --kind event --document lettre.pdf --sentence "Le salon ouvre à Lyon." --field "name=salon"
    """
    fields = _said(field, stated)
    if not fields:
        raise CommandError("say what the fact holds: --field NAME=WORDS or --stated NAME=WORDS")
    with opened(context) as application:
        known = _document(application, document)
        made = application.corrector.add(kind, known, sentence, fields, _signature(author, note))
    _tell(made)


def undo(
    context: typer.Context,
    correction: Annotated[
        str, typer.Argument(metavar="CORRECTION", help="The id that `interpoles facts --corrections` shows.")
    ],
) -> None:
    """Take a correction back.

    Example: interpoles facts undo 77c0ffee
    """
    with opened(context) as application:
        gone = application.corrector.undo(correction)
    say(f"undone: {_words(gone)}")


def show(context: typer.Context, *, as_json: bool) -> None:
    """Print every correction and whether it is applied."""
    with opened(context) as application:
        outcomes = application.corrector.outcomes()
    if as_json:
        say_json({"count": len(outcomes), "corrections": [outcome_to_json(outcome) for outcome in outcomes]})
        return
    for outcome in outcomes:
        say(f"{outcome.correction.id}  {_words(outcome.correction)}")
        if not outcome.applied:
            say(f"    not applied: {outcome.problem}", style="yellow")
    kept = sum(not outcome.applied for outcome in outcomes)
    say(f"{len(outcomes)} corrections, {kept} not applied")


def outcome_to_json(outcome: Outcome) -> dict[str, object]:
    """Return a correction with what became of it; `problem` is null where it is applied."""
    correction = outcome.correction
    statement = correction.statement
    return {
        "id": correction.id,
        "action": correction.action,
        "author": correction.author,
        "date": correction.date,
        "note": correction.note,
        "fact": {
            "kind": statement.kind,
            "document": statement.source,
            "sentence": statement.sentence,
            "fields": [{"name": name, "value": value} for name, value in statement.fields],
        },
        "fields": [{"name": s.name, "value": s.value, "stated": s.stated} for s in correction.fields],
        "removed": list(correction.removed),
        "applied": outcome.applied,
        "problem": outcome.problem or None,
    }


def _row(application: Application, identifier: str) -> Row:
    """Return the row of an id. Raises `CommandError` when no row has it."""
    from corpus.corrections import statement_of
    from corpus.fact_table import rows

    documents = {document.id: document for document in application.store.documents()}
    for row in rows(application.facts()):
        if identifier in {statement_of(fact, documents[fact.document_id]).id for fact in row.sources}:
            return row
    raise CommandError(f"no fact has the id {identifier!r}: `interpoles facts` lists the facts with their ids")


def _document(application: Application, name: str) -> Document:
    documents = application.store.documents()
    path = str(Path(name).expanduser().resolve())
    found = [d for d in documents if name in (d.id, d.source) or d.source == path] or [
        document for document in documents if PurePath(document.source).name == name
    ]
    if len(found) != 1:
        told = "no document" if not found else f"{len(found)} documents"
        raise CommandError(f"{told} of the corpus have the id, the path or the file name {name!r}")
    return found[0]


def _said(quoted: Sequence[str] | None, stated: Sequence[str] | None) -> list[Said]:
    """Read NAME=WORDS options; the status of an agreement is told by its kind, not by words of the document."""
    from corpus.corrected_fields import Said

    fields = []
    for option, values in (("--field", quoted), ("--stated", stated)):
        for text in values or ():
            name, _, value = text.partition("=")
            if name not in set(FieldName) or not value.strip():
                raise CommandError(f"{option} {text!r} is not NAME=WORDS; the names are {', '.join(FieldName)}")
            if name == FieldName.STATUS and value not in set(Status):
                raise CommandError(f"{option} {text!r}: a status is one of {', '.join(Status)}")
            as_stated = option == "--stated" or name == FieldName.STATUS
            fields.append(Said(FieldName(name), value.strip(), as_stated))
    return fields


def _signature(author: str, note: str) -> Signature:
    from index.correcting import Signature

    return Signature(author or getpass.getuser(), datetime.date.today().isoformat(), note)


def _tell(made: Sequence[Correction]) -> None:
    for correction in made:
        say(f"{correction.id}  {_words(correction)}")


def _words(correction: Correction) -> str:
    """Say a correction in one line."""
    statement = correction.statement
    what = " ; ".join(f"{name}={value}" for name, value in statement.fields) or statement.sentence
    changes = [f"{said.name}={said.value}{' [stated]' if said.stated else ''}" for said in correction.fields]
    changes += [f"no {name}" for name in correction.removed]
    told = f" → {' ; '.join(changes)}" if changes else ""
    note = f" ({correction.note})" if correction.note else ""
    line = " ".join(f"{correction.action} {statement.kind} {what}{told}".split())
    return f"{line} — {PurePath(statement.source).name}, {correction.author}, {correction.date}{note}"
