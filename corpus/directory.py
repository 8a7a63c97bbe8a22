"""Contacts: which person or organisation a document gives a telephone number, an e-mail or a site for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import zip_longest

from corpus.addressees import is_spelled_by
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
_LABEL = re.compile(r"(?P<label>[^:|\n\0]{3,60}?) ?: ")
_OF_CHANNEL = re.compile(
    r"(?:tel|telephone|phone|mobile|portable|fax|standard|e-?mail|mail|courriel|mel|site|web|adresse|internet)\b"
)
_REACH_THEM = re.compile(r"\W*(?:pour|to) (?:la |le |les |l'|lui |leur )?(?:joindre|contacter|ecrire|reach|contact)\b")
_POSTCODE = re.compile(r"\b\d{5} [a-z]")
_LOOK_BACK = 12  # sentences of a section in which the person that an address spells is looked for


@dataclass
class _Card:
    """A contact while its lines are being read."""

    sentence: Sentence
    persons: list[Entity] = field(default_factory=list)
    organisations: list[Field] = field(default_factory=list)
    channels: list[Entity] = field(default_factory=list)
    end: int = 0
    announced: bool = False
    follows: bool = False
    """Whether another person's contact stands right above."""


def contacts(reading: Reading) -> Iterator[Fact]:
    """Yield the contacts of a document, one a person, or one an organisation where no person is named."""
    card: _Card | None = None
    above: _Card | None = None
    for sentence in reading.sentences:
        if reading.is_heading(sentence) or not _role(reading, sentence, card):
            if card and not card.channels and _is_street(sentence):
                card.end = sentence.span.end
                continue
            if card:
                yield from _closed(reading, card)
                above = card
            card = None
            continue
        firms = [e.text for e in sentence.of(_ORGANISATIONS)]
        persons = [
            p for p in distinct(sentence.of({EntityKind.PERSON})) if not any(f.startswith(p.text) for f in firms)
        ]
        channels = [e for e in sentence.of(CONTACTS) if not _FAX.search(sentence.before(e.start, 8))]
        own = _named(reading, sentence)
        if card and (
            card.sentence.section is not sentence.section
            or _begins(card, persons, own)
            or _repeats(reading, card, sentence)
            or _relabels(reading, card, sentence, channels)
            or (card.follows and not persons and not own and all(c.kind is EntityKind.URL for c in channels))
            or _gap(reading, card.end, sentence.span.start) > 2
        ):
            yield from _closed(reading, card)
            above, card = card, None
        if len(persons) > 1 and channels:
            yield from _several(reading, sentence, persons, channels)
            continue
        if card is None:
            card = _Card(sentence, announced=_announced(reading, sentence), follows=_follows(reading, above, sentence))
            persons = persons or (_told_above(reading, sentence, channels) if not own else [])
        card.persons += persons
        card.organisations += own or _signed(reading, sentence, persons)
        card.channels += channels
        card.end = sentence.span.end
    if card:
        yield from _closed(reading, card)


def _named(reading: Reading, sentence: Sentence) -> list[Field]:
    """Return the organisations that a line names; in a postal address only the first, the rest is where it is."""
    fields = [reading.field(FieldName.ORGANISATION, e) for e in distinct(sentence.of(_ORGANISATIONS))]
    for region in sentence.of({EntityKind.REGION}):
        called = re.search(r"\bregions? (?:de |du |d')?\Z", sentence.before(region.start))
        if called and sentence.of(CONTACTS):
            start = region.start - len(called.group())
            fields.append(reading.quoted(FieldName.ORGANISATION, start, region.end, region.canonical))
    return fields[:1] if _POSTCODE.search(sentence.words) and not sentence.of(CONTACTS) else fields


def _told_above(reading: Reading, sentence: Sentence, channels: list[Entity]) -> list[Entity]:
    """Return the person whom addresses without a name belong to.

    Named at the head of the paragraph that they close, before "pour la joindre", or spelled by the e-mail.
    """
    if all(channel.kind is EntityKind.URL for channel in channels):
        return []
    if _REACH_THEM.match(sentence.words):
        for other in reading.earlier(sentence, 2):
            if named := distinct(other.of({EntityKind.PERSON})):
                return named if len(named) == 1 else []
        return []
    first = sentence
    for other in reading.earlier(sentence, _LOOK_BACK):
        if _gap(reading, other.span.end, first.span.start) > 1 or other.of(CONTACTS) or reading.is_heading(other):
            break
        first = other
    text = reading.document.text
    for person in first.of({EntityKind.PERSON})[:1] if first is not sentence else ():
        if not re.search(r"\w", text[first.span.start : person.start]):
            return [person]
    emails = [channel for channel in channels if channel.kind is EntityKind.EMAIL]
    for other in reading.earlier(sentence, _LOOK_BACK) if emails else ():
        for person in other.of({EntityKind.PERSON}):
            if any(is_spelled_by(person.text, email) for email in emails):
                return [person]
    return []


def _follows(reading: Reading, above: _Card | None, sentence: Sentence) -> bool:
    """Tell whether the contact of a person stands right above a line, in the same section."""
    if above is None or not above.persons or not above.channels or above.sentence.section is not sentence.section:
        return False
    return _gap(reading, above.end, sentence.span.start) <= 2


def _relabels(reading: Reading, card: _Card, sentence: Sentence, channels: list[Entity]) -> bool:
    """Tell whether "Adhésions : 01 …" opens another contact: a label of its own before an address of a kind already there."""
    label = _LABEL.match(plain(reading.document.text[sentence.span.start : sentence.span.end]))
    if label is None or _OF_CHANNEL.match(label["label"].lstrip(" -*(")):
        return False
    return bool(channels) and {c.kind for c in channels} <= {c.kind for c in card.channels}


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
    mailed = [domain for c in card.channels if c.kind is EntityKind.EMAIL and (domain := domain_of(c))]
    for known in (mailed, domains):
        found = [field for field in fields if any(spells(field.value, domain) for domain in known)]
        if found:
            break
    return [field for field in found if squeezed(field.value) in domains] or found
