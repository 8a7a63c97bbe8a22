"""Cases from the chat: an answer that a reader found wrong becomes a question of a set of its own, to be completed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assistant.answers import Answer
from assistant.evaluation.formats.common import stable_id
from assistant.evaluation.formats.registry import to_yaml
from assistant.evaluation.loading import load_questions
from assistant.evaluation.questions import Question, QuestionSet, Source

FILE_NAME = "cases.yaml"


def add_case(home: Path, answer: Answer, *, history: Sequence[str] = (), note: str = "") -> Path:
    """Add the question of a wrong answer to `<home>/evaluations/cases.yaml`, once, and return that file.

    What was cited (or consulted) is written down as a starting point; a person has to say what the right answer is.
    Raises `InvalidQuestionSet` when the file was edited into something that cannot be read.
    """
    path = home / "evaluations" / FILE_NAME
    known = load_questions(path).questions if path.exists() else ()
    identifier = f"case-{stable_id(answer.question, *history)}"
    if any(question.id == identifier for question in known):
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    case = _case(answer, identifier, tuple(history), note)
    path.write_text(to_yaml(QuestionSet("cases", (*known, case))), encoding="utf-8")
    return path


def _case(answer: Answer, identifier: str, history: tuple[str, ...], note: str) -> Question:
    said = "refused" if answer.refused else f"answered: {answer.text}"
    remark = " ".join(part for part in ("to be completed;", said, note) if part)
    sources = tuple(
        Source(Path(citation.document.source).name, citation.quote.strip()) for citation in answer.citations
    )
    return Question(
        id=identifier,
        question=answer.question,
        answerable=bool(sources),
        language=answer.language,
        sources=sources,
        history=history,
        tags=("to-review",),
        note=remark,
    )
