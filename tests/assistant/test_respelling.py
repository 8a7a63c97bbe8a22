"""Respelling: typing errors are put as the corpus writes the word; known words, names and English are left alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.respelling import Respeller
from corpus.naming import load_names
from index.store import SqliteStore
from tests.index.fakes import HashedWords, synchroniser

TEXT = "Hydrelia\n\nLa turbine d'Hydrelia tourne quatre-vingt-douze jours.\n\nLes biofilms colonisent les ancrages immergés.\n"


@pytest.fixture(scope="module")
def respeller(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Respeller]:
    folder = tmp_path_factory.mktemp("texts")
    (folder / "turbine.txt").write_text(TEXT, encoding="utf-8")
    with SqliteStore.open(folder / "home") as store:
        keeper = synchroniser(store, HashedWords())
        keeper.register([folder / "turbine.txt"])
        keeper.synchronise()
        yield Respeller(store, load_names())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Combein de jours ?", "Combien de jours ?"),
        ("Où la trubine tourne-t-elle ?", "Où la turbine tourne-t-elle ?"),
        ("Que colonisent les bioflims ?", "Que colonisent les biofilms ?"),
        ("Qui a fait tourner Hydreila ?", "Qui a fait tourner Hydrelia ?"),
        ("Les acnrages immerges ?", "Les ancrages immerges ?"),
    ],
)
def test_typing_errors_are_corrected(respeller: Respeller, typed: str, meant: str) -> None:
    assert respeller.respelt(typed) == meant


@pytest.mark.parametrize(
    "question",
    [
        "Combien de jours la turbine tourne-t-elle ?",
        "Quel est le trésorier du pôle Minalogic ?",
        "Qui a rompu la colonisation des turbines ?",
        "Que colonise le biofilme ?",
        "Combien d'années faut-il se taire ?",
        "Qui commet ces délits ?",
        "Y avait-il des duels ?",
        "Quand viendra le remboursement du prêt ?",
        "Pourquoi les bailleurs reçoivent-ils des loyers impayés ?",
        "Qui peut soumissionner sans cofinancement ?",
        "What colonises the moorings of the turbines?",
        "Quel est le numéro 01 99 00 12 34 ?",
        "",
    ],
)
def test_other_questions_are_left_alone(respeller: Respeller, question: str) -> None:
    assert respeller.respelt(question) == question
