"""The network of the marker: which words play which part in a fact, and which parts belong together. Knows tensors only.

The upper layers of the reader's network with more kinds of span, and a small one over two tokens that says whether what
begins at one belongs to what begins at the other, as parsers score the arcs of a sentence.
Imports torch and transformers, which takes seconds: import it inside the function in need.

Method: E. Kiperwasser and Y. Goldberg, "Simple and Accurate Dependency Parsing Using Bidirectional LSTM Feature
Representations", TACL 2016.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from transformers.models.bert import BertConfig

from assistant.span_network import SpanNetwork

_COLUMNS = 192
_FAR = 9
"""Distances are told apart by powers of two, up to 2 to this power."""


class FactNetwork(SpanNetwork):
    """Spans of several kinds, and links between what begins at two tokens."""

    def __init__(self, config: BertConfig, kinds: int = 1) -> None:
        super().__init__(config, kinds)
        self.link_anchor = nn.Linear(config.hidden_size, _COLUMNS)
        self.link_part = nn.Linear(config.hidden_size, _COLUMNS)
        self.link_distance = nn.Embedding(2 * _FAR + 1, _COLUMNS)
        self.link_head = nn.Linear(_COLUMNS, 1)

    def mark(self, states: Tensor, sides: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Return the logits of spans, shape (texts, tokens, 2 · kinds), and the states that `link` takes, both float32.

        The arguments are those of `read`.
        """
        hidden = self.read(states, sides, mask)
        with torch.autocast("cpu", enabled=False):
            spans: Tensor = self.head(hidden)
        return spans, hidden

    def link(self, hidden: Tensor, pairs: Tensor) -> Tensor:
        """Return logits, float32, shape (pairs,): whether what begins at a token belongs to an anchor at another.

        `hidden` is one text's, shape (tokens, columns); `pairs` has rows of (anchor token, part token).
        """
        anchors, parts = pairs[:, 0], pairs[:, 1]
        apart = parts - anchors
        buckets = _FAR + apart.sign() * (apart.abs().clamp(min=1).float().log2().long() + 1).clamp(max=_FAR) * (
            apart != 0
        )
        with torch.autocast("cpu", enabled=False):
            states = self.link_anchor(hidden[anchors]) + self.link_part(hidden[parts]) + self.link_distance(buckets)
            logits: Tensor = self.link_head(nn.functional.gelu(states)).squeeze(-1)
        return logits
