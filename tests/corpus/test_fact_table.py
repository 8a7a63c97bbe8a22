"""The facts of many documents as a table: the same rows as when every fact is compared with every other, at once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import fact_table
from corpus.documents import Span
from corpus.fact_table import rows
from corpus.facts import Fact, FactKind, Field, FieldName, same_thing

VALUES: dict[FactKind, dict[FieldName, list[str]]] = {
    FactKind.AGREEMENT: {
        FieldName.PARTY: ["Axelera", "Techtera"],
        FieldName.PARTNER: ["Kansai", "Kansai Bio", "Kansai Bio Council", "Bio Council", "Osaka", ""],
        FieldName.COUNTRY: ["Japon", ""],
        FieldName.STATUS: ["signed"],
        FieldName.DATE: ["2008", "2008-02", "2010", ""],
    },
    FactKind.PROGRAMME: {
        FieldName.PROGRAMME: ["COSME", ""],
        FieldName.BENEFICIARY: ["Axelera", "Techtera", ""],
        FieldName.AMOUNT: ["300 EUR", "400 EUR", ""],
    },
    FactKind.MEMBERSHIP: {FieldName.MEMBER: ["Axelera"], FieldName.ALLIANCE: ["Alpha", "Beta", ""]},
    FactKind.CONTACT: {FieldName.PERSON: ["Ory", ""], FieldName.ORGANISATION: ["Axelera", "Techtera", ""]},
    FactKind.EVENT: {FieldName.NAME: ["Pollutec"], FieldName.DATE: ["2008", "2010", ""]},
}


def stated(kind: FactKind, **values: str) -> Fact:
    fields = tuple(Field(FieldName(name), value, value, 0, len(value)) for name, value in values.items() if value)
    return Fact(kind, fields, "document", Span(0, 1), 0.9)


@st.composite
def facts(draw: st.DrawFn) -> list[Fact]:
    kinds = draw(st.lists(st.sampled_from(list(VALUES)), max_size=25))
    return [stated(kind, **{n: draw(st.sampled_from(v)) for n, v in VALUES[kind].items()}) for kind in kinds]


@given(facts())
def test_no_row_is_missed_that_comparing_everything_would_find(known: list[Fact]) -> None:
    expected: list[list[Fact]] = []
    for fact in known:
        bucket = fact_table._BUCKET[fact.kind]
        near = [group for group in expected if group[0].canonical(bucket) == fact.canonical(bucket)]
        group = next((group for group in near if any(same_thing(one, fact) for one in group)), None)
        if group is None:
            expected.append(group := [])
        group.append(fact)
    assert [sorted(map(id, row.sources)) for row in rows(known)] == [sorted(map(id, group)) for group in expected]


def test_many_agreements_of_one_pole_are_not_all_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[int] = []

    def counting(one: Fact, other: Fact) -> bool:
        compared.append(1)
        return same_thing(one, other)

    monkeypatch.setattr(fact_table, "same_thing", counting)
    many = [
        stated(FactKind.AGREEMENT, party="Axelera", partner=f"Cluster{n} Bio{n}", country="Japon", status="signed")
        for n in range(2000)
    ]
    assert len(rows([*many, *many[:10]])) == 2000
    assert len(compared) == 10


def test_what_an_alliance_and_its_member_signed_on_one_day_with_one_partner_is_one_agreement() -> None:
    def agreement(party: str, date: str = "2008-02-04", partner: str = "Kansai") -> Fact:
        values = {"party": party, "partner": partner, "country": "Japon", "date": date, "status": "signed"}
        return stated(FactKind.AGREEMENT, **values)

    inside = stated(FactKind.MEMBERSHIP, member="Ventoris", alliance="Corridor")
    both = [agreement("Ventoris"), agreement("Corridor")]
    assert len(rows(both)) == 2  # nobody says that they belong together
    [row, _] = rows([*both, inside])
    assert [fact.canonical(FieldName.PARTY) for fact in row.sources] == ["Corridor", "Ventoris"]
    for other in (
        agreement("Ventoris", "2008-02-05"),
        agreement("Ventoris", ""),
        agreement("Ventoris", partner="Kobe"),
    ):
        assert len(rows([agreement("Corridor"), other, inside])) == 3
