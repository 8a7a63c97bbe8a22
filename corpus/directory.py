"""Contacts: which person or organisation a document gives a telephone number, an e-mail or a site for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import zip_longest

from corpus.documents import Span
from corpus.fact_kinds import Fact, FactKind, Field, FieldName
from corpus.fact_reading import ACTORS, Reading, Sentence, distinct
from corpus.kinds import CONTACTS, Entity, EntityKind
from corpus.plain import plain
from corpus.protagonists import domain_of, spells, squeezed

_CHANNELS = {EntityKind.PHONE: FieldName.TELEPHONE, EntityKind.EMAIL: FieldName.EMAIL, EntityKind.URL: FieldName.SITE}
_ORGANISATIONS = ACTORS | {EntityKind.INSTITUTION}
_HEADING = re.compile(
    r"[^\w\0]*(?:vos |nos |votre )?contacts?\b(?: [\w'-]+){0,8}\W*\Z|[^\w\0]*(?:renseignements|nous contacter"
    r"|pour nous joindre)\b"
)
_SIGN = re.compile(r"([A-ZÀ-Þ][A-ZÀ-Þ&]{2,}(?:[ ][A-ZÀ-Þ&]{2,}){0,3})(?=\s*(?:[-–—,(]|$))")
_SHORT = 90
_STREET = re.compile(
    r"(?:\d{1,4}(?: ?(?:bis|ter))?,? )?\b(?:rue|avenue|boulevard|place|quai|chemin|route|allee|impasse|cours|square"
    r"|bp|cs|cedex|batiment"
    r"|parc|technopole|zone|zac|za|campus|street|road)\b|\b\d{5}\b|\bcedex\b"
)
_TO_ASK = re.compile(
    r"\W*(?:contact|pour (?:tout|plus|en savoir)|plus d'info|renseignements|en savoir plus|informations?\b|site\b)"
)
_FAX = re.compile(r"\bfax *[:.]? *\Z")


@dataclass
class _Card:
    """A contact while its lines are being read."""

    sentence: Sentence
    persons: list[Entity] = field(default_factory=list)
    organisations: list[Field] = field(default_factory=list)
    channels: list[Entity] = field(default_factory=list)
    end: int = 0
    announced: bool = False


def contacts(reading: Reading) -> Iterator[Fact]:
    """Yield the contacts of a document, one a person, or one an organisation where no person is named."""
    card: _Card | None = None
    for sentence in reading.sentences:
        if reading.is_heading(sentence) or not _role(reading, sentence, card):
            if card and not card.channels and _is_street(sentence):
                card.end = sentence.span.end
                continue
            if card:
                yield from _closed(reading, card)
            card = None
            continue
        firms = [e.text for e in sentence.of(_ORGANISATIONS)]
        persons = [
            p for p in distinct(sentence.of({EntityKind.PERSON})) if not any(f.startswith(p.text) for f in firms)
        ]
        channels = [e for e in sentence.of(CONTACTS) if not _FAX.search(sentence.before(e.start, 8))]
        own = [reading.field(FieldName.ORGANISATION, e) for e in distinct(sentence.of(_ORGANISATIONS))]
        if card and (
            card.sentence.section is not sentence.section
            or _begins(card, persons, own)
            or _repeats(reading, card, sentence)
            or _gap(reading, card.end, sentence.span.start) > 2
        ):
            yield from _closed(reading, card)
            card = None
        if len(persons) > 1 and channels:
            yield from _several(reading, sentence, persons, channels)
            continue
        if card is None:
            card = _Card(sentence, announced=_announced(reading, sentence))
        card.persons += persons
        card.organisations += own or _signed(reading, sentence, persons)
        card.channels += channels
        card.end = sentence.span.end
    if card:
        yield from _closed(reading, card)


def _role(reading: Reading, sentence: Sentence, card: _Card | None) -> bool:
    """Tell whether a sentence can be part of a contact: it has an address, or is a short line beside one."""
    if sentence.of(CONTACTS):
        return True
    if _HEADING.match(sentence.words):
        return False
    if sentence.span.end - sentence.span.start > _SHORT or reading.document.text[sentence.span.end - 1] in ".!?:;":
        return False
    if not sentence.of(_ORGANISATIONS | {EntityKind.PERSON}) and not (card and not card.channels and card.persons):
        return False
    return card is not None or _announced(reading, sentence) or _address_follows(reading, sentence)


def _address_follows(reading: Reading, sentence: Sentence) -> bool:
    """Tell whether one of the next lines of the block is an address."""
    end = sentence.span.end
    for other in reading.sentences[sentence.number + 1 : sentence.number + 7]:
        if _gap(reading, end, other.span.start) > 1 or other.span.end - other.span.start > 2 * _SHORT:
            return False
        if other.of(CONTACTS):
            return True
        end = other.span.end
    return False


def _announced(reading: Reading, sentence: Sentence) -> bool:
    """Tell whether the heading above, or the line before, says "Contact"."""
    title = sentence.section.title if sentence.section else ""
    if _HEADING.match(plain(title)):
        return True
    return sentence.number > 0 and _HEADING.match(reading.sentences[sentence.number - 1].words) is not None


def _begins(card: _Card, persons: list[Entity], organisations: list[Field]) -> bool:
    """Tell whether a line opens another contact: a second person, or a second organisation after an address."""
    if persons and card.persons:
        return True
    known = {field.canonical for field in card.organisations}
    return bool(
        organisations and card.channels and not card.persons and known and organisations[0].canonical not in known
    )


def _repeats(reading: Reading, card: _Card, sentence: Sentence) -> bool:
    """Tell whether a line after an empty one gives addresses of a kind that a person's card already has."""
    kinds = {channel.kind for channel in sentence.of(CONTACTS)}
    apart = _gap(reading, card.end, sentence.span.start) > 1
    return apart and bool(card.persons) and bool(kinds) and kinds <= {channel.kind for channel in card.channels}


