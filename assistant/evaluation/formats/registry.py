"""The formats by name: how each is read and written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from assistant.evaluation.formats import assertions, beir, squad, tables
from assistant.evaluation.formats.common import Files, Imported, json_lines
from assistant.evaluation.gold import Corpus
from assistant.evaluation.loading import load_questions
from assistant.evaluation.questions import QuestionSet, question_to_plain, set_to_plain


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its reader takes a file or folder, its writer the set and the corpus (for passages and spans)."""

    read: Callable[[Path], Imported]
    write: Callable[[QuestionSet, Corpus], Files]
    needs_corpus: bool = False


def _read_own(path: Path) -> Imported:
    return Imported(load_questions(path))


def _write_yaml(question_set: QuestionSet, _: Corpus) -> Files:
    return {"questions.yaml": to_yaml(question_set)}


def _write_jsonl(question_set: QuestionSet, _: Corpus) -> Files:
    return {"questions.jsonl": json_lines(question_to_plain(question) for question in question_set.questions)}


def to_yaml(question_set: QuestionSet) -> str:
    """Return the set as the text of its YAML file."""
    return str(yaml.safe_dump(set_to_plain(question_set), allow_unicode=True, sort_keys=False, width=120))


FORMATS: Mapping[str, Format] = {
    "yaml": Format(_read_own, _write_yaml),
    "jsonl": Format(_read_own, _write_jsonl),
    "csv": Format(tables.read, tables.write),
    "squad": Format(squad.read, squad.write, needs_corpus=True),
    "beir": Format(beir.read_beir, beir.write_beir, needs_corpus=True),
    "trec": Format(beir.read_trec, beir.write_trec, needs_corpus=True),
    "ragas": Format(assertions.read_ragas, assertions.write_ragas),
    "deepeval": Format(assertions.read_deepeval, assertions.write_deepeval),
    "promptfoo": Format(assertions.read_promptfoo, assertions.write_promptfoo),
}
