"""What every agreement must pass, told by a sentence or by marks: sides that are somebody, and the one at home as its party."""

from __future__ import annotations

import pytest

from corpus.facts import FactKind, FieldName, extract_facts
from corpus.marks import Mark, Role, Told
from corpus.naming import Names, load_names
from tests.corpus.test_facts import document


@pytest.fixture(scope="module")
def names() -> Names:
    return load_names()


def sides(text: str, names: Names, *told: Told) -> set[tuple[str, str, str]]:
    """Return parties, partner and status of the agreements of a text."""
    facts = [fact for fact in extract_facts(document(text), names, told) if fact.kind is FactKind.AGREEMENT]
    return {
        (
            " + ".join(field.value for field in fact.all(FieldName.PARTY)),
            "".join(field.value for field in fact.all(FieldName.PARTNER)),
            fact.canonical(FieldName.STATUS),
        )
        for fact in facts
    }


def marked(text: str, partner: str, party: str = "") -> Told:
    """Return a partner as marked on the last mention of it, and a party on the last mention of that."""
    start = text.rindex(partner)
    parts = (Mark(Role.PARTY, text.rindex(party), text.rindex(party) + len(party), 0.9),) if party else ()
    return Told(Mark(Role.PARTNER, start, start + len(partner), 0.98), parts)


DIGEST = "Brèves de Copenhague\n\n"


@pytest.mark.parametrize(
    "text",
    [
        "Le cluster danois Orvik Solar a conclu un accord avec le pôle Ventoris.",
        "Le cluster Orvik Solar s'est associé au pôle Ventoris pour une plateforme de mesure.",
        "Orvik Solar (Aarhus) a signé un accord avec Ventoris (Nantes).",
    ],
)
def test_the_pole_is_the_party_whoever_the_sentence_begins_with(text: str, names: Names) -> None:
    assert sides(DIGEST + text, names) == {("Ventoris", "Orvik Solar", "signed")}


def test_marks_are_turned_too(names: Names) -> None:
    text = DIGEST + "Orvik Solar, cluster danois, compte désormais Ventoris (Nantes) parmi les siens."
    assert sides(text, names, marked(text, "Ventoris", "Orvik Solar")) == {("Ventoris", "Orvik Solar", "signed")}


@pytest.mark.parametrize(
    "text",
    [
        "Notre ami Ferrand Osquier a noué des liens avec Orvik Solar, cluster danois.",
        "L'experte estonienne, Kadre Tamsa, est liée par un accord avec Orvik Solar, cluster danois.",
        "Oksane Bilik, formée à Grignon, a signé un accord avec Orvik Solar, cluster danois.",
    ],
)
def test_who_is_presented_as_a_person_is_no_party(text: str, names: Names) -> None:
    assert sides(DIGEST + text, names) == set()


def test_whom_a_person_heads_is_the_party(names: Names) -> None:
    text = DIGEST + "Ferrand Osquier, directeur du pôle Ventoris, et Orvik Solar ont topé à Aarhus."
    assert sides(text, names, marked(text, "Orvik Solar", "Ferrand Osquier")) == {("Ventoris", "Orvik Solar", "signed")}


def test_a_word_that_opens_a_sentence_is_no_name(names: Names) -> None:
    text = DIGEST + "Rubrique : Orvik Solar (Aarhus) ouvre ses bancs d'essai."
    assert sides(text, names, marked(text, "Orvik Solar", "Rubrique")) == set()


def test_who_edits_a_periodical_about_poles_is_no_party(names: Names) -> None:
    text = (
        "# Réseau Vents du Large — bulletin mensuel\n\nVentoris (Nantes) expose à Brême. Brisalta (Lille) recrute. "
        "Lagunare (Brest) déménage.\n\n## Carnet\n\nUn ancien part à la retraite, chez Orvik Solar (Aarhus)."
    )
    assert sides(text, names, marked(text, "Orvik Solar", "Vents du Large")) == set()


def test_who_acts_in_the_sentence_is_the_party_rather_than_who_was_named_before(names: Names) -> None:
    text = (
        "# Rapport sur deux grappes\n\nLe pôle Ventoris réunit 74 membres. Ventoris vit de ses recettes.\n\n"
        "Avec Orvik Solar (Danemark), Lagune Bleue a équipé deux écoles."
    )
    assert sides(text, names, marked(text, "Orvik Solar")) == {("Lagune Bleue", "Orvik Solar", "signed")}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Ventoris (Nantes) n'a pas signé la convention annoncée avec Orvik Solar.", None),
        ("Ventoris (Nantes) announced that the text with Orvik Solar will not be signed.", None),
        ("Ventoris (Nantes) et Orvik Solar ne signeront jamais ensemble.", None),
        ("Ventoris (Nantes) a décliné l'offre d'Orvik Solar.", None),
        ("Entre Ventoris (Nantes) et Orvik Solar, le texte n'est pas encore signé.", "planned"),
        ("Ventoris (Nantes) n'a pas suspendu ses échanges avec Orvik Solar.", "signed"),
        ("Ventoris (Nantes) n'a rien signé à Oslo, mais un pacte le lie à Orvik Solar.", "signed"),
    ],
)
def test_marks_of_a_signature_that_is_denied_make_no_signed_agreement(
    text: str, status: str | None, names: Names
) -> None:
    found = sides(DIGEST + text, names, marked(DIGEST + text, "Orvik Solar", "Ventoris"))
    assert {one[2] for one in found} == ({status} if status else set())
