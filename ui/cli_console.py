"""What the commands share: the two consoles, the progress bar, the open application. Only `ui/cli*.py` print.

Results go to stdout; progress, logs and errors go to stderr.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING

import typer
from rich.console import Console
from rich.text import Text

if TYPE_CHECKING:
    from assistant.wiring import Application
    from index.synchronising import Progress

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_PLAIN_WIDTH = 200

messages = Console(stderr=True, highlight=False)


class ExitCode(IntEnum):
    """What the shell learns from a command."""

    DONE = 0
    FAILED = 1
    WRONG_USE = 2
    REGRESSION = 3
    INCOMPLETE = 4


class CommandError(Exception):
    """Something that the person at the terminal can mend; shown as one message, without a traceback."""

    def __init__(self, message: str, code: ExitCode = ExitCode.WRONG_USE) -> None:
        super().__init__(message)
        self.code = code


def say(text: str = "", *, style: str = "") -> None:
    """Print a result on stdout, as it is: no markup, no wrapping, control characters made harmless."""
    Console(highlight=False).print(Text(printable(text), style=style), soft_wrap=True)


def say_json(value: object) -> None:
    """Print a JSON object on one line of stdout."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")


def tell(text: str, *, style: str = "") -> None:
    """Print a remark on stderr."""
    messages.print(Text(printable(text), style=style), soft_wrap=True)


def announce(text: str) -> None:
    """Print what the program does on its own account, on stderr."""
    tell(f"interpoles: {text}")


def table_console() -> Console:
    """Return a console for tables: as wide as the terminal, or wide enough for a path where stdout is a file."""
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=_PLAIN_WIDTH)


def printable(text: str) -> str:
    """Replace control characters, which a document could use to command the terminal, by the replacement sign."""
    return _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text)


def read_text(path: Path) -> str:
    """Return the text of an input file, "-" being stdin."""
    try:
        return typer.get_text_stream("stdin").read() if str(path) == "-" else path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise CommandError(f"{path} is not UTF-8 text: {error}") from error
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}") from error


def home_of(context: typer.Context) -> Path:
    """Return the home folder that the global option, the environment or the system names."""
    from platformdirs import user_data_path

    home: Path | None = context.find_root().obj
    return (home or user_data_path("interpoles", appauthor=False)).expanduser().resolve()


@contextmanager
def opened(context: typer.Context, *, seeded: bool = False, marked: bool = False) -> Iterator[Application]:
    """Open the application over the home folder; with `seeded`, a new home takes the shipped notes.

    With `marked`, what is not marked yet, such as everything after an update, is marked first.
    """
    from assistant.wiring import open_application, seed_if_empty
    from index.reports import Progress, Step

    os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
    with open_application(home_of(context)) as application:
        if seeded:
            with progress_bar() as progress:
                seed_if_empty(application, announce=announce, progress=progress)
        if marked:
            with progress_bar() as progress:
                application.facts.prepare(
                    lambda done, total, source: progress(Progress(Step.FACTS, done, total, source))
                )
        yield application


@contextmanager
def progress_bar() -> Iterator[Callable[[Progress], None]]:
    """Show the steps of a synchronisation on stderr while the block runs, where stderr is a terminal."""
    from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bars(*columns, console=messages, transient=True, disable=not messages.is_terminal) as bars:
        tasks: dict[str, TaskID] = {}

        def show(progress: Progress) -> None:
            step = str(progress.step)
            if step not in tasks:
                tasks[step] = bars.add_task(step, total=progress.total)
            bars.update(tasks[step], completed=progress.done, total=progress.total)

        yield show
