"""Notes: what a document says below a text of a word that it marks there ("7 franciliens*", "*Les sept pôles …")."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.evidence import Candidate, Line
from assistant.targets import Target
from corpus.french import terms

_MARKED = re.compile(r"([^\W\d_]{3,}) ?(?:\*|\((?:1|\*)\)|¹)(?=[\s).,;:]|$)")
_NOTE = re.compile(r"(?:\*|\(1\)|¹)[ \u00a0]?\Z")


def notes_of(candidate: Candidate, target: Target, lines: Sequence[Line]) -> tuple[Line, ...]:
    """Return the notes of a sentence to words or names that the question holds, in text order; `lines` are those of its document.

    A note stands below the sentence, behind the mark, and has the marked word itself.
    """
    marks = list(_MARKED.finditer(candidate.line.text))
    marked = {stem for match in marks for stem in terms(match[1])}
    asked = {stem for unit in target.units for group in unit.groups for stem in group}
    # "les pôles d'Ile-de-France": the name of the region stands in the text as "franciliens*".
    for entity in candidate.line.facts.entities:
        if entity.canonical in target.names and any(entity.start <= match.start() < entity.end for match in marks):
            asked |= set(terms(entity.text))
    if not marked & asked:
        return ()
    text = candidate.hit.document.text
    return tuple(
        line
        for line in lines[candidate.line.number + 1 :]
        if marked & asked & line.facts.terms and _NOTE.search(text[max(line.span.start - 4, 0) : line.span.start])
    )
