"""How well facts are extracted: precision, recall and F1 by kind, on annotated documents.

Run with `python -m tests.benchmarks.measure_facts [--errors]`. The seeds are the original documents, on which the rules
were written. Every other set was written and annotated before the extractor was first run on it; the rules were then improved on
what each of them showed, so only the first runs (tests/data/facts/README.md) tell of unseen documents.

A fact is found when what identifies it agrees (partner or country, status and a party of an agreement; programme and a
beneficiary; name of an event with its date or place; member and alliance; everything of a contact; number and noun of a
figure). Fields are scored one by one: a field counts as right when its quotation, or its canonical name, is the annotated one.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from corpus.facts import Fact, FactKind, FieldName, extract_facts
from corpus.french import fold
from corpus.naming import Names, load_names
from corpus.reading import read_document

DATA = Path(__file__).parents[1] / "data" / "facts"
NOTES = Path(__file__).parents[2] / "corpus" / "documents"
SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
INVENTED = ("unseen", "heldout", "fresh", "development", "second", "third")
FOLDERS = {"seeds": SEEDS, "notes": NOTES, **dict.fromkeys(INVENTED, DATA / "documents")}
KINDS: tuple[FactKind, ...] = tuple(
    kind for kind in FactKind if kind is not FactKind.POLE
)  # poles are entities, measured as such
_NOT_FIELDS = frozenset({"kind", "means", "optional"})


@dataclass(frozen=True)
class Gold:
    """An annotated fact: for each field its values, each a set of accepted quotations."""

    kind: FactKind
    fields: dict[FieldName, tuple[frozenset[str], ...]]
    means: str
    optional: bool


@dataclass
class Counts:
    """Right, missed and wrong items, and the list of errors."""

    right: int = 0
    missed: int = 0
    wrong: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        total = 2 * self.right + self.missed + self.wrong
        return 2 * self.right / total if total else 0.0


@dataclass
class Scores:
    """Counts of facts by kind, of fields by kind, and of fields by name."""

    facts: dict[FactKind, Counts] = field(default_factory=lambda: {kind: Counts() for kind in FactKind})
    fields: dict[FactKind, Counts] = field(default_factory=lambda: {kind: Counts() for kind in FactKind})
    names: dict[FieldName, Counts] = field(default_factory=lambda: {name: Counts() for name in FieldName})


def load_gold(which: str, names: Names) -> dict[str, list[Gold]]:
    """Return the annotated facts by file name."""
    rows = yaml.safe_load((DATA / f"{which}.yaml").read_text("utf-8"))
    return {name: [_gold(row, names) for row in facts] for name, facts in rows.items()}


def measure(which: str, names: Names) -> Scores:
    """Return the scores over one set of documents."""
    scores = Scores()
    for name, gold in load_gold(which, names).items():
        document = read_document(FOLDERS[which] / name)
        score(scores, gold, extract_facts(document, names), names, name)
    return scores


def score(scores: Scores, gold: Sequence[Gold], found: Sequence[Fact], names: Names, document: str) -> None:
    """Add one document to the scores. Each annotated fact is matched with one found fact at most."""
    free = [fact for fact in found if fact.kind in KINDS]
    for expected in sorted(gold, key=lambda one: one.optional):
        candidates = [fact for fact in free if _is_found(expected, fact, names)]
        best = max(candidates, key=lambda fact: len(_right(expected, fact, names)), default=None)
        if best is not None:
            free.remove(best)
        if expected.optional:
            continue
        counts = scores.facts[expected.kind]
        if best is None:
            counts.missed += 1
            counts.errors.append(f"{document}: missed {_words(expected)}")
        else:
            counts.right += 1
        _score_fields(scores, expected, best, names, document)
    for fact in free:
        scores.facts[fact.kind].wrong += 1
        shown = "; ".join(f"{one.name}={one.value}" for one in fact.fields)
        scores.facts[fact.kind].errors.append(f"{document}: wrong {fact.kind}: {shown}")
        for one in fact.fields:
            scores.fields[fact.kind].wrong += 1
            scores.names[one.name].wrong += 1


def _score_fields(scores: Scores, expected: Gold, fact: Fact | None, names: Names, document: str) -> None:
    right = _right(expected, fact, names) if fact else []
    for name, values in expected.fields.items():
        hits = sum(one is name for one in right)
        for counts in (scores.fields[expected.kind], scores.names[name]):
            counts.right += hits
            counts.missed += len(values) - hits
        if hits < len(values) and fact:
            got = [one.value for one in fact.all(name)]
            scores.fields[expected.kind].errors.append(f"{document}: {name} {_shown(values)}, got {got}")
    if fact:
        for name in {one.name for one in fact.fields}:
            surplus = len(fact.all(name)) - sum(one is name for one in right)
            for counts in (scores.fields[expected.kind], scores.names[name]):
                counts.wrong += surplus
            if surplus and name not in expected.fields:
                got = [one.value for one in fact.all(name)]
                scores.fields[expected.kind].errors.append(f"{document}: {name} not expected, got {got}")


def _right(expected: Gold, fact: Fact, names: Names) -> list[FieldName]:
    """Return the name of each annotated value that the fact has."""
    right = []
    for name, values in expected.fields.items():
        got = [_forms(one.value, names) for one in fact.all(name)]
        for value in values:
            hit = next((forms for forms in got if forms & value), None)
            if hit is not None:
                got.remove(hit)
                right.append(name)
    return right


def _is_found(expected: Gold, fact: Fact, names: Names) -> bool:
    if fact.kind is not expected.kind:
        return False
    right = set(_right(expected, fact, names))
    wanted = set(expected.fields)
    match fact.kind:
        case FactKind.AGREEMENT:
            other = FieldName.PARTNER if FieldName.PARTNER in wanted else FieldName.COUNTRY
            return {FieldName.PARTY, other} <= right and fact.canonical(FieldName.STATUS) == expected.means
        case FactKind.PROGRAMME:
            key = {FieldName.PROGRAMME} if FieldName.PROGRAMME in wanted else {FieldName.AMOUNT}
            return (key | ({FieldName.BENEFICIARY} & wanted)) <= right
        case FactKind.EVENT:
            when = {FieldName.DATE, FieldName.PLACE} & wanted
            return FieldName.NAME in right and (not when or bool(when & right))
        case FactKind.CONTACT:
            return wanted <= right and all(len(fact.all(n)) == len(expected.fields.get(n, ())) for n in FieldName)
        case _:
            return wanted <= right


def _gold(row: dict[str, Any], names: Names) -> Gold:
    fields = {}
    for name, value in row.items():
        if name not in _NOT_FIELDS:
            values = value if isinstance(value, list) else [value]
            fields[FieldName(name)] = tuple(_accepted(str(one), names) for one in values)
    return Gold(FactKind(row["kind"]), fields, row.get("means", ""), row.get("optional", False))


def _accepted(value: str, names: Names) -> frozenset[str]:
    return frozenset().union(*(_forms(one, names) for one in value.split(" | ")))


def _forms(value: str, names: Names) -> frozenset[str]:
    """Return what a quotation is compared by: its folded words, and the canonical name they stand for."""
    folded = " ".join(fold(value).split()).removeprefix("pole ")
    canonical = names.canonical(value)
    return frozenset({folded, *([f"= {canonical}"] if canonical else [])})


def _shown(values: Iterable[frozenset[str]]) -> str:
    return " + ".join("/".join(sorted(one for one in value if not one.startswith("="))) for value in values)


def _words(gold: Gold) -> str:
    return f"{gold.kind} {gold.means}: " + "; ".join(f"{name}={_shown(v)}" for name, v in gold.fields.items())


def main() -> None:
    """Print the tables, and with --errors every difference."""
    names = load_names()
    for which, folder in FOLDERS.items():
        if not folder.is_dir():
            print(f"{which}: not at {folder}, skipped")
            continue
        scores = measure(which, names)
        print(f"\n{which:12} facts:  right missed wrong      P     R    F1   fields:    P     R    F1")
        for kind in KINDS:
            counts, fields = scores.facts[kind], scores.fields[kind]
            print(
                f"  {kind:18}{counts.right:6}{counts.missed:7}{counts.wrong:6}  {counts.precision:6.3f}{counts.recall:6.3f}"
                f"{counts.f1:6.3f}         {fields.precision:6.3f}{fields.recall:6.3f}{fields.f1:6.3f}"
            )
        dates = scores.names[FieldName.DATE]
        print(f"  date fields: {dates.right} right, {dates.missed} missed, {dates.wrong} wrong, F1 {dates.f1:.3f}")
        if "--errors" in sys.argv:
            for kind in FactKind:
                for error in (*scores.facts[kind].errors, *scores.fields[kind].errors):
                    print("   ", error)


if __name__ == "__main__":
    main()
