"""Events told line by line, by a sheet of labels, by quoted names, and by what stands for one named before."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.facts import FactKind, extract_facts
from corpus.naming import Names, load_names
from corpus.reading import read_document

Event = tuple[str, str, str, str]
"""Name, place, date and number of participants; "" where nothing is said."""

PAGES: dict[str, tuple[str, list[Event]]] = {
    "lines without marks": (
        """Agenda

12 juin 2024 : Forum de l'eau, Annecy
25 juin : webinaire « Financer son export », 11 h, en ligne
3-5 juillet 2024 : BatiSalon, Nantes, stand collectif
""",
        [
            ("Forum de l'eau", "Annecy", "12 juin 2024", ""),
            ("webinaire « Financer son export »", "", "25 juin", ""),
            ("BatiSalon", "Nantes", "3-5 juillet 2024", ""),
        ],
    ),
    "lines in English": (
        """Calendar

15-17 March 2023, Ghent: European Textile Forum
Thursday 4 May: Webinar "Green steel", online
""",
        [("European Textile Forum", "Ghent", "15-17 March 2023", ""), ('Webinar "Green steel"', "", "4 May", "")],
    ),
    "committee": (
        "# News\n\nLe comité de pilotage du projet s'est réuni le 12 mars 2022 à Lyon.\n",
        [("comité de pilotage", "Lyon", "12 mars 2022", "")],
    ),
    "journal": (
        """## Journal du projet

**12 avril 2022** – Atelier « Réparer » à Villers-le-Lac : 40 participants.

**3 mai 2021** – Le comité de pilotage s'est réuni à Borås.
""",
        [
            ("Atelier « Réparer »", "Villers-le-Lac", "12 avril 2022", "40"),
            ("comité de pilotage", "Borås", "3 mai 2021", ""),
        ],
    ),
    "sheet under its name": (
        """# Rencontres du cuir

Date : jeudi 8 juin 2023
Lieu : Romans-sur-Isère, Cité de la chaussure
Public : PME
""",
        [("Rencontres du cuir", "Romans-sur-Isère", "8 juin 2023", "")],
    ),
    "sheet that names it": (
        """Invitation

Événement : Forum Composites
Quand : 17 novembre 2021, 9 h
Où : palais des congrès, Le Havre
""",
        [("Forum Composites", "Le Havre", "17 novembre 2021", "")],
    ),
    "sheet in English": (
        """# Invitation

Event: Ocean Tech Summit
Date: 4 May 2022
Venue: Lisbon, Alfama Hall
""",
        [("Ocean Tech Summit", "Lisbon", "4 May 2022", "")],
    ),
    "towns above": (
        """APPEL
Mission collective « Hydrogène » au Japon
Tokyo, Osaka – du 3 au 9 février 2020

Le pôle emmène ses adhérents.
""",
        [("Mission collective « Hydrogène » au Japon", "Tokyo", "du 3 au 9 février 2020", "")],
    ),
    "news below a headline": (
        """# Actualités

## Le salon « Mer & Vent » a fait le plein

4 200 visiteurs, 80 exposants : la troisième édition, les 3 et 4 mai 2022 à Lorient, a dépassé les attentes.
""",
        [("salon « Mer & Vent »", "Lorient", "3 et 4 mai 2022", "4 200")],
    ),
    "the one of another year": (
        """# Vie du pôle

La Nuit de la photonique a lieu chaque automne. Celle de 2019, à Besançon, avait réuni 300 personnes. Celle de 2021 se
tiendra le 14 octobre à Dijon.
""",
        [("Nuit de la photonique", "Besançon", "2019", "300"), ("Nuit de la photonique", "Dijon", "14 octobre", "")],
    ),
    "the latter": (
        """# Emploi

Le pôle organise le forum « Jobs & Mer ». Ce dernier a attiré 1 800 visiteurs en 2022.
""",
        [("forum « Jobs & Mer »", "", "2022", "1 800")],
    ),
    "edition": (
        """# Concours

Les 24 Heures du Design sont ouvertes aux étudiants. L'édition 2019 s'est tenue à Saint-Étienne ; 90 étudiants y ont
participé.
""",
        [("24 Heures du Design", "Saint-Étienne", "2019", "90")],
    ),
    "between commas": (
        "# Brève\n\nLa première convention d'affaires du plastique, PlastiDay, se déroulera le 12 mai 2020 à Oyonnax.\n",
        [("PlastiDay", "Oyonnax", "12 mai 2020", "")],
    ),
    "beside its kind": (
        "# Brève\n\nLa convention d'affaires AgriMeet se tiendra les 4 et 5 mars 2020 à Angers.\n",
        [("AgriMeet", "Angers", "4 et 5 mars 2020", "")],
    ),
    "date of something else": (
        "# Brève\n\nLe service anime le campus Vulcain, ouvert en 2018, et le salon « Les métiers du feu ».\n",
        [],
    ),
    "steps without a town": ("Programme\n\nLundi 16 : visite de l'usine\nMardi 17 : séminaire sur le lithium\n", []),
}


@pytest.fixture(scope="module")
def names() -> Names:
    return load_names()


@pytest.mark.parametrize("case", PAGES)
def test_a_page_tells_its_events(case: str, names: Names, tmp_path: Path) -> None:
    text, expected = PAGES[case]
    (tmp_path / "page.md").write_text(text, encoding="utf-8")
    document = read_document(tmp_path / "page.md")
    facts = [fact for fact in extract_facts(document, names) if fact.kind is FactKind.EVENT]
    assert all(document.text[one.start : one.end] == one.value for fact in facts for one in fact.fields)
    told = [{str(one.name): one.value for one in fact.fields} for fact in facts]
    found = [tuple(one.get(name, "") for name in ("name", "place", "date", "participants")) for one in told]
    assert found == expected
