"""One canonical form for a name that is written in several ways; quotations stay."""

from __future__ import annotations

import pytest

from corpus.documents import Span
from corpus.facts import Fact, FactKind, Field, FieldName
from corpus.naming import Names, load_names
from corpus.one_spelling import spelled_alike


@pytest.fixture(scope="module")
def names() -> Names:
    return load_names()


def member(name: str, alliance: str = "Réseau du Nord", field: FieldName = FieldName.MEMBER) -> Fact:
    parts = (Field(field, name, name, 0, len(name)), Field(FieldName.ALLIANCE, alliance, alliance, 20, 40))
    return Fact(FactKind.MEMBERSHIP, parts, "d1", Span(0, 40), 0.9)


@pytest.mark.parametrize(
    ("written", "one"),
    [
        (["HALIOS", "Halios"], "Halios"),
        (["HALIOS", "HALIOS", "Halios"], "HALIOS"),
        (["Passerelle-Corée", "Passerelle Coree", "Passerelle-Corée"], "Passerelle-Corée"),
        (["ÉCOVIA", "ecovia", "Écovia"], "Écovia"),
    ],
)
def test_a_name_has_the_form_in_which_it_is_written_most(written: list[str], one: str, names: Names) -> None:
    found = spelled_alike((member(name) for name in written), lambda: names)
    assert [fact.canonical(FieldName.MEMBER) for fact in found] == [one] * len(written)
    assert [fact.all(FieldName.MEMBER)[0].value for fact in found] == written


def test_a_name_of_the_lists_keeps_its_form(names: Names) -> None:
    facts = tuple(member(name) for name in ("Cap Digital", "CAP DIGITAL", "CAP DIGITAL"))
    assert spelled_alike(facts, lambda: names) == facts


def test_names_are_not_needed_where_each_is_written_in_one_way() -> None:
    facts = (member("Halios"), member("Halios"))
    assert spelled_alike(facts, lambda: pytest.fail("loaded")) == facts


def test_other_names_and_other_fields_stay_as_they_are(names: Names) -> None:
    facts = (member("Halios"), member("Haliosa"), member("Tout", "TOUT", FieldName.OBJECT), member("+"), member("-"))
    found = spelled_alike(facts, lambda: names)
    assert [fact.fields[0].canonical for fact in found] == ["Halios", "Haliosa", "Tout", "+", "-"]
    assert found == facts
