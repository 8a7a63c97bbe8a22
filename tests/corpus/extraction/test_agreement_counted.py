"""Agreements that are counted off, told without a word for one, made a condition, or listed by a table of signatories."""

from __future__ import annotations

import pytest

from corpus.fact_kinds import FieldName
from corpus.facts import FactKind, extract_facts
from corpus.naming import Names, load_names
from tests.corpus.test_facts import document


@pytest.fixture(scope="module")
def names() -> Names:
    return load_names()


def told(text: str, names: Names) -> list[tuple[str, str, str, str]]:
    """Return party, partner, status and date of each agreement."""
    found = [fact for fact in extract_facts(document(text), names) if fact.kind is FactKind.AGREEMENT]
    kinds = (FieldName.PARTY, FieldName.PARTNER, FieldName.STATUS)
    told = [[fact.canonical(kind) for kind in (*kinds, FieldName.DATE)] for fact in found]
    return [(party, partner, status, date) for party, partner, status, date in told]


@pytest.mark.parametrize(
    "text",
    [
        "Deux textes ont été paraphés. Le premier, entre le pôle Mecavel et Nagoya Tooling, date de 2012. "
        "Le second lie Gustavel et Turku Food Ring.",
        "Deux accords en sont sortis. Le premier unit le pôle Mecavel à Nagoya Tooling depuis 2012, "
        "le second, entre Gustavel et Turku Food Ring, est moins précis.",
        "Two agreements followed. The first, between the pôle Mecavel and the cluster Nagoya Tooling, dates from 2012. "
        "The second, between Gustavel and Turku Food Ring, is modest.",
    ],
)
def test_agreements_counted_off_between_two_are_told(text: str, names: Names) -> None:
    found = told(f"# Voyage\n\n{text}\n", names)
    assert [(party, partner, status) for party, partner, status, _ in found] == [
        ("Mecavel", "Nagoya Tooling", "signed"),
        ("Gustavel", "Turku Food Ring", "signed"),
    ]
    assert found[0][3].startswith("2012")


def test_two_agreements_of_one_sentence_keep_their_dates(names: Names) -> None:
    text = "Oui, le premier avec Maderas Sol, en juin 2017, le second avec BC Larch, en mars 2018."
    found = told(f"# L'alliance Nordlin\n\nNordlin réunit cinq pôles.\n\n**Deux accords ont suivi…**\n{text}\n", names)
    assert found == [("Nordlin", "Maderas Sol", "signed", "2017-06"), ("Nordlin", "BC Larch", "signed", "2018-03")]


@pytest.mark.parametrize(
    "text",
    [
        "Le 8 mai, le pôle Graminel et le cluster néerlandais Zaadveld ont convenu d'échanger leurs données.",
        "Le pôle Graminel et le cluster néerlandais Zaadveld ont décidé de coopérer le 8 mai.",
        "Le 8 mai, le pôle Graminel et le cluster néerlandais Zaadveld unissent leurs forces.",
        "On 8 May the pôle Graminel and the Dutch cluster Zaadveld agreed to share their data.",
    ],
)
def test_verbs_tell_an_agreement_without_a_word_for_one(text: str, names: Names) -> None:
    assert told(f"# Nouvelles\n\n{text}\n", names) == [("Graminel", "Zaadveld", "signed", "--05-08")]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Cerixia respirera si la convention avec l'Institut de Meissen est signée en juin.", "planned"),
        ("Sa tâche : renégocier la convention avec l'Institut de Meissen, dont plus personne ne se sert.", "signed"),
    ],
)
def test_a_condition_plans_and_an_aside_voids_nothing(text: str, status: str, names: Names) -> None:
    found = told(f"# Bilan du pôle Cerixia\n\nCerixia compte 90 membres.\n\n{text}\n", names)
    assert [each[:3] for each in found] == [("Cerixia", "Institut de Meissen", status)]


@pytest.mark.parametrize("title", ["Partenaires signataires", "Nos clusters amis", "Twin clusters"])
def test_a_table_of_signatories_lists_agreements(title: str, names: Names) -> None:
    table = "| Cluster | Ville | Depuis |\n|---|---|---|\n| Wasserring Nord | Kiel (Allemagne) | 2015 |"
    text = f"# Dans le monde – Alliance Vivarelle\n\nL'Alliance Vivarelle réunit cinq pôles.\n\n## {title}\n\n{table}\n"
    assert told(text, names) == [("Alliance Vivarelle", "Wasserring Nord", "signed", "2015")]


@pytest.mark.parametrize(
    ("text", "date", "place"),
    [
        (
            "**Premier accord : Turin, mars 2017.** Conclu avec Kelp Serra, il ouvre les fermes marines.",
            "2017-03",
            "Turin",
        ),
        ("**Un second accord à Porto.** Paraphé en mars 2017 avec la fédération Kelp Serra, il dure.", "2017-03", ""),
        ("**Second agreement – Porto, March 2017.** This one, with Kelp Serra, nearly failed.", "2017-03", "Porto"),
        ("**Accord n° 3.** En mars 2017, le réseau s'est tourné vers Kelp Serra.", "2017-03", ""),
    ],
)
def test_what_announces_an_agreement_dates_and_places_it(text: str, date: str, place: str, names: Names) -> None:
    one = document(f"# NUVELIA, une alliance pour les algues\n\nElle est née en 2015.\n\n{text}\n")
    (fact,) = [fact for fact in extract_facts(one, names) if fact.kind is FactKind.AGREEMENT]
    assert (fact.canonical(FieldName.PARTY), fact.canonical(FieldName.PARTNER)) == ("NUVELIA", "Kelp Serra")
    assert fact.canonical(FieldName.DATE) == date
    assert not place or fact.canonical(FieldName.PLACE) == place
    assert all(one.text[field.start : field.end] == field.value for field in fact.fields)


def test_an_announced_agreement_that_is_over_is_none(names: Names) -> None:
    text = "# NUVELIA, une alliance\n\n**Second accord : Porto, 2017.** Celui avec Kelp Serra a été rompu dès 2018.\n"
    assert told(text, names) == []


@pytest.mark.parametrize(
    "text",
    [
        "Partenariat : pôle *Ferrolia* (rail, Valenciennes) et cluster *Szynka* (Cracovie), depuis 2016.",
        "Jumelage : pôle Ferrolia – cluster Szynka (2016).",
        "Accord-cadre : pôle Ferrolia et cluster Szynka, en 2016.",
    ],
)
def test_a_label_before_two_names_and_a_date_tells_an_agreement(text: str, names: Names) -> None:
    found = told(f"# Fiches\n\n{text}\n", names)
    assert [each[:3] for each in found] == [("Ferrolia", "Szynka", "signed")]
    assert found[0][3].startswith("2016")
