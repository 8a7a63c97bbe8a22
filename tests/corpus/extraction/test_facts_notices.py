"""Events that a few words announce, that a table or a sentence counts, and that a title or another event tells."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.facts import FactKind, extract_facts
from corpus.naming import Names, load_names
from corpus.reading import read_document

PAGES = {
    "table of missions": (
        """# Missions du pôle Vinéa

| Année | Destination | Entreprises | Budget |
|---|---|---|---|
| 2017 | Tokyo, Japon | 9 | 40 000 € |
| 2018 | Boston, États-Unis | 14 | 55 000 € |
| 2019 | *Inde (annulée)* | – | 6 200 € |
""",
        {
            "name=Missions place=Tokyo, Japon date=2017 participants=9",
            "name=Missions place=Boston, États-Unis date=2018 participants=14",
        },
    ),
    "table under a caption": (
        """# Bilan

**Tableau 2. Délégations**

| Pays | Mois | Participants |
|---|---|---|
| Canada | mai 2019 | 12 PME |
| Chili | octobre 2020 | 7 PME |
""",
        {
            "name=Délégations place=Canada date=mai 2019 participants=12",
            "name=Délégations place=Chili date=octobre 2020 participants=7",
        },
    ),
    "journey of a mission": (
        "# Le pôle\n\nUne mission de prospection, menée par Vinéa et Brassica, s'est rendue à Gdynia en mars 2018.\n",
        {"name=mission de prospection place=Gdynia date=mars 2018"},
    ),
    "the one and the other": (
        """# Volontaire

Il a organisé deux missions : l'une en mai 2015 (huit sociétés), l'autre en novembre 2016 (cinq sociétés).
""",
        {
            "name=missions date=mai 2015 participants=huit",
            "name=missions date=novembre 2016 participants=cinq",
        },
    ),
    "towns one by one": (
        "# Le pôle\n\nTrois missions ont été conduites : Tokyo en 2017, Toronto en mai 2018 et Rotterdam en 2021.\n",
        {
            "name=missions place=Tokyo date=2017",
            "name=missions place=Toronto date=mai 2018",
            "name=missions place=Rotterdam date=2021",
        },
    ),
    "words without a verb": (
        "# News\n\n### Coming up\n\nAn open day in Arras on 12 May 2022, free for members.\n",
        {"name=An open day place=Arras date=12 May 2022"},
    ),
    "notice in a paragraph": (
        "# La lettre\n\n**ARGENT.** L'appel ferme le 3 mai. Réunion d'information le 14 mai à 9 h, au siège.\n",
        {"name=Réunion d'information date=14 mai"},
    ),
    "another of them": (
        "# La lettre\n\nL'atelier « Lire un brevet » du 3 mai est complet ; un second se tiendra le 9 juin à Cognac.\n",
        {"name=atelier « Lire un brevet » place=Cognac date=9 juin"},
    ),
    "after a label": (
        "# PROJ\n\n**Next:** final workshop, Tampere, 9 November 2023; registration is free.\n",
        {"name=final workshop place=Tampere date=9 November 2023"},
    ),
    "title with its days": (
        "# Voyage d'étude au Japon du 4 au 11 octobre 2023 : le programme\n\nDix entreprises partent avec le pôle Vinéa.\n",
        {"name=Voyage d'étude place=Japon date=du 4 au 11 octobre 2023"},
    ),
    "title over a town and a day": (
        """# Séminaire « Exporter sans se perdre » : ce qu'il faut retenir

Lille, 4 mars 2015. Un séminaire du réseau Exportia

On y a beaucoup parlé.

*45 participants, dont 20 dirigeants.*
""",
        {"name=Séminaire « Exporter sans se perdre » place=Lille date=4 mars 2015 participants=45"},
    ),
    "inauguration": (
        "# Inde\n\nLe ministre et l'ambassadeur ont inauguré le 9 mars la *Maison de l'eau* de Pune.\n",
        {"name=Maison de l'eau place=Pune date=9 mars"},
    ),
    "town in the name": (
        "# Golfe\n\nLe stand commun au salon DesertTech de Dubaï (février 2014) a accueilli six exposants.\n",
        {"name=DesertTech place=Dubaï date=février 2014 participants=six"},
    ),
}
"""A page and its events, written "field=value …"."""

NONE = {
    "minutes": "# Note\n\nSéance du 14 janvier 2014\n\nLe bureau a siégé.\n",
    "nothing held": "# Note\n\nAucune mission n'a été organisée en 2017, faute d'inscrits.\n",
    "what a committee does": "# Note\n\nLe comité de sélection a écarté le dossier le 2 juillet.\n",
    "only if": "# Note\n\nUne visite à Lille en avril 2020, si tout va bien.\n",
}
"""Pages that tell of no event."""


@pytest.fixture(scope="module")
def names() -> Names:
    """Return the names that the product knows."""
    return load_names()


def events(text: str, folder: Path, names: Names) -> set[str]:
    """Return the events of a page, written "field=value …"."""
    path = folder / "page.md"
    path.write_text(text, encoding="utf-8")
    facts = [fact for fact in extract_facts(read_document(path), names) if fact.kind is FactKind.EVENT]
    for fact in facts:
        assert all(text[text.find("#") :].find(field.value) >= 0 for field in fact.fields)
    return {" ".join(f"{field.name}={field.value}" for field in fact.fields) for fact in facts}


@pytest.mark.parametrize("which", PAGES)
def test_events_are_found_however_they_are_told(which: str, tmp_path: Path, names: Names) -> None:
    text, expected = PAGES[which]
    assert events(text, tmp_path, names) == expected


@pytest.mark.parametrize("which", NONE)
def test_minutes_denials_and_doubts_are_no_event(which: str, tmp_path: Path, names: Names) -> None:
    assert events(NONE[which], tmp_path, names) == set()
