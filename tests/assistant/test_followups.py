"""Follow-ups: the gate lets self-contained questions alone; a rewriting carries over what is missing and nothing else."""

import pytest

from assistant.followups import is_about_the_answer
from assistant.lexicon import load_lexicon
from assistant.understanding import understand
from corpus.naming import Names, load_names

LEXICON = load_lexicon()


@pytest.fixture(scope="module")
def names() -> Names:
    return load_names()


@pytest.mark.parametrize(
    ("history", "question", "standalone"),
    [
        (["Qui est le contact de Minalogic ?"], "Et leur numéro ?", "Et leur numéro (le contact de Minalogic) ?"),
        (
            ["Qu'est-ce que La Fabrique de Minalogic ?"],
            "Qui la finance ?",
            "Qui la finance (La Fabrique de Minalogic) ?",
        ),
        (
            ["Quand le pôle Minalogic a-t-il signé ?"],
            "Avec qui son directeur ?",
            "Avec qui son directeur (le pôle Minalogic a-t-il signé) ?",
        ),
        (
            ["Combien de techniciens Minalogic a-t-il formés au Maroc ?"],
            "Et combien en visent-ils au total ?",
            "Et combien en visent-ils au total (techniciens Minalogic a-t-il formés au Maroc) ?",
        ),
        (
            ["Qui répond à Minalogic ?"],
            "Quels jours peut-on le joindre ?",
            "Quels jours peut-on le joindre (Minalogic) ?",
        ),
        (
            ["Qui préside Minalogic ?"],
            "Que se passe-t-il si le séjour est écourté ?",
            "Que se passe-t-il si le séjour est écourté ?",
        ),
        (["Qui présidait Minalogic en 2017 ?"], "et l'année suivante ?", "Qui présidait Minalogic en 2018 ?"),
        (["Who chaired Minalogic in 2017?"], "And the year before?", "Who chaired Minalogic in 2016?"),
        (
            ["Quel est le partenaire japonais d'Axelera ?"],
            "Et en Allemagne ?",
            "Quel est le partenaire d'Axelera (en Allemagne) ?",
        ),
        (["Quand a été créé Minalogic ?"], "Et Axelera ?", "Quand a été créé Axelera ?"),
        (["Qui présidait Minalogic en 2017 ?"], "Et en 2015 ?", "Qui présidait Minalogic en 2015 ?"),
        (
            ["Combien d'adhérents Minalogic comptait-il ?", "Et pour la seule année 2012 ?"],
            "et en 2015 ?",
            "Et pour la seule année 2015 (adhérents Minalogic comptait-il) ?",
        ),
        (["Avec qui Minalogic a-t-il signé en Chine ?"], "Et au Japon ?", "Avec qui Minalogic a-t-il signé au Japon ?"),
        (["Quand a été signé l'accord avec la Chine ?"], "Et le Japon ?", "Quand a été signé l'accord avec le Japon ?"),
        (["Où est l'accord avec la Chine ?"], "Et pour l'Inde ?", "Où est l'accord avec l'Inde ?"),
        (["Qui est le partenaire du Japon ?"], "Et l'Inde ?", "Qui est le partenaire de l'Inde ?"),
        (["Qui a fondé l'alliance avec la Chine ?"], "Et au Japon ?", "Qui a fondé l'alliance (au Japon) ?"),
        (
            ["Combien Axelera verse-t-il à Minalogic ?"],
            "Et à Cap Digital ?",
            "Combien Axelera verse-t-il à Cap Digital ?",
        ),
        (
            ["D'où vient Axelera, partenaire de Minalogic ?"],
            "Et Cap Digital ?",
            "D'où vient Cap Digital, partenaire de Minalogic ?",
        ),
        (["Combien l'ADEME donne-t-elle à LUMICELL ?"], "Et NAVICELL ?", "Combien l'ADEME donne-t-elle à NAVICELL ?"),
        (
            ["Combien l'ADEME apporte-t-elle au salon ?"],
            "Et la Collectivité de Corse ?",
            "Combien la Collectivité de Corse apporte-t-elle au salon ?",
        ),
        (
            ["Avec qui Minalogic coopère-t-il en Saxe ?"],
            "La première visite, c'était quand ?",
            "La première visite, c'était quand (Minalogic coopère-t-il en Saxe) ?",
        ),
        (["Qui dirige Minalogic ?", "Et Axelera ?"], "Où se trouve-t-il ?", "Où se trouve-t-il (Axelera) ?"),
        (["Bonjour"], "Et leur numéro ?", "Et leur numéro ?"),
        (
            ["Qui est le contact de Minalogic ?", "Merci beaucoup !"],
            "Et leur numéro ?",
            "Et leur numéro (le contact de Minalogic) ?",
        ),
        (["Qui a organisé l'atelier de 2014 ?"], "Où a-t-il eu lieu ?", "Où a-t-il eu lieu (l'atelier de 2014) ?"),
    ],
)
def test_a_follow_up_is_rewritten_with_what_it_leaves_out(
    names: Names, history: list[str], question: str, standalone: str
) -> None:
    assert understand(question, history, names, LEXICON).standalone == standalone


