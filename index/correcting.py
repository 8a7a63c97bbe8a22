"""Correcting: what a person rejects, confirms, changes or adds among the facts of a store, checked and then written to the home.

Every correction is tried on the facts as they are before it is written. Does not know pages or terminals.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from corpus.corrected_fields import Said, quotation
from corpus.corrections import Action, Correction, CorrectionError, Outcome, Statement, corrected, statement_of
from corpus.corrections_file import FILE_NAME, add_corrections, read_corrections, undo_correction
from corpus.documents import Document
from corpus.fact_kinds import FactKind, FieldName
from corpus.fact_table import Row
from corpus.messages import say
from index.facts import KnownFacts
from index.store import SqliteStore


@dataclass(frozen=True, slots=True)
class Signature:
    """Who corrects, when (ISO 8601) and why."""

    author: str
    date: str
    note: str = ""


class Corrector:
    """Writes corrections to `<home>/corrections.yaml`. Every method raises `CorrectionError` and writes nothing then."""

    def __init__(self, store: SqliteStore, facts: KnownFacts) -> None:
        self._store = store
        self._facts = facts

    @property
    def path(self) -> Path:
        """Return the file of corrections."""
        return self._store.home / FILE_NAME

    def outcomes(self) -> tuple[Outcome, ...]:
        """Return every correction of the file, and whether it is applied."""
        return self._facts.corrected().outcomes

    def reject(self, row: Row, by: Signature) -> tuple[Correction, ...]:
        """Drop a row: what each of its documents states."""
        return self._write([self._made(Action.REJECT, statement, by) for statement in self._statements(row)])

    def confirm(self, row: Row, by: Signature) -> tuple[Correction, ...]:
        """Say that a row is right as it is: from then on it counts as sure in each of its documents."""
        return self._write([self._made(Action.CONFIRM, statement, by) for statement in self._statements(row)])

    def correct(
        self, row: Row, fields: Sequence[Said], by: Signature, *, removed: Sequence[FieldName] = ()
    ) -> tuple[Correction, ...]:
        """Replace the fields of these names in every document of a row, and drop those `removed`.

        Words that one of the documents says are quoted there, and stated in the others.
        """
        documents = [self._store.document(fact.document_id) for fact in row.sources]
        made = []
        for document, statement in zip(documents, self._statements(row), strict=True):
            said = tuple(_as_said(field, document, documents) for field in fields)
            made.append(replace(self._made(Action.CORRECT, statement, by), fields=said, removed=tuple(removed)))
        return self._write(made)

    def add(
        self, kind: FactKind, document: Document, sentence: str, fields: Sequence[Said], by: Signature
    ) -> tuple[Correction, ...]:
        """Add a fact that a sentence of a document states."""
        made = self._made(Action.ADD, Statement(kind, document.source, sentence), by)
        return self._write([replace(made, fields=tuple(fields))])

    def undo(self, identifier: str) -> Correction:
        """Take a correction back. Raises `CorrectionsFileError` where there is none of that id."""
        return undo_correction(self.path, identifier)

    def _statements(self, row: Row) -> list[Statement]:
        return [statement_of(fact, self._store.document(fact.document_id)) for fact in row.sources]

    @staticmethod
    def _made(action: Action, statement: Statement, by: Signature) -> Correction:
        if not by.author.strip():
            raise CorrectionError(say("correction_no_author"))
        return Correction(action, statement, by.author.strip(), by.date, by.note.strip())

    def _write(self, made: Sequence[Correction]) -> tuple[Correction, ...]:
        """Try corrections on the facts as they are, then write them."""
        known = self._facts.corrected()
        tried = corrected(known.facts, made, self._store.documents(), lru_cache(maxsize=1)(self._facts.names))
        for outcome in tried.outcomes:
            if not outcome.applied:
                raise CorrectionError(outcome.problem)
        there = {correction.id for correction in read_corrections(self.path)}
        if all(correction.id in there for correction in made):
            raise CorrectionError(say("correction_known"))
        return add_corrections(self.path, made)


def _as_said(field: Said, document: Document, documents: Sequence[Document]) -> Said:
    """Return a field as one of several documents can give it."""
    if field.stated or quotation(field.value, document.text, 0) is not None:
        return field
    elsewhere = any(quotation(field.value, other.text, 0) is not None for other in documents)
    return replace(field, stated=True, start=None) if elsewhere else field
