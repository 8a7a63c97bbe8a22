"""Facts against the annotated documents: the targets on the originals, and no step back on the invented ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.evaluation.fact_scores import Scores
from assistant.fact_marking import NetworkMarker
from corpus.facts import FactKind, FieldName, extract_facts
from corpus.naming import Names, load_names
from corpus.reading import read_document
from index.contracts import Embedder
from tests.benchmarks.measure_entities import measure as measure_entities
from tests.benchmarks.measure_facts import (
    DESKS,
    FOLDERS,
    INVENTED,
    OF_EXERCISES,
    OF_QUESTIONS,
    OFFICES,
    ORDINARY,
    load_gold,
    measure,
)


@pytest.fixture(scope="module")
def names() -> Names:
    return load_names()


@pytest.fixture(scope="module")
def scores(names: Names) -> dict[str, Scores]:
    return {which: measure(which, names) for which in ("notes", *INVENTED, *OF_QUESTIONS, *OF_EXERCISES)}


@pytest.mark.parametrize("marked", [False, True], ids=["by rules alone", "with the marker"])
def test_the_targets_hold_on_the_original_documents(
    marked: bool, shared_folder: Path, names: Names, embedder: Embedder
) -> None:
    scores = measure("seeds", names, NetworkMarker.from_bundled(embedder) if marked else None)
    reached = {kind: scores.facts[kind].f1 for kind in (FactKind.AGREEMENT, FactKind.PROGRAMME, FactKind.CONTACT)}
    assert reached[FactKind.AGREEMENT] >= 0.90
    assert reached[FactKind.PROGRAMME] >= 0.90
    assert reached[FactKind.CONTACT] == 1.0
    assert scores.names[FieldName.DATE].f1 >= 0.95


@pytest.mark.parametrize(
    ("which", "kind", "floor"),
    [
        ("notes", FactKind.AGREEMENT, 0.97),
        ("notes", FactKind.PROGRAMME, 0.97),
        ("notes", FactKind.MEMBERSHIP, 0.97),
        ("notes", FactKind.CONTACT, 1.0),
        ("unseen", FactKind.AGREEMENT, 0.95),
        ("unseen", FactKind.PROGRAMME, 0.88),
        ("unseen", FactKind.CONTACT, 0.90),
        ("heldout", FactKind.AGREEMENT, 0.97),
        ("heldout", FactKind.MEMBERSHIP, 0.95),
        ("heldout", FactKind.CONTACT, 1.0),
        ("fresh", FactKind.AGREEMENT, 0.97),
        ("fresh", FactKind.CONTACT, 1.0),
        ("development", FactKind.AGREEMENT, 0.95),
        ("development", FactKind.PROGRAMME, 0.94),
        ("development", FactKind.MEMBERSHIP, 0.97),
        ("development", FactKind.CONTACT, 1.0),
        ("second", FactKind.AGREEMENT, 0.95),
        ("second", FactKind.PROGRAMME, 0.93),
        ("second", FactKind.CONTACT, 1.0),
        ("third", FactKind.AGREEMENT, 0.93),
        ("third", FactKind.PROGRAMME, 0.97),
        ("third", FactKind.CONTACT, 1.0),
        ("blind", FactKind.AGREEMENT, 0.93),
        ("blind", FactKind.PROGRAMME, 0.75),
        ("blind", FactKind.EVENT, 0.95),
        ("blind", FactKind.MEMBERSHIP, 0.95),
        ("blind", FactKind.CONTACT, 0.98),
        ("blind", FactKind.FIGURE, 0.80),
        ("institutions", FactKind.PROGRAMME, 0.80),
        ("institutions", FactKind.CONTACT, 0.98),
        ("institutions", FactKind.FIGURE, 0.95),
        ("newsletters", FactKind.AGREEMENT, 0.86),
        ("reports", FactKind.AGREEMENT, 0.90),
        ("reports", FactKind.PROGRAMME, 0.95),
        ("bilingual", FactKind.AGREEMENT, 0.92),
        ("bilingual", FactKind.PROGRAMME, 0.95),
        ("newsletters", FactKind.EVENT, 0.95),
    ],
)
def test_no_step_back_on_the_notes_and_the_invented_documents(
    which: str, kind: FactKind, floor: float, scores: dict[str, Scores]
) -> None:
    assert scores[which].facts[kind].f1 >= floor


ENTITY_FLOORS = {
    "amount": 1.0,
    "country": 0.95,
    "date": 0.93,
    "email": 1.0,
    "event": 0.84,
    "institution": 0.94,
    "organisation": 0.96,
    "person": 0.98,
    "phone": 1.0,
    "pole": 0.97,
    "programme": 1.0,
    "url": 1.0,
}


def test_the_entities_of_the_shipped_notes_are_found_with_exact_offsets(names: Names) -> None:
    reached = {kind: counts.f1 for kind, counts in measure_entities("notes", names).items()}
    assert {kind: f1 for kind, f1 in reached.items() if f1 < ENTITY_FLOORS[kind]} == {}
    assert set(reached) == set(ENTITY_FLOORS)


def test_the_entities_of_the_original_documents_are_found_with_exact_offsets(shared_folder: Path, names: Names) -> None:
    reached = {kind: counts.f1 for kind, counts in measure_entities("seeds", names).items()}
    assert {kind: f1 for kind, f1 in reached.items() if f1 < ENTITY_FLOORS[kind]} == {}


@pytest.mark.parametrize("which", ["notes", *INVENTED, *OF_QUESTIONS, *OF_EXERCISES, *ORDINARY, *DESKS, *OFFICES])
def test_every_field_of_the_annotated_documents_quotes_its_document(which: str, names: Names) -> None:
    for name in load_gold(which, names):
        document = read_document(FOLDERS[which] / name)
        for fact in extract_facts(document, names):
            assert [f for f in fact.fields if document.text[f.start : f.end] != f.value] == []
