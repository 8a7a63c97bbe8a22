"""Documents that answer one question differently: both are shown, with their dates, and only then."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.answers import Answer, Origin, Part, Status
from assistant.fact_phrases import date_in_words
from assistant.serialising import answer_to_json
from assistant.verifying import verify_export
from assistant.wiring import open_application
from index.contracts import Embedder

SIGNED = "L'accord entre Cap Digital et TSB Berlin a été signé le {} à Berlin."
OLD = f"---\ntitle: Bulletin\ndate: 2011-01-05\n---\n\n# Bulletin\n\n{SIGNED.format('4 mars 2009')}\n"
NEW = f"---\ntitle: Rapport\ndate: 2014-06\n---\n\n# Rapport\n\n{SIGNED}\n"
WHEN = "Quand l'accord entre Cap Digital et TSB Berlin a-t-il été signé ?"


def asked(question: str, newer: str, folder: Path, embedder: Embedder) -> Answer:
    documents = folder / "documents"
    documents.mkdir()
    (documents / "old.md").write_text(OLD, encoding="utf-8")
    (documents / "new.md").write_text(NEW.format(newer), encoding="utf-8")
    with open_application(folder / "home", embedder=embedder) as application:
        application.synchroniser.register([documents])
        application.synchroniser.synchronise()
        answer = application.assistant.answer(question)
        assert verify_export(json.dumps(answer_to_json(answer)), application.store).findings == ()
    return answer


def test_both_dates_are_shown_the_more_recent_document_first(tmp_path: Path, embedder: Embedder) -> None:
    answer = asked(WHEN, "12 mai 2010", tmp_path, embedder)
    assert [(s.part, s.status, s.text) for s in answer.sentences] == [
        (Part.NOTE, Status.SUPPORTED, "Selon « Rapport » (juin 2014) :"),
        (Part.QUOTE, Status.LITERAL, SIGNED.format("12 mai 2010")),
        (Part.NOTE, Status.SUPPORTED, "Selon « Bulletin » (5 janvier 2011) :"),
        (Part.QUOTE, Status.LITERAL, SIGNED.format("4 mars 2009")),
    ]
    assert answer.origin is Origin.PASSAGES
    assert [citation.document.date for citation in answer.citations] == ["2014-06", "2011-01-05"]


@pytest.mark.parametrize("newer", ["4 mars 2009", "mars 2009"], ids=["the same date", "a date that says less"])
def test_documents_that_agree_are_not_set_against_each_other(newer: str, tmp_path: Path, embedder: Embedder) -> None:
    answer = asked(WHEN, newer, tmp_path, embedder)
    assert [sentence.part for sentence in answer.sentences if sentence.part is not Part.QUOTE] == []


def test_a_count_shows_what_the_documents_dispute(tmp_path: Path, embedder: Embedder) -> None:
    answer = asked("Combien d'accords Cap Digital a-t-il signés ?", "12 mai 2010", tmp_path, embedder)
    told = [sentence.text for sentence in answer.sentences if sentence.part in {Part.COUNT, Part.NOTE}]
    assert told == [
        "1 accord trouvé dans les documents :",
        "Les documents donnent des dates différentes, les plus récents d'abord :",
        "Selon « Rapport » (juin 2014) :",
        "Selon « Bulletin » (5 janvier 2011) :",
    ]


@pytest.mark.parametrize(
    ("date", "french", "english"),
    [
        ("2008-02-04", "4 février 2008", "4 February 2008"),
        ("2008-02-01", "1er février 2008", "1 February 2008"),
        ("2008-02", "février 2008", "February 2008"),
        ("2008", "2008", "2008"),
        ("2008-13", "2008-13", "2008-13"),
        ("", "", ""),
    ],
)
def test_dates_are_said_as_readers_say_them(date: str, french: str, english: str) -> None:
    assert (date_in_words(date, "fr"), date_in_words(date, "en")) == (french, english)
