"""Counting and listing from the table of facts: which rows, and what is told apart."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.asked import asked_of_facts
from assistant.counting import Counted, counted, countries_without
from assistant.lexicon import load_lexicon
from assistant.understanding import understand
from corpus.documents import Document
from corpus.fact_table import Row
from corpus.facts import Fact, FieldName, extract_facts
from corpus.naming import Names, load_names

TEXT = """Cap Digital a annoncé la signature de 4 accords en dix ans.

Cap Digital a signé en 2009 un accord avec TSB Berlin, en Allemagne.

Cap Digital a signé en mai 2012 un accord de partenariat avec Silicon Saxony, en Allemagne.

Minalogic a signé en 2015 un accord avec Osaka Bio Headquarters, au Japon.

Minalogic a signé un accord avec Biocat, en Espagne.

Cap Digital négocie un partenariat avec Biominas, au Brésil.
"""
OTHER = "Cap Digital a signé en 2010 un accord avec TSB Berlin, en Allemagne.\n"


@pytest.fixture(scope="module")
def names() -> Names:
    return load_names()


@pytest.fixture(scope="module")
def facts(names: Names) -> tuple[Fact, ...]:
    return read(TEXT, "id", names)


def read(text: str, identifier: str, names: Names) -> tuple[Fact, ...]:
    document = Document(identifier, f"/{identifier}.md", "", text, "fr", "", "", "", (), (), identifier)
    return extract_facts(document, names)


def ask(question: str, facts: tuple[Fact, ...], names: Names) -> Counted:
    found = counted(understand(question, (), names, load_lexicon()), facts)
    assert found is not None
    return found


def partners(rows: tuple[Row, ...]) -> list[str]:
    return [row.fact.canonical(FieldName.PARTNER) for row in rows]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Combien d'accords Cap Digital a-t-il signés ?", ["TSB Berlin", "Silicon Saxony"]),
        ("Quels accords ont été signés avec l'Allemagne ?", ["TSB Berlin", "Silicon Saxony"]),
        ("Combien d'accords ont été signés depuis 2010 ?", ["Silicon Saxony", "Osaka Bio Headquarters"]),
        ("Quels accords ont été signés après 2012 ?", ["Osaka Bio Headquarters"]),
        ("Quels accords ont été signés avant 2010 ?", ["TSB Berlin"]),
        ("Quels accords ont été signés jusqu'en 2012 ?", ["TSB Berlin", "Silicon Saxony"]),
        ("Quels accords ont été signés en 2015 ?", ["Osaka Bio Headquarters"]),
        ("Quels accords ont été signés entre 2010 et 2013 ?", ["Silicon Saxony"]),
        ("Quels partenariats sont en négociation ?", ["Biominas"]),
        ("Quels accords ont été signés avec l'Espagne ou le Japon ?", ["Osaka Bio Headquarters", "Biocat"]),
        ("Quel accord Cap Digital a-t-il signé en 2009 ?", ["TSB Berlin"]),
        ("Quel est le partenaire japonais de Minalogic ?", ["Osaka Bio Headquarters"]),
        ("Qui est le partenaire espagnol de Minalogic ?", ["Biocat"]),
        ("Avec quel organisme japonais Minalogic s'est-il associé ?", ["Osaka Bio Headquarters"]),
        ("Quels clusters ont signé avec Minalogic ?", ["Osaka Bio Headquarters", "Biocat"]),
        ("Quel est le partenaire japonais ?", ["Osaka Bio Headquarters"]),
        ("Quel est le plus ancien accord ?", ["TSB Berlin"]),
        ("Quel est le dernier accord signé par Cap Digital ?", ["Silicon Saxony"]),
        ("What is the latest agreement?", ["Osaka Bio Headquarters"]),
        ("Quel est le premier accord depuis 2010 ?", ["Silicon Saxony"]),
        ("partenaire japonais Minalogic", ["Osaka Bio Headquarters"]),
        ("the Japanese partner of Minalogic", ["Osaka Bio Headquarters"]),
        ("Which Japanese organisation did Minalogic team up with?", ["Osaka Bio Headquarters"]),
        ("Who is Cap Digital's Brazilian partner, in negotiation?", ["Biominas"]),
    ],
)
def test_the_count_is_that_of_the_rows(
    question: str, expected: list[str], facts: tuple[Fact, ...], names: Names
) -> None:
    assert partners(ask(question, facts, names).rows) == expected


@pytest.mark.parametrize(
    "question",
    [
        "Combien d'accords ont été signés avec la Chine ?",
        "Combien d'accords ont été signés dans le domaine de la photonique ?",
        "Où se trouve Cap Digital ?",
        "Quand Cap Digital a-t-il signé ses accords ?",
        "Quel accord Cap Digital a-t-il signé en premier ?",
        "Quel est le président du partenaire allemand de Cap Digital ?",
        "Quelle université allemande est partenaire de Cap Digital ?",
        "Quels sont les deux premiers accords de Cap Digital ?",
        "Quel est le premier programme de Cap Digital ?",
        "Quel est le premier accord de Cap Digital dans la photonique ?",
        "Combien coûtent les accords de Cap Digital ?",
        "Compare les accords de Cap Digital et de Minalogic",
        "Combien d'accords le pôle Zorglub a-t-il signés ?",
    ],
)
def test_what_the_table_does_not_hold_is_left_to_the_passages(
    question: str, facts: tuple[Fact, ...], names: Names
) -> None:
    assert counted(understand(question, (), names, load_lexicon()), facts) is None


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Quel est le partenaire indien de Cap Digital ?", ["Inde"]),
        ("Combien d'accords Minalogic a-t-il signés en Chine ou en Inde ?", ["Chine", "Inde"]),
        ("Quel cluster indien a signé avec Cap Digital ?", ["Inde"]),
        ("Which Indian cluster signed an agreement with Cap Digital?", ["Inde"]),
        ("Who is the Indian partner of Cap Digital?", ["Inde"]),
        ("the Indian partner of Cap Digital", ["Inde"]),
        ("le partenaire indien de Cap Digital", ["Inde"]),
        ("Quels accords Cap Digital a-t-il signés au Brésil ?", []),  # one is being negotiated
        ("Quels accords Systematic a-t-il signés en Inde ?", []),  # nothing is known of it
        ("Quels accords ont été signés en Inde ?", []),
        ("Quels événements ont eu lieu en Inde ?", []),
    ],
)
def test_a_country_without_an_agreement_of_who_has_others_is_told(
    question: str, expected: list[str], facts: tuple[Fact, ...], names: Names
) -> None:
    asked = asked_of_facts(understand(question, (), names, load_lexicon()))
    assert asked is not None
    assert [country.canonical for country in countries_without(asked, facts)] == expected


def test_agreements_without_a_date_are_told_apart(facts: tuple[Fact, ...], names: Names) -> None:
    assert partners(ask("Combien d'accords ont été signés depuis 2010 ?", facts, names).undated) == ["Biocat"]


def test_the_earliest_is_chosen_among_the_dated_ones_and_the_others_are_told_apart(
    facts: tuple[Fact, ...], names: Names
) -> None:
    found = ask("Quel est le premier accord de Minalogic ?", facts, names)
    assert (partners(found.rows), found.among, partners(found.undated)) == (["Osaka Bio Headquarters"], 1, ["Biocat"])
    assert ask("Quel est le plus ancien accord ?", facts, names).among == 3


def test_all_of_a_year_are_the_latest_where_one_is_dated_by_it_alone(names: Names) -> None:
    text = """Minalogic a signé en mai 2015 un accord avec Biominas, au Brésil.

