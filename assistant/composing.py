"""Composing: what is quoted of chosen sentences, and an `Answer` from proved ones or from a refusal, with its timings."""

from __future__ import annotations

from collections.abc import Sequence
from time import perf_counter

from assistant.answers import Answer, Citation, RefusalReason, Sentence, Timings
from assistant.citations import Quotation
from assistant.phrases import refusal_text
from assistant.question_types import Shape
from assistant.refusing import Refusal
from assistant.selecting import Scored, emphasis
from assistant.targets import Target
from assistant.understanding import Understanding
from corpus.documents import Document, Span
from index.contracts import Hit

_CONSULTED = 5
_HIDDEN = 0.05
"""Scores below this are not offered as consulted passages."""


def quotation_of(scored: Scored, understanding: Understanding, aim: Target) -> Quotation:
    """Return what is quoted of a chosen sentence, and which of its words are set in bold."""
    line = scored.candidate.line
    bold = None if understanding.type.shape is Shape.SUMMARY else emphasis(scored, aim)
    return Quotation(scored.candidate.hit.document, line.passage, line.span, scored.candidate.hit.score, bold)


def place_of(scored: Scored) -> tuple[Document, Span]:
    """Return where a chosen sentence stands."""
    return scored.candidate.hit.document, scored.candidate.line.span


def whole_answer(
    understanding: Understanding,
    text: str,
    proved: tuple[tuple[Sentence, ...], tuple[Citation, ...]],
    consulted: tuple[Hit, ...],
    confidence: float,
    timings: Timings,
) -> Answer:
    """Return an answer with its Markdown `text` and what proves it."""
    sentences, citations = proved
    return Answer(
        question=understanding.question,
        standalone_question=understanding.standalone,
        language=understanding.language,
        text=text,
        sentences=sentences,
        citations=citations,
        consulted=consulted,
        refused=False,
        reason=None,
        confidence=confidence,
        timings=timings,
    )


def refusal_answer(
    understanding: Understanding,
    reason: RefusalReason,
    text: str,
    consulted: tuple[Hit, ...],
    confidence: float,
    timings: Timings,
) -> Answer:
    """Return the answer that says in words why there is none."""
    return Answer(
        question=understanding.question,
        standalone_question=understanding.standalone,
        language=understanding.language,
        text=text,
        sentences=(),
        citations=(),
        consulted=consulted,
        refused=True,
        reason=reason,
        confidence=confidence,
        timings=timings,
    )


def refused(
    understanding: Understanding, refusal: Refusal, hits: Sequence[Hit], confidence: float, timings: Timings
) -> Answer:
    """Return the answer to a question that the documents do not answer, with the nearest passages."""
    consulted = tuple(hit for hit in hits[:_CONSULTED] if hit.score >= _HIDDEN)
    if refusal.reason is RefusalReason.NOT_A_QUESTION:
        consulted = ()
    text = refusal_text(understanding.language, refusal.reason, refusal.name, nearest=bool(consulted))
    return refusal_answer(understanding, refusal.reason, text, consulted, confidence, timings)


def timings_of(began: float, understood: float, retrieved: float | None = None, read: float | None = None) -> Timings:
    """Return the milliseconds of each step that these moments (`perf_counter`) ended, and of composing until now."""
    now = perf_counter()
    retrieved = understood if retrieved is None else retrieved
    read = retrieved if read is None else read
    steps = (understood - began, retrieved - understood, read - retrieved, now - read, now - began)
    return Timings(*(round(1000 * step, 3) for step in steps))
