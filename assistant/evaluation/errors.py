"""Errors of the evaluation.

EvaluationError
├── InvalidQuestionSet   the file cannot be read as a question set; lists every problem
├── InvalidGates         the gates file cannot be read; lists every problem
├── InvalidGoldFacts     the file of annotated facts cannot be read; lists every problem
├── InvalidRun           a run folder is missing, incomplete or damaged
├── Incomparable         two runs do not measure the same thing
└── Cancelled            the person stopped the run
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a file; `path` names the place as in "questions[3].nuggets[0].text", `line` starts at 1."""

    path: str
    line: int | None
    message: str

    def __str__(self) -> str:
        place = ", ".join(part for part in (f"line {self.line}" if self.line else "", self.path) if part)
        return f"{place}: {self.message}" if place else self.message


class EvaluationError(Exception):
    """Anything that keeps an evaluation from being made."""


class InvalidQuestionSet(EvaluationError):  # noqa: N818 - named for what the reader sees
    """A question set that cannot be used; `problems` holds all of them."""

    def __init__(self, name: str, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        lines = "\n".join(f"  {problem}" for problem in self.problems)
        super().__init__(f"{name} is not a valid question set ({len(self.problems)} problems):\n{lines}")


class InvalidGates(EvaluationError):  # noqa: N818
    """A gates file that cannot be used; `problems` holds all of them."""

    def __init__(self, name: str, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        lines = "\n".join(f"  {problem}" for problem in self.problems)
        super().__init__(f"{name} is not a valid gates file ({len(self.problems)} problems):\n{lines}")


class InvalidGoldFacts(EvaluationError):  # noqa: N818
    """A file of annotated facts that cannot be used; `problems` holds all of them."""

    def __init__(self, name: str, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        lines = "\n".join(f"  {problem}" for problem in self.problems)
        super().__init__(f"{name} is not a valid file of annotated facts ({len(self.problems)} problems):\n{lines}")


class InvalidRun(EvaluationError):  # noqa: N818
    """A run folder that cannot be read."""


class Incomparable(EvaluationError):  # noqa: N818
    """Two runs over different questions or made with different normalisers."""


class Cancelled(EvaluationError):  # noqa: N818
    """The run was stopped on demand; what was answered so far is on disk."""
