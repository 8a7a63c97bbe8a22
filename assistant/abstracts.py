"""Abstracts: what a question for the summary of a whole document is answered with, the opening statement of each of its parts.

"Résume la lettre de juin 2009", "Summarise the report on the mission to India".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant.colophon import TEXT
from assistant.evidence import Evidence, Line, is_statement
from assistant.heads import masthead
from assistant.question_types import Shape
from assistant.selecting import Scored, scored_at
from assistant.targets import Target, coverage, dates_agree
from assistant.understanding import Understanding
from corpus.documents import Document
from corpus.french import fold, terms

_WRITING = re.compile(
    rf"\b(?:{TEXT}|(?:bulletin|rapport|dossier|brochure|plaquette|newsletter|revue|depeche|fiche|letter)s?)\b"
)
_COVERED = 0.75
"""Share of what a question names, by weight, that the title and the first lines of a document hold."""
_FEWEST = 3
"""Parts that a summary tells of at least, if the document can be parted so."""
_OPENING = 2
"""Lines that open a document, where an article without a title says what it is about."""
_MOST = 6
_ITEMS = 4
"""Items of a list that are told with the sentence that announces it."""
_MARKS = 20
"""Characters before a line among which its marks of layout stand."""


def abstract(
    understanding: Understanding, target: Target, scored: Sequence[Scored], evidence: Evidence
) -> tuple[Scored, ...]:
    """Return the first statement of each part of the document whose summary is asked for, in text order; else nothing.

    Where it has many parts, of the first and the longest ones.
    """
    called = _WRITING.findall(fold(understanding.standalone)) if target.shape is Shape.SUMMARY else []
    if not called:
        return ()
    # Dates are compared as such: "March 2016" is "mars 2016".
    given = {stem for text in (*called, *(date.text for date in understanding.dates)) for stem in terms(text)}
    named = [unit for unit in target.units if not {stem for group in unit.groups for stem in group[:1]} <= given]
    if not named:
        return ()
    about = replace(target, units=tuple(named))
    ranked = sorted(scored, key=lambda each: -each.score)
    best = next((each for each in ranked if _is_called(each.candidate.hit.document, about, evidence)), None)
    if best is None:
        return ()
    parts = _parts(best.candidate.hit.document, evidence)
    longest = sorted(parts[1:], key=lambda part: -sum(len(line.text) for line in part))[: _MOST - 1]
    told = [next(_statements(part)) for part in parts if part is parts[0] or part in longest]
    stated = [scored_at(best, line, evidence) for line in told]
    return tuple(
        each
        for first in stated
        for each in (first, *(scored_at(best, item, evidence) for item in first.candidate.items[:_ITEMS]))
    )


def _is_called(document: Document, about: Target, evidence: Evidence) -> bool:
    """Tell whether the title and the first lines of a document hold what a question names, and its dates."""
    opening = [line.facts for line in evidence.lines(document)[:_OPENING]]
    facts = (evidence.facts(f"{document.title}\n{masthead(document)}"), *opening)
    dated = not about.dates or dates_agree(about, *facts) == 1.0
    return dated and coverage(about, *facts) >= _COVERED


def _parts(document: Document, evidence: Evidence) -> list[list[Line]]:
    """Return the lines of each section that states something; of each paragraph or sentence where there are too few."""
    lines = evidence.lines(document)
    for begins in (_is_heading, _opens_paragraph, _opens_line, _is_sentence):
        parts: list[list[Line]] = [[]]
        for line in lines:
            if begins(document, line):
                parts.append([])
            parts[-1].append(line)
        parts = [part for part in parts if any(_statements(part))]
        if len(parts) >= _FEWEST:
            break
    return parts


def _is_heading(_: Document, line: Line) -> bool:
    return line.heading


def _opens_paragraph(document: Document, line: Line) -> bool:
    return _before(document, line).endswith("\n\n")


def _opens_line(document: Document, line: Line) -> bool:
    return _before(document, line).endswith("\n")


def _before(document: Document, line: Line) -> str:
    """Return the characters right before a line, without marks of layout."""
    return document.text[max(line.span.start - _MARKS, 0) : line.span.start].rstrip(' \t*_>«"#-')


def _is_sentence(_: Document, __: Line) -> bool:
    return True


def _statements(part: Sequence[Line]) -> Iterator[Line]:
    """Yield the whole sentences of a part that are no item; they may announce items."""
    return (line for line in part if is_statement(line) and not line.list_item)
