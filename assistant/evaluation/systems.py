"""What can be evaluated: an assistant, the store and the retriever behind it, and the switches that it offers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from assistant.answers import Answer
from index.contracts import Retriever, Store


class Answerer(Protocol):
    """What is evaluated: anything that answers a question."""

    def answer(self, question: str, history: Sequence[str] = ()) -> Answer:
        """Return the whole answer at once."""


Builder = Callable[[Retriever], Answerer]


@dataclass(frozen=True, slots=True)
class System:
    """A system under evaluation. `build` makes its assistant over a retriever; `bold` one that never refuses for doubt.

    `settings` are kept with the run, so that two runs can be told apart. What is None is left out of the report.
    """

    assistant: Answerer
    store: Store
    retriever: Retriever | None = None
    build: Builder | None = None
    bold: Builder | None = None
    settings: Mapping[str, str] = field(default_factory=dict)
