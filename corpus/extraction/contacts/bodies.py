"""The body that a clause names by a noun between a person and an address: ", bureau de la politique des pôles – x@…".

Does not know names: "consulat du Vietnam, 01 …", "le standard de la Métropole (04 …)", "X, service export de la chambre, 02 …".
"""

from __future__ import annotations

import re

from corpus.extraction.contacts.imprints import BODY, name_end
from corpus.extraction.fact_reading import Reading, Sentence
from corpus.fact_kinds import Field, FieldName
from corpus.kinds import CONTACTS, EntityKind
from corpus.plain import plain

_LEAD = re.compile(
    r"(?:\A|[,:(;–—/] ?|\b(?:le|la|les|du|des|de|au|aux|chez|the|at|of|from|with) |\b[ld]['’])[«\"*_]*(?=[^\W\d_])"
)
_OF = re.compile(
    r"\b(?:du|de la|de l['’]|des|of the|of) ?[«\"*_]*(?=[^\W\d_])"
    r"|: ?[«\"*_]*(?=(?:cabinet|agence|société|association|fondation|institut|agency|firm) [A-ZÀ-Þ])"
)
"""What leads to the body that a person has an office of: "le médiateur de la "."""
_REACHES = re.compile(
    r"[^a-z]*(?:(?:au|aux|on|at|par|by|tel|telephone|phone|standard|mail|courriel|e-mail|poste|m|mme|mlle|mr|mrs|ms|dr)\b[^a-z]*)*"
)
_PART = re.compile(
    r"(?:bureau|service|secretariat|cellule|mission|comite|office|departement|department|delegation|antenne|equipe|team|(?:sous-)?direction)s?\b"
)
"""A part of a body, whose whole may be told elsewhere."""


def body_beside(reading: Reading, unit: Sentence) -> list[Field]:
    """Return the body named by its noun right before an address, or between a person and the address."""
    channels = unit.of(CONTACTS)
    if not channels:
        return []
    stop = channels[0].start
    persons = [p for p in unit.of({EntityKind.PERSON}) if p.end <= stop]
    start = max([unit.span.start, *(p.end for p in persons)])
    if found := _between(reading, start, stop, _LEAD):
        return found
    return _between(reading, unit.span.start, persons[0].start, _OF) if persons else []


def _between(reading: Reading, start: int, stop: int, lead: re.Pattern[str]) -> list[Field]:
    """Return the body whose name fills the end of a stretch."""
    text = reading.document.text
    for led in lead.finditer(text, start, stop):
        begin = led.end()
        if BODY.match(plain(text[begin : begin + 40])) is None and not is_part(text[begin : begin + 40]):
            continue
        end = min(name_end(text, begin), stop)
        name = text[begin:end].rstrip(" \u00a0.")
        if not (name[:1].isupper() or " " in name) or (begin + len(name) < stop and text[begin + len(name)] == ":"):
            continue
        if _REACHES.fullmatch(plain(text[begin + len(name) : stop])) is None:
            continue
        return [reading.quoted(FieldName.ORGANISATION, begin, begin + len(name))]
    return []


def is_part(name: str) -> bool:
    """Tell whether a name is that of a part of an organisation: "bureau des pôles", "direction de l'économie"."""
    return name[:1].islower() and _PART.match(plain(name)) is not None
