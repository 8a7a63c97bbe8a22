from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.evaluation.anchoring import Match, anchor
from assistant.evaluation.gold import Corpus, find_gold
from assistant.evaluation.questions import Question, Source
from corpus.documents import Span
from tests.assistant.evaluation import fakes

TEXT = "Le **pôle** a\nsigné l’accord d´Osaka, le 4 Février 2008 ; un autre accord d´Osaka suivra."


def test_a_quotation_is_found_everywhere_it_stands() -> None:
    found = anchor(TEXT, "accord d´Osaka")
    assert found is not None
    assert found.match is Match.EXACT
    assert [span.of(TEXT) for span in found.spans] == ["accord d´Osaka"] * 2


def test_typography_does_not_hide_a_quotation() -> None:
    found = anchor(TEXT, "Le pôle a signé l'accord d'osaka")
    assert found is not None
    assert (found.match, found.spans[0].of(TEXT)) == (Match.NORMALISED, "Le **pôle** a\nsigné l’accord d´Osaka")


def test_a_few_edits_are_forgiven_and_reported() -> None:
    found = anchor(TEXT, "accord d'Osaka, le 4 fevrier 2008 un autre accord")
    assert found is not None
    assert found.match is Match.FUZZY
    assert found.similarity == pytest.approx(1 - 3 / 49, abs=0.021)
    assert found.spans[0].of(TEXT) == "accord d´Osaka, le 4 Février 2008 ; un autre accord"


def test_other_words_are_not_found() -> None:
    assert anchor(TEXT, "accord de Kobe, le 5 mars 2011") is None
    assert anchor(TEXT, "  ") is None
    assert anchor("", "accord") is None


@given(st.text(alphabet="abé '’*\n", min_size=1, max_size=40), st.data())
def test_any_slice_of_a_text_is_anchored(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quote = text[start:end]
    found = anchor(text, quote)
    if quote.strip():
        assert found is not None
        assert text[found.spans[0].start : found.spans[0].end] == quote


def test_gold_is_the_passage_that_holds_the_quotation() -> None:
    store = fakes.MemoryStore()
    corpus = Corpus.from_store(store)
    osaka = next(document for document in store.documents() if document.title == "osaka.txt")
    first, second, _ = store.passages_of(osaka.id)
    question = Question("q", "?", sources=(Source("osaka.txt", "4 février 2008"), Source("osaka.txt", "CCI d’Osaka")))
    gold, problems = find_gold(question, corpus)
    assert problems == ()
    assert gold.passage_units == (frozenset({first.id}), frozenset({second.id}))
    assert gold.document_units == (frozenset({osaka.id}),)
    assert next(place.span for place in gold.places) == Span(osaka.text.index("4 fév"), osaka.text.index("4 fév") + 14)


def test_equivalent_sources_are_one_unit() -> None:
    sources = (Source("osaka.txt", "4 février 2008", group="g"), Source("brésil.txt", "septembre 2010", group="g"))
    gold, _ = find_gold(Question("q", "?", sources=sources), Corpus.from_store(fakes.MemoryStore()))
    assert len(gold.passage_units) == 1
    assert len(gold.passages) == 2


def test_a_quotation_across_two_passages_accepts_the_one_that_holds_more() -> None:
    store = fakes.MemoryStore()
    osaka = next(document for document in store.documents() if document.title == "osaka.txt")
    question = Question("q", "?", sources=(Source("osaka.txt", "2008. La signature était organisée par"),))
    gold, _ = find_gold(question, Corpus.from_store(store))
    assert gold.passages == {store.passages_of(osaka.id)[1].id}


def test_what_cannot_be_anchored_is_reported() -> None:
    sources = (Source("ailleurs.txt", "x"), Source("osaka.txt", "rien de tel dans ce document"))
    gold, problems = find_gold(Question("q", "?", sources=sources, line=7), Corpus.from_store(fakes.MemoryStore()))
    assert gold.passage_units == ()
    assert [(problem.path, problem.line) for problem in problems] == [("q.sources[0]", 7), ("q.sources[1]", 7)]
    assert "no document named 'ailleurs.txt'" in problems[0].message
    assert "not in osaka.txt" in problems[1].message
