"""Any SQuAD file as an end-to-end benchmark: part of its articles is hidden, and their questions cannot be answered."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from assistant.evaluation.formats import squad
from assistant.evaluation.questions import Question, QuestionSet, Reason
from assistant.wiring import Application, open_application
from index.synchronising import ProgressCallback


@dataclass(frozen=True, slots=True)
class Benchmark:
    """The paragraphs to index (file name to title and text) and the questions over visible and hidden articles."""

    question_set: QuestionSet
    paragraphs: dict[str, tuple[str, str]]
    hidden_articles: int


def squad_benchmark(path: Path, *, hide: float = 0.5, sample: int | None = None, seed: int = 0) -> Benchmark:
    """Hide a share of the articles and draw questions, both by the seed alone. Raises `InvalidQuestionSet`."""
    imported = squad.read(path, by_paragraph=True)
    generator = np.random.default_rng(seed)
    # Hide whole articles, so that no neighbouring paragraph gives their answers away.
    articles = sorted(set(imported.titles.values()))
    hidden = set(generator.permutation(articles)[: round(hide * len(articles))].tolist())
    hidden_documents = {name for name, title in imported.titles.items() if title in hidden}
    # Draw the questions among all, so that hiding half makes about half of them unanswerable.
    questions = sorted(imported.question_set.questions, key=lambda question: question.id)
    if sample is not None and sample < len(questions):
        questions = [questions[i] for i in sorted(generator.permutation(len(questions))[:sample].tolist())]
    asked = tuple(_hidden(question) if _lives_in(question, hidden_documents) else question for question in questions)
    paragraphs = {
        name: (imported.titles[name], text) for name, text in imported.documents.items() if name not in hidden_documents
    }
    name = f"{imported.question_set.name} (hidden {hide:g}, seed {seed})"
    return Benchmark(QuestionSet(name, asked), paragraphs, len(hidden))


def index_benchmark(benchmark: Benchmark, folder: Path, *, progress: ProgressCallback | None = None) -> Application:
    """Write the visible paragraphs under `folder` and index them in a home of their own there."""
    files = folder / "paragraphs"
    files.mkdir(parents=True)
    for name, (title, text) in benchmark.paragraphs.items():
        heading = f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\n---\n"
        (files / name).with_suffix(".md").write_text(heading + text + "\n", encoding="utf-8")
    application = open_application(folder / "home")
    application.synchroniser.register([files])
    application.synchroniser.synchronise(progress=progress)
    return application


def _lives_in(question: Question, documents: set[str]) -> bool:
    return any(source.document in documents for source in question.sources)


def _hidden(question: Question) -> Question:
    return replace(question, answerable=False, reason=Reason.ABSENT, type="unanswerable", nuggets=(), sources=())
