"""Agreements that a heading or a short sentence announces: "Premier accord : Porto, mars 2017", "## Un second à Turku".

What is announced may say when and where; the sentences below it say with whom. Does not know other ways to tell one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from corpus.extraction.agreements.details import agreement_fact, months, partner_fields
from corpus.extraction.agreements.sides import PARTNERS
from corpus.extraction.agreements.stages import ENDED, NOT_YET
from corpus.extraction.agreements.words import AGREEMENT, BUSINESS, SIGNED, TALKS, VOID
from corpus.extraction.fact_reading import MOMENTS, Reading, Sentence
from corpus.fact_kinds import Fact, Field, FieldName, Status
from corpus.kinds import Entity, EntityKind

_ORDINAL = (
    r"(?:premiere?|deuxieme|seconde?|troisieme|quatrieme|cinquieme|dernier|derniere|autre|nouvel|nouvelle|first|second|third"
    r"|fourth|latest|another|new|1er|1re|\d{1,2}(?:e|eme|nde?|st|nd|rd|th))"
)
_ANNOUNCES = re.compile(
    rf"(?:et |puis |enfin |and |then )?(?:(?:un|une|le|la|les|l'|the|an?|notre|our) ?)?{_ORDINAL} (?P<noun>{AGREEMENT.pattern})"
    rf"|(?P<numbered>{AGREEMENT.pattern}) (?:n° ?|no\.? ?|number )?(?:\d{{1,2}}|[ivx]{{1,3}})\b"
)
_GOES_ON = re.compile(rf"(?:et |puis |enfin |and |then )?(?:un|une|le|la|the|an?) {_ORDINAL}\b(?! \w+(?:s|e)\b(?<!en))")
"""The next that is announced, where the word for an agreement goes without saying."""
_WITH = re.compile(
    r"\b(?:avec|with|vers|aupres de|aux cotes d[eu'])(?: (?:le|la|les|the|un|une|an?)| l')?(?: ?[a-z-]+){0,3}(?: de| d'| from)?"
    r" ?[«\" ]*\Z"
)
_NEARLY = re.compile(r"\b(?:nearly|almost|failli|presque)\b")
_LONGEST, _MOST = 90, 4  # characters of what announces, sentences below it


def announced(reading: Reading, facts: list[Fact]) -> Iterator[Fact]:
    """Yield facts with the date and the town that what announces them says, and those whose partner alone is named."""
    found = list(facts)
    noun: tuple[int, int] | None = None
    for sentence in reading.sentences if reading.host is not None else ():
        lead = _ANNOUNCES.match(sentence.words) if len(sentence.words) <= _LONGEST else None
        if lead is not None and not BUSINESS.search(sentence.words):
            start, end = lead.span("noun") if lead["noun"] else lead.span("numbered")
            noun = sentence.span.start + start, sentence.span.start + end
        elif noun is None or len(sentence.words) > _LONGEST or not _GOES_ON.match(sentence.words):
            continue
        if sentence.of(PARTNERS) or VOID.search(sentence.words):
            continue
        body = _body(reading, sentence)
        spans = {one.span for one in body}
        told = [number for number, fact in enumerate(found) if fact.sentence in spans]
        for number in told:
            found[number] = _completed(reading, found[number], sentence)
        if not told and noun is not None and (fact := _fact(reading, sentence, body, noun)) is not None:
            found.append(fact)
    yield from found


def _body(reading: Reading, sentence: Sentence) -> list[Sentence]:
    """Return the sentences that are about what a sentence announces."""
    body: list[Sentence] = []
    for other in reading.sentences[sentence.number + 1 : sentence.number + 1 + _MOST]:
        if other.section is not sentence.section or _ANNOUNCES.match(other.words) or _GOES_ON.match(other.words):
            break
        body.append(other)
    return body


def _fact(reading: Reading, sentence: Sentence, body: list[Sentence], noun: tuple[int, int]) -> Fact | None:
    """Return the agreement with the first whom the sentences below name after "avec", unless it is over or not signed yet."""
    host = reading.host
    if host is None or any(NOT_YET.search(o.words) or TALKS.search(o.words) or _is_over(o.words) for o in body):
        return None
    for other in body:
        named = [e for e in other.of(PARTNERS) if e.canonical != host.canonical and _WITH.search(other.before(e.start))]
        named += [
            e for e in reading.unlisted(other, other.span.start, other.span.end) if _WITH.search(other.before(e.start))
        ]
        if not named:
            continue
        town = _town(sentence)
        fields = [reading.field(FieldName.PARTY, host), *partner_fields(reading, other, named[0], town)]
        signed = SIGNED.search(other.words)
        words = (signed.start() + other.span.start, signed.end() + other.span.start) if signed else noun
        fields.append(reading.quoted(FieldName.OBJECT, *noun))
        fields.append(reading.quoted(FieldName.STATUS, *words, Status.SIGNED, inferred=signed is None))
        dates = [*other.of(MOMENTS), *months(other)]
        fields += [reading.field(FieldName.DATE, one) for one in dates[:1] if not sentence.of(MOMENTS)]
        return _completed(reading, agreement_fact(reading, other, fields, 0.7), sentence)
    return None


def _is_over(words: str) -> bool:
    return ENDED.search(words) is not None and _NEARLY.search(words) is None


def _completed(reading: Reading, fact: Fact, sentence: Sentence) -> Fact:
    """Return an agreement with the date and the town of what announces it, where it has none."""
    town = _town(sentence)
    added: list[Field] = [reading.field(FieldName.DATE, one) for one in sentence.of(MOMENTS)[:1]]
    added += [reading.field(FieldName.PLACE, town)] if town is not None else []
    known = {field.name for field in fact.fields}
    return replace(fact, fields=(*fact.fields, *(field for field in added if field.name not in known)))


def _town(sentence: Sentence) -> Entity | None:
    return next(iter(sentence.of({EntityKind.CITY})), None)
