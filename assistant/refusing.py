"""Refusing: when the evidence does not answer the question, and why. Rules first, then a calibrated probability.

The rules are about what a question demands (a name, a date, a telephone number), never about one question or document.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.acronyms import is_spelt_out
from assistant.answers import RefusalReason
from assistant.evidence import Candidate, Evidence, Facts
from assistant.features import ReadSentence
from assistant.question_types import CONTACT, Shape, Want
from assistant.targets import (
    STRICT,
    VALUES,
    Target,
    any_number,
    dates_agree,
    listed_names_held,
    names_held,
    places_held,
    plain_coverage,
    wants_met,
)
from assistant.understanding import Understanding
from corpus.entities import Entity, EntityKind
from corpus.french import fold, terms
from corpus.kinds import PLACES
from corpus.spelling import nearest
from index.contracts import Hit

_NEAR = 3
_FORGIVING = 6
_SURE = 0.5
_GIVERS = frozenset(
    {EntityKind.INSTITUTION, EntityKind.PROGRAMME, EntityKind.REGION, EntityKind.POLE, EntityKind.ORGANISATION}
)
"""What may give or get a sum."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no answer; `name` is what the question asks for and the evidence lacks."""

    reason: RefusalReason
    name: str


def rule_out(understanding: Understanding, target: Target, hits: Sequence[Hit], evidence: Evidence) -> Refusal | None:
    """Return a refusal that no score can overrule, or None."""
    if understanding.type.shape is Shape.COMMAND:
        return Refusal(RefusalReason.NOT_A_QUESTION, "")
    if not hits:
        return Refusal(RefusalReason.NOTHING_NEAR, "")
    around = [_around(hit, evidence) for hit in hits]
    documents = {hit.document.id: evidence.document_facts(hit.document) for hit in hits}
    return (
        _unknown_name(understanding, list(documents.values()))
        or _unlinked_names(understanding, around)
        or _absent_dates(understanding, target, hits, around)
    )


def shares_nothing(
    understanding: Understanding,
    target: Target,
    candidates: Sequence[Candidate],
    readings: Sequence[ReadSentence],
) -> Refusal | None:
    """Return a refusal when a figure or a date is wanted of something that no passage read has a single word about.

    "Quelle est la superficie de Chambéry ?" of texts that only name it. Other questions are asked in words that no text need
    hold, a follow-up is in the words of another, and a reader that is sure has understood other words.
    """
    words = any(not unit.canonicals for unit in target.units)
    if not words or not target.wants & VALUES or understanding.continued:
        return None
    if any(reading.probability > _SURE for reading in readings):
        return None
    if plain_coverage(target, *(each.facts for each in candidates)) > 0:
        return None
    return Refusal(RefusalReason.NOTHING_NEAR, "")


def lacks_value(target: Target, chosen: Sequence[Candidate], evidence: Evidence) -> Refusal | None:
    """Return a refusal when no chosen sentence holds what is wanted: a contact of the right name, a sum, a share or a time.

    A sum or a share may be a bare number: a table tells its unit elsewhere.
    """
    for want in sorted(target.wants & STRICT):
        alone = replace(target, wants=frozenset({want}))
        holding = [each for each in chosen if wants_met(alone, each.facts)]
        if want in CONTACT:
            met = any(_about(target, each, evidence) for each in holding)
        else:
            met = any(not _is_anothers(target, each, want) for each in holding) or (
                want is not Want.TIME and not holding and any(any_number(target, each.facts) for each in chosen)
            )
        if not met:
            return Refusal(RefusalReason.NO_VALUE, "")
    return None


def _is_anothers(target: Target, candidate: Candidate, want: Want) -> bool:
    """Say whether a sum is told of others than those that the question names: "Combien Nova a-t-elle donné ?", of Lumo's."""
    asked = target.names - target.places
    if want is not Want.AMOUNT or not asked or asked & (candidate.facts.canonicals | candidate.context.canonicals):
        return False
    return any(e.kind in _GIVERS and e.canonical not in target.given for e in candidate.facts.entities)


def is_contact_asked_for(target: Target, candidate: Candidate, evidence: Evidence) -> bool:
    """Say whether a sentence holds a contact of the kind that the question wants, and of its names."""
    wanted = target.wants & CONTACT
    if not wanted:
        return False
    return wants_met(replace(target, wants=wanted), candidate.facts) > 0 and _about(target, candidate, evidence)


def is_proved(target: Target, chosen: Sequence[Candidate], evidence: Evidence) -> bool:
    """Say whether the form of the chosen sentences leaves little doubt, whatever their scores.

    So it is where every contact value asked for stands by the names of the question, and where the meaning of an acronym
    is asked for and the first sentence spells it out.
    """
    if Want.MEANING in target.wants:
        return any(is_spelt_out(acronym, each.line.text) for each in chosen[:1] for acronym in target.acronyms)
    wanted = target.wants & CONTACT
    # A place is no owner: who is named beside it ("signé à Osaka devant X") need not be whom one may write to.
    owned = bool(target.names - target.places) or all(stands_over(target, each, evidence) for each in chosen)
    return bool(wanted) and owned and lacks_value(replace(target, wants=wanted), chosen, evidence) is None


