"""Names of programmes that a phrase, an apposition or a family of programmes tells."""

from __future__ import annotations

import pytest

from corpus.documents import Document
from corpus.extraction.programme_names import named_programmes
from corpus.naming import Names, load_names


@pytest.fixture(scope="module")
def names() -> Names:
    return load_names()


def found(text: str, names: Names) -> list[str]:
    document = Document("id", "/a.md", "", text, "fr", "", "", "", (), (), "hash")
    return sorted({entity.text for entity in named_programmes(document, names)})


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Voici les lauréats de Cap Houle, connus ce matin.", "Cap Houle"),
        ("Houle Verte, l'appel ouvert le 6 janvier, a fait des heureux.", "Houle Verte"),
        ("Le pôle candidate à Houle Verte, un fonds régional doté de 3 M€.", "Houle Verte"),
        ("L'État donne 510 000 euros au titre de Cap Houle.", "Cap Houle"),
        ("Cap Houle est un dispositif de la Région.", "Cap Houle"),
        ("Green Shores is a European funding scheme.", "Green Shores"),
        ("We won money from Green Shores, the call launched in May.", "Green Shores"),
        ("Le projet relève d'Interreg Manche Est depuis 2019.", "Interreg Manche Est"),
        ("A project of Interreg North Sea Crossings.", "Interreg North Sea Crossings"),
    ],
)
def test_a_phrase_tells_that_a_name_is_a_programme(text: str, name: str, names: Names) -> None:
    assert found(text, names) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Les lauréats de Lyon sont trois.",
        "Il signe au titre de Président.",
        "Axelera, le pôle de la chimie, a reçu le prix.",
        "Interreg V et Interreg Europe sont finis.",
        "Le pôle Brumeo, qui porte le programme, est content.",
    ],
)
def test_places_offices_and_poles_are_no_programmes(text: str, names: Names) -> None:
    assert found(text, names) == []
