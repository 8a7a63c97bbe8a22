"""What every agreement must pass, however it was told: its sides are names, no persons, and whoever is at home is the party.

An agreement is symmetrical, so that its direction is told by who the two are, not by the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from corpus.extraction.agreements.details import partner_fields
from corpus.extraction.fact_reading import ACTORS, Reading, Sentence
from corpus.extraction.someone import is_phrase, is_someone, represented
from corpus.fact_kinds import Fact, Field, FieldName
from corpus.kinds import PLACES, Entity, EntityKind
from corpus.plain import plain
from corpus.spelling import is_form_of
from corpus.stopwords import STOP_WORDS

_SIDES = (FieldName.PARTY, FieldName.PARTNER)
_NAMES = ACTORS | {EntityKind.INSTITUTION}
_CAPITAL = re.compile(r"(?<!\w)([A-ZÀ-ÖØ-ÞŒŸŁŚŠŻŽĆČĐİŐŰ][\w+&-]*)")
_OPENS = re.compile(r"(?:\A|[.!?:;|\n>•]|\n[ \t]*(?:[-*+–—]|\d{1,3}[.)]))[ \t*_«\"“#>-]*\Z")
_CALLED = re.compile(
    r"\b(?:poles?|clusters?|grappes?|reseau|association|societe|entreprise|federation|institut)(?: [a-z-]+)? [*_«\" ]*\Z"
)
_SCHEME = re.compile(
    r"\b(?:programmes?|dispositifs?|appels? a (?:projets?|candidatures?)|fonds|labels?|prix|cheques?|bourses?|scheme|call|fund"
    r"|award)(?: [a-z-]+)? [*_«\" ]*\Z"
)
"""What leads to a name that nobody bears."""
_PERIODICAL = re.compile(
    r"\b(?:bulletin|newsletter|briefing|lettre|gazette|revue|magazine|breves|depeches|feuille|journal|circulaire|digest|chronique"
    r"|veille|issue|hebdomadaire|mensuel|trimestriel|weekly|monthly|quarterly)\b"
)
_LABEL = re.compile(r"[*_]{0,2}[ \u00a0]?:")
_ACTS = re.compile(
    r"[ »\"*_]{0,3}(?:,[^,.;]{1,40},)? ?(?:a|avait|aura|ont|avaient|has|had|is|est|etait|vient|signe|negocie|prepare|\w+era)\b"
)
_CLAUSE = re.compile(
    r"(?:\A|[,;:] )(?:(?:le|la|les|the) |l')?(?:(?:pole|cluster|reseau|association|groupement) )?[*_«\" ]*\Z"
)
"""What stands between the start of a clause and who acts in it."""
_WITH = re.compile(r"\b(?:avec|with|aux cotes d[eu'])(?: (?:le|la|les|the)| l')?(?: [a-z-]+){0,3} ?[*_«\" ]*\Z")
_OURS = re.compile(
    r"\b(?:nous|notre|nos|vous|votre|vos|we|our|us|you|your|(?:le|du|au|ce|the) pole"
    r"(?! (?:(?!a\b|et\b|est\b|avec\b)[a-z-]+ )?[*_«\" ]*\0))\b"
)
"""Words that stand for the one whose document it is."""
_SEVERAL = 3
"""Poles from which on a periodical is about others."""


def settled(reading: Reading, facts: Iterable[Fact]) -> Iterator[Fact]:
    """Yield the agreements whose sides are somebody, each with the one at home as its party."""
    for fact in facts:
        sided = _sided(reading, fact)
        if sided is not None:
            yield _turned(reading, sided)


def _sided(reading: Reading, fact: Fact) -> Fact | None:
    """Return an agreement with sides that can agree; None where one is missing."""
    partner = next(iter(fact.all(FieldName.PARTNER)), None)
    if partner is not None and not _can_agree(reading, partner):
        head = represented(reading, partner.start, partner.end)
        if head is None:
            return None
        fact = _with(fact, FieldName.PARTNER, [reading.field(FieldName.PARTNER, head)])
    if (subject := _subject(reading, fact)) is not None:
        fact = _with(fact, FieldName.PARTY, [reading.field(FieldName.PARTY, subject)])
    elif _is_of_another(reading, fact):
        return None
    parties = [kept for one in fact.all(FieldName.PARTY) for kept in _party(reading, one)]
    taken = {field.canonical for field in fact.all(FieldName.PARTNER)}
    parties = [one for one in parties if one.canonical not in taken] or _others(reading, fact)
    if partner is None and not any(_is_home(reading, _entity(reading, one)) for one in parties):
        parties = [one for one in parties if not reading.is_foreign(_entity(reading, one))]
    return _with(fact, FieldName.PARTY, parties) if parties else None


def _subject(reading: Reading, fact: Fact) -> Entity | None:
    """Return who does what the sentence tells, where its party was named elsewhere: "Avec Y, X a équipé deux écoles"."""
    sentence = _sentence(reading, fact)
    if any(_is_inside(fact, one) for one in fact.all(FieldName.PARTY)) or not fact.all(FieldName.PARTNER):
        return None
    unlisted = reading.unlisted(sentence, sentence.span.start, sentence.span.end)
    named = [*sentence.of(ACTORS), *(one for one in unlisted if one.start > sentence.span.start)]
    for one in named:
        acts = _ACTS.match(sentence.after(one.end)) and _CLAUSE.search(sentence.before(one.start))
        if acts and not _is_partner(fact, one) and not reading.is_foreign(one):
            return one
    return None


def _is_of_another(reading: Reading, fact: Fact) -> bool:
    """Tell whether a sentence that does not name the party is about somebody else, who is abroad or is the partner."""
    if any(_is_inside(fact, one) for one in fact.all(FieldName.PARTY)):
        return False
    sentence = _sentence(reading, fact)
    if reading.is_about_another(sentence) or _OURS.search(sentence.words):
        return False
    partner = next(iter(fact.all(FieldName.PARTNER)), None)
    if partner is not None and _is_inside(fact, partner) and _is_home(reading, _entity(reading, partner)):
        return _WITH.search(sentence.before(partner.start)) is None
    first = next(iter(sentence.of(ACTORS)), None)
    if first is None or _is_partner(fact, first) or not _CLAUSE.fullmatch(sentence.before(first.start)):
        return False
    return reading.is_foreign(first) or not _is_home(reading, first)


def _is_partner(fact: Fact, one: Entity) -> bool:
    return any(
        one.canonical == field.canonical or (one.start < field.end and field.start < one.end)
        for field in fact.all(FieldName.PARTNER)
    )


def _sentence(reading: Reading, fact: Fact) -> Sentence:
    return reading.between(fact.sentence.start, fact.sentence.end)[0]


def _party(reading: Reading, party: Field) -> Iterator[Field]:
    """Yield a party that can agree, else the one that it heads; nobody where it only edits a periodical."""
    if not _can_agree(reading, party):
        head = represented(reading, party.start, party.end)
        if head is not None:
            yield reading.field(FieldName.PARTY, head)
    elif not _is_periodical(reading, party):
        yield party


def _others(reading: Reading, fact: Fact) -> list[Field]:
    """Return who may be the party where none is told: one at home whom the sentence names, else whose document it is."""
    taken = [(field.start, field.end) for field in fact.all(FieldName.PARTNER)]
    known = {field.canonical for field in fact.all(FieldName.PARTNER)}
    for sentence in reading.between(fact.sentence.start, fact.sentence.end):
        for one in sentence.of(ACTORS):
            apart = all(one.end <= start or end <= one.start for start, end in taken)
            if apart and one.canonical not in known and _is_home(reading, one):
                return [reading.field(FieldName.PARTY, one)]
    host = reading.host
    own = None if host is None or host.canonical in known else reading.field(FieldName.PARTY, host)
    return [own] if own is not None and not _is_periodical(reading, own) else []


def _turned(reading: Reading, fact: Fact) -> Fact:
    """Return an agreement with the side at home as the party, where the other is told to be the party."""
    partner = next(iter(fact.all(FieldName.PARTNER)), None)
    parties = fact.all(FieldName.PARTY)
    if partner is None or any(_is_home(reading, _entity(reading, one)) for one in parties):
        return fact
    if not _is_home(reading, _entity(reading, partner)):
        return fact
    sentence = _sentence(reading, fact)
    other = parties[0]
    country = list(partner_fields(reading, sentence, _entity(reading, other), None))
    kept = [one for one in fact.fields if one.name not in (*_SIDES, FieldName.COUNTRY)]
    return replace(fact, fields=(replace(partner, name=FieldName.PARTY), *country, *kept))


def _is_home(reading: Reading, one: Entity) -> bool:
    """Tell whether somebody is the one whose document it is, or told to be a pole or French."""
    if reading.host is not None and one.canonical == reading.host.canonical:
        return True
    country = reading.country(one)
    return country == "France" or (one.kind is EntityKind.POLE and country == "")


def _is_inside(fact: Fact, side: Field) -> bool:
    """Tell whether the sentence of an agreement names a side itself."""
    return fact.sentence.start <= side.start < fact.sentence.end


def _is_periodical(reading: Reading, party: Field) -> bool:
    """Tell whether a party only edits a periodical about others: named in its title alone, which tells of several poles."""
    if reading.names.entry(party.canonical) is not None:
        return False
    first = reading.between(party.start, party.end)[0]
    if first.number > 1 or _PERIODICAL.search(first.words) is None:
        return False
    named = [one for sentence in reading.sentences for one in sentence.of(ACTORS)]
    mentions = sum(one.canonical == party.canonical for one in named)
    told = {one.canonical for one in named if one.canonical != party.canonical and _is_home(reading, one)}
    return mentions <= 1 and len(told) >= _SEVERAL


def _can_agree(reading: Reading, side: Field) -> bool:
    """Tell whether a side is a name, and of somebody that is neither a person nor a programme."""
    if "|" in side.value or is_phrase(side.value) or not _is_name(reading, side):
        return False
    if is_someone(reading, side.start, side.end):
        return False
    before = plain(reading.document.text[max(0, side.start - 40) : side.start])
    return _SCHEME.search(before) is None


def _is_name(reading: Reading, side: Field) -> bool:
    """Tell whether a side holds a word that is written as a name is: no word of the language that only opens a line."""
    text = reading.document.text
    if reading.names.entry(side.value) is not None or _CALLED.search(plain(text[max(0, side.start - 40) : side.start])):
        return True
    label = _LABEL.match(text, side.end) is not None and _known(reading, side) is None
    for word in _CAPITAL.finditer(text, side.start, side.end):
        folded = plain(word[1])
        if word[1].isupper() and len(folded) > 1 and folded not in STOP_WORDS:
            return True
        ordinary = label or folded in STOP_WORDS or is_form_of(folded, reading.names.common_words)
        if not ordinary or _OPENS.search(text[max(0, word.start() - 12) : word.start()]) is None:
            return True
    return False


def _entity(reading: Reading, side: Field) -> Entity:
    """Return the name that a side is or holds, as it was found in the document."""
    return _known(reading, side) or Entity(EntityKind.ORGANISATION, side.start, side.end, side.value, side.canonical)


def _known(reading: Reading, side: Field) -> Entity | None:
    for sentence in reading.between(side.start, side.end):
        for one in sentence.of(_NAMES | PLACES):
            if (
                one.start < side.end
                and side.start < one.end
                and (one.canonical == side.canonical or one.kind in _NAMES)
            ):
                return one
    return None


def _with(fact: Fact, name: FieldName, fields: Sequence[Field]) -> Fact:
    """Return a fact with other fields of a name, in the place of those it has."""
    first = next((number for number, one in enumerate(fact.fields) if one.name is name), 0)
    kept = [one for one in fact.fields if one.name is not name]
    return replace(fact, fields=(*kept[:first], *fields, *kept[first:]))
