"""Acronyms: spelt out beside them or not."""

import pytest

from assistant.acronyms import is_spelt_out


@pytest.mark.parametrize(
    ("acronym", "text"),
    [
        ("PNCR", "le Programme National de Coopération & Recherche (PNCR) de l'État"),
        ("pncr", "le Programme National de Coopération & Recherche (PNCR) de l'État"),
        ("NOWNET", "NOWNET (North Optics Wide Network) à Southampton"),
        ("AIE", "L'AIE : Aide à l'Innovation des Entreprises"),
        ("GTE", "le groupe de travail européen (GTE)"),
    ],
)
def test_letters_are_lent_by_the_words_beside(acronym: str, text: str) -> None:
    assert is_spelt_out(acronym, text)


@pytest.mark.parametrize(
    ("acronym", "text"),
    [
        ("PNCR", "le pôle a répondu à l'appel du PNCR (Lyon, 2009)"),
        ("PNCR", "le Programme National (PN), puis le PNCR"),
        ("GTE", "le groupe de travail européen s'est réuni"),
        ("GTE", "le groupe de travail européen, le comité (GTE)"),
        ("", "rien ()"),
    ],
)
def test_an_acronym_beside_other_words_is_not_spelt_out(acronym: str, text: str) -> None:
    assert not is_spelt_out(acronym, text)