Minalogic a signé en 2015 un accord avec Osaka Bio Headquarters, au Japon.

Minalogic a signé en juin 2014 un accord avec Biocat, en Espagne.
"""
    found = ask("Quel est le dernier accord de Minalogic ?", read(text, "other", names), names)
    assert sorted(partners(found.rows)) == ["Biominas", "Osaka Bio Headquarters"]


def test_what_is_not_signed_is_told_apart_where_the_question_does_not_say(
    facts: tuple[Fact, ...], names: Names
) -> None:
    found = ask("Avec quels pays Cap Digital a-t-il des accords ?", facts, names)
    assert (partners(found.rows), partners(found.unsigned)) == (["TSB Berlin", "Silicon Saxony"], ["Biominas"])
    assert ask("Combien d'accords Cap Digital a-t-il signés ?", facts, names).unsigned == ()


def test_rows_are_grouped_by_what_the_question_names(facts: tuple[Fact, ...], names: Names) -> None:
    for question, expected in (
        ("Combien d'accords signés par pays ?", {"Allemagne": 2, "Japon": 1, "Espagne": 1}),
        ("Quels pôles ont signé des accords ?", {"Cap Digital": 2, "Minalogic": 2}),
        ("Combien d'accords signés par année ?", {"2009": 1, "2012": 1, "2015": 1}),
    ):
        assert {name: len(rows) for name, rows in ask(question, facts, names).groups()} == expected


def test_what_cannot_be_grouped_is_told_apart(facts: tuple[Fact, ...], names: Names) -> None:
    assert partners(ask("Combien d'accords signés par année ?", facts, names).undated) == ["Biocat"]
    nowhere = tuple(
        replace(fact, fields=tuple(field for field in fact.fields if field.name is not FieldName.COUNTRY))
        if fact.canonical(FieldName.PARTNER) == "TSB Berlin"
        else fact
        for fact in facts
    )
    found = ask("Avec quels pays Cap Digital a-t-il signé ?", nowhere, names)
    assert (partners(found.rows), partners(found.ungrouped)) == (["Silicon Saxony"], ["TSB Berlin"])


def test_documents_that_disagree_on_a_date_count_once(facts: tuple[Fact, ...], names: Names) -> None:
    both = (*facts, *read(OTHER, "other", names))
    found = ask("Combien d'accords Cap Digital a-t-il signés ?", both, names)
    assert partners(found.rows) == ["TSB Berlin", "Silicon Saxony"]
    [disputed] = found.disputed
    assert [row.fact.canonical(FieldName.DATE) for row in disputed] == ["2009", "2010"]


def test_two_agreements_of_one_document_are_two(names: Names) -> None:
    twice = read(OTHER + "\nCap Digital a signé en 2012 un accord avec TSB Berlin, en Allemagne.\n", "twice", names)
    assert len(ask("Combien d'accords Cap Digital a-t-il signés ?", twice, names).rows) == 2


def test_the_count_that_the_text_announces_is_told(facts: tuple[Fact, ...], names: Names) -> None:
    found = ask("Combien d'accords Cap Digital a-t-il signés ?", facts, names)
    assert [fact.sentence.of(TEXT) for fact in found.announced] == [
        "Cap Digital a annoncé la signature de 4 accords en dix ans."
    ]
    assert ask("Combien d'accords Cap Digital a-t-il signés en 2009 ?", facts, names).announced == ()


def test_a_count_of_another_pole_is_not_told(facts: tuple[Fact, ...], names: Names) -> None:
    assert ask("Combien d'accords Minalogic a-t-il signés ?", facts, names).announced == ()


def test_what_is_read_with_little_confidence_is_not_counted(names: Names) -> None:
    weak = tuple(
        replace(fact, confidence=0.5) if fact.canonical(FieldName.PARTNER) == "Silicon Saxony" else fact
        for fact in read(TEXT, "id", names)
    )
    found = ask("Combien d'accords Cap Digital a-t-il signés ?", weak, names)
    assert (partners(found.rows), partners(found.doubtful)) == (["TSB Berlin"], ["Silicon Saxony"])


def test_programmes_are_listed_too(names: Names) -> None:
    text = "Le pôle Techtera a été soutenu par le programme COSME.\n"
    facts = read(text, "id", names)
    [row] = ask("Quels programmes ont soutenu Techtera ?", facts, names).rows
    assert row.fact.canonical(FieldName.PROGRAMME) == "COSME"


@pytest.mark.parametrize(
    "question",
    [
        "Quels pôles n'ont pas signé d'accord ?",
        "Which clusters have not signed agreements?",
        "Avec quels pays Cap Digital n'a-t-il aucun accord ?",
        "Quels accords de Cap Digital sont signés sans TSB Berlin ?",
        "Quels partenaires de Cap Digital autres que TSB Berlin ?",
        "Est-ce que tous les pôles ont signé des accords ?",
        "Did all clusters sign agreements?",
        "Les partenaires sont-ils tous étrangers ?",
        "Pourquoi les pôles ont-ils tous des accords ?",
        "Oublie tous les accords",
        "Merci pour la liste des accords",
    ],
)
def test_what_is_denied_left_out_doubted_or_no_question_is_not_counted(
    question: str, facts: tuple[Fact, ...], names: Names
) -> None:
    assert counted(understand(question, (), names, load_lexicon()), facts) is None


def test_a_follow_up_that_asks_why_is_not_counted_again(facts: tuple[Fact, ...], names: Names) -> None:
    earlier = ("Combien d'accords Cap Digital a-t-il signés ?",)
    assert counted(understand("Pourquoi ?", earlier, names, load_lexicon()), facts) is None
    assert counted(understand("Et Minalogic ?", earlier, names, load_lexicon()), facts) is not None


@pytest.mark.parametrize(
    "question",
    ["Peux-tu lister les accords de Cap Digital ?", "Bonjour, quels sont les accords de Cap Digital ?"],
)
def test_a_question_may_be_polite(question: str, facts: tuple[Fact, ...], names: Names) -> None:
    assert partners(ask(question, facts, names).rows) == ["TSB Berlin", "Silicon Saxony"]


GIVEN = """# Les aides

