"""Annotated facts: a YAML file that says which facts each document states, and measuring an index against it.

The file maps a document's file name to its facts: `{kind: agreement, party: …, partner: …, means: signed}`. " | " separates
accepted quotations of one field, a list holds several values of one field; `optional: true` counts neither way.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import yaml

from assistant.evaluation.errors import InvalidGoldFacts, Problem
from assistant.evaluation.gold import Corpus
from assistant.evaluation.intervals import Estimate
from corpus.facts import Fact, FactKind, FieldName
from corpus.french import fold
from corpus.naming import Names

if TYPE_CHECKING:
    from assistant.evaluation.fact_scores import Difference

_NOT_FIELDS = frozenset({"kind", "means", "optional"})


@dataclass(frozen=True, slots=True)
class GoldFact:
    """An annotated fact: for each field its values, each a set of accepted forms; `means` is an agreement's status."""

    kind: FactKind
    fields: Mapping[FieldName, tuple[frozenset[str], ...]]
    means: str
    optional: bool

    def shown(self, name: FieldName) -> str:
        """Return the accepted quotations of a field, in words."""
        values: Iterable[frozenset[str]] = self.fields[name]
        return " + ".join("/".join(sorted(one for one in value if not one.startswith("="))) for value in values)

    def __str__(self) -> str:
        fields = "; ".join(f"{name}={self.shown(name)}" for name in self.fields)
        return f"{self.means}: {fields}" if self.means else fields


GoldFacts: TypeAlias = Mapping[str, Sequence[GoldFact]]
"""The annotated facts by file name."""


@dataclass(frozen=True, slots=True)
class FactFindings:
    """What measuring the facts found: figures for the metrics, differences one by one, documents that are missing."""

    figures: Mapping[str, Estimate]
    differences: tuple[Difference, ...]
    problems: tuple[Problem, ...]
    gold_hash: str


FactMeasure: TypeAlias = Callable[[Corpus], FactFindings]
"""Measures the facts of a corpus."""


def load_gold_facts(path: Path, names: Names) -> GoldFacts:
    """Read a file of annotated facts. Raises `InvalidGoldFacts` with every problem of the file."""
    try:
        rows = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise InvalidGoldFacts(path.name, [Problem("", None, f"cannot be read: {error}")]) from error
    if not isinstance(rows, dict):
        message = "a mapping from file names to lists of facts is expected"
        raise InvalidGoldFacts(path.name, [Problem("", None, message)])
    problems: list[Problem] = []
    gold: dict[str, list[GoldFact]] = {}
    for name, facts in rows.items():
        if not isinstance(facts, list):
            problems.append(Problem(str(name), None, f"a list of facts is expected, not {facts!r}"))
            continue
        for number, row in enumerate(facts):
            wrong = _problem(row)
            if wrong:
                problems.append(Problem(f"{name}[{number}]", None, wrong))
            else:
                gold.setdefault(str(name), []).append(_gold_fact(row, names))
        gold.setdefault(str(name), [])
    if problems:
        raise InvalidGoldFacts(path.name, problems)
    return gold


def fact_measure(path: Path, names: Names, extracted: Callable[[], Iterable[Fact]]) -> FactMeasure:
    """Return what measures an indexed corpus against a file of annotated facts. Raises `InvalidGoldFacts`.

    `extracted` returns the facts of the corpus before any correction.
    """
    from assistant.evaluation.fact_scores import Scores, score

    gold = load_gold_facts(path, names)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()[:16]

    def measure(corpus: Corpus) -> FactFindings:
        found: dict[str, list[Fact]] = {}
        for fact in extracted():
            found.setdefault(fact.document_id, []).append(fact)
        scores = Scores()
        problems = []
        for name, facts in gold.items():
            documents = corpus.named(name)
            if not documents:
                problems.append(Problem(name, None, "annotated, but no document of that name is in the corpus"))
            for document in documents[:1]:
                score(scores, facts, found.get(document.id, ()), names, name)
        return FactFindings(scores.figures(), scores.differences(), tuple(problems), digest)

    return measure


def forms(value: str, names: Names) -> frozenset[str]:
    """Return what a quotation is compared by: its folded words, and the canonical name they stand for."""
    folded = " ".join(fold(value).split()).removeprefix("pole ")
    canonical = names.canonical(value)
    return frozenset({folded, *([f"= {canonical}"] if canonical else [])})


def _problem(row: Any) -> str:
    if not isinstance(row, dict) or row.get("kind") not in set(FactKind):
        return f"a fact with a kind is expected ({', '.join(FactKind)}), not {row!r}"
    unknown = sorted(set(map(str, row)) - _NOT_FIELDS - set(FieldName))
    if unknown:
        return f"unknown field {', '.join(unknown)}; there are {', '.join(FieldName)}"
    return "" if set(row) - _NOT_FIELDS else "a fact needs at least one field"


def _gold_fact(row: Mapping[str, Any], names: Names) -> GoldFact:
    fields = {}
    for name, value in row.items():
        if name not in _NOT_FIELDS:
            values = value if isinstance(value, list) else [value]
            fields[FieldName(name)] = tuple(_accepted(str(one), names) for one in values)
    return GoldFact(FactKind(row["kind"]), fields, str(row.get("means", "")), bool(row.get("optional", False)))


def _accepted(value: str, names: Names) -> frozenset[str]:
    return frozenset().union(*(forms(one, names) for one in value.split(" | ")))
