"""Facts that pages of contacts, lists of members and agendas tell, one a line, a row or an item."""

from __future__ import annotations

import pytest

from corpus.facts import FactKind
from corpus.naming import Names, load_names
from tests.corpus.test_facts import read

ORGANISATION, PERSON, TELEPHONE, EMAIL = "organisation", "person", "telephone", "email"


@pytest.fixture(scope="module")
def names() -> Names:
    return load_names()


def test_a_team_page_gives_each_person_the_addresses_below(names: Names) -> None:
    text = (
        "**Ysolde Karmadec**, cheffe de projet « houle », pilote l'atelier. Elle reçoit le jeudi.\n"
        "01 99 11 22 33 – y.karmadec@axelera.example\n\n"
        "**Tiburce Malvoix-Hardy**, assistant de direction\n"
        "01 99 11 22 34 – accueil@axelera.example"
    )
    assert read(text, names, FactKind.CONTACT, heading="L'équipe d'Axelera") == [
        {
            ORGANISATION: "Axelera",
            PERSON: "Ysolde Karmadec",
            TELEPHONE: "01 99 11 22 33",
            EMAIL: "y.karmadec@axelera.example",
        },
        {
            ORGANISATION: "Axelera",
            PERSON: "Tiburce Malvoix-Hardy",
            TELEPHONE: "01 99 11 22 34",
            EMAIL: "accueil@axelera.example",
        },
    ]


def test_lines_with_a_label_of_their_own_are_contacts_of_their_own(names: Names) -> None:
    text = (
        "Adhésions : Tiburce Malvoix, 01 99 11 22 33, adhesion@axelera.example\n"
        "Antenne de Dole : 01 99 11 22 35\n"
        "www.axelera.example"
    )
    found = read(text, names, FactKind.CONTACT, heading="Contacts d'Axelera")
    assert [(one.get(PERSON), one.get(TELEPHONE)) for one in found][:2] == [
        ("Tiburce Malvoix", "01 99 11 22 33"),
        (None, "01 99 11 22 35"),
    ]
    assert all("site" not in one for one in found if PERSON in one)


def test_who_is_to_be_reached_is_named_before_the_address(names: Names) -> None:
    text = (
        "La direction d'Axelera est confiée à Aurélien Malvoix. Elle est à Lyon. Pour le joindre : 01 99 11 22 33.\n\n"
        "Inscriptions auprès de Tiburce Karmadec : 01 99 11 22 34."
    )
    found = read(text, names, FactKind.CONTACT)
    assert [(one[PERSON], one[TELEPHONE]) for one in found] == [
        ("Aurélien Malvoix", "01 99 11 22 33"),
        ("Tiburce Karmadec", "01 99 11 22 34"),
    ]


def test_an_alliance_is_known_by_the_acronym_that_the_document_gives_it(names: Names) -> None:
    text = (
        "L'Anneau des rivières alpines (ARA) est une alliance de clusters de l'eau.\n\n"
        "L'ARA a signé un accord avec Busan Tide Park (Corée du Sud) le 14 juin 2015."
    )
    (found,) = read(text, names, FactKind.AGREEMENT)
    assert (found["party"], found["partner"]) == ("ARA", "Busan Tide Park")
