"""The commands that measure answers: files they write, what they print, and their exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from assistant.evaluation.runs import list_runs
from tests.conftest import Run

QUESTIONS = """\
version: 1
name: kansai
questions:
- id: date
  question: Quand l'accord avec le Kansai fut-il signé ?
  nuggets: [{text: 4 février 2008}]
  sources: [{document: kansai.md, quote: signé le 4 février 2008}]
  variants: {paraphrase: ["De quand date l'accord du Kansai ?"]}
- id: meteo
  question: Quel temps fait-il à Tokyo ?
  answerable: false
  reason: out-of-domain
"""
OPEN_GATES = "version: 1\ngates:\n- {metric: citations.fidelity, at_least: 1}\n"
CLOSED_GATES = "version: 1\ngates:\n- {metric: overall.correct, at_least: 1.5, required: true}\n"


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    path = tmp_path / "questions.yaml"
    path.write_text(QUESTIONS, encoding="utf-8")
    return path


@pytest.fixture
def open_gates(tmp_path: Path) -> Path:
    path = tmp_path / "open.yaml"
    path.write_text(OPEN_GATES, encoding="utf-8")
    return path


def test_evaluate_writes_the_run_and_its_report(
    run: Run, home: Path, folder: Path, questions: Path, open_gates: Path, tmp_path: Path
) -> None:
    run("add", folder)
    result = run("evaluate", questions, "--gates", open_gates, "--report", tmp_path / "report", "--ladder")
    assert result.exit_code == 0, result.output
    (path,) = list_runs(home)
    names = {"run.json", "metrics.json", "answers.jsonl", "questions.jsonl", "questions.csv"}
    names |= {"report.md", "report.html", "junit.xml", "audit.csv"}
    assert {file.name for file in path.iterdir()} == names
    assert {file.name for file in (tmp_path / "report").iterdir()} == names
    assert f"run: {path}" in result.stdout
    assert "retrieval.fused.hit@5" in result.stdout
    metrics = json.loads((path / "metrics.json").read_text(encoding="utf-8"))
    assert metrics["figures"]["retrieval.fused.hit@5"]["value"] == 1
    assert len(metrics["ladder"]) == 5


def test_two_runs_have_the_same_metrics_and_compare_as_equal(
    run: Run, home: Path, folder: Path, questions: Path, open_gates: Path, tmp_path: Path
) -> None:
    run("add", folder)
    for _ in range(2):
        assert run("evaluate", questions, "--gates", open_gates).exit_code == 0
    first, second = list_runs(home)
    assert (first / "metrics.json").read_bytes() == (second / "metrics.json").read_bytes()
    result = run("compare", first, second.name, "--report", tmp_path / "comparison")
    assert result.exit_code == 0, result.output
    assert "3 shared questions and variants, 0 left out" in result.stdout
    assert (tmp_path / "comparison" / "report.html").is_file()


def test_exit_codes_tell_a_failed_gate_from_a_wrong_file(
    run: Run, folder: Path, questions: Path, tmp_path: Path
) -> None:
    run("add", folder)
    closed, broken = tmp_path / "closed.yaml", tmp_path / "broken.yaml"
    closed.write_text(CLOSED_GATES, encoding="utf-8")
    broken.write_text("version: 1\nname: x\nquestions:\n- {id: a}\n", encoding="utf-8")
    failed = run("evaluate", questions, "--gates", closed)
    assert failed.exit_code == 1
    assert "gate failed: overall.correct" in failed.stdout
    wrong = run("evaluate", broken)
    assert wrong.exit_code == 2
    assert "line 4, questions[0].question: Field required" in wrong.stderr
    assert run("evaluate", tmp_path / "none.yaml").exit_code == 2
    assert run("evaluate", questions, "--gates", broken).exit_code == 2
    assert run("evaluate", questions, "--reference", "nothing").exit_code == 2


def test_audit_prints_a_sheet_and_reads_it_back(
    run: Run, folder: Path, questions: Path, open_gates: Path, tmp_path: Path
) -> None:
    run("add", folder)
    run("evaluate", questions, "--gates", open_gates)
    sheet = run("audit", "latest")
    assert sheet.stdout.startswith('"id","question","sentence"')
    filled = tmp_path / "filled.csv"
    filled.write_text("sentence,quote,label\nSigné en 2008,signé en 2008,complet\n", encoding="utf-8")
    assert "1 labelled: 1 complet, 0 partiel, 0 aucun" in run("audit", "latest", filled).stdout


def test_validate_looks_for_the_quotations(run: Run, folder: Path, questions: Path) -> None:
    run("add", folder)
    assert run("questions", "validate", questions).exit_code == 0
    questions.write_text(QUESTIONS.replace("signé le 4 février 2008}", "paraphé le 5 mai 1999}"), encoding="utf-8")
    result = run("questions", "validate", questions)
    assert result.exit_code == 1
    assert "line 4, date.sources[0]: not in kansai.md" in result.stdout
    assert run("questions", "validate", questions, "--no-corpus").exit_code == 0


def test_sets_are_exported_and_imported(run: Run, folder: Path, questions: Path, tmp_path: Path) -> None:
    run("add", folder)
    exported = run("questions", "export", questions, "--format", "squad", "-o", tmp_path / "out")
    assert exported.exit_code == 0, exported.output
    back = tmp_path / "back.yaml"
    imported = run("questions", "import", tmp_path / "out" / "squad.json", "--format", "squad", "-o", back)
    assert "2 questions" in imported.stdout
    assert [entry["id"] for entry in yaml.safe_load(back.read_text(encoding="utf-8"))["questions"]] == ["date", "meteo"]
    assert run("questions", "export", questions, "--format", "word", "-o", tmp_path).exit_code == 2


def test_drafts_are_a_valid_set_of_the_corpus(run: Run, folder: Path, tmp_path: Path) -> None:
    run("add", folder)
    draft = tmp_path / "draft.yaml"
    assert run("questions", "draft", "-n", "3", "-o", draft).exit_code == 0
    assert run("questions", "validate", draft).exit_code == 0
    (first, *_) = yaml.safe_load(draft.read_text(encoding="utf-8"))["questions"]
    assert first["tags"] == ["to-review"]
    assert "…………" in first["question"]


def test_a_squad_file_is_a_benchmark(run: Run, home: Path, tmp_path: Path) -> None:
    articles = [
        {
            "title": title,
            "paragraphs": [
                {
                    "context": f"La ville de {title} fut fondée en {year}.",
                    "qas": [
                        {
                            "id": title,
                            "question": f"Quand {title} fut-elle fondée ?",
                            "answers": [{"text": str(year), "answer_start": len(title) + 28}],
                        }
                    ],
                }
            ],
        }
        for title, year in (("Arles", 1101), ("Brest", 1240), ("Calais", 1347), ("Dax", 1413))
    ]
    file = tmp_path / "squad.json"
    file.write_text(json.dumps({"version": "1.1", "data": articles}), encoding="utf-8")
    result = run("bench", "squad", file, "--hide", "0.5")
    assert result.exit_code == 0, result.output
    (path,) = list_runs(home)
    rows = [json.loads(line) for line in (path / "questions.jsonl").read_text(encoding="utf-8").splitlines()]
    assert sum(row["answerable"] for row in rows) == 2
    assert json.loads((path / "run.json").read_text(encoding="utf-8"))["documents"] == 2
