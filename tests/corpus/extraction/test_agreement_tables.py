"""Agreements of tables, whatever the titles of their columns."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.extraction.agreements.stages import stage_of
from corpus.fact_kinds import FieldName, Status
from corpus.facts import FactKind, extract_facts
from corpus.naming import Names, load_names
from tests.corpus.test_facts import document


@pytest.fixture(scope="module")
def names() -> Names:
    return load_names()


def rows(table: str, names: Names, *, heading: str = "") -> list[tuple[str, str, str, str]]:
    """Return partner, status, country and date of each agreement of a table of the pole Ventoris."""
    text = f"Ventoris est un pôle de 118 adhérents, à Saint-Aubin.\n\n{table}"
    one = replace(document(text, heading=heading), date="2019-10-14", publisher="Pôle Ventoris")
    facts = [fact for fact in extract_facts(one, names) if fact.kind is FactKind.AGREEMENT]
    for fact in facts:
        assert [field.value for field in fact.all(FieldName.PARTY)] == ["Ventoris"]
        assert all(one.text[field.start : field.end] == field.value for field in fact.fields)
    quoted = (FieldName.PARTNER, FieldName.STATUS, FieldName.COUNTRY, FieldName.DATE)
    return [
        tuple(fact.canonical(n) if n is FieldName.STATUS else "".join(f.value for f in fact.all(n)) for n in quoted)  # type: ignore[misc]
        for fact in facts
    ]


def test_a_column_that_says_how_far_things_are_makes_a_table_one_of_agreements(names: Names) -> None:
    table = (
        "| Cluster | Pays | Où en est-on ? |\n| --- | --- | --- |\n"
        "| Orvik Solar | Danemark | signé le 11 octobre 2013 |\n"
        "| Berena Wind | Pologne | texte prêt, signature prévue en avril 2030 à Brest |\n"
        "| Kilian Hydro | Irlande | discussions engagées en 2012 |\n"
        "| Marza Cam | Turquie | accord de 2009, arrivé à son terme en 2012 |\n"
    )
    assert rows(table, names) == [
        ("Orvik Solar", "signed", "Danemark", "11 octobre 2013"),
        ("Berena Wind", "planned", "Pologne", "avril 2030"),
        ("Kilian Hydro", "negotiated", "Irlande", "2012"),
    ]


def test_names_under_a_heading_of_agreements_are_partners_since_the_year_of_their_row(names: Names) -> None:
    table = (
        "| Pays | Organisme | Depuis | Sujet |\n| --- | --- | --- | --- |\n"
        "| Danemark | Orvik Solar | 2013 | stockage |\n| Pologne | l'institut Berena Wind | 2015 | éolien |\n"
    )
    assert rows(table, names, heading="Nos conventions") == [
        ("Orvik Solar", "signed", "Danemark", "2013"),
        ("Berena Wind", "signed", "Pologne", "2015"),
    ]


def test_states_and_the_date_of_a_signature_are_told_in_english_as_well(names: Names) -> None:
    table = (
        "| Country | Partner | Year | Focus | State |\n| --- | --- | --- | --- | --- |\n"
        "| Denmark | Orvik Solar | 2013 | storage | active |\n| Poland | Berena Wind | 2015 | wind | under negotiation |\n"
        "| Turkey | Marza Cam | 2009 | glass | lapsed |\n| Ireland | Kilian Hydro | – | hydro | planned for 2030 |\n"
    )
    assert [row[:2] for row in rows(table, names, heading="International partners")] == [
        ("Orvik Solar", "signed"),
        ("Berena Wind", "negotiated"),
        ("Kilian Hydro", "planned"),
    ]


def test_the_country_in_brackets_and_the_stage_in_the_place_of_a_date_are_read(names: Names) -> None:
    table = (
        "| Accord avec | Date | Lieu de signature |\n| --- | --- | --- |\n"
        "| Orvik Solar (Danemark) | 3 mai 2013 | Aarhus |\n| Berena Wind (Pologne) | en discussion | |\n"
    )
    assert rows(table, names) == [
        ("Orvik Solar", "signed", "Danemark", "3 mai 2013"),
        ("Berena Wind", "negotiated", "Pologne", ""),
    ]


def test_the_partners_of_a_project_with_a_budget_are_no_agreements(names: Names) -> None:
    table = (
        "| Partenaire | Pays | Budget | Depuis |\n| --- | --- | --- | --- |\n"
        "| Orvik Solar | Danemark | 120 000 € | 2013 |\n| Berena Wind | Pologne | 80 000 € | 2013 |\n"
    )
    assert rows(table, names, heading="Le projet et sa convention") == []


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("signé le 11 octobre 2013", Status.SIGNED),
        ("reconduit tacitement", Status.SIGNED),
        ("en vigueur jusqu'en 2027", Status.SIGNED),
        ("signed in Lisbon on 14 June 2021, for four years", Status.SIGNED),
        ("in force", Status.SIGNED),
        ("signature prévue en avril", Status.PLANNED),
        ("à l'étude", Status.PLANNED),
        ("to be signed in May", Status.PLANNED),
        ("en cours de négociation", Status.NEGOTIATED),
        ("Aucun accord n'est signé. Les deux pôles se sont rencontrés trois fois.", Status.NEGOTIATED),
        ("memorandum under negotiation", Status.NEGOTIATED),
        ("discussions engagées en 2012, interrompues en mai 2013", None),
        ("accord de 2009, non reconduit", None),
        ("a expiré en 2012", None),
        ("ended when our partner was dissolved", None),
    ],
)
def test_a_few_words_tell_how_far_an_agreement_has_come(words: str, status: Status | None) -> None:
    stage = stage_of(words, 0, len(words))
    assert stage is not None
    assert stage.status is status


@pytest.mark.parametrize("words", ["stockage de l'énergie", "Danemark", "118 adhérents"])
def test_other_words_tell_no_stage(words: str) -> None:
    assert stage_of(words, 0, len(words)) is None
