"""A whole evaluation over the small corpus: run folder, report, gates, comparison, other outputs."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest

from assistant.answers import Answer
from assistant.evaluation.audit import Label, audit_sheet, cohen_kappa, read_audit
from assistant.evaluation.comparing import Outcome, compare_runs
from assistant.evaluation.errors import Cancelled, Incomparable, InvalidGates, InvalidRun
from assistant.evaluation.gates import (
    Bound,
    ExitCode,
    Gate,
    Verdict,
    check_gates,
    exit_code,
    gates_of,
    load_gates,
    save_gates,
)
from assistant.evaluation.html import to_html
from assistant.evaluation.intervals import Estimate
from assistant.evaluation.junit import to_junit
from assistant.evaluation.markdown import escape
from assistant.evaluation.questions import Question, QuestionSet
from assistant.evaluation.records import Failure
from assistant.evaluation.reporting import build_report, write_report
from assistant.evaluation.running import Evaluation, Plan
from assistant.evaluation.runs import Run, find_run, list_runs, read_run, write_run
from assistant.evaluation.variants import GENERATORS
from tests.assistant.evaluation import fakes

NOW = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)
FULL = Plan(generated=tuple(GENERATORS), ladder=True)


def make_run(
    home: Path,
    answerer: type[fakes.GoodAnswerer] = fakes.GoodAnswerer,
    *,
    questions: QuestionSet = fakes.QUESTIONS,
    plan: Plan = FULL,
) -> Run:
    system = fakes.make_system(answerer)
    result = Evaluation(questions, system, plan).run()
    return write_run(result, questions, system, plan, home=home, created=NOW, seconds=1.5)


def test_a_run_reads_back_as_it_was_written(tmp_path: Path) -> None:
    run = make_run(tmp_path)
    assert read_run(run.path) == run
    assert run.path.name.startswith("20261122-083000-")
    assert {file.name for file in run.path.iterdir()} == {
        "run.json",
        "answers.jsonl",
        "questions.jsonl",
        "questions.csv",
        "metrics.json",
    }


def test_the_same_inputs_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = make_run(tmp_path / "a"), make_run(tmp_path / "b")
    for name in ("metrics.json", "answers.jsonl", "questions.jsonl", "questions.csv"):
        assert (first.path / name).read_bytes() == (second.path / name).read_bytes()


def test_two_runs_of_one_second_do_not_share_a_folder(tmp_path: Path) -> None:
    first, second = make_run(tmp_path), make_run(tmp_path)
    assert second.path.name == f"{first.path.name}-2"
    assert list_runs(tmp_path) == (second.path, first.path)
    assert find_run("latest", tmp_path) == second.path
    assert find_run(first.path.name, tmp_path) == first.path


def test_what_is_no_run_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidRun, match="no run 'x'"):
        find_run("x", tmp_path)
    with pytest.raises(InvalidRun, match=r"has no run\.json"):
        read_run(tmp_path)
    run = make_run(tmp_path, plan=Plan())
    (run.path / "metrics.json").write_text("{", encoding="utf-8")
    with pytest.raises(InvalidRun, match="cannot be read as a run"):
        read_run(run.path)


def test_a_failure_in_the_middle_keeps_what_was_answered() -> None:
    class Breaks(fakes.GoodAnswerer):
        def answer(self, question: str, history: Sequence[str] = ()) -> Answer:
            if "Brésil" in question:
                raise RuntimeError("out of memory")
            return super().answer(question, history)

    evaluation = Evaluation(fakes.QUESTIONS, fakes.make_system(Breaks), Plan(written=False))
    with pytest.raises(RuntimeError, match="out of memory"):
        evaluation.run()
    result = evaluation.result()
    assert [row.id for row in result.rows] == ["osaka-date", "filieres", "birmingham"]
    assert not result.complete


def test_a_run_can_be_stopped_and_says_how_far_it_is() -> None:
    seen: list[tuple[int, int]] = []
    evaluation = Evaluation(fakes.QUESTIONS, fakes.make_system(), Plan(written=False))
    with pytest.raises(Cancelled, match="stopped after 2 of 6"):
        evaluation.run(progress=lambda done, total, _: seen.append((done, total)), cancelled=lambda: len(seen) == 2)
    assert seen == [(0, 6), (1, 6)]


def test_variants_count_as_differences_only(tmp_path: Path) -> None:
    run = make_run(tmp_path)
    assert run.figures["overall.correct"].n == 6
    assert run.figures["robustness.no-accents.overall.correct"] == Estimate(0.0, 0.0, 0.0, 3)
    assert run.figures["robustness.capitals.consistency"].value == 1
    assert run.figures["robustness.en.answers.strict_vital"].n == 1


def test_a_system_without_a_search_has_no_figures_of_searching() -> None:
    result = Evaluation(fakes.QUESTIONS, replace(fakes.make_system(), retriever=None), Plan(written=False)).run()
    assert [name for name in result.metrics.figures if name.startswith("retrieval.")] == []
    assert result.metrics.figures["overall.correct"].value == 1


def test_failures_are_named_after_their_first_cause(tmp_path: Path) -> None:
    def causes(answerer: type[fakes.GoodAnswerer]) -> set[Failure | None]:
        return {row.failure for row in make_run(tmp_path, answerer, plan=Plan(written=False)).rows}

    assert causes(fakes.GoodAnswerer) == {None}
    assert causes(fakes.AlwaysRefuses) == {None, Failure.WRONGLY_REFUSED}
    assert causes(fakes.AlwaysAnswers) == {None, Failure.WRONGLY_ANSWERED}
    assert causes(fakes.OffByOne) == {None, Failure.FAULTY_CITATION}


@pytest.mark.parametrize("questions", [fakes.QUESTIONS.questions[4:], fakes.QUESTIONS.questions[:1]])
def test_a_set_of_one_kind_divides_by_nothing(questions: tuple[Question, ...], tmp_path: Path) -> None:
    run = make_run(tmp_path, questions=QuestionSet("few", questions))
    assert "refusal.auroc" not in run.figures
    assert to_html(build_report(run, check_gates(load_gates(), run.figures)))


def test_the_report_has_its_sections_and_nothing_remote(tmp_path: Path) -> None:
    run, before = make_run(tmp_path, fakes.AlwaysAnswers), make_run(tmp_path)
    gates = check_gates(load_gates(), run.figures)
    report = build_report(run, gates, compare_runs(before, run), reference=before)
    page = write_report(report, run.path).read_text(encoding="utf-8")
    assert [section.title for section in report.sections] == [
        "Seuils",
        "Tableau de bord",
        "Réponses",
        "Citations",
        "Refus",
        "Recherche",
        "Où se perdent les réponses",
        "Calibration de la confiance",
        "Robustesse et langues",
        "Tranches",
        "Durées",
        "Échecs",
        "Comparaison",
        "Méthode et limites",
    ]
    assert not report.passed
    assert page.count("<svg") == 8
    assert not re.search(r"<script|<link|<img|url\(|@import|javascript:|\son\w+=", page)
    assert set(re.findall(r'https?://[^"\s<]+', page)) == {"http://www.w3.org/2000/svg"}


def test_a_hostile_text_is_inert_in_the_report(tmp_path: Path) -> None:
    evil = '<script>alert(1)</script> [x](javascript:alert(1)) | "&'
    first = fakes.QUESTIONS.questions[0]
    asked = QuestionSet(evil, (replace(first, question=evil, tags=(evil,), forbidden=(), variants=()),))
    run = make_run(tmp_path, questions=asked, plan=Plan())
    report = build_report(run, ())
    assert "<script" not in to_html(report)
    write_report(report, run.path)
    markdown = (run.path / "report.md").read_text(encoding="utf-8")
    assert "<script" not in markdown
    assert not re.search(r"(?<!\\)\]\(javascript", markdown)
    assert escape("# a|b") == "\\# a\\|b"


def test_gates_look_at_values_and_bounds() -> None:
    estimate = Estimate(0.1, 0.05, 0.25, 40)
    assert Gate("m", at_most=0.2).check(estimate).verdict is Verdict.PASSED
    assert Gate("m", at_most=0.2, bound=Bound.HIGH).check(estimate).verdict is Verdict.FAILED
    assert Gate("m", at_least=0.2).check(None).verdict is Verdict.NOT_APPLICABLE
    assert Gate("m", at_least=0.2, required=True).check(None).verdict is Verdict.FAILED


def test_exit_codes_tell_quality_from_breakage() -> None:
    passed = Gate("m", at_least=0).check(Estimate(1, None, None, 1))
    failed = Gate("m", at_least=2).check(Estimate(1, None, None, 1))
    assert exit_code([passed]) is ExitCode.PASSED
    assert exit_code([passed, failed], regression=True) is ExitCode.GATE_FAILED
    assert exit_code([passed], regression=True) is ExitCode.REGRESSION
    assert exit_code([failed], complete=False) is ExitCode.INCOMPLETE


def test_a_gates_file_reports_all_its_problems(tmp_path: Path) -> None:
    path = tmp_path / "gates.yaml"
    path.write_text("version: 1\ngates:\n- {metric: a}\n- {at_least: 1, limit: 2}\n", encoding="utf-8")
    with pytest.raises(InvalidGates, match=r"3 problems") as caught:
        load_gates(path)
    assert [problem.path for problem in caught.value.problems] == ["gates.0", "gates.1.metric", "gates.1.limit"]


def test_the_gates_of_a_run_are_kept_beside_it(tmp_path: Path) -> None:
    gates = (*load_gates(), Gate("answers.words", at_most=80, bound=Bound.HIGH, required=True))
    assert gates_of(tmp_path) == load_gates()
    save_gates(gates, tmp_path)
    assert gates_of(tmp_path) == gates
    save_gates((), tmp_path)
    assert gates_of(tmp_path) == ()


def test_junit_holds_gates_and_questions(tmp_path: Path) -> None:
    run = make_run(tmp_path, fakes.AlwaysAnswers, plan=Plan(written=False))
    gates = check_gates(load_gates(), run.figures)
    suites = list(fromstring(to_junit(run, gates)))
    assert [(suite.get("name"), suite.get("failures")) for suite in suites] == [("gates", "2"), ("questions", "0")]
    assert suites[1].get("skipped") == "2"


def test_comparison_of_a_run_with_itself_is_equivalent(tmp_path: Path) -> None:
    run = make_run(tmp_path)
    comparison = compare_runs(run, run)
    assert {change.outcome for change in comparison.changes} == {Outcome.EQUIVALENT}
    assert comparison.flips == ()
    assert comparison.left_out == 0


def test_a_clear_loss_is_a_regression_and_lists_its_questions_first(tmp_path: Path) -> None:
    many = QuestionSet(
        "many",
        tuple(
            replace(question, id=f"{question.id}-{number}", question=f"{question.question} {number}", variants=())
            for number in range(8)
            for question in fakes.QUESTIONS.questions[:1]
        ),
    )
    before = make_run(tmp_path, questions=many, plan=Plan())
    after = make_run(tmp_path, fakes.AlwaysRefuses, questions=many, plan=Plan())
    comparison = compare_runs(before, after)
    outcomes = {change.metric: change.outcome for change in comparison.changes}
    assert outcomes["answers.strict_vital"] is Outcome.WORSE
    assert outcomes["retrieval.fused.hit@5"] is Outcome.EQUIVALENT
    assert outcomes["refusal.wrong_refusal_rate"] is Outcome.WORSE
    assert [change.metric for change in comparison.regressions] == ["answers.strict_vital"]
    assert [flip.won for flip in comparison.flips] == [False] * 8


def test_other_questions_are_not_compared_unasked(tmp_path: Path) -> None:
    run = make_run(tmp_path, plan=Plan())
    fewer = make_run(tmp_path, questions=QuestionSet("fewer", fakes.QUESTIONS.questions[:2]), plan=Plan())
    with pytest.raises(Incomparable, match="they share 3 of 8 questions and variants; add --intersection"):
        compare_runs(run, fewer)
    comparison = compare_runs(run, fewer, intersection=True)
    assert (comparison.shared, comparison.left_out) == (3, 5)
    other = replace(run, info=replace(run.info, normaliser="fr-0"))
    with pytest.raises(Incomparable, match="normaliser fr-0"):
        compare_runs(other, run, intersection=True)


def test_the_audit_sheet_comes_back_with_labels(tmp_path: Path) -> None:
    sheet = audit_sheet(make_run(tmp_path, plan=Plan(written=False)))
    assert sheet.count("\n") == 5
    labels = iter(["complet", "Partiel", "aucun", ""])
    filled = "\n".join(
        line if not line or line.startswith('"id"') else line.replace('"",""', f'"{next(labels)}",""')
        for line in sheet.split("\n")
    )
    audit = read_audit(filled)
    assert audit.counts == ((Label.FULL, 1), (Label.PARTIAL, 1), (Label.NONE, 1))
    assert audit.support is not None
    assert audit.support.value == 0.5
    with pytest.raises(InvalidRun, match="line 2: 'oui'"):
        read_audit(sheet.replace('"",""', '"oui",""', 1))


def test_kappa_by_hand() -> None:
    pairs = [(True, True)] * 4 + [(True, False)] + [(False, True)] * 2 + [(False, False)] * 3
    # observed 0.7; expected 0.5 · 0.6 + 0.5 · 0.4 = 0.5
    assert cohen_kappa(pairs) == pytest.approx(0.4)
    assert cohen_kappa([]) is None


def test_metrics_hold_no_time_and_no_path(tmp_path: Path) -> None:
    text = (make_run(tmp_path).path / "metrics.json").read_text(encoding="utf-8")
    assert str(tmp_path) not in text
    assert "2026" not in json.dumps(list(json.loads(text)))
    assert "latency" not in text
