"""Agreements that the layout tells: a heading that names a partner, the items of a list of agreements, a sheet of labels.

Does not know sentences about two sides; those are told elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.documents import Section, Span
from corpus.extraction.agreements.neighbours import THE_AGREEMENT
from corpus.extraction.agreements.rows import (
    country_of,
    date_of,
    dated_status,
    object_of,
    partner_name,
    place_in,
    row_fact,
    status_of,
)
from corpus.extraction.agreements.stages import NOT_YET, Stage, stage_of
from corpus.extraction.agreements.words import AGREEMENT, BUSINESS, SIGNED, VOID
from corpus.extraction.fact_reading import Reading
from corpus.extraction.grids import sheets
from corpus.fact_kinds import Fact, Field, FieldName, Status
from corpus.plain import plain
from corpus.protagonists import NO_NAMES, RUN

_LISTS = re.compile(
    r"\b(?:accords|agreements|conventions|partenariats|partnerships|memoranda|memorandums|jumelages|protocoles"
    r"|lettres d'intention"
    r"|partenaires (?:etrangers|internationaux|a l'etranger|europeens|hors de france)|(?:foreign|international"
    r"|overseas|european) partners"
    r"|partners abroad|clusters partenaires|partner clusters)\b"
)
"""What a heading or an introduction says of a list of agreements."""
_SCOPE = re.compile(
    rf"{_LISTS.pattern}|\b(?:partenaires|partners|cooperations|a l'etranger|abroad|international\w*|(?:work"
    rf"|travaillons|cooperons) (?:with|avec)"
    r"|avec qui|who we work)\b"
)
"""What the headings above a heading say where it may name a partner."""
_MARK = re.compile(r"[ \t>]*(?:[-*+•·–—]|\d{1,3}[.)])[ \t]+")
_STOP = re.compile(r"[:;,(]|[ \u00a0][–—-][ \u00a0]|\.(?=\s|$)")
_PLACED = re.compile(r"[*_]{0,2}(?P<place>[^\W\d_][^:\n()*]{2,24}?)[*_]{0,2}[ \u00a0]?[:–—.][ \u00a0*_]*")
_CALLED = re.compile(
    rf"(?:[\divx]{{1,4}}[.)°:]? [–—-]? ?)?(?:le |la |les |l'|un |une |the |an? )?(?:projet d'|nouvel |draft )?"
    rf"{AGREEMENT.pattern}"
    r"(?:,? (?:avec|with) |(?: [–—-]| ?:|,) (?=[^:]{3,60}\Z))"
)
"""A heading that calls an agreement by the partner: "2. Accord avec le cluster danois X", "Memorandum – X"."""
_NO_LABEL = re.compile(
    r"\b(?:budget|aides?|montants?|subventions?|couts?|role|amount|grant|coordinateur|coordinator|chef de file|projet|project)\b"
)
_OTHER_LABEL = re.compile(
    r"(?:nom du |nom de l'|name of )?(?:partenaire|partner|co-?signataire|cosignatory|contrepartie|counterpart"
    r"|homologue|cluster partenaire|avec|with|et|and)"
    r"(?: (?:etranger|international|foreign|local|signataire|abroad))?\Z"
)
_AGREED_LABEL = re.compile(
    r"\b(?:sign\w+|accord|convention|agreement|memorandum|conclu\w*|partenariat|partnership|entree en vigueur)\b"
)
_COUNTRY_LABEL = re.compile(r"\b(?:pays|country)\b")
_PLACE_LABEL = re.compile(r"\b(?:lieu|place|signee? a|signed (?:in|at))\b")
_DATE_LABEL = re.compile(
    r"\b(?:dates?|annee|year|depuis|since|le|sign\w+|conclu\w*|debut|start|when|entree en vigueur)\b"
)
_END_LABEL = re.compile(r"\b(?:fin|echeance|duree|terme|end|until|expir\w+|duration|renouvellement)\b")
_OBJECT_LABEL = re.compile(
    r"\b(?:objet|theme|domaine|sujet|nature|type|subject|scope|topic|focus|purpose|accord|agreement|convention)\b"
)
_STATUS_LABEL = re.compile(r"\b(?:etat|statut|status|stade|avancement|situation|state|stage)\b")
_WITH = re.compile(r"(?:avec|with) ")
_PROSE = 160  # characters from which a line that no mark opens is no entry of a list
_MOST = 6  # sentences below a heading in which its agreement is told


def entries(reading: Reading) -> Iterator[Fact]:
    """Yield the agreements of headed blocks, of lists and of sheets, all with the one whose document it is."""
    if reading.host is None:
        return
    yield from _headed(reading)
    yield from _listed(reading)
    yield from _sheets(reading)


def _headed(reading: Reading) -> Iterator[Fact]:
    """Yield the agreement below each heading that is a partner's name: "### X (Irlande)", "Accord avec X"."""
    text = reading.document.text
    for section in reading.document.sections:
        start = text.find(section.title, section.start, section.end)
        if start < 0:
            continue
        stop = start + len(section.title)
        called = _CALLED.match(plain(section.title))
        name = _name(reading, start + (called.end() if called else 0), stop)
        body = [s for s in reading.sentences if s.section is section and s.span.start >= stop]
        body = body[: _MOST * 2 if called else _MOST]
        if name is None or not body:
            continue
        above = " ".join(plain(one.title) for one in _above(reading, section))
        if not (called or _SCOPE.search(above) or AGREEMENT.match(body[0].words)):
            continue
        told = denied = None
        for sentence in body:
            stage = stage_of(text, sentence.span.start, sentence.span.end)
            speaks = denied or AGREEMENT.search(sentence.words) or SIGNED.match(sentence.words)
            if stage is None or not (speaks or (called and THE_AGREEMENT.match(sentence.words))):
                continue
            if called and VOID.search(sentence.words) and not NOT_YET.search(sentence.words):
                continue
            if stage.status is not None:
                told = (sentence, stage)
                break
            if not NOT_YET.search(sentence.words):
                break
            denied = stage
        if told is None:
            continue
        sentence, stage = told
        first, last = sentence.span.start, sentence.span.end
        fields = [*_sides(reading, name), *country_of(reading, start, stop), _status(reading, stage)]
        fields += [*object_of(reading, first, last), *(object_of(reading, start, stop) if called else [])]
        fields += [*date_of(reading, first, last), *place_in(reading, first, last)]
        for other in body[body.index(sentence) + 1 :] if called else ():  # "La signature est prévue le 3 mai"
            if THE_AGREEMENT.match(other.words) and SIGNED.search(other.words):
                fields += date_of(reading, other.span.start, other.span.end)
                break
        yield from row_fact(reading, fields, first, 0.8)


