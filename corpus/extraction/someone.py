"""Whether a name is somebody's: who is presented with a function, a bond or a life is a person, whatever the name looks like.

Lists of first names never hold them all; the words around any mention of the name tell. Does not know facts.
"""

from __future__ import annotations

import re

from corpus.extraction.fact_reading import Reading
from corpus.kinds import Entity, EntityKind
from corpus.plain import plain

_OFFICE = (
    r"(?:(?:vice-?|co-?|ex-)?(?:directeur|directrice|president|presidente|fondateur|fondatrice|secretaire|tresoriere?"
    r"|delegue|deleguee|gerante?|animateur|animatrice|coordinateur|coordinatrice|coordonnateur|coordonnatrice"
    r"|conseillere?|ministre|ambassadeur|ambassadrice|consule?|attachee?|maire|bourgmestre|deputee?|senateur|senatrice"
    r"|rapporteure?|chef|cheffe|patronne?|pdg|ceo|cto|dg)|president|chairman|chairwoman|director|manager|founder|secretary"
    r"|minister|ambassador|consul|mayor|officer|head|chief)"
)
_CALLING = (
    r"(?:experte?|economiste|juriste|avocate?|notaire|medecin|docteur|docteure|professeur|professeure|chercheur|chercheuse"
    r"|ingenieure?|technicienne?|infirmiere?|journaliste|interprete|traducteur|traductrice|historien|historienne|sociologue"
    r"|statisticienne?|chimiste|physicienne?|agronome|architecte|designer|styliste|doctorante?|etudiante?|stagiaire|apprentie?"
    r"|mediateur|mediatrice|correspondante?|interlocuteur|interlocutrice|remplacante?|successeure?|predecesseure?|adjointe?"
    r"|amie?|collegue|confrere|consoeur|frere|soeur|epoux|epouse|fils|fille|pere|mere|expert|economist|lawyer|doctor"
    r"|professor|researcher|scientist|engineer|nurse|journalist|colleague|friend|successor|predecessor|deputy|adviser|advisor"
    r"|historian|sociologist|chemist|physicist)"
)
_ONE = r"(?:l'|(?:le|la|un|une|son|sa|mon|ma|notre|leur|cet|cette|the|an?|our|its|their|his|her) )(?:[a-z-]+ )?"
_ADJECTIVES = r"(?: (?!d[eu]\b|des\b|of\b|et\b|and\b|est\b|is\b|a\b|sera\b|was\b)[a-z-]+){0,2}"
_PRESENTED = re.compile(
    rf"(?:\A|[^a-z]){_ONE}(?:{_OFFICE}|{_CALLING}){_ADJECTIVES},? [*_«\" ]*\Z"
    rf"|(?:\A|[^a-z]){_ONE}(?:{_OFFICE}|{_CALLING}) (?:de |du |d'|des |of )[^.;:,()]{{1,60}}, [*_«\" ]*\Z"
    r"|\b(?:m|mme|mlle|mr|mrs|ms|dr|pr|prof|monsieur|madame|feu)\.? \Z"
)
"""What stands before a person's name: "notre ami X", "la directrice de l'institut, X"."""
_IS_ONE = re.compile(
    rf"[*_»\"]{{0,3}} ?[,(–-] ?(?:(?:le|la|un|une|son|sa|notre|leur|the|an?|our|its|their|alors|then|ancien|ancienne|former) "
    rf"|l')*(?:{_OFFICE}|{_CALLING})\b"
    r"|[*_»\"]{0,3}, (?:formee? (?:a|en|au|chez|par)|diplomee?|natif|native|trained (?:as|in|at))\b"
    r"|[*_»\"]{0,3},? \(?(?:age|aged) ?|[*_»\"]{0,3},? \(?\d{2} ans\b"
    r"|[*_»\"]{0,3} (?:est|etait|was) (?:mort|morte|decede|decedee)\b|[*_»\"]{0,3},? (?:qui )?s'est (?:eteinte?|mariee?)\b"
)
"""What follows a person's name: "X, juriste de", "X, formée à", "X s'est éteint"."""
_WORD = r"[A-ZÀ-ÖØ-ÞŒŸŁŚŠŻŽĆČĐİŐŰ][^\W\d_]*\.?(?:['’-][^\W\d_]+)*"
_SHAPED = re.compile(rf"{_WORD}(?:[ \u00a0](?:de |du |von |van |der |den |da |di |bin |ben |al |el )?{_WORD}){{1,3}}")
_REPRESENTS = re.compile(
    rf"[*_»\"]{{0,3}} ?[,(–-] ?(?:[a-z'-]+ ){{0,3}}?{_OFFICE}(?: [a-z-]+){{0,3}}? (?:de la |de l'|de |du |d'|des |of (?:the )?)"
    r"(?:(?:pole|cluster|reseau|grappe|association|network) )?[*_«\" ]*\Z"
)
_LISTED = re.compile(
    r"(?:\A|[|:#>•–—]|[-*+] |\d[.)])[ *_]*(?:(?:avec|with) )?(?:(?:le |the )?cluster(?: [a-z-]+)? )?[*_«\" ]*\Z"
)
"""Where an item, a cell or a heading names those of a list, whom a first name does not make a person."""
_TOLD = re.compile(
    r"[*_ ]*(?:\w+(?:er|ir|re)\b (?=(?:le|la|les|un|une|des|son|sa|ses|leurs?|au|aux|a|dans|sur|avec|pour|rendez)\b|l')|\w+ez\b "
    r"|(?:il|elle|on|nous|vous|ils|elles|ce|ca|c'|we|you|they|it|he|she|this|there|how|what|why|when|comment|pourquoi)\b)"
)
"""How an instruction or a sentence begins."""
_FEW = 2
_MOST = 12  # mentions that are looked at


def is_someone(reading: Reading, start: int, end: int) -> bool:
    """Tell whether a stretch of the document is a person's name: found as one, or presented as one at any mention."""
    text = reading.document.text
    written = text[start:end]
    lead = plain(text[text.rfind("\n", 0, start) + 1 : start])
    for sentence in () if _LISTED.search(lead) else reading.between(start, end):
        if any(one.start < end and start < one.end for one in sentence.of({EntityKind.PERSON})):
            return True
    if _SHAPED.fullmatch(written) is None or any(word.isupper() and len(word) < 4 for word in written.split()):
        return False
    for found, _ in zip(re.finditer(rf"(?<!\w){re.escape(written)}(?!\w)", text), range(_MOST), strict=False):
        line = text.rfind("\n", 0, found.start()) + 1
        before = plain(text[max(line, found.start() - 100) : found.start()])
        after = plain(text[found.end() : found.end() + 60])
        if _PRESENTED.search(before) or _IS_ONE.match(after):
            return True
    return False


def is_phrase(written: str) -> bool:
    """Tell whether words are a sentence, an instruction or a run-in heading, not a name: one capital, and it opens them."""
    bare = written.strip(" *_\u00a0")
    capitals = sum(char.isupper() for char in bare)
    if capitals > 1 or not bare[:1].isupper() or len(bare.split()) < _FEW:
        return False
    return bare[-1] in ".!?" or _TOLD.match(plain(bare)) is not None


def represented(reading: Reading, start: int, end: int) -> Entity | None:
    """Return the one whom a person heads, where it is told beside the name: "X, directrice de Y"."""
    for sentence in reading.between(start, end):
        for one in sentence.of({EntityKind.POLE, EntityKind.ORGANISATION}):
            if 0 < one.start - end <= 90 and _REPRESENTS.fullmatch(sentence.between(end, one.start)):
                return one
    return None
