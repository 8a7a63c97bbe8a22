"""Contradictions between documents: one agreement with two dates, one support with two amounts, one person with two numbers.

Both sides are kept; nothing here decides which is right. Two facts of one document never contradict each other: a document
that names two dates names two things.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from assistant.exploring.entries import Clash, Entry, Quote, Value
from corpus.fact_kinds import FactKind, FieldName


def agree(one: str, other: str) -> bool:
    """Tell whether two dates, periods or values can both be right: equal, one more precise, or overlapping in time.

    A day without year ("--12-13") agrees with the same day of any year; a duration ("P2Y") with any date.
    """
    if one == other or not one or not other:
        return True
    if one.startswith("P") or other.startswith("P"):
        return one.startswith("P") != other.startswith("P")
    if one.startswith("--") or other.startswith("--"):
        partial, whole = (one, other) if one.startswith("--") else (other, one)
        return whole[:4].isdigit() and (len(whole) == 4 or whole[4:].lstrip("-").startswith(partial[2:]))
    if not (_is_time(one) and _is_time(other)):
        return False
    (first, last), (begin, end) = _bounds(one), _bounds(other)
    return first <= end and begin <= last


def clashes_among(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Yield the entries, in order, each with the contradictions that concern it."""
    found = list(entries)
    groups: dict[tuple[FactKind, str], list[Entry]] = defaultdict(list)
    for entry in found:
        for name in _subject(entry):
            groups[entry.kind, name].append(entry)
    seen: dict[str, dict[Clash, None]] = defaultdict(dict)
    for entry in found:
        for clash in _inside(entry):
            seen[entry.key][clash] = None
    for group in groups.values():
        for position, one in enumerate(group):
            for other in group[position + 1 :]:
                for left, right in _between(one, other):
                    seen[one.key][left] = None
                    seen[other.key][right] = None
    for entry in found:
        yield replace(entry, clashes=tuple(seen[entry.key])) if entry.key in seen else entry


def _is_time(value: str) -> bool:
    return value[:4].isdigit() or value.startswith("../")


def _bounds(value: str) -> tuple[str, str]:
    """Return the first and last day of a date or period, padded so that they compare as text."""
    first, slash, last = value.partition("/")
    low = "0000" if first == ".." else first
    high = first if not slash else "9999" if last == ".." else last
    return low + "-01-01"[len(low) - 4 :], high + "-12-31"[len(high) - 4 :]


_SINGLE = {
    FactKind.AGREEMENT: (FieldName.DATE,),
    FactKind.PROGRAMME: (FieldName.AMOUNT, FieldName.RATE),
    FactKind.EVENT: (FieldName.DATE, FieldName.PARTICIPANTS),
    FactKind.CONTACT: (FieldName.TELEPHONE, FieldName.EMAIL),
}
"""The fields of which a fact has one value, or a few that belong together."""


def _subject(entry: Entry) -> tuple[str, ...]:
    """Return the names under which an entry may meet another statement of the same."""
    names: dict[FactKind, FieldName] = {
        FactKind.AGREEMENT: FieldName.PARTNER,
        FactKind.PROGRAMME: FieldName.PROGRAMME,
        FactKind.EVENT: FieldName.NAME,
        FactKind.CONTACT: FieldName.PERSON,
    }
    if entry.kind not in names:
        return ()
    return tuple(value.canonical for value in entry.all(names[entry.kind]))


def _same_subject(one: Entry, other: Entry) -> bool:
    """Tell whether two entries under one name are about one thing: their other parts meet too."""
    if one.kind is FactKind.AGREEMENT:
        return one.status == other.status and _meet(one, other, FieldName.PARTY)
    if one.kind is FactKind.PROGRAMME:
        return _meet(one, other, FieldName.BENEFICIARY) and _agree_on(one, other, FieldName.PERIOD)
    if one.kind is FactKind.EVENT:
        return one.first[:4] == other.first[:4] and one.first != ""
    return _meet(one, other, FieldName.ORGANISATION)


def _meet(one: Entry, other: Entry, name: FieldName) -> bool:
    return bool({value.canonical for value in one.all(name)} & {value.canonical for value in other.all(name)})


def _agree_on(one: Entry, other: Entry, name: FieldName) -> bool:
    return all(agree(a.canonical, b.canonical) for a in one.all(name) for b in other.all(name))


def _between(one: Entry, other: Entry) -> Iterator[tuple[Clash, Clash]]:
    """Yield the two sides of each contradiction between two entries of different documents."""
    if {d.id for d in one.documents} & {d.id for d in other.documents} or not _same_subject(one, other):
        return
    for name in _SINGLE[one.kind]:
        pair = _opposed(one.all(name), other.all(name), lambda a, b: a.quotes[0].document.id != b.quotes[0].document.id)
        if pair is not None:
            here, there = pair
            yield Clash(name, here, there, other.key), Clash(name, there, here, one.key)


def _inside(entry: Entry) -> Iterator[Clash]:
    """Yield the contradictions between the sources of one entry."""
    for name in _SINGLE.get(entry.kind, ()):
        for position, one in enumerate(entry.all(name)):
            rest = entry.all(name)[position + 1 :]
            for other in rest:
                pair = _opposed((one,), (other,), _apart)
                if pair is not None:
                    yield Clash(name, *pair, entry.key)


def _apart(one: Value, other: Value) -> bool:
    """Tell whether no document gives both values."""
    return not {quote.document.id for quote in one.quotes} & {quote.document.id for quote in other.quotes}


def _opposed(
    ones: Iterable[Value], others: Iterable[Value], apart: Callable[[Value, Value], bool]
) -> tuple[Quote, Quote] | None:
    """Return a quotation of each side when no value of one agrees with a value of the other."""
    pairs = [(one, other) for one in ones for other in others]
    if not pairs or any(agree(one.canonical, other.canonical) for one, other in pairs):
        return None
    one, other = pairs[0]
    return (one.quotes[0], other.quotes[0]) if apart(one, other) else None
