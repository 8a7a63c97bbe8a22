"""Programme support that a sentence states: who received it, from which programme and funder, how much, when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from corpus.documents import Span
from corpus.extraction.fact_reading import ACTORS, Reading, Sentence, Subject, distinct
from corpus.extraction.grids import tables
from corpus.extraction.support.actors import acting_name
from corpus.extraction.support.doubts import gives, has_own, is_doubtful, is_linked, is_of_thing
from corpus.extraction.support.givers import GIVER, generic_givers, named_givers
from corpus.extraction.support.heads import beside_projects, completed, headed_projects, line_project
from corpus.extraction.support.offers import line_offer
from corpus.extraction.support.parts import given_aid, parts, sums, with_givers
from corpus.extraction.support.projects import is_project, project_told, spoken_of
from corpus.extraction.support.shared import bracketed_support, programme_before, shared_support, single_share
from corpus.extraction.support.shares import common_beneficiary
from corpus.extraction.support.tables import listed_supports
from corpus.extraction.support.unnamed import item_support, offered_support, told_again, unnamed_support
from corpus.fact_kinds import Fact, FactKind, Field, FieldName
from corpus.kinds import Entity, EntityKind
from corpus.plain import plain

_SUPPORT = re.compile(
    r"\bapport(?:e|ee|es|ees|ent)\b|\bvot(?:e|ee)\b|\bpri(?:s|t) en charge\b|\b(?:co-?)?financ\w+"
    r"|\bsubvention\w*|\bsouten(?:u|ue|us|ues)\b|\bsoutient\b|\bsoutien\b|\bselectionn\w+"
    r"|\blaureat\w*|\blabellis\w+"
    r"|\bbenefici\w+|\baid(?:e|es|ee|ees)\b|\bappel\b|\bretenu\w*|\bdote\w*|\bprise en charge\b|\bcontribu\w+"
    r"|\bobtenu\w*|\brecu\w*|\boctro\w+"
    r"|\baccord(?:e|ee|es|ees)\b|\baccompagne\w* par\b|\bdispositif\b|\bappui\w*|\ballou\w+|\battribu\w+"
    r"|\bfunded\b|\bsupported\b|\bgrant\w*|\bvers(?:e|ee|es|ees|ent|era)\b|\bdecroch\w+|\btouche(?:nt|r|ra)?\b"
    r"|\bavanc(?:e|ee|ent|era)\b[^.;]{0,30}\d|\bpret(?:e|ee|ent|era)\b[^.;]{0,30}\d"
    r"|\bpercoi\w+|\bpercu\w*"
    r"|\brecoi\w+|\brecevr\w+|\bremport\w+|\bemarge\w*|\bau titre d|\bdotation\b|\benveloppe\b|\bcoup de pouce\b"
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
    r"|soutien|budget|montant)\b|\bil s'agit\b|\A(?:il|elle)s? (?:en )?(?:benefici|recoi|percoi|obtien)\w*"
    r"|\A[^.;]{0,40}\ba ce titre\b|\bcet appel\b|\bl'appel d|\bce(?:tte|t)? (?:programme|dispositif|initiative)\b"
)
_NOT = re.compile(
    r"\bn(?:'|e )(?:a|ont|est|sont)?\b[^.;]{0,12}\b(?:pas|plus|jamais|aucun\w*)\b"
    r"(?! (?:reduit|diminu|baiss|chang|modifi|remis)\w*)"
    r"|\brejete\w*|\brefuse\w*"
    r"|\bdeclin\w+|\bsans succes\b"
    r"|\bnon retenu\w*|\becarte\w*|\bcandidate\b|\bva deposer\b|\bdeposera\b|\bsera depose\w*|\bespere\w*"
    r"|\bsollicit\w+|\bpourrait\b|\bdemand(?:e|ent|era|ait) une (?:aide|subvention)"
    r"|\bdemande (?:de subvention )?(?:est )?en cours\b|\ba repondre\b"
)
_GRANTED = re.compile(
    r"\b(?:a|ont) ete (?:\w+ )?(?:retenus?|selectionnes?|finances?|subventionnes?|soutenus?|laureats?"
    r"|dotes?) (?:par|aupres)\b"
)
"""A project that a funder chose, so that it is no programme."""
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
_THIS_PROJECT = re.compile(r"\b(?:pour|a|de) ce projet\b")
_DATA = {EntityKind.AMOUNT: FieldName.AMOUNT, EntityKind.PERCENT: FieldName.RATE}


def supports(reading: Reading) -> Iterator[Fact]:
    """Yield the programme support that a document states, one for each programme of a sentence."""
    told = list(completed(_supports(reading)))
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
    programmes = distinct(sentence.of({EntityKind.PROGRAMME}))
    told, aid = parts(reading, sentence), given_aid(reading, sentence)
    funders = with_givers(named_givers(reading, sentence), [giver for _, giver in told] + aid[:1])
    money = sums(reading, sentence, told)
    beneficiaries, programmes = _beneficiaries(reading, sentence, programmes)
    shared = {giver.start for _, giver in told if giver.name is FieldName.PROGRAMME}
    if not funders and beneficiaries.distance == 0:
        funders = list(generic_givers(reading, sentence))
    only_shares = bool(programmes) and shared.issuperset(p.start for p in programmes)
    if only_shares and _is_giver(beneficiaries, sentence) and not (_told(beneficiaries) or _US.search(sentence.words)):
        return  # "8 millions de la Région, 5 millions du FEDER", of something that has no name here
    opens = reading.is_item(sentence) and any(not sentence.before(p.start).strip(' *_«"') for p in programmes[:1])
    named = sentence.of({EntityKind.PROGRAMME})
    brings = next((p for p in named if is_project(reading, sentence, p) and gives(sentence, p)), None)
    if brings is not None and money and not funders:
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
    if money:
        programmes = sorted(programmes, key=lambda one: min(abs(one.start - sum_.start) for sum_ in money))
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
    public = [e for e in beneficiaries.entities if re.fullmatch(GIVER, plain(e.text))]
    if (
        not money
        or public
        or (_is_giver(beneficiaries, sentence) and is_of_thing(sentence) and not _told(beneficiaries))
    ):
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


def _beneficiaries(reading: Reading, sentence: Sentence, programmes: list[Entity]) -> tuple[Subject, list[Entity]]:
    """Return who is supported and the programmes that support: a project named with a programme is supported by it."""
    projects = [p for p in programmes if is_project(reading, sentence, p)]
    spoken = None if projects else project_told(reading, sentence) or spoken_of(reading, sentence)
    if spoken is not None:
        return Subject((spoken,), 1), [p for p in programmes if p.canonical != spoken.canonical]
    if projects and len(projects) < len(programmes):
        return Subject((projects[0],), 0), [p for p in programmes if p not in projects]
    got = _GRANTED.search(sentence.words) or sentence.of({EntityKind.AMOUNT})
    if projects and (got or not any(reading.names.entry(p.canonical) is not None for p in projects)):
        return Subject((projects[0],), 0), []
    of_project = re.match(r"[^,]{0,40}\bprojet\b", sentence.words) or _THIS_PROJECT.search(sentence.words)
    if of_project and not sentence.of(ACTORS) and not projects:
        for other in reading.earlier(sentence, 3):
            named = [p for p in other.of({EntityKind.PROGRAMME}) if is_project(reading, other, p)]
            if named and (programmes or _THIS_PROJECT.search(sentence.words)):
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
    if (acting := acting_name(reading, sentence)) is not None:
        return Subject((acting,), 0), [p for p in programmes if p.start != acting.start]
    opening = reading.unlisted(sentence, sentence.span.start, first or sentence.span.end)[:1]
    if opening and opening[0].start == sentence.span.start:
        return Subject(tuple(opening), 0), programmes
    if reading.is_about_another(sentence):
        return _with_company(reading, sentence, subject, first), programmes
    if recipients:
        return Subject(tuple(reading.at_home(recipients)), 0), programmes
    if re.search(r"\bnous\b", sentence.words):
        return subject, programmes
    if programmes and (own := reading.at_home(sentence.of(ACTORS))):
        return Subject((own[0],), 0), programmes
    told = not programmes or reading.is_item(sentence) or any(sentence.of({kind}) for kind in _DATA)
    return subject if told else Subject((), 0), programmes


def _with_company(reading: Reading, sentence: Sentence, subject: Subject, first: int | None) -> Subject:
    """Add X and Y to the subject of "le pôle a répondu avec X et Y à l'appel"."""
    named = [e for e in sentence.of(ACTORS) if first is not None and e.end <= first]
    company = named if re.search(r"\bavec\b", sentence.words) else []
    return Subject(tuple(reading.at_home([*subject.entities, *company])), subject.distance)


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
