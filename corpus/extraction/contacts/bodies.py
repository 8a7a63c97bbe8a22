"""The body that a clause names by a noun between a person and an address: ", bureau de la politique des pôles – x@…".

Does not know names: "consulat du Vietnam, 01 …", "le standard de la Métropole (04 …)", "X, service export de la chambre, 02 …".
"""

from __future__ import annotations

import re

from corpus.extraction.contacts.clauses import label_of
from corpus.extraction.contacts.heads import ORGANISATIONS, UNIT
from corpus.extraction.contacts.imprints import BODY, PART, name_end
from corpus.extraction.contacts.quoting import called, is_ordinary
from corpus.extraction.fact_reading import Reading, Sentence
from corpus.fact_kinds import Field, FieldName
from corpus.kinds import CONTACTS, EntityKind
from corpus.plain import plain

_LEAD = re.compile(
    r"(?:\A|[,:(;–—/] ?|\b(?:le|la|les|du|des|de|au|aux|chez|the|at|of|from|with) |\b[ld]['’])[«\"*_]*(?=[^\W\d_])"
)
_OF = re.compile(
    r"\b(?:du|de la|de l['’]|des|au|à la|à l['’]|chez|of the|of|at the) ?[«\"*_]*(?=[^\W\d_])"
    r"|: ?[«\"*_]*(?=(?:cabinet|agence|société|association|fondation|institut|agency|firm) [A-ZÀ-Þ])"
)
"""What leads to the body that a person has an office of: "le médiateur de la "."""
_REACHES = re.compile(
    r"[^a-z]*(?:(?:au|aux|on|at|par|by|tel|telephone|phone|standard|mail|courriel|e-mail|poste|m|mme|mlle|mr|mrs|ms|dr|est|sera|is)\b[^a-z]*)*"
)
_ALONE = re.compile(
    r"(?:prefecture|ministere|mairie|ambassade|consulat|metropole|region|rectorat|embassy|consulate|ministry|prefecture)"
)
"""What stands for a public body without its place: "chargé de mission à la préfecture"."""
_THERE = re.compile(
    r"[\W_]*(?:chez |at |within |(?:a|au sein de|du cote de|aupres de) (?=la |l')|au sein d[eu'] ?"
    r"|du cote d[eu'] ?|aupres d[eu'] ?"
    r"|au )(?:la |le |les |l'|the )?[*_«\"]*"
)
"""How a clause opens that says where its person is."""
_LABEL = re.compile(r"[^:\n]{3,70}?[*_ ]*:[*_ ]+(?:la |le |l'|the )?[*_«\"]*")
_EDITORS = re.compile(r"(?:la |le )?(?:redaction|comite de redaction|editorial office|editors)")
_PART = re.compile(
    r"(?:bureau|service|secretariat|cellule|mission|comite|office|departement|department|delegation|antenne|equipe|team|(?:sous-)?direction)s?\b"
)
"""A part of a body, whose whole may be told elsewhere."""


def body_beside(reading: Reading, unit: Sentence) -> list[Field]:
    """Return the body named by its noun right before an address, or between a person and the address."""
    channels = unit.of(CONTACTS)
    if not channels:
        return []
    if opening := _opening(reading, unit):
        return [opening]
    stop = channels[0].start
    persons = [p for p in unit.of({EntityKind.PERSON}) if p.end <= stop]
    start = max([unit.span.start, *(p.end for p in persons)])
    if found := _between(reading, start, stop, _LEAD):
        return found
    return _between(reading, unit.span.start, persons[0].start, _OF) if persons else []


def _opening(reading: Reading, unit: Sentence) -> Field | None:
    """Return the body that the clause opens with as where its person is: "À la chambre de commerce, votre conseillère est X"."""
    text = reading.document.text
    persons = unit.of({EntityKind.PERSON})
    folded = plain(text[unit.span.start : unit.span.end])
    lead = _THERE.match(folded) or _LABEL.match(folded)
    if lead is None or not persons or persons[0].start > unit.of(CONTACTS)[0].start:
        return None
    start = unit.span.start + lead.end()
    end = name_end(text, start)
    name, between = text[start:end], plain(text[end : persons[0].start])
    if not re.fullmatch(r"[*_»\"]*(?: \([^()\n]{2,50}\))?,[^.:;\n]{0,70}", between):
        return None
    known = next((e for e in unit.of(ORGANISATIONS) if start <= e.start and e.end <= end), None)
    if known is not None:
        return called(reading, known)
    unlisted = next((e for e in reading.unlisted(unit, start, end) if (e.start, e.end) == (start, end)), None)
    if unlisted is not None and not is_ordinary(reading, name):
        return called(reading, unlisted)
    is_body = (
        BODY.match(plain(name)) is not None and UNIT.match(plain(name)) is None and PART.match(plain(name)) is None
    )
    if is_body and (" " in name or _ALONE.fullmatch(plain(name))):
        return reading.quoted(FieldName.ORGANISATION, start, end)
    return None


def _between(reading: Reading, start: int, stop: int, lead: re.Pattern[str]) -> list[Field]:
    """Return the body whose name fills the end of a stretch."""
    text = reading.document.text
    for led in lead.finditer(text, start, stop):
        begin = led.end()
        if BODY.match(plain(text[begin : begin + 40])) is None and not is_part(text[begin : begin + 40]):
            continue
        end = min(name_end(text, begin), stop)
        name = text[begin:end].rstrip(" \u00a0.")
        if not (name[:1].isupper() or " " in name or _ALONE.fullmatch(plain(name))) or (
            begin + len(name) < stop and text[begin + len(name)] == ":"
        ):
            continue
        if _REACHES.fullmatch(plain(text[begin + len(name) : stop])) is None:
            continue
        return [reading.quoted(FieldName.ORGANISATION, begin, begin + len(name))]
    return []


def is_part(name: str) -> bool:
    """Tell whether a name is that of a part of an organisation: "bureau des pôles", "direction de l'économie"."""
    return name[:1].islower() and _PART.match(plain(name)) is not None


def stands_alone(value: str) -> bool:
    """Tell whether a part of a body stands by itself: "direction de l'économie", not "service Mobilités"."""
    return " " in value and PART.match(plain(value)) is None and UNIT.match(plain(value)) is not None


def labelled(reading: Reading, unit: Sentence) -> list[Field]:
    """Return the service that a label names: "Service des publications : 01 …", "La rédaction : 01 …"."""
    label = label_of(unit, reading.document.text)
    if not label or not (UNIT.match(label) or _EDITORS.fullmatch(label)) or unit.of({EntityKind.PERSON}):
        return []
    start = unit.span.start + plain(reading.document.text[unit.span.start : unit.span.end]).find(label)
    return [reading.quoted(FieldName.ORGANISATION, start, start + len(label))]
