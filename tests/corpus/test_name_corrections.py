"""Names that a person makes one entity, or several."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.kinds import EntityKind
from corpus.name_corrections import corrected_entries
from corpus.name_entries import NameEntry, NamesError
from corpus.naming import load_names

POLES = (
    NameEntry(EntityKind.POLE, "Lyonbiopôle", ("Lyon Biopole",), regions=("Auvergne-Rhône-Alpes",)),
    NameEntry(EntityKind.POLE, "Mer Bretagne", ("Pôle Mer", "Mer PACA")),
    NameEntry(EntityKind.ORGANISATION, "Biocat", country="Espagne"),
)


def read(content: str, tmp_path: Path) -> tuple[NameEntry, ...]:
    path = tmp_path / "names.yaml"
    path.write_text(content, encoding="utf-8")
    return corrected_entries(POLES, path)


def test_without_a_file_nothing_changes(tmp_path: Path) -> None:
    assert corrected_entries(POLES, tmp_path / "names.yaml") == POLES


def test_names_become_one_entity_under_the_first(tmp_path: Path) -> None:
    first, *rest = read("same:\n- [Lyonbiopôle Santé, lyon biopôle]\n", tmp_path)
    assert first == NameEntry(
        EntityKind.POLE,
        "Lyonbiopôle Santé",
        ("lyon biopôle", "Lyonbiopôle", "Lyon Biopole"),
        regions=("Auvergne-Rhône-Alpes",),
    )
    assert rest == [*POLES[1:]]


def test_names_that_no_list_knows_need_their_kind(tmp_path: Path) -> None:
    with pytest.raises(NamesError, match="no list knows any of Zorba, ZB: say what they are"):
        read("same:\n- [Zorba, ZB]\n", tmp_path)
    assert read("same:\n- {names: [Zorba, ZB], kind: organisation}\n", tmp_path)[0] == NameEntry(
        EntityKind.ORGANISATION, "Zorba", ("ZB",)
    )


def test_a_name_is_taken_out_of_an_entity(tmp_path: Path) -> None:
    assert read("different:\n- [Mer Bretagne, Mer PACA]\n", tmp_path)[1:3] == (
        NameEntry(EntityKind.POLE, "Mer PACA"),
        NameEntry(EntityKind.POLE, "Mer Bretagne", ("Pôle Mer",)),
    )


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("same: [", "cannot be read"),
        ("same:\n- [Lyonbiopôle]\n", "has problems:\n  same.0"),
        ("other: 1\n", "other: Extra inputs are not permitted"),
    ],
)
def test_a_file_with_problems_says_where(content: str, problem: str, tmp_path: Path) -> None:
    with pytest.raises(NamesError, match=problem):
        read(content, tmp_path)


def test_the_names_of_a_home_are_found_in_texts(tmp_path: Path) -> None:
    path = tmp_path / "names.yaml"
    path.write_text("same:\n- [Lyonbiopôle, Biopôle des Gones]\n", encoding="utf-8")
    mentions = load_names(own=path).mentions("Le Biopôle des Gones est à Lyon.")
    assert next((mention.text, mention.canonical) for mention in mentions) == ("Biopôle des Gones", "Lyonbiopôle")
