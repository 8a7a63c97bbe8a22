"""A typed, deterministic embedder: a text is the sum of its words' hashed directions, so shared words mean nearness."""

from __future__ import annotations

import hashlib
import re
import time
import unicodedata
from collections.abc import Sequence

import numpy as np

from index.contracts import Vectors

_WORDS = re.compile(r"[^\W_]+")


class HashedWords:
    """Implements `Embedder` with 64 dimensions: each word adds ±1 at two places that its hash names.

    `passages_embedded` counts the texts given; `delay` seconds are slept for each batch of passages.
    """

    def __init__(self, fingerprint: str = "hashed-words-1", *, dimension: int = 64, delay: float = 0.0) -> None:
        self.fingerprint = fingerprint
        self.dimension = dimension
        self.delay = delay
        self.passages_embedded = 0

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        time.sleep(self.delay)
        self.passages_embedded += len(texts)
        return self._embed(texts)

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        return self._embed(texts)

    def _embed(self, texts: Sequence[str]) -> Vectors:
        rows = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in _WORDS.findall(_folded(text)):
                digest = hashlib.sha256(f"{self.fingerprint}\0{word}".encode()).digest()
                row[digest[0] % self.dimension] += 1.0 if digest[1] % 2 else -1.0
                row[digest[2] % self.dimension] += 1.0 if digest[3] % 2 else -1.0
        # A text without words, or whose words cancel out, points along the first axis.
        rows[np.linalg.norm(rows, axis=1) == 0.0, 0] = 1.0
        return np.ascontiguousarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))
