"""Support that one sentence lays to several: beneficiaries with their sums in brackets, givers that give in turn.

Does not know tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.extraction.fact_reading import ACTORS, Reading, Sentence, Subject
from corpus.extraction.support.doubts import gives, is_of_thing
from corpus.extraction.support.givers import generic_givers, is_authority, named_givers
from corpus.extraction.support.projects import is_project, only_project, project_told, spoken_of
from corpus.extraction.support.shares import common_beneficiary, listed_share, shares
from corpus.extraction.support.turns import aided_part, helped, turns
from corpus.fact_kinds import Fact, FactKind, Field, FieldName
from corpus.kinds import Entity, EntityKind, ordered

_COST = re.compile(
    r"\b(?:[Cc]oût|[Bb]udget|[Ff]inancement|[Cc]ost|[Ff]unding)(?: total| global)? (?:de la |de l['’]|du |de |d['’]|of )"
    r"(?:projet |plateforme |project )?[«“\" ]*(?P<name>[A-ZÀ-Þ][\w'’+-]+(?: [A-ZÀ-Þ][\w'’+-]+){0,3})"
)
_GIVEN_TO = re.compile(
    r" ?(?:a|au|aux|to|en faveur de|en faveur du) ?(?:la |le |l'|les |the )?(?:[a-z-]+ ){0,3}[«\"* ]*"
)
_BRACKET = re.compile(r"[ »\"]{0,2}[(:] ?\Z")


def bracketed_support(reading: Reading, sentence: Sentence) -> Iterator[Fact]:
    """Yield the support of each name in "Photonia (120 000 euros), Nanocèdre (95 000 euros)"."""
    named = sentence.of(ACTORS | {EntityKind.PROGRAMME})
    rows = []
    for amount in sentence.of({EntityKind.AMOUNT}):
        who = next((e for e in reversed(named) if e.end <= amount.start), None)
        if (
            who is not None
            and amount.start - who.end <= 4
            and _BRACKET.fullmatch(sentence.between(who.end, amount.start))
        ):
            rows.append((who, amount))
    if len(rows) < 2:
        rows = _given_out(sentence) or _shared_out(sentence)
    if len(rows) < 2 or any(is_authority(who) for who, _ in rows):
        return
    ends = {amount.end: _bracket_end(reading, sentence, amount.end) for _, amount in rows}
    inside = {
        p.start for p in sentence.of({EntityKind.PROGRAMME}) for start, end in ends.items() if start <= p.start < end
    }
    others = [
        p for p in sentence.of({EntityKind.PROGRAMME}) if p not in [who for who, _ in rows] and p.start not in inside
    ]
    programme = others[0] if others else programme_before(reading, sentence)
    givers = named_givers(reading, sentence) or list(generic_givers(reading, sentence))
    funders = [one for one in givers if one.start < min(rows[0][0].start, rows[0][1].start)]
    for who, amount in rows:
        if who.kind is EntityKind.PROGRAMME and not is_project(reading, sentence, who):
            continue  # "le FEDER (1,8 M€)" is who pays
        stop = ends[amount.end]
        own = [p for p in sentence.of({EntityKind.PROGRAMME}) if amount.end <= p.start < stop] or (
            [programme] if programme else []
        )
        given = [
            g
            for g in (*named_givers(reading, sentence), *generic_givers(reading, sentence))
            if amount.end <= g.start < stop
        ]
        fields = [reading.field(FieldName.BENEFICIARY, who)]
        fields += [reading.field(FieldName.PROGRAMME, p) for p in own[:1] if not (given and p is programme)]
        fields += given[:1] or funders
        yield _fact(reading, sentence, [*fields, reading.field(FieldName.AMOUNT, amount)], 0.85)


def shared_support(reading: Reading, sentence: Sentence) -> Iterator[Fact]:
    """Yield the support of each funder that gives a sum of its own, or that an item lists with its sum."""
    listed = listed_share(reading, sentence)
    rows = [listed] if listed else list(shares(reading, sentence)) or turns(reading, sentence)
    for fields in rows:
        gain = _gainers(reading, sentence, fields, listed=bool(listed), near=False)
        if gain:
            yield _fact(reading, sentence, [*gain, *fields], 0.8)


def single_share(reading: Reading, sentence: Sentence) -> Iterator[Fact]:
    """Yield what one giver gives: "La Région ajoute 180 000 euros", "900 000 euros, dont 540 000 de l'État"."""
    part = aided_part(reading, sentence)
    for fields in turns(reading, sentence, 1) or ([part] if part else []):
        if any(field.name is FieldName.AMOUNT for field in fields):
            gain = _gainers(reading, sentence, fields, listed=False, near=True)
            if gain:
                yield _fact(reading, sentence, [*gain, *fields], 0.7)


def _gainers(reading: Reading, sentence: Sentence, fields: list[Field], *, listed: bool, near: bool) -> list[Field]:
    """Return who gains by shares: a noun, the project or the name that was spoken of, the subject, or whose document it is.

    `near` takes no subject of a sentence before.
    """
    common = common_beneficiary(reading, sentence)
    if common is not None:
        return [common]
    told = None if listed else project_told(reading, sentence) or spoken_of(reading, sentence)
    told = told or (None if listed else _cost_of(reading, sentence) or _project_here(reading, sentence, fields))
    if told is None and not listed and is_of_thing(sentence):
        told = only_project(reading) or reading.host
    if told is not None:
        return [reading.field(FieldName.BENEFICIARY, told)]
    one = None if listed else helped(sentence) or _given(reading, sentence)
    if one is not None:
        return [reading.field(FieldName.BENEFICIARY, one)]
    givers = {field.canonical for field in fields if field.name is FieldName.FUNDER}
    first = min(field.start for field in fields)
    subject = Subject((), 2) if listed else reading.subject(sentence, first)
    subject = Subject(tuple(e for e in subject.entities if not is_authority(e)), subject.distance)
    subject = subject if givers.isdisjoint(e.canonical for e in subject.entities) else Subject((), 2)
    if near and subject.distance:
        subject = Subject((), 2)
    who = subject.entities or ((reading.host,) if reading.host else ())
    return [reading.field(FieldName.BENEFICIARY, e, inferred=not subject.entities) for e in who]


def _given(reading: Reading, sentence: Sentence) -> Entity | None:
    """Return the name to which the first sum of a sentence goes: "… apporte 90 000 euros à la plateforme Houlys"."""
    sums = sentence.of({EntityKind.AMOUNT})
    for one in sentence.of(ACTORS | {EntityKind.PROGRAMME}) if sums else ():
        if one.start > sums[0].end and _GIVEN_TO.fullmatch(sentence.between(sums[0].end, one.start)):
            return one if one.kind in ACTORS or is_project(reading, sentence, one) else None
    return None


def _cost_of(reading: Reading, sentence: Sentence) -> Entity | None:
    """Return the name of what costs: "Le coût de La Fabrique est évalué à 2,3 M€", "the budget of Houlys"."""
    found = _COST.search(reading.document.text, sentence.span.start, sentence.span.end)
    if found is None:
        return None
    start, end = found.span("name")
    known = next((e for e in sentence.entities if e.start < end and start < e.end), None)
    if known is not None:
        return known if known.kind in ACTORS | {EntityKind.PROGRAMME} else None
    return Entity(EntityKind.PROGRAMME, start, end, found["name"], found["name"])


def _project_here(reading: Reading, sentence: Sentence, fields: list[Field]) -> Entity | None:
    """Return the project of a sentence, or of the one before where no document's host is known."""
    before = () if reading.host is not None else tuple(reading.earlier(sentence, 1))
    for place in (sentence, *before):
        for one in place.of({EntityKind.PROGRAMME}):
            if is_project(reading, place, one) and not any(field.start == one.start for field in fields):
                return one
    return None


