from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.kinds import EntityKind
from corpus.values import find_values


def values(text: str) -> list[tuple[str, str, str]]:
    return [(str(entity.kind), entity.text, entity.canonical) for entity in find_values(text)]


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("4 février 2008", "2008-02-04"),
        ("4 Fevrier 2008", "2008-02-04"),
        ("1er juin 2012", "2012-06-01"),
        ("02/04/2008", "2008-04-02"),
        ("02.04.2008", "2008-04-02"),
        ("2/4/08", "2008-04-02"),
        ("2008-02-04", "2008-02-04"),
        ("1 June 2012", "2012-06-01"),
        ("June 1, 2012", "2012-06-01"),
        ("1st of June 2012", "2012-06-01"),
        ("juin 2010", "2010-06"),
        ("sept. 2010", "2010-09"),
        ("l'automne 2010", "2010"),
        ("l´automne 2010", "2010"),
        ("début 2010", "2010"),
        ("courant 2008", "2008"),
        ("fin septembre 2009", "2009-09"),
        ("13 décembre", "--12-13"),
        ("27 avril 1831", "1831-04-27"),
        ("2010", "2010"),
    ],
)
def test_a_date_has_its_iso_form(text: str, canonical: str) -> None:
    assert values(text) == [("date", text, canonical)]


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("2012-2014", "2012/2014"),
        ("2012–14", "2012/2014"),
        ("de janvier 2016 à janvier 2018", "2016-01/2018-01"),
        ("from January 2016 to January 2018", "2016-01/2018-01"),
        ("entre juin et septembre 2010", "2010-06/2010-09"),
        ("entre 2010 et 2012", "2010/2012"),
        ("du 15 au 17 Octobre 2008", "2008-10-15/2008-10-17"),
        ("du 28 septembre au 2 octobre 2013", "2013-09-28/2013-10-02"),
        ("15-17 October 2008", "2008-10-15/2008-10-17"),
        ("October 15-17, 2008", "2008-10-15/2008-10-17"),
        ("1er semestre 2012", "2012-01/2012-06"),
        ("T3 2014", "2014-07/2014-09"),
        ("depuis 2010", "2010/.."),
        ("since June 2010", "2010-06/.."),
        ("jusqu'en 2012", "../2012"),
        ("avant le 4 février 2009", "../2009-02-04"),
    ],
)
def test_a_period_has_two_ends(text: str, canonical: str) -> None:
    assert values(text) == [("period", text, canonical)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plus de 2000 entreprises", [("number", "2000", "2000")]),
        ("en 2010 300 entreprises", [("date", "2010", "2010"), ("number", "300", "300")]),
        ("(2009)", [("date", "2009", "2009")]),
        ("les pôles présents au Paris Region Innovation Tour 2010 étaient", [("date", "2010", "2010")]),
        ("the 2016 workshop on clusters", [("date", "2016", "2016")]),
        ("the 2000 euro grant", [("amount", "2000 euro", "2000 EUR")]),
        ("its 2000 companies", [("number", "2000", "2000")]),
        ("2000 €", [("amount", "2000 €", "2000 EUR")]),
        ("Il est admis en 1830.", [("date", "1830", "1830")]),
        ("soit 1830 personnes", [("number", "1830", "1830")]),
    ],
)
def test_a_year_is_told_from_a_count(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "hour"), [("avant le 31 mai à midi", "12:00"), ("jusqu'à minuit", "00:00"), ("by noon", "12:00")]
)
def test_noon_and_midnight_are_times(text: str, hour: str) -> None:
    assert hour in {canonical for kind, _, canonical in values(text) if kind == "time"}


