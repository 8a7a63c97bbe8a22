"""Reads question sets with their documents for training: passages as the product cuts them, answers as spans of them.

A folder holds `documents/` and `questions.yaml` (a question set of the product), or documents alone, which exercises ask
about. Everything in it serves training.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.evaluation.anchoring import anchor
from assistant.evaluation.loading import load_questions
from assistant.evaluation.questions import Question
from assistant.lexicon import load_lexicon
from assistant.passage_reading import context_of
from assistant.training.piaf import Example, Paragraph, Part
from assistant.understanding import understand
from corpus.documents import Document, Passage, Span
from corpus.naming import load_names
from corpus.reading import find_files, read_document
from corpus.splitting import split

logger = logging.getLogger(__name__)

_LONGEST = 160
"""Characters of an answer that joins several nuggets; further apart, each is an answer of its own."""


def read_own_set(folder: Path, first: int = 0) -> tuple[list[Paragraph], list[Example]]:
    """Return the passages of a set's documents and its questions; `first` is the number of the first passage.

    An answerable question is one example for each passage that holds one of its nuggets inside a gold quotation; an
    unanswerable one has no answers, and stands by the first passage of the set. Follow-ups are asked as the product
    rewrites them.
    """
    asked = folder / "questions.yaml"
    questions = load_questions(asked).questions if asked.is_file() else ()
    documents = {path.name: read_document(path) for path in find_files(folder / "documents")}
    passages = [(document, passage) for document in documents.values() for passage in split(document)]
    names = {document.id: name for name, document in documents.items()}
    paragraphs = [
        Paragraph(
            f"{folder.name}: {document.title}",
            p.text,
            Part.TRAIN,
            context_of(document.title, p.section),
            f"{folder.name}/documents/{names[document.id]}",
        )
        for document, p in passages
    ]
    examples: list[Example] = []
    known, lexicon = load_names(), load_lexicon()
    for question in questions:
        wordings = (question.question, *(variant.text for variant in question.variants))
        if question.history:
            wordings = (understand(question.question, question.history, known, lexicon).standalone,)
        if not question.answerable:
            examples.append(Example(question.id, wordings[0], first, (), wordings[1:]))
            continue
        found: dict[int, list[tuple[int, int]]] = {}
        for document, span in _answers(question, documents):
            number = _passage_of(document, span, passages)
            if number is not None:
                start = passages[number][1].start
                found.setdefault(number, []).append((span.start - start, span.end - start))
        for number, spans in found.items():
            examples.append(
                Example(question.id, wordings[0], first + number, tuple(dict.fromkeys(spans)), wordings[1:])
            )
    logger.info("%s: %d passages, %d examples", folder.name, len(paragraphs), len(examples))
    return paragraphs, examples


def _answers(question: Question, documents: dict[str, Document]) -> Iterator[tuple[Document, Span]]:
    """Yield the nuggets inside each gold quotation, close ones together; the whole quotation where it holds none."""
    for source in question.sources:
        document = documents.get(source.document)
        place = anchor(document.text, source.quote) if document is not None else None
        if document is None or place is None:
            continue
        quote = place.spans[0]
        folded = quote.of(document.text).casefold()
        spans = []
        for nugget in question.nuggets:
            at = [(folded.find(wording.casefold()), len(wording)) for wording in nugget.wordings if wording]
            start, length = max(((s, n) for s, n in at if s >= 0), key=lambda each: each[1], default=(-1, 0))
            if start >= 0:
                spans.append(Span(quote.start + start, quote.start + start + length))
        spans.sort(key=lambda span: span.start)
        if not spans:
            yield document, quote
        elif max(span.end for span in spans) - spans[0].start <= _LONGEST:
            yield document, Span(spans[0].start, max(span.end for span in spans))
        else:
            yield from ((document, span) for span in spans)


def _passage_of(document: Document, span: Span, passages: Sequence[tuple[Document, Passage]]) -> int | None:
    """Return the number of the passage that holds the whole span; None where it crosses a border."""
    return next(
        (n for n, (of, p) in enumerate(passages) if of is document and p.start <= span.start and span.end <= p.end),
        None,
    )
