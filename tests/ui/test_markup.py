"""Quotations as HTML: every character shown, signs of Markdown dimmed or hidden."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.documents import Span
from tests.ui.test_rendering import Reader, hostile_texts
from ui.markup import cells, readable, styled


def hidden(page: str) -> str:
    """Return what stands in hidden spans."""
    return "".join(part.split("</span>")[0] for part in page.split('<span class="ip-sign">')[1:])


@given(hostile_texts, st.data())
def test_readable_holds_every_character_and_sets_the_emphasis_in_bold(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    read = Reader(readable(text, (start, end)))
    assert read.text == text
    assert set(read.tags) <= {"span", "strong"}
    assert read.tags.count("strong") == (start < end)


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("**Italie** : Seta Nuova*, Erbe", "****"),
        ("*contact : Ana [ana@a.example](mailto:ana@a.example)*", "*[](mailto:ana@a.example)*"),
        ("## Les accords", "## "),
        ("prix * quantité * durée, [1] et [sic]", ""),
        ("Les accords* et les contacts* sont en cours.", ""),
    ],
)
def test_only_signs_are_hidden(text: str, signs: str) -> None:
    assert hidden(readable(text)) == signs


def test_a_table_in_a_passage_has_its_bars_and_rules_dimmed() -> None:
    page = styled("| Pays | An |\n|---|---|\n| Japon | 2012 |", Span(0, 4))
    assert page.count('<span class="ip-syntax">|</span>') == 6
    assert '<span class="ip-syntax">|---|---|</span>' in page


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Pays | Signé le | Objet", ["Pays", "Signé le", "Objet"]),
        ("| Japon | | accueil |", ["Japon", "", "accueil"]),
        ("Une phrase, sans cellules.", ["Une phrase, sans cellules."]),
        ("a|b n'est pas une ligne", ["a|b n'est pas une ligne"]),
    ],
)
def test_cells_of_a_row(text: str, held: list[str]) -> None:
    assert [span.of(text) for span in cells(text)] == held


def test_the_signs_of_headings_are_told_apart_so_that_a_card_can_hide_them() -> None:
    assert styled("## Suite\n") == '<span class="ip-syntax ip-hash">## </span><span class="ip-heading">Suite</span>\n'
