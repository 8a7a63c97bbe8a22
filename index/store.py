"""The durable store: one SQLite file with everything an answer is made from. Reading is here, changing in `writing`.

Every method reads one snapshot of the database; inside `with store.reading()`, all of them read the same one. A store
may be used by any number of threads and processes while one synchronises.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import TracebackType

import numpy as np
import numpy.typing as npt

from corpus.documents import Document, Passage
from index import postings, replaced
from index.connections import Connections, connect, translated
from index.contents import combined
from index.contracts import Vectors
from index.errors import NotInStore, StoreError
from index.fingerprints import Fingerprints
from index.records import (
    DOCUMENT_COLUMNS,
    FILE_COLUMNS,
    Coverage,
    FileRecord,
    Kind,
    Synchronisation,
    document_from_row,
    file_from_row,
)
from index.schema import migrate, require_known_version
from index.sql import as_list, grouped

FILE_NAME = "interpoles.sqlite3"

_PASSAGE = (
    'SELECT p.id, d.id, p."start", p."end", p.text, p.section FROM passages p JOIN documents d ON d.number = p.document'
)
_PASSAGES_BY_ID = f"{_PASSAGE} WHERE p.id IN (SELECT value FROM json_each(?))"  # noqa: S608 constant


class SqliteStore:
    """Implements `Store`. Made by `SqliteStore.open`; closed by `close` or a `with` block."""

    def __init__(self, home: Path, connections: Connections) -> None:
        self.home = home
        self.connections = connections

    @classmethod
    def open(cls, home: Path, *, read_only: bool = False) -> SqliteStore:
        """Open or create the store of a home folder. Raises `StoreDamaged`, `StoreTooNew`; `StoreError` if absent."""
        path = home / FILE_NAME
        if read_only and not path.exists():
            raise StoreError(f"there is no store in {home}: index documents first with `interpoles add PATH`")
        home.mkdir(parents=True, exist_ok=True)
        with translated(path):
            connection = connect(path, read_only=read_only)
            try:
                if read_only:
                    require_known_version(connection)
                else:
                    migrate(connection)
            finally:
                connection.close()
        return cls(home, Connections(path, read_only=read_only))

    def close(self) -> None:
        """Close the connections. Closing twice is harmless."""
        self.connections.close()

    def __enter__(self) -> SqliteStore:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def reading(self) -> Iterator[int]:
        """Hold one generation for this thread: all reads inside the block are of it. Yields its number."""
        with self.connections.reading() as connection:
            yield int(_meta(connection, "generation"))

    @property
    def generation(self) -> int:
        """Return the number of the last synchronisation that changed something; 0 for an empty store."""
        with self.reading() as generation:
            return generation

    @property
    def identity(self) -> str:
        """Return a name given when the database was created; another database has another one."""
        with self.connections.reading() as connection:
            return _meta(connection, "identity")

    def fingerprints(self) -> Fingerprints | None:
        """Return what the store was built with; None before the first synchronisation."""
        with self.connections.reading() as connection:
            return Fingerprints.from_meta(dict(connection.execute("SELECT key, value FROM meta")))

    def documents(self) -> tuple[Document, ...]:
        """Return every document, ordered by source."""
        with self.connections.reading() as connection:
            rows = connection.execute(f"SELECT {DOCUMENT_COLUMNS} FROM documents ORDER BY source")  # noqa: S608 constant
            return tuple(document_from_row(row) for row in rows)

    def document(self, document_id: str) -> Document:
        """Return one document. Raises `NotInStore`."""
        with self.connections.reading() as connection:
            query = f"SELECT {DOCUMENT_COLUMNS} FROM documents WHERE id = ?"  # noqa: S608 constant
            row = connection.execute(query, (document_id,)).fetchone()
        if row is None:
            raise NotInStore(f"no document {document_id!r} in this index")
        return document_from_row(row)

    def documents_in(self, file: str) -> tuple[Document, ...]:
        """Return the documents read from a file, ordered by source; none for a file that is not indexed."""
        with self.connections.reading() as connection:
            query = f"SELECT {DOCUMENT_COLUMNS} FROM documents WHERE file = ? ORDER BY source"  # noqa: S608 constant
            return tuple(document_from_row(row) for row in connection.execute(query, (file,)))

    def document_at(self, source: str) -> Document | None:
        """Return the document of a source (a file, or a part of one), or None."""
        with self.connections.reading() as connection:
            query = f"SELECT {DOCUMENT_COLUMNS} FROM documents WHERE source = ?"  # noqa: S608 constant
            row = connection.execute(query, (source,)).fetchone()
        return None if row is None else document_from_row(row)

    def file_hashes(self) -> dict[str, str]:
        """Return the content hash of every file that holds documents, without reading the texts."""
        held: dict[str, list[tuple[str, str]]] = {}
        with self.connections.reading() as connection:
            for file, *found in connection.execute("SELECT file, source, content_hash FROM documents ORDER BY file"):
                held.setdefault(file, []).append((found[0], found[1]))
        return {file: combined(file, hashes) for file, hashes in held.items()}

    def passages(self, passage_ids: Sequence[str]) -> tuple[Passage, ...]:
        """Return passages in the order of the ids given. Raises `NotInStore`."""
        found: dict[str, Passage] = {}
        with self.connections.reading() as connection:
            for group in grouped(passage_ids):
                rows = connection.execute(_PASSAGES_BY_ID, (as_list(group),))
                found.update((row[0], Passage(*row)) for row in rows)
        missing = [passage_id for passage_id in passage_ids if passage_id not in found]
        if missing:
            raise NotInStore(f"no passage {missing[0]!r} in this index ({len(missing)} of {len(passage_ids)} unknown)")
        return tuple(found[passage_id] for passage_id in passage_ids)

    def passages_of(self, document_id: str) -> tuple[Passage, ...]:
        """Return the passages of a document in text order."""
        with self.connections.reading() as connection:
            rows = connection.execute(f'{_PASSAGE} WHERE d.id = ? ORDER BY p."start"', (document_id,))
            return tuple(Passage(*row) for row in rows)

    def passage_ids(self, documents: Collection[str] | None = None) -> tuple[str, ...]:
        """Return every passage id in alphabetical order; `documents` keeps only the passages of those document ids."""
        with self.connections.reading() as connection:
            if documents is None:
                rows = connection.execute("SELECT id FROM passages ORDER BY id")
            else:
                rows = connection.execute(
                    "SELECT p.id FROM documents d JOIN passages p ON p.document = d.number "
                    "WHERE d.id IN (SELECT value FROM json_each(?)) ORDER BY p.id",
                    (as_list(documents),),
                )
            return tuple(row[0] for row in rows)

    def neighbours(self, passage: Passage) -> tuple[Passage | None, Passage | None]:
        """Return the passages just before and just after, in the same document."""
        before = f'{_PASSAGE} WHERE d.id = ? AND p."start" < ? ORDER BY p."start" DESC LIMIT 1'
        after = f'{_PASSAGE} WHERE d.id = ? AND p."start" > ? ORDER BY p."start" LIMIT 1'
        with self.connections.reading() as connection:
            rows = [
                connection.execute(query, (passage.document_id, passage.start)).fetchone() for query in (before, after)
            ]
        previous, following = (None if row is None else Passage(*row) for row in rows)
        return previous, following

    def vectors(self) -> tuple[tuple[str, ...], Vectors]:
        """Return every passage id and its vector (rows in the same order), ordered by passage id.

        Vectors are kept as float16 and normalised again here. Raises `StoreError` if a passage has none.
        """
        with self.connections.reading() as connection:
            rows = connection.execute(
                "SELECT p.id, v.vector FROM passages p LEFT JOIN vectors v ON v.text_hash = p.text_hash AND v.model = "
                "(SELECT m.number FROM models m JOIN meta ON meta.key = 'model' AND m.fingerprint = meta.value) "
                "ORDER BY p.id"
            ).fetchall()
            fingerprints = self.fingerprints()
        if fingerprints is None:
            return (), np.zeros((0, 0), dtype=np.float32)
        if any(vector is None for _, vector in rows):
            raise StoreError("passages without a vector in this index: run `interpoles rebuild`")
        data = np.frombuffer(b"".join(vector for _, vector in rows), dtype="<f2")
        return tuple(row[0] for row in rows), unit_rows(data.reshape(-1, fingerprints.dimension))

    def lexical(
        self, terms: Sequence[str], k: int, *, within: Collection[str] | None = None
    ) -> tuple[tuple[str, float], ...]:
        """Return up to `k` (passage id, BM25) pairs, best first, ties by id; `within` keeps only those passage ids."""
        if k <= 0:
            return ()
        with self.connections.reading() as connection:
            scores = postings.scores(connection, terms)
            if within is not None:
                kept = np.zeros(len(scores))
                numbers = _numbers(connection, within)
                kept[numbers] = scores[numbers]
                scores = kept
            candidates = np.flatnonzero(scores)
            if len(candidates) > k:
                least = np.partition(scores[candidates], len(candidates) - k)[len(candidates) - k]
                candidates = candidates[scores[candidates] >= least]
            ids = _ids(connection, [int(number) for number in candidates])
        found = [(passage_id, float(scores[number])) for number, passage_id in ids.items()]
        return tuple(sorted(found, key=lambda pair: (-pair[1], pair[0]))[:k])

    def document_frequencies(self, terms: Sequence[str]) -> Mapping[str, int]:
        """Return in how many passages each term occurs (0 for an unknown term)."""
        with self.connections.reading() as connection:
            return postings.frequencies(connection, terms)

    def terms_of_length(self, shortest: int, longest: int) -> tuple[str, ...]:
        """Return the terms of the passages with so many characters, sorted."""
        with self.connections.reading() as connection:
            return postings.terms_of_length(connection, shortest, longest)

    def passage_count(self) -> int:
        """Return the number of passages."""
        with self.connections.reading() as connection:
            return int(connection.execute("SELECT COALESCE(SUM(passages), 0) FROM blocks").fetchone()[0])

    def registered(self) -> dict[str, bool]:
        """Return the registered paths; False marks one that was removed from inside a registered folder."""
        with self.connections.reading() as connection:
            rows = connection.execute("SELECT path, included FROM registered ORDER BY path")
            return {path: bool(included) for path, included in rows}

    def registered_then(self) -> dict[str, bool]:
        """Return what was registered at the last synchronisation."""
        with self.connections.reading() as connection:
            row = connection.execute("SELECT value FROM meta WHERE key = 'registered'").fetchone()
            return {} if row is None else {path: bool(included) for path, included in json.loads(row[0]).items()}

    def files(self) -> dict[str, FileRecord]:
        """Return every file seen, by source, in the order of sources."""
        with self.connections.reading() as connection:
            rows = connection.execute(f"SELECT {FILE_COLUMNS} FROM files ORDER BY source")  # noqa: S608 constant
            return {row[0]: file_from_row(row) for row in rows}

    def coverage(self) -> dict[str, Coverage]:
        """Return what is held of every document, by source, without reading the texts."""
        with self.connections.reading() as connection:
            # The index is named because SQLite does not see that it holds the computed columns.
            rows = connection.execute(
                "SELECT d.source, d.id, d.title, d.characters, "
                "(SELECT COUNT(*) FROM passages p WHERE p.document = d.number), d.page_count, "
                "d.file FROM documents d INDEXED BY documents_overview ORDER BY d.source"
            )
            return {row[0]: Coverage(*row[1:]) for row in rows}

    def history(self) -> tuple[Synchronisation, ...]:
        """Return the synchronisations that changed something, the latest first."""
        with self.connections.reading() as connection:
            rows = connection.execute(
                "SELECT generation, started, seconds, new, changed, removed, unchanged, duplicates, failed, embedded, "
                "reused, passages, moved, kind, restored FROM history ORDER BY number DESC"
            )
            return tuple(replace(line, kind=Kind(line.kind)) for line in (Synchronisation(*row) for row in rows))

    def contents(self) -> int:
        """Return the first generation that held what the present one holds: an earlier one after a rollback."""
        with self.connections.reading() as connection:
            return replaced.contents(connection)

    def earlier(self) -> replaced.Earlier | None:
        """Return what a rollback would go back to, or None."""
        with self.connections.reading() as connection:
            return replaced.earlier(connection)


def unit_rows(vectors: npt.NDArray[np.float16]) -> Vectors:
    """Return float32 rows of L2 norm 1; a row of zeros stays as it is."""
    rows = np.ascontiguousarray(vectors, dtype=np.float32)
    norms = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(norms > 0, norms, 1.0), dtype=np.float32)


def _meta(connection: sqlite3.Connection, key: str) -> str:
    return str(connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()[0])


def _numbers(connection: sqlite3.Connection, passage_ids: Collection[str]) -> list[int]:
    numbers: list[int] = []
    for group in grouped(list(passage_ids)):
        query = "SELECT number FROM passages WHERE id IN (SELECT value FROM json_each(?))"
        numbers.extend(row[0] for row in connection.execute(query, (as_list(group),)))
    return numbers


def _ids(connection: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, str]:
    ids: dict[int, str] = {}
    for group in grouped(numbers):
        query = "SELECT number, id FROM passages WHERE number IN (SELECT value FROM json_each(?))"
        ids.update(connection.execute(query, (as_list(group),)))
    return ids
