"""The question sets beside the tests: each loads, and each quotation stands word for word in its document."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.evaluation.loading import load_questions
from assistant.training.own_sets import read_own_set

SETS = sorted(path.parent for path in (Path(__file__).parents[2] / "data" / "questions").glob("*/questions.yaml"))


@pytest.mark.parametrize("folder", SETS, ids=lambda folder: folder.name)
def test_quotations_stand_in_their_documents(folder: Path) -> None:
    texts = {path.name: path.read_text(encoding="utf-8") for path in (folder / "documents").iterdir()}
    missing = [
        (question.id, source.quote)
        for question in load_questions(folder / "questions.yaml").questions
        for source in question.sources
        if source.quote not in texts.get(source.document, "")
    ]
    assert missing == []


@pytest.mark.parametrize("folder", SETS, ids=lambda folder: folder.name)
def test_nearly_every_answerable_question_has_its_answer_in_a_passage(folder: Path) -> None:
    _, examples = read_own_set(folder)
    answered = {example.id for example in examples if example.answers}
    asked = [q for q in load_questions(folder / "questions.yaml").questions if q.answerable and not q.history]
    assert len(answered) >= 0.95 * len(asked)
