"""How long synchronisations take on many documents: the first, one without changes, one of 1 %, moves, a rollback.

Run with `python -m tests.benchmarks.bench_synchronising [DOCUMENTS] [--profile STEP]`, 5,000 documents by default: about
ten passages each, read, split, analysed and stored for real; only the vectors are made up, in no time. A document of the
1 % has one paragraph changed. Every step runs in a process of its own, so that its seconds count what a command costs
but the start of Python, and its memory is its own peak. `--profile` prints where one of the steps spends its time.
"""

from __future__ import annotations

import argparse
import cProfile
import hashlib
import pstats
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index.contracts import Vectors
from index.store import FILE_NAME, SqliteStore
from index.synchronising import Report, Synchroniser

DOCUMENTS = 5_000
DIMENSION = 384
SECTIONS = 5
PARAGRAPHS = 4
WORDS = 110
VOCABULARY = 30_000
STEPS = ("first", "unchanged", "one percent", "unchanged", "moved folder", "rollback", "rollback")


class MadeUp:
    """Implements `Embedder`: vectors drawn from the text's hash, at a cost that does not count."""

    fingerprint = "made-up-1"
    dimension = DIMENSION

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        rows = np.empty((len(texts), DIMENSION), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            digest = hashlib.shake_128(text.encode()).digest(DIMENSION)
            row[:] = np.frombuffer(digest, dtype=np.int8)
        return np.ascontiguousarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)

    embed_questions = embed_passages


def main(arguments: Sequence[str]) -> None:
    """Print one line a step."""
    parser = argparse.ArgumentParser()
    parser.add_argument("documents", nargs="?", type=int, default=DOCUMENTS)
    parser.add_argument("--profile", default="")
    parser.add_argument("--step", default="", help=argparse.SUPPRESS)
    parser.add_argument("--home", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.step:
        run_step(options.step, options.home, profiled=options.profile == options.step)
        return
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        write_documents(root / "documents" / "all", options.documents)
        print(
            f"{'step':<14}{'seconds':>9}{'processor':>11}{'peak MB':>9}{'embedded':>10}{'passages':>10}{'store MB':>10}"
        )
        for number, step in enumerate(STEPS):
            prepare(step, root / "documents", options.documents, number)
            command = [
                sys.executable,
                "-m",
                "tests.benchmarks.bench_synchronising",
                "--step",
                step,
                "--home",
                str(root),
            ]
            subprocess.run([*command, "--profile", options.profile], check=True)


def run_step(step: str, root: Path, *, profiled: bool) -> None:
    """Do one step and print its line."""
    with SqliteStore.open(root / "home") as store:
        keeper = Synchroniser(store, MadeUp())
        if step == "first":
            keeper.register([root / "documents"])
        profile = cProfile.Profile()
        before, began = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter()
        if profiled:
            profile.enable()
        report: Report = keeper.rollback() if step == "rollback" else keeper.synchronise()
        profile.disable()
        seconds = time.perf_counter() - began
        after = resource.getrusage(resource.RUSAGE_SELF)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    size = sum(path.stat().st_size for path in (root / "home").glob(f"{FILE_NAME}*")) / 1e6
    peak = after.ru_maxrss / 1024  # Linux counts kilobytes
    counts = f"{report.embedded:>10}{report.passages:>10}{size:>10.0f}"
    print(f"{step:<14}{seconds:>9.2f}{processor:>11.2f}{peak:>9.0f}{counts}", flush=True)
    if profiled:
        pstats.Stats(profile).sort_stats("cumulative").print_stats(45)


def prepare(step: str, folder: Path, documents: int, number: int) -> None:
    """Change the files as the step wants."""
    if step == "one percent":
        chance = random.Random(number)
        for document in chance.sample(range(documents), max(1, documents // 100)):
            path = place(folder / "all", document)
            lines = path.read_text(encoding="utf-8").split("\n\n")
            lines[len(lines) // 2] = paragraph(chance)
            path.write_text("\n\n".join(lines), encoding="utf-8")
    elif step == "moved folder":
        (folder / "all" / "00").rename(folder / "all" / "zero")


def write_documents(folder: Path, documents: int) -> None:
    """Write Markdown files with headings, 100 a folder, dated in the past so that their times prove something."""
    for document in range(documents):
        chance = random.Random(document)
        parts = [f"# Rapport {document} du pôle {word(chance)}"]
        for section in range(SECTIONS):
            parts.append(f"## Partie {section} {word(chance)}")
            parts.extend(paragraph(chance) for _ in range(PARAGRAPHS))
        path = place(folder, document)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def place(folder: Path, document: int) -> Path:
    return folder / f"{document // 100:02}" / f"rapport-{document:05}.md"


def paragraph(chance: random.Random) -> str:
    return " ".join(word(chance) for _ in range(WORDS)).capitalize() + "."


def word(chance: random.Random) -> str:
    """Draw a word by Zipf's law: word n is about 1/n as frequent as the first."""
    rank = int(VOCABULARY ** chance.random())
    syllables = ("ba", "co", "du", "fi", "ga", "lo", "mé", "ni", "pa", "ri", "sou", "ta", "vé", "lin", "mar", "ton")
    letters = ""
    while rank:
        rank, digit = divmod(rank, len(syllables))
        letters += syllables[digit]
    return letters


if __name__ == "__main__":
    main(sys.argv[1:])
