"""`corrections.yaml`: where the corrections of facts are kept, in a form that a person can read and change.

Reads it with every problem named by its line, and changes it in one step. Does not know facts or documents.
"""

from __future__ import annotations

import datetime
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError, model_validator

from corpus.corrected_fields import Said
from corpus.corrections import Action, Correction, Statement
from corpus.errors import CorpusError
from corpus.fact_kinds import FactKind, FieldName, Status
from corpus.messages import say

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

FILE_NAME = "corrections.yaml"
_HEADER = """\
# What persons corrected in the facts of Interpôles. Written by `interpoles facts` and by the page; may be edited by hand.
# action: reject (drop the fact), confirm (it is right, however unsure its reading),
# correct (`fields` replace those of the same name, `removed` are dropped) or add.
# fact: what it says, which is how it is found again: its kind, document, sentence and fields.
# A field quotes the document, unless it says `stated: true`: then a person says it, and no quotation proves it.
"""
_Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class CorrectionsFileError(CorpusError):
    """The file cannot be used; the message names every problem with its line and field."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Field(_Strict):
    name: FieldName
    value: _Text
    stated: bool = False
    start: Annotated[int, Field(ge=0)] | None = None
    means: str = ""

    @model_validator(mode="after")
    def _status_is_known(self) -> Self:
        """Refuse a status that does not tell how far the agreement has come."""
        if self.name is FieldName.STATUS and (self.means or self.value) not in set(Status):
            raise ValueError(f"a status needs means: one of {', '.join(Status)}")
        return self


class _Fact(_Strict):
    kind: FactKind
    document: _Text
    sentence: _Text
    fields: list[dict[FieldName, _Text]] = []


class _Correction(_Strict):
    action: Action
    author: _Text
    date: datetime.date
    note: str = ""
    fact: _Fact
    fields: list[_Field] = []
    removed: list[FieldName] = []

    @model_validator(mode="after")
    def _fits_its_action(self) -> Self:
        """Refuse a correction that would do nothing, and one with parts that it does not use."""
        if self.action is Action.REJECT and (self.fields or self.removed):
            raise ValueError("a rejection takes no fields and no removed; use the action correct to change a fact")
        if self.action is Action.CONFIRM and (self.fields or self.removed):
            raise ValueError("a confirm takes no fields and no removed; use the action correct to change a fact")
        if self.action is Action.CORRECT and not (self.fields or self.removed):
            raise ValueError("a correct needs fields that replace others, or removed")
        if self.action is Action.ADD and (not self.fields or self.removed or self.fact.fields):
            raise ValueError("an add needs fields beside fact, and takes no removed and no fields inside fact")
        return self


class _File(_Strict):
    version: Literal[1] = 1
    corrections: list[_Correction] = []


def read_corrections(path: Path) -> tuple[Correction, ...]:
    """Return the corrections of a file in its order, none where there is no file. Raises `CorrectionsFileError`."""
    try:
        content = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as error:
        raise CorrectionsFileError(say("corrections_unreadable", path=path, error=error)) from error
    try:
        loaded = yaml.safe_load(content)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        told = say("corrections_no_yaml", path=path, error=" ".join(str(error).split()))
        raise CorrectionsFileError(told) from error
    try:
        file = TypeAdapter(_File).validate_python({} if loaded is None else loaded)
    except ValidationError as error:
        tree = yaml.compose(content, Loader=yaml.SafeLoader)
        problems = "\n".join(f"  {_problem(details, tree)}" for details in error.errors())
        count = error.error_count()
        told = (
            say("corrections_problem", path=path, problems=problems)
            if count == 1
            else say("corrections_problems", path=path, count=count, problems=problems)
        )
        raise CorrectionsFileError(told) from error
    return tuple(_correction(row) for row in file.corrections)


def write_corrections(path: Path, corrections: Sequence[Correction]) -> None:
    """Replace the file in one step: a reader sees the old one or the new one, never a part."""
    rows = [_row(correction) for correction in corrections]
    body = yaml.safe_dump(
        {"version": 1, "corrections": rows}, sort_keys=False, allow_unicode=True, width=110, default_flow_style=False
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(_HEADER + body)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    finally:
        Path(temporary).unlink(missing_ok=True)


def add_corrections(path: Path, new: Sequence[Correction]) -> tuple[Correction, ...]:
    """Add corrections at the end, those that are there already left out; return those that were added."""
    known = read_corrections(path)
    ids = {correction.id for correction in known}
    fresh = tuple({correction.id: correction for correction in new if correction.id not in ids}.values())
    if fresh:
        write_corrections(path, (*known, *fresh))
    return fresh


def undo_correction(path: Path, identifier: str) -> Correction:
    """Take a correction out of the file and return it. Raises `CorrectionsFileError` where there is none of that id."""
    known = read_corrections(path)
    gone = [correction for correction in known if correction.id == identifier]
    if not gone:
        told = ", ".join(correction.id for correction in known)
        values = {"path": path, "id": repr(identifier)}
        raise CorrectionsFileError(
            say("corrections_unknown", **values, known=told) if told else say("corrections_none", **values)
        )
    write_corrections(path, [correction for correction in known if correction.id != identifier])
    return gone[0]


def _correction(row: _Correction) -> Correction:
    pairs = tuple(pair for fields in row.fact.fields for pair in fields.items())
    return Correction(
        action=row.action,
        statement=Statement(row.fact.kind, row.fact.document, row.fact.sentence, pairs),
        author=row.author,
        date=row.date.isoformat(),
        note=row.note,
        fields=tuple(Said(f.name, f.value, f.stated, f.start, f.means) for f in row.fields),
        removed=tuple(row.removed),
    )


def _row(correction: Correction) -> dict[str, Any]:
    """Return a correction as the file shows it; what is empty is left out."""
    statement = correction.statement
    fact = {
        "kind": str(statement.kind),
        "document": statement.source,
        "sentence": statement.sentence,
        "fields": [{str(name): value} for name, value in statement.fields],
    }
    row = {
        "action": str(correction.action),
        "author": correction.author,
        "date": datetime.date.fromisoformat(correction.date),
        "note": correction.note,
        "fact": {key: value for key, value in fact.items() if value},
        "fields": [_field(said) for said in correction.fields],
        "removed": [str(name) for name in correction.removed],
    }
    return {key: value for key, value in row.items() if value}


def _field(said: Said) -> dict[str, Any]:
    row = {"name": str(said.name), "value": said.value, "stated": said.stated, "means": said.means}
    kept = {key: value for key, value in row.items() if value}
    return kept if said.start is None else {**kept, "start": said.start}


def _problem(details: ErrorDetails, tree: yaml.Node | None) -> str:
    """Say one problem as "line 12, corrections.0.author: what is wrong (got …)"."""
    path = ".".join(str(part) for part in details["loc"]) or "file"
    got = "" if details["type"] == "missing" else f" (got {str(details['input'])[:80]!r})"
    return f"line {_line(tree, details['loc'])}, {path}: {details['msg']}{got}"


def _line(node: yaml.Node | None, path: Sequence[int | str]) -> int:
    """Return the line, from 1, of the deepest part of a path that the file has."""
    line = 1 if node is None else node.start_mark.line + 1
    for part in path:
        child: yaml.Node | None = None
        if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            child = node.value[part]
        elif isinstance(node, yaml.MappingNode):
            child = next((value for key, value in node.value if key.value == str(part)), None)
        if child is None:
            return line
        node, line = child, child.start_mark.line + 1
    return line
