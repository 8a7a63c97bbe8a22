"""Agreements that the layout tells: headings, lists and sheets."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.fact_kinds import FieldName
from corpus.facts import FactKind, extract_facts
from corpus.naming import Names, load_names
from corpus.reading import read_document

SIGNED, NEGOTIATED, PLANNED = "signed", "negotiated", "planned"
HEAD = '---\ntitle: "Ventoris"\ndate: 2019-10-14\npublisher: Pôle Ventoris\n---\n\n# Ventoris\n\nVentoris a 118 membres.\n\n'


@pytest.fixture(scope="module")
def names() -> Names:
    return load_names()


def told(text: str, names: Names, folder: Path) -> list[tuple[str, str]]:
    """Return partner and status of each agreement of a document of the pole Ventoris, in the order of the text."""
    path = folder / "page.md"
    path.write_text(HEAD + text, encoding="utf-8")
    one = read_document(path)
    facts = [fact for fact in extract_facts(one, names) if fact.kind is FactKind.AGREEMENT]
    for fact in facts:
        assert [field.value for field in fact.all(FieldName.PARTY)] == ["Ventoris"]
        assert all(one.text[field.start : field.end] == field.value for field in fact.fields)
    partners = ["".join(field.value for field in fact.all(FieldName.PARTNER)) for fact in facts]
    return [(name, fact.canonical(FieldName.STATUS)) for name, fact in zip(partners, facts, strict=True)]


def test_a_heading_that_is_a_name_is_the_partner_of_what_stands_below(names: Names, tmp_path: Path) -> None:
    text = (
        "## À l'étranger\n\n### Orvik Solar (Danemark)\n\nConvention signée le 11 avril 2016 à Aarhus. Objet : le stockage.\n\n"
        "### Berena Wind\n\nAucun accord n'est signé. Les deux clusters se sont rencontrés trois fois.\n\n"
        "### Kilian Hydro\n\nAccord-cadre du 6 février 2014, reconduit en 2017 pour quatre ans.\n\n"
        "### Marza Cam\n\nL'accord de 2009 a expiré en 2012.\n"
    )
    assert told(text, names, tmp_path) == [
        ("Orvik Solar", SIGNED),
        ("Berena Wind", NEGOTIATED),
        ("Kilian Hydro", SIGNED),
    ]


def test_the_items_of_a_list_of_agreements_open_with_a_name(names: Names, tmp_path: Path) -> None:
    text = (
        "## Nos accords de coopération\n\n- Orvik Solar (Danemark), depuis 2012 : échange de stagiaires\n"
        "- Berena Wind, à Gdansk : éolien, signé en mars 2015\n- Kilian Hydro (Irlande) : en cours de négociation\n"
        "- Marza Cam (Turquie) : expiré en 2012\n- les adhérents : voir l'annuaire\n"
    )
    assert told(text, names, tmp_path) == [
        ("Orvik Solar", SIGNED),
        ("Berena Wind", SIGNED),
        ("Kilian Hydro", NEGOTIATED),
    ]


def test_items_may_open_with_the_country(names: Names, tmp_path: Path) -> None:
    text = (
        "## Accords internationaux\n\nDanemark : Orvik Solar (signé en 2013)\nPologne : Berena Wind (en négociation)\n"
        "Irlande : Kilian Hydro (prévu pour 2030)\n\nContact : Ottavia Repetto\n"
    )
    assert told(text, names, tmp_path) == [
        ("Orvik Solar", SIGNED),
        ("Berena Wind", NEGOTIATED),
        ("Kilian Hydro", PLANNED),
    ]


def test_english_items_say_with_whom(names: Names, tmp_path: Path) -> None:
    text = (
        "## Current agreements\n\n1. With the Danish network Orvik Solar: exchange of staff, signed in Aarhus on 14 June 2021.\n"
        "2. With the Port Authority of Gdansk: a test site, signed on 9 February 2022. A second is now planned.\n"
        "3. With the Japanese network Hokkai Marine: memorandum under negotiation. No date has been set.\n\nPress: Ada\n"
    )
    assert told(text, names, tmp_path) == [
        ("Orvik Solar", SIGNED),
        ("Port Authority of Gdansk", SIGNED),
        ("Hokkai Marine", NEGOTIATED),
    ]


@pytest.mark.parametrize(
    "sheet",
    [
        "Partenaire : Orvik Solar\nPays : Danemark\nDate de signature : 3 mai 2013\nObjet : stockage\nÉtat : en vigueur\n",
        "- **Partenaire étranger** : Orvik Solar\n- **Pays** : Danemark\n- **Signé le** : 3 mai 2013\n",
        "**Partner:** Orvik Solar · **Country:** Denmark · **Agreement:** memorandum · **Signed:** 3 May 2013\n",
        "Convention de coopération\n\nEntre : Ventoris\nEt : Orvik Solar (Danemark)\nSignée à : Aarhus\nLe : 3 mai 2013\n",
    ],
    ids=["plain", "marked", "one line", "between"],
)
def test_a_sheet_tells_its_agreement(sheet: str, names: Names, tmp_path: Path) -> None:
    assert told(sheet, names, tmp_path) == [("Orvik Solar", SIGNED)]


@pytest.mark.parametrize(
    "text",
    [
        "## Ce que prévoit l'accord\n\n- Un appel commun\n- Le banc Boreas\n",
        "Partenaire : Orvik Solar\nBudget : 120 000 €\nConvention : 3 mai 2013\n",
        "## Le projet\n\n### Orvik Solar\n\nLe démonstrateur est signé de la main de ses auteurs.\n",
    ],
    ids=["terms", "project", "no agreement"],
)
def test_other_lists_and_sheets_tell_none(text: str, names: Names, tmp_path: Path) -> None:
    assert told(text, names, tmp_path) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "# Registre des accords\n\n## En cours de négociation\n\nAvec *Orvik Solar*, un projet existe depuis février 2019. "
            "Deux points restent ouverts.\n\nAvec le cluster irlandais Kilian Hydro, la langue fait débat.\n",
            [("Orvik Solar", NEGOTIATED), ("Kilian Hydro", NEGOTIATED)],
        ),
        ("# Our agreements\n\n## Planned\n\n- Orvik Solar (Denmark): storage\n", [("Orvik Solar", PLANNED)]),
        ("## Accords en préparation\n\n- Orvik Solar (Danemark) : le stockage\n", [("Orvik Solar", NEGOTIATED)]),
        ("# Accords\n\n## Signés\n\n- Orvik Solar (Danemark), le stockage\n\n## Rompus\n\n- Kilian Hydro (Irlande)\n",
         [("Orvik Solar", SIGNED)]),
        ("## Accords éteints\n\n- Orvik Solar (Danemark), 2014-2017\n", []),
    ],
    ids=["with", "planned", "in preparation", "signed", "over"],
)  # fmt: skip
def test_a_heading_tells_the_stage_of_what_it_lists(
    text: str, expected: list[tuple[str, str]], names: Names, tmp_path: Path
) -> None:
    assert told(text, names, tmp_path) == expected
