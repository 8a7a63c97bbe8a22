"""Support in plain sentences and lists: who receives, who gives, and what a mission or a university has to do with it."""

from __future__ import annotations

import pytest

from corpus.facts import FactKind
from corpus.naming import Names, load_names
from tests.corpus.test_facts import read

WHO, FUNDER, AMOUNT, PROGRAMME, RATE = "beneficiary", "funder", "amount", "programme", "rate"
HOST = "# Pôle Mécavallée – Rapport d'activité 2017\n\nMécavallée est le pôle de compétitivité de la mécanique.\n\n"
ENGLISH = (
    "# BioNova Cluster – Annual report 2019\n\nBioNova is the competitiveness cluster for biotechnology in France.\n\n"
)


@pytest.fixture(scope="module")
def names() -> Names:
    return load_names()


def rows(text: str, names: Names, *wanted: str) -> list[tuple[str, ...]]:
    return [tuple(one.get(name, "") for name in wanted) for one in read(text, names, FactKind.PROGRAMME)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (HOST + "L'État a versé 200 000 euros au pôle en 2017.\n", [("Mécavallée", "État", "200 000 euros")]),
        (HOST + "La mission a bénéficié de 38 000 euros de la Région.\n", [("mission", "Région", "38 000 euros")]),
        (
            HOST
            + "La mission a été cofinancée par Business France et par la Région Bretagne, qui a versé 38 000 euros.\n",
            [("mission", "Région Bretagne", "38 000 euros")],
        ),
        (
            HOST + "Les subventions proviennent de l'État (260 000 euros) et de la Région Bretagne (345 000 euros).\n",
            [("Mécavallée", "État", "260 000 euros"), ("Mécavallée", "Région Bretagne", "345 000 euros")],
        ),
        (
            HOST
            + "L'Université Savoie Mont Blanc reçoit 90 000 euros de l'Agence nationale de la recherche pour le projet"
            " VIBRA.\n",
            [("VIBRA", "Agence nationale de la recherche", "90 000 euros")],
        ),
        (HOST + "Les participants ont payé le reste, soit environ 480 € chacun.\n", []),
        (
            HOST
            + "Le pôle va recevoir 220 000 euros de l'ADEME.\n\nLes pôles peuvent demander 50 000 euros à l'État.\n",
            [("Mécavallée", "ADEME", "220 000 euros")],
        ),
        (
            ENGLISH + "The mission was supported by the Normandy Region with €25,000.\n",
            [("mission", "Normandy Region", "€25,000")],
        ),
    ],
    ids=[
        "the State",
        "a mission",
        "who paid",
        "in brackets",
        "a university",
        "each",
        "may ask",
        "English region",
    ],
)
def test_who_gives_and_who_receives_in_plain_sentences(
    text: str, expected: list[tuple[str, ...]], names: Names
) -> None:
    assert rows(text, names, WHO, FUNDER, AMOUNT) == expected


def test_two_supports_of_one_pole_by_different_funders_stay_apart(names: Names) -> None:
    text = "Le pôle a reçu 120 000 euros de la Région Bretagne.\n\nBusiness France a pris en charge 50 % des frais de stand.\n"
    assert rows(HOST + text, names, WHO, FUNDER, AMOUNT, RATE) == [
        ("Mécavallée", "Région Bretagne", "120 000 euros", ""),
        ("Mécavallée", "Business France", "", "50 %"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Deux pôles ont été retenus par la Commission européenne au titre du programme COSME :\n\n"
            "1. Textilia, coordinateur du projet FIBERNET, pour 600 000 euros ;\n"
            "2. e-Santé Valley, pour 120 000 euros, dans le cadre du projet DIGITIS, qui réunit aussi l'université de Leoben.\n",
            [
                ("Textilia", "COSME", "Commission européenne", "600 000 euros"),
                ("e-Santé Valley", "COSME", "Commission européenne", "120 000 euros"),
            ],
        ),
        (
            "La Région a retenu trois pôles au titre de l'appel à projets « Pôles à l'export ».\n\n"
            "- Pôle Mécavallée : 40 000 euros pour une mission au Mexique ;\n- BioNova (Caen) – 25 000 euros\n"
            "- 20 000 euros ont été attribués au pôle Numérica.\n",
            [
                ("Mécavallée", "Pôles à l'export", "Région", "40 000 euros"),
                ("BioNova", "Pôles à l'export", "Région", "25 000 euros"),
                ("Numérica", "Pôles à l'export", "Région", "20 000 euros"),
            ],
        ),
        (
            "Two projects have been selected by the European Commission:\n\n- FIBERNET, led by Textilia: €600,000\n"
            "- SEAGENE (BioNova), €240,000\n",
            [
                ("FIBERNET", "", "European Commission", "€600,000"),
                ("SEAGENE", "", "European Commission", "€240,000"),
            ],
        ),
        (
            "Deux pôles ont demandé une aide à la Région :\n\n- Textilia, 60 000 euros ;\n- Numérica, 12 000 euros.\n",
            [],
        ),
    ],
    ids=["chosen", "sums first", "English", "only asked"],
)
def test_a_list_of_the_supported_takes_its_giver_from_the_sentence_above(
    text: str, expected: list[tuple[str, ...]], names: Names
) -> None:
    title = "# L'actualité des pôles de compétitivité\n\n"
    assert rows(title + text, names, WHO, PROGRAMME, FUNDER, AMOUNT) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            ENGLISH
            + "The partnership is co-financed by the COSME programme of the European Union. The grant amounts to"
            " €498,000 and covers 75% of the costs.\n",
            [("partnership", "COSME", "European Union", "€498,000", "75%")],
        ),
        (
            HOST + "La mission, soutenue par le programme COSME, a reçu 12 000 euros.\n",
            [("Mécavallée", "COSME", "", "12 000 euros", "")],
        ),
        (
            HOST
            + "Le pôle organise un atelier sur les financements européens animé par le réseau Enterprise Europe Network.\n",
            [],
        ),
        (
            "# Appel à projets « Grand Large » : les lauréats\n\n**1. Santaria.** Santaria obtient 240 000 euros, et dispose d'un"
            " bureau avec la CCI Grand Est à Dubaï.\n\n| Lauréat | Projet | Aide |\n|---|---|---|\n| Santaria | Carebridge |"
            " 240 000 € |\n| Alimentis | Goûts | 310 000 € |\n",
            [("Santaria", "Grand Large", "", "240 000 €", ""), ("Alimentis", "Grand Large", "", "310 000 €", "")],
        ),
    ],
    ids=["a partnership", "a mission", "who runs a workshop", "sentence and table"],
)
def test_programmes_in_plain_sentences(text: str, expected: list[tuple[str, ...]], names: Names) -> None:
    assert sorted(rows(text, names, WHO, PROGRAMME, FUNDER, AMOUNT, RATE)) == sorted(expected)
