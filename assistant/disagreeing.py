"""Documents that answer one question differently: finding the two sentences, and showing both with their documents' dates.

Strict: only a single value of one recognisable kind, about the names of the question, in sentences that say much the same.
"""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answers import Citation, Part, Sentence, Status
from assistant.citations import Quotation, cite
from assistant.fact_phrases import date_in_words, fact_phrases
from assistant.question_types import Shape, Want
from assistant.selecting import Scored
from assistant.targets import Target, counts_right, names_held, plain_coverage, wanted_values
from corpus.french import terms
from corpus.kinds import Entity, EntityKind

_COMPARABLE = frozenset({Want.DATE, Want.NUMBER, Want.AMOUNT, Want.PERCENT})
_SHAPES = frozenset({Shape.FACT, Shape.DEFINITION})
_BEHIND = 2.5
"""How far (in log-odds) the second sentence may lie behind the best one."""
_COVERED = 0.6
_ALIKE = 0.5


def rival(scored: Sequence[Scored], best: Scored, target: Target) -> Scored | None:
    """Return the best sentence of another document that gives another value for what is asked, or None."""
    if target.shape not in _SHAPES or not target.names or len(target.wants) != 1 or not target.wants <= _COMPARABLE:
        return None
    value = _value(best, target)
    if value is None:
        return None
    for each in sorted(scored, key=lambda other: -other.score):
        if each.score < best.score - _BEHIND:
            return None
        other = _value(each, target)
        elsewhere = each.candidate.hit.document.id != best.candidate.hit.document.id
        if elsewhere and other is not None and _differ(value, other) and _alike(best, value, each, other):
            return each
    return None


def both(first: Quotation, second: Quotation, language: str) -> tuple[tuple[Sentence, ...], tuple[Citation, ...]]:
    """Return two quotations, the more recent document first, each after its document's title and date."""
    words = fact_phrases(language)
    ordered = sorted((first, second), key=lambda quotation: quotation.document.date, reverse=True)
    quotes, citations = cite(ordered)
    sentences = []
    for quote, citation in zip(quotes, citations, strict=True):
        date = date_in_words(citation.document.date, language) or words.no_date
        note = words.according.format(title=citation.document.title, date=date)
        sentences += [Sentence(note, Status.SUPPORTED, quote.citations, None, Part.NOTE), quote]
    return tuple(sentences), citations


def _value(scored: Scored, target: Target) -> Entity | None:
    """Return the only value wanted that a sentence holds about the names of the question, or None."""
    line = scored.candidate.line
    values = {value.canonical: value for value in wanted_values(target, line.facts)}
    if line.heading or len(values) != 1 or names_held(target, line.facts) < 1.0:
        return None
    if plain_coverage(target, line.facts) < _COVERED:
        return None
    if target.wants == {Want.NUMBER} and not counts_right(target, line.text, line.facts):
        return None
    return next(iter(values.values()))


def _differ(one: Entity, other: Entity) -> bool:
    """Tell whether two values exclude each other: a year does not exclude its days, nor a period what lies in it."""
    if one.kind is not other.kind or one.kind is EntityKind.PERIOD:
        return False
    a, b = sorted((one.canonical, other.canonical), key=len)
    if one.kind is EntityKind.DATE:
        return not (b.startswith(a) or b.endswith(a.removeprefix("-")))
    return a != b


def _alike(one: Scored, value: Entity, other: Scored, second: Entity) -> bool:
    """Tell whether two sentences share most of their words, their values aside."""
    left, right = (
        each.candidate.line.facts.terms - set(terms(own.text)) for each, own in ((one, value), (other, second))
    )
    return bool(left and right) and len(left & right) / min(len(left), len(right)) >= _ALIKE
