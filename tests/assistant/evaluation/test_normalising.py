from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.evaluation.normalising import contains, normalise, tokens

GOLDEN = [
    ("L'eau", "eau"),
    ("l’eau", "eau"),
    ("La", "la"),
    ("l´Industrie", "industrie"),
    ("L’Œuvre d’art", "oeuvre art"),
    ("pôle Mov'eo", "pole moveo"),
    ("Aujourd’hui", "aujourdhui"),
    ("300\u00a0000 euros", "300000 €"),
    ("300\u202f000 €", "300000 €"),
    ("1 234 567,50 €", "1234567.5 €"),
    ("15,5 M€", "15500000 €"),
    ("15,5 millions d'euros", "15500000 €"),
    ("2 Md€", "2000000000 €"),
    ("2 milliards d’euros", "2000000000 €"),
    ("300 k€", "300000 €"),
    ("1er janvier 2024", "1 janvier 2024"),
    ("01/01/2024", "1 janvier 2024"),
    ("2024-01-01", "1 janvier 2024"),
    ("January 1st, 2024", "1 janvier 2024"),
    ("1 June 2012", "1 juin 2012"),
    ("September 2010", "septembre 2010"),
    ("du 15 au 17 Octobre 2008", "15 17 octobre 2008"),
    ("quatre", "4"),
    ("vingt et un", "21"),
    ("soixante-et-onze", "71"),
    ("quatre-vingt-dix-neuf", "99"),
    ("quatre-vingts", "80"),
    ("cent", "100"),
    ("un an", "1 an"),
    ("une alliance", "alliance"),
    ("10H45", "10h45"),
    ("10 h 45", "10h45"),
    ("10:45", "10h45"),
    ("05 34 25 50 43", "0534255043"),
    ("05.34.25.50.43", "0534255043"),
    ("+33 (0)5 34 25 50 43", "0534255043"),
    ("50 %", "50 %"),
    ("50%", "50 %"),
    ("cinquante pour cent", "50 %"),
    ("jean-herve.lacroix@cci-brest.fr", "jean herve lacroix cci brest fr"),
    ("Lyonbiopôle (Rhône-Alpes).", "lyonbiopole rhone alpes"),
    ("jusqu'au 31/12/2012", "jusqu 31 decembre 2012"),
    ("2012-2014", "2012 2014"),
    ("plus de 130 participants", "plus 130 participants"),
    ("", ""),
    ("…", ""),
]


@pytest.mark.parametrize(("text", "expected"), GOLDEN, ids=[text or "empty" for text, _ in GOLDEN])
def test_text_normalises_to_the_golden_form(text: str, expected: str) -> None:
    assert normalise(text) == expected


def test_articles_can_be_kept() -> None:
    assert normalise("l'accord de la DGE", keep_articles=True) == "l accord de la dge"


@given(st.text(max_size=60))
def test_normalising_twice_keeps_the_words(text: str) -> None:
    assert all(token and " " not in token for token in tokens(text))


def test_contains_wants_neighbouring_tokens() -> None:
    assert contains(tokens("signé le 17/10/2008 à Yokohama"), tokens("octobre 2008"))
    assert not contains(tokens("signé en 2008 puis en octobre"), tokens("octobre 2008"))
    assert not contains(tokens("en 20120"), tokens("2012"))
    assert not contains(("a",), ())
