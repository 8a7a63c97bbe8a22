"""`sync --watch`: synchronise at each change of the files, a line each time, until Ctrl-C."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from ui.cli_console import announce, say, tell
from ui.cli_reports import counts_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.wiring import Application
    from index.synchronising import Failure, Report, Status


class Synchronises(Protocol):
    """What following needs of a synchroniser."""

    def synchronise(self) -> Report:
        """Bring the index up to date."""

    def status(self) -> Status:
        """Say how it is."""


def follow_files(application: Application, *, first: Callable[[], None]) -> None:
    """Do what comes first, then follow the registered files until Ctrl-C; a synchronisation that fails does not end it."""
    from index.watching import follow

    try:
        first()
        announce("following the registered files; Ctrl-C ends it")
        follow(application.store, Synchronising(application.synchroniser))
    except KeyboardInterrupt:
        announce("no longer following; nothing is lost, and `interpoles sync` goes on from here")


class Synchronising:
    """Synchronises once a call and says what came of it."""

    def __init__(self, synchroniser: Synchronises) -> None:
        self._synchroniser = synchroniser
        self._failed = synchroniser.status().failures

    def __call__(self) -> bool:
        """Return whether it worked."""
        from corpus.errors import CorpusError
        from index.embedding import EmbeddingError
        from index.errors import StoreError

        try:
            report = self._synchroniser.synchronise()
        except (CorpusError, EmbeddingError, StoreError, OSError) as error:
            tell(f"{_now()}  not synchronised, and tried again later: {error}", style="red")
            return False
        if not report.plan.empty or report.plan.failed != self._failed:
            self._say(report, self._failed)
        self._failed = report.plan.failed
        return True

    def _say(self, report: Report, known: tuple[Failure, ...]) -> None:
        say(
            f"{_now()}  {counts_of(report.plan)}; {report.passages} passages ({report.embedded} embedded) "
            f"in {report.seconds:.1f} s; generation {report.generation}"
        )
        for failure in report.plan.failed:
            if failure not in known:
                say(f"failed     {failure.source}: {failure.reason}", style="red")


def _now() -> str:
    return datetime.now().astimezone().strftime("%Y-%m-%d %H:%M:%S")
