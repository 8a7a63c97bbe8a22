"""kill -9 at random moments: nothing is lost, nothing is half visible, and the next run resumes."""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from index.retrieval import HybridRetriever
from index.store import SqliteStore
from tests.index.fakes import HashedWords, require_sound, synchroniser

ROOT = Path(__file__).parents[2]

WRITER = """
import sys
import time
from pathlib import Path
import index.staging
from index.store import SqliteStore
from tests.index.fakes import HashedWords, synchroniser

def storing_takes_time(progress):
    if progress.step == "storing":
        time.sleep(0.003)

index.staging._TEXTS_AT_ONCE = 4
with SqliteStore.open(Path(sys.argv[1])) as store:
    keeper = synchroniser(store, HashedWords(delay=0.002), wait_seconds=30.0)
    print("ready", flush=True)
    getattr(keeper, sys.argv[2])(progress=storing_takes_time)
"""

FILES = 24


def write_texts(folder: Path, number: int) -> None:
    """Write version `number` of every file; one file in three changes, comes or goes with each version."""
    for file in range(FILES):
        path = folder / f"text-{file:02}.txt"
        if (file + number) % 12 == 0:
            path.unlink(missing_ok=True)
            continue
        changed = number if file % 3 == number % 3 else 0
        body = "".join(f"Le paragraphe {part} du texte {file}, état {changed}.\n\n" for part in range(6))
        path.write_text(f"Texte {file} état {changed}\n\n{body}", encoding="utf-8")


def contents(store: SqliteStore) -> dict[str, str]:
    return {document.source: document.text for document in store.documents()}


def on_disk(folder: Path) -> dict[str, str]:
    return {str(path.resolve()): path.read_text(encoding="utf-8") for path in folder.glob("*.txt")}


def require_searchable(store: SqliteStore) -> None:
    """The vector index has exactly the passages of the store, with their vectors."""
    embedder = HashedWords()
    hits = HybridRetriever(store, embedder).dense("paragraphe du texte", 10_000)
    assert sorted(hit.passage.id for hit in hits) == list(store.passage_ids())
    ids, vectors = store.vectors()
    question = embedder.embed_questions(["paragraphe du texte"])[0]
    cosines = dict(zip(ids, (vectors @ question).tolist(), strict=True))
    for hit in hits:
        assert hit.parts.dense == pytest.approx(cosines[hit.passage.id], abs=1e-6)


def what_a_rollback_brings(home: Path) -> dict[str, str] | None:
    """Go back in a copy of the home; None where there is nothing to go back to."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(shutil.copytree(home, Path(folder) / "home"))
        with SqliteStore.open(copy) as store:
            embedder, before = HashedWords(), contents(store)
            keeper = synchroniser(store, embedder)
            if keeper.status().earlier == 0:
                return None
            keeper.rollback()
            restored = contents(store)
            require_sound(store)
            require_searchable(store)
            keeper.rollback()
            assert contents(store) == before
            assert embedder.passages_embedded == 0
    return restored


def run(home: Path, what: str, *, seconds: float | None) -> float | None:
    """Run the writer, kill it after `seconds`, and return how long it took if it ended by itself."""
    arguments = [sys.executable, "-c", WRITER, str(home), what]
    with subprocess.Popen(arguments, cwd=ROOT, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
        began = time.perf_counter()
        if seconds is not None:
            time.sleep(seconds)
            writer.kill()
        return time.perf_counter() - began if writer.wait() == 0 else None


def crash_repeatedly(tmp_path: Path, rounds: int, seed: int) -> None:
    """Change the files, kill what runs at a random moment, check, and let the next synchronisation finish or not."""
    chance = random.Random(seed)
    home, folder = tmp_path / "home", tmp_path / "texts"
    folder.mkdir()
    write_texts(folder, 0)
    with SqliteStore.open(home) as store:
        synchroniser(store, HashedWords()).register([folder])
    longest = {"synchronise": run(home, "synchronise", seconds=None) or 0.0}
    write_texts(folder, rounds + 1)
    longest["rebuild"] = run(home, "rebuild", seconds=None) or 0.0
    longest["rollback"] = run(home, "rollback", seconds=None) or 0.0
    assert all(longest.values())
    killed = dict.fromkeys(longest, 0)
    for number in range(1, rounds + 1):
        with SqliteStore.open(home) as store:
            generation, before = store.generation, contents(store)
        earlier = what_a_rollback_brings(home)
        write_texts(folder, number)
        what = chance.choice(["synchronise", "synchronise", "rebuild", "rollback", "rollback"])
        killed[what] += run(home, what, seconds=chance.uniform(0.0, longest[what])) is None
        with SqliteStore.open(home) as store:
            require_sound(store)
            require_searchable(store)
            assert store.generation in (generation, generation + 1)
            switched = store.generation == generation + 1
            after = earlier if what == "rollback" else on_disk(folder)
            assert contents(store) == (after if switched else before)
        assert what_a_rollback_brings(home) == (before if switched else earlier)
        if chance.random() < 0.5:
            assert run(home, "synchronise", seconds=None) is not None
            with SqliteStore.open(home) as store:
                assert contents(store) == on_disk(folder)
                require_sound(store)
                assert staged(store) == []
    assert sum(killed.values()) >= rounds // 3
    assert rounds < len(killed) * 5 or all(killed.values())


def staged(store: SqliteStore) -> list[tuple[object, ...]]:
    with store.connections.reading() as connection:
        return connection.execute("SELECT source FROM staged").fetchall()


def test_a_killed_synchronisation_loses_nothing(tmp_path: Path) -> None:
    crash_repeatedly(tmp_path, rounds=6, seed=3)


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_fifty_killed_synchronisations_lose_nothing(tmp_path: Path) -> None:
    crash_repeatedly(tmp_path, rounds=50, seed=4)


def test_killed_while_embedding_the_next_run_embeds_only_what_is_missing(tmp_path: Path) -> None:
    home, folder = tmp_path / "home", tmp_path / "texts"
    folder.mkdir()
    write_texts(folder, 0)
    with SqliteStore.open(home) as store:
        keeper = synchroniser(store, HashedWords())
        keeper.register([folder])
        arguments = [sys.executable, "-c", WRITER.replace("0.002", "0.05"), str(home), "synchronise"]
        with subprocess.Popen(arguments, cwd=ROOT, stdout=subprocess.PIPE, text=True) as writer:
            while cached(store) < 8:
                assert writer.poll() is None
                time.sleep(0.005)
            writer.kill()
        kept = cached(store)
        assert (store.generation, kept >= 8) == (0, True)
        report = keeper.synchronise()
        assert report.reused == kept
        assert report.embedded + report.reused == report.passages
        require_sound(store)


def cached(store: SqliteStore) -> int:
    with store.connections.reading() as connection:
        return int(connection.execute("SELECT COUNT(*) FROM vectors").fetchone()[0])
