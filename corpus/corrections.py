"""Corrections: what a person rejects, confirms, changes or adds among the facts, and applying that to the facts of the documents.

A correction names its fact by what the fact says (its kind, its document, the words of its fields and of its sentence), so
it outlives a rebuild and better rules. One that fits nothing any more is kept, and told with the reason. Does not know
where corrections are kept.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import PurePath
from typing import TypeAlias

from corpus.corrected_fields import Said, field_of, quotation
from corpus.documents import Document, Span
from corpus.errors import CorpusError
from corpus.fact_kinds import Fact, FactKind, Field, FieldName
from corpus.messages import say
from corpus.naming import Names
from corpus.plain import plain

_Said: TypeAlias = frozenset[tuple[FieldName, str]]
_SHARED = frozenset({FieldName.PARTY, FieldName.BENEFICIARY, FieldName.ALLIANCE, FieldName.OBJECT, FieldName.DATE})
"""Fields that the facts of one sentence often have in common."""


class Action(StrEnum):
    """What a correction does."""

    REJECT = "reject"
    CONFIRM = "confirm"
    CORRECT = "correct"
    ADD = "add"


class CorrectionError(CorpusError):
    """A correction does not fit the facts or the document; the message says why."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A fact by what it says: its kind, the source of its document, the words of its sentence and of its fields."""

    kind: FactKind
    source: str
    sentence: str
    fields: tuple[tuple[FieldName, str], ...] = ()

    @property
    def id(self) -> str:
        """Return eight hexadecimal digits that depend on what is said and where: the same after a rebuild."""
        return _digest(*self.words())

    def words(self) -> Iterator[str]:
        """Yield everything that is said, fields in the order of their names."""
        yield from (self.kind, self.source, self.sentence)
        for name, value in sorted(self.fields):
            yield from (name, value)


