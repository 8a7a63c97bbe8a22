"""Figures: what numbers count, and what is no count."""

from __future__ import annotations

import pytest

from corpus.facts import FactKind
from corpus.naming import Names, load_names
from tests.corpus.test_facts import read


@pytest.fixture(scope="module")
def names() -> Names:
    return load_names()


@pytest.mark.parametrize(
    ("text", "number", "noun"),
    [
        ("Depuis 2018, 312 binômes ont été aidés.", "312", "binômes"),
        ("Vingt-trois ateliers ont eu lieu.", "Vingt-trois", "ateliers"),
        ("L'école accueille 18 élèves.", "18", "élèves"),
        ("Le jury a lu 45 nouveaux dossiers.", "45", "dossiers"),
        ("The cluster has 168 members.", "168", "members"),
        ("Of its members, 121 are SMEs.", "121", "SMEs"),
        ("Le pôle compte 24 600 salariés.", "24 600", "salariés"),
        ("L'association compte 3 pôles.", "3", "pôles"),
    ],
)
def test_any_plural_noun_is_counted(text: str, number: str, noun: str, names: Names) -> None:
    assert read(text, names, FactKind.FIGURE, heading="En bref") == [{"number": number, "object": noun}]


@pytest.mark.parametrize(
    "text",
    [
        "La plateforme occupe 140 hectares.",
        "Le texte est adopté par 29 voix.",
        "Sur cette somme, 27 versées en mai.",
        "Le projet dure 36 mois.",
        "La note tient en 12 pages.",
        "Le jury compte 2 tables.",
        "3.1 Partenariats",
        "Le dossier coûte 12 fois plus.",
    ],
)
def test_measures_votes_participles_and_sections_are_no_figures(text: str, names: Names) -> None:
    assert read(text, names, FactKind.FIGURE) == []
