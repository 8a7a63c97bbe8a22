"""Facts: what each rule reads in a sentence, and that every field quotes the document exactly."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.documents import Document, Section
from corpus.facts import Fact, FactKind, FieldName, extract_facts
from corpus.naming import Names, load_names
from corpus.reading import read_document
from tests.conftest import ROOT

NOTES = tuple(sorted((ROOT / "corpus" / "documents").glob("*.md")))


@pytest.fixture(scope="module")
def names() -> Names:
    return load_names()


def document(text: str, *, heading: str = "") -> Document:
    body = f"## {heading}\n\n{text}" if heading else text
    sections = (Section(heading, 2, 3, len(body)),) if heading else ()
    return Document("id", "/a.md", "", body, "fr", "", "", "", (), sections, "hash")


def read(text: str, names: Names, kind: FactKind, *, heading: str = "") -> list[dict[str, str]]:
    return [shown(fact) for fact in extract_facts(document(text, heading=heading), names) if fact.kind is kind]


def shown(fact: Fact) -> dict[str, str]:
    found: dict[str, str] = {}
    for field in fact.fields:
        found[field.name] = f"{found[field.name]} + {field.value}" if field.name in found else field.value
    return found


AGREEMENTS = {
    "signed with a listed cluster": (
        "Le pôle Techtera a signé en juin 2011 un accord de coopération avec le cluster allemand TSB Berlin.",
        [
            {
                "party": "Techtera",
                "partner": "TSB Berlin",
                "country": "allemand",
                "object": "accord de coopération",
                "status": "signé",
                "date": "en juin 2011",
            }
        ],
    ),
    "between two, at a fair": (
        "Un protocole d'accord a été signé entre Systematic et Silicon Saxony, à Hanovre.",
        [
            {
                "party": "Systematic",
                "partner": "Silicon Saxony",
                "country": "Silicon Saxony",
                "place": "Hanovre",
                "object": "protocole d'accord",
                "status": "signé",
            }
        ],
    ),
    "a partner that is in no list": (
        "Minalogic envisage de signer un accord avec Tsukuba Science City, au Japon.",
        [
            {
                "party": "Minalogic",
                "partner": "Tsukuba Science City",
                "country": "Japon",
                "object": "accord",
                "status": "envisage",
            }
        ],
    ),
    "countries as partners": (
        "Cap Digital négocie des partenariats avec des clusters d'Espagne et d'Italie.",
        [
            {"party": "Cap Digital", "country": "Espagne", "object": "partenariats", "status": "négocie"},
            {"party": "Cap Digital", "country": "Italie", "object": "partenariats", "status": "négocie"},
        ],
    ),
    "denied": ("Cap Digital n'a signé aucun accord avec la Chine.", []),
    "in general": ("La signature de partenariats avec des clusters étrangers est utile aux PME.", []),
}


@pytest.mark.parametrize(("text", "expected"), AGREEMENTS.values(), ids=AGREEMENTS.keys())
def test_agreements(text: str, expected: list[dict[str, str]], names: Names) -> None:
    found = read(text, names, FactKind.AGREEMENT)
    for fact in (*found, *expected):
        fact["date"] = fact.get("date", "").removeprefix("en ")
    assert found == expected


def test_a_list_after_a_colon_gives_one_agreement_an_item(names: Names) -> None:
    text = "Cap Digital a signé deux accords. Ses partenaires étrangers sont :\n\n- TSB Berlin\n- Silicon Saxony\n"
    found = read(text, names, FactKind.AGREEMENT)
    assert [(fact["party"], fact["partner"], fact["status"]) for fact in found] == [
        ("Cap Digital", "TSB Berlin", "signé"),
        ("Cap Digital", "Silicon Saxony", "signé"),
    ]


def test_the_subject_may_stand_in_the_heading(names: Names) -> None:
    text = "Le pôle a conclu un accord de partenariat avec Silicon Saxony."
    found = [f for f in extract_facts(document(text, heading="Pôle Minalogic"), names) if f.kind is FactKind.AGREEMENT]
    assert [(shown(fact)["party"], fact.all(FieldName.PARTY)[0].start < fact.sentence.start) for fact in found] == [
        ("Minalogic", True)
    ]


def test_what_two_sentences_state_is_one_fact(names: Names) -> None:
    text = "Cap Digital a signé un accord avec TSB Berlin.\n\nCap Digital coopère avec TSB Berlin depuis 2010.\n"
    facts = [fact for fact in extract_facts(document(text), names) if fact.kind is FactKind.AGREEMENT]
    assert [(fact.canonical(FieldName.PARTNER), len(fact.repeated)) for fact in facts] == [("TSB Berlin", 1)]


def test_programme_support(names: Names) -> None:
    text = "La Région Bretagne a accordé une subvention de 80 000 euros au pôle Images & Réseaux."
    assert read(text, names, FactKind.PROGRAMME) == [
        {"beneficiary": "Images & Réseaux", "funder": "Région Bretagne", "amount": "80 000 euros"}
    ]
    text = "Le pôle Mer Bretagne a bénéficié du programme Eurostars. Cette aide couvre 50 % des dépenses."
    assert read(text, names, FactKind.PROGRAMME) == [
        {"beneficiary": "pôle Mer Bretagne", "programme": "Eurostars", "rate": "50 %"}
    ]


def test_events(names: Names) -> None:
    text = "Le salon Pollutec se tiendra du 2 au 5 décembre 2014 à Lyon et accueillera 60 000 visiteurs."
    assert read(text, names, FactKind.EVENT) == [
        {"name": "Pollutec", "place": "Lyon", "date": "du 2 au 5 décembre 2014", "participants": "60 000"}
    ]


def test_memberships(names: Names) -> None:
    text = "L'alliance Silver Europe regroupe Medicen et le cluster belge Biowin."
    assert read(text, names, FactKind.MEMBERSHIP) == [
        {"member": "Medicen", "alliance": "Silver Europe"},
        {"member": "Biowin", "alliance": "Silver Europe"},
    ]


def test_contacts_in_lines_leave_the_fax_out(names: Names) -> None:
    text = "Pôle Axelera\nAnne Martin, chargée de mission\nTél. : 04 78 00 00 00 – Fax : 04 78 00 00 01\na.martin@axelera.eu"
    assert read(text, names, FactKind.CONTACT, heading="Contact") == [
        {
            "organisation": "Axelera",
            "person": "Anne Martin",
            "telephone": "04 78 00 00 00",
            "email": "a.martin@axelera.eu",
        }
    ]


def test_figures_are_counts_that_matter(names: Names) -> None:
    text = "Le réseau compte 21 sociétés et deux pôles, sur 9 préfectures."
    assert read(text, names, FactKind.FIGURE) == [{"number": "21", "object": "sociétés"}]


@pytest.mark.parametrize("path", NOTES, ids=[path.stem for path in NOTES])
def test_every_field_of_the_shipped_notes_quotes_the_document(path: Path, names: Names) -> None:
    assert_exact(read_document(path), names)


PIECES = (
    "| Pôle | Partenaire | Montant |\n| --- | --- | --- |\n| Lumitour | Kunst Isar | 5 k€ |\n",
    "**Projet** : LUX\n**Partenaires** : Kunst Isar\n**Budget** : 2 M€\n",
    "Quant à Lumitour, il négocie avec ",
    "entre le pôle et son homologue ",
    "Presse : Moana Teriivahine, 06 39 98 41 41, m.teriivahine@lumitour.example",
    "Puis en décembre avec ",
    "les deux structures ont signé ",
    "\0",
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from([text for text, _ in AGREEMENTS.values()] + ["- ", "## ", "\n", " : ", "«", "é\u0301", *PIECES])
    )
)
def test_every_field_of_any_text_quotes_it(pieces: list[str]) -> None:
    assert_exact(replace(document("".join(pieces))), _NAMES)


_NAMES = load_names()


def assert_exact(document: Document, names: Names) -> None:
    facts = extract_facts(document, names)
    fields = [field for fact in facts for field in fact.fields]
    assert [field for field in fields if document.text[field.start : field.end] != field.value] == []
    assert all(fact.fields and 0 < fact.confidence <= 1 for fact in facts)
