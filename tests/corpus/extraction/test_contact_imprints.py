"""Whose the contacts of a document are where its own lines say who issued it, or a noun or a bold name says whose they are."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.extraction.contacts.imprints import shortens
from corpus.facts import FactKind, extract_facts
from corpus.naming import Names, load_names
from tests.corpus.test_facts import document, shown

ONE = "02 43 11 22 33"
WHO = "Gaëtane Loriot"
LAST = f"\n\nTrois filières ont été étudiées.\n\nInterlocutrice : {WHO}, {ONE}\n"


@pytest.fixture(scope="module")
def names() -> Names:
    return load_names()


def owners(text: str, names: Names, publisher: str = "") -> list[tuple[str | None, str | None]]:
    facts = extract_facts(replace(document(text), publisher=publisher), names)
    found = [shown(fact) for fact in facts if fact.kind is FactKind.CONTACT]
    return [(one.get("organisation"), one.get("person")) for one in found]


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("# Bilan\n\n*Agence du commerce extérieur, bureau Asie – note du 3 mai 2014*", "Agence du commerce extérieur"),
        ("# Bilan\n\nFiche de la préfecture de la Creuse – 22 février 2017", "préfecture de la Creuse"),
        ("# Bilan\n\nRédaction : sous-direction des filières – Mis en ligne le 3 avril", "sous-direction des filières"),
        ("# Bilan\n\nNote d'information de la mission Filières et Territoires", "mission Filières et Territoires"),
        ("# Bilan\n\n*Dernière mise à jour : mai 2018 – Chambre d'agriculture du Lot*", "Chambre d'agriculture du Lot"),
        ("# Bilan\n\n*La Gazette des scieries, 3 septembre 2021*", "La Gazette des scieries"),
        ("# Bilan\n\nSynthèse établie par Marc Jodelle (cabinet Trajecta)", "Trajecta"),
        ("CONSEIL DÉPARTEMENTAL DU LOT\nSéance du 4 juillet 2022", "CONSEIL DÉPARTEMENTAL DU LOT"),
        ("# Review\n\nPrepared by the Department of Trade, March 2019", "Department of Trade"),
    ],
)
def test_the_lines_under_a_title_say_whose_the_contacts_are(head: str, body: str, names: Names) -> None:
    assert owners(head + LAST, names) == [(body, WHO)]


@pytest.mark.parametrize(
    ("foot", "body"),
    [
        ("© Fondation des métiers du bois – photo : Anne Roux", "Fondation des métiers du bois"),
        ("Ce guide est une publication de l'Observatoire des ports.", "Observatoire des ports"),
        ("Harbour Review is published four times a year.", "Harbour Review"),
    ],
)
def test_the_last_lines_say_it_too(foot: str, body: str, names: Names) -> None:
    assert owners(f"# Bilan{LAST}\n{foot}\n", names) == [(body, WHO)]


def test_a_sentence_under_the_title_says_nothing_of_who_issued_it(names: Names) -> None:
    text = "# Bilan\n\nLe réseau rassemble quarante minotiers et cent boulangers.\n\nContact : 02 43 11 22 33\n"
    assert owners(text, names) == []


@pytest.mark.parametrize(
    ("domain", "name"),
    [
        ("dge", "Direction générale des entreprises"),
        ("gazettescieries", "La Gazette des scieries"),
        ("amicalelumiel", "Amicale des anciens de Lumiel"),
        ("passlumiel", "Pass Export Lumiel"),
    ],
)
def test_a_domain_shortens_a_name_to_some_of_its_words_or_their_initials(domain: str, name: str) -> None:
    assert shortens(domain, name)


@pytest.mark.parametrize(
    ("domain", "name"), [("dg", "Direction générale"), ("lumielpass", "Pass Lumiel"), ("nova", "Novalia")]
)
def test_other_letters_are_no_short_form(domain: str, name: str) -> None:
    assert not shortens(domain, name)


def test_a_domain_that_shortens_the_publisher_is_not_that_of_the_pole_in_its_name(names: Names) -> None:
    text = "# Bulletin\n\nLumiel a fermé ses fours. Lumiel compte trois usines.\n\n"
    text += "L'Amicale se réunit en mai : bulletin@amicale-lumiel.example\n"
    assert owners(text, names, "Amicale des anciens de Lumiel") == [("Amicale", None)]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        (f"Visas : {WHO}, consulat du Vietnam, {ONE}.", "consulat du Vietnam"),
        (f"{WHO}, bureau des filières – g.loriot@dgx.example", "bureau des filières"),
        (f"En cas d'urgence, le standard de la Métropole ({ONE}) répond.", "Métropole"),
        (
            f"Recours : le service des affaires européennes de la Région, {ONE}.",
            "service des affaires européennes de la Région",
        ),
        (f"For visas: {WHO}, embassy of Vietnam, {ONE}.", "embassy of Vietnam"),
    ],
)
def test_a_noun_names_the_body_beside_an_address(text: str, body: str, names: Names) -> None:
    assert [organisation for organisation, _ in owners(f"# Foire\n\n{text}\n", names)] == [body]


def test_the_name_in_bold_that_opens_a_paragraph_is_whose_contact_it_gives(names: Names) -> None:
    text = (
        "# The members\n\n"
        "**Pôle Lumiel** (Lorient, France) – 142 members, all of them in the same harbour since the very beginning.\n"
        f"*Your contact in Lorient:* {WHO}, {ONE} (English and German)\n\n"
        "**Chemie Dreiwerk** – Halle, Germany. Brings a pilot plant that two French firms used during the whole of last year.\n"
        "*Your contact in Halle:* Jürgen Walter, +49 345 000 712 (German only)\n"
    )
    assert owners(text, names) == [("Lumiel", WHO), ("Chemie Dreiwerk", "Jürgen Walter")]


def test_the_paragraph_that_presents_a_pole_is_followed_by_its_press_contact(names: Names) -> None:
    text = "# Cinq questions\n\nElle dirige le pôle Lumiel.\n\nLa récolte est bonne.\n\n"
    text += f"*Lumiel en trois chiffres : 190 adhérents, 14 salariés.*\n\n*Contact presse : {WHO}, {ONE}.*\n"
    assert owners(text, names, "Filières & Marchés, hebdomadaire") == [("Lumiel", WHO)]


def test_an_email_is_that_of_the_author_named_far_above(names: Names) -> None:
    text = f"# Atelier\n\nSynthèse établie par {WHO} (cabinet Trajecta)\n\n" + "On a parlé de tout.\n\n" * 15
    text += "Questions : g.loriot@trajecta.example\n"
    assert owners(text, names) == [("Trajecta", WHO)]


def test_what_a_label_numbers_is_no_organisation(names: Names) -> None:
    text = f"# Aide\n\nLe pôle Lumiel vous aide. Le pôle paie.\n\n- Volet C : {WHO}, {ONE}\n"
    assert owners(text, names) == [("Lumiel", WHO)]


@pytest.mark.parametrize(
    ("mention", "body"),
    [
        (f"Présents : {WHO}, directrice du pôle Lumiel, et Paul Roux (Vitrea).", "Lumiel"),
        (f"Présents : Paul Roux (Vitrea), {WHO} (pôle Lumiel).", "Lumiel"),
        (f"Lumiel ({WHO}) a présenté ses fours, Vitrea (Paul Roux) ses moules.", "Lumiel"),
        (f"Speakers: {WHO}, head of exports at Lumiel; Paul Roux, Vitrea.", "Lumiel"),
    ],
)
def test_another_mention_of_a_person_tells_the_organisation(mention: str, body: str, names: Names) -> None:
    text = "# Minutes\n\nLumiel et Vitrea se sont réunis. Lumiel et Vitrea ont signé.\n\n"
    text += f"{mention}\n\nCorrections : {WHO}, {ONE}.\n"
    assert owners(text, names) == [(body, WHO)]


def test_a_question_is_the_label_of_the_address_behind_it(names: Names) -> None:
    text = (
        "# Chèque\n\nAgence du numérique de Bretagne – mai 2020\n\n"
        f"*Une question sur le dossier ?* {WHO}, {ONE}\n"
        "*Une question sur le versement ?* compta@verse.example\n"
        "*Un litige ?* Le médiateur de la Région, Paul Roux, 02 99 11 22 33\n"
    )
    agency = "Agence du numérique de Bretagne"
    assert owners(text, names) == [(agency, WHO), (agency, None), ("Région", "Paul Roux")]


def test_who_is_only_credited_is_not_reached_at_the_address_below(names: Names) -> None:
    text = "Consulat de France à Porto – Service économique\n\nUne mission est venue.\n\nVu par : Hélène Maurin\n"
    text += "Pour recevoir nos brèves : +351 22 000 4410\n"
    assert owners(text, names) == [("Consulat de France à Porto", None)]


def test_the_name_before_a_bracket_with_a_person_is_the_employer(names: Names) -> None:
    assert owners(f"# Foire\n\nLe transporteur Rapidexo (M. Collet, {ONE}) livre.\n", names) == [("Rapidexo", "Collet")]


def test_what_a_label_bids_is_no_organisation(names: Names) -> None:
    text = (
        f"# Le pôle Lumiel recrute\n\nLumiel a 14 salariés.\n\n**Envoyer CV et lettre à :** {WHO}, rh@lumiel.example.\n"
    )
    assert owners(text, names) == [("Lumiel", WHO)]


@pytest.mark.parametrize(
    "mention",
    [
        f"{WHO} préside depuis un an le pôle Lumiel.",
        f"La directrice du pôle Lumiel, {WHO}, revient de Jaipur.",
        f"{WHO} leads Lumiel.",
    ],
)
def test_who_heads_an_organisation_is_reached_there(mention: str, names: Names) -> None:
    text = "# L'invitée\n\n*Pôles et Marchés, hiver 2020*\n\nLumiel a vingt fours. Lumiel recrute."
    text += f"\n\n{mention}\n\nLa joindre : {WHO}, {ONE}\n"
    assert owners(text, names) == [("Lumiel", WHO)]


def test_each_item_of_a_list_of_addresses_is_a_contact(names: Names) -> None:
    text = (
        "# Carnet\n\nLe pôle Lumiel part à Osaka. Le pôle part en mai.\n\n"
        f"1. {WHO} – {ONE} – parle japonais\n"
        "2. Sur place, le chauffeur – 02 99 11 22 44\n"
    )
    assert owners(text, names) == [("Lumiel", WHO), ("Lumiel", None)]


def test_the_sentence_that_is_a_name_alone_says_whose_number_follows(names: Names) -> None:
    text = f"# Aides\n\n**Prêt Tandem** – 50 000 euros. Banque des Territoires. {WHO}, {ONE}.\n"
    assert owners(text, names) == [("Banque des Territoires", WHO)]


def test_a_person_without_an_address_does_not_get_the_site_below(names: Names) -> None:
    text = "# Fiche\n\nLumiel a vingt fours. Lumiel recrute.\n\nAttachée de presse : Gaëtane Loriot\nSite : www.lumiel.example\n"
    assert owners(text, names) == [("Lumiel", None)]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        (f"Vindmark et Éolienne Ouest, notre pôle, fêtent leur accord. Appelez {WHO}, {ONE}.", "Éolienne Ouest"),
        (f"Vindmark visited our cluster Lumiel. Questions: {WHO}, {ONE}.", "Lumiel"),
        (f"Presse : cabinet Belle Plume, {WHO}, {ONE}.", "cabinet Belle Plume"),
        (f"**3 mai, Pau.** Journée « Puits ». Organisation : Géopyrène. Inscriptions : {WHO}, {ONE}.", "Géopyrène"),
        (
            f"Délégation aux filières du bois\n\nNote n° 7 du 11 mai 2012\n\nSuivi : {WHO}, {ONE}",
            "Délégation aux filières du bois",
        ),
    ],
)
def test_the_words_around_a_name_say_whose_it_is(text: str, body: str, names: Names) -> None:
    assert owners(f"{text}\n" if text.startswith("Délég") else f"# Échos\n\n{text}\n", names) == [(body, WHO)]
