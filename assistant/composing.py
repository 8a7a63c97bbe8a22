"""Composing: an `Answer` from its proved sentences, or from a refusal, with the time each step took."""

from __future__ import annotations

from time import perf_counter

from assistant.answers import Answer, Citation, RefusalReason, Sentence, Timings
from assistant.understanding import Understanding
from index.contracts import Hit


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


def timings_of(began: float, understood: float, retrieved: float | None = None, read: float | None = None) -> Timings:
    """Return the milliseconds of each step that these moments (`perf_counter`) ended, and of composing until now."""
    now = perf_counter()
    retrieved = understood if retrieved is None else retrieved
    read = retrieved if read is None else read
    steps = (understood - began, retrieved - understood, read - retrieved, now - read, now - began)
    return Timings(*(round(1000 * step, 3) for step in steps))
