"""The network of programmes, poles, alliances and partners, and where its nodes are drawn. Knows no colours and no page.

Nodes stand in columns, one a role, in an order in which few lines cross (barycentres, as in Sugiyama's layered drawings).
The same order, column after column, serves narrow screens, where one list with arcs beside it takes the place of columns.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import product

from assistant.exploring.entries import Entry
from corpus.fact_kinds import FactKind, FieldName
from corpus.kinds import EntityKind
from corpus.naming import Names
from corpus.plain import plain

KINDS = (FactKind.AGREEMENT, FactKind.PROGRAMME, FactKind.MEMBERSHIP)
"""The facts that join two names."""
LARGEST = 36
"""Nodes that a column shows at most: those with the most facts."""
_SWEEPS = 12


class Role(StrEnum):
    """The columns, from left to right."""

    PROGRAMME = "programme"
    POLE = "pole"
    ALLIANCE = "alliance"
    PARTNER = "partner"


@dataclass(frozen=True, slots=True)
class Node:
    """A name, its role, and the number of facts that join it to others."""

    name: str
    role: Role
    weight: int


@dataclass(frozen=True, slots=True)
class Edge:
    """The facts of one kind that join two names; `source` stands left of `target` or in the same column."""

    source: str
    target: str
    kind: FactKind
    entries: tuple[Entry, ...]

    @property
    def status(self) -> str:
        """The furthest stage of the agreements; empty for other facts."""
        return next((s for s in ("signed", "negotiated", "planned") if any(e.status == s for e in self.entries)), "")

    @property
    def doubtful(self) -> bool:
        """Whether every one of the facts should be checked."""
        return all(entry.doubtful for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes column by column, each in the order in which it is drawn, and the edges between them.

    `left_out` is the number of nodes that found no room.
    """

    columns: tuple[tuple[Node, ...], ...]
    edges: tuple[Edge, ...]
    left_out: int = 0

    @property
    def nodes(self) -> tuple[Node, ...]:
        """Every node, column by column."""
        return tuple(node for column in self.columns for node in column)


def network(entries: Iterable[Entry], names: Names, *, largest: int = LARGEST) -> Network:
    """Return the network of the entries that join two names."""
    joined: dict[tuple[str, str, FactKind], list[Entry]] = defaultdict(list)
    roles: dict[str, set[FieldName]] = defaultdict(set)
    for entry in entries:
        for left, right in _pairs(entry):
            joined[left[1], right[1], entry.kind].append(entry)
            for field, name in (left, right):
                roles[name].add(field)
    weights: dict[str, set[str]] = defaultdict(set)
    for (one, other, _), own in joined.items():
        for name in (one, other):
            weights[name] |= {entry.key for entry in own}
    columns: dict[Role, list[Node]] = defaultdict(list)
    for name, fields in roles.items():
        role = _role(name, fields, names)
        columns[role].append(Node(name, role, len(weights[name])))
    shown: list[list[Node]] = []
    for role in Role:
        ranked = sorted(columns[role], key=lambda node: (-node.weight, plain(node.name)))
        if ranked:
            shown.append(ranked[:largest])
    kept = {node.name for column in shown for node in column}
    order = {node.name: (place, row) for place, column in enumerate(shown) for row, node in enumerate(column)}
    edges = []
    for (one, other, kind), own in joined.items():
        if one in kept and other in kept and one != other:
            source, target = sorted((one, other), key=order.__getitem__)
            edges.append(Edge(source, target, kind, tuple(own)))
    return Network(_untangled(shown, edges), tuple(edges), len(roles) - len(kept))


_Named = tuple[FieldName, str]


def _pairs(entry: Entry) -> Iterable[tuple[_Named, _Named]]:
    """Return the pairs of names that a fact joins; an agreement without partner joins its parties and its country."""
    sides: Mapping[FactKind, tuple[FieldName, FieldName]] = {
        FactKind.AGREEMENT: (FieldName.PARTY, FieldName.PARTNER),
        FactKind.PROGRAMME: (FieldName.PROGRAMME, FieldName.BENEFICIARY),
        FactKind.MEMBERSHIP: (FieldName.MEMBER, FieldName.ALLIANCE),
    }
    if entry.kind not in sides:
        return ()
    left, right = sides[entry.kind]
    if entry.kind is FactKind.AGREEMENT and not entry.all(right):
        right = FieldName.COUNTRY
    return product(
        [(left, value.canonical) for value in entry.all(left)], [(right, value.canonical) for value in entry.all(right)]
    )


def _role(name: str, fields: set[FieldName], names: Names) -> Role:
    known = names.entry(name)
    if FieldName.PROGRAMME in fields or (known is not None and known.kind is EntityKind.PROGRAMME):
        return Role.PROGRAMME
    if known is not None and known.kind is EntityKind.POLE:
        return Role.POLE
    if FieldName.ALLIANCE in fields:
        return Role.ALLIANCE
    if fields & {FieldName.PARTY, FieldName.BENEFICIARY, FieldName.MEMBER}:
        return Role.PARTNER if known is not None and known.country not in ("", "France") else Role.POLE
    return Role.PARTNER


def _untangled(columns: Sequence[Sequence[Node]], edges: Iterable[Edge]) -> tuple[tuple[Node, ...], ...]:
    """Order each column by the mean height of what its nodes are joined to, back and forth until it settles."""
    joined: dict[str, list[str]] = defaultdict(list)
    for edge in edges:
        joined[edge.source].append(edge.target)
        joined[edge.target].append(edge.source)
    ordered = [list(column) for column in columns]
    height = _heights(ordered)
    for sweep in range(_SWEEPS):
        before = dict(height)
        for column in ordered if sweep % 2 == 0 else reversed(ordered):
            # A node that is joined to nothing outside its column stays where it is.
            column.sort(key=lambda node: _mean([height[other] for other in joined[node.name]], height[node.name]))
            height.update(_heights([column]))
        if height == before:
            break
    return tuple(tuple(column) for column in ordered)


def _heights(columns: Iterable[Sequence[Node]]) -> dict[str, float]:
    """Return the height of each node in [0, 1]: columns are spread over the same height."""
    return {node.name: (row + 0.5) / len(column) for column in columns for row, node in enumerate(column)}


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise
