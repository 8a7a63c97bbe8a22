"""Givers that give in turn, whom "il" or "y" speaks of, names that only a verb tells, and programmes beside a project."""

from __future__ import annotations

import pytest

from corpus.facts import FactKind
from corpus.naming import Names, load_names
from tests.corpus.test_facts import read

WHO, FUNDER, AMOUNT, PROGRAMME, RATE, PERIOD = "beneficiary", "funder", "amount", "programme", "rate", "period"


@pytest.fixture(scope="module")
def names() -> Names:
    return load_names()


def rows(text: str, names: Names, *wanted: str) -> list[tuple[str, ...]]:
    return [tuple(one.get(name, "") for name in wanted) for one in read(text, names, FactKind.PROGRAMME)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Le projet Houlys est lancé. Le Conseil régional apporte 430 000 euros par an, la métropole 150 000 euros "
            "et l'État 75 000 euros.",
            [("Conseil régional", "430 000 euros"), ("métropole", "150 000 euros"), ("État", "75 000 euros")],
        ),
        (
            "Le projet Houlys a coûté 31 600 euros : 12 000 viennent de l'aide de l'État, 6 300 de la Région Bretagne.",
            [("État", "12 000"), ("Région Bretagne", "6 300")],
        ),
        (
            "Le projet Houlys est fini. Commencé en 2012, il a coûté 3,7 millions d'euros, dont 1,6 million apporté par l'ADEME "
            "et 300 000 euros par la région Bretagne.",
            [("ADEME", "1,6 million"), ("région Bretagne", "300 000 euros")],
        ),
        (
            "The Houlys project has begun. The Region put in €300,000 and the city added €80,000.",
            [("Region", "€300,000"), ("city", "€80,000")],
        ),
        (
            "Le projet Houlys mobilise 900 000 euros, dont 540 000 d'aide de l'État ; les industriels paient le reste.",
            [("État", "540 000")],
        ),
        (
            "Le projet Houlys avance. L'État en a pris en charge 1,5 million, la région 1,4 million et la ville 600 000 euros.",
            [("État", "1,5 million"), ("région", "1,4 million"), ("ville", "600 000 euros")],
        ),
        (
            "Le coût du projet Houlys est de 2,3 millions d'euros, dont 900 000 euros de la Région Bretagne.",
            [("Région Bretagne", "900 000 euros")],
        ),
        (
            "Le projet Houlys est couvert à hauteur de 12 000 euros par la région Bretagne.",
            [("région Bretagne", "12 000 euros")],
        ),
        ("Le projet Houlys a coûté 3,4 millions d'euros, dont 1,6 million d'aides publiques.", [("", "1,6 million")]),
        ("Le projet Houlys avance. La Région Bretagne y ajoute 180 000 euros.", [("Région Bretagne", "180 000 euros")]),
    ],
    ids=[
        "verb left out",
        "sums first",
        "parts of a cost",
        "English",
        "one part",
        "millions",
        "cost of",
        "passive",
        "aid",
        "one more",
    ],
)
def test_givers_give_in_turn(text: str, expected: list[tuple[str, str]], names: Names) -> None:
    assert rows(text, names, WHO, FUNDER, AMOUNT) == [("Houlys", *one) for one in expected]


def test_what_is_paid_to_a_city_or_by_companies_is_no_support(names: Names) -> None:
    for text in (
        "Axelera loue la halle à la métropole pour 38 000 euros par an.",
        "Photonia achète 42 000 euros de pièces, Nanocèdre 17 500 euros.",
        "Le devis passe à 310 000 euros pour Photonia et par Nanocèdre pour 158 000 euros.",
    ):
        assert rows(text, names, WHO, AMOUNT) == []


@pytest.mark.parametrize(
    ("text", "who"),
    [
        (
            "Houlys est un projet de clusters. Il débute en 2022. L'ADEME y contribue à hauteur de 1,3 million d'euros.",
            "Houlys",
        ),
        (
            "Le plus beau s'appelle Houlys. Il vise les ports ; l'ADEME le soutient à hauteur de 1,3 million d'euros.",
            "Houlys",
        ),
        (
            "L'équipe monte la plateforme d'essais Houlys-Lab. Elle coûte 2,9 millions d'euros, dont 1,2 million de fonds "
            "européens.",
            "Houlys-Lab",
        ),
        (
            "Anne pilote HOULE, projet de désimperméabilisation que l'ADEME subventionne à hauteur de 390 000 euros.",
            "HOULE",
        ),
        ("Le plus gros, **Houlys**, consacré au pois, a obtenu à lui seul 7,9 millions d'euros de l'ADEME.", "Houlys"),
        ("Houlys est un projet de pêche. Il a été retenu en décembre avec une aide de 890 000 euros.", "Houlys"),
        ("La Région annonce que l'aide, 740 000 euros pour Houlys, ne sera pas réduite.", "Houlys"),
        ("The largest one, Houlys (Brest), has received €2 million from the European Commission.", "Houlys"),
    ],
    ids=["there", "called", "led", "relative", "apposition", "pronoun", "sum for", "English"],
)
def test_who_receives_is_told_beside_a_verb_or_before_a_pronoun(text: str, who: str, names: Names) -> None:
    [found] = read(text, names, FactKind.PROGRAMME)
    assert found[WHO] == who


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "RAPPORT\nProjet HOULENET – programme Interreg Manche Est – opération 4471\n\nTexte.",
            ("HOULENET", "Interreg Manche Est"),
        ),
        (
            "HOULIS\nRapport remis à l'autorité du programme Cap Vert\n\nLe projet HOULIS avance.",
            ("HOULIS", "Cap Vert"),
        ),
        (
            "# HOULIS: close-out note\n\n*Interreg North Sea, project 2.*\n\nHOULIS ended.",
            ("HOULIS", "Interreg North Sea"),
        ),
        ("Fini en mai :\n- **HOULIS** (Interreg Manche) s'est achevé hier.\n", ("HOULIS", "Interreg Manche")),
        ("# HOULIS (Horizon 2020)\n\nLe consortium est réuni.", ("HOULIS", "Horizon 2020")),
    ],
)
def test_a_heading_or_an_item_tells_the_programme_of_a_project(
    text: str, expected: tuple[str, str], names: Names
) -> None:
    assert rows(text, names, WHO, PROGRAMME) == [expected]


def test_a_sum_from_europe_joins_the_programme_told_of_the_same_project(names: Names) -> None:
    text = (
        "Nos projets.\n\n| Project | Programme |\n|---|---|\n| HOULIS | Horizon 2020 |\n\n"
        "HOULIS has received €2.6 million from the European Commission."
    )
    assert rows(text, names, WHO, PROGRAMME, AMOUNT) == [("HOULIS", "Horizon 2020", "€2.6 million")]


def test_what_a_programme_has_is_not_given_to_it(names: Names) -> None:
    text = "Le programme Cap Houle aide les PME. Il est reconduit avec une dotation de 1,9 million d'euros."
    assert not any(WHO in one for one in read(text, names, FactKind.PROGRAMME))


def test_the_part_of_europe_joins_what_was_told_of_the_project(names: Names) -> None:
    text = (
        "L'alliance porte un projet européen, HOULIS, cofinancé par le programme COSME. Il dure trente mois. Son budget est de "
        "1 480 000 euros, dont 75 % à la charge de la Commission européenne."
    )
    assert rows(text, names, WHO, PROGRAMME, AMOUNT, RATE) == [("HOULIS", "COSME", "1 480 000 euros", "75 %")]
