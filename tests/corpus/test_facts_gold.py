"""Facts against the annotated documents: the targets on the originals, and no step back on the invented ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.facts import FactKind, FieldName, extract_facts
from corpus.naming import Names, load_names
from corpus.reading import read_document
from tests.benchmarks.measure_facts import FOLDERS, load_gold, measure


@pytest.fixture(scope="module")
def names() -> Names:
    return load_names()


def test_the_targets_hold_on_the_original_documents(shared_folder: Path, names: Names) -> None:
    scores = measure("seeds", names)
    reached = {kind: scores.facts[kind].f1 for kind in (FactKind.AGREEMENT, FactKind.PROGRAMME, FactKind.CONTACT)}
    assert reached[FactKind.AGREEMENT] >= 0.90
    assert reached[FactKind.PROGRAMME] >= 0.90
    assert reached[FactKind.CONTACT] == 1.0
    assert scores.names[FieldName.DATE].f1 >= 0.95


@pytest.mark.parametrize(
    ("which", "kind", "floor"),
    [
        ("unseen", FactKind.AGREEMENT, 0.88),
        ("unseen", FactKind.PROGRAMME, 0.87),
        ("heldout", FactKind.AGREEMENT, 0.80),
        ("heldout", FactKind.MEMBERSHIP, 0.95),
        ("fresh", FactKind.AGREEMENT, 0.65),
    ],
)
def test_no_step_back_on_the_invented_documents(which: str, kind: FactKind, floor: float, names: Names) -> None:
    assert measure(which, names).facts[kind].f1 >= floor


@pytest.mark.parametrize("which", ["unseen", "heldout", "fresh"])
def test_every_field_of_the_invented_documents_quotes_its_document(which: str, names: Names) -> None:
    for name in load_gold(which, names):
        document = read_document(FOLDERS[which] / name)
        for fact in extract_facts(document, names):
            assert [f for f in fact.fields if document.text[f.start : f.end] != f.value] == []
