"""Facts that marks tell and no rule found: who is the partner of whom, who belongs where, who supports whom, what took place.

Every such fact is less sure than a rule's, so that a count tells it apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from corpus.documents import Span
from corpus.extraction.agreements.details import partner_fields
from corpus.extraction.agreements.finding import is_within
from corpus.extraction.agreements.settled import settled
from corpus.extraction.agreements.stages import ENDED, signed_unless_denied
from corpus.extraction.agreements.words import TALKS
from corpus.extraction.fact_reading import MOMENTS, PLACES, Reading, Sentence
from corpus.extraction.someone import is_phrase, is_someone
from corpus.fact_kinds import Fact, FactKind, Field, FieldName, Status
from corpus.kinds import Entity, EntityKind
from corpus.marks import Mark, Role, Told
from corpus.plain import plain
from corpus.protagonists import only_leads

_LIKELY = 0.85
"""A partner that makes an agreement is at least so sure."""
_SURE = 0.95
"""The anchor of any other fact is at least so sure: rules find most of these, and what they leave is often none."""
_ALONE = 0.95
"""A partner beside whom no party is marked is at least so sure."""
_PART = 0.3
"""How likely a part belongs to a fact that is told."""
_TRUST = 0.65
"""What a sure mark is worth as the confidence of a fact."""
_FRINGE = " \u00a0\n*_«»\"“”'’()|,.;:"
_STANDS = re.compile(r"(?:[^\W\d_A-ZÀ-Þ]|(?:[NV]ous|[NV]otre|L[ea]s?|L'|Ce(?:tte)?|We|Our|The)\b)[^\dA-ZÀ-Þ]*")
"""Words that are no name: "le pôle", "nous", "Our cluster"."""
_PRONOUN = re.compile(
    r"(?:ils?|elles?|eux|nous|on|celui-ci|celle-ci|ceux-ci|ce(?:tte|t)? derni[eè]re?|it|they|them|we|us|ours?|notre|nos|son"
    r"|(?:le|ce|the|our|notre) (?:p[oô]le|pole|cluster))",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"(?:les? |la |l['’]|the |du |des |aux? |de la |de l['’])(?=[A-ZÀ-Þ])")
_LEAD = re.compile(r"([^\W\d_]+)[ \u00a0](?=[A-ZÀ-Þ])")
_KINDS: Mapping[Role, frozenset[EntityKind]] = {
    Role.DATE: MOMENTS,
    Role.COUNTRY: PLACES,
    Role.PLACE: PLACES,
    Role.AMOUNT: frozenset({EntityKind.AMOUNT}),
}
"""Roles whose words are understood as an entity of certain kinds, where there is one."""


def with_marked(reading: Reading, told: Sequence[Told], known: Iterable[Fact]) -> list[Fact]:
    """Return the facts `known`, and then those that the marks alone tell, the surest first."""
    found = list(known)
    for fact in _facts(_Told(reading), sorted(told, key=lambda one: -one.anchor.probability)):
        if not any(_is_known(fact, other) for other in found):
            found.append(fact)
    return found


def _facts(marked: _Told, told: Sequence[Told]) -> Iterator[Fact]:
    spent: set[tuple[int, int]] = set()
    for one in told:
        if one.anchor.role is Role.BENEFICIARY:
            spent.update((part.start, part.end) for part in one.parts if part.role is Role.AMOUNT)
    for one in told:
        if one.anchor.role is Role.AMOUNT and (one.anchor.start, one.anchor.end) in spent:
            continue
        fact = marked.fact(one)
        if fact is not None:
            yield fact


class _Told:
    """What makes facts of the marks of a document."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._text = reading.document.text

    def fact(self, told: Told) -> Fact | None:
        """Return the fact that an anchor and its parts make; None where they make none."""
        span = self._span(told.anchor)
        sentences = self._reading.between(span.start, span.end)
        least = _LIKELY if told.anchor.role is Role.PARTNER else _SURE
        if told.anchor.probability < least or not sentences or span.end - span.start < 2:
            return None
        match told.anchor.role:
            case Role.PARTNER:
                return self._agreement(told, sentences[0], span)
            case Role.MEMBER:
                return self._joined(told, sentences[0], FactKind.MEMBERSHIP, (Role.ALLIANCE,))
            case Role.EVENT:
                return self._joined(told, sentences[0], FactKind.EVENT, (Role.DATE, Role.PLACE))
            case _:
                return self._joined(told, sentences[0], FactKind.PROGRAMME, (Role.PROGRAMME, Role.AMOUNT))

    def _agreement(self, told: Told, sentence: Sentence, span: Span) -> Fact | None:
        partner = self._entity(told.anchor)
        open_yet = _status(told)
        status = signed_unless_denied(sentence, span.start) if open_yet is Status.SIGNED else _open(sentence, open_yet)
        if _PRONOUN.fullmatch(partner.text) or status is None:
            return None
        parties = self._parties(told, sentence, span)
        if not parties or any(is_within(partner.canonical, field.canonical) for field in parties):
            return None
        fields = [*parties, *partner_fields(self._reading, sentence, partner, None)]
        for role, name in (
            (Role.COUNTRY, FieldName.COUNTRY),
            (Role.PLACE, FieldName.PLACE),
            (Role.DATE, FieldName.DATE),
        ):
            part = told.part(role)
            if part is None or part.probability < _PART or any(field.name is name for field in fields):
                continue
            entity = self._entity(part)
            if entity.kind in _KINDS[role]:
                country = self._reading.country(entity)
                if role is not Role.COUNTRY or country:
                    fields.append(self._reading.field(name, entity, canonical=country if role is Role.COUNTRY else ""))
        whole = sentence.span
        fields.append(self._reading.quoted(FieldName.STATUS, whole.start, whole.end, status, inferred=True))
        fact = self._fact(FactKind.AGREEMENT, fields, sentence, told.anchor.probability)
        return next(settled(self._reading, [fact]), None)

    def _joined(self, told: Told, sentence: Sentence, kind: FactKind, needed: Sequence[Role]) -> Fact | None:
        """Return the anchor and the likely parts as a fact, if one of the needed ones is among them."""
        parts = [told.anchor]
        for role in (*needed, Role.FUNDER):
            part = told.part(role)
            if part is not None and part.probability >= _PART and not self._stands_apart(told.anchor, part):
                parts.append(part)
        if not any(part.role in needed for part in parts):
            return None
        fields = [self._reading.field(_NAMES[part.role], self._entity(part)) for part in parts]
        if any(self._is_no_name(part, field) for part, field in zip(parts, fields, strict=True)):
            return None
        return self._fact(kind, fields, sentence, told.anchor.probability)

    def _stands_apart(self, anchor: Mark, part: Mark) -> bool:
        """Tell whether two marks stand in two items of a list or rows of a table, each of which tells its own."""
        first, last = sorted((anchor, part), key=lambda mark: mark.start)
        if "\n" not in self._text[first.end : last.start]:
            return False
        return all(
            any(
                self._reading.is_item(one) or self._reading.is_row(one) for one in self._reading.between(m.start, m.end)
            )
            for m in (first, last)
        )

    def _is_no_name(self, part: Mark, field: Field) -> bool:
        """Tell whether the words marked as a member, an alliance or an event are a sentence or a question, or a person's."""
        if part.role not in (Role.MEMBER, Role.ALLIANCE, Role.EVENT):
            return False
        if is_phrase(field.value) or field.value.endswith("?"):
            return True
        return part.role is not Role.EVENT and is_someone(self._reading, field.start, field.end)

    def _parties(self, told: Told, sentence: Sentence, span: Span) -> list[Field]:
        """Return whose agreement it is: who is marked, else whom the sentence is about, else whose document it is."""
        marked = [part for part in told.parts if part.role is Role.PARTY and part.probability >= _PART]
        likely = [part for part in marked if part.probability >= 0.5] or marked[:1]
        host = self._reading.host
        found = []
        for part in likely:
            stands = _STANDS.fullmatch(self._text[part.start : part.end]) is not None
            entity = host if stands else self._entity(part)
            if entity is not None and not (entity.start < span.end and span.start < entity.end):
                found.append(self._reading.field(FieldName.PARTY, entity))
        if found:
            return list({field.canonical: field for field in found}.values())
        if not marked and told.anchor.probability < _ALONE:
            return []
        subject = self._reading.subject(sentence, span.start).entities
        told_of = subject or ((host,) if host is not None else ())
        return [
            self._reading.field(FieldName.PARTY, one)
            for one in told_of
            if not (one.start < span.end and span.start < one.end)
        ]

    def _span(self, mark: Mark) -> Span:
        start, end = mark.start, mark.end
        while start < end and self._text[start] in _FRINGE:
            start += 1
        while end > start and self._text[end - 1] in _FRINGE:
            end -= 1
        article = _ARTICLE.match(self._text, start, end) if mark.role in (Role.PARTY, Role.PARTNER) else None
        start = article.end() if article else start
        lead = _LEAD.match(self._text, start, end) if mark.role in (Role.PARTY, Role.PARTNER) else None
        if lead and only_leads(self._text, start, plain(lead[1])):
            start = lead.end()
        inside = self._text[start:end]
        for opening, closing in ("«»", "()", "“”"):
            if inside.count(opening) > inside.count(closing):
                stop = self._text.find(closing, end, mark.end)
                end = stop + 1 if stop >= 0 else end
        return Span(start, end)

    def _entity(self, mark: Mark) -> Entity:
        """Return the marked words as the moment, place, amount or known name that they are, else as an organisation."""
        span = self._span(mark)
        written = self._text[span.start : span.end]
        for sentence in self._reading.between(span.start, span.end):
            for entity in sentence.of(_KINDS.get(mark.role, frozenset())):
                if entity.start < span.end and span.start < entity.end:
                    return entity
        entry = self._reading.names.entry(written)
        kind = EntityKind.COUNTRY if entry and entry.kind is EntityKind.COUNTRY else EntityKind.ORGANISATION
        return Entity(kind, span.start, span.end, written, entry.name if entry else " ".join(written.split()))

    def _fact(self, kind: FactKind, fields: Sequence[Field], sentence: Sentence, sure: float) -> Fact:
        whole = self._reading.sentences[sentence.number].span
        return Fact(kind, tuple(fields), self._reading.document.id, whole, round(_TRUST * sure, 2))


