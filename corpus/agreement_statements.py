"""Whether a sentence speaks of an agreement, with which words, and how far it has come. Does not know who agrees."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.documents import Span
from corpus.fact_kinds import Status
from corpus.fact_reading import Sentence

_OF = r"(?: (?:de |d')(?:partenariats?|cooperations?|collaborations?|jumelage|entente|cooperation technologique))"
_KIND = (
    r"(?: (?:internationa\w+|strategiques?|technologiques?|cadres?|bilatera\w+|tripartites?|scientifiques?"
    r"|inter-?clusters?|commun\w*|commercia\w+))"
)
_AGREEMENT = re.compile(
    rf"\b(?:accords?|conventions?|protocoles?|memorandums?|lettres? d'intention|mou|chartes?|partenariats?"
    rf"|cooperations?|collaborations?"
    rf"|jumelages?|rapprochements?|contrats?{_OF})\b{_OF}?{_KIND}{{0,2}}{_OF}?"
)
_BUSINESS = re.compile(r"\bconventions? d'affaires|\bpartenariats? technologiques? existants?")
_SIGNED = re.compile(
    r"\bvien(?:t|nent) de (?:sign|conclu|nou|scell|paraph|renouvel|finalis)\w+|\b(?:a|ont) rejoint\b(?=.{0,20}accord)"
    r"|\bprolong(?:e|es|ee|ees|ent|a)\b|\breconduit\w*|\bs'est rapproche\w*|\bsommes (?:\w+ )?partenaires?\b"
    r"|\bsign(?:e|es|ee|ees|ent|ait|aient|a|erent|ant|ature|atures|ataires?)\b|\bparaph\w+|\bconclu(?:e|es|s|t"
    r"|ent|rent|sion)?\b"
    r"|\bfinalis(?:e|es|ee|ees|ent|a|ant)\b|\bnou(?:e|es|ee|ees|ent|a|ant)\b|\bscell(?:e|es|ee|ees|ent|a|ant)\b"
    r"|\bofficialis(?:e|es|ee|ees|ent|a)\b"
    r"|\bratifi(?:e|es|ee|ees|ent|a)\b|\b(?:a|ont) abouti a\b|\bs'(?:est|etait) (?:associe|allie|engage)\w*"
    r"|\bse sont (?:associe|allie|engage|lie)\w*"
    r"|\b(?:lie|unit|lient|unissent)\b|\bcoopere(?:nt)?\b|\best (?:desormais )?(?:lie|partenaire)\w* (?:a|de"
    r"|du|avec)\b|\brenouvel(?:e|ee|ees|es|le|ant|ement)\b"
    r"|\bsigned\b|\bconcluded\b|\bentr(?:e|es|ee|ees) en vigueur"
)
_NEGOTIATED = re.compile(
    r"(?<!ete )\bnegoci(?:e|es|ee|ees|ent|ait|ation|ations|ant)\b|\bdiscussions?\b|\bdiscute(?:nt)?\b"
    r"|\bpourparlers\b|\ben preparation\b"
    r"|\ben cours (?:de |d')(?:negociation|discussion|signature|finalisation|elaboration|preparation|validation"
    r"|examen)\w*"
)
_INTENDED = re.compile(
    r"\benvisag\w+|\bprevoi\w+|\bprevu\w*|\bsouhait\w+|\bambitionn\w+|\besper\w+|\b(?:dev|pour)rai(?:t|ent)\b"
    r"|\bdoi(?:t"
    r"|vent)\b|\bvoulai(?:t|ent)\b|\bveu(?:t|lent)\b"
    r"|\bcompte(?:nt)? (?:bien |ensuite |aussi )?\w+(?:er|ir|re)\b|\bprepare(?:nt)?\b|\bvis(?:e|ent) a\b"
    r"|\bproposera\w*|\bpour(?= cooperer\b)|\bprochain\w*\b"
)
"""Words of intention, which speak of the agreement only where they stand before it."""
_FUTURE = re.compile(
    r"\b(?:est|sont) (?:\w+ )?(?:envisage|prevu|programme|annonce)\w*|\ba l'etude\b|\betudie(?:nt)?\b"
    r"|\bprojet d(?:'|e )(?:accord|partenariat|cooperation|convention)"
    r"|\bsera(?:it)? (?:\w+ )?(?:sign|conclu"
    r"|formalis|final)\w+"
    r"|\bseront (?:\w+ )?(?:sign|conclu|formalis|final)\w+|\bsign(?:era|eront|eraient)\b|\bconclura\w*|\bv(?:a"
    r"|ont) (?:sign|conclu|nou)\w+"
)
_TALKS = re.compile(r"\bnegociations?\b|\bpourparlers\b|\ben discussion\b")
_PLANNED = re.compile(rf"{_INTENDED.pattern}|{_FUTURE.pattern}")
PROGRESS = ((Status.SIGNED, _SIGNED), (Status.NEGOTIATED, _NEGOTIATED), (Status.PLANNED, _PLANNED))
"""The words of each stage, the firmest first."""
_COOPERATE = re.compile(
    r"\b(?:signe|conclu)\w* une? (?:autre|second|deuxieme|troisieme)\w*|"
    r"\bsign(?:e|es|ent|era|er)\b[^,;]{0,30}\bavec\b|\bs'est rapproche\w*|"
    r"\bcoopere(?:r|nt)?\b|\bpartenaire\w* (?:de|du|des)\b|\bs'(?:est|etait) (?:associe|allie)\w*"
    r"|\bse sont (?:associe|allie)\w*"
)
_NOT = re.compile(
    r"\bn(?:'|e )(?:a|ont|est|sont|y)?\b[^.;]{0,12}\b(?:pas|plus|jamais|aucun\w*)\b|\baucun\w* (?:accord"
    r"|partenariat|convention)"
)


@dataclass(frozen=True, slots=True)
class Statement:
    """The words of a sentence that say that there is an agreement and how far it has come; offsets in the document."""

    sentence: Sentence
    objects: tuple[Span, ...]
    status: Status | None
    words: Span | None

    @property
    def anchor(self) -> int:
        """Where the statement is made."""
        return (self.words or self.objects[0]).start


def statement_of(sentence: Sentence) -> Statement | None:
    """Return what a sentence says of an agreement, if it speaks of one and does not deny it."""
    words, base = sentence.words, sentence.span.start
    ignored = [match.span() for match in _BUSINESS.finditer(words)]
    objects = [m for m in _AGREEMENT.finditer(words) if not any(a <= m.start() < b for a, b in ignored)]
    if (not objects and not _COOPERATE.search(words)) or _NOT.search(words):
        return None
    spans = tuple(Span(base + m.start(), base + m.end()) for m in objects)
    anchors = [m.start() for m in objects]
    for status, pattern in PROGRESS:
        found = _nearest(pattern, words, anchors)
        if found is None or (
            _INTENDED.match(words, found.start()) and found.start() > max(anchors, default=len(words))
        ):
            continue
        if status is not Status.PLANNED and (led := _led(words, found.start())) is not None:
            status, found = led
            if status is Status.PLANNED and (talks := _TALKS.search(words)) is not None:
                status, found = Status.NEGOTIATED, talks
        return Statement(sentence, spans, status, Span(base + found.start(), base + found.end()))
    return Statement(sentence, spans, None, None) if spans else None


def _nearest(pattern: re.Pattern[str], words: str, anchors: list[int]) -> re.Match[str] | None:
    """Return the match nearest to any of the anchors, no clause away; the first match without anchors."""
    found = list(pattern.finditer(words))
    if not anchors:
        return found[0] if found else None
    near = [
        (min(abs(match.start() - anchor) for anchor in anchors), match.start(), match)
        for match in found
        if min(abs(match.start() - anchor) for anchor in anchors) <= 140
    ]
    return min(near)[2] if near else None


def _led(words: str, start: int) -> tuple[Status, re.Match[str]] | None:
    """Return what puts a signature off: "prévoit la signature", "devrait être signé", "en cours de signature"."""
    window = max(0, start - 32)
    for status, pattern in ((Status.PLANNED, _PLANNED), (Status.NEGOTIATED, re.compile(r"\ben cours d\S*"))):
        for found in pattern.finditer(words, window):
            if window <= found.start() < start and not re.search(r"[,;:]", words[found.end() : start]):
                return status, found
    return None
