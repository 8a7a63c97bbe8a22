"""A reading whose sentences end where lines end, for what says one event a line without any mark of a list.

"12 juin : Forum X, Annecy" above "25 juin : webinaire Y"; "Mission Z" above "Tokyo – du 3 au 9 février". Knows no events.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.documents import Span
from corpus.extraction.fact_reading import Reading, Sentence

_LONGEST_LINE = 200
_BEGINS = re.compile(r"[ \t>*_«\"“(\[|-]*(?:[A-ZÀ-Þ0-9]|du \d|le \d|les \d|l['’]|d['’]ici)")


def by_lines(reading: Reading) -> Reading:
    """Return the reading with every sentence of several short lines cut into its lines; the same one where there is none."""
    cut = [piece for sentence in reading.sentences for piece in _lines(reading.document.text, sentence)]
    if len(cut) == len(reading.sentences):
        return reading
    found = tuple(Sentence(number, one.span, one.words, one.entities, one.section) for number, one in enumerate(cut))
    entities = tuple(entity for sentence in found for entity in sentence.entities)
    return Reading(reading.document, reading.names, found, entities)


def _lines(text: str, sentence: Sentence) -> Iterator[Sentence]:
    """Yield the lines of a sentence, or the sentence itself where its lines are those of a paragraph."""
    start, end = sentence.span.start, sentence.span.end
    lines = [Span(m.start(), m.end()) for m in re.compile(r"[^\n]*[^\s]").finditer(text, start, end)]
    broken = any(line.end - line.start > _LONGEST_LINE for line in lines) or not all(
        _BEGINS.match(text, line.start) for line in lines[1:]
    )
    crossed = any(not any(line.start <= e.start and e.end <= line.end for line in lines) for e in sentence.entities)
    if len(lines) < 2 or broken or crossed:
        yield sentence
        return
    for line in lines:
        first = line.start + len(text[line.start : line.end]) - len(text[line.start : line.end].lstrip())
        inside = tuple(e for e in sentence.entities if first <= e.start and e.end <= line.end)
        words = sentence.words[first - start : line.end - start]
        yield Sentence(sentence.number, Span(first, line.end), words, inside, sentence.section)
