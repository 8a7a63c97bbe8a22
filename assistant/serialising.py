"""Answers and hits as JSON-ready dictionaries: the public format of `ask --json`, `search --json` and exports.

Does not know files or terminals; reading the format back is `verifying`'s work.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answers import Answer, Citation
from index.contracts import Hit


def answer_to_json(answer: Answer, *, identifier: str | int | None = None) -> dict[str, object]:
    """Return one answer; `identifier` is the `id` that the asker gave to the question, if any."""
    timings = answer.timings
    return {
        "id": identifier,
        "question": answer.question,
        "standalone_question": answer.standalone_question,
        "language": answer.language,
        "answer": answer.text,
        "refused": answer.refused,
        "confidence": round(answer.confidence, 4),
        "sentences": [
            {
                "text": sentence.text,
                "status": sentence.status.value,
                "citations": list(sentence.citations),
                "part": sentence.part.value,
                "row": sentence.row,
            }
            for sentence in answer.sentences
        ],
        "citations": [_citation_to_json(citation) for citation in answer.citations],
        "consulted": [
            {"passage_id": hit.passage.id, "document_title": hit.document.title, "score": round(hit.score, 4)}
            for hit in answer.consulted
        ],
        "timings_ms": {
            "understand": round(timings.understand, 2),
            "retrieve": round(timings.retrieve, 2),
            "read": round(timings.read, 2),
            "compose": round(timings.compose, 2),
            "total": round(timings.total, 2),
        },
        "origin": answer.origin.value,
    }


def hits_to_json(query: str, hits: Sequence[Hit]) -> dict[str, object]:
    """Return the result of one search, best hit first; `dense` and `lexical` are null where that search missed it."""
    return {"query": query, "hits": [_hit_to_json(hit) for hit in hits]}


def _citation_to_json(citation: Citation) -> dict[str, object]:
    document, passage = citation.document, citation.passage
    return {
        "number": citation.number,
        "document_id": document.id,
        "document_title": document.title,
        "source": document.source,
        "date": document.date,
        "page": document.page_at(citation.start),
        "section": document.section_at(citation.start),
        "start": citation.start,
        "end": citation.end,
        "quote": citation.quote,
        "passage": {"id": passage.id, "start": passage.start, "end": passage.end, "text": passage.text},
        "score": round(citation.score, 4),
    }


def _hit_to_json(hit: Hit) -> dict[str, object]:
    dense, lexical = hit.parts.dense, hit.parts.lexical
    return {
        "rank": hit.rank,
        "score": round(hit.score, 4),
        "dense": None if dense is None else round(dense, 4),
        "lexical": None if lexical is None else round(lexical, 4),
        "passage_id": hit.passage.id,
        "document_id": hit.document.id,
        "document_title": hit.document.title,
        "source": hit.document.source,
        "start": hit.passage.start,
        "end": hit.passage.end,
        "text": hit.passage.text,
    }
