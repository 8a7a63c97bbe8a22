"""Nearest vectors with FAISS, and the snapshot file that spares building the index again. Only here is FAISS known.

Everything here is derived: the snapshot `vectors-<generation>.faiss` and its `.json` beside it (checksums, generation,
store) can be deleted at any time, and are written again from the vectors of the store.

FAISS is imported on first use, never at import time: on macOS, torch must be imported before it, or the process crashes
(sentence-transformers, GitHub #2291). An embedder that uses torch must therefore be loaded before the first search.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import threading
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from index.contracts import Vectors

logger = logging.getLogger(__name__)

FLAT_LIMIT = 200_000
"""Above this many vectors the index is an HNSW graph. From `python -m tests.benchmarks.bench_search` on two busy cores:
exact search costs 4 ms of processor time for 50,000 vectors of 384 columns and is ready at once; a graph answers in under
1 ms, but is built anew after each synchronisation, 11 s for 20,000 vectors and 84 s for 100,000. Up to the limit, an exact
search costs no more than embedding the question (10 to 30 ms)."""

_HNSW_NEIGHBOURS = 32
_HNSW_BUILD = 128
_HNSW_SEARCH = 256
_ROWS_AT_ONCE = 4096
_SPARE = 32
"""More neighbours are asked for than wanted, so that equal scores at the end are ordered by id, not by FAISS."""


class VectorSource(Protocol):
    """What the index is derived from: one generation of a store."""

    @property
    def identity(self) -> str:
        """Return a name that another database does not have."""

    def passage_ids(self) -> tuple[str, ...]:
        """Return every passage id in alphabetical order."""

    def vectors(self) -> tuple[tuple[str, ...], Vectors]:
        """Return every passage id and its vector, ordered by passage id."""


@dataclass(frozen=True, slots=True)
class _Label:
    """What a snapshot claims to be; `ids` and `file` are SHA-256 digests."""

    store: str
    generation: int
    dimension: int
    flat_limit: int
    ids: str
    file: str


class VectorIndex:
    """The passages of one generation, searched by cosine. Immutable, so that any number of threads may share it."""

    def __init__(self, ids: tuple[str, ...], index: Any, matrix: Vectors) -> None:
        self.ids = ids
        self._index = index
        self._matrix = matrix
        self._rows = {passage_id: row for row, passage_id in enumerate(ids)}

    @classmethod
    def build(cls, ids: tuple[str, ...], vectors: Vectors, *, flat_limit: int = FLAT_LIMIT) -> VectorIndex:
        """Index unit vectors, given in the order of `ids`."""
        index = _empty(vectors.shape[1], exact=len(ids) <= flat_limit)
        index.add(np.ascontiguousarray(vectors, dtype=np.float32))
        return cls(ids, index, _matrix_of(index))

    def __len__(self) -> int:
        return len(self.ids)

    def search(
        self, vector: npt.NDArray[np.float32], k: int, *, within: Collection[str] | None = None
    ) -> tuple[tuple[str, float], ...]:
        """Return up to `k` (passage id, cosine) pairs, best first, ties by id; exact inside the filter `within`.

        The question is normalised here. Approximate only without a filter and above the flat limit.
        """
        if k <= 0 or not self.ids:
            return ()
        if within is None:
            wanted = min(k + _SPARE, len(self.ids))
            with _one_thread():
                _, found = self._index.search(_unit(vector)[np.newaxis], wanted)
            rows = found[0][found[0] >= 0]
        else:
            rows = np.array(sorted(self._rows[i] for i in within if i in self._rows), dtype=np.int64)
        scores = self._exact(vector, rows)
        # Rows are in the order of ids, so a stable sort on the score leaves ties in that order.
        rows, scores = _by_row(rows, scores)
        best = np.argsort(-scores, kind="stable")[:k]
        return tuple((self.ids[rows[place]], float(scores[place])) for place in best)

    def scores(self, vector: npt.NDArray[np.float32], passage_ids: Sequence[str]) -> tuple[float, ...]:
        """Return the exact cosine of each passage, in [-1, 1], in the order given."""
        rows = np.array([self._rows[passage_id] for passage_id in passage_ids], dtype=np.int64)
        return tuple(self._exact(vector, rows).tolist())

    def _exact(self, vector: npt.NDArray[np.float32], rows: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
        if not len(rows):
            return np.zeros(0)
        # In float64, row by row, so that a score does not depend on which other rows are scored with it.
        unit = _unit(vector).astype(np.float64)
        parts = [
            np.einsum("ij,j->i", self._matrix[rows[start : start + _ROWS_AT_ONCE]].astype(np.float64), unit)
            for start in range(0, len(rows), _ROWS_AT_ONCE)
        ]
        return np.asarray(np.clip(np.concatenate(parts), -1.0, 1.0))


class VectorIndexes:
    """Gives the index of a generation: from memory, else from the snapshot, else built from the store's vectors."""

    def __init__(self, home: Path | None, *, flat_limit: int = FLAT_LIMIT) -> None:
        self._home = home
        self._flat_limit = flat_limit
        self._lock = threading.Lock()
        self._recent: dict[int, VectorIndex] = {}

    def at(self, generation: int, source: VectorSource) -> VectorIndex:
        """Return the index of the generation that `source` shows now. Two generations are kept in memory at most."""
        with self._lock:
            index = self._recent.get(generation)
            if index is None:
                # A reader that began before the last synchronisation may ask for an older one: it gets it, unkept.
                index = self._recent[generation] = self._load(generation, source)
                for old in sorted(self._recent)[:-2]:
                    del self._recent[old]
            return index

    def _load(self, generation: int, source: VectorSource) -> VectorIndex:
        if self._home is not None:
            found = read_snapshot(self._home, generation, source, flat_limit=self._flat_limit)
            if found is not None:
                return found
        ids, vectors = source.vectors()
        index = VectorIndex.build(ids, vectors, flat_limit=self._flat_limit)
        if self._home is not None and ids and generation >= max(self._recent, default=0):
            write_snapshot(self._home, generation, source.identity, index, flat_limit=self._flat_limit)
        return index


