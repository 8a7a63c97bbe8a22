"""The facts of many documents as a table: what several documents state is one row with several sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
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

_ONE_AGREEMENT = (FieldName.PARTNER, FieldName.DATE, FieldName.STATUS)
"""What the agreement of an alliance and that of its member both say, where they are one."""


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
    """Return the rows in the order in which their first statement came. Figures are about their own document only.

    What an alliance signed, and one of its members on the same day with the same partner, is one agreement, if the
    membership is among the facts; the statement of the alliance comes first.
    """
    told = tuple(facts)
    members = _members(told)
    found: list[list[Fact]] = []
    buckets: dict[tuple[FactKind, str], _Bucket] = defaultdict(lambda: _Bucket(members))
    for fact in told:
        if fact.kind not in _BUCKET:
            found.append([fact])
            continue
        group = buckets[fact.kind, fact.canonical(_BUCKET[fact.kind])].group_of(fact)
        if not group:
            found.append(group)
        group.append(fact)
    return tuple(Row(tuple(_ordered(group, members))) for group in found)


def _ordered(group: list[Fact], members: Mapping[str, frozenset[str]]) -> list[Fact]:
    """Return statements, those of members after those of their alliance, else the surest and fullest first."""
    parties = {party for fact in group for party in _parties(fact)}
    inside = frozenset().union(*(members.get(party, frozenset()) for party in parties))
    return sorted(group, key=lambda fact: (bool(_parties(fact) & inside), -fact.confidence, -len(fact.fields)))


def _members(facts: Sequence[Fact]) -> Mapping[str, frozenset[str]]:
    """Return who belongs to which alliance."""
    found: dict[str, set[str]] = defaultdict(set)
    for fact in facts:
        if fact.kind is FactKind.MEMBERSHIP:
            found[fact.canonical(FieldName.ALLIANCE)].add(fact.canonical(FieldName.MEMBER))
    return {alliance: frozenset(names) for alliance, names in found.items()}


def _parties(fact: Fact) -> frozenset[str]:
    return frozenset(party.canonical for party in fact.all(FieldName.PARTY))


def _same_through_alliance(one: Fact, other: Fact, members: Mapping[str, frozenset[str]]) -> bool:
    """Tell whether two facts are the agreement of an alliance and of its member: partner, day or year and stage are the same."""
    told, same = ([fact.canonical(name) for name in _ONE_AGREEMENT] for fact in (one, other))
    if one.kind is not FactKind.AGREEMENT or not all(told) or told != same:
        return False
    sides = _parties(one), _parties(other)
    return any(sides[1 - side] & members.get(party, frozenset()) for side in (0, 1) for party in sides[side])


class _Bucket:
    """Groups of facts that state the same, found by the words of `_keys`: two facts with other words are not compared."""

    def __init__(self, members: Mapping[str, frozenset[str]]) -> None:
        self._members = members
        self._groups: list[list[Fact]] = []
        self._by_key: dict[str, dict[int, None]] = defaultdict(dict)

    def group_of(self, fact: Fact) -> list[Fact]:
        """Return the first group in which a fact is stated already, else a new one, for the caller to add it."""
        keys = _keys(fact)
        near = {number for key in (*keys, "") for number in self._by_key.get(key, ())} if keys else self._all()
        number = next((n for n in sorted(near) if any(self._same(known, fact) for known in self._groups[n])), None)
        if number is None:
            number = len(self._groups)
            self._groups.append([])
        for key in keys or ("",):
            self._by_key[key][number] = None
        return self._groups[number]

    def _same(self, known: Fact, fact: Fact) -> bool:
        return same_thing(known, fact) or _same_through_alliance(known, fact, self._members)

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