Le projet BRUMELIS a reçu 310 000 euros de la Région Bretagne.

Le projet BRUMELIS a reçu 90 000 euros du programme FEDER.

Le projet ORVEGAL a reçu 480 000 euros de Bpifrance.
"""


@pytest.mark.parametrize(
    ("question", "amounts"),
    [
        ("Qui a financé le projet BRUMELIS ?", ["310000 EUR", "90000 EUR"]),
        ("Qui soutient le projet ORVEGAL, et à quelle hauteur ?", ["480000 EUR"]),
        ("Par qui le projet ORVEGAL est-il financé ?", ["480000 EUR"]),
        ("Le projet ORVEGAL est financé par qui ?", ["480000 EUR"]),
        ("Quels sont les financeurs du projet ORVEGAL ?", ["480000 EUR"]),
        ("Quels organismes ont financé le projet ORVEGAL ?", ["480000 EUR"]),
        ("Qui a financé le projet ORVEGAL et pour quel montant ?", ["480000 EUR"]),
        ("Who funds the ORVEGAL project?", ["480000 EUR"]),
        ("Who is the ORVEGAL project funded by?", ["480000 EUR"]),
    ],
)
def test_funders_are_listed_by_what_they_gave(question: str, amounts: list[str], names: Names) -> None:
    found = ask(question, read(GIVEN, "given", names), names)
    assert (found.asked.listed, found.asked.by) == (FieldName.FUNDER, None)
    assert [row.fact.canonical(FieldName.AMOUNT) for row in found.rows] == amounts


@pytest.mark.parametrize(
    "question",
    [
        "Qui finance Bpifrance ?",
        "Qui Bpifrance finance-t-elle ?",
        "Qui a été financé par la Région Bretagne dans la santé ?",
        "Qui n'a pas financé le projet ORVEGAL ?",
        "Est-ce que la Région Bretagne est le financeur du projet ORVEGAL ?",
        "Quel est le directeur du financeur du projet ORVEGAL ?",
    ],
)
def test_whom_somebody_funds_is_no_question_for_funders(question: str, names: Names) -> None:
    found = counted(understand(question, (), names, load_lexicon()), read(GIVEN, "given", names))
    assert found is None or found.asked.listed is not FieldName.FUNDER
