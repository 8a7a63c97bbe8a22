"""The oracle ladder: how much better would the answers be if one step before the reading were perfect?

Rungs that the system under evaluation cannot offer are left out, and the report says so.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from assistant.evaluation.errors import Cancelled
from assistant.evaluation.gold import Corpus, Gold
from assistant.evaluation.intervals import Estimate, mean
from assistant.evaluation.questions import Question, QuestionSet
from assistant.evaluation.records import Row
from assistant.evaluation.scoring import score
from assistant.evaluation.systems import Answerer, System
from assistant.evaluation.variants import Wording
from index.contracts import Hit, Retriever

_DEEP = 1000


class Step(StrEnum):
    """What is made perfect on a rung."""

    AS_IT_IS = "as-it-is"
    REFUSAL_OFF = "refusal-off"
    GOLD_DOCUMENT = "gold-document"
    GOLD_PASSAGE = "gold-passage"
    GOLD_PASSAGE_REFUSAL_OFF = "gold-passage-refusal-off"


class Cause(StrEnum):
    """Where a right answer is lost, in the order of the pipeline."""

    DOCUMENT = "document"
    PASSAGE = "passage"
    REFUSAL = "refusal"
    RULE = "rule"
    SENTENCE = "sentence"


@dataclass(frozen=True, slots=True)
class Rung:
    """The figures over answerable questions with one step made perfect; `refused` is the share refused all the same."""

    step: Step
    correct: Estimate | None
    strict_vital: Estimate | None
    refused: Estimate | None = None


class RestrictedRetriever:
    """Finds only the passages of some documents, or only some passages: those of the question at hand."""

    def __init__(self, retriever: Retriever, *, passages_only: bool) -> None:
        self.retriever = retriever
        self.passages_only = passages_only
        self.gold = Gold((), (), ())

    def search(self, query: str, k: int = 10, *, documents: Collection[str] | None = None) -> tuple[Hit, ...]:
        """Return up to `k` of the allowed hits, best first, ranked anew."""
        allowed = self.gold.documents if documents is None else self.gold.documents & set(documents)
        hits = self.retriever.search(query, _DEEP if self.passages_only else k, documents=allowed)
        kept = [hit for hit in hits if not self.passages_only or hit.passage.id in self.gold.passages]
        return tuple(replace(hit, rank=rank) for rank, hit in enumerate(kept[:k], 1))


@dataclass(frozen=True, slots=True)
class _Climber:
    step: Step
    answerer: Answerer
    restricted: RestrictedRetriever | None = None


def climb(
    question_set: QuestionSet,
    golds: Mapping[str, Gold],
    system: System,
    rows: Sequence[Row],
    *,
    progress: Callable[[int, str], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> tuple[Rung, ...]:
    """Answer the questions of `climbed` once more on each rung that the system offers. Raises `Cancelled`."""
    questions = climbed(question_set, golds)
    ids = {question.id for question in questions}
    corpus = Corpus.from_store(system.store)
    climbers = _climbers(system)
    found: dict[Step, list[Row]] = {climber.step: [] for climber in climbers}
    # Question by question, so that one passage is read once for all the rungs.
    for number, question in enumerate(questions):
        if cancelled is not None and cancelled():
            raise Cancelled(f"stopped on the oracle ladder, after {number} of {len(questions)} questions")
        if progress is not None:
            progress(number, question.question)
        for climber in climbers:
            if climber.restricted is not None:
                climber.restricted.gold = golds[question.id]
            found[climber.step].append(_row(question, climber.answerer, golds[question.id], corpus))
    first = _rung(Step.AS_IT_IS, [row for row in rows if row.id in ids])
    return (first, *(_rung(step, some) for step, some in found.items()))


def climbed(question_set: QuestionSet, golds: Mapping[str, Gold]) -> tuple[Question, ...]:
    """Return the questions that the ladder asks: those that the corpus answers, with gold found in it."""
    return tuple(q for q in question_set.questions if q.answerable and golds[q.id].passages)


def losses(rungs: Sequence[Rung]) -> Mapping[Cause, float] | None:
    """Return the share of questions lost by each cause; with the share of right answers they make 1.

    document: given document − as it is; passage: given passage − given document; refusal: the same without refusing on
    the confidence − given passage; rule: refused even so; sentence: the rest, answered wrongly from the right passage.
    Negative where making a step perfect made answers worse. None where a rung is missing or nothing was asked.
    """
    known = {rung.step: rung.correct.value for rung in rungs if rung.correct is not None}
    last = next((rung for rung in rungs if rung.step is Step.GOLD_PASSAGE_REFUSAL_OFF), None)
    if last is None or last.refused is None or set(Step) - set(known):
        return None
    return {
        Cause.DOCUMENT: known[Step.GOLD_DOCUMENT] - known[Step.AS_IT_IS],
        Cause.PASSAGE: known[Step.GOLD_PASSAGE] - known[Step.GOLD_DOCUMENT],
        Cause.REFUSAL: known[last.step] - known[Step.GOLD_PASSAGE],
        Cause.RULE: last.refused.value,
        Cause.SENTENCE: 1 - known[last.step] - last.refused.value,
    }


def _climbers(system: System) -> list[_Climber]:
    retriever = system.retriever
    if retriever is None:
        return []
    climbers = []
    if system.bold is not None:
        climbers.append(_Climber(Step.REFUSAL_OFF, system.bold(retriever)))
    for step, build in (
        (Step.GOLD_DOCUMENT, system.build),
        (Step.GOLD_PASSAGE, system.build),
        (Step.GOLD_PASSAGE_REFUSAL_OFF, system.bold),
    ):
        if build is not None:
            restricted = RestrictedRetriever(retriever, passages_only=step is not Step.GOLD_DOCUMENT)
            climbers.append(_Climber(step, build(restricted), restricted))
    return climbers


def _row(question: Question, answerer: Answerer, gold: Gold, corpus: Corpus) -> Row:
    answer = answerer.answer(question.question, question.history)
    return score(Wording(question.id, question, question.question), answer, gold, None, corpus)


def _rung(step: Step, rows: Sequence[Row]) -> Rung:
    correct = mean([float(row.correct) for row in rows])
    vital = [value for row in rows if (value := row.scores.get("answers.strict_vital")) is not None]
    return Rung(step, correct, mean(vital), mean([float(row.refused) for row in rows]))
