"""Going back to the generation before: what comes back, what it costs, and when it is refused."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from index.connections import exclusively
from index.errors import Cancelled, NothingToRestore, StoreBusy, StoreError, StoreMismatch
from index.planning import Duplicate, Move, Plan
from index.records import Kind
from index.reports import Progress
from index.retrieval import HybridRetriever
from index.store import FILE_NAME, SqliteStore
from index.synchronising import LOCK_NAME, Synchroniser
from tests.index.conftest import HORSES, POLES, WORKS
from tests.index.fakes import HashedWords, require_sound, synchroniser

Picture = tuple[object, ...]


def picture(store: SqliteStore) -> Picture:
    """Everything that a search, the status and the next plan depend on."""
    ids, vectors = store.vectors()
    terms = ["cheval", "muse", "accord", "lyonbiopol", "juillet", "galop"]
    return (
        store.documents(),
        store.passages(ids),
        vectors.tobytes(),
        store.lexical(terms, 100),
        store.files(),
        store.registered(),
        store.fingerprints(),
    )


def at(folder: Path, *names: str) -> tuple[str, ...]:
    return tuple(str(folder / f"{name}.txt") for name in names)


@pytest.fixture
def before(keeper: Synchroniser, store: SqliteStore, folder: Path) -> Picture:
    """Make two generations that differ in every way a file can, and return what the first one looked like."""
    (folder / "gone.txt").write_text("Parti\n\nUn texte qui part.\n", encoding="utf-8")
    (folder / "spoiled.txt").write_text("Gâté\n\nUn texte qui se gâte.\n", encoding="utf-8")
    keeper.synchronise()
    first = picture(store)
    (folder / "new.txt").write_text("Nouveau\n\nUn pôle nouveau.\n", encoding="utf-8")
    (folder / "poles.txt").write_text(POLES.replace("2008", "2010"), encoding="utf-8")
    (folder / "horses.txt").rename(folder / "a-horse.txt")
    (folder / "gone.txt").unlink()
    (folder / "twin.txt").write_text(WORKS, encoding="utf-8")
    (folder / "spoiled.txt").write_text("!damaged", encoding="utf-8")
    keeper.synchronise()
    return first


def test_a_rollback_brings_everything_back_and_embeds_nothing(
    keeper: Synchroniser, store: SqliteStore, embedder: HashedWords, folder: Path, before: Picture
) -> None:
    embedded = embedder.passages_embedded
    report = keeper.rollback()
    assert picture(store) == before
    ((moved, moved_back),) = zip(at(folder, "a-horse"), at(folder, "horses"), strict=True)
    assert report.plan == Plan(
        new=at(folder, "gone"),
        changed=at(folder, "poles"),
        removed=at(folder, "new", "twin"),
        unchanged=at(folder, "spoiled", "works"),
        generation=2,
        moved=(Move(moved, moved_back),),
    )
    assert (report.generation, report.restored, report.embedded, report.passages) == (3, 1, 0, 13)
    assert embedder.passages_embedded == embedded
    require_sound(store)


def test_a_second_rollback_returns_to_where_the_first_began(
    keeper: Synchroniser, store: SqliteStore, folder: Path, before: Picture
) -> None:
    after = picture(store)
    keeper.rollback()
    report = keeper.rollback()
    assert picture(store) == after
    assert (report.generation, report.restored) == (4, 2)
    (original,) = at(folder, "works")
    assert [(copy.source, copy.original) for copy in report.plan.duplicates] == [(*at(folder, "twin"), original)]
    assert [failure.source for failure in report.plan.failed] == list(at(folder, "spoiled"))
    lines = [(line.generation, line.kind, line.restored, line.embedded) for line in keeper.history()]
    assert lines == [
        (4, Kind.ROLLBACK, 2, 0),
        (3, Kind.ROLLBACK, 1, 0),
        (2, Kind.SYNCHRONISATION, 0, 3),
        (1, Kind.SYNCHRONISATION, 0, 13),
    ]
    require_sound(store)


def test_the_status_says_what_was_rolled_back_and_the_next_synchronisation_redoes_it(
    keeper: Synchroniser, store: SqliteStore, embedder: HashedWords, folder: Path, before: Picture
) -> None:
    status = keeper.status()
    assert (status.generation, status.restored, status.earlier) == (2, 0, 1)
    keeper.rollback()
    status = keeper.status()
    assert (status.generation, status.restored, status.earlier) == (3, 1, 2)
    embedded = embedder.passages_embedded
    plan = keeper.plan()
    assert (plan.new, plan.changed, plan.removed) == (at(folder, "new"), at(folder, "poles"), at(folder, "gone"))
    assert plan.moved == (Move(*at(folder, "horses"), *at(folder, "a-horse")),)
    assert plan.duplicates == (Duplicate(*at(folder, "twin"), *at(folder, "works")),)
    report = keeper.apply(plan)
    assert (report.generation, report.embedded, embedder.passages_embedded) == (4, 0, embedded)
    status = keeper.status()
    assert (status.restored, status.earlier) == (0, 1)
    require_sound(store)


def test_an_index_that_was_filled_once_has_nothing_to_go_back_to(keeper: Synchroniser, store: SqliteStore) -> None:
    for _ in range(2):
        with pytest.raises(NothingToRestore, match="no earlier generation to go back to"):
            keeper.rollback()
        keeper.synchronise()
    assert (store.generation, keeper.status().earlier) == (1, 0)


def test_only_the_last_change_is_kept(keeper: Synchroniser, store: SqliteStore, folder: Path) -> None:
    keeper.synchronise()
    for number in range(3):
        (folder / "works.txt").write_text(f"Œuvres {number}\n\nUn seul.\n", encoding="utf-8")
        keeper.synchronise()
    with store.connections.reading() as connection:
        kept = connection.execute("SELECT source, json_extract(document, '$[2]') FROM replaced_documents").fetchall()
    assert kept == [(*at(folder, "works"), "Œuvres 1")]


@pytest.mark.parametrize("undone", ["add", "remove"])
def test_registered_paths_come_back_too(
    keeper: Synchroniser, store: SqliteStore, folder: Path, tmp_path: Path, undone: str
) -> None:
    keeper.synchronise()
    other = tmp_path.resolve() / "other.txt"
    other.write_text("Autre\n\nUn autre texte.\n", encoding="utf-8")
    if undone == "add":
        keeper.register([other])
    else:
        keeper.unregister([folder / "horses.txt"])
    keeper.synchronise()
    after = store.registered()
    keeper.rollback()
    assert store.registered() == {str(folder): True}
    assert keeper.plan().empty
    keeper.rollback()
    assert store.registered() == after
    assert keeper.plan().empty


def test_paths_registered_before_and_after_the_undone_change_stay(
    keeper: Synchroniser, store: SqliteStore, folder: Path, tmp_path: Path
) -> None:
    early, late = tmp_path.resolve() / "early", tmp_path.resolve() / "late"
    for empty in (early, late):
        empty.mkdir()
    keeper.synchronise()
    keeper.register([early])
    keeper.synchronise()
    (early / "note.txt").write_text("Tôt\n\nUn texte venu plus tard.\n", encoding="utf-8")
    keeper.synchronise()
    keeper.register([late])
    keeper.rollback()
    assert store.registered() == {str(early): True, str(folder): True, str(late): True}
    assert keeper.plan().new == (str(early / "note.txt"),)


def test_searches_never_confuse_a_generation_with_the_one_it_restores(
    keeper: Synchroniser, store: SqliteStore, embedder: HashedWords, folder: Path
) -> None:
    keeper.synchronise()
    retriever = HybridRetriever(store, embedder)
    home = {path.name for path in store.home.glob("vectors-*.faiss")}
    seen = [found(retriever)]
    (folder / "horses.txt").write_text(HORSES.replace("galope", "trotte"), encoding="utf-8")
    keeper.synchronise()
    seen.append(found(retriever))
    for _ in range(3):
        keeper.rollback()
        seen.append(found(retriever))
        assert found(HybridRetriever(store, embedder)) == seen[-1]
        assert [path.name for path in store.home.glob("vectors-*.faiss")] == [f"vectors-{store.generation}.faiss"]
    assert home == set()
    assert seen == [seen[0], seen[1]] * 2 + [seen[0]]
    assert seen[0] != seen[1]


def found(retriever: HybridRetriever) -> list[tuple[str, float]]:
    return [(hit.passage.text, hit.score) for hit in retriever.search("Le cheval galope dans la prairie", 3)]


def test_a_rebuild_for_another_model_is_undone_with_the_first_model_configured_again(
    keeper: Synchroniser, store: SqliteStore, embedder: HashedWords, folder: Path
) -> None:
    keeper.synchronise()
    first = picture(store)
    other = HashedWords("hashed-words-2", dimension=32)
    changed = synchroniser(store, other)
    changed.rebuild()
    second = picture(store)
    with pytest.raises(StoreMismatch, match="stored 'hashed-words-1', configured 'hashed-words-2'"):
        changed.rollback()
    assert (store.generation, picture(store)) == (2, second)
    report = keeper.rollback()
    assert (report.plan.empty, report.generation, picture(store)) == (True, 3, first)
    assert embedder.passages_embedded == 9
    require_sound(store)
    changed.rollback()
    assert picture(store) == second
    require_sound(store)


def test_a_rebuild_keeps_only_what_it_changes(keeper: Synchroniser, store: SqliteStore, folder: Path) -> None:
    keeper.synchronise()
    first = picture(store)
    (folder / "works.txt").write_text(WORKS.replace("2012", "2013"), encoding="utf-8")
    keeper.rebuild()
    assert [line.kind for line in keeper.history()] == [Kind.REBUILD, Kind.SYNCHRONISATION]
    with store.connections.reading() as connection:
        assert connection.execute("SELECT source FROM replaced_documents").fetchall() == [at(folder, "works")]
    keeper.rollback()
    assert picture(store)[:4] == first[:4]
    require_sound(store)


def test_a_rollback_waits_for_a_synchronisation(keeper: Synchroniser, store: SqliteStore, before: Picture) -> None:
    with (
        exclusively(store.home / LOCK_NAME, wait_seconds=0),
        pytest.raises(StoreBusy, match="another synchronisation is running"),
    ):
        keeper.rollback()
    assert keeper.rollback().generation == 3


def test_a_rollback_that_is_stopped_changes_nothing(keeper: Synchroniser, store: SqliteStore, before: Picture) -> None:
    after = picture(store)

    def stop(progress: Progress) -> None:
        raise Cancelled("stopped by hand")

    with pytest.raises(Cancelled, match="stopped by hand"):
        keeper.rollback(progress=stop)
    assert (store.generation, picture(store)) == (2, after)
    keeper.rollback()
    assert picture(store) == before


def test_a_lost_vector_refuses_the_rollback(keeper: Synchroniser, store: SqliteStore, before: Picture) -> None:
    after = picture(store)
    with closing(sqlite3.connect(store.home / FILE_NAME, isolation_level=None)) as connection:
        connection.execute("DELETE FROM vectors WHERE released IS NOT NULL")
    with pytest.raises(StoreError, match="3 passages would be left without a vector: nothing was changed"):
        keeper.rollback()
    assert (store.generation, picture(store)) == (2, after)


def test_a_synchronisation_that_was_cut_short_does_not_get_into_a_rollback(
    keeper: Synchroniser, store: SqliteStore, folder: Path, before: Picture
) -> None:
    (folder / "late.txt").write_text("Tard\n\nUn texte interrompu.\n", encoding="utf-8")

    def stop(progress: Progress) -> None:
        if progress.step == "embedding":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        keeper.synchronise(progress=stop)
    keeper.rollback()
    assert picture(store) == before
    require_sound(store)
