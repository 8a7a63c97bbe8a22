"""What a synchronisation does with new, changed, removed, duplicate and failing files."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from corpus.documents import Document, Passage
from corpus.errors import UnreadableDocument
from corpus.french import terms
from index.connections import exclusively
from index.contracts import Vectors
from index.errors import NotInStore, PathNotFound, StoreBusy, StoreError, StoreMismatch
from index.planning import Plan
from index.records import FileState
from index.retrieval import HybridRetriever
from index.store import SqliteStore
from index.synchronising import LOCK_NAME, Duplicate, Failure, Progress, Step, Synchroniser
from tests.index.conftest import HORSES, POLES, WORKS
from tests.index.fakes import (
    HashedWords,
    find_texts,
    read_paragraphs,
    require_sound,
    split_paragraphs,
    synchroniser,
)


def texts(store: SqliteStore) -> dict[str, str]:
    return {Path(document.source).name: document.text for document in store.documents()}


def cached_vectors(store: SqliteStore) -> int:
    with store.connections.reading() as connection:
        return int(connection.execute("SELECT COUNT(*) FROM vectors").fetchone()[0])


def test_a_first_synchronisation_indexes_every_file(
    keeper: Synchroniser, store: SqliteStore, folder: Path, embedder: HashedWords
) -> None:
    report = keeper.synchronise()
    names = tuple(str(folder / name) for name in ("horses.txt", "poles.txt", "works.txt"))
    assert report.plan == Plan(new=names)
    assert (report.generation, report.embedded, report.reused, report.passages) == (1, 9, 0, 9)
    assert embedder.passages_embedded == 9
    assert texts(store) == {"horses.txt": HORSES, "poles.txt": POLES, "works.txt": WORKS}
    require_sound(store)


def test_an_unchanged_corpus_is_neither_read_nor_embedded_again(
    keeper: Synchroniser, store: SqliteStore, folder: Path, embedder: HashedWords
) -> None:
    for path in folder.iterdir():
        os.utime(path, (1_300_000_000, 1_300_000_000))
    first = keeper.synchronise()

    def read_nothing(path: Path) -> Document:
        raise AssertionError(f"{path} was read again")

    again = Synchroniser(store, embedder, read=read_nothing, split=split_paragraphs, find=find_texts, analyse=terms)
    report = again.synchronise()
    assert report.plan == Plan(unchanged=first.plan.new, generation=1)
    assert (report.generation, report.embedded, embedder.passages_embedded) == (1, 0, 9)
    assert len(keeper.history()) == 1


def test_a_file_changed_within_the_clock_tick_is_noticed(
    keeper: Synchroniser, store: SqliteStore, folder: Path
) -> None:
    keeper.synchronise()
    path = folder / "horses.txt"
    before = path.stat()
    path.write_text(HORSES.replace("galope", "trotte"), encoding="utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    assert keeper.plan().changed == (str(path),)


def test_a_touched_file_is_unchanged_and_not_looked_into_the_next_time(
    keeper: Synchroniser, store: SqliteStore, folder: Path
) -> None:
    keeper.synchronise()
    os.utime(folder / "horses.txt", (1_300_000_000, 1_300_000_000))
    assert keeper.synchronise().plan.empty
    assert store.files()[str(folder / "horses.txt")].mtime_ns == 1_300_000_000 * 10**9


def test_a_changed_paragraph_embeds_only_that_passage(
    keeper: Synchroniser, store: SqliteStore, folder: Path, embedder: HashedWords
) -> None:
    keeper.synchronise()
    path = folder / "poles.txt"
    path.write_text(POLES.replace("2008", "2010"), encoding="utf-8")
    report = keeper.synchronise()
    assert report.plan.changed == (str(path),)
    assert (report.generation, report.embedded, report.reused, report.passages) == (2, 1, 2, 9)
    assert embedder.passages_embedded == 10
    assert "2008" not in "".join(texts(store).values())
    require_sound(store)


def test_a_removed_file_is_never_found_again_until_it_is_added_again(
    keeper: Synchroniser, store: SqliteStore, folder: Path, embedder: HashedWords
) -> None:
    keeper.synchronise()
    retriever = HybridRetriever(store, embedder)
    path = folder / "horses.txt"
    assert retriever.search("Le cheval galope", 1)[0].document.source == str(path)
    path.unlink()
    assert keeper.synchronise().plan.removed == (str(path),)
    for search in (retriever.search, retriever.dense, retriever.lexical):
        assert str(path) not in {hit.document.source for hit in search("Le cheval galope", 20)}
    assert store.document_frequencies(terms("cheval")) == dict.fromkeys(terms("cheval"), 0)
    require_sound(store)
    path.write_text(HORSES, encoding="utf-8")
    report = keeper.synchronise()
    assert (report.plan.new, report.embedded, report.reused) == ((str(path),), 0, 3)
    assert retriever.search("Le cheval galope", 1)[0].document.source == str(path)
    require_sound(store)


def test_a_duplicate_is_an_alias_and_takes_over_when_the_original_goes(
    keeper: Synchroniser, store: SqliteStore, folder: Path
) -> None:
    keeper.synchronise()
    original, copy = folder / "horses.txt", folder / "a-copy.txt"
    copy.write_text(HORSES, encoding="utf-8")
    report = keeper.synchronise()
    assert report.plan.duplicates == (Duplicate(str(copy), str(original)),)
    assert (report.embedded, report.passages) == (0, 9)
    assert store.files()[str(copy)].alias_of == str(original)
    assert keeper.synchronise().plan.empty
    original.unlink()
    report = keeper.synchronise()
    assert (report.plan.new, report.plan.removed) == ((str(copy),), (str(original),))
    assert (report.embedded, report.passages) == (0, 9)
    assert sorted(texts(store)) == ["a-copy.txt", "poles.txt", "works.txt"]
    require_sound(store)


def test_an_alias_that_changes_becomes_a_document_of_its_own(
    keeper: Synchroniser, store: SqliteStore, folder: Path
) -> None:
    copy = folder / "z-copy.txt"
    copy.write_text(HORSES, encoding="utf-8")
    report = keeper.synchronise()
    assert report.plan.duplicates == (Duplicate(str(copy), str(folder / "horses.txt")),)
    copy.write_text(HORSES + "\nUn paragraphe de plus.\n", encoding="utf-8")
    assert keeper.synchronise().plan.new == (str(copy),)
    copy.write_text(HORSES, encoding="utf-8")
    assert keeper.synchronise().plan.duplicates == (Duplicate(str(copy), str(folder / "horses.txt")),)
    assert len(store.documents()) == 3
    require_sound(store)


def test_a_file_that_becomes_unreadable_keeps_its_last_good_version(
    keeper: Synchroniser, store: SqliteStore, folder: Path
) -> None:
    keeper.synchronise()
    path = folder / "works.txt"
    path.write_text("!the file is encrypted", encoding="utf-8")
    report = keeper.synchronise()
    failure = Failure(str(path), "the file is encrypted")
    assert report.plan.failed == (failure,)
    assert report.generation == 1
    assert texts(store)["works.txt"] == WORKS
    status = keeper.status()
    assert status.failures == (failure,)
    row = next(row for row in status.files if row.source == str(path))
    assert (row.state, row.coverage is not None) == (FileState.FAILED, True)
    path.write_text(WORKS, encoding="utf-8")
    assert keeper.synchronise().plan.empty
    assert keeper.status().failures == ()
    require_sound(store)


def test_a_bad_file_does_not_stop_the_others(keeper: Synchroniser, store: SqliteStore, folder: Path) -> None:
    (folder / "bad.txt").write_text("!too short", encoding="utf-8")
    (folder / "worse.txt").write_bytes(b"ok\n")
    (folder / "worse.txt").chmod(0)
    readable = os.access(folder / "worse.txt", os.R_OK)  # root reads everything
    report = keeper.synchronise()
    assert Failure(str(folder / "bad.txt"), "too short") in report.plan.failed
    assert len(report.plan.failed) == (1 if readable else 2)
    assert {"horses.txt", "poles.txt", "works.txt"} <= set(texts(store))
    (folder / "bad.txt").unlink()
    assert Failure(str(folder / "bad.txt"), "too short") not in keeper.synchronise().plan.failed
    assert str(folder / "bad.txt") not in store.files()


def test_a_file_that_fails_only_when_applied_is_reported_as_failed(
    store: SqliteStore, embedder: HashedWords, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.planning._CHARACTERS_KEPT", 0)
    reads: list[str] = []

    def read_once(path: Path) -> Document:
        if reads.count(path.name) and path.name == "horses.txt":
            raise UnreadableDocument(str(path), "gone meanwhile")
        reads.append(path.name)
        return read_paragraphs(path)

    keeper = Synchroniser(store, embedder, read=read_once, split=split_paragraphs, find=find_texts, analyse=terms)
    keeper.register([folder])
    report = keeper.synchronise()
    assert report.plan.failed == (Failure(str(folder / "horses.txt"), "gone meanwhile"),)
    assert [Path(source).name for source in report.plan.new] == ["poles.txt", "works.txt"]
    assert sorted(texts(store)) == ["poles.txt", "works.txt"]
    require_sound(store)


def test_passages_that_are_not_in_the_text_fail_the_file(store: SqliteStore, folder: Path) -> None:
    def split_badly(document: Document) -> tuple[Passage, ...]:
        return tuple(replace(passage, start=passage.start + 1) for passage in split_paragraphs(document))

    keeper = Synchroniser(
        store,
        HashedWords(),
        read=read_paragraphs,
        split=split_badly,
        find=find_texts,
        analyse=terms,
    )
    keeper.register([folder])
    report = keeper.synchronise()
    assert len(report.plan.failed) == 3
    assert "is not in the text at its offsets" in report.plan.failed[0].reason
    assert (report.generation, store.passage_count()) == (0, 0)


def test_removing_by_path_by_id_and_inside_a_folder(keeper: Synchroniser, store: SqliteStore, folder: Path) -> None:
    keeper.synchronise()
    horses, works = str(folder / "horses.txt"), str(folder / "works.txt")
    identifier = next(document.id for document in store.documents() if document.source == works)
    assert keeper.unregister([Path(horses), identifier]) == (horses, works)
    assert keeper.registered() == (str(folder),)
    assert keeper.synchronise().plan.removed == (horses, works)
    assert sorted(texts(store)) == ["poles.txt"]
    keeper.register([Path(horses)])
    assert keeper.synchronise().plan.new == (horses,)
    keeper.unregister([folder])
    keeper.synchronise()
    assert sorted(texts(store)) == ["horses.txt"]
    with pytest.raises(NotInStore, match=r"not registered: nowhere; `interpoles status` lists"):
        keeper.unregister(["nowhere"])


def test_registering_what_does_not_exist_is_refused(keeper: Synchroniser, folder: Path) -> None:
    with pytest.raises(PathNotFound, match=r"no such file or folder: .*absent"):
        keeper.register([folder / "absent"])
    assert keeper.registered() == (str(folder),)


def test_a_registered_folder_that_is_gone_removes_its_files(
    keeper: Synchroniser, store: SqliteStore, folder: Path
) -> None:
    keeper.synchronise()
    folder.rename(folder.with_name("elsewhere"))
    assert len(keeper.synchronise().plan.removed) == 3
    assert store.documents() == ()
    assert (store.generation, store.passage_count(), store.vectors()[0]) == (2, 0, ())
    require_sound(store)


def test_a_folder_that_cannot_be_listed_keeps_its_documents(
    store: SqliteStore, embedder: HashedWords, folder: Path
) -> None:
    denied = False

    def find(path: Path) -> tuple[Path, ...]:
        if denied:
            raise PermissionError(13, "Permission denied")
        return find_texts(path)

    keeper = Synchroniser(store, embedder, read=read_paragraphs, split=split_paragraphs, find=find, analyse=terms)
    keeper.register([folder])
    keeper.synchronise()
    denied = True
    report = keeper.synchronise()
    assert (report.plan.removed, report.generation, len(store.documents())) == ((), 1, 3)
    assert Failure(str(folder), "the folder cannot be listed: Permission denied") in report.plan.failed
    denied = False
    assert keeper.synchronise().plan.failed == ()
    assert sorted(store.files()) == sorted(map(str, folder.iterdir()))


def test_a_plan_made_before_the_store_changed_is_made_again(
    keeper: Synchroniser, store: SqliteStore, folder: Path
) -> None:
    old = keeper.plan()
    synchroniser(store, HashedWords()).synchronise()
    report = keeper.apply(old)
    assert report.plan == Plan(unchanged=old.new, generation=1)
    assert store.generation == 1


def test_another_model_is_refused_until_the_rebuild(keeper: Synchroniser, store: SqliteStore, folder: Path) -> None:
    keeper.synchronise()
    other = HashedWords("hashed-words-2", dimension=32)
    changed = synchroniser(store, other)
    expected = (
        r"(?s)embedding model: stored 'hashed-words-1', configured 'hashed-words-2'.*"
        r"vector dimension: stored '64', configured '32'.*`interpoles rebuild`"
    )
    with pytest.raises(StoreMismatch, match=expected):
        changed.plan()
    with pytest.raises(StoreMismatch, match=expected):
        HybridRetriever(store, other).search("cheval")
    report = changed.rebuild()
    assert (report.generation, report.embedded, report.passages) == (2, 9, 9)
    assert store.vectors()[1].shape == (9, 32)
    require_sound(store)
    assert HybridRetriever(store, other).search("cheval", 1)[0].document.source == str(folder / "horses.txt")
    with pytest.raises(StoreMismatch, match="configured 'hashed-words-1'"):
        keeper.plan()


def test_another_splitter_or_analysis_is_refused(
    store: SqliteStore, keeper: Synchroniser, embedder: HashedWords
) -> None:
    keeper.synchronise()
    whole = Synchroniser(
        store, embedder, read=read_paragraphs, split=lambda d: split_paragraphs(d)[:1], find=find_texts, analyse=terms
    )
    with pytest.raises(StoreMismatch, match="splitter version: stored"):
        whole.plan()
    plain = Synchroniser(
        store, embedder, read=read_paragraphs, split=split_paragraphs, find=find_texts, analyse=str.split
    )
    with pytest.raises(StoreMismatch, match="French analysis version: stored"):
        plain.plan()
    with pytest.raises(StoreMismatch, match="French analysis version: stored"):
        HybridRetriever(store, embedder, analyse=str.split).search("cheval")


def test_a_rebuild_embeds_everything_and_keeps_what_cannot_be_read(
    keeper: Synchroniser, store: SqliteStore, folder: Path, embedder: HashedWords
) -> None:
    keeper.synchronise()
    (folder / "works.txt").write_text("!encrypted", encoding="utf-8")
    (folder / "horses.txt").unlink()
    (folder / "new.txt").write_text("Nouveau\n", encoding="utf-8")
    report = keeper.rebuild()
    assert (report.generation, report.embedded, report.reused, embedder.passages_embedded) == (2, 7, 0, 16)
    assert sorted(texts(store)) == ["new.txt", "poles.txt", "works.txt"]
    assert report.plan.failed == (Failure(str(folder / "works.txt"), "encrypted"),)
    require_sound(store)


def test_vectors_of_the_previous_generation_are_kept_and_older_ones_pruned(
    keeper: Synchroniser, store: SqliteStore, folder: Path
) -> None:
    keeper.synchronise()
    assert cached_vectors(store) == 9
    (folder / "horses.txt").unlink()
    keeper.synchronise()
    assert cached_vectors(store) == 9
    (folder / "new.txt").write_text("Nouveau\n", encoding="utf-8")
    keeper.synchronise()
    assert cached_vectors(store) == 7
    require_sound(store)


class Interrupting(HashedWords):
    """Stops at the second batch, as Ctrl-C does."""

    armed = True

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        if self.armed and self.passages_embedded:
            raise KeyboardInterrupt
        return super().embed_passages(texts)


def test_an_interrupted_synchronisation_shows_nothing_and_resumes(
    store: SqliteStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.staging._TEXTS_AT_ONCE", 4)
    embedder = Interrupting()
    keeper = synchroniser(store, embedder)
    keeper.register([folder])
    with pytest.raises(KeyboardInterrupt):
        keeper.synchronise()
    assert (store.generation, store.documents(), store.vectors()[0]) == (0, (), ())
    assert cached_vectors(store) == 4
    embedder.armed = False
    report = keeper.synchronise()
    assert (report.generation, report.embedded, report.reused) == (1, 5, 4)
    assert embedder.passages_embedded == 9
    require_sound(store)


class NotNumbers(HashedWords):
    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        return np.full((len(texts), self.dimension), np.nan, dtype=np.float32)


class TooNarrow(HashedWords):
    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        return super().embed_passages(texts)[:, :32]


@pytest.mark.parametrize(
    ("embedder", "shape"), [(NotNumbers(), "(9, 64)"), (TooNarrow(), "(9, 32)")], ids=["nan", "narrow"]
)
def test_vectors_that_no_index_can_hold_are_refused(
    store: SqliteStore, folder: Path, embedder: HashedWords, shape: str
) -> None:
    keeper = synchroniser(store, embedder)
    keeper.register([folder])
    expected = re.escape(f"returned vectors of shape {shape}, expected finite values of shape (9, 64)")
    with pytest.raises(StoreError, match=expected):
        keeper.synchronise()
    assert (store.generation, cached_vectors(store)) == (0, 0)


def test_a_second_synchronisation_at_once_is_told_to_wait(keeper: Synchroniser, store: SqliteStore) -> None:
    plan = keeper.plan()
    with (
        exclusively(store.home / LOCK_NAME, wait_seconds=0),
        pytest.raises(StoreBusy, match=r"another synchronisation is running .*waited 0\.2 s"),
    ):
        keeper.apply(plan)
    assert keeper.apply(plan).generation == 1


def test_progress_names_every_step(keeper: Synchroniser, folder: Path) -> None:
    heard: list[Progress] = []
    keeper.apply(keeper.plan(), progress=heard.append)
    names = [str(folder / name) for name in ("horses.txt", "poles.txt", "works.txt")]
    assert heard == [
        *(Progress(Step.READING, done, 3, name) for done, name in enumerate(names, start=1)),
        Progress(Step.EMBEDDING, 9, 9, names[2]),
        *(Progress(Step.STORING, done, 3, name) for done, name in enumerate(names, start=1)),
    ]


def test_the_history_lists_what_changed(keeper: Synchroniser, folder: Path) -> None:
    keeper.synchronise()
    keeper.synchronise()
    (folder / "horses.txt").unlink()
    keeper.synchronise()
    last, first = keeper.history()
    assert replace(first, started="", seconds=0.0) == replace(
        last, generation=1, started="", seconds=0.0, new=3, removed=0, unchanged=0, embedded=9, passages=9
    )
    assert (last.generation, last.removed, last.unchanged, last.passages) == (2, 1, 2, 6)


def test_the_status_of_an_empty_home_is_empty(store: SqliteStore) -> None:
    status = synchroniser(store, HashedWords()).status()
    assert (status.documents, status.passages, status.generation, status.model, status.files) == (0, 0, 0, "", ())
