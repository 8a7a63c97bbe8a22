"""What a title says of whose a document or a section is: "Nova – lettre de la direction X", "Fiche : le fonds Y".

Does not know contacts. A title is read as parts between dashes, colons, commas and brackets: what the paper is, a body, a date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.extraction.contacts.quoting import called, is_ordinary
from corpus.extraction.fact_reading import PLACES, Reading, Sentence
from corpus.fact_kinds import Field, FieldName
from corpus.kinds import Entity, EntityKind
from corpus.plain import plain

_PART = re.compile(r" [-–—|•·] | ?[:;,()\[\]] ?|[*_#]+|(?<=»)|\n|\Z")
_PERIODICAL = (
    r"lettre|bulletin|feuille|newsletter|gazette|magazine|journal|briefing|digest|revue|chronique|echos|nouvelles"
)
_PAPER = re.compile(
    rf"(?:(?:le|la|les|the|a|our|notre) |l')?(?:[a-z-]+ )?(?P<noun>{_PERIODICAL}"
    r"|fiche|note|communique|dossier|circulaire|depeche|factsheet"
    r"|fact sheet|memo|guide|notice|press release|statement|brief|rapport|report|synthese|leaflet|brochure)s?\b"
    r"(?P<rest>(?: (?!(?:de|du|des|d|of|from|by)\b)[a-z°'-]+){0,3})"
    r"(?P<of>(?: d'[a-z]+(?= de| du))? (?:de la |de l'|du |des |de |d'|of the |of |from the |by the ))?"
)
"""What a paper is, with the word that leads to who issues it."""
_IS_PERIODICAL = re.compile(rf"(?:{_PERIODICAL})\Z")
_OPENING = 400  # characters in which a document says whose it is
_MANY = re.compile(r"[a-z-]+s\b")
"""A noun for many bodies, which names none: "Métropoles partenaires"."""
_LISTED = re.compile(r"(?:[\W\0_]|\b(?:et|and|les|poles?|clusters?)\b)*")
_CALLED_SO = re.compile(
    r"\b(?:credit|programme|dispositif|aide|appel|bourse|prix|cheque|pass|fonds|projet|operation|atelier|salon|concours|guichet|label"
    r"|trophee|project|programme|grant|fund|call|scheme|award)s? (?:a projets |d'offres |for [a-z]+ )?[«\"“*_ ]+\Z"
)
"""What stands before the name of an aid or an event in a heading."""
_QUARTER = re.compile(r" (?:du |de l['’])(?:Nord|Sud|Est|Ouest|Centre)\Z")
_GLUED = re.compile(r"[-–—/][^\W\d_]")


@dataclass(frozen=True, slots=True)
class _Title:
    """The parts of a title: stretches of the text, and what the paper of one of them is."""

    parts: tuple[tuple[int, int], ...]
    paper: int
    """The number of the part that says what the paper is; -1 without one."""
    periodical: bool
    led: int
    """Where in that part who issues it begins; -1 where it does not tell."""


def issuing(reading: Reading) -> Iterator[tuple[int, int]]:
    """Yield the parts of a title that may be a body that issued the document: behind "lettre de", and those beside a paper."""
    title = _title(reading)
    for number, (start, end) in enumerate(title.parts) if title.paper >= 0 else ():
        if number != title.paper:
            yield start, end
        elif title.led >= 0:
            yield title.led, end
    if title.paper < 0:
        yield from (part for part in title.parts[:1] if not _MANY.match(plain(reading.document.text[slice(*part)])))


def periodical(reading: Reading) -> Field | None:
    """Return the name of a periodical from its title: "Nova" of "Nova – bulletin mensuel – mai 2012"."""
    title = _title(reading)
    text = reading.document.text
    for number, (start, end) in enumerate(title.parts) if title.periodical else ():
        named = number == 0 and title.paper > 0
        quoted = number == title.paper and (
            found := re.search(r"[«\"“] ?(?P<name>[^«»\"“”]{2,50}?) ?[»\"”]", text[start:end])
        )
        if quoted and found:
            return reading.quoted(
                FieldName.ORGANISATION, start + found.start("name"), start + found.end("name"), inferred=True
            )
        if named and text[start:end][:1].isupper() and not re.search(r"\d", text[start:end]):
            return reading.quoted(FieldName.ORGANISATION, start, end, inferred=True)
    return None


def subject(reading: Reading) -> Field | None:
    """Return the programme that a title without an actor is about: "Fiche n° 7 – Le fonds Atlas"."""
    first = reading.sentences[0] if reading.sentences else None
    if first is None:
        return None
    whole = {one.canonical for one in apart(reading, first.entities)}
    if reading.host is not None and reading.host.canonical in whole:
        return None
    for entity in first.of({EntityKind.PROGRAMME}):
        start = entity.start
        while glued := re.search(r"[^\W_][\w'’+]*[-–—]\Z", reading.document.text[first.span.start : start]):
            start -= len(glued.group())
        if entity.text[:1].isupper() and _PAPER.fullmatch(plain(entity.text)) is None:
            return reading.quoted(FieldName.ORGANISATION, start, entity.end, entity.canonical, inferred=True)
    return None


def may_head(reading: Reading, heading: Sentence, entity: Entity) -> bool:
    """Tell whether a name of a heading can be whose section it is: no aid or event, and no common noun with a capital."""
    ordinary = entity.kind is not EntityKind.POLE and " " not in entity.text and is_ordinary(reading, entity.text)
    listed = reading.names.entry(entity.canonical) is not None
    quarter = _QUARTER.search(entity.text)
    if quarter and any(e.kind in PLACES for e in reading.names.mentions(entity.text[: quarter.start()])) and not listed:
        return False
    return not _CALLED_SO.search(heading.before(entity.start)) and (listed or not ordinary)


def apart(reading: Reading, entities: Sequence[Entity]) -> list[Entity]:
    """Keep the names of a heading that are no part of a longer one ("Nova–Sud") and not where it happens ("à Bourg")."""
    text = reading.document.text
    kept = []
    for entity in entities:
        glued = _GLUED.match(text, entity.end) or _GLUED.match(text[max(0, entity.start - 2) : entity.start][::-1])
        there = re.search(r"\b(?:a|in|at) \Z", plain(text[max(0, entity.start - 4) : entity.start]))
        if not glued and not (there and reading.names.entry(entity.canonical) is None):
            kept.append(entity)
    return kept


def foremost(reading: Reading, heading: Sentence, entities: Sequence[Entity]) -> list[Field]:
    """Return those of the names of a heading whose section it is: all that it lists, else the host or the first at home."""
    rest = heading.words
    for one in entities:
        rest = rest[: one.start - heading.span.start] + "\0" * len(one.text) + rest[one.end - heading.span.start :]
    if _LISTED.fullmatch(rest):
        return [reading.field(FieldName.ORGANISATION, one) for one in entities]
    hosts = [one for one in entities if reading.host is not None and one.canonical == reading.host.canonical]
    return [called(reading, one) for one in (hosts or reading.at_home(entities) or entities)[:1]]


def presenting(reading: Reading, entities: Sequence[Entity]) -> Field | None:
    """Return the only pole of a document, named in its first lines, where its title names what nothing tells to be one."""
    poles = [e for one in reading.sentences for e in one.of({EntityKind.POLE}) if not reading.is_foreign(e)]
    known = any(e.kind is EntityKind.POLE or reading.names.entry(e.canonical) is not None for e in entities)
    if known or len({e.canonical for e in poles}) != 1 or poles[0].start > _OPENING:
        return None
    return called(reading, poles[0], inferred=True)


def _title(reading: Reading) -> _Title:
    text = reading.document.text
    lead = re.match(r"\s*", text)
    first = lead.end() if lead else 0
    last = text.find("\n", first) if "\n" in text[first:] else len(text)
    parts: list[tuple[int, int]] = []
    start = first
    for found in _PART.finditer(text, first, last):
        begin, end = _bare(text, start, found.start())
        if end > begin:
            parts.append((begin, end))
        start = found.end()
    begin, end = _bare(text, start, last)
    if end > begin and start < last:
        parts.append((begin, end))
    for number, (begin, end) in enumerate(parts):
        paper = _PAPER.match(plain(text[begin:end]))
        if paper is not None:
            led = begin + paper.end() if paper["of"] else -1
            return _Title(tuple(parts), number, _IS_PERIODICAL.match(paper["noun"]) is not None, led)
    return _Title(tuple(parts), -1, False, -1)


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a stretch without the spaces around it."""
    written = text[start:end]
    return start + len(written) - len(written.lstrip()), end - len(written) + len(written.rstrip())
