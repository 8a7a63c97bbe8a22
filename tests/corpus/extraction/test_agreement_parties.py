"""Who agrees with whom in sentences of every shape, and how far they have come."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.fact_kinds import FieldName
from corpus.facts import FactKind, extract_facts
from corpus.naming import Names, load_names
from tests.corpus.test_facts import document

SIGNED, NEGOTIATED, PLANNED = "signed", "negotiated", "planned"


@pytest.fixture(scope="module")
def names() -> Names:
    return load_names()


def told(text: str, names: Names) -> set[tuple[str, str]]:
    """Return partner and status of each agreement that a text of the pole Ventoris tells, all of them with Ventoris."""
    body = f"Ventoris réunit 118 adhérents à Saint-Aubin.\n\n{text}"
    one = replace(document(body), title="Ventoris", date="2019-10-14", publisher="Pôle Ventoris")
    facts = [fact for fact in extract_facts(one, names) if fact.kind is FactKind.AGREEMENT]
    for fact in facts:
        assert [field.value for field in fact.all(FieldName.PARTY)] == ["Ventoris"]
        assert all(one.text[field.start : field.end] == field.value for field in fact.fields)
    partners = ["".join(field.value for field in fact.all(FieldName.PARTNER)) for fact in facts]
    return {(name, fact.canonical(FieldName.STATUS)) for name, fact in zip(partners, facts, strict=True)}


@pytest.mark.parametrize(
    "text",
    [
        "Orvik Solar, avec qui le pôle travaille depuis 2012, fournit les bancs d'essai.",
        "Orvik Solar, with whom the cluster has worked since 2011, hosts the trainees.",
        "Orvik Solar, auquel nous lie un accord de 2014, a envoyé deux ingénieurs.",
        "Ventoris s'appuie, au Danemark, sur Orvik Solar, avec lequel elle a signé en 2014.",
        "Orvik Solar est notre partenaire depuis 2012.",
        "Orvik Solar has been a partner since 2014.",
        "Orvik Solar et Ventoris se sont liés par un accord-cadre le 4 juin 2014.",
        "Le texte a été signé par Orvik Solar et par Ventoris le 4 juin 2014.",
        "Le président d'Orvik Solar a signé avec nous une lettre d'intention.",
        "Les présidents de Ventoris et d'Orvik Solar ont signé une lettre d'intention à Aarhus.",
        "Le pôle Ventoris (énergie, Saint-Aubin) et le cluster Orvik Solar ont signé ce matin un accord de quatre ans.",
        "A letter of intent has linked Ventoris to Orvik Solar since June 2015.",
        "Ventoris and Orvik Solar have been partners since 2014.",
        "Le mémorandum avec Orvik Solar porte sur le stockage.",
        "Un accord de réciprocité avec le cluster danois Orvik Solar ouvre le banc aux adhérents.",
        "Notre accord avec Orvik Solar date du 4 juin 2014.",
        "Un jumelage avec Orvik Solar existe depuis 2011.",
        "Avec Orvik Solar, au Danemark, l'accord date de 2014.",
        "Une convention lie Ventoris et le cluster danois Orvik Solar depuis mars 2015, qui ne prévoit aucun versement.",
        "The cluster has been working with Orvik Solar under a memorandum since 2014.",
    ],
)
def test_a_standing_agreement_is_told_whoever_comes_first(text: str, names: Names) -> None:
    assert told(text, names) == {("Orvik Solar", SIGNED)}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Les discussions avec le cluster Orvik Solar, ouvertes en juin, portent sur le stockage.", NEGOTIATED),
        ("Rien n'est encore signé avec Orvik Solar, mais les discussions se poursuivent.", NEGOTIATED),
        ("No agreement has been signed with Orvik Solar yet, but talks continue.", NEGOTIATED),
        ("Les échanges engagés avec Orvik Solar en vue d'un accord se poursuivent.", NEGOTIATED),
        (
            "Certains auraient préféré un rapprochement avec Orvik Solar. Ventoris a rencontré ce cluster deux fois. Des "
            "échanges se poursuivent en vue d'une lettre d'intention, qui ne prévoirait aucun financement.",
            NEGOTIATED,
        ),
        ("La signature avec Orvik Solar est prévue en mars 2030.", PLANNED),
        ("An agreement with Orvik Solar is expected in spring 2030.", PLANNED),
        ("Ventoris hopes to sign with Orvik Solar next year.", PLANNED),
        ("Orvik Solar devrait être le prochain partenaire du pôle.", PLANNED),
        ("Ventoris et Orvik Solar sont convenus de préparer un protocole d'accord.", PLANNED),
    ],
)
def test_talks_and_plans_are_no_signatures(text: str, status: str, names: Names) -> None:
    assert told(text, names) == {("Orvik Solar", status)}


@pytest.mark.parametrize(
    "text",
    [
        "Le partenariat avec Orvik Solar est arrivé à son terme en 2015.",
        "The agreement with Orvik Solar ended in 2014 when our partner was dissolved.",
        "The partnership with Orvik Solar ran from 2010 to 2014 and was not renewed.",
        "Le pôle a mis fin à son accord avec Orvik Solar.",
        "Certains auraient préféré un rapprochement avec Orvik Solar.",
        "Pourquoi une convention avec Orvik Solar ?",
        "La société Verdon Solaire compte vingt salariés. En 2012, elle a signé avec le pôle Orvik Solar une charte d'essai.",
        "Le consortium sollicite un avenant à sa convention de subvention avec Orvik Solar.",
        "Une salariée du pôle travaille chez Orvik Solar depuis 2015.",
    ],
)
def test_what_is_over_wished_for_or_somebody_elses_is_not_told(text: str, names: Names) -> None:
    assert told(text, names) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Le pôle a signé un accord avec Berena Wind. Celui qui le lie à Orvik Solar a été renouvelé le 8 juin 2015.",
            {("Berena Wind", SIGNED), ("Orvik Solar", SIGNED)},
        ),
        (
            "L'accord avec Berena Wind ouvre le banc aux adhérents ; celui qui est en discussion avec Orvik Solar n'est pas "
            "encore signé.",
            {("Berena Wind", SIGNED), ("Orvik Solar", NEGOTIATED)},
        ),
        (
            "Ventoris compte deux partenaires à l'étranger, Orvik Solar (Danemark) et Berena Wind (Pologne), avec lesquels "
            "elle a signé en 2014.",
            {("Berena Wind", SIGNED), ("Orvik Solar", SIGNED)},
        ),
        (
            "Des accords existent avec Orvik Solar, au Danemark, et Berena Wind, en Pologne.",
            {("Berena Wind", SIGNED), ("Orvik Solar", SIGNED)},
        ),
        (
            "Nous avons signé deux accords. Le plus ancien, avec Orvik Solar (Danemark), remonte à 2011 ; le plus récent, avec "
            "Berena Wind (Pologne), a été signé à Gdansk en mai 2018.",
            {("Berena Wind", SIGNED), ("Orvik Solar", SIGNED)},
        ),
        (
            "International reach: memoranda with Orvik Solar (Denmark, 2014); talks under way with Berena Wind (Poland).",
            {("Berena Wind", NEGOTIATED), ("Orvik Solar", SIGNED)},
        ),
    ],
    ids=["celui qui", "semicolon", "avec lesquels", "plural", "oldest", "memoranda"],
)
def test_several_agreements_are_told_apart(text: str, expected: set[tuple[str, str]], names: Names) -> None:
    assert told(text, names) == expected


@pytest.mark.parametrize(
    "name",
    ["Klaster Orvik Solar", "Clúster Orvik Sur", "Orvik Sol i Vind", "Japan Solar Forum", "Kyushu Solar Valley"],
)
def test_the_name_of_a_partner_is_whole(name: str, names: Names) -> None:
    assert told(f"Ventoris a signé le 3 mai 2016 une convention avec {name}, à Aarhus.", names) == {(name, SIGNED)}


def test_the_town_of_an_english_name_is_no_part_of_it(names: Names) -> None:
    assert told("We are in talks with Orvik Cluster of Gdansk.", names) == {("Orvik Cluster", NEGOTIATED)}
    assert told("We signed a memorandum with the Port Authority of Gdansk.", names) == {
        ("Port Authority of Gdansk", SIGNED)
    }


def test_pairs_after_one_verb_are_as_many_agreements(names: Names) -> None:
    text = (
        "Trois pôles ont signé cette année : Brumelia avec le cluster danois Orvik Solar, Clarisol avec Berena Wind (Pologne) et "
        "Elopsys avec Sole Umbra."
    )
    facts = [fact for fact in extract_facts(document(text), names) if fact.kind is FactKind.AGREEMENT]
    assert [(fact.all(FieldName.PARTY)[0].value, fact.all(FieldName.PARTNER)[0].value) for fact in facts] == [
        ("Brumelia", "Orvik Solar"),
        ("Clarisol", "Berena Wind"),
        ("Elopsys", "Sole Umbra"),
    ]
    assert {fact.canonical(FieldName.STATUS) for fact in facts} == {SIGNED}
