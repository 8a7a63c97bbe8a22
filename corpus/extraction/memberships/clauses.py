"""Who belongs to an alliance by a clause beside its name: "…, où siègent X et Y", "dont X est membre", "X en fait partie".

Does not know lists, nor the plain "X est membre de Y".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.extraction.fact_reading import ACTORS, Reading, Sentence
from corpus.kinds import Entity, EntityKind
from corpus.plain import plain
from corpus.protagonists import RUN

_ALSO = r"(?: (?:aussi|egalement|notamment|deja|desormais))?"
_WHERE = re.compile(
    rf"\b(?:dont|ou|auquel|a laquelle|auxquels)(?: \w+)?? (?:font{_ALSO} partie|sont{_ALSO} membres|siegent?{_ALSO}"
    rf"|(?:ont|a){_ALSO} adhere|appartien(?:t|nent){_ALSO}|particip(?:e|ent){_ALSO}|se sont joint\w*)"
    r"|\bwhose members (?:are|include)\b"
)
"""Who sits in the alliance named just before."""
_WHOSE = re.compile(
    rf",? (?:dont|auxquel\w*|auquel|a laquelle) (?:le |la |l'|les )?(?:(?:pole|cluster) )?[«\" ]*(?P<who>\0+)[»\" ]*"
    rf" (?:est|sont|etait|fait|font|a|appartient){_ALSO} (?:l'un des |un des )?(?:membres?|partie|adhere\w*|adherent\w*)"
)
_ROSTER = re.compile(
    r"\b(?:membres?|adherents?|members?)(?: (?:fondateurs?|actifs?|actuels?|associes?|founding))? (?:de |du |d'|of )"
    r"(?:(?:la |le |l'|the )?(?:reseau|alliance|association|consortium|groupement|federation"
    r"|network)? ?(?:[a-z]+ )??)[«\" ]*"
    r"(?P<group>\0+)[»\" ]*(?: (?:alliance|network|consortium|partnership|project))?(?: en \d{4}| a ce jour"
    r"| today)? ?(?:: ?|sont |are |comptent |include )"
)
"""The members of a named alliance, one after another: "Les membres du réseau X sont A, B et C"."""
_FRONTED = re.compile(
    r"(?:(?:deja|aujourd'hui|egalement|also|as) )?(?:une? |a )?(?:membres?|adherente?s?|member)(?: fondat\w+)? (?:de "
    r"|du |d'|of )"
    r"(?:(?:la |le |l'|the )?(?:reseau|alliance|association|consortium|groupement|federation"
    r"|network)? ?(?:[a-z]+ )??)[«\" ]*"
    r"(?P<group>\0+)[^,;.]{0,40}, (?:le |la |l')?(?:pole |cluster )?(?P<who>\0+)"
)
"""Who is a member by words before its name: "Membre du réseau X depuis 2016, A …"."""
_ADHESION = re.compile(
    r"\b(?:l'adhesion|l'entree|l'arrivee) (?:de la |de l'|du |de |d')(?:pole "
    r"|cluster )?[«\" ]*(?P<who>\0+)[»\" ]* (?:a|au|dans) "
    r"(?:la |le |l')?(?:[a-z]+ ){0,2}?[«\" ]*(?P<group>\0+)"
)
_WITH = re.compile(
    r"(?: (?:depuis|since|en) [^,;.\0]{4,18})?,? (?:avec|aux cotes (?:de |du |des |d')|ainsi qu(?:e |'))"
)
"""What joins others to the one of whom it is said that it is a member: "dont X est membre avec Y et Z"."""
_IN_IT = re.compile(
    rf"\ben (?:est|sont|etai(?:t|ent)|fait|font){_ALSO} (?:les |le |la |l'un des )?(?:membres?|partie|adherents?)\b"
)
_OURS = re.compile(
    r"\bqu(?:'|e )(?:il|elle|ils|le pole|le cluster|nous) (?:a|ont|avons) (?:\w+ )?(?:rejoint|integre|co-?fonde|fonde)e?\b"
    r"|\b(?:auquel|a laquelle) (?:il|elle|le pole|le cluster|nous) (?:a|ont|avons)? ?(?:adhere\w*|appartien\w+|particip\w+)"
    r"|\b(?:dont|et en) (?:il|elle|le pole|le cluster|l'association|nous) (?:\w+ )?"
    r"(?:exerc\w+|assur\w+|detien\w+|occup\w+|est|sommes|fait|faisons) (?:aussi )?(?:la |le |une |un )?"
    r"(?:presidence|vice-presidence|secretariat|tresorerie|membre|partie)\b"
)
_KIND_OF_MEMBER = r"(?:adherente?s?|membres?|members?)(?: (?:fondat\w+|historiques?|recente?s?|founding))?"
_APPOSED = re.compile(
    rf"[»\" ]*, (?:(?:une?|l'une? des|jeune|a|one of the) )?{_KIND_OF_MEMBER} (?:de |du |d'|of )"
    r"(?:(?:la |le |l'|the )?(?:pole|cluster|reseau|alliance|association|network) )?[«\" ]*(?P<group>\0+)"
)
"""What stands behind the name of a member: "A, adhérente de B", "A, membre historique du cluster B"."""
_OUR_MEMBERS = re.compile(
    rf"\b(?:nos|notre|our) (?:(?:deux|trois|quatre|two|three|four|plus \w+) )?{_KIND_OF_MEMBER}"
    r"(?:,? (?:dont|notamment|including|such as|comme))?,? (?:les |la |le |l')?[«\" ]*(?=\0)"
)
"""What stands before the names of one's own members: "deux de nos adhérents, A et B"."""
_CHAIRED = re.compile(
    r"\bpresidee?s? (?:[a-z-]+ ){0,3}?par (?:les? |la |l')?(?:[a-z]+ (?:de |d'|du ))?(?:le |la )?[«\" ]*(?=\0)"
)
_ANSWER = re.compile(
    r"(?:oui|yes), (?:(?:il|elle|nous) (?:est|sommes|etes)? ?(?:membres?|fait partie|faisons partie|rejoint"
    r"|avons rejoint) )?"
    r"(?:(?:de|a|au|du|d'|dans|the|of the) ?)?(?:la |le |l')?(?:reseau |alliance )?[«\" ]*\Z"
)
_ASKED = re.compile(
    r"\b(?:est|fait|adhere|appartient|participe|sommes|etes|faites)[- ]t?-?(?:il|elle|nous|vous)\b[^?]{0,40}"
    r"\b(?:membre|partie|adherent|reseau|alliance)"
    r"|\b(?:(?:a|avez|ont)[- ]?t?-?(?:vous|il|elle)?|vous avez|il a) (?:rejoint|integre)\b|\bare you (?:a member|part)\b"
)
_COMPANY = re.compile(r"[ ,»]*(?:aux cotes d|avec|alongside|together with)")
_JOINT = re.compile(
    r"[»\"]?(?:[ \u00a0]\([^()\n]{2,40}\))?(?:,[ \u00a0](?:et |and )?|[ \u00a0](?:et|and|&)[ \u00a0])(?:de |d['’]|le "
    r"|la |l['’])?"
)
_STOP = re.compile(r"[;.]|\bpour\b|\bafin\b|, qui\b|\bainsi qu'a\b")
_NOT = re.compile(r"\bn(?:'|e )\w+ (?:\w+ )?(?:pas|plus|jamais|aucun\w*)\b|\bquitt\w+|\bs'est retire\w*")

