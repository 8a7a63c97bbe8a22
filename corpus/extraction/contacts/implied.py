"""Whose a contact is where its clause does not say: what its address, its line, its heading or its document tells.

Does not know how the lines of a contact are put together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.extraction.contacts.abroad import organisation_abroad
from corpus.extraction.contacts.affiliations import affiliated
from corpus.extraction.contacts.bodies import labelled, stands_alone
from corpus.extraction.contacts.clauses import label_of
from corpus.extraction.contacts.domains import domain_letters, spelled, whole
from corpus.extraction.contacts.heads import UNIT, head, name_alone
from corpus.extraction.contacts.publishers import is_own, issued, issuer, owner, trimmed
from corpus.extraction.contacts.quoting import called
from corpus.extraction.contacts.titles import apart, foremost, may_head, periodical, presenting
from corpus.extraction.fact_reading import ACTORS, Reading, Sentence, distinct
from corpus.fact_kinds import Field
from corpus.kinds import Entity, EntityKind
from corpus.plain import plain
from corpus.protagonists import domain_of, squeezed

_TO_ASK = re.compile(
    r"\W*(?:contact|pour (?:tout|plus|en savoir)|plus d'info|renseignements|en savoir plus|informations?\b"
    r"|(?:(?:notre|our|the|le|project) )?(?:web ?)?site\b|formulaire|inscription|candidat)"
)
_TO_DO = re.compile(
    r"\b(?:inscri\w+|regist\w+|enrol\w*|appl(?:y|ications?)|sign up|book|download|submit|candidat\w+|depos\w+"
    r"|telecharg\w+|reserv\w+)\b"
    r"[^.;]{0,60}(?: (?:sur|on|at|via|through|a l'adresse|par)|:)(?: (?:le|la|notre|our|the)(?: [a-z]+){1,3}:?)?[ *_(<\[]*\0"
)
"""What one does at a site: "Please register before May on \0"."""
_WRITER = re.compile(
    r"(?:la )?(?:redact\w+|auteurs?|(?:affaire|dossier|note|fiche)s? (?:suivie?|redigee?|etablie?) par|suivi|author|editor)\b"
)
"""The label of who wrote the document, whose body issued it."""


def implied(
    reading: Reading,
    unit: Sentence,
    channels: Sequence[Entity],
    parts: list[Field],
    persons: Sequence[Entity] = (),
) -> list[Field]:
    """Return the organisation that an address spells, that opens the line, of the heading, or whose document it is."""
    heading = reading.heading(unit)
    actors = apart(reading, heading.of(ACTORS)) if heading else []
    above = distinct(e for e in actors if heading is not None and may_head(reading, heading, e))
    titled = [called(reading, e) for e in above]
    if found := spelled(channels, titled):
        return found
    if not channels:
        return titled
    known = [called(reading, e, inferred=True) for e in reading.organisations]
    exact = [one for one in known if squeezed(one.value) in {*map(domain_of, channels)} - {""}][:1]
    trims = [trimmed(reading, one, channels) for one in exact or spelled(channels, known)[:1]]
    found = (trims if exact else issuer(reading, channels)) or trims or whole(reading, channels)
    if all(c.kind is EntityKind.URL for c in channels) and not (_TO_ASK.match(unit.words) or _TO_DO.search(unit.words)):
        return titled or [one for one in found if is_own(reading, one)]
    if found:
        return found
    if elsewhere := [field for person in persons[:1] for field in affiliated(reading, person, unit)]:
        return elsewhere
    if there := organisation_abroad(reading, channels):
        return there
    if _WRITER.match(label_of(unit, reading.document.text)) and (whose := issued(reading)):
        return [whose]
    if over := head(reading, unit):
        return [over]
    if heading is not None and heading is reading.sentences[0] and (whose := issued(reading)):
        return [whose]
    if titled := [one for one in titled if UNIT.match(plain(one.value)) is None]:
        if heading is None:
            return titled
        if heading is reading.sentences[0] and (pole := presenting(reading, above)):
            return [pole]
        if len(titled) == 1:
            return titled
        return [whose] if (whose := issued(reading)) else foremost(reading, heading, above)
    if parts and (plain(parts[0].value) in plain(reading.document.publisher) or stands_alone(parts[0].value)):
        return parts
    service = labelled(reading, unit)
    if service and any(map(domain_of, channels)):
        return service
    if whose := owner(reading, channels, of_person=bool(persons)):
        return [whose]
    last = periodical(reading) or (None if persons else domain_letters(reading, channels))
    last = last or (name_alone(reading, heading) if heading is not None else None)
    return parts or service or ([last] if last else [])
