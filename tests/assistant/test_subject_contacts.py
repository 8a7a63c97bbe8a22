"""Contacts of a subject: the contact block of the document that tells of it, where the question names nobody."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answers import Answer
from assistant.wiring import Application, open_application
from index.contracts import Embedder

RELEASE = """# Accord entre la grappe des mers et le parc de Tampa

La grappe a signé le 3 mai 2019 à Tampa un accord d'accueil d'entreprises avec le parc technologique.

Les premières entreprises partiront à l'automne. Le directeur du parc, Luis Ortega, les recevra.

## Contact presse

Odile Tarnier
Agence Mots d'Ailleurs
01 99 00 11 22
odile.tarnier@agence-exemple.fr

## Abonnements

Ninon Grelier, 01 99 00 99 88
"""
WORKSHOP = """# Atelier sur les normes

Un atelier sur les normes de l'eau a réuni quarante personnes le 12 juin 2018 à Pau. Hugo Perrin, du ministère, l'a ouvert.

Renseignements :

- Jeanne Vasseur, 01 99 00 33 44
"""
AID = """# Guide des aides

L'aide au premier salon couvre la moitié des frais. Rémi Castan instruit les demandes d'aide au premier salon (01 99 00 55 66).

## Contacts

Accueil : 01 99 00 77 88
"""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Application:
    folder: Path = tmp_path_factory.mktemp("contacts")
    for name, text in (("accord.md", RELEASE), ("atelier.md", WORKSHOP), ("aides.md", AID)):
        (folder / name).write_text(text, encoding="utf-8")
    application = open_application(folder / "home", embedder=embedder)
    application.synchroniser.register([folder / name for name in ("accord.md", "atelier.md", "aides.md")])
    application.synchroniser.synchronise()
    return application


def ask(corpus: Application, question: str) -> Answer:
    return corpus.assistant.answer(question)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        (
            "Quel est le contact presse pour l'accord signé à Tampa ?",
            ["Odile Tarnier", "01 99 00 11 22", "odile.tarnier@"],
        ),
        ("Qui contacter au sujet de l'accord d'accueil d'entreprises ?", ["Odile Tarnier", "01 99 00 11 22"]),
        ("Who is the press contact for the agreement signed in 2019?", ["Odile Tarnier", "01 99 00 11 22"]),
        ("Quel est le contact pour l'atelier sur les normes ?", ["Jeanne Vasseur, 01 99 00 33 44"]),
    ],
)
def test_the_contact_block_of_the_document_about_the_subject_answers(
    question: str, told: list[str], corpus: Application
) -> None:
    answer = ask(corpus, question)
    assert [words for words in told if words not in answer.text] == []
    assert "Ninon Grelier" not in answer.text  # another section
    assert all(citation.holds for citation in answer.citations)


def test_a_contact_beside_the_words_of_the_question_comes_before_the_block(corpus: Application) -> None:
    answer = ask(corpus, "Quel est le numéro à appeler pour l'aide au premier salon ?")
    assert "01 99 00 55 66" in answer.text and "01 99 00 77 88" not in answer.text


@pytest.mark.parametrize(
    "question", ["mail de odile brancion", "mail luis ortega parc", "Quel est le téléphone de Luis Ortega ?"]
)
def test_the_block_is_not_given_for_somebody_else(question: str, corpus: Application) -> None:
    assert ask(corpus, question).refused
