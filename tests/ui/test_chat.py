"""The chat without a browser: what is shown, refused, stopped and exported; who is kept apart."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from assistant.answers import Answer, AnswerPiece, Event
from assistant.evaluation.loading import load_questions
from tests.ui.fakes import FakeApplication, FakeAssistant, ModelError
from ui.chat import QUESTION_LIMIT, Chat, export_json, problem_with
from ui.conversation import Conversation, Stage, converse, describe
from ui.texts import texts_for
from ui.turns import Turns

FR = texts_for("fr")


def chat(assistant: FakeAssistant | None = None) -> Chat:
    return Chat(FakeApplication(Path("/nowhere"), assistant=assistant or FakeAssistant()), FR)


def states(outputs: Iterator[tuple[object, ...]]) -> list[Conversation]:
    """Return the conversations that the outputs put into the state."""
    return [output[0] for output in outputs if isinstance(output[0], Conversation)]


def notice(output: tuple[Any, ...]) -> str:
    return str(output[4]["value"])


def test_a_question_goes_through_every_stage_to_its_answer() -> None:
    stages = [state.exchanges[-1].stage for state in states(chat().ask("Quand ?", Conversation(), "a"))]
    assert stages[:3] == [Stage.SEARCHING, Stage.READING, Stage.WRITING]
    assert stages[-1] is Stage.DONE


def test_earlier_questions_are_the_history_of_the_next() -> None:
    assistant = FakeAssistant()
    conversation = Conversation()
    for question in ("Un ?", "Deux ?", "Trois ?"):
        *_, conversation = states(chat(assistant).ask(question, conversation, "a"))
    assert assistant.histories == [(), ("Un ?",), ("Un ?", "Deux ?")]
    assert conversation.questions == ("Un ?", "Deux ?", "Trois ?")


@pytest.mark.parametrize(
    ("question", "problem"),
    [("", "Écrivez d'abord une question."), (" \n ", "Écrivez d'abord une question."), ("x" * 1001, "1001 caractères")],
    ids=["empty", "blank", "long"],
)
def test_what_cannot_be_asked_is_explained_and_changes_nothing(question: str, problem: str) -> None:
    outputs = list(chat().ask(question, Conversation(), "a"))
    assert len(outputs) == 1
    assert problem in notice(outputs[0])
    assert states(iter(outputs)) == []


def test_a_question_of_the_longest_length_is_asked() -> None:
    assert problem_with("x" * QUESTION_LIMIT, FR) == ""


def test_a_second_click_is_refused_while_an_answer_is_made() -> None:
    page = chat()
    first = page.ask("Un ?", Conversation(), "a")
    next(first)
    assert notice(next(page.ask("Un ?", Conversation(), "a"))) == "Une réponse est déjà en cours."
    assert len(list(page.ask("Un ?", Conversation(), "b"))) > 3, "another reader is not disturbed"
    assert states(first)[-1].exchanges[-1].stage is Stage.DONE
    assert len(list(page.ask("Deux ?", Conversation(), "a"))) > 3, "the turn is given back"


def test_stopping_keeps_what_was_written_and_lets_the_next_question_in() -> None:
    page = chat()
    running = page.ask("Un ?", Conversation(), "a")
    seen = [states(iter([next(running)]))[0] for _ in range(5)]
    (stopped,) = states(iter([page.stop(seen[-1], "a")]))
    assert stopped.exchanges[-1].stage is Stage.STOPPED
    assert stopped.exchanges[-1].written == seen[-1].exchanges[-1].written != ""
    late = states(running)
    assert [state.exchanges[-1].stage for state in late] == [Stage.STOPPED], "it ends at its next event"
    assert states(page.ask("Deux ?", stopped, "a"))[-1].exchanges[-1].stage is Stage.DONE


def test_an_answer_that_was_stopped_shows_nothing_once_another_began() -> None:
    page = chat()
    old = page.ask("Un ?", Conversation(), "a")
    next(old)
    page.stop(Conversation(), "a")
    new = page.ask("Deux ?", Conversation(), "a")
    next(new)
    assert list(old) == []
    assert states(new)[-1].questions == ("Deux ?",)


def test_a_new_conversation_ends_the_running_answer() -> None:
    page = chat()
    running = page.ask("Un ?", Conversation(), "a")
    next(running)
    assert states(iter([page.clear("a")])) == [Conversation()]
    assert states(running) == [Conversation()]


def test_a_reader_who_leaves_gives_the_turn_back() -> None:
    page = chat()
    running = page.ask("Un ?", Conversation(), "a")
    next(running)
    running.close()  # type: ignore[attr-defined]
    assert len(list(page.ask("Deux ?", Conversation(), "a"))) > 3


def until_error(steps: Iterator[Conversation]) -> Iterator[Conversation]:
    """Yield the conversations that are shown before the assistant's error goes on."""
    with pytest.raises(ModelError, match="illisible"):
        yield from steps


