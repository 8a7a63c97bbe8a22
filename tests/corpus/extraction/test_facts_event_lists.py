"""Events of lists, tables and reports: each with its own day, its name without what is said of it, and none for a deal."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.facts import FactKind, extract_facts
from corpus.naming import Names, load_names
from corpus.reading import read_document


@pytest.fixture(scope="module")
def names() -> Names:
    return load_names()


ITEMS = """\
## Missions et salons

- Mission collective au Chili, du 9 au 14 avril 2018 : 8 participants.
- Salon Boisexpo Nord, Lille, du 4 au 6 juin 2018 : stand commun de six adhérents.
- Colloque « Bois et climat », organisé par le pôle à Nancy le 20 septembre 2018 : 230 participants.
"""
CASES = {
    "each item with its own day": (
        ITEMS,
        [
            ("Boisexpo Nord", "Lille", "du 4 au 6 juin 2018"),
            ("Colloque « Bois et climat »", "Nancy", "20 septembre 2018"),
            ("Mission collective", "Chili", "du 9 au 14 avril 2018"),
        ],
    ),
    "a cell that says more than the name": (
        "| Date | Événement | Lieu |\n|---|---|---|\n"
        "| 22-24 novembre | Salon Bois & Process, stand collectif de 12 entreprises | Stuttgart |",
        [("Salon Bois & Process", "Stuttgart", "22-24 novembre")],
    ),
    "an item that is a sentence": (
        "## Rendez-vous\n\n- Les prochaines Rencontres européennes du bois auront lieu à Vienne, les 15 et 16 octobre 2013.",
        [("prochaines Rencontres européennes du bois", "Vienne", "15 et 16 octobre 2013")],
    ),
    "prizes handed over": (
        "La remise officielle des prix aura lieu à la Maison de la Région, à Metz, le 9 septembre 2021.",
        [("remise officielle des prix", "Metz", "9 septembre 2021")],
    ),
    "a trade show": (
        "The group held a workshop at the Timber Tomorrow trade show in Paris, from 23 to 26 November 2020.",
        [("Timber Tomorrow", "Paris", "from 23 to 26 November 2020")],
    ),
    "many meetings of a year": ("En 2018, le comité de labellisation s'est réuni cinq fois.", []),
    "a table of deals": (
        "| Partenaire | Pays | Date de signature | Objet |\n|---|---|---|---|\n"
        "| Maderas del Sur | Chili | 28 novembre 2018 | Formation des scieurs |",
        [],
    ),
}


def events(text: str, names: Names, path: Path) -> list[tuple[str, ...]]:
    path.write_text(text, encoding="utf-8")
    found = [fact for fact in extract_facts(read_document(path), names) if fact.kind is FactKind.EVENT]
    return sorted(tuple(field.value for field in fact.fields[:3]) for fact in found)


@pytest.mark.parametrize("case", CASES)
def test_an_event_is_told_with_its_own_name_place_and_day(case: str, names: Names, tmp_path: Path) -> None:
    text, expected = CASES[case]
    assert events(f"# Nouvelles de la filière\n\n{text}\n", names, tmp_path / "page.md") == expected


def test_the_report_of_a_mission_tells_it_below_the_name_of_the_pole(names: Names, tmp_path: Path) -> None:
    text = (
        "SILVARBOIS\nCompte rendu de mission - Canada, du 14 au 20 janvier 2017\nRédigé par Anne Morel\n\n1. Contexte\n"
    )
    assert events(text, names, tmp_path / "page.txt") == [("mission", "Canada", "du 14 au 20 janvier 2017")]


def test_how_many_share_a_stand_is_no_crowd(names: Names, tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text(f"# Nouvelles\n\n{ITEMS}", encoding="utf-8")
    facts = extract_facts(read_document(tmp_path / "page.md"), names)
    came = {fact.fields[0].value: fact.fields[3].value for fact in facts if len(fact.fields) > 3}
    assert came == {"Mission collective": "8", "Colloque « Bois et climat »": "230"}
