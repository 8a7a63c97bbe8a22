"""Choosing entries: filters, search, sort, pages, and what each filter offers. Pure functions over entries."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.exploring.entries import Entry
from corpus.fact_kinds import FactKind, FieldName
from corpus.plain import plain

UNDATED = "-"
"""The year of what has none."""
PAGE = 50
"""Rows of a page."""
DOUBTFUL, SURE = "doubtful", "sure"
"""The two degrees of certainty."""


class Facet(StrEnum):
    """What entries are filtered by, one value each."""

    POLE = "pole"
    COUNTRY = "country"
    YEAR = "year"
    PROGRAMME = "programme"
    STATUS = "status"
    CERTAINTY = "certainty"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Filters:
    """What a reader asked for; what is empty lets everything through.

    `chosen` holds (facet, value) pairs, `together` the names that must all occur in an entry, `search` words that must.
    """

    search: str = ""
    chosen: tuple[tuple[Facet, str], ...] = ()
    together: tuple[str, ...] = ()

    def value(self, facet: Facet) -> str:
        """Return the value asked of a facet, empty when none is."""
        return dict(self.chosen).get(facet, "")

    @property
    def active(self) -> bool:
        """Whether anything is asked for at all."""
        return bool(self.search.strip() or self.chosen or self.together)


@dataclass(frozen=True, slots=True)
class Option:
    """A value that a filter offers, and how many entries it would leave."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Page:
    """A stretch of a long table: `first` and `last` count from 1, `total` is the number of entries, `pages` at least 1."""

    entries: tuple[Entry, ...]
    number: int
    pages: int
    first: int
    last: int
    total: int


def facet_values(entry: Entry, facet: Facet) -> Iterable[str]:
    """Return the values under which an entry is found by a facet."""
    match facet:
        case Facet.POLE:
            return entry.actors
        case Facet.COUNTRY:
            return entry.countries
        case Facet.YEAR:
            return [str(year) for year in entry.years] or [UNDATED]
        case Facet.PROGRAMME:
            return entry.programmes
        case Facet.STATUS:
            return [entry.status] if entry.status else []
        case Facet.CERTAINTY:
            return [DOUBTFUL if entry.doubtful else SURE]
        case Facet.DOCUMENT:
            return [document.id for document in entry.documents]


def choose(entries: Iterable[Entry], filters: Filters, *, leaving_out: Facet | None = None) -> tuple[Entry, ...]:
    """Return the entries that every filter lets through, in the same order; `leaving_out` one facet."""
    words = plain(filters.search).split()
    asked = [(facet, value) for facet, value in filters.chosen if facet is not leaving_out]
    return tuple(
        entry
        for entry in entries
        if all(value in facet_values(entry, facet) for facet, value in asked)
        and entry.names.issuperset(filters.together)
        and all(word in entry.words for word in words)
    )


def options(entries: Sequence[Entry], filters: Filters, facet: Facet) -> tuple[Option, ...]:
    """Return what a facet offers under the other filters, with counts; a value asked for is offered even when it has none.

    Years come newest first, everything else by name.
    """
    counts = Counter(
        value for entry in choose(entries, filters, leaving_out=facet) for value in facet_values(entry, facet)
    )
    if (asked := filters.value(facet)) and asked not in counts:
        counts[asked] = 0
    titles: dict[str, str] = {}
    if facet is Facet.DOCUMENT:
        titles = {document.id: document.title for entry in entries for document in entry.documents}
    found = [Option(value, titles.get(value, value), count) for value, count in counts.items()]
    if facet is Facet.YEAR:
        return tuple(sorted(found, key=lambda option: option.value, reverse=True))  # "-" is below every digit
    return tuple(sorted(found, key=lambda option: plain(option.label)))


_MOMENTS = {FieldName.DATE, FieldName.PERIOD}
_NUMBERS = {FieldName.AMOUNT, FieldName.RATE, FieldName.NUMBER, FieldName.PARTICIPANTS}
_STAGES = {"signed": "0", "negotiated": "1", "planned": "2"}
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def ordered(entries: Iterable[Entry], column: FieldName, *, descending: bool = False) -> tuple[Entry, ...]:
    """Sort by a field: dates by time, amounts by size, the rest by name. What has no value comes last either way."""
    ranked = [(entry, _rank(entry, column)) for entry in entries]
    known = [(entry, rank) for entry, rank in ranked if rank is not None]
    known.sort(key=lambda pair: pair[1], reverse=descending)
    return (*(entry for entry, _ in known), *(entry for entry, rank in ranked if rank is None))


def _rank(entry: Entry, column: FieldName) -> tuple[float, str] | None:
    if column in _MOMENTS:
        return (0.0, entry.first) if entry.first else None
    values = entry.all(column)
    if not values:
        return None
    if column in _NUMBERS:
        number = _NUMBER.search(values[0].canonical)
        return (float(number.group()), "") if number else None
    if column is FieldName.STATUS:
        return 0.0, _STAGES.get(entry.status, "3")
    return 0.0, plain(" ".join(value.label for value in values))


def page_of(entries: Sequence[Entry], number: int, size: int = PAGE) -> Page:
    """Return a page of the entries; a number outside gives the nearest page that exists."""
    pages = max(1, -(-len(entries) // size))
    number = min(max(number, 1), pages)
    start = (number - 1) * size
    shown = tuple(entries[start : start + size])
    return Page(shown, number, pages, start + 1 if shown else 0, start + len(shown), len(entries))


COLUMNS: dict[FactKind, tuple[FieldName, ...]] = {
    FactKind.AGREEMENT: (
        FieldName.PARTY, FieldName.PARTNER, FieldName.COUNTRY, FieldName.DATE, FieldName.STATUS, FieldName.OBJECT,
        FieldName.PLACE,
    ),
    FactKind.PROGRAMME: (
        FieldName.PROGRAMME, FieldName.BENEFICIARY, FieldName.FUNDER, FieldName.AMOUNT, FieldName.RATE, FieldName.PERIOD,
    ),
    FactKind.POLE: (FieldName.NAME,),
    FactKind.EVENT: (FieldName.NAME, FieldName.DATE, FieldName.PLACE, FieldName.PARTICIPANTS),
    FactKind.CONTACT: (
        FieldName.ORGANISATION, FieldName.PERSON, FieldName.TELEPHONE, FieldName.EMAIL, FieldName.SITE,
    ),
    FactKind.MEMBERSHIP: (FieldName.MEMBER, FieldName.ALLIANCE),
    FactKind.FIGURE: (FieldName.NUMBER, FieldName.OBJECT),
}  # fmt: skip
"""The columns of each table, in the order in which they are read; the kinds in the order in which they are offered."""


def default_order(kind: FactKind) -> tuple[FieldName, bool]:
    """Return the column by which a table is sorted unless asked otherwise, and whether downwards."""
    dated = kind in (FactKind.AGREEMENT, FactKind.EVENT)
    return (FieldName.DATE, True) if dated else (COLUMNS[kind][0], False)