def _is_street(sentence: Sentence) -> bool:
    """Tell whether a short line is a postal address, which separates nothing."""
    return sentence.span.end - sentence.span.start <= _SHORT and _STREET.search(sentence.words) is not None


def _gap(reading: Reading, end: int, start: int) -> int:
    return reading.document.text.count("\n", end, start)


def _signed(reading: Reading, sentence: Sentence, persons: list[Entity]) -> list[Field]:
    """Return an unknown organisation written in capitals at the beginning of a line: "VICBIOSTART - Toulouse"."""
    span = sentence.span
    sign = _SIGN.match(reading.document.text[span.start : span.end])
    if sign is None or persons or sentence.of(CONTACTS):
        return []
    return [reading.quoted(FieldName.ORGANISATION, span.start, span.start + sign.end(1))]


def _several(reading: Reading, sentence: Sentence, persons: list[Entity], channels: list[Entity]) -> Iterator[Fact]:
    """Yield a contact for each person of one line, with the addresses that follow the name."""
    for person, following in zip_longest(persons, persons[1:]):
        stop = following.start if following else sentence.span.end
        card = _Card(sentence, [person], [], [c for c in channels if person.end <= c.start < stop], sentence.span.end)
        yield from _closed(reading, card)


def _closed(reading: Reading, card: _Card) -> Iterator[Fact]:
    """Yield the contact of a card that holds enough."""
    organisations, confidence = _spelled(card, card.organisations) or card.organisations, 0.95
    if not organisations:
        organisations, confidence = _implied(reading, card), 0.85
    if not (card.persons or organisations) or not (card.channels or (card.announced and card.persons)):
        return
    if not card.persons and all(c.kind is EntityKind.URL for c in card.channels) and len(organisations) > 3:
        return
    fields = _once(organisations)
    fields += [reading.field(FieldName.PERSON, person) for person in distinct(card.persons)]
    fields += [reading.field(_CHANNELS[c.kind], c) for c in distinct(card.channels)]
    span = Span(card.sentence.span.start, max(card.end, card.sentence.span.end))
    yield Fact(FactKind.CONTACT, tuple(fields), reading.document.id, span, confidence)


def _once(fields: list[Field]) -> list[Field]:
    return list({field.canonical: field for field in reversed(fields)}.values())[::-1]


def _implied(reading: Reading, card: _Card) -> list[Field]:
    """Return the organisation that an address spells, else those of the heading, else the one the document is about."""
    heading = reading.heading(card.sentence)
    titled = [reading.field(FieldName.ORGANISATION, e) for e in (distinct(heading.of(ACTORS)) if heading else [])]
    if spelled := _spelled(card, titled):
        return spelled
    if not card.channels:
        return titled
    if not any(c.kind is not EntityKind.URL for c in card.channels) and not _TO_ASK.match(card.sentence.words):
        return titled
    fields = [reading.field(FieldName.ORGANISATION, e, inferred=True) for e in reading.organisations]
    if spelled := _spelled(card, fields)[:1]:
        return spelled
    if titled:
        return titled
    return [reading.field(FieldName.ORGANISATION, reading.host, inferred=True)] if reading.host else []


def _spelled(card: _Card, fields: list[Field]) -> list[Field]:
    """Return the organisations that the domain of an e-mail or site spells."""
    domains = [domain for domain in map(domain_of, card.channels) if domain]
    found = [field for field in fields if any(spells(field.value, domain) for domain in domains)]
    return [field for field in found if squeezed(field.value) in domains] or found
