"""Whose document it is, as the publisher, a title in capitals or an interview tells, and which names a text tells."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.extraction.fact_reading import Reading
from corpus.naming import Names, load_names
from tests.corpus.test_facts import document


@pytest.fixture(scope="module")
def names() -> Names:
    return load_names()


def host(text: str, names: Names, publisher: str = "") -> str:
    found = Reading.of(replace(document(text), publisher=publisher), names).host
    return found.canonical if found is not None else ""


TWO = "Deux nouvelles du mois.\n\nBrumelis a signé. Kaltheim a signé. Brumelis et Kaltheim se sont vus."


@pytest.mark.parametrize(
    "publisher", ["Brumelis", "Pôle Brumelis", "Grappe Brumelis", "Brumelis Cluster", "Brumelis, pôle des brumes"]
)
def test_the_publisher_says_whose_document_it_is(publisher: str, names: Names) -> None:
    assert host(TWO, names) == ""
    assert host(TWO, names, publisher) == "Brumelis"


@pytest.mark.parametrize("publisher", ["Le Courrier des Brumes", "Brumelis et Kaltheim", "Agence Trame"])
def test_a_newspaper_or_several_publishers_are_not_the_one_told_of(publisher: str, names: Names) -> None:
    assert host(TWO, names, publisher) == ""


@pytest.mark.parametrize(
    "text",
    [
        f"FLASH BRUMELIS – 3 mai\n\n{TWO}",
        f"# Brumelis Infos\n\n{TWO}",
        f"« On avance »\n\nEntretien avec Ana Roy, directrice de Brumelis\n\n{TWO}",
    ],
    ids=["capitals", "periodical", "interview"],
)
def test_a_title_or_an_interview_says_whose_document_it_is(text: str, names: Names) -> None:
    assert host(text, names) == "Brumelis"


@pytest.mark.parametrize(
    "text",
    [
        "Ana Roy, directrice de Brumelis, est venue.",
        "La grappe Brumelis est née en 2010.",
        "Depuis 2019, Brumelis a grandi.\n\nBrumelis, 8 rue du Lavoir, Angoulême.",
        "Voici Brumelis, grappe des brumes.",
    ],
    ids=["head", "grappe", "address", "apposed"],
)
def test_a_name_is_told_by_its_head_its_kind_or_what_it_does(text: str, names: Names) -> None:
    assert [one.canonical for one in Reading.of(document(text), names).organisations] == ["Brumelis"]
