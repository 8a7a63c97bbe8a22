"""What a cell, or the value beside a label, tells of support: who gives, how much, when. Does not know facts.

"3,7 M€, dont 1,6 M€ d'aides (État et Région Est)" tells 1,6 M€ and two givers; "1 900 000 €" fills its cell.
"""

from __future__ import annotations

import re

from corpus.documents import Span
from corpus.extraction.fact_reading import MOMENTS, Reading, Sentence
from corpus.extraction.support.givers import GIVER
from corpus.fact_kinds import Field, FieldName
from corpus.kinds import Entity, EntityKind
from corpus.plain import plain

SUMS = {EntityKind.AMOUNT: FieldName.AMOUNT, EntityKind.PERCENT: FieldName.RATE}
_AID = (
    r"(?:aides?|subventions?|dotations?|financements?|cofinancements?|soutien|credits?|fonds publics|grants?|funding|aid"
    r"|co-?funding|public (?:aid|money|funds))"
)
_NAMED_AID = re.compile(
    r"[ *_]*(?P<name>(?:[Aa]ides?|[Ss]ubventions?|[Dd]otations?|[Pp]rimes?|[Bb]ourses?|[Pp]rêts?|[Aa]vances?)[ \u00a0]"
    r"(?:région|europé|nation|département|métropolit|fédér|communautai|territori|municip)\w*)(?![\w-])"
)
_PART = re.compile(
    rf"(?:,|;| -)? ?\(?(?:dont|of which|including|soit) [^;|]*|\b{_AID}\b[^;|]{{0,30}}\d[^;|]*"
    r"|\A[^,;(]*,? ?(?:par|de|du|by|from)\b[^;|]*"
)
"""The part of a value that tells an aid beside what something costs: "…, dont 900 k€ du FEDER"."""
_GIVER = re.compile(rf"(?<![a-z-])(?P<giver>{GIVER})(?![a-z-])")
_CALLED = re.compile(r"[ \u00a0](?:d[eu]s? |de la |d['’])?[A-ZÀ-Þ][\w'’-]+(?:[ \u00a0](?:d[eu] )?[A-ZÀ-Þ][\w'’-]+)*")
_NUMBER = re.compile(r"\d[\d \u00a0\u202f.,]*")
_UNIT = re.compile(r"€|\beuros?\b|\b[km]€|\bk ?eur\b|\beur\b|\bmillions?\b|\bmilliers\b|[$£]")
_BESIDE = 8  # characters that a cell of sums may hold beside the amount
_WHEN = re.compile(r"\d{4}|\b\d{1,3} (?:mois|ans?|months|years?)\b")
_LONGEST = 45  # characters of a cell that is a period


def inside(reading: Reading, span: Span, kinds: frozenset[EntityKind] | set[EntityKind]) -> list[Entity]:
    """Return the entities of some kinds that a stretch of the document holds."""
    return [
        entity
        for sentence in reading.between(span.start, span.end)
        for entity in sentence.of(kinds)
        if span.start <= entity.start and entity.end <= span.end
    ]


def line(reading: Reading, span: Span) -> Sentence:
    """Return the sentence in which a stretch of the document begins."""
    return next(iter(reading.between(span.start, max(span.end, span.start + 1))), reading.sentences[0])


def is_sum(reading: Reading, cell: Span) -> bool:
    """Tell whether a cell holds an amount and hardly anything else."""
    return any(e.end - e.start + _BESIDE >= cell.end - cell.start for e in inside(reading, cell, {EntityKind.AMOUNT}))


def sums(reading: Reading, cell: Span, title: str) -> list[Field]:
    """Return the amount and the rate of a cell; a bare number is one where the title of the column says its unit."""
    found = {e.kind: e for e in reversed(inside(reading, cell, set(SUMS))) if e.canonical.split(" ")[0] != "0"}
    fields = [reading.field(name, found[kind]) for kind, name in SUMS.items() if kind in found]
    text = reading.document.text
    if not fields and _UNIT.search(title) and _NUMBER.fullmatch(text, cell.start, cell.end):
        fields.append(reading.quoted(FieldName.AMOUNT, cell.start, cell.end))
    if not fields and "%" in title and _NUMBER.fullmatch(text, cell.start, cell.end):
        fields.append(reading.quoted(FieldName.RATE, cell.start, cell.end))
    return fields


def named_aid(reading: Reading, title: Span) -> list[Field]:
    """Return the aid that a title calls by its kind and its giver, which stands for a programme: "Aide régionale 2023"."""
    found = _NAMED_AID.match(reading.document.text, title.start, title.end)
    return [reading.quoted(FieldName.PROGRAMME, *found.span("name"))] if found else []


def given_part(reading: Reading, value: Span) -> list[Field]:
    """Return the sum and the givers of the part of a value that is an aid: "2 M€, dont 1,4 M€ du FEDER (70 %)"."""
    words = plain(reading.document.text[value.start : value.end])
    for found in _PART.finditer(words):
        part = Span(value.start + found.start(), value.start + found.end())
        fields = sums(reading, part, "")
        given = givers(reading, part)
        if fields and (given or re.search(rf"\b{_AID}\b", found.group())):
            return [*given, *fields]
    return []


def givers(reading: Reading, span: Span) -> list[Field]:
    """Return the funders and the programme that a stretch names: institutions, regions, "État", "métropole"."""
    named = inside(reading, span, {EntityKind.INSTITUTION, EntityKind.PROGRAMME, EntityKind.REGION})
    fields = [
        reading.field(FieldName.PROGRAMME if e.kind is EntityKind.PROGRAMME else FieldName.FUNDER, e)
        for e in named
        if e.kind is not EntityKind.REGION or plain(e.text).startswith("region")
    ]
    words = plain(reading.document.text[span.start : span.end])
    for found in _GIVER.finditer(words):
        start, end = span.start + found.start("giver"), span.start + found.end("giver")
        if any(field.start < end and start < field.end for field in fields):
            continue
        place = next((e for e in named if e.kind is EntityKind.REGION and end < e.start <= end + 7), None)
        called = _CALLED.match(reading.document.text, end, span.end)
        stop, canonical = (place.end, place.canonical) if place else (called.end() if called else end, "")
        fields.append(reading.quoted(FieldName.FUNDER, start, stop, canonical))
    programme = next((field for field in fields if field.name is FieldName.PROGRAMME), None)
    return [f for f in sorted(fields, key=lambda f: f.start) if f.name is FieldName.FUNDER or f is programme]


def period(reading: Reading, cell: Span, *, whole: bool = False) -> list[Field]:
    """Return the period that a value tells; `whole` takes all of a short cell: "March 2015 – May 2018"."""
    text = reading.document.text[cell.start : cell.end]
    found = inside(reading, cell, MOMENTS | {EntityKind.DURATION})
    if whole and len(text) <= _LONGEST and (found or _WHEN.search(plain(text))):
        return [reading.quoted(FieldName.PERIOD, cell.start, cell.end, found[0].canonical if len(found) == 1 else "")]
    return [reading.field(FieldName.PERIOD, entity) for entity in found[:1]]
