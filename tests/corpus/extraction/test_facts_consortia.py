"""Who takes part in joint projects and alliances: tables, sheets, lists under headings, and what sentences say of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.facts import FactKind, extract_facts
from corpus.naming import Names, load_names
from corpus.reading import read_document

PAGES = {
    "table of partners": (
        """# AQUALOOP, un consortium pour l'eau

## Le consortium

| Organisme | Pays | Type | Rôle dans le projet |
|---|---|---|---|
| Pôle Ondine (coordinateur) | France | cluster | gestion |
| Vattenlab AB | Suède | PME | capteurs |
| Ville de Montbrison-sur-Lac | France | collectivité | site pilote |
| Total | | | |

Le projet AQUALOOP dure trois ans.
""",
        "AQUALOOP",
        ["Ondine", "Vattenlab AB", "Ville de Montbrison-sur-Lac"],
    ),
    "rows parted by semicolons": (
        """Projet NUMERIALP
Rapport

Bénéficiaire ; pays ; budget
Pôle Digitalp ; France ; 200 000
Südtirol Digital ; Italie ; 150 000
Total ; ; 350 000
""",
        "NUMERIALP",
        ["Digitalp", "Südtirol Digital"],
    ),
    "sheet of labels": (
        """Fiche projet

Acronyme : SOLARIS
Programme : Interreg Sudoe
Coordinateur : Pôle Héliotrope (Perpignan)
Partenaires : Cluster Sol Ibérico (Espagne) ; Universidade do Sado (Portugal) ; communauté d'agglomération du Lac
Budget : 1,2 M€
""",
        "SOLARIS",
        ["Héliotrope", "Cluster Sol Ibérico", "Universidade do Sado", "communauté d'agglomération du Lac"],
    ),
    "table of labels": (
        """# Fiche

| Projet | LUMIBAT |
|---|---|
| Programme | Interreg Alpin |
| Chef de file | Pôle Batelia |
| Partenaires | Holz Cluster Tirol, Legno Veneto, École du bois d'Annemont |
""",
        "LUMIBAT",
        ["Batelia", "Holz Cluster Tirol", "Legno Veneto", "École du bois d'Annemont"],
    ),
    "labels in English": (
        """WINDGRID
Deliverable D2.1 - Cable tests
Lead beneficiary: Tramontane cluster (Foix, France)
Contributors: University of Aarbo (Denmark), Cablix (Spain), Pôle Vent du Sud (France)
""",
        "WINDGRID",
        ["Tramontane cluster", "University of Aarbo", "Cablix", "Vent du Sud"],
    ),
    "items under a heading": (
        """# Projet CIRCULAB

Financé par Interreg.

## Partenaires

- Pôle Recyclia, Lyon (chef de file)
- Umwelt Cluster Saar, Sarrebruck
- Université de Grandval

## Calendrier

- 12 mars 2023 : lancement à Lyon
""",
        "CIRCULAB",
        ["Recyclia", "Umwelt Cluster Saar", "Université de Grandval"],
    ),
    "items under a bold line": (
        """# LOGISTICA+ : qui fait quoi

Projet LOGISTICA+ soutenu par Interreg.

**Les partenaires**

* **Pôle Fluvia** : chef de file, pilotage du lot 1 ;
* **Port Cluster Gent** : plateforme numérique ;
""",
        "LOGISTICA+",
        ["Fluvia", "Port Cluster Gent"],
    ),
    "pronouns in English": (
        """# GREENPORTS: project summary

GREENPORTS is a three-year Interreg project. It is led by Pole Marine Azur together with Porto Verde Cluster and the
University of Kaldvik. The consortium also includes Harbour Tech Ltd and the port authority of Vallenza.
""",
        "GREENPORTS",
        [
            "Marine Azur",
            "Porto Verde Cluster",
            "University of Kaldvik",
            "Harbour Tech Ltd",
            "port authority of Vallenza",
        ],
    ),
    "parties": (
        """# Accord de consortium MEDILINK

Les parties sont : le pôle Sanitas, l'hôpital universitaire de Brenne, la PME Cardiosoft et l'Université de Rhode.
""",
        "MEDILINK",
        ["Sanitas", "hôpital universitaire de Brenne", "Cardiosoft", "Université de Rhode"],
    ),
    "apposed": (
        """# Projet FORESTIA : contrôle

Le contrôle a porté sur le chef de file, le pôle Sapinia, et sur deux des quatre partenaires : la scierie du Haut-Lac
et la Haute école de Morges. L'Office national des crêtes, autre partenaire, n'a pas été contrôlé.
""",
        "FORESTIA",
        ["Sapinia", "scierie du Haut-Lac", "Haute école de Morges", "Office national des crêtes"],
    ),
    "fronted leader": (
        """# OCEANWISE en bref

Coordonné par le pôle Mer Iroise, OCEANWISE associe Galway Ocean Hub, l'université d'Aveiro et deux PME, Sonarys et Bluetag.
""",
        "OCEANWISE",
        ["Mer Iroise", "Galway Ocean Hub", "université d'Aveiro", "Sonarys", "Bluetag"],
    ),
    "labels on one line": (
        """# Projet REWOOD (Interreg Espace alpin)

