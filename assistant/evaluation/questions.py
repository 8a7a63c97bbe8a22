"""Question sets: what is asked, what a right answer holds, and where the corpus says it. Reads no file.

Gold is a quotation, never a passage id: it is anchored in the corpus at run time, so that cutting the passages
otherwise never makes a set stale.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Importance(StrEnum):
    """Whether an answer without the nugget is incomplete (TREC RAG's vital) or merely less rich (okay)."""

    VITAL = "vital"
    OKAY = "okay"


class Reason(StrEnum):
    """Why the corpus does not answer a question."""

    OUT_OF_DOMAIN = "out-of-domain"
    ABSENT = "absent"
    FALSE_PREMISE = "false-premise"
    UNKNOWN_ENTITY = "unknown-entity"
    OUT_OF_PERIOD = "out-of-period"
    SMALL_TALK = "small-talk"


@dataclass(frozen=True, slots=True)
class Nugget:
    """A piece of information that a right answer holds, in any of its wordings; `partial` wordings count half."""

    text: str
    importance: Importance = Importance.VITAL
    aliases: tuple[str, ...] = ()
    partial: tuple[str, ...] = ()
    regex: str = ""

    @property
    def wordings(self) -> tuple[str, ...]:
        """Return the text and its aliases."""
        return (self.text, *self.aliases)


@dataclass(frozen=True, slots=True)
class Source:
    """Where the corpus says it: a file name ("*": any) and words of that file (empty: the whole of it).

    Sources of one `group` are equivalent evidence.
    """

    document: str
    quote: str = ""
    page: int | None = None
    group: str = ""


@dataclass(frozen=True, slots=True)
class Variant:
    """Another wording of a question, with the same gold; `kind` is "paraphrase", "en" or the name of a generator."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question with its gold; `reference` is a person's free answer, `line` its place in the file (0: unknown)."""

    id: str
    question: str
    type: str = "fact"
    answerable: bool = True
    reason: Reason | None = None
    language: str = "fr"
    reference: str = ""
    nuggets: tuple[Nugget, ...] = ()
    sources: tuple[Source, ...] = ()
    forbidden: tuple[str, ...] = ()
    history: tuple[str, ...] = ()
    variants: tuple[Variant, ...] = ()
    tags: tuple[str, ...] = ()
    note: str = ""
    line: int = 0

    @property
    def vital(self) -> tuple[Nugget, ...]:
        """Return the nuggets without which an answer is incomplete."""
        return tuple(nugget for nugget in self.nuggets if nugget.importance is Importance.VITAL)


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Questions in the order of the file."""

    name: str
    questions: tuple[Question, ...]
    language: str = "fr"

    @property
    def content_hash(self) -> str:
        """Return 16 hexadecimal digits over the questions and their gold; names, notes and lines do not count."""
        plain = [{**question_to_plain(question), "note": ""} for question in self.questions]
        return hashlib.sha256(json.dumps(plain, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:16]


def question_to_plain(question: Question) -> dict[str, object]:
    """Return the question as the file would say it: default values left out, keys in the order of the schema."""
    variants: dict[str, list[str]] = {}
    for variant in question.variants:
        variants.setdefault(variant.kind, []).append(variant.text)
    everything: dict[str, object] = {
        "id": question.id,
        "question": question.question,
        "type": question.type,
        "answerable": question.answerable,
        "reason": question.reason.value if question.reason else None,
        "language": question.language if question.language != "fr" else None,
        "answer": question.reference,
        "nuggets": [_nugget_to_plain(nugget) for nugget in question.nuggets],
        "sources": [_source_to_plain(source) for source in question.sources],
        "forbidden": list(question.forbidden),
        "history": list(question.history),
        "variants": variants,
        "tags": list(question.tags),
        "note": question.note,
    }
    return _without_empty(everything)


def set_to_plain(question_set: QuestionSet) -> dict[str, object]:
    """Return the whole set as its YAML file would say it."""
    questions = [question_to_plain(question) for question in question_set.questions]
    return {"version": 1, "name": question_set.name, "language": question_set.language, "questions": questions}


def _nugget_to_plain(nugget: Nugget) -> dict[str, object]:
    importance = nugget.importance.value if nugget.importance is not Importance.VITAL else None
    return _without_empty(
        {
            "text": nugget.text,
            "importance": importance,
            "aliases": list(nugget.aliases),
            "partial": list(nugget.partial),
            "regex": nugget.regex,
        }
    )


def _source_to_plain(source: Source) -> dict[str, object]:
    plain = {"document": source.document, "quote": source.quote, "page": source.page, "group": source.group}
    return _without_empty(plain)


def _without_empty(mapping: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in mapping.items() if value is not None and value not in ("", [], {})}
