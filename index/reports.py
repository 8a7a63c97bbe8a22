"""What a synchronisation tells while it runs and afterwards, and the status of a store. Does not know how it is done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from index.planning import Failure, Plan
from index.records import Coverage, FileRecord, FileState, Part


class Step(StrEnum):
    """The steps of a synchronisation, in order."""

    READING = "reading"
    EMBEDDING = "embedding"
    STORING = "storing"
    FACTS = "facts"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a step is: `done` of `total` files (reading, storing), texts (embedding) or documents (facts); `source` is
    the last one."""

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

    Of a file of several documents, there is one for each of them, under its own source, and for each that failed.

    `reason` is why it failed, `warning` what the text of a file lacks that was read ("pages 3–7 have no text").
    """

    source: str
    state: FileState
    reason: str
    alias_of: str
    indexed_at: str
    coverage: Coverage | None
    warning: str = ""


def rows_of(records: Iterable[FileRecord], coverage: Mapping[str, Coverage]) -> tuple[FileStatus, ...]:
    """Return the rows of the status from the file list and what is held of each document, by source."""
    inside: dict[str, list[str]] = {}
    for source, held in coverage.items():
        inside.setdefault(held.file, []).append(source)
    return tuple(row for record in records for row in _rows(record, inside.get(record.source, ()), coverage))


def _rows(record: FileRecord, sources: Sequence[str], coverage: Mapping[str, Coverage]) -> Iterator[FileStatus]:
    if not sources or sources[0] == record.source:
        held = coverage.get(record.source)
        yield FileStatus(
            record.source, record.state, record.failure, record.alias_of, record.indexed_at, held, record.warning
        )
        return
    state = record.state
    if state is FileState.FAILED:
        # The last good version of its documents is held.
        yield FileStatus(record.source, state, record.failure, "", record.indexed_at, None)
        state = FileState.INDEXED
    said = {part.source: part for part in record.parts}
    for source in sorted({*sources, *said}):
        part = said.get(source, Part(source, state, ""))
        # What is said of the file as a whole stands with the first of its documents.
        whole = record.warning if source == sources[0] else ""
        warnings = (whole, part.words if part.state is FileState.INDEXED else "")
        yield FileStatus(
            source,
            part.state,
            part.words if part.state is FileState.FAILED else "",
            part.words if part.state is FileState.ALIAS else "",
            record.indexed_at,
            coverage.get(source),
            "; ".join(filter(None, warnings)),
        )


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
