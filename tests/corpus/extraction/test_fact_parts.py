"""What the fact rules stand on: where things lie, whose document it is, who an address names, tables and sheets."""

from __future__ import annotations

import pytest

from corpus.documents import Document
from corpus.entities import EntityKind, find_entities
from corpus.extraction.fact_reading import Reading
from corpus.extraction.grids import sheets, tables
from corpus.naming import Names, load_names
from corpus.protagonists import spells


@pytest.fixture(scope="module")
def names() -> Names:
    return load_names()


def reading(text: str, names: Names) -> Reading:
    return Reading.of(Document("id", "/a.md", "", text, "fr", "", "", "", (), (), "hash"), names)


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Axelera coopère avec le cluster allemand Kunst Isar.", "Allemagne"),
        ("Axelera coopère avec Kunst Isar (Brésil).", "Brésil"),
        ("Axelera coopère avec Kunst Isar, au Canada.", "Canada"),
        ("Axelera et Kunst Isar, le cluster de Berlin, ont signé un accord.", "Allemagne"),
        ("Axelera coopère avec Rotterdam Isar Lab.", "Pays-Bas"),
        ("Axelera coopère avec Kunst Isar. Puis Kunst Isar (Brésil) est venu.", "Brésil"),
        ("Axelera coopère avec Kunst Isar.", ""),
    ],
)
def test_the_country_of_a_name_is_told_beside_any_mention_or_inside_it(text: str, country: str, names: Names) -> None:
    read = reading(text, names)
    partner = next(e for s in read.sentences for e in s.entities if "Isar" in e.text)
    assert read.country(partner) == country


def test_a_document_is_about_the_name_that_its_title_and_its_address_tell(names: Names) -> None:
    text = "# Lumitour avance\n\nKunst Isar (Brésil) a écrit à Lumitour.\n\nContact : info@lumitour.example"
    host = reading(text, names).host
    assert host is not None
    assert host.text == "Lumitour"


def test_a_document_of_many_poles_is_about_none(names: Names) -> None:
    assert reading("Des nouvelles.\n\nAxelera a signé. Minalogic aussi. Cap Digital négocie.", names).host is None


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Anthelme Rougerol\nBureau des filières\nanthelme.rougerol@economie.example", "Anthelme Rougerol"),
        ("Inscriptions auprès de Tiphanie Boscarel (tiphanie@ludo.example)", "Tiphanie Boscarel"),
        ("Presse : Moana Teriivahine, 06 39 98 41 41", "Moana Teriivahine"),
    ],
)
def test_a_name_beside_an_address_that_spells_it_is_a_person(text: str, person: str, names: Names) -> None:
    assert [e.text for e in find_entities(text, names) if e.kind is EntityKind.PERSON] == [person]


def test_the_name_of_the_sender_is_no_person(names: Names) -> None:
    text = "Nova Lumitech, 06 39 98 41 41, contact@novalumitech.example"
    assert [e for e in find_entities(text, names) if e.kind is EntityKind.PERSON] == []


@pytest.mark.parametrize(
    ("name", "host", "expected"),
    [
        ("Maille & Soie", "maillesoie", True),
        ("EMC2", "poleemc2", True),
        ("Matériaux du Ponant", "ponant", True),
        ("Axelera", "ponant", False),
        ("De la", "ponant", False),
    ],
)
def test_a_domain_spells_a_name(name: str, host: str, expected: bool) -> None:
    assert spells(name, host) is expected


def test_tables_and_sheets_keep_the_offsets_of_their_cells() -> None:
    text = "| Pôle | Montant |\n| --- | --- |\n| **Axelera** | 5 € |\n\n**Projet** : LUX\n**Durée** : deux ans\n"
    table, sheet = next(tables(text)), next(sheets(text))
    assert table.titles == ("pole", "montant")
    assert [[text[c.start : c.end] for c in row] for row in table.rows] == [["Axelera", "5 €"]]
    assert [(label, text[s.start : s.end]) for label, s in sheet.entries] == [("projet", "LUX"), ("duree", "deux ans")]
