"""Questions with known answers, run through the pipeline: what it saw, and which sentences were right.

Two sources: a SQuAD file (each paragraph a document; unanswerable questions are made by hiding the paragraph or the
article) and a question set of the product (its unanswerable questions are real ones).
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.deciding import Evaluated
from assistant.evaluation.gold import Corpus, Gold, find_gold
from assistant.evaluation.questions import QuestionSet
from assistant.evaluation.variants import wordings
from assistant.evidence import Candidate
from assistant.lexicon import load_lexicon
from assistant.question_types import Shape
from assistant.understanding import understand
from assistant.wiring import Application, open_application
from corpus.documents import Document
from corpus.french import fold

LOGGER = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Example:
    """A question with its gold answers and the document that holds them."""

    question: str
    answers: tuple[str, ...]
    article: str
    document: str


class Hidden(StrEnum):
    """What a question may not see; `UNANSWERABLE` is a question that a person wrote to have no answer."""

    NOTHING = "nothing"
    PARAGRAPH = "paragraph"
    ARTICLE = "article"
    UNANSWERABLE = "unanswerable"


@dataclass(frozen=True, slots=True)
class Judged:
    """What the pipeline saw for one question: sentence features with labels, and why it has no answer, if so."""

    question: str
    hidden: Hidden
    evaluated: Evaluated
    labels: npt.NDArray[np.bool_]
    ruled_out: bool

    @property
    def answerable(self) -> bool:
        """Say whether the corpus that the question saw answers it."""
        return self.hidden is Hidden.NOTHING


def prepare(data: Path, home: Path) -> tuple[Application, list[Example]]:
    """Index every paragraph of a SQuAD file in `home` and return the application with all the examples."""
    articles = json.loads(data.read_text(encoding="utf-8"))["data"]
    folder = home / "paragraphs"
    folder.mkdir(parents=True, exist_ok=True)
    examples: list[Example] = []
    for number, article in enumerate(articles):
        title = article["title"]
        for position, paragraph in enumerate(article["paragraphs"]):
            path = folder / f"{number:04d}-{position:03d}.md"
            path.write_text(
                f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\n---\n{paragraph['context']}\n", encoding="utf-8"
            )
            for question in paragraph["qas"]:
                answers = tuple(dict.fromkeys(answer["text"] for answer in question["answers"]))
                examples.append(Example(question["question"], answers, title, str(path.resolve())))
    application = open_application(home)
    application.synchroniser.register([folder])
    application.synchroniser.apply(application.synchroniser.plan())
    return application, examples


def judge(application: Application, examples: Sequence[Example]) -> Iterator[Judged]:
    """Ask every example twice, with and without its article, and label the sentences."""
    assistant = application.assistant
    lexicon = load_lexicon()
    documents = application.store.documents()
    for number, example in enumerate(examples):
        understanding = understand(example.question, (), application.names, lexicon)
        golds = [_plain(answer) for answer in example.answers]
        for hidden in (Hidden.NOTHING, Hidden.PARAGRAPH, Hidden.ARTICLE):
            within = _visible(documents, example, hidden)
            hits = application.retriever.search(understanding.standalone, 10, documents=within)
            evaluated = assistant.evaluate(understanding, hits)
            labels = np.array(
                [
                    hidden is Hidden.NOTHING
                    and candidate.hit.document.source == example.document
                    and any(gold in _plain(candidate.line.text) for gold in golds)
                    for candidate in evaluated.candidates
                ],
                dtype=bool,
            )
            yield Judged(example.question, hidden, evaluated, labels, assistant.rule_out(evaluated) is not None)
        if number % 50 == 49:
            LOGGER.info("%d of %d questions", number + 1, len(examples))


def _visible(documents: Sequence[Document], example: Example, hidden: Hidden) -> list[str] | None:
    if hidden is Hidden.ARTICLE:
        return [document.id for document in documents if document.title != example.article]
    if hidden is Hidden.PARAGRAPH:
        return [document.id for document in documents if document.source != example.document]
    return None


def judge_set(application: Application, questions: QuestionSet) -> Iterator[Judged]:
    """Ask every question of a set in all its written wordings, and label the sentences that share words with the gold."""
    assistant = application.assistant
    corpus = Corpus.from_store(application.store)
    for question in questions.questions:
        gold, _ = find_gold(question, corpus)
        for wording in wordings(question, written=True, generated=(), seed=0):
            understanding = assistant.understood(wording.text, question.history)
            hits = assistant.retrieve(understanding)
            if understanding.parts or not hits or understanding.type.shape is Shape.SMALL_TALK:
                continue
            evaluated = assistant.evaluate(understanding, hits)
            labels = [_shares_gold(candidate, gold) for candidate in evaluated.candidates]
            ruled = assistant.rule_out(evaluated) is not None
            hidden = Hidden.NOTHING if question.answerable else Hidden.UNANSWERABLE
            yield Judged(wording.text, hidden, evaluated, np.array(labels, dtype=bool), ruled)


def _shares_gold(candidate: Candidate, gold: Gold) -> bool:
    """Say whether the sentence, or an item of the list that it announces, covers half of a gold quotation, or is in one."""
    spans = [candidate.line.span, *(item.span for item in candidate.items)]
    return any(
        place.document.id == candidate.hit.document.id
        and min(place.span.end, span.end) - max(place.span.start, span.start)
        > 0.5 * min(place.span.end - place.span.start, span.end - span.start)
        for place in gold.places
        for span in spans
    )


def _plain(text: str) -> str:
    return " ".join(fold(text).split())
