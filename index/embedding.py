"""The embedder: texts to unit vectors with a sentence-transformers model. Does not know where vectors are kept.

The model is loaded at the first use, so that building an embedder costs nothing.

    EmbeddingError    a model is missing, damaged or of the wrong kind
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import threading
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.contracts import Vectors

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

BATCH = 8
"""Texts a forward pass: on processors, small batches of similar lengths beat large padded ones."""


class EmbeddingError(Exception):
    """A model cannot be loaded; the message says what was looked for and what to do next."""


@dataclass(frozen=True, slots=True)
class Prefixes:
    """What the model was trained to see before a question and before a passage."""

    question: str = ""
    passage: str = ""


E5_PREFIXES = Prefixes("query: ", "passage: ")


class SentenceTransformerEmbedder:
    """An `Embedder` over any sentence-transformers model; safe to share between threads.

    `identity` and `dimension` may be given when they are known without loading the model; else they are read from it.
    """

    def __init__(
        self,
        load: Callable[[], SentenceTransformer],
        *,
        prefixes: Prefixes = Prefixes(),
        name: str = "",
        identity: str = "",
        dimension: int = 0,
    ) -> None:
        self._load = load
        self._prefixes = prefixes
        self._name = name
        self._identity = identity
        self._dimension = dimension
        self._lock = threading.RLock()
        self._model: SentenceTransformer | None = None

    @classmethod
    def from_name(
        cls, name_or_path: str | Path, *, query_prefix: str | None = None, passage_prefix: str | None = None
    ) -> SentenceTransformerEmbedder:
        """Return an embedder for a hub name or a local folder; names that hold "e5" get e5's prefixes by default.

        Nothing is loaded yet: a model that cannot be found raises `EmbeddingError` at the first use.
        """
        name = str(name_or_path)
        default = E5_PREFIXES if _is_e5(name) else Prefixes()
        prefixes = Prefixes(
            default.question if query_prefix is None else query_prefix,
            default.passage if passage_prefix is None else passage_prefix,
        )
        return cls(lambda: _load_named(name), prefixes=prefixes, name=name)

    @property
    def prefixes(self) -> Prefixes:
        """Return what is put before questions and passages."""
        return self._prefixes

    @property
    def identity(self) -> str:
        """Return what identifies the weights, or the empty string as long as only loading them could tell."""
        return self._identity

    @property
    def fingerprint(self) -> str:
        """Name the model, its weights, its prefixes and its dimension."""
        identity = self._identity or self._weights_hash()
        prefixes = self._prefixes
        return f"{self._name} {identity} {prefixes.question!r} {prefixes.passage!r} {self.dimension}"

    @property
    def dimension(self) -> int:
        """Return the number of columns of the vectors."""
        if not self._dimension:
            self._dimension = int(self.model.get_embedding_dimension() or 0)
        return self._dimension

    @property
    def model(self) -> SentenceTransformer:
        """Return the model, loaded at the first call. Raises `EmbeddingError`."""
        with self._lock:
            if self._model is None:
                # Threads that wait by spinning stall each other on busy processors: 9 questions in 10 took under 0.1 s
                # so, under 1.1 s without, on 2 shared cores; on idle ones the difference is a few milliseconds. The
                # library reads this when torch is first imported.
                os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
                with quiet():
                    self._model = self._load()
            return self._model

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Embed texts that will be searched."""
        return self._embed([self._prefixes.passage + text.strip() for text in texts])

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        """Embed texts that search."""
        return self._embed([self._prefixes.question + text.strip() for text in texts])

    def _embed(self, texts: list[str]) -> Vectors:
        if not texts:
            return np.empty((0, self.dimension), dtype=np.float32)
        with self._lock, quiet(), reduced_precision():
            vectors = self.model.encode(texts, batch_size=BATCH, show_progress_bar=False, normalize_embeddings=False)
        rows: Vectors = np.ascontiguousarray(vectors, dtype=np.float32)
        norms = np.linalg.norm(rows, axis=1, keepdims=True)
        rows /= np.maximum(norms, np.finfo(np.float32).tiny)
        return rows

    def _weights_hash(self) -> str:
        # Another download of the same name may hold other weights, so the name alone is no identity.
        digest = hashlib.sha256()
        for name, tensor in sorted(self.model.state_dict().items()):
            digest.update(name.encode())
            digest.update(tensor.detach().cpu().float().contiguous().numpy().data)
        self._identity = digest.hexdigest()[:16]
        return self._identity


@contextlib.contextmanager
def reduced_precision() -> Iterator[None]:
    """Compute in bfloat16 inside the block where the processor has instructions for it, else change nothing."""
    import torch

    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=supports_bfloat16()):
        yield


def supports_bfloat16() -> bool:
    """Say whether the processor multiplies bfloat16 matrices natively (elsewhere bfloat16 is slower than float32)."""
    import torch

    checks = ("_is_avx512_bf16_supported", "_is_amx_tile_supported")
    return any(bool(getattr(torch.cpu, check, bool)()) for check in checks)


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Keep the model libraries from writing progress bars, advice and warnings inside the block."""
    os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    loggers = [logging.getLogger(name) for name in ("transformers", "sentence_transformers", "huggingface_hub")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


def _is_e5(name: str) -> bool:
    parts = Path(name).name.lower().replace("_", "-").split("-")
    return "e5" in parts


def _load_named(name: str) -> SentenceTransformer:
    from sentence_transformers import SentenceTransformer

    try:
        return SentenceTransformer(name, device="cpu")
    except (OSError, ValueError) as error:
        raise EmbeddingError(
            f"cannot load the embedding model {name!r}: expected a folder with a sentence-transformers model, or the "
            "name of a model on the Hugging Face hub that is downloaded already or can be downloaded now. Correct the "
            f"name in the settings, or remove it to use the model that comes with the installation. ({error})"
        ) from error
