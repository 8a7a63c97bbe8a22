"""Selecting: which sentences answer, given their scores. Works on candidates only and decides nothing about refusing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import exp, log

from assistant.enumerations import belonging, enumeration_of
from assistant.evidence import Candidate, Evidence, Line, holds_contact, is_statement
from assistant.followups import NAMED
from assistant.notes import notes_of
from assistant.question_types import CONTACT, Shape, Want
from assistant.targets import Target, names_held, wanted_values, wants_met
from corpus.documents import Span
from corpus.french import terms
from corpus.kinds import CONTACTS, PLACES, EntityKind

_CONTACT_LINES = 4
_PERSONS_WANTED = frozenset({Want.WHO, Want.CONTACT})
_PERSON_ABOVE = 3
"""Lines above a number or an address in which the person stands whom it reaches."""
_SAME = 0.7
_FAR = 3.0
_MOST_SIBLINGS = 12
_FEWEST_STATEMENTS = 2
"""Whole sentences from which a summary does without fragments ("X : chef de projet")."""
_NEARLY = 1.5
"""How far (in log-odds) the lines of a list together may lie behind the best sentence and still be told."""
_NO_STATEMENT = PLACES | CONTACTS | {EntityKind.DATE, EntityKind.TIME}
_PRONOUN = re.compile(
    r"[*_«“\" \u00a0]*(?:ils?|elles?|ce(?:t|tte|s|lui-ci|lle-ci|ux-ci|lles-ci)?|c['’](?:est|était)|son|sa|ses|leurs?|y"
    r"|it|its|they|their|he|his|she|her|this|that|these|those)\b",
    re.IGNORECASE,
)
_THE_OTHERS = re.compile(
    r"[*_«“\" \u00a0]*(?:les|ses|leurs|the|its|their) (?:[\w-]+ ){0,2}(?:autres|others?)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Selection:
    """How many sentences an answer may hold, and when no more are added.

    Sentences are added until the chosen ones hold `share` of the probability that some candidate answers (a softmax over
    the log-odds of all), so that an answer grows where the best sentence is in doubt. None may lie further than `margin`
    (in log-odds) behind the best one.
    """

    most: int
    margin: float
    share: float


SELECTIONS: dict[Shape, Selection] = {
    Shape.FACT: Selection(3, 2.0, 0.8),
    Shape.YES_NO: Selection(3, 2.0, 0.8),
    Shape.DEFINITION: Selection(3, 2.0, 0.8),
    Shape.LIST: Selection(4, 2.0, 0.9),
    Shape.COMPARISON: Selection(2, 1.5, 0.7),
    Shape.SUMMARY: Selection(6, 3.5, 1.0),
}


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with its log-odds of answering the question, and the words that the reader would answer with."""

    candidate: Candidate
    score: float
    span: Span | None = None


def select(
    scored: Sequence[Scored], target: Target, evidence: Evidence, *, several: bool = False
) -> tuple[Scored, ...]:
    """Return the sentences of the answer, the most telling first (a summary: in the order of the documents).

    A sentence that announces a list brings its items; a contact brings the lines of the same contact block. Where the
    question asks for `several` things, an item brings the rest of its list.
    """
    if not scored:
        return ()
    ranked = sorted(scored, key=lambda each: (-each.score, each.candidate.hit.rank, each.candidate.line.number))
    usable = [each for each in ranked if _may_stand_alone(each.candidate.line, target)] or ranked
    if target.shape is Shape.SUMMARY:
        statements = [each for each in usable if is_statement(each.candidate.line)]
        usable = statements if len(statements) >= _FEWEST_STATEMENTS else usable
    rule = SELECTIONS.get(target.shape, SELECTIONS[Shape.FACT])
    best = usable[0]
    chosen = [best]
    weights = [exp(each.score - best.score) for each in usable]
    enough = rule.share * sum(weights)
    held = weights[0]
    for each, weight in zip(usable[1:], weights[1:], strict=True):
        sibling = target.shape is Shape.LIST and _siblings(each.candidate.line, best.candidate.line)
        if each.score < best.score - (_FAR if sibling else rule.margin) or (held >= enough and not sibling):
            continue
        if len(chosen) >= (_MOST_SIBLINGS if sibling else rule.most):
            continue
        held += weight
        apart = [other for other in chosen if not (several and _siblings(each.candidate.line, other.candidate.line))]
        if not any(_redundant(each.candidate.line, other.candidate.line) for other in apart):
            chosen.append(each)
    chosen = _complete_choices(_complete_wants(chosen, usable, target), usable, target)
    if target.wants & CONTACT:
        return _contact_block(chosen, target, evidence)
    if several:
        chosen = _with_likely_list(chosen, usable, evidence)
    expanded = _with_items(chosen, target, evidence, several=several)
    if target.shape is Shape.SUMMARY:
        expanded = sorted(expanded, key=lambda each: (each.candidate.hit.rank, each.candidate.line.number))
    return tuple(expanded)


