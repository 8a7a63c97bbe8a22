"""Whose a contact is, and who answers, in the forms that documents give their addresses."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.facts import FactKind, extract_facts
from corpus.naming import Names, load_names
from tests.corpus.test_facts import document, shown

OPENING = "Nova Sud réunit 80 entreprises. Nova Sud a été labellisé en 2010.\n\n"
ONE, OTHER = "01 99 11 22 33", "01 99 11 22 44"
Contact = tuple[str | None, str | None, str | None, str | None, str | None]


@pytest.fixture(scope="module")
def names() -> Names:
    return load_names()


def contacts(text: str, names: Names, publisher: str = "") -> list[Contact]:
    facts = extract_facts(replace(document(text), publisher=publisher), names)
    found = [shown(fact) for fact in facts if fact.kind is FactKind.CONTACT]
    fields = ("organisation", "person", "telephone", "email", "site")
    return [tuple(one.get(name) for name in fields) for one in found]  # type: ignore[misc]  # five fields


@pytest.mark.parametrize(
    "text",
    [
        f"Pour visiter l'atelier, appelez Thècle Vauzelle ({ONE}).",
        f"Un doute ? Thècle Vauzelle vous répond au {ONE}, le matin.",
        f"**Qui contacter ?** Thècle Vauzelle, à l'accueil, au {ONE}.",
        f"Ce pôle n'a pas d'antenne. Sa secrétaire, Thècle Vauzelle, transmet : {ONE}.",
        f"Le projet est suivi par Thècle Vauzelle, ingénieure. Elle se tient à votre disposition au {ONE}.",
        f"Nova Sud a un guichet. Composez le {ONE}. C'est Thècle Vauzelle qui répond.",
        f"*Secrétaire de séance : Thècle Vauzelle – {ONE}*",
        f"Questions? Ask Thècle Vauzelle, events officer ({ONE}).",
    ],
)
def test_the_person_of_an_address_is_found_in_sentences(text: str, names: Names) -> None:
    assert contacts(OPENING + text, names) == [("Nova Sud", "Thècle Vauzelle", ONE, None, None)]


@pytest.mark.parametrize(
    "text",
    [
        f"S'adresser à Thècle Vauzelle, de Lumivert, {ONE}.",
        f"Les candidats peuvent joindre Thècle Vauzelle, chez Lumivert, au {ONE}.",
        f"Contact : Thècle Vauzelle (Lumivert), {ONE}.",
        f"**Lumivert**\nThècle Vauzelle, directrice\n{ONE}",
        f"**Lumivert** (vitrages, Lyon)\nLa directrice décide seule.\n\nPour le banc d'essai : Thècle Vauzelle, {ONE}.",
        f"Contact : Lumivert – Thècle Vauzelle – {ONE}",
        f"Employeur : Lumivert\nLieu : Lyon\nContact : Thècle Vauzelle, {ONE}",
        f"- Nova Sud : accueil du lundi au jeudi, 01 99 11 22 00\n- Lumivert : Thècle Vauzelle, {ONE}",
    ],
)
def test_a_name_that_no_list_knows_is_an_employer_by_its_place(text: str, names: Names) -> None:
    assert contacts(OPENING + text, names)[-1] == ("Lumivert", "Thècle Vauzelle", ONE, None, None)


@pytest.mark.parametrize(
    ("text", "publisher", "owner"),
    [
        (f"L'agence aide les jeunes sociétés.\n\nContact : Thècle Vauzelle, {ONE}", "Agence du Massif-Haut", "agence"),
        (
            f"Le secrétariat technique notifie.\n\nContact : Thècle Vauzelle, {ONE}",
            "Secrétariat technique Lumor, Vauréal-les-Bains",
            "secrétariat technique",
        ),
        (f"Lumor aide.\n\nContact : Thècle Vauzelle, {ONE}", "Consortium Lumor", "Lumor"),
        (
            f"CLUSTERS DU NORD\nLettre 3\n\nÉcrire : Thècle Vauzelle, {ONE}, a@clusters-nord.example",
            "",
            "CLUSTERS DU NORD",
        ),
        (
            f"RAPPORT DE CONTRÔLE\nÉtabli par le cabinet Perrolin, Lyon\n\nContact : Thècle Vauzelle, {ONE}",
            "",
            "Perrolin",
        ),
        (f"Rendez-vous demain.\n\nContact : Thècle Vauzelle, {ONE}, t@orvalia.example", "Pôle Orvalia", "orvalia"),
    ],
    ids=["noun", "service", "consortium", "letterhead", "author", "letters of the address"],
)
def test_the_document_tells_whose_an_address_is(text: str, publisher: str, owner: str, names: Names) -> None:
    [found] = contacts(text, names, publisher)
    assert found[:3] == (owner, "Thècle Vauzelle", ONE)


@pytest.mark.parametrize(
    "text",
    [
        f"Contact : Thècle Vauzelle, {ONE}. L'adresse europe@nova-sud.example n'est plus relevée.",
        f"Contact: Thècle Vauzelle, {ONE}. The address europe@nova-sud.example was closed with the project.",
        f"Contact : Thècle Vauzelle, {ONE}. Télécopie : {OTHER}.",
    ],
)
def test_an_address_out_of_use_is_no_contact(text: str, names: Names) -> None:
    assert contacts(OPENING + text, names) == [("Nova Sud", "Thècle Vauzelle", ONE, None, None)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            f"- signaler une panne : cellule technique, {ONE} ;\n- consulter vos données : donnees@nova-sud.example ;",
            [("Nova Sud", None, ONE, None, None), ("Nova Sud", None, None, "donnees@nova-sud.example", None)],
        ),
        (
            f"Rédaction : Thècle Vauzelle, {ONE}. Pour ne plus recevoir la lettre, écrire à stop@nova-sud.example.",
            [
                ("Nova Sud", "Thècle Vauzelle", ONE, None, None),
                ("Nova Sud", None, None, "stop@nova-sud.example", None),
            ],
        ),
        (
            f"Thècle Vauzelle, chargée de l'Asie, {ONE}. Elle lit ses messages le soir : t.vauzelle@nova-sud.example.",
            [("Nova Sud", "Thècle Vauzelle", ONE, "t.vauzelle@nova-sud.example", None)],
        ),
        (
            f"General enquiries: hello@nova-sud.example – Booking: Thècle Vauzelle, {ONE}",
            [
                ("Nova Sud", None, None, "hello@nova-sud.example", None),
                ("Nova Sud", "Thècle Vauzelle", ONE, None, None),
            ],
        ),
        (
            "Le dossier complet figure sur www.nova-sud.example.",
            [("Nova Sud", None, None, None, "www.nova-sud.example")],
        ),
        (
            f"Nova Sud, 60 rue Basse, Lyon. Association créée en 2010. {ONE}\nSite soutenu par l'Union européenne.",
            [("Nova Sud", None, ONE, None, None)],
        ),
    ],
    ids=["bullets", "another purpose", "same person", "labels", "own site", "line below"],
)
def test_addresses_are_joined_and_parted_by_what_they_are_for(text: str, expected: list[Contact], names: Names) -> None:
    assert contacts(OPENING + text, names) == expected


def test_the_office_of_a_person_and_a_town_are_no_employers(names: Names) -> None:
    text = (
        f"Thècle Vauzelle, Head of International Affairs, {ONE}\n\nSosthène Rimbourg, ateliers de Vauréolles, {OTHER}"
    )
    assert [one[0] for one in contacts(OPENING + text, names)] == ["Nova Sud", "Nova Sud"]


@pytest.mark.parametrize(
    ("text", "person"),
    [
        (f"Chef de délégation : Thècle Vauzelle. En cas de pépin, appelez d'abord Thècle ({ONE}).", "Thècle Vauzelle"),
        (
            "Thècle Vauzelle a pris ses fonctions lundi. Elle succède à Sosthène Rimbourg, parti à Lyon. "
            f"Pour la contacter : {ONE}.",
            "Thècle Vauzelle",
        ),
    ],
    ids=["first name", "successor"],
)
def test_whom_a_first_name_or_a_pronoun_means_answers(text: str, person: str, names: Names) -> None:
    assert contacts(OPENING + text, names) == [("Nova Sud", person, ONE, None, None)]


def test_the_sides_of_an_agreement_have_each_their_own_contact(names: Names) -> None:
    text = f"Pour Nova Sud : Mme Thècle Vauzelle, {ONE}.\nPour le LVS : M. Sosthène Rimbourg, secrétaire, {OTHER}."
    expected = [("Nova Sud", "Thècle Vauzelle", ONE, None, None), ("LVS", "Sosthène Rimbourg", OTHER, None, None)]
    assert contacts(OPENING + text, names) == expected


def test_a_contact_that_nothing_gives_an_owner_has_that_of_its_neighbour(names: Names) -> None:
    text = f"Dossiers : Thècle Vauzelle (Lumivert), {ONE}.\nRéclamations : Sosthène Rimbourg, médiateur, {OTHER}."
    assert [one[0] for one in contacts(text, names)] == ["Lumivert", "Lumivert"]


def test_the_number_of_a_place_belongs_to_its_name(names: Names) -> None:
    text = f"Les firmes louent Halmor 12, à Lyon. Le pôle a choisi Halmor.\n\nHalmor 12 : Thècle Vauzelle, {ONE}"
    assert contacts(text, names) == [("Halmor 12", "Thècle Vauzelle", ONE, None, None)]


def test_the_programme_that_an_address_is_called_by_is_no_person(names: Names) -> None:
    text = "Le Passeport Horizon finance les salons. Écrire à passeport@nova-sud.example."
    assert [one[1] for one in contacts(OPENING + text, names)] == [None]


@pytest.mark.parametrize(
    ("publisher", "text", "owner"),
    [
        ("L'Écho des Filières", "Une tribune. Réponses à : tribunes@echo-filieres.example.", "echo-filieres"),
        ("Baltic Review of Networks", "A survey. Comments to survey@brn.example are read.", "brn"),
        (
            "Amicale des anciens de Nova Sud",
            f"Le repas est en mai. La cotisation à l'Amicale est de 18 euros. Inscriptions : {ONE}.",
            "Amicale",
        ),
    ],
    ids=["small words left out", "initials", "what a text calls itself"],
)
def test_the_publisher_owns_an_address_that_spells_it(publisher: str, text: str, owner: str, names: Names) -> None:
    assert [one[0] for one in contacts(OPENING + text, names, publisher)] == [owner]