Chef de file : Pôle Xylia. Partenaires : Holz Steiermark (Autriche), Legno Friuli (Italie). Budget : 1,8 M€.
""",
        "REWOOD",
        ["Xylia", "Holz Steiermark", "Legno Friuli"],
    ),
    "one project a row": (
        """# Nos projets européens

| Projet | Chef de file | Partenaires | Budget |
|---|---|---|---|
| TEXNET | Fibralia | Tessuti Piemonte, Swiss Fibre et l'université de Dornach | 2 M€ |
""",
        "TEXNET",
        ["Fibralia", "Tessuti Piemonte", "Swiss Fibre", "université de Dornach"],
    ),
    "directory": (
        """---
title: Annuaire
publisher: Pôle Photonia
---

# Annuaire du pôle Photonia

## Halocam

**Activité** : caméras. **Membre depuis** : 2011.

## Verrerie du Lac

**Activité** : lentilles. **Adhérent depuis** : 2016.
""",
        "Photonia",
        ["Halocam", "Verrerie du Lac"],
    ),
}
SENTENCES = {
    "led with": (
        "Le consortium HYDROLINK, coordonné par le pôle Énergia Nord, avec Wasserstoff Rhein, l'université de Belmont et la "
        "société Pilotech, démarre en mars.",
        "HYDROLINK",
        ["Énergia Nord", "Wasserstoff Rhein", "université de Belmont", "Pilotech"],
    ),
    "gathers, some unknown": (
        "Financé par Horizon Europe, le projet BIOFIBRE rassemble onze partenaires, parmi lesquels le pôle Fibralia, "
        "l'institut Textor de Gand et deux PME, Filatex et Lin Nord.",
        "BIOFIBRE",
        ["Fibralia", "institut Textor de Gand", "Filatex", "Lin Nord"],
    ),
    "compose": (
        "Axelera, Techtera et le cluster bavarois Chemie Isar composent le consortium REFORMA.",
        "REFORMA",
        ["Axelera", "Techtera", "Chemie Isar"],
    ),
    "take part": (
        "Trois clusters participent au projet MARINET : Pôle Mer Occitane, Ocean Cluster Galway et Hav Norge.",
        "MARINET",
        ["Mer Occitane", "Ocean Cluster Galway", "Hav Norge"],
    ),
    "beside": (
        "Le pôle Minalogic participe, aux côtés de Silicon Elbe et d'Eindhoven Chips, au consortium européen CHIPNET.",
        "CHIPNET",
        ["Minalogic", "Silicon Elbe", "Eindhoven Chips"],
    ),
    "made up of": (
        "The VERDECO consortium is made up of Cluster Verde Norte (Portugal, coordinator), GreenTech Ulster Ltd and the "
        "Technical University of Brnice.",
        "VERDECO",
        ["Cluster Verde Norte", "GreenTech Ulster Ltd", "Technical University of Brnice"],
    ),
    "whose leader": (
        "Une ingénieure suit le consortium USINOVA, dont Minalogic assure la coordination jusqu'en 2026.",
        "USINOVA",
        ["Minalogic"],
    ),
}
NOTHING = {
    "partners of a pole": "Axelera réunit 350 adhérents. Nos partenaires sont la Région, l'État et la métropole de Lyon.",
    "guests of a day": "La journée a réuni Chemie Isar, Flanders Air et plus de 200 participants à Toulouse.",
    "refused": "Le consortium REFORMA ne réunit pas Techtera ni Chemie Isar. Techtera n'est pas partenaire du projet CHIPNET.",
    "place of a network": "L'alliance Brumissimo est installée au 9 quai des Corailleurs, Marseille-Estaque.",
}


@pytest.fixture(scope="module")
def names() -> Names:
    return load_names()


def members(text: str, names: Names, folder: Path) -> list[tuple[str, str]]:
    (folder / "page.md").write_text(text, encoding="utf-8")
    document = read_document(folder / "page.md")
    found = [fact for fact in extract_facts(document, names) if fact.kind is FactKind.MEMBERSHIP]
    assert all(document.text[one.start : one.end] == one.value for fact in found for one in fact.fields)
    return [(fact.fields[0].value, fact.fields[1].value) for fact in found]


@pytest.mark.parametrize("case", PAGES)
def test_a_page_tells_who_takes_part_in_its_project(case: str, names: Names, tmp_path: Path) -> None:
    text, group, expected = PAGES[case]
    assert members(text, names, tmp_path) == [(one, group) for one in expected]


@pytest.mark.parametrize("case", SENTENCES)
def test_a_sentence_tells_who_takes_part_in_a_consortium(case: str, names: Names, tmp_path: Path) -> None:
    text, group, expected = SENTENCES[case]
    assert members(f"# Brèves\n\n{text}\n", names, tmp_path) == [(one, group) for one in expected]


@pytest.mark.parametrize("case", NOTHING)
def test_no_consortium_has_no_members(case: str, names: Names, tmp_path: Path) -> None:
    assert members(f"# Brèves du pôle Axelera\n\n{NOTHING[case]}\n", names, tmp_path) == []
