"""Question sets from YAML and JSONL files: the border where they are checked. Every problem is reported at once.

The JSON Schema of the format is published beside this file (`schema.json`) and comes from the models below.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError, field_validator, model_validator

from assistant.evaluation.errors import InvalidQuestionSet, Problem
from assistant.evaluation.normalising import normalise
from assistant.evaluation.questions import Importance, Nugget, Question, QuestionSet, Reason, Source, Variant

_Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
_Place = tuple[str | int, ...]


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", coerce_numbers_to_str=True)


class NuggetModel(_Model):
    """A piece of information that a right answer holds."""

    text: _Text
    importance: Importance = Importance.VITAL
    aliases: list[_Text] = []
    partial: list[_Text] = []
    regex: str = ""

    @field_validator("text", "aliases", "partial")
    @classmethod
    def _has_words(cls, value: str | list[str]) -> str | list[str]:
        for text in [value] if isinstance(value, str) else value:
            if not normalise(text):
                raise ValueError(f"{text!r} has no letter or digit to look for")
        return value

    @field_validator("regex")
    @classmethod
    def _compiles(cls, value: str) -> str:
        try:
            re.compile(value)
        except re.error as error:
            raise ValueError(f"{value!r} is not a regular expression: {error}") from error
        return value


class SourceModel(_Model):
    """Where the corpus says it: a file name ("*": any), and its words (empty: the whole document).

    Sources that share a group are equivalent.
    """

    document: _Text
    quote: str = ""
    page: int | None = Field(default=None, ge=1)
    group: str = ""


class QuestionModel(_Model):
    """One question with its gold."""

    id: _Text
    question: _Text
    type: _Text = "fact"
    answerable: bool = True
    reason: Reason | None = None
    language: Literal["fr", "en"] | None = None
    answer: str = ""
    nuggets: list[NuggetModel] = []
    sources: list[SourceModel] = []
    forbidden: list[_Text] = []
    history: list[_Text] = []
    variants: dict[str, list[_Text]] = {}
    tags: list[_Text] = []
    note: str = ""

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> QuestionModel:
        if not self.answerable and (self.sources or self.nuggets or self.answer):
            raise ValueError(
                "an unanswerable question has no answer, nuggets or sources: set answerable: true or drop them"
            )
        if self.answerable and self.reason:
            raise ValueError("an answerable question has no reason: drop it or set answerable: false")
        if self.answerable and not (self.nuggets or self.answer or self.sources):
            raise ValueError("an answerable question needs nuggets, an answer or sources to be judged by")
        return self


class QuestionSetModel(_Model):
    """A question set file."""

    version: Literal[1]
    name: _Text
    language: Literal["fr", "en"] = "fr"
    questions: list[QuestionModel] = Field(min_length=1)


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of a question set file; `schema.json` holds the same."""
    schema = QuestionSetModel.model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": "Interpôles question set"}


def load_questions(path: Path) -> QuestionSet:
    """Read a `.yaml`, `.yml` or `.jsonl` question set. Raises `InvalidQuestionSet` with every problem of the file."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidQuestionSet(path.name, [Problem("", None, f"cannot be read: {error}")]) from error
    if path.suffix.lower() == ".jsonl":
        return parse_jsonl(text, name=path.stem)
    return parse_yaml(text, name=path.name)


def parse_yaml(text: str, *, name: str = "questions.yaml") -> QuestionSet:
    """Read a question set from YAML text. Raises `InvalidQuestionSet`."""
    loader = yaml.SafeLoader(text)
    try:
        node = loader.get_single_node()
        plain = loader.construct_document(node) if node is not None else None
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        message = f"not YAML: {getattr(error, 'problem', None) or error}"
        raise InvalidQuestionSet(name, [Problem("", mark.line + 1 if mark else None, message)]) from error
    finally:
        loader.dispose()
    lines: dict[_Place, int] = {}
    _collect_lines(node, (), lines)
    return _checked(plain, lines, name)


def parse_jsonl(text: str, *, name: str) -> QuestionSet:
    """Read a question set with one question object a line. Raises `InvalidQuestionSet`."""
    questions: list[object] = []
    lines: dict[_Place, int] = {}
    problems: list[Problem] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            questions.append(json.loads(line))
        except json.JSONDecodeError as error:
            problems.append(Problem("", number, f"not JSON: {error.msg}"))
            continue
        lines["questions", len(questions) - 1] = number
    if problems:
        raise InvalidQuestionSet(name, problems)
    return _checked({"version": 1, "name": name, "questions": questions}, lines, name)


def _collect_lines(node: yaml.Node | None, place: _Place, lines: dict[_Place, int]) -> None:
    if node is None:
        return
    lines[place] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            _collect_lines(value, (*place, str(key.value)), lines)
            lines[(*place, str(key.value))] = key.start_mark.line + 1
    elif isinstance(node, yaml.SequenceNode):
        for position, value in enumerate(node.value):
            _collect_lines(value, (*place, position), lines)


def _checked(plain: object, lines: Mapping[_Place, int], name: str) -> QuestionSet:
    try:
        model = QuestionSetModel.model_validate(plain)
    except ValidationError as error:
        found = [_problem(detail["loc"], detail["msg"], lines) for detail in error.errors()]
        raise InvalidQuestionSet(name, found) from error
    problems = _duplicates(model.questions, lines)
    if problems:
        raise InvalidQuestionSet(name, problems)
    questions = tuple(
        _question(question, model.language, lines.get(("questions", position), 0))
        for position, question in enumerate(model.questions)
    )
    return QuestionSet(model.name, questions, model.language)


def _problem(place: Sequence[str | int], message: str, lines: Mapping[_Place, int]) -> Problem:
    known = tuple(place)
    while known and known not in lines:
        known = known[:-1]
    path = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in place).lstrip(".")
    return Problem(path, lines.get(known), message.removeprefix("Value error, "))


def _duplicates(questions: Sequence[QuestionModel], lines: Mapping[_Place, int]) -> list[Problem]:
    problems: list[Problem] = []
    ids: dict[str, int] = {}
    texts: dict[tuple[str, ...], int] = {}
    for position, question in enumerate(questions):
        if ids.setdefault(question.id, position) != position:
            message = f"the id {question.id!r} is already used by questions[{ids[question.id]}]"
            problems.append(_problem(("questions", position, "id"), message, lines))
        text = (*(normalise(earlier) for earlier in question.history), normalise(question.question))
        if texts.setdefault(text, position) != position:
            message = f"the same question as questions[{texts[text]}] ({questions[texts[text]].id})"
            problems.append(_problem(("questions", position, "question"), message, lines))
    return problems


def _question(model: QuestionModel, language: str, line: int) -> Question:
    nuggets = (
        Nugget(nugget.text, nugget.importance, tuple(nugget.aliases), tuple(nugget.partial), nugget.regex)
        for nugget in model.nuggets
    )
    return Question(
        id=model.id,
        question=model.question,
        type=model.type,
        answerable=model.answerable,
        reason=model.reason,
        language=model.language or language,
        reference=model.answer,
        nuggets=tuple(nuggets),
        sources=tuple(Source(source.document, source.quote, source.page, source.group) for source in model.sources),
        forbidden=tuple(model.forbidden),
        history=tuple(model.history),
        variants=tuple(Variant(kind, text) for kind, texts in model.variants.items() for text in texts),
        tags=tuple(model.tags),
        note=model.note,
        line=line,
    )
