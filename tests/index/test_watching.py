"""Following the registered folders, with real files and the system's own announcements."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from index.errors import WatchError
from index.store import SqliteStore
from index.synchronising import Synchroniser
from index.watching import Concerns, Pace, follow
from tests.index.fakes import require_sound

QUICK = Pace(quiet=0.05, longest=2.0, look=0.1, everything=3600.0, retry=0.1)
ANNOUNCED = Pace(quiet=0.05, longest=2.0, look=60.0, everything=3600.0, retry=0.1)
"""Nothing is found by looking: what is noticed was announced by the system."""


class Counted:
    """Synchronises, and counts; fails as long as `broken`."""

    def __init__(self, keeper: Synchroniser) -> None:
        self._keeper = keeper
        self.times = 0
        self.broken = False

    def __call__(self) -> bool:
        self.times += 1
        if self.broken:
            return False
        self._keeper.synchronise()
        return True


@contextmanager
def following(store: SqliteStore, keeper: Synchroniser, pace: Pace = QUICK) -> Iterator[Counted]:
    """Follow in a thread, from after the first call on."""
    act, stop = Counted(keeper), threading.Event()
    thread = threading.Thread(target=follow, args=(store, act), kwargs={"pace": pace, "stop": stop})
    thread.start()
    try:
        yield act
    finally:
        stop.set()
        thread.join(timeout=30)
        assert not thread.is_alive()


def soon(what: Callable[[], bool]) -> None:
    """Wait until something is so."""
    limit = time.monotonic() + 20
    while not what():
        assert time.monotonic() < limit, "it did not happen within 20 seconds"
        time.sleep(0.02)


def names(store: SqliteStore) -> list[str]:
    return sorted(Path(document.source).name for document in store.documents())


def test_files_that_come_change_move_and_go_are_followed(
    keeper: Synchroniser, store: SqliteStore, folder: Path
) -> None:
    keeper.synchronise()
    with following(store, keeper):
        (folder / "new.txt").write_text("Nouveau\n", encoding="utf-8")
        soon(lambda: "new.txt" in names(store))
        (folder / "new.txt").rename(folder / "newer.txt")
        soon(lambda: names(store) == ["horses.txt", "newer.txt", "poles.txt", "works.txt"])
        (folder / "newer.txt").write_text("Changé\n", encoding="utf-8")
        soon(lambda: "Changé" in [document.title for document in store.documents()])
        (folder / "newer.txt").unlink()
        soon(lambda: "newer.txt" not in names(store))
        (folder / "deep").mkdir()
        (folder / "deep" / "note.txt").write_text("Profond\n", encoding="utf-8")
        soon(lambda: "note.txt" in names(store))
    require_sound(store)


def test_many_changes_in_a_row_are_one(keeper: Synchroniser, store: SqliteStore, folder: Path) -> None:
    pace = Pace(quiet=1.0, longest=30.0, look=0.1, everything=3600.0)
    with following(store, keeper, pace) as act:
        soon(lambda: act.times == 1)
        for number in range(20):
            (folder / f"{number}.txt").write_text(f"Texte {number}\n", encoding="utf-8")
            time.sleep(0.01)
        soon(lambda: len(names(store)) == 23)
        assert act.times == 2


def test_what_fails_is_tried_again_without_another_change(
    keeper: Synchroniser, store: SqliteStore, folder: Path
) -> None:
    keeper.synchronise()
    with following(store, keeper) as act:
        soon(lambda: act.times == 1)
        act.broken = True
        (folder / "new.txt").write_text("Nouveau\n", encoding="utf-8")
        soon(lambda: act.times >= 4)
        act.broken = False
        soon(lambda: "new.txt" in names(store))


def test_a_folder_that_goes_away_and_comes_back_is_followed_again(
    keeper: Synchroniser, store: SqliteStore, folder: Path
) -> None:
    keeper.synchronise()
    with following(store, keeper):
        away = folder.rename(folder.with_name("away"))
        soon(lambda: names(store) == [])
        away.rename(folder)
        soon(lambda: len(names(store)) == 3)
        (folder / "new.txt").write_text("Nouveau\n", encoding="utf-8")
        soon(lambda: "new.txt" in names(store))


def test_a_path_registered_meanwhile_is_followed_too(
    keeper: Synchroniser, store: SqliteStore, folder: Path, tmp_path: Path
) -> None:
    keeper.unregister([folder])
    file = tmp_path.resolve() / "single.txt"
    file.write_text("Seul\n", encoding="utf-8")
    with following(store, keeper):
        keeper.register([file])
        soon(lambda: names(store) == ["single.txt"])
        # As editors do: a new file takes the place of the old one.
        for title in ("Premier", "Second"):
            (tmp_path / "draft").write_text(f"{title}\n", encoding="utf-8")
            (tmp_path / "draft").replace(file)
            soon(partial(titled, store, title))


def titled(store: SqliteStore, title: str) -> bool:
    return [document.title for document in store.documents()] == [title]


def test_changes_are_announced_by_the_system(keeper: Synchroniser, store: SqliteStore, folder: Path) -> None:
    keeper.synchronise()
    with following(store, keeper, ANNOUNCED):
        time.sleep(0.5)
        (folder / "new.txt").write_text("Nouveau\n", encoding="utf-8")
        soon(lambda: "new.txt" in names(store))


def test_only_what_may_be_a_document_concerns() -> None:
    concerns = Concerns((Path("/a"), Path("/b/c.txt"), Path("/a/home/uploads")), Path("/a/home"))
    told = {
        path: concerns(Path(path))
        for path in (
            *("/a", "/a/x.txt", "/a/deep/x.txt", "/a/x.txt.meta.yaml", "/b/c.txt", "/a/home/uploads/x.txt"),
            *("/b/d.txt", "/a/.x.txt", "/a/.git/x.txt", "/a/home/interpoles.sqlite3-wal", "/a/home/uploads/.x.part"),
        )
    }
    assert list(told.values()) == [True] * 6 + [False] * 5


def test_the_program_does_not_follow_its_own_writing(
    keeper: Synchroniser, store: SqliteStore, folder: Path, tmp_path: Path
) -> None:
    keeper.register([tmp_path])
    assert store.home.parent == tmp_path
    with following(store, keeper) as act:
        soon(lambda: act.times == 1)
        (folder / "new.txt").write_text("Nouveau\n", encoding="utf-8")
        soon(lambda: "new.txt" in names(store))
        time.sleep(1.0)
        assert act.times == 2


def test_without_watchfiles_the_error_says_what_to_do(
    keeper: Synchroniser, store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    with pytest.raises(WatchError, match=r"needs the package watchfiles .* install it .*`interpoles sync`"):
        follow(store, lambda: True)


def test_a_system_that_cannot_follow_is_a_clear_error(
    keeper: Synchroniser, store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*paths: str, **options: object) -> Iterator[set[object]]:
        if paths:
            raise OSError(28, "OS file watch limit reached")
        yield set()

    monkeypatch.setattr("watchfiles.watch", full)
    with pytest.raises(WatchError, match=r"watch limit reached.*max_user_watches.*WATCHFILES_FORCE_POLLING"):
        follow(store, lambda: True)
