"""Who is supported where only "ce projet" or "the company" is said: the name told just before, if there is one."""

from __future__ import annotations

import pytest

from corpus.facts import FactKind, FieldName, extract_facts
from corpus.naming import Names, load_names
from tests.corpus.test_facts import document


@pytest.fixture(scope="module")
def names() -> Names:
    return load_names()


@pytest.mark.parametrize(
    ("text", "beneficiary"),
    [
        (
            "**GIVRAL passe à l'étape industrielle.** La ligne sort de terre. Bpifrance accorde à ce projet "
            "une avance remboursable de 540 000 euros.",
            "GIVRAL",
        ),
        ("**FIBRELAND.** The project has been awarded €390,000 by the Interreg North Sea programme.", "FIBRELAND"),
        (
            "- 14 h : témoignage du projet STOKAL. Ce projet, mené à Dole, a obtenu 1,8 million d'euros du programme "
            "Horizon Europe.",
            "STOKAL",
        ),
        (
            "- 15 h : témoignage du projet VIRELA. L'équipe a obtenu 90 000 euros de la Région Bretagne.",
            "VIRELA",
        ),
        ("Lumestris conçoit des lampes. L'entreprise a obtenu 60 000 euros de la Région Bretagne.", "Lumestris"),
        ("Le projet d'extension du port a obtenu 60 000 euros de la Région Bretagne.", "projet"),
        ("Le GIVRAL avance.\n\nUn projet a obtenu 60 000 euros de la Région Bretagne.", "projet"),
    ],
)
def test_a_word_for_a_name_is_that_name(text: str, beneficiary: str, names: Names) -> None:
    page = document(f"# Nouvelles\n\n{text}\n")
    (fact,) = [fact for fact in extract_facts(page, names) if fact.kind is FactKind.PROGRAMME]
    assert [field.value for field in fact.all(FieldName.BENEFICIARY)] == [beneficiary]
    assert all(page.text[field.start : field.end] == field.value for field in fact.fields)


@pytest.mark.parametrize(
    ("title", "project"),
    [
        ("Les projets soutenus par Tremplin Nord", False),
        ("Les projets retenus dans Tremplin Nord", False),
        ("Le projet européen Tremplin Nord", True),
    ],
)
def test_what_projects_are_supported_by_is_no_project(title: str, project: bool, names: Names) -> None:
    page = document(f"# {title}\n\nLe programme Tremplin Nord a versé 60 000 euros au pôle Minalogic.\n")
    (fact,) = [fact for fact in extract_facts(page, names) if fact.kind is FactKind.PROGRAMME]
    told = {FieldName.BENEFICIARY: "Tremplin Nord"} if project else {FieldName.PROGRAMME: "Tremplin Nord"}
    assert {name: fact.canonical(name) for name in told} == told
