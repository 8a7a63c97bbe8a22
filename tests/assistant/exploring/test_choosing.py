"""Filters, search, sort and pages of entries."""

from __future__ import annotations

import pytest

from assistant.exploring.choosing import (
    COLUMNS,
    UNDATED,
    Facet,
    Filters,
    Option,
    choose,
    default_order,
    facet_values,
    options,
    ordered,
    page_of,
)
from assistant.exploring.entries import Entry
from assistant.exploring.gathering import explore
from corpus.fact_kinds import FactKind, FieldName
from tests.assistant.exploring.making import FIRST, exploration, names, paper, stated

AGREEMENTS = exploration().of(FactKind.AGREEMENT)


def partners(entries: tuple[Entry, ...]) -> list[str]:
    return [f"{entry.label(FieldName.PARTNER)} {entry.first[:4]}".strip() for entry in entries]


ALL = ["Kansai Bio 2008", "TSB Berlin", "Kansai Bio 2009"]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(), ALL),
        (Filters(chosen=((Facet.POLE, "Lyonbiopôle"),)), ["Kansai Bio 2008", "Kansai Bio 2009"]),
        (Filters(chosen=((Facet.COUNTRY, "Allemagne"),)), ["TSB Berlin"]),
        (Filters(chosen=((Facet.YEAR, "2009"),)), ["Kansai Bio 2009"]),
        (Filters(chosen=((Facet.YEAR, UNDATED),)), ["TSB Berlin"]),
        (Filters(chosen=((Facet.PROGRAMME, "COSME"), (Facet.YEAR, "2008"))), ["Kansai Bio 2008"]),
        (Filters(chosen=((Facet.STATUS, "negotiated"),)), ["TSB Berlin"]),
        (Filters(chosen=((Facet.DOCUMENT, FIRST.id),)), ["Kansai Bio 2008", "TSB Berlin"]),
        (Filters(chosen=((Facet.COUNTRY, "Atlantide"),)), []),
        (Filters(search="KANSAI fevrier"), ["Kansai Bio 2008"]),
        (Filters(search="  "), ALL),
        (Filters(together=("Lyonbiopôle", "Japon")), ["Kansai Bio 2008", "Kansai Bio 2009"]),
    ],
    ids=str,
)
def test_every_filter_must_let_an_entry_through(filters: Filters, expected: list[str]) -> None:
    assert partners(choose(AGREEMENTS, filters)) == expected


def test_a_facet_offers_what_the_other_filters_leave() -> None:
    filters = Filters(chosen=((Facet.COUNTRY, "Japon"), (Facet.YEAR, "1999")))
    assert options(AGREEMENTS, filters, Facet.YEAR) == (
        Option("2009", "2009", 1),
        Option("2008", "2008", 1),
        Option("1999", "1999", 0),  # asked for, so that it can be seen and let go
    )
    assert options(AGREEMENTS, Filters(), Facet.COUNTRY) == (
        Option("Allemagne", "Allemagne", 1),
        Option("Japon", "Japon", 2),
    )
    assert [option.label for option in options(AGREEMENTS, Filters(), Facet.DOCUMENT)] == ["Bilan", "Premier accord"]
    assert [option.value for option in options(AGREEMENTS, Filters(), Facet.YEAR)] == ["2009", "2008", UNDATED]


def test_what_is_not_dated_itself_has_the_year_of_its_document() -> None:
    (contact,) = exploration().of(FactKind.CONTACT)
    assert set(facet_values(contact, Facet.YEAR)) == {"2008", "2010"}


def test_dates_sort_by_time_and_the_undated_come_last_either_way() -> None:
    assert partners(ordered(AGREEMENTS, FieldName.DATE)) == ["Kansai Bio 2008", "Kansai Bio 2009", "TSB Berlin"]
    down = ordered(AGREEMENTS, FieldName.DATE, descending=True)
    assert partners(down) == ["Kansai Bio 2009", "Kansai Bio 2008", "TSB Berlin"]


def test_amounts_sort_by_size_and_names_without_their_accents() -> None:
    text = paper("aides.md", "Écopôle reçoit 90 euros. Zeta reçoit 1 000 euros. alpha reçoit 200 euros.")
    made = [
        stated(FactKind.PROGRAMME, text, f"{who} reçoit", beneficiary=who, amount=(amount, canonical))
        for who, amount, canonical in (
            ("Écopôle", "90 euros", "90 EUR"),
            ("Zeta", "1 000 euros", "1000 EUR"),
            ("alpha", "200 euros", "200 EUR"),
        )
    ]
    entries = explore(made, [text], names()).entries
    assert [e.label(FieldName.AMOUNT) for e in ordered(entries, FieldName.AMOUNT)] == [
        "90 euros", "200 euros", "1 000 euros",
    ]  # fmt: skip
    by_name = [e.label(FieldName.BENEFICIARY) for e in ordered(entries, FieldName.BENEFICIARY)]
    assert by_name == ["alpha", "Écopôle", "Zeta"]


def test_signed_comes_before_negotiated() -> None:
    assert [entry.status for entry in ordered(AGREEMENTS, FieldName.STATUS)] == ["signed", "signed", "negotiated"]


@pytest.mark.parametrize(
    ("number", "expected"), [(1, (1, 1, 2)), (2, (2, 3, 3)), (0, (1, 1, 2)), (99, (2, 3, 3)), (-4, (1, 1, 2))]
)
def test_a_page_outside_is_the_nearest_that_exists(number: int, expected: tuple[int, int, int]) -> None:
    page = page_of(AGREEMENTS, number, size=2)
    assert (page.number, page.first, page.last) == expected
    assert (page.pages, page.total, len(page.entries)) == (2, 3, page.last - page.first + 1)


def test_an_empty_table_has_one_empty_page() -> None:
    page = page_of((), 3)
    assert (page.number, page.pages, page.first, page.last, page.entries) == (1, 1, 0, 0, ())


def test_each_kind_has_columns_and_is_sorted_by_one_of_them() -> None:
    assert set(COLUMNS) == set(FactKind)
    assert all(default_order(kind)[0] in COLUMNS[kind] for kind in FactKind)


def test_three_thousand_facts_are_filtered_and_ordered() -> None:
    papers = [paper(f"{n}.md", f"Pôle{n} signe avec Partenaire{n} au Japon en {1990 + n % 30}.") for n in range(500)]
    made = [
        stated(
            FactKind.AGREEMENT,
            text,
            text.text,
            party=f"Pôle{n}",
            partner=(f"Partenaire{n}", f"Partenaire{n}-{copy}"),
            country="Japon",
            date=str(1990 + n % 30),
        )
        for n, text in enumerate(papers)
        for copy in range(6)
    ]
    entries = explore(made, papers, names()).entries
    assert len(entries) == 3000
    filters = Filters(search="partenaire4", chosen=((Facet.COUNTRY, "Japon"),))
    assert len(choose(entries, filters)) == 6 * 111
    assert sum(option.count for option in options(entries, filters, Facet.COUNTRY)) == 6 * 111
    assert len(ordered(entries, FieldName.PARTNER)) == 3000
