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
    ],
    ids=["are", "colon", "counts", "brings together", "has", "alongside", "joins", "fronted", "adhesion", "founders"],
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
