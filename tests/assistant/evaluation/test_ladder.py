"""The oracle ladder: its rungs, what each cause loses, and the same ladder over the real product."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from assistant.answers import Answer
from assistant.evaluation.errors import Cancelled
from assistant.evaluation.gold import Corpus, find_gold
from assistant.evaluation.intervals import Estimate
from assistant.evaluation.ladder import Cause, RestrictedRetriever, Rung, Step, losses
from assistant.evaluation.questions import QuestionSet
from assistant.evaluation.running import Evaluation, Plan
from tests.assistant.evaluation import fakes

LADDER = Plan(written=False, ladder=True)


def rungs_of(answerer: type[fakes.GoodAnswerer]) -> dict[Step, Rung]:
    result = Evaluation(fakes.QUESTIONS, fakes.make_system(answerer), LADDER).run()
    return {rung.step: rung for rung in result.rungs}


def lost_by(answerer: type[fakes.GoodAnswerer]) -> dict[Cause, float]:
    system = replace(fakes.make_system(answerer), bold=lambda retriever: bold(answerer, retriever))
    lost = losses(Evaluation(fakes.QUESTIONS, system, LADDER).run().rungs)
    assert lost is not None
    return dict(lost)


def bold(answerer: type[fakes.GoodAnswerer], retriever: object) -> fakes.GoodAnswerer:
    never_refusing = answerer(retriever)
    never_refusing.threshold = -1.0
    return never_refusing


class WrongDocument(fakes.GoodAnswerer):
    """Answers from another document than the best one, where it can find another."""

    def answer(self, question: str, history: Sequence[str] = ()) -> Answer:
        hits = self.search(question, 10)
        other = next((hit for hit in hits if hit.document.id != hits[0].document.id), hits[0])
        return fakes.answer_with(question, other.document, other.passage, confidence=1.0)


class LastPassage(fakes.GoodAnswerer):
    """Answers from the last passage of the best document."""

    def answer(self, question: str, history: Sequence[str] = ()) -> Answer:
        hits = self.search(question, 10)
        last = [hit for hit in hits if hit.document.id == hits[0].document.id][-1]
        return fakes.answer_with(question, last.document, last.passage, confidence=1.0)


class RefusesByRule(fakes.GoodAnswerer):
    """Refuses whatever the threshold."""

    def answer(self, question: str, history: Sequence[str] = ()) -> Answer:
        return fakes.refusal(question)


class FirstWord(fakes.GoodAnswerer):
    """Says the first word only of the right sentence."""

    def answer(self, question: str, history: Sequence[str] = ()) -> Answer:
        answer = super().answer(question, history)
        cut = tuple(replace(sentence, text=sentence.text.split()[0]) for sentence in answer.sentences)
        return replace(answer, sentences=cut)


def test_the_ladder_has_the_rungs_that_the_system_offers() -> None:
    assert set(rungs_of(fakes.AlwaysRefuses)) == set(Step)
    system = replace(fakes.make_system(), build=None, bold=None)
    assert [rung.step for rung in Evaluation(fakes.QUESTIONS, system, LADDER).run().rungs] == [Step.AS_IT_IS]
    assert losses([Rung(Step.AS_IT_IS, Estimate(1, None, None, 1), None)]) is None


def test_only_questions_with_gold_in_the_corpus_climb() -> None:
    assert {rung.correct.n for rung in rungs_of(fakes.GoodAnswerer).values() if rung.correct} == {4}
    unanswerable = QuestionSet("none", fakes.QUESTIONS.questions[4:])
    rungs = Evaluation(unanswerable, fakes.make_system(), LADDER).run().rungs
    assert {rung.correct for rung in rungs} == {None}
    assert losses(rungs) is None


def test_a_good_answerer_loses_nothing() -> None:
    assert lost_by(fakes.GoodAnswerer) == dict.fromkeys(Cause, 0.0)


@pytest.mark.parametrize(
    ("answerer", "cause"),
    [
        (WrongDocument, Cause.DOCUMENT),
        (LastPassage, Cause.PASSAGE),
        (fakes.AlwaysRefuses, Cause.REFUSAL),
        (RefusesByRule, Cause.RULE),
        (FirstWord, Cause.SENTENCE),
    ],
)
def test_what_is_lost_is_blamed_on_the_step_that_lost_it(answerer: type[fakes.GoodAnswerer], cause: Cause) -> None:
    lost = lost_by(answerer)
    assert max(lost, key=lambda each: lost[each]) is cause
    assert lost[cause] > 0.5
    right = rungs_of(answerer)[Step.AS_IT_IS].correct
    assert right is not None
    assert right.value + sum(lost.values()) == pytest.approx(1)


def test_a_restricted_search_finds_the_given_passages_only() -> None:
    system = fakes.make_system()
    assert system.retriever is not None
    question = fakes.QUESTIONS.questions[2]
    gold, _ = find_gold(question, Corpus.from_store(system.store))
    for passages_only, expected in ((True, [1]), (False, [1, 2])):
        restricted = RestrictedRetriever(system.retriever, passages_only=passages_only)
        restricted.gold = gold
        hits = restricted.search(question.question, 10)
        assert [hit.rank for hit in hits] == expected
        assert {hit.document.title for hit in hits} == {"optique.txt"}


def test_the_ladder_tells_how_far_it_is_and_can_be_stopped() -> None:
    seen: list[tuple[int, int]] = []
    evaluation = Evaluation(fakes.QUESTIONS, fakes.make_system(), LADDER)
    evaluation.run(progress=lambda done, total, _: seen.append((done, total)))
    assert seen == [(done, 10) for done in range(11)]
    with pytest.raises(Cancelled, match="on the oracle ladder, after 1 of 4 questions"):
        Evaluation(fakes.QUESTIONS, fakes.make_system(), LADDER).run(
            progress=lambda done, *_: seen.append((done, 0)), cancelled=lambda: seen[-1] == (6, 0)
        )
