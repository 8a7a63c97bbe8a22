"""Comparisons: one question for each of the two to four subjects that a comparison sets side by side.

"Compare les aides reçues par Nova et par Lumo" → "Compare les aides reçues par Nova", "Compare les aides reçues par Lumo".
Works on the wording and on the entities found in it; a subject may be a name that no list knows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.followups import NAMED
from corpus.documents import Span
from corpus.kinds import Entity

_MOST = 4
_CAPITAL = r"[^\W\d_a-zà-ÿ][\w&-]*"
_RUN = re.compile(rf"{_CAPITAL}(?:[ \u00a0](?:(?:de|du|des|la|le|of|the)[ \u00a0])?(?:{_CAPITAL}|\d{{1,4}}\b))*")
_LINK = re.compile(
    r"(?:['’]s\b ?)?\s*(?:,|;|/|\bet|\band|\bou|\bor|\bvs\.?|\bversus|\bavec|\bwith|\bà|\bto|\bcontre|\bface à|\bagainst)\s*"
    r"(?:(?:et|and|ou|or|avec|with|entre|between)\s+)?"
    r"(?:(?:celle?s?|ceux|that|those)\s+(?:(?!(?:de|du|des|of)\b)\w+\s+)?)?"
    r"(?:(?:de|du|des|d['’]|par|pour|chez|à|au|aux|avec|of|by|for|at|from)\s*)?(?:la\s+|le\s+|les\s+|l['’]|the\s+)?"
    r"(?:(?:pôle|pole|cluster|projet|programme|réseau|alliance|project|network)\s+)?",
    re.IGNORECASE,
)
"""What stands between two subjects: ", de ", " et par le pôle ", " versus "."""
_ELIDED = re.compile(r"\bd['’]\Z", re.IGNORECASE)
_VOWEL = re.compile(r"[aeiouyhàâéèêëîïôûœæ]", re.IGNORECASE)


def compared(question: str, entities: Sequence[Entity]) -> tuple[str, ...]:
    """Return one question for each subject of a comparison, in their order; empty where it names fewer than two."""
    chain = _chain(question, subjects(question, entities))
    if not chain:
        return _without_the_others(question, entities)
    before, after = question[: chain[0].start], question[chain[-1].end :]
    return tuple(_joined(before, question[one.start : one.end]) + after for one in chain)


def subjects(question: str, entities: Sequence[Entity]) -> list[Span]:
    """Return the names of a question, listed or only capitalised, in text order: a run takes in the entities it touches."""
    first = re.search(r"\w+", question)
    runs = [Span(*run.span()) for run in _RUN.finditer(question)]
    # The capital of the first word says nothing, unless a name begins there.
    runs = [Span(first.end() + 1, run.end) if first and run.start == first.start() else run for run in runs]
    found = [run for run in runs if run.start < run.end]
    for entity in entities:
        if entity.kind not in NAMED:
            continue
        touched = [run for run in found if run.start < entity.end and entity.start < run.end]
        found = [run for run in found if run not in touched]
        found.append(
            Span(min([entity.start, *(run.start for run in touched)]), max([entity.end, *(run.end for run in touched)]))
        )
    return sorted(found, key=lambda span: span.start)


def _chain(question: str, names: Sequence[Span]) -> list[Span]:
    """Return the longest row of subjects that only a conjunction and the like parts."""
    best: list[Span] = []
    row: list[Span] = []
    for name in names:
        linked = row and _LINK.fullmatch(question, row[-1].end, name.start)
        row = [*row, name] if linked else [name]
        best = row if len(row) > len(best) else best
    return best if 2 <= len(best) <= _MOST else []


def _joined(before: str, subject: str) -> str:
    """Put a subject behind words that may end in an elision: "d'" + "Lumo" is "de Lumo"."""
    if _ELIDED.search(before) and not _VOWEL.match(subject):
        return before[:-1] + "e " + subject
    return before + subject


def _without_the_others(question: str, entities: Sequence[Entity]) -> tuple[str, ...]:
    """Return the question without the other subjects, for each: they stand apart ("Nova a signé, Lumo aussi ?")."""
    named = [entity for entity in entities if entity.kind in NAMED]
    kinds = {entity.kind for entity in named}
    if not 2 <= len(named) <= _MOST:
        return ()
    if len(kinds) > 1:
        leading = max(kinds, key=lambda kind: sum(entity.kind is kind for entity in named))
        same = [entity for entity in named if entity.kind is leading]
        named = same if len(same) >= 2 else named
    parts = []
    for one in named:
        kept = question
        for other in sorted(named, key=lambda entity: entity.start, reverse=True):
            if other is not one:
                kept = kept[: other.start] + kept[other.end :]
        parts.append(kept)
    return tuple(parts)
