"""Contacts of a subject: whom a document names as the contact for what it is about, where the question names nobody.

"Quel est le contact presse pour l'accord d'Osaka ?" is answered by the contact block of the document that tells of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from assistant.evidence import Evidence, Line, holds_contact
from assistant.question_types import CONTACT
from assistant.selecting import Scored, scored_at
from assistant.targets import Target, plain_coverage
from corpus.french import fold, terms
from corpus.kinds import EntityKind

_HEADS = re.compile(
    r"\W*(?:vos |votre |your )?(?:contacts?|interlocut\w+|coordonnees|renseignements|relations? (?:presse|medias?)|service presse"
    r"|(?:pour )?(?:en savoir plus|plus d'informations?|tout renseignement)|press (?:contacts?|office)|media contacts?"
    r"|(?:for )?(?:further|more) information)\b"
)
_ABOUT = re.compile(r"\b(?:pour|au sujet|a propos|concernant|sur|about|for|regarding|concerning)\b")
"""Where the question names something, it is what the contact is for, not whose it is: "le contact pour le salon X"."""
_PRESS = re.compile(r"\b(?:presse|press|journalis\w+|medias?|reporters?)\b")
_ASKING = frozenset(
    terms(
        "contact mail courriel adresse téléphone tel numéro joindre appeler écrire coordonnées interlocuteur sujet propos"
        " personne journaliste people phone number reach call write reporter journalist listed regarding"
        " service presse press médias media adresser tourner renseigner renseignements savoir plus information informations"
        " handle handled enquiry enquiries question answer deal talk speak annonce annonces communiqué announcement release"
    )
)
_KNOWN = 0.6
"""How much of the other words of the question, by their weight, the document holds at least: they may name nobody there."""
_SHORT = 8
"""Words that a line which heads a contact block has at most."""
_FAR = 8
"""Lines that a contact may stand below its head."""
_MOST_LINES = 6


def contacts_of_subject(
    scored: Sequence[Scored], question: str, target: Target, evidence: Evidence
) -> tuple[Scored, ...]:
    """Return the contact block of the document that the best sentence is in, in text order; nothing where somebody is named.

    A block is the lines under a head such as "Contact presse" down to the last that names a person, a telephone number
    or an address. Of several blocks it is that for the press, if the question is for it, or the first below the sentence.
    """
    named = target.names - target.places
    if not target.wants & CONTACT or named or (target.unlisted and not _ABOUT.search(fold(question))):
        return ()
    telling = [each for each in scored if not holds_contact(each.candidate.line)]
    if not telling:
        return ()
    best = max(telling, key=lambda each: each.score)
    nearest = min(scored, key=lambda each: each.candidate.hit.rank)
    subject = replace(
        target, units=tuple(unit for unit in target.units if not _ASKING & {s for g in unit.groups for s in g})
    )
    places = []
    for near in (best, nearest):
        document = near.candidate.hit.document
        known = plain_coverage(subject, evidence.document_facts(document)) >= _KNOWN
        if known and not _is_told(subject, evidence.lines(document)):
            places.append(near)
    heads = (_PRESS, _HEADS) if _PRESS.search(fold(question)) else (_HEADS,)
    return next((block for head in heads for near in places if (block := _block(near, head, evidence))), ())


def _is_told(target: Target, lines: Sequence[Line]) -> bool:
    """Tell whether a contact stands in a line with a word of the question, or such a word is the name of a person."""
    stems = {stem for unit in target.units if not unit.canonicals for group in unit.groups for stem in group}
    persons = (e for line in lines for e in line.facts.entities if e.kind is EntityKind.PERSON)
    if any(stems & set(terms(person.text)) for person in persons):
        return True
    return bool(stems) and any(holds_contact(line) and plain_coverage(target, line.facts) > 0 for line in lines)


def _block(near: Scored, wanted: re.Pattern[str], evidence: Evidence) -> tuple[Scored, ...]:
    """Return the first block below a sentence, else the last of its document, whose head has the words wanted."""
    lines = evidence.lines(near.candidate.hit.document)
    heads = [line for line in lines if _is_head(line) and wanted.search(fold(line.text))]
    if not heads:
        return ()
    head = next((line.number for line in heads if line.number > near.candidate.line.number), heads[-1].number)
    below = [lines[head]] if holds_contact(lines[head]) else []
    below += takewhile(lambda line: not _ends(line), lines[head + 1 : head + _FAR])
    last = max((line.number for line in below if _reaches(line)), default=None)
    block = [line for line in below if last is not None and line.number <= last]
    return tuple(scored_at(near, line, evidence) for line in block[:_MOST_LINES])


def _is_head(line: Line) -> bool:
    words = fold(line.text)
    return _HEADS.match(words) is not None and (len(words.split()) <= _SHORT or holds_contact(line))


def _ends(line: Line) -> bool:
    """Tell whether another section begins: a name that stands alone in its line is no heading here."""
    return _is_head(line) or (line.heading and not _reaches(line))


def _reaches(line: Line) -> bool:
    return holds_contact(line) or any(entity.kind is EntityKind.PERSON for entity in line.facts.entities)
