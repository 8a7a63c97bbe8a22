"""The summary of a whole document is the opening statement of its parts, be they sections, paragraphs or sentences."""

from __future__ import annotations

import pytest

from assistant.wiring import Application
from index.contracts import Embedder
from tests.assistant.corpora import indexed

LETTER = """# Bois et Monde – lettre d'information n° 7

**Mars 2016**

## Un accord avec la Carélie

Le pôle Sylvanor a signé le 4 février un accord avec la grappe finlandaise Puu Karelia. Il dure trois ans.

## Les aides de la Région

La Région aide deux dépenses de chaque PME qui expose à l'étranger :

- le stand ;
- le voyage.

Les dossiers se déposent en ligne, avant la fin du mois.

## Agenda

- 12 mai : salon de Joensuu.

## Abonnement

Bois et Monde paraît quatre fois par an et compte 900 abonnés. Écrire à lettre@sylvanor.example.
"""
ARTICLE = """Une délégation de huit PME du pôle Aquavia a visité les ports de Gdansk et de Riga en septembre 2014.

À Gdansk, elles ont rencontré la grappe Baltic Water et trois chantiers. Le maire les a reçues.

À Riga, un protocole a été signé sur le traitement des eaux de ballast.

Le pôle y retournera en 2015.
"""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Application:
    return indexed(tmp_path_factory.mktemp("abstracts"), embedder, {"lettre.md": LETTER, "article.txt": ARTICLE})


def told(corpus: Application, question: str) -> list[str]:
    answer = corpus.assistant.answer(question)
    assert not answer.refused
    return [sentence.text.rsplit(" [", 1)[0] for sentence in answer.sentences]


@pytest.mark.parametrize(
    "question",
    [
        "Peux-tu me résumer la lettre Bois et Monde de mars 2016 ?",
        "Summarise the newsletter Bois et Monde of March 2016",
    ],
)
def test_a_letter_is_told_by_the_first_statement_of_each_section(corpus: Application, question: str) -> None:
    assert told(corpus, question) == [
        "Le pôle Sylvanor a signé le 4 février un accord avec la grappe finlandaise Puu Karelia.",
        "La Région aide deux dépenses de chaque PME qui expose à l'étranger :",
        "le stand ;",
        "le voyage.",
        "Bois et Monde paraît quatre fois par an et compte 900 abonnés.",
    ]


def test_an_article_without_headings_is_told_by_its_paragraphs(corpus: Application) -> None:
    assert told(corpus, "Résume l'article sur la visite d'Aquavia à Gdansk et à Riga.") == [
        "Une délégation de huit PME du pôle Aquavia a visité les ports de Gdansk et de Riga en septembre 2014.",
        "À Gdansk, elles ont rencontré la grappe Baltic Water et trois chantiers.",
        "À Riga, un protocole a été signé sur le traitement des eaux de ballast.",
        "Le pôle y retournera en 2015.",
    ]


def test_a_subject_is_no_document(corpus: Application) -> None:
    assert "paraît quatre fois" not in " ".join(told(corpus, "Résume l'accord de Sylvanor avec la Carélie."))
