"""Corrections over a store: written to the home, applied at once, and still there after a rebuild."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.corrected_fields import Said
from corpus.corrections import Action, CorrectionError
from corpus.corrections_file import CorrectionsFileError
from corpus.fact_kinds import FactKind, FieldName
from corpus.fact_table import Row, rows
from corpus.name_corrections import FILE_NAME
from corpus.naming import load_names
from index.correcting import Corrector, Signature
from index.facts import KnownFacts
from index.store import SqliteStore
from index.synchronising import Synchroniser
from tests.index.fakes import HashedWords

BY = Signature("Anne", "2026-11-22", "vu avec le pôle")
TEXT = "Le pôle Techtera a signé en 2010 un accord avec TSB Berlin.\n\nTechtera a signé avec Silicon Saxony à Dresde.\n"
OTHER = "Techtera et TSB Berlin : le pôle Techtera a signé un accord avec TSB Berlin le 3 mai 2010.\n"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    (tmp_path / "a.md").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.md").write_text(OTHER, encoding="utf-8")
    with SqliteStore.open(tmp_path / "home") as store:
        synchroniser = Synchroniser(store, HashedWords())
        synchroniser.register([tmp_path / "a.md", tmp_path / "b.md"])
        synchroniser.synchronise()
        yield store


@pytest.fixture
def known(store: SqliteStore) -> KnownFacts:
    return KnownFacts(store, lambda: load_names(own=store.home / FILE_NAME))


@pytest.fixture
def corrector(store: SqliteStore, known: KnownFacts) -> Corrector:
    return Corrector(store, known)


def agreements(known: KnownFacts) -> dict[str, Row]:
    found = rows(fact for fact in known() if fact.kind is FactKind.AGREEMENT)
    return {row.fact.canonical(FieldName.PARTNER): row for row in found}


def test_a_rejected_row_is_gone_from_all_its_documents_until_it_is_undone(
    known: KnownFacts, corrector: Corrector
) -> None:
    row = agreements(known)["TSB Berlin"]
    assert len(row.sources) == 2
    made = corrector.reject(row, BY)
    assert [correction.statement.source.rsplit("/", 1)[-1] for correction in made] == ["a.md", "b.md"]
    assert list(agreements(known)) == ["Silicon Saxony"]
    for correction in made:
        assert corrector.undo(correction.id) == correction
    assert sorted(agreements(known)) == ["Silicon Saxony", "TSB Berlin"]


def test_a_confirmed_row_is_sure_in_all_its_documents(
    known: KnownFacts, corrector: Corrector, store: SqliteStore
) -> None:
    made = corrector.confirm(agreements(known)["TSB Berlin"], BY)
    assert [correction.action for correction in made] == [Action.CONFIRM] * 2
    Synchroniser(store, HashedWords()).rebuild()
    row = agreements(KnownFacts(store, load_names))["TSB Berlin"]
    assert [(fact.confidence, fact.corrections) for fact in row.sources] == [(1.0, (each.id,)) for each in made]


def test_a_correction_outlives_a_rebuild(store: SqliteStore, known: KnownFacts, corrector: Corrector) -> None:
    corrector.correct(agreements(known)["Silicon Saxony"], [Said(FieldName.PLACE, "Dresde")], BY)
    Synchroniser(store, HashedWords()).rebuild()
    fact = agreements(KnownFacts(store, load_names))["Silicon Saxony"].fact
    assert [(field.value, field.canonical) for field in fact.all(FieldName.PLACE)] == [("Dresde", "Dresde")]
    assert [outcome.correction.author for outcome in corrector.outcomes() if outcome.applied] == ["Anne"]


def test_words_of_one_document_are_stated_in_the_others(known: KnownFacts, corrector: Corrector) -> None:
    corrector.correct(agreements(known)["TSB Berlin"], [Said(FieldName.DATE, "3 mai 2010")], BY)
    row = agreements(known)["TSB Berlin"]
    assert sorted((fact.canonical(FieldName.DATE), fact.all(FieldName.DATE)[0].stated) for fact in row.sources) == [
        ("2010-05-03", False),
        ("2010-05-03", True),
    ]


def test_what_does_not_fit_is_refused_and_nothing_is_written(known: KnownFacts, corrector: Corrector) -> None:
    row = agreements(known)["TSB Berlin"]
    with pytest.raises(CorrectionError, match="does not say « 1999 »: quote its words, or mark the value as stated"):
        corrector.correct(row, [Said(FieldName.DATE, "1999")], BY)
    with pytest.raises(CorrectionError, match="needs the name of its author"):
        corrector.reject(row, Signature(" ", "2026-11-22"))
    assert not corrector.path.exists()


def test_the_same_rejection_twice_is_refused(known: KnownFacts, corrector: Corrector) -> None:
    row = agreements(known)["Silicon Saxony"]
    corrector.reject(row, BY)
    with pytest.raises(CorrectionError, match="no such fact is read in it any more"):
        corrector.reject(row, BY)


def test_a_correction_whose_document_is_gone_is_kept_and_told(
    store: SqliteStore, known: KnownFacts, corrector: Corrector, tmp_path: Path
) -> None:
    corrector.reject(agreements(known)["Silicon Saxony"], BY)
    (tmp_path / "a.md").unlink()
    Synchroniser(store, HashedWords()).synchronise()
    assert [outcome.problem for outcome in corrector.outcomes()] == ["its document is not in the corpus"]
    (tmp_path / "a.md").write_text(TEXT, encoding="utf-8")
    Synchroniser(store, HashedWords()).synchronise()
    assert [outcome.problem for outcome in corrector.outcomes()] == [""]


def test_a_change_of_the_file_by_hand_is_seen_at_once(known: KnownFacts, corrector: Corrector) -> None:
    corrector.reject(agreements(known)["Silicon Saxony"], BY)
    assert "Silicon Saxony" not in agreements(known)
    corrector.path.write_text("corrections: []\n", encoding="utf-8")
    assert "Silicon Saxony" in agreements(known)
    corrector.path.write_text("corrections: 3\n", encoding="utf-8")
    with pytest.raises(CorrectionsFileError, match="line 1, corrections"):
        known()


def test_names_that_a_person_makes_one_are_one_in_the_facts(store: SqliteStore, known: KnownFacts) -> None:
    assert sorted(agreements(known)) == ["Silicon Saxony", "TSB Berlin"]
    (store.home / FILE_NAME).write_text("same:\n- [Technologie Stiftung, TSB Berlin]\n", encoding="utf-8")
    assert sorted(agreements(known)) == ["Silicon Saxony", "Technologie Stiftung"]
