from __future__ import annotations

from pathlib import Path

from assistant.evaluation.cases import add_case
from assistant.evaluation.loading import load_questions
from tests.assistant.evaluation import fakes


def test_a_wrong_answer_becomes_a_case_once(tmp_path: Path) -> None:
    store = fakes.MemoryStore()
    document = store.documents()[0]
    answer = fakes.answer_with("Où est le stand ?", document, store.passages_of(document.id)[1], confidence=0.9)
    path = add_case(tmp_path, answer, history=["Et Cap Digital ?"], note="mauvaise ville")
    assert add_case(tmp_path, answer, history=["Et Cap Digital ?"]) == path == tmp_path / "evaluations" / "cases.yaml"
    (case,) = load_questions(path).questions
    assert (case.question, case.history, case.tags) == ("Où est le stand ?", ("Et Cap Digital ?",), ("to-review",))
    assert case.sources[0].document == "brésil.txt"
    assert case.note == f"to be completed; answered: {answer.text} mauvaise ville"


def test_a_wrong_refusal_becomes_a_case_too(tmp_path: Path) -> None:
    add_case(tmp_path, fakes.refusal("Qui est-ce ?"))
    (case,) = load_questions(add_case(tmp_path, fakes.refusal("Qui est-ce ?"))).questions
    assert (case.answerable, case.sources) == (False, ())
