"""What the last switch replaced: kept by it, so that it can be undone. Only one switch can be, and undoing is a switch.

Kept is what differs, not a copy: the documents that left or changed, the rows of the file list and of the registered
paths that did, and the fingerprints. Vectors are kept by the cache (`released`). Runs inside the caller's transaction.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from index.fingerprints import Fingerprints
from index.records import DOCUMENT_COLUMNS, FileRecord, file_from_row, file_to_row
from index.sql import as_list

Rows = Mapping[str, FileRecord | None]
"""Rows of the file list as they were, by source; None where there was none."""

Paths = Mapping[str, bool | None]
"""Registered paths as they were; None for one that was not registered."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """The generation that a rollback goes back to; `contents` is the first generation that held what it held."""

    generation: int
    contents: int
    fingerprints: Fingerprints


def earlier(connection: sqlite3.Connection) -> Earlier | None:
    """Return what a rollback goes back to, or None."""
    row = connection.execute("SELECT value FROM meta WHERE key = 'earlier'").fetchone()
    if row is None:
        return None
    fields = json.loads(row[0])
    fingerprints = Fingerprints.from_meta(fields)
    assert fingerprints is not None, "only a generation with fingerprints is kept"
    return Earlier(fields["generation"], fields["contents"], fingerprints)


def contents(connection: sqlite3.Connection) -> int:
    """Return the first generation that held what the present one holds: another one only after a rollback."""
    row = connection.execute("SELECT value FROM meta WHERE key IN ('contents', 'generation') ORDER BY key LIMIT 1")
    return int(row.fetchone()[0])


def keep_documents(connection: sqlite3.Connection, sources: Iterable[str], *, equal_ones: bool) -> None:
    """Keep the documents of these sources as they are, instead of what was kept; NULL for a source without one.

    One that is staged as it stands is left out, unless `equal_ones`.
    """
    for table in ("replaced_documents", "replaced_rows"):
        connection.execute(f"DELETE FROM {table}")  # noqa: S608 constant names
    for source in sources:
        kept = _document(connection, source)
        query = "SELECT document, passages, file FROM staged WHERE source = ?"
        staged = connection.execute(query, (source,)).fetchone()
        if kept is not None and kept == staged and not equal_ones:
            continue
        row = kept or (None, None, staged[2] if staged else source)
        connection.execute("INSERT INTO replaced_documents VALUES (?, ?, ?, ?)", (source, *row))


def keep_rows(connection: sqlite3.Connection, files: Rows, registered: Paths) -> None:
    """Keep rows of the file list and registered paths as they were."""
    rows: list[tuple[str, str, str | None]] = []
    for source, record in files.items():
        rows.append(("file", source, None if record is None else as_list(file_to_row(record))))
    for path, included in registered.items():
        rows.append(("registered", path, None if included is None else as_list([int(included)])))
    connection.executemany("INSERT INTO replaced_rows VALUES (?, ?, ?)", rows)


def keep_earlier(connection: sqlite3.Connection, generation: int, fingerprints: Fingerprints) -> None:
    """Keep what else belongs to the generation that is being replaced."""
    fields = {**fingerprints.as_meta(), "generation": generation, "contents": contents(connection)}
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('earlier', ?)", (json.dumps(fields),))


def stage_replaced(connection: sqlite3.Connection) -> tuple[tuple[str, ...], set[str]]:
    """Stage the documents kept, instead of what was staged.

    Returns the sources that there was no document for, and the files that all these documents are of.
    """
    connection.execute("DELETE FROM staged")
    connection.execute(
        "INSERT INTO staged (source, document, passages, file) "
        "SELECT source, document, passages, file FROM replaced_documents WHERE document IS NOT NULL"
    )
    rows = connection.execute("SELECT source FROM replaced_documents WHERE document IS NULL ORDER BY source")
    files = connection.execute("SELECT DISTINCT file FROM replaced_documents")
    return tuple(row[0] for row in rows), {row[0] for row in files}


def replaced_rows(connection: sqlite3.Connection) -> tuple[Rows, Paths]:
    """Return the rows kept by `keep_rows`."""
    files: dict[str, FileRecord | None] = {}
    registered: dict[str, bool | None] = {}
    for kind, name, content in connection.execute("SELECT kind, name, content FROM replaced_rows ORDER BY name"):
        row = None if content is None else json.loads(content)
        if kind == "file":
            files[name] = None if row is None else file_from_row(row)
        else:
            registered[name] = None if row is None else bool(row[0])
    return files, registered


def _document(connection: sqlite3.Connection, source: str) -> tuple[str, str, str] | None:
    """Return a document in the form of `staged`, with its file."""
    query = f"SELECT file, number, {DOCUMENT_COLUMNS} FROM documents WHERE source = ?"  # noqa: S608 constant
    row = connection.execute(query, (source,)).fetchone()
    if row is None:
        return None
    query = 'SELECT id, "start", "end", section FROM passages WHERE document = ? ORDER BY "start"'
    passages = connection.execute(query, row[1:2]).fetchall()
    return as_list(row[2:]), json.dumps(passages, ensure_ascii=False), row[0]
