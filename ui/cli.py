"""The command `interpoles`: its global options, errors and exit codes. The commands stand in the `cli_*` files."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import logging
from pathlib import Path
from typing import Annotated

import typer
from typer.core import TyperGroup

from ui import cli_answers, cli_corpus, cli_facts, cli_serve
from ui.cli_console import CommandError, ExitCode, tell


class _Commands(TyperGroup):
    """Runs a command and turns what a person can mend into one message and an exit code."""

    def invoke(self, ctx: typer.Context) -> object:  # type: ignore[override]
        try:
            return super().invoke(ctx)
        except _expected_errors() as error:
            if ctx.params.get("debug"):
                raise
            tell(f"interpoles: {error}", style="red")
            raise typer.Exit(_exit_code(error)) from error


app = typer.Typer(
    cls=_Commands,
    name="interpoles",
    help="Ask documents about French pôles de compétitivité, and get answers whose every sentence is cited.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _say_version(wanted: bool) -> None:
    if wanted:
        typer.echo(importlib.metadata.version("interpoles"))
        raise typer.Exit


@app.callback()
def global_options(
    context: typer.Context,
    home: Annotated[
        Path | None,
        typer.Option(
            envvar="INTERPOLES_HOME",
            show_default=False,
            help="Folder that holds everything the program writes. [default: the user's data folder]",
        ),
    ] = None,
    debug: Annotated[bool, typer.Option("--debug", help="Log every step on stderr and show tracebacks.")] = False,
    version: Annotated[  # noqa: ARG001 - its callback does it
        bool, typer.Option("--version", help="Print the version and stop.", is_eager=True, callback=_say_version)
    ] = False,
) -> None:
    """Set up what every command needs."""
    context.obj = home
    logging.basicConfig(level=logging.INFO if debug else logging.WARNING, format="%(levelname)s %(name)s: %(message)s")


def main() -> None:
    """Run the command line."""
    app()


def _expected_errors() -> tuple[type[Exception], ...]:
    """Return the errors that are explained by their message alone."""
    from assistant.citations import CitationError
    from assistant.settings import SettingsError
    from assistant.verifying import UnreadableExport
    from corpus.errors import CorpusError
    from index.embedding import EmbeddingError
    from index.errors import StoreError

    return (
        CommandError,
        CitationError,
        SettingsError,
        UnreadableExport,
        CorpusError,
        EmbeddingError,
        StoreError,
        OSError,
    )


def _exit_code(error: Exception) -> ExitCode:
    """Return 2 for what was asked wrongly, 4 for what the machine did not let finish."""
    from index.errors import StoreBusy, StoreDamaged, StoreFull, WatchError

    if isinstance(error, CommandError):
        return error.code
    unfinished = OSError | StoreBusy | StoreDamaged | StoreFull | WatchError
    return ExitCode.INCOMPLETE if isinstance(error, unfinished) else ExitCode.WRONG_USE


cli_corpus.register(app)
cli_answers.register(app)
cli_facts.register(app)
cli_serve.register(app)
if importlib.util.find_spec("ui.cli_evaluation") is not None:
    importlib.import_module("ui.cli_evaluation").register(app)

if __name__ == "__main__":
    main()
