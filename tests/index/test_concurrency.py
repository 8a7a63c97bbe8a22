"""Readers in threads and in another process while synchronisations follow each other."""

from __future__ import annotations

import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from corpus.documents import Document, Passage
from index.retrieval import HybridRetriever
from index.store import SqliteStore
from index.synchronising import Synchroniser
from tests.index.fakes import HashedWords, require_sound, split_paragraphs, synchroniser

ROOT = Path(__file__).parents[2]

READER = """
import sys
from pathlib import Path
from index.retrieval import HybridRetriever
from index.store import SqliteStore
from tests.index.fakes import HashedWords
from tests.index.test_concurrency import search_once

with SqliteStore.open(Path(sys.argv[1])) as store:
    retriever = HybridRetriever(store, HashedWords())
    print("ready", flush=True)
    seen = {search_once(retriever) for _ in range(int(sys.argv[2]))}
    while max(seen) < 8:
        seen.add(search_once(retriever))
print(sorted(seen))
"""


def version(number: int) -> str:
    """A text of which every passage names its version, so that a mixture of two would show."""
    return f"Version {number}\n\nLe cheval galope, tirage n{number}x.\n\nLe cheval dort, tirage n{number}x.\n"


def search_once(retriever: HybridRetriever) -> int:
    """Search, check that everything found is of one version, and return its number."""
    hits = retriever.search("le cheval galope, tirage", 10)
    (title,) = {hit.document.title for hit in hits}
    number = int(title.removeprefix("Version "))
    assert sorted(hit.passage.start for hit in hits) == [p.start for p in passages_of(number)]
    for hit in hits:
        assert hit.document.text == version(number)
        assert hit.document.text[hit.passage.start : hit.passage.end] == hit.passage.text
    return number


def passages_of(number: int) -> tuple[Passage, ...]:
    text = version(number)
    return split_paragraphs(Document("", "", "", text, "", "", "", "", (), (), ""))


def write_versions(keeper: Synchroniser, path: Path, numbers: range) -> None:
    for number in numbers:
        path.write_text(version(number), encoding="utf-8")
        assert keeper.synchronise().generation == number


def alone(keeper: Synchroniser, folder: Path) -> Path:
    """Leave one file in the folder, at version 1."""
    for other in folder.iterdir():
        other.unlink()
    path = folder / "only.txt"
    write_versions(keeper, path, range(1, 2))
    return path


def test_threads_see_whole_generations_only(
    keeper: Synchroniser, store: SqliteStore, embedder: HashedWords, folder: Path
) -> None:
    path = alone(keeper, folder)
    retriever = HybridRetriever(store, embedder)
    done = threading.Event()

    def read() -> set[int]:
        seen = {search_once(retriever)}
        while not done.is_set():
            seen.add(search_once(retriever))
        return seen

    with ThreadPoolExecutor(4) as pool:
        readers = [pool.submit(read) for _ in range(4)]
        try:
            write_versions(keeper, path, range(2, 12))
        finally:
            done.set()
        assert all(reader.result() <= set(range(1, 12)) for reader in readers)
    assert search_once(retriever) == 11
    require_sound(store)


def test_another_process_sees_whole_generations_and_the_last_one(
    keeper: Synchroniser, store: SqliteStore, folder: Path
) -> None:
    path = alone(keeper, folder)
    with subprocess.Popen(
        [sys.executable, "-c", READER, str(store.home), "50"], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as reader:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "ready\n"
        write_versions(keeper, path, range(2, 9))
        output, _ = reader.communicate(timeout=60)
    assert reader.returncode == 0
    assert output.endswith("8]\n")


def test_three_synchronisations_at_once_embed_everything_once(
    keeper: Synchroniser, store: SqliteStore, embedder: HashedWords
) -> None:
    keepers = [synchroniser(store, embedder, wait_seconds=30.0) for _ in range(3)]
    with ThreadPoolExecutor(3) as pool:
        reports = list(pool.map(lambda one: one.synchronise(), keepers))
    assert {report.generation for report in reports} == {1}
    assert sum(report.embedded for report in reports) == embedder.passages_embedded == 9
    assert keeper.registered() != ()
    require_sound(store)
