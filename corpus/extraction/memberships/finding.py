"""Memberships and poles that a sentence names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.extraction.fact_reading import ACTORS, PLACES, Reading, Sentence, distinct
from corpus.extraction.memberships.clauses import chained, member_clauses
from corpus.extraction.memberships.consortia import consortium_members
from corpus.extraction.memberships.groups import page_group
from corpus.extraction.memberships.joining import joinings
from corpus.extraction.memberships.lists import member_lists
from corpus.extraction.memberships.names import first_name
from corpus.extraction.memberships.partners import listed_partners
from corpus.extraction.memberships.rosters import rosters
from corpus.extraction.memberships.same import Row, unified
from corpus.extraction.someone import is_phrase
from corpus.fact_kinds import Fact, FactKind, Field, FieldName
from corpus.kinds import Entity, EntityKind, ordered

_GATHERS = re.compile(
    r"\b(?:re)?group(?:e|ent|ant)\b|\breuni(?:t|ssent|ssant)\b|\brassembl(?:e|ent|ant)\b|\bfeder(?:e|ent|ant)\b"
    r"|(?<!est )(?<!ete )(?<!etre )(?<!son )(?<!leur )(?<!un )\bassoci(?:e|ant)\b"
    r"|(?<!l')(?<!les )(?<!nous )\bunit\b(?! [^,;]{0,30}\b(?:a|au|aux)\b)|\bcompos\w+ d\w+"
    r"|\by participent\b|\b(?:brings?|bringing) together\b|\bgathers?\b|\bcomprises?\b|\bcomprend\b"
    r"|\b(?:consists|made up|composed) of\b|\bis an? (?:[a-z]+ )?(?:network|alliance|association|federation) of\b"
    r"|\bcompt(?:e|ent|ant)\b(?=[^.;]{0,40}\b(?:poles|clusters|membres|reseaux|grappes)\b)"
    r"|\b(?:has|counts|with) (?:[a-z]+ )?(?:members|clusters)\b"
)
_ALLIANCE_OF = re.compile(
    r"(?<!une )\b(?:alliance|reseau|consortium|groupement|union)\b(?! (?:\w+ )?avec)"
    r"(?:[ ,»\"]+(?!(?:est|sont|a|ont|qui|aux)\b)[a-z\0'-]+){0,4}?[ ,»\"]+(?:(?:entre|de|des|du|compose\w*)\b|d')"
)
_CREATES = re.compile(
    r"\b(?:creent|fondent|lancent|forment|constituent|ont (?:ensemble )?(?:cree|fonde|co-?fonde|lance|forme|constitue"
    r"|donne naissance a)"
    r"|s(?:e sont|'etaient) (?:allies|associes|unis|regroupes|federes|lies|rassembles)[^.;:]{0,25} (?:sous le nom"
    r"|au sein|dans|sous la banniere)"
    r"|(?:have )?joined forces (?:as|in|under)|teamed up (?:as|in|under)"
    r"|donnent naissance a|s'unissent (?:dans|au sein)"
    r"|se regroupent (?:dans|au sein|sous)|have (?:created|founded)|founded)\b"
)
_MEMBERS = re.compile(
    rf"\b(?:membres|adherents|composee? d\w+|partenaires (?:du projet|de l'alliance|du consortium))\b"
    rf"|\b(?:members|partners)(?: (?:of|in) [^:]{{2,40}})? ?(?:are\b|include\b|:)|{_GATHERS.pattern}"
)
_FOR_MEMBERS = re.compile(
    r"\b(?:benefici|peuvent|pourront|recoiv|dispos|acced|profit|offr|receiv|benefit|can\b|may\b|get\b)"
)
"""What members have of it, which is no list of them."""
_LED = re.compile(r"\b(?:coordonn|pilot|anim)\w+ par\b|\b(?:coordinated|led) by\b")
_CALLED = re.compile(r" (?:commun )?(?:de |d'|of )?[«\" ]*")
_VISIT = re.compile(
    r"\b(?:missions?|delegations?|visites?|visits?|trips?|tours?|voyages?|seminaires?|ateliers?|workshops?)\b"
)
"""What is led and is no group."""
_NO_GROUP = re.compile(
    r"\b(?:comites?|jurys?|commissions?|panels?|juries|committees?|boards?|missions?|reunions?|seances?|journees?"
    r"|seminaires?"
    r"|soirees?|rencontres?|tables?(?: rondes?)?|ateliers?|colloques?|meetings?|workshops?|groupes? de travail"
    r"|delegations?)"
    r"(?: [a-z-]+){0,2} \Z"
)
"""Who gathers bodies for a while only."""
_PROJECT = re.compile(r"\bprojets? (?:(?!du |de |des |au )[a-z]+ ){0,2}[«\" ]*\Z")
_INTER = re.compile(r"\b(?:et|pour) (?:l')?inter-?poles? [«\" ]*\Z")
_DENIED = re.compile(r"\bn(?:'|e )(?:est|sont|a|ont|reun\w+|rassembl\w+|associ\w+)\b|\baucune? ")
_NOUN_OF_GROUP = re.compile(r"(?:The|Project|Projet|Consortium)[ \u00a0](?=[A-ZÀ-Þ])")
_PROPER_NOUN = re.compile(r"(?:[LlDd]['’]|[–—][ \u00a0]|#[ \u00a0]|\A)(?P<noun>Alliance|Union|Association)[ \u00a0]\Z")
"""The noun that is a part of the name of a group: "L'Alliance X", not "l'alliance X"."""


def memberships(reading: Reading) -> Iterator[Fact]:
    """Yield who belongs to which alliance, network or joint project."""
    for line, member, alliance, sure in unified(_rows(reading), reading.names):
        if is_phrase(member.value) or is_phrase(alliance.value):
            continue
        yield _fact(FactKind.MEMBERSHIP, reading, line, [member, alliance], sure)


def _rows(reading: Reading) -> Iterator[Row]:
    """Yield the line, the member and the alliance as sentences, tables, labels and lists state them."""
    whole = page_group(reading)
    for sentence in reading.sentences:
        stated = (*joinings(reading, sentence), *_alliances(reading, sentence), *member_clauses(reading, sentence))
        for alliance, members, sure in (*stated, *consortium_members(reading, sentence, whole)):
            for member in (one for one in distinct(members) if not _is_people(reading, one)):
                yield sentence, *_sides(reading, member, alliance), sure
    for line, member, alliance, sure in (*listed_partners(reading), *rosters(reading, whole)):
        yield line, *_sides(reading, member, alliance), sure
    for line, of_list, group in member_lists(reading):
        yield line, of_list, group, 0.85 if group.inferred else 0.9


def _is_people(reading: Reading, member: Entity) -> bool:
    """Tell whether what seems a name is that of a people alone: "The French" of "the French pole X"."""
    entry = reading.names.entry(re.sub(r"\A(?:The|Les?|La) ", "", member.text))
    return entry is not None and entry.kind in PLACES


def _sides(reading: Reading, member: Entity, alliance: Entity) -> tuple[Field, Field]:
    of_group = _whole(reading, FieldName.ALLIANCE, alliance)
    if (noun := _NOUN_OF_GROUP.match(alliance.text)) is not None:
        named = alliance.text[noun.end() :]
        of_group = reading.quoted(FieldName.ALLIANCE, alliance.end - len(named), alliance.end, named)
    return _whole(reading, FieldName.MEMBER, member), of_group


def _whole(reading: Reading, name: FieldName, body: Entity) -> Field:
    """Return the field of a body, with the noun that begins its name where that is a part of it."""
    text = reading.document.text
    proper = _PROPER_NOUN.search(text, max(0, body.start - 20), body.start)
    if proper is None:
        return reading.field(name, body)
    start = proper.start("noun")
    return reading.quoted(name, start, body.end, text[start : body.end])


def _alliances(reading: Reading, sentence: Sentence) -> Iterator[tuple[Entity, list[Entity], float]]:
    """Yield alliances with their members as a sentence states them."""
    actors, base = sentence.of(ACTORS), sentence.span.start
    if not actors and not reading.items_follow(sentence):
        return
    items = [
        named
        for item in reading.items_after(sentence)
        if (named := next(iter(item.of(ACTORS)), None) or first_name(reading, item.span.start, item.span.end))
    ]
    if items and _MEMBERS.search(sentence.words) and not _FOR_MEMBERS.search(sentence.words):
        head = next((a for a in actors if a.kind is EntityKind.ORGANISATION), None) or _group_before(
            reading, sentence, items
        )
        if head is not None:
            yield head, items, 0.85
            return
    projects = [p for p in sentence.of({EntityKind.PROGRAMME}) if _PROJECT.search(sentence.before(p.start))]
    groups = ordered([*(a for a in actors if a.kind is EntityKind.ORGANISATION), *projects])
    if created := _CREATES.search(sentence.words):
        founders = [a for a in actors if a.end <= base + created.start() + 1]
        group = next((g for g in groups if base + created.end() - 1 <= g.start <= base + created.end() + 40), None)
        if group is None and (called := _CALLED.match(sentence.words, created.end())) is not None:
            group = first_name(reading, base + called.end(), sentence.span.end)
        if group is not None and len(founders) > 1:
            yield group, founders, 0.85
    for gathers in (_GATHERS.search(sentence.words), _ALLIANCE_OF.search(sentence.words)):
        if gathers is None:
            continue
        said = sentence.words[: gathers.end()]
        if _DENIED.search(said) or _NO_GROUP.search(said[: gathers.start()]):
            continue
        stop = re.search(
            r"[;]|\bainsi qu'a\b|\bpour\b|\bafin\b|(?<!-)\bsur\b(?!-)|\ba l'occasion\b", sentence.words[gathers.end() :]
        )
        last = base + gathers.end() + stop.start() if stop else sentence.span.end
        members = chained(reading, sentence, [a for a in actors if base + gathers.end() <= a.start < last])
        heads = [a for a in groups if a.end <= base + gathers.start() + 1]
        if gathers.re is _ALLIANCE_OF or re.search(r"\bqui (?:\w+ )?\Z", sentence.words[: gathers.start()]):
            heads = heads[-1:]
        if re.search(r", (?:il|elle|le projet|le reseau|l'alliance) (?:\w+ )?\Z", sentence.words[: gathers.start()]):
            leading = [a for a in actors if a.end <= base + gathers.start()]
            heads, members = [], [*members, *leading]
        lone = gathers.re is _ALLIANCE_OF and len(members) == 1 and not gathers.group().endswith("entre")
        if (
            members
            and not lone
            and (heads or reading.is_about_another(sentence) or not actors[0].start < base + gathers.start())
        ):
            head = heads[0] if heads else _group_before(reading, sentence, members)
            if head is not None:
                yield head, members, 0.9 if heads else 0.7
                break
    for led in _LED.finditer(sentence.words):
        leaders = [a for a in actors if base + led.end() <= a.start <= base + led.end() + 20]
        heads = [a for a in groups if a.end <= base + led.start() + 1]
        if heads and leaders and not _VISIT.search(sentence.words[: led.start()]):
            yield next((h for h in reversed(heads) if h in projects), heads[0]), leaders[:1], 0.85
    for group in groups:
        before = [a for a in actors if a.end < group.start]
        if before and _INTER.search(sentence.before(group.start)) and group.start - before[-1].end < 30:
            yield group, before[-1:], 0.8


def _group_before(reading: Reading, sentence: Sentence, members: list[Entity]) -> Entity | None:
    """Return the alliance that the heading or a sentence before names."""
    heading = reading.heading(sentence)
    for other in (*reading.earlier(sentence, 2), *([heading] if heading else [])):
        known = {m.canonical for m in members}
        projects = [p for p in other.of({EntityKind.PROGRAMME}) if _PROJECT.search(other.before(p.start))]
        groups = projects or [e for e in other.of({EntityKind.ORGANISATION}) if e.canonical not in known]
        if groups:
            return groups[0]
    return None


def poles(reading: Reading) -> Iterator[Fact]:
    """Yield the poles that a document names, sentence by sentence."""
    for sentence in reading.sentences:
        for pole in distinct(sentence.of({EntityKind.POLE})):
            sure = 0.95 if reading.names.entry(pole.canonical) is not None else 0.7
            yield _fact(FactKind.POLE, reading, sentence, [reading.field(FieldName.NAME, pole)], sure)


def _fact(kind: FactKind, reading: Reading, sentence: Sentence, fields: list[Field], confidence: float) -> Fact:
    return Fact(kind, tuple(fields), reading.document.id, sentence.span, confidence)
