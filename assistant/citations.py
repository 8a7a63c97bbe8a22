"""Citations: from chosen sentences to numbered proofs, and the [n] markers of an answer's Markdown.

A number is given once to each quotation, in the order of the answer, so [1] always names the same words.
Does not know how sentences are chosen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.answers import Citation, Part, Sentence, Status
from corpus.documents import Document, Passage, Span

_MARKER = re.compile(r"(?<!\\)\[(\d+)\]")
_LOOKS_LIKE_MARKER = re.compile(r"\[(?=\d+\])")


class CitationError(Exception):
    """A quotation is not at its offsets: the answer is not shown. Says which document and which offsets."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch of a document that the answer shows, inside one passage; `emphasis` is inside the document too."""

    document: Document
    passage: Passage
    span: Span
    score: float
    emphasis: Span | None = None


def cite(quotations: Sequence[Quotation]) -> tuple[tuple[Sentence, ...], tuple[Citation, ...]]:
    """Return one literal sentence and one citation a quotation, in order.

    Raises `CitationError` when a quotation is not word for word in its document and passage.
    """
    sentences: list[Sentence] = []
    citations: list[Citation] = []
    for number, quotation in enumerate(quotations, start=1):
        citation = numbered(number, quotation)
        citations.append(citation)
        sentences.append(Sentence(citation.quote, Status.LITERAL, (number,), _relative(quotation)))
    return tuple(sentences), tuple(citations)


def numbered(number: int, quotation: Quotation) -> Citation:
    """Return the proof of a quotation. Raises `CitationError` when it is not word for word in its document and passage."""
    citation = Citation(
        number=number,
        document=quotation.document,
        passage=quotation.passage,
        start=quotation.span.start,
        end=quotation.span.end,
        quote=quotation.span.of(quotation.document.text),
        score=quotation.score,
    )
    if not citation.holds:
        raise CitationError(
            f"quotation {citation.start}:{citation.end} is not inside passage {citation.passage.id} "
            f"of {citation.document.source}; the index and the document differ: run `interpoles rebuild`"
        )
    return citation


def render_markers(sentences: Sequence[Sentence], *, separator: str = " ") -> str:
    """Return the sentences as one Markdown text, each followed by its [n] markers.

    A "[1]" that a document itself contains is written "\\[1]", so that it is never taken for a citation.
    """
    return separator.join(_with_markers(sentence) for sentence in sentences)


def render_parts(sentences: Sequence[Sentence]) -> str:
    """Return sentences with parts as one Markdown text: what is composed introduces a list of what it cites."""
    return "".join(piece for piece in parts_in_markdown(sentences))


def parts_in_markdown(sentences: Sequence[Sentence]) -> Iterator[str]:
    """Yield the pieces of `render_parts`, one a sentence. Composed sentences show no markers: those of the list follow."""
    for number, sentence in enumerate(sentences):
        if sentence.part.is_composed:
            text = _LOOKS_LIKE_MARKER.sub(r"\\[", sentence.text)
            yield ("\n\n" if number else "") + (f"**{text}**" if sentence.part is Part.GROUP else text)
        else:
            yield ("\n- " if number else "") + _with_markers(sentence)


def parse_markers(text: str) -> tuple[int, ...]:
    """Return the citation numbers in `text`, in order; escaped ones are no citations."""
    return tuple(int(match.group(1)) for match in _MARKER.finditer(text))


def _with_markers(sentence: Sentence) -> str:
    markers = "".join(f"[{number}]" for number in sentence.citations)
    text = _LOOKS_LIKE_MARKER.sub(r"\\[", sentence.text)
    return f"{text} {markers}" if markers else text


def _relative(quotation: Quotation) -> tuple[int, int] | None:
    if quotation.emphasis is None:
        return None
    return quotation.emphasis.start - quotation.span.start, quotation.emphasis.end - quotation.span.start
