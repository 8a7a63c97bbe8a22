"""How long an answer takes over 2,000 passages, warm: `python -m tests.benchmarks.bench_answering [--passages 2000]`.

The corpus is the shipped notes and the invented documents of the tests, repeated with other figures until it has enough
passages. The questions are the shipped ones. Every question is asked three times in turns: the first time its passages
may be new to the reader ("first"), then they are known ("again"). With --prepare, every document is read before, as the
page does after it has started. Prints medians and 95th percentiles, in milliseconds.
"""

from __future__ import annotations

import argparse
import re
import tempfile
import time
from collections import defaultdict
from itertools import count
from pathlib import Path

import numpy as np

from assistant.evaluation.loading import load_questions
from assistant.wiring import Application, open_application, shipped_documents
from corpus.reading import find_files, read_document
from corpus.splitting import split

ROOT = Path(__file__).parents[2]
SET = ROOT / "assistant" / "evaluation" / "sets" / "shipped.yaml"
TIMES = 3


def main() -> None:
    """Index the corpus, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--passages", type=int, default=2_000)
    parser.add_argument("--questions", type=int, default=100)
    parser.add_argument("--prepare", action="store_true", help="read the documents before the questions are asked")
    options = parser.parse_args()
    questions = [question.question for question in load_questions(SET).questions][: options.questions]
    with tempfile.TemporaryDirectory() as folder:
        written = write_corpus(Path(folder) / "documents", options.passages)
        began = time.perf_counter()
        with open_application(Path(folder) / "home") as application:
            application.synchroniser.register([Path(folder) / "documents"])
            application.synchroniser.synchronise()
            indexed = application.store.passage_count()
            print(f"{written} documents, {indexed} passages, indexed in {time.perf_counter() - began:.0f} s")
            if options.prepare:
                prepare(application)
            ask(application, questions)


def write_corpus(folder: Path, wanted: int) -> int:
    """Write documents that are cut into about `wanted` passages, and return how many."""
    folder.mkdir()
    sources = [shipped_documents(), *sorted((ROOT / "tests" / "data" / "questions").glob("*/documents"))]
    files = [path for source in sources for path in find_files(source)]
    passages = written = 0
    for round_ in count():
        for path in files:
            if passages >= wanted:
                return written
            copy = folder / f"{round_}-{written}{path.suffix}"
            text = path.read_text(encoding="utf-8")
            copy.write_text(text if not round_ else other_figures(text, round_), encoding="utf-8")
            passages += len(split(read_document(copy)))
            written += 1
    raise AssertionError("unreachable: there are always documents")


def other_figures(text: str, round_: int) -> str:
    """Return the text with the last digits below its front matter shifted, so that no copy is a duplicate."""
    end = text.find("\n---\n", 1) if text.startswith("---\n") else 0
    shifted = re.sub(r"\d(?=\D)", lambda match: str((int(match.group()) + round_) % 10), text[end:])
    return text[:end] + shifted


def prepare(application: Application) -> None:
    """Read every document before it is asked for, and print what that took."""
    began = time.perf_counter()
    documents = application.store.documents()
    done = sum(application.assistant.prepare(document) for document in documents)
    print(f"{done} of {len(documents)} documents read in {time.perf_counter() - began:.0f} s")


def ask(application: Application, questions: list[str]) -> None:
    """Ask every question in turns and print what the answers took."""
    assistant = application.assistant
    assistant.answer("Quels pôles ont signé un accord ?")
    taken: dict[str, list[float]] = defaultdict(list)
    for turn in range(TIMES):
        for question in questions:
            began = time.perf_counter()
            assistant.answer(question)
            taken["again" if turn else "first"].append(time.perf_counter() - began)
    for name, seconds in taken.items():
        half, most = np.percentile(seconds, (50, 95)) * 1000
        print(f"{name}: median {half:.0f} ms, 95 % within {most:.0f} ms ({len(seconds)} answers)")


if __name__ == "__main__":
    main()
