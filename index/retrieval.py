"""Hybrid retrieval: cosine and BM25, each scaled to [0, 1] over the candidates, then averaged. Does not know answers.

    score(p) = α · scaled(cosine(p)) + (1 − α) · scaled(BM25(p))        scaled(x) = (x − min) / (max − min), α = 0.5

over the union of the best 100 passages of each search; the scores that one search did not return are computed exactly.
Convex fusion after Bruch, Gai and Ingber, "An Analysis of Fusion Functions for Hybrid Retrieval", arXiv:2210.11934.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from corpus.documents import Document, Passage
from corpus.french import terms
from index.contracts import Embedder, Hit, Parts, Store
from index.fingerprints import Fingerprints, french_version, require_same
from index.vectors import VectorIndex, VectorIndexes

CANDIDATES = 100
ALPHA = 0.5

_CAPITALS = 0.6
_FEWEST_LETTERS = 8


class SearchableStore(Store, Protocol):
    """What hybrid retrieval needs besides `Store`: reads of one generation, and where to keep derived files."""

    @property
    def home(self) -> Path:
        """Return the folder for derived files."""

    @property
    def identity(self) -> str:
        """Return a name that another database does not have."""

    def reading(self) -> AbstractContextManager[int]:
        """Hold one generation for this thread inside the block, and yield its number."""

    def fingerprints(self) -> Fingerprints | None:
        """Return what the store was built with; None before the first synchronisation."""

    def passage_ids(self, documents: Collection[str] | None = None) -> tuple[str, ...]:
        """Return the passage ids, of these documents only if given, in alphabetical order."""

    def neighbours(self, passage: Passage) -> tuple[Passage | None, Passage | None]:
        """Return the passages just before and just after, in the same document."""


class HybridRetriever:
    """Implements `Retriever`. Follows the store: a search after a synchronisation sees the new generation."""

    def __init__(
        self,
        store: SearchableStore,
        embedder: Embedder,
        *,
        alpha: float = ALPHA,
        candidates: int = CANDIDATES,
        analyse: Callable[[str], Sequence[str]] = terms,
    ) -> None:
        self._store = store
        self._embedder = embedder
        self._alpha = alpha
        self._candidates = candidates
        self._analyse = analyse
        self._indexes = VectorIndexes(store.home)
        self._checked = 0

    def search(self, query: str, k: int = 10, *, documents: Collection[str] | None = None) -> tuple[Hit, ...]:
        """Return up to `k` hits, best first, ties by passage id; `documents` keeps only those document ids.

        Raises `StoreMismatch` when the store was built with another model or French analysis.
        """
        return self._search(query, k, self._alpha, documents)

    def dense(self, query: str, k: int = 10, *, documents: Collection[str] | None = None) -> tuple[Hit, ...]:
        """Return the hits of the embedding alone; `score` is the cosine scaled over the candidates."""
        return self._search(query, k, 1.0, documents)

    def lexical(self, query: str, k: int = 10, *, documents: Collection[str] | None = None) -> tuple[Hit, ...]:
        """Return the hits of BM25 alone; `score` is BM25 scaled over the candidates."""
        return self._search(query, k, 0.0, documents)

    def neighbours(self, passage: Passage) -> tuple[Passage | None, Passage | None]:
        """Return the passages just before and just after, in the same document."""
        return self._store.neighbours(passage)

    def _search(self, query: str, k: int, alpha: float, documents: Collection[str] | None) -> tuple[Hit, ...]:
        if not query.strip() or k <= 0:
            return ()
        with self._store.reading() as generation:
            if self._store.passage_count() == 0:
                return ()
            self._require_same(generation)
        # Embed outside the read: it takes longer than all the rest.
        vector = self._embedder.embed_questions([readable(query)])[0]
        query_terms = self._analyse(unicodedata.normalize("NFC", query))
        with self._store.reading() as generation:
            self._require_same(generation)
            index = self._indexes.at(generation, self._store)
            within = None if documents is None else self._store.passage_ids(documents)
            return self._fuse(index, vector, query_terms, k, alpha, within)

    def _fuse(
        self,
        index: VectorIndex,
        vector: npt.NDArray[np.float32],
        query_terms: Sequence[str],
        k: int,
        alpha: float,
        within: Collection[str] | None,
    ) -> tuple[Hit, ...]:
        # Find the candidates of each search that counts.
        depth = max(self._candidates, k)
        nearest = index.search(vector, depth, within=within) if alpha > 0 else ()
        matching = self._store.lexical(query_terms, depth, within=within) if alpha < 1 else ()
        union = sorted({passage_id for passage_id, _ in (*nearest, *matching)})
        if not union:
            return ()
        # Compute the scores that one search did not return.
        cosines = dict(zip(union, index.scores(vector, union), strict=True))
        weights = dict(matching)
        unknown = [passage_id for passage_id in union if passage_id not in weights]
        weights.update(self._store.lexical(query_terms, len(unknown), within=unknown))
        # Scale, average, and keep the best.
        dense = _scaled([cosines[passage_id] for passage_id in union])
        lexical = _scaled([weights.get(passage_id, 0.0) for passage_id in union])
        scores = alpha * dense + (1.0 - alpha) * lexical
        best = sorted(zip((-scores).tolist(), union, strict=True))[:k]
        return self._hits([(passage_id, -score) for score, passage_id in best], cosines, weights)

    def _hits(
        self, best: Sequence[tuple[str, float]], cosines: dict[str, float], weights: dict[str, float]
    ) -> tuple[Hit, ...]:
        passages = self._store.passages([passage_id for passage_id, _ in best])
        documents: dict[str, Document] = {}
        hits = []
        for rank, (passage, (passage_id, score)) in enumerate(zip(passages, best, strict=True), start=1):
            if passage.document_id not in documents:
                documents[passage.document_id] = self._store.document(passage.document_id)
            parts = Parts(cosines[passage_id], weights.get(passage_id))
            hits.append(Hit(documents[passage.document_id], passage, min(max(score, 0.0), 1.0), rank, parts))
        return tuple(hits)

    def _require_same(self, generation: int) -> None:
        if generation == self._checked:
            return
        stored = self._store.fingerprints()
        if stored is not None:
            # An index cut by another splitter still answers; the next synchronisation asks for a rebuild.
            french = french_version(self._analyse)
            require_same(
                stored, Fingerprints(self._embedder.fingerprint, self._embedder.dimension, stored.splitter, french)
            )
        self._checked = generation


def readable(question: str) -> str:
    """Return the question in NFC with single spaces; in lower case if mostly capitals, which spoil embeddings."""
    text = " ".join(unicodedata.normalize("NFC", question).split())
    letters = [character for character in text if character.isalpha()]
    capitals = sum(character.isupper() for character in letters)
    if len(letters) >= _FEWEST_LETTERS and capitals > _CAPITALS * len(letters):
        return text.lower()
    return text


def _scaled(values: Sequence[float]) -> npt.NDArray[np.float64]:
    """Return values scaled to [0, 1]; equal values become 1 if positive, else 0."""
    array = np.array(values, dtype=np.float64)
    least, most = array.min(), array.max()
    if most == least:
        return np.full(len(array), 1.0 if most > 0 else 0.0)
    return np.asarray((array - least) / (most - least))
