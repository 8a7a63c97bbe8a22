"""The commands that look after the corpus: add, sync, remove, rebuild, status."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from ui.cli_console import CommandError, announce, opened, printable, progress_bar, say, say_json, table_console

if TYPE_CHECKING:
    from assistant.wiring import Application
    from index.synchronising import Plan, Report, Status


def register(app: typer.Typer) -> None:
    """Add the commands of this file to the command line."""
    for command in (add, sync, remove, rebuild, status):
        app.command()(command)


def add(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", help="Files or folders to register.")],
) -> None:
    """Register files or folders, then index them.

    Folders are searched for documents, subfolders included. Nothing but what is registered is ever read.

    Example: interpoles add ~/Documents/poles accord.md
    """
    missing = [str(path) for path in paths if not path.exists()]
    if missing:
        raise CommandError(f"no such file or folder: {', '.join(missing)}; nothing was registered")
    with opened(context) as application:
        application.synchroniser.register(paths)
        _synchronise(application)


def sync(
    context: typer.Context,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be done.")] = False,
) -> None:
    """Bring the index in line with the registered files.

    What has not changed is not embedded again. A file that cannot be read never stops the others. Questions are
    answered from the old index until the new one is complete.

    Example: interpoles sync --dry-run
    """
    with opened(context) as application:
        if dry_run:
            _say_dry_run(application)
        else:
            _synchronise(application, seeded=True)


def remove(
    context: typer.Context,
    names: Annotated[list[str], typer.Argument(metavar="PATH|ID...", help="Registered paths, or ids of documents.")],
) -> None:
    """Unregister files, folders or documents.

    Their passages leave the index at once and are never cited again. The files themselves are not touched.

    Example: interpoles remove ~/Documents/poles/accord.md
    """
    with opened(context) as application:
        application.synchroniser.unregister(names)
        _synchronise(application)


def rebuild(context: typer.Context) -> None:
    """Read and embed everything anew.

    Needed after another model was put into the settings.

    Example: interpoles rebuild
    """
    with opened(context) as application, progress_bar() as progress:
        report = application.synchroniser.rebuild(progress=progress)
    _say_report(report)


def status(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Say what is indexed, file by file, and what failed.

    Example: interpoles status --json
    """
    with opened(context) as application:
        found = application.synchroniser.status()
        home = str(application.home)
    if as_json:
        say_json({"home": home, **dataclasses.asdict(found)})
    else:
        _say_status(found, home)


def _say_dry_run(application: Application) -> None:
    """Say what `sync` would do; a home that never held anything would take the shipped notes."""
    from assistant.wiring import is_new, shipped_documents
    from corpus.reading import find_files

    if not is_new(application):
        _say_plan(application.synchroniser.plan())
        return
    announce("nothing is registered yet: `interpoles sync` would take the documents that come with Interpôles")
    for path in find_files(shipped_documents()):
        say(f"new        {path}")


def _synchronise(application: Application, *, seeded: bool = False) -> None:
    """Plan, apply and say what was done."""
    from assistant.wiring import seed_if_empty

    with progress_bar() as progress:
        report = seed_if_empty(application, announce=announce, progress=progress) if seeded else None
        if report is None:
            report = application.synchroniser.synchronise(progress=progress)
    _say_report(report)


def _say_plan(plan: Plan) -> None:
    for source in plan.new:
        say(f"new        {source}")
    for source in plan.changed:
        say(f"changed    {source}")
    for source in plan.removed:
        say(f"removed    {source}")
    for duplicate in plan.duplicates:
        say(f"duplicate  {duplicate.source} says the same as {duplicate.original}")
    for failure in plan.failed:
        say(f"failed     {failure.source}: {failure.reason}", style="red")
    counts = f"{len(plan.new)} new, {len(plan.changed)} changed, {len(plan.removed)} removed"
    say(f"{counts}, {len(plan.unchanged)} unchanged, {len(plan.duplicates)} duplicate, {len(plan.failed)} failed")


def _say_report(report: Report) -> None:
    _say_plan(report.plan)
    say(
        f"{report.passages} passages ({report.embedded} embedded, {report.reused} reused) "
        f"in {report.seconds:.1f} s; generation {report.generation}"
    )


def _say_status(found: Status, home: str) -> None:
    say(f"home        {home}")
    say(f"documents   {found.documents}")
    say(f"passages    {found.passages}")
    say(f"generation  {found.generation}")
    say(f"model       {found.model}")
    say(f"registered  {', '.join(found.registered) or 'nothing yet: interpoles add PATH...'}")
    table = Table("state", "passages", "id", "file", box=None, pad_edge=False, show_header=bool(found.files))
    for row in found.files:
        held = row.coverage
        counts = ("", "") if held is None else (str(held.passages), held.document_id)
        table.add_row(str(row.state), *counts, Text(printable(row.source), overflow="fold"))
    table_console().print(table)
    for row in found.files:
        if row.warning:
            say(f"warning     {row.source}: {row.warning}", style="yellow")
    for failure in found.failures:
        say(f"failed      {failure.source}: {failure.reason}", style="red")
