"""Whether a sentence speaks of an agreement, with which words, and how far it has come. Does not know who agrees."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.documents import Span
from corpus.extraction.agreements.stages import ENDED, NOT_YET
from corpus.extraction.agreements.words import (
    AGREEMENT,
    BUSINESS,
    COMMERCIAL,
    COOPERATE,
    INTENDED,
    PLANNED,
    PROGRESS,
    PUT_OFF,
    SIGNED,
    SIGNED_NEAR,
    STANDING,
    TALKS,
    VOID,
    WEAK_AGREEMENT,
    WISHED,
    may_speak,
)
from corpus.extraction.fact_reading import MOMENTS, Sentence
from corpus.fact_kinds import Status

_BREAK = re.compile(
    r";|,? mais |,? tandis qu|,? alors qu|,? puis |,? ainsi qu|[,:] (?=quant a)|, et | et (?=(?:il|elle|le pole|a|ont|negocie"
    r"|envisage|souhaite|discute"
    r"|prepare|espere|prevoit|compte|signera|vient|devrait)\b)|, (?=(?:il|elle|le pole|qui|celui-ci|celle-ci)\b)"
)
"""Where a sentence may go on with something else."""
_ASIDE = re.compile(
    r", (?:qui|dont|ce que|which|alors que|bien que|although|even if|sans|without|mais (?:sans|qui)|but)\b|\. "
    r"|(?<= )et ne\b|,? and (?:it )?does not\b"
)
"""Where a sentence goes on with what an agreement holds or does not."""
_PASSIVE = re.compile(r"\b(?:is|are|est|sont) (?:[a-z]+ )?\Z")
"""What makes of an intention one for the agreement itself: "an agreement with X is expected"."""
LABEL = re.compile(rf"(?:{AGREEMENT.pattern})(?= ?[:–—](?! ?(?:a|to) )[^.:]{{3,}}\0)")
"""A label before those who agreed, with a date after them: "Jumelage : X et Y, depuis 2016"."""
_IF = re.compile(
    r"\b(?:si|s'ils?|des que|a condition que|pourvu que|sous reserve que|if|once|provided|as soon as)\b(?! bien)[^.;:,]{0,90}"
    r"\b(?:est|sont|soit|soient|is|are|gets?) (?:\w+ )?\Z"
)
"""What makes of a signature a condition: "si l'accord est signé"."""
_FAR, _CLOSE = 140, 45  # characters between the word for the agreement and what is said of it


@dataclass(frozen=True, slots=True)
class Statement:
    """The words of a sentence that say that there is an agreement and how far it has come; offsets in the document."""

    sentence: Sentence
    objects: tuple[Span, ...]
    status: Status | None
    words: Span | None
    implied: bool = False
    """Whether the status follows from the words without being said by them."""

    @property
    def anchor(self) -> int:
        """Where the statement is made."""
        return (self.words or self.objects[0]).start


def statements_of(sentence: Sentence, whole: Statement | None) -> tuple[Statement, ...]:
    """Return what a sentence says of agreements, clause by clause where its clauses say how far different ones have come.

    `whole` is what the sentence says when read as one clause.
    """
    clauses = _clauses(sentence)
    if len(clauses) == 1:
        return (whole,) if whole is not None else ()
    found = (statement_of(clause) for clause in clauses)
    return tuple(statement for statement in found if statement is not None)


def statement_of(sentence: Sentence) -> Statement | None:
    """Return what a sentence says of an agreement, if it speaks of one and does not deny it."""
    words, base = sentence.words, sentence.span.start
    if not may_speak(words):
        return None
    objects = _objects(words)
    if not objects and not COOPERATE.search(words):
        return None
    core = words[: _core(words, objects)]
    if VOID.search(core) or NOT_YET.search(core):
        return _talked_of(sentence, objects)
    if not objects and COMMERCIAL.search(words):
        return None
    spans = tuple(Span(base + m.start(), base + m.end()) for m in objects)
    anchors = [m.start() for m in objects]
    for status, pattern in PROGRESS:
        found = _nearest(pattern, words, anchors, _FAR)
        late = found and INTENDED.match(words, found.start()) and _follows(objects, found.start())
        if found is None or (late and not _PASSIVE.search(words[: found.start()])):
            continue
        if status is Status.SIGNED and (off := PUT_OFF.search(words)) is not None:
            return Statement(sentence, spans, Status.PLANNED, Span(base + off.start("off"), base + off.end("off")))
        if status is not Status.PLANNED and (led := _led(words, found.start())) is not None:
            status, found = led
            if status is Status.PLANNED and (talks := TALKS.search(words)) is not None:
                status, found = Status.NEGOTIATED, talks
        return Statement(sentence, spans, status, Span(base + found.start(), base + found.end()))
    standing = (anchors and _nearest(SIGNED_NEAR, words, anchors, _CLOSE)) or STANDING.search(words)
    standing = standing or (LABEL.match(words) if sentence.of(MOMENTS) else None)
    if standing and not WISHED.search(words):
        return Statement(sentence, spans, Status.SIGNED, Span(base + standing.start(), base + standing.end()), True)
    return Statement(sentence, spans, None, None) if spans else None


def _core(words: str, objects: list[re.Match[str]]) -> int:
    """Return where the part of a sentence ends that tells the agreement: before "…, qui ne prévoit aucun financement"."""
    for aside in _ASIDE.finditer(words):
        begun = words[: aside.start()]
        told = any(one.end() <= aside.start() for one in objects) and (
            _says(begun) or STANDING.search(begun) is not None
        )
        if (
            told
            and not re.search(r"\bsign|\babouti|\bsuite\b|\bsurv[ei]c", words[aside.end() :])
            and not ENDED.search(words, aside.end())
        ):
            return aside.start()
    return len(words)


def _talked_of(sentence: Sentence, objects: list[re.Match[str]]) -> Statement | None:
    """Return the talks that go on though nothing is signed: "rien n'est encore signé, mais les discussions se poursuivent"."""
    words, base = sentence.words, sentence.span.start
    denied = [found.span() for found in NOT_YET.finditer(words)]
    voids = [found.start() for found in VOID.finditer(words)]
    talks = TALKS.search(words)
    if talks is None or not all(any(start - 8 <= void < end for start, end in denied) for void in voids):
        return None
    spans = tuple(Span(base + m.start(), base + m.end()) for m in objects)
    return Statement(sentence, spans, Status.NEGOTIATED, Span(base + talks.start(), base + talks.end()))


def _follows(objects: list[re.Match[str]], start: int) -> bool:
    """Tell whether words stand after all that is agreed, unless right after it: "un accord devrait suivre"."""
    return bool(objects) and start > objects[-1].end() + 14


def _objects(words: str) -> list[re.Match[str]]:
    """Return the words for what is agreed; weak ones only where there is no other and a signature or "avec" is near."""
    ignored = [match.span() for match in BUSINESS.finditer(words)]
    objects = [m for m in AGREEMENT.finditer(words) if not any(a <= m.start() < b for a, b in ignored)]
    if objects:
        return objects
    return [
        m
        for m in WEAK_AGREEMENT.finditer(words)
        if re.match(r"[^.;,]{0,50}\b(?:avec|entre)\b", words[m.end() :])
        or SIGNED.search(words, max(0, m.start() - 50), m.end() + 30)
    ]


def _clauses(sentence: Sentence) -> tuple[Sentence, ...]:
    """Return the clauses of a sentence where each says something of its own, else the sentence."""
    words, cuts = sentence.words, [0]
    if not may_speak(words):
        return (sentence,)
    for found in _BREAK.finditer(words):
        says = _speaks if found.group() == ";" else _says
        if "mais" in found.group() and NOT_YET.search(words[cuts[-1] : found.start()]):
            continue
        if says(words[cuts[-1] : found.start()]) and says(words[found.end() :]):
            cuts.append(found.end())
    if len(cuts) == 1:
        return (sentence,)
    return tuple(part(sentence, start, stop) for start, stop in zip(cuts, [*cuts[1:], len(words)], strict=True))


def _says(words: str) -> bool:
    """Tell whether words say how far an agreement has come, or deny one."""
    return VOID.search(words) is not None or any(pattern.search(words) for _, pattern in PROGRESS)


def _speaks(words: str) -> bool:
    """Tell whether words that a semicolon ends or opens speak of an agreement, whatever they say of it."""
    return _says(words) or AGREEMENT.search(words) is not None


def part(sentence: Sentence, start: int, stop: int) -> Sentence:
    """Return a stretch of a sentence as a sentence of the same number."""
    first, last = sentence.span.start + start, sentence.span.start + stop
    inside = tuple(e for e in sentence.entities if first <= e.start and e.end <= last)
    return Sentence(sentence.number, Span(first, last), sentence.words[start:stop], inside, sentence.section)


def _nearest(pattern: re.Pattern[str], words: str, anchors: list[int], most: int) -> re.Match[str] | None:
    """Return the match nearest to any of the anchors, at most so far away; the first match without anchors."""
    found = list(pattern.finditer(words))
    if not anchors:
        return found[0] if found else None
    near = [
        (min(abs(match.start() - anchor) for anchor in anchors), match.start(), match)
        for match in found
        if min(abs(match.start() - anchor) for anchor in anchors) <= most
    ]
    return min(near)[2] if near else None


def _led(words: str, start: int) -> tuple[Status, re.Match[str]] | None:
    """Return what puts a signature off: "prévoit la signature", "devrait être signé", "en cours de signature"."""
    window = max(0, start - 32)
    if condition := _IF.search(words, 0, start):
        return Status.PLANNED, condition
    for status, pattern in (
        (Status.PLANNED, PLANNED),
        (Status.NEGOTIATED, re.compile(r"\ben (?:cours|phase|voie) d\S*")),
    ):
        for found in pattern.finditer(words, window):
            if window <= found.start() < start and not re.search(r"[,;:]", words[found.end() : start]):
                return status, found
    return None
