"""Towns that no list knows, told by the word before them: "à Ostende, le 3 mai", "in Plymouth on 19 June".

Does not know facts.
"""

from __future__ import annotations

import re

from corpus.extraction.fact_reading import MOMENTS, Reading, Sentence
from corpus.kinds import Entity, EntityKind
from corpus.plain import plain
from corpus.protagonists import NO_NAMES

_UPPER = "A-ZÀ-ÖØ-ÞŒŸŁŚŠŻŽĆČĐİŐŰ"
_NAME = rf"[{_UPPER}][^\W\d_]+(?:['’-][^\W\d_]+)*(?:[ \u00a0][{_UPPER}][^\W\d_]+(?:['’-][^\W\d_]+)*)?"
_AT = re.compile(rf"(?<![\w'’-])(?:à|À|au|in|In|at)[ \u00a0](?P<town>(?:La |Le |Saint |New )?{_NAME})(?![\w@])")
_NEAR = 24  # characters between a town and its date


def written_towns(reading: Reading, sentence: Sentence) -> list[Entity]:
    """Return the capitalised names that "à" introduces beside a date, where they are no entity: they can only be towns."""
    found = []
    for match in _AT.finditer(reading.document.text, sentence.span.start, sentence.span.end):
        start, end = match.span("town")
        inside = [e for e in sentence.entities if e.start < end and start < e.end]
        dated = any(0 <= m.start - end <= _NEAR or 0 <= match.start() - m.end <= _NEAR for m in sentence.of(MOMENTS))
        if dated and not inside and plain(match["town"]).split()[0] not in NO_NAMES:
            found.append(Entity(EntityKind.CITY, start, end, match["town"], match["town"]))
    return found
