"""Names that no list knows, told by a bracket, emphasis, a nation or a title, and whose document it is."""

from __future__ import annotations

import pytest

from corpus.extraction.fact_reading import Reading
from corpus.kinds import EntityKind
from corpus.naming import Names, load_names
from tests.corpus.test_facts import document


@pytest.fixture(scope="module")
def names() -> Names:
    return load_names()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("L'appui vient surtout de Tramontella (Bergame), moins connu.", "Tramontella"),
        ("Ensuite viendra Halvgard (robots, Copenhague).", "Halvgard"),
        ("Nous irons voir les Autrichiens de Bergwerk au printemps.", "Bergwerk"),
        ("Ils doivent beaucoup à *Solventia*, dit-on.", "Solventia"),
        ("Pourquoi Halvgard (Copenhague) a-t-elle ouvert ses ateliers ?", "Halvgard"),
        ("Voyez Halvgard (Copenhague).", "Halvgard"),
        ("Le voyage doit tout au groupement lisboète LUMAR.", "LUMAR"),
    ],
)
def test_a_name_is_told_by_what_stands_around_it(text: str, name: str, names: Names) -> None:
    reading = Reading.of(document(f"# Notes\n\n{text}\n"), names)
    actors = (EntityKind.ORGANISATION, EntityKind.POLE)
    assert [e.text for s in reading.sentences for e in s.of(actors)] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Votre contact à Vallbo : écrire au bureau.",
        "Le siège est à Vallbo (Suède).",
        "**Direction :** à Vallbo.",
    ],
)
def test_a_town_and_a_label_are_no_names_of_actors(text: str, names: Names) -> None:
    reading = Reading.of(document(f"# Notes\n\nLa visite finit.\n\n{text}\n"), names)
    actors = (EntityKind.ORGANISATION, EntityKind.POLE)
    assert [e.text for s in reading.sentences for e in s.of(actors)] == []


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("# TEXALIA, une alliance pour le lin\n\nElle réunit quatre clusters.", "TEXALIA"),
        ("# Nuvelia: five years on\n\nFour clusters share one desk.", "Nuvelia"),
        ("# Voyage\n\nJe ne suis pas membre de Fibrelys, puis-je venir ?\n\nOui : info@fibrelys.example", "Fibrelys"),
        (
            "# NUVELIA : le froid\n\nNUVELIA est un projet que mène le pôle Cryolis. Cryolis y tient. Cryolis aussi.",
            "Cryolis",
        ),
    ],
)
def test_the_title_and_the_members_tell_whose_document_it_is(text: str, host: str, names: Names) -> None:
    reading = Reading.of(document(text), names)
    assert reading.host is not None
    assert reading.host.canonical == host
