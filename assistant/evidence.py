"""Evidence: the sentences of the passages found, each with the words, names and values that bear on a question.

Sentences are stretches of the stored document, never copies, so whatever is chosen here can be cited as it stands.
Does not know how sentences are scored or composed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.heads import Heads, is_asking, is_item, is_label, lead, masthead
from corpus.documents import Document, Passage, Span
from corpus.entities import Entity, EntityKind, find_entities
from corpus.french import fold, terms
from corpus.naming import Names
from corpus.sentences import sentences
from index.contracts import Hit, Store

_HEADING_MARKER = re.compile(r"^[ \t]*#{1,6}[ \t]")
_REMEMBERED_DOCUMENTS = 256
_FAMILY = 6
_MOST_ITEMS = 12
_FEWEST_WORDS = 6
"""Words of a whole sentence that tells something."""
_BEGINS = re.compile(r"\W*(?:tout d['’]abord|d['’]abord|premièrement|en premier lieu|first(?:ly)?)\b", re.IGNORECASE)
_CONTINUES = re.compile(
    r"\W*(?:ensuite|puis|enfin|deuxièmement|troisièmement|en (?:deuxième|second|troisième|dernier) lieu"
    r"|second(?:ly)?|third(?:ly)?|then|finally|last(?:ly)?)\b",
    re.IGNORECASE,
)
_ACRONYM = re.compile(r"\((?:dit |dite |ou )?([A-Z][\w&@-]{1,11})\)|\b([A-Z][A-Z\d&@-]{1,11}) ?(?:\(|:|=)")


@dataclass(frozen=True, slots=True)
class Facts:
    """What a text holds: its index terms and their beginnings, its entities, and their canonical forms.

    The canonical forms of places include their country's. `explained` are the acronyms, folded, that stand beside
    their meaning in parentheses, or the reverse.
    """

    terms: frozenset[str]
    beginnings: frozenset[str]
    entities: tuple[Entity, ...]
    canonicals: frozenset[str]
    explained: frozenset[str]


def beginning(stem: str) -> str:
    """Return the letters that words of one family share ("complémentaire", "complémentarité"), "" for a short stem."""
    return stem[:_FAMILY] if len(stem) >= _FAMILY and stem.isalpha() else ""


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of a document, in its place. `number` counts from 0 in the document.

    `head` is the number of the line without which this one is not understood: the first row of its table, the first
    sentence of its list item; None for a line that stands alone. `context` holds its words, the headings and the masthead.
    """

    number: int
    span: Span
    text: str
    passage: Passage
    context: str
    list_item: bool
    heading: bool
    facts: Facts
    head: int | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer, with the hit that brought it, its neighbours and the facts of its headings.

    `items` are the items of the list that it announces, and `facts` those of the sentence and its items together.
    """

    hit: Hit
    line: Line
    before: Line | None
    after: Line | None
    context: Facts
    items: tuple[Line, ...]
    facts: Facts


class Evidence:
    """Cuts documents into sentences once and remembers the last few documents."""

    def __init__(self, store: Store, names: Names) -> None:
        self._store = store
        self._names = names
        self._lines = lru_cache(maxsize=_REMEMBERED_DOCUMENTS)(self._read_lines)
        self._documents = lru_cache(maxsize=_REMEMBERED_DOCUMENTS)(self._read_document)
        self._facts = lru_cache(maxsize=1 << 14)(self._read_facts)

    def lines(self, document: Document) -> tuple[Line, ...]:
        """Return the sentences of `document` in text order, each inside one passage."""
        return self._lines(document)

    def neighbourhood(self, document: Document, passage: Passage) -> tuple[Passage, ...]:
        """Return the passage with the ones just before and after it, in text order."""
        passages = self._store.passages_of(document.id)
        position = next((n for n, each in enumerate(passages) if each.id == passage.id), None)
        return (passage,) if position is None else passages[max(position - 1, 0) : position + 2]

    def facts(self, text: str) -> Facts:
        """Return the terms, entities and names in any text."""
        return self._facts(text)

    def document_facts(self, document: Document) -> Facts:
        """Return the facts of a whole document: those of its sentences together (its entities are left out)."""
        return self._documents(document)

    def contact_passages(self, document: Document) -> tuple[Passage, ...]:
        """Return the passages of `document` that hold a telephone number or an e-mail address, in text order."""
        found = {line.passage.id: line.passage for line in self.lines(document) if holds_contact(line)}
        return tuple(found.values())

    def candidates(self, hits: Sequence[Hit]) -> tuple[Candidate, ...]:
        """Return the sentences of the hits' passages, best hit first, each sentence once."""
        found: list[Candidate] = []
        for hit in hits:
            lines = self.lines(hit.document)
            found += [self.candidate(hit, lines, line) for line in lines if line.passage.id == hit.passage.id]
        return tuple(found)

    def candidate(self, hit: Hit, lines: Sequence[Line], line: Line) -> Candidate:
        """Return one of the document's `lines` as a candidate that `hit` brought."""
        before = lines[line.number - 1] if line.number > 0 else None
        after = lines[line.number + 1] if line.number + 1 < len(lines) else None
        items = _announced(lines, line)
        facts = _together([line.facts, *(item.facts for item in items)]) if items else line.facts
        return Candidate(hit, line, before, after, self.facts(line.context), items, facts)

    def _read_facts(self, text: str) -> Facts:
        entities = find_entities(text, self._names)
        canonicals = {entity.canonical for entity in entities}
        canonicals.update(self._names.country_of(canonical) for canonical in tuple(canonicals))
        canonicals.discard("")
        stems = frozenset(terms(text))
        explained = frozenset(fold(match.group(1) or match.group(2)) for match in _ACRONYM.finditer(text))
        beginnings = frozenset(filter(None, map(beginning, stems)))
        return Facts(stems, beginnings, entities, frozenset(canonicals), explained)

    def _read_document(self, document: Document) -> Facts:
        facts = [self.facts(document.title), *(line.facts for line in self.lines(document))]
        return replace(_together(facts), entities=())

    def _read_lines(self, document: Document) -> tuple[Line, ...]:
        passages = self._store.passages_of(document.id)
        starts = [passage.start for passage in passages]
        found: list[Line] = []
        heads = Heads(document.text)
        opening_words = f"{document.title}\n{masthead(document)}"
        for span in sentences(document.text):
            passage = passages[max(bisect_right(starts, span.start) - 1, 0)] if passages else None
            if passage is None:
                continue
            inside = Span(max(span.start, passage.start), min(span.end, passage.end))
            if inside.start >= inside.end:
                continue
            text = inside.of(document.text)
            opening = document.text[document.text.rfind("\n", 0, span.start) + 1 : span.start]
            newline = document.text.find("\n", span.end)
            following = document.text[span.end : None if newline < 0 else newline]
            section = document.section_at(span.start)
            head = heads.of(len(found), span)
            about = "" if head is None else "\n" + lead(found[head].text)
            if head is not None and found[head].heading and not is_asking(found[head].text):
                # A mere label: the sentence after it leads.
                head = head + 1 if head + 1 < len(found) else None
            found.append(
                Line(
                    number=len(found),
                    span=inside,
                    text=text,
                    passage=passage,
                    context=f"{opening_words}\n{section}{about}",
                    list_item=is_item(opening),
                    heading=bool(_HEADING_MARKER.match(opening))
                    or text in {s.title for s in document.sections}
                    or is_label(opening, text, following)
                    or heads.is_answered(len(found)),
                    facts=self.facts(text),
                    head=head,
                )
            )
        return tuple(found)


