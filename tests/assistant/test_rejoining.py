"""Rejoining: names of the same letters are put as the documents write them; plain words and other names are left alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.rejoining import Rejoiner
from assistant.respelling import Respeller
from corpus.naming import load_names
from index.store import SqliteStore
from tests.index.fakes import HashedWords, synchroniser

TEXT = """Réseaux

Le réseau Orka Flora Ring réunit quatre vergers. Il est animé par Lumen-Agri, avec Jean-Marc Tavel.

Le consortium VerdoBioNet et la plateforme Néréa 3 travaillent avec Tramelys. Le savoir-faire de chacun est partagé.
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqliteStore]:
    folder = tmp_path_factory.mktemp("texts")
    (folder / "reseaux.txt").write_text(TEXT, encoding="utf-8")
    with SqliteStore.open(folder / "home") as store:
        keeper = synchroniser(store, HashedWords())
        keeper.register([folder / "reseaux.txt"])
        keeper.synchronise()
        yield store


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("Qui anime OrkaFlora Ring ?", "Qui anime Orka Flora Ring ?"),
        ("Qui anime Orka FloraRing ?", "Qui anime Orka Flora Ring ?"),
        ("qui anime orkafloraring ?", "qui anime Orka Flora Ring ?"),
        ("Qui anime Orka-Flora-Ring ?", "Qui anime Orka Flora Ring ?"),
        ("Qui anime Orka.Flora.Ring ?", "Qui anime Orka Flora Ring ?"),
        ("Où est LumenAgri ?", "Où est Lumen-Agri ?"),
        ("Où est lumen agri ?", "Où est Lumen-Agri ?"),
        ("Qui est Jean Marc Tavel ?", "Qui est Jean-Marc Tavel ?"),
        ("Que fait Verdo Bio Net ?", "Que fait VerdoBioNet ?"),
        ("Que fait verdo-bionet ?", "Que fait VerdoBioNet ?"),
        ("Avec qui travaille Nerea3 ?", "Avec qui travaille Néréa 3 ?"),
        ("Who runs the OrkaFloraRing network?", "Who runs the Orka Flora Ring network?"),
    ],
)
def test_a_name_is_put_as_the_documents_cut_it(store: SqliteStore, asked: str, meant: str) -> None:
    assert Rejoiner(store).rejoined(asked) == meant
    assert Respeller(store, load_names()).respelt(asked) == meant


@pytest.mark.parametrize(
    "question",
    [
        "Qui anime Orka Flora Ring ?",
        "qui anime orka flora ring ?",
        "Qui anime Orka Fauna Ring ?",
        "Quel savoir faire est partagé ?",
        "Que réunit le réseau ?",
        "Écrire à contact@orkafloraring.example ?",
        "Qui travaille avec Tramelys, Lumen et Agri ?",
        "",
    ],
)
def test_other_questions_are_left_alone(store: SqliteStore, question: str) -> None:
    assert Rejoiner(store).rejoined(question) == question