def _above(reading: Reading, section: Section) -> list[Section]:
    """Return the sections in which a section lies, the document's title among them."""
    held = [
        one for one in reading.document.sections if one.start < section.start < one.end and one.level < section.level
    ]
    return held or [one for one in reading.document.sections if one.start < section.start][:1]


def _listed(reading: Reading) -> Iterator[Fact]:
    """Yield an agreement for each item that opens with a name, in a list that a heading or a line calls one of agreements."""
    text = reading.document.text
    scope: Field | None = None
    section: Section | None = None
    listed = False  # whether an item of the list was read
    for line in re.finditer(r"(?m)^[^\n]+$", text):
        here = next((s for s in reversed(reading.document.sections) if s.start <= line.start() < s.end), None)
        blank = text[: line.start()].endswith("\n\n")
        if here is not section or (
            blank and listed and not (_MARK.match(line.group()) or _WITH.match(plain(line.group())))
        ):
            scope, section, listed = None, here, False
        words = plain(line.group())
        if words.rstrip(" *_").endswith("?"):  # a question ends the list, and names nobody
            scope = None
            continue
        marked = _MARK.match(line.group())
        announces = not marked and (len(words) < 90 or words.rstrip().endswith(":"))
        found = _LISTS.search(words) if announces and not words.rstrip().endswith((".", "?")) else None
        if found and not BUSINESS.search(words):
            listing = Span(line.start() + found.start(), line.start() + found.end())
            scope = _scope(reading, Stage(Status.SIGNED, listing), line.start(), line.end())
            continue
        if line.group().startswith("#") and here is not None:
            above = " ".join(plain(one.title) for one in _above(reading, here))
            scope = _scope(reading, None, line.start(), line.end()) if _LISTS.search(above) else None
            continue
        if (
            scope is None
            or line.group().lstrip().startswith("|")
            or not (marked or len(words) < _PROSE or _WITH.match(words))
        ):
            continue
        start, end = line.start() + (marked.end() if marked else 0), line.end()
        if not marked and _name(reading, start, end) is not None:  # a name alone heads the lines below it
            end = text.find("\n\n", end) if "\n\n" in text[end:] else len(text)
        else:
            listed = True
        yield from _item(reading, start, end, scope)


