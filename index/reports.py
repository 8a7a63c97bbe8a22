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
    """What a synchronisation did: `plan` as carried out, `embedded` and `reused` texts, `passages` of the store."""

    plan: Plan
    generation: int
    embedded: int
    reused: int
    passages: int
    seconds: float


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
    """The store at a glance; `model` is the one that it was built with, empty before the first synchronisation."""

    documents: int
    passages: int
    generation: int
    model: str
    failures: tuple[Failure, ...]
    registered: tuple[str, ...]
    files: tuple[FileStatus, ...]


ProgressCallback = Callable[[Progress], None]


def tell(progress: ProgressCallback | None, value: Progress) -> None:
    """Call back, if anyone listens."""
    if progress is not None:
        progress(value)
