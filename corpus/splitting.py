"""A document's passages: what is found, shown and cited. Offsets are exact by construction."""

from __future__ import annotations

from corpus.documents import Document, Passage, passage_id

FINGERPRINT = "sentences 120-220-260, 1"
"""Names the way of splitting; a change of it makes every stored passage out of date."""


def split(document: Document) -> tuple[Passage, ...]:
    """Return the passages of `document` in text order, without overlap; together they hold all that is not white space.

    Passages are cut at sentence and line ends, have about 120 to 220 words (260 at most), keep a heading with what
    follows it, and begin at a section where the one before has words enough.
    """
    from corpus.cutting import SentenceSplitter  # LangChain takes half a second to load: only when there is work

    text = document.text
    splitter = SentenceSplitter([section.start for section in document.sections])
    passages = []
    end = 0
    for units in splitter.pieces(text):
        if units[0].start != end:
            raise AssertionError(f"{document.source}: pieces do not follow each other at offset {end}")
        start, end = units[0].start, units[-1].end
        piece = text[start:end]
        first, last = start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())
        if first >= last:
            continue
        body = next((unit for unit in units if not unit.heading), units[-1])
        passages.append(_passage(document, first, last, max(body.start, first)))
    if end != len(text):
        raise AssertionError(f"{document.source}: pieces end at offset {end} of {len(text)}")
    return tuple(passages)


def _passage(document: Document, start: int, end: int, inside: int) -> Passage:
    """Return the passage `document.text[start:end]`, whose section is the one at the offset `inside`."""
    text = document.text[start:end]
    identity = passage_id(document.id, document.content_hash, start, end, text)
    return Passage(identity, document.id, start, end, text, document.section_at(inside))
