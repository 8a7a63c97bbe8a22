"""Programme support that a sentence states: who received it, from which programme and funder, how much, when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from corpus.documents import Span
from corpus.extraction.fact_reading import Reading, Sentence, Subject, distinct
from corpus.extraction.grids import tables
from corpus.extraction.support.added import parts_apart, with_surroundings
from corpus.extraction.support.announced import announced_support
from corpus.extraction.support.antecedents import named_again
from corpus.extraction.support.doubts import gives, has_own, is_doubtful, is_linked, is_of_thing
from corpus.extraction.support.givers import (
    apart_from_funds,
    generic_givers,
    gets,
    is_authority,
    is_hosting,
    is_under,
    named_givers,
    payer,
    with_joined,
)
from corpus.extraction.support.heads import beside_projects, completed, headed_projects, line_project
from corpus.extraction.support.offers import line_offer
from corpus.extraction.support.parts import given_aid, parts, sums, with_givers
from corpus.extraction.support.projects import is_project, spoken_of
from corpus.extraction.support.receivers import is_body, receivers, supported_thing
from corpus.extraction.support.shared import bracketed_support, programme_before, shared_support, single_share
from corpus.extraction.support.shares import common_beneficiary
from corpus.extraction.support.tables import listed_supports
from corpus.extraction.support.unnamed import item_support, offered_support, told_again, unnamed_support
from corpus.fact_kinds import Fact, FactKind, Field, FieldName
from corpus.kinds import EntityKind

_SUPPORT = re.compile(
    r"\bapport(?:e|ee|es|ees|ent)\b|\bvot(?:e|ee)\b|\bpri(?:s|t) en charge\b|\b(?:co-?)?financ\w+"
    r"|\bsubvention\w*|\bsouten(?:u|ue|us|ues)\b|\bsoutient\b|\bsoutien\b|\bselectionn\w+"
    r"|\blaureat\w*|\blabellis\w+"
    r"|\bbenefici\w+|\baid(?:e|es|ee|ees)\b|\bappel\b|\bretenu\w*|\bdote\w*|\bprise en charge\b|\bcontribu\w+"
    r"|\bobten(?:u\w*|ir)\b|\bde (?:recevoir|toucher)\b|\brecu\w*|\boctro\w+"
    r"|\baccord(?:e|ee|es|ees)\b|\baccompagne\w* par\b|\bdispositif\b|\bappui\w*|\ballou\w+|\battribu\w+"
    r"|\bfunded\b|\bsupported\b|\bgrant\w*|\bvers(?:e|ee|es|ees|ent|era)\b|\bdecroch\w+|\btouche(?:nt|r|ra)?\b"
    r"|\bavanc(?:e|ee|ent|era)\b[^.;]{0,30}\d|\bpret(?:e|ee|ent|era)\b[^.;]{0,30}\d"
    r"|\bpercoi\w+|\bpercu\w*"
    r"|\brecoi\w+|\brecev(?:r\w+|oir)\b|\bremport\w+|\bemarge\w*|\bau titre d|\bdotation\b|\benveloppe\b|\bcoup de pouce\b"
    r"|\bawarded\b|\breceived?\b"
    r"|\bobtien\w+|\bobtint\b|\bempoch\w+|\babonde\w*|\binject\w+|\bmobilis\w+|\btour de table\b|\bsecur\w+"
    r"|\b(?:coordonn|men|pilot|port|condui)\w+ [^.;]{0,60}\bdans le cadre (?:de |du |d')(?:l'|la )?[«\" ]*\0"
    r"|\b(?:credits?|argent|money|moyens|funds|cash|help) (?:du |de la |de l'|des |d'|from (?:the )?)"
    r"|\bconsent\w+|\bcheques? d|\binject\w+|\b(?:candidature|dossier|bid|proposal)\b[^.;]{0,60}\baccept\w+"
    r"|\bgiven\b[^.;]{0,20}\d"
    r"|\bprovid\w+\b[^.;]{0,20}\d|\bversements?\b|\bsolde (?:du |de la |de l')?\0"
    r"|\ba la charge d|\bbenefit\w*|\bselected\b|\breconduit\b|\bparrain\w+"
)
_ONGOING = re.compile(
    r"\b(?:cette|l'|la) (?:aide|subvention|dotation|enveloppe|prise en charge)\b|\b(?:ce|le) (?:financement"
    r"|soutien|budget|montant)\b|\bil s'agit\b"
    r"|\A(?:the|this) (?:grant|subsidy|funding|award|aid)\b|\A(?:il|elle)s? (?:en )?(?:benefici|recoi|percoi|obtien)\w*"
    r"|\A[^.;]{0,40}\ba ce titre\b|\bcet appel\b|\bl'appel d|\bce(?:tte|t)? (?:programme|dispositif|initiative)\b"
)
_NOT = re.compile(
    r"\bn(?:'|e )(?:a|ont|est|sont)?\b[^.;]{0,12}\b(?:pas|plus|jamais|aucun\w*)\b"
    r"(?! (?:reduit|diminu|baiss|chang|modifi|remis)\w*)"
    r"|\brejete\w*|\brefuse\w*"
    r"|\bdeclin\w+|\bsans succes\b"
    r"|\bnon retenu\w*|\becarte\w*|\bcandidate\b|\bva deposer\b|\bdeposera\b|\bsera depose\w*|\bespere\w*"
    r"|\bpeu(?:t|vent) demander\b|\bcan (?:apply|ask)\b|\bsollicit\w+|\bpourrait\b"
    r"|\bdemand(?:e|ent|era|ait) une (?:aide|subvention)"
    r"|\bdemande (?:de subvention )?(?:est )?en cours\b|\ba repondre\b"
)
_HELPED = re.compile(
    r"(?:\A(?:il|elle|it)|\A[^,;.]{0,40}\0) (?:a |est |has |was )?[^;.]{0,60}\b(?:avec|d'|de|une|with|an?) (?:une? |an? )?"
    r"(?:aide|subvention|dotation|financement|grant)s? (?:[a-z]+ )?(?:de|d'|of|worth)\b"
)
"""Who is told to have an aid of a sum, without a word of its giver."""
_US = re.compile(
    r"\b(?:nous|notre|nos|we|us|our)\b|\b(?:le|la|du|au) (?:pole|cluster|grappe|reseau|conseil|tresorier)\b"
    r"|\bl'(?:alliance|association)\b"
)
"""Words that stand for whose document it is."""
_DATA = {EntityKind.AMOUNT: FieldName.AMOUNT, EntityKind.PERCENT: FieldName.RATE}


def supports(reading: Reading) -> Iterator[Fact]:
    """Yield the programme support that a document states, one for each programme of a sentence."""
    told = named_again(reading, parts_apart(reading, with_surroundings(reading, completed(_supports(reading)))))
    yield from told
    yield from headed_projects(reading, told)


def _supports(reading: Reading) -> Iterator[Fact]:
    """Yield what tables and sheets list, then what sentences state."""
    listed_facts = tuple(listed_supports(reading))
    yield from listed_facts
    money = frozenset(_DATA.values())
    told_there = {field.start for fact in listed_facts for field in fact.fields if field.name in money}
    tabled = [Span(t.start, t.rows[-1][-1].end) for t in tables(reading.document.text) if t.rows and t.rows[-1]]
    last: Fact | None = None
    line_end = 0
    schemes: set[tuple[str, str]] = set()
    for sentence in reading.sentences:
        if any(table.start <= sentence.span.start < table.end for table in tabled):
            continue
        if (
            any(sentence.span.start <= start < sentence.span.end for start in told_there)
            or sentence.span.start < line_end
        ):
            continue  # a line of a sheet, or of a project told whole
        if is_doubtful(sentence) or reading.document.text[sentence.span.start : sentence.span.end].isupper():
            continue
        facts, end = announced_support(reading, sentence)
        if facts:
            yield from facts
            line_end = end
            continue
        if whole := list(line_project(reading, sentence)):
            line_end = reading.document.text.find("\n", sentence.span.end) % (len(reading.document.text) + 1)
        if (offer := line_offer(reading, sentence)) is not None:
            whole, line_end = [offer[0]], offer[1]
        if offers := whole or list(beside_projects(reading, sentence)) or list(offered_support(reading, sentence)):
            yield from offers
            last = offers[-1]
            continue
        listed = reading.is_item(sentence) and sentence.of({EntityKind.AMOUNT})
        bracketed = (
            list(bracketed_support(reading, sentence))
            if _SUPPORT.search(sentence.words) or reading.is_item(sentence)
            else []
        )
        shared_out = " dont " in sentence.words and parts(reading, sentence)
        if not (listed or bracketed or shared_out or _says_support(reading, sentence)):
            stated = list(unnamed_support(reading, sentence, schemes))
            yield from stated or (() if _NOT.search(sentence.words) else single_share(reading, sentence))
            continue
        if bracketed:
            yield from bracketed
            continue
        if shared := list(shared_support(reading, sentence)):
            yield from shared
            continue
        if item := list(item_support(reading, sentence)):
            yield from item
            continue
        again = _continued(reading, sentence, last)
        if again is not None:
            yield again
            continue
        stated = [told_again(reading, sentence, fact) for fact in _stated(reading, sentence)]
        stated = stated or list(unnamed_support(reading, sentence, schemes)) or list(single_share(reading, sentence))
        yield from stated
        last = stated[-1] if stated else last


def _says_support(reading: Reading, sentence: Sentence) -> bool:
    """Tell whether a clause of a sentence speaks of support and does not deny it, or puts a programme beside a project."""
    clauses = re.split(r";| mais ", sentence.words)
    if any(_SUPPORT.search(clause) and not _NOT.search(clause) for clause in clauses):
        return True
    programmes = sentence.of({EntityKind.PROGRAMME})
    return not _NOT.search(sentence.words) and any(
        is_project(reading, sentence, a) and b.start - a.end <= 4 and "(" in sentence.between(a.end, b.start)
        for a, b in pairwise(programmes)
    )


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
    programmes = [p for p in distinct(sentence.of({EntityKind.PROGRAMME})) if not is_hosting(sentence, p)]
    told, aid = parts(reading, sentence), given_aid(reading, sentence)
    funders = with_givers(named_givers(reading, sentence), [giver for _, giver in told] + aid[:1])
    money = sums(reading, sentence, told)
    funders = payer(sentence, funders, money)
    beneficiaries, programmes = receivers(reading, sentence, programmes)
    programmes, paying = apart_from_funds(reading, sentence, programmes)
    funders = with_givers(funders, paying)
    shared = {giver.start for _, giver in told if giver.name is FieldName.PROGRAMME}
    unnamed = not funders
    funders = with_joined(sentence, funders, generic_givers(reading, sentence))
    if unnamed and (beneficiaries.distance == 0 or spoken_of(reading, sentence) is not None):
        funders = list(generic_givers(reading, sentence))
    only_shares = bool(programmes) and shared.issuperset(p.start for p in programmes)
    if only_shares and _is_giver(beneficiaries, sentence) and not (_told(beneficiaries) or _US.search(sentence.words)):
        return  # "8 millions de la Région, 5 millions du FEDER", of something that has no name here
    opens = reading.is_item(sentence) and any(not sentence.before(p.start).strip(' *_«"') for p in programmes[:1])
    named = sentence.of({EntityKind.PROGRAMME})
    brings = next((p for p in named if is_project(reading, sentence, p) and gives(sentence, p)), None)
    if brings is not None and money and unnamed:
        fields = [reading.field(FieldName.BENEFICIARY, brings), *money, *_period(reading, sentence)]
        yield _fact(reading, sentence, fields, 0.7)
        return
    gone = any(gives(sentence, one) for one in beneficiaries.entities) or any(has_own(sentence, p) for p in programmes)
    if gone or (opens and beneficiaries.distance):
        beneficiaries = Subject((), 0)
    common = common_beneficiary(reading, sentence) if money else None
    if (
        common is not None
        and (funders or programmes)
        and (beneficiaries.distance or _is_giver(beneficiaries, sentence))
    ):
        fields = [common, *(reading.field(FieldName.PROGRAMME, one) for one in programmes[:1])]
        yield _fact(reading, sentence, [*fields, *funders, *money, *_period(reading, sentence)], 0.8)
        return
    if not programmes:
        yield from _without_programme(reading, sentence, beneficiaries, funders, money)
        return
    away = _is_giver(beneficiaries, sentence) and not _told(beneficiaries)
    thing = supported_thing(reading, sentence) if away else None
    if thing is not None and is_body(thing):
        fields = [thing, reading.field(FieldName.PROGRAMME, programmes[0]), *funders, *money]
        yield _fact(reading, sentence, [*fields, *_period(reading, sentence)], 0.8)
        return
    if money:
        near = {one.start: min(abs(one.start - sum_.start) for sum_ in money) for one in programmes}
        programmes = sorted(programmes, key=lambda one: (not is_under(sentence, one), near[one.start]))
    for programme in programmes[:1] if len(beneficiaries.entities) else programmes:
        fields = [reading.field(FieldName.BENEFICIARY, e) for e in beneficiaries.entities]
        fields.append(reading.field(FieldName.PROGRAMME, programme))
        fields += [*funders, *money, *_period(reading, sentence)]
        if money or is_linked(reading, sentence, beneficiaries, programme):
            yield _fact(reading, sentence, fields, 0.95 - 0.1 * beneficiaries.distance)


def _is_giver(beneficiaries: Subject, sentence: Sentence) -> bool:
    """Tell whether the name taken for a beneficiary is not in the sentence at all."""
    return not any(e.start >= sentence.span.start and e.end <= sentence.span.end for e in beneficiaries.entities)


def _told(beneficiaries: Subject) -> bool:
    """Tell whether the beneficiary is a project, of which "le projet" or "son budget" may speak."""
    return any(e.kind is EntityKind.PROGRAMME for e in beneficiaries.entities)


def _without_programme(
    reading: Reading, sentence: Sentence, beneficiaries: Subject, funders: list[Field], money: list[Field]
) -> Iterator[Fact]:
    """Yield support of which only the funder, or only the amount, is said."""
    away = _is_giver(beneficiaries, sentence) and not _told(beneficiaries)
    if (
        any(one.name is FieldName.AMOUNT for one in money)
        and away
        and (thing := supported_thing(reading, sentence)) is not None
    ):
        if givers := funders or list(generic_givers(reading, sentence)):
            yield _fact(reading, sentence, [thing, *givers, *money, *_period(reading, sentence)], 0.8)
        return
    public = [e for e in beneficiaries.entities if is_authority(e) and not gets(sentence, e)]
    if not money or public or (away and is_of_thing(sentence)):
        return
    if _ONGOING.search(sentence.words) and not (funders and beneficiaries.distance == 0 and beneficiaries.entities):
        programme = programme_before(reading, sentence)
        if programme is not None:
            fields = [reading.field(FieldName.PROGRAMME, programme), *funders, *money, *_period(reading, sentence)]
            yield _fact(reading, sentence, fields, 0.7)
            return
    helped = beneficiaries.distance <= 1 and _HELPED.search(sentence.words)
    if beneficiaries.entities and (funders or helped):
        fields = [*(reading.field(FieldName.BENEFICIARY, e) for e in beneficiaries.entities), *funders]
        yield _fact(
            reading, sentence, [*fields, *money, *_period(reading, sentence)], 0.85 - 0.1 * beneficiaries.distance
        )


def _period(reading: Reading, sentence: Sentence) -> list[Field]:
    """Return the period of the support: a period before a date, a duration last."""
    for kinds in ({EntityKind.PERIOD}, {EntityKind.DATE}, {EntityKind.DURATION}):
        found = [
            e
            for e in sentence.of(kinds)
            if not re.search(r"\b(?:apres|depuis)\b[^,]{0,30}\Z", sentence.before(e.start))
            and not (e.kind is EntityKind.DURATION and e.canonical[-1] not in "YM")  # "en huit semaines" is how fast
        ]
        if found:
            return [reading.field(FieldName.PERIOD, found[0])]
    return []


def _fact(reading: Reading, sentence: Sentence, fields: list[Field], confidence: float) -> Fact:
    return Fact(FactKind.PROGRAMME, tuple(fields), reading.document.id, sentence.span, round(confidence, 2))
