"""How long searches take as the corpus grows: FAISS flat and HNSW, and BM25 over the persisted postings.

Run with `python -m tests.benchmarks.bench_search [SIZE ...]`; sizes are passages, 2,000, 20,000 and 100,000 by default.
Vectors are 384 columns drawn around topics in 48 dimensions, because plain Gaussian vectors make HNSW look far worse
than on any real embedding; texts are 60 words drawn by Zipf's law, so that a question's words differ in frequency.
The last lines compare three layouts of the postings on the same words: what a search reads and what a change rewrites.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from index import postings
from index.connections import connect
from index.contracts import Vectors
from index.lexical import BLOCK
from index.schema import migrate
from index.vectors import VectorIndex

Question = TypeVar("Question")
Found = TypeVar("Found")

SIZES = (2_000, 20_000, 100_000)
DIMENSION = 384
QUERIES = 100
K = 100
WORDS = 60
VOCABULARY = 60_000


def main(sizes: Sequence[int]) -> None:
    """Print one table for vectors, one for words."""
    print(f"{'passages':>9} {'index':>6} {'build s':>8} {'MB':>6} {'p50 ms':>7} {'p95 ms':>7} {'recall@100':>10}")
    for size in sizes:
        bench_vectors(size)
    print(f"\n{'passages':>9} {'layout':>16} {'fill s':>7} {'MB':>6} {'p50 ms':>7} {'p95 ms':>7} {'replace 20 ms':>13}")
    for size in sizes:
        bench_words(size)


def bench_vectors(size: int) -> None:
    """Build both indexes over the same vectors; exact search is the reference of the recall."""
    vectors, questions = topical_vectors(size)
    ids = tuple(f"{number:016x}" for number in range(size))
    truth: list[set[str]] = []
    for name, flat_limit in (("flat", size), ("hnsw", 0)):
        began = time.perf_counter()
        index = VectorIndex.build(ids, vectors, flat_limit=flat_limit)
        build = time.perf_counter() - began
        found, times = timed(partial(index.search, k=K), list(questions))
        sets = [{passage_id for passage_id, _ in hits} for hits in found]
        truth = truth or sets
        recall = np.mean([len(one & other) / K for one, other in zip(sets, truth, strict=True)])
        megabytes = (vectors.nbytes + (0 if name == "flat" else size * 64 * 4)) / 1e6
        print(f"{size:>9} {name:>6} {build:>8.2f} {megabytes:>6.0f} {percentiles(times)} {recall:>10.4f}")


def bench_words(size: int) -> None:
    """Fill each layout with the same texts, search it, and replace twenty passages."""
    texts, questions = zipf_texts(size)
    for layout in (Blocks(), Rows(), Lists()):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "words.sqlite3"
            connection = connect(path)
            layout.create(connection)
            began = time.perf_counter()
            for start in range(0, size, 4 * BLOCK):
                layout.add(connection, dict(enumerate(texts[start : start + 4 * BLOCK], start=start)))
            fill = time.perf_counter() - began
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            megabytes = path.stat().st_size / 1e6
            _, times = timed(partial(layout.search, connection), questions)
            numbers = list(range(size // 2, size // 2 + 20))
            began = time.perf_counter()
            layout.replace(connection, {number: texts[number] for number in numbers})
            change = (time.perf_counter() - began) * 1000
            connection.close()
        print(f"{size:>9} {layout.name:>16} {fill:>7.1f} {megabytes:>6.0f} {percentiles(times)} {change:>13.1f}")


class Blocks:
    """The layout in use: one row a (term, block of 1,024 passages)."""

    name = "term, block"

    def create(self, connection: sqlite3.Connection) -> None:
        migrate(connection)
        self._packed: dict[int, bytes] = {}

    def add(self, connection: sqlite3.Connection, texts: dict[int, list[str]]) -> None:
        connection.execute("BEGIN")
        self._packed.update(postings.add(connection, texts))
        connection.execute("COMMIT")

    def search(self, connection: sqlite3.Connection, terms: list[str]) -> None:
        np.argpartition(postings.scores(connection, terms), -K)

    def replace(self, connection: sqlite3.Connection, texts: dict[int, list[str]]) -> None:
        connection.execute("BEGIN")
        postings.remove(connection, {number: self._packed[number] for number in texts})
        postings.add(connection, texts)
        connection.execute("COMMIT")


class Rows:
    """One row a (term, passage)."""

    name = "term, passage"

    def create(self, connection: sqlite3.Connection) -> None:
        connection.execute(
            "CREATE TABLE entries (term TEXT, passage INTEGER, tf INTEGER, length INTEGER, PRIMARY KEY (term, passage)) "
            "WITHOUT ROWID"
        )
        self._size = 0

    def add(self, connection: sqlite3.Connection, texts: dict[int, list[str]]) -> None:
        rows = [
            (term, number, tf, len(terms)) for number, terms in texts.items() for term, tf in Counter(terms).items()
        ]
        self._size = max(self._size, *texts) + 1
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO entries VALUES (?, ?, ?, ?)", sorted(rows))
        connection.execute("COMMIT")

    def search(self, connection: sqlite3.Connection, terms: list[str]) -> None:
        scores = np.zeros(self._size)
        for term in terms:
            rows = connection.execute("SELECT passage, tf, length FROM entries WHERE term = ?", (term,)).fetchall()
            add_scores(scores, np.array(rows, dtype=np.int64).reshape(-1, 3))
        np.argpartition(scores, -K)

    def replace(self, connection: sqlite3.Connection, texts: dict[int, list[str]]) -> None:
        connection.execute("BEGIN")
        keys = [(term, number) for number, terms in texts.items() for term in set(terms)]
        connection.executemany("DELETE FROM entries WHERE term = ? AND passage = ?", keys)
        connection.execute("COMMIT")
        self.add(connection, texts)


class Lists:
    """One row a term."""

    name = "term"

    def create(self, connection: sqlite3.Connection) -> None:
        connection.execute("CREATE TABLE entries (term TEXT PRIMARY KEY, data BLOB) WITHOUT ROWID")
        self._size = 0

    def add(self, connection: sqlite3.Connection, texts: dict[int, list[str]]) -> None:
        added: dict[str, list[tuple[int, int, int]]] = {}
        for number, terms in texts.items():
            for term, tf in Counter(terms).items():
                added.setdefault(term, []).append((number, tf, len(terms)))
        self._size = max(self._size, *texts) + 1
        connection.execute("BEGIN")
        for term, entries in added.items():
            data = self._read(connection, term) + np.array(entries, dtype=np.uint32).tobytes()
            connection.execute("INSERT OR REPLACE INTO entries VALUES (?, ?)", (term, data))
        connection.execute("COMMIT")

    def search(self, connection: sqlite3.Connection, terms: list[str]) -> None:
        scores = np.zeros(self._size)
        for term in terms:
            add_scores(scores, np.frombuffer(self._read(connection, term), dtype=np.uint32).reshape(-1, 3))
        np.argpartition(scores, -K)

    def replace(self, connection: sqlite3.Connection, texts: dict[int, list[str]]) -> None:
        connection.execute("BEGIN")
        for term in {term for terms in texts.values() for term in terms}:
            entries = np.frombuffer(self._read(connection, term), dtype=np.uint32).reshape(-1, 3)
            kept = entries[~np.isin(entries[:, 0], list(texts))]
            connection.execute("INSERT OR REPLACE INTO entries VALUES (?, ?)", (term, kept.tobytes()))
        connection.execute("COMMIT")
        self.add(connection, texts)

    def _read(self, connection: sqlite3.Connection, term: str) -> bytes:
        row = connection.execute("SELECT data FROM entries WHERE term = ?", (term,)).fetchone()
        return bytes(row[0]) if row else b""


def add_scores(scores: npt.NDArray[np.float64], entries: npt.NDArray[np.int64] | npt.NDArray[np.uint32]) -> None:
    """Add the weights of one term to the scores; columns are passage, occurrences, length."""
    tf = entries[:, 1].astype(np.float64)
    scores[entries[:, 0]] += tf * 2.2 / (tf + 1.2 * (0.25 + 0.75 * entries[:, 2] / WORDS))


def topical_vectors(size: int) -> tuple[Vectors, Vectors]:
    """Return unit vectors of passages and of questions around 200 topics, always the same."""
    random = np.random.default_rng(20)
    topics = random.normal(size=(200, 48))
    project = random.normal(size=(48, DIMENSION)) / np.sqrt(48)

    def draw(count: int) -> Vectors:
        latent = topics[random.integers(200, size=count)] + 0.6 * random.normal(size=(count, 48))
        rows = (latent @ project).astype(np.float32)
        return np.ascontiguousarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)

    return draw(size), draw(QUERIES)


def zipf_texts(size: int) -> tuple[list[list[str]], list[list[str]]]:
    """Return texts of 60 words and questions of 5, drawn with frequency 1 / rank, the ten commonest words left out."""
    random = np.random.default_rng(21)
    weights = 1.0 / np.arange(10, VOCABULARY + 10)
    weights /= weights.sum()
    drawn = random.choice(VOCABULARY, size=(size, WORDS), p=weights)
    asked = random.choice(VOCABULARY, size=(QUERIES, 5), p=weights)
    return [[f"w{word}" for word in row] for row in drawn], [[f"w{word}" for word in row] for row in asked]


def timed(call: Callable[[Question], Found], questions: Sequence[Question]) -> tuple[list[Found], list[float]]:
    """Call with each question after one warming call; return the results and the milliseconds of each."""
    call(questions[0])
    results, times = [], []
    for question in questions:
        began = time.perf_counter()
        results.append(call(question))
        times.append((time.perf_counter() - began) * 1000)
    return results, times


def percentiles(times: Sequence[float]) -> str:
    """Return the median and the 95th percentile in two columns."""
    return f"{np.percentile(times, 50):>7.2f} {np.percentile(times, 95):>7.2f}"


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]] or SIZES)
