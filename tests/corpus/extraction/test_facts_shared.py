"""Support that several funders share, that a project receives, or that goes to those who have no name of their own."""

from __future__ import annotations

import pytest

from corpus.facts import FactKind
from corpus.naming import Names, load_names
from tests.corpus.test_facts import read

WHO, FUNDER, AMOUNT, PROGRAMME = "beneficiary", "funder", "amount", "programme"


@pytest.fixture(scope="module")
def names() -> Names:
    return load_names()


def given(text: str, names: Names) -> list[tuple[str, str, str]]:
    return [(one[WHO], one.get(FUNDER, ""), one.get(AMOUNT, "")) for one in read(text, names, FactKind.PROGRAMME)]


def test_each_funder_of_a_sentence_gives_its_own_sum(names: Names) -> None:
    text = (
        "Axelera a été financé par la Région Bretagne (900 000 euros, versés au titre du programme Cap Houle) et par "
        "l'ADEME (30 000 euros)."
    )
    found = read(text, names, FactKind.PROGRAMME)
    assert [(one[WHO], one[FUNDER], one[AMOUNT], one.get(PROGRAMME)) for one in found] == [
        ("Axelera", "Région Bretagne", "900 000 euros", "Cap Houle"),
        ("Axelera", "ADEME", "30 000 euros", None),
    ]


def test_a_list_of_items_gives_the_sum_of_each_funder(names: Names) -> None:
    text = "Le budget d'Axelera :\n- Ubifrance, dans le cadre de l'action « Cap Houle » : 18 000 euros\n- ADEME : 21 500 euros\n"
    assert [(funder, amount) for _, funder, amount in given(text, names)] == [
        ("Ubifrance", "18 000 euros"),
        ("ADEME", "21 500 euros"),
    ]


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Le forum bénéficie du concours de l'ADEME, qui apporte 85 000 euros.", "forum"),
        (
            "Grâce au programme Cap Houle, les PME obtiennent le remboursement de 70 % des frais, jusqu'à 6 000 euros.",
            "PME",
        ),
        (
            "Le projet Houle Verte, qu'Axelera mène avec l'INRA, a été retenu par l'ADEME : 180 000 euros.",
            "Houle Verte",
        ),
    ],
    ids=["event", "companies", "project"],
)
def test_who_benefits_need_not_be_a_pole(text: str, who: str, names: Names) -> None:
    assert [one for one, _, _ in given(text, names)] == [who]


def test_who_leads_a_project_with_the_pole_is_no_funder(names: Names) -> None:
    text = "Le projet Houle Verte, qu'Axelera mène avec l'INRA, a été retenu par l'ADEME : 180 000 euros."
    assert given(text, names) == [("Houle Verte", "ADEME", "180 000 euros")]
