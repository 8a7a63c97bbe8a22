"""A question with several parts: each is answered by the facts where they can, by passages where they cannot."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.answers import Answer, Origin, Part
from assistant.serialising import answer_to_json
from assistant.verifying import verify_export
from assistant.wiring import Application, open_application
from index.contracts import Embedder

AGREEMENTS = """# Les accords des pôles

Le pôle Zorglune a signé en 2015 un accord avec Torino Legno, en Italie.

Le pôle Aubrac Bois a signé le 3 mai 2016 un accord avec Milano Carta, en Italie.

Le pôle Zorglune a signé en 2018 un accord avec Bayern Holz, en Allemagne.

Le président du pôle Zorglune est Marc Delorme.
"""
SUPPORT = """# Les aides

Le programme COSME a apporté 250 000 euros au pôle Zorglune.

Le programme COSME a apporté 130 000 euros au pôle Aubrac Bois.
"""


@pytest.fixture(scope="module")
def application(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Application]:
    folder: Path = tmp_path_factory.mktemp("parts")
    documents = folder / "documents"
    documents.mkdir()
    (documents / "agreements.md").write_text(AGREEMENTS, encoding="utf-8")
    (documents / "support.md").write_text(SUPPORT, encoding="utf-8")
    with open_application(folder / "home", embedder=embedder) as opened:
        opened.synchroniser.register([documents])
        opened.synchroniser.synchronise()
        yield opened


def ask(question: str, application: Application) -> Answer:
    answer = application.assistant.answer(question)
    assert verify_export(json.dumps(answer_to_json(answer)), application.store).findings == ()
    return answer


def shown(answer: Answer) -> list[tuple[Part, str]]:
    return [(sentence.part, sentence.text) for sentence in answer.sentences]


TORINO, MILANO = AGREEMENTS.splitlines()[2], AGREEMENTS.splitlines()[4]


@pytest.mark.parametrize(
    "question",
    [
        "Quel est le partenaire italien du pôle Zorglune, et celui du Pôle Aubrac Bois ?",
        "Comparez les partenaires italiens du pôle Zorglune et du pôle Aubrac Bois.",
    ],
)
def test_every_part_may_be_answered_by_the_facts(question: str, application: Application) -> None:
    answer = ask(question, application)
    assert answer.origin is Origin.FACTS
    second = "Pôle Aubrac Bois" if "Pôle" in question else "Aubrac Bois"
    assert shown(answer) == [
        (Part.NOTE, "Pour « Zorglune » :"),
        (Part.COUNT, "1 accord trouvé dans les documents :"),
        (Part.ROW, TORINO),
        (Part.NOTE, f"Pour « {second} » :"),
        (Part.COUNT, "1 accord trouvé dans les documents :"),
        (Part.ROW, MILANO),
    ]
    assert [citation.number for citation in answer.citations] == [1, 2]


def test_a_part_that_the_facts_do_not_know_is_answered_by_passages(application: Application) -> None:
    answer = ask("Quel est le partenaire italien du pôle Zorglune, et qui en est le président ?", application)
    texts = [text for _, text in shown(answer)]
    assert answer.origin is Origin.PASSAGES
    assert texts.index(TORINO) < texts.index("Le président du pôle Zorglune est Marc Delorme.")


def test_supports_are_compared_from_the_facts(application: Application) -> None:
    answer = ask("Compare les subventions COSME obtenues par le pôle Zorglune et par le pôle Aubrac Bois.", application)
    assert answer.origin is Origin.FACTS
    assert [text for part, text in shown(answer) if part is Part.ROW] == [
        SUPPORT.splitlines()[2],
        SUPPORT.splitlines()[4],
    ]


def test_a_question_of_which_no_part_is_answered_is_refused(application: Application) -> None:
    answer = ask("Quel est le numéro de fax du pôle Zorglune, et celui du pôle Aubrac Bois ?", application)
    assert (answer.refused, answer.sentences) == (True, ())


def test_a_part_is_called_by_its_name_even_where_no_list_knows_it(application: Application) -> None:
    answer = ask("Compare les accords de Zorglune et du pôle Aubrac Bois.", application)
    notes = [text for part, text in shown(answer) if part is Part.NOTE]
    assert "Pour « Zorglune » :" in notes
