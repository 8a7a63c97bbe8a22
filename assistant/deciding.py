"""Deciding: what a question is answered with, or why with nothing: rules, chosen sentences, the calibrated confidence."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.abstracts import abstract
from assistant.answers import RefusalReason
from assistant.colophon import colophon
from assistant.disagreeing import rival
from assistant.enumerations import asks_for_several
from assistant.evidence import Candidate, Evidence
from assistant.features import Matrix, ReadSentence
from assistant.gaps import asks_for_mobile, holds_mobile, leaves_open
from assistant.posts import posts_told
from assistant.refusing import Refusal, is_contact_asked_for, is_proved, lacks_value, stands_over
from assistant.selecting import Scored, select
from assistant.subject_contacts import contacts_of_subject
from assistant.superlatives import extremes
from assistant.targets import Target
from assistant.understanding import Understanding
from index.contracts import Hit

DENIED = 0.05
"""Confidence, at most, where a rule refuses."""
_PROVED = 0.9
"""Confidence of an answer whose form leaves little doubt."""
_READ = 12
"""Best sentences that are looked through for a name that the chosen ones leave out."""
_BOLD = 0.1
"""Probability from which the words that the reader marks in a sentence are set in bold: doubtful ones would mislead."""


@dataclass(frozen=True, slots=True)
class Evaluated:
    """The evidence for one question: hits and candidates, with the features and log-odds of each candidate."""

    understanding: Understanding
    target: Target
    hits: tuple[Hit, ...]
    candidates: tuple[Candidate, ...]
    readings: tuple[ReadSentence, ...]
    rows: Matrix
    scores: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a question is answered with, or why it is refused."""

    refusal: Refusal | None
    chosen: tuple[Scored, ...]
    confidence: float
    rival: Scored | None = None
    """A sentence of another document that answers differently than the first of `chosen`."""


def decide(
    evaluated: Evaluated, confidence: float, ruled_out: Refusal | None, threshold: float, evidence: Evidence
) -> Verdict:
    """Return what evaluated evidence comes to. `confidence` is calibrated, in [0, 1]; below `threshold` nothing is answered.

    `ruled_out` is a refusal that no score can overrule.
    """
    if ruled_out is not None:
        return Verdict(ruled_out, (), min(confidence, DENIED))
    scored = [
        Scored(candidate, score, reading.span if reading.probability >= _BOLD else None)
        for candidate, score, reading in zip(evaluated.candidates, evaluated.scores, evaluated.readings, strict=True)
    ]
    contacts = [each for each in scored if is_contact_asked_for(evaluated.target, each.candidate, evidence)]
    contacts = [each for each in contacts if stands_over(evaluated.target, each.candidate, evidence)] or contacts
    if asks_for_mobile(evaluated.understanding):
        contacts = [each for each in contacts if holds_mobile(each.candidate)] or contacts
    asked = evaluated.understanding.standalone
    several = asks_for_several(asked, evaluated.target)
    block = contacts_of_subject(scored, asked, evaluated.target, evidence)
    posts = () if block or contacts else posts_told(asked, evaluated.target, scored, evidence)
    formal = (
        posts
        or colophon(asked, evaluated.target, scored, evidence)
        or abstract(evaluated.understanding, evaluated.target, scored, evidence)
    )
    chosen = block or formal or select(contacts or scored, evaluated.target, evidence, several=several)
    quoted = [each.candidate for each in chosen]
    lacking = lacks_value(evaluated.target, quoted, evidence)
    if lacking is not None:
        return Verdict(lacking, (), min(confidence, 0.1))
    read = [each.candidate for each in sorted(scored, key=lambda each: -each.score)[:_READ]]
    if leaves_open(evaluated.understanding, evaluated.target, quoted, read, evidence):
        return Verdict(Refusal(RefusalReason.NO_VALUE, ""), (), min(confidence, 0.1))
    if block or formal or is_proved(evaluated.target, quoted, evidence):
        confidence = max(confidence, threshold if block else _PROVED)
    if confidence < threshold:
        reason = RefusalReason.NO_VALUE if evaluated.target.wants else RefusalReason.NOTHING_NEAR
        return Verdict(Refusal(reason, ""), (), confidence)
    extreme = extremes(asked, evaluated.target, chosen, scored, evidence)
    if extreme:
        return Verdict(None, extreme, confidence)
    return Verdict(None, chosen, confidence, rival(scored, chosen[0], evaluated.target))