@dataclass(frozen=True, slots=True)
class Correction:
    """What one person decided about one fact.

    `fields` take the place of the fact's fields of the same names, those named in `removed` are dropped; an added fact has
    no others. `date` is ISO 8601.
    """

    action: Action
    statement: Statement
    author: str
    date: str
    note: str = ""
    fields: tuple[Said, ...] = ()
    removed: tuple[FieldName, ...] = ()

    @property
    def id(self) -> str:
        """Return eight hexadecimal digits that depend on what is corrected and how, not on who said it or when."""
        said = (part for field in self.fields for part in (field.name, field.value))
        return _digest(self.action, *self.statement.words(), *said, *sorted(self.removed))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a correction: applied, or the reason why not in `problem`."""

    correction: Correction
    problem: str = ""

    @property
    def applied(self) -> bool:
        """Say whether the correction changed the facts."""
        return not self.problem


@dataclass(frozen=True, slots=True)
class Corrected:
    """The facts after the corrections, and what became of each correction, in their order."""

    facts: tuple[Fact, ...]
    outcomes: tuple[Outcome, ...] = ()


def statement_of(fact: Fact, document: Document) -> Statement:
    """Return what identifies a fact."""
    fields = tuple((field.name, field.value) for field in fact.fields)
    return Statement(fact.kind, document.source, fact.sentence.of(document.text), fields)


def corrected(
    facts: Sequence[Fact],
    corrections: Sequence[Correction],
    documents: Sequence[Document],
    names: Callable[[], Names],
) -> Corrected:
    """Apply corrections in their order, each to the facts that the earlier ones left; `names` is called only if needed."""
    by_document: dict[str, list[Fact]] = {document.id: [] for document in documents}
    for fact in facts:
        by_document.setdefault(fact.document_id, []).append(fact)
    outcomes = []
    for correction in corrections:
        document = _document(correction.statement, documents)
        if document is None:
            outcomes.append(Outcome(correction, say("correction_document_gone")))
            continue
        try:
            _apply(correction, document, by_document[document.id], names)
        except CorrectionError as error:
            outcomes.append(Outcome(correction, str(error)))
        else:
            outcomes.append(Outcome(correction))
    return Corrected(tuple(fact for own in by_document.values() for fact in own), tuple(outcomes))


def _document(statement: Statement, documents: Sequence[Document]) -> Document | None:
    """Return the document of a statement; a file that was moved is known by its name and the words of the sentence."""
    for document in documents:
        if document.source == statement.source:
            return document
    name = PurePath(statement.source).name
    words = _one_line(statement.sentence)
    moved = [d for d in documents if PurePath(d.source).name == name and words in _one_line(d.text)]
    return moved[0] if len(moved) == 1 else None


def _apply(correction: Correction, document: Document, facts: list[Fact], names: Callable[[], Names]) -> None:
    """Change the facts of one document in place. Raises `CorrectionError` where the correction does not fit."""
    statement = correction.statement
    if correction.action is Action.ADD:
        _add(correction, document, facts, names)
        return
    position = _position(statement, document, facts)
    if correction.action is Action.REJECT:
        del facts[position]
        return
    fact = facts[position]
    ids = (*fact.corrections, correction.id)
    if correction.action is Action.CONFIRM:
        facts[position] = replace(fact, confidence=1.0, corrections=ids)
        return
    fields = _fields(correction, document, fact.sentence, names)
    dropped = {*correction.removed, *(said.name for said in correction.fields)}
    kept = (*(field for field in fact.fields if field.name not in dropped), *fields)
    if not kept:
        raise CorrectionError(say("correction_leaves_nothing"))
    facts[position] = replace(fact, fields=_in_order(kept), confidence=1.0, corrections=ids)


def _add(correction: Correction, document: Document, facts: list[Fact], names: Callable[[], Names]) -> None:
    statement = correction.statement
    place = quotation(statement.sentence, document.text, 0)
    if place is None:
        raise CorrectionError(say("correction_sentence_changed", sentence=_short(statement.sentence)))
    known = _in_order(_fields(correction, document, place, names))
    facts.append(Fact(statement.kind, known, document.id, place, 1.0, (), (correction.id,)))
    facts.sort(key=lambda fact: fact.sentence.start)


def _fields(correction: Correction, document: Document, near: Span, names: Callable[[], Names]) -> list[Field]:
    """Return the fields that a correction gives. Raises `CorrectionError` where the document lacks one."""
    fields = []
    for said in correction.fields:
        field = field_of(said, document, near, names)
        if field is None:
            name = PurePath(document.source).name
            raise CorrectionError(say("correction_not_said", document=name, value=_short(said.value)))
        fields.append(field)
    return fields


def _position(statement: Statement, document: Document, facts: Sequence[Fact]) -> int:
    """Return which fact a statement means. Raises `CorrectionError` when none says that any more.

    A fact of the same sentence may say more or less than it did, as long as it does not say otherwise; one of another
    sentence must say the same.
    """
    said = _said(statement.fields)
    best, most = -1, (0, False)
    for position, fact in enumerate(facts):
        if fact.kind is not statement.kind:
            continue
        says = _said((field.name, field.value) for field in fact.fields)
        here = any(_one_line(span.of(document.text)) == _one_line(statement.sentence) for span in _spans(fact))
        rank = (len(said & says), here)
        if (_agrees(said, says) if here else says == said) and rank > most:
            best, most = position, rank
    if best < 0:
        still = _one_line(statement.sentence) in _one_line(document.text)
        told = "correction_no_fact" if still else "correction_sentence_gone"
        raise CorrectionError(say(told, sentence=_short(statement.sentence)))
    return best


def _said(fields: Iterable[tuple[FieldName, str]]) -> _Said:
    """Return fields as they are compared: without accents, case or line ends. The words of a status may change."""
    return frozenset((name, _one_line(plain(value))) for name, value in fields if name is not FieldName.STATUS)


def _agrees(said: _Said, says: _Said) -> bool:
    """Tell whether two readings of one sentence may be one fact: they share what tells facts apart, and do not conflict."""
    telling = {(name, value) for name, value in said if name not in _SHARED} or said
    if not telling & says:
        return False
    for name in {name for name, _ in said} & {name for name, _ in says}:
        one, other = ({value for n, value in side if n == name} for side in (said, says))
        if not (one <= other or other <= one):
            return False
    return True


def _spans(fact: Fact) -> tuple[Span, ...]:
    return (fact.sentence, *fact.repeated)


def _in_order(fields: Iterable[Field]) -> tuple[Field, ...]:
    """Return fields in the order of their names, those of one name in text order."""
    order = list(FieldName)
    return tuple(sorted(fields, key=lambda field: (order.index(field.name), field.start)))


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:8]


def _one_line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _short(text: str) -> str:
    line = _one_line(text)
    return line if len(line) <= 80 else f"{line[:79]}…"
