"""The database file: opening, refusing, reading back what was written."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.documents import Document, Page, Section
from corpus.french import terms
from index.errors import NotInStore, StoreDamaged, StoreError, StoreTooNew
from index.records import document_from_row, document_to_row
from index.schema import MIGRATIONS
from index.store import FILE_NAME, SqliteStore
from index.synchronising import Synchroniser
from tests.index.fakes import HashedWords, read_paragraphs, require_sound, synchroniser

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
OFFSETS = st.integers(0, 10**6)


def test_an_empty_store_answers_everything(store: SqliteStore) -> None:
    assert (store.generation, store.documents(), store.passage_count(), store.passage_ids()) == (0, (), 0, ())
    assert store.lexical(["cheval"], 10) == ()
    assert store.document_frequencies(["cheval"]) == {"cheval": 0}
    assert store.vectors()[0] == ()
    assert store.fingerprints() is None
    require_sound(store)


def test_a_store_of_a_later_version_is_refused(store: SqliteStore) -> None:
    with closing(sqlite3.connect(store.home / FILE_NAME)) as connection:
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    expected = rf"the store has version {len(MIGRATIONS) + 1} and this program"
    with pytest.raises(StoreTooNew, match=expected):
        SqliteStore.open(store.home)
    with pytest.raises(StoreTooNew, match=expected):
        SqliteStore.open(store.home, read_only=True)


def test_a_file_that_is_not_a_database_is_named_as_damaged(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"not a database" * 100)
    with pytest.raises(StoreDamaged, match=r"interpoles\.sqlite3 cannot be read .*index the documents again"):
        SqliteStore.open(tmp_path)


def test_a_damaged_page_is_an_error_and_not_an_answer(keeper: Synchroniser, store: SqliteStore) -> None:
    keeper.synchronise()
    store.close()
    path = store.home / FILE_NAME
    data = bytearray(path.read_bytes())
    data[4096:] = b"\xff" * (len(data) - 4096)
    path.write_bytes(bytes(data))
    with pytest.raises(StoreDamaged, match="cannot be read"), SqliteStore.open(store.home) as damaged:
        damaged.documents()


def test_a_missing_store_is_not_made_by_reading(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"there is no store in .*`interpoles add PATH`"):
        SqliteStore.open(tmp_path / "nowhere", read_only=True)
    assert not (tmp_path / "nowhere").exists()


def test_a_read_only_store_reads_and_refuses_to_write(keeper: Synchroniser, store: SqliteStore) -> None:
    keeper.synchronise()
    with SqliteStore.open(store.home, read_only=True) as reader:
        assert reader.documents() == store.documents()
        with pytest.raises(StoreError, match="readonly"):
            synchroniser(reader, HashedWords()).register([store.home])


def test_a_closed_store_says_so(store: SqliteStore) -> None:
    store.close()
    store.close()
    with pytest.raises(StoreError, match="is closed"):
        store.documents()


def test_what_was_indexed_is_read_back_after_opening_again(
    keeper: Synchroniser, store: SqliteStore, folder: Path
) -> None:
    keeper.synchronise()
    with SqliteStore.open(store.home) as again:
        expected = tuple(read_paragraphs(folder / name) for name in ("horses.txt", "poles.txt", "works.txt"))
        assert again.documents() == expected
        assert again.document(expected[1].id) == expected[1]
        assert again.identity == store.identity
        ids, vectors = again.vectors()
        assert ids == store.vectors()[0]
        assert np.array_equal(vectors, store.vectors()[1])
        passages = again.passages_of(expected[0].id)
        assert [passage.text for passage in passages] == [
            "Chevaux\n\n",
            "Le cheval galope dans la prairie.\n\n",
            "Les chevaux dorment debout.\n",
        ]
        assert again.passages([passages[2].id, passages[0].id]) == (passages[2], passages[0])
        assert again.neighbours(passages[1]) == (passages[0], passages[2])
        assert again.neighbours(passages[0]) == (None, passages[1])
        assert again.neighbours(passages[2]) == (passages[1], None)
        assert again.passage_ids([expected[0].id]) == tuple(sorted(passage.id for passage in passages))


def test_unknown_ids_are_not_in_the_store(keeper: Synchroniser, store: SqliteStore) -> None:
    keeper.synchronise()
    with pytest.raises(NotInStore, match="no document 'absent' in this index"):
        store.document("absent")
    with pytest.raises(NotInStore, match=r"no passage 'absent' in this index \(1 of 2 unknown\)"):
        store.passages([store.passage_ids()[0], "absent"])
    assert store.passages_of("absent") == ()
    assert store.passage_ids([]) == ()


def test_the_stored_vectors_are_those_of_the_embedder_in_half_precision(
    keeper: Synchroniser, store: SqliteStore, embedder: HashedWords
) -> None:
    keeper.synchronise()
    ids, vectors = store.vectors()
    titles = {document.id: document.title for document in store.documents()}
    texts = [f"{titles[passage.document_id]}\n{passage.text}" for passage in store.passages(ids)]
    assert vectors.dtype == np.float32
    assert np.allclose(vectors, embedder.embed_passages(texts), atol=1e-3)


def test_a_passage_without_a_vector_is_an_error(keeper: Synchroniser, store: SqliteStore) -> None:
    keeper.synchronise()
    with closing(sqlite3.connect(store.home / FILE_NAME)) as connection, connection:
        connection.execute("DELETE FROM vectors WHERE number = 1")
    with pytest.raises(StoreError, match="passages without a vector in this index: run `interpoles rebuild`"):
        store.vectors()


def test_a_read_holds_its_generation_while_another_is_written(
    keeper: Synchroniser, store: SqliteStore, folder: Path
) -> None:
    keeper.synchronise()
    with SqliteStore.open(store.home) as reader, reader.reading() as generation:
        before = (reader.documents(), reader.vectors()[0], reader.lexical(terms("cheval"), 10))
        (folder / "horses.txt").unlink()
        assert keeper.synchronise().generation == generation + 1
        assert reader.generation == generation
        assert (reader.documents(), reader.vectors()[0], reader.lexical(terms("cheval"), 10)) == before
    with SqliteStore.open(store.home) as reader:
        assert (reader.generation, len(reader.documents()), reader.lexical(terms("cheval"), 10)) == (2, 2, ())


@given(
    st.tuples(*[WORDS] * 8, WORDS),
    st.lists(st.builds(Page, OFFSETS, OFFSETS, OFFSETS), max_size=3),
    st.lists(st.builds(Section, WORDS, OFFSETS, OFFSETS, OFFSETS), max_size=3),
)
def test_a_document_survives_its_row(fields: tuple[str, ...], pages: list[Page], sections: list[Section]) -> None:
    document = Document(*fields[:8], (), (), fields[8])  # type: ignore[call-arg, arg-type]
    document = replace(document, pages=tuple(pages), sections=tuple(sections), inferred=("title", "date"))
    again = document_from_row(document_to_row(document))
    assert (again, again.inferred) == (document, document.inferred)
