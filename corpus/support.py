"""Programme support that a sentence states: who received it, from which programme and funder, how much, when."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.fact_kinds import Fact, FactKind, Field, FieldName
from corpus.fact_reading import ACTORS, Reading, Sentence, Subject, distinct
from corpus.kinds import Entity, EntityKind
from corpus.plain import plain

_SUPPORT = re.compile(
    r"\bapport(?:e|ee|es|ees|ent)\b|\bvot(?:e|ee)\b|\bpri(?:s|t) en charge\b|\b(?:co-?)?financ\w+"
    r"|\bsubvention\w*|\bsouten(?:u|ue|us|ues)\b|\bsoutient\b|\bsoutien\b|\bselectionn\w+"
    r"|\blaureat\w*|\blabellis\w+"
    r"|\bbenefici\w+|\baid(?:e|es|ee|ees)\b|\bappel\b|\bretenu\w*|\bdote\w*|\bprise en charge\b|\bcontribu\w+"
    r"|\bobtenu\w*|\brecu\w*|\boctro\w+"
    r"|\baccord(?:e|ee|es|ees)\b|\baccompagne\w* par\b|\bdispositif\b|\bappui\w*|\ballou\w+|\battribu\w+"
    r"|\bfunded\b|\bsupported\b|\bgrant\w*|\bvers(?:e|ee)\b"
)
_FROM = re.compile(
    r"(?:\b(?:par|aupres de|de la part de|du|de|des|aux|et|initie par|avec)\b[ «\"]*(?:(?:la|le|les"
    r"|l') ?)?(?:\w+ ){0,2}[\"« (]*|d'|l'|, (?:la |le |l')?|\((?:la |le |l')?|la |\bby (?:the )?)\Z"
)
_ONGOING = re.compile(
    r"\b(?:cette|l'|la) (?:aide|subvention|dotation|enveloppe|prise en charge)\b|\b(?:ce|le) (?:financement"
    r"|soutien|budget|montant)\b|\bil s'agit\b"
)
_NOT = re.compile(r"\bn(?:'|e )(?:a|ont|est|sont)?\b[^.;]{0,12}\b(?:pas|plus|jamais)\b")
_PROJECT = re.compile(r"(?<!appel a )\bprojets?(?: [a-z]+){0,2} [«\" ]*\Z")
_DATA = {EntityKind.AMOUNT: FieldName.AMOUNT, EntityKind.PERCENT: FieldName.RATE}


def supports(reading: Reading) -> Iterator[Fact]:
    """Yield the programme support that a document states, one for each programme of a sentence."""
    last: Fact | None = None
    for sentence in reading.sentences:
        listed = reading.is_item(sentence) and sentence.of({EntityKind.AMOUNT})
        if not (listed or _SUPPORT.search(sentence.words)) or _NOT.search(sentence.words):
            continue
        again = _continued(reading, sentence, last)
        if again is not None:
            yield again
            continue
        for fact in _stated(reading, sentence):
            yield fact
            last = fact


def _continued(reading: Reading, sentence: Sentence, last: Fact | None) -> Fact | None:
    """Return the support just told with the amount or rate that "Cette subvention couvre 60 %" adds."""
    if last is None or not _ONGOING.match(sentence.words) or sentence.of({EntityKind.PROGRAMME}):
        return None
    near = any(other.span == last.sentence for other in reading.earlier(sentence, 2))
    money = [reading.field(_DATA[e.kind], e) for e in sentence.entities if e.kind in _DATA]
    added = [one for one in money if one.name not in {field.name for field in last.fields}]
    return _fact(reading, sentence, [*last.fields, *added], 0.7) if near and added else None


def _stated(reading: Reading, sentence: Sentence) -> Iterator[Fact]:
    """Yield the support that one sentence states."""
    programmes = distinct(sentence.of({EntityKind.PROGRAMME}))
    funders = _funders(reading, sentence)
    money = [reading.field(_DATA[e.kind], e) for e in sentence.entities if e.kind in _DATA]
    beneficiaries, programmes = _beneficiaries(reading, sentence, programmes)
    if not programmes:
        yield from _without_programme(reading, sentence, beneficiaries, funders, money)
        return
    if money:
        programmes = sorted(programmes, key=lambda one: min(abs(one.start - sum_.start) for sum_ in money))
    for programme in programmes[:1] if len(beneficiaries.entities) else programmes:
        fields = [reading.field(FieldName.BENEFICIARY, e) for e in beneficiaries.entities]
        fields.append(reading.field(FieldName.PROGRAMME, programme))
        fields += [*funders, *money, *_period(reading, sentence)]
        if len({f.name for f in fields} - {FieldName.PERIOD, FieldName.FUNDER}) > 1:
            yield _fact(reading, sentence, fields, 0.95 - 0.1 * beneficiaries.distance)


def _without_programme(
    reading: Reading, sentence: Sentence, beneficiaries: Subject, funders: list[Field], money: list[Field]
) -> Iterator[Fact]:
    """Yield support of which only the funder, or only the amount, is said."""
    if not money:
        return
    if _ONGOING.search(sentence.words) and not (funders and beneficiaries.distance == 0 and beneficiaries.entities):
        programme = _programme_before(reading, sentence)
        if programme is not None:
            fields = [reading.field(FieldName.PROGRAMME, programme), *funders, *money, *_period(reading, sentence)]
            yield _fact(reading, sentence, fields, 0.7)
            return
    if beneficiaries.entities and funders:
        fields = [*(reading.field(FieldName.BENEFICIARY, e) for e in beneficiaries.entities), *funders]
        yield _fact(
            reading, sentence, [*fields, *money, *_period(reading, sentence)], 0.85 - 0.1 * beneficiaries.distance
        )


def _beneficiaries(reading: Reading, sentence: Sentence, programmes: list[Entity]) -> tuple[Subject, list[Entity]]:
    """Return who is supported and the programmes that support: a project named with a programme is supported by it."""
    projects = [p for p in programmes if _PROJECT.search(sentence.before(p.start))]
    if projects and len(projects) < len(programmes):
        return Subject((projects[0],), 0), [p for p in programmes if p not in projects]
    if re.match(r"[^,]{0,40}\bprojet\b", sentence.words) and not sentence.of(ACTORS) and not projects:
        for other in reading.earlier(sentence, 3):
            named = [p for p in other.of({EntityKind.PROGRAMME}) if _PROJECT.search(other.before(p.start))]
            if named and programmes:
                return Subject((named[0],), 1), programmes
    recipients = [
        e
        for e in distinct(sentence.of(ACTORS))
        if re.search(
            r"(?:\bau|\baux|\ba|pour|permis a|en faveur de?'?|en faveur du) (?:l'|la |le )?(?:\w+ ){0,3}[«\" ]*\Z",
            sentence.before(e.start),
        )
    ]
    first = programmes[0].start if programmes else None
    subject = reading.subject(sentence, first)
    if subject.distance == 0:
        return subject, programmes
    if reading.is_about_another(sentence):
        return _with_company(reading, sentence, subject, first), programmes
    if recipients:
        return Subject(tuple(reading.at_home(recipients)), 0), programmes
    if re.search(r"\bnous\b", sentence.words):
        return subject, programmes
    if programmes and (own := reading.at_home(sentence.of(ACTORS))):
        return Subject((own[0],), 0), programmes
    told = not programmes or reading.is_item(sentence) or sentence.of({EntityKind.AMOUNT})
    return subject if told else Subject((), 0), programmes


def _with_company(reading: Reading, sentence: Sentence, subject: Subject, first: int | None) -> Subject:
    """Add X and Y to the subject of "le pôle a répondu avec X et Y à l'appel"."""
    named = [e for e in sentence.of(ACTORS) if first is not None and e.end <= first]
    company = named if re.search(r"\bavec\b", sentence.words) else []
    return Subject(tuple(reading.at_home([*subject.entities, *company])), subject.distance)


def _funders(reading: Reading, sentence: Sentence) -> list[Field]:
    """Return the institutions that a sentence names after "par", "de la", "auprès de" and the like, and regions so called."""
    fields = []
    for entity in distinct(sentence.of({EntityKind.INSTITUTION, EntityKind.REGION})):
        words = sentence.before(entity.start)
        if entity.kind is EntityKind.REGION and plain(entity.text).startswith("region "):
            fields.append(reading.field(FieldName.FUNDER, entity))
        elif entity.kind is EntityKind.REGION:
            region = re.search(r"\bregions? (?:de |du |d')?\Z", words)
            if region:
                start = entity.start - len(region.group())
                fields.append(reading.quoted(FieldName.FUNDER, start, entity.end, entity.canonical))
        elif entity.start == sentence.span.start or _FROM.search(words):
            fields.append(reading.field(FieldName.FUNDER, entity))
    return fields


def _programme_before(reading: Reading, sentence: Sentence) -> Entity | None:
    for other in reading.earlier(sentence, 2):
        named = other.of({EntityKind.PROGRAMME})
        if named:
            return named[-1]
    return None


def _period(reading: Reading, sentence: Sentence) -> list[Field]:
    """Return the period of the support: a period before a date, a duration last."""
    for kinds in ({EntityKind.PERIOD}, {EntityKind.DATE}, {EntityKind.DURATION}):
        found = [
            e
            for e in sentence.of(kinds)
            if not re.search(r"\b(?:apres|depuis)\b[^,]{0,30}\Z", sentence.before(e.start))
        ]
        if found:
            return [reading.field(FieldName.PERIOD, found[0])]
    return []


def _fact(reading: Reading, sentence: Sentence, fields: list[Field], confidence: float) -> Fact:
    return Fact(FactKind.PROGRAMME, tuple(fields), reading.document.id, sentence.span, round(confidence, 2))
