"""Support that tables and sheets of labels tell, in Markdown or in lines parted by semicolons, in French and English."""

from __future__ import annotations

import pytest

from corpus.extraction.grids import sheets, tables
from corpus.facts import FactKind
from corpus.naming import Names, load_names
from tests.corpus.test_facts import read

WHO, FUNDER, AMOUNT, PROGRAMME, RATE, PERIOD = "beneficiary", "funder", "amount", "programme", "rate", "period"


@pytest.fixture(scope="module")
def names() -> Names:
    return load_names()


def rows(text: str, names: Names, *wanted: str) -> list[tuple[str, ...]]:
    return [tuple(one.get(name, "") for name in wanted) for one in read(text, names, FactKind.PROGRAMME)]


def table(*lines: str) -> str:
    cells = [line.split(" | ") for line in lines]
    bars = ["| " + " | ".join(row) + " |" for row in cells]
    return "\n".join(["Le budget par partenaire.", "", bars[0], "|" + " --- |" * len(cells[0]), *bars[1:], ""])


def test_lines_parted_by_semicolons_are_a_table() -> None:
    text = "Comptes (en euros)\nPartenaire ; aide ; taux\nHoulia ; 520 000 ; 58 %\nBrumeo ; 610 000 ; 45 %\n\nFin."
    [found] = tables(text)
    assert found.titles == ("partenaire", "aide", "taux")
    assert [[text[c.start : c.end] for c in row] for row in found.rows] == [
        ["Houlia", "520 000", "58 %"],
        ["Brumeo", "610 000", "45 %"],
    ]


def test_a_sentence_with_semicolons_is_no_table() -> None:
    assert list(tables("Il y a trois axes ; le premier est prêt ; le dernier non.\nRien ici.\nNi là.\n")) == []


def test_a_line_of_a_sheet_may_hold_two_labels() -> None:
    text = "- **Statut** : fini\n- **Début** : mai 2018 – **Durée** : 36 mois\n"
    [found] = sheets(text)
    assert [(label, text[span.start : span.end]) for label, span in found.entries] == [
        ("statut", "fini"),
        ("debut", "mai 2018"),
        ("duree", "36 mois"),
    ]


@pytest.mark.parametrize(
    ("titles", "row", "found"),
    [
        ("Partenaire | Ville | Budget | FEDER", "Houlia | Lyon | 412 000 € | 288 400 €", ("FEDER", "288 400 €")),
        ("Partner | Country | Spent | ERDF paid", "Houlia | France | €81,300 | €40,780", ("ERDF", "€40,780")),
        ("Membre | Dépenses | Dont FSE", "Houlia | 12 000 € | 4 000 €", ("FSE", "4 000 €")),
        ("Company | Cost | Interreg grant", "Houlia | EUR 12,000 | EUR 6,000", ("Interreg", "EUR 6,000")),
        ("Commune | Coût des travaux | Part du FEDER", "Houlia | 90 000 € | 45 000 €", ("FEDER", "45 000 €")),
    ],
)
def test_the_title_of_a_column_names_the_fund(titles: str, row: str, found: tuple[str, str], names: Names) -> None:
    text = table(titles, row, row.replace("Houlia", "Brumeo"))
    assert rows(text, names, WHO, PROGRAMME, AMOUNT) == [("Houlia", *found), ("Brumeo", *found)]


def test_each_column_of_a_giver_is_a_support_of_its_own(names: Names) -> None:
    text = table("Projet | Budget | État | Région | FEDER", "HOULE | 90 000 € | 20 000 € | 15 000 € | 10 000 €")
    assert rows(text, names, WHO, FUNDER, PROGRAMME, AMOUNT) == [
        ("HOULE", "État", "", "20 000 €"),
        ("HOULE", "Région", "", "15 000 €"),
        ("HOULE", "", "FEDER", "10 000 €"),
    ]


@pytest.mark.parametrize(
    ("titles", "row", "amount"),
    [
        (
            "Projet | Chef de file | Aide demandée | Aide proposée",
            "HOULE | Brumeo | 950 000 € | 900 000 €",
            "900 000 €",
        ),
        ("Acronyme | Coût | Montant sollicité | Montant accordé", "HOULE | 9 M€ | 2 M€ | 1 M€", "1 M€"),
        ("Project | Requested | Awarded", "HOULE | €950,000 | €900,000", "€900,000"),
        ("Année | Projet | Financeur | Montant (k€)", "2018 | HOULE | ADEME | 120", "120"),
        ("Lauréat | Subvention (k€)", "HOULE | 640", "640"),
        ("Structure | Dépenses éligibles | Concours de la Région (€)", "HOULE | 12 000 | 6 000", "6 000"),
    ],
)
def test_what_is_granted_counts_not_what_is_asked_or_spent(titles: str, row: str, amount: str, names: Names) -> None:
    assert rows(table(titles, row), names, WHO, AMOUNT) == [("HOULE", amount)]


