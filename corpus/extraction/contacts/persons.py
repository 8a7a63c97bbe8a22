"""Who answers at an address: the persons of its clause, those that "elle" or "pour le joindre" means, or that its e-mail spells.

Does not know organisations.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from corpus.addressees import is_spelled_by
from corpus.extraction.contacts.clauses import label_of
from corpus.extraction.contacts.heads import ORGANISATIONS
from corpus.extraction.contacts.owners import person_called
from corpus.extraction.fact_reading import Reading, Sentence, distinct
from corpus.kinds import CONTACTS, Entity, EntityKind
from corpus.plain import plain
from corpus.protagonists import domain_of, squeezed

REACH_THEM = re.compile(
    r"(?:\b(?:la|le|les|lui|leur) |\bl')(?:joindre|contacter|ecrire|appeler|telephoner)\b"
    r"|\b(?:reach|contact|call|write to) (?:him|her|them)\b"
)
_HE = re.compile(
    r"\W*(?:il|elle|he|she)\b(?! (?:est (?:possible|preferable|inutile|conseille|prevu)|faut|suffit|convient|existe|y a))"
)
_RANK = re.compile(r"(?:m|mr|mme|mlle|mrs|ms|dr|pr)\.? ")
_TOGETHER = re.compile(r" ?,? ?(?:et|and|&|/|ou)? ?(?:m\.|mme|mlle|mr|ms)? ?")
_LOOK_BACK = 12  # sentences of a section in which the person that an address spells is looked for


def reached(reading: Reading, unit: Sentence, channels: list[Entity]) -> list[Entity]:
    """Return the persons of a clause whose the addresses are: those named together last before them."""
    firms = [e.text for e in unit.of(ORGANISATIONS)]
    persons = [p for p in distinct(unit.of({EntityKind.PERSON})) if not any(f.startswith(p.text) for f in firms)]
    if len(persons) < 2 or not channels:
        return persons
    before = [p for p in persons if p.end <= channels[0].start]
    if not before:
        return persons[:1]
    first = before[-1]
    for one, other in reversed([*pairwise(before)]):
        if other is not first or not _TOGETHER.fullmatch(plain(reading.document.text[one.end : other.start])):
            break
        first = one
    return before[before.index(first) :]


def told_above(reading: Reading, sentence: Sentence, channels: list[Entity]) -> list[Entity]:
    """Return the person whom addresses without a name belong to.

    Named at the head of the paragraph that they close, before "pour la joindre", or spelled by the e-mail.
    """
    if all(channel.kind is EntityKind.URL for channel in channels):
        return []
    if REACH_THEM.search(sentence.words) or _HE.match(sentence.words):
        return _spoken_of(reading, sentence)
    if named_short := _by_one_name(reading, sentence, channels):
        return [named_short]
    first, text = sentence, reading.document.text
    for other in reading.earlier(sentence, _LOOK_BACK):
        if (
            reading.document.text.count("\n", other.span.end, first.span.start) > 1
            or other.of(CONTACTS)
            or reading.is_heading(other)
        ):
            break
        first = other
    labelled = label_of(sentence, text)
    for person in first.of({EntityKind.PERSON})[:1] if first is not sentence and not labelled else ():
        if not re.search(r"\w", text[first.span.start : person.start]):
            return [person]
    emails = [channel for channel in channels if channel.kind is EntityKind.EMAIL]
    for other in reading.earlier(sentence, _LOOK_BACK) if emails else ():
        for person in other.of({EntityKind.PERSON}) if other.number else ():  # a title names no addressee
            if any(is_spelled_by(person.text, email) for email in emails):
                return [person]
    return spelled_anywhere(reading, emails)


def spelled_anywhere(reading: Reading, channels: Iterable[Entity]) -> list[Entity]:
    """Return the one person of the document whose name an e-mail spells: "l.perrin@", "perrin@" if no other bears that name."""
    emails = [channel for channel in channels if channel.kind is EntityKind.EMAIL]
    persons = (
        {e.canonical: e for one in reversed(reading.sentences) for e in one.of({EntityKind.PERSON})} if emails else {}
    )
    for spells in (_spelled_in_full, _spelled_by_last):
        found = [
            person
            for person in persons.values()
            if person.start >= reading.sentences[0].span.end and any(spells(person.text, email) for email in emails)
        ]
        if found:
            return found if len(found) == 1 else []
    return []


def _spelled_in_full(name: str, email: Entity) -> bool:
    local, last = squeezed(email.text.split("@")[0]), squeezed(re.split(r"[ \u00a0-]", name)[-1])
    return last in local and last != local and is_spelled_by(name, email)


def _spelled_by_last(name: str, email: Entity) -> bool:
    """Tell whether an e-mail is the last name of somebody named in full, and not that of the organisation: "perrin@nova.fr"."""
    last = squeezed(re.split(r"[ \u00a0]", name)[-1])
    return len(last) > 4 and " " in name and last == squeezed(email.text.split("@")[0]) and last not in domain_of(email)


def _spoken_of(reading: Reading, sentence: Sentence) -> list[Entity]:
    """Return whom "pour le joindre" or "elle" means: who opens a sentence just before, else the only person of one."""
    only: list[Entity] = []
    for other in reading.earlier(sentence, 4):
        named_there = distinct(other.of({EntityKind.PERSON}))
        if named_there and not re.search("[a-z]", _RANK.sub("", other.before(named_there[0].start))):
            return named_there[:1]
        if named_there and not only and (len(named_there) == 1 or other.number < sentence.number - 1):
            only = named_there[:1]
        elif named_there and not only:
            return []
    return only


def _by_one_name(reading: Reading, sentence: Sentence, channels: list[Entity]) -> Entity | None:
    """Return the person named in full elsewhere whose first name alone stands before an address: "appelez Yvan (01 …)"."""
    text = reading.document.text
    found = re.search(
        r"\b([A-ZÀ-Þ][\w-]{2,})[ \u00a0]*(?:[(,:–-]|au\b|on\b)[ \u00a0(]*\Z",
        text[sentence.span.start : channels[0].start],
    )
    return person_called(reading, found[1]) if found else None
