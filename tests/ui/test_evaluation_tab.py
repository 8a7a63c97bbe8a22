"""The Evaluation tab: its events, and a reader who drops a set, runs it, compares and asks a failed question again."""

from __future__ import annotations

import json
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

import pytest

from assistant.answers import Answer
from assistant.evaluation.cases import add_case
from assistant.evaluation.formats.registry import to_yaml
from assistant.evaluation.loading import load_questions
from assistant.evaluation.questions import Nugget, Question, QuestionSet
from assistant.evaluation.runs import list_runs, read_run
from tests.assistant.evaluation import fakes
from tests.ui.browser import LENIENT, served, visiting
from tests.ui.fakes import FakeApplication
from ui.evaluation_page import EvaluationPage, report_frame, shipped_set
from ui.evaluation_tab import evaluation_tab
from ui.evaluation_words import words_for
from ui.texts import texts_for
from ui.typography import unbroken

if TYPE_CHECKING:
    from playwright.sync_api import Browser, FrameLocator, Page

pytestmark = LENIENT


def make_page(home: Path, answerer: type[fakes.GoodAnswerer] = fakes.AlwaysAnswers) -> EvaluationPage:
    """Return the page of a home in which the notes' questions were dropped."""
    page = EvaluationPage(home, words_for("fr"), lambda: fakes.make_system(answerer))
    dropped = home / "dropped" / "notes.yaml"
    dropped.parent.mkdir(parents=True, exist_ok=True)
    dropped.write_text(to_yaml(fakes.QUESTIONS), encoding="utf-8")
    page.keep(str(dropped))
    return page


def run(page: EvaluationPage, variants: str = "none", *, ladder: bool = False) -> tuple[Any, ...]:
    """Run the dropped set to its end and return the last updates."""
    *_, last = page.evaluate(page.sets()[-1][1], variants, ladder, "me")
    return last


def choices(update: Any) -> list[str]:
    return [value for _, value in update["choices"]]


def labels(update: Any) -> list[str]:
    return [label for label, _ in update["choices"]]


def test_an_evaluation_ends_with_its_report_and_its_failed_questions(tmp_path: Path) -> None:
    status, report, earlier, compared, failed, start, stop, _ = run(make_page(tmp_path))
    (path,) = list_runs(tmp_path)
    assert unbroken("Évaluation terminée : 6 réponses en") in status
    assert str(report).startswith('<iframe sandbox srcdoc="&lt;!doctype html&gt;')
    assert choices(earlier) == [path.name]
    assert labels(compared) == ["Aucune autre évaluation de ce jeu"]
    assert not compared["interactive"]
    assert labels(failed) == [
        "Réponse à tort – Quel temps fera demain Toulouse ?",
        "Réponse à tort – Qui dirige Atlantis Valley ?",
    ]
    assert choices(failed)[0] == '["Quel temps fera demain Toulouse ?"]'
    assert (start["visible"], stop["visible"]) == (True, False)
    assert {"report.html", "report.md", "junit.xml", "audit.csv"} < {file.name for file in path.iterdir()}


def test_progress_counts_the_questions_and_the_ladder(tmp_path: Path) -> None:
    class Slow(fakes.GoodAnswerer):
        def answer(self, question: str, history: object = ()) -> Answer:
            halt.wait(0.1)
            return super().answer(question)

    halt = Event()
    page = make_page(tmp_path, Slow)
    statuses = [str(each[0]) for each in page.evaluate(page.sets()[-1][1], "none", True, "me")]
    assert "L&#x27;évaluation commence…" in statuses[0]
    assert any("sur 10" in status and 'max="10"' in status for status in statuses)
    assert len(read_run(list_runs(tmp_path)[0]).rungs) == 5


