"""The file of corrections: what is written is read again, and every mistake is named with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.corrected_fields import Said
from corpus.corrections import Action, Correction, Statement
from corpus.corrections_file import (
    CorrectionsFileError,
    add_corrections,
    read_corrections,
    undo_correction,
    write_corrections,
)
from corpus.facts import FactKind, FieldName

STATEMENT = Statement(
    FactKind.AGREEMENT,
    "/a/notes.md",
    "L'accord « Kansai »\n: signé en 2008 # à Osaka",
    ((FieldName.PARTY, "Cap Digital"), (FieldName.PARTY, "Minalogic"), (FieldName.STATUS, "signé")),
)
REJECTION = Correction(Action.REJECT, STATEMENT, "Anne Martin", "2026-11-22", "le texte parle d'un autre pôle")
CHANGE = Correction(
    Action.CORRECT,
    STATEMENT,
    "Karim",
    "2026-11-23",
    fields=(Said(FieldName.DATE, "2008", start=0), Said(FieldName.STATUS, "signé", stated=True, means="signed")),
    removed=(FieldName.PLACE,),
)
ADDITION = Correction(
    Action.ADD,
    Statement(FactKind.EVENT, "/a/notes.md", "Le salon."),
    "Anne",
    "2026-11-22",
    fields=(Said(FieldName.NAME, "salon"),),
)


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "corrections.yaml"
    write_corrections(path, [REJECTION, CHANGE, ADDITION])
    assert read_corrections(path) == (REJECTION, CHANGE, ADDITION)
    assert [file.name for file in tmp_path.iterdir()] == ["corrections.yaml"]
    assert "author: Anne Martin\n  date: 2026-11-22\n" in path.read_text(encoding="utf-8")


def test_no_file_is_no_correction(tmp_path: Path) -> None:
    assert read_corrections(tmp_path / "corrections.yaml") == ()


def test_a_correction_is_added_once_and_can_be_undone(tmp_path: Path) -> None:
    path = tmp_path / "corrections.yaml"
    assert add_corrections(path, [REJECTION]) == (REJECTION,)
    assert add_corrections(path, [REJECTION, CHANGE]) == (CHANGE,)
    assert undo_correction(path, REJECTION.id) == REJECTION
    assert read_corrections(path) == (CHANGE,)
    with pytest.raises(CorrectionsFileError, match=f"no correction 'abc'; the corrections are: {CHANGE.id}"):
        undo_correction(path, "abc")


BROKEN = """\
version: 1
corrections:
- action: reject
  author: Anne
  date: 2026-11-22
  fact:
    kind: agreement
    document: /a/notes.md
    sentence: Un accord.
- action: refuse
  author: ""
  date: hier
  fact:
    kind: treaty
    document: /a/notes.md
"""


def test_every_problem_is_named_with_its_line_and_field(tmp_path: Path) -> None:
    path = tmp_path / "corrections.yaml"
    path.write_text(BROKEN, encoding="utf-8")
    with pytest.raises(CorrectionsFileError) as raised:
        read_corrections(path)
    told = [line.split(": ")[0].strip() for line in str(raised.value).splitlines()]
    assert told[1:] == [
        "line 10, corrections.1.action",
        "line 11, corrections.1.author",
        "line 12, corrections.1.date",
        "line 14, corrections.1.fact.kind",
        "line 14, corrections.1.fact.sentence",
    ]
    assert "(got 'treaty')" in str(raised.value)


ROW = (
    "corrections:\n- {{action: {}, author: A, date: 2026-01-01, fact: {{kind: agreement, document: a, sentence: b}}{}}}"
)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("corrections: [", "is not valid YAML"),
        ("- action: reject", r"line 1, file: Input should be a valid dictionary"),
        ("version: 2", "line 1, version"),
        (ROW.format("reject", ", removed: [name]"), "line 2, .*a rejection takes no fields"),
        (ROW.format("confirm", ", removed: [name]"), "line 2, .*a confirm takes no fields"),
        (ROW.format("correct", ""), "line 2, .*needs fields that replace others"),
        (ROW.format("add", ", fields: [{name: status, value: fini}]"), "line 2, .*a status needs means: one of signed"),
    ],
)
def test_what_cannot_be_a_correction_is_refused(content: str, problem: str, tmp_path: Path) -> None:
    path = tmp_path / "corrections.yaml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CorrectionsFileError, match=problem):
        read_corrections(path)
