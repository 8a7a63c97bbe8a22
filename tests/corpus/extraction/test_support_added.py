"""Support told over several sentences: whom a pronoun speaks of, when a project runs, who pays for its programme."""

from __future__ import annotations

import pytest

from corpus.facts import FactKind
from corpus.naming import Names, load_names
from tests.corpus.test_facts import read

HOST = "# Lettre de Vélinéo\n\n"


@pytest.fixture(scope="module")
def names() -> Names:
    return load_names()


@pytest.mark.parametrize(
    ("text", "wanted", "expected"),
    [
        (
            "La fromagerie Dutilleul s'agrandit. Elle est aidée par la Région Bretagne, qui lui accorde une subvention de "
            "300 000 euros, et par l'Union européenne (FEDER), à hauteur de 150 000 euros.",
            ("beneficiary", "funder", "programme", "amount"),
            [
                ("Dutilleul", "Région Bretagne", "", "300 000 euros"),
                ("Dutilleul", "Union européenne", "FEDER", "150 000 euros"),
            ],
        ),
        (
            "SEAGRID tests floating cables. It is funded under the Interreg North Sea programme with EUR 640,000 from the ERDF "
            "for the years 2022 to 2025.",
            ("beneficiary", "programme", "funder", "amount", "period"),
            [("SEAGRID", "Interreg North Sea", "ERDF", "EUR 640,000", "2022 to 2025")],
        ),
        (
            "Son poste est cofinancé à 60 % par le Fonds social européen dans le cadre du programme « Tremplin 2026 ».",
            ("programme", "funder", "rate"),
            [("Tremplin 2026", "Fonds social européen", "60 %")],
        ),
        (
            "**SOLENNE** (2019-2022). Projet financé par l'ANR : 820 000 €, dont 150 000 € pour la société Kerlumen.",
            ("beneficiary", "funder", "amount", "period"),
            [("SOLENNE", "ANR", "820 000 €", "2019-2022"), ("Kerlumen", "ANR", "150 000 €", "2019-2022")],
        ),
        (
            "Lainalp reçoit 45 000 euros de la Région Occitanie et de l'État. Les travaux dureront vingt mois.",
            ("beneficiary", "amount", "period"),
            [("Lainalp", "45 000 euros", "vingt mois")],
        ),
        (
            "La Région Occitanie soutient la société Filalin à hauteur de 210 000 euros, l'ADEME à hauteur de 95 000 euros.",
            ("beneficiary", "funder", "amount"),
            [("Filalin", "Région Occitanie", "210 000 euros"), ("Filalin", "ADEME", "95 000 euros")],
        ),
        (
            "Deux adhérents ont été aidés : Lainalp (35 000 € de la Région, au titre du Contrat Croissance) et Soiecap "
            "(18 000 € de l'ADEME).",
            ("beneficiary", "funder", "programme", "amount"),
            [("Lainalp", "Région", "Contrat Croissance", "35 000 €"), ("Soiecap", "ADEME", "", "18 000 €")],
        ),
        (
            "Fjordkraft fabrique des câbles. L'entreprise a bénéficié d'une subvention de l'agence norvégienne de l'énergie de "
            "2 millions de couronnes.",
            ("beneficiary", "funder", "amount"),
            [("Fjordkraft", "agence norvégienne de l'énergie", "2 millions de couronnes")],
        ),
    ],
)
def test_support_is_told_by_more_than_its_sentence(
    names: Names, text: str, wanted: tuple[str, ...], expected: list[tuple[str, ...]]
) -> None:
    told = read(HOST + text + "\n", names, FactKind.PROGRAMME)
    assert [tuple(one.get(name, "") for name in wanted) for one in told] == expected


def test_who_pays_for_a_call_pays_for_those_that_it_chose(names: Names) -> None:
    text = (
        "# Résultats de l'appel « Relais Vert »\n\nBpifrance dévoile les lauréats de l'appel à projets « Relais Vert ».\n\n"
        "| Bénéficiaire | Montant de l'aide |\n|---|---|\n| Ferrolab | 60 000 € |\n| Blé d'Aunis | 75 000 € |\n"
    )
    told = read(text, names, FactKind.PROGRAMME)
    assert [(one["beneficiary"], one["programme"], one["funder"]) for one in told] == [
        ("Ferrolab", "Relais Vert", "Bpifrance"),
        ("Blé d'Aunis", "Relais Vert", "Bpifrance"),
    ]


def test_a_change_is_no_rate_and_a_cost_no_aid(names: Names) -> None:
    text = "Vélinéo est un cluster. Vélinéo a reçu 180 000 € de l'État, en baisse de 6 %.\n"
    [one] = read(HOST + text, names, FactKind.PROGRAMME)
    assert (one["amount"], one.get("rate")) == ("180 000 €", None)
