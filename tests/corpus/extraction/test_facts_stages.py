"""Agreements by tables of any title, ties, ends of a row, the turn of the next, questions of an interview, English."""

from __future__ import annotations

import pytest

from corpus.facts import FactKind, Status, extract_facts
from corpus.naming import Names, load_names
from tests.corpus.test_facts import document

SIGNED, NEGOTIATED, PLANNED = Status.SIGNED, Status.NEGOTIATED, Status.PLANNED


@pytest.fixture(scope="module")
def names() -> Names:
    return load_names()


def stages(text: str, names: Names, *, heading: str = "Nouvelles d'Axelera") -> list[tuple[str, str, str]]:
    found = [f for f in extract_facts(document(text, heading=heading), names) if f.kind is FactKind.AGREEMENT]
    return [(f.canonical("party"), f.canonical("partner"), f.canonical("status")) for f in found]  # type: ignore[arg-type]


def test_a_table_tells_agreements_by_a_column_for_the_signature_and_leaves_out_what_has_ended(names: Names) -> None:
    text = (
        "| Partenaire | Pays | Signature | Échéance | Nature | État |\n|---|---|---|---|---|---|\n"
        "| Kunst Isar | Allemagne | 5 mars 2019 | 4 mars 2029 | Charte | Actif |\n"
        "| Kansai Mist | Japon | 18 novembre 2020 | 17 novembre 2023 | Accord de coopération | Échu |\n"
    )
    assert stages(text, names, heading="Axelera dans le monde") == [("Axelera", "Kunst Isar", SIGNED)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Axelera et Kunst Isar sont liés par un accord depuis le 2 avril 2019.", [("Axelera", "Kunst Isar", SIGNED)]),
        ("Axelera et Kunst Isar sont unis par une convention.", [("Axelera", "Kunst Isar", SIGNED)]),
        ("Axelera has an agreement with Kunst Isar, in Dresden.", [("Axelera", "Kunst Isar", SIGNED)]),
        ("On 30 May in Cork, Axelera entered into a partnership with Kunst Isar.", [("Axelera", "Kunst Isar", SIGNED)]),
        ("Axelera parle fort. Nous parlons avec Kunst Isar, en Suède.", [("Axelera", "Kunst Isar", NEGOTIATED)]),
        ("Negotiations with Kunst Isar are under way at Axelera.", [("Axelera", "Kunst Isar", NEGOTIATED)]),
        ("Un accord entre Axelera et Kunst Isar sera soumis au conseil en mai.", [("Axelera", "Kunst Isar", PLANNED)]),
        ("Axelera a un accord avec Kunst Isar (Suède) et négocie avec Busan Tide Park, en Corée du Sud.",
         [("Axelera", "Kunst Isar", SIGNED), ("Axelera", "Busan Tide Park", NEGOTIATED)]),
    ],
    ids=["tied by", "united by", "has", "entered into", "we talk", "negotiations", "submitted", "has one, negotiates one"],
)  # fmt: skip
def test_a_sentence_tells_how_far_an_agreement_has_come(
    text: str, found: list[tuple[str, str, str]], names: Names
) -> None:
    assert stages(text, names) == found


def test_the_agreements_announced_are_told_one_by_one(names: Names) -> None:
    text = (
        "Deux accords sont en vigueur. Avec Kunst Isar (Aarhus), signé le 23 novembre 2022, il s'agit de bruit. "
        "Avec Busan Tide Park (Linz), signé le 4 avril 2024, il n'est question que de salles."
    )
    assert [partner for _, partner, _ in stages(text, names)] == ["Kunst Isar", "Busan Tide Park"]


@pytest.mark.parametrize(
    ("then", "found"),
    [
        ("Le 19 juin, ce fut le tour de Busan Tide Park.", ("Axelera", "Busan Tide Park", SIGNED)),
        ("On 19 June, it was the turn of Busan Tide Park.", ("Axelera", "Busan Tide Park", SIGNED)),
        ("À midi, c'est au tour de Minalogic de s'engager avec les Bavarois de Busan Tide Park.",
         ("Minalogic", "Busan Tide Park", SIGNED)),
    ],
    ids=["French", "English", "another party"],
)  # fmt: skip
def test_the_turn_of_the_next_is_an_agreement_too(then: str, found: tuple[str, str, str], names: Names) -> None:
    text = f"Axelera a signé le 30 mai un accord avec Kunst Isar, en Suède. {then}"
    assert stages(text, names) == [("Axelera", "Kunst Isar", SIGNED), found]


def test_a_question_of_an_interview_is_about_whose_head_answers(names: Names) -> None:
    text = "Filières & Brumes : Vous avez signé avec Kunst Isar en octobre 2023. Qu'est-ce que cela a changé ?"
    assert stages(text, names) == [("Axelera", "Kunst Isar", SIGNED)]


def test_a_signature_under_the_day_of_an_agenda_is_still_to_come(names: Names) -> None:
    text = "Mardi 13 mai – Lille\nSignature de la convention entre Axelera et le cluster belge Kunst Isar."
    assert stages(text, names) == [("Axelera", "Kunst Isar", PLANNED)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("An agreement with Kunst Isar is due to be signed in May 2024 in Dresden.", PLANNED),
        ("Axelera is about to sign an agreement with Kunst Isar, in Dresden.", PLANNED),
        ("La direction est prête à signer un accord avec Kunst Isar.", PLANNED),
        ("Talks with Kunst Isar broke down in 2020.", None),
        ("The agreement with Kunst Isar came to an end; it was not renewed.", None),
        ("La convention avec Kunst Isar, à Setúbal, s'éteint sans bruit.", None),
        ("Avec Kunst Isar, la collaboration a pris fin. La société Carenea a un accord avec Kunst Isar.", None),
    ],
    ids=["due", "about to", "ready", "broke down", "came to an end", "dies out", "a company's"],
)
def test_what_is_to_come_is_planned_and_what_failed_is_nothing(text: str, found: Status | None, names: Names) -> None:
    assert stages(text, names) == ([("Axelera", "Kunst Isar", found)] if found else [])
