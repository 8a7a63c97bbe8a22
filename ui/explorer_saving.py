"""What a person sends from the correction forms, checked in words, then handed to what keeps corrections. No HTML here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from assistant.exploring.choosing import COLUMNS
from assistant.exploring.entries import Entry
from corpus.corrected_fields import Said, quotation
from corpus.documents import Document
from corpus.errors import CorpusError
from corpus.fact_kinds import FactKind, FieldName
from index.correcting import Corrector, Signature
from ui.document_list import reason_in
from ui.explorer_corrections import written
from ui.explorer_parts import Scene

_Short = Annotated[str, Field(max_length=500)]
_Long = Annotated[str, Field(max_length=5000)]


class CorrectionForm(BaseModel):
    """What the page sends: which fact (`key`), or which kind, document and sentence, or which correction (`id`)."""

    model_config = ConfigDict(extra="forbid")

    action: Literal["reject", "confirm", "correct", "add", "undo"]
    lang: Literal["fr", "en"] = "fr"
    key: _Short = ""
    id: _Short = ""
    kind: FactKind | None = None
    document: _Short = ""
    sentence: _Long = ""
    author: _Short = ""
    note: _Short = ""
    stated: bool = False
    fields: dict[FieldName, _Long] = {}


class _Wrong(Exception):  # noqa: N818 - a form that is not right yet, told to who filled it in
    """What is wrong with a form, in the words of the page."""


def save(form: CorrectionForm, scene: Scene, corrector: Corrector) -> tuple[str, bool]:
    """Do what a form asks; return what to tell the person, and whether it was done."""
    words = scene.words.corrections
    try:
        _save(form, scene, corrector)
    except _Wrong as error:
        return words.not_saved.format(reason=error), False
    except CorpusError as error:
        return words.not_saved.format(reason=reason_in(str(error), scene.texts)), False
    return words.done[form.action], True


def _save(form: CorrectionForm, scene: Scene, corrector: Corrector) -> None:
    words = scene.words.corrections
    if form.action == "undo":
        corrector.undo(form.id)
        return
    if not form.author.strip():
        raise _Wrong(words.no_author)
    by = Signature(form.author, datetime.now(UTC).date().isoformat(), form.note)
    if form.action == "add":
        _add(form, scene, corrector, by)
        return
    entry = scene.exploration.entry(form.key)
    if entry is None:
        raise _Wrong(words.gone)
    if form.action == "reject":
        corrector.reject(entry.row, by)
        return
    fields, removed = _changes(form, entry, scene)
    if form.action == "confirm":
        if fields or removed:
            raise _Wrong(words.changed)
        corrector.confirm(entry.row, by)
        return
    if not fields and not removed:
        raise _Wrong(words.unchanged)
    corrector.correct(entry.row, fields, by, removed=removed)


def _add(form: CorrectionForm, scene: Scene, corrector: Corrector, by: Signature) -> None:
    words, document = scene.words.corrections, scene.exploration.documents.get(form.document)
    if document is None or form.kind is None:
        raise _Wrong(words.gone)
    if quotation(form.sentence, document.text, 0) is None:
        raise _Wrong(words.no_sentence)
    fields = []
    for name in COLUMNS[form.kind]:
        fields += list(_said(name, form.fields.get(name, ""), None, [document], form, scene))
    if not fields:
        raise _Wrong(words.unchanged)
    corrector.add(form.kind, document, form.sentence, fields, by)


def _changes(form: CorrectionForm, entry: Entry, scene: Scene) -> tuple[list[Said], list[FieldName]]:
    """Return the fields whose words are not what they were, and those that were emptied."""
    fields: list[Said] = []
    removed: list[FieldName] = []
    for name in COLUMNS[entry.kind]:
        if name not in form.fields:
            continue
        before, after = written(entry, name), form.fields[name]
        if _lines(before) == _lines(after):
            continue
        if not _lines(after):
            removed.append(name)
            continue
        fields += list(_said(name, after, entry, entry.documents, form, scene))
    return fields, removed


def _said(
    name: FieldName, text: str, entry: Entry | None, documents: Iterable[Document], form: CorrectionForm, scene: Scene
) -> Iterator[Said]:
    """Yield what a person gives a field, one value a line: quoted where a document says it, else stated if that was agreed to."""
    for line in _lines(text):
        if name is FieldName.STATUS:
            yield _status(line, entry, scene)
        elif any(quotation(line, document.text, 0) is not None for document in documents):
            yield Said(name, line)
        elif form.stated:
            yield Said(name, line, stated=True)
        else:
            raise _Wrong(scene.words.corrections.not_said.format(value=line, field=scene.words.fields[name]))


def _status(means: str, entry: Entry | None, scene: Scene) -> Said:
    """Return a stage of an agreement: the words of the document that tell of it stay quoted, only their meaning changes."""
    quote = next((quote for value in entry.all(FieldName.STATUS) for quote in value.quotes), None) if entry else None
    if quote is None:
        return Said(FieldName.STATUS, scene.words.statuses.get(means, means), stated=True, means=means)
    return Said(FieldName.STATUS, quote.text, start=quote.start, means=means)


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]
