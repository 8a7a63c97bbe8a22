"""Preparing: reading documents before anybody asks. What was prepared changes how fast an answer comes, never the answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.evidence import Line
from assistant.passage_reading import PassageReader, context_of
from assistant.sentence_vectors import SentenceVectors
from corpus.documents import Document, Passage


def prepare_document(
    document: Document,
    passages: Sequence[Passage],
    lines: Sequence[Line],
    vectors: SentenceVectors,
    reader: PassageReader | None,
    stopped: Callable[[], bool],
) -> bool:
    """Embed the sentences of a document and read its passages as they will be read; tell whether there is room for more.

    Goes passage by passage, so that a question asked meanwhile need not wait for the whole document, and ends before the
    next one once `stopped` says so.
    """
    for passage in passages:
        if stopped():
            return False
        vectors.prepare(line.text for line in lines if line.passage.id == passage.id)
        if reader is None or not reader.prepare([passage.text], [context_of(document.title, passage.section)]):
            return False
    return True
