"""Who belongs to an alliance: rosters, fronted clauses, adhesions, English, and the last name of a list."""

from __future__ import annotations

import pytest

from corpus.facts import FactKind
from corpus.naming import Names, load_names
from tests.corpus.test_facts import read


@pytest.fixture(scope="module")
def names() -> Names:
    return load_names()


@pytest.mark.parametrize(
    ("text", "alliance", "members"),
    [
        ("Les membres de l'alliance Brumes d'Europe sont Axelera (Lyon), Kunst Isar (Munich) et Nebbia (Turin).",
         "Brumes d'Europe", ["Axelera", "Kunst Isar", "Nebbia"]),
        ("Sont membres fondateurs du réseau Brumissimo : Axelera, Kunst Isar et Nebbia.",
         "Brumissimo", ["Axelera", "Kunst Isar", "Nebbia"]),
        ("Le consortium Hush Rail compte trois pôles : Axelera, Techtera et Minalogic.",
         "Hush Rail", ["Axelera", "Techtera", "Minalogic"]),
        ("Founded in 2012, the Blue Mist Ring network brings together Axelera, Kunst Isar and Nebbia.",
         "Blue Mist Ring", ["Axelera", "Kunst Isar", "Nebbia"]),
        ("The European Fog Alliance has six members, among them Axelera and Kunst Isar.",
         "European Fog Alliance", ["Axelera", "Kunst Isar"]),
        ("Axelera a rejoint l'alliance Blue Mist Ring en 2015, aux côtés de Kunst Isar et de Nebbia Torino.",
         "Blue Mist Ring", ["Axelera", "Kunst Isar", "Nebbia Torino"]),
        ("Kunst Isar vient de rejoindre Brumissimo, le réseau européen des brumes.", "Brumissimo", ["Kunst Isar"]),
        ("Membre de l'alliance Blue Mist Ring depuis 2016, Axelera en préside le comité.", "Blue Mist Ring", ["Axelera"]),
        ("L'adhésion d'Axelera au réseau Brumissimo date de 2014.", "Brumissimo", ["Axelera"]),
        ("Axelera fait partie des fondateurs de Brumissimo, réseau créé en 2012.", "Brumissimo", ["Axelera"]),
        ("Le prix est allé à la pompe de Pulvox, adhérente de Techtera.", "Techtera", ["Pulvox"]),
        ("L'idée vient de Nebbia Torino, l'un des membres fondateurs du réseau Brumissimo.", "Brumissimo", ["Nebbia Torino"]),
        ("The pump of Pulvox Labs, a member of Techtera, won the prize.", "Techtera", ["Pulvox Labs"]),
        ("Pulvox, membre historique de Techtera, exporte la moitié de ses pompes.", "Techtera", ["Pulvox"]),
    ],
    ids=["are", "colon", "counts", "brings together", "has", "alongside", "joins", "fronted", "adhesion", "founders",
         "apposed", "one of", "a member", "historic"],
)  # fmt: skip
def test_a_sentence_tells_the_members_of_an_alliance(
    text: str, alliance: str, members: list[str], names: Names
) -> None:
    found = read(text, names, FactKind.MEMBERSHIP, heading="Nouvelles du mois")
    assert [one["member"] for one in found] == members
    assert {one["alliance"] for one in found} == {alliance}


def test_who_has_left_is_no_member(names: Names) -> None:
    text = "Axelera a quitté le réseau Brumissimo en 2019. Techtera n'en est pas membre."
    assert read(text, names, FactKind.MEMBERSHIP, heading="Nouvelles du mois") == []


@pytest.mark.parametrize(
    "text",
    [
        "Deux de nos adhérents, Kunst Isar et Nebbia Torino, ont remis une offre.",
        "Parmi nos membres, Kunst Isar et Nebbia Torino exportent déjà.",
        "Two of our members, Kunst Isar and Nebbia Torino, have made an offer.",
        "Le port a retenu nos deux adhérents Kunst Isar et Nebbia Torino.",
    ],
)
def test_our_members_are_those_of_the_host(text: str, names: Names) -> None:
    found = read(f"Techtera a mené une mission. {text}", names, FactKind.MEMBERSHIP, heading="Techtera")
    assert [(one["member"], one["alliance"]) for one in found] == [
        ("Kunst Isar", "Techtera"),
        ("Nebbia Torino", "Techtera"),
    ]


def test_a_person_is_no_member_of_the_house(names: Names) -> None:
    text = "Le prix a été remis à Jeanne Morvan, membre de Techtera. Nos adhérents ont voté."
    assert read(text, names, FactKind.MEMBERSHIP, heading="Nouvelles du mois") == []
