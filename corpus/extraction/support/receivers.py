"""Whom a sentence on support tells to receive it: a project, whoever acts or is given to, or whose document it is.

Does not know facts.
"""

from __future__ import annotations

import re

from corpus.extraction.fact_reading import ACTORS, Reading, Sentence, Subject, distinct
from corpus.extraction.support.actors import acting_name
from corpus.extraction.support.givers import gets, is_authority
from corpus.extraction.support.projects import is_project, project_told, spoken_of
from corpus.fact_kinds import Field, FieldName
from corpus.kinds import Entity, EntityKind
from corpus.plain import plain

_GRANTED = re.compile(
    r"\b(?:a|ont) ete (?:\w+ )?(?:retenus?|selectionnes?|finances?|subventionnes?|soutenus?|laureats?"
    r"|dotes?) (?:par|aupres)\b"
)
"""A project that a funder chose, so that it is no programme."""
_THIS_PROJECT = re.compile(r"\b(?:pour|a|de) ce projet\b")
_THING = re.compile(
    r"(?:\A|[,:] )(?:le |la |les |l'|ce |cet |cette |ces |notre |nos |the |this |our |its )"
    r"(?P<noun>missions?|delegations?|operations?|actions?|deplacements?|voyages?|participation|tournee|demarche|partenariat"
    r"|alliance|consortium"
    r"|plan d'actions?|programme d'actions?|stand|pavillon|salon|congres|colloque|seminaire|forum|evenement|partnership|trip"
    r"|visit|action plan|event|conference|seminar)s?\b(?![ »\"]{1,3}\0)"
    r"(?:(?! n'| ne | pas )[^;.\d]){0,90}? (?:(?:a|ont|est|sont|was|were|has|have|is|are) )?"
    r"(?:(?:ete|been|aussi|egalement|also) )*(?:benefici|recoi|recu\b|recue|obten|obtien"
    r"|(?:co-?)?finance|soutenu|subventionne|aidee? par|prise? en charge|support"
    r"|funded|receiv|award)"
)
"""What somebody does or holds, which is told to have the support: "La mission au Chili a été cofinancée"."""
_SUMS = frozenset({EntityKind.AMOUNT, EntityKind.PERCENT})


def receivers(reading: Reading, sentence: Sentence, programmes: list[Entity]) -> tuple[Subject, list[Entity]]:
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
    subject = _no_authority(reading, sentence, reading.subject(sentence, first))
    if subject.distance == 0:
        return subject, programmes
    if (acting := acting_name(reading, sentence)) is not None:
        return Subject((acting,), 0), [p for p in programmes if p.start != acting.start]
    opening = reading.unlisted(sentence, sentence.span.start, first or sentence.span.end)[:1]
    if opening and opening[0].start == sentence.span.start and not is_authority(opening[0]):
        return Subject(tuple(opening), 0), programmes
    if reading.is_about_another(sentence):
        return _with_company(reading, sentence, subject, first), programmes
    if recipients:
        return Subject(tuple(reading.at_home(recipients)), 0), programmes
    if re.search(r"\bnous\b", sentence.words):
        return subject, programmes
    if programmes and (own := [e for e in reading.at_home(sentence.of(ACTORS)) if not is_authority(e)]):
        return Subject((own[0],), 0), programmes
    told = not programmes or reading.is_item(sentence) or bool(sentence.of(_SUMS))
    return subject if told else Subject((), 0), programmes


def _no_authority(reading: Reading, sentence: Sentence, subject: Subject) -> Subject:
    """Take whose document it is for the region or the town that a sentence seems to be about but that receives nothing."""
    if not any(is_authority(e) and not gets(sentence, e) for e in subject.entities):
        return subject
    return (
        Subject((reading.host,), 2) if reading.host is not None and not is_authority(reading.host) else Subject((), 2)
    )


def _with_company(reading: Reading, sentence: Sentence, subject: Subject, first: int | None) -> Subject:
    """Add X and Y to the subject of "le pôle a répondu avec X et Y à l'appel"."""
    named = [e for e in sentence.of(ACTORS) if first is not None and e.end <= first]
    company = named if re.search(r"\bavec\b", sentence.words) else []
    return Subject(tuple(reading.at_home([*subject.entities, *company])), subject.distance)


def is_body(thing: Field) -> bool:
    """Tell whether what has support is a partnership, of which a programme, too, pays for more than one pole."""
    return plain(thing.value) in {"partenariat", "partnership", "alliance", "consortium"}


def supported_thing(reading: Reading, sentence: Sentence) -> Field | None:
    """Return the mission, stand or partnership that is told to have support; it stands for the pole whose document it is."""
    found = _THING.search(sentence.words)
    if found is None or (
        sentence.of(ACTORS) and any(e.end <= sentence.span.start + found.end() for e in sentence.of(ACTORS))
    ):
        return None
    start, end = (sentence.span.start + offset for offset in found.span("noun"))
    host = reading.host
    canonical = host.canonical if host is not None and host.kind is EntityKind.POLE else ""
    return reading.quoted(FieldName.BENEFICIARY, start, end, canonical)
