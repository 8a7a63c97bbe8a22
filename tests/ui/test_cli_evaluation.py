"""The commands that measure answers: files they write, what they print, and their exit codes."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml

from assistant.answering import ExtractiveAssistant
from assistant.answers import Answer
from assistant.evaluation.runs import list_runs, read_run
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
    names |= {"report.md", "report.html", "junit.xml", "audit.csv", "gates.yaml"}
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


MANY = [
    "Quand l'accord avec le Kansai fut-il signé ?",
    "À quelle date l'accord avec le Kansai fut-il signé ?",
    "Quel jour l'accord avec le Kansai fut-il signé ?",
    "Quand fut signé l'accord avec le Kansai ?",
    "Quand a été signé l'accord du Kansai ?",
    "De quand date l'accord signé avec le Kansai ?",
    "Quelle est la date de l'accord signé avec le Kansai ?",
    "Dites quand l'accord avec le Kansai fut signé.",
    "Depuis quand l'accord avec le Kansai est-il signé ?",
]


def test_a_significant_regression_has_its_own_exit_code(
    run: Run, home: Path, folder: Path, open_gates: Path, tmp_path: Path
) -> None:
    run("add", folder)
    gold = {
        "nuggets": [{"text": "4 février 2008"}],
        "sources": [{"document": "kansai.md", "quote": "signé le 4 février 2008"}],
    }
    asked = [{"id": f"q{number}", "question": text, **gold} for number, text in enumerate(MANY)]
    questions = tmp_path / "many.yaml"
    questions.write_text(yaml.safe_dump({"version": 1, "name": "many", "questions": asked}), encoding="utf-8")
    (home / "settings.toml").write_text("[answer]\nrefusal_threshold = 0.0\n", encoding="utf-8")
    assert run("evaluate", questions, "--gates", open_gates).exit_code == 0
    (before,) = list_runs(home)
    # An assistant that is never sure enough refuses everything.
    (home / "settings.toml").write_text("[answer]\nrefusal_threshold = 1.0\n", encoding="utf-8")
    worse = run("evaluate", questions, "--gates", open_gates, "--reference", before.name)
    assert worse.exit_code == 3, worse.output
    assert "lost: q0" in worse.stdout
    assert "RÉGRESSION significative" in (list_runs(home)[0] / "report.md").read_text(encoding="utf-8")
    assert run("compare", before.name, "latest").exit_code == 3
    assert run("compare", "latest", before.name).exit_code == 0
    fewer = tmp_path / "fewer.yaml"
    fewer.write_text(yaml.safe_dump({"version": 1, "name": "many", "questions": asked[:2]}), encoding="utf-8")
    run("evaluate", fewer, "--gates", open_gates)
    refused = run("compare", before.name, "latest")
    assert refused.exit_code == 2
    assert "they share 2 of 9 questions and variants; add --intersection" in refused.stderr
    shared = run("compare", before.name, "latest", "--intersection")
    assert "2 shared questions and variants, 7 left out" in shared.stdout


@pytest.mark.parametrize("stopped", [KeyboardInterrupt(), RuntimeError("out of memory")], ids=["Ctrl-C", "crash"])
def test_a_run_cut_short_keeps_its_answers_and_has_its_own_exit_code(
    run: Run, home: Path, folder: Path, questions: Path, monkeypatch: pytest.MonkeyPatch, stopped: BaseException
) -> None:
    run("add", folder)
    answer = ExtractiveAssistant.answer

    def cut_short(self: ExtractiveAssistant, question: str, history: Sequence[str] = ()) -> Answer:
        if "Tokyo" in question:
            raise stopped
        return answer(self, question, history)

    monkeypatch.setattr(ExtractiveAssistant, "answer", cut_short)
    result = run("evaluate", questions)
    assert result.exit_code == 4, result.output
    (path,) = list_runs(home)
    assert str(path) in result.output
    kept = read_run(path)
    assert (kept.info.complete, len(kept.rows)) == (False, 2)


def test_facts_are_measured_against_annotated_ones(
    run: Run, home: Path, folder: Path, questions: Path, open_gates: Path, tmp_path: Path
) -> None:
    run("add", folder)
    gold = tmp_path / "gold.yaml"
    gold.write_text("kansai.md:\n- {kind: contact, person: Ada Lovelace}\n", encoding="utf-8")
    result = run("evaluate", questions, "--gates", open_gates, "--facts", gold)
    assert result.exit_code == 0, result.output
    (path,) = list_runs(home)
    assert read_run(path).figures["facts.contact.recall"].value == 0
    assert "Ada Lovelace".lower() in (path / "facts.csv").read_text(encoding="utf-8")
    gold.write_text("kansai.md: 3\n", encoding="utf-8")
    wrong = run("evaluate", questions, "--facts", gold)
    assert wrong.exit_code == 2
    assert "kansai.md: a list of facts is expected" in wrong.stderr


def test_audit_prints_a_sheet_and_reads_it_back(
    run: Run, home: Path, folder: Path, questions: Path, open_gates: Path, tmp_path: Path
) -> None:
    run("add", folder)
    run("evaluate", questions, "--gates", open_gates)
    sheet = run("audit", "latest")
    assert sheet.stdout.startswith('"id","question","sentence"')
    filled = tmp_path / "filled.csv"
    filled.write_text("sentence,quote,label\nSigné en 2008,signé en 2008,complet\n", encoding="utf-8")
    assert "1 labelled: 1 complet, 0 partiel, 0 aucun" in run("audit", "latest", filled).stdout
    report = (list_runs(home)[0] / "report.md").read_text(encoding="utf-8")
    assert "## Relecture humaine" in report
    # The gates of the run, not the built-in ones.
    assert "Sans objet, aucune question posée ne les mesure : Citations exactes au caractère près." in report
    filled.write_text("sentence,quote,label\nSigné en 2008,signé en 2008,oui\n", encoding="utf-8")
    assert run("audit", "latest", filled).exit_code == 2


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


def test_the_schema_is_printed_whole(run: Run) -> None:
    printed = json.loads(run("questions", "schema").stdout)
    assert printed["title"] == "Interpôles question set"
    assert printed["required"] == ["version", "name", "questions"]


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
