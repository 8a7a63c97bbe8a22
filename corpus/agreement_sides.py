"""Who agrees with whom in a sentence that speaks of an agreement: the French side and the partners."""

from __future__ import annotations

import re

from corpus.agreement_statements import Statement
from corpus.fact_reading import ACTORS, PLACES, Reading, Sentence, Subject, distinct
from corpus.kinds import Entity, EntityKind, ordered

PARTNERS = ACTORS | {EntityKind.INSTITUTION}
_TOWNS = frozenset({EntityKind.CITY, EntityKind.REGION})
_STOP = re.compile(
    r"[;]|\bau nom d|\bavec l'aide\b|\bgrace a\b|\bdans le cadre\b|\ben presence\b|\ba l'occasion\b|\blors d"
    r"|\bsous l'egide\b|\bsoutenu\w*|\bfinance\w*"
    r"|\bpour (?:le compte|que|\w+er\b)|\bafin d|\bdans le but|\bnegocie\w* par|\bqui\b|\bdont\b"
    r"|\bou\b (?=[a-z]+ a )|\bexplique\b|\bselon\b|\bapres\b"
)
_WITH = re.compile(
    r"\bavec\b|\bpartenaires? (?:de|du|d')|\brapproche\w* (?:de|du|d')|\bassocie\w* (?:a|au|aux)\b"
    r"|\brapprochement avec\b"
)
_ENCOUNTER = re.compile(r"\b(?:apres|suite a|rencontr\w+|contacts?|echang\w+)\b[^,;]{0,30}\Z")
_NEAR = re.compile(r"(?: (?:le |la |les |l'|un |une )?(?:[a-z-]+ ){0,4}(?:l'|d')?)[«\" ]*")
_THESE = re.compile(
    r"\bces? (?:(deux|trois|quatre|cinq|six|\d+) )?(?:nouveaux |premiers )?(?:partenariats?|accords?"
    r"|conventions?|cooperations?)\b"
)
_COUNTS = {"deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6}


def sides(reading: Reading, statement: Statement) -> tuple[Subject, tuple[Entity, ...]]:
    """Return the French side and the partners."""
    sentence = statement.sentence
    referred = _referred(reading, sentence)
    if referred:
        return reading.subject(sentence), referred
    partners = _after_word(reading, statement, _WITH) or _between(reading, sentence) or _listed(statement)
    if not partners:
        actors = distinct(sentence.of(PARTNERS))
        foreign = [actor for actor in actors if reading.is_foreign(actor)]
        others = actors[1:] if len(actors) > 1 and _joined(sentence, actors[0], actors[1]) else []
        partners = tuple(foreign or others)
    if not partners:
        partners = _places_with(reading, statement)
    named = [a for a in sentence.of(ACTORS) if a not in partners and a.canonical not in {p.canonical for p in partners}]
    if partners and not reading.at_home(named) and all(p.kind in ACTORS for p in partners):
        # "X a signé avec le pôle Y": the pole is the French side, wherever it stands.
        home = [p for p in partners if reading.country(p) == "France" or p.kind is EntityKind.POLE]
        foreign = [a for a in named if reading.is_foreign(a)]
        if foreign and home:
            return Subject(tuple(home), 0), tuple(foreign)
    first = min((p.start for p in partners), default=None)
    own = Subject(tuple(reading.at_home(named)[:1]), 0) if named and reading.at_home(named) else None
    subject = reading.subject(sentence, first)
    if subject.distance and own is not None and not reading.is_about_another(sentence):
        subject = own
    if subject.distance and not reading.is_about_another(sentence):
        stop = min((first or sentence.span.end), statement.anchor)
        unlisted = reading.unlisted(sentence, sentence.span.start, stop)
        subject = Subject(tuple(unlisted[:1]), 0) if unlisted else subject
    return subject, partners


def _referred(reading: Reading, sentence: Sentence) -> tuple[Entity, ...]:
    """Return the partners that "ces deux partenariats" points back to: the names of the nearest list of as many."""
    these = _THESE.search(sentence.words)
    if these is None or re.match(r" ?avec", sentence.words[these.end() :]):
        return ()
    wanted = _COUNTS.get(these[1] or "", int(these[1]) if (these[1] or "").isdigit() else 0)
    for other in reading.earlier(sentence, 3):
        foreign = [entity for entity in distinct(other.of(PARTNERS)) if reading.is_foreign(entity)]
        if foreign and (not wanted or len(foreign) == wanted):
            return tuple(foreign)
    return ()


def _after_word(reading: Reading, statement: Statement, word: re.Pattern[str]) -> tuple[Entity, ...]:
    """Return the organisations named after each "avec", up to the end of its clause."""
    sentence, found = statement.sentence, list[Entity]()
    for lead in word.finditer(sentence.words):
        helped = re.match(r" (?:l'aide|le soutien|l'appui|le concours|pour|succes)\b", sentence.words[lead.end() :])
        if helped or _ENCOUNTER.search(sentence.words[: lead.start()]):
            continue
        stop = _STOP.search(sentence.words, lead.end())
        first = sentence.span.start + lead.end()
        last = sentence.span.start + (stop.start() if stop else len(sentence.words))
        named = [e for e in sentence.of(PARTNERS) if first <= e.start < last]
        unlisted = reading.unlisted(sentence, first, last)
        found += [*named, *(e for e in unlisted if _NEAR.fullmatch(sentence.between(first, e.start)))]
    return tuple(distinct(ordered(found)))


def _between(reading: Reading, sentence: Sentence) -> tuple[Entity, ...]:
    """Return the other side of "accord entre A et B": what is foreign, or all but the first."""
    lead = re.search(r"\bentre\b", sentence.words)
    if lead is None:
        return ()
    stop = _STOP.search(sentence.words, lead.end())
    first, last = (
        sentence.span.start + lead.end(),
        sentence.span.start + (stop.start() if stop else len(sentence.words)),
    )
    sides = distinct(e for e in sentence.of(PARTNERS) if first <= e.start < last)
    foreign = [side for side in sides if reading.is_foreign(side)]
    if foreign and len(foreign) < len(sides):
        return tuple(foreign)
    poles = [side for side in sides if side.kind is EntityKind.POLE]
    return tuple(side for side in sides if side not in poles[:1]) if poles else tuple(sides[1:])


def _listed(statement: Statement) -> tuple[Entity, ...]:
    """Return the organisations that a colon or a bracket after the word for agreements lists."""
    sentence = statement.sentence
    for span in statement.objects:
        opening = re.match(r"[^.;:(]{0,50}[:(]", sentence.after(span.end, 80))
        if opening:
            named = [e for e in sentence.of(PARTNERS) if e.start >= span.end + opening.end()]
            if named:
                return tuple(distinct(named))
    return ()


def _places_with(reading: Reading, statement: Statement) -> tuple[Entity, ...]:
    """Return the foreign towns, regions or countries that stand for partners: "avec des clusters d'Osaka et de Kobe"."""
    sentence = statement.sentence
    lead = re.search(r"\bavec\b|\bentre\b", sentence.words)
    if lead is None:
        return ()
    stop = re.compile(rf"{_STOP.pattern}|\b(?:est|sont|a|ont) ").search(sentence.words, lead.end())
    first, last = (
        sentence.span.start + lead.end(),
        sentence.span.start + (stop.start() if stop else len(sentence.words)),
    )
    places = [e for e in distinct(sentence.of(PLACES)) if first <= e.start < last and reading.is_foreign(e)]
    towns = [e for e in places if e.kind in _TOWNS and not re.search(r"\ba \Z", sentence.before(e.start))]
    return tuple(towns or [e for e in places if e.kind is EntityKind.COUNTRY])


def _joined(sentence: Sentence, first: Entity, second: Entity) -> bool:
    return (
        re.fullmatch(
            r"(?:, [^,]{3,60},)?[ «»\"]*(?:et|and|&)[ «»\"]*(?:l'|le |la |les )?(?:\w+ ){0,2}[«\" ]*",
            sentence.between(first.end, second.start),
        )
        is not None
    )
