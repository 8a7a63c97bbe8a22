"""Files that are renamed or moved: shown as such, and nothing is read or embedded anew that need not be."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.documents import Document
from corpus.errors import UnreadableDocument
from corpus.french import terms
from index.moves import match_moves
from index.planning import Duplicate, Failure, Move, Plan
from index.records import FileRecord, FileState
from index.store import FILE_NAME, SqliteStore
from index.synchronising import Synchroniser
from tests.index.conftest import HORSES
from tests.index.fakes import HashedWords, find_texts, read_paragraphs, require_sound, split_paragraphs


def record(content: str, data: str = "") -> FileRecord:
    return FileRecord("", 0, 0, 0, data, content, FileState.INDEXED)


def test_each_old_name_is_used_once_and_the_same_name_goes_first() -> None:
    gone = {"/a/x": record("1"), "/a/y": record("1"), "/a/z": record("2", "bytes"), "/a/empty": record("")}
    came = {
        "/b/w": record("1"),
        "/b/y": record("1"),
        "/b/v": record("3", "bytes"),
        "/b/u": record("1"),
        "/c": record(""),
    }
    assert match_moves(gone, came) == {"/b/y": "/a/y", "/b/u": "/a/x", "/b/v": "/a/z"}


def test_a_renamed_file_is_moved_and_nothing_is_embedded(
    keeper: Synchroniser, store: SqliteStore, embedder: HashedWords, folder: Path
) -> None:
    keeper.synchronise()
    old, new = folder / "horses.txt", folder / "chevaux.txt"
    old.rename(new)
    plan = keeper.plan()
    assert plan == Plan(
        unchanged=(str(folder / "poles.txt"), str(folder / "works.txt")),
        generation=1,
        moved=(Move(str(old), str(new)),),
    )
    report = keeper.apply(plan)
    assert (report.generation, report.embedded, report.reused, report.passages) == (2, 0, 3, 9)
    assert embedder.passages_embedded == 9
    assert {document.source for document in store.documents()} == {
        str(new),
        str(folder / "poles.txt"),
        str(folder / "works.txt"),
    }
    assert keeper.history()[0].moved == 1
    require_sound(store)


def test_a_renamed_folder_is_not_even_read(
    keeper: Synchroniser, store: SqliteStore, embedder: HashedWords, folder: Path
) -> None:
    inside = folder / "before"
    inside.mkdir()
    for name in ("horses.txt", "poles.txt", "works.txt"):
        (folder / name).rename(inside / name)
    keeper.synchronise()
    before = [replace(document, id="", source="") for document in store.documents()]

    def read_nothing(path: Path) -> Document:
        raise AssertionError(f"{path} was read again")

    again = Synchroniser(store, embedder, read=read_nothing, split=split_paragraphs, find=find_texts, analyse=terms)
    inside.rename(folder / "after")
    report = again.synchronise()
    assert [(Path(move.old).parent.name, Path(move.new).parent.name) for move in report.plan.moved] == [
        ("before", "after")
    ] * 3
    assert (report.plan.new, report.plan.removed, report.embedded) == ((), (), 0)
    assert [replace(document, id="", source="") for document in store.documents()] == before
    assert again.plan().empty
    require_sound(store)


def test_what_the_text_of_a_moved_file_lacks_is_still_known(store: SqliteStore, folder: Path) -> None:
    def read(path: Path) -> Document:
        return replace(read_paragraphs(path), warnings=("page 2 has no text",))

    keeper = Synchroniser(store, HashedWords(), read=read, split=split_paragraphs, find=find_texts, analyse=terms)
    keeper.register([folder])
    keeper.synchronise()
    (folder / "deep").mkdir()
    (folder / "horses.txt").rename(folder / "deep" / "horses.txt")
    keeper.synchronise()
    assert [file.warning for file in keeper.status().files] == ["page 2 has no text"] * 3


def test_a_moved_file_keeps_its_postings(keeper: Synchroniser, store: SqliteStore, folder: Path) -> None:
    keeper.synchronise()
    before = tables(store)
    (folder / "horses.txt").rename(folder / "chevaux.txt")
    keeper.synchronise()
    assert tables(store) == before


def test_a_changed_paragraph_leaves_the_postings_of_the_others(
    keeper: Synchroniser, store: SqliteStore, folder: Path
) -> None:
    keeper.synchronise()
    _, _, _, before = tables(store)
    path = folder / "horses.txt"
    path.write_text("Chevaux\n\nUn début inséré.\n\n" + HORSES.removeprefix("Chevaux\n\n"), encoding="utf-8")
    report = keeper.synchronise()
    assert (report.embedded, report.reused) == (1, 3)
    _, _, _, after = tables(store)
    assert set(before) < set(after)
    assert len(after) == len(before) + 1
    require_sound(store)


def tables(store: SqliteStore) -> tuple[list[tuple[object, ...]], ...]:
    with closing(sqlite3.connect(store.home / FILE_NAME)) as connection:
        return tuple(
            connection.execute(query).fetchall()
            for query in (
                "SELECT * FROM terms ORDER BY number",
                "SELECT * FROM postings ORDER BY term, block",
                "SELECT * FROM blocks ORDER BY number",
                "SELECT number, text_hash, terms FROM passages ORDER BY number",
            )
        )


def test_a_file_that_moves_and_changes_is_removed_and_new(keeper: Synchroniser, folder: Path) -> None:
    keeper.synchronise()
    (folder / "horses.txt").unlink()
    (folder / "chevaux.txt").write_text(HORSES.replace("galope", "trotte"), encoding="utf-8")
    plan = keeper.plan()
    assert (plan.new, plan.removed) == ((str(folder / "chevaux.txt"),), (str(folder / "horses.txt"),))
    assert plan.moved == ()


def test_a_title_that_is_the_file_name_changes_with_it(store: SqliteStore, folder: Path) -> None:
    def read(path: Path) -> Document:
        document = read_paragraphs(path)
        return replace(document, title=path.stem, content_hash=f"{path.stem} {document.content_hash}")

    keeper = Synchroniser(store, HashedWords(), read=read, split=split_paragraphs, find=find_texts, analyse=terms)
    keeper.register([folder])
    keeper.synchronise()
    (folder / "horses.txt").rename(folder / "chevaux.txt")
    report = keeper.synchronise()
    assert report.plan.moved == (Move(str(folder / "horses.txt"), str(folder / "chevaux.txt")),)
    assert (report.embedded, report.passages) == (3, 9)
    assert "chevaux" in [document.title for document in store.documents()]
    require_sound(store)


def test_a_moved_file_with_a_twin_is_moved_and_a_duplicate(
    keeper: Synchroniser, store: SqliteStore, folder: Path
) -> None:
    keeper.synchronise()
    (folder / "horses.txt").unlink()
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text(HORSES, encoding="utf-8")
    plan = keeper.synchronise().plan
    first, second = str(folder / "a.txt"), str(folder / "b.txt")
    assert plan.moved == (Move(str(folder / "horses.txt"), first),)
    assert plan.duplicates == (Duplicate(second, first),)
    assert (plan.new, plan.removed, store.passage_count()) == ((), (), 9)
    require_sound(store)


def test_a_moved_file_that_fails_only_now_is_removed_at_its_old_name(
    store: SqliteStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Nothing read for the plan is kept, so that the file is read once more to be indexed.
    reads: list[str] = []

    def read(path: Path) -> Document:
        reads.append(path.name)
        if reads.count("chevaux.txt") == 2:
            raise UnreadableDocument(str(path), "gone meanwhile")
        return read_paragraphs(path)

    keeper = Synchroniser(store, HashedWords(), read=read, split=split_paragraphs, find=find_texts, analyse=terms)
    keeper.register([folder])
    keeper.synchronise()
    monkeypatch.setattr("index.planning._CHARACTERS_KEPT", 0)
    old, new = folder / "horses.txt", folder / "chevaux.txt"
    old.rename(new)
    plan = keeper.synchronise().plan
    assert (plan.moved, plan.removed, plan.failed) == ((), (str(old),), (Failure(str(new), "gone meanwhile"),))
    assert len(store.documents()) == 2
    require_sound(store)


def test_a_file_that_comes_back_later_elsewhere_is_new_and_embeds_nothing(
    keeper: Synchroniser, store: SqliteStore, folder: Path, tmp_path: Path
) -> None:
    keeper.synchronise()
    (folder / "horses.txt").rename(tmp_path / "horses.txt")
    assert keeper.synchronise().plan.removed == (str(folder / "horses.txt"),)
    keeper.register([tmp_path / "horses.txt"])
    report = keeper.synchronise()
    assert report.plan.new == (str(tmp_path.resolve() / "horses.txt"),)
    assert report.embedded == 0


def test_a_rebuild_after_a_move_keeps_the_new_name_only(keeper: Synchroniser, store: SqliteStore, folder: Path) -> None:
    keeper.synchronise()
    (folder / "horses.txt").rename(folder / "chevaux.txt")
    keeper.rebuild()
    assert sorted(Path(document.source).name for document in store.documents()) == [
        "chevaux.txt",
        "poles.txt",
        "works.txt",
    ]
    assert store.passage_count() == 9
    require_sound(store)
