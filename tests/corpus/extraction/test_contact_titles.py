"""Whose a contact is where a title, a country, a mailbox or a label tells, and what a sentence with two addresses gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.extraction.contacts.abroad import country_of_address
from corpus.facts import FactKind, FieldName, extract_facts
from corpus.naming import Names, load_names
from corpus.reading import read_document
from tests.corpus.test_facts import document, shown


@pytest.fixture(scope="module")
def names() -> Names:
    return load_names()


def contacts(text: str, names: Names) -> list[dict[str, str]]:
    return [shown(fact) for fact in extract_facts(document(text), names) if fact.kind is FactKind.CONTACT]


@pytest.mark.parametrize(
    ("title", "owner"),
    [
        ("# Horizons, la lettre de la direction des entreprises, n° 4, mai 2013", "direction des entreprises"),
        ("# Communiqué de presse – Ministère de la Pêche", "Ministère de la Pêche"),
        ("# Ambassade de France à Lima\n### Lettre économique du Pérou – n° 3", "Ambassade de France à Lima"),
        ("# Fiche n° 3 – Le fonds Marée Haute", "Marée Haute"),
        ("# Le pôle Orvanel signe à Biella et renonce à Gand", "Orvanel"),
        ("# Cap Filières – bulletin mensuel – mai 2014", "Cap Filières"),
    ],
)
def test_the_title_tells_whose_an_address_without_a_person_is(title: str, owner: str, names: Names) -> None:
    text = f"{title}\n\nTrois entreprises ont été reçues hier.\n\nRenseignements : filieres@courrier.example\n"
    assert contacts(text, names) == [{"organisation": owner, "email": "filieres@courrier.example"}]


def test_the_bodies_at_the_head_issue_what_has_the_number_of_their_country(names: Names) -> None:
    text = (
        "# Les grappes du bois\n\nAMBASSADE DE FRANCE EN NORVÈGE\nService économique d'Oslo\n\n"
        "Le cluster norvégien Skogverk a reçu le pôle Xylanor. Skogverk cherche un partenaire.\n\n"
        "Téléphone du service : +47 22 00 11 22\n"
    )
    assert contacts(text, names) == [{"organisation": "AMBASSADE DE FRANCE EN NORVÈGE", "telephone": "+47 22 00 11 22"}]


@pytest.mark.parametrize(
    ("address", "country"),
    [
        ("+353 21 555 0174", "Irlande"),
        ("0049 30 1234", "Allemagne"),
        ("x@nova.se", "Suède"),
        ("www.nova.cl/equipe", "Chili"),
        ("04 77 00 12 96", ""),
        ("+33 4 77 00 12 96", ""),
        ("x@nova.fr", ""),
    ],
)
def test_an_address_tells_its_country(address: str, country: str) -> None:
    assert country_of_address(address) == country


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (
            "Écrivez à Odile Karm (o.karm@orvanel.example) ou appelez l'accueil au 02 43 11 22 33.",
            [
                {"organisation": "Orvanel", "person": "Odile Karm", "email": "o.karm@orvanel.example"},
                {"organisation": "Orvanel", "telephone": "02 43 11 22 33"},
            ],
        ),
        (
            "**Contact presse :** Odile Karm – 02 43 11 22 33\n**Adhésions :** adherer@orvanel.example",
            [
                {"organisation": "Orvanel", "person": "Odile Karm", "telephone": "02 43 11 22 33"},
                {"organisation": "Orvanel", "email": "adherer@orvanel.example"},
            ],
        ),
        (
            "Appelez Odile Karm (02 43 11 22 33). Si elle est absente, laissez un mot à contact@orvanel.example.",
            [
                {"organisation": "Orvanel", "person": "Odile Karm", "telephone": "02 43 11 22 33"},
                {"organisation": "Orvanel", "email": "contact@orvanel.example"},
            ],
        ),
        (
            "Interlocuteurs : Odile Karm à Briançon (04 92 00 18 33) ; à Sion, le secrétariat, le matin.",
            [{"organisation": "Orvanel", "person": "Odile Karm", "telephone": "04 92 00 18 33"}],
        ),
        (
            "Contact sur place : Odile Karm, chargée de mission à la préfecture, 02 43 11 22 33",
            [{"organisation": "préfecture", "person": "Odile Karm", "telephone": "02 43 11 22 33"}],
        ),
        (
            "Votre interlocutrice au conseil régional est Odile Karm (02 43 11 22 33).",
            [{"organisation": "conseil régional", "person": "Odile Karm", "telephone": "02 43 11 22 33"}],
        ),
        (
            "Pour la Wallonie : Odile Karm, 02 43 11 22 33.",
            [{"organisation": "Wallonie", "person": "Odile Karm", "telephone": "02 43 11 22 33"}],
        ),
        (
            "Officier de liaison : commandant Ledantec, joignable au 06 43 11 22 33.",
            [{"organisation": "Orvanel", "person": "Ledantec", "telephone": "06 43 11 22 33"}],
        ),
    ],
)
def test_each_address_goes_to_whom_its_words_name(line: str, found: list[dict[str, str]], names: Names) -> None:
    text = f"# Le pôle Orvanel fait le point\n\nLe pôle Orvanel compte 40 adhérents.\n\n{line}\n"
    assert contacts(text, names) == found


def test_an_e_mail_of_the_last_name_alone_is_that_of_the_only_person_called_so(names: Names) -> None:
    text = (
        "# Guide d'Orvanel\n\nOdile Karmadec, chargée de l'export du pôle Orvanel, a réuni ces conseils.\n\n"
        "## Après\n\nLe suivi compte.\n\n## Agenda\n\nRenseignements : karmadec@orvanel.example\n"
    )
    assert contacts(text, names) == [
        {"organisation": "Orvanel", "person": "Odile Karmadec", "email": "karmadec@orvanel.example"}
    ]


@pytest.mark.parametrize(
    ("heading", "told"),
    [("Västlund (Sweden)", "Västlund"), ("Orvanel Textile", "Orvanel Textile"), ("Agenda", ""), ("Lyon", "")],
)
def test_an_unknown_name_that_is_all_of_a_heading_owns_what_stands_below(
    heading: str, told: str, tmp_path: Path, names: Names
) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"# Network\n\n### {heading}\n\n**Contact:** Malin Lindqvist, +46 31 390 06 42\n", encoding="utf-8")
    (fact,) = [f for f in extract_facts(read_document(page), names) if f.kind is FactKind.CONTACT]
    assert [field.value for field in fact.all(FieldName.ORGANISATION)] == [told] * bool(told)


def test_two_paragraphs_with_a_name_each_are_two_contacts(names: Names) -> None:
    text = (
        "# Le pôle Orvanel\n\n**Amiens** – dans les locaux de la pépinière. Tél. 03 53 01 66 25.\n\n"
        "**Dunkerque** – sur rendez-vous, en écrivant à dunkerque@orvanel.example.\n"
    )
    assert contacts(text, names) == [
        {"organisation": "Orvanel", "telephone": "03 53 01 66 25"},
        {"organisation": "Orvanel", "email": "dunkerque@orvanel.example"},
    ]
