"""The evaluation of the product itself, over the shipped notes: twice the same bytes, and broken in one way at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.answers import Answer, RefusalReason, Sentence, Status
from assistant.evaluation.aggregating import Figures
from assistant.evaluation.gates import Verdict, check_gates, load_gates
from assistant.evaluation.ladder import Step, losses
from assistant.evaluation.loading import load_questions
from assistant.evaluation.product import product_system
from assistant.evaluation.questions import QuestionSet
from assistant.evaluation.running import Evaluation, Plan
from assistant.evaluation.runs import Run, write_run
from assistant.evaluation.systems import System
from index.contracts import Store
from tests.assistant.evaluation import fakes
from ui.evaluation_page import shipped_set

if TYPE_CHECKING:
    from assistant.wiring import Application

Break = Callable[[Answer, Store], Answer]
ALONE = Plan(written=False)
ASKED, NEEDED = 8, 4


@dataclass(frozen=True)
class Product:
    """A few shipped questions that the product answers rightly, with its answers, and as many that it refuses."""

    store: Store
    questions: QuestionSet
    answers: Mapping[str, Answer]

    def figures(self, broken: Break) -> Figures:
        """Return the figures of the product with each of its answers broken."""
        system = System(Replayed(self, broken), self.store)
        return Evaluation(self.questions, system, ALONE).run().metrics.figures


@dataclass(frozen=True)
class Replayed:
    """Gives the recorded answers, broken."""

    product: Product
    broken: Break

    def answer(self, question: str, history: Sequence[str] = ()) -> Answer:
        return self.broken(self.product.answers[question], self.product.store)


@pytest.fixture(scope="module")
def product(application: Application) -> Product:
    system = product_system(application)
    shipped = [question for question in load_questions(shipped_set()).questions if not question.history]
    answerable = [question for question in shipped if question.answerable and len(question.nuggets) == 1][:ASKED]
    unanswerable = [question for question in shipped if not question.answerable][:ASKED]
    asked = QuestionSet("some", (*answerable, *unanswerable))
    answers: dict[str, Answer] = {}

    class Recording:
        def answer(self, question: str, history: Sequence[str] = ()) -> Answer:
            answers[question] = system.assistant.answer(question, history)
            return answers[question]

    rows = Evaluation(asked, replace(system, assistant=Recording()), ALONE).run().rows
    right = {row.id for row in rows if row.correct and row.failure is None}
    some = tuple(question for question in asked.questions if question.id in right)
    assert sum(question.answerable for question in some) >= NEEDED
    assert sum(not question.answerable for question in some) >= NEEDED
    return Product(application.store, QuestionSet("right", some), answers)


def unbroken(answer: Answer, store: Store) -> Answer:
    return answer


def cites_another_document(answer: Answer, store: Store) -> Answer:
    moved = []
    for citation in answer.citations:
        other = next(document for document in store.documents() if document.id != citation.document.id)
        passage = store.passages_of(other.id)[0]
        place = replace(citation, document=other, passage=passage, start=passage.start, end=passage.end)
        moved.append(replace(place, quote=passage.text))
    return replace(answer, citations=tuple(moved))


def never_refuses(answer: Answer, store: Store) -> Answer:
    if not answer.refused:
        return answer
    document = store.documents()[0]
    passage = store.passages_of(document.id)[0]
    return fakes.answer_with(answer.question, document, passage, confidence=1.0)


def always_refuses(answer: Answer, store: Store) -> Answer:
    if answer.refused:
        return answer
    return fakes.refusal(answer.question, RefusalReason.NOTHING_NEAR)


def copies_the_passage(answer: Answer, store: Store) -> Answer:
    whole = tuple(
        replace(citation, start=citation.passage.start, end=citation.passage.end, quote=citation.passage.text)
        for citation in answer.citations
    )
    said = tuple(Sentence(citation.quote, Status.LITERAL, (citation.number,)) for citation in whole)
    return replace(answer, citations=whole, sentences=said)


def moves_offsets(answer: Answer, store: Store) -> Answer:
    moved = (replace(citation, start=citation.start + 1, end=citation.end + 1) for citation in answer.citations)
    return replace(answer, citations=tuple(moved))


def cuts_one_character_too_far(answer: Answer, store: Store) -> Answer:
    cut = []
    for citation in answer.citations:
        quote = citation.document.text[citation.start + 1 : citation.end]
        cut.append(replace(citation, start=citation.start + 1, quote=quote))
    said = tuple(Sentence(citation.quote, Status.LITERAL, (citation.number,)) for citation in cut)
    return replace(answer, citations=tuple(cut), sentences=said)


def stopped_by(figures: Figures) -> set[str]:
    """Return the metrics of the default gates that fail."""
    return {each.gate.metric for each in check_gates(load_gates(), figures) if each.verdict is Verdict.FAILED}


def test_right_answers_pass_every_gate(product: Product) -> None:
    figures = product.figures(unbroken)
    assert figures["overall.correct"].value == 1
    assert stopped_by(figures) == set()


@pytest.mark.parametrize(
    ("broken", "metric", "worst"),
    [
        (cites_another_document, "citations.literal_truth", 0.0),
        (cites_another_document, "citations.gold_recall", 0.0),
        (never_refuses, "refusal.wrong_answer_rate", 1.0),
        (always_refuses, "refusal.wrong_refusal_rate", 1.0),
        (moves_offsets, "citations.fidelity", 0.0),
    ],
)
def test_a_broken_product_is_stopped_by_the_gate_made_for_it(
    product: Product, broken: Break, metric: str, worst: float
) -> None:
    figures = product.figures(broken)
    assert figures[metric].value == worst
    assert metric in stopped_by(figures)


def test_an_offset_wrong_throughout_shows_in_the_words_that_it_cuts(product: Product) -> None:
    figures = product.figures(cuts_one_character_too_far)
    # Quotation and sentence agree with each other and with the document: only where they begin gives them away.
    assert (figures["citations.fidelity"].value, figures["citations.literal_truth"].value) == (1, 1)
    assert figures["citations.clean_cuts"].value < 0.5
    assert stopped_by(figures) >= {"citations.clean_cuts"}


def test_copying_the_passage_shows_in_the_length_and_in_f1_not_in_what_is_found(product: Product) -> None:
    good, copied = product.figures(unbroken), product.figures(copies_the_passage)
    assert copied["answers.strict_vital"].value == 1
    assert copied["citations.fidelity"].value == 1
    assert copied["answers.words"].value > 2 * good["answers.words"].value
    assert copied["answers.f1"].value < 0.6 * good["answers.f1"].value
    assert "answers.words" in stopped_by(copied)


def test_two_runs_of_the_product_are_the_same_byte_for_byte(application: Application, tmp_path: Path) -> None:
    shipped = load_questions(shipped_set()).questions
    few = (*[question for question in shipped if question.answerable][:2], shipped[-1])
    questions = QuestionSet("few", few)
    plan = Plan(written=False, ladder=True)

    def run(name: str) -> Run:
        system = product_system(application)
        result = Evaluation(questions, system, plan).run()
        now = datetime(2026, 11, 22, tzinfo=UTC)
        return write_run(result, questions, system, plan, home=tmp_path / name, created=now, seconds=1.0)

    first, second = run("first"), run("second")
    for name in ("metrics.json", "answers.jsonl", "questions.jsonl", "questions.csv"):
        assert (first.path / name).read_bytes() == (second.path / name).read_bytes()
    # Every switch of the ladder works on the product, and what is lost adds up.
    assert {rung.step for rung in first.rungs} == set(Step)
    lost, right = losses(first.rungs), first.rungs[0].correct
    assert lost is not None
    assert right is not None
    assert right.value + sum(lost.values()) == pytest.approx(1)
