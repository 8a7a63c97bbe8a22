"""Contacts in the forms of address books, directory sheets, mission reports and letterheads."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.entities import EntityKind, find_entities
from corpus.facts import FactKind, extract_facts
from corpus.naming import Names, load_names
from corpus.protagonists import spells
from corpus.reading import read_document
from tests.corpus.extraction.test_contact_owners import ONE, OPENING, OTHER, Contact, contacts
from tests.corpus.test_facts import shown

SWEDISH = "+46 40 628 04 15"


@pytest.fixture(scope="module")
def names() -> Names:
    return load_names()


@pytest.mark.parametrize(
    ("text", "person"),
    [
        (f"Prévenez Marie Vauzelle, animatrice, au {ONE}.", "Marie Vauzelle"),
        (f"Contactez Zvoran Kadrik ({ONE}).", "Zvoran Kadrik"),
        (f"Call Ingrid Vauzelle, manager, on {ONE}.", "Ingrid Vauzelle"),
        ("In France Marie Vauzelle (marie.vauzelle@nova-sud.example) answers.", "Marie Vauzelle"),
        ("Contactez le Service Export : export@nova-sud.example.", None),
        ("Ask the Team Europe: europe@nova-sud.example.", None),
    ],
)
def test_what_bids_and_what_a_service_is_called_is_no_name_of_a_person(
    text: str, person: str | None, names: Names
) -> None:
    [found] = contacts(OPENING + text, names)
    assert found[:2] == ("Nova Sud", person)


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        (f"- **ADEME**, direction régionale : Thècle Vauzelle, {ONE}", "ADEME"),
        (f"- Bpifrance (direction du Var) : Thècle Vauzelle, {ONE}", "Bpifrance"),
        (f"Service export, ADEME : Thècle Vauzelle, {ONE}", "ADEME"),
        (f"Business France Suède : Thècle Vauzelle, {ONE}", "Business France Suède"),
        (f"Écrire à Thècle Vauzelle, de la CCI Bretagne, au {ONE}.", "CCI Bretagne"),
        (f"À la chambre de commerce, votre conseillère est Thècle Vauzelle : {ONE}", "chambre de commerce"),
        (f"Chez Lumivert, votre interlocutrice sera Thècle Vauzelle ({ONE}).", "Lumivert"),
        (f"At the Chamber of Commerce, your contact is Thècle Vauzelle: {ONE}.", "Chamber of Commerce"),
        (f"Au service export, votre contact est Thècle Vauzelle : {ONE}", "Nova Sud"),
        (
            f"Instruction des dossiers : Agence de développement du Var (service Europe), Thècle Vauzelle, {ONE}.",
            "Agence de développement du Var",
        ),
        (f"Press contact: Thècle Vauzelle, Parolium, on behalf of Nova Sud, {ONE}", "Parolium"),
        (f"Contact : Thècle Vauzelle, responsable Europe, Hafen Klustret, {ONE}", "Hafen Klustret"),
        (f"Contact: Thècle Vauzelle of Hafen Klustret, {ONE}", "Hafen Klustret"),
        (
            f"Guichet : Lumivert Conseil, pour le compte de la Région Bretagne, Thècle Vauzelle, {ONE}",
            "Lumivert Conseil",
        ),
    ],
)
def test_a_clause_says_for_whom_a_person_answers(text: str, owner: str, names: Names) -> None:
    assert contacts(OPENING + text, names) == [(owner, "Thècle Vauzelle", ONE, None, None)]


def test_a_region_and_not_its_service_answers(names: Names) -> None:
    text = "Pour le volet européen, contactez le Service Europe de la Région Bretagne : europe@region-b.example."
    assert contacts(OPENING + text, names) == [("Région Bretagne", None, None, "europe@region-b.example", None)]


def test_each_line_of_an_address_book_is_an_entry(names: Names) -> None:
    text = (
        f"Carnet d'adresses\nKajvolt - Johan Berggren - {SWEDISH}\n"
        "Nordisk Havn - Mette Sørensen, directrice - +45 40 62 80 41 - mette@havn.example - www.havn.example\n"
        f"Ministère de l'économie, bureau des pôles - Claire Vauzelle - {ONE}"
    )
    assert contacts(OPENING + text, names) == [
        ("Kajvolt", "Johan Berggren", SWEDISH, None, None),
        ("Nordisk Havn", "Mette Sørensen", "+45 40 62 80 41", "mette@havn.example", "www.havn.example"),
        ("Ministère de l'économie", "Claire Vauzelle", ONE, None, None),
    ]


def test_a_partner_abroad_is_known_by_its_legal_form_and_by_the_letters_of_its_domain(names: Names) -> None:
    text = (
        "**Allemagne** : Wärmering Aue e. V., Dr. Matthias Keller, Tel. +49 69 90009 418, keller@waermering-aue.example"
    )
    found = contacts(f"{OPENING}Wärmering Aue aide Nova Sud.\n\n{text}", names)
    assert found == [("Wärmering Aue", "Matthias Keller", "+49 69 90009 418", "keller@waermering-aue.example", None)]
    assert spells("Wärmering Aue", "waermeringaue")
    persons = find_entities("Nordlicht, Jörgos Müller, j.mueller@nordlicht.example", names)
    assert "Jörgos Müller" in [one.text for one in persons if one.kind is EntityKind.PERSON]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "*Les demandes sont traitées par M. Dario Keller, d.keller@nova-sud.example.*\n\n"
            f"*Nova Sud – 25000 Besançon – Tél. {ONE} – www.nova-sud.example*",
            [
                ("Nova Sud", "Dario Keller", None, "d.keller@nova-sud.example", None),
                ("Nova Sud", None, ONE, None, "www.nova-sud.example"),
            ],
        ),
        (
            f"Contact presse : Marie Keller, {OTHER}\nNova Sud – 12 rue Basse – Tél. {ONE} – www.nova-sud.example",
            [("Nova Sud", "Marie Keller", OTHER, None, None), ("Nova Sud", None, ONE, None, "www.nova-sud.example")],
        ),
        (
            f"Mme Marie Keller, Nova Sud\nTél. {OTHER}\nStandard : {ONE}\nwww.nova-sud.example",
            [("Nova Sud", "Marie Keller", OTHER, None, None), ("Nova Sud", None, ONE, None, "www.nova-sud.example")],
        ),
        (
            f"Marie Keller, directrice\nNova Sud – 12 rue Basse – Tél. {ONE} – www.nova-sud.example",
            [("Nova Sud", "Marie Keller", ONE, None, "www.nova-sud.example")],
        ),
    ],
    ids=["below", "right below", "switchboard", "second line of a card"],
)
def test_the_line_of_the_house_below_a_person_is_a_contact_of_its_own(
    text: str, expected: list[Contact], names: Names
) -> None:
    assert contacts(OPENING + text, names) == expected


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            "| | |\n|---|---|\n| Raison sociale | Kajvolt SAS |\n| Adhérent depuis | 2014 |\n| Dirigeant | Paul Keller |\n"
            f"| Téléphone | {ONE} |\n| Courriel | info@kajvolt.example |\n| Site internet | www.kajvolt.example |",
            ("Kajvolt SAS", None, ONE, "info@kajvolt.example", "www.kajvolt.example"),
        ),
        (
            f"| Company | Kajvolt |\n|---|---|\n| Staff | 24 |\n| Contact | Marie Keller |\n| Phone | {ONE} |\n| Fax | {OTHER} |",
            ("Kajvolt", "Marie Keller", ONE, None, None),
        ),
    ],
)
def test_a_table_of_labels_and_values_is_one_contact(table: str, expected: Contact, names: Names) -> None:
    assert contacts(OPENING + table, names) == [expected]


def test_the_site_where_one_registers_is_a_contact_of_what_it_spells(names: Names) -> None:
    text = "Please register before 8 March on www.cordier-days.example. The Cordier Days are free."
    assert contacts(OPENING + text, names) == [("Cordier Days", None, None, None, "www.cordier-days.example")]


def test_who_was_met_on_a_mission_is_of_where(names: Names, tmp_path: Path) -> None:
    text = (
        "## Mardi – Hafen Klustret\n\nNous sommes reçus par Mme Karin Keller, responsable des projets. "
        "Hafen Klustret compte 61 membres.\n\n"
        "## Malmö\n\nKajvolt Marin fabrique des armoires. Son directeur, M. Johan Berggren, cherche un partenaire.\n\n"
        f"## Carnet d'adresses\n\n- Karin Keller, {SWEDISH}\n- Johan Berggren, +46 31 390 06 27"
    )
    (tmp_path / "mission.md").write_text(OPENING + text, encoding="utf-8")
    facts = extract_facts(read_document(tmp_path / "mission.md"), names)
    found = [shown(fact) for fact in facts if fact.kind is FactKind.CONTACT]
    assert [(one["organisation"], one["person"]) for one in found] == [
        ("Hafen Klustret", "Karin Keller"),
        ("Kajvolt Marin", "Johan Berggren"),
    ]