def stands_over(target: Target, candidate: Candidate, evidence: Evidence) -> bool:
    """Say whether a sentence, what it stands under or the three lines above hold names that no list knows and all others."""
    if not target.unlisted:
        return False
    owner = replace(target, names=target.names - target.places)
    above = evidence.lines(candidate.hit.document)[max(candidate.line.number - _NEAR, 0) : candidate.line.number]
    return names_held(owner, candidate.facts, candidate.context, *(line.facts for line in above)) == 1.0


def _about(target: Target, candidate: Candidate, evidence: Evidence) -> bool:
    """Say whether a contact is of the names of the question: they stand over the sentence or at most three lines from it.

    A line that names another person is that person's, not the one's that the question names; a telephone number, an
    address or a site is of the person named last before it. Where a line nearby holds both the names and what is wanted,
    lines without the names are about others.
    """
    lines = evidence.lines(candidate.hit.document)
    number = candidate.line.number
    own = _surnames(candidate.line.facts)
    if not own:
        own = next(
            (found for line in reversed(lines[max(number - _NEAR, 0) : number]) if (found := _surnames(line.facts))),
            own,
        )
    asked = frozenset(fold(person.split()[-1]) for person in target.persons)
    if asked and not asked & own:
        return False
    near = [line.facts for line in lines[max(number - _NEAR, 0) : number + _NEAR + 1]]
    # A press release ends with its contacts, without the town that it is about.
    alone = replace(target, names=target.names - target.places, wants=target.wants & CONTACT)
    whole = [facts for facts in near if names_held(alone, facts) == 1.0 and wants_met(alone, facts) == 1.0]
    if (alone.names or alone.unlisted) and whole and candidate.line.facts not in whole:
        return False
    at_hand = listed_names_held(alone, *near, candidate.context) == 1.0
    return at_hand and places_held(target, evidence.document_facts(candidate.hit.document)) == 1.0


def _surnames(facts: Facts) -> frozenset[str]:
    """Return the last words, folded, of the persons' names in a line."""
    return frozenset(fold(e.canonical.split()[-1]) for e in facts.entities if e.kind is EntityKind.PERSON)


def _around(hit: Hit, evidence: Evidence) -> Facts:
    """Return the facts of a passage with its headings, its document's title, and the passages beside it."""
    passages = evidence.neighbourhood(hit.document, hit.passage)
    return evidence.facts("\n".join([hit.document.title, hit.passage.section, *(passage.text for passage in passages)]))


def _firm(understanding: Understanding) -> list[Entity]:
    """Return the names that the evidence must hold: a place may be told otherwise ("Boston" for Massachusetts)."""
    return [name for name in understanding.names if name.kind not in PLACES]


def _unknown_name(understanding: Understanding, documents: Sequence[Facts]) -> Refusal | None:
    written = frozenset().union(*(facts.terms for facts in documents))
    allowed = {term: 1 for term in written if len(term) >= _FORGIVING}
    for name in _firm(understanding):
        misspelt = name.kind is EntityKind.PERSON and all(_written(w, written, allowed) for w in name.text.split())
        if not misspelt and not any(holds_name(name, facts) for facts in documents):
            return Refusal(RefusalReason.UNKNOWN_ENTITY, name.text)
    missing = [word for word in understanding.unknown if not _written(word, written, allowed)]
    return Refusal(RefusalReason.UNKNOWN_ENTITY, " ".join(missing)) if missing else None


def _written(word: str, written: frozenset[str], allowed: Mapping[str, int]) -> bool:
    """Say whether a word of the question stands in the evidence, perhaps with one typing error."""
    stems = terms(word)
    return not stems or any(stem in written or nearest(stem, allowed) for stem in stems)


def holds_name(name: Entity, facts: Facts) -> bool:
    """Say whether the facts of a text hold a name, as a whole or in its words."""
    return name.canonical in facts.canonicals or set(terms(name.text)) <= facts.terms


def _unlinked_names(understanding: Understanding, around: Sequence[Facts]) -> Refusal | None:
    names = list({name.canonical: name for name in _firm(understanding)}.values())
    if len(names) < 2 or understanding.type.shape in {Shape.COMPARISON, Shape.LIST, Shape.SUMMARY}:
        return None
    if any(all(holds_name(name, facts) for name in names) for facts in around):
        return None
    return not_together(names)


def not_together(entities: Iterable[Entity]) -> Refusal:
    """Return the refusal that no passage speaks of these together."""
    spoken = dict.fromkeys(f"« {entity.text} »" for entity in entities)
    return Refusal(RefusalReason.FALSE_PREMISE, ", ".join(spoken))


def without_agreement(
    understanding: Understanding, countries: Sequence[Entity], chosen: Sequence[Candidate], evidence: Evidence
) -> Refusal | None:
    """Return a refusal when no agreement with these countries is known, and no passage that was chosen names one of them."""
    read = {each.hit.passage.id: each.hit for each in chosen}.values()
    if not countries or any(holds_name(place, _around(hit, evidence)) for hit in read for place in countries):
        return None
    return not_together((*_firm(understanding), *countries))


def _absent_dates(
    understanding: Understanding, target: Target, hits: Sequence[Hit], around: Sequence[Facts]
) -> Refusal | None:
    if not target.dates:
        return None
    for date in target.dates:
        alone = replace(target, dates=(date,))
        if not any(
            all(holds_name(name, facts) for name in _firm(understanding))
            and (dates_agree(alone, facts) == 1.0 or hit.document.date.startswith(date))
            for hit, facts in zip(hits, around, strict=True)
        ):
            return not_together((*understanding.names, *understanding.dates))
    return None
