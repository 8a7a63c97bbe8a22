"""How long the embedded model takes: to load, to embed a question, to embed passages, to read five passages.

Run with `python -m tests.benchmarks.bench_embedding` on a machine that does nothing else; figures are medians. Passages
are of about 190 words of the shipped notes. float32 is measured beside bfloat16 where the processor has bfloat16.
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from assistant.reading import SpanReader
from index.bundled import read_packed
from index.embedding import SentenceTransformerEmbedder, supports_bfloat16
from index.tokenizing import UnigramTokenizer

NOTES = Path(__file__).parents[2] / "corpus" / "documents"
QUESTION = "Quel pôle a signé un accord avec le Biocluster de Tsukuba, et à quelle date ?"
PASSAGE_WORDS = 190
PASSAGES = 32


def main() -> None:
    """Print one line a measure."""
    # Set as the embedder does before it imports torch, which is why torch is imported late here.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    began = time.perf_counter()
    import sentence_transformers  # noqa: F401

    show("import of sentence-transformers", time.perf_counter() - began)
    passages = cut_notes()
    for name in ("float32", "bfloat16") if supports_bfloat16() else ("float32",):
        bench_model(name, passages)
    bench_reader(passages[:5])


def bench_model(name: str, passages: Sequence[str]) -> None:
    """Measure the encoder with its matrices in the type of that name."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling

    from index.encoder import EncoderModule, build_encoder

    began = time.perf_counter()
    packed = read_packed()
    encoder = EncoderModule(build_encoder(packed, getattr(torch, name)), UnigramTokenizer.from_packed(packed))
    show(f"{name}: load", time.perf_counter() - began)
    model = SentenceTransformer(modules=[encoder, Pooling(384, "mean"), Normalize()], device="cpu")
    embedder = SentenceTransformerEmbedder(lambda: model, dimension=384)
    show(f"{name}: one question", median(lambda: embedder.embed_questions([QUESTION]), 30))
    seconds = median(lambda: embedder.embed_passages(passages), 3)
    print(f"{name}: {len(passages) / seconds:.1f} passages/s")


def bench_reader(passages: Sequence[str]) -> None:
    """Measure reading: passages never seen (their states are computed) and passages read a moment ago."""
    reader = SpanReader.from_bundled()
    reader.read("Bonjour ?", ["Bonjour."])
    numbers = iter(range(1_000))
    fresh = median(lambda: reader.read(QUESTION, [f"{next(numbers)} {passage}" for passage in passages]), 10)
    show(f"reading {len(passages)} new passages", fresh)
    show(f"reading {len(passages)} known passages", median(lambda: reader.read(QUESTION, passages), 10))


def cut_notes() -> list[str]:
    """Return stretches of the shipped notes, all of one length in words."""
    words = " ".join(path.read_text(encoding="utf-8") for path in sorted(NOTES.glob("*.md"))).split(" ")
    starts = range(0, len(words) - PASSAGE_WORDS, PASSAGE_WORDS // 2)
    return [" ".join(words[start : start + PASSAGE_WORDS]) for start in starts][:PASSAGES]


def median(work: Callable[[], object], times: int) -> float:
    """Return the median seconds of `work`, after one call that does not count."""
    work()
    seconds = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - began)
    return statistics.median(seconds)


def show(name: str, seconds: float) -> None:
    """Print one measure."""
    print(f"{name}: {seconds * 1000:.0f} ms")


if __name__ == "__main__":
    main()
