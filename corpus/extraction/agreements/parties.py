"""Who agrees with whom, completed: the one whose document it is comes first, names are whole, and relative clauses are read.

`agreement_sides` reads the words that lead to a partner ("avec X"); here the partner stands before them ("X, avec qui…").
"""

from __future__ import annotations

import re

from corpus.extraction.agreements.names import whole_name
from corpus.extraction.agreements.sides import PARTNERS, sides
from corpus.extraction.agreements.statements import Statement
from corpus.extraction.agreements.words import AGREEMENT, BUSINESS
from corpus.extraction.fact_reading import ACTORS, Reading, Sentence, Subject, distinct
from corpus.kinds import Entity, EntityKind
from corpus.plain import plain

_RELATIVE = re.compile(
    r"[ »\"]{0,2}(?:\([^()]{0,50}\))?,? (?:et |and )?(?:(?:avec|with|a|au(?=quel)|to|chez|par|by|sur|de|dont?|du(?=quel)) ?)"
    r"(?:qui|lequel|laquelle|lesquel\w+|quel|quels|quelles|whom|which|whose)\b|[ »\"]{0,2}(?:\([^()]{0,50}\))?,? auxquel\w+\b"
)
"""What follows a name that the clause then speaks of: "X, avec qui", "X, auquel", "X, with whom"."""
_IS_PARTNER = re.compile(
    r"[ »\"]{0,2}(?:\([^()]{0,50}\))?,? (?:est|sont|etait|devrait|devraient|sera|seront|reste|restent|is|are|has|have"
    r"|will|should|could|a|ont)"
    r" (?:[a-z'-]+ ){0,4}(?:partenaires?|partners?)\b"
)
"""What follows the name of one who is called a partner: "X est le premier partenaire du pôle"."""
_JOINT = re.compile(
    r"[ »\"\0]*(?:\([^()]{0,60}\))?(?:, [^,.;]{2,60},)? ?(?:,|et|and|&|ainsi que|as well as|,? (?:d'une part|d'autre part),?)+"
    r" ?(?:(?:de |du |d'|des |par |avec )?(?:le |la |les |l'|the |son |sa |leur |its |ceux d[eu'] ?"
    r"|celui d[eu'] ?)?(?:[a-z-]+[ ']){0,4}[«\" ]*)"
)
"""What joins two sides: "X (énergie, Brest) et le cluster danois Y", "les présidents de X et de Y"."""
_US = re.compile(r"\b(?:avec nous|with us|notre pole|nous (?:a|ont)|nos deux)\b")
_SELF = re.compile(r"\b(?:celui|celle|ceux|celles) (?:de |du |d')(?:[a-z]+ )?\Z")
"""What makes of a name the other side of an agreement that was spoken of: "celui de X"."""


def parties_and_partners(reading: Reading, statement: Statement) -> tuple[Subject, tuple[Entity, ...]]:
    """Return the side at home and the partners, with their whole names."""
    sentence = statement.sentence
    subject, partners = sides(reading, statement)
    before = _relative(sentence) or _called_partner(sentence)
    if before and not _is_host(reading, before[0]):
        partners = before
        known = {one.canonical for one in before}
        if not subject.entities or any(one.canonical in known for one in subject.entities):
            subject = _home(reading, sentence, known)
    if not partners or all(one.kind not in PARTNERS for one in partners):
        joined = _joined(reading, sentence)
        if len(joined) > 1:
            subject, partners = Subject(joined[:1], 0), joined[1:]
    subject, partners = _host_first(reading, sentence, subject, partners)
    text = reading.document.text
    if any(_SELF.search(plain(text[max(0, one.start - 20) : one.start])) for one in subject.entities):
        subject = _home(reading, sentence, {one.canonical for one in (*partners, *subject.entities)})
    if not partners and statement.status is not None and not statement.implied:
        partners = _spoken_of_before(reading, sentence)
    if not partners and statement.status is not None and not statement.implied:
        partners = _by_nation(statement)
    named = [plain(one.canonical).split() for one in subject.entities]
    partners = tuple(
        whole_name(reading, one)
        for one in partners
        if not any(plain(one.canonical).split() == words[: len(one.canonical.split())] for words in named)
    )
    return subject, partners


