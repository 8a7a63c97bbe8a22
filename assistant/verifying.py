"""Verifying: re-checks every citation of exported answers against what the store holds now.

Reads an exported conversation ({"exchanges": […]}), one answer, a list of answers, or one answer a line, each answer as
`serialising` writes it.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from itertools import takewhile
from typing import Annotated

from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from assistant.answers import Part, Status
from assistant.citations import parse_markers
from corpus.documents import Document
from index.contracts import Store
from index.errors import NotInStore

_COUNTS = {
    Part.COUNT: re.compile(r"\d+"),
    Part.GROUP: re.compile(r"\((\d+)\)\Z"),
    Part.NOTE: re.compile(r"\A\d+"),
}
"""Where a composed sentence says a number that can be counted again."""


class UnreadableExport(Exception):  # noqa: N818 - named as a person would say it
    """The file is not an export of answers; the message lists every problem with its path."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not hold.

    `answer` counts from 1; `citation` is the number that the reader sees, None where the answer itself is at fault.
    """

    answer: int
    question: str
    citation: int | None
    problem: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What was checked, and everything that does not hold."""

    answers: int
    citations: int
    findings: tuple[Finding, ...]

    @property
    def holds(self) -> bool:
        """Say whether nothing was found wrong."""
        return not self.findings


class _Passage(BaseModel):
    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=0)]
    text: str


class _Citation(BaseModel):
    number: Annotated[int, Field(ge=1)]
    document_id: str
    source: str
    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=0)]
    quote: str
    passage: _Passage


class _Sentence(BaseModel):
    text: str
    status: Status
    citations: list[int]
    part: Part = Part.QUOTE
    row: int | None = None


class _Answer(BaseModel):
    question: str
    answer: str
    refused: bool
    sentences: list[_Sentence]
    citations: list[_Citation]


def verify_export(content: str, store: Store) -> Verification:
    """Check every citation of an export against `store`. Raises `UnreadableExport`."""
    answers = _read(content)
    if not answers:
        raise UnreadableExport("there is no answer in this file: export a conversation, or use `interpoles ask --json`")
    findings: list[Finding] = []
    for position, answer in enumerate(answers, start=1):
        findings += [Finding(position, answer.question, None, problem) for problem in _answer_problems(answer)]
        for citation in answer.citations:
            problems = _citation_problems(citation, store)
            findings += [Finding(position, answer.question, citation.number, problem) for problem in problems]
    return Verification(len(answers), sum(len(answer.citations) for answer in answers), tuple(findings))


def _read(content: str) -> list[_Answer]:
    """Parse an export in any of its shapes."""
    try:
        parsed = json.loads(content)
    except json.JSONDecodeError:
        parsed = _read_lines(content)
    if isinstance(parsed, dict):
        parsed = parsed.get("exchanges", [parsed])
    try:
        return TypeAdapter(list[_Answer]).validate_python(parsed)
    except ValidationError as error:
        problems = "\n".join(
            f"  {'.'.join(str(part) for part in details['loc']) or 'file'}: {details['msg']}"
            for details in error.errors()
        )
        raise UnreadableExport(f"this is not an export of answers:\n{problems}") from error


def _read_lines(content: str) -> list[object]:
    """Parse one JSON object a line."""
    objects: list[object] = []
    for number, line in enumerate(content.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            objects.append(json.loads(line))
        except json.JSONDecodeError as error:
            raise UnreadableExport(f"this is not JSON, nor JSON lines: line {number}: {error}") from error
    return objects


def _answer_problems(answer: _Answer) -> list[str]:
    """Check that the answer's numbers and its citations name each other."""
    problems = []
    numbers = [citation.number for citation in answer.citations]
    if len(set(numbers)) != len(numbers):
        problems.append(f"a number is given to several citations: {numbers}")
    shown = set(parse_markers(answer.answer))
    named = {number for sentence in answer.sentences for number in sentence.citations}
    problems += [
        f"the answer refers to [{number}], which is not among its citations"
        for number in sorted((shown | named) - set(numbers))
    ]
    if answer.refused and answer.citations:
        problems.append("a refusal cites passages")
    quotes = {citation.number: citation.quote for citation in answer.citations}
    problems += [
        f"a sentence marked literal is not in the quotations that it cites: {sentence.text!r}"
        for sentence in answer.sentences
        if sentence.status is Status.LITERAL
        and not any(sentence.text in quotes.get(number, "") for number in sentence.citations)
    ]
    problems += [
        f"a sentence marked {sentence.status.value} has no citation: {sentence.text!r}"
        for sentence in answer.sentences
        if sentence.status is Status.SUPPORTED and not sentence.citations
    ]
    return problems + _count_problems(answer.sentences)


def _count_problems(sentences: list[_Sentence]) -> list[str]:
    """Count again: a count must be that of the rows or of the groups, and cite what it counts; a group likewise."""
    problems = []
    for position, sentence in enumerate(sentences):
        if not sentence.part.is_composed:
            continue
        stops = {Part.COUNT: {Part.COUNT, Part.NOTE}, Part.GROUP: {Part.GROUP, Part.NOTE}}.get(
            sentence.part, {Part.NOTE}
        )
        below = _until(stops, sentences[position + 1 :])
        shown = [other for other in below if not other.part.is_composed]
        rows, groups = len({other.row for other in shown}), sum(other.part is Part.GROUP for other in below)
        allowed = {Part.COUNT: {rows, groups}, Part.GROUP: {rows}}.get(sentence.part, {len(shown)})
        found = _COUNTS[sentence.part].findall(sentence.text)
        if wrong := sorted({int(number) for number in found} - allowed):
            told = " or ".join(str(number) for number in sorted(allowed - {0}))
            problems.append(f"{sentence.text!r} says {wrong[0]}, and {told} are shown")
        if shown and set(sentence.citations) != {number for other in shown for number in other.citations}:
            problems.append(f"{sentence.text!r} does not cite what it introduces")
    return problems


def _until(stops: set[Part], sentences: list[_Sentence]) -> list[_Sentence]:
    return list(takewhile(lambda other: other.part not in stops, sentences))


def _citation_problems(citation: _Citation, store: Store) -> list[str]:
    """Check one citation against the document that the store holds now."""
    try:
        document = store.document(citation.document_id)
    except NotInStore:
        return [f"the document is no longer in the corpus: {citation.source}"]
    problems = []
    if document.text[citation.start : citation.end] != citation.quote:
        problems.append(_misplaced("quotation", citation.quote, citation.start, document))
    if document.text[citation.passage.start : citation.passage.end] != citation.passage.text:
        problems.append(_misplaced("passage", citation.passage.text, citation.passage.start, document))
    if not citation.passage.start <= citation.start < citation.end <= citation.passage.end:
        problems.append("the quotation is not inside its passage")
    return problems


def _misplaced(what: str, text: str, start: int, document: Document) -> str:
    """Say whether a text has moved inside its document or is not in it at all."""
    found = document.text.find(text) if text else -1
    where = f"it now stands at offset {found}" if found >= 0 else "it is nowhere in it"
    return f"the {what} is not at offset {start} of {document.source}: {where}"
