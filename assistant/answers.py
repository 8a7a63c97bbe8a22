"""Answer and its parts, and the events that an answer arrives in. Does not know how answers are made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, TypeAlias

from corpus.documents import Document, Passage
from index.contracts import Hit


class Status(StrEnum):
    """How a sentence of an answer stands to its sources."""

    LITERAL = "literal"
    SUPPORTED = "supported"
    UNVERIFIED = "unverified"


class Origin(StrEnum):
    """What an answer is drawn from."""

    FACTS = "facts"
    PASSAGES = "passages"


class Part(StrEnum):
    """What a sentence does in an answer.

    An answer from passages is made of `QUOTE`s, and a `NOTE` before each where documents disagree. One from the table of
    facts begins with a `COUNT` (composed, checked by counting), and has one `ROW` for each fact counted, under a `GROUP` where
    the question groups them; what is told beside the count are `QUOTE`s after the `NOTE` that says what they are.
    """

    COUNT = "count"
    GROUP = "group"
    ROW = "row"
    NOTE = "note"
    QUOTE = "quote"

    @property
    def is_composed(self) -> bool:
        """Say whether such a sentence is the assistant's own: it introduces quotations, and cites what it introduces."""
        return self in {Part.COUNT, Part.GROUP, Part.NOTE}


class RefusalReason(StrEnum):
    """Why nothing was answered; the reader sees it in words."""

    NOTHING_NEAR = "nothing-near"
    UNKNOWN_ENTITY = "unknown-entity"
    NO_VALUE = "no-value"
    FALSE_PREMISE = "false-premise"
    NOT_A_QUESTION = "not-a-question"
    SMALL_TALK = "small-talk"


@dataclass(frozen=True, slots=True)
class Citation:
    """A proof: `document.text[start:end] == quote`, inside `passage`; `number` starts at 1, `score` in [0, 1]."""

    number: int
    document: Document
    passage: Passage
    start: int
    end: int
    quote: str
    score: float

    @property
    def holds(self) -> bool:
        """Say whether the quotation and the passage are really in the document at these offsets."""
        text = self.document.text
        return (
            text[self.start : self.end] == self.quote
            and text[self.passage.start : self.passage.end] == self.passage.text
            and self.passage.start <= self.start < self.end <= self.passage.end
        )


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an answer with the numbers of the citations that prove it, in order.

    `emphasis` is the offset pair, inside `text`, of the words that answer the question, or None. `row` is the number of the
    fact that a `ROW` shows, from 1.
    """

    text: str
    status: Status
    citations: tuple[int, ...]
    emphasis: tuple[int, int] | None = None
    part: Part = Part.QUOTE
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Timings:
    """Milliseconds spent in each step."""

    understand: float
    retrieve: float
    read: float
    compose: float
    total: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What the assistant says and what proves it.

    `text` is Markdown with [n] markers; `sentences` hold the same words with their citations. When `refused`,
    `sentences` and `citations` are empty, `reason` says why and `consulted` offers the nearest passages.
    `confidence` is a calibrated probability in [0, 1] that the question is answered by the citations.
    Small talk gets a friendly text; as nothing in the corpus answers it, it counts as refused (`SMALL_TALK`).
    `origin` says whether the table of facts or the passages answered.
    """

    question: str
    standalone_question: str
    language: str
    text: str
    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    consulted: tuple[Hit, ...]
    refused: bool
    reason: RefusalReason | None
    confidence: float
    timings: Timings
    origin: Origin = Origin.PASSAGES


@dataclass(frozen=True, slots=True)
class SourcesFound:
    """The passages being read, before the answer is composed."""

    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class AnswerPiece:
    """The next characters of the answer's Markdown."""

    text: str


@dataclass(frozen=True, slots=True)
class AnswerReady:
    """The whole answer; always the last event."""

    answer: Answer


Event: TypeAlias = SourcesFound | AnswerPiece | AnswerReady


class Assistant(Protocol):
    """Answers questions from the corpus."""

    def stream(self, question: str, history: Sequence[str] = ()) -> Iterator[Event]:
        """Yield the events of one answer; `history` holds the earlier questions, oldest first."""

    def answer(self, question: str, history: Sequence[str] = ()) -> Answer:
        """Return the whole answer at once."""
