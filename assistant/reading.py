"""The reader: the words of a passage that answer a question, and whether any do. Does not choose passages or sentences.

Its network is trained by `assistant.training.train_reader`; `assistant/reader/README.md` says on what and how well.
"""

from __future__ import annotations

import math
import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from torch import Tensor
    from transformers.models.bert import BertModel

    from assistant.span_network import SpanNetwork, Window
    from index.contracts import Embedder
    from index.embedding import SentenceTransformerEmbedder
    from index.tokenizing import UnigramTokenizer

WEIGHTS = Path(__file__).with_name("reader") / "reader.safetensors"

_BATCH = 3
_BEST = 3
_LONGEST = 40
_MEMORY = 320 * 2**20
"""Bytes of states remembered: those of some 2,000 passages of the usual length."""

TokenScore: TypeAlias = tuple[int, int, float, float]
"""(start, end, start score, end score): a token's characters, and its logits less those of "no answer"."""


class ReaderError(Exception):
    """The weights of the reader are missing or are not those of its network."""


@dataclass(frozen=True, slots=True)
class ReadSpan:
    """A candidate answer: half-open character offsets in the passage, and its score (see `Reading`)."""

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What a passage has to say to a question.

    `start` and `end` are the offsets of the best span in the passage, equal where the passage has no words. `score` is
    its start logit plus end logit less those of "no answer": above 0 the reader rather sees an answer; not bounded.
    `no_answer` is the probability, in [0, 1], that the passage does not answer. `spans` are the best ones, apart from
    each other, best first.
    """

    start: int
    end: int
    score: float
    no_answer: float
    spans: tuple[ReadSpan, ...]
    tokens: tuple[TokenScore, ...] = field(repr=False, default=())

    def score_within(self, start: int, end: int) -> float:
        """Return the score of the best span inside the characters `start` to `end`; minus infinity where no token is."""
        inside = self._inside(start, end)
        starts = accumulate((token[2] for token in inside), max)
        return max((best + token[3] for best, token in zip(starts, inside, strict=True)), default=-math.inf)

    def probability_within(self, start: int, end: int) -> float:
        """Return the probability, in [0, 1], that the answer is a span inside the characters `start` to `end`."""
        return _mass(self._inside(start, end)) / (1 + _mass(self.tokens))

    def _inside(self, start: int, end: int) -> list[TokenScore]:
        return [token for token in self.tokens if start <= token[0] and token[1] <= end]


class SpanReader:
    """Reads passages for a question. Loads at its first use; safe to share between threads."""

    def __init__(self, embedder: SentenceTransformerEmbedder, weights: Path = WEIGHTS) -> None:
        self._embedder = embedder
        self._weights = weights
        self._lock = threading.RLock()
        self._loaded: tuple[BertModel, UnigramTokenizer, SpanNetwork] | None = None
        self._states: OrderedDict[tuple[int, ...], Tensor] = OrderedDict()
        self._held = 0

    @classmethod
    def from_bundled(cls, embedder: Embedder | None = None, weights: Path = WEIGHTS) -> SpanReader:
        """Return the reader over the embedded encoder; it takes that of `embedder`, if it is the bundled one, as its own.

        Sharing saves loading the word embeddings and the lower layers twice.
        """
        from index.bundled import bundled_embedder, is_bundled

        return cls(embedder if embedder is not None and is_bundled(embedder) else bundled_embedder(), weights)

    def load(self) -> None:
        """Load what `read` needs. Raises `ReaderError`, or `EmbeddingError` from the encoder."""
        self._parts()

    def prepare(self, passages: Sequence[str], contexts: Sequence[str] = ()) -> bool:
        """Remember passages, so that reading them is faster from then on; tell whether there is room for more.

        The arguments are those of `read`. Raises `ReaderError`, or `EmbeddingError` from the encoder.
        """
        import torch

        with self._lock, torch.inference_mode():
            _, tokenizer, _ = self._parts()
            self._lower([window.ids for window in _cut(tokenizer, passages, contexts)])
            return self._held < 0.9 * _MEMORY

    def read(self, question: str, passages: Sequence[str], contexts: Sequence[str] = ()) -> tuple[Reading, ...]:
        """Return one reading a passage, in order. The states of recent passages are remembered.

        `contexts` holds, for each passage, the title and headings that it stands under; they hold no answers.
        """
        import torch

        from assistant.span_network import join, question_ids
        from index.encoder import matrix_type

        if not passages:
            return ()
        with self._lock, torch.inference_mode():
            encoder, tokenizer, network = self._parts()
            cut = _cut(tokenizer, passages, contexts)
            asked, *states = self._lower([question_ids(tokenizer, question), *(window.ids for window in cut)])
            tokens: list[dict[tuple[int, int], TokenScore]] = [{} for _ in passages]
            # Small batches of similar lengths: less is computed for padding.
            ordered = sorted(zip(cut, states, strict=True), key=lambda pair: len(pair[1]))
            for first in range(0, len(ordered), _BATCH):
                batch = ordered[first : first + _BATCH]
                joined = join([asked] * len(batch), [state for _, state in batch])
                with torch.autocast("cpu", dtype=torch.bfloat16, enabled=matrix_type(encoder) is torch.bfloat16):
                    logits = network(*joined)[:, len(asked) :]
                for (window, _), relative in zip(batch, logits - logits[:, :1], strict=True):
                    _gather(tokens[window.passage], window.offsets, relative.tolist())
        return tuple(_reading(tuple(sorted(found.values()))) for found in tokens)

    def _parts(self) -> tuple[BertModel, UnigramTokenizer, SpanNetwork]:
        with self._lock:
            if self._loaded is None:
                from assistant.span_network import SpanNetwork
                from index.bundled import encoder_of

                encoder, tokenizer = encoder_of(self._embedder)
                self._loaded = encoder, tokenizer, SpanNetwork.from_file(self._weights, encoder)
            return self._loaded

    def _lower(self, sequences: list[list[int]]) -> list[Tensor]:
        """Return the lower states of the sequences, computing only those that are not remembered."""
        from assistant.span_network import lower_states

        encoder, _, _ = self._parts()
        keys = [tuple(sequence) for sequence in sequences]
        missing = sorted({key for key in keys if key not in self._states}, key=len)
        fresh: dict[tuple[int, ...], Tensor] = {}
        for first in range(0, len(missing), _BATCH):
            batch = missing[first : first + _BATCH]
            fresh.update(zip(batch, lower_states(encoder, [list(key) for key in batch]), strict=True))
        result = [fresh[key] if key in fresh else self._states[key] for key in keys]
        for key, state in zip(keys, result, strict=True):
            if key not in self._states:
                self._held += state.nbytes
            self._states[key] = state
            self._states.move_to_end(key)
        while self._held > _MEMORY:
            _, dropped = self._states.popitem(last=False)
            self._held -= dropped.nbytes
        return result


def _cut(tokenizer: UnigramTokenizer, passages: Sequence[str], contexts: Sequence[str]) -> list[Window]:
    """Return the windows of the passages, each with the number of its passage."""
    from assistant.span_network import windows

    above = contexts or [""] * len(passages)
    return [
        window
        for number, (text, context) in enumerate(zip(passages, above, strict=True))
        for window in windows(tokenizer, text, number, context)
    ]


def _gather(
    found: dict[tuple[int, int], TokenScore], offsets: Sequence[tuple[int, int]], scores: Sequence[Sequence[float]]
) -> None:
    """Add a window's token scores; where windows overlap, the higher score stays."""
    for (start, end), (first, last) in zip(offsets, scores, strict=False):
        if start >= 0:
            _, _, known_first, known_last = found.get((start, end), (start, end, -math.inf, -math.inf))
            found[start, end] = (start, end, max(first, known_first), max(last, known_last))


