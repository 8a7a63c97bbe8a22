"""Support that a sheet of labels tells: "**Acronyme** : HOULE", "**Budget** : 2 M€, dont 1,4 M€ du FEDER".

A sheet is lines of labels and values, or a table of two columns. Does not know sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.documents import Span
from corpus.extraction.fact_reading import ACTORS, Reading
from corpus.extraction.grids import Sheet, sheets, tables
from corpus.extraction.support.cells import given_part, givers, inside, line, period, sums
from corpus.extraction.support.offers import offer_of
from corpus.fact_kinds import Fact, FactKind, Field, FieldName
from corpus.kinds import Entity, EntityKind
from corpus.plain import plain

_WHAT = re.compile(
    r"(?:programme|dispositif|appel(?: a projets?)?|guichet|fonds|cadre|scheme|call|fund|source)(?: (?:de financement"
    r"|europeen|d'aide|national|regional|name))?\b"
)
_AID = re.compile(
    r"\b(?:montants?|aides?|subventions?|dotations?|financements?|soutien|accorde\w*|contributions?|grants?|awards?"
    r"|taux(?: d'aide| de subvention| de financement)?\Z|rate\Z|funding|amounts?|attribue\w*|alloue\w*|verse\w*|obtenu\w*)"
)
_COST = re.compile(r"\b(?:budgets?|couts?|costs?|montant total|assiette)\b")
_FROM = re.compile(
    r"\b(?:financeurs?|finances? par|cofinance\w*|bailleurs?|soutiens?|soutenu par|avec le soutien|tutelle|funders?"
    r"|funded by"
    r"|supported by|sponsors?)\b"
)
_WHEN = re.compile(r"\b(?:annees?|periodes?|durees?|dates?|calendrier|depuis|duration|period|dates|runs?)\b")
_LED = re.compile(
    r"(?:chef de file|coordinat\w+|coordination|porteur|pilote|lead partner|leader|partenaires?|partners?)\b"
)
_NAMED = re.compile(r"(?:acronyme?|projet|project|nom|intitule|titre|title|operation)\b")
_GETS = re.compile(r"(?:beneficiaires?|laureats?|attributaires?|recipients?|beneficiar(?:y|ies)|grantees?)\b")
_TITLED = re.compile(
    r"[# *_]*(?:\d{1,2}[.)] )?(?:[Pp]roje[ct]t? )?[«\"“ ]*(?P<name>[A-ZÀ-Þ][\w+'’-]{2,}(?: [A-ZÀ-Þ0-9][\w+'’-]*){0,3})"
    r"(?=[ »\"”*_]*[:–—,(-]|[ »\"”*_]*\Z)"
)


def sheet_supports(reading: Reading) -> Iterator[Fact]:
    """Yield the support that each sheet of labels tells of the project or the beneficiary that it is about."""
    for sheet in _sheets(reading):
        if (offer := offer_of(reading, sheet)) is not None:
            yield offer
            continue
        gets = _beneficiary(reading, sheet)
        if gets is None or not any(_WHAT.match(label) or _tells_sums(label) for label, _ in sheet.entries):
            continue
        fields = [gets, *_given(reading, sheet, gets)]
        names = {field.name for field in fields}
        costs_only = FieldName.AMOUNT in names and not any(
            _AID.search(label) or _FROM.search(label) or _WHAT.match(label) or given_part(reading, span)
            for label, span in sheet.entries
        )
        if {FieldName.PROGRAMME, FieldName.AMOUNT} & names and not costs_only:
            place = line(reading, sheet.entries[0][1])
            yield Fact(FactKind.PROGRAMME, tuple(fields), reading.document.id, place.span, 0.85)


def _sheets(reading: Reading) -> Iterator[Sheet]:
    """Yield the sheets of lines, and the tables of two columns as sheets, their first line being an entry as well."""
    text = reading.document.text
    yield from sheets(text)
    for table in tables(text):
        if len(table.heads) == 2 and all(len(row) == 2 for row in table.rows):
            rows = [(table.titles[0], table.heads[1])]
            rows += [(plain(text[row[0].start : row[0].end]), row[1]) for row in table.rows]
            yield Sheet(table.start, tuple((label, span) for label, span in rows if span.start < span.end))


def _tells_sums(label: str) -> bool:
    return _AID.search(label) is not None or _COST.search(label) is not None


def _given(reading: Reading, sheet: Sheet, gets: Field) -> Iterator[Field]:
    """Yield programme, funders, sums and period of a sheet; what something costs only where nothing else is said."""
    known: set[FieldName] = set()
    for label, span in sorted(sheet.entries, key=lambda entry: _COST.search(entry[0]) is not None):
        fields: list[Field] = []
        if _WHAT.match(label):
            fields += _programme(reading, span)
        elif _tells_sums(label):
            fields += given_part(reading, span) or sums(reading, span, label)
            fields += givers(reading, span) if _AID.search(label) else []
        elif _FROM.search(label):
            fields += givers(reading, span) or _quoted(reading, FieldName.FUNDER, span)
            fields += sums(reading, span, label)
        elif _WHEN.search(label):
            fields += period(reading, span)
        fields = [f for f in fields if f.name not in known and f.canonical != gets.canonical]
        known |= {field.name for field in fields}
        yield from dict.fromkeys(fields)


def _programme(reading: Reading, span: Span) -> list[Field]:
    """Return the programme that a value names, or else all of it to the first stop."""
    named = inside(reading, span, {EntityKind.PROGRAMME})
    return [reading.field(FieldName.PROGRAMME, named[0])] if named else _quoted(reading, FieldName.PROGRAMME, span)


def _quoted(reading: Reading, name: FieldName, span: Span) -> list[Field]:
    text = reading.document.text[span.start : span.end]
    end = span.start + len(re.split(r"[,;(]", text)[0].rstrip(" .*_"))
    return [reading.quoted(name, span.start, end, reading.document.text[span.start : end])] if end > span.start else []


def _beneficiary(reading: Reading, sheet: Sheet) -> Field | None:
    """Return whom a sheet tells to receive, the project that it names, or the heading above it."""
    for label, span in sheet.entries:
        if _GETS.match(label):
            named = inside(reading, span, ACTORS | {EntityKind.PROGRAMME})
            if named:
                return reading.field(FieldName.BENEFICIARY, named[0])
            return next(iter(_quoted(reading, FieldName.BENEFICIARY, span)), None)
    project = _project(reading, sheet)
    return reading.field(FieldName.BENEFICIARY, project) if project is not None else None


def _project(reading: Reading, sheet: Sheet) -> Entity | None:
    """Return the project that a sheet names, or the heading above it."""
    kinds = {EntityKind.PROGRAMME, EntityKind.ORGANISATION}
    for label, span in sheet.entries:
        if not _NAMED.match(label):
            continue
        if named := inside(reading, span, kinds):
            return named[0]
        if titled := _TITLED.match(reading.document.text, span.start, span.end):
            return _entity(titled)
    first = reading.sentences[0]
    heading = reading.heading(line(reading, sheet.entries[0][1])) or (first if first.span.start < sheet.start else None)
    if heading is None:
        return None
    named = list(heading.of({EntityKind.PROGRAMME}))
    if named and re.search(r"\bproje(?:t|ct)s?\b", heading.words):
        return named[0]
    titled = _TITLED.match(reading.document.text, heading.span.start, heading.span.end)
    labels = [label for label, _ in sheet.entries]
    funded = any(_WHAT.match(label) or _FROM.search(label) for label in labels) and any(map(_tells_sums, labels))
    led = any(map(_LED.match, labels)) and any(map(_tells_sums, labels))
    return _entity(titled) if titled is not None and (funded or led) else None


def _entity(found: re.Match[str]) -> Entity:
    return Entity(EntityKind.PROGRAMME, found.start("name"), found.end("name"), found["name"], found["name"])
