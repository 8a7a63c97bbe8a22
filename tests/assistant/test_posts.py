"""The post of a person, and who holds a post, are told by the words beside a name."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answers import Answer, RefusalReason
from assistant.wiring import Application
from index.contracts import Embedder
from tests.assistant.corpora import indexed

MISSION = """# Mission en Finlande

Compte rendu de mission – Tampere, mai 2014

La délégation a rencontré Hélène Virtanen, directrice du parc de Tampere, et Paul Grelier (président de Lumo Nordique)
représentant Axelera. Odile Tarnier, présidente d'Axelera, conduisait la mission. Le repas était offert par la ville.
"""
APPOINTMENT = """# Nominations

Communiqué de presse – Lyon, le 4 mars 2018

Hélène Virtanen a été nommée responsable des affaires européennes de la grappe des bois. Elle parle quatre langues.
"""
WORKSHOP = """# Atelier sur les réseaux

Quarante personnes se sont réunies à Nantes le 5 février 2020. Hélène Virtanen, ambassadrice de Finlande, a ouvert la séance.
"""


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Application:
    return indexed(
        tmp_path_factory.mktemp("posts"),
        embedder,
        {"mission.md": MISSION, "nominations.md": APPOINTMENT, "atelier.md": WORKSHOP},
    )


def ask(corpus: Application, question: str) -> Answer:
    return corpus.assistant.answer(question)


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Quelle fonction Hélène Virtanen exerçait-elle en 2014 ?", ["directrice du parc"]),
        ("Quelle est la fonction d'Hélène Virtanen en 2018 ?", ["responsable des affaires européennes"]),
        ("Quelles fonctions Hélène Virtanen a-t-elle exercées en 2014 puis en 2018 ?", ["directrice", "responsable"]),
        ("Quel poste Hélène Virtanen occupait-elle lors de l'atelier de février 2020 ?", ["ambassadrice de Finlande"]),
        ("What is the position of Odile Tarnier?", ["présidente d'Axelera"]),
        ("Qui préside Axelera ?", ["Odile Tarnier"]),
    ],
)
def test_a_post_is_told_with_the_year_that_is_asked_for(corpus: Application, question: str, told: list[str]) -> None:
    answer = ask(corpus, question)
    assert not answer.refused
    assert all(words in answer.text for words in told)


def test_who_stands_in_for_a_cluster_does_not_preside_it(corpus: Application) -> None:
    answer = ask(corpus, "Qui est le président d'Axelera ?")
    assert "Odile Tarnier, présidente d'Axelera" in answer.text


def test_nobody_is_given_the_post_of_another_year(corpus: Application) -> None:
    answer = ask(corpus, "Quelle fonction Hélène Virtanen exerçait-elle en 2016 ?")
    assert answer.refused


def test_a_sum_of_others_is_no_answer(corpus: Application) -> None:
    answer = ask(corpus, "Quelle somme Axelera a-t-il versée pour le repas ?")
    assert answer.refused
    assert answer.reason is not RefusalReason.SMALL_TALK


def test_a_sum_is_told_of_those_who_are_asked_about(tmp_path: Path, embedder: Embedder) -> None:
    text = (
        "# La mission en Finlande\n\nBpifrance et la Région Bretagne soutiennent les pôles.\n\nLe pôle a préparé la mission.\n\n"
        "Pour la mission en Finlande, la Région Bretagne a versé une aide de 30 000 euros au pôle."
    )
    with indexed(tmp_path, embedder, {"mission.md": text}) as application:
        told = ask(application, "Quelle somme la Région Bretagne a-t-elle versée pour la mission en Finlande ?")
        assert not told.refused
        assert "30 000 euros" in told.text
        assert ask(application, "Quelle somme Bpifrance a-t-elle versée pour la mission en Finlande ?").refused
