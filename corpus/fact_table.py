"""The facts of many documents as a table: what several documents state is one row with several sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.facts import Fact, FactKind, Field, FieldName, same_thing

_BUCKET = {
    FactKind.AGREEMENT: FieldName.COUNTRY,
    FactKind.PROGRAMME: FieldName.PROGRAMME,
    FactKind.EVENT: FieldName.NAME,
    FactKind.MEMBERSHIP: FieldName.MEMBER,
    FactKind.CONTACT: FieldName.PERSON,
    FactKind.POLE: FieldName.NAME,
}
"""The field without which, or with another value of which, two facts are not compared."""


@dataclass(frozen=True, slots=True)
class Row:
    """A fact, and the statements of the same in other documents. Each of `sources` keeps its own quotations."""

    sources: tuple[Fact, ...]

    @property
    def fact(self) -> Fact:
        """The fullest and surest statement."""
        return self.sources[0]

    def all(self, name: FieldName) -> tuple[Field, ...]:
        """Return the fields of one name, of the first source that has any."""
        return next((fields for fact in self.sources if (fields := fact.all(name))), ())


def rows(facts: Iterable[Fact]) -> tuple[Row, ...]:
    """Return the rows in the order in which their first statement came. Figures are about their own document only."""
    found: list[list[Fact]] = []
    buckets: dict[tuple[FactKind, str], list[list[Fact]]] = defaultdict(list)
    for fact in facts:
        if fact.kind not in _BUCKET:
            found.append([fact])
            continue
        bucket = buckets[fact.kind, fact.canonical(_BUCKET[fact.kind])]
        group = next((group for group in bucket if any(same_thing(known, fact) for known in group)), None)
        if group is None:
            group = []
            found.append(group)
            bucket.append(group)
        group.append(fact)
    return tuple(Row(tuple(sorted(group, key=lambda fact: (-fact.confidence, -len(fact.fields))))) for group in found)
