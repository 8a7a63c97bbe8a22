"""What a reader of the Explorer looks at, as the query of an address and back. Every state has an address of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from urllib.parse import urlencode

from assistant.exploring.choosing import COLUMNS, Facet, Filters, default_order
from corpus.fact_kinds import FactKind

PATH = "/explorer"
LONGEST = 300
"""Characters of a parameter that are read; names and searches are shorter."""
WIDE = 1000
"""Width in pixels of pictures when the browser has not said how wide it is."""


class View(StrEnum):
    """The ways of looking."""

    TABLE = "table"
    TIMELINE = "timeline"
    NETWORK = "network"
    MAP = "map"
    CORRECTIONS = "corrections"


@dataclass(frozen=True, slots=True)
class State:
    """What is looked at. `sort` names a column, "" the usual order; `entity` or `edited` is open over the rest.

    `width` is that of the browser and stays out of addresses.
    """

    language: str = "fr"
    view: View = View.TABLE
    kind: FactKind = FactKind.AGREEMENT
    filters: Filters = field(default_factory=Filters)
    sort: str = ""
    descending: bool = False
    page: int = 1
    entity: str = ""
    edited: str = ""
    width: int = WIDE

    @property
    def narrow(self) -> bool:
        """Whether pictures are drawn for a telephone."""
        return self.width < 700

    @property
    def order(self) -> tuple[str, bool]:
        """The column by which the table is sorted, and whether downwards."""
        if self.sort:
            return self.sort, self.descending
        column, descending = default_order(self.kind)
        return column, descending

    def address(self, path: str = PATH) -> str:
        """Return the address (not escaped) of this state."""
        query = urlencode(list(self.parameters()))
        return f"{path}?{query}" if query else path

    def parameters(self) -> Iterable[tuple[str, str]]:
        """Yield what an address holds; what is usual is left out."""
        if self.language != "fr":
            yield "lang", self.language
        if self.view is not View.TABLE:
            yield "view", self.view
        if self.kind is not FactKind.AGREEMENT:
            yield "kind", self.kind
        if self.filters.search.strip():
            yield "q", self.filters.search
        yield from self.filters.chosen
        for name in self.filters.together:
            yield "with", name
        if self.sort:
            yield "sort", f"-{self.sort}" if self.descending else self.sort
        if self.page > 1:
            yield "page", str(self.page)
        if self.entity:
            yield "entity", self.entity
        if self.edited:
            yield "edit", self.edited

    def showing(
        self, *, view: View = View.TABLE, kind: FactKind | None = None, together: tuple[str, ...] = ()
    ) -> State:
        """Return a table or picture with no filter but some names that must stand together."""
        filters = Filters(together=together)
        fresh = State(language=self.language, view=view, filters=filters, width=self.width)
        return fresh if kind is None else replace(fresh, kind=kind)

    def sheet(self, name: str) -> State:
        """Return the sheet of a name, from which one comes back here."""
        return replace(self, entity=name, edited="")

    def back(self) -> State:
        """Return what the form that is open covers, which may be a sheet, else what the sheet covers."""
        return replace(self, edited="") if self.edited else replace(self, entity="")

    def below(self) -> State:
        """Return what is under the sheet and the form that are open."""
        return replace(self, entity="", edited="")


def state_of(parameters: Iterable[tuple[str, str]]) -> State:
    """Read the query of an address; what is unknown or impossible there is as if it were not there."""
    given = [(name, _clean(value)) for name, value in parameters]
    last = dict(given)
    kind = FactKind(last["kind"]) if last.get("kind") in set(COLUMNS) else FactKind.AGREEMENT
    sort = last.get("sort", "")
    column = sort.removeprefix("-")
    sortable = {*COLUMNS[kind], *(FactKind if kind is FactKind.POLE else ())}
    chosen = tuple((facet, value) for facet in Facet if (value := last.get(facet, "")))
    return State(
        language="en" if last.get("lang") == "en" else "fr",
        view=View(last["view"]) if last.get("view") in set(View) else View.TABLE,
        kind=kind,
        filters=Filters(
            last.get("q", ""), chosen, tuple(dict.fromkeys(value for name, value in given if name == "with" and value))
        ),
        sort=column if column in sortable else "",
        descending=sort.startswith("-"),
        page=_number(last.get("page", ""), 1, 1_000_000, otherwise=1),
        entity=last.get("entity", ""),
        edited=last.get("edit", ""),
        width=_number(last.get("width", ""), 280, 1400, otherwise=WIDE),
    )


def _clean(value: str) -> str:
    return "".join(c for c in value[:LONGEST] if c.isprintable()).strip()


def _number(text: str, low: int, high: int, *, otherwise: int) -> int:
    return min(max(int(text), low), high) if text.isascii() and text.isdigit() and len(text) < 9 else otherwise
