"""Marking facts: a network over the embedded encoder marks who plays which part in what a document states.

Its network is trained by `assistant.training.train_marker`; `assistant/marker/README.md` says on what and how well.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from math import sqrt
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.reading import ReaderError
from corpus.documents import Document
from corpus.marks import PARTS, Mark, MarkingError, Role, Told
from index.embedding import EmbeddingError

if TYPE_CHECKING:
    from torch import Tensor
    from transformers.models.bert import BertModel

    from assistant.fact_network import FactNetwork
    from index.contracts import Embedder
    from index.embedding import SentenceTransformerEmbedder
    from index.tokenizing import UnigramTokenizer

WEIGHTS = Path(__file__).with_name("marker") / "marker.safetensors"
ROLES = tuple(Role)
"""The kinds of span of the network, in the order of its outputs."""

_BATCH = 2
_LEAST = 0.2
"""Marks and links below are not told."""
_LONGEST = 24
_NEARLY = 0.5
"""A mark ends at the first token that is nearly as likely an end as any: further on ends another one. Events have long names."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A mark and the token that it begins at."""

    mark: Mark
    token: int


class NetworkMarker:
    """Marks documents with the trained network. Loads at its first use; safe to share between threads."""

    def __init__(self, embedder: SentenceTransformerEmbedder, weights: Path = WEIGHTS) -> None:
        self._embedder = embedder
        self._weights = weights
        self._lock = threading.Lock()
        self._loaded: tuple[BertModel, UnigramTokenizer, FactNetwork] | None = None

    @classmethod
    def from_bundled(cls, embedder: Embedder, weights: Path = WEIGHTS) -> NetworkMarker:
        """Return the marker over the embedded encoder; it takes that of `embedder`, if it is the bundled one, as its own."""
        from index.bundled import bundled_embedder, is_bundled

        return cls(embedder if is_bundled(embedder) else bundled_embedder(), weights)

    @cached_property
    def fingerprint(self) -> str:
        """Return a digest of the weights and of what is made of them here; of the latter alone where the weights are missing."""
        digest = hashlib.sha256(Path(__file__).read_bytes())
        if self._weights.is_file():
            digest.update(self._weights.read_bytes())
        return digest.hexdigest()[:16]

    def told(self, document: Document) -> tuple[Told, ...]:
        """Return what the marks of a document tell. Raises `MarkingError` where network or encoder cannot be loaded."""
        try:
            return self._told(document)
        except (ReaderError, EmbeddingError) as error:
            raise MarkingError(str(error)) from error

    def _told(self, document: Document) -> tuple[Told, ...]:
        import torch

        from assistant.span_network import join, lower_states, windows
        from index.encoder import matrix_type

        found: list[Told] = []
        with self._lock, torch.inference_mode():
            encoder, tokenizer, network = self._parts()
            cut = sorted(windows(tokenizer, document.text, context=document.title), key=lambda window: len(window.ids))
            for first in range(0, len(cut), _BATCH):
                batch = cut[first : first + _BATCH]
                states = lower_states(encoder, [window.ids for window in batch])
                nothing = states[0][:0]
                with torch.autocast("cpu", dtype=torch.bfloat16, enabled=matrix_type(encoder) is torch.bfloat16):
                    spans, hidden = network.mark(*join([nothing] * len(batch), states))
                for window, row, own in zip(batch, spans.sigmoid(), hidden, strict=True):
                    found += told_by(row, window.offsets, partial(_linked, network, own))
        return _apart(found)

    def _parts(self) -> tuple[BertModel, UnigramTokenizer, FactNetwork]:
        if self._loaded is None:
            from assistant.fact_network import FactNetwork
            from index.bundled import encoder_of

            encoder, tokenizer = encoder_of(self._embedder)
            self._loaded = encoder, tokenizer, FactNetwork.from_file(self._weights, encoder, len(ROLES), "train_marker")
        return self._loaded


def told_by(spans: Tensor, offsets: Sequence[tuple[int, int]], linked: Callable[[Tensor], Tensor]) -> list[Told]:
    """Return what a window tells, from the probabilities of its marks and of their links.

    `spans` has the shape (tokens, 2 · roles), starts and ends by role; `linked` takes rows of (anchor token, part token) and
    returns as many probabilities. A mark's probability is the geometric mean of those of its start and of its end; a
    part's is that of the mark times that of the link.
    """
    import torch

    marks = _marks(spans, offsets)
    pairs = [
        (anchor, part)
        for role, others in PARTS.items()
        for anchor in marks[role]
        for other in others
        for part in marks[other]
        if part.token != anchor.token
    ]
    tokens = torch.tensor([[anchor.token, part.token] for anchor, part in pairs], dtype=torch.long).reshape(-1, 2)
    parts: dict[Mark, list[Mark]] = {anchor.mark: [] for role in PARTS for anchor in marks[role]}
    for (anchor, part), probability in zip(pairs, linked(tokens).tolist(), strict=True):
        if probability * part.mark.probability >= _LEAST:
            parts[anchor.mark].append(replace(part.mark, probability=probability * part.mark.probability))
    for anchor in marks[Role.PARTNER]:
        statuses = (one.mark for status in (Role.NEGOTIATED, Role.PLANNED) for one in marks[status])
        parts[anchor.mark] += [one for one in statuses if one.start < anchor.mark.end and anchor.mark.start < one.end]
    return [Told(anchor, tuple(sorted(found, key=_surest_first))) for anchor, found in parts.items()]


def _linked(network: FactNetwork, states: Tensor, pairs: Tensor) -> Tensor:
    return network.link(states, pairs).sigmoid()


def _marks(probabilities: Tensor, offsets: Sequence[tuple[int, int]]) -> Mapping[Role, list[_Found]]:
    """Return the likely marks of a window by role."""
    found: dict[Role, list[_Found]] = {role: [] for role in ROLES}
    columns = probabilities[: len(offsets)].reshape(len(offsets), len(ROLES), 2)
    for number, role in enumerate(ROLES):
        starts, ends = columns[:, number, 0].tolist(), columns[:, number, 1].tolist()
        for first, start in enumerate(starts):
            if start < _LEAST**2 or offsets[first][0] < 0:
                continue
            reach = [at for at in range(first, min(first + _LONGEST, len(ends))) if offsets[at][0] >= 0]
            most = max(ends[at] for at in reach)
            enough = most if role is Role.EVENT else _NEARLY * most
            last = next(at for at in reach if ends[at] >= enough)
            probability = sqrt(start * ends[last])
            if probability >= _LEAST:
                found[role].append(_Found(Mark(role, offsets[first][0], offsets[last][1], probability), first))
    return found


def _apart(told: Sequence[Told]) -> tuple[Told, ...]:
    """Keep, of anchors of one role that overlap, the surest."""
    kept: list[Told] = []
    for one in sorted(told, key=lambda one: (_surest_first(one.anchor), -len(one.parts))):
        if not any(_overlap(one.anchor, other.anchor) for other in kept):
            kept.append(one)
    return tuple(sorted(kept, key=lambda one: (one.anchor.start, one.anchor.end, one.anchor.role)))


def _overlap(one: Mark, other: Mark) -> bool:
    return one.role is other.role and one.start < other.end and other.start < one.end


def _surest_first(mark: Mark) -> tuple[float, int]:
    return -mark.probability, mark.start
