"""Going back to the generation before, which is a switch like any other: it gets a new number and can be undone itself."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Mapping, Sequence

from index.errors import NothingToRestore
from index.fingerprints import Fingerprints, require_same
from index.moves import match_moves
from index.planning import Duplicate, Failure, Move, Plan
from index.records import FILE_COLUMNS, FileRecord, FileState, Synchronisation, file_from_row
from index.replaced import Paths, earlier, replaced_rows, stage_replaced
from index.switching import Switch, current_generation, note_registered, switch


def restore(
    connection: sqlite3.Connection,
    configured: Fingerprints,
    line: Callable[[Plan, int, int], Synchronisation],
    *,
    analyse: Callable[[str], Sequence[str]],
    stored: Callable[[str], None],
) -> tuple[Plan, Synchronisation]:
    """Make visible again what the last switch replaced; return what that changed and the line of the history.

    `line` is given the plan, the generation whose content comes back, and the number of passages staged. Raises
    `NothingToRestore`, and `StoreMismatch` when the generation before was built with other settings than the configured.
    """
    before = earlier(connection)
    if before is None:
        raise NothingToRestore(
            "there is no earlier generation to go back to: only a synchronisation that changed an index can be undone"
        )
    require_same(before.fingerprints, configured)
    held = {row[0] for row in connection.execute("SELECT DISTINCT file FROM documents")}
    without, concerned = stage_replaced(connection)
    replaced, registered = replaced_rows(connection)
    files = {row[0]: file_from_row(row) for row in connection.execute(f"SELECT {FILE_COLUMNS} FROM files")}  # noqa: S608
    after = {source: record for source, record in {**files, **replaced}.items() if record is not None}
    plan = _plan(files, after, held, concerned, current_generation(connection))
    _put_back(connection, registered)
    records = tuple(after.values())
    change = Switch((), records, before.fingerprints, without=without, apart=True, contents=before.contents)
    passages = int(connection.execute("SELECT COALESCE(SUM(json_array_length(passages)), 0) FROM staged").fetchone()[0])
    written = switch(connection, change, lambda: line(plan, before.contents, passages), analyse=analyse, stored=stored)
    return plan, written


def _plan(
    files: Mapping[str, FileRecord],
    after: Mapping[str, FileRecord],
    held: Collection[str],
    concerned: Collection[str],
    generation: int,
) -> Plan:
    """Return what goes back where, in the words of a synchronisation: `files` become `after`.

    `held` are the files that have documents now, `concerned` those whose documents come, go or change.
    """
    indexed = {
        source for source, record in after.items() if record.state is not FileState.ALIAS and record.content_hash
    }
    back = indexed.intersection(concerned)
    absent = {source: record for source, record in files.items() if source not in after}
    came = {source: after[source] for source in back if source not in held and source in after}
    moves = match_moves({source: record for source, record in absent.items() if source in held}, came)
    gone = {source for source, record in absent.items() if source in held or record.state is not FileState.FAILED}
    failed = {source: record.reason for source, record in after.items() if record.state is FileState.FAILED}
    parts = {p.source: p.words for r in after.values() for p in r.parts if p.state is FileState.FAILED}
    duplicates = {
        source: record.alias_of
        for source, record in after.items()
        if record.state is FileState.ALIAS and (source not in files or files[source].alias_of != record.alias_of)
    }
    named = {*back, *failed, *duplicates}
    return Plan(
        new=tuple(sorted(back - {*held} - {*moves} - {*failed})),
        changed=tuple(sorted(back & {*held} - {*failed})),
        removed=tuple(sorted(gone - {*moves.values()})),
        unchanged=tuple(sorted(source for source in after if source not in named)),
        failed=tuple(Failure(source, reason) for source, reason in sorted({**failed, **parts}.items())),
        duplicates=tuple(Duplicate(source, original) for source, original in sorted(duplicates.items())),
        generation=generation,
        moved=tuple(Move(old, source) for source, old in sorted(moves.items())),
    )


def _put_back(connection: sqlite3.Connection, registered: Paths) -> None:
    """Register, exclude and forget paths as they were; only these count as changed by the switch that follows."""
    note_registered(connection)
    for path, included in registered.items():
        if included is None:
            connection.execute("DELETE FROM registered WHERE path = ?", (path,))
        else:
            connection.execute("INSERT OR REPLACE INTO registered VALUES (?, ?)", (path, int(included)))
