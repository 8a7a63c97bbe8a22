"""Example questions: of the shipped notes, else of what the documents at hand state."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.wiring import shipped_documents
from corpus.documents import Document, Span
from corpus.errors import CorpusError
from corpus.facts import Fact, FactKind, Field, FieldName
from corpus.reading import find_files
from tests.ui.fakes import NOTE, FakeApplication, FakeStore
from tests.ui.fakes import document as made
from ui.examples import MOST, Examples, derived
from ui.texts import texts_for
from ui.typography import unbroken

FR, EN = texts_for("fr"), texts_for("en")


def fact(kind: FactKind, confidence: float = 0.9, **values: str) -> Fact:
    """Build a fact whose fields are canonical as they are written."""
    fields = tuple(Field(FieldName(name), value, value, 0, 1) for name, value in values.items())
    return Fact(kind, fields, NOTE.id, Span(0, 1), confidence)


SIGNED = fact(FactKind.AGREEMENT, 0.8, party="Minalogic", partner="Silicon Saxony", status="signed")
SURER = fact(FactKind.AGREEMENT, 0.95, party="Elopsys", partner="Kansai", status="signed")
PLANNED = fact(FactKind.AGREEMENT, party="Cap Digital", partner="Berlin", status="planned")
CONTACT = fact(FactKind.CONTACT, organisation="EMC2", person="Jeanne Martin")
NAMELESS = fact(FactKind.CONTACT, organisation="ViaMéca", telephone="04")
MEMBER = fact(FactKind.MEMBERSHIP, member="Lyonbiopôle", alliance="Santé Unie")


def test_questions_take_kinds_in_turn_and_the_surest_facts_first() -> None:
    assert derived((SIGNED, PLANNED, CONTACT, NAMELESS, MEMBER, SURER), ("Titre",), FR) == (
        unbroken("Quels accords Elopsys a-t-il signés ?"),
        unbroken("Qui est le contact d'EMC2 ?"),
        unbroken("Qui sont les membres de Santé Unie ?"),
        unbroken("De quoi parle « Titre » ?"),
        unbroken("Quels accords Minalogic a-t-il signés ?"),
    )


def test_questions_are_asked_in_the_language_of_the_page() -> None:
    assert derived((CONTACT,), (), EN) == ("Who is the contact of EMC2?",)


def test_without_facts_there_are_documents_and_without_these_nothing() -> None:
    titles = [f"Titre {n}" for n in range(9)]
    assert derived((), titles, FR) == tuple(unbroken(f"De quoi parle « Titre {n} » ?") for n in range(MOST))
    assert derived((), ("x" * 200, "deux\nlignes", ""), FR) == ()


class Store(FakeStore):
    """Holds documents that a test changes."""

    def __init__(self, *held: Document) -> None:
        self.held = held
        self.generation = 1

    def documents(self) -> tuple[Document, ...]:
        return self.held


def test_the_written_questions_are_kept_where_the_shipped_notes_are(tmp_path: Path) -> None:
    notes = tuple(made(str(path), path.stem, "Un pôle.") for path in find_files(shipped_documents()))
    store = Store(
        *(replace(note, source=str(path)) for note, path in zip(notes, find_files(shipped_documents()), strict=True))
    )
    assert Examples(FakeApplication(tmp_path, store=store), FR).questions() == FR.chat.examples
    store.held, store.generation = store.held[1:], 2
    changed = Examples(FakeApplication(tmp_path, store=store, stated=(CONTACT,)), FR, patience=10)
    assert changed.questions()[0] == unbroken("Qui est le contact d'EMC2 ?")


def test_an_empty_corpus_has_no_questions(tmp_path: Path) -> None:
    assert Examples(FakeApplication(tmp_path, store=Store()), FR).questions() == ()


def test_slow_facts_keep_nobody_waiting_and_come_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gate = threading.Event()

    def slow() -> tuple[Fact, ...]:
        gate.wait(10)
        return (CONTACT,)

    monkeypatch.setattr(FakeApplication, "facts", property(lambda _: slow))
    offered = Examples(FakeApplication(tmp_path, store=Store(NOTE)), FR, patience=0.05)
    about = unbroken(f"De quoi parle « {NOTE.title} » ?")
    assert offered.questions() == (about,)
    gate.set()
    while offered.questions() == (about,):
        pass
    assert offered.questions() == (unbroken("Qui est le contact d'EMC2 ?"), about)


def test_facts_that_cannot_be_read_leave_the_documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> tuple[Fact, ...]:
        raise CorpusError("corrections.yaml is malformed")

    monkeypatch.setattr(FakeApplication, "facts", property(lambda _: broken))
    offered = Examples(FakeApplication(tmp_path, store=Store(NOTE)), FR, patience=10)
    assert offered.questions() == (unbroken(f"De quoi parle « {NOTE.title} » ?"),)
