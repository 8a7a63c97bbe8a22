"""Texts without marks of emphasis."""

from __future__ import annotations

import pytest

from corpus.emphasis import Unmarked
from corpus.entities import find_entities
from corpus.facts import FactKind, FieldName, extract_facts
from corpus.kinds import Entity, EntityKind
from corpus.naming import load_names
from tests.corpus.test_facts import document


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("le pôle *Azur* (Nice)", "le pôle Azur (Nice)"),
        ("**Azur** – _Lyon_ et ***Nord***", "Azur – Lyon et Nord"),
        ("* un, 2 * 3, jean_le@azur.example", "* un, 2 * 3, jean_le@azur.example"),
    ],
)
def test_only_marks_that_touch_a_word_are_taken_out(text: str, bare: str) -> None:
    assert Unmarked.of(text).text == bare


def test_places_lead_there_and_back() -> None:
    text = "**A** et le pôle *Azur Bleu*, _Nice_ *x*"
    unmarked = Unmarked.of(text)
    for word in ("A", "pôle", "Azur Bleu", "Nice", "x"):
        start = text.index(word)
        one = Entity(EntityKind.POLE, start, start + len(word), word, word)
        (inside,) = unmarked.inside([one])
        assert unmarked.text[inside.start : inside.end] == inside.text == word
        assert unmarked.outside([inside], text) == (one,)


def test_a_name_in_emphasis_is_read_as_without() -> None:
    found = find_entities("L'accord lie le pôle *Tramontel* (Niort) au cluster **Ventura Sul**.", load_names())
    told = [(each.kind, each.text) for each in found if each.kind in (EntityKind.POLE, EntityKind.ORGANISATION)]
    assert told == [(EntityKind.POLE, "Tramontel"), (EntityKind.ORGANISATION, "Ventura Sul")]


def test_facts_read_names_in_emphasis() -> None:
    text = "# Bilan 2019\n\nLe 3 mai 2017, *Tramontel* (Niort) a signé un accord avec **Ventura Sul** (Porto).\n"
    (fact,) = (each for each in extract_facts(document(text), load_names()) if each.kind is FactKind.AGREEMENT)
    assert (fact.canonical(FieldName.PARTY), fact.canonical(FieldName.PARTNER)) == ("Tramontel", "Ventura Sul")
