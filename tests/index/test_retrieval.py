"""Fusion by hand and by brute force; following the store; refusing what does not fit."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.french import terms
from index.contracts import Parts, Retriever
from index.retrieval import HybridRetriever, readable
from index.store import SqliteStore
from index.synchronising import Synchroniser
from tests.index.fakes import HashedWords

QUESTION = "Quel accord le pôle a-t-il signé avec le Québec ?"


@pytest.fixture
def retriever(keeper: Synchroniser, store: SqliteStore, embedder: HashedWords) -> HybridRetriever:
    keeper.synchronise()
    return HybridRetriever(store, embedder)


def brute_force(store: SqliteStore, embedder: HashedWords, query: str, alpha: float) -> list[tuple[str, float]]:
    """Scale both scores of every passage to [0, 1] and average; right when every passage is a candidate."""
    ids, vectors = store.vectors()
    dense = vectors.astype(np.float64) @ embedder.embed_questions([query])[0].astype(np.float64)
    weights = dict(store.lexical(terms(query), len(ids)))
    lexical = np.array([weights.get(passage_id, 0.0) for passage_id in ids])
    scaled = [(part - part.min()) / ((part.max() - part.min()) or 1.0) for part in (dense, lexical)]
    scores = alpha * scaled[0] + (1 - alpha) * scaled[1]
    return sorted(zip(ids, scores.tolist(), strict=True), key=lambda pair: (-pair[1], pair[0]))


def test_the_best_passage_says_what_was_asked(retriever: HybridRetriever, folder: Path) -> None:
    as_protocol: Retriever = retriever
    hits = as_protocol.search(QUESTION, 3)
    assert hits[0].passage.text == "Le pôle Lyonbiopôle a signé un accord avec le Québec.\n\n"
    assert hits[0].document.source == str(folder / "poles.txt")
    assert [hit.rank for hit in hits] == [1, 2, 3]
    assert hits[0].score == 1.0  # best by both searches


@pytest.mark.parametrize("query", [QUESTION, "musée en juillet 2012", "cheval", "xyzzy", "le la les"])
def test_fusion_equals_brute_force(
    retriever: HybridRetriever, store: SqliteStore, embedder: HashedWords, query: str
) -> None:
    found = retriever.search(query, 100)
    expected = brute_force(store, embedder, query, 0.5)
    assert [hit.passage.id for hit in found] == [passage_id for passage_id, _ in expected]
    assert [hit.score for hit in found] == pytest.approx([score for _, score in expected], abs=1e-6)
    weights = dict(store.lexical(terms(query), 100))
    for hit in found:
        assert hit.parts.dense is not None
        assert -1.0 <= hit.parts.dense <= 1.0
        assert hit.parts.lexical == weights.get(hit.passage.id)


def test_scores_that_one_search_did_not_return_are_computed(store: SqliteStore, keeper: Synchroniser) -> None:
    keeper.synchronise()
    narrow = HybridRetriever(store, HashedWords(), candidates=1)
    wide = {hit.passage.id: hit.parts for hit in HybridRetriever(store, HashedWords()).search(QUESTION, 100)}
    for hit in narrow.search("cheval du musée", 1):
        assert isinstance(hit.parts, Parts)
    for hit in narrow.search(QUESTION, 5):
        assert hit.parts == wide[hit.passage.id]


def test_dense_and_lexical_alone_rank_by_their_own_score(retriever: HybridRetriever, store: SqliteStore) -> None:
    dense = retriever.dense(QUESTION, 9)
    cosines = [hit.parts.dense for hit in dense]
    assert cosines == sorted(cosines, key=lambda value: -(value or 0.0))
    lexical = retriever.lexical(QUESTION, 9)
    assert [(hit.passage.id, hit.parts.lexical) for hit in lexical] == list(store.lexical(terms(QUESTION), 9))
    assert retriever.lexical("xyzzy", 9) == ()


def test_a_filter_keeps_only_the_documents_named(retriever: HybridRetriever, store: SqliteStore) -> None:
    works = next(document for document in store.documents() if document.title == "Œuvres")
    for search in (retriever.search, retriever.dense, retriever.lexical):
        hits = search("cheval au musée", 9, documents=[works.id])
        assert {hit.document.id for hit in hits} == {works.id}
    assert retriever.search(QUESTION, 9, documents=[]) == ()
    assert retriever.search(QUESTION, 9, documents=["absent"]) == ()


def test_nothing_asked_or_nothing_indexed_finds_nothing(retriever: HybridRetriever, tmp_path: Path) -> None:
    assert (retriever.search("  \n"), retriever.search(QUESTION, 0)) == ((), ())
    with SqliteStore.open(tmp_path / "empty") as empty:
        assert HybridRetriever(empty, HashedWords("another")).search(QUESTION) == ()


def test_a_search_after_a_synchronisation_sees_it(
    retriever: HybridRetriever, keeper: Synchroniser, folder: Path
) -> None:
    assert retriever.search("dromadaire", 1)[0].document.title != "Dromadaires"
    (folder / "new.txt").write_text("Dromadaires\n\nUn dromadaire boit.\n", encoding="utf-8")
    keeper.synchronise()
    assert retriever.search("dromadaire", 1)[0].document.title == "Dromadaires"


def test_a_store_opened_again_gives_the_same_hits_and_scores(
    retriever: HybridRetriever, store: SqliteStore, embedder: HashedWords
) -> None:
    before = retriever.search(QUESTION, 9)
    (snapshot,) = store.home.glob("vectors-*.faiss")
    with SqliteStore.open(store.home) as again:
        assert HybridRetriever(again, embedder).search(QUESTION, 9) == before
        data = bytearray(snapshot.read_bytes())
        data[-1] ^= 1
        snapshot.write_bytes(bytes(data))
        assert HybridRetriever(again, embedder).search(QUESTION, 9) == before
        assert snapshot.read_bytes() != bytes(data)


def test_neighbours_surround_a_passage(retriever: HybridRetriever, store: SqliteStore) -> None:
    (passages,) = (store.passages_of(document.id) for document in store.documents() if document.title == "Pôles")
    assert retriever.neighbours(passages[1]) == (passages[0], passages[2])


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("QUELS ACCORDS LYONBIOPÔLE A-T-IL SIGNÉS ?", "quels accords lyonbiopôle a-t-il signés ?"),
        ("Qui est le CNRS ?", "Qui est le CNRS ?"),
        ("CNRS ?", "CNRS ?"),
        ("  deux\n espaces ", "deux espaces"),
        (unicodedata.normalize("NFD", "pôle"), "pôle"),
    ],
    ids=["capitals", "acronym in a question", "acronym", "spaces", "decomposed"],
)
def test_questions_are_made_readable_for_the_embedder(question: str, expected: str) -> None:
    assert readable(question) == expected


def test_capitals_find_what_small_letters_find(retriever: HybridRetriever) -> None:
    assert retriever.search(QUESTION.upper(), 1)[0].passage == retriever.search(QUESTION, 1)[0].passage


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.text(max_size=40), st.integers(1, 12))
def test_any_question_gives_scores_between_0_and_1_in_order(retriever: HybridRetriever, query: str, k: int) -> None:
    hits = retriever.search(query, k)
    assert len(hits) <= k
    assert all(0.0 <= hit.score <= 1.0 for hit in hits)
    keys = [(-hit.score, hit.passage.id) for hit in hits]
    assert keys == sorted(keys)
