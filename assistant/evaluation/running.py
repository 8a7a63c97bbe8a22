"""Ask a question set to a system and score each answer. Writes nothing, prints nothing; progress goes to a callback."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass

from assistant.evaluation.aggregating import Metrics, aggregate
from assistant.evaluation.errors import Cancelled, Problem
from assistant.evaluation.gold import Corpus, Gold, find_gold
from assistant.evaluation.gold_facts import FactFindings, FactMeasure
from assistant.evaluation.ladder import Rung, climb, climbed
from assistant.evaluation.questions import QuestionSet
from assistant.evaluation.records import AnswerRecord, Row, record_answer
from assistant.evaluation.scoring import DEPTH, score
from assistant.evaluation.systems import System
from assistant.evaluation.variants import Wording, wordings
from index.contracts import Hit


@dataclass(frozen=True, slots=True)
class Plan:
    """What to ask besides the questions themselves. `seed` decides the generated variants."""

    written: bool = True
    generated: tuple[str, ...] = ()
    ladder: bool = False
    seed: int = 0


@dataclass(frozen=True, slots=True)
class Result:
    """Everything that an evaluation found; `latencies` (milliseconds a question) are the only part that may vary."""

    rows: tuple[Row, ...]
    answers: tuple[AnswerRecord, ...]
    metrics: Metrics
    rungs: tuple[Rung, ...]
    warnings: tuple[Problem, ...]
    latencies: tuple[float, ...]
    corpus_hash: str
    complete: bool = True
    facts: FactFindings | None = None


Progress = Callable[[int, int, str], None]
"""Called with the number of questions done, of questions to do (again on the ladder), and the one being asked."""


class Evaluation:
    """One evaluation under way; `result()` gives what is there so far, also after a failure in the middle."""

    def __init__(
        self, question_set: QuestionSet, system: System, plan: Plan | None = None, *, facts: FactMeasure | None = None
    ) -> None:
        self.question_set = question_set
        self.system = system
        self.plan = plan or Plan()
        self.facts = facts
        self._found: FactFindings | None = None
        self._rows: list[Row] = []
        self._answers: list[AnswerRecord] = []
        self._latencies: list[float] = []
        self._warnings: list[Problem] = []
        self._rungs: tuple[Rung, ...] = ()
        self._complete = False
        self._corpus = Corpus.from_store(system.store)

    def run(self, *, progress: Progress | None = None, cancelled: Callable[[], bool] | None = None) -> Result:
        """Ask every question and variant. Raises `Cancelled` as soon as `cancelled` says so."""
        plan = self.plan
        golds: dict[str, Gold] = {}
        asked: list[Wording] = []
        # Anchor the gold of the day, and lay out everything that will be asked.
        for question in self.question_set.questions:
            golds[question.id], problems = find_gold(question, self._corpus)
            self._warnings.extend(problems)
            asked += wordings(question, written=plan.written, generated=plan.generated, seed=plan.seed)
        total = len(asked) + (len(climbed(self.question_set, golds)) if plan.ladder else 0)
        # Compare the facts of the documents with those that a person annotated.
        if self.facts is not None:
            self._found = self.facts(self._corpus)
            self._warnings.extend(self._found.problems)
        # Ask, search and score one wording after the other.
        for done, wording in enumerate(asked):
            if cancelled is not None and cancelled():
                raise Cancelled(f"stopped after {done} of {total} questions")
            if progress is not None:
                progress(done, total, wording.text)
            answer = self.system.assistant.answer(wording.text, wording.question.history)
            gold = golds[wording.question.id]
            hits = self._search(answer.standalone_question or wording.text, gold)
            self._rows.append(score(wording, answer, gold, hits, self._corpus))
            self._answers.append(record_answer(wording, answer, gold, hits or (), self._corpus))
            self._latencies.append(answer.timings.total)
        # Climb the oracle ladder over the questions of the set.
        if plan.ladder:
            self._rungs = climb(
                self.question_set,
                golds,
                self.system,
                self._rows,
                progress=None if progress is None else lambda done, text: progress(len(asked) + done, total, text),
                cancelled=cancelled,
            )
        if progress is not None:
            progress(total, total, "")
        self._complete = True
        return self.result()

    def result(self) -> Result:
        """Return the result over what has been answered so far."""
        metrics = aggregate(self._rows)
        if self._found is not None:
            metrics = Metrics({**metrics.figures, **self._found.figures}, metrics.slices)
        return Result(
            rows=tuple(self._rows),
            answers=tuple(self._answers),
            metrics=metrics,
            rungs=self._rungs,
            warnings=tuple(self._warnings),
            latencies=tuple(self._latencies),
            corpus_hash=corpus_hash(self._corpus),
            complete=self._complete,
            facts=self._found,
        )

    def _search(self, query: str, gold: Gold) -> tuple[Hit, ...] | None:
        """Return what the search finds; None where there is none to measure, which is not the same as nothing found."""
        if self.system.retriever is None or not gold.places:
            return None
        return self.system.retriever.search(query, DEPTH)


def corpus_hash(corpus: Corpus) -> str:
    """Return 16 hexadecimal digits over what the documents say and how they are cut; paths do not count."""
    cuts = [
        [document.content_hash, *([passage.start, passage.end] for passage in corpus.passages_of[document.id])]
        for document in corpus.documents.values()
    ]
    return hashlib.sha256(json.dumps(sorted(cuts, key=str)).encode()).hexdigest()[:16]
