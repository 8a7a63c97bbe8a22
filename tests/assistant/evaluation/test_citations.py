"""ALCE's formulas on a table worked out by hand."""

from __future__ import annotations

from dataclasses import replace

from assistant.answers import Answer, Citation, Sentence, Status
from assistant.evaluation import citations
from assistant.evaluation.gold import Corpus, find_gold
from assistant.evaluation.questions import Question, Source
from assistant.evaluation.support import key_words, supported
from tests.assistant.evaluation import fakes

STORE = fakes.MemoryStore()
CORPUS = Corpus.from_store(STORE)
OSAKA = next(document for document in STORE.documents() if document.title == "osaka.txt")


def cite(number: int, position: int) -> Citation:
    passage = STORE.passages_of(OSAKA.id)[position]
    span = fakes.sentence_of(passage)
    return Citation(number, OSAKA, passage, span.start, span.end, span.of(OSAKA.text), 1.0)


def make_answer(*sentences: tuple[str, tuple[int, ...]]) -> Answer:
    said = tuple(Sentence(text, Status.SUPPORTED, numbers) for text, numbers in sentences)
    answer = fakes.answer_with("?", OSAKA, STORE.passages_of(OSAKA.id)[0], confidence=1.0)
    return replace(answer, sentences=said, citations=(cite(1, 0), cite(2, 1), cite(3, 2)))


SIGNED = "Alsace BioValley a signé un accord avec Osaka le 4 février 2008."
BOTH = "Alsace BioValley a signé un accord le 4 février 2008, signature organisée par la CCI d'Osaka."


def test_a_needless_citation_is_irrelevant() -> None:
    answer = make_answer((SIGNED, (1, 2)))
    assert citations.alce_recall(answer) == 1
    assert citations.alce_precision(answer) == 0.5


def test_two_citations_needed_together_are_both_relevant() -> None:
    answer = make_answer((BOTH, (1, 2)))
    assert (citations.alce_recall(answer), citations.alce_precision(answer)) == (1, 1)


def test_a_number_that_names_nothing_loses_the_sentence() -> None:
    answer = make_answer((SIGNED, (1, 9)))
    assert (citations.alce_recall(answer), citations.alce_precision(answer)) == (0, 0)


def test_no_citation_at_all_is_zero_and_no_answer_is_nothing() -> None:
    answer = make_answer((SIGNED, ()))
    assert (citations.alce_recall(answer), citations.alce_precision(answer), citations.coverage(answer)) == (0, 0, 0)
    refusal = fakes.refusal("?")
    assert (citations.alce_recall(refusal), citations.alce_precision(refusal), citations.coverage(refusal)) == (
        None,
    ) * 3
    assert citations.validity(refusal, CORPUS) is None


def test_recall_is_a_mean_over_sentences() -> None:
    answer = make_answer((SIGNED, (1,)), (SIGNED, (3,)))
    assert (citations.alce_recall(answer), citations.alce_precision(answer)) == (0.5, 0.5)


def test_gold_citations_by_hand() -> None:
    question = Question("q", "?", sources=(Source("osaka.txt", "CCI d'Osaka"), Source("optique.txt", "Birmingham")))
    gold, problems = find_gold(question, CORPUS)
    answer = make_answer((SIGNED, (1,)))
    assert problems == ()
    assert citations.gold_recall(answer, gold.passage_units) == 0.5
    assert citations.gold_precision(answer, gold) == 1 / 3
    assert citations.gold_recall(answer, gold.document_units, documents=True) == 0.5
    assert citations.gold_precision(answer, gold, documents=True) == 1
    assert citations.gold_pages(answer, gold) is None


def test_a_wrong_number_is_not_supported() -> None:
    source = "Le pôle a signé un accord avec Osaka le 4 février 2008 pour 300 000 euros."
    assert supported([source], "Le pôle a signé un accord avec Osaka le 4 février 2008.")
    assert not supported([source], "Le pôle a signé un accord avec Osaka le 5 février 2008.")
    assert not supported([source], "Le pôle a signé un accord avec Kobe le 4 février 2008.")
    assert not supported([source], "Le pôle a signé un accord de 300 M€.")
    assert not supported([], "Le pôle.")


def test_key_words_are_numbers_acronyms_and_names() -> None:
    assert key_words("Hier, la DGE et Luc Rousseau ont versé 300 000 €.") == {"dge", "luc", "rousseau", "300000"}
