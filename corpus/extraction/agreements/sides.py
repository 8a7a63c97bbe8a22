"""Who agrees with whom in a sentence that speaks of an agreement: the French side and the partners."""

from __future__ import annotations

import re

from corpus.extraction.agreements.neighbours import spoken_of, the_two
from corpus.extraction.agreements.statements import LABEL, Statement
from corpus.extraction.fact_reading import ACTORS, PLACES, Reading, Sentence, Subject, distinct
from corpus.fact_kinds import Status
from corpus.kinds import Entity, EntityKind, ordered
from corpus.protagonists import RUN

PARTNERS = ACTORS | {EntityKind.INSTITUTION}
_TOWNS = frozenset({EntityKind.CITY, EntityKind.REGION})
_STOP = re.compile(
    r"[;]|\bau nom d|\bavec l'aide\b|\bgrace a\b|\bdans le cadre\b|\ben presence\b|\ba l'occasion\b|\blors d"
    r"|\bsous l'egide\b|\bsoutenu\w*|\bfinance\w*"
    r"|\bpour (?:le compte|que|\w+er\b)|\bafin d|\bdans le but|\bnegocie\w* par|\bqui\b|\bdont\b"
    r"|\banime\w*|\bpresentation d|\borganise\w* par|\btable ronde|\bou\b (?=[a-z]+ a )|\bexplique\b|\bselon\b"
    r"|\b(?:par|by)\b(?= (?:(?:le|la|les|son|sa|leurs?|notre|nos|its|the|their|our) |l')?[a-z ]*\0| (?:son|notre|leur|its) )"
    r"|\bapres\b|\bau sein d|,? et non\b|, que\b"
)
_WITH = re.compile(
    r"\bavec\b|\bwith\b|\baux cotes d(?:e|u|es)\b|\bpartenaires? (?:de|du|d')(?! (?:projet|programme|reseau"
    r"|consortium|salon)\b)|\brapproche\w* (?:de|du|d'|des)|\bassocie\w* (?:a|au|aux)\b"
    r"|\b(?:partenaires?|homologues?|allies?)(?: [a-z-]+){0,3}?(?:,? (?:c'est|est|sont)| :|,)?(?= (?:[a-z-]+ )?\0)"
    r"|\b(?:associe|allie|lie|liai|relie|unit|unis|unissent|jumel|rattach)\w*(?! de\b)[^.;,]{0,70}?\b(?:a|au|aux|a l'|du"
    r"|avec)\b|\b(?:link|tie|tying|bind|bound|twin)\w*\b[^.;,]{0,70}?\b(?:to|with)\b"
)
_TIED = re.compile(r"\b(?:lie|allie|associe|jumele)e?s?\b(?! de\b)[^.;,]{0,40}?\b(?:a|au|aux|avec)\b")
_TIES = re.compile(
    r"\b(?:lie|unit|relie|associe|rattache|liait|unissait|reliait|liant|unissant) (?:desormais )?(?:le |la |l')?"
    r"(?:pole |cluster )?[«\" ]*\Z"
)
"""What leads to the first of the two that an agreement ties: "l'accord qui unit X à Y"."""
_ENCOUNTER = re.compile(r"\b(?:apres|suite a|rencontr\w+|contacts?|echang\w+)\b[^,;]{0,30}\Z")
_A_PARTNER = re.compile(
    r"[ »\"]{0,2},? \(?(?:son|notre|leur|un|le) (?:[a-z]+ )?partenaire\b(?! (?:d'|de la |du )?(?:projet|programme))"
)
_DESCRIBED = re.compile(
    r" (?:le |la |les |l'|un |une )(?P<what>(?:parc|regie|agence|institut|centre|ports?|syndicat|office|conseil|universite"
    r"|cluster|technopole|grappe|pole|biocluster|chambre de commerce|reseau|federation))(?: [a-z-]{3,}){0,2}?"
    r"(?P<of> (?:de la |de l'|de |du |d'|des ))(?! ?[a-z-]+ (?:de|du|des|d'))"
)
_DELEGATION = re.compile(
    r"\b(?:delegation|representants?|dirigeants?|equipes?|responsables?|homologues?) (?:du |de la |de l'|de |d'|des )"
    r"(?:cluster |pole |reseau )?(?:[a-z-]+ )?[«\" ]*\Z"
)
_NEAR = re.compile(r"(?: (?:le |la |les |l'|un |une )?(?:[a-z-]+ ){0,4}(?:l'|d')?)[«\" ]*")
_THESE = re.compile(
    r"\b(?:ces?|les) (?:(deux|trois|quatre|cinq|six|\d+) )?(?:nouveaux |premiers )?(?:partenariats?|accords?"
    r"|conventions?|cooperations?)\b"
)
_THE_TWO = re.compile(
    r"\b(?:les|the) (?:signataires|parties)\b|\b(?:(?:les|nos|ces|leurs) deux|(?:the|our|these) two|both)"
    r" (?:structures|clusters|partenaires|poles|entites"
    r"|organisations|parties|reseaux|associations|homologues"
    r"|grappes|signataires|parties|networks|associations|sides|organisations)\b"
)
_HEAD_OF = re.compile(
    r"\b(?:directeur|directrice|president|presidente|deleguee?|responsable|director|pdg|secretaire|ceo|chairman"
    r"|patron\w*|celui|celle|homologue|head)(?: [a-z-]+){0,2} "
    r"(?:de la |de l'|de |du |d'|des |of (?:the )?)(?:(?:pole|cluster|reseau|grappe|parc|association|federation|network) )?"
    r"(?:[a-z-]+ )?[«\" ]*\Z"
)
_US_AND = re.compile(
    r"(?:\A|[:,] |\bque )(?:le pole|notre pole|le cluster|l'association)(?: [a-z]+)?(?: \([^()]*\))? et (?:le cluster "
    r"|son homologue )?(?:[a-z-]+ )?(?=\0)"
)
_AND_THEM = re.compile(
    r"\b(?:le pole|notre pole|le cluster|l'association|[»\0]) et (?:lui|elle|ce dernier|cette derniere|celui-ci|celle-ci)\b"
)
_AT = re.compile(r"(?<!situes )(?<!bases )(?<!installes )(?<!implantes )\ba \Z")
_WHERE = re.compile(r"\0[ »\")]*, (?:\w+ )?(?:a|au|in|at) [«\" ]*\Z")
"""What leads from a partner to where it is: "le cluster X, à Y"."""
_FAR_BACK = 14  # sentences in which the names of "ces deux partenariats" are looked for
_COUNTS = {"deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6}


def sides(reading: Reading, statement: Statement) -> tuple[Subject, tuple[Entity, ...]]:
    """Return the French side and the partners."""
    sentence = statement.sentence
    tied = _after_word(reading, statement, _TIED)
    referred = () if tied else _referred(reading, sentence) or _both(reading, sentence)
    if referred:
        return reading.subject(sentence), referred
    both = (
        _between(reading, sentence)
        or _and_them(reading, sentence)
        or _represented(reading, sentence)
        or _with_us(reading, sentence)
    )
    if both is not None:
        return both
    partners = _after_word(reading, statement, _WITH) or _listed(statement) or _apposed(sentence)
    if not partners:
        actors = distinct(sentence.of(PARTNERS))
        foreign = [actor for actor in actors if reading.is_foreign(actor)]
        others = actors[1:] if len(actors) > 1 and _joined(sentence, actors[0], actors[1]) else []
        partners = tuple(foreign or others)
    partners = (
        partners or _delegated(reading, sentence) or _places_with(reading, statement) or spoken_of(reading, sentence)
    )
    named = [
        a
        for a in sentence.of(ACTORS)
        if a.canonical not in {p.canonical for p in partners}
        and not any(p.start <= a.start < p.end for p in partners)
        and not _is_where(sentence, a)
    ]
    if partners and not reading.at_home(named) and all(p.kind in ACTORS for p in partners):
        # "X a signé avec le pôle Y": the pole is the French side, wherever it stands.
        home = [p for p in partners if reading.country(p) == "France" or p.kind is EntityKind.POLE]
        foreign = [a for a in named if reading.is_foreign(a)]
        if foreign and home:
            return Subject(tuple(home), 0), tuple(foreign)
    first = min((p.start for p in partners), default=None)
    tying = [a for a in reading.at_home(named) if _TIES.search(sentence.before(a.start))]
    if partners and tying:
        return Subject(tuple(tying[:1]), 0), partners
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
    for other in reversed(reading.sentences[max(0, sentence.number - _FAR_BACK) : sentence.number]):
        foreign = [entity for entity in distinct(other.of(PARTNERS)) if reading.is_foreign(entity)]
        listed = [e for item in reading.items_after(other) for e in item.of(PARTNERS)[:1] if reading.is_foreign(e)]
        for named in (foreign, listed):
            near = other.section is sentence.section and sentence.number - other.number <= 3
            if named and (len(named) == wanted or (near and not wanted)):
                return tuple(named)
    return ()


def _after_word(reading: Reading, statement: Statement, word: re.Pattern[str]) -> tuple[Entity, ...]:
    """Return the organisations named after each "avec", up to the end of its clause."""
    sentence, found = statement.sentence, list[Entity]()
    for lead in word.finditer(sentence.words):
        helped = re.match(r" (?:l'aide|le soutien|l'appui|le concours|pour|succes)\b", sentence.words[lead.end() :])
        if (
            helped
            or re.search(r"\b(?:non|pas) \Z", sentence.words[: lead.start()])
            or (statement.status is not Status.NEGOTIATED and _ENCOUNTER.search(sentence.words[: lead.start()]))
        ):
            continue
        first = sentence.span.start + lead.end()
        if re.match(r" (?:qui|lequel|laquelle|lesquel\w+)\b", sentence.words[lead.end() :]):
            found += [e for e in sentence.of(PARTNERS) if e.end <= first][-1:]
            continue
        stop = _STOP.search(sentence.words, lead.end())
        last = sentence.span.start + (stop.start() if stop else len(sentence.words))
        if described := _described(reading, sentence, lead.end()):
            found.append(described)
            first = described.end
        named = [e for e in sentence.of(PARTNERS) if first <= e.start < last]
        unlisted = reading.unlisted(sentence, first, last)
        found += [*named, *(e for e in unlisted if _NEAR.fullmatch(sentence.between(first, e.start)))]
    return tuple(distinct(one for one in ordered(found) if not _is_where(sentence, one)))


def _is_where(sentence: Sentence, one: Entity) -> bool:
    """Tell whether a name only says where another is: "le cluster X, à Y"."""
    return _WHERE.search(sentence.before(one.start)) is not None


def _between(reading: Reading, sentence: Sentence) -> tuple[Subject, tuple[Entity, ...]] | None:
    """Return the two sides of "accord entre A et B" or "Accord : A – B"; no side at home where all are foreign."""
    lead = re.search(r"\b(?:entre|between)\b", sentence.words)
    label = None if lead or re.search(r"\b(?:avec|with)\b", sentence.words) else LABEL.match(sentence.words)
    lead = lead or label
    if lead is None or (label and len(distinct(sentence.of(PARTNERS))) != 2):
        return None
    stop = _STOP.search(sentence.words, lead.end())
    first, last = (
        sentence.span.start + lead.end(),
        sentence.span.start + (stop.start() if stop else len(sentence.words)),
    )
    told = [e for e in sentence.of(PARTNERS) if first <= e.start < last]
    opening = [e for e in reading.unlisted(sentence, first, last) if _NEAR.fullmatch(sentence.between(first, e.start))]
    named = distinct([*opening, *told] if told else [])
    if not named:
        return None
    foreign = [side for side in named if reading.is_foreign(side)]
    ours = re.search(r"\b(?:le pole|notre|nous|le cluster|celui-ci|les deux)\b", sentence.between(first, last))
    if len(named) == 1 or (ours and len(foreign) == len(named)):
        return reading.subject(sentence, first), tuple(named)
    home = [side for side in named if side not in foreign]
    poles = [s for s in home if s.kind is EntityKind.POLE or (reading.host and s.canonical == reading.host.canonical)]
    own = poles[:1] or home[:1]
    if foreign and home:
        return Subject(tuple(home), 0), tuple(foreign)
    return Subject(tuple(own), 0), tuple(side for side in named if side not in own) if own else ()


def _represented(reading: Reading, sentence: Sentence) -> tuple[Subject, tuple[Entity, ...]] | None:
    """Return the sides whose heads sign: "A, président de X, et B, directrice de Y, ont signé"."""
    sides = distinct(e for e in sentence.of(ACTORS) if _HEAD_OF.search(sentence.before(e.start, 70)))
    if len(sides) < 2:
        return None
    home = reading.at_home(sides)
    if reading.host is not None:
        home.sort(key=lambda e: reading.host is None or e.canonical != reading.host.canonical)
    return (Subject((home[0],), 0), tuple(e for e in sides if e != home[0])) if home else None


def _with_us(reading: Reading, sentence: Sentence) -> tuple[Subject, tuple[Entity, ...]] | None:
    """Return the sides of "le pôle et X ont signé"."""
    lead = _US_AND.search(sentence.words)
    actor = next((e for e in sentence.of(ACTORS) if lead and e.start == sentence.span.start + lead.end()), None)
    if actor is None or not re.match(
        r"[^.;]{0,60}?\b(?:ont|sont|viennent|vont|\w+ent|\w+ront)\b", sentence.after(actor.end, 90)
    ):
        return None
    return reading.subject(sentence, sentence.span.start), (actor,)


def _and_them(reading: Reading, sentence: Sentence) -> tuple[Subject, tuple[Entity, ...]] | None:
    """Return the sides of "le pôle et lui ont signé": the one abroad that a sentence before names is "lui"."""
    if not _AND_THEM.search(sentence.words):
        return None
    for other in reading.earlier(sentence, 2):
        if foreign := [e for e in distinct(other.of(ACTORS)) if reading.is_foreign(e)]:
            own = Subject((reading.host,), 1) if reading.host else reading.subject(sentence, sentence.span.start)
            return own, tuple(foreign[:1])
    return None


def _both(reading: Reading, sentence: Sentence) -> tuple[Entity, ...]:
    """Return the other of "les deux structures": the one that a sentence before names beside the one it is about."""
    if not _THE_TWO.search(sentence.words) or sentence.of(PARTNERS):
        return ()
    known = {entity.canonical for entity in reading.subject(sentence).entities}
    for other in reading.earlier(sentence, 3):
        named = distinct(e for e in other.of(ACTORS) if e.canonical not in known)
        if named:
            return tuple(named) if len(named) == 1 else tuple(e for e in named if reading.is_foreign(e))[:1]
    return the_two(reading, known)


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
    stop = re.compile(rf"{_STOP.pattern}|\b(?:est|sont|ont) |(?<!situes )\ba ").search(sentence.words, lead.end())
    first, last = (
        sentence.span.start + lead.end(),
        sentence.span.start + (stop.start() if stop else len(sentence.words)),
    )
    places = [e for e in distinct(sentence.of(PLACES)) if first <= e.start < last and reading.is_foreign(e)]
    towns = [e for e in places if e.kind in _TOWNS and not _AT.search(sentence.before(e.start))]
    return tuple(towns or [e for e in places if e.kind is EntityKind.COUNTRY])


def _described(reading: Reading, sentence: Sentence, start: int) -> Entity | None:
    """Return a partner that is described by its kind and its town: "avec le parc scientifique de Lund"."""
    found = _DESCRIBED.match(sentence.words, start)
    if found is None:
        return None
    first = sentence.span.start + found.start("what")
    town = next((e for e in sentence.of(_TOWNS | ACTORS) if e.start == sentence.span.start + found.end()), None)
    if any(e.start == sentence.span.start + found.end() for e in sentence.of({EntityKind.COUNTRY})):
        return None
    if town is not None:
        text = reading.document.text[first : town.end]
    else:
        run = RUN.match(reading.document.text, sentence.span.start + found.end(), sentence.span.end)
        text = reading.document.text[first : run.end()] if run else ""
    return Entity(EntityKind.ORGANISATION, first, first + len(text), text, text) if text else None


def _delegated(reading: Reading, sentence: Sentence) -> tuple[Entity, ...]:
    """Return the one whose delegation is told of: "une délégation du cluster X sera reçue en vue de la signature"."""
    found = [e for e in sentence.of(ACTORS) if _DELEGATION.search(sentence.before(e.start))]
    others = [e for e in found if reading.host is None or e.canonical != reading.host.canonical]
    return tuple(others) if len(others) == 1 and reading.country(others[0]) != "France" else ()


def _apposed(sentence: Sentence) -> tuple[Entity, ...]:
    """Return who is called a partner: "Kyushu Robot Cluster, son partenaire japonais"."""
    return tuple(e for e in sentence.of(PARTNERS) if _A_PARTNER.match(sentence.after(e.end)))


def _joined(sentence: Sentence, first: Entity, second: Entity) -> bool:
    return (
        re.fullmatch(
            r"(?:, [^,]{3,60},)?[ «»\"]*(?:et|and|&)[ «»\"]*(?:l'|le |la |les )?(?:\w+ ){0,2}[«\" ]*",
            sentence.between(first.end, second.start),
        )
        is not None
    )
