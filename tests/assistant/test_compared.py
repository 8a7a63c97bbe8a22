"""A comparison is cut into one question for each of its subjects, known to a list or not."""

import pytest

from assistant.compared import compared
from assistant.understanding import question_entities
from corpus.naming import load_names


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (
            "Compare les aides reçues par Lumio et par GrainTop Europe.",
            ("Compare les aides reçues par Lumio.", "Compare les aides reçues par GrainTop Europe."),
        ),
        (
            "Compare les missions d'Aquitria et de Zéphyra Centre.",
            ("Compare les missions d'Aquitria.", "Compare les missions de Zéphyra Centre."),
        ),
        (
            "Compare l'aide reçue par Axelera et celle reçue par Vegepolys.",
            ("Compare l'aide reçue par Axelera.", "Compare l'aide reçue par Vegepolys."),
        ),
        (
            "Compare the budgets of Lumio, Zephyra and Axelera",
            ("Compare the budgets of Lumio", "Compare the budgets of Zephyra", "Compare the budgets of Axelera"),
        ),
        ("Compare Lumio's and Axelera's agreements", ("Compare Lumio's agreements", "Compare Axelera's agreements")),
        ("Compare les budgets de 2018", ()),
    ],
)
def test_each_subject_of_a_comparison_has_its_question(question: str, parts: tuple[str, ...]) -> None:
    assert compared(question, question_entities(question, load_names())) == parts