def test_two_runs_of_one_set_can_be_compared_whatever_their_wordings(tmp_path: Path) -> None:
    page = make_page(tmp_path)
    run(page, "none")
    run(page, "written")
    newest, oldest = (path.name for path in list_runs(tmp_path))
    report, _, compared, _ = page.read(newest, oldest)
    assert "Comparaison" in str(report)
    assert "6 questions et variantes communes, 2 laissées de côté" in str(report)
    assert compared["value"] == oldest  # type: ignore[index]
    assert labels(compared)[0] == "Aucune"


def test_runs_of_another_set_are_not_offered_for_comparison(tmp_path: Path) -> None:
    page = make_page(tmp_path)
    run(page)
    other = tmp_path / "other.yaml"
    other.write_text(to_yaml(QuestionSet("other", fakes.QUESTIONS.questions[:1])), encoding="utf-8")
    page.keep(str(other))
    *_, last = page.evaluate(dict(page.sets())["other.yaml"], "none", False, "me")
    assert len(choices(last[2])) == 2
    assert choices(last[3]) == [""]


def test_a_follow_up_is_asked_again_after_its_earlier_questions(tmp_path: Path) -> None:
    path = tmp_path / "follow.yaml"
    follow_up = Question("a", "Et quand ?", history=("Qui est à Osaka ?",), nuggets=(Nugget("jamais"),))
    path.write_text(to_yaml(QuestionSet("follow", (follow_up,))), encoding="utf-8")
    page = make_page(tmp_path)
    page.keep(str(path))
    *_, last = page.evaluate(str(tmp_path / "evaluations" / "sets" / "follow.yaml"), "none", False, "me")
    (asked,) = choices(last[4])
    assert json.loads(asked) == ["Qui est à Osaka ?", "Et quand ?"]


def test_a_stopped_evaluation_keeps_what_was_answered(tmp_path: Path) -> None:
    class Stopping(fakes.GoodAnswerer):
        def answer(self, question: str, history: object = ()) -> Answer:
            page.stop("me")
            return super().answer(question)

    page = make_page(tmp_path, Stopping)
    status, _, earlier, *_ = run(page)
    assert page.words.stopped in str(status)
    assert labels(earlier)[0].endswith(" – notes – 1 réponse – incomplète")
    kept = read_run(list_runs(tmp_path)[0])
    assert (kept.info.complete, len(kept.rows)) == (False, 1)
    assert page.stops == {}


def test_a_dropped_set_stays_among_the_choices(tmp_path: Path) -> None:
    page = make_page(tmp_path)
    assert [label for label, _ in page.sets()] == ["Jeu livré avec Interpôles", "notes.yaml"]
    update, status = page.keep(str(tmp_path / "dropped" / "notes.yaml"))
    assert update["value"] == str(tmp_path / "evaluations" / "sets" / "notes.yaml")  # type: ignore[index]
    assert "notes.yaml est ajouté" in str(status)
    assert page.keep(None)[1] == ""


def test_reported_answers_are_a_set_to_choose(tmp_path: Path) -> None:
    page = make_page(tmp_path)
    add_case(tmp_path, fakes.refusal("Qui est-ce ?"))
    assert [label for label, _ in page.sets()][1] == "Réponses signalées dans la discussion"


def test_a_bad_set_is_explained_and_not_kept(tmp_path: Path) -> None:
    path = tmp_path / "bad.yaml"
    path.write_text("version: 1\nname: '<b>'\nquestions: []\n", encoding="utf-8")
    page = make_page(tmp_path)
    _, status = page.keep(str(path))
    assert "ne peut pas être utilisé" in str(status)
    assert "line 3, questions" in str(status)
    assert [label for label, _ in page.sets()] == ["Jeu livré avec Interpôles", "notes.yaml"]
    # A set that was edited into something else after it was kept.
    kept = Path(page.sets()[-1][1])
    kept.write_text("[", encoding="utf-8")
    (only,) = page.evaluate(str(kept), "none", False, "me")
    assert "ne peut pas être utilisé" in str(only[0])


