"""Whose document it is: the pole or cluster that a document is mostly about, whom "le pôle" or nobody named stands for.

Does not know facts. Told by the title, the number of mentions, the word "pôle" beside the name and the addresses that spell it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable

from corpus.kinds import Entity, EntityKind
from corpus.plain import plain
from corpus.protagonists import domain_of, spells

_CALLED = re.compile(r"\b(?:poles?|clusters?|association|a propos d[eu'])(?: de competitivite)? ?[«\" ]*\Z")
_LED_BY = re.compile(
    r"\b(?:directeur|directrice|president|presidente|deleguee?|animateur|animatrice|responsable|director|chargee?"
    r"|cheffe?)(?: [a-z-]+){0,3} "
    r"(?:de la |de l'|de |du |d'|des |of )[«\" ]*\Z"
)
_IS_POLE = re.compile(
    r"[ »\"]{0,2}(?:,|\(| est| is)? ?(?:le |la |l'|un |une |a |the )?(?:french )?(?:competitiveness )?(?:pole|cluster|grappe)\b"
)
_PUBLISHES = re.compile(
    r"\A(?:(?:le |la |l')?(?:pole|cluster|grappe|association|technopole|reseau)(?: de competitivite)? )?\0(?: cluster)?(?:,|\Z)"
)
"""A publisher that is a pole: its name alone, or led by what it is."""
_OF_MEMBERS = re.compile(
    r"\b(?:membres?|adherente?s?|cotisants?|adherer|adhesion|members?) (?:de la |de l'|de |du |d'|des |a l'|a |au |of )"
    r"(?:pole |cluster |reseau |the )?[«\" ]*\Z"
)
"""What the one whose members read a document is called by."""
_ENTITLES = re.compile(r"[ »\"*]{0,2}(?:[,:–—]|\()(?! ?(?:du |le |les |from |on )?\d)")
"""What parts the name that a title begins with from what it says of it."""
_IS_WORK = re.compile(
    r"[ »\"*]{0,2}(?:,|\(| est| is| was)? ?(?:un|une|le|la|a|an|the) (?:[a-z-]+ ){0,2}?(?:projet|programme|plan|dispositif|salon"
    r"|appel|label|fonds|forum|project|program|scheme|fund|fair|call)\b"
)
"""What makes of a name one that nobody bears: "X est un projet de coopération"."""
_INTERVIEW = re.compile(
    r"\b(?:entretien (?:avec|croise)|interview|questions a|propos recueillis|rencontre avec|la parole a|conversation (?:avec"
    r"|with)|dialogue avec|face a face|grand entretien|questions (?:to|for)|talks? to us)\b"
)
_OPENING = 400  # characters in which an interview says whose head speaks
_MOST_MENTIONS = 6
_ENOUGH, _LEAD, _SURE = 4, 2, 5
_DIGEST = 4  # poles from which on a document that neither its title nor an address lays to one is about them all


def host_of(
    text: str, title_end: int, entities: tuple[Entity, ...], is_foreign: Callable[[Entity], bool], publisher: str
) -> Entity | None:
    """Return the first mention of the actor that a document is about, if one stands out; foreign ones never do."""
    domains = {domain for entity in entities if (domain := domain_of(entity))}
    interviewed = _INTERVIEW.search(plain(text[:_OPENING])) is not None
    scores: dict[str, int] = defaultdict(int)
    first: dict[str, Entity] = {}
    for entity in entities:
        if entity.kind not in (EntityKind.POLE, EntityKind.ORGANISATION):
            continue
        name = entity.canonical
        if name not in first:
            if is_foreign(entity):
                continue
            first[name] = entity
            scores[name] += 4 * any(spells(name, domain) for domain in domains)
            scores[name] += 2 * (entity.kind is EntityKind.POLE) + 4 * (
                plain(name) in plain(publisher) and bool(publisher)
            )
        scores[name] += scores[name] < _MOST_MENTIONS
        scores[name] += 3 * (entity.end <= title_end)
        scores[name] += 2 * (_CALLED.search(plain(text[max(0, entity.start - 30) : entity.start])) is not None)
        leads = _LED_BY.search(plain(text[max(0, entity.start - 60) : entity.start])) is not None
        scores[name] += 3 * leads + 3 * (leads and entity.start < _OPENING and interviewed)
        scores[name] += 2 * (_OF_MEMBERS.search(plain(text[max(0, entity.start - 40) : entity.start])) is not None)
        scores[name] -= 9 * (_IS_WORK.match(plain(text[entity.end : entity.end + 60])) is not None)
        opens = entity.end <= title_end and not text[: entity.start].strip('#*_«" \n')
        scores[name] += 3 * (opens and _ENTITLES.match(plain(text[entity.end : entity.end + 9])) is not None)
        scores[name] += 2 * (_IS_POLE.match(plain(text[entity.end : entity.end + 50])) is not None)
    named = [name for name in first if publisher and re.search(rf"\b{re.escape(plain(name))}\b", plain(publisher))]
    if len(named) == 1 and _PUBLISHES.search(plain(publisher).replace(plain(named[0]), "\0")):
        return first[named[0]]
    title = plain(text[:title_end])
    for name in first:  # in a title in capitals the name is no mention
        scores[name] += 3 * (first[name].start >= title_end and f" {plain(name)} " in f" {title} ")
    counts = Counter(entity.canonical for entity in entities)
    first = {
        name: one for name, one in first.items() if counts[name] > 1 or one.end <= title_end or scores[name] > _SURE
    }
    ranked = sorted(first, key=lambda name: (-scores[name], first[name].start))
    if not ranked or scores[ranked[0]] < _ENOUGH:
        return None
    if len(ranked) > 1 and scores[ranked[0]] - scores[ranked[1]] < _LEAD:
        return None
    host = first[ranked[0]]
    poles = {entity.canonical for entity in entities if entity.kind is EntityKind.POLE}
    signed = any(spells(host.canonical, domain) for domain in domains) or (
        bool(publisher) and plain(host.canonical) in plain(publisher)
    )
    titled = any(entity.end <= title_end for entity in entities if entity.canonical == host.canonical)
    return host if titled or signed or len(poles) < _DIGEST else None