def emphasis(scored: Scored, target: Target) -> Span | None:
    """Return the words that answer, as offsets in the document: the only value wanted, else the reader's span."""
    line = scored.candidate.line
    values = wanted_values(target, line.facts) if target.wants else ()
    if len({value.canonical for value in values}) == 1:
        return Span(line.span.start + values[0].start, line.span.start + values[0].end)
    return scored.span


def _complete_wants(chosen: list[Scored], usable: Sequence[Scored], target: Target) -> list[Scored]:
    """Add the best sentence that holds a value wanted ("où et quand") that the chosen ones do not."""
    missing = [
        want
        for want in target.wants
        if not any(wants_met(_only(target, want), each.candidate.facts) for each in chosen)
    ]
    for want in sorted(missing):
        for each in usable:
            if wants_met(_only(target, want), each.candidate.facts) and each not in chosen:
                if each.score >= chosen[0].score - _FAR:
                    chosen.append(each)
                break
    return chosen


def _complete_choices(chosen: list[Scored], usable: Sequence[Scored], target: Target) -> list[Scored]:
    """Add the best sentence for each name of a choice ("anglais ou allemands") that the chosen ones do not hold."""
    for unit in target.units:
        for canonical in sorted(unit.canonicals if len(unit.canonicals) > 1 else ()):
            if any(canonical in each.candidate.facts.canonicals for each in chosen):
                continue
            for each in usable:
                if canonical in each.candidate.facts.canonicals and each.score >= chosen[0].score - _FAR:
                    chosen.append(each)
                    break
    return chosen


def _may_stand_alone(line: Line, target: Target) -> bool:
    """Say whether a line can be an answer: no heading, and no dateline or address, unless the question wants just that."""
    facts = line.facts
    if line.heading:
        return False
    if not facts.entities or line.list_item or "|" in line.text or (target.wants and wants_met(target, facts) > 0):
        return True
    if any(entity.kind not in _NO_STATEMENT for entity in facts.entities):
        return True
    return not facts.terms <= {term for entity in facts.entities for term in terms(entity.text)}


def _only(target: Target, want: Want) -> Target:
    return replace(target, wants=frozenset({want}))


def _contact_block(chosen: Sequence[Scored], target: Target, evidence: Evidence) -> tuple[Scored, ...]:
    """Return the contact lines of whom the question names, or of the list announced with that name.

    Where no line has the name, return the best contact line with those next to it, in its section.
    """
    contacts = [each for each in chosen if wants_met(target, each.candidate.facts) > 0] or list(chosen)
    first = contacts[0]
    if target.names and names_held(target, first.candidate.line.facts) == 1.0:
        named = [each for each in contacts if names_held(target, each.candidate.line.facts) == 1.0]
        direct = [each for each in named if wants_met(target, each.candidate.line.facts) > 0]
        return tuple(direct[:_CONTACT_LINES] or _with_items(named[:1], target, evidence))
    lines = evidence.lines(first.candidate.hit.document)
    here = first.candidate.line
    block = [here.number]
    for step in (1, -1):
        number = here.number + step
        while 0 <= number < len(lines) and lines[number].context == here.context and holds_contact(lines[number]):
            block.append(number)
            number += step
    nearest = sorted(sorted(block, key=lambda number: abs(number - here.number))[:_CONTACT_LINES])
    if target.wants & _PERSONS_WANTED and not any(_names_a_person(lines[number]) for number in nearest):
        above = range(nearest[0] - 1, max(nearest[0] - 1 - _PERSON_ABOVE, -1), -1)
        person = next((n for n in above if lines[n].context == here.context and _names_a_person(lines[n])), None)
        nearest = nearest if person is None else [person, *nearest]
    return tuple(scored_at(first, lines[number], evidence) for number in nearest)


