"""Who wrote a document and when it was published is told by the form of its lines, and a note comes with the word it explains."""

from __future__ import annotations

import pytest

from assistant.wiring import Application
from index.contracts import Embedder
from tests.assistant.corpora import indexed

ARTICLE = """# Les pôles au salon de Turin

Mis en ligne le 4 juin 2014

Douze pôles de compétitivité français (dont 3 bretons*) étaient présents au salon de Turin, les 2 et 3 mai 2014. Ils y ont
rencontré quarante grappes italiennes et discuté d'accords.

Le pôle Axelera y tenait un stand.

Venise Laborde

*Les trois pôles bretons : Valorial, Images & Réseaux et Pôle Mer Bretagne.
"""
MINUTES = """# Compte rendu de l'atelier de Rennes

L'atelier de Rennes a réuni trente personnes le 8 mars 2015 autour des accords avec le Portugal.

### Contact

Sofia Lourmel

Marc Simonot
"""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Application:
    return indexed(tmp_path_factory.mktemp("colophon"), embedder, {"article.md": ARTICLE, "minutes.md": MINUTES})


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Qui a écrit l'article sur les pôles au salon de Turin ?", "Venise Laborde"),
        ("Who wrote the article about the Turin fair?", "Venise Laborde"),
        ("Quel jour l'article sur le salon de Turin a-t-il été publié ?", "4 juin 2014"),
        (
            "Quels sont les pôles bretons présents au salon de Turin ?",
            "Valorial, Images & Réseaux et Pôle Mer Bretagne",
        ),
        ("Quels pôles de Bretagne étaient au salon de Turin ?", "Valorial, Images & Réseaux et Pôle Mer Bretagne"),
    ],
)
def test_a_document_tells_of_itself(corpus: Application, question: str, told: str) -> None:
    assert told in corpus.assistant.answer(question).text


def test_who_is_a_contact_has_not_written_the_minutes(corpus: Application) -> None:
    text = corpus.assistant.answer("Qui a rédigé le compte rendu de l'atelier de Rennes ?").text
    assert "Lourmel" not in text
    assert "Simonot" not in text


def test_a_date_that_the_text_tells_is_not_that_of_the_text(corpus: Application) -> None:
    text = corpus.assistant.answer("Quelle est la date du salon de Turin que l'article raconte ?").text
    assert "Mis en ligne" not in text
