"""Entries: what a row of facts is found, filtered and shown by, and which documents contradict each other."""

from __future__ import annotations

import pytest

from assistant.exploring.clashes import agree
from assistant.exploring.entries import Entry
from assistant.exploring.gathering import explore
from corpus.fact_kinds import FactKind, Field, FieldName
from tests.assistant.exploring.making import (
    ANA,
    BERLIN,
    FIRST,
    OSAKA,
    SECOND,
    exploration,
    facts,
    names,
    paper,
    stated,
)


def agreement(partner: str, date: str = "") -> Entry:
    return next(
        entry
        for entry in exploration().of(FactKind.AGREEMENT)
        if entry.canonical(FieldName.PARTNER) == partner and entry.first.startswith(date)
    )


def test_an_entry_is_found_by_all_that_it_names() -> None:
    entry = agreement("Kansai Bio", "2008")
    assert entry.names == {"Lyonbiopôle", "Kansai Bio", "Japon"}
    assert (set(entry.actors), set(entry.countries), set(entry.years)) == ({"Lyonbiopôle"}, {"Japon"}, {2008})
    assert (entry.first, entry.last, entry.status) == ("2008-02-04", "2008-02-04", "signed")
    assert "kansai bio" in entry.words and "le 4 fevrier 2008" in entry.words and "premier accord" in entry.words


def test_every_quotation_is_the_text_of_its_document() -> None:
    for entry in exploration().entries:
        quotes = [quote for values in entry.values.values() for value in values for quote in value.quotes]
        assert quotes and all(quote.text == quote.document.text[quote.start : quote.end] != "" for quote in quotes)
        assert all(statement.quote.text in (FIRST.text + SECOND.text) for statement in entry.statements)


def test_an_inferred_value_says_so_and_shows_its_main_form() -> None:
    (country,) = agreement("TSB Berlin").all(FieldName.COUNTRY)
    assert (country.label, country.inferred, country.quotes[0].text) == ("Allemagne", True, "allemand")


def test_a_programme_is_a_filter_of_what_its_beneficiaries_did() -> None:
    assert agreement("Kansai Bio", "2008").programmes == {"COSME"}
    assert agreement("TSB Berlin").programmes == frozenset()


def test_facts_of_documents_that_are_gone_are_left_out() -> None:
    gone = paper("parti.md", OSAKA)
    extra = stated(FactKind.POLE, gone, OSAKA, name="Lyonbiopôle")
    assert len(exploration([extra]).entries) == len(exploration().entries)


def test_a_key_does_not_depend_on_the_other_rows() -> None:
    other = paper("autre.md", BERLIN)
    extra = stated(FactKind.POLE, other, BERLIN, name="Cap Digital")
    alone, among = exploration(), exploration([extra], [other])
    assert {entry.key for entry in alone.entries} < {entry.key for entry in among.entries}
    assert alone.entry(alone.entries[0].key) == alone.entries[0]
    assert alone.entry("nothing") is None


def test_two_documents_with_two_dates_contradict_each_other_on_both_rows() -> None:
    early, late = agreement("Kansai Bio", "2008"), agreement("Kansai Bio", "2009")
    ((one,), (other,)) = early.clashes, late.clashes
    assert (one.field, one.here.text, one.there.text, one.key) == (
        FieldName.DATE,
        "4 février 2008",
        "12 mai 2009",
        late.key,
    )
    assert (other.here.text, other.there.text, other.key) == ("12 mai 2009", "4 février 2008", early.key)
    assert one.there.document.date == "2010"


def test_two_numbers_of_one_person_contradict_inside_the_row() -> None:
    (contact,) = exploration().of(FactKind.CONTACT)
    assert [value.label for value in contact.all(FieldName.TELEPHONE)] == ["04 00 00 00 01", "04 99 99 99 99"]
    ((clash),) = contact.clashes
    assert (clash.field, clash.key) == (FieldName.TELEPHONE, contact.key)
    assert {clash.here.text, clash.there.text} == {"04 00 00 00 01", "04 99 99 99 99"}


def test_two_dates_in_one_document_are_two_agreements() -> None:
    text = paper("deux.md", "Lyonbiopôle et Kansai Bio ont signé le 4 février 2008, puis le 12 mai 2009.")
    pair = [
        stated(FactKind.AGREEMENT, text, text.text, party="Lyonbiopôle", partner="Kansai Bio", date=date)
        for date in (("4 février 2008", "2008-02-04"), ("12 mai 2009", "2009-05-12"))
    ]
    assert [entry.clashes for entry in explore(pair, [text], names()).entries] == [(), ()]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("2008-02-04", "2008-02-04", True),
        ("2008", "2008-02-04", True),
        ("2008/2010", "2009-05", True),
        ("../2008", "2007", True),
        ("2010/..", "2009", False),
        ("2008-02-04", "2008-02-05", False),
        ("--12-13", "2010-12-13", True),
        ("--12-13", "2010-12-14", False),
        ("--12-13", "2010", True),
        ("P2Y", "2008", True),
        ("P2Y", "P3Y", False),
        ("300000 EUR", "300000 EUR", True),
        ("300000 EUR", "200000 EUR", False),
        ("", "2008", True),
    ],
)
def test_dates_agree_when_both_can_be_right(one: str, other: str, expected: bool) -> None:
    assert agree(one, other) is agree(other, one) is expected


def test_another_wording_of_the_same_is_a_variant() -> None:
    short = paper("court.md", "Lyonbiopôle a signé avec Kansai Bio, au Japon, le 4 février.")
    extra = stated(
        FactKind.AGREEMENT,
        short,
        short.text,
        0.9,
        party="Lyonbiopôle",
        partner="Kansai Bio",
        country="Japon",
        status=("signé", "signed"),
        date=("4 février", "--02-04"),
    )
    entries = [e for e in exploration([extra], [short]).of(FactKind.AGREEMENT) if len(e.documents) == 2]
    ((whole, part),) = [entry.all(FieldName.DATE) for entry in entries]
    assert (whole.label, whole.variant, part.label, part.variant) == ("4 février 2008", False, "4 février", True)
    assert entries[0].label(FieldName.DATE) == "4 février 2008"


def test_a_value_that_a_person_stated_is_said_to_be_so() -> None:
    first = facts()[3]
    by_hand = Field(
        FieldName.SITE, "ana.example", "ana.example", first.sentence.start, first.sentence.start, stated=True
    )
    fact = type(first)(first.kind, (*first.fields, by_hand), first.document_id, first.sentence, 1.0, (), ("c0ffee00",))
    (entry,) = explore([fact], [FIRST], names()).entries
    (site,) = entry.all(FieldName.SITE)
    assert (site.label, site.stated, site.inferred, site.quotes[0].text) == ("ana.example", True, False, ANA)
    assert entry.corrections == ("c0ffee00",)
