"""The commands that ask: what goes to stdout, what to stderr, and the exit code."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Run


def test_search_prints_the_documented_object(run_seeded: Run) -> None:
    result = run_seeded("search", "accord avec le Kansai", "--json", "-k", "3")
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert found["query"] == "accord avec le Kansai"
    assert [hit["rank"] for hit in found["hits"]] == [1, 2, 3]
    keys = ["rank", "score", "dense", "lexical", "passage_id", "document_id", "document_title", "source"]
    assert [list(hit) for hit in found["hits"]] == [[*keys, "start", "end", "text"]] * 3
    assert "Kansai" in found["hits"][0]["text"]


def test_search_shows_place_scores_and_passage(run_seeded: Run) -> None:
    first, second, *_ = run_seeded("search", "accord avec le Kansai", "-k", "1").stdout.splitlines()
    assert first.startswith("1. ")
    assert second.startswith("score ")
    assert ".md:" in second


def test_ask_prints_the_answer_and_then_each_quotation(run_seeded: Run) -> None:
    result = run_seeded("ask", "Quand a été signé l'accord avec le Kansai ?")
    assert result.exit_code == 0
    answer, *_ = result.stdout.splitlines()
    assert "4 février 2008" in answer
    assert "\n[1] " in result.stdout
    assert "« " in result.stdout


def test_ask_prints_the_documented_object(run_seeded: Run) -> None:
    written = json.loads(run_seeded("ask", "Quand a été signé l'accord avec le Kansai ?", "--json").stdout)
    assert list(written) == [
        *("id", "question", "standalone_question", "language", "answer", "refused", "confidence"),
        *("sentences", "citations", "consulted", "timings_ms", "origin"),
    ]
    assert list(written["timings_ms"]) == ["understand", "retrieve", "read", "compose", "total"]
    assert (written["id"], written["language"], written["refused"]) == (None, "fr", False)


def test_a_refusal_is_an_answer_and_no_error(run_seeded: Run) -> None:
    result = run_seeded("ask", "Quelle est la recette de la tarte aux pommes ?", "--json")
    assert result.exit_code == 0
    written = json.loads(result.stdout)
    assert (written["refused"], written["citations"], written["sentences"]) == (True, [], [])


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("ask",), "give either one question"),
        (("ask", "Qui ?", "--batch", "x.jsonl"), "give either one question"),
        (("ask", "  "), "the question is empty"),
        (("search", ""), "the question is empty"),
        (("ask", "Qui ?", "--output", "x.jsonl"), "--output goes with --batch"),
        (("ask", "--batch", "absent.jsonl"), "absent.jsonl cannot be read: No such file or directory"),
        (("verify", "absent.json"), "absent.json cannot be read: No such file or directory"),
    ],
    ids=["nothing", "both", "blank", "blank search", "output alone", "no batch file", "no export"],
)
def test_wrong_use_is_explained_with_exit_code_2(run: Run, arguments: tuple[str, ...], problem: str) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert problem in result.stderr


def test_an_unknown_option_is_wrong_use(run: Run) -> None:
    assert run("search", "accord", "--colour").exit_code == 2


def test_a_batch_answers_each_line_in_order_and_keeps_the_ids(run_seeded: Run, tmp_path: Path) -> None:
    questions: list[dict[str, Any]] = [
        {"id": "b", "question": "Quand a été signé l'accord avec le Kansai ?", "type": "ignored"},
        {"id": 7, "question": "Et où ?", "history": ["Quand a été signé l'accord avec le Kansai ?"]},
        {"id": "a", "question": "Qui êtes-vous ?"},
    ]
    path, output = tmp_path / "questions.jsonl", tmp_path / "answers.jsonl"
    path.write_text("\n".join(json.dumps(question) for question in questions) + "\n\n", encoding="utf-8")
    result = run_seeded("ask", "--batch", path, "--output", output)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    answers = [json.loads(line) for line in output.read_text(encoding="utf-8").splitlines()]
    assert [(answer["id"], answer["question"]) for answer in answers] == [
        (question["id"], question["question"]) for question in questions
    ]
    assert "Kansai" in answers[1]["standalone_question"]
    assert run_seeded("verify", output).exit_code == 0


def test_a_batch_reads_stdin_and_writes_stdout(run_seeded: Run) -> None:
    result = run_seeded("ask", "--batch", "-", stdin='{"id": "1", "question": "Bonjour"}\n')
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["1"]


def test_bad_lines_of_a_batch_are_named_and_the_rest_is_answered(run_seeded: Run, tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text('{"id": "1", "question": "Bonjour"}\nnot json\n{"id": "3"}\n{"id": "4", "question": " "}\n')
    result = run_seeded("ask", "--batch", path)
    assert result.exit_code == 4
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["1"]
    named = [line.removeprefix(f"interpoles: {path}, ") for line in result.stderr.splitlines()]
    assert [line.split(":")[0] for line in named[:3]] == ["line 2", "line 3", "line 4"]
    assert named[1] == "line 3: question: Field required"
    assert named[3] == "interpoles: 3 of 4 lines were not answered"


def test_a_batch_without_a_good_line_is_wrong_use(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text("id;question\n1;Bonjour\n")
    result = run("ask", "--batch", path)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "no line of" in result.stderr


def test_a_batch_never_overwrites_its_questions(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text('{"id": "1", "question": "Bonjour"}\n')
    assert run("ask", "--batch", path, "--output", path).exit_code == 2
    assert path.read_text() == '{"id": "1", "question": "Bonjour"}\n'


def test_verify_finds_one_changed_character(run_seeded: Run, tmp_path: Path) -> None:
    export = tmp_path / "answer.json"
    good = run_seeded("ask", "Quand a été signé l'accord avec le Kansai ?", "--json").stdout
    export.write_text(good, encoding="utf-8")
    assert run_seeded("verify", export).exit_code == 0
    export.write_text(good.replace("2008", "2009"), encoding="utf-8")
    result = run_seeded("verify", export)
    assert result.exit_code == 1
    assert "answer 1 [1]: the quotation is not at offset" in result.stdout


def test_verify_refuses_a_file_that_is_no_export(run: Run, tmp_path: Path) -> None:
    (tmp_path / "other.json").write_text('{"a": 1}')
    result = run("verify", tmp_path / "other.json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "this is not an export of answers" in result.stderr
