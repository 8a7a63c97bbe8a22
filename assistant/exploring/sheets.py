"""The sheet of an entity: its names, what is stated of it, where it is mentioned, its documents and its neighbours."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.exploring.entries import ACTORS, Entry, Exploration, Quote
from corpus.documents import Document
from corpus.fact_kinds import FactKind, FieldName
from corpus.kinds import EntityKind
from corpus.name_entries import NameEntry
from corpus.plain import plain

MENTIONS = 60
"""Passages that a sheet shows at most; the number of all of them is said."""
_AROUND = 110
_SHORT = 4
"""A name of up to so many letters is found with exactly its capitals only."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another name that stands in the same facts, with the number of facts of each kind that join the two."""

    name: str
    kinds: tuple[tuple[FactKind, int], ...]

    @property
    def count(self) -> int:
        """The number of facts that join the two."""
        return sum(count for _, count in self.kinds)


@dataclass(frozen=True, slots=True)
class Mention:
    """A place of a document that names an entity, and the words around it (offsets of the same document)."""

    quote: Quote
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is known of an entity. `aliases`, `sector`, `regions`, `country` come from the names files, the rest from documents.

    `mentions` are in the order of documents and text, at most `MENTIONS`; `mentioned` counts all of them by document.
    """

    name: str
    kind: EntityKind | None
    aliases: tuple[str, ...]
    written: tuple[str, ...]
    sector: str
    regions: tuple[str, ...]
    country: str
    entries: tuple[Entry, ...]
    neighbours: tuple[Neighbour, ...]
    mentions: tuple[Mention, ...]
    mentioned: tuple[tuple[Document, int], ...]

    def of(self, kind: FactKind) -> tuple[Entry, ...]:
        """Return the entries of a kind."""
        return tuple(entry for entry in self.entries if entry.kind is kind)


def sheet_of(exploration: Exploration, name: str) -> Sheet | None:
    """Return the sheet of a main form, None when neither the facts nor the names know it."""
    known = exploration.names.entry(name)
    known = known if known is not None and known.name == name else None
    entries = exploration.by_name.get(name, ())
    if known is None and not entries:
        return None
    written = _written(entries, name)
    mentions = list(_mentions(exploration.documents.values(), _forms(name, written, known)))
    counts = Counter(mention.quote.document.id for mention in mentions)
    return Sheet(
        name=name,
        kind=known.kind if known is not None else _kind(entries, name),
        aliases=(*known.aliases, *known.strict) if known is not None else (),
        written=tuple(form for form in written if form != name),
        sector=known.sector if known is not None else "",
        regions=known.regions if known is not None else (),
        country=known.country if known is not None else "",
        entries=entries,
        neighbours=neighbours(entries, name),
        mentions=tuple(mentions[:MENTIONS]),
        mentioned=tuple((exploration.documents[key], count) for key, count in counts.most_common()),
    )


def neighbours(entries: Iterable[Entry], name: str) -> tuple[Neighbour, ...]:
    """Return the names that share a fact with one, those with most facts first."""
    counts: dict[str, Counter[FactKind]] = defaultdict(Counter)
    for entry in entries:
        stated = {value.canonical for values in entry.values.values() for value in values if value.named}
        for other in stated - {name}:
            counts[other][entry.kind] += 1
    found = [Neighbour(other, tuple(sorted(kinds.items()))) for other, kinds in counts.items()]
    return tuple(sorted(found, key=lambda neighbour: (-neighbour.count, plain(neighbour.name))))


def _written(entries: Sequence[Entry], name: str) -> tuple[str, ...]:
    """Return the ways in which documents write a name, as far as facts quote them and say so outright."""
    forms: dict[str, None] = {}
    for entry in entries:
        for values in entry.values.values():
            for value in values:
                if value.canonical == name and value.named:
                    forms.update(dict.fromkeys(" ".join(quote.text.split()) for quote in value.said))
    return tuple(forms)


def _kind(entries: Iterable[Entry], name: str) -> EntityKind | None:
    """Tell what an unknown name is by the fields that it stands in."""
    roles = {
        value.name: entry.kind
        for entry in entries
        for values in entry.values.values()
        for value in values
        if value.canonical == name
    }
    if FieldName.NAME in roles:
        return EntityKind.POLE if roles[FieldName.NAME] is FactKind.POLE else EntityKind.EVENT
    for field, kind in (
        (FieldName.PROGRAMME, EntityKind.PROGRAMME),
        (FieldName.PERSON, EntityKind.PERSON),
        (FieldName.COUNTRY, EntityKind.COUNTRY),
        (FieldName.PARTNER, EntityKind.ORGANISATION),
        (FieldName.FUNDER, EntityKind.INSTITUTION),
        (FieldName.PLACE, EntityKind.CITY),
    ):
        if field in roles:
            return kind
    return EntityKind.ORGANISATION if roles.keys() & ACTORS else None


def _forms(name: str, written: Iterable[str], known: NameEntry | None) -> tuple[frozenset[str], frozenset[str]]:
    """Return the forms found whatever their capitals and accents, and those found exactly as written only."""
    loose, strict = {name, *written}, set()
    if known is not None:
        loose |= {*known.aliases, *known.adjectives}
        strict |= set(known.strict)
        loose -= strict
    strict |= {form for form in loose if len(form) <= _SHORT}
    return frozenset(loose - strict), frozenset(strict)


def _mentions(documents: Iterable[Document], forms: tuple[frozenset[str], frozenset[str]]) -> Iterator[Mention]:
    loose, strict = (_pattern(own) for own in (map(plain, forms[0]), forms[1]))
    for document in documents:
        found = [match.span() for match in loose.finditer(plain(document.text))] if loose is not None else []
        found += [match.span() for match in strict.finditer(document.text)] if strict is not None else []
        covered = 0
        for start, end in sorted(found):
            if start >= covered:
                covered = end
                yield Mention(Quote(document, start, end), *_around(document.text, start, end))


def _pattern(forms: Iterable[str]) -> re.Pattern[str] | None:
    """Return what finds any of the forms as whole words, the longest first; spaces may be line ends."""
    written = sorted({form for form in forms if form.strip()}, key=len, reverse=True)
    if not written:
        return None
    return re.compile(
        r"(?<!\w)(?:" + "|".join(r"\s+".join(map(re.escape, form.split())) for form in written) + r")(?!\w)"
    )


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the words around a mention, cut between words and inside its paragraph."""
    left = max(text.rfind("\n\n", 0, start) + 2 if "\n\n" in text[:start] else 0, start - _AROUND)
    right = text.find("\n\n", end)
    right = min(right if right >= 0 else len(text), end + _AROUND)
    while 0 < left < start and not text[left - 1].isspace():
        left += 1
    while end < right < len(text) and not text[right].isspace():
        right -= 1
    return left, max(right, end)
