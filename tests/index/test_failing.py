"""What stops a synchronisation from within: a full disk, a person who cancels, another one at the same time."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from index import connections
from index.connections import exclusively
from index.errors import Cancelled, StoreBusy, StoreFull
from index.reports import Progress, Step
from index.retrieval import HybridRetriever
from index.store import FILE_NAME, SqliteStore
from index.synchronising import LOCK_NAME, Synchroniser
from tests.index.conftest import POLES
from tests.index.fakes import HashedWords, require_sound, synchroniser

ROOT = Path(__file__).parents[2]


def contents(store: SqliteStore) -> dict[str, str]:
    return {Path(document.source).name: document.text for document in store.documents()}


def pages(home: Path) -> int:
    with closing(sqlite3.connect(home / FILE_NAME)) as connection:
        return int(connection.execute("PRAGMA page_count").fetchone()[0])


@pytest.fixture
def limit(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Limit the database's size, so that SQLite itself says that the disk is full."""
    connect = connections.connect
    most = [2**30]

    def limited(path: Path, **options: bool) -> sqlite3.Connection:
        connection = connect(path, **options)
        connection.execute(f"PRAGMA max_page_count = {most[0]}")
        return connection

    monkeypatch.setattr(connections, "connect", limited)
    return lambda number: most.__setitem__(0, number)


@pytest.mark.parametrize("action", ["synchronise", "rebuild", "rollback"])
def test_a_full_disk_changes_nothing_whenever_it_happens(
    keeper: Synchroniser, folder: Path, embedder: HashedWords, limit: Callable[[int], None], action: str
) -> None:
    keeper.synchronise()
    for number in range(30):
        (folder / f"{number:02}.txt").write_text(f"Texte {number}\n\n{'Un pôle. ' * 300}\n", encoding="utf-8")
    home = keeper._store.home
    if action == "rollback":
        keeper.synchronise()
        for path in folder.iterdir():
            path.unlink()
        keeper.synchronise()
        # Give back the pages that are free now, so that going back needs new ones.
        with closing(sqlite3.connect(home / FILE_NAME)) as connection:
            connection.execute("VACUUM")
    with SqliteStore.open(home) as store:
        generation, before = store.generation, contents(store)
    errors: list[str] = []
    while True:
        limit(pages(home) + 16 * len(errors))
        with SqliteStore.open(home) as store:
            again = synchroniser(store, embedder)
            try:
                getattr(again, action)()
            except StoreFull as error:
                errors.append(str(error))
            else:
                break
        with SqliteStore.open(home) as store:
            assert (store.generation, contents(store)) == (generation, before)
            require_sound(store)
    assert len(errors) >= 2
    for message in errors:
        assert "database or disk is full" in message
        assert "everything in it is as it was before" in message
    with SqliteStore.open(home) as store:
        assert store.generation == generation + 1
        assert len(contents(store)) == 33
        require_sound(store)


@pytest.mark.parametrize("step", [Step.READING, Step.EMBEDDING, Step.STORING])
@pytest.mark.parametrize("error", [Cancelled, KeyboardInterrupt])
def test_a_synchronisation_that_is_cancelled_changes_nothing_and_goes_on_later(
    keeper: Synchroniser,
    store: SqliteStore,
    folder: Path,
    embedder: HashedWords,
    step: Step,
    error: type[BaseException],
) -> None:
    keeper.synchronise()
    (folder / "poles.txt").write_text(POLES.replace("2008", "2010"), encoding="utf-8")
    before = contents(store)

    def cancel(progress: Progress) -> None:
        if progress.step is step:
            raise error("by hand")

    for work in (keeper.synchronise, keeper.rebuild):
        with pytest.raises(error, match="by hand"):
            work(progress=cancel)
        assert (store.generation, contents(store)) == (1, before)
        require_sound(store)
        assert HybridRetriever(store, embedder).search("accord 2008", 1)[0].document.text == POLES
    # What was embedded is not embedded again.
    embedded = embedder.passages_embedded
    report = keeper.synchronise()
    assert (report.generation, report.embedded) == (2, 1 if step is Step.READING else 0)
    assert embedder.passages_embedded == embedded + report.embedded
    require_sound(store)


WRITER = """
import sys
from pathlib import Path
from index.store import SqliteStore
from tests.index.fakes import HashedWords, synchroniser

with SqliteStore.open(Path(sys.argv[1])) as store:
    report = synchroniser(store, HashedWords(delay=0.01), wait_seconds=60.0).synchronise()
    print(report.generation, report.embedded)
"""


def test_two_processes_at_once_do_the_work_once(keeper: Synchroniser, store: SqliteStore) -> None:
    command = [sys.executable, "-c", WRITER, str(store.home)]
    both = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    outputs = sorted(process.communicate(timeout=120)[0] for process in both)
    assert [process.returncode for process in both] == [0, 0]
    assert outputs == ["1 0\n", "1 9\n"]
    require_sound(store)


def test_who_comes_second_waits_and_then_sees_that_nothing_is_left_to_do(
    keeper: Synchroniser, store: SqliteStore, embedder: HashedWords
) -> None:
    second = synchroniser(store, embedder, wait_seconds=30.0)
    plan = second.plan()
    began, go_on = threading.Event(), threading.Event()

    def slowly(progress: Progress) -> None:
        began.set()
        go_on.wait(30)

    thread = threading.Thread(target=keeper.apply, args=(keeper.plan(),), kwargs={"progress": slowly})
    thread.start()
    began.wait(30)
    timer = threading.Timer(0.3, go_on.set)
    timer.start()
    report = second.apply(plan)
    thread.join()
    timer.join()
    assert (report.plan.empty, report.generation, report.embedded) == (True, 1, 0)
    assert embedder.passages_embedded == 9


def test_who_may_not_write_the_lock_is_not_told_to_wait(tmp_path: Path) -> None:
    (tmp_path / LOCK_NAME).mkdir()
    with (
        pytest.raises(Exception, match="unable to open database file") as caught,
        exclusively(tmp_path / LOCK_NAME, wait_seconds=0),
    ):
        pass
    assert not isinstance(caught.value, StoreBusy | sqlite3.Error)
