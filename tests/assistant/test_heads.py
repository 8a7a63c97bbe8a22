"""Heads: rows know the first row of their table, sentences the first of their list item; other lines stand alone."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.heads import Heads, answered_until, is_label, lead, masthead
from corpus.reading import read_document
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

**Peut-on se représenter ?** Oui, une fois. Sans frais.

Et ensuite ?

Le comité décide. Il siège en mai.

**Un mot en gras** ouvre la ligne. Fin de la page. Qui s'en plaindrait ? Personne.
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
        "Peut-on se représenter ?": None,
        "Oui, une fois.": "Peut-on se représenter ?",
        "Sans frais.": "Peut-on se représenter ?",
        "Et ensuite ?": None,
        "Le comité décide.": "Et ensuite ?",
        "Il siège en mai.": "Et ensuite ?",
        "**Un mot en gras** ouvre la ligne.": None,
        "Fin de la page.": None,
        "Qui s'en plaindrait ?": None,
        "Personne.": None,
    }


def test_a_head_leads_with_what_it_is_about() -> None:
    assert lead("Isatis : nano-satellite de télécommunications.") == "Isatis"
    assert lead("Drone, pour la vigne.") == "Drone, pour la vigne."
    assert lead("Pôle | Ville") == "Pôle | Ville"
    assert lead("Que se passe-t-il si le séjour est écourté : faut-il rembourser ce qui a été reçu ?").endswith(
        "reçu ?"
    )
    assert lead("Un très long premier membre de phrase " * 4) == ""


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Q2 : Qui paie ? La Région.\nFin.", " La Région."),
        ("Qui paie ?\nLa Région.\nFin.", "\nLa Région."),
        ("Qui paie ?\n\nLa Région.", "\n\nLa Région."),
        ("Qui paie ?\n\nQui reçoit ?\nEux.", ""),
        ("Qui paie ?\n## Suite\nRien.", ""),
        ("- Qui paie ?\n- Qui reçoit ?", ""),
        ("Il compte. Qui paie ? La Région.", ""),
        ("Qui paie ?", ""),
    ],
)
def test_what_answers_a_question_stands_behind_or_below_it(text: str, answer: str) -> None:
    span = next(each for each in sentences(text) if each.of(text).endswith("?"))
    until = answered_until(text, span)
    assert text[span.end : until] == answer if answer else until == 0


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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "LUMO\nCompte rendu de mission - Japon, janvier 2017\nRédigé par Odile Tarnier\n\n1. Contexte\n\nLe pôle.",
            "LUMO\nCompte rendu de mission - Japon, janvier 2017\nRédigé par Odile Tarnier\n1. Contexte\n2017-01-20",
        ),
        ("# Un accord\n\n*Lettre n° 4*\n\nLe pôle a signé un accord.", "# Un accord\n*Lettre n° 4*\n2017-01-20"),
        ("# Guide\n\n## Contacts\n\nAccueil : 01 99 00 77 88", "# Guide\n2017-01-20"),
        ("Le pôle a signé un accord.\nUn salon", "2017-01-20"),
    ],
)
def test_the_masthead_ends_where_the_text_begins(text: str, expected: str, tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text(text, encoding="utf-8")
    document = replace(read_document(tmp_path / "text.txt"), date="2017-01-20")
    assert masthead(document) == expected
