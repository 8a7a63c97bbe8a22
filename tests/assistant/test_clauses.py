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
        (
            "Au bout du compte, combien de PME ont été aidées, et combien sont revenues avec un marché ?",
            ("Au bout du compte, combien de PME ont été aidées", "combien sont revenues avec un marché"),
        ),
        (
            "Qui représente Nova au Maroc et que coûte cette personne chaque année ?",
            ("Qui représente Nova au Maroc", "que coûte cette personne chaque année"),
        ),
        (
            "Au Japon, quel est le partenaire de Nova d'un côté et celui de Lumo de l'autre ?",
            ("Au Japon, quel est le partenaire de Nova", "celui de Lumo"),
        ),
    ],
)
def test_several_questions_are_cut(question: str, parts: tuple[str, ...]) -> None:
    assert clauses(question) == parts


@pytest.mark.parametrize(
    "question",
    [
        "Où et quand a eu lieu la signature ?",
        "Après la signature, quand et où aura lieu la mission ?",
        "Il a dit que les pôles viendraient et que coopérer serait utile ?",
        "Qui la dirige et depuis quand ?",
        "Dans quelles villes et dans quels pays ?",
        "Quel pôle a signé avec le Japon et la Corée ?",
        "Quels pôles, et ils sont nombreux, ont signé ?",
        "Quel lien y a-t-il entre l'accord de Minalogic et celui d'Axelera ?",
        "Quel accord de Minalogic a été signé à Berlin, et celui d'Axelera ?",
        "Quel est le montant de la subvention et celui de l'apport ?",
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


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (
            "Quel est le partenaire italien de Zorglub Centre, et celui du pôle Aubrac Bois ?",
            ("Quel est le partenaire italien de Zorglub Centre", "Quel est le partenaire italien du pôle Aubrac Bois"),
        ),
        (
            "Quels sont les partenaires du pôle Minalogic, et ceux d'Axelera ?",
            ("Quels sont les partenaires du pôle Minalogic", "Quels sont les partenaires d'Axelera"),
        ),
        (
            "Qui s'occupe de l'international chez Axelera, et qui au pôle Minalogic ?",
            ("Qui s'occupe de l'international chez Axelera", "Qui s'occupe de l'international au pôle Minalogic"),
        ),
        (
            "Who is the Italian partner of Axelera, and that of Minalogic?",
            ("Who is the Italian partner of Axelera", "Who is the Italian partner of Minalogic"),
        ),
    ],
)
def test_a_later_part_that_says_only_whose_or_where_takes_the_words_of_the_first(
    question: str, parts: tuple[str, ...]
) -> None:
    assert understand(question, (), load_names(), load_lexicon()).parts == parts


def test_a_contact_is_asked_for_as_a_whole() -> None:
    understood = understand(
        "Qui était le contact presse pour l'accord de Minalogic, et quel est son courriel ?",
        (),
        load_names(),
        load_lexicon(),
    )
    assert understood.parts == ()
