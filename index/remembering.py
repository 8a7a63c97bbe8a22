"""An embedder that remembers the last questions: searching and reading embed the same one. Safe between threads."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock

import numpy as np

from index.contracts import Embedder, Vectors

_REMEMBERED = 256


class RememberingEmbedder:
    """An `Embedder` that embeds each of the last 256 questions once; passages go straight through."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._known: OrderedDict[str, Vectors] = OrderedDict()
        self._lock = Lock()

    @property
    def fingerprint(self) -> str:
        """Return the fingerprint of the embedder behind."""
        return self._embedder.fingerprint

    @property
    def dimension(self) -> int:
        """Return the number of columns of the vectors."""
        return self._embedder.dimension

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Embed texts that will be searched; nothing is remembered."""
        return self._embedder.embed_passages(texts)

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        """Embed texts that search, each once for as long as it is remembered."""
        with self._lock:
            rows = {text: self._known[text] for text in texts if text in self._known}
        unknown = [text for text in dict.fromkeys(texts) if text not in rows]
        if unknown:
            fresh = dict(zip(unknown, self._embedder.embed_questions(unknown), strict=True))
            rows |= fresh
            with self._lock:
                self._known.update(fresh)
                while len(self._known) > _REMEMBERED:
                    self._known.popitem(last=False)
        return np.stack([rows[text] for text in texts]) if texts else np.zeros((0, self.dimension), dtype=np.float32)
