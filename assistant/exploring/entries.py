"""Entry: a row of the table of facts made ready to be looked at, with what it can be filtered, sorted and found by.

Data only: how entries are made of facts is in `gathering`, what one can do with them in the other modules.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from assistant.counting import SURE
from corpus.documents import Document
from corpus.fact_kinds import FactKind, FieldName
from corpus.fact_table import Row
from corpus.naming import Names

ACTORS = frozenset(
    {FieldName.PARTY, FieldName.BENEFICIARY, FieldName.MEMBER, FieldName.ALLIANCE, FieldName.ORGANISATION}
)
"""The fields that name a pole, an alliance or another body on the French side of a fact."""
NAMED = ACTORS | {
    FieldName.PARTNER, FieldName.COUNTRY, FieldName.PLACE, FieldName.PROGRAMME, FieldName.FUNDER, FieldName.PERSON,
    FieldName.NAME,
}  # fmt: skip
"""The fields whose values have a sheet of their own."""


@dataclass(frozen=True, slots=True, eq=False)
class Quote:
    """A stretch of a document. Two are equal when they are the same stretch of the same document: texts are not compared."""

    document: Document
    start: int
    end: int

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Quote) and self.place == other.place

    def __hash__(self) -> int:
        return hash(self.place)

    @property
    def place(self) -> tuple[str, int, int]:
        """The document's id and the offsets."""
        return self.document.id, self.start, self.end

    @property
    def text(self) -> str:
        """The words quoted."""
        return self.document.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Clash:
    """Another document gives this field another value; `key` is the entry that holds it, the entry's own when it is the same."""

    field: FieldName
    here: Quote
    there: Quote
    key: str


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a field: its main form, how it is shown, and every quotation of it.

    `said` are the quotations that say it outright; the others let it be inferred, as a town does its country. A value that
    is `stated` is a person's word: what is quoted then is the sentence that it belongs to. A `variant` says the same as
    another value, in other words or less exactly: another document's "4 février" beside "4 février 2008".
    """

    name: FieldName
    canonical: str
    label: str
    quotes: tuple[Quote, ...]
    said: tuple[Quote, ...]
    stated: bool = False
    variant: bool = False

    @property
    def inferred(self) -> bool:
        """Whether no document says it outright."""
        return not self.said and not self.stated

    @property
    def named(self) -> bool:
        """Whether the value has a sheet of its own."""
        return self.name in NAMED


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of a document that states a fact, and how sure that reading is."""

    quote: Quote
    confidence: float


@dataclass(frozen=True, slots=True)
class Entry:
    """A fact, as one row: its values by field, the sentences that state it, and what it is found by.

    `actors`, `countries`, `programmes`, `years` and `documents` are what the filters compare; `names` are the main forms
    of everything named; `words` is what a search looks into. `first` and `last` bound its time as ISO dates, "" when unknown.
    """

    key: str
    kind: FactKind
    values: Mapping[FieldName, tuple[Value, ...]]
    statements: tuple[Statement, ...]
    confidence: float
    names: frozenset[str]
    actors: frozenset[str]
    countries: frozenset[str]
    programmes: frozenset[str]
    years: frozenset[int]
    documents: tuple[Document, ...]
    first: str
    last: str
    words: str
    row: Row
    clashes: tuple[Clash, ...] = ()

    def all(self, name: FieldName) -> tuple[Value, ...]:
        """Return the values of a field."""
        return self.values.get(name, ())

    def main(self, name: FieldName) -> tuple[Value, ...]:
        """Return the values of a field without the variants."""
        return tuple(value for value in self.all(name) if not value.variant)

    def label(self, name: FieldName) -> str:
        """Return the values of a field in words; empty when there is none."""
        return ", ".join(value.label for value in self.main(name))

    def canonical(self, name: FieldName) -> str:
        """Return the main form of the first value of a field; empty when there is none."""
        return next((value.canonical for value in self.all(name)), "")

    @property
    def corrections(self) -> tuple[str, ...]:
        """The ids of the corrections that made or changed it."""
        return tuple(dict.fromkeys(key for fact in self.row.sources for key in fact.corrections))

    @property
    def doubtful(self) -> bool:
        """Whether a person should check it: what counts tell apart as less sure."""
        return self.confidence < SURE

    @property
    def status(self) -> str:
        """How far an agreement has come; empty for other facts."""
        return self.canonical(FieldName.STATUS)


@dataclass(frozen=True, slots=True)
class Exploration:
    """Every entry of a corpus, with its documents and the names that the product knows."""

    entries: tuple[Entry, ...]
    documents: Mapping[str, Document]
    names: Names
    by_name: Mapping[str, tuple[Entry, ...]] = field(repr=False)

    def of(self, kind: FactKind) -> tuple[Entry, ...]:
        """Return the entries of a kind."""
        return tuple(entry for entry in self.entries if entry.kind is kind)

    def entry(self, key: str) -> Entry | None:
        """Return the entry of a key, None where there is none."""
        return next((entry for entry in self.entries if entry.key == key), None)
