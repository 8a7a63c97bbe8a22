from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import pytest

from assistant.evaluation.errors import InvalidQuestionSet, Problem
from assistant.evaluation.loading import json_schema, load_questions, parse_jsonl, parse_yaml
from assistant.evaluation.questions import Importance, Nugget, Question, QuestionSet, Reason, Source, Variant

GOOD = """\
version: 1
name: notes
questions:
- id: q1
  question: Quand l'accord d'Osaka a-t-il été signé ?
  type: date
  nuggets:
  - {text: 4 février 2008, aliases: [04/02/2008]}
  - {text: Osaka, importance: okay, partial: [Japon]}
  sources:
  - {document: osaka.txt, quote: le 4 février 2008, page: 2}
  forbidden: [2009]
  variants: {en: ["When was it signed?"], paraphrase: ["De quand date-t-il ?"]}
  tags: [international]
- id: q2
  question: Et leur numéro ?
  history: ["Qui est le contact ?"]
  answerable: false
  reason: unknown-entity
  language: en
"""


def test_a_set_is_read_whole() -> None:
    assert parse_yaml(GOOD) == QuestionSet(
        "notes",
        (
            Question(
                "q1",
                "Quand l'accord d'Osaka a-t-il été signé ?",
                type="date",
                nuggets=(
                    Nugget("4 février 2008", aliases=("04/02/2008",)),
                    Nugget("Osaka", Importance.OKAY, partial=("Japon",)),
                ),
                sources=(Source("osaka.txt", "le 4 février 2008", 2),),
                forbidden=("2009",),
                variants=(Variant("en", "When was it signed?"), Variant("paraphrase", "De quand date-t-il ?")),
                tags=("international",),
                line=4,
            ),
            Question(
                "q2",
                "Et leur numéro ?",
                answerable=False,
                reason=Reason.UNKNOWN_ENTITY,
                language="en",
                history=("Qui est le contact ?",),
                line=15,
            ),
        ),
    )


BAD = """\
version: 1
name: notes
questions:
- id: q1
  question: Quand ?
  nugets: []
- id: q2
  question: Où ?
  nuggets:
  - text: "…"
  - {text: Osaka, regex: "("}
- id: q3
  question: Qui ?
  answerable: false
  reason: because
  sources: [{document: a.txt, quote: x}]
"""


def test_all_problems_come_at_once_with_their_line() -> None:
    with pytest.raises(InvalidQuestionSet, match=r"not a valid question set \(4 problems\)") as caught:
        parse_yaml(BAD)
    found = {(problem.line, problem.path) for problem in caught.value.problems}
    assert found == {
        (6, "questions[0].nugets"),
        (10, "questions[1].nuggets[0].text"),
        (11, "questions[1].nuggets[1].regex"),
        (15, "questions[2].reason"),
    }


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{id: a, question: Q, answerable: false, nuggets: [{text: x}]}", "has no answer, nuggets or sources"),
        ("{id: a, question: Q, reason: absent, answer: x}", "answerable question has no reason"),
        ("{id: a, question: Q}", "needs nuggets, an answer or sources"),
    ],
)
def test_a_question_agrees_with_itself(text: str, message: str) -> None:
    with pytest.raises(InvalidQuestionSet, match=message):
        parse_yaml(f"version: 1\nname: n\nquestions:\n- {text}\n")


def test_ids_and_questions_are_used_once() -> None:
    one = '- {id: a, question: "Où est l\'eau ?", answer: x}\n'
    with pytest.raises(InvalidQuestionSet) as caught:
        parse_yaml("version: 1\nname: n\nquestions:\n" + one + "- {id: a, question: OÙ EST L’EAU, answer: y}\n")
    assert caught.value.problems == (
        Problem("questions[1].id", 5, "the id 'a' is already used by questions[0]"),
        Problem("questions[1].question", 5, "the same question as questions[0] (a)"),
    )


@pytest.mark.parametrize(
    ("text", "line"), [("version: 1\nname: [", 2), ("", None), ("- a", 1)], ids=["broken", "empty", "list"]
)
def test_what_is_no_set_is_refused(text: str, line: int | None) -> None:
    with pytest.raises(InvalidQuestionSet, match="not a valid question set") as caught:
        parse_yaml(text)
    assert caught.value.problems[0].line == line


def test_json_lines_report_the_line() -> None:
    text = '{"id": "a", "question": "Q ?", "answer": "x"}\n\n{"id": "b", "question": ""}\n'
    with pytest.raises(InvalidQuestionSet) as caught:
        parse_jsonl(text, name="n")
    assert {problem.line for problem in caught.value.problems} == {3}
    with pytest.raises(InvalidQuestionSet, match="line 1: not JSON"):
        parse_jsonl("{", name="n")


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(InvalidQuestionSet, match="cannot be read"):
        load_questions(tmp_path / "none.yaml")


def test_the_published_schema_is_the_one_of_the_code() -> None:
    published = files("assistant.evaluation").joinpath("schema.json").read_text(encoding="utf-8")
    assert json.loads(published) == json_schema()


def test_the_hash_knows_the_gold_but_not_the_layout() -> None:
    original = parse_yaml(GOOD)
    assert parse_yaml("# a remark\n" + GOOD.replace("name: notes", "name: other")).content_hash == original.content_hash
    assert parse_yaml(GOOD.replace("04/02/2008", "4/2/2008")).content_hash != original.content_hash
