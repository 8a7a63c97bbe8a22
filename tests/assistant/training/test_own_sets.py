"""Question sets as training material: answers are spans of the passages that the product cuts."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.training.own_sets import read_own_set
from assistant.training.piaf import Part

DOCUMENT = """Le pôle Verrerie d'Argent a signé en mars 2011 un accord avec Glas Valley, à Aalborg.

Il emploie douze personnes à Nancy.
"""
QUESTIONS = """version: 1
name: small
questions:
- id: q1
  question: Avec qui le pôle Verrerie d'Argent a-t-il signé ?
  answerable: true
  nuggets: [{text: Glas Valley}, {text: Aalborg}]
  sources: [{document: verre.md, quote: "un accord avec Glas Valley, à Aalborg"}]
  variants: {en: ["Who did Verrerie d'Argent sign with?"]}
- id: q2
  question: Combien de personnes emploie-t-il ?
  answerable: true
  nuggets: [{text: "12", aliases: [Douze]}]
  sources: [{document: verre.md, quote: Il emploie douze personnes à Nancy.}]
- id: q3
  question: Qui le dirige ?
  answerable: true
  nuggets: [{text: nobody says so}]
  sources: [{document: verre.md, quote: Il emploie douze personnes à Nancy.}]
- id: q4
  question: Quel est son budget ?
  answerable: false
  reason: absent
- id: q5
  question: Et à Lyon ?
  answerable: false
  reason: absent
  history: ["Combien de personnes emploie-t-il ?"]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "verre.md").write_text(DOCUMENT, encoding="utf-8")
    (tmp_path / "questions.yaml").write_text(QUESTIONS, encoding="utf-8")
    return tmp_path


def test_answers_are_nuggets_inside_their_quotation(folder: Path) -> None:
    paragraphs, examples = read_own_set(folder, 7)
    said = {
        example.id: [paragraphs[example.paragraph - 7].text[start:end] for start, end in example.answers]
        for example in examples
    }
    assert said == {
        "q1": ["Glas Valley, à Aalborg"],
        "q2": ["douze"],
        "q3": ["Il emploie douze personnes à Nancy."],
        "q4": [],
        "q5": [],
    }
    assert "personnes" in examples[-1].question  # a follow-up is asked as the product rewrites it


def test_wordings_come_along_and_everything_is_for_training(folder: Path) -> None:
    paragraphs, examples = read_own_set(folder)
    assert examples[0].wordings == ("Who did Verrerie d'Argent sign with?",)
    assert {paragraph.part for paragraph in paragraphs} == {Part.TRAIN}


def test_a_folder_may_hold_documents_alone(folder: Path) -> None:
    (folder / "questions.yaml").unlink()
    paragraphs, examples = read_own_set(folder)
    assert paragraphs and not examples