_NAMES: Mapping[Role, FieldName] = {
    Role.MEMBER: FieldName.MEMBER,
    Role.ALLIANCE: FieldName.ALLIANCE,
    Role.BENEFICIARY: FieldName.BENEFICIARY,
    Role.PROGRAMME: FieldName.PROGRAMME,
    Role.FUNDER: FieldName.FUNDER,
    Role.AMOUNT: FieldName.AMOUNT,
    Role.EVENT: FieldName.NAME,
    Role.DATE: FieldName.DATE,
    Role.PLACE: FieldName.PLACE,
}


def _status(told: Told) -> Status:
    for role, status in ((Role.PLANNED, Status.PLANNED), (Role.NEGOTIATED, Status.NEGOTIATED)):
        part = told.part(role)
        if part is not None and part.probability >= 0.5:
            return status
    return Status.SIGNED


def _open(sentence: Sentence, status: Status) -> Status | None:
    """Return the status of what is said to be open yet, but over: an agreement that ended was signed, talks led nowhere."""
    if not ENDED.search(sentence.words):
        return status
    return None if TALKS.search(sentence.words) else Status.SIGNED


def _is_known(fact: Fact, other: Fact) -> bool:
    """Tell whether a fact of marks is one that was found: what it is known by is the other's too, in either direction.

    Whoever belongs to an alliance has no agreement with it.
    """
    if fact.kind is FactKind.AGREEMENT and other.kind is FactKind.MEMBERSHIP:
        return all(
            _shared(fact, (FieldName.PARTY, FieldName.PARTNER), other, (name,))
            for name in (FieldName.MEMBER, FieldName.ALLIANCE)
        )
    if fact.kind is not other.kind:
        return False
    match fact.kind:
        case FactKind.AGREEMENT:
            partner = (FieldName.PARTNER, FieldName.COUNTRY)
            same = _shared(fact, partner[:1] if fact.all(FieldName.PARTNER) else partner, other, partner)
            turned = _shared(fact, partner, other, (FieldName.PARTY,)) and _shared(
                fact, (FieldName.PARTY,), other, partner
            )
            return (same and _shared(fact, (FieldName.PARTY,), other, (FieldName.PARTY,))) or turned
        case FactKind.MEMBERSHIP:
            return all(_shared(fact, (name,), other, (name,)) for name in (FieldName.MEMBER, FieldName.ALLIANCE))
        case FactKind.PROGRAMME:
            same = any(_shared(fact, (name,), other, (name,)) for name in (FieldName.BENEFICIARY, FieldName.AMOUNT))
            open_still = not (fact.all(FieldName.PROGRAMME) and other.all(FieldName.PROGRAMME))
            named = open_still or _shared(fact, (FieldName.PROGRAMME,), other, (FieldName.PROGRAMME,))
            return _same_place(fact, other, FieldName.AMOUNT) or (same and named)
        case _:
            names = (FieldName.DATE, FieldName.PLACE)
            when_and_where = all(_shared(fact, (name,), other, (name,)) for name in names if fact.all(name))
            return when_and_where or _shared(fact, (FieldName.NAME,), other, (FieldName.NAME,))


def _same_place(fact: Fact, other: Fact, name: FieldName) -> bool:
    return any(one.start < two.end and two.start < one.end for one in fact.all(name) for two in other.all(name))


def _shared(fact: Fact, names: Sequence[FieldName], other: Fact, others: Sequence[FieldName]) -> bool:
    """Tell whether a field of the one facts is a field of the other: the same place, or the same name of it."""
    return any(
        (one.start < two.end and two.start < one.end)
        or one.canonical.lower() == two.canonical.lower()
        or is_within(one.canonical, two.canonical)
        for name in names
        for one in fact.all(name)
        for them in others
        for two in other.all(them)
    )
