"""Events that the title of a page names, at which others take place, that are held by a participle, or come again."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.facts import FactKind, extract_facts
from corpus.naming import Names, load_names
from corpus.reading import read_document

Told = tuple[str, str, str]


@pytest.fixture(scope="module")
def names() -> Names:
    return load_names()


def told(text: str, names: Names, folder: Path) -> list[Told]:
    """Return name, place and date of each event of a page."""
    path = folder / "page.md"
    path.write_text(text, encoding="utf-8")
    one = read_document(path)
    facts = [fact for fact in extract_facts(one, names) if fact.kind is FactKind.EVENT]
    assert all(one.text[field.start : field.end] == field.value for fact in facts for field in fact.fields)
    values = [{field.name.value: field.value for field in fact.fields} for fact in facts]
    return [(one["name"], one.get("place", ""), one.get("date", "")) for one in values]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "# Agrotika, du 14 au 17 novembre 2019 : le pavillon en chiffres\n\nLa surface a doublé.\n",
            ("Agrotika", "", "du 14 au 17 novembre 2019"),
        ),
        (
            "# Voyage d'étude au Danemark - le réemploi\n\nVersion 3\n\nDu 11 au 14 juin 2019\n\nPrévoir un casque.\n",
            ("Voyage d'étude au Danemark", "Danemark", "Du 11 au 14 juin 2019"),
        ),
        (
            "# Study tour: timber in Denmark\n\nThird version\n\nFrom 3 to 6 June 2019\n\nBring a helmet.\n",
            ("Study tour", "Denmark", "From 3 to 6 June 2019"),
        ),
        (
            "# Ce que nous rapportons\n\n*Mission conduite du 6 au 13 novembre 2019. Rédaction : le pôle.*\n\nLe pays importe.\n",
            ("Mission", "", "du 6 au 13 novembre 2019"),
        ),
        (
            "# Nouvelles\n\nLe ministre a invité le pôle à Helsinki en mai 2019, à l'occasion de la biennale du bois.\n",
            ("biennale du bois", "Helsinki", "mai 2019"),
        ),
        (
            "# Nouvelles\n\nLes statuts seront relus le 14 avril 2019, en marge du salon des machines-outils.\n",
            ("salon des machines-outils", "", "14 avril 2019"),
        ),
        (
            "# Rendez-vous\n\nHydropolia se tient chaque année à l'automne. La prochaine édition ouvrira le 11 octobre 2019.\n",
            ("Hydropolia", "", "11 octobre 2019"),
        ),
    ],
    ids=["dated title", "days below", "study tour", "participle", "occasion", "fringes", "opens"],
)
def test_an_event_is_told(text: str, expected: Told, names: Names, tmp_path: Path) -> None:
    assert told(text, names, tmp_path) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "# Le Fil du pôle, 3 mai 2019\n\nLa surface a doublé.\n",
        "# Convention de partenariat, du 3 mai au 4 juin 2019\n\nLa surface a doublé.\n",
        "# Voyage d'étude au Danemark\n\nNous avons relu ce guide entre le 3 et le 6 mai 2019.\n",
        "# Nouvelles\n\nLe guide paraîtra en mai 2019, à l'occasion de la refonte du site.\n",
    ],
    ids=["day of a paper", "agreement", "sentence", "no gathering"],
)
def test_other_titles_and_occasions_tell_none(text: str, names: Names, tmp_path: Path) -> None:
    assert told(text, names, tmp_path) == []


def test_a_calendar_does_not_tell_a_mission_again(names: Names, tmp_path: Path) -> None:
    text = (
        "# Règlement\n\nLe pôle organise du 17 au 25 mai 2019 une mission d'affaires à Santiago.\n\n## Calendrier\n\n"
        "Réunion de préparation : 10 avril 2019, à Limoges\n\nMission : du 17 au 25 mai 2019\n"
    )
    found = told(text, names, tmp_path)
    assert sorted(found) == [
        ("Réunion de préparation", "Limoges", "10 avril 2019"),
        ("mission d'affaires", "Santiago", "du 17 au 25 mai 2019"),
    ]
