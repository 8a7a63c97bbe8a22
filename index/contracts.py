"""The seams of the index: what a hit is, and what an embedder and a store must offer. No implementation here."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

import numpy as np
import numpy.typing as npt

from corpus.documents import Document, Passage

Vectors: TypeAlias = npt.NDArray[np.float32]
"""float32, shape (n, dimension), C order, unit rows (L2 norm 1), in the order of the texts given."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The scores behind a fused score: cosine in [-1, 1] and BM25 >= 0; None where that search did not return it."""

    dense: float | None
    lexical: float | None


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found for a question. `score` is the fused score in [0, 1], larger is better; `rank` starts at 1."""

    document: Document
    passage: Passage
    score: float
    rank: int
    parts: Parts


class Embedder(Protocol):
    """Turns texts into unit vectors. Prefixes that the model needs are the embedder's own business."""

    @property
    def fingerprint(self) -> str:
        """Name the model, its weights, prefixes and dimension: two embedders with one fingerprint are interchangeable."""

    @property
    def dimension(self) -> int:
        """Return the number of columns of the vectors."""

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Embed texts that will be searched."""

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        """Embed texts that search."""


class Store(Protocol):
    """What retrieval reads: one consistent generation of documents, passages, vectors and lexical postings."""

    @property
    def generation(self) -> int:
        """Return the number of the last synchronisation that changed something; 0 for an empty store."""

    def documents(self) -> tuple[Document, ...]:
        """Return every document, ordered by source."""

    def document(self, document_id: str) -> Document:
        """Return one document. Raises `NotInStore`."""

    def passages(self, passage_ids: Sequence[str]) -> tuple[Passage, ...]:
        """Return passages in the order of the ids given. Raises `NotInStore`."""

    def passages_of(self, document_id: str) -> tuple[Passage, ...]:
        """Return the passages of a document in text order."""

    def vectors(self) -> tuple[tuple[str, ...], Vectors]:
        """Return every passage id and its vector (rows in the same order), ordered by passage id."""

    def lexical(
        self, terms: Sequence[str], k: int, *, within: Collection[str] | None = None
    ) -> tuple[tuple[str, float], ...]:
        """Return up to `k` (passage id, BM25) pairs, best first, ties by id; `within` keeps only those passage ids."""

    def document_frequencies(self, terms: Sequence[str]) -> Mapping[str, int]:
        """Return in how many passages each term occurs (0 for an unknown term)."""

    def terms_of_length(self, shortest: int, longest: int) -> tuple[str, ...]:
        """Return the terms of the passages with so many characters, sorted."""

    def passage_count(self) -> int:
        """Return the number of passages."""


class Retriever(Protocol):
    """Finds the passages nearest to a question."""

    def search(self, query: str, k: int = 10, *, documents: Collection[str] | None = None) -> tuple[Hit, ...]:
        """Return up to `k` hits, best first; `documents` keeps only those document ids."""