@pytest.mark.parametrize("text", ["10H45", "10 h 45", "10:45", "10h45", "10:45 am"])
def test_a_time_reads_in_every_spelling(text: str) -> None:
    assert values(text) == [("time", text, "10:45")]


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("300 000 euros", "300000 EUR"),
        ("300\u00a0000 €", "300000 EUR"),
        ("300 k€", "300000 EUR"),
        ("300k€", "300000 EUR"),
        ("1,5 M€", "1500000 EUR"),
        ("2 millions d'euros", "2000000 EUR"),
        ("trois cent mille euros", "300000 EUR"),
        ("un million d'euros", "1000000 EUR"),
        ("EUR 350,000", "350000 EUR"),
        ("€1.5 million", "1500000 EUR"),
        ("$3m", "3000000 USD"),
        ("6 millions de couronnes", "6000000 KR"),
        ("45 000 couronnes danoises", "45000 DKK"),
        ("80,000 Swedish kronor", "80000 SEK"),
        ("70 000 francs suisses", "70000 CHF"),
        ("2 millions de dollars canadiens", "2000000 CAD"),
        ("NOK 450,000", "450000 NOK"),
    ],
)
def test_an_amount_is_a_plain_decimal_and_a_currency(text: str, canonical: str) -> None:
    assert values(text) == [("amount", text, canonical)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("75 %", ("percent", "75 %", "75")),
        ("12,5%", ("percent", "12,5%", "12.5")),
        ("cinq pour cent", ("percent", "cinq pour cent", "5")),
        ("75 percent", ("percent", "75 percent", "75")),
        ("environ six mois", ("duration", "six mois", "P6M")),
        ("pendant un an", ("duration", "un an", "P1Y")),
        ("deux ans", ("duration", "deux ans", "P2Y")),
        ("96 heures", ("duration", "96 heures", "PT96H")),
        ("une soixantaine", ("number", "une soixantaine", "60")),
        ("deux mille trois cents PME", ("number", "deux mille trois cents", "2300")),
        ("quatre-vingt-douze PME", ("number", "quatre-vingt-douze", "92")),
        ("soixante et onze PME", ("number", "soixante et onze", "71")),
        ("twenty-five projects", ("number", "twenty-five", "25")),
        ("3,300 SMEs", ("number", "3,300", "3300")),
        ("3 300 PME", ("number", "3 300", "3300")),
        ("38 millions d'habitants", ("number", "38 millions", "38000000")),
    ],
)
def test_measures_are_normalised(text: str, expected: tuple[str, str, str]) -> None:
    assert values(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "2e table ronde", "7ème PCRD", "XXIe siècle", "deuxième", "trente-quatrième", "un cluster", "EMC2", "H2020", "COVID-19",
        "1) Renforcer", "n° 12", "[3]", "69007 Lyon", "un jour viendra", "des millions de fois",
    ],
)  # fmt: skip
def test_ordinals_markers_references_and_articles_are_no_numbers(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("05 34 25 50 43", "0534255043"),
        ("05.34.25.50.43", "0534255043"),
        ("+33 (0) 5 61 14 24 54", "0561142454"),
        ("+33 5 61 14 24 54", "0561142454"),
        ("0033 5 61 14 24 54", "0561142454"),
        ("+49 30 46302-500", "+493046302500"),
    ],
)
def test_a_telephone_number_is_its_digits(text: str, canonical: str) -> None:
    assert values(text) == [("phone", text, canonical)]


def test_a_contact_line_gives_each_part_once() -> None:
    text = "Tél : 410 555 1234 / [A.B@c.fr](mailto:A.B@c.fr), www.cancerbiosante.fr/ et [x](https://fr.wikipedia.org/wiki/Lyon_(ville))."
    assert values(text) == [
        ("phone", "410 555 1234", "4105551234"),
        ("email", "A.B@c.fr", "a.b@c.fr"),
        ("email", "A.B@c.fr", "a.b@c.fr"),
        ("url", "www.cancerbiosante.fr/", "cancerbiosante.fr"),
        ("url", "https://fr.wikipedia.org/wiki/Lyon_(ville)", "fr.wikipedia.org/wiki/Lyon_(ville)"),
    ]


_PIECES_TEXT = (
    "05 34 25 50 43|4 février 2008|2012-2014|300 k€|75 %|a@b.fr|www.x.fr|deux|cent|mille|et|10H45|(|)|[|]|/|-|.|,|\n| |€"
    "|+33|1|12|2010|du|au|juin|h|é|\u00a0|depuis|une|dizaine|²|İ|ß|\U0001f600"
)
_PIECES = st.sampled_from(_PIECES_TEXT.split("|"))


@given(
    st.one_of(
        st.text(max_size=80), st.lists(_PIECES, max_size=25).map("".join), st.lists(_PIECES, max_size=25).map(" ".join)
    )
)
def test_values_are_exact_ordered_and_never_overlap(text: str) -> None:
    end = 0
    for entity in find_values(text):
        assert text[entity.start : entity.end] == entity.text != ""
        assert entity.start >= end
        assert entity.canonical
        end = entity.end


@pytest.mark.parametrize(
    "piece",
    [
        "a@",
        "a.",
        "1 ",
        "12 ",
        "deux ",
        "@",
        "http://",
        "+1 (2) ",
        "2010-",
        "du 15 ",
        "0",
        "(",
        "tel : 1 ",
        "1,",
        " ",
        "1 000 ",
        "www.",
    ],
)
def test_hostile_text_of_100_kb_takes_linear_time(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    began = time.process_time()
    find_values(text)
    assert time.process_time() - began < 8


def test_kinds_compare_by_member() -> None:
    assert EntityKind("pole") is EntityKind.POLE
