"""Agreements that a document states: who, with whom, in which country, when, where, and how far it has come."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from corpus.documents import Span
from corpus.extraction.agreements.announced import announced
from corpus.extraction.agreements.contracts import contracts
from corpus.extraction.agreements.details import (
    agreement_fact,
    moment_of,
    object_fields,
    partner_fields,
    place_of,
    status_fields,
)
from corpus.extraction.agreements.entries import entries
from corpus.extraction.agreements.lists import by_country, enumerated, of_list, paired
from corpus.extraction.agreements.neighbours import (
    THE_AGREEMENT,
    came_to_nothing,
    counts_on,
    dated_after,
    listed_stage,
    ordinal_clauses,
    ordinal_statement,
    programmed,
    told_of,
)
from corpus.extraction.agreements.others import is_of_others
from corpus.extraction.agreements.parties import parties_and_partners
from corpus.extraction.agreements.settled import settled
from corpus.extraction.agreements.sides import PARTNERS
from corpus.extraction.agreements.statements import Statement, statement_of, statements_of
from corpus.extraction.agreements.tables import tabled
from corpus.extraction.agreements.words import VOID
from corpus.extraction.fact_reading import PLACES, Reading, Sentence
from corpus.fact_kinds import Fact, FieldName, Status

_THEN = re.compile(
    r"(?:[^.;]{0,60}\b(?:c'(?:est|etait|a ete)|ce fut|it was|it is) (?:ensuite |enfin |then )?(?:(?:au|le|the) )?"
    r"(?P<turn>tour (?:de|du|d')|turn of)|ensuite|puis|enfin|suivi\w*|sont venus"
    r"|plus recemment|plus tard|meme (?:chose|demarche))\b"
)
_FOUNDED = re.compile(r"\b(?:alliance|partnership|consortium) (?:avec|with|entre|between|of)\b")
_FEW = 2  # partners of one whose alliance is an agreement
_MEMORY = 3  # sentences after which "l'accord" is no longer the one just told


def agreements(reading: Reading) -> Iterator[Fact]:
    """Yield the agreements of a document, one for each partner that a sentence or a list names.

    What only takes an agreement for known ("son accord avec X prévoit") is left out where it is told elsewhere, or at home.
    """
    facts = list(_of_host(reading, list(announced(reading, list(_told(reading))))))
    laid_out = [*entries(reading), *contracts(reading)]
    entered = {fact.sentence for fact in laid_out}
    facts = [fact for fact in facts if fact.all(FieldName.PARTNER) or fact.sentence not in entered]
    known = [name for fact in facts if (name := fact.canonical(FieldName.PARTNER))]
    facts += [one for one in laid_out if not any(is_within(one.canonical(FieldName.PARTNER), name) for name in known)]
    said = [name for fact in facts if not _is_implied(fact) and (name := fact.canonical(FieldName.PARTNER))]
    for fact in settled(reading, facts):
        partner = fact.canonical(FieldName.PARTNER)
        if _is_implied(fact) and (
            fact.canonical(FieldName.COUNTRY) == "France" or any(is_within(partner, one) for one in said)
        ):
            continue
        if fact.all(FieldName.OBJECT) or fact.canonical(FieldName.COUNTRY) != "France":
            yield fact


def _of_host(reading: Reading, facts: list[Fact]) -> Iterator[Fact]:
    """Yield facts with the one whose document it is as the party instead of one that is told to be its partner."""
    host = reading.host
    ours = [fact for fact in facts if host and any(f.canonical == host.canonical for f in fact.all(FieldName.PARTY))]
    partners = {fact.canonical(FieldName.PARTNER) for fact in ours}
    for fact in facts:
        parties = fact.all(FieldName.PARTY)
        if host is not None and parties and partners.issuperset(party.canonical for party in parties):
            others = [field for field in fact.fields if field.name is not FieldName.PARTY]
            fact = replace(fact, fields=(reading.field(FieldName.PARTY, host), *others))
        yield fact


def _of_document(reading: Reading, sentence: Sentence, fact: Fact) -> Fact:
    """Return an agreement counted off in a sentence that names no party, with the one whose document it is as party."""
    parties = fact.all(FieldName.PARTY)
    if reading.host is None or any(sentence.span.start <= party.start < sentence.span.end for party in parties):
        return fact
    others = [field for field in fact.fields if field.name is not FieldName.PARTY]
    return replace(fact, fields=(reading.field(FieldName.PARTY, reading.host), *others))


def _is_implied(fact: Fact) -> bool:
    return any(f.name is FieldName.STATUS and f.inferred and f.canonical == Status.SIGNED for f in fact.fields)


def _is_abroad(fact: Fact) -> bool:
    """Tell whether the partner is not known to be French."""
    return fact.canonical(FieldName.COUNTRY) not in ("", "France")


def is_within(one: str, other: str) -> bool:
    """Tell whether a shorter name begins or ends a longer one: "Kansai" and "Kansai Bio Promotion Council"."""
    short, long = sorted((one.split(), other.split()), key=len)
    return long[: len(short)] == short or long[-len(short) :] == short


def _told(reading: Reading) -> Iterator[Fact]:
    """Yield every agreement that a sentence, a list or a table tells or takes for known."""
    yield from tabled(reading)
    last: tuple[Fact, ...] = ()
    for sentence in reading.sentences:
        statement = statement_of(sentence) or listed_stage(reading, sentence)
        if statement is None and last and (told := told_of(sentence)) is not None:
            if again := _continued(reading, told, last):
                yield again
            continue
        open_yet = statement is None or statement.status is None or counts_on(sentence)
        counted = ordinal_statement(reading, sentence) if open_yet else None
        statement = counted or statement
        if statement is not None and last and (again := _continued(reading, statement, last)):
            yield again
            continue
        before = last
        listed = list(of_list(reading, sentence, statement))
        dated = [] if listed or statement is None else list(by_country(reading, statement))
        found = listed or dated or list(paired(reading, sentence, statement))
        if not found:
            clauses = ordinal_clauses(counted) if counted else statements_of(sentence, statement)
            found = [fact for clause in clauses for fact in _of_clause(reading, clause)]
            found = [_of_document(reading, sentence, fact) for fact in found] if counted else found
            found = dated_after(reading, sentence, found)
        if not found and before and sentence.number == _number(reading, before[0]) + 1:
            found = list(_elliptic(reading, sentence, before[-1]))
        yield from found
        last = tuple(found) or (before if before and sentence.number - _number(reading, before[0]) < _MEMORY else ())


def _of_clause(reading: Reading, statement: Statement) -> Iterator[Fact]:
    """Yield the agreements of a clause that says how far they have come, or is the entry of a chronicle."""
    if is_of_others(reading, statement):
        return
    if statement.status in (Status.NEGOTIATED, Status.PLANNED) and came_to_nothing(reading, statement.sentence):
        return
    if statement.implied and reading.is_heading(statement.sentence):
        return
    if programmed(reading, statement):
        statement = replace(statement, status=Status.PLANNED)
    if statement.status is not None:
        yield from _stated(reading, statement)
    elif statement.objects:
        yield from list(enumerated(reading, statement)) or _entry(reading, statement)


def _elliptic(reading: Reading, sentence: Sentence, known: Fact) -> Iterator[Fact]:
    """Yield what "Puis en 2012 avec X" adds to the agreement of the sentence before."""
    lead = _THEN.match(sentence.words)
    if lead is None or VOID.search(sentence.words):
        return
    statement = Statement(sentence, (), None, Span(sentence.span.start, sentence.span.start + lead.end()))
    _, partners = parties_and_partners(reading, statement)
    kept = [f for f in known.fields if f.name is FieldName.PARTY]
    if lead["turn"]:  # "c'est au tour de X", the next partner, or the next party where "avec Y" follows
        turn = next((e for e in sentence.of(PARTNERS) if e.start >= sentence.span.start + lead.end()), None)
        partners = tuple(e for e in partners if turn is not None and e.canonical != turn.canonical)
        kept = [reading.field(FieldName.PARTY, turn)] if turn and partners else kept
        partners = partners or ((turn,) if turn else ())
    status = next(f for f in known.fields if f.name is FieldName.STATUS)
    for partner in partners:
        if partner.kind in PLACES:
            continue
        moment = moment_of(sentence, statement, partner)
        fields = [*kept, *partner_fields(reading, sentence, partner, None)]
        fields += [reading.field(FieldName.DATE, moment)] if moment else []
        yield agreement_fact(reading, sentence, [*fields, replace(status, inferred=True)], 0.65)


def _entry(reading: Reading, statement: Statement) -> Iterator[Fact]:
    """Yield the agreement of a dated list entry that says no verb: "2009 : accord avec le cluster X"."""
    moment = moment_of(statement.sentence, statement)
    if moment is None or reading.is_heading(statement.sentence):
        return
    if not (reading.is_item(statement.sentence) or moment.start == statement.sentence.span.start):
        return
    parties, partners = parties_and_partners(reading, statement)
    today = reading.today()
    status = Status.PLANNED if today and moment.canonical > today else Status.SIGNED
    for partner in partners if parties.entities else ():
        fields = [reading.field(FieldName.PARTY, party) for party in parties.entities]
        fields += partner_fields(reading, statement.sentence, partner, None)
        fields += [reading.field(FieldName.DATE, moment), *object_fields(reading, statement)]
        fields.append(reading.field(FieldName.STATUS, moment, canonical=status, inferred=True))
        yield agreement_fact(reading, statement.sentence, fields, 0.7 - 0.05 * parties.distance)


def _number(reading: Reading, fact: Fact) -> int:
    """Return the number of the sentence that states a fact."""
    return next(s.number for s in reading.between(fact.sentence.start, fact.sentence.end) if s.span == fact.sentence)


def _continued(reading: Reading, statement: Statement, last: tuple[Fact, ...]) -> Fact | None:
    """Return the agreement just told with what "L'accord a été signé à Osaka" adds, if no other party is named."""
    sentence = statement.sentence
    if len(last) != 1 or not THE_AGREEMENT.match(sentence.words) or sentence.of(PARTNERS):
        return None
    if sentence.section is not reading.sentences[_number(reading, last[0])].section:
        return None
    moment, place = moment_of(sentence, statement), place_of(reading, sentence, statement)
    added = [reading.field(FieldName.DATE, moment)] if moment else []
    added += [reading.field(FieldName.PLACE, place)] if place else []
    known = {field.name for field in last[0].fields}
    status = status_fields(reading, statement)
    added = [field for field in added if field.name not in known]
    if not added:
        return None
    if status and status[0].canonical != last[0].canonical(FieldName.STATUS):
        return None
    return agreement_fact(reading, sentence, [*last[0].fields, *added], 0.7)


def _stated(reading: Reading, statement: Statement) -> Iterator[Fact]:
    """Yield the agreements whose status is said, one for each partner."""
    sentence = statement.sentence
    parties, partners = parties_and_partners(reading, statement)
    moment, place = moment_of(sentence, statement), place_of(reading, sentence, statement)
    shared = [*object_fields(reading, statement), *status_fields(reading, statement)]
    if statement.implied and len(partners) > _FEW and _FOUNDED.search(sentence.words):
        return  # an alliance with three others is one that they are members of
    if not partners and not ((place or moment) and statement.objects):
        return
    for partner in partners or (None,):
        other = partner.canonical if partner else ""
        fields = [reading.field(FieldName.PARTY, party) for party in parties.entities if party.canonical != other]
        fields += partner_fields(reading, sentence, partner, place)
        fields += [reading.field(FieldName.PLACE, place)] if place and place != partner else []
        if (
            not any(f.name in (FieldName.PARTNER, FieldName.COUNTRY) for f in fields)
            or fields[0].name is not FieldName.PARTY
        ):
            continue
        confidence = 0.95 - 0.1 * parties.distance - (0.1 if partner is None or partner.kind in PLACES else 0.0)
        dated = moment_of(sentence, statement, partner if len(partners) > 1 else None)
        shared_date = [reading.field(FieldName.DATE, dated)] if dated else []
        yield agreement_fact(reading, sentence, [*fields, *shared, *shared_date], confidence)
