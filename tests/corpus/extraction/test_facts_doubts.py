"""Support that is none, projects that are no programmes, and sums told with their givers or in tables."""

from __future__ import annotations

import pytest

from corpus.facts import FactKind, FieldName, extract_facts
from corpus.naming import Names, load_names
from tests.corpus.test_facts import document, read

BENEFICIARY, PROGRAMME, FUNDER, AMOUNT, RATE = "beneficiary", "programme", "funder", "amount", "rate"


@pytest.fixture(scope="module")
def names() -> Names:
    return load_names()


@pytest.mark.parametrize(
    "text",
    [
        "Minalogic apporte 350 000 euros, Axelera 450 000 euros.",
        "Minalogic lance un appel à candidatures pour le programme Cap Lagune.",
        "Les ressources se répartissent comme suit : 38 % de cotisations, 33 % de subventions de l'État.",
        "Les adhérents de Minalogic bénéficient d'une remise de 30 % sur le tarif, fixé à 620 euros.",
        "Concours de pitchs doté de 8 000 euros, réservé aux entreprises de moins de cinq ans.",
        "L'investissement (38 millions d'euros) dépend de l'issue de la demande d'aide à l'Union européenne.",
        "Il a labellisé 512 projets qui ont obtenu un financement de 838 millions d'euros.",
        "A company belonging to one of the two clusters can receive up to €25,000.",
        "Le salon a coûté 40 000 euros, pris en charge par la Région.",
        "La plateforme a coûté 11 millions d'euros, dont 4,5 millions apportés par la Région.",
    ],
)
def test_what_is_given_priced_asked_or_counted_up_is_no_support(text: str, names: Names) -> None:
    assert read(text, names, FactKind.PROGRAMME, heading="Les moyens") == []


@pytest.mark.parametrize(
    ("text", "beneficiary"),
    [
        ("Retenu par le programme Horizon 2020, le projet Nivéole est doté de 4,9 millions d'euros.", "Nivéole"),
        ("**Coulée lente** moule l'acier. Son budget est financé à 45 % par le programme Interreg.", "Coulée lente"),
        ("Nivéole is funded by Horizon 2020 with a grant of €2.1 million.", "Nivéole"),
        (
            "Le projet Nivéole a démarré en mars. Il est financé par le programme Interreg à hauteur de 90 000 euros.",
            "Nivéole",
        ),
    ],
)
def test_the_project_just_told_of_is_who_gets_support(text: str, beneficiary: str, names: Names) -> None:
    [found] = read(text, names, FactKind.PROGRAMME, heading="Les projets de Minalogic")
    assert found[BENEFICIARY] == beneficiary
    assert found[PROGRAMME] in ("Horizon 2020", "Interreg")


@pytest.mark.parametrize(
    ("text", "amount", "funder"),
    [
        ("La subvention du département, de 120 000 euros par an, a été supprimée.", "120 000 euros", "département"),
        ("L'aide de la Région est de 75 000 euros.", "75 000 euros", "Région"),
        (
            "Minalogic a un budget de 2 millions d'euros, dont 310 000 euros apportés par la Région.",
            "310 000 euros",
            "Région",
        ),
        ("Minalogic a reçu 40 000 euros de la Région.", "40 000 euros", "Région"),
        ("La subvention de la Région a été portée à 90 000 euros.", "90 000 euros", "Région"),
        ("La Région a voté une subvention de 80 000 euros en faveur de Minalogic.", "80 000 euros", "Région"),
    ],
)
def test_a_giver_without_a_name_stands_beside_its_sum(text: str, amount: str, funder: str, names: Names) -> None:
    [found] = read(text, names, FactKind.PROGRAMME, heading="Le pôle Minalogic")
    assert (found[AMOUNT], found[FUNDER], found[BENEFICIARY]) == (amount, funder, "Minalogic")


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            "| Bénéficiaire | Voté 2022 | Observation |\n|---|---|---|\n| Minalogic | 610 000 € | dont 30 000 € d'études |\n"
            "| Total | 610 000 € | |\n",
            ({"Minalogic"}, ["610 000 €"]),
        ),
        (
            "| Pairing | Start | Grant |\n|---|---|---|\n| Minalogic – Axelera | 2020 | €640,000 |\n",
            ({"Minalogic", "Axelera"}, ["€640,000"]),
        ),
        ("| Lauréat | Taux d'aide |\n|---|---|\n| Brisalia (eau) | 45 % |\n", ({"Brisalia"}, ["45 %"])),
    ],
)
def test_every_sum_beside_a_beneficiary_counts(table: str, expected: tuple[set[str], list[str]], names: Names) -> None:
    facts = extract_facts(document(f"# Subventions aux pôles\n\n{table}"), names)
    [fact] = [fact for fact in facts if fact.kind is FactKind.PROGRAMME]
    sums = [one.value for one in (*fact.all(FieldName.AMOUNT), *fact.all(FieldName.RATE))]
    assert ({one.value for one in fact.all(FieldName.BENEFICIARY)}, sums) == expected


def test_labels_on_one_line_are_a_sheet(names: Names) -> None:
    text = "# VELARIN: sails\n\n**Programme:** Marina Nova, strand C · **Cost:** €4 million · **Grant:** €3 million\n"
    [fact] = [fact for fact in extract_facts(document(text), names) if fact.kind is FactKind.PROGRAMME]
    told = {
        name: [one.value for one in fact.all(name)]
        for name in (FieldName.BENEFICIARY, FieldName.PROGRAMME, FieldName.AMOUNT)
    }
    assert list(told.values()) == [["VELARIN"], ["Marina Nova"], ["€3 million"]]
