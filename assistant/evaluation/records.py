"""What a run keeps of each question: the answer as given, and one row of scores. Plain values, so that files hold them.

No duration is in here: the same inputs give the same records, byte for byte.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath

from assistant.answers import Answer
from assistant.evaluation.gold import Corpus, Gold
from assistant.evaluation.variants import Wording
from index.contracts import Hit

HITS_KEPT = 10


class Failure(StrEnum):
    """What went wrong first, in the order of the pipeline."""

    FAULTY_CITATION = "faulty-citation"
    WRONGLY_ANSWERED = "wrongly-answered"
    NOT_RETRIEVED = "not-retrieved"
    WRONGLY_REFUSED = "wrongly-refused"
    BADLY_RANKED = "badly-ranked"
    WRONG_SENTENCE = "wrong-sentence"


@dataclass(frozen=True, slots=True)
class CitationRecord:
    """A citation as the reader saw it; `gold` says whether its passage is a gold one."""

    number: int
    document: str
    page: int | None
    passage_id: str
    start: int
    end: int
    quote: str
    passage: str
    gold: bool


@dataclass(frozen=True, slots=True)
class SentenceRecord:
    """A sentence of the answer and the numbers that prove it."""

    text: str
    status: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class HitRecord:
    """A passage found, with its scores."""

    rank: int
    passage_id: str
    document: str
    score: float
    dense: float | None
    lexical: float | None
    gold: bool


@dataclass(frozen=True, slots=True)
class GoldRecord:
    """Where the corpus says it: the quotation as the corpus has it and the passage around it."""

    document: str
    page: int | None
    quote: str
    passage: str


@dataclass(frozen=True, slots=True)
class AnswerRecord:
    """One question, its answer, its gold and the passages found."""

    id: str
    question: str
    history: tuple[str, ...]
    standalone_question: str
    language: str
    refused: bool
    reason: str
    confidence: float
    text: str
    sentences: tuple[SentenceRecord, ...]
    citations: tuple[CitationRecord, ...]
    expected: tuple[str, ...]
    gold: tuple[GoldRecord, ...]
    hits: tuple[HitRecord, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """The scores of one question, None where a metric says nothing about it; `parent` is the id in the set."""

    id: str
    parent: str
    variant: str
    question: str
    type: str
    language: str
    tags: tuple[str, ...]
    documents: tuple[str, ...]
    answerable: bool
    reason: str
    refused: bool
    confidence: float
    correct: bool
    failure: Failure | None
    gold_cited: tuple[str, ...]
    scores: Mapping[str, float | None]


def record_answer(wording: Wording, answer: Answer, gold: Gold, hits: tuple[Hit, ...], corpus: Corpus) -> AnswerRecord:
    """Keep what the reader saw, and what should have been seen."""
    question = wording.question
    return AnswerRecord(
        id=wording.id,
        question=wording.text,
        history=question.history,
        standalone_question=answer.standalone_question,
        language=answer.language,
        refused=answer.refused,
        reason=answer.reason.value if answer.reason else "",
        confidence=round(answer.confidence, 6),
        text=answer.text,
        sentences=tuple(SentenceRecord(s.text, s.status.value, s.citations) for s in answer.sentences),
        citations=tuple(
            CitationRecord(
                number=citation.number,
                document=PurePath(citation.document.source).name,
                page=citation.document.page_at(citation.start),
                passage_id=citation.passage.id,
                start=citation.start,
                end=citation.end,
                quote=citation.quote,
                passage=citation.passage.text,
                gold=citation.passage.id in gold.passages,
            )
            for citation in answer.citations
        ),
        expected=tuple(nugget.text for nugget in question.nuggets)
        or ((question.reference,) if question.reference else ()),
        gold=_gold_records(gold, corpus),
        hits=tuple(_hit_record(hit, gold) for hit in hits[:HITS_KEPT]),
    )


def _hit_record(hit: Hit, gold: Gold) -> HitRecord:
    dense, lexical = hit.parts.dense, hit.parts.lexical
    return HitRecord(
        rank=hit.rank,
        passage_id=hit.passage.id,
        document=PurePath(hit.document.source).name,
        score=round(hit.score, 6),
        dense=None if dense is None else round(dense, 6),
        lexical=None if lexical is None else round(lexical, 6),
        gold=hit.passage.id in gold.passages,
    )


def _gold_records(gold: Gold, corpus: Corpus) -> tuple[GoldRecord, ...]:
    records: dict[str, GoldRecord] = {}
    for place in gold.places:
        document, span = place.document, place.span
        around = [p.text for p in corpus.passages_of[document.id] if p.start < span.end and span.start < p.end]
        name = PurePath(document.source).name
        record = GoldRecord(name, document.page_at(span.start), span.of(document.text), "".join(around))
        records.setdefault(f"{name}\0{record.quote}", record)
    return tuple(records.values())
