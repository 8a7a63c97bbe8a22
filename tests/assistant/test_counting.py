"""Counting and listing agreements from the table of facts."""

from __future__ import annotations

import pytest

from assistant.counting import counted, facts_answering
from assistant.lexicon import load_lexicon
from assistant.understanding import Understanding, understand
from corpus.documents import Document
from corpus.facts import Fact, FieldName, extract_facts
from corpus.naming import Names, load_names

TEXT = """Cap Digital a annoncé la signature de 4 accords en dix ans.

Cap Digital a signé en 2009 un accord avec TSB Berlin, en Allemagne.

Cap Digital a signé en mai 2012 un accord de partenariat avec Silicon Saxony, en Allemagne.

Minalogic a signé en 2015 un accord avec Osaka Bio Headquarters, au Japon.

Minalogic a signé un accord avec Biocat, en Espagne.

Cap Digital négocie un partenariat avec Biominas, au Brésil.
"""


@pytest.fixture(scope="module")
def names() -> Names:
    return load_names()


@pytest.fixture(scope="module")
def facts(names: Names) -> tuple[Fact, ...]:
    return extract_facts(Document("id", "/a.md", "", TEXT, "fr", "", "", "", (), (), "hash"), names)


def ask(question: str, names: Names) -> Understanding:
    return understand(question, (), names, load_lexicon())


@pytest.mark.parametrize(
    ("question", "partners"),
    [
        ("Combien d'accords Cap Digital a-t-il signés ?", ["TSB Berlin", "Silicon Saxony"]),
        ("Quels accords ont été signés avec l'Allemagne ?", ["TSB Berlin", "Silicon Saxony"]),
        ("Combien d'accords ont été signés depuis 2010 ?", ["Silicon Saxony", "Osaka Bio Headquarters"]),
        ("Quels accords ont été signés avant 2010 ?", ["TSB Berlin"]),
        ("Quels accords ont été signés jusqu'en 2012 ?", ["TSB Berlin", "Silicon Saxony"]),
        ("Quels accords ont été signés en 2015 ?", ["Osaka Bio Headquarters"]),
        ("Quels accords ont été signés entre 2010 et 2013 ?", ["Silicon Saxony"]),
        ("Quels partenariats sont en négociation ?", ["Biominas"]),
        ("Combien d'accords ont été signés avec la Chine ?", []),
        ("Combien d'accords ont été signés dans le domaine de la photonique ?", []),
        ("Où se trouve Cap Digital ?", []),
    ],
)
def test_the_count_is_that_of_the_rows(
    question: str, partners: list[str], facts: tuple[Fact, ...], names: Names
) -> None:
    found = facts_answering(ask(question, names), facts)
    assert [fact.all(FieldName.PARTNER)[0].canonical for fact in found] == partners


def test_agreements_without_a_date_are_told_apart(facts: tuple[Fact, ...], names: Names) -> None:
    found = counted(ask("Combien d'accords ont été signés depuis 2010 ?", names), facts)
    assert [fact.canonical(FieldName.PARTNER) for fact in found.unsure] == ["Biocat"]


def test_the_count_that_the_text_announces_is_told(facts: tuple[Fact, ...], names: Names) -> None:
    found = counted(ask("Combien d'accords Cap Digital a-t-il signés ?", names), facts)
    assert [fact.sentence.of(TEXT) for fact in found.announced] == [
        "Cap Digital a annoncé la signature de 4 accords en dix ans."
    ]
