"""The network of the reader: which characters of a passage answer a question, or none. Knows tensors, not texts.

Question and passage go apart through the lower layers of the embedded encoder, as it was trained to see them, so that
the states of a passage serve every question; the upper layers, trained, then read the two together.
Imports torch and transformers, which takes seconds: import it inside the function in need.

Method: Q. Cao et al., "DeFormer: Decomposing Pre-trained Transformers for Faster Question Answering", ACL 2020.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import Tensor, nn
from transformers.models.bert import BertConfig, BertModel
from transformers.models.bert.modeling_bert import BertLayer

from assistant.reading import ReaderError
from index.encoder import BOS, EOS, MAX_TOKENS, matrix_type, pad
from index.tokenizing import UnigramTokenizer

LOWER_LAYERS = 6
"""Layers taken as they are from the embedded encoder; the others are the reader's own."""

QUESTION_PREFIX, PASSAGE_PREFIX = "query: ", "passage: "
_QUESTION_TOKENS = 64
_CONTEXT_TOKENS = 48
_OVERLAP = 100
_NOWHERE = (-1, -1)


class SpanNetwork(nn.Module):
    """The upper layers and the head: two numbers a token and kind of span, how well it starts and how well it ends there."""

    def __init__(self, config: BertConfig, kinds: int = 1) -> None:
        super().__init__()
        own = config.num_hidden_layers - LOWER_LAYERS
        config = copy.copy(config)
        config.attention_probs_dropout_prob = 0.0  # attention with dropout has no fast path on processors
        self.layers = nn.ModuleList(BertLayer(config) for _ in range(own))  # type: ignore[no-untyped-call]
        self.sides = nn.Embedding(2, config.hidden_size)
        self.head = nn.Linear(config.hidden_size, 2 * kinds)

    @classmethod
    def from_encoder(cls, encoder: BertModel, kinds: int = 1) -> Self:
        """Return an untrained network whose layers are copies of the encoder's, float32."""
        network = cls(encoder.config, kinds).float()
        for layer, original in zip(network.layers, encoder.encoder.layer[LOWER_LAYERS:], strict=True):
            layer.load_state_dict({name: tensor.float() for name, tensor in original.state_dict().items()})
        nn.init.zeros_(network.sides.weight)
        nn.init.normal_(network.head.weight, std=0.02)
        nn.init.zeros_(network.head.bias)
        return network

    @classmethod
    def from_file(cls, weights: Path, encoder: BertModel, kinds: int = 1, trained_by: str = "train_reader") -> Self:
        """Return the trained network, its matrices of the same type as the encoder's. Raises `ReaderError`."""
        with torch.device("meta"):
            network = cls(encoder.config, kinds)
        kind = matrix_type(encoder)
        try:
            state = load_file(weights)
            network.load_state_dict(
                {
                    n: t.to(kind if n.startswith("layers") and ".LayerNorm" not in n else torch.float32)
                    for n, t in state.items()
                },
                assign=True,
            )
        except (OSError, SafetensorError, RuntimeError) as error:
            raise ReaderError(
                f"cannot load the weights {weights}: {error}. Install interpoles anew, or train them: "
                f"python -m assistant.training.{trained_by}"
            ) from error
        network.requires_grad_(False)
        network.train(False)
        return network

    def read(self, states: Tensor, sides: Tensor, mask: Tensor) -> Tensor:
        """Return the states after the upper layers, float32, of the same shape as `states`: (pairs, tokens, columns).

        `sides` is 0 on the question's tokens and 1 on the passage's; `mask` is True on the tokens that exist.
        """
        hidden = states.float() + self.sides(sides)
        for layer in self.layers:
            hidden = layer(hidden, mask[:, None, None, :])
        upper: Tensor = hidden.float()
        return upper

    def forward(self, states: Tensor, sides: Tensor, mask: Tensor) -> Tensor:
        """Return logits, float32, shape (pairs, tokens, 2 · kinds), of the arguments of `read`."""
        hidden = self.read(states, sides, mask)
        with torch.autocast("cpu", enabled=False):
            logits: Tensor = self.head(hidden)
        return logits


