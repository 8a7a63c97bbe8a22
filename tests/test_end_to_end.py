"""From documents to the answer that a reader sees, with the real model, the real store and no network."""

from __future__ import annotations

import html
import json
import re
import socket
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from assistant.answers import Answer, Origin, RefusalReason, Status
from assistant.citations import parse_markers
from assistant.serialising import answer_to_json
from assistant.verifying import verify_export
from assistant.wiring import open_application
from tests import conftest
from tests.conftest import ROOT
from ui.rendering import answer_html
from ui.texts import texts_for

if TYPE_CHECKING:
    from assistant.wiring import Application
    from index.contracts import Embedder

QUESTIONS = (
    "Quand a été signé l'accord avec le Kansai ?",
    "Qui représentait Lyonbiopôle à Osaka ?",
    "Quel est le téléphone de Jean-Pierre Saintouil ?",
    "Quels pôles forment le Life Science Corridor France ?",
    "QUELLES SONT LES PRÉFECTURES DU KANSAI ?",
    "When was the agreement with Kansai signed?",
    "Combien de pôles étaient présents à Paris en 2010 ?",
)


def assert_proved(answer: Answer, application: Application) -> None:
    """Every sentence is literal, every number leads to a quotation that is really in its document."""
    if answer.refused:
        assert (answer.sentences, answer.citations) == ((), ())
        return
    numbers = [citation.number for citation in answer.citations]
    assert numbers == list(range(1, len(numbers) + 1))
    assert set(parse_markers(answer.text)) == set(numbers)
    for citation in answer.citations:
        assert application.store.document(citation.document.id).text[citation.start : citation.end] == citation.quote
        assert application.store.passages([citation.passage.id]) == (citation.passage,)
        assert citation.holds
    quotes = {citation.number: citation.quote for citation in answer.citations}
    for sentence in answer.sentences:
        if answer.origin is Origin.FACTS and sentence.status is Status.SUPPORTED:
            assert verify_export(json.dumps(answer_to_json(answer)), application.store).findings == ()
            continue  # a count, or what was counted: checked by counting again
        assert sentence.status is Status.LITERAL
        assert any(sentence.text in quotes[number] for number in sentence.citations)


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_answer_is_proved_word_for_word_and_rendered_unchanged(question: str, application: Application) -> None:
    answer = application.assistant.answer(question)
    assert not answer.refused
    assert_proved(answer, application)
    rendered = answer_html(answer, 1, texts_for(answer.language))
    seen = " ".join(html.unescape(re.sub(r"<[^>]+>", "", rendered)).split())
    for sentence in answer.sentences:
        assert " ".join(sentence.text.split()) in seen


def test_documents_read_before_anybody_asks_answer_the_same(application: Application, embedder: Embedder) -> None:
    with open_application(application.home, embedder=embedder) as prepared:
        assert all(prepared.assistant.prepare(document) for document in prepared.store.documents())
        for question in QUESTIONS[:3]:
            one, other = application.assistant.answer(question), prepared.assistant.answer(question)
            assert (one.text, one.citations) == (other.text, other.citations)


def test_an_answer_quotes_the_note_that_says_it(application: Application) -> None:
    answer = application.assistant.answer("Quand a été signé l'accord avec le Kansai ?")
    assert "4 février 2008" in answer.text
    for citation in answer.citations:
        note = (ROOT / "corpus" / "documents" / Path(citation.document.source).name).read_text(encoding="utf-8")
        assert citation.quote in note


def test_what_the_documents_do_not_say_is_refused(application: Application) -> None:
    answer = application.assistant.answer("Quelle est la recette de la tarte aux pommes ?")
    assert (answer.refused, answer.language) == (True, "fr")
    assert_proved(answer, application)


def test_a_greeting_is_answered_without_citation(application: Application) -> None:
    answer = application.assistant.answer("Bonjour !")
    assert (answer.refused, answer.reason, answer.citations) == (True, RefusalReason.SMALL_TALK, ())


def test_a_deleted_document_is_never_cited_again(tmp_path: Path, embedder: Embedder) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "kansai.md").write_text(
        "# Accord du Kansai\n\nL'accord avec le Kansai a été signé à Osaka le 4 février 2008 par Lyonbiopôle.\n"
    )
    (folder / "mer.md").write_text(
        "# Pôle Mer\n\nLe pôle Mer Bretagne réunit des entreprises et des laboratoires du littoral autour de Brest.\n"
    )
    question = "Quand a été signé l'accord avec le Kansai ?"
    with open_application(tmp_path / "home", embedder=embedder) as application:
        application.synchroniser.register([folder])
        application.synchroniser.synchronise()
        before = application.assistant.answer(question)
        assert {Path(citation.document.source).name for citation in before.citations} == {"kansai.md"}
        exported = json.dumps(answer_to_json(before))
        assert verify_export(exported, application.store).holds

        (folder / "kansai.md").unlink()
        application.synchroniser.synchronise()
        after = application.assistant.answer(question)
        touched = {citation.document.source for citation in after.citations} | {
            h.document.source for h in after.consulted
        }
        assert touched <= {str(folder / "mer.md")}
        assert "2008" not in after.text
        assert [finding.problem for finding in verify_export(exported, application.store).findings] == [
            f"the document is no longer in the corpus: {folder / 'kansai.md'}"
        ] * len(before.citations)


def test_a_changed_document_is_cited_with_its_new_words(tmp_path: Path, embedder: Embedder) -> None:
    note = tmp_path / "documents" / "kansai.md"
    note.parent.mkdir()
    question = "Quand a été signé l'accord avec le Kansai ?"
    with open_application(tmp_path / "home", embedder=embedder) as application:
        application.synchroniser.register([tmp_path / "documents"])
        for date in ("4 février 2008", "12 mars 2019"):
            note.write_text(f"# Accord du Kansai\n\nL'accord avec le Kansai a été signé à Osaka le {date}.\n")
            application.synchroniser.synchronise()
            answer = application.assistant.answer(question)
            assert date in answer.text
            assert_proved(answer, application)


def test_the_original_documents_answer_with_proofs_only(
    tmp_path: Path, embedder: Embedder, shared_folder: Path
) -> None:
    questions: Any = yaml.safe_load((shared_folder / "questions" / "seeds-dev.yaml").read_text(encoding="utf-8"))
    with open_application(tmp_path / "home", embedder=embedder) as application:
        application.synchroniser.register([shared_folder / "seeds"])
        application.synchroniser.synchronise()
        asked = questions["questions"][::2]
        answers = [application.assistant.answer(question["question"]) for question in asked]
        for answer in answers:
            assert_proved(answer, application)
        lines = "\n".join(json.dumps(answer_to_json(answer)) for answer in answers)
        verification = verify_export(lines, application.store)
    assert (verification.answers, verification.findings) == (len(answers), ())
    assert verification.citations > 0


def test_the_tests_would_notice_something_that_reaches_out() -> None:
    with pytest.raises(ConnectionRefusedError, match=r"something wants to reach huggingface\.co"):
        socket.create_connection(("huggingface.co", 443), timeout=1)
    with socket.socket() as outside, pytest.raises(ConnectionRefusedError, match=r"reach 192\.0\.2\.1"):
        outside.connect(("192.0.2.1", 80))
    assert conftest.attempts == ["huggingface.co", "192.0.2.1"]
    conftest.attempts.clear()
