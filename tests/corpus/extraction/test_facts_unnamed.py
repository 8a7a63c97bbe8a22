"""Support where a programme, a funder or a beneficiary has no name of its own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.facts import FactKind, extract_facts
from corpus.naming import Names, load_names
from tests.corpus.test_facts import document, read, shown

BENEFICIARY, PROGRAMME, FUNDER, AMOUNT, RATE = "beneficiary", "programme", "funder", "amount", "rate"


@pytest.fixture(scope="module")
def names() -> Names:
    return load_names()


@pytest.mark.parametrize(
    ("text", "beneficiary", "amount"),
    [
        ("La Région verse aux pôles une subvention de 90 000 euros.", "pôles", "90 000 euros"),
        ("Une aide de 90 000 euros est accordée aux entreprises retenues.", "entreprises", "90 000 euros"),
        (
            "Un cluster issu d'une fusion reçoit une aide de 90 000 euros, versée une seule fois.",
            "cluster",
            "90 000 euros",
        ),
        ("Le redressement vient d'un projet modeste, Lumidor, doté de 640 000 euros.", "Lumidor", "640 000 euros"),
        ("Chaque lauréat touchera une bourse de 90 000 euros.", "lauréat", "90 000 euros"),
        ("Each cluster receives a grant of 90 000 euros.", "cluster", "90 000 euros"),
        ("Les lauréats sont connus. Ils reçoivent chacun 90 000 euros par an.", "lauréats", "90 000 euros"),
    ],
)
def test_who_gets_a_sum_may_be_a_common_noun(text: str, beneficiary: str, amount: str, names: Names) -> None:
    [found] = read(text, names, FactKind.PROGRAMME, heading="Les moyens")
    assert (found[BENEFICIARY], found[AMOUNT]) == (beneficiary, amount)


@pytest.mark.parametrize(
    "text",
    [
        "Aucun pôle ne reçoit de subvention ; il n'y a pas de crédit de 90 000 euros.",
        "L'entreprise a obtenu une commande de 90 000 euros.",
        "Les pôles ne touchent plus les 90 000 euros.",
    ],
)
def test_business_and_what_is_denied_is_no_support(text: str, names: Names) -> None:
    assert read(text, names, FactKind.PROGRAMME, heading="Les moyens") == []


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        ("L'appel est doté de 4,2 millions d'euros.", {AMOUNT: "4,2 millions d'euros"}),
        ("L'aide couvre 60 % des dépenses.", {RATE: "60 %"}),
        ("**Taux et montants.** 75 %, dans la limite de 450 000 euros.", {RATE: "75 %", AMOUNT: "450 000 euros"}),
        ("Son enveloppe est de 40 millions d'euros.", {AMOUNT: "40 millions d'euros"}),
    ],
)
def test_what_a_programme_gives_is_told_under_its_title(text: str, sums: dict[str, str], names: Names) -> None:
    whole = replace(
        document(f"# Lumidor Plus : le guide\n\n{text}"), title="Guide – programme Lumidor Plus, édition 2023"
    )
    [found] = [shown(fact) for fact in extract_facts(whole, names) if fact.kind is FactKind.PROGRAMME]
    assert found == {PROGRAMME: "Lumidor Plus", **sums}


def test_each_item_with_an_offer_is_a_programme(names: Names) -> None:
    text = (
        "La Région aide l'innovation.\n\n"
        "- **Élan** : jusqu'à 30 000 euros pour une étude.\n"
        "- **Tremplin** : de 50 000 à 400 000 euros pour un projet à plusieurs.\n"
    )
    found = read(text, names, FactKind.PROGRAMME)
    assert [(one[PROGRAMME], one[AMOUNT]) for one in found] == [("Élan", "30 000 euros"), ("Tremplin", "400 000 euros")]


@pytest.mark.parametrize(
    "item",
    [
        "- VOILIX : une aile rigide. Chef de file : Aérovoile (Lorient). Aide : 2,9 M€.",
        "> VOILIX. Une aile rigide. Porté par Aérovoile (Lorient). Aide de 2,9 M€, ADEME.",
        "1. **VOILIX** (Aérovoile, Lorient) – une aile rigide. Subvention accordée : 2,9 M€.",
    ],
)
def test_the_project_that_opens_an_item_gets_its_aid(item: str, names: Names) -> None:
    [found] = read(item, names, FactKind.PROGRAMME)
    assert (found[BENEFICIARY], found[AMOUNT]) == ("VOILIX", "2,9 M€")


@pytest.mark.parametrize(
    ("titles", "row", "expected"),
    [
        ("| Guichet | Financeur | Taux | Plafond |", "| Sols Clairs | ADEME | 50 % | 400 000 € |", ("ADEME", "50 %")),
        (
            "| Dispositif | Bailleur | Aide | Taux |",
            "| Sols Clairs | Région Est | 400 000 € | 45 % |",
            ("Région Est", "45 %"),
        ),
        (
            "| Appel à projets | Financeurs | Plafond | Taux |",
            "| Sols Clairs | État | 400 000 € | 30 % |",
            ("État", "30 %"),
        ),
    ],
)
def test_a_calendar_of_offers_tells_each_programme(
    titles: str, row: str, expected: tuple[str, str], names: Names
) -> None:
    text = f"Les aides de l'année.\n\n{titles}\n|---|---|---|---|\n{row}\n"
    [found] = read(text, names, FactKind.PROGRAMME)
    assert (found[PROGRAMME], found[AMOUNT], found[FUNDER], found[RATE]) == ("Sols Clairs", "400 000 €", *expected)
