"""Agreements whose partner, date or place the neighbouring sentence or clause tells."""

from __future__ import annotations

import pytest

from corpus.facts import FactKind
from corpus.naming import Names, load_names
from tests.corpus.test_facts import read

PARTY, PARTNER, DATE, PLACE = "party", "partner", "date", "place"
LYSHOLM = "Le cluster danois Lysholm compte 80 membres."


@pytest.fixture(scope="module")
def names() -> Names:
    return load_names()


@pytest.mark.parametrize(
    "text",
    [
        f"{LYSHOLM} Nous avons signé un accord en 2019.",
        f"{LYSHOLM} Un accord de coopération a été signé en 2019.",
        f"{LYSHOLM} Minalogic et ce cluster ont signé une convention en 2019.",
        "Nous avons visité le cluster Lysholm, au Danemark : un accord unit Minalogic au cluster danois depuis 2019.",
        "Minalogic a deux accords. Le premier lie Minalogic au cluster danois Lysholm ; il a été signé en 2019.",
        "Minalogic vient de s'entendre avec le danois Lysholm en 2019.",
        "Minalogic has had a partnership with Lysholm (Denmark) since 2019.",
    ],
)
def test_the_partner_may_be_named_beside_the_agreement(text: str, names: Names) -> None:
    [found] = read(text, names, FactKind.AGREEMENT, heading="Le pôle Minalogic")
    assert (found[PARTY], found[PARTNER]) == ("Minalogic", "Lysholm")
    assert "2019" in found[DATE]


@pytest.mark.parametrize(
    "second",
    [
        "Elle a été signée le 3 mai 2019 à Odense.",
        "L'alliance a été paraphée le 3 mai 2019 à Odense.",
        "La signature a eu lieu le 3 mai 2019 à Odense.",
    ],
)
def test_the_next_sentence_dates_the_agreement(second: str, names: Names) -> None:
    text = f"Minalogic a conclu une alliance avec le cluster danois Lysholm. {second}"
    [found] = read(text, names, FactKind.AGREEMENT)
    assert (found[PARTNER], found[DATE], found[PLACE]) == ("Lysholm", "3 mai 2019", "Odense")


def test_each_name_before_a_bracket_with_its_country_is_a_partner(names: Names) -> None:
    text = "Trois accords en vigueur : avec Lysholm (Danemark, 2019), Nordvik (Norvège, 2020) et Tallmets (Finlande, 2021)."
    found = read(text, names, FactKind.AGREEMENT, heading="Le pôle Minalogic")
    assert [(one[PARTNER], one[DATE]) for one in found] == [
        ("Lysholm", "2019"),
        ("Nordvik", "2020"),
        ("Tallmets", "2021"),
    ]


@pytest.mark.parametrize(
    ("text", "partner"),
    [
        ("Minalogic a signé en 2013 avec le cluster Mar Austral, à Puerto Nuevo.", "Mar Austral"),
        ("L'accord que Minalogic a passé la même année avec la régie des eaux de Trèves.", "régie des eaux de Trèves"),
    ],
)
def test_a_partner_keeps_its_name_apart_from_where_it_is(text: str, partner: str, names: Names) -> None:
    [found] = read(text, names, FactKind.AGREEMENT)
    assert (found[PARTY], found[PARTNER]) == ("Minalogic", partner)


@pytest.mark.parametrize(
    "text",
    [
        f"{LYSHOLM} Aucun accord n'a été signé.",
        f"{LYSHOLM} Nous avons signé le registre.",
        "La société Durand a signé un contrat avec le danois Lysholm.",
    ],
)
def test_what_is_denied_or_business_is_no_agreement(text: str, names: Names) -> None:
    assert read(text, names, FactKind.AGREEMENT, heading="Le pôle Minalogic") == []
