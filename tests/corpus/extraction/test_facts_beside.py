"""Agreements that a sentence alone does not tell: counted off, tied, put off, failed in the next sentence, "le pôle et lui"."""

from __future__ import annotations

import pytest

from corpus.facts import FactKind
from corpus.naming import Names, load_names
from tests.corpus.test_facts import read

PARTY, PARTNER, STATUS = "party", "partner", "status"


@pytest.fixture(scope="module")
def names() -> Names:
    return load_names()


def agreed(text: str, names: Names, *, heading: str = "") -> list[tuple[str, str]]:
    return [(one[PARTY], one.get(PARTNER, "")) for one in read(text, names, FactKind.AGREEMENT, heading=heading)]


def test_agreements_counted_off_after_a_question_are_told(names: Names) -> None:
    text = (
        "Combien d'accords Axelera a-t-il signés ? Deux. Le premier, en 2014, avec les Luxembourgeois de Kunst Isar. "
        "Et le dernier, le 27 avril 2018, avec Busan Tide Park, en Corée du Sud."
    )
    assert agreed(text, names) == [("Axelera", "Kunst Isar"), ("Axelera", "Busan Tide Park")]


@pytest.mark.parametrize(
    "text",
    [
        "Axelera a renouvelé l'accord qui le liait depuis 2014 à Kunst Isar, le cluster allemand des marées.",
        "Axelera a deux conventions. Celle qui l'unit depuis 2012 au cluster allemand Kunst Isar reste en vigueur.",
        "Chaque membre reste libre de signer les accords de son choix ; c'est ainsi qu'Axelera est lié depuis 2013 à Kunst Isar.",
        "C'est avec Kunst Isar, et non avec les Tchèques de Brno Tide City, qu'Axelera a noué un partenariat.",
    ],
    ids=["imperfect", "celle qui", "tied", "not with"],
)
def test_whom_a_pole_is_tied_to_is_its_partner(text: str, names: Names) -> None:
    assert agreed(text, names) == [("Axelera", "Kunst Isar")]


def test_a_signature_that_is_put_off_or_in_the_programme_of_a_day_is_planned(names: Names) -> None:
    text = "La signature de l'accord entre Axelera et le cluster letton Kunst Isar a été repoussée à l'automne."
    (found,) = read(text, names, FactKind.AGREEMENT)
    assert (found[PARTNER], found[STATUS]) == ("Kunst Isar", "a été repoussée")


def test_talks_that_the_next_sentence_says_failed_are_left_out(names: Names) -> None:
    talks = "En 2015, Axelera discutait d'un accord avec le cluster ukrainien Kunst Isar. "
    assert agreed(talks, names) == [("Axelera", "Kunst Isar")]
    assert agreed(talks + "Les textes étaient prêts, et tout est tombé à l'eau.", names) == []


def test_the_object_of_an_agreement_is_in_the_column_for_it(names: Names) -> None:
    text = (
        "Les accords d'Axelera.\n\n| Année | Partenaire | Pays | Objet | État |\n|---|---|---|---|---|\n"
        "| 2012 | Kunst Isar | Allemagne | sels marins | signé |\n"
    )
    (found,) = read(text, names, FactKind.AGREEMENT)
    assert (found[PARTNER], found["object"], found[STATUS]) == ("Kunst Isar", "sels marins", "signé")


def test_the_date_of_an_earlier_step_is_not_that_of_the_agreement(names: Names) -> None:
    text = "Axelera a vu le cluster allemand Kunst Isar en mai 2014, puis a conclu un accord avec Kunst Isar à l'automne 2015."
    (found,) = read(text, names, FactKind.AGREEMENT)
    assert found["date"] == "l'automne 2015"


def test_the_birth_of_a_partner_does_not_date_an_agreement(names: Names) -> None:
    text = "Axelera veut coopérer avec le cluster allemand Kunst Isar, né au début de 2010."
    (found,) = read(text, names, FactKind.AGREEMENT)
    assert "date" not in found
