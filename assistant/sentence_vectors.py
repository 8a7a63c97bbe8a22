"""Sentence vectors: how near each candidate is in meaning. Remembers what it embedded; embeds only the promising rest."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock

import numpy as np
import numpy.typing as npt

from assistant.evidence import Candidate
from assistant.targets import Target, coverage
from index.contracts import Embedder

_REMEMBERED = 20_000
_NEW_A_QUESTION = 16
"""Sentences embedded for one question at most: keeps a first answer fast; the others take their passage's cosine."""


class SentenceVectors:
    """Cosines of sentences to a question, from a bounded memory of sentence vectors. Safe between threads."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._known: OrderedDict[str, npt.NDArray[np.float32]] = OrderedDict()
        self._lock = Lock()

    def cosines(self, question: str, candidates: Sequence[Candidate], target: Target) -> tuple[float, ...]:
        """Return one cosine in [-1, 1] a candidate, in order."""
        if not candidates:
            return ()
        with self._lock:
            missing = [
                (-coverage(target, candidate.line.facts, candidate.context), position)
                for position, candidate in enumerate(candidates)
                if candidate.line.text not in self._known
            ]
            texts = list(
                dict.fromkeys(candidates[position].line.text for _, position in sorted(missing)[:_NEW_A_QUESTION])
            )
            if texts:
                for text, vector in zip(texts, self._embedder.embed_passages(texts), strict=True):
                    self._known[text] = vector
            vectors = [self._known.get(candidate.line.text) for candidate in candidates]
            while len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
        asked = self._embedder.embed_questions([question])[0]
        return tuple(
            float(vector @ asked) if vector is not None else (candidate.hit.parts.dense or 0.7) - 0.02
            for vector, candidate in zip(vectors, candidates, strict=True)
        )
