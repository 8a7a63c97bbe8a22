"""Changing the store: registering, staging what was read, caching vectors, and the one transaction that switches.

Until `switch`, nothing that is written here is visible to a search. Does not read files and does not embed.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, replace

import numpy as np

from corpus.documents import Document, Passage
from index import postings
from index.contracts import Vectors
from index.errors import StoreError
from index.fingerprints import Fingerprints
from index.lexical import indexed_text
from index.records import (
    DOCUMENT_COLUMNS,
    FileRecord,
    Synchronisation,
    document_from_row,
    document_to_row,
    passages_from_json,
    passages_to_json,
    text_hash,
)
from index.sql import as_list, grouped
from index.store import SqliteStore

_PASSAGES_AT_ONCE = 4096


@dataclass(frozen=True, slots=True)
class Switch:
    """What one synchronisation makes visible: documents to drop (by source), and the file list as it is afterwards.

    The documents to add are those staged. `everything` drops all documents first.
    """

    dropped: tuple[str, ...]
    files: tuple[FileRecord, ...]
    fingerprints: Fingerprints
    everything: bool = False


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

    def set_files(self, files: Iterable[FileRecord]) -> None:
        """Replace the file list, without changing what a search sees."""
        with self._connections.writing() as connection:
            _write_files(connection, files)

    def clear_staged(self) -> None:
        """Forget what an interrupted synchronisation had read."""
        with self._connections.writing() as connection:
            connection.execute("DELETE FROM staged")

    def stage(self, batch: Sequence[tuple[Document, tuple[Passage, ...]]]) -> None:
        """Keep documents that were read, for the switch."""
        rows = []
        for document, passages in batch:
            rows.append((document.source, as_list(document_to_row(document)), passages_to_json(passages)))
        with self._connections.writing() as connection:
            connection.executemany("INSERT OR REPLACE INTO staged VALUES (?, ?, ?)", rows)

    def staged(self) -> Iterator[tuple[Document, tuple[Passage, ...]]]:
        """Yield what was staged, ordered by source, one document in memory at a time."""
        with self._connections.reading() as connection:
            sources = [row[0] for row in connection.execute("SELECT source FROM staged ORDER BY source")]
        for source in sources:
            with self._connections.reading() as connection:
                row = _staged_row(connection, source)
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
            model = _model_number(connection, fingerprints)
            generation = _generation(connection)
            rows = [(key, model, half.tobytes(), generation) for key, half in zip(hashes, halves, strict=True)]
            connection.executemany(
                "INSERT INTO vectors (text_hash, model, vector, released) VALUES (?, ?, ?, ?) "
                "ON CONFLICT (text_hash, model) DO UPDATE SET vector = excluded.vector",
                rows,
            )

    def switch(self, change: Switch, history: Synchronisation, *, stored: Callable[[str], None]) -> Synchronisation:
        """Make the change visible in one transaction; `stored` hears of each document.

        Returns the line added to the history: the one given, with its `generation` and `passages` filled in.
        """
        with self._connections.writing() as connection:
            generation = _generation(connection) + 1
            connection.execute("CREATE TEMP TABLE IF NOT EXISTS touched (text_hash TEXT PRIMARY KEY) WITHOUT ROWID")
            connection.execute("DELETE FROM touched")
            if change.everything:
                _drop_everything(connection)
            # Drop first, so that the numbers of what goes away are free for what comes.
            arriving = [row[0] for row in connection.execute("SELECT source FROM staged ORDER BY source")]
            for source in sorted({*change.dropped, *arriving}):
                _drop_document(connection, source)
            pending: list[tuple[int, Document, Passage]] = []
            for source in arriving:
                document, passages = _staged_row(connection, source)
                number = _insert_document(connection, document)
                pending.extend((number, document, passage) for passage in passages)
                if len(pending) >= _PASSAGES_AT_ONCE:
                    self._insert_passages(connection, pending)
                    pending = []
                stored(source)
            self._insert_passages(connection, pending)
            connection.execute("DELETE FROM staged")
            _write_files(connection, change.files)
            _mark_vectors(connection, _model_number(connection, change.fingerprints), generation)
            meta = {**change.fingerprints.as_meta(), "generation": str(generation)}
            connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", meta.items())
            passages_now = int(connection.execute("SELECT COALESCE(SUM(passages), 0) FROM blocks").fetchone()[0])
            line = replace(history, generation=generation, passages=passages_now)
            marks = ", ".join("?" * 12)
            connection.execute(f"INSERT INTO history VALUES (NULL, {marks})", astuple(line))  # noqa: S608 marks
        return line

    def prune(self) -> None:
        """Let go of cached vectors that neither the current generation nor the one before it uses."""
        with self._connections.writing() as connection:
            connection.execute("DELETE FROM vectors WHERE released < ?", (_generation(connection),))

    def _insert_passages(
        self, connection: sqlite3.Connection, pending: Sequence[tuple[int, Document, Passage]]
    ) -> None:
        numbers = postings.free_numbers(connection, len(pending))
        texts = [indexed_text(document, passage) for _, document, passage in pending]
        packed = postings.add(
            connection, {number: self._analyse(text) for number, text in zip(numbers, texts, strict=True)}
        )
        connection.executemany(
            "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (number, p.id, document, p.start, p.end, p.text, p.section, text_hash(text), packed[number])
                for number, (document, _, p), text in zip(numbers, pending, texts, strict=True)
            ],
        )


def _generation(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT value FROM meta WHERE key = 'generation'").fetchone()[0])


def _model_number(connection: sqlite3.Connection, fingerprints: Fingerprints) -> int:
    connection.execute(
        "INSERT OR IGNORE INTO models (fingerprint, dimension) VALUES (?, ?)",
        (fingerprints.model, fingerprints.dimension),
    )
    query = "SELECT number FROM models WHERE fingerprint = ?"
    return int(connection.execute(query, (fingerprints.model,)).fetchone()[0])


def _staged_row(connection: sqlite3.Connection, source: str) -> tuple[Document, tuple[Passage, ...]]:
    row = connection.execute("SELECT document, passages FROM staged WHERE source = ?", (source,)).fetchone()
    document = document_from_row(tuple(json.loads(row[0])))
    return document, passages_from_json(row[1], document)


def _drop_document(connection: sqlite3.Connection, source: str) -> None:
    row = connection.execute("SELECT number FROM documents WHERE source = ?", (source,)).fetchone()
    if row is None:
        return
    passages = dict(connection.execute("SELECT number, terms FROM passages WHERE document = ?", row))
    postings.remove(connection, passages)
    connection.execute("INSERT OR IGNORE INTO touched SELECT text_hash FROM passages WHERE document = ?", row)
    connection.execute("DELETE FROM passages WHERE document = ?", row)
    connection.execute("DELETE FROM documents WHERE number = ?", row)


def _drop_everything(connection: sqlite3.Connection) -> None:
    connection.execute("INSERT OR IGNORE INTO touched SELECT text_hash FROM passages")
    for table in ("passages", "documents", "postings", "blocks", "terms"):
        connection.execute(f"DELETE FROM {table}")  # noqa: S608 constant names


def _insert_document(connection: sqlite3.Connection, document: Document) -> int:
    marks = ", ".join("?" * (DOCUMENT_COLUMNS.count(",") + 1))
    query = f"INSERT INTO documents ({DOCUMENT_COLUMNS}) VALUES ({marks})"  # noqa: S608 constant columns
    number = connection.execute(query, document_to_row(document)).lastrowid
    assert number is not None
    return number


def _write_files(connection: sqlite3.Connection, files: Iterable[FileRecord]) -> None:
    marks = ", ".join("?" * 10)
    connection.execute("DELETE FROM files")
    query = f"INSERT INTO files VALUES ({marks})"  # noqa: S608 question marks
    connection.executemany(query, (astuple(record) for record in files))


def _mark_vectors(connection: sqlite3.Connection, model: int, generation: int) -> None:
    """Mark which cached vectors the passages use; of the touched ones, those no longer used were released now."""
    used = "model = ? AND EXISTS (SELECT 1 FROM passages p WHERE p.text_hash = vectors.text_hash)"
    connection.execute(
        f"UPDATE vectors SET released = ? WHERE text_hash IN (SELECT text_hash FROM touched) "  # noqa: S608 constant
        f"AND released IS NULL AND NOT ({used})",
        (generation, model),
    )
    connection.execute(f"UPDATE vectors SET released = NULL WHERE released IS NOT NULL AND {used}", (model,))  # noqa: S608
