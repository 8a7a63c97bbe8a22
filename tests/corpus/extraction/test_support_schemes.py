"""What a programme gives, told of it or under its name; projects that open a line with their programme; budgets in a line."""

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
            "Le chèque Élan rembourse 50 % des frais d'étude, dans la limite de 8 000 euros.",
            [("Élan", "50 %", "8 000 euros")],
        ),
        (
            "Le dispositif « Coup d'avance » prend en charge 70 % du salaire, avec un plafond de 30 000 €.",
            [("Coup d'avance", "70 %", "30 000 €")],
        ),
        (
            "Un appel à projets, « Pierre claire », vient d'ouvrir. Il finance les machines à 40 %, jusqu'à 60 000 euros.",
            [("Pierre claire", "40 %", "60 000 euros")],
        ),
        (
            "Le fonds régional Impulsion propose des avances remboursables allant jusqu'à 100 000 euros.",
            [("Impulsion", "", "100 000 euros")],
        ),
        (
            "« Atout Export » est une aide de la Région : 50 % des dépenses, 15 000 euros au maximum.",
            [("Atout Export", "50 %", "15 000 euros")],
        ),
        (
            "Le guichet « Mise à flot » du Département, qui paie 30 % d'une coque, ne dépasse jamais 9 000 euros.",
            [],
        ),
        (
            "Dix dossiers au guichet « Mise à flot » du Département, qui paie 30 % d'une coque, dans la limite de 9 000 euros.",
            [("Mise à flot", "30 %", "9 000 euros")],
        ),
        (
            "# Stone Bridge Vouchers: third call\n\n**How much?** Up to €12,000 for a test, and up to €40,000 for a pilot.\n",
            [("Stone Bridge Vouchers", "", "€12,000"), ("Stone Bridge Vouchers", "", "€40,000")],
        ),
        (
            "# Chèque Relance Verte\n\n1. **Diagnostic** : 80 % du coût, jusqu'à 5 000 €.\n"
            "2. **Premier plan** : 50 % pendant un an, jusqu'à 20 000 €.\n3. **Stage** : forfait de 2 500 € pour un étudiant.\n",
            [("Diagnostic", "80 %", "5 000 €"), ("Premier plan", "50 %", "20 000 €"), ("Stage", "", "2 500 €")],
        ),
        (
            "## Pass Innovation\n\nPour qui ? Les PME.\nCombien ? 50 % des dépenses, dans la limite de 15 000 €.\n",
            [("Pass Innovation", "50 %", "15 000 €")],
        ),
        (
            "# Appel « Pierre claire »\n\nLe volet Amont soutient les études : subvention de 50 %, plafonnée à 30 000 euros.\n",
            [("Amont", "50 %", "30 000 euros")],
        ),
    ],
    ids=[
        "chèque",
        "quoted",
        "sentence before",
        "adjective",
        "explained",
        "denied",
        "counter",
        "two limits",
        "numbered",
        "heading",
        "volet",
    ],
)
def test_what_a_programme_gives_is_read(text: str, expected: list[tuple[str, ...]], names: Names) -> None:
    assert rows(text, names, PROGRAMME, RATE, AMOUNT) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "## Nos projets\n\n**ROCHEVIVE** (Horizon Europe, 2021-2024) – coordinateur : Granitor. Budget : 2,4 M€.\n\n"
            "**TAILLEDOUX** (LIFE, 2019-2022) – nous sommes partenaires. 310 000 euros, dont 200 000 de subvention.\n",
            [("ROCHEVIVE", "Horizon Europe", "2,4 M€"), ("TAILLEDOUX", "LIFE", "310 000 euros")],
        ),
        (
            "## Nos projets\n\n- ROCHEVIVE, 2021-2024, programme Horizon Europe, 450 000 euros\n"
            "- TAILLEDOUX, 2019-2022, programme LIFE, 310 000 euros\n",
            [("ROCHEVIVE", "Horizon Europe", "450 000 euros"), ("TAILLEDOUX", "LIFE", "310 000 euros")],
        ),
        (
            "# ROCHEVIVE – carrières sobres\n\n**Interreg Alpine Space** · 30 mois · budget 1,9 M€ (FEDER : 75 %)\n\n"
            "Le projet réunit huit partenaires. ROCHEVIVE cherche à réduire la poussière.\n",
            [("ROCHEVIVE", "Interreg Alpine Space", "1,9 M€")],
        ),
        (
            "# ROCHEVIVE: five quarries, one method\n\nSix partners share a saw.\n\n"
            "*Budget: €2.1 million, of which 60% from the LIFE programme.*\n",
            [("ROCHEVIVE", "LIFE", "€2.1 million")],
        ),
    ],
    ids=["paragraphs", "items", "line of data", "line of the budget"],
)
def test_the_programme_of_a_project_that_opens_a_line_is_read(
    text: str, expected: list[tuple[str, ...]], names: Names
) -> None:
    assert rows(text, names, WHO, PROGRAMME, AMOUNT) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Bpifrance a consenti un prêt de 400 000 euros à la société Calcarel.",
            ("Calcarel", "Bpifrance", "400 000 euros"),
        ),
        ("L'ADEME a signé un chèque de 150 000 euros à la société Calcarel.", ("Calcarel", "ADEME", "150 000 euros")),
        ("Le pôle Granitor secured a €60,000 grant from Business France.", ("Granitor", "Business France", "€60,000")),
        ("Chaque vallée perçoit une dotation de 12 000 euros.", ("vallée", "", "12 000 euros")),
        ("L'ADEME finance les travaux (85 000 €).", ("travaux", "ADEME", "85 000 €")),
    ],
    ids=["loan", "cheque", "from", "each", "works"],
)
def test_givers_and_gainers_of_a_clause_are_read(text: str, expected: tuple[str, ...], names: Names) -> None:
    assert rows(text, names, WHO, FUNDER, AMOUNT) == [expected]


def test_money_from_a_programme_without_a_sum_is_support(names: Names) -> None:
    told = "Le pôle Granitor a été créé en 2006 grâce à des crédits du programme Leader."
    assert rows(told, names, WHO, PROGRAMME) == [("Granitor", "Leader")]


@pytest.mark.parametrize(
    "text",
    [
        "La cotisation annuelle est de 1 200 euros pour une PME.",
        "Since then, members have paid a fee of €9,000 a year each.",
        "L'entrée du salon coûte 45 euros et 30 % de remise sont accordés aux adhérents.",
        "- **Calcarel** (Tourcoing) : un contrat de 90 000 € avec une mutuelle coréenne.",
        "Chaque visiteur paie 15 euros et chaque exposant 900 euros.",
    ],
)
def test_prices_fees_and_contracts_are_no_support(text: str, names: Names) -> None:
    assert rows(text, names, WHO, AMOUNT) == []
