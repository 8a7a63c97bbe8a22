"""What a question takes for granted and the facts contradict is refused, and only that."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from assistant.answers import RefusalReason
from assistant.denying import another_gave, asks_what_was_given, asks_when_signed, only_in_talks
from assistant.fact_names import named_by_facts, names_of_facts
from assistant.lexicon import load_lexicon
from assistant.understanding import Understanding, understand
from assistant.wiring import Application, open_application
from corpus.documents import Document
from corpus.facts import Fact, extract_facts
from corpus.naming import Names, load_names
from index.contracts import Embedder

TEXT = """# Les accords du pôle Zorglune

Le pôle Zorglune négocie un partenariat avec le cluster Kansai Steel Forum, au Japon.

Le pôle Zorglune a signé le 3 mai 2016 à Milan un accord avec Milano Carta, en Italie.

Le pôle Zorglune négocie un accord avec Porto Papel, au Portugal.

Le pôle Zorglune a signé en 2019 un accord avec Porto Papel, au Portugal.
"""

SUPPORT = """# Les aides

Le projet BRUMELIS a reçu 310 000 euros de la Région Bretagne.

Le projet ORVEGAL a reçu 480 000 euros de Bpifrance.

Le projet TALVENE a reçu 90 000 euros du programme FEDER.
"""


@pytest.fixture(scope="module")
def names() -> Names:
    return load_names()


@pytest.fixture(scope="module")
def facts(names: Names) -> tuple[Fact, ...]:
    return extracted(TEXT, names)


def extracted(text: str, names: Names) -> tuple[Fact, ...]:
    return extract_facts(Document("id", "/id.md", "", text, "fr", "", "", "", (), (), "id"), names)


def read(question: str, facts: tuple[Fact, ...], names: Names) -> Understanding:
    return named_by_facts(understand(question, (), names, load_lexicon()), facts)


def test_names_that_only_the_facts_know_are_found_in_a_question(facts: tuple[Fact, ...], names: Names) -> None:
    question = "Quand Zorglune a-t-il signé avec Kansai Steel Forum ?"
    assert [name.canonical for name in names_of_facts(question, facts)] == ["Zorglune", "Kansai Steel Forum"]
    understood = read(question, facts, names)
    assert [name.canonical for name in understood.names] == ["Zorglune", "Kansai Steel Forum"]
    assert understood.unknown == ()
    assert read("Quand Zorglune a-t-il signé avec Grumbach Stahl ?", facts, names).unknown == ("Grumbach", "Stahl")
    assert names_of_facts("Que dit le zorglune ?", facts) == ()


@pytest.mark.parametrize(
    ("question", "denied"),
    [
        ("Quand Zorglune a-t-il signé avec Kansai Steel Forum ?", True),
        ("À quelle date Zorglune et Kansai Steel Forum ont-ils signé leur accord ?", True),
        ("Where did Zorglune sign with Kansai Steel Forum?", True),
        ("Quand Zorglune va-t-il signer avec Kansai Steel Forum ?", False),
        ("Quand est prévu l'accord signé entre Zorglune et Kansai Steel Forum ?", False),
        ("Zorglune a-t-il signé avec Kansai Steel Forum ?", False),
        ("Où négocient Zorglune et Kansai Steel Forum ?", False),
        ("Quand Zorglune a-t-il signé avec Milano Carta ?", False),
        ("Quand Zorglune a-t-il signé avec Porto Papel ?", False),  # talks came first
        ("Quand Zorglune a-t-il signé avec Grumbach Stahl ?", False),  # nothing is known of it
        ("Quand Milano Carta a-t-il signé avec Kansai Steel Forum ?", False),
    ],
)
def test_a_signature_where_only_talks_are_known_is_denied(
    question: str, denied: bool, facts: tuple[Fact, ...], names: Names
) -> None:
    understood = read(question, facts, names)
    between = only_in_talks(understood, facts) if asks_when_signed(understood) else ()
    assert bool(between) is denied


@pytest.mark.parametrize(
    ("question", "denied"),
    [
        ("Quel montant Bpifrance a-t-elle accordé au projet BRUMELIS ?", True),
        ("How much did Bpifrance grant to BRUMELIS?", True),
        ("Quelle aide Bpifrance a-t-elle versée au projet BRUMELIS ?", True),
        ("Bpifrance a-t-elle financé le projet BRUMELIS ?", False),
        ("Quel montant Bpifrance a-t-elle accordé au projet ORVEGAL ?", False),
        ("Quel montant Bpifrance a-t-elle accordé au projet TALVENE ?", False),  # whose programme it is, is not told
        ("Quel montant la Région Bretagne a-t-elle accordé au projet BRUMELIS ?", False),
        ("Quel montant l'État a-t-il accordé au projet BRUMELIS ?", False),
        ("Quel montant Bpifrance a-t-elle accordé au projet Zanzibul ?", False),
        ("Quel montant le projet BRUMELIS a-t-il donné à Bpifrance ?", False),
    ],
)
def test_a_support_that_others_gave_is_denied(question: str, denied: bool, names: Names) -> None:
    facts = extracted(SUPPORT, names)
    understood = read(question, facts, names)
    others = another_gave(understood, facts) if asks_what_was_given(understood) else ()
    assert bool(others) is denied


@pytest.fixture(scope="module")
def application(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Application]:
    folder = tmp_path_factory.mktemp("denying")
    documents = folder / "documents"
    documents.mkdir()
    (documents / "agreements.md").write_text(TEXT, encoding="utf-8")
    with open_application(folder / "home", embedder=embedder) as opened:
        opened.synchroniser.register([documents])
        opened.synchroniser.synchronise()
        yield opened


def test_what_is_denied_is_a_false_premise(application: Application) -> None:
    denied = application.assistant.answer("À quelle date Zorglune et Kansai Steel Forum ont-ils signé leur accord ?")
    assert (denied.refused, denied.reason) == (True, RefusalReason.FALSE_PREMISE)
    told = application.assistant.answer("À quelle date Zorglune et Milano Carta ont-ils signé leur accord ?")
    assert TEXT.splitlines()[4] in told.text