def test_a_failing_assistant_shows_an_error_and_the_conversation_goes_on() -> None:
    *_, conversation = until_error(converse(FakeAssistant(), Conversation(), "une erreur"))
    assert conversation.exchanges[-1].stage is Stage.FAILED
    assert "illisible" in conversation.exchanges[-1].error
    assert conversation.answers == ()
    *_, after = converse(FakeAssistant(), conversation, "Quand ?")
    assert [exchange.stage for exchange in after.exchanges] == [Stage.FAILED, Stage.DONE]


def test_a_failure_gives_the_turn_back() -> None:
    page = chat()
    with pytest.raises(ModelError, match="illisible"):
        list(page.ask("une erreur", Conversation(), "a"))
    assert len(list(page.ask("Deux ?", Conversation(), "a"))) > 3


class Mute(FakeAssistant):
    """Ends without an answer."""

    def stream(self, question: str, history: Sequence[str] = ()) -> Iterator[Event]:
        yield AnswerPiece("à demi")


def test_an_assistant_that_ends_without_an_answer_is_a_failure() -> None:
    *_, conversation = converse(Mute(), Conversation(), "Q ?")
    assert conversation.exchanges[-1].stage is Stage.FAILED


def test_errors_are_described_in_one_line() -> None:
    assert describe(ValueError("une\ndeux")) == "une"
    assert describe(KeyError()) == "KeyError"


def test_two_conversations_at_once_keep_apart() -> None:
    page, ended = chat(FakeAssistant(pause=0.002)), {}

    def talk(session: str) -> None:
        conversation = Conversation()
        for number in range(5):
            *_, conversation = states(page.ask(f"{session}{number} ?", conversation, session))
        ended[session] = conversation.questions

    threads = [threading.Thread(target=talk, args=(session,)) for session in "abc"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert ended == {session: tuple(f"{session}{n} ?" for n in range(5)) for session in "abc"}


def test_an_export_holds_the_whole_answers_and_nothing_else() -> None:
    conversation = Conversation()
    *_, conversation = converse(FakeAssistant(), conversation, "Quand ?")
    *_, conversation = converse(FakeAssistant(), conversation, "Le budget ?")
    exported = json.loads(export_json(conversation))
    assert exported["version"] == 1
    assert [exchange["question"] for exchange in exported["exchanges"]] == ["Quand ?", "Le budget ?"]
    assert [exchange["refused"] for exchange in exported["exchanges"]] == [False, True]
    assert export_json(Conversation()) == ""
    assert export_json(Conversation().asking("Q ?")) == ""


def test_an_export_satisfies_verify() -> None:
    from assistant.verifying import verify_export
    from tests.ui.fakes import FakeStore

    *_, conversation = converse(FakeAssistant(), Conversation(), "Quand ?")
    *_, conversation = converse(FakeAssistant(), conversation, "Le piège ?")
    assert verify_export(export_json(conversation), FakeStore()).findings == ()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_wrong_answer_becomes_a_case_once_and_says_where(tmp_path: Path, language: str) -> None:
    texts = texts_for(language)
    page = Chat(FakeApplication(tmp_path), texts)
    *_, conversation = converse(FakeAssistant(), Conversation(), "Quand ?")
    *_, conversation = converse(FakeAssistant(), conversation, "Et où ?")
    path = tmp_path / "evaluations" / "cases.yaml"
    for _ in range(2):
        said: Any = page.report_wrong(conversation)
        assert (said["value"], said["visible"]) == (texts.chat.wrong_added.format(path=path), True)
    (case,) = load_questions(path).questions
    assert (case.question, case.history) == ("Et où ?", ("Quand ?",))
    assert case.sources


def test_a_case_that_cannot_be_added_is_said_and_without_an_answer_there_is_none(tmp_path: Path) -> None:
    page = Chat(FakeApplication(tmp_path), FR)
    page.report_wrong(Conversation())
    page.report_wrong(Conversation().asking("Quand ?"))
    assert not (tmp_path / "evaluations").exists()
    (tmp_path / "evaluations").write_text("a file where the folder should be")
    *_, conversation = converse(FakeAssistant(), Conversation(), "Quand ?")
    said: Any = page.report_wrong(conversation)
    assert said["value"].startswith("La question n'a pas pu rejoindre les cas")


def test_turns_forget_what_is_over() -> None:
    turns = Turns()
    turn = turns.begin("a")
    assert turn is not None
    turns.end("a", turn)
    turns.halt("a", Conversation.stopped)
    assert turn.ending is None
    assert turns.superseded("a", turn)


def test_answers_are_kept_in_order() -> None:
    answer: Answer = FakeAssistant().answer("Q ?")
    *_, conversation = converse(FakeAssistant(), Conversation(), "Q ?")
    assert conversation.answers == (answer,)