@pytest.mark.parametrize(
    "question",
    [
        "Quel pôle a signé avec le cluster Silicon Saxony ?",
        "Quand Cap Digital a-t-il été créé ?",
        "Y a-t-il un accord avec le Chili ?",
        "Merci !",
        "Combien d'entreprises participent au programme COSME ?",
    ],
)
def test_a_question_that_stands_alone_drops_the_history(names: Names, question: str) -> None:
    understood = understand(question, ["Qui est le contact de Minalogic ?"], names, LEXICON)
    assert understood.standalone == question
    assert not understood.rewritten


def test_an_elliptical_question_inherits_what_was_asked_for(names: Names) -> None:
    first = understand("Combien d'accords Minalogic a-t-il signés ?", [], names, LEXICON)
    second = understand("Et Axelera ?", ["Combien d'accords Minalogic a-t-il signés ?"], names, LEXICON)
    assert second.type == first.type


def test_capitals_do_not_hide_names(names: Names) -> None:
    assert [name.canonical for name in understand("QUI DIRIGE LE POLE MINALOGIC ?", [], names, LEXICON).names] == [
        "Minalogic"
    ]


@pytest.mark.parametrize(
    ("previous", "question", "about"),
    [
        ("Quel pôle a signé avec le cluster Silicon Saxony ?", "Quel est son site web ?", True),
        ("Dans quelle ville Minalogic a-t-il son siège ?", "Combien d'habitants compte-t-elle ?", True),
        ("Où Minalogic a-t-il trouvé ses partenaires ?", "Et ils visent quels pays ?", False),
        ("Quel pôle a signé avec le cluster Silicon Saxony ?", "Et quand ?", False),
        ("Quand Minalogic a-t-il signé ?", "Quel est son site web ?", False),
        ("Combien d'accords Minalogic a-t-il signés ?", "Avec qui les a-t-il signés ?", False),
        ("Avec quels clusters Minalogic s'est-il allié ?", "Et quels pays a-t-il dans le viseur ?", False),
        ("Comment s'appelle le cluster de Dresde ?", "Et celui de Tampere, il s'appelle comment ?", False),
    ],
)
def test_a_follow_up_may_be_about_the_name_that_was_answered(previous: str, question: str, about: bool) -> None:
    assert is_about_the_answer(question, previous) is about


def test_that_of_another_place_is_asked_for(names: Names) -> None:
    understood = understand(
        "Et celui de Tampere, il s'appelle comment ?",
        ["Comment s'appelle le cluster de Dresde avec lequel Minalogic travaille ?"],
        names,
        LEXICON,
    )
    assert "le cluster de Tampere avec lequel Minalogic travaille" in understood.standalone
    assert "Dresde" not in understood.standalone


def test_a_name_that_was_answered_is_what_the_follow_up_is_about(names: Names) -> None:
    history = ["Quel pôle a signé avec le cluster Silicon Saxony ?"]
    understood = understand("Quel est son site web ?", history, names, LEXICON, answered="Minalogic")
    assert understood.standalone == "Quel est son site web (Minalogic) ?"