def holds_contact(line: Line) -> bool:
    """Say whether a line holds a telephone number or an e-mail address."""
    return any(entity.kind in {EntityKind.PHONE, EntityKind.EMAIL} for entity in line.facts.entities)


def is_statement(line: Line) -> bool:
    """Say whether a line is a whole sentence that tells something: no heading, row, address or fragment.

    An item of a list may end without a full stop.
    """
    ends = line.list_item or line.text.rstrip(' *_»"\u00a0').endswith((".", "!", "…", ":"))
    told = not line.heading and "|" not in line.text and not holds_contact(line)
    return ends and told and len(line.text.split()) >= _FEWEST_WORDS


def _announced(lines: Sequence[Line], line: Line) -> tuple[Line, ...]:
    """Return the items of the list that a sentence ending in a colon announces, or the sentences "First… Then… Finally…"."""
    if not line.text.rstrip(" *_").endswith(":"):
        return _sequence(lines[line.number + 1 : line.number + 1 + _MOST_ITEMS])
    items: list[Line] = []
    for following in lines[line.number + 1 :]:
        if len(items) == _MOST_ITEMS or not (following.list_item or (items and following.head == items[-1].number)):
            break
        if following.list_item:
            items.append(following)
    return tuple(items)


def _sequence(following: Sequence[Line]) -> tuple[Line, ...]:
    """Return the lines from the one that begins a sequence ("D'abord…") to the last that goes on with it, if both are there."""
    if not following or not _BEGINS.match(following[0].text):
        return ()
    last = max((n for n, line in enumerate(following) if _CONTINUES.match(line.text)), default=0)
    return tuple(following[: last + 1]) if last else ()


def _together(facts: Sequence[Facts]) -> Facts:
    return Facts(
        terms=frozenset().union(*(each.terms for each in facts)),
        beginnings=frozenset().union(*(each.beginnings for each in facts)),
        entities=tuple(entity for each in facts for entity in each.entities),
        canonicals=frozenset().union(*(each.canonicals for each in facts)),
        explained=frozenset().union(*(each.explained for each in facts)),
    )
