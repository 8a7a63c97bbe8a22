"""Aids that tables, sheets of labels and lines list, sources of money, projects beside their programme in a sentence."""

from __future__ import annotations

import pytest

from corpus.facts import FactKind
from corpus.naming import Names, load_names
from tests.corpus.test_facts import read

WHO, FUNDER, AMOUNT, PROGRAMME, RATE = "beneficiary", "funder", "amount", "programme", "rate"
HOST = "# Pôle Fluvéa (Tours) : rapport d'activité 2019\n\nLe pôle Fluvéa réunit 80 entreprises.\n\n"


@pytest.fixture(scope="module")
def names() -> Names:
    return load_names()


def rows(text: str, names: Names, *wanted: str) -> list[tuple[str, ...]]:
    return [tuple(one.get(name, "") for name in wanted) for one in read(text, names, FactKind.PROGRAMME)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "| Dispositif | Qui paie | Combien |\n|---|---|---|\n| Démarrage | Région | 30 k€ |\n| Rebond | Bpifrance | 9 k€ |\n",
            [("Démarrage", "Région", "30 k€", ""), ("Rebond", "Bpifrance", "9 k€", "")],
        ),
        (
            "| Besoin | Aide | Plafond | Financeur |\n|---|---|---|---|\n| Un marché | Chèque Élan | 3 000 € | Région |\n",
            [("Chèque Élan", "Région", "3 000 €", "")],
        ),
        (
            "| Nom de l'aide | Organisme | Montant maximal | Taux |\n|---|---|---|---|\n| Élan | Région | 3 000 € | 80 % |\n",
            [("Élan", "Région", "3 000 €", "80 %")],
        ),
        (
            "### Chèque Démarrage\n- Montant : 3 000 € maximum\n- Taux : 80 %\n- Financeur : Région Bretagne\n",
            [("Chèque Démarrage", "Région Bretagne", "3 000 €", "80 %")],
        ),
        (
            "# Les aides\n\n- Aide au premier export : 50 % des frais, 6 000 € maximum (Région)\n",
            [("Aide au premier export", "Région", "6 000 €", "50 %")],
        ),
        (
            "# Les aides\n\n1) Prime au recrutement d'un docteur – 20 000 € – Région\n2) Garantie de prêt – 70 % – Bpifrance\n",
            [
                ("Prime au recrutement d'un docteur", "Région", "20 000 €", ""),
                ("Garantie de prêt", "Bpifrance", "", "70 %"),
            ],
        ),
        (HOST + "- Prêt de matériel : 3 machines, 20 € par jour.\n", []),
        (HOST + "- Fonds propres du pôle : 7 800 euros.\n", []),
    ],
    ids=["who pays", "need first", "name of the aid", "sheet", "item", "numbered", "hire of machines", "own funds"],
)
def test_aids_that_are_listed_are_read(text: str, expected: list[tuple[str, ...]], names: Names) -> None:
    assert rows(text, names, PROGRAMME, FUNDER, AMOUNT, RATE) == expected


def test_a_table_of_sources_tells_what_the_pole_gets(names: Names) -> None:
    table = (
        "| Financeur | Montant |\n|---|---|\n| État | 240 000 € |\n| Cotisations | 90 000 € |\n| FEDER | 55 000 € |\n"
    )
    assert rows(HOST + table, names, WHO, FUNDER, PROGRAMME, AMOUNT) == [
        ("Fluvéa", "État", "", "240 000 €"),
        ("Fluvéa", "", "FEDER", "55 000 €"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Deux projets ont démarré : BERGELINE (H2020, 4,2 M€) et CANALIS (Interreg, 1,1 M€).",
            [("BERGELINE", "H2020", "4,2 M€"), ("CANALIS", "Interreg", "1,1 M€")],
        ),
        (
            "L'année a vu démarrer BERGELINE, projet Horizon 2020 doté de 4,2 M€.",
            [("BERGELINE", "Horizon 2020", "4,2 M€")],
        ),
        ("BERGELINE, our LIFE project, ends in 2021.", [("BERGELINE", "LIFE", "")]),
        ("Le trésorier annonce le versement du solde FEDER : 62 000 €.", [("Fluvéa", "FEDER", "62 000 €")]),
        ("Nous avons touché 150 000 euros du FEDER en 2016.", [("Fluvéa", "FEDER", "150 000 euros")]),
        ("La Région confirme sa subvention de 310 000 €, en baisse de 5 %.", [("Fluvéa", "", "310 000 €")]),
        ("Le projet Kerallan, mené avec Lisbonne, apporte à lui seul 190 000 €.", [("Kerallan", "", "190 000 €")]),
        ("Le projet Kerallan a reçu le trophée régional du réemploi, doté de 15 000 euros.", []),
        (
            "Le pôle Calcarel et le pôle Rivatec s'unissent.\n\n"
            "| Critère | Calcarel | Rivatec |\n|---|---|---|\n| Aide régionale 2023 | 61 000 € | 38 000 € |\n",
            [("Calcarel", "Aide régionale", "61 000 €"), ("Rivatec", "Aide régionale", "38 000 €")],
        ),
        (
            "Members can draw on the Export Starter fund, which covers half of travel costs up to €2,000.",
            [("", "Export Starter", "€2,000")],
        ),
    ],
    ids=[
        "brackets",
        "apposed",
        "our project",
        "balance",
        "we",
        "keeps its grant",
        "project brings",
        "trophy",
        "turned table",
        "the X fund",
    ],
)
def test_support_is_read_within_sentences_of_reports(text: str, expected: list[tuple[str, ...]], names: Names) -> None:
    assert rows(HOST + text, names, WHO, PROGRAMME, AMOUNT) == expected
