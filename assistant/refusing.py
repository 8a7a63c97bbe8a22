"""Refusing: when the evidence does not answer the question, and why. Rules first, then a calibrated probability.

The rules are about what a question demands (a name, a date, a telephone number), never about one question or document.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.answers import RefusalReason
from assistant.evidence import Candidate, Evidence, Facts
from assistant.features import STRICT, Target, dates_agree, names_held, wants_met
from assistant.question_types import Shape
from assistant.understanding import Understanding
from corpus.entities import Entity
from corpus.french import fold, terms
from index.contracts import Hit


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no answer; `name` is what the question asks for and the evidence lacks."""

    reason: RefusalReason
    name: str


def rule_out(understanding: Understanding, target: Target, hits: Sequence[Hit], evidence: Evidence) -> Refusal | None:
    """Return a refusal that no score can overrule, or None."""
    if understanding.type.shape is Shape.COMMAND:
        return Refusal(RefusalReason.NOT_A_QUESTION, "")
    if not hits:
        return Refusal(RefusalReason.NOTHING_NEAR, "")
    around = [_around(hit, evidence) for hit in hits]
    return (
        _unknown_name(understanding, hits, around)
        or _unlinked_names(understanding, around)
        or _absent_dates(understanding, target, hits, around)
    )


def lacks_value(target: Target, chosen: Sequence[Candidate]) -> Refusal | None:
    """Return a refusal when a value of a recognisable form is wanted and no chosen sentence holds one."""
    for want in sorted(target.wants & STRICT):
        alone = replace(target, wants=frozenset({want}))
        if not any(wants_met(alone, each.line.facts) and _about(target, each) for each in chosen):
            return Refusal(RefusalReason.NO_VALUE, "")
    return None


def _about(target: Target, candidate: Candidate) -> bool:
    """Say whether the names of the question stand in the sentence, beside it or over it."""
    near = [line.facts for line in (candidate.before, candidate.line, candidate.after) if line is not None]
    return names_held(target, *near, candidate.context) == 1.0


def _around(hit: Hit, evidence: Evidence) -> Facts:
    """Return the facts of a passage with its headings and its document's title."""
    return evidence.facts(f"{hit.document.title}\n{hit.passage.section}\n{hit.passage.text}")


def _unknown_name(understanding: Understanding, hits: Sequence[Hit], around: Sequence[Facts]) -> Refusal | None:
    for name in understanding.names:
        if not any(_holds_name(name, facts) for facts in around):
            return Refusal(RefusalReason.UNKNOWN_ENTITY, name.text)
    texts = [fold(f"{hit.document.title} {hit.passage.text}") for hit in hits]
    for word in understanding.unknown:
        if not any(word in text for text in texts):
            return Refusal(RefusalReason.UNKNOWN_ENTITY, word)
    return None


def _holds_name(name: Entity, facts: Facts) -> bool:
    return name.canonical in facts.canonicals or set(terms(name.text)) <= facts.terms


def _unlinked_names(understanding: Understanding, around: Sequence[Facts]) -> Refusal | None:
    names = list({name.canonical: name for name in understanding.names}.values())
    if len(names) < 2 or understanding.type.shape in {Shape.COMPARISON, Shape.LIST, Shape.SUMMARY}:
        return None
    if any(all(_holds_name(name, facts) for name in names) for facts in around):
        return None
    spoken = " et ".join(f"« {name.text} »" for name in names)
    return Refusal(RefusalReason.FALSE_PREMISE, spoken)


def _absent_dates(
    understanding: Understanding, target: Target, hits: Sequence[Hit], around: Sequence[Facts]
) -> Refusal | None:
    if not target.dates:
        return None
    for hit, facts in zip(hits, around, strict=True):
        if dates_agree(target, facts) == 1.0 or any(hit.document.date.startswith(d) for d in target.dates):
            return None
    return Refusal(RefusalReason.FALSE_PREMISE, ", ".join(f"« {date.text} »" for date in understanding.dates))