def _bracket_end(reading: Reading, sentence: Sentence, start: int) -> int:
    """Return where the brackets end in which a sum stands, or where the sum does: "(35 000 € de la Région)"."""
    text = reading.document.text
    stop = text.find(")", start, sentence.span.end)
    return start if stop < 0 or "(" in text[start:stop] else stop


def _given_out(sentence: Sentence) -> list[tuple[Entity, Entity]]:
    """Return who got which sum where the sum comes first: "22 000 euros à X et 15 000 euros à Y"."""
    rows = []
    for amount in sentence.of({EntityKind.AMOUNT}):
        who = next((e for e in sentence.of(ACTORS | {EntityKind.PROGRAMME}) if e.start >= amount.end), None)
        if who is not None and _GIVEN_TO.fullmatch(sentence.between(amount.end, who.start)):
            rows.append((who, amount))
    return rows if len(rows) > 1 else []


def _shared_out(sentence: Sentence) -> list[tuple[Entity, Entity]]:
    """Return who got which sum where they take turns: "X a perçu 70 000 euros et Y 55 000 euros"."""
    turns = ordered([*sentence.of(ACTORS), *sentence.of({EntityKind.AMOUNT})])
    if any(gives(sentence, one) for one in turns):
        return []
    pairs = list(zip(turns[::2], turns[1::2], strict=False))
    fits = len(turns) == 2 * len(pairs) and all(a.kind in ACTORS and b.kind is EntityKind.AMOUNT for a, b in pairs)
    return pairs if fits else []


def programme_before(reading: Reading, sentence: Sentence) -> Entity | None:
    """Return the programme that the sentences before one name last, or the first of the document."""
    for other in (*reading.earlier(sentence, 2), *reading.sentences[:1]):
        named = [p for p in other.of({EntityKind.PROGRAMME}) if not is_project(reading, other, p)]
        if named:
            return named[-1]
    return None


def _fact(reading: Reading, sentence: Sentence, fields: list[Field], confidence: float) -> Fact:
    return Fact(FactKind.PROGRAMME, tuple(fields), reading.document.id, sentence.span, round(confidence, 2))
