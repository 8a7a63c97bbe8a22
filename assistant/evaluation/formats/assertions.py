"""ragas test sets, deepeval goldens and promptfoo tests: a question with a reference, contexts or assertions."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import yaml

from assistant.evaluation.errors import InvalidQuestionSet, Problem
from assistant.evaluation.formats.common import (
    Files,
    Imported,
    json_lines,
    make_set,
    read_json,
    read_json_lines,
    read_text,
    stable_id,
)
from assistant.evaluation.gold import Corpus
from assistant.evaluation.questions import Nugget, Question, QuestionSet, Source

ANYWHERE = "*"


def read_ragas(path: Path) -> Imported:
    """Read a ragas test set (JSON Lines, or a JSON list). Contexts become quotations, their ids document names."""
    entries = list(read_json_lines(path)) if path.suffix == ".jsonl" else _list(read_json(path), path)
    questions = []
    for entry in entries:
        text = str(entry.get("user_input") or entry.get("question") or "")
        contexts = [str(context) for context in entry.get("reference_contexts") or ()]
        ids = [str(identifier) for identifier in entry.get("reference_context_ids") or ()]
        sources = _sources(contexts, ids)
        reference = str(entry.get("reference") or "")
        questions.append(_judged(str(entry.get("id") or stable_id(text)), text, reference, sources))
    return Imported(make_set(path.stem, questions, path))


def write_ragas(question_set: QuestionSet, _: Corpus) -> Files:
    """Return a ragas test set of the answerable questions."""
    lines = [
        {
            "id": question.id,
            "user_input": question.question,
            "reference": reference_of(question),
            "reference_contexts": [source.quote for source in question.sources],
            "reference_context_ids": [source.document for source in question.sources],
        }
        for question in question_set.questions
        if question.answerable
    ]
    return {"ragas.jsonl": json_lines(lines)}


def read_deepeval(path: Path) -> Imported:
    """Read deepeval goldens (a JSON list, snake or camel case). `context` becomes quotations of `source_file`."""
    questions = []
    for entry in _list(read_json(path), path):
        snake = {re.sub(r"(?<!^)([A-Z])", r"_\1", key).lower(): value for key, value in entry.items()}
        text = str(snake.get("input") or "")
        contexts = [str(context) for context in snake.get("context") or ()]
        name = Path(str(snake.get("source_file") or ANYWHERE)).name
        metadata = snake.get("additional_metadata") or {}
        identifier = str(metadata.get("id") or stable_id(text))
        reference = str(snake.get("expected_output") or "")
        questions.append(_judged(identifier, text, reference, tuple(Source(name, context) for context in contexts)))
    return Imported(make_set(path.stem, questions, path))


def write_deepeval(question_set: QuestionSet, _: Corpus) -> Files:
    """Return deepeval goldens; an unanswerable question expects no output."""
    goldens = [
        {
            "input": question.question,
            "expected_output": reference_of(question) or None,
            "context": [source.quote for source in question.sources],
            "source_file": question.sources[0].document if question.sources else None,
            "additional_metadata": {"id": question.id, "answerable": question.answerable},
        }
        for question in question_set.questions
    ]
    return {"deepeval.json": json.dumps(goldens, ensure_ascii=False, indent=1) + "\n"}


def read_promptfoo(path: Path) -> Imported:
    """Read the tests of a promptfoo configuration: `contains…` become nuggets, `not-contains` forbidden words."""
    try:
        config = yaml.safe_load(read_text(path))
    except yaml.YAMLError as error:
        raise InvalidQuestionSet(path.name, [Problem("", None, f"not YAML: {error}")]) from error
    tests = config.get("tests") if isinstance(config, dict) else config
    notes: list[str] = []
    questions = []
    for test in _list(tests, path):
        variables = test.get("vars") or {}
        text = str(variables.get("question") or variables.get("query") or next(iter(variables.values()), ""))
        metadata = test.get("metadata") or {}
        identifier = str(metadata.get("id") or test.get("description") or stable_id(text))
        questions.append(_asserted(identifier, text, test.get("assert") or (), notes))
    return Imported(make_set(path.stem, questions, path), notes=tuple(notes))


def write_promptfoo(question_set: QuestionSet, _: Corpus) -> Files:
    """Return promptfoo tests: one `icontains-any` a vital nugget, one `not-icontains` a forbidden text."""
    tests = []
    for question in question_set.questions:
        asserts: list[dict[str, object]] = [
            {"type": "icontains-any", "value": list(nugget.wordings)} for nugget in question.vital
        ]
        asserts += [{"type": "not-icontains", "value": text} for text in question.forbidden]
        test: dict[str, object] = {"vars": {"question": question.question}, "metadata": {"id": question.id}}
        tests.append({**test, "assert": asserts} if asserts else test)
    return {"promptfoo.yaml": yaml.safe_dump({"tests": tests}, allow_unicode=True, sort_keys=False, width=120)}


def reference_of(question: Question) -> str:
    """Return the reference answer, or the vital nuggets in a row."""
    return question.reference or ", ".join(nugget.text for nugget in question.vital)


def _asserted(identifier: str, text: str, asserts: Any, notes: list[str]) -> Question:
    nuggets: list[Nugget] = []
    forbidden: list[str] = []
    remarks: list[str] = []
    for each in asserts:
        kind, value = str(each.get("type")).removeprefix("i").replace("not-i", "not-"), each.get("value")
        values = [str(one) for one in value] if isinstance(value, list) else [str(value)]
        if kind in ("contains", "contains-all"):
            nuggets += [Nugget(one) for one in values]
        elif kind == "contains-any":
            nuggets.append(Nugget(values[0], aliases=tuple(values[1:])))
        elif kind == "regex":
            nuggets.append(Nugget(values[0], regex=values[0]))
        elif kind.startswith("not-contains"):
            forbidden += values
        elif kind == "llm-rubric":
            remarks.append(values[0])
        else:
            notes.append(f"{identifier}: the assertion {each.get('type')!r} is left out")
    answerable = bool(nuggets)
    return Question(
        identifier,
        text,
        answerable=answerable,
        nuggets=tuple(nuggets),
        forbidden=tuple(forbidden),
        note=" ".join(remarks),
    )


def _judged(identifier: str, text: str, reference: str, sources: tuple[Source, ...]) -> Question:
    return Question(identifier, text, answerable=bool(reference or sources), reference=reference, sources=sources)


def _sources(contexts: list[str], ids: list[str]) -> tuple[Source, ...]:
    names = ids if len(ids) == len(contexts) else [ANYWHERE] * len(contexts)
    return tuple(Source(name, context) for name, context in zip(names, contexts, strict=True))


def _list(value: Any, path: Path) -> list[dict[str, Any]]:
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        raise InvalidQuestionSet(path.name, [Problem("", None, "a list of objects is expected")])
    return value
