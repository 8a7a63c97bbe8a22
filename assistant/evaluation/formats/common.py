"""What the formats share: what an import gives, and small helpers. Knows no format."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from assistant.evaluation.errors import InvalidQuestionSet, Problem
from assistant.evaluation.questions import Question, QuestionSet


@dataclass(frozen=True, slots=True)
class Imported:
    """A question set from elsewhere, the documents that came with it (name to text), and what could not be kept.

    `titles` gives the titles of the documents that have one.
    """

    question_set: QuestionSet
    documents: Mapping[str, str] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


Files = Mapping[str, str]
"""An export: the text of each file by its name, relative to where it is written."""


def stable_id(*parts: str) -> str:
    """Return an id that depends on the parts alone: 10 hexadecimal digits."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:10]


def file_name(title: str, suffix: str = ".txt") -> str:
    """Return a file name for a title."""
    return (re.sub(r"[^\w-]+", "-", title).strip("-")[:80] or stable_id(title)) + suffix


def read_text(path: Path) -> str:
    """Read a text file: UTF-8, with or without BOM, else Windows-1252. Raises `InvalidQuestionSet`."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise InvalidQuestionSet(path.name, [Problem("", None, f"cannot be read: {error}")]) from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def read_json(path: Path) -> Any:
    """Read a JSON file. Raises `InvalidQuestionSet`."""
    try:
        return json.loads(read_text(path))
    except json.JSONDecodeError as error:
        raise InvalidQuestionSet(path.name, [Problem("", error.lineno, f"not JSON: {error.msg}")]) from error


def read_json_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Read the objects of a JSON Lines file. Raises `InvalidQuestionSet`."""
    for number, line in enumerate(read_text(path).split("\n"), 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except json.JSONDecodeError as error:
            raise InvalidQuestionSet(path.name, [Problem("", number, f"not JSON: {error.msg}")]) from error
        if not isinstance(value, dict):
            raise InvalidQuestionSet(path.name, [Problem("", number, "expected an object")])
        yield value


def json_lines(values: Iterable[object]) -> str:
    """Return one JSON value a line."""
    return "".join(json.dumps(value, ensure_ascii=False) + "\n" for value in values)


def make_set(name: str, questions: Iterable[Question], path: Path) -> QuestionSet:
    """Return the set; questions of one id get a number behind it. Raises `InvalidQuestionSet` when there is none."""
    seen: dict[str, int] = {}
    named: list[Question] = []
    for question in questions:
        seen[question.id] = seen.get(question.id, 0) + 1
        if seen[question.id] > 1:
            question = _renamed(question, f"{question.id}-{seen[question.id]}")
        named.append(question)
    if not named:
        raise InvalidQuestionSet(path.name, [Problem("", None, "no question in it")])
    return QuestionSet(name, tuple(named))


def _renamed(question: Question, identifier: str) -> Question:
    return replace(question, id=identifier)
