"""Changing the store: registering, staging what was read, caching vectors, and the one transaction that switches.

Until `switch`, nothing that is written here is visible to a search. Does not read files and does not embed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

import numpy as np

from index.contracts import Vectors
from index.errors import StoreError
from index.fingerprints import Fingerprints
from index.planning import Plan
from index.records import FileRecord, Synchronisation, document_to_row, passages_to_json
from index.restoring import restore
from index.sql import as_list, grouped
from index.store import SqliteStore
from index.switching import (
    Staged,
    Switch,
    current_generation,
    model_number,
    note_registered,
    staged_document,
    switch,
    write_files,
)


class StoreWriter:
    """The writing side of a `SqliteStore`; one at a time is meant to be used, which `Synchroniser` sees to."""

    def __init__(self, store: SqliteStore, analyse: Callable[[str], Sequence[str]]) -> None:
        self._store = store
        self._connections = store.connections
        self._analyse = analyse

    def set_registered(self, paths: Mapping[str, bool | None]) -> None:
        """Register (True), exclude (False) or forget (None) paths."""
        with self._connections.writing() as connection:
            for path, included in paths.items():
                if included is None:
                    connection.execute("DELETE FROM registered WHERE path = ?", (path,))
                else:
                    connection.execute("INSERT OR REPLACE INTO registered VALUES (?, ?)", (path, int(included)))

    def note(self, files: Iterable[FileRecord]) -> None:
        """Note the file list and the registered paths of a synchronisation that changes nothing that a search sees."""
        with self._connections.writing() as connection:
            write_files(connection, files)
            note_registered(connection)

    def clear_staged(self) -> None:
        """Forget what an interrupted synchronisation had read."""
        with self._connections.writing() as connection:
            connection.execute("DELETE FROM staged")

    def stage(self, batch: Sequence[Staged]) -> None:
        """Keep documents that were read, for the switch."""
        rows = []
        for file, document, passages in batch:
            rows.append((document.source, as_list(document_to_row(document)), passages_to_json(passages), file))
        with self._connections.writing() as connection:
            query = "INSERT OR REPLACE INTO staged (source, document, passages, file) VALUES (?, ?, ?, ?)"
            connection.executemany(query, rows)

    def staged(self) -> Iterator[Staged]:
        """Yield what was staged, ordered by source, one document in memory at a time."""
        with self._connections.reading() as connection:
            sources = [row[0] for row in connection.execute("SELECT source FROM staged ORDER BY source")]
        for source in sources:
            with self._connections.reading() as connection:
                row = staged_document(connection, source)
            yield row

    def missing(self, hashes: Collection[str], model: str) -> set[str]:
        """Return those text hashes that have no cached vector of this model."""
        query = (
            "SELECT v.text_hash FROM vectors v JOIN models m ON m.number = v.model "
            "WHERE m.fingerprint = ? AND v.text_hash IN (SELECT value FROM json_each(?))"
        )
        missing = set(hashes)
        with self._connections.reading() as connection:
            for group in grouped(list(hashes)):
                missing.difference_update(row[0] for row in connection.execute(query, (model, as_list(group))))
        return missing

    def cache_vectors(self, hashes: Sequence[str], vectors: Vectors, fingerprints: Fingerprints) -> None:
        """Keep vectors by text hash and model; not used before a switch. Raises `StoreError` for unusable vectors."""
        expected = (len(hashes), fingerprints.dimension)
        if vectors.shape != expected or not np.isfinite(vectors).all():
            raise StoreError(
                f"the model {fingerprints.model!r} returned vectors of shape {vectors.shape}, expected finite values of "
                f"shape {expected}: nothing was changed; check the model in the settings"
            )
        halves = vectors.astype("<f2")
        with self._connections.writing() as connection:
            model = model_number(connection, fingerprints)
            generation = current_generation(connection)
            rows = [(key, model, half.tobytes(), generation) for key, half in zip(hashes, halves, strict=True)]
            connection.executemany(
                "INSERT INTO vectors (text_hash, model, vector, released) VALUES (?, ?, ?, ?) "
                "ON CONFLICT (text_hash, model) DO UPDATE SET vector = excluded.vector",
                rows,
            )

    def switch(
        self, change: Switch, line: Callable[[], Synchronisation], *, stored: Callable[[str], None]
    ) -> Synchronisation:
        """Make the change visible in one transaction; `stored` hears of each document. See `switching.switch`."""
        with self._connections.writing() as connection:
            return switch(connection, change, line, analyse=self._analyse, stored=stored)

    def restore(
        self,
        configured: Fingerprints,
        line: Callable[[Plan, int, int], Synchronisation],
        *,
        stored: Callable[[str], None],
    ) -> tuple[Plan, Synchronisation]:
        """Go back to the generation before, in one transaction. See `restoring.restore`."""
        with self._connections.writing() as connection:
            return restore(connection, configured, line, analyse=self._analyse, stored=stored)

    def prune(self) -> None:
        """Let go of cached vectors that neither the current generation nor the one before it uses."""
        with self._connections.writing() as connection:
            connection.execute("DELETE FROM vectors WHERE released < ?", (current_generation(connection),))
