"""What the marker learns from: documents with their facts marked in them, and annotated facts as places of a document.

Marked documents (`tests/data/facts/marked`, format in its README) say at every mark to which facts it belongs. Annotated facts
(`tests/data/facts/*.yaml`) only quote: a name stands in many places, of which those are marked whose line tells most of the fact.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from corpus.fact_kinds import FactKind
from corpus.marks import Role
from corpus.reading import read_document

_ROLES: Mapping[FactKind, tuple[Role, ...]] = {
    FactKind.AGREEMENT: (Role.PARTY, Role.PARTNER, Role.NEGOTIATED, Role.PLANNED, Role.COUNTRY, Role.DATE, Role.PLACE),
    FactKind.MEMBERSHIP: (Role.MEMBER, Role.ALLIANCE),
    FactKind.PROGRAMME: (Role.PROGRAMME, Role.BENEFICIARY, Role.FUNDER, Role.AMOUNT),
    FactKind.EVENT: (Role.EVENT, Role.DATE, Role.PLACE),
}
_ANCHORS: Mapping[FactKind, tuple[str, ...]] = {
    FactKind.AGREEMENT: ("partner", "country"),
    FactKind.MEMBERSHIP: ("member",),
    FactKind.PROGRAMME: ("beneficiary", "amount"),
    FactKind.EVENT: ("name",),
}
"""The field of annotated facts of which there must be a place; the first that is given."""
_FIELDS: Mapping[str, Role] = {
    "party": Role.PARTY,
    "partner": Role.PARTNER,
    "country": Role.COUNTRY,
    "date": Role.DATE,
    "place": Role.PLACE,
    "member": Role.MEMBER,
    "alliance": Role.ALLIANCE,
    "programme": Role.PROGRAMME,
    "beneficiary": Role.BENEFICIARY,
    "funder": Role.FUNDER,
    "amount": Role.AMOUNT,
    "name": Role.EVENT,
}
_MARKED: Mapping[str, tuple[Role, ...]] = {
    **{name: (role,) for name, role in _FIELDS.items() if name not in ("partner", "name")},
    "signed": (Role.PARTNER,),
    "negotiated": (Role.PARTNER, Role.NEGOTIATED),
    "planned": (Role.PARTNER, Role.PLANNED),
    "event": (Role.EVENT,),
    "eventdate": (Role.DATE,),
    "eventplace": (Role.PLACE,),
}
"""What the words in front of a mark's bar mean."""
_WHOLE = frozenset({Role.EVENT, Role.DATE, Role.AMOUNT})
"""Roles of which the longest accepted wording is marked; of names, it is the shortest."""
_NAMES = frozenset(
    {Role.PARTY, Role.PARTNER, Role.MEMBER, Role.ALLIANCE, Role.BENEFICIARY, Role.PROGRAMME, Role.FUNDER}
)
_NAMED = re.compile(r"[A-ZÀ-Þ\d]")
_NAME = re.compile(r"(?:[A-ZÀ-Þ][\w'’&.-]*)(?:[ -][\w'’&.-]+){0,2}")
_MARK = re.compile(r"\{([^{}|]+)\|([^{}]+)\}")
_PART = re.compile(r"\s*([a-z]+)\s+([\d?,\s]+)")


@dataclass(frozen=True, slots=True)
class Place:
    """Half-open character offsets, what stands there, the numbers of the facts it belongs to; optional: counts neither way."""

    role: Role
    start: int
    end: int
    facts: frozenset[int] = frozenset()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Annotated:
    """A text with the places to mark and the roles that nobody annotated in it."""

    title: str
    text: str
    places: tuple[Place, ...]
    unknown: frozenset[Role] = frozenset()