def _scope(reading: Reading, listing: Stage | None, start: int, end: int) -> Field | None:
    """Return the status of what a heading or a line announces: the stage that it names, else that of a list of agreements."""
    stage = stage_of(reading.document.text, start, end) or listing
    if stage is None or stage.status is None:
        return None
    told = listing is None or stage is not listing
    words = stage.words
    return reading.quoted(FieldName.STATUS, words.start, words.end, stage.status, inferred=not told)


def _item(reading: Reading, start: int, end: int, scope: Field) -> Iterator[Fact]:
    """Yield the agreement of an item: "X (Danemark), depuis 2012", "Danemark : X (signé en 2013)", "With X: …, signed in…"."""
    text = reading.document.text
    country: list[Field] = []
    if placed := _PLACED.match(text, start, end):
        country = country_of(reading, placed.start("place"), placed.end("place"))
        whole = country and country[0].end - country[0].start >= placed.end("place") - placed.start("place") - 6
        start = placed.end() if whole else start
        country = country if whole else []
    lead = _WITH.match(plain(text[start:end]))
    start += lead.end() if lead else 0
    stop = _STOP.search(text, start, end)
    name = _name(reading, start, stop.start() if stop else end)
    if name is None:
        return
    found, over = list[Field](), False
    for sentence in reading.between(name.end, end):
        found, over = status_of(reading, max(sentence.span.start, name.end), min(sentence.span.end, end))
        if found or over:
            break
    if over or (not found and reading.names.entry(name.of(text)) is not None):
        return
    found = found if scope.inferred else [scope]
    fields = [*_sides(reading, name), *country, *country_of(reading, start, end), *date_of(reading, name.end, end)]
    fields += [*place_in(reading, name.end, end), *object_of(reading, start, end), *(found or [scope])]
    yield from row_fact(reading, fields, start, 0.75)


def _sheets(reading: Reading) -> Iterator[Fact]:
    """Yield the agreement of each sheet: "Partenaire : X", "Pays : …", "Signé le : …"."""
    text = reading.document.text
    for sheet in sheets(text):
        labels = [label for label, _ in sheet.entries]
        above = plain(text[max(0, sheet.start - 120) : sheet.start])
        agreed = any(map(_AGREED_LABEL.search, labels)) or AGREEMENT.search(above)
        if not agreed or any(map(_NO_LABEL.search, labels)):
            continue
        fields: list[Field] = []
        for label, (start, end) in ((label, (value.start, value.end)) for label, value in sheet.entries):
            if _OTHER_LABEL.match(label) and all(field.name is not FieldName.PARTNER for field in fields):
                if (name := _name(reading, start, end)) is not None:
                    fields += [*_sides(reading, name), *country_of(reading, name.end, end)]
                continue
            found, over = status_of(reading, start, end) if _STATUS_LABEL.search(label) else ([], False)
            if over:
                fields = []
                break
            fields += found
            if _COUNTRY_LABEL.search(label):
                fields += country_of(reading, start, end, told=True)
            elif _PLACE_LABEL.search(label):
                fields += place_in(reading, start, end, told=True)
            elif _DATE_LABEL.search(label) and not _END_LABEL.search(label):
                fields += [*date_of(reading, start, end), *place_in(reading, start, end)]
            elif _OBJECT_LABEL.search(label):
                fields.append(reading.quoted(FieldName.OBJECT, start, end))
        fields += dated_status(reading, fields)
        yield from row_fact(reading, fields, sheet.start, 0.8)


def _name(reading: Reading, start: int, end: int) -> Span | None:
    """Return the name that a stretch consists of but for what leads to it and a bracket; None for other words and the host."""
    text = reading.document.text
    name = partner_name(reading, start, end)
    if name is None or (found := RUN.match(text, name.start, name.end)) is None or found.end() < name.end - 1:
        return None
    words = text[name.start : name.end]
    host = reading.host
    first = plain(words.split()[0])
    ordinary = (" " not in words and first in reading.names.common_words) or (first in NO_NAMES and first != "cluster")
    return (
        None if ordinary or AGREEMENT.match(plain(words)) or (host and plain(host.canonical) == plain(words)) else name
    )


def _sides(reading: Reading, name: Span) -> list[Field]:
    assert reading.host is not None
    partner = reading.quoted(FieldName.PARTNER, name.start, name.end, name.of(reading.document.text))
    return [reading.field(FieldName.PARTY, reading.host), partner]


def _status(reading: Reading, stage: Stage) -> Field:
    return reading.quoted(FieldName.STATUS, stage.words.start, stage.words.end, stage.status or "")
