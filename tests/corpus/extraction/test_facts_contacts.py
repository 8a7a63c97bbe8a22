"""Contacts that a line strings together, and whose they are."""

from __future__ import annotations

import pytest

from corpus.facts import FactKind
from corpus.naming import Names, load_names
from tests.corpus.test_facts import read

ORGANISATION, PERSON, TELEPHONE, EMAIL, SITE = "organisation", "person", "telephone", "email", "site"


@pytest.fixture(scope="module")
def names() -> Names:
    return load_names()


def contacts(text: str, names: Names, heading: str = "") -> list[tuple[str | None, str | None, str | None]]:
    """Return organisation, person and the last digits or the local part of the first address of each contact."""
    found = read(text, names, FactKind.CONTACT, heading=heading)
    addresses = [str(one.get(TELEPHONE) or one.get(EMAIL) or one.get(SITE)) for one in found]
    return [
        (one.get(ORGANISATION), one.get(PERSON), to.split("@")[0][-5:])
        for one, to in zip(found, addresses, strict=True)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Presse : Tiburce Malvoix (Nova Sud), 01 99 11 22 33, et Ysolde Karmadec (Axelera), 01 99 11 22 34.",
        "Presse : Tiburce Malvoix (Nova Sud), 01 99 11 22 33 ; adhésions : Ysolde Karmadec (Axelera), 01 99 11 22 34.",
        "Presse : Tiburce Malvoix, Nova Sud, 01 99 11 22 33. Projets : Ysolde Karmadec, Axelera, 01 99 11 22 34.",
        "Nova Sud : Tiburce Malvoix, 01 99 11 22 33. Axelera : Ysolde Karmadec, 01 99 11 22 34.",
        "Press: Tiburce Malvoix (Nova Sud), 01 99 11 22 33, or Ysolde Karmadec (Axelera), 01 99 11 22 34.",
    ],
)
def test_each_person_of_a_line_has_the_organisation_and_the_address_beside(text: str, names: Names) -> None:
    assert contacts(text, names) == [("Nova Sud", "Tiburce Malvoix", "22 33"), ("Axelera", "Ysolde Karmadec", "22 34")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Secrétariat du conseil : bureau@axelera.example. Labellisation : Tiburce Malvoix, 01 99 11 22 33.",
            [("Axelera", None, "ureau"[-5:]), ("Axelera", "Tiburce Malvoix", "22 33")],
        ),
        (
            "Tiburce Malvoix, chargé des projets, 01 99 11 22 33 ; service de presse, 01 99 11 22 30.",
            [("Axelera", "Tiburce Malvoix", "22 33"), ("Axelera", None, "22 30")],
        ),
        (
            "Responsable : Tiburce Malvoix, 01 99 11 22 33. Les réservations de salles se font par courriel, à "
            "salles@axelera.example.",
            [("Axelera", "Tiburce Malvoix", "22 33"), ("Axelera", None, "alles"[-5:])],
        ),
    ],
)
def test_a_service_is_no_person_and_belongs_to_the_pole(
    text: str, expected: list[tuple[str, str | None, str]], names: Names
) -> None:
    assert contacts(text, names, heading="Les contacts d'Axelera") == expected