def test_only_sets_that_were_offered_are_read(tmp_path: Path) -> None:
    page = make_page(tmp_path)
    secret = tmp_path / "secret.yaml"
    secret.write_text("mot de passe", encoding="utf-8")
    assert page._known(str(secret)) == shipped_set()


def test_a_run_that_cannot_be_read_is_left_out(tmp_path: Path) -> None:
    page = make_page(tmp_path)
    run(page)
    broken = tmp_path / "evaluations" / "20990101-000000-broken"
    broken.mkdir()
    (broken / "run.json").write_text("{", encoding="utf-8")
    assert len(choices(page.read(None, None)[1])) == 1
    (list_runs(tmp_path)[1] / "metrics.json").write_text("{", encoding="utf-8")
    assert "ne peut pas être lue" in str(page.read(None, None)[0])


def test_without_runs_the_tab_says_so(tmp_path: Path) -> None:
    report, earlier, *_ = make_page(tmp_path).read(None, None)
    assert "Aucune évaluation" in str(report)
    assert not earlier["interactive"]  # type: ignore[index]


def test_a_report_cannot_leave_its_frame() -> None:
    frame = report_frame('<a href="#s1">"><script>x</script></a>', '"><b>')
    assert frame.count("<script>") == 0
    assert "about:srcdoc#s1" in frame
    assert "<b>" not in frame


def test_the_shipped_set_can_be_read() -> None:
    assert len(load_questions(shipped_set()).questions) >= 150


def test_the_tab_is_named_in_both_languages() -> None:
    tab = evaluation_tab(fakes.make_system)
    assert (tab.title(texts_for("fr")), tab.title(texts_for("en"))) == ("Évaluation", "Evaluation")


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 390])
def test_a_reader_runs_a_set_and_asks_a_failed_question_again(browser: Browser, tmp_path: Path, width: int) -> None:
    dropped = tmp_path / "notes.yaml"
    dropped.write_text(to_yaml(fakes.QUESTIONS), encoding="utf-8")
    application = FakeApplication(tmp_path / "home")
    tab = evaluation_tab(lambda: fakes.make_system(fakes.AlwaysAnswers))
    with served(application, [tab]) as address, visiting(browser, address, width=width) as visit:
        page = visit.page
        page.get_by_role("tab", name="Évaluation").click()
        page.get_by_text("Aucune évaluation pour l'instant").wait_for()
        page.locator("#ip-eval-upload input[type=file]").set_input_files(dropped)
        page.get_by_text("notes.yaml est ajouté").wait_for()
        for finished in (1, 2):
            page.locator("#ip-eval-run").click()
            while len(list_runs(application.home)) < finished:
                page.wait_for_timeout(100)
            page.get_by_text("Évaluation terminée : 6 réponses").wait_for()
            page.locator("#ip-eval-run").wait_for()
        frame = page.frame_locator("#ip-eval-report iframe")
        frame.get_by_text("ÉCHEC : 2 seuils ne sont pas tenus").wait_for()
        # Its links lead to its own sections, and nothing is wider than the screen.
        frame.get_by_role("link", name="Échecs").click()
        assert frame.locator("h1").inner_text() == "Évaluation : notes"
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert frame.locator("body").evaluate("body => body.scrollWidth <= body.ownerDocument.defaultView.innerWidth")
        compare_with_the_other_run(page, frame)
        # One click asks the failed question again.
        page.locator("#ip-eval-replay").click()
        page.locator("#ip-conversation .ip-question", has_text="Quel temps fera demain Toulouse ?").wait_for()
        page.wait_for_function("!document.querySelector('#ip-conversation .ip-waiting')")
        assert page.locator("#ip-conversation .ip-exchange").count() == 1
        assert visit.foreign == []


def compare_with_the_other_run(page: Page, frame: FrameLocator) -> None:
    page.locator("#ip-eval-compared input").click()
    page.get_by_role("option").last.click()
    frame.get_by_role("link", name="Comparaison").wait_for()
