"""The failed questions of a run, sorted by what went wrong, each with its question, answer, gold and passage."""

from __future__ import annotations

from collections import Counter

from assistant.evaluation.blocks import Block, Case, Paragraph, Section, Side, Table
from assistant.evaluation.numbers import french
from assistant.evaluation.records import AnswerRecord, Failure, Row
from assistant.evaluation.reporting_texts import FAILURES, REASONS, VARIANTS
from assistant.evaluation.runs import Run

_MOST_CASES = 200
_MOST_PASSAGES = 3


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
        (FAILURES[failure][0], str(questions[failure]), str(variants[failure]), FAILURES[failure][1])
        for failure in Failure
        if questions[failure] or variants[failure]
    ]
    return Table(("Cause", "Questions", "Variantes", "Ce que cela veut dire"), tuple(rows))


def _case(row: Row, answer: AnswerRecord) -> Case:
    assert row.failure is not None
    name = FAILURES[row.failure][0]
    variant = f" ({VARIANTS.get(row.variant, row.variant)})" if row.variant else ""
    facts = [("Après", earlier) for earlier in answer.history]
    if answer.standalone_question and answer.standalone_question != answer.question:
        facts.append(("Comprise comme", answer.standalone_question))
    facts.append(("Confiance", french(f"{answer.confidence:.2f}")))
    facts.append(("Rang du passage attendu", _gold_rank(answer)))
    sides = [
        Side("Réponse donnée", answer.text if not answer.refused else f"(refus) {answer.text}"),
        Side("Attendu", _expected(row, answer)),
    ]
    for gold in answer.gold[:_MOST_PASSAGES]:
        page = f", p. {gold.page}" if gold.page else ""
        sides.append(Side(f"Passage attendu ({gold.document}{page})", gold.passage.strip(), gold.quote))
    for citation in answer.citations[:_MOST_PASSAGES]:
        mark = "attendu" if citation.gold else "autre"
        title = f"Passage cité [{citation.number}], {mark} ({citation.document})"
        sides.append(Side(title, citation.passage.strip(), citation.quote))
    return Case(f"{name} – {row.id}{variant} : {answer.question}", tuple(facts), tuple(sides), unfolded=not row.variant)


def _expected(row: Row, answer: AnswerRecord) -> str:
    if not row.answerable:
        return f"un refus : {REASONS.get(row.reason, 'le corpus ne répond pas')}"
    return "\n".join(answer.expected) or "le passage attendu"


def _gold_rank(answer: AnswerRecord) -> str:
    if not answer.gold:
        return "sans objet"
    rank = next((hit.rank for hit in answer.hits if hit.gold), None)
    return str(rank) if rank else "au-delà du dixième"