def _names_a_person(line: Line) -> bool:
    return any(entity.kind is EntityKind.PERSON for entity in line.facts.entities)


def _with_likely_list(chosen: list[Scored], usable: Sequence[Scored], evidence: Evidence) -> list[Scored]:
    """Add the best line of the list that is most likely to answer as a whole, if it nearly is as likely as the best line."""
    weights: dict[tuple[str, int], float] = {}
    firsts: dict[tuple[str, int], Scored] = {}
    for each in usable:
        document = each.candidate.hit.document
        found = enumeration_of(evidence.lines(document), each.candidate.line)
        if found is not None and each.candidate.line in found.members:
            key = (document.id, found.members[0].number)
            weights[key] = weights.get(key, 0.0) + exp(each.score - chosen[0].score)
            firsts.setdefault(key, each)
    likely = max(weights, key=lambda key: weights[key], default=None)
    if likely is None or log(weights[likely]) < -_NEARLY or firsts[likely] in chosen:
        return chosen
    return [*chosen, firsts[likely]]


def _with_items(chosen: Sequence[Scored], target: Target, evidence: Evidence, *, several: bool = False) -> list[Scored]:
    """Put the items of a list after the sentence that announces it, and before a line its head or whom it speaks of.

    What belongs together with a line stands where it does, in the order of the text.

    Every sentence stands once.
    """
    expanded: list[Scored] = []
    seen: set[tuple[str, int]] = set()
    for position, each in enumerate(chosen):
        lines = evidence.lines(each.candidate.hit.document)
        line = each.candidate.line
        together = belonging(lines, line, target, evidence, several=several, best=position == 0)
        before = _spoken_of(each.candidate, target, several=several) if line.head is None else lines[line.head]
        heads = () if before is None else (before,)
        for member in (
            scored_at(each, part, evidence)
            for part in (
                *(together if line in together else (*heads, line)),
                *each.candidate.items,
                *notes_of(each.candidate, target, lines),
            )
        ):
            key = (member.candidate.hit.document.id, member.candidate.line.number)
            if key not in seen:
                seen.add(key)
                expanded.append(member)
    return expanded


def _spoken_of(candidate: Candidate, target: Target, *, several: bool) -> Line | None:
    """Return the sentence before one that cannot do without it.

    One that begins with a pronoun ("Elle est dirigée par…") needs whom it speaks of, if that is who is asked for; where
    `several` things are, one that tells the others ("Les quatre autres membres sont…") needs the first.
    """
    line, before = candidate.line, candidate.before
    if before is None or before.heading or before.passage.section != line.passage.section:
        return None
    if several and _THE_OTHERS.match(line.text) and any(e.kind in NAMED for e in before.facts.entities):
        return before
    names_more = names_held(target, before.facts) > names_held(target, line.facts)
    return before if names_more and _PRONOUN.match(line.text) else None


def scored_at(scored: Scored, line: Line, evidence: Evidence) -> Scored:
    """Return another line of the same document, with the same score."""
    if line.number == scored.candidate.line.number:
        return scored
    hit = scored.candidate.hit
    return Scored(evidence.candidate(hit, evidence.lines(hit.document), line), scored.score)


def _siblings(one: Line, other: Line) -> bool:
    """Say whether two lines are items of one list: under one heading, with at most eleven lines between them."""
    return one.list_item and other.list_item and one.context == other.context and abs(one.number - other.number) < 12


def _redundant(one: Line, other: Line) -> bool:
    """Say whether two sentences share most of their words."""
    smaller = min(len(one.facts.terms), len(other.facts.terms))
    return smaller > 0 and len(one.facts.terms & other.facts.terms) / smaller >= _SAME
