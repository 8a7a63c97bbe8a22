"""What the page needs of the application, and what a tab is. No implementation here."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from assistant.answers import Assistant
from corpus.facts import Fact
from index.contracts import Store
from index.synchronising import Plan, ProgressCallback, Report, Status, Synchronisation
from ui.texts import Texts

if TYPE_CHECKING:
    from fastapi import APIRouter


class SynchroniserView(Protocol):
    """Brings the index up to date with the registered files."""

    def register(self, paths: Iterable[Path], /) -> object:
        """Add files or folders to what is synchronised."""

    def unregister(self, paths_or_ids: Collection[Path | str], /) -> object:
        """Forget paths; a file inside a registered folder is left out of it."""

    def plan(self, *, progress: ProgressCallback | None = None) -> Plan:
        """Return what `apply` would do."""

    def apply(self, plan: Plan, *, progress: ProgressCallback | None = None) -> Report:
        """Do it, in one switch. `progress` may raise `Cancelled`."""

    def rollback(self, *, progress: ProgressCallback | None = None) -> Report:
        """Go back to the generation before."""

    def history(self) -> tuple[Synchronisation, ...]:
        """Return what changed the index, the latest first."""

    def status(self) -> Status:
        """Return what the index holds, file by file, and what could not be read."""


class PageApplication(Protocol):
    """The parts of an application that the page uses."""

    @property
    def home(self) -> Path:
        """Return the folder under which everything is written."""

    @property
    def store(self) -> Store:
        """Return the documents and their passages."""

    @property
    def synchroniser(self) -> SynchroniserView:
        """Return what brings the index up to date."""

    @property
    def assistant(self) -> Assistant:
        """Return what answers."""

    @property
    def facts(self) -> Callable[[], Sequence[Fact]]:
        """Return what gives the facts that the documents state; slow the first time after the corpus has changed."""


@dataclass(frozen=True, slots=True)
class Tab:
    """One more tab of the page.

    `title` gives its name in the language of the page; `build` is called inside the tab's Gradio context, once a
    language, and lays out the components and events. `routes` gives the addresses that the tab needs beside the page;
    `name` is what scripts know it by.
    """

    title: Callable[[Texts], str]
    build: Callable[[PageApplication, Texts], None]
    routes: Callable[[], APIRouter] | None = None
    name: str = ""
