"""Superlatives: what a question wants compared, and which row of which table answers it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.evidence import Evidence
from assistant.lexicon import load_lexicon
from assistant.superlatives import Superlative, extreme_of, superlative_of
from assistant.targets import target
from assistant.understanding import understand
from corpus.naming import load_names
from index.store import SqliteStore
from tests.index.fakes import HashedWords, synchroniser

PAGE = """# Les pôles du réseau Azurine

## Effectifs

| Pôle | Création | Adhérents | Budget 2019 |
| --- | --- | --- | --- |
| Soléane | 2005 | 286 | 2,9 M€ |
| Boréwatt | 2007 | 1 193 | 1,8 M€ |
| Granitéis | 1999 | 88 | 740 000 € |
| Total | | 1 567 | 5,4 M€ |

## Soléane en chiffres

| Indicateur | 2017 | 2018 | 2019 |
| --- | --- | --- | --- |
| Projets labellisés | 47 | 52 | 45 |
| Stagiaires | 3 | n. d. | 4 |
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqliteStore]:
    folder = tmp_path_factory.mktemp("texts")
    (folder / "reseau.md").write_text(PAGE, encoding="utf-8")
    with SqliteStore.open(folder / "home") as store:
        keeper = synchroniser(store, HashedWords())
        keeper.register([folder / "reseau.md"])
        keeper.synchronise()
        yield store


def extreme(store: SqliteStore, question: str) -> list[tuple[str, str | None]]:
    """Return the rows that answer, each with the words that say which it is."""
    wanted = superlative_of(question)
    assert wanted is not None
    evidence, lexicon = Evidence(store, load_names()), load_lexicon()
    understanding = understand(question, (), load_names(), lexicon)
    aim = target(understanding, lexicon, store.document_frequencies(list(understanding.terms)), store.passage_count())
    (document,) = store.documents()
    heads = [(document, line) for line in evidence.lines(document) if "|" in line.text and line.head is None]
    found = extreme_of(wanted, aim, heads, evidence)
    if found is None:
        return []
    named = [span.of(document.text) if span else None for span in found[1].named]
    return [(row.text.split(" | ")[0], words) for row, words in zip(found[1].rows, named, strict=True)]


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("Quel pôle a le plus d'adhérents ?", Superlative(False, 1, False, frozenset({"adherent"}))),
        ("Quelle est la plus grosse aide ?", Superlative(False, 1, True)),
        ("Which cluster has the smallest budget?", Superlative(False, -1, True)),
        ("Quel est le plus ancien des accords ?", Superlative(True, -1, False)),
        ("What is the most recent agreement?", Superlative(True, 1, False)),
        ("Quel projet coûte le moins cher ?", Superlative(False, -1, True)),
        ("Pourquoi Soléane a-t-il le plus d'adhérents ?", None),
        ("Quel accord n'est plus en vigueur ?", None),
        ("Combien touche-t-on au plus ?", None),
        ("Qu'est-ce qui arrive le plus souvent ?", None),
    ],
)
def test_what_is_compared_is_read_from_the_question(question: str, wanted: Superlative | None) -> None:
    assert superlative_of(question) == wanted


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("Quel pôle du réseau Azurine a le plus d'adhérents ?", [("Boréwatt", "Boréwatt")]),
        ("Quel pôle du réseau Azurine a le moins d'adhérents ?", [("Granitéis", "Granitéis")]),
        ("Quel pôle du réseau a le plus gros budget ?", [("Soléane", "Soléane")]),
        ("Quel pôle du réseau est le plus ancien ?", [("Granitéis", "Granitéis")]),
        ("Which cluster of the network is the most recent?", [("Boréwatt", "Boréwatt")]),
        ("Soléane ou Granitéis : lequel a le plus d'adhérents ?", [("Soléane", "Soléane"), ("Granitéis", None)]),
        ("En quelle année Soléane a-t-il eu le plus de projets labellisés ?", [("Projets labellisés", "52")]),
        ("En quelle année Soléane a-t-il eu le plus de stagiaires ?", []),
        ("Quel pôle du réseau Azurine a le plus de brevets ?", []),
        ("Quel pôle du réseau Coralline a le plus d'adhérents ?", []),
    ],
)
def test_the_row_with_the_extreme_value_answers(
    store: SqliteStore, question: str, rows: list[tuple[str, str | None]]
) -> None:
    assert extreme(store, question) == rows