def _reading(tokens: tuple[TokenScore, ...]) -> Reading:
    spans = _best_spans(tokens)
    best = spans[0] if spans else ReadSpan(0, 0, -math.inf)
    return Reading(best.start, best.end, best.score, 1 / (1 + _mass(tokens)), spans, tokens)


def _best_spans(tokens: tuple[TokenScore, ...]) -> tuple[ReadSpan, ...]:
    """Return the best spans of at most 40 tokens, none overlapping a better one, best first."""
    if not tokens:
        return ()
    starts, ends = (np.array(column, dtype=np.float32) for column in list(zip(*tokens, strict=True))[2:])
    length = np.arange(len(tokens))[None, :] - np.arange(len(tokens))[:, None]
    sums = np.where((length >= 0) & (length < _LONGEST), starts[:, None] + ends[None, :], -np.inf)
    found: list[ReadSpan] = []
    while len(found) < _BEST and sums.max() > -np.inf:
        first, last = divmod(int(sums.argmax()), len(tokens))
        found.append(ReadSpan(tokens[first][0], tokens[last][1], float(sums[first, last])))
        sums[: last + 1, first:] = -np.inf
    return tuple(found)


def _mass(tokens: Sequence[TokenScore]) -> float:
    """Return the sum over all spans of exp(start + end), where "no answer" weighs 1."""
    starts = accumulate(math.exp(token[2]) for token in tokens)
    return sum(mass * math.exp(token[3]) for mass, token in zip(starts, tokens, strict=True))
