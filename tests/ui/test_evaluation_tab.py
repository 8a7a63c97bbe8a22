"""The events of the Evaluation tab, without a browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from assistant.answers import Answer
from assistant.evaluation.formats.registry import to_yaml
from assistant.evaluation.loading import load_questions
from assistant.evaluation.runs import list_runs, read_run
from tests.assistant.evaluation import fakes
from ui.evaluation_tab import EvaluationPage, evaluation_tab, report_frame, shipped_set
from ui.evaluation_words import words_for
from ui.texts import texts_for


@pytest.fixture
def questions(tmp_path: Path) -> str:
    path = tmp_path / "notes.yaml"
    path.write_text(to_yaml(fakes.QUESTIONS), encoding="utf-8")
    return str(path)


def make_page(home: Path, answerer: type[fakes.GoodAnswerer] = fakes.AlwaysAnswers) -> EvaluationPage:
    return EvaluationPage(home, words_for("fr"), lambda: fakes.make_system(answerer))


def choices(update: Any) -> list[str]:
    return [choice[1] if isinstance(choice, tuple) else choice for choice in update["choices"]]


def test_an_evaluation_ends_with_its_report_and_its_failed_questions(questions: str, tmp_path: Path) -> None:
    page = make_page(tmp_path / "home")
    *_, last = page.evaluate(questions, "none", "me")
    status, report, earlier, compared, failed, run, stop = last
    (path,) = list_runs(tmp_path / "home")
    assert status == ""
    assert str(report).startswith('<iframe sandbox srcdoc="&lt;!doctype html&gt;')
    assert choices(earlier) == [path.name]
    assert choices(compared) == []
    assert choices(failed) == ["Quel temps fera demain Toulouse ?", "Qui dirige Atlantis Valley ?"]
    assert (run, stop) == ({"visible": True, "__type__": "update"}, {"visible": False, "__type__": "update"})
    assert (path / "report.html").is_file()


def test_two_runs_can_be_compared(questions: str, tmp_path: Path) -> None:
    page = make_page(tmp_path)
    for _ in range(2):
        list(page.evaluate(questions, "written", "me"))
    newest, oldest = (path.name for path in list_runs(tmp_path))
    report, _, compared, _ = page.read(newest, oldest)
    assert "Comparaison" in str(report)
    assert compared["value"] == oldest  # type: ignore[index]


def test_a_stopped_evaluation_keeps_what_was_answered(questions: str, tmp_path: Path) -> None:
    class Slow(fakes.GoodAnswerer):
        def answer(self, question: str, history: object = ()) -> Answer:
            page.stop("me")
            return super().answer(question)

    page = make_page(tmp_path, Slow)
    *_, last = page.evaluate(questions, "none", "me")
    assert page.words.stopped in str(last[0])
    run = read_run(list_runs(tmp_path)[0])
    assert (run.info.complete, len(run.rows)) == (False, 1)
    assert page.stops == {}


def test_a_bad_set_is_explained(tmp_path: Path) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text("version: 1\nname: '<b>'\nquestions: []\n", encoding="utf-8")
    (only,) = make_page(tmp_path).evaluate(str(path), "none", "me")
    assert "ne peut pas être utilisé" in str(only[0])
    assert "line 3, questions" in str(only[0])


def test_without_runs_the_tab_says_so(tmp_path: Path) -> None:
    assert "Aucune évaluation" in str(make_page(tmp_path).read(None, None)[0])


def test_a_report_cannot_leave_its_frame() -> None:
    assert report_frame('"><script>x</script>').count("<script>") == 0


def test_the_shipped_set_can_be_read() -> None:
    assert len(load_questions(shipped_set()).questions) >= 150


def test_the_tab_is_named_in_both_languages() -> None:
    tab = evaluation_tab(fakes.make_system)
    assert (tab.title(texts_for("fr")), tab.title(texts_for("en"))) == ("Évaluation", "Evaluation")