@pytest.mark.parametrize(
    ("titles", "row", "found"),
    [
        (
            "Projet | Programme | Coordinateur | Part du pôle | Début | Fin",
            "HOULE | Europe verte | Brumeo | 84 000 € | 01/2022 | 12/2024",
            ("Europe verte", "84 000 €", "01/2022"),
        ),
        (
            "Project | What it is about | Programme | Runs",
            "HOULE | lifts | AAL | March 2015 – May 2018",
            ("AAL", "", "March 2015 – May 2018"),
        ),
        ("Acronym | Call | Role", "HOULE | Green Shores | partner", ("Green Shores", "", "")),
        ("Projet | Financement | Durée", "HOULE | FEDER, 36 000 € | 36 mois", ("FEDER", "36 000 €", "36 mois")),
        ("Action | Dispositif | Année", "HOULE | Cap Vert | 2019", ("Cap Vert", "", "2019")),
    ],
)
def test_a_portfolio_tells_the_programme_of_each_project(
    titles: str, row: str, found: tuple[str, str, str], names: Names
) -> None:
    assert rows(table(titles, row), names, WHO, PROGRAMME, AMOUNT, PERIOD) == [("HOULE", *found)]


@pytest.mark.parametrize(
    ("titles", "row"),
    [
        ("Partenaire | Budget | Certifié | Taux", "Houlia | 520 000 € | 301 600 € | 58 %"),
        ("Bénéficiaire | Déclaré | Écarté | Taux d'erreur", "Houlia | 402 500 € | 26 645 € | 6,62 %"),
        ("Entreprise | Chiffre d'affaires | Effectif", "Houlia | 4 M€ | 12"),
        ("Lot | Responsable | Budget", "1. Coordination | Houlia | 260 000 €"),
        ("Membre | Cotisation", "Houlia | 450 €"),
    ],
)
def test_budgets_audits_and_fees_are_no_support(titles: str, row: str, names: Names) -> None:
    assert rows(table(titles, row, row.replace("Houlia", "Brumeo")), names, WHO, AMOUNT) == []


@pytest.mark.parametrize(
    ("sheet", "found"),
    [
        (
            "- **Durée** : 36 mois\n- **Budget** : 3,7 M€, dont 1,6 M€ d'aides (État et Région Brume)\n"
            "- **Chef de file** : Brumeo",
            ("", "État + Région Brume", "1,6 M€", "", "36 mois"),
        ),
        (
            "**Acronyme** : HOULE\n**Durée** : 36 mois, du 1er mai 2022 au 30 avril 2025\n"
            "**Coût total** : 2 384 000 €, dont 1 668 800 € de FEDER (70 %)",
            ("FEDER", "", "1 668 800 €", "70 %", "36 mois"),
        ),
        (
            "Financeur : ADEME\nAide : 120 000 €\nTaux : 40 %\nPériode : 2019-2021",
            ("", "ADEME", "120 000 €", "40 %", "2019-2021"),
        ),
        (
            "Programme: Green Shores\nBudget: €2,000,000\nGrant: €900,000\nDuration: 24 months",
            ("Green Shores", "", "€900,000", "", "24 months"),
        ),
        (
            "| Porteur | Brumeo |\n|---|---|\n| Programme | FEDER |\n| Subvention | 80 000 € |\n| Durée | 18 mois |",
            ("FEDER", "", "80 000 €", "", "18 mois"),
        ),
    ],
    ids=["part of a budget", "acronym", "funder", "English", "table of two columns"],
)
def test_a_sheet_tells_the_support_of_its_project(sheet: str, found: tuple[str, ...], names: Names) -> None:
    heading = f"Les projets.\n\n{sheet}\n"
    assert [
        tuple(one.get(name, "") for name in (WHO, PROGRAMME, FUNDER, AMOUNT, RATE, PERIOD))
        for one in read(heading, names, FactKind.PROGRAMME, heading="HOULE")
    ] == [("HOULE", *found)]


def test_a_table_of_criteria_tells_the_aid_of_each_pole(names: Names) -> None:
    text = (
        "Comparons.\n\n| Critère | Axelera | Minalogic |\n|---|---|---|\n"
        "| Aide de l'État | 61 000 € | 38 000 € |\n| PME | 12 | 9 |\n"
    )
    assert rows(text, names, WHO, FUNDER, AMOUNT) == [
        ("Axelera", "État", "61 000 €"),
        ("Minalogic", "État", "38 000 €"),
    ]


def test_an_item_of_a_call_carries_its_programme(names: Names) -> None:
    text = "Les lauréats de Cap Vert\n\n1. VOILIX. Une aile rigide. Aide : 2,9 M€.\n2. HOULIS. Un pont flottant. Aide : 1,1 M€.\n"
    assert rows(text, names, WHO, PROGRAMME, AMOUNT) == [
        ("VOILIX", "Cap Vert", "2,9 M€"),
        ("HOULIS", "Cap Vert", "1,1 M€"),
    ]
