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

_TOLD_APART = {
    FactKind.MEMBERSHIP: (FieldName.ALLIANCE,),
    FactKind.CONTACT: (FieldName.PERSON, FieldName.ORGANISATION),
}
"""The fields of which two facts that state the same, and both have some, share one."""


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
    buckets: dict[tuple[FactKind, str], _Bucket] = defaultdict(_Bucket)
    for fact in facts:
        if fact.kind not in _BUCKET:
            found.append([fact])
            continue
        group = buckets[fact.kind, fact.canonical(_BUCKET[fact.kind])].group_of(fact)
        if not group:
            found.append(group)
        group.append(fact)
    return tuple(Row(tuple(sorted(group, key=lambda fact: (-fact.confidence, -len(fact.fields))))) for group in found)


class _Bucket:
    """Groups of facts that state the same, found by the words of `_keys`: two facts with other words are not compared."""

    def __init__(self) -> None:
        self._groups: list[list[Fact]] = []
        self._by_key: dict[str, dict[int, None]] = defaultdict(dict)

    def group_of(self, fact: Fact) -> list[Fact]:
        """Return the first group in which a fact is stated already, else a new one, for the caller to add it."""
        keys = _keys(fact)
        near = {number for key in (*keys, "") for number in self._by_key.get(key, ())} if keys else self._all()
        number = next((n for n in sorted(near) if any(same_thing(known, fact) for known in self._groups[n])), None)
        if number is None:
            number = len(self._groups)
            self._groups.append([])
        for key in keys or ("",):
            self._by_key[key][number] = None
        return self._groups[number]

    def _all(self) -> Iterable[int]:
        return range(len(self._groups))


def _keys(fact: Fact) -> set[str]:
    """Return words of which facts that state the same share one; none where a fact may be the same as any of its bucket.

    The names of partners may be shortened, to their beginning or to their end.
    """
    if fact.kind is FactKind.AGREEMENT:
        words = fact.canonical(FieldName.PARTNER).split()
        return {words[0], words[-1]} if words else set()
    if fact.kind is FactKind.PROGRAMME:
        number = fact.canonical(FieldName.AMOUNT).partition(" ")[0]
        return {f"{number} {field.canonical}" for field in fact.all(FieldName.BENEFICIARY)} if number else set()
    names = _TOLD_APART.get(fact.kind, ())
    return {field.canonical for name in names for field in fact.all(name) if field.canonical}
