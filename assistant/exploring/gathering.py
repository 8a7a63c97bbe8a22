"""Making entries of facts: once a generation of the index. Does not know pages, addresses or languages."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from assistant.exploring.clashes import clashes_among
from assistant.exploring.entries import ACTORS, NAMED, Entry, Exploration, Quote, Statement, Value
from corpus.documents import Document, Span
from corpus.fact_kinds import Fact, FactKind, Field, FieldName
from corpus.fact_table import Row, rows
from corpus.kinds import EntityKind
from corpus.name_entries import NameEntry
from corpus.naming import Names
from corpus.plain import plain

_YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")
_LONGEST_PERIOD = 30
_ONE = frozenset(
    {
        FieldName.PARTNER, FieldName.COUNTRY, FieldName.DATE, FieldName.PLACE, FieldName.OBJECT, FieldName.STATUS,
        FieldName.AMOUNT, FieldName.RATE, FieldName.PERIOD, FieldName.NAME, FieldName.NUMBER, FieldName.PARTICIPANTS,
    }
)  # fmt: skip
"""The fields that tell one thing: what a further document says there is the same in other words."""


def explore(facts: Iterable[Fact], documents: Iterable[Document], names: Names) -> Exploration:
    """Return what can be looked at; facts of documents that are not given are left out."""
    known = {document.id: document for document in documents}
    table = rows(fact for fact in facts if fact.document_id in known)
    gatherer = _Gatherer(known, names)
    found = list(clashes_among(_with_programmes(gatherer.entry(row) for row in table)))
    by_name: dict[str, list[Entry]] = defaultdict(list)
    for entry in found:
        for name in entry.names:
            by_name[name].append(entry)
    return Exploration(tuple(found), known, names, {name: tuple(own) for name, own in by_name.items()})


class _Gatherer:
    """Makes entries of rows, and remembers what many rows need: the entry of a name, the plain words of a sentence."""

    def __init__(self, documents: Mapping[str, Document], names: Names) -> None:
        self.documents = documents
        self.names = names
        self._known: dict[str, NameEntry | None] = {}
        self._words: dict[tuple[str, int, int], str] = {}

    def entry(self, row: Row) -> Entry:
        """Return the entry of a row."""
        kind, values = row.fact.kind, self._values(row)
        statements = tuple(
            Statement(Quote(self.documents[fact.document_id], span.start, span.end), fact.confidence)
            for fact in row.sources
            for span in (fact.sentence, *fact.repeated)
        )
        own = tuple({fact.document_id: self.documents[fact.document_id] for fact in row.sources}.values())
        first, last = _bounds(values)
        named = [value for name in values if name in NAMED for value in values[name]]
        countries = {value.canonical for value in values.get(FieldName.COUNTRY, ())}
        countries = countries or {country for value in named if (country := self._country(value))}
        return Entry(
            key=_key(row),
            kind=kind,
            values=values,
            statements=statements,
            confidence=row.fact.confidence,
            names=frozenset(value.canonical for value in named) | frozenset(countries),
            actors=frozenset(value.canonical for value in named if _acts(value, kind)),
            countries=frozenset(countries),
            programmes=frozenset(value.canonical for value in values.get(FieldName.PROGRAMME, ())),
            years=frozenset(_years(first, last) or _years_of(own, dated=_is_dated(kind))),
            documents=own,
            first=first,
            last=last,
            words=self._searched(values, statements, own),
            row=row,
        )

    def _values(self, row: Row) -> dict[FieldName, tuple[Value, ...]]:
        """Return the distinct values that the sources of a row give each field, each with all of its quotations."""
        found: dict[FieldName, dict[str, dict[Quote, Field]]] = {}
        for fact in row.sources:
            document = self.documents[fact.document_id]
            for part in fact.fields:
                span = fact.sentence if part.stated else Span(part.start, part.end)
                quotes = found.setdefault(part.name, {}).setdefault(part.canonical, {})
                quotes.setdefault(Quote(document, span.start, span.end), part)
        order = [name for name in FieldName if name in found]
        return {name: tuple(self._value(row, name, *pair) for pair in found[name].items()) for name in order}

    def _value(self, row: Row, name: FieldName, canonical: str, parts: Mapping[Quote, Field]) -> Value:
        # What a document says outright is quoted first, what a person says last.
        quoted = sorted(parts.items(), key=lambda pair: (pair[1].stated, pair[1].inferred))
        said = tuple(quote for quote, part in quoted if not part.inferred and not part.stated)
        known = name in NAMED and self._entry(canonical) is not None
        main = known or name in (FieldName.COUNTRY, FieldName.STATUS)
        label = canonical if main else " ".join(quoted[0][1].value.split())
        variant = name in _ONE and canonical not in {part.canonical for part in row.all(name)}
        quotes = tuple(quote for quote, _ in quoted)
        return Value(name, canonical, label, quotes, said, stated=quoted[0][1].stated, variant=variant)

    def _entry(self, name: str) -> NameEntry | None:
        if name not in self._known:
            self._known[name] = self.names.entry(name)
        return self._known[name]

    def _country(self, value: Value) -> str:
        """Return the country of a place or cluster that is named; a French pole is in France."""
        entry = self._entry(value.canonical)
        if entry is None or value.name is FieldName.PERSON:
            return ""
        return "France" if entry.kind is EntityKind.POLE else self.names.country_of(entry.name)

    def _searched(
        self,
        values: Mapping[FieldName, tuple[Value, ...]],
        statements: Iterable[Statement],
        documents: Iterable[Document],
    ) -> str:
        """Return what a search looks into: the values, the sentences and the titles, made plain."""
        said = [text for own in values.values() for value in own for text in {value.canonical, value.label}]
        parts = [plain(" ".join([*said, *(document.title for document in documents)]))]
        for statement in statements:
            place = statement.quote.place
            if place not in self._words:
                self._words[place] = plain(statement.quote.text)
            parts.append(self._words[place])
        return " ".join(parts)


def _key(row: Row) -> str:
    """Return what names a row in an address: it depends on what is stated and where, not on the other rows."""
    fact = row.fact
    parts = [fact.kind, fact.document_id, str(fact.sentence.start)]
    parts += [f"{part.name}={part.canonical}" for part in fact.fields]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:12]


def _acts(value: Value, kind: FactKind) -> bool:
    return value.name in ACTORS or (value.name is FieldName.NAME and kind is FactKind.POLE)


def _is_dated(kind: FactKind) -> bool:
    """Tell whether facts of a kind have a time of their own; the others are of the year of their document."""
    return kind in (FactKind.AGREEMENT, FactKind.PROGRAMME, FactKind.EVENT)


def _bounds(values: Mapping[FieldName, tuple[Value, ...]]) -> tuple[str, str]:
    """Return the first and the last moment that the dates and periods of a row name, "" where no year is said."""
    dates = [value.canonical for name in (FieldName.DATE, FieldName.PERIOD) for value in values.get(name, ())]
    ends = [part for date in dates for part in date.split("/") if part[:4].isdigit()]
    return (min(ends), max(ends)) if ends else ("", "")


def _years(first: str, last: str) -> set[int]:
    if not first:
        return set()
    begin, end = int(first[:4]), int(last[:4])
    return set(range(begin, min(end, begin + _LONGEST_PERIOD) + 1))


def _years_of(documents: Iterable[Document], *, dated: bool) -> set[int]:
    if dated:
        return set()
    return {int(found.group()) for document in documents if (found := _YEAR.match(document.date))}


def _with_programmes(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Give other facts the programmes that supported one of their actors, so that they too can be filtered by programme."""
    found = list(entries)
    supported: dict[str, set[str]] = defaultdict(set)
    for entry in found:
        if entry.kind is FactKind.PROGRAMME:
            for value in entry.all(FieldName.BENEFICIARY):
                supported[value.canonical] |= entry.programmes
    for entry in found:
        if entry.kind is FactKind.PROGRAMME:
            yield entry
        else:
            programmes = frozenset().union(*(supported.get(actor, ()) for actor in entry.actors))
            yield replace(entry, programmes=programmes)
