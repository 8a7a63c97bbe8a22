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


@dataclass(frozen=True, slots=True)
class Rung:
    """The figures over answerable questions with one step made perfect."""

    step: Step
    correct: Estimate | None
    strict_vital: Estimate | None


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


def climb(
    question_set: QuestionSet,
    golds: Mapping[str, Gold],
    system: System,
    rows: Sequence[Row],
    *,
    cancelled: Callable[[], bool] | None = None,
) -> tuple[Rung, ...]:
    """Answer the answerable questions that have gold once more on each rung that the system offers."""
    questions = [q for q in question_set.questions if q.answerable and golds[q.id].passages]
    ids = {question.id for question in questions}
    corpus = Corpus.from_store(system.store)
    rungs = [_rung(Step.AS_IT_IS, [row for row in rows if row.id in ids])]
    for step in (Step.REFUSAL_OFF, Step.GOLD_DOCUMENT, Step.GOLD_PASSAGE):
        answerer, restricted = _answerer(step, system)
        if answerer is None:
            continue
        climbed: list[Row] = []
        for question in questions:
            if cancelled is not None and cancelled():
                raise Cancelled("stopped on the oracle ladder")
            if restricted is not None:
                restricted.gold = golds[question.id]
            climbed.append(_row(question, answerer, golds[question.id], corpus))
        rungs.append(_rung(step, climbed))
    return tuple(rungs)


def _answerer(step: Step, system: System) -> tuple[Answerer | None, RestrictedRetriever | None]:
    if step is Step.REFUSAL_OFF:
        return system.bold, None
    if system.build is None or system.retriever is None:
        return None, None
    restricted = RestrictedRetriever(system.retriever, passages_only=step is Step.GOLD_PASSAGE)
    return system.build(restricted), restricted


def _row(question: Question, answerer: Answerer, gold: Gold, corpus: Corpus) -> Row:
    answer = answerer.answer(question.question, question.history)
    return score(Wording(question.id, question, question.question), answer, gold, (), corpus)


def _rung(step: Step, rows: Sequence[Row]) -> Rung:
    correct = mean([float(row.correct) for row in rows])
    vital = [value for row in rows if (value := row.scores.get("answers.strict_vital")) is not None]
    return Rung(step, correct, mean(vital))