Stated = tuple[Entity, list[Entity], float]
"""An alliance, its members, and how sure that is."""


def member_clauses(reading: Reading, sentence: Sentence) -> Iterator[Stated]:
    """Yield the alliances whose members a clause of the sentence names."""
    actors, base, words = sentence.of(ACTORS), sentence.span.start, sentence.words
    groups = [actor for actor in actors if actor.kind is EntityKind.ORGANISATION]
    if not actors:
        return
    for where in _WHERE.finditer(words):
        group = _last(groups, base + where.start())
        members = _after(sentence, actors, base + where.end())
        if group is not None and members:
            yield group, members, 0.9
    for whose in _WHOSE.finditer(words):
        group = _last(groups, base + whose.start() + 1)
        member = next((a for a in actors if a.start == base + whose.start("who")), None)
        if group is not None and member is not None and group.end >= base + whose.start() - 4:
            company = _WITH.match(words, whose.end())
            others = _after(sentence, actors, base + company.end()) if company else []
            yield group, [member, *chained(reading, sentence, others)], 0.9
    for roster in _ROSTER.finditer(words):
        group = next((g for g in groups if g.start == base + roster.start("group")), None)
        members = chained(reading, sentence, _after(sentence, actors, base + roster.end()))
        if group is not None and members:
            yield group, members, 0.9
    for told in (_FRONTED.match(words), _ADHESION.search(words)):
        group = next((g for g in groups if told and g.start == base + told.start("group")), None)
        member = next((a for a in actors if told and a.start == base + told.start("who")), None)
        if group is not None and member is not None:
            yield group, [member], 0.9
    yield from _apposed(reading, sentence, groups)
    yield from _ours(reading, sentence, groups)
    for chaired in _CHAIRED.finditer(words):
        group = _last(groups, base + chaired.start())
        chair = next((a for a in actors if a.start == base + chaired.end()), None)
        if group is not None and chair is not None:
            yield group, [chair], 0.8
    thereof = _IN_IT.search(words)
    if thereof is not None and not _NOT.search(words[max(0, thereof.start() - 6) :]):
        yield from _of_it(reading, sentence, base + thereof.start())
    for ours in _OURS.finditer(words):
        group = _last(groups, base + ours.start())
        if group is not None and not _NOT.search(words[: ours.start()]):
            about = reading.subject(sentence, group.start).entities
            ours_alone = reading.host is not None and ours.group().startswith(("qu", "a"))
            yield group, [reading.host] if ours_alone and reading.host is not None else list(about), 0.8
    yield from _answered(reading, sentence, groups)


