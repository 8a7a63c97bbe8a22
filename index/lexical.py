"""BM25 and the packed form of postings. Knows numbers and bytes; not SQL, and French only through `corpus.french`.

    score(q, p) = Σ_{t in q, once each}  idf(t) · tf · (k1 + 1) / (tf + k1 · (1 − b + b · length(p) / average length))
    idf(t)      = ln(1 + (N − n_t + 0.5) / (n_t + 0.5))                                   k1 = 1.2, b = 0.75

tf = occurrences of t in p, N = passages, n_t = passages with t, lengths in terms. Robertson and Zaragoza, "The
Probabilistic Relevance Framework: BM25 and Beyond", 2009, eq. 3.15; the idf with "1 +" is Lucene's, never negative.
Worked example: N = 2, n_t = 1, tf = 1, average length  →  ln 2 · 2.2 / 2.2 = 0.6931.
"""

from __future__ import annotations

import math
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from corpus.documents import Document, Passage

K1 = 1.2
B = 0.75

BLOCK = 1024
"""Passages a block. One row of postings holds the entries of one term in one block, so a change rewrites small rows."""

Entries: TypeAlias = npt.NDArray[np.uint16]
"""uint16, shape (n, 2): the slot of a passage in its block and the term's occurrences in it; slots are unique."""

Scores: TypeAlias = npt.NDArray[np.float64]
"""float64, one BM25 weight a passage."""

_ENTRY = np.dtype("<u2")
_WIDE = np.dtype("<u4")


def indexed_text(document: Document, passage: Passage) -> str:
    """Return what is embedded and what is searched by words: title, headings that are not the title, text."""
    return "\n".join(part for part in (*headings(document.title, passage.section), passage.text) if part)


def headings(title: str, section: str) -> list[str]:
    """Return a document's title and the headings of one of its section paths that are not the title."""
    return [title, *(part for part in section.split(" › ") if part != title)]


def inverse_document_frequency(passages: int, frequency: int) -> float:
    """Return the idf of a term that `frequency` of `passages` passages hold; see the formula above."""
    return math.log(1.0 + (passages - frequency + 0.5) / (frequency + 0.5))


def weights(
    occurrences: npt.NDArray[np.float64], lengths: npt.NDArray[np.float64], *, idf: float, average: float
) -> Scores:
    """Return one term's part of the score of each passage; `lengths` in terms, in the order of `occurrences`."""
    return idf * occurrences * (K1 + 1.0) / (occurrences + K1 * (1.0 - B + B * lengths / average))


def pack_entries(entries: Entries) -> bytes:
    """Return the little-endian bytes of postings, four an entry."""
    return entries.astype(_ENTRY).tobytes()


def unpack_entries(data: bytes) -> Entries:
    """Undo `pack_entries`; also reads several packed rows joined together."""
    return np.frombuffer(data, dtype=_ENTRY).reshape(-1, 2)


def pack_numbers(numbers: npt.NDArray[np.uint32]) -> bytes:
    """Return the little-endian bytes of numbers below 2**32."""
    return numbers.astype(_WIDE).tobytes()


def unpack_numbers(data: bytes) -> npt.NDArray[np.uint32]:
    """Undo `pack_numbers`. The array cannot be written to."""
    return np.frombuffer(data, dtype=_WIDE)