def question_ids(tokenizer: UnigramTokenizer, question: str) -> list[int]:
    """Return the token ids of a question, special ones included."""
    return [BOS, *tokenizer.ids(QUESTION_PREFIX + question)[: _QUESTION_TOKENS - 2], EOS]


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of a passage that fits the encoder: the number of the passage, token ids, offsets in the passage."""

    passage: int
    ids: list[int]
    offsets: list[tuple[int, int]]


def windows(tokenizer: UnigramTokenizer, passage: str, number: int = 0, context: str = "") -> list[Window]:
    """Cut a passage into overlapping windows; nearly always there is one, the whole passage.

    Every window begins with the prefix and the `context` (title and section, cut where long), so that "the project" is
    known by its name. Tokens that are no characters of the passage (special ones, prefix, context) have the offsets (-1, -1).
    """
    head = tokenizer.ids(f"{PASSAGE_PREFIX}{context}:" if context else PASSAGE_PREFIX.rstrip())[:_CONTEXT_TOKENS]
    tokens = tokenizer.tokens(passage)
    room = MAX_TOKENS - 2 - len(head)
    offsets = [(start, end) if end > start else _NOWHERE for start, end in tokens.offsets]
    outside = [_NOWHERE] * (len(head) + 1)
    return [
        Window(
            number,
            [BOS, *head, *tokens.ids[first : first + room], EOS],
            [*outside, *offsets[first : first + room], _NOWHERE],
        )
        for first in range(0, max(len(tokens.ids) - _OVERLAP, 1), room - _OVERLAP)
    ]


def choices(offsets: Sequence[tuple[int, int]]) -> Tensor:
    """Return which tokens of a passage a span may start or end at: those with characters, and the first, "no answer"."""
    return torch.tensor([position == 0 or start >= 0 for position, (start, _) in enumerate(offsets)])


@torch.no_grad()
def lower_states(encoder: BertModel, sequences: Sequence[list[int]]) -> list[Tensor]:
    """Return the states of token sequences after the lower layers: one float16 tensor (tokens, columns) each."""
    features = pad(sequences)
    mask = features["attention_mask"].bool()
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=matrix_type(encoder) is torch.bfloat16):
        hidden: Tensor = encoder.embeddings(input_ids=features["input_ids"])
        for layer in encoder.encoder.layer[:LOWER_LAYERS]:
            hidden = layer(hidden, mask[:, None, None, :])
    return [row[: len(sequence)].half() for row, sequence in zip(hidden, sequences, strict=True)]


def join(questions: Sequence[Tensor], passages: Sequence[Tensor]) -> tuple[Tensor, Tensor, Tensor]:
    """Return states, sides and mask of (question, passage) pairs, the question first, padded on the right."""
    lengths = [len(question) + len(passage) for question, passage in zip(questions, passages, strict=True)]
    states = torch.zeros((len(lengths), max(lengths), questions[0].shape[1]))
    sides = torch.ones(states.shape[:2], dtype=torch.long)
    mask = torch.arange(states.shape[1])[None] < torch.tensor(lengths)[:, None]
    for row, (question, passage) in enumerate(zip(questions, passages, strict=True)):
        states[row, : len(question)] = question
        states[row, len(question) : lengths[row]] = passage
        sides[row, : len(question)] = 0
    return states, sides, mask


def best_spans(logits: Tensor, allowed: Tensor, count: int, longest: int = 40) -> list[tuple[int, int, float]]:
    """Return up to `count` (first token, last token, score) of a passage, best first, none inside another's tokens.

    The score is start + end - the same sum for "no answer" (token 0): above 0 the network holds that there is an answer.
    """
    starts, ends = logits[:, 0].float(), logits[:, 1].float()
    none = float(starts[0] + ends[0])
    usable = allowed.clone()
    usable[0] = False
    span = torch.arange(len(logits))
    sums = starts[:, None] + ends[None, :]
    length = span[None, :] - span[:, None]
    legal = usable[:, None] & usable[None, :] & (length >= 0) & (length < longest)
    sums = sums.masked_fill(~legal, -torch.inf)
    found: list[tuple[int, int, float]] = []
    while len(found) < count:
        best = int(sums.argmax())
        start, end = divmod(best, len(logits))
        if sums[start, end] == -torch.inf:
            break
        found.append((start, end, float(sums[start, end]) - none))
        sums[: end + 1, start:] = -torch.inf
    return found
