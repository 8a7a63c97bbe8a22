"""Names that no list knows: the corpus's own spelling is no error, and contacts that stand under one are its own."""

from __future__ import annotations

import pytest

from assistant.wiring import Application
from index.contracts import Embedder
from tests.assistant.corpora import indexed

DIRECTORY = """Annuaire des correspondants internationaux

Boussole PME : Mme Thi-Mai Aubert, 01 99 00 22 65

TERRALIO (fruits) - Avignon
Correspondant : Hugo Lemaire, directeur adjoint
04 90 11 22 33
h.lemaire@terralio.example

VERRALIA (verre et matériaux) - Amiens
Correspondante : Corinne Delbecq, responsable des projets européens
03 53 01 45 90
c.delbecq@verralia.example
Langues : anglais, suédois
"""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Application:
    return indexed(tmp_path_factory.mktemp("unlisted"), embedder, {"annuaire.txt": DIRECTORY})


def test_a_word_of_the_corpus_is_no_misspelt_name(corpus: Application) -> None:
    understood = corpus.assistant.understood("Qui appeler chez Verralia ?", ())
    assert "Terralia" not in [name.canonical for name in understood.names]
    assert understood.unknown == ("Verralia",)


def test_a_misspelt_name_is_still_forgiven(corpus: Application) -> None:
    understood = corpus.assistant.understood("Qui appeler chez Vegepolis ?", ())
    assert [name.canonical for name in understood.names] == ["Vegepolys Valley"]


@pytest.mark.parametrize("question", ["Qui appeler chez Verralia ?", "Quel est le téléphone de Verralia ?"])
def test_the_contact_under_a_name_is_told_and_no_other(corpus: Application, question: str) -> None:
    text = corpus.assistant.answer(question).text
    assert "03 53 01 45 90" in text
    assert "04 90 11 22 33" not in text
    assert "01 99 00 22 65" not in text


def test_who_is_asked_for_comes_with_the_number(corpus: Application) -> None:
    assert "Corinne Delbecq" in corpus.assistant.answer("Qui appeler chez Verralia ?").text
