"""A document prepared for the fact rules: its sentences with their entities, and whom a sentence is about.

Does not know any kind of fact.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from corpus.documents import Document, Section, Span
from corpus.entities import find_entities
from corpus.extraction.defined_names import defined_names
from corpus.extraction.fact_sentences import Sentence, Subject, called_projects, distinct, is_aside, without_marks
from corpus.extraction.grids import Table, tables
from corpus.extraction.hosts import host_of
from corpus.extraction.mastheads import masthead
from corpus.extraction.programme_names import named_programmes
from corpus.extraction.whereabouts import Whereabouts
from corpus.fact_kinds import Field, FieldName
from corpus.kinds import Entity, EntityKind, blank, ordered
from corpus.naming import Names
from corpus.plain import plain
from corpus.protagonists import NO_NAMES, RUN, protagonists
from corpus.sentences import sentences

__all__ = ["ACTORS", "MOMENTS", "PLACES", "Reading", "Sentence", "Subject", "distinct"]

ACTORS = frozenset({EntityKind.POLE, EntityKind.ORGANISATION})
PLACES = frozenset({EntityKind.CITY, EntityKind.REGION, EntityKind.COUNTRY})
MOMENTS = frozenset({EntityKind.DATE, EntityKind.PERIOD})
_NAMES = frozenset(
    {EntityKind.POLE, EntityKind.ORGANISATION, EntityKind.INSTITUTION, EntityKind.PROGRAMME, EntityKind.EVENT}
    | {EntityKind.PERSON, EntityKind.EMAIL, EntityKind.URL}
)
_ABOUT = re.compile(
    r"(?:(?:mais|ainsi|enfin|puis|aujourd'hui|depuis|toutefois|en outre|par ailleurs|(?!\0)[^,.]{3,60},) )?(?:,? )?"
    r"(?:(?:il|elle|ils|elles|celui-ci|celle-ci|ce dernier|cette derniere)\b"
    r"|(?:le|la|ce|cette|l'|ledit) ?(?:pole|cluster|reseau|alliance|association|structure|metacluster"
    r"|consortium|projet)\b"
    r"(?!(?: (?!(?:a|est|ont|avec|sont|et|vient|va|compte|negocie|signe|souhaite"
    r"|envisage)\b)[a-z'-]+){0,3} ?[«\" ]*\0))"
)
_ITEM = re.compile(r"[ \t>]*(?:[-*+•·–—]|\d{1,3}[.)])[ \t*_]+")
_VERB = re.compile(
    r" (?:is|was|has|received|won|a|ont|est|sont|vient|vont|va|y|et|cooper\w+|sign\w+|negoci\w+"
    r"|envisag\w+|souhait\w+|s'\w+|discut\w+"
    r"|poursui\w+)\b"
)
_ASKED = re.compile(r"(?:\0+[ :«\"]*)?vous (?:avez|aviez|venez|allez|negociez|comptez)\b")
"""A question put to the head of the pole."""
_OURS = re.compile(
    r"(?:[^.;]{0,60}\b)?(?:nous|notre|nos|we|our)\b|(?:[^.;,]{0,40}, )?(?:le|du|ce) (?:pole|cluster)\b(?! [«\" ]*\0)|(?:le"
    r"|la) (?:directeur|directrice|president|presidente|conseil|delegue\w*)\b"
)
"""Words that stand for the pole whose document it is."""
_AS_FOR = re.compile(r"quant (?:a|au|aux) (?:[a-z-]+ ){0,3}\0+,? (?:il|elle|ils|elles)\b")
_AT = re.compile(r"(?:\A|\W)(?:a|in|at) \Z")
_TODAY = re.compile(r"\baujourd'hui\b|\bce jour\b")


class Reading:
    """A document with its sentences and entities."""

    def __init__(
        self, document: Document, names: Names, found: tuple[Sentence, ...], entities: tuple[Entity, ...]
    ) -> None:
        self.document = document
        self.names = names
        self.sentences = found
        self.organisations = distinct(e for e in entities if e.kind in ACTORS or e.kind is EntityKind.INSTITUTION)
        self.projects = called_projects(found)
        self._starts = [sentence.span.start for sentence in found]
        self._whereabouts = Whereabouts(document.text, entities, names)
        title_end = found[0].span.end if found else 0
        host = host_of(document.text, title_end, entities, self.is_foreign, document.publisher)
        self.host = host or masthead(document.text, entities, document.publisher)

    @classmethod
    def of(cls, document: Document, names: Names) -> Reading:
        """Find the entities and the sentences of a document."""
        text = document.text
        known = tuple(_as_partner(text, entity) for entity in find_entities(text, names))
        defined = (*defined_names(text), *named_programmes(document, names, known))
        taken = {offset for entity in defined for offset in range(entity.start, entity.end)}
        known = (*(each for each in known if taken.isdisjoint(range(each.start, each.end))), *defined)
        told = protagonists(text, ordered(known), names)
        covered = {offset for entity in told for offset in range(entity.start, entity.end)}
        heads = [one for table in tables(text) for one in _titles(text, table)]
        entities = ordered(
            entity
            for entity in (*(each for each in known if each.start not in covered), *told)
            # The title of a column ("État") names nobody.
            if not (entity.kind in _NAMES and any(start <= entity.start < end for start, end in heads))
        )
        words = without_marks(plain(blank(text, [entity for entity in entities if entity.kind in _NAMES])))
        found, position = [], 0
        for number, span in enumerate(sentences(text)):
            while position < len(entities) and entities[position].start < span.start:
                position += 1
            stop = position
            while stop < len(entities) and entities[stop].start < span.end:
                stop += 1
            inside = tuple(entity for entity in entities[position:stop] if entity.end <= span.end)
            found.append(Sentence(number, span, words[span.start : span.end], inside, _section(document, span)))
        return cls(document, names, tuple(found), entities)

    def earlier(self, sentence: Sentence, most: int) -> Iterator[Sentence]:
        """Yield up to `most` sentences before one, the nearest first, within its section."""
        for number in range(sentence.number - 1, max(-1, sentence.number - 1 - most), -1):
            other = self.sentences[number]
            if other.section is not sentence.section:
                return
            yield other

    def between(self, start: int, end: int) -> tuple[Sentence, ...]:
        """Return the sentences that touch a stretch of the document."""
        first = max(0, bisect_right(self._starts, start) - 1)
        return tuple(s for s in self.sentences[first : bisect_left(self._starts, end)] if s.span.end > start)

    def items_follow(self, sentence: Sentence) -> bool:
        """Tell whether a sentence ends with the colon that announces a list."""
        return ":" in self.document.text[sentence.span.end - 1 : sentence.span.end + 2]

    def items_after(self, sentence: Sentence) -> Iterator[Sentence]:
        """Yield the list items that a sentence ending with a colon announces, one sentence an item."""
        if not self.items_follow(sentence):
            return
        for other in self.sentences[sentence.number + 1 :]:
            if other.section is not sentence.section or not self.is_item(other):
                return
            yield other

    def heading(self, sentence: Sentence) -> Sentence | None:
        """Return the sentence that is the heading above, if the heading is in the text."""
        section = sentence.section
        if section is None:
            return None
        for other in reversed(self.sentences[: sentence.number + 1]):
            if other.span.start < section.start:
                return None
            if other.span.end <= section.start + len(section.title) + 12:
                return other if other is not sentence else None
        return None

    def is_foreign(self, entity: Entity) -> bool:
        """Tell whether something is known to lie outside France."""
        return self.country(entity) not in ("", "France")

    def country(self, entity: Entity) -> str:
        """Return the country of a place or organisation, known or written beside it; "" when unknown."""
        return self._whereabouts.country(entity)

    def country_beside(self, entity: Entity) -> Entity | None:
        """Return the word for a country that touches a name: "le cluster allemand X", "X (Brésil)", "X, au Canada"."""
        return self._whereabouts.beside(entity)

    def country_elsewhere(self, entity: Entity) -> Entity | None:
        """Return the word for a country that touches another mention of a name."""
        return self._whereabouts.beside_any(entity)

    def subject(self, sentence: Sentence, before: int | None = None) -> Subject:
        """Return whom a sentence is about: its own actors before an offset, those of a sentence before, or the heading's.

        Only French or unplaced actors are returned, foreign ones being partners.
        """
        if self.host is not None and _ASKED.match(sentence.words):
            return Subject((self.host,), 0)
        stop = sentence.span.end if before is None else before
        own = [e for e in sentence.of(ACTORS) if e.end <= stop and not is_aside(sentence, e)]
        if self.is_about_another(sentence):
            own = [e for e in sentence.of(ACTORS) if e.end <= stop] if _AS_FOR.match(sentence.words) else []
        if home := self.at_home(own):
            return Subject(_chain(sentence, home), 0)
        whole = self.sentences[sentence.number]
        if whole.span.start < sentence.span.start:
            return self.subject(whole, sentence.span.start)
        if named := self._called(sentence):
            return Subject((named,), 1)
        heading = self.heading(sentence)
        if heading is not None and self.is_item(sentence) and (home := self.at_home(heading.of(ACTORS))):
            return Subject(tuple(home), 2)
        if self.host is not None and _OURS.match(sentence.words):
            return Subject((self.host,), 1)
        for other in self.earlier(sentence, 4):
            if self.is_about_another(other) or (self.host is not None and self.is_row(other)):
                continue
            if self.is_item(sentence) and self.is_item(other):
                continue  # items of a list speak each for itself
            leading = [e for e in other.of(ACTORS) if not is_aside(other, e)]
            if home := self.at_home(leading):
                return Subject(self._or_host(other, _chain(other, home)), 1)
        if heading is not None and (home := self.at_home(heading.of(ACTORS))):
            return Subject(tuple(home), 2)
        if self.host is not None:
            return Subject((self.host,), 2)
        if (
            self.sentences
            and self.sentences[0] is not sentence
            and (home := self.at_home(self.sentences[0].of(ACTORS)))
        ):
            return Subject(tuple(home[:1]), 2)
        return Subject((), 2)

    def _or_host(self, sentence: Sentence, nearest: tuple[Entity, ...]) -> tuple[Entity, ...]:
        """Return the host instead of a name nearby that neither opens its sentence nor is known to be a pole."""
        host = self.host
        if host is None or any(e.canonical == host.canonical for e in nearest):
            return nearest
        opens = re.fullmatch(r"(?:l'|le |la )?(?:[a-z-]+ ){0,2}", sentence.before(nearest[0].start)) is not None
        told = any(e.kind is EntityKind.POLE or self.names.entry(e.canonical) is not None for e in nearest)
        return nearest if told or opens else (host,)

    def unlisted(self, sentence: Sentence, first: int, last: int) -> list[Entity]:
        """Return the capitalised names of a stretch that are no entity yet, as organisations: "avec Écotech Québec".

        A place inside a longer name belongs to it; a place alone, a common word and a first word with no verb are no name.
        """
        found = []
        for match in RUN.finditer(self.document.text, first, last):
            start, end = match.span()
            inside = [e for e in sentence.entities if e.start < end and start < e.end]
            word = plain(re.split(r"[ '’-]", match.group())[0])
            ordinary = " " not in match.group() and (word in self.names.common_words or len(word) < 3)
            opening = start == sentence.span.start and not (" " in match.group() or _VERB.match(sentence.after(end)))
            where = _AT.search(plain(self.document.text[max(0, start - 4) : start])) is not None
            if ordinary or opening or where or word in NO_NAMES or any(e.kind not in PLACES for e in inside):
                continue
            if not inside or all(e.end - e.start < end - start for e in inside):
                found.append(Entity(EntityKind.ORGANISATION, start, end, match.group(), match.group()))
        return found

    def _called(self, sentence: Sentence) -> Entity | None:
        """Return the last "réseau X" for a sentence that begins with "le réseau"."""
        about = _ABOUT.match(sentence.words)
        noun = re.search(r"(?:reseau|alliance|cluster|pole|consortium|association)\Z", about.group()) if about else None
        for other in self.earlier(sentence, 4) if noun else ():
            for entity in reversed(other.of(ACTORS)):
                if noun and re.search(
                    rf"\b{noun.group()}(?: (?!avec\b|entre\b)[a-z-]+)* [«\" ]*\Z", other.before(entity.start, 40)
                ):
                    return entity if not self.is_foreign(entity) else None
        return None

    def is_item(self, sentence: Sentence) -> bool:
        """Tell whether a sentence begins a list item, which its heading governs more than the item before it."""
        line = self.document.text.rfind("\n", 0, sentence.span.start) + 1
        return _ITEM.fullmatch(self.document.text, line, sentence.span.start) is not None

    def is_row(self, sentence: Sentence) -> bool:
        """Tell whether a sentence is the row of a table."""
        line = self.document.text.rfind("\n", 0, sentence.span.start) + 1
        return self.document.text[line : sentence.span.start].lstrip().startswith("|")

    def is_heading(self, sentence: Sentence) -> bool:
        """Tell whether a sentence is the heading of its section."""
        section = sentence.section
        return section is not None and sentence.span.end <= section.start + len(section.title) + 12

    def is_about_another(self, sentence: Sentence) -> bool:
        """Tell whether a sentence begins with a pronoun or "le pôle", so that its subject was named before."""
        return _ABOUT.match(sentence.words) is not None

    def at_home(self, entities: Iterable[Entity]) -> list[Entity]:
        """Keep the entities that are not known to lie abroad, each once."""
        return distinct(entity for entity in entities if not self.is_foreign(entity))

    def today(self) -> str:
        """Return the ISO date of the document: its own, or the one that stands beside "aujourd'hui"."""
        if self.document.date:
            return self.document.date
        for sentence in self.sentences:
            word = _TODAY.search(sentence.words)
            for entity in sentence.of({EntityKind.DATE}) if word else ():
                if word and 0 <= entity.start - sentence.span.start - word.end() <= 12:
                    return entity.canonical
        return ""

    def field(self, name: FieldName, entity: Entity, *, canonical: str = "", inferred: bool = False) -> Field:
        """Return a field that quotes an entity."""
        value = self.document.text[entity.start : entity.end]
        return Field(name, value, canonical or entity.canonical, entity.start, entity.end, inferred)

    def quoted(self, name: FieldName, start: int, end: int, canonical: str = "", *, inferred: bool = False) -> Field:
        """Return a field that quotes a stretch of the document."""
        value = self.document.text[start:end]
        return Field(name, value, canonical or " ".join(value.split()).lower(), start, end, inferred)


def _titles(text: str, table: Table) -> Iterator[tuple[int, int]]:
    """Yield where the titles of a table stand: its first line, and the labels of one whose columns have no title."""
    yield table.start, text.find("\n", table.start)
    if not any(table.titles):
        yield from ((row[0].start, row[0].end) for row in table.rows if row)


def _as_partner(text: str, entity: Entity) -> Entity:
    """Take what "avec" introduces for an organisation, not for the event that "convention" seems to announce."""
    before = plain(text[max(0, entity.start - 12) : entity.start])
    if entity.kind is EntityKind.EVENT and re.search(r"\bavec (?:le |la |l')?\Z", before):
        return Entity(EntityKind.ORGANISATION, entity.start, entity.end, entity.text, entity.canonical)
    return entity


def _chain(sentence: Sentence, entities: list[Entity]) -> tuple[Entity, ...]:
    """Return the first entity and those that a list joins to it: "Cap Digital, Systematic et Medicen"."""
    chain = [entities[0]]
    for entity in entities[1:]:
        joint = sentence.between(chain[-1].end, entity.start)
        if not re.fullmatch(
            r"[ ,/»\"\0]*(?:et|avec|and|&)?[ «\"]*(?:(?:le|la|les|l'|du) ?)?(?:poles? |cluster )?[« \"]*", joint
        ):
            break
        chain.append(entity)
    return tuple(chain)


def _section(document: Document, span: Span) -> Section | None:
    return next((s for s in reversed(document.sections) if s.start <= span.start < s.end), None)
