"""Contacts: which person or organisation a document gives a telephone number, an e-mail or a site for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from corpus.addressees import is_spelled_by
from corpus.documents import Span
from corpus.extraction.contacts.clauses import clauses, is_channel, label_of
from corpus.extraction.contacts.domains import spelled
from corpus.extraction.contacts.heads import ORGANISATIONS, signed
from corpus.extraction.contacts.implied import implied
from corpus.extraction.contacts.lines import ANSWERS, CREDIT, DEAD, DESK
from corpus.extraction.contacts.owners import STREET, is_unit, named
from corpus.extraction.contacts.persons import REACH_THEM, reached, spelled_anywhere, told_above
from corpus.extraction.contacts.services import completed, joined, parted_by_names
from corpus.extraction.contacts.tables import CHANNELS, contact_tables
from corpus.extraction.fact_reading import Reading, Sentence, distinct
from corpus.fact_kinds import Fact, FactKind, Field, FieldName
from corpus.kinds import CONTACTS, Entity, EntityKind
from corpus.plain import plain

_HEADING = re.compile(
    r"[^\w\0]*(?:vos |nos |votre )?contacts?\b(?: [\w'-]+){0,8}\W*\Z|[^\w\0]*(?:renseignements|nous contacter"
    r"|pour nous joindre)\b"
)
_SHORT = 90
_LABEL = 25
"""Characters before an address that only call it one: "Site de l'association : "."""
_FAX = re.compile(r"(?<!et )(?<!/)(?<!/ )\b(?:fax|telecopie(?:ur)?|facsimile) *[:.]? *\Z")
_PRONOUN = re.compile(r"\W*(?:il|elle|ils|elles|celui-ci|celle-ci|he|she|they|son|sa|ses|leur|his|her|their)\b")
_MAILBOX = re.compile(
    r"(?:contacts?|info|infos|accueil|bonjour|hello|bureau|office|secretariat|presse|press|desk|mail|courrier)[.@-]"
)
"""The mailbox of a house, not of a person."""


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
    tabled = tuple(contact_tables(reading))
    facts = [fact for _, rows in tabled for fact in rows]
    yield from completed(reading, joined(reading, (*facts, *_written(reading, [span for span, _ in tabled]))))


def _written(reading: Reading, tabled: Sequence[Span]) -> Iterator[Fact]:
    """Yield the contacts of the sentences and lines outside tables."""
    card: _Card | None = None
    above: _Card | None = None
    for sentence in reading.sentences:
        if any(span.start <= sentence.span.start < span.end for span in tabled):
            if card:
                yield from _closed(reading, card)
            card = above = None
            continue
        if card and card.channels and not card.persons and ANSWERS.match(sentence.words) and not sentence.of(CONTACTS):
            card.persons += distinct(sentence.of({EntityKind.PERSON}))[:1]
            card.end = sentence.span.end
            continue
        if reading.is_heading(sentence) or not _role(reading, sentence, card):
            if card and not card.channels and _is_street(sentence):
                card.end = sentence.span.end
                continue
            if card:
                yield from _closed(reading, card)
                above = card
            card = None
            continue
        for number, unit in enumerate(clauses(sentence, reading.document.text)):
            channels = [e for e in unit.of(CONTACTS) if not _FAX.search(unit.before(e.start, 16))]
            if channels and DEAD.search(unit.words):
                continue
            persons = reached(reading, unit, channels)
            own = named(reading, unit)
            if card and (number or _parts(reading, card, unit, persons, own, channels)):
                yield from _closed(reading, card)
                above, card = card, None
            if card is None:
                card = _Card(unit, announced=_announced(reading, unit), follows=_follows(reading, above, unit))
                persons = persons or (
                    told_above(reading, unit, channels) if not own else spelled_anywhere(reading, channels)
                )
            card.persons += persons
            card.organisations += own or signed(reading, unit, persons)
            card.channels += channels
            card.end = unit.span.end
    if card:
        yield from _closed(reading, card)


def _parts(
    reading: Reading, card: _Card, unit: Sentence, persons: list[Entity], own: list[Field], channels: list[Entity]
) -> bool:
    """Tell whether a clause opens another contact than the one being read."""
    return bool(
        card.sentence.section is not unit.section
        or _begins(card, persons, own)
        or _repeats(reading, card, unit)
        or _relabels(reading, card, unit, channels, persons)
        or _says_more(reading, card, unit, persons, channels)
        or _names(reading, card, unit, persons, own, channels)
        or (channels and not persons and not card.channels and _is_credit(reading, card, unit))
        or (persons and not card.persons and _has_kind(card.channels, channels))
        or _is_next_item(reading, card, unit, channels)
        or (bool(card.persons) and not persons and _has_kind(card.channels, channels) and _is_switchboard(unit))
        or (channels and card.channels and _is_for_all(reading, card, unit, persons, channels))
        or _is_for_house(reading, card, unit, persons, own, channels)
        or (bool(channels) and not persons and _opens_house(reading, card, unit, own, channels))
        or _gap(reading, card.end, unit.span.start) > 2
        or (channels and card.channels and parted_by_names(reading, card.sentence, unit))
    )


def _has_kind(known: Sequence[Entity], channels: Sequence[Entity]) -> bool:
    """Tell whether a telephone or an e-mail comes after another one."""
    kinds = {channel.kind for channel in known} - {EntityKind.URL}
    return not kinds.isdisjoint(channel.kind for channel in channels)


def _is_next_item(reading: Reading, card: _Card, unit: Sentence, channels: Sequence[Entity]) -> bool:
    """Tell whether the next item of a list opens another contact: it says more than what its address is."""
    if not (card.channels and channels and reading.is_item(unit) and reading.is_item(card.sentence)):
        return False
    return not is_channel(unit.between(unit.span.start, channels[0].start))


def _is_for_all(reading: Reading, card: _Card, unit: Sentence, persons: list[Entity], channels: list[Entity]) -> bool:
    """Tell whether of two sentences one gives the address of a person and the other a mailbox: "… (01 …). Or info@nova.fr."."""
    text = reading.document.text
    if text[card.end - 1] not in ".!?" or is_channel(unit.between(unit.span.start, channels[0].start)):
        return False
    boxes = channels if card.persons and not persons else card.channels if persons and not card.persons else []
    mailed = [one for one in boxes if one.kind is EntityKind.EMAIL]
    return any(_MAILBOX.match(one.canonical) for one in mailed) or (bool(mailed) and boxes is card.channels)


def _is_credit(reading: Reading, card: _Card, unit: Sentence) -> bool:
    """Tell whether the line above only credits a person, and a label says what an address is for: "Vu par : X"."""
    text = reading.document.text
    return bool(card.persons and label_of(unit, text) and CREDIT.match(label_of(card.sentence, text)))


def _is_for_house(
    reading: Reading, card: _Card, unit: Sentence, persons: list[Entity], own: list[Field], channels: list[Entity]
) -> bool:
    """Tell whether a line below the contacts of persons gives the site of them all: "Nova – 3 rue Basse – www.nova.fr".

    Below one person, only if it says what is found there: "Photographies en téléchargement sur www.nova.fr".
    """
    if not channels or persons or any(c.kind is not EntityKind.URL for c in channels):
        return False
    apart = _gap(reading, card.end, unit.span.start) > 1
    says_what_for = len(unit.between(unit.span.start, channels[0].start)) > _LABEL
    return (card.follows and (not own or apart)) or (apart and bool(card.persons and card.channels) and says_what_for)


def _is_switchboard(unit: Sentence) -> bool:
    """Tell whether a line gives the number of all: "Standard : 01 …", "Accueil téléphonique : 01 …"."""
    return DESK.match(unit.words) is not None


def _opens_house(reading: Reading, card: _Card, unit: Sentence, own: list[Field], channels: Sequence[Entity]) -> bool:
    """Tell whether a line below that of a person opens with the organisation and gives its address: "Nova – 3 rue Basse – 01 …".

    Right below, only if the person has an address of that kind: the line may be the second of a card.
    """
    if not (card.persons and card.channels and own) or re.search(r"\w", unit.between(unit.span.start, own[0].start)):
        return False
    return _gap(reading, card.end, unit.span.start) > 1 or _has_kind(card.channels, channels)


def _follows(reading: Reading, above: _Card | None, sentence: Sentence) -> bool:
    """Tell whether the contact of a person stands right above a line, in the same section."""
    told = above is not None and above.persons and above.channels and above.sentence.section is sentence.section
    return bool(told and above and _gap(reading, above.end, sentence.span.start) <= 2)


def _relabels(
    reading: Reading, card: _Card, sentence: Sentence, channels: list[Entity], persons: Sequence[Entity]
) -> bool:
    """Tell whether "Adhésions : 01 …" opens another contact: a label that says whose an address is, after an address."""
    if not card.channels or not label_of(sentence, reading.document.text):
        return False
    direct = [c for c in channels if c.kind is not EntityKind.URL]
    return bool(direct or persons or (channels and card.persons)) or (
        bool(channels) and {c.kind for c in channels} <= {c.kind for c in card.channels}
    )


def _says_more(
    reading: Reading, card: _Card, sentence: Sentence, persons: list[Entity], channels: list[Entity]
) -> bool:
    """Tell whether a whole sentence about something else gives an address after that of a person."""
    if persons or not card.persons or not card.channels or reading.document.text[sentence.span.end - 1] not in ".!?":
        return False
    if _PRONOUN.match(sentence.words) or any(
        is_spelled_by(p.text, c) for p in card.persons for c in channels if c.kind is EntityKind.EMAIL
    ):
        return False
    words = re.sub(r"[^a-z ]", "", sentence.words)
    asks = re.match(r"\W*(?:pour|to|for) ", sentence.words) is not None and len(words) > _SHORT / 4
    return (asks or len(words) > _SHORT / 2) and not REACH_THEM.search(sentence.words)


def _names(
    reading: Reading, card: _Card, sentence: Sentence, persons: list[Entity], own: list[Field], channels: list[Entity]
) -> bool:
    """Tell whether a line only names an organisation, whose contacts stand below it, not the one being read."""
    if not own or persons or channels or not card.channels:
        return False
    known = {one.canonical for one in card.organisations}
    if card.persons and known and own[0].canonical not in known:
        return True
    return _gap(reading, card.end, sentence.span.start) > 1 or own[0].start - sentence.span.start > _SHORT / 9


def _role(reading: Reading, sentence: Sentence, card: _Card | None) -> bool:
    """Tell whether a sentence can be part of a contact: it has an address, or is a short line beside one."""
    if sentence.of(CONTACTS):
        return True
    if _HEADING.match(sentence.words):
        return False
    if sentence.span.end - sentence.span.start > _SHORT or reading.document.text[sentence.span.end - 1] in ".!?:;":
        return False
    if not sentence.of(ORGANISATIONS | {EntityKind.PERSON}) and not (card and not card.channels and card.persons):
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
    return sentence.span.end - sentence.span.start <= _SHORT and STREET.search(sentence.words) is not None


def _gap(reading: Reading, end: int, start: int) -> int:
    return reading.document.text.count("\n", end, start)


def _closed(reading: Reading, card: _Card) -> Iterator[Fact]:
    """Yield the contact of a card that holds enough."""
    whole = [one for one in card.organisations if not is_unit(reading, one)]
    parts = [one for one in card.organisations if is_unit(reading, one)]
    organisations, confidence = spelled(card.channels, whole) or whole, 0.95
    if not organisations:
        organisations, confidence = implied(reading, card.sentence, card.channels, parts, card.persons) or parts, 0.85
    if not (card.persons or organisations) or not (card.channels or (card.announced and card.persons)):
        return
    if not card.persons and all(c.kind is EntityKind.URL for c in card.channels) and len(organisations) > 3:
        return
    if card.persons and all(c.kind is EntityKind.URL for c in card.channels) and _below(reading, card):
        card.persons = []
    fields = _once(organisations)
    fields += [reading.field(FieldName.PERSON, person) for person in distinct(card.persons)]
    fields += [reading.field(CHANNELS[c.kind], c) for c in distinct(card.channels)]
    span = Span(card.sentence.span.start, max(card.end, card.sentence.span.end))
    yield Fact(FactKind.CONTACT, tuple(fields), reading.document.id, span, confidence)


def _below(reading: Reading, card: _Card) -> bool:
    """Tell whether the site of a card stands on a line below the person, who has no address."""
    return bool(card.channels) and "\n" in reading.document.text[card.persons[-1].end : card.channels[0].start]


def _once(fields: list[Field]) -> list[Field]:
    return list({field.canonical: field for field in reversed(fields)}.values())[::-1]
