"""A sentence prepared for the fact rules, and whom it is about. Does not know the document around it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from corpus.documents import Section, Span
from corpus.kinds import Entity, EntityKind

_ASIDE = re.compile(
    r"\b(?:avec|partenaires? (?:de|du)|rapproche\w* (?:de|du)|aux cotes d[eu']|aupres d[eu']|homologues?|lors d[eu']"
    r"|au sein d[eu']"
    r"|en marge d[eu']|a l'occasion d[eu']|(?:relation|finance\w*|soutenu\w*|organise\w*|propose\w*|pilote\w*"
    r"|accompagne\w*|coordonne\w*) par"
    r"|proposition d[eu']|l'appui d[eu']|le soutien d[eu']|entre|with|quant a)\b[^,;]{0,40}\Z"
)
_PROJECT = re.compile(
    r"(?<!appel a )(?<!appels a )\b(?:projets?|demonstrateurs?|consortium|plateforme)(?: (?!du |des? "
    r"|aux? |par |dans |via |sous |pour |sur |en |avec |chez |hors |selon |by |of |in |for |from |under |with )[a-z]+){0,2},?"
    r" [«\"* ]*\Z"
)
_MARKS = re.compile(r"(?<=\0)[*_]{1,3}|[*_]{1,3}(?=\0)")
"""The marks of emphasis around a blanked name."""
_PROJECT_AFTER = re.compile(r" (?:[a-z]+ )?project\b")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, its entities, and `words`: its plain text with names blanked, so that no rule matches inside a name.

    `words[i]` stands for the document's character `span.start + i`. Marks of emphasis around a name are blanked with it,
    and are no part of the words before and after it.
    """

    number: int
    span: Span
    words: str
    entities: tuple[Entity, ...]
    section: Section | None

    def of(self, kinds: Collection[EntityKind]) -> tuple[Entity, ...]:
        """Return the entities of some kinds, in text order."""
        return tuple(entity for entity in self.entities if entity.kind in kinds)

    def before(self, offset: int, length: int = 60) -> str:
        """Return the words just before a document offset."""
        stop = offset - self.span.start
        return self.words[max(0, stop - length) : max(0, stop)].rstrip("\0")

    def after(self, offset: int, length: int = 60) -> str:
        """Return the words just after a document offset."""
        begin = offset - self.span.start
        return self.words[max(0, begin) : max(0, begin + length)].lstrip("\0")

    def between(self, first: int, second: int) -> str:
        """Return the words between two document offsets."""
        return self.words[first - self.span.start : second - self.span.start].strip("\0")


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a sentence is about, and how far away that was said: 0 in the sentence, 1 before it, 2 in a heading."""

    entities: tuple[Entity, ...]
    distance: int


def distinct(entities: Iterable[Entity]) -> list[Entity]:
    """Keep the first mention of each thing."""
    seen: dict[str, Entity] = {}
    for entity in entities:
        seen.setdefault(entity.canonical, entity)
    return list(seen.values())


def is_aside(sentence: Sentence, entity: Entity) -> bool:
    """Tell whether an entity is named after "avec", "lors de", "par" and the like: a partner or a helper, not the subject."""
    return _ASIDE.search(sentence.before(entity.start)) is not None


def without_marks(words: str) -> str:
    """Return plain words in which the marks of emphasis around a blanked name are blanked too."""
    return _MARKS.sub(lambda marks: "\0" * len(marks.group()), words)


def called_project(sentence: Sentence, programme: Entity) -> bool:
    """Tell whether the words around what looks like a programme call it a project: "le projet X", "the X project"."""
    after = sentence.after(programme.end, 30)
    return _PROJECT.search(sentence.before(programme.start)) is not None or _PROJECT_AFTER.match(after) is not None


def called_projects(sentences: Iterable[Sentence]) -> frozenset[str]:
    """Return the canonical names that any sentence calls a project."""
    named = ((one, each) for one in sentences for each in one.of({EntityKind.PROGRAMME}))
    return frozenset(each.canonical for one, each in named if called_project(one, each))
