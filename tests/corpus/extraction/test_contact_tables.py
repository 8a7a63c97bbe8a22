"""Contacts that tables give: whose a row is, who is in it, and which cells are neither."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.facts import FactKind, extract_facts
from corpus.naming import Names, load_names
from corpus.reading import read_document
from tests.corpus.test_facts import read

OPENING = "Nova Sud réunit 80 entreprises. Nova Sud a été labellisé en 2010.\n\n"
ONE, OTHER = "01 99 11 22 33", "01 99 11 22 44"
Row = tuple[str | None, str | None, str | None, str | None]


@pytest.fixture(scope="module")
def names() -> Names:
    return load_names()


def rows(table: str, names: Names) -> list[Row]:
    found = read(OPENING + table, names, FactKind.CONTACT)
    return [(one.get("organisation"), one.get("person"), one.get("telephone"), one.get("email")) for one in found]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            "| Structure | Interlocuteur | Téléphone |\n|---|---|---|\n"
            f"| Orvalia | Thècle Vauzelle | {ONE} |\n| Lumivert (Lyon) | Sosthène Rimbourg | {OTHER} |",
            [("Orvalia", "Thècle Vauzelle", ONE, None), ("Lumivert", "Sosthène Rimbourg", OTHER, None)],
        ),
        (
            "| Partner | Contact person | E-mail |\n|---|---|---|\n"
            "| Orvalia | Thècle Vauzelle | a@orvalia.example |\n| Lumivert | Sosthène Rimbourg | b@lumivert.example |",
            [
                ("Orvalia", "Thècle Vauzelle", None, "a@orvalia.example"),
                ("Lumivert", "Sosthène Rimbourg", None, "b@lumivert.example"),
            ],
        ),
        (
            "| Membre | Contact |\n|---|---|\n"
            f"| Orvalia | Thècle Vauzelle, {ONE} |\n| Lumivert | Sosthène Rimbourg, {OTHER} |",
            [("Orvalia", "Thècle Vauzelle", ONE, None), ("Lumivert", "Sosthène Rimbourg", OTHER, None)],
        ),
        (
            "| Service | Nom | Tél. | Fax |\n|---|---|---|---|\n"
            f"| Adhésions | Thècle Vauzelle | {ONE} | 01 99 11 22 99 |\n"
            f"| Europe du Sud | Mme Sosthène Rimbourg | {OTHER} | - |",
            [("Nova Sud", "Thècle Vauzelle", ONE, None), ("Nova Sud", "Sosthène Rimbourg", OTHER, None)],
        ),
        (
            f"| Service | Numéro |\n|---|---|\n| Accueil | {ONE} |\n| Comptabilité | {OTHER} |",
            [("Nova Sud", None, ONE, None), ("Nova Sud", None, OTHER, None)],
        ),
        (
            "| Zone | Titulaire | Ligne | Suppléant | Ligne |\n|---|---|---|---|---|\n"
            f"| Nord | Thècle Vauzelle | {ONE} | Sosthène Rimbourg | {OTHER} |",
            [("Nova Sud", "Thècle Vauzelle", ONE, None), ("Nova Sud", "Sosthène Rimbourg", OTHER, None)],
        ),
        (
            "| Nom | Fonction | Téléphone |\n|---|---|---|\n"
            f"| Thècle Vauzelle | Asie, Amériques | {ONE} |\n| poste à pourvoir | Europe | – |",
            [("Nova Sud", "Thècle Vauzelle", ONE, None)],
        ),
    ],
    ids=["structure", "english", "one cell", "service", "services", "deputies", "vacant"],
)
def test_the_titles_of_the_columns_say_who_and_whose(table: str, expected: list[Row], names: Names) -> None:
    assert rows(table, names) == expected


def test_a_table_about_something_else_gives_no_contacts(names: Names) -> None:
    table = "| Chèque | Taux | Dépôt |\n|---|---|---|\n| Essai | 50 % | en ligne |\n| Salon | 60 % | sur place |"
    assert rows(table, names) == []


def test_a_row_before_which_no_sentence_begins_gives_its_contact(names: Names, tmp_path: Path) -> None:
    deals = "| Pôle | Partenaire | Montant |\n| --- | --- | --- |\n| Orvalia | Lumivert | 5 k€ |\n"
    line = "- Presse : Thècle Vauzelle, 06 99 98 41 41, a@orvalia.example"
    (tmp_path / "page.md").write_text(f"Orvalia a signé un accord.{deals}{line}{deals}", encoding="utf-8")
    facts = extract_facts(read_document(tmp_path / "page.md"), names)
    assert "a@orvalia.example" in {field.value for fact in facts for field in fact.fields}


def test_a_person_whom_no_label_names_is_told_by_the_e_mail_address(names: Names) -> None:
    table = "| | |\n|---|---|\n| Direction | Thècle Vauzelle |\n| Téléphone | {} |\n| Courriel | {} |"
    spelled, other = "t.vauzelle@novasud.example", "accueil@novasud.example"
    assert rows(table.format(ONE, spelled), names) == [("Nova Sud", "Thècle Vauzelle", ONE, spelled)]
    assert rows(table.format(ONE, other), names) == [("Nova Sud", None, ONE, other)]
