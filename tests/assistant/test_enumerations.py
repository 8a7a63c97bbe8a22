"""Enumerations: which lines belong to one list, table or sequence, and which of them a question is answered with."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.enumerations import asks_for_several, belonging, enumeration_of, sequence_of
from assistant.evidence import Evidence, Line
from assistant.lexicon import load_lexicon
from assistant.targets import Target, target
from assistant.understanding import understand
from corpus.naming import load_names
from index.store import SqliteStore
from tests.index.fakes import HashedWords, synchroniser

PAGE = """# Le pôle Hydraval

Ses partenaires hors de France sont :

- Italie : Acqua Torino, depuis 2012 ;
- Japon : Mizu Lab, depuis 2015. Un laboratoire commun est prévu ;
- Japon : Nagoya Water, depuis 2019.

## Ce que le pôle conseille

1. Prendre un avocat.
2. Revenir chaque année.

Le bureau est fermé en août.

## Les formules

| Formule | Objet | Plafond |
| --- | --- | --- |
| Boussole | étude de marché | 8 000 € |
| Escale | salon à l'étranger | 5 000 € |
| Relais | salon en France | 2 000 € |

## Les freins

Les délais sont le premier obstacle : un an en moyenne. Le deuxième est la formation, car on manque de soudeurs. Il en faudrait
cent. Le troisième tient aux assurances. Le pôle y travaille.
"""
PARTNERS = [
    "Italie : Acqua Torino, depuis 2012 ;",
    "Japon : Mizu Lab, depuis 2015.",
    "Japon : Nagoya Water, depuis 2019.",
]
HEADER = "Formule | Objet | Plafond"
ROWS = [
    "Boussole | étude de marché | 8 000 €",
    "Escale | salon à l'étranger | 5 000 €",
    "Relais | salon en France | 2 000 €",
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqliteStore]:
    folder = tmp_path_factory.mktemp("texts")
    (folder / "pole.md").write_text(PAGE, encoding="utf-8")
    with SqliteStore.open(folder / "home") as store:
        keeper = synchroniser(store, HashedWords())
        keeper.register([folder / "pole.md"])
        keeper.synchronise()
        yield store


@pytest.fixture(scope="module")
def evidence(store: SqliteStore) -> Evidence:
    return Evidence(store, load_names())


@pytest.fixture(scope="module")
def lines(store: SqliteStore, evidence: Evidence) -> tuple[Line, ...]:
    (document,) = store.documents()
    return evidence.lines(document)


def line(lines: tuple[Line, ...], text: str) -> Line:
    return next(each for each in lines if each.text.startswith(text))


def asked(store: SqliteStore, question: str) -> Target:
    lexicon = load_lexicon()
    understanding = understand(question, (), load_names(), lexicon)
    return target(understanding, lexicon, store.document_frequencies(list(understanding.terms)), store.passage_count())


def told(
    store: SqliteStore, evidence: Evidence, lines: tuple[Line, ...], question: str, chosen: str, *, best: bool = True
) -> list[str]:
    aim = asked(store, question)
    several = asks_for_several(question, aim)
    return [each.text for each in belonging(lines, line(lines, chosen), aim, evidence, several=several, best=best)]


@pytest.mark.parametrize(
    ("text", "announced", "members"),
    [
        ("Japon : Mizu", "Ses partenaires hors de France sont :", PARTNERS),
        ("Un laboratoire commun", "Ses partenaires hors de France sont :", PARTNERS),
        ("Ses partenaires", "Ses partenaires hors de France sont :", PARTNERS),
        ("Revenir", "Ce que le pôle conseille", ["Prendre un avocat.", "Revenir chaque année."]),
        ("Ce que le pôle", "Ce que le pôle conseille", ["Prendre un avocat.", "Revenir chaque année."]),
        ("Escale", HEADER, ROWS),
        (HEADER, HEADER, ROWS),
    ],
)
def test_a_list_is_found_from_each_of_its_lines(
    lines: tuple[Line, ...], text: str, announced: str, members: list[str]
) -> None:
    found = enumeration_of(lines, line(lines, text))
    assert found is not None and found.announced is not None
    assert (found.announced.text, [member.text for member in found.members]) == (announced, members)


def test_other_sentences_are_part_of_no_list(lines: tuple[Line, ...]) -> None:
    assert enumeration_of(lines, line(lines, "Le bureau est fermé")) is None


def test_counted_sentences_belong_together(lines: tuple[Line, ...]) -> None:
    counted = ["Les délais sont", "Le deuxième est", "Le troisième tient"]
    for start in counted:
        assert sequence_of(lines, line(lines, start)) == tuple(line(lines, each) for each in counted)
    assert sequence_of(lines, line(lines, "Il en faudrait")) == ()


@pytest.mark.parametrize(
    ("question", "chosen", "expected"),
    [
        ("Quels sont les partenaires de Hydraval ?", PARTNERS[0], ["Ses partenaires hors de France sont :", *PARTNERS]),
        (
            "Quels partenaires Hydraval a-t-il au Japon ?",
            PARTNERS[1],
            ["Ses partenaires hors de France sont :", *PARTNERS[1:]],
        ),
        ("Quels partenaires Hydraval a-t-il au Japon ?", PARTNERS[0], []),
        ("Quelles sont les formules ?", ROWS[1], [HEADER, *ROWS]),
        ("Quelles formules concernent un salon ?", ROWS[1], [HEADER, *ROWS[1:]]),
        ("C'est quoi les 3 formules ?", HEADER, [HEADER, *ROWS]),
        ("Quels conseils donne le pôle ?", "Prendre", ["Prendre un avocat.", "Revenir chaque année."]),
        ("Que conseille le pôle ?", "Prendre", []),
        ("Quel est le partenaire en Italie ?", PARTNERS[0], []),
        (
            "Qui travaille avec Hydraval hors de France ?",
            PARTNERS[0],
            ["Ses partenaires hors de France sont :", *PARTNERS],
        ),
    ],
)
def test_what_fits_the_question_as_the_chosen_line_does_is_told(
    store: SqliteStore, evidence: Evidence, lines: tuple[Line, ...], question: str, chosen: str, expected: list[str]
) -> None:
    assert told(store, evidence, lines, question, chosen) == expected


def test_an_item_that_is_not_the_best_answer_stands_alone_unless_several_are_asked_for(
    store: SqliteStore, evidence: Evidence, lines: tuple[Line, ...]
) -> None:
    assert told(store, evidence, lines, "Qui travaille avec Hydraval hors de France ?", PARTNERS[0], best=False) == []
    assert told(store, evidence, lines, "Quels sont les partenaires de Hydraval ?", PARTNERS[0], best=False) != []


@pytest.mark.parametrize(
    ("question", "several"),
    [
        ("What lessons does the note draw?", True),
        ("Which two sites can be visited?", True),
        ("C'est quoi les 4 formules ?", True),
        ("Quels services propose le pôle ?", True),
        ("What is its status?", False),
        ("What process was chosen?", False),
        ("Que propose le pôle ?", False),
    ],
)
def test_several_things_are_asked_for_in_so_many_words(store: SqliteStore, question: str, several: bool) -> None:
    assert asks_for_several(question, asked(store, question)) is several
