"""What is no name of somebody who agrees or belongs: persons by how they are presented, instructions and run-in headings."""

from __future__ import annotations

import pytest

from corpus.extraction.fact_reading import Reading
from corpus.extraction.someone import is_phrase, is_someone, represented
from corpus.facts import FactKind, extract_facts
from corpus.marks import Mark, Role, Told
from corpus.naming import Names, load_names
from tests.corpus.test_facts import document

STEP = "Déposer le formulaire avant toute dépense"


@pytest.fixture(scope="module")
def names() -> Names:
    return load_names()


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Notre collègue Oksane Bilik revient de Kiel.", "Oksane Bilik", True),
        ("La directrice de l'institut, Oksane Bilik, a parlé.", "Oksane Bilik", True),
        ("Our attaché Oksane Bilik has moved.", "Oksane Bilik", True),
        ("Oksane Bilik, juriste du pôle, a parlé.", "Oksane Bilik", True),
        ("Oksane Bilik, 58 ans, a parlé.", "Oksane Bilik", True),
        ("L'interlocuteur est Oksane Bilik, né de la fusion de deux grappes.", "Oksane Bilik", False),
        ("Le directeur du pôle Ventoris Nord a parlé.", "Ventoris Nord", False),
        ("Orvik Solar, présent à Kiel, a parlé.", "Orvik Solar", False),
    ],
)
def test_a_person_is_told_by_how_the_name_is_presented(text: str, name: str, expected: bool, names: Names) -> None:
    one = document(f"# Notes\n\n{text}\n")
    start = one.text.index(name)
    assert is_someone(Reading.of(one, names), start, start + len(name)) is expected


def test_the_head_of_somebody_stands_for_them(names: Names) -> None:
    one = document("# Notes\n\nOksane Bilik, directrice générale du pôle Ventoris, a parlé.\n")
    start = one.text.index("Oksane")
    head = represented(Reading.of(one, names), start, start + len("Oksane Bilik"))
    assert head is not None
    assert head.text == "Ventoris"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Les conditions.", True),
        ("Déposer le formulaire avant toute dépense", True),
        ("Ils l'ont fait", True),
        ("Prenez rendez-vous", True),
        ("Chambre de commerce", False),
        ("Chantier naval de Dieppe", False),
        ("Atelier de couture", False),
        ("Ventoris", False),
    ],
)
def test_a_phrase_is_no_name(words: str, expected: bool) -> None:
    assert is_phrase(words) is expected


def test_the_steps_of_an_instruction_are_no_members(names: Names) -> None:
    one = document("# Guide\n\nLe chèque est géré par Ventoris.\n\n1. Déposer le formulaire avant toute dépense.\n")
    spans = [(one.text.index(words), one.text.index(words) + len(words)) for words in (STEP, "Ventoris")]
    told = Told(Mark(Role.MEMBER, *spans[0], 0.98), (Mark(Role.ALLIANCE, *spans[1], 0.9),))
    found = extract_facts(one, names, (told,))
    assert [fact for fact in found if fact.kind is FactKind.MEMBERSHIP] == []