def read_marked(path: Path) -> Iterator[Annotated]:
    """Yield the documents of a file of marked documents. Raises `ValueError` for a mark that is none."""
    for part in re.split(r"^=== *", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        title, _, body = part.partition("\n")
        yield _unmarked(f"# {title.strip()}\n\n{body.strip()}\n", path.name)


def _unmarked(written: str, source: str) -> Annotated:
    places: list[Place] = []
    pieces: list[str] = []
    length = at = 0
    for match in _MARK.finditer(written):
        pieces.append(written[at : match.start()])
        length += len(pieces[-1])
        for part in match[1].split(";"):
            given = _PART.fullmatch(part.rstrip())
            if given is None or given[1] not in _MARKED:
                raise ValueError(
                    f"{source}: {match[0]!r} is no mark {{role number|words}} with a role of {', '.join(_MARKED)}"
                )
            numbers = [one.strip() for one in given[2].split(",")]
            facts = frozenset(int(one.rstrip("?")) for one in numbers)
            optional = all(one.endswith("?") for one in numbers)
            places += [Place(role, length, length + len(match[2]), facts, optional) for role in _MARKED[given[1]]]
        pieces.append(match[2])
        length += len(match[2])
        at = match.end()
    text = "".join((*pieces, written[at:]))
    title = re.sub(r"\s+", " ", _MARK.sub(r"\2", written.partition("\n")[0].removeprefix("# ")))
    return Annotated(title, text, (*places, *_elsewhere(text, places)))


def _elsewhere(text: str, places: Sequence[Place]) -> Iterator[Place]:
    """Yield the other places of the marked names: whether a fact is told there as well, nobody said."""
    taken = [(place.start, place.end) for place in places]
    for role, words in {(place.role, text[place.start : place.end]) for place in places if place.role in _NAMES}:
        for start, end in _occurrences(words, text):
            if not any(start < stop and begin < end for begin, stop in taken):
                yield Place(role, start, end, optional=True)


def read_annotated(gold: Path, folder: Path, kinds: Iterable[FactKind] = tuple(_ROLES)) -> Iterator[Annotated]:
    """Yield the documents that a file of annotated facts names, from `folder`; `kinds` are those that it annotates."""
    annotated = set(kinds)
    unknown = frozenset(role for kind, roles in _ROLES.items() if kind not in annotated for role in roles)
    for name, rows in yaml.safe_load(gold.read_text(encoding="utf-8")).items():
        document = read_document(folder / name)
        known = [row for row in rows or () if row["kind"] in annotated]
        places = _joined(place for number, row in enumerate(known) for place in _places(document.text, row, number))
        yield Annotated(document.title, document.text, (*places, *_elsewhere(document.text, places)), unknown)


def _places(text: str, row: Mapping[str, Any], number: int) -> Iterator[Place]:
    """Yield the places of one annotated fact: in the paragraphs that hold its anchor and most of its other fields."""
    kind = FactKind(row["kind"])
    if kind not in _ANCHORS:
        return
    fields = {name: _found(text, row[name], name) for name in row if name not in ("kind", "means", "optional", "rate")}
    anchor = next((name for name in _ANCHORS[kind] if fields.get(name)), None)
    if anchor is None:
        return
    lines = {start: _line(text, start) for places in fields.values() for start, _ in places}
    worth = {
        line: sum(any(lines[start] == line for start, _ in places) for places in fields.values())
        for line in {lines[start] for start, _ in fields[anchor]}
    }
    best = max(worth.values())
    told = {line for line, count in worth.items() if count == best}
    optional = bool(row.get("optional"))
    for name, places in fields.items():
        role = Role.PARTNER if name == anchor and kind is FactKind.AGREEMENT else _FIELDS.get(name)
        if role is None or role not in _ROLES[kind]:
            continue
        near = [place for place in places if lines[place[0]] in told]
        for start, end in near or (places if len(places) == 1 else ()):
            yield Place(role, start, end, frozenset({number}), optional)
            if role is Role.PARTNER and row.get("means") in (Role.NEGOTIATED, Role.PLANNED):
                yield Place(Role(row["means"]), start, end, frozenset({number}), optional)


def _found(text: str, value: object, field: str) -> list[tuple[int, int]]:
    """Return where the values of a field stand, each in one of its accepted wordings."""
    found: list[tuple[int, int]] = []
    for one in value if isinstance(value, list) else [value]:
        wordings = [wording.strip() for wording in str(one).split(" | ")]
        named = [wording for wording in wordings if _NAMED.search(wording)] or wordings
        for wording in sorted(named, key=len, reverse=_FIELDS.get(field) in _WHOLE):
            for start, end in _occurrences(wording, text) if len(wording) > 1 else ():
                if not any(start < stop and begin < end for begin, stop in found):
                    found.append((start, end))
    return found


def _joined(places: Iterable[Place]) -> list[Place]:
    """Return one place for those that facts share; it is optional if all of them are."""
    shared: dict[tuple[Role, int, int], Place] = {}
    for place in places:
        key = place.role, place.start, place.end
        other = shared.get(key)
        if other is not None:
            place = replace(place, facts=place.facts | other.facts, optional=place.optional and other.optional)
        shared[key] = place
    return list(shared.values())


def _occurrences(words: str, text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]


def _line(text: str, offset: int) -> int:
    return text.count("\n", 0, offset)


def names_of(documents: Iterable[Annotated]) -> list[str]:
    """Return the marked names of documents, for `renamed`."""
    found = {one.text[place.start : place.end] for one in documents for place in one.places if place.role in _NAMES}
    return sorted(name for name in found if _NAME.fullmatch(name))


def renamed(one: Annotated, names: Sequence[str], share: float, chance: random.Random) -> Annotated:
    """Return a document some of whose marked names are others, the same ones everywhere."""
    own = names_of([one])
    chosen = {name: chance.choice(names) for name in own if chance.random() < share}
    spans = sorted((*span, name) for name in chosen for span in _occurrences(name, one.text))
    spans = [
        span
        for span in spans
        if not any(other != span and other[0] <= span[0] and span[1] <= other[1] for other in spans)
    ]
    if not spans or any(first[1] > second[0] for first, second in pairwise(spans)):
        return one
    cut = any(
        (start < place.end and place.start < end) and not (place.start <= start and end <= place.end)
        for place in one.places
        for start, end, _ in spans
    )
    if cut:
        return one
    shifts = [(end, len(chosen[name]) - (end - start)) for start, end, name in spans]

    def moved(offset: int) -> int:
        return offset + sum(shift for end, shift in shifts if end <= offset)

    pieces, at = [], 0
    for start, end, name in spans:
        pieces += [one.text[at:start], chosen[name]]
        at = end
    text = "".join((*pieces, one.text[at:]))
    places = tuple(replace(place, start=moved(place.start), end=moved(place.end)) for place in one.places)
    title = one.title
    for name, other in chosen.items():
        title = title.replace(name, other)
    return replace(one, title=title, text=text, places=places)