def read_snapshot(home: Path, generation: int, source: VectorSource, *, flat_limit: int) -> VectorIndex | None:
    """Return the index in a snapshot, or None if it is missing, damaged, or not of this generation of this store."""
    import faiss

    path = home / f"vectors-{generation}.faiss"
    try:
        data = path.read_bytes()
        label = _Label(**json.loads(path.with_suffix(".json").read_bytes()))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError) as error:
        logger.warning("the snapshot %s cannot be read (%s): building it again", path, error)
        return None
    ids = source.passage_ids()
    expected = _Label(source.identity, generation, label.dimension, flat_limit, _digest_ids(ids), _digest(data))
    if label != expected:
        logger.warning("the snapshot %s is damaged or of another store: building it again", path)
        return None
    index = faiss.deserialize_index(np.frombuffer(data, dtype=np.uint8))
    if hasattr(index, "hnsw"):
        index.hnsw.efSearch = _HNSW_SEARCH
    return VectorIndex(ids, index, _matrix_of(index))


def write_snapshot(home: Path, generation: int, identity: str, index: VectorIndex, *, flat_limit: int) -> None:
    """Write the snapshot of a generation and delete the others. A home that cannot be written to is only logged."""
    import faiss

    path = home / f"vectors-{generation}.faiss"
    data = faiss.serialize_index(index._index).tobytes()
    dimension = index._matrix.shape[1]
    label = _Label(identity, generation, dimension, flat_limit, _digest_ids(index.ids), _digest(data))
    try:
        _write_atomically(path, data)
        _write_atomically(path.with_suffix(".json"), json.dumps(asdict(label)).encode())
    except OSError as error:
        logger.warning("the snapshot %s could not be written (%s): the next start builds it again", path, error)
        return
    for other in (*home.glob("vectors-*.faiss"), *home.glob("vectors-*.json")):
        if other.stem != path.stem:
            with suppress(OSError):  # another process may be reading or deleting it
                other.unlink()


def _empty(dimension: int, *, exact: bool) -> Any:
    import faiss

    if exact:
        return faiss.IndexFlatIP(dimension)
    index = faiss.IndexHNSWFlat(dimension, _HNSW_NEIGHBOURS, faiss.METRIC_INNER_PRODUCT)
    index.hnsw.efConstruction = _HNSW_BUILD
    index.hnsw.efSearch = _HNSW_SEARCH
    return index


@contextmanager
def _one_thread() -> Iterator[None]:
    """Search on the calling thread only: for one question, waiting for others costs five times the search itself."""
    import faiss

    threads = faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(1)
    try:
        yield
    finally:
        faiss.omp_set_num_threads(threads)


def _matrix_of(index: Any) -> Vectors:
    """Return the vectors inside a FAISS index without copying; they live as long as the index does."""
    import faiss

    if not index.ntotal:
        return np.zeros((0, index.d), dtype=np.float32)
    flat: Any = faiss.downcast_index(index.storage if hasattr(index, "hnsw") else index)
    matrix: Vectors = faiss.rev_swig_ptr(flat.get_xb(), index.ntotal * index.d).reshape(index.ntotal, index.d)
    return matrix


def _by_row(
    rows: npt.NDArray[np.int64], scores: npt.NDArray[np.float64]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
    order = np.argsort(rows)
    return rows[order], scores[order]


def _unit(vector: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    norm = float(np.linalg.norm(vector))
    return (vector / norm if norm else vector).astype(np.float32)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _digest_ids(ids: tuple[str, ...]) -> str:
    return _digest("\n".join(ids).encode())


def _write_atomically(path: Path, data: bytes) -> None:
    """Write beside the file, flush to the disk, then rename: a reader sees the old file or the new one, whole."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}-{threading.get_ident()}.tmp")
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
