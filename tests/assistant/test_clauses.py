"""A question that asks several things is cut into them; one that asks one thing, in however many words, is not."""

import pytest

from assistant.clauses import clauses
from assistant.lexicon import load_lexicon
from assistant.understanding import understand
from corpus.naming import load_names


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (
            "Qui a pris la tête de Minalogic et qui remplace-t-elle ?",
            ("Qui a pris la tête de Minalogic", "qui remplace-t-elle"),
        ),
        (
            "Combien d'adhérents le pôle avait-il en 2013 et combien en a-t-il aujourd'hui ?",
            ("Combien d'adhérents le pôle avait-il en 2013", "combien en a-t-il aujourd'hui"),
        ),
        (
            "Which cluster got most, and how much does it get?",
            ("Which cluster got most", "how much does it get"),
        ),
        (
            "Combien d'accords visait-il, combien en a-t-il signé, et lequel est resté sans suite ?",
            ("Combien d'accords visait-il", "combien en a-t-il signé", "lequel est resté sans suite"),
        ),
    ],
)
def test_several_questions_are_cut(question: str, parts: tuple[str, ...]) -> None:
    assert clauses(question) == parts


@pytest.mark.parametrize(
    "question",
    [
        "Où et quand a eu lieu la signature ?",
        "Qui la dirige et depuis quand ?",
        "Dans quelles villes et dans quels pays ?",
        "Quel pôle a signé avec le Japon et la Corée ?",
        "Quels pôles, et ils sont nombreux, ont signé ?",
        "",
    ],
)
def test_one_question_stays_whole(question: str) -> None:
    assert clauses(question) == ()


def test_a_later_part_tells_what_the_first_is_about() -> None:
    understood = understand(
        "Qui a pris la tête de Minalogic et qui remplace-t-elle ?", (), load_names(), load_lexicon()
    )
    assert understood.parts == ("Qui a pris la tête de Minalogic", "qui remplace-t-elle (la tête de Minalogic) ?")
