"""What the page needs of the application, and what a tab is. No implementation here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from assistant.answers import Assistant
from index.contracts import Store
from ui.texts import Texts


class FailureView(Protocol):
    """A file that could not be read, and why."""

    @property
    def source(self) -> str:
        """Return the file."""

    @property
    def reason(self) -> str:
        """Return what is wrong with it."""


class PlanView(Protocol):
    """What a synchronisation would do; sources are absolute paths."""

    @property
    def new(self) -> Sequence[str]:
        """Return the sources that will be indexed for the first time."""

    @property
    def changed(self) -> Sequence[str]:
        """Return the sources that say something else now."""

    @property
    def removed(self) -> Sequence[str]:
        """Return the sources that are gone."""

    @property
    def unchanged(self) -> Sequence[str]:
        """Return the sources that stay as they are."""

    @property
    def failed(self) -> Sequence[FailureView]:
        """Return the sources that cannot be read."""


class ProgressView(Protocol):
    """How far a synchronisation has come."""

    @property
    def step(self) -> str:
        """Name what is being done."""

    @property
    def done(self) -> int:
        """Return how many pieces of the step are done."""

    @property
    def total(self) -> int:
        """Return how many pieces the step has; 0 when not known yet."""

    @property
    def source(self) -> str | None:
        """Return the file being worked on, if one is."""


class ReportView(Protocol):
    """What a synchronisation did."""

    @property
    def plan(self) -> PlanView:
        """Return the plan that was applied."""

    @property
    def passages(self) -> int:
        """Return how many passages the corpus holds now."""

    @property
    def embedded(self) -> int:
        """Return how many passages were embedded anew."""

    @property
    def seconds(self) -> float:
        """Return how long it took."""


class StatusView(Protocol):
    """What the index holds and what could not be read."""

    @property
    def failures(self) -> Sequence[FailureView]:
        """Return the files that could not be read."""


class SynchroniserView(Protocol):
    """Brings the index up to date with the registered files."""

    def register(self, paths: Sequence[Path], /) -> object:
        """Add files or folders to what is synchronised."""

    def plan(self) -> PlanView:
        """Return what `apply` would do."""

    # A plan goes back to the synchroniser that made it, and progress comes from it: `Any` keeps their types its own.
    def apply(self, plan: Any, *, progress: Callable[[Any], None] | None = None) -> ReportView:
        """Do it, in one switch; `progress` receives `ProgressView`s."""

    def status(self) -> StatusView:
        """Return what the index holds and what could not be read."""


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


@dataclass(frozen=True, slots=True)
class Tab:
    """One more tab of the page.

    `title` gives its name in the language of the page; `build` is called inside the tab's Gradio context, once a
    language, and lays out the components and events.
    """

    title: Callable[[Texts], str]
    build: Callable[[PageApplication, Texts], None]