@pytest.mark.parametrize(
    "text",
    [
        "**Nova Sud** – 14 avenue du Tour, Lyon. Directrice : Odile Karmadec. Presse : Tiburce Malvoix, 01 99 11 22 33.",
        "Nova Sud, 3 rue Basse, Lyon. Accueil le lundi. Projets de recherche : Tiburce Malvoix, 01 99 11 22 33.",
        "**Nova Sud** : halle aux grains. Une seule personne suit tout : Tiburce Malvoix, 01 99 11 22 33.",
    ],
)
def test_the_name_that_opens_a_paragraph_owns_its_addresses(text: str, names: Names) -> None:
    assert contacts(text, names) == [("Nova Sud", "Tiburce Malvoix", "22 33")]


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("Questions techniques sur Lumidor : Tiburce Malvoix, 01 99 11 22 33.", "Axelera"),
        ("Accès à la plateforme Lumidor : Tiburce Malvoix, ingénieur, 01 99 11 22 33.", "Axelera"),
        ("Pour Lumidor Est : Tiburce Malvoix, 01 99 11 22 33.", "Lumidor Est"),
    ],
)
def test_what_a_label_is_about_owns_no_address(text: str, owner: str, names: Names) -> None:
    text = f"Axelera a ouvert la plateforme Lumidor Est. Axelera invite Lumidor à la visiter.\n\n{text}"
    assert contacts(text, names, heading="Axelera vous répond")[0][:2] == (owner, "Tiburce Malvoix")


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Pour l'atelier : Zoltrane Aaby Kjær, 01 99 11 22 33.", "Zoltrane Aaby Kjær"),
        ("La visite est menée par Zoltrane Malvoix (01 99 11 22 33).", "Zoltrane Malvoix"),
        (
            "Écrire à Zoltrane Malvoix, offres@axelera.example, ou à son adjointe Xarida Soltène (01 99 11 22 33).",
            "Zoltrane Malvoix",
        ),
        ("International work is led by Zoltrane Malvoix (phone 01 99 11 22 33).", "Zoltrane Malvoix"),
    ],
)
def test_a_person_with_an_uncommon_first_name_is_told_by_the_place_before_an_address(
    text: str, person: str, names: Names
) -> None:
    assert contacts(text, names, heading="Contacts d'Axelera")[0][1] == person


def test_a_number_in_brackets_is_quoted_without_them(names: Names) -> None:
    [found] = read("Le standard d'Axelera (01 99 11 22 33) répond le matin.", names, FactKind.CONTACT)
    assert found[TELEPHONE] == "01 99 11 22 33"


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        (
            "L'Arc oriental a sept membres.\n\nSecrétariat : Tiburce Malvoix, bonjour@arc-oriental.example",
            "Arc oriental",
        ),
        ("Le label Vert Pays distingue les pôles.\n\nFormulaire en ligne sur vert-pays.example.", "Vert Pays"),
        ("Le Val-Clair soutient ses pôles.\n\nGuichet : guichet@val-clair.example", "Val-Clair"),
    ],
)
def test_the_words_of_a_domain_name_the_owner(text: str, owner: str, names: Names) -> None:
    assert contacts(text, names)[0][0] == owner


@pytest.mark.parametrize(
    "text",
    [
        "accueil@axelera.example – Tiburce Malvoix – 01 99 11 22 33",
        "Tiburce Malvoix, 01 99 11 22 33, ou par courriel : accueil@axelera.example",
        "Presse : Tiburce Malvoix, 01 99 11 22 33. Courriel presse : accueil@axelera.example",
        "Pour joindre Tiburce Malvoix : 01 99 11 22 33 (matin) ; mél. : accueil@axelera.example",
    ],
)
def test_two_kinds_of_address_are_those_of_one_person(text: str, names: Names) -> None:
    [found] = read(text, names, FactKind.CONTACT, heading="Contacts d'Axelera")
    assert found == {
        ORGANISATION: "Axelera",
        PERSON: "Tiburce Malvoix",
        TELEPHONE: "01 99 11 22 33",
        EMAIL: "accueil@axelera.example",
    }


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        (
            "- Réseaux : membre de Composites Réunis\n- Contact : Tiburce Malvoix, animateur, 01 99 11 22 33",
            "Alliance Lumo",
        ),
        ("Gérée par l'agence SudOuest Avenir.\n\nÉcrire à guide@sudouest-av.example.", "agence SudOuest Avenir"),
        ("Project web site: www.lumo-export.example\n\nThe Lumo Export project ends in May.", "Lumo Export"),
    ],
)
def test_neither_what_one_belongs_to_nor_a_part_of_the_country_owns_an_address(
    text: str, owner: str, names: Names
) -> None:
    found = contacts(text, names, heading="Alliance Lumo" if "Réseaux" in text else "Annuaire des pôles du Sud-Ouest")
    assert found[0][0] == owner


def test_the_site_below_the_contacts_of_several_persons_is_that_of_the_house(names: Names) -> None:
    text = (
        "Adhésions : Tiburce Malvoix, 01 99 11 22 33\nProjets : Odile Chappaz, o.chappaz@axelera.example\n\n"
        "Axelera – 12 rue Haute, 69000 Lyon – www.axelera.example"
    )
    found = read(text, names, FactKind.CONTACT, heading="Contacts d'Axelera")
    assert found[-1] == {ORGANISATION: "Axelera", SITE: "www.axelera.example"}
