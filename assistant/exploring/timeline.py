"""A timeline: agreements, events and periods of support in the order of their years, the undated apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.exploring.entries import Entry
from corpus.fact_kinds import FactKind

KINDS = (FactKind.AGREEMENT, FactKind.EVENT)
"""What has a place on the timeline."""


@dataclass(frozen=True, slots=True)
class Year:
    """The entries that begin in a year, oldest first, those of which only the year is known last."""

    year: int
    entries: tuple[Entry, ...]

    def count(self, kind: FactKind) -> int:
        """Return the number of entries of a kind."""
        return sum(entry.kind is kind for entry in self.entries)


@dataclass(frozen=True, slots=True)
class Timeline:
    """The years that hold something, oldest first, and what has no date."""

    years: tuple[Year, ...]
    undated: tuple[Entry, ...]

    @property
    def span(self) -> tuple[Year, ...]:
        """Every year from the first to the last, those without anything too."""
        known = {year.year: year for year in self.years}
        return tuple(known.get(year, Year(year, ())) for year in range(min(known), max(known) + 1)) if known else ()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Everything, in the order of time, the undated last."""
        return (*(entry for year in self.years for entry in year.entries), *self.undated)


def timeline(entries: Iterable[Entry]) -> Timeline:
    """Return the timeline of agreements and events; what lasts stands at its beginning."""
    by_year: dict[int, list[Entry]] = defaultdict(list)
    undated: list[Entry] = []
    for entry in entries:
        if entry.kind in KINDS:
            (by_year[int(entry.first[:4])] if entry.first else undated).append(entry)
    years = (Year(year, tuple(sorted(own, key=_moment))) for year, own in sorted(by_year.items()))
    return Timeline(tuple(years), tuple(sorted(undated, key=lambda entry: entry.kind)))


def _moment(entry: Entry) -> tuple[str, str]:
    """Return what sorts within a year: "2008" stands after "2008-12-31", as nobody knows where it belongs."""
    return entry.first if len(entry.first) > 4 else f"{entry.first}-99", entry.last
