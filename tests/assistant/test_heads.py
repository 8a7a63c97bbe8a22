"""Heads: rows know the first row of their table, sentences the first of their list item; other lines stand alone."""

from __future__ import annotations

import pytest

from assistant.heads import Heads, is_label, lead
from corpus.sentences import sentences

TEXT = """Bilan de l'année. Tout va bien.

| Indicateur | 2016 | 2017 |
|---|---:|---|
| Entreprises | 38 | 52 |
| Budget | 3 M€ | 4 M€ |

| Pôle | Ville |
| --- | --- |
| Ferrovia | Metz |

- **Isatis** : nano-satellite. Budget : 5,6 M€.
- Drone, pour la vigne. Porteur : Viteo.

Fin de la page. Merci.
"""


def heads_by_text() -> dict[str, str | None]:
    heads, texts, found = Heads(TEXT), [], {}
    for number, span in enumerate(sentences(TEXT)):
        texts.append(span.of(TEXT))
        head = heads.of(number, span)
        found[texts[-1]] = None if head is None else texts[head]
    return found


def test_rows_and_items_know_their_heads() -> None:
    assert heads_by_text() == {
        "Bilan de l'année.": None,
        "Tout va bien.": None,
        "Indicateur | 2016 | 2017": None,
        "Entreprises | 38 | 52": "Indicateur | 2016 | 2017",
        "Budget | 3 M€ | 4 M€": "Indicateur | 2016 | 2017",
        "Pôle | Ville": None,
        "Ferrovia | Metz": "Pôle | Ville",
        "**Isatis** : nano-satellite.": None,
        "Budget : 5,6 M€.": "**Isatis** : nano-satellite.",
        "Drone, pour la vigne.": None,
        "Porteur : Viteo.": "Drone, pour la vigne.",
        "Fin de la page.": None,
        "Merci.": None,
    }


def test_a_head_leads_with_what_it_is_about() -> None:
    assert lead("Isatis : nano-satellite de télécommunications.") == "Isatis"
    assert lead("Drone, pour la vigne.") == "Drone, pour la vigne."
    assert lead("Pôle | Ville") == "Pôle | Ville"
    assert lead("Un très long premier membre de phrase " * 4) == ""


@pytest.mark.parametrize(
    ("opening", "text", "following", "label"),
    [
        ("- **", "Départ.", "** Après douze ans, elle prend sa retraite.", True),
        ("- ", "Le lieu :", " la préfecture, à Munich.", True),
        ("", "Ouverture : 13 janvier 2025.", " Clôture : 4 avril 2025.", False),
        ("", "Merci.", "", False),
        ("- ", "Fournir une lettre du président.", " Elle sera jointe.", False),
        ("Il a accepté. ", "Enfin.", " Il a signé.", False),
    ],
)
def test_a_label_says_nothing_by_itself(opening: str, text: str, following: str, label: bool) -> None:
    assert is_label(opening, text, following) is label
