"""Sentence vectors: how near the promising candidates are in meaning. Remembers what it embedded.

What was asked before changes how fast an answer comes, never the answer.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from threading import Lock

import numpy as np
import numpy.typing as npt

from assistant.evidence import Candidate
from assistant.targets import Target, coverage
from index.contracts import Embedder

_REMEMBERED = 20_000
_EMBEDDED = 20
"""Sentences compared one by one for a question: keeps a first answer fast; the others take their passage's cosine."""


class SentenceVectors:
    """Cosines of sentences to a question, from a bounded memory of sentence vectors. Safe between threads."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._known: OrderedDict[str, npt.NDArray[np.float32]] = OrderedDict()
        self._lock = Lock()

    def prepare(self, texts: Iterable[str]) -> None:
        """Embed sentences before anybody asks, as many as there is room for."""
        with self._lock:
            missing = [text for text in dict.fromkeys(texts) if text not in self._known]
            missing = missing[: max(_REMEMBERED - len(self._known), 0)]
            if missing:
                self._known.update(zip(missing, self._embedder.embed_passages(missing), strict=True))

    def cosines(self, question: str, candidates: Sequence[Candidate], target: Target) -> tuple[float, ...]:
        """Return one cosine in [-1, 1] a candidate, in order."""
        if not candidates:
            return ()
        ranked = sorted(
            range(len(candidates)), key=lambda n: (-coverage(target, candidates[n].facts, candidates[n].context), n)
        )
        promising = dict.fromkeys(candidates[position].line.text for position in ranked[:_EMBEDDED])
        with self._lock:
            missing = [text for text in promising if text not in self._known]
            if missing:
                for text, vector in zip(missing, self._embedder.embed_passages(missing), strict=True):
                    self._known[text] = vector
            chosen = {text: self._known[text] for text in promising}
            while len(self._known) > _REMEMBERED:
                self._known.popitem(last=False)
        vectors = [chosen.get(candidate.line.text) for candidate in candidates]
        asked = self._embedder.embed_questions([question])[0]
        return tuple(
            float(vector @ asked) if vector is not None else (candidate.hit.parts.dense or 0.7) - 0.02
            for vector, candidate in zip(vectors, candidates, strict=True)
        )