def _relative(sentence: Sentence) -> tuple[Entity, ...]:
    """Return the names before "avec qui", "auquel", "with whom"."""
    actors = list(sentence.of(PARTNERS))
    for number, one in enumerate(actors):
        if _RELATIVE.match(sentence.after(one.end, 90)):
            chain = [one]
            for other in reversed(actors[:number]):
                if not _JOINT.fullmatch(sentence.between(other.end, chain[0].start)):
                    break
                chain.insert(0, other)
            return tuple(chain)
    return ()


def _called_partner(sentence: Sentence) -> tuple[Entity, ...]:
    """Return the one of whom a sentence says that it is a partner, unless it says of whom else."""
    for one in sentence.of(PARTNERS):
        if found := _IS_PARTNER.match(sentence.after(one.end, 90)):
            after = sentence.after(one.end + found.end(), 30)
            return () if re.match(r"[^.;,]{0,12}(?:de|du|d'|of)[^.;,]{0,12}\0", after) else (one,)
    return ()


def _joined(reading: Reading, sentence: Sentence) -> tuple[Entity, ...]:
    """Return the sides that a sentence joins by "et", those in brackets left out, the one at home first."""
    actors = [one for one in sentence.of(PARTNERS) if not _bracketed(sentence, one)]
    for number, first in enumerate(actors):
        chain = [first]
        for other in actors[number + 1 :]:
            if not _JOINT.fullmatch(sentence.between(chain[-1].end, other.start)):
                break
            chain.append(other)
        if len(chain) > 1:
            home = [one for one in chain if _is_host(reading, one) or one.kind is EntityKind.POLE] or [chain[0]]
            return (home[0], *(one for one in chain if one is not home[0])) if not reading.is_foreign(home[0]) else ()
    return ()


def _spoken_of_before(reading: Reading, sentence: Sentence) -> tuple[Entity, ...]:
    """Return the only name of the sentences just before, for one that names nobody: "Des échanges se poursuivent"."""
    if any(not _is_host(reading, one) for one in sentence.of(PARTNERS)) or reading.host is None:
        return ()
    for other in reading.earlier(sentence, 2):
        named = [one for one in distinct(other.of(ACTORS)) if not _is_host(reading, one)]
        if named:
            alone = len(named) == 1 and reading.country(named[0]) != "France"
            agreed = AGREEMENT.search(other.words) and not BUSINESS.search(other.words)
            return tuple(named) if alone and agreed else ()
    return ()


def _by_nation(statement: Statement) -> tuple[Entity, ...]:
    """Return the country whose agreement a sentence speaks of: "prépare un accord portugais"."""
    countries = [one for one in statement.sentence.of({EntityKind.COUNTRY}) if one.canonical != "France"]
    return tuple(one for one in countries if any(0 < one.start - span.end <= 2 for span in statement.objects))


def _bracketed(sentence: Sentence, one: Entity) -> bool:
    """Tell whether a name stands in brackets, where it says what or where another is."""
    before = sentence.before(one.start, 200)
    return before.rfind("(") > before.rfind(")")


def _host_first(
    reading: Reading, sentence: Sentence, subject: Subject, partners: tuple[Entity, ...]
) -> tuple[Subject, tuple[Entity, ...]]:
    """Return the sides with the one whose document it is as a party, wherever the sentence names it."""
    own = [one for one in partners if _is_host(reading, one)]
    others = [one for one in distinct([*subject.entities, *partners]) if not _is_host(reading, one)]
    if own and others and not any(_is_host(reading, one) for one in subject.entities):
        return Subject((own[0],), 0), tuple(others)
    named = [one for one in subject.entities if one.kind in ACTORS and not _is_host(reading, one)]
    if reading.host is not None and not partners and named and _US.search(sentence.words):
        return Subject((reading.host,), 1), tuple(named)
    return subject, partners


def _home(reading: Reading, sentence: Sentence, known: set[str]) -> Subject:
    """Return the actor at home that a sentence names beside its partners, else the one whose document it is."""
    named = [one for one in reading.at_home(sentence.of(ACTORS)) if one.canonical not in known]
    if named:
        return Subject(tuple(named[:1]), 0)
    return Subject((reading.host,), 1) if reading.host is not None else Subject((), 2)


def _is_host(reading: Reading, one: Entity) -> bool:
    return reading.host is not None and one.canonical == reading.host.canonical
