"""What a question asks for and the sentences leave open is refused: a name, a mobile number, another year, an outcome."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answers import Answer, RefusalReason
from assistant.wiring import Application
from index.contracts import Embedder
from tests.assistant.corpora import indexed

STAND = """# Axelera à Hanovre

Lyon, le 6 mai 2013

Axelera tenait à la foire de Hanovre un stand avec neuf PME. Le contrat de location du stand a été rédigé par un cabinet de Bonn.
Deux sociétés, Calidro et Verbois, y ont trouvé un client. Axelera a demandé le prix de la foire de Hanovre.

Axelera a signé avec le cluster finlandais Tampere Metals un accord de trois ans.
Axelera a ouvert en 2010 un bureau à Bonn. En 2011, 31 entreprises avaient visité le stand d'Axelera à Hanovre.

Le logiciel d'Axelera est vendu dans six villes, dont Turin et Gand. Le guide d'Axelera est vendu dans plusieurs pays.

## Contacts

Foires : Odile Tarnier, 04 72 11 22 33
Presse : Paul Grelier, 04 72 11 22 44, portable 06 11 22 33 44
"""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Application:
    return indexed(tmp_path_factory.mktemp("gaps"), embedder, {"stand.md": STAND})


def ask(corpus: Application, question: str) -> Answer:
    return corpus.assistant.answer(question)


@pytest.mark.parametrize(
    "question",
    [
        "Quelles sont les neuf PME qu'Axelera avait sur son stand à Hanovre ?",
        "Quel cabinet de Bonn a rédigé le contrat de location du stand d'Axelera ?",
        "Quel cluster québécois a signé un accord avec Axelera ?",
        "Quel est le numéro de portable d'Odile Tarnier ?",
        "Combien d'entreprises avaient visité le stand d'Axelera à Hanovre en 2010 ?",
        "Dans quels pays le guide d'Axelera est-il vendu ?",
        "Pourquoi Axelera a-t-il rompu son accord avec Tampere Metals ?",
        "When did Axelera withdraw from its agreement with Tampere Metals?",
        "Axelera a-t-il obtenu le prix de la foire de Hanovre ?",
    ],
)
def test_what_is_left_open_is_refused(corpus: Application, question: str) -> None:
    answer = ask(corpus, question)
    assert answer.refused
    assert answer.reason in {RefusalReason.NO_VALUE, RefusalReason.NOTHING_NEAR, RefusalReason.FALSE_PREMISE}


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Quelles sont les deux sociétés qui ont trouvé un client à Hanovre ?", "Calidro et Verbois"),
        ("Dans quelles villes le logiciel d'Axelera est-il vendu ?", "Turin et Gand"),
        ("Quel cluster finlandais a signé un accord avec Axelera ?", "Tampere Metals"),
        ("Quel est le numéro de portable de Paul Grelier ?", "06 11 22 33 44"),
        ("Quel est le numéro de téléphone d'Odile Tarnier ?", "04 72 11 22 33"),
        ("Combien d'entreprises avaient visité le stand d'Axelera en 2011 ?", "31 entreprises"),
    ],
)
def test_what_is_told_is_answered(corpus: Application, question: str, told: str) -> None:
    assert told in ask(corpus, question).text


def test_why_something_ended_is_told_where_a_text_tells_the_end(tmp_path: Path, embedder: Embedder) -> None:
    text = (
        "# Axelera en Finlande\n\nAxelera a signé avec Tampere Metals un accord de trois ans.\n\n"
        "Le réseau Ferralia a doublé sa cotisation : Axelera l'a quitté en 2009.\n"
    )
    with indexed(tmp_path, embedder, {"finlande.md": text}) as application:
        assert "doublé sa cotisation" in ask(application, "Pourquoi Axelera a-t-il abandonné le réseau Ferralia ?").text
        assert "2009" in ask(application, "When did Axelera leave Ferralia?").text
