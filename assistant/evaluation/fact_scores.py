"""How well facts are extracted: precision, recall and F1 by kind against facts that a person annotated.

A fact is found when what identifies it agrees (partner or country, status and a party of an agreement; programme and a
beneficiary; name of an event with its date or place; member and alliance; everything of a contact; number and noun of a
figure). Fields are scored one by one: a field counts as right when its quotation, or its canonical name, is the annotated one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from assistant.evaluation.gold_facts import GoldFact, forms
from assistant.evaluation.intervals import Estimate, wilson
from corpus.facts import Fact, FactKind, FieldName
from corpus.kinds import EntityKind
from corpus.naming import Names

KINDS: tuple[FactKind, ...] = tuple(kind for kind in FactKind if kind is not FactKind.POLE)
"""Poles are entities, measured as such."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Where extraction and annotation part: an annotated fact or entity missed, one found wrongly, or a field of a fact."""

    document: str
    kind: FactKind | EntityKind
    outcome: str
    detail: str

    def __str__(self) -> str:
        return f"{self.document}: {self.outcome} {self.kind}: {self.detail}"


@dataclass(slots=True)
class Counts:
    """Right, missed and wrong items, and what was different."""

    right: int = 0
    missed: int = 0
    wrong: int = 0
    errors: list[Difference] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Return right / (right + wrong); 0 where nothing was found."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0

    @property
    def recall(self) -> float:
        """Return right / (right + missed); 0 where nothing was annotated."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        """Return 2 right / (2 right + missed + wrong), the harmonic mean of precision and recall."""
        total = 2 * self.right + self.missed + self.wrong
        return 2 * self.right / total if total else 0.0

    def figures(self, name: str) -> dict[str, Estimate]:
        """Return the figures that are defined, with Wilson's interval where they are proportions."""
        shares = {"precision": self.right + self.wrong, "recall": self.right + self.missed}
        found = {
            f"{name}.{measure}": Estimate(self.right / n, *wilson(self.right, n), n)
            for measure, n in shares.items()
            if n
        }
        if shares["recall"]:
            found[f"{name}.f1"] = Estimate(self.f1, None, None, shares["recall"])
        return found


@dataclass(slots=True)
class Scores:
    """Counts of facts by kind, of fields by kind, and of fields by name."""

    facts: dict[FactKind, Counts] = field(default_factory=lambda: {kind: Counts() for kind in FactKind})
    fields: dict[FactKind, Counts] = field(default_factory=lambda: {kind: Counts() for kind in FactKind})
    names: dict[FieldName, Counts] = field(default_factory=lambda: {name: Counts() for name in FieldName})

    def figures(self) -> dict[str, Estimate]:
        """Return every figure under the name that gates use: facts.agreement.f1, facts.agreement.fields.f1, facts.dates.f1.

        `facts.all` counts the facts of all kinds together.
        """
        figures: dict[str, Estimate] = {}
        for kind in KINDS:
            figures |= self.facts[kind].figures(f"facts.{kind}")
            figures |= self.fields[kind].figures(f"facts.{kind}.fields")
        counts = [self.facts[kind] for kind in KINDS]
        together = Counts(*(sum(getattr(each, name) for each in counts) for name in ("right", "missed", "wrong")))
        return figures | together.figures("facts.all") | self.names[FieldName.DATE].figures("facts.dates")

    def differences(self) -> tuple[Difference, ...]:
        """Return what was different, kind by kind: facts, then fields."""
        return tuple(one for kind in KINDS for one in (*self.facts[kind].errors, *self.fields[kind].errors))


def score(scores: Scores, gold: Sequence[GoldFact], found: Sequence[Fact], names: Names, document: str) -> None:
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
            counts.errors.append(Difference(document, expected.kind, "missed", str(expected)))
        else:
            counts.right += 1
        _score_fields(scores, expected, best, names, document)
    for fact in free:
        scores.facts[fact.kind].wrong += 1
        shown = "; ".join(f"{one.name}={one.value}" for one in fact.fields)
        scores.facts[fact.kind].errors.append(Difference(document, fact.kind, "wrong", shown))
        for one in fact.fields:
            scores.fields[fact.kind].wrong += 1
            scores.names[one.name].wrong += 1


def _score_fields(scores: Scores, expected: GoldFact, fact: Fact | None, names: Names, document: str) -> None:
    right = _right(expected, fact, names) if fact else []
    errors = scores.fields[expected.kind].errors
    for name, values in expected.fields.items():
        hits = sum(one is name for one in right)
        for counts in (scores.fields[expected.kind], scores.names[name]):
            counts.right += hits
            counts.missed += len(values) - hits
        if hits < len(values) and fact:
            detail = f"{name} {expected.shown(name)}, got {_got(fact, name)}"
            errors.append(Difference(document, expected.kind, "field", detail))
    if fact:
        for name in dict.fromkeys(one.name for one in fact.fields):
            surplus = len(fact.all(name)) - sum(one is name for one in right)
            for counts in (scores.fields[expected.kind], scores.names[name]):
                counts.wrong += surplus
            if surplus and name not in expected.fields:
                detail = f"{name} not expected, got {_got(fact, name)}"
                errors.append(Difference(document, expected.kind, "field", detail))


def _right(expected: GoldFact, fact: Fact, names: Names) -> list[FieldName]:
    """Return the name of each annotated value that the fact has."""
    right = []
    for name, values in expected.fields.items():
        got = [forms(one.value, names) for one in fact.all(name)]
        for value in values:
            hit = next((some for some in got if some & value), None)
            if hit is not None:
                got.remove(hit)
                right.append(name)
    return right


def _is_found(expected: GoldFact, fact: Fact, names: Names) -> bool:
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


def _got(fact: Fact, name: FieldName) -> str:
    values: Iterable[str] = (one.value for one in fact.all(name))
    return " + ".join(values) or "nothing"
