"""The failed questions of a run, sorted by what went wrong, each with its question, answer, gold and passage."""

from __future__ import annotations

from collections import Counter

from assistant.evaluation.blocks import Block, Case, Paragraph, Section, Table
from assistant.evaluation.numbers import french
from assistant.evaluation.records import AnswerRecord, Failure, Row
from assistant.evaluation.reporting_texts import FAILURES, REASONS, VARIANTS
from assistant.evaluation.runs import Run

_MOST_CASES = 200


def failures_section(run: Run) -> Section:
    """Return the failures: how many of each kind, then each of them, questions before their variants."""
    failed = [row for row in run.rows if row.failure is not None]
    if not failed:
        return Section("Échecs", (Paragraph("Aucun."),))
    blocks: list[Block] = [_counts(failed)]
    answers = {answer.id: answer for answer in run.answers}
    ordered = sorted(
        failed, key=lambda row: (list(Failure).index(row.failure or Failure.WRONG_SENTENCE), bool(row.variant))
    )
    blocks += [_case(row, answers[row.id]) for row in ordered[:_MOST_CASES]]
    if len(ordered) > _MOST_CASES:
        rest = len(ordered) - _MOST_CASES
        blocks.append(Paragraph(f"… et {rest} autres, dans questions.csv et answers.jsonl."))
    return Section("Échecs", tuple(blocks))


def _counts(failed: list[Row]) -> Table:
    questions = Counter(row.failure for row in failed if not row.variant)
    variants = Counter(row.failure for row in failed if row.variant)
    rows = [
        (*FAILURES[failure], str(questions[failure]), str(variants[failure]))
        for failure in Failure
        if questions[failure] or variants[failure]
    ]
    return Table(("Cause", "Ce que cela veut dire", "Questions", "Variantes"), tuple(rows))


def _case(row: Row, answer: AnswerRecord) -> Case:
    assert row.failure is not None
    name = FAILURES[row.failure][0]
    variant = f" ({VARIANTS.get(row.variant, row.variant)})" if row.variant else ""
    facts = [("Question", answer.question), *(("Après", earlier) for earlier in answer.history)]
    if answer.standalone_question and answer.standalone_question != answer.question:
        facts.append(("Comprise comme", answer.standalone_question))
    facts.append(("Confiance", french(f"{answer.confidence:.2f}")))
    facts.append(("Rang du passage attendu", _gold_rank(answer)))
    sides = [
        ("Réponse donnée", answer.text if not answer.refused else f"(refus) {answer.text}"),
        _expected(row, answer),
    ]
    for gold in answer.gold[:3]:
        page = f", p. {gold.page}" if gold.page else ""
        sides.append((f"Passage attendu ({gold.document}{page})", f"« {gold.quote} »\n\n{gold.passage.strip()}"))
    for citation in answer.citations[:3]:
        mark = "attendu" if citation.gold else "autre"
        title = f"Passage cité [{citation.number}], {mark} ({citation.document})"
        sides.append((title, f"« {citation.quote} »\n\n{citation.passage.strip()}"))
    return Case(f"{name} – {row.id}{variant}", tuple(facts), tuple(sides))


def _expected(row: Row, answer: AnswerRecord) -> tuple[str, str]:
    if not row.answerable:
        return "Attendu", f"un refus : {REASONS.get(row.reason, 'le corpus ne répond pas')}"
    return "Attendu", "\n".join(answer.expected) or "le passage attendu"


def _gold_rank(answer: AnswerRecord) -> str:
    if not answer.gold:
        return "sans objet"
    rank = next((hit.rank for hit in answer.hits if hit.gold), None)
    return str(rank) if rank else "au-delà du dixième"
