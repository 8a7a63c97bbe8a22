"""What a synchronisation tells while it runs and afterwards, and the status of a store. Does not know how it is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from index.planning import Failure, Plan
from index.records import Coverage, FileState


class Step(StrEnum):
    """The steps of a synchronisation, in order."""

    READING = "reading"
    EMBEDDING = "embedding"
    STORING = "storing"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a step is: `done` of `total` files (reading, storing) or texts (embedding); `source` is the last one."""

    step: Step
    done: int
    total: int
    source: str


@dataclass(frozen=True, slots=True)
class Report:
    """What a synchronisation did: `plan` as carried out, `embedded` and `reused` texts, `passages` of the store.

    `restored` is, for a rollback, the generation whose content came back, else 0.
    """

    plan: Plan
    generation: int
    embedded: int
    reused: int
    passages: int
    seconds: float
    restored: int = 0


@dataclass(frozen=True, slots=True)
class FileStatus:
    """One file and what the store holds of it; a failed file may hold its last good version, an alias holds nothing.

    `reason` is why it failed, `warning` what the text of a file lacks that was read ("pages 3–7 have no text").
    """

    source: str
    state: FileState
    reason: str
    alias_of: str
    indexed_at: str
    coverage: Coverage | None
    warning: str = ""


@dataclass(frozen=True, slots=True)
class Status:
    """The store at a glance; `model` is the one that it was built with, empty before the first synchronisation.

    `restored` is the generation whose content this one holds again after a rollback, else 0; `earlier` is the one whose
    content a rollback would bring back now, 0 where there is none.
    """

    documents: int
    passages: int
    generation: int
    model: str
    failures: tuple[Failure, ...]
    registered: tuple[str, ...]
    files: tuple[FileStatus, ...]
    restored: int = 0
    earlier: int = 0


ProgressCallback = Callable[[Progress], None]
"""Hears how far a synchronisation is. It may raise, `index.errors.Cancelled` for one, to stop it: what is visible stays
as it was, and the vectors computed so far are kept for the next synchronisation."""


def tell(progress: ProgressCallback | None, value: Progress) -> None:
    """Call back, if anyone listens."""
    if progress is not None:
        progress(value)