def _apposed(reading: Reading, sentence: Sentence, groups: list[Entity]) -> Iterator[Stated]:
    """Yield whose member somebody is by words behind the name: "A, adhérente de B"."""
    text, base = reading.document.text, sentence.span.start
    for told in _APPOSED.finditer(sentence.words):
        group = next((a for a in sentence.of(ACTORS) if a.start == base + told.start("group")), None)
        end = base + told.start()
        member = next((a for a in groups if a.end == end), None)
        if member is None and not any(e.start < end <= e.end for e in sentence.entities):
            run = next((r for r in RUN.finditer(text, base, end + 1) if r.end() == end), None)
            known = run is not None and plain(run.group()) in reading.names.common_words
            member = (
                Entity(EntityKind.ORGANISATION, *run.span(), run.group(), run.group()) if run and not known else None
            )
        if group is not None and member is not None:
            yield group, [member], 0.85


def _ours(reading: Reading, sentence: Sentence, groups: list[Entity]) -> Iterator[Stated]:
    """Yield the members of the one whose document it is: "deux de nos adhérents, A et B"."""
    host, publisher = reading.host, plain(reading.document.publisher)
    led = _OUR_MEMBERS.search(sentence.words)
    if host is None or led is None or (publisher and plain(host.canonical) not in publisher):
        return
    named = next((a for a in groups if a.start == sentence.span.start + led.end()), None)
    if named is not None and named.canonical != host.canonical:
        yield host, _enumerated(reading, sentence, named), 0.8


def _enumerated(reading: Reading, sentence: Sentence, first: Entity) -> list[Entity]:
    """Return a name and those that "," or "et" joins to it."""
    found = [first]
    for other in sentence.of(ACTORS):
        if other.start >= found[-1].end and _JOINT.fullmatch(reading.document.text, found[-1].end, other.start):
            found.append(other)
    return chained(reading, sentence, found)


def _of_it(reading: Reading, sentence: Sentence, offset: int) -> Iterator[Stated]:
    """Yield the alliance named before "X en est membre"."""
    actors = [actor for actor in sentence.of(ACTORS) if actor.end <= offset]
    if not actors:
        return
    member, known = actors[-1], actors[:-1]
    for other in reading.earlier(sentence, 2):
        if not known:
            known = list(other.of(ACTORS))
    group = next((a for a in reversed(known) if a.kind is EntityKind.ORGANISATION), None)
    if group is not None:
        yield group, [member], 0.8


def _answered(reading: Reading, sentence: Sentence, groups: list[Entity]) -> Iterator[Stated]:
    """Yield the alliance of "Oui, de X, aux côtés de Y", the answer to "le pôle est-il membre d'un réseau ?"."""
    group = next((g for g in groups if _ANSWER.match(sentence.words[: g.start - sentence.span.start])), None)
    question = next((q for q in (reading.heading(sentence), *reading.earlier(sentence, 1)) if q is not None), None)
    if group is None or question is None or not _ASKED.search(question.words):
        return
    others = _after(sentence, sentence.of(ACTORS), group.end) if _COMPANY.match(sentence.after(group.end)) else []
    asked = list(question.of(ACTORS)[:1]) or ([reading.host] if reading.host else [])
    yield group, [*asked, *others], 0.85


def chained(reading: Reading, sentence: Sentence, members: list[Entity]) -> list[Entity]:
    """Add the names that a list joins to its last known one: "A, B et Nebbia", where nothing else tells Nebbia."""
    found = list(members)
    while found:
        joint = _JOINT.match(reading.document.text, found[-1].end, sentence.span.end)
        name = RUN.match(reading.document.text, joint.end(), sentence.span.end) if joint else None
        if name is None or any(e.start < name.end() and name.start() < e.end for e in sentence.entities):
            return found
        found.append(Entity(EntityKind.ORGANISATION, *name.span(), name.group(), name.group()))
    return found


def _last(groups: list[Entity], offset: int) -> Entity | None:
    return next((group for group in reversed(groups) if group.end <= offset), None)


def _after(sentence: Sentence, actors: tuple[Entity, ...], offset: int) -> list[Entity]:
    """Return the actors that follow, up to the end of the clause."""
    stop = _STOP.search(sentence.words, offset - sentence.span.start)
    last = sentence.span.start + stop.start() if stop else sentence.span.end
    return [actor for actor in actors if offset <= actor.start < last]
