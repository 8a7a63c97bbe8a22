"""Counting and listing over the shipped notes, with the real model: each question of `tests/data/counting.yaml`."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
import yaml

from assistant.answers import Answer, Origin, Part, Status
from assistant.serialising import answer_to_json
from assistant.verifying import verify_export
from assistant.wiring import Application
from tests.conftest import ROOT

QUESTIONS: list[dict[str, Any]] = yaml.safe_load((ROOT / "tests/data/counting.yaml").read_text(encoding="utf-8"))


def shown(answer: Answer, *parts: Part) -> list[str]:
    return [sentence.text for sentence in answer.sentences if sentence.part in parts]


def rows_of(answer: Answer) -> dict[int | None, str]:
    return {sentence.row: sentence.text for sentence in answer.sentences if sentence.part is Part.ROW}


@pytest.mark.parametrize("asked", QUESTIONS, ids=[asked["question"] for asked in QUESTIONS])
def test_the_rows_are_those_that_a_reader_would_count(asked: dict[str, Any], application: Application) -> None:
    answer = application.assistant.answer(asked["question"], asked.get("history", ()))
    assert answer.origin is (Origin.FACTS if asked["rows"] else Origin.PASSAGES)
    assert answer.reason == asked.get("refused", answer.reason)
    rows = rows_of(answer)
    unseen = [word for word in asked["rows"] if not any(word in text for text in rows.values())]
    assert (unseen, len(rows)) == ([], len(asked["rows"]))
    groups = [re.sub(r" \(\d+\)$", "", text) for text in shown(answer, Part.GROUP)]
    assert groups == asked.get("groups", groups)
    beside = "\n".join(shown(answer, Part.QUOTE))
    assert [word for word in asked.get("beside", ()) if word not in beside] == []


@pytest.mark.parametrize("asked", [asked for asked in QUESTIONS if asked["rows"]], ids=lambda asked: asked["question"])
def test_every_count_can_be_counted_again(asked: dict[str, Any], application: Application) -> None:
    answer = application.assistant.answer(asked["question"], asked.get("history", ()))
    assert all(citation.holds for citation in answer.citations)
    assert [s.status is Status.LITERAL for s in answer.sentences] == [not s.part.is_composed for s in answer.sentences]
    assert verify_export(json.dumps(answer_to_json(answer)), application.store).findings == ()


def test_the_language_of_the_question_is_that_of_the_count(application: Application) -> None:
    french, english = "Quels accords Cap Digital a-t-il conclus ?", "Which agreements has Cap Digital signed?"
    counts = [shown(application.assistant.answer(question), Part.COUNT) for question in (french, english)]
    assert counts == [["1 accord trouvé dans les documents :"], ["1 agreement found in the documents:"]]
