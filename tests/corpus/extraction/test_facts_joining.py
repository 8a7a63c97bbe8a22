"""To which alliances somebody belongs by a verb: every one of a list, with the company there, not too soon."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.facts import FactKind, extract_facts
from corpus.naming import Names, load_names
from corpus.reading import read_document


@pytest.fixture(scope="module")
def names() -> Names:
    return load_names()


PAGE = """\
# Lettre d'information de Silvarbois

Le pôle Silvarbois, basé à Épinal, accompagne les entreprises de la filière bois.

{}
"""
OURS = "Silvarbois"
EUROBOIS = [(OURS, "Eurobois"), ("Legno Veneto", "Eurobois"), ("Madera Navarra", "Eurobois")]
JOINED = {
    "a name that begins with a country's": (
        "Il est membre de l'alliance France Bois Clusters et du réseau européen WoodLinks.",
        [(OURS, "France Bois Clusters"), (OURS, "WoodLinks")],
    ),
    "a body in small letters": (
        "Le pôle est adhérent de France Clusters et de l'Association nationale des scieries de montagne.",
        [(OURS, "France Clusters"), (OURS, "Association nationale des scieries de montagne")],
    ),
    "a network with an apostrophe": (
        "Le pôle adhère depuis 2012 au réseau Forêts d'Europe.",
        [(OURS, "Forêts d'Europe")],
    ),
    "company in a clause": (
        "L'alliance Eurobois, dont Silvarbois est membre avec Legno Veneto et Madera Navarra, prépare un dossier.",
        EUROBOIS,
    ),
    "founders of one named once": (
        "Silvarbois et Legno Veneto sont membres fondateurs d'Eurobois.",
        EUROBOIS[:2],
    ),
    "some among several": (
        "Le pôle est membre de plusieurs réseaux européens, dont Eurobois et WoodLinks.",
        [(OURS, "Eurobois"), (OURS, "WoodLinks")],
    ),
    "several after a colon": (
        "Silvarbois appartient à deux réseaux : l'alliance Eurobois et France Clusters.",
        [(OURS, "Eurobois"), (OURS, "France Clusters")],
    ),
    "a label": (
        "Réseaux : membre de France Clusters et de l'alliance Eurobois, avec les clusters Legno Veneto et Madera Navarra.",
        [(OURS, "France Clusters"), *EUROBOIS],
    ),
    "a label alone": (
        "Réseaux : Eurobois, Alpine Wood Network.",
        [(OURS, "Eurobois"), (OURS, "Alpine Wood Network")],
    ),
    "a table": (
        "| Réseau | Depuis | Rôle |\n|---|---|---|\n| Eurobois | 2015 | fondateur |\n| Alpine Wood Network | 2010 | adhérent |",
        [(OURS, "Eurobois"), (OURS, "Alpine Wood Network")],
    ),
    "a board decides": (
        "Le conseil a approuvé l'adhésion du pôle au réseau Eurobois, pour une cotisation de 2 000 euros par an.",
        [(OURS, "Eurobois")],
    ),
    "an adhesion of ours": (
        "Notre adhésion à l'alliance Eurobois a été renouvelée pour 2019.",
        [(OURS, "Eurobois")],
    ),
    "company before the name": (
        "Le pôle est membre, avec Legno Veneto, de l'alliance Eurobois.",
        EUROBOIS[:2],
    ),
    "a seat": (
        "Le pôle siège au conseil d'administration du réseau Eurobois.",
        [(OURS, "Eurobois")],
    ),
    "a chair": (
        "Silvarbois préside depuis 2017 l'alliance Eurobois, qui compte douze clusters.",
        [(OURS, "Eurobois")],
    ),
    "English": (
        "It is a member of the European Timber Alliance and of the France Clusters network.",
        [(OURS, "European Timber Alliance"), (OURS, "France Clusters")],
    ),
    "English items": (
        "The Eurobois alliance is coordinated by Silvarbois. The other members are:"
        "\n\n- Legno Veneto (Italy);\n- Madera Navarra (Spain).",
        EUROBOIS,
    ),
    "a pole whose name begins with the noun": (
        "## Alliance Meubles Adour\n\nRéseaux : membre de l'alliance Eurobois.",
        [("Alliance Meubles Adour", "Eurobois")],
    ),
}
NOTHING = {
    "not yet": "Silvarbois envisage de rejoindre l'alliance Eurobois en 2020.",
    "refused": "Le pôle a refusé en revanche de rejoindre le projet Grain Tendre.",
    "a director": "Paul Morand, membre du conseil d'administration de Silvarbois, était présent.",
    "members of another": "Silvarbois participera au salon Ligna avec dix membres de l'alliance Eurobois.",
    "a label of quality": "Silvarbois a reçu le label Bronze de l'European Cluster Excellence Initiative.",
    "services": "## Nos services aux membres\n\n- **Missions collectives.** Quatre par an.\n- **Diagnostic export.** Gratuit.",
    "what members have": "Nos membres bénéficient de plusieurs services :\n\n- Missions collectives\n- Diagnostic export",
    "a partner in a deal": "Legno Veneto s'est associé à Silvarbois pour une plateforme d'essais.",
    "a state of the Union": "La Slovénie, qui est membre de l'Union européenne, accueille Silvarbois.",
}


def members(text: str, names: Names, folder: Path) -> list[tuple[str, str]]:
    path = folder / "page.md"
    path.write_text(PAGE.format(text), encoding="utf-8")
    document = read_document(path)
    found = [fact for fact in extract_facts(document, names) if fact.kind is FactKind.MEMBERSHIP]
    return sorted((fact.fields[0].value, fact.fields[1].value) for fact in found)


@pytest.mark.parametrize("case", JOINED)
def test_every_alliance_is_told_with_its_whole_name_and_those_in_it(case: str, names: Names, tmp_path: Path) -> None:
    text, expected = JOINED[case]
    assert members(text, names, tmp_path) == sorted(expected)


@pytest.mark.parametrize("case", NOTHING)
def test_what_is_no_membership_tells_none(case: str, names: Names, tmp_path: Path) -> None:
    assert members(NOTHING[case], names, tmp_path) == []
