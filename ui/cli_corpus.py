"""The commands that look after the corpus: add, sync, remove, rebuild, rollback, status, history."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ui.cli_console import CommandError, ExitCode, announce, opened, progress_bar, say, say_json
from ui.cli_following import follow_files
from ui.cli_reports import say_history, say_plan, say_report, say_rollback, say_status

if TYPE_CHECKING:
    from assistant.wiring import Application


def register(app: typer.Typer) -> None:
    """Add the commands of this file to the command line."""
    for command in (add, sync, remove, rebuild, rollback, status, history):
        app.command()(command)


def add(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH", help="Files or folders to register.")],
) -> None:
    """Register files or folders, then index them.

    Folders are searched for documents, subfolders included; of an archive or a JSON Lines file each part is a document.
    Nothing but what is registered is ever read.

    Example: interpoles add ~/Documents/poles accord.md
    """
    missing = [str(path) for path in paths if not path.exists()]
    if missing:
        raise CommandError(f"no such file or folder: {', '.join(missing)}; nothing was registered")
    with opened(context) as application, _interruptible():
        application.synchroniser.register(paths)
        _synchronise(application)


def sync(
    context: typer.Context,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be done.")] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Then follow the files and do it at each change.")] = False,
) -> None:
    """Bring the index in line with the registered files.

    What has not changed is not embedded again; a file that was moved or renamed is recognised. A file that cannot be
    read never stops the others. Questions are answered from the old index until the new one is complete.

    With --watch it goes on until Ctrl-C: each time files have changed and have come to rest it synchronises and says so
    in one line. What fails is said, and tried again.

    Example: interpoles sync --dry-run
    """
    if dry_run and watch:
        raise CommandError("--dry-run and --watch exclude each other: give one of them")
    with opened(context) as application:
        if dry_run:
            _say_dry_run(application)
        elif watch:
            follow_files(application, first=lambda: _synchronise(application, seeded=True))
        else:
            with _interruptible():
                _synchronise(application, seeded=True)


def remove(
    context: typer.Context,
    names: Annotated[list[str], typer.Argument(metavar="PATH|ID...", help="Registered paths, or ids of documents.")],
) -> None:
    """Unregister files, folders or documents.

    Their passages leave the index at once and are never cited again. The files themselves are not touched.

    Example: interpoles remove ~/Documents/poles/accord.md
    """
    with opened(context) as application, _interruptible():
        application.synchroniser.unregister(names)
        _synchronise(application)


def rebuild(context: typer.Context) -> None:
    """Read and embed everything anew.

    Needed after another model was put into the settings.

    Example: interpoles rebuild
    """
    with opened(context) as application, _interruptible(), progress_bar() as progress:
        report = application.synchroniser.rebuild(progress=progress)
    say_report(report)


def rollback(context: typer.Context) -> None:
    """Go back to the index as it was before the last change.

    Documents and registered paths are again those of the generation before; nothing is read or embedded, and the files
    are not touched: the next sync takes them up as they are. One generation is kept, so a second rollback returns to
    where the first began.

    Example: interpoles rollback
    """
    with opened(context) as application, _interruptible(), progress_bar() as progress:
        before = application.synchroniser.registered()
        report = application.synchroniser.rollback(progress=progress)
        now = application.synchroniser.status()
    say_rollback(report, now, before)


def status(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Say what is indexed, file by file, and what failed.

    For each document its state, the pages and characters read, the passages, when it was indexed, and what its text
    lacks.

    Example: interpoles status --json
    """
    with opened(context) as application:
        found = application.synchroniser.status()
        home = str(application.home)
    if as_json:
        say_json({"home": home, **dataclasses.asdict(found)})
    else:
        say_status(found, home)


def history(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """List what changed the index, the latest first.

    Synchronisations, rebuilds and rollbacks: when, how long, how many files and passages. One that changed nothing has
    no line.

    Example: interpoles history
    """
    with opened(context) as application:
        lines = application.synchroniser.history()
    if as_json:
        say_json({"history": [dataclasses.asdict(line) for line in lines]})
    else:
        say_history(lines)


@contextmanager
def _interruptible() -> Iterator[None]:
    """Say what Ctrl-C leaves behind: everything as it was."""
    try:
        yield
    except KeyboardInterrupt as error:
        raise CommandError(
            "interrupted: the index is as it was before; what was computed is kept, and the same command goes on from it",
            ExitCode.INCOMPLETE,
        ) from error


def _say_dry_run(application: Application) -> None:
    """Say what `sync` would do; a home that never held anything would take the shipped notes."""
    from assistant.wiring import is_new, shipped_documents
    from corpus.reading import find_files

    if not is_new(application):
        say_plan(application.synchroniser.plan())
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
    say_report(report)
