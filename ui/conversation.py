"""A conversation as the page holds it: questions and what came back. Does not know Gradio or HTML."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, replace
from enum import StrEnum

from assistant.answers import Answer, AnswerPiece, AnswerReady, Assistant, Event, SourcesFound
from index.contracts import Hit


class Stage(StrEnum):
    """How far an exchange has come; the last three are final."""

    SEARCHING = "searching"
    READING = "reading"
    WRITING = "writing"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"


_RUNNING = frozenset({Stage.SEARCHING, Stage.READING, Stage.WRITING})


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question and its answer so far; `number` starts at 1, `error` is what a failure said."""

    number: int
    question: str
    stage: Stage = Stage.SEARCHING
    hits: tuple[Hit, ...] = ()
    written: str = ""
    answer: Answer | None = None
    error: str = ""

    @property
    def running(self) -> bool:
        """Say whether events are still expected."""
        return self.stage in _RUNNING

    def after(self, event: Event) -> Exchange:
        """Return the exchange as it stands once `event` has arrived."""
        match event:
            case SourcesFound(hits):
                return replace(self, stage=Stage.READING, hits=hits)
            case AnswerPiece(text):
                return replace(self, stage=Stage.WRITING, written=self.written + text)
            case AnswerReady(answer):
                return replace(self, stage=Stage.DONE, written="", answer=answer)


@dataclass(frozen=True, slots=True)
class Conversation:
    """The exchanges of one reader, oldest first."""

    exchanges: tuple[Exchange, ...] = ()

    @property
    def questions(self) -> tuple[str, ...]:
        """Return the questions asked, oldest first: the history that the assistant gets."""
        return tuple(exchange.question for exchange in self.exchanges)

    @property
    def answers(self) -> tuple[Answer, ...]:
        """Return the whole answers, oldest first."""
        return tuple(exchange.answer for exchange in self.exchanges if exchange.answer is not None)

    @property
    def running(self) -> bool:
        """Say whether the last question still awaits its answer."""
        return bool(self.exchanges) and self.exchanges[-1].running

    def asking(self, question: str) -> Conversation:
        """Return the conversation with a new question at its end."""
        return Conversation((*self.exchanges, Exchange(len(self.exchanges) + 1, question)))

    def with_last(self, exchange: Exchange) -> Conversation:
        """Return the conversation with its last exchange replaced."""
        return Conversation((*self.exchanges[:-1], exchange))

    def stopped(self) -> Conversation:
        """Return the conversation with a running answer marked as stopped; what was written stays."""
        if not self.running:
            return self
        return self.with_last(replace(self.exchanges[-1], stage=Stage.STOPPED))


def converse(assistant: Assistant, conversation: Conversation, question: str) -> Generator[Conversation, None, None]:
    """Ask one more question and yield the conversation after each event.

    When the assistant raises, the conversation with the failed exchange is yielded first, then the error goes on.
    """
    history = conversation.questions
    conversation = conversation.asking(question)
    yield conversation
    try:
        for event in assistant.stream(question, history):
            conversation = conversation.with_last(conversation.exchanges[-1].after(event))
            yield conversation
    except Exception as error:
        failed = replace(conversation.exchanges[-1], stage=Stage.FAILED, error=describe(error))
        yield conversation.with_last(failed)
        raise
    if conversation.running:
        message = "the assistant ended without an answer"
        yield conversation.with_last(replace(conversation.exchanges[-1], stage=Stage.FAILED, error=message))


def describe(error: Exception) -> str:
    """Return an error in one line: its message, or its type when it has none."""
    lines = str(error).strip().splitlines()
    return lines[0][:500] if lines else type(error).__name__
