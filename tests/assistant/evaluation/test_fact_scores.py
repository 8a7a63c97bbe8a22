"""Facts against annotated ones: the counts by hand, what a file may hold, and the section that a run gets."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from assistant.evaluation.errors import InvalidGoldFacts
from assistant.evaluation.fact_scores import Scores, score
from assistant.evaluation.gates import Gate, Verdict
from assistant.evaluation.gold_facts import fact_measure, load_gold_facts
from assistant.evaluation.markdown import to_markdown
from assistant.evaluation.reporting import build_report
from assistant.evaluation.running import Evaluation, Plan
from assistant.evaluation.runs import metrics_json, read_run, write_run
from corpus.facts import FactKind, extract_facts
from corpus.naming import Names, load_names
from tests.assistant.evaluation import fakes

GOLD = """\
osaka.txt:
  - {kind: agreement, party: Alsace BioValley, partner: Osaka | CCI d'Osaka, date: 4 février 2008, means: signed}
  - {kind: contact, person: Ada Lovelace, telephone: 01 02 03 04 05}
missing.txt:
  - {kind: figure, number: "7", object: PME, optional: true}
"""
NOTE = "Le pôle Alsace BioValley a signé un accord avec Osaka le 4 février 2008."


@pytest.fixture(scope="module")
def names() -> Names:
    return load_names()


def write(folder: Path, text: str = GOLD) -> Path:
    path = folder / "gold.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_counts_by_hand(names: Names, tmp_path: Path) -> None:
    document = fakes.make_document("osaka.txt", NOTE)
    found = extract_facts(document, names)
    agreement = next(fact for fact in found if fact.kind is FactKind.AGREEMENT)
    text = f"""osaka.txt:
  - {{kind: agreement, party: Alsace BioValley, country: Japon, date: 5 mai 1999, means: {agreement.fields[-1].canonical}}}
  - {{kind: agreement, party: Alsace BioValley, partner: Kobe, means: signed}}
"""
    gold = load_gold_facts(write(tmp_path, text), names)["osaka.txt"]
    scores = Scores()
    score(scores, gold, found, names, "osaka.txt")
    counts = scores.facts[FactKind.AGREEMENT]
    assert (counts.right + counts.missed, counts.right + counts.wrong) == (2, 1)
    assert counts.errors[0].document == "osaka.txt"
    assert "kobe" in " ".join(str(error) for error in counts.errors)


def test_precision_recall_and_f1_by_hand() -> None:
    scores = Scores()
    counts = scores.facts[FactKind.EVENT]
    counts.right, counts.missed, counts.wrong = 3, 1, 2
    figures = scores.figures()
    assert {name: figures[name].value for name in figures} == {
        "facts.event.precision": 0.6,
        "facts.event.recall": 0.75,
        "facts.event.f1": pytest.approx(2 / 3),
        "facts.all.precision": 0.6,
        "facts.all.recall": 0.75,
        "facts.all.f1": pytest.approx(2 / 3),
    }
    assert (figures["facts.event.precision"].n, figures["facts.event.f1"].n) == (5, 4)
    assert Scores().figures() == {}


def test_all_problems_of_a_file_come_at_once(names: Names, tmp_path: Path) -> None:
    bad = "a.txt:\n- {kind: accord}\n- {kind: event, nom: x}\n- {kind: event}\nb.txt: none\n"
    with pytest.raises(InvalidGoldFacts, match=r"4 problems") as caught:
        load_gold_facts(write(tmp_path, bad), names)
    assert [problem.path for problem in caught.value.problems] == ["a.txt[0]", "a.txt[1]", "a.txt[2]", "b.txt"]
    assert "unknown field nom; there are party" in str(caught.value)
    with pytest.raises(InvalidGoldFacts, match="a mapping from file names"):
        load_gold_facts(write(tmp_path, "- a"), names)
    with pytest.raises(InvalidGoldFacts, match="cannot be read"):
        load_gold_facts(tmp_path / "none.yaml", names)


def test_a_run_with_facts_has_their_figures_gates_and_section(names: Names, tmp_path: Path) -> None:
    system = fakes.make_system()
    facts = fact_measure(
        write(tmp_path),
        names,
        lambda: [fact for document in fakes.MemoryStore().documents() for fact in extract_facts(document, names)],
    )
    result = Evaluation(fakes.QUESTIONS, system, Plan(written=False), facts=facts).run()
    now = datetime(2026, 11, 22, tzinfo=UTC)
    run = write_run(result, fakes.QUESTIONS, system, Plan(), home=tmp_path, created=now, seconds=1.0)
    assert read_run(run.path) == run
    recall = run.figures["facts.contact.recall"]
    assert (recall.value, recall.low, recall.n) == (0.0, 0.0, 1)
    assert recall.high == pytest.approx(0.793450684)
    assert any("missing.txt" in warning for warning in run.info.warnings)
    assert run.info.gold_facts in metrics_json(run)
    missed = [each for each in run.differences if each.outcome == "missed" and each.kind is FactKind.CONTACT]
    assert len(missed) == 1
    gate = Gate("facts.contact.recall", at_least=0.5, required=True).check(run.figures["facts.contact.recall"])
    assert gate.verdict is Verdict.FAILED
    report = to_markdown(build_report(run, [gate]))
    assert "dont" not in report.split("\n")[2]
    assert "un seuil n'est pas tenu, « Contacts : rappel »" in report
    assert "## Extraction des informations" in report
    assert "| osaka.txt | Contacts | manquée |" in report


def test_a_run_without_facts_says_nothing_of_them(tmp_path: Path) -> None:
    system = fakes.make_system()
    result = Evaluation(fakes.QUESTIONS, system, Plan(written=False)).run()
    now = datetime(2026, 11, 22, tzinfo=UTC)
    run = write_run(result, fakes.QUESTIONS, system, Plan(), home=tmp_path, created=now, seconds=1.0)
    assert not (run.path / "facts.csv").exists()
    assert "Extraction des informations" not in to_markdown(build_report(run, ()))
