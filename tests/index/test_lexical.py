"""BM25: the formula by hand, against brute force, and whatever the order of insertion and deletion."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.documents import Document, Passage
from corpus.french import terms
from index import postings
from index.lexical import BLOCK, indexed_text, inverse_document_frequency, weights
from index.schema import migrate
from index.store import SqliteStore
from index.synchronising import Synchroniser

Texts = list[tuple[str, ...]]
TEXTS: st.SearchStrategy[Texts] = st.lists(
    st.lists(st.sampled_from("abcdefg"), max_size=8).map(tuple), min_size=1, max_size=12
)


def memory() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection)
    return connection


def brute_force(texts: Sequence[Sequence[str]], query: Sequence[str]) -> list[float]:
    """The formula of the module's docstring, word for word."""
    average = sum(map(len, texts)) / len(texts)
    scores = []
    for text in texts:
        score = 0.0
        for term in set(query):
            frequency = sum(term in other for other in texts)
            tf = text.count(term)
            if tf:
                idf = math.log(1 + (len(texts) - frequency + 0.5) / (frequency + 0.5))
                score += idf * tf * 2.2 / (tf + 1.2 * (0.25 + 0.75 * len(text) / average))
        scores.append(score)
    return scores


def ranked(connection: sqlite3.Connection, numbers: dict[int, int], query: Sequence[str]) -> list[float]:
    """The scores of texts 0, 1, 2 … whose numbers in the index are given."""
    found = postings.scores(connection, query)
    return [float(found[numbers[text]]) for text in sorted(numbers)]


def test_the_worked_example() -> None:
    idf = inverse_document_frequency(2, 1)
    assert idf == pytest.approx(math.log(2))
    assert weights(np.array([1.0]), np.array([5.0]), idf=idf, average=5.0) == pytest.approx([0.6931], abs=1e-4)


@given(TEXTS, st.lists(st.sampled_from("abcdefgz"), max_size=4))
def test_scores_equal_brute_force(texts: Texts, query: list[str]) -> None:
    with closing(memory()) as connection:
        postings.add(connection, dict(enumerate(texts)))
        found = ranked(connection, {text: text for text in range(len(texts))}, query)
        assert found == pytest.approx(brute_force(texts, query), abs=1e-12)


@given(TEXTS, st.data())
def test_scores_do_not_depend_on_the_order_of_insertion_and_deletion(texts: Texts, data: st.DataObject) -> None:
    query = list("abcdefg")
    order = data.draw(st.permutations(range(len(texts))))
    passing = data.draw(TEXTS)
    with closing(memory()) as plain, closing(memory()) as churned:
        postings.add(plain, dict(enumerate(texts)))
        # Other texts come first, go away one by one, and leave holes that the texts fill in another order.
        gone = postings.add(churned, dict(enumerate(passing)))
        numbers: dict[int, int] = {}
        for text in order:
            if gone:
                postings.remove(churned, dict([gone.popitem()]))
            (number,) = postings.free_numbers(churned, 1)
            numbers[text] = number
            postings.add(churned, {number: texts[text]})
        postings.remove(churned, gone)
        expected = ranked(plain, {text: text for text in range(len(texts))}, query)
        assert ranked(churned, numbers, query) == expected  # to the last bit
        assert postings.frequencies(churned, query) == postings.frequencies(plain, query)


def test_numbers_are_reused_before_new_blocks_are_opened() -> None:
    with closing(memory()) as connection:
        packed = postings.add(connection, dict.fromkeys(range(BLOCK + 2), ("a",)))
        assert postings.free_numbers(connection, 2) == [BLOCK + 2, BLOCK + 3]
        postings.remove(connection, {number: packed[number] for number in (3, BLOCK)})
        assert postings.free_numbers(connection, 3) == [3, BLOCK, BLOCK + 2]
        assert postings.free_numbers(connection, BLOCK + 1)[-1] == 2 * BLOCK
        assert postings.frequencies(connection, ["a"]) == {"a": BLOCK}


def test_a_term_may_occur_more_often_than_a_number_holds() -> None:
    with closing(memory()) as connection:
        postings.add(connection, {0: ("a",) * 70_000, 1: ("b",)})
        assert postings.scores(connection, ["a"])[0] > 0


def test_title_and_headings_are_indexed_once() -> None:
    document = Document("d", "s", "Les pôles", "texte", "fr", "", "", "", (), (), "h")
    passage = Passage("p", "d", 0, 5, "texte", "Les pôles › Accords › Asie")
    assert indexed_text(document, passage) == "Les pôles\nAccords\nAsie\ntexte"


@pytest.fixture
def filled(keeper: Synchroniser, store: SqliteStore) -> SqliteStore:
    keeper.synchronise()
    return store


def test_the_store_ranks_as_brute_force_does(filled: SqliteStore) -> None:
    ids = filled.passage_ids()
    titles = {document.id: document for document in filled.documents()}
    texts = [terms(indexed_text(titles[passage.document_id], passage)) for passage in filled.passages(ids)]
    query = terms("Quel accord le pôle a-t-il signé pour le musée et les œuvres ?")
    scores = brute_force(texts, query)
    expected = sorted(
        ((passage_id, score) for passage_id, score in zip(ids, scores, strict=True) if score > 0),
        key=lambda pair: (-pair[1], pair[0]),
    )
    found = filled.lexical(query, 100)
    assert [passage_id for passage_id, _ in found] == [passage_id for passage_id, _ in expected]
    assert [score for _, score in found] == pytest.approx([score for _, score in expected])
    within = {passage_id for passage_id, _ in expected[1:4]} | {"absent"}
    assert filled.lexical(query, 100, within=within) == found[1:4]
    assert filled.lexical(query, 2) == found[:2]
    assert (filled.lexical(query, 0), filled.lexical([], 5), filled.lexical(query, 5, within=[])) == ((), (), ())


def test_accents_elision_and_inflection_do_not_hide_a_passage(filled: SqliteStore) -> None:
    for query, name in (("oeuvres volées", "works.txt"), ("l'oeuvre", "works.txt"), ("chevaux", "horses.txt")):
        best, _ = filled.lexical(terms(query), 1)[0]
        (passage,) = filled.passages([best])
        assert Path(filled.document(passage.document_id).source).name == name


@pytest.mark.parametrize("k", [1, 3, 5])
def test_equal_scores_are_ordered_by_id_where_the_list_is_cut(
    keeper: Synchroniser, store: SqliteStore, folder: Path, k: int
) -> None:
    (folder / "echo.txt").write_text("Écho\n\n" + "Un dromadaire.\n\n" * 6, encoding="utf-8")
    keeper.synchronise()
    found = store.lexical(terms("dromadaire"), 6)
    assert len({score for _, score in found}) == 1
    assert [passage_id for passage_id, _ in found] == sorted(passage_id for passage_id, _ in found)
    assert store.lexical(terms("dromadaire"), k) == found[:k]
