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
        ("Six entreprises ont fait le voyage.", "Six", "entreprises"),
        ("L'équipe a été portée de 13 à 16 personnes.", "16", "personnes"),
        ("The network links five maritime clusters.", "five", "clusters"),
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


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("| | Altéo | Brivia |\n|---|---|---|\n| Membres | 88 | 1 041 |\n", [("88", "Membres"), ("1 041", "Membres")]),
        (
            "| Pôle | Entreprises | Emplois |\n|---|---|---|\n| Altéo | 74 | 9 300 |\n",
            [("74", "Entreprises"), ("9 300", "Emplois")],
        ),
        (
            "| Donnée | Valeur |\n|---|---|\n| dont coopératives | 36 |\n| Projets depuis 2010 | 88, dont 39 aidés |\n",
            [("36", "coopératives"), ("88", "Projets")],
        ),
        ("| Country | Number of clusters funded |\n|---|---|\n| Spain | 31 |\n", [("31", "clusters")]),
        ("Adhérents : 131\nSalariés : 12 (fin 2020)\n", [("131", "Adhérents"), ("12", "Salariés")]),
        ("Adhérents        131      98\nSalariés         12       9\n", [("131", "Adhérents"), ("12", "Salariés")]),
        ("| | Altéo |\n|---|---|\n| Membres fin 2019 | 2 019 |\n", [("2 019", "Membres")]),
    ],
)
def test_titles_and_labels_count_for_their_cells(text: str, counts: list[tuple[str, str]], names: Names) -> None:
    found = [(one["number"], one["object"]) for one in read(text, names, FactKind.FIGURE, heading="Repères")]
    assert set(counts) <= set(found)
    assert all("Altéo" not in of for _, of in found)


@pytest.mark.parametrize(
    "text",
    [
        "| Budget (k€) | 2023 |\n|---|---|\n| Projets | 310 |\n",
        "| | Altéo |\n|---|---|\n| Cotisations | 310 |\n| Part des PME | 55 % |\n| Création | 2007 |\n",
        "| Programme | Marchés Lointains |\n|---|---|\n| Prêts | 18 |\n",
        "| Projets | Date |\n|---|---|\n| Houlia | 2019 |\n",
    ],
)
def test_sums_years_and_names_in_tables_are_no_figures(text: str, names: Names) -> None:
    assert read(text, names, FactKind.FIGURE, heading="Repères") == []


@pytest.mark.parametrize(
    ("text", "number", "noun"),
    [
        ("Le nombre d'adhérents est passé de 164 à 211 en un an.", "211", "adhérents"),
        ("Le nombre total de salariés atteint 1 450.", "1 450", "salariés"),
        ("The number of members rose from 64 to 81.", "81", "members"),
        ("Nos adhérents (192 au 1er mars 2021) votent demain.", "192", "adhérents"),
        ("Les PME du pôle exportent. Quarante-trois d'entre elles vont en Asie.", "Quarante-trois", "PME"),
        ("Most members are firms. Twenty of them export.", "Twenty", "firms"),
        ("Le réseau compte 12 universities.", "12", "universities"),
    ],
)
def test_a_number_that_stands_away_from_its_noun_is_counted(text: str, number: str, noun: str, names: Names) -> None:
    assert {"number": number, "object": noun} in read(text, names, FactKind.FIGURE, heading="En bref")


@pytest.mark.parametrize(
    "text",
    [
        "L'aide va aux PME de 20 à 99 salariés.",
        "L'aide va aux entreprises de moins de dix salariés.",
        "Il faut au moins douze entreprises.",
        "Une société de plus de 250 salariés paie le double.",
        "It is open to firms with more than 50 employees.",
        "L'effort est partagé entre les deux pays (20).",
        "Le contrat porte sur 8 milliards de wons.",
        "Le volontaire est partagé entre deux à cinq entreprises.",
        "Le dossier réunit trois partenaires au minimum.",
        "Il en vient trois des entreprises.",
        "Le salon se tient dans quatre pays.",
    ],
)
def test_limits_points_and_money_are_no_figures(text: str, names: Names) -> None:
    assert read(text, names, FactKind.FIGURE) == []


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        (
            "Nous étions 94 membres il y a deux ans, nous sommes aujourd'hui 128.",
            [("94", "membres"), ("128", "membres")],
        ),
        (
            "Vingt-deux pôles ont répondu, contre dix-sept en 2012.",
            [("Vingt-deux", "pôles"), ("dix-sept", "pôles")],
        ),
        ("Sur 31 dossiers examinés, 19 ont été labellisés.", [("31", "dossiers"), ("19", "dossiers")]),
        ("Il compte 186 adhérents, dont 8 universités.", [("186", "adhérents"), ("8", "universités")]),
        ("La mission comptait onze chefs d'entreprise.", [("onze", "chefs d'entreprise")]),
        ("| Catégorie | Nombre |\n|---|---|\n| Grandes entreprises | 27 |\n", [("27", "Grandes entreprises")]),
        ("The clusters represent 640 companies, 480 of which are SMEs.", [("640", "companies"), ("480", "SMEs")]),
        ("Le jury a examiné 24 candidatures et en a retenu six.", [("24", "candidatures"), ("six", "candidatures")]),
        ("Douze administrateurs sur seize sont présents.", [("Douze", "administrateurs")]),
        ("Le pôle compte 48 % de PME, contre 44 en 2017.", []),
        ("Seize marins ont passé le brevet. Deux ont échoué.", [("Seize", "marins")]),
        ("L'accord porte sur trois priorités communes.", []),
    ],
    ids=[
        "now",
        "against",
        "of them",
        "universities",
        "compound",
        "large",
        "of which",
        "chosen",
        "present",
        "a share",
        "two",
        "adjective",
    ],
)
def test_what_is_counted_anew_and_in_several_words(text: str, counts: list[tuple[str, str]], names: Names) -> None:
    got = [(one["number"], one["object"]) for one in read(text, names, FactKind.FIGURE, heading="En bref")]
    assert got == counts
