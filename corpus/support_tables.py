"""Programme support and consortia that tables and sheets of labels list. Does not know sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.documents import Span
from corpus.fact_kinds import Fact, FactKind, Field, FieldName
from corpus.fact_reading import ACTORS, MOMENTS, Reading, Sentence, distinct
from corpus.grids import Sheet, Table, sheets, tables
from corpus.kinds import Entity, EntityKind
from corpus.plain import plain

_WHO = re.compile(
    r"\b(?:poles?|laureats?|beneficiaires?|projets?|porteurs?|structures?|clusters?|acronyme|organisme"
    r"|recipients?|beneficiar(?:y|ies)|winners?|projects?|acronym|pairings?|grantees?|organisations?|attributaires?)\b"
)
_HOW_MUCH = re.compile(
    r"\b(?:montants?|aides?|subventions?|dotations?|financements?|budgets?|cout|soutien|accorde\w*|contributions?"
    r"|grants?|awards?|awarded"
    r"|taux(?: d'aide| de subvention)?\Z|rate\Z|funding|amounts?|cost|attribue\w*|alloue\w*|verse\w*|obtenu\w*)\b"
)
_COST = re.compile(r"\b(?:budgets?|couts?|costs?)\b")
_RECEIVES = re.compile(
    r"(?:beneficiaires?|laureats?|attributaires?|recipients?|beneficiar(?:y|ies)|winners?|grantees?)\b"
)
"""A column of whoever gets something, beside which every amount is support."""
_TOTAL = re.compile(r"\W*(?:sous-)?(?:total|ensemble|somme|autres?|divers)\b")
_SIDES = re.compile(r" ?(?:[–—/+&,]|-(?= )|et|and) ?")
_WHAT = re.compile(r"\b(?:programmes?|dispositifs?|appels?(?: a projets?)?|guichet|fonds|cadre)\b")
_FROM = re.compile(r"\b(?:financeurs?|cofinance\w*|bailleurs?|soutiens?|avec le soutien|tutelle)\b")
_WHEN = re.compile(r"\b(?:annees?|periodes?|durees?|dates?|calendrier|depuis)\b")
_ABOUT = re.compile(
    r"\b(?:laureats?|subventions?|aides?|soutien\w*|financ\w+|beneficiaires?|accorde\w*|dotations?|programmes?"
    r"|grants?|funding|awarded|beneficiar(?:y|ies)|funded)\b"
)
_TITLED = re.compile(r"[# ]*(?P<name>[A-ZÀ-Þ][\w+-]{2,}(?: [A-ZÀ-Þ0-9][\w+-]*){0,2})(?= ?[:–—,]|\s*\Z)")
_LEADER = re.compile(r"(?:chef de file|coordinat\w+|coordination|porteur|pilote)\b")
_PARTNERS = re.compile(r"(?:partenaires?|consortium|membres?)\b")
_NAMED = re.compile(r"(?:acronyme|projet|nom|intitule)\b")
_SUMS = {EntityKind.AMOUNT: FieldName.AMOUNT, EntityKind.PERCENT: FieldName.RATE}
_ABOVE = 3000  # characters above a table in which its programme may be named
_BESIDE = 8  # characters that a cell of sums may hold beside the amount
_MEMBERS = ACTORS | {EntityKind.INSTITUTION}


def listed_supports(reading: Reading) -> Iterator[Fact]:
    """Yield the support that each row of a table, or a sheet of labels, tells."""
    for table in tables(reading.document.text):
        yield from _of_table(reading, table)
    for sheet in sheets(reading.document.text):
        yield from _of_sheet(reading, sheet)


def listed_members(reading: Reading) -> Iterator[Fact]:
    """Yield who takes part in the project that a sheet of labels describes."""
    for sheet in sheets(reading.document.text):
        project = _project(reading, sheet)
        if project is None:
            continue
        for label, span in sheet.entries:
            if not (_LEADER.match(label) or _PARTNERS.match(label)):
                continue
            for member in distinct(_inside(reading, span, _MEMBERS)):
                if member.canonical != project.canonical:
                    fields = (reading.field(FieldName.MEMBER, member), reading.field(FieldName.ALLIANCE, project))
                    yield Fact(FactKind.MEMBERSHIP, fields, reading.document.id, _line(reading, span).span, 0.85)


def _of_table(reading: Reading, table: Table) -> Iterator[Fact]:
    text = reading.document.text
    above = plain(text[max(0, table.start - 400) : table.start])
    if not _ABOUT.search(" ".join([above, *table.titles])):
        return
    who = next((i for i, t in enumerate(table.titles) if _WHO.search(t) and not _WHAT.match(t)), None)
    what = next((i for i, title in enumerate(table.titles) if _WHAT.search(title)), None)
    if who is None and what == 0 and any(map(_FROM.search, table.titles)):
        yield from _of_offers(reading, table)
        return
    if who is None or not (_RECEIVES.search(table.titles[who]) or any(map(_HOW_MUCH.search, table.titles))):
        return
    shared = _programme_above(reading, table.start)
    sums = _sums(reading, table, who)
    for row in table.rows:
        if who >= len(row) or row[who].start == row[who].end:
            continue
        cell = row[who]
        if _TOTAL.match(plain(text[cell.start : cell.end])):
            continue
        fields = _in_cell(reading, cell)
        for column, (title, span) in enumerate(zip(table.titles, row, strict=False)):
            fields += _cell_fields(reading, title, span, column in sums)
        names = {field.name for field in fields}
        if FieldName.PROGRAMME not in names:
            fields += [field for field in shared if field.canonical != fields[0].canonical]
        if FieldName.AMOUNT in names or FieldName.RATE in names:
            line = _line(reading, cell)
            yield Fact(FactKind.PROGRAMME, tuple(fields), reading.document.id, line.span, 0.85)


def _sums(reading: Reading, table: Table, who: int) -> set[int]:
    """Return the columns of sums: every one beside a column of beneficiaries; what something costs where nothing else is said."""
    given = {i for i, t in enumerate(table.titles) if _HOW_MUCH.search(t) and not _COST.search(t)}
    if _RECEIVES.search(table.titles[who]):
        given |= {
            i
            for i, title in enumerate(table.titles)
            if i != who
            and not _COST.search(title)
            and any(i < len(row) and _is_sum(reading, row[i]) for row in table.rows)
        }
    return given or {i for i, title in enumerate(table.titles) if _COST.search(title)}


def _is_sum(reading: Reading, cell: Span) -> bool:
    """Tell whether a cell holds an amount and hardly anything else."""
    return any(e.end - e.start + _BESIDE >= cell.end - cell.start for e in _inside(reading, cell, {EntityKind.AMOUNT}))


def _in_cell(reading: Reading, cell: Span) -> list[Field]:
    """Return whom a cell names: every side of "X – Y", else its words without what stands in brackets."""
    text = reading.document.text
    named = _inside(reading, cell, ACTORS | {EntityKind.PROGRAMME})
    if named:
        chain = named[:1]
        for one in named[1:]:
            if not _SIDES.fullmatch(plain(text[chain[-1].end : one.start])):
                break
            chain.append(one)
        return [reading.field(FieldName.BENEFICIARY, one) for one in chain]
    end = cell.start + len(re.split(r" ?[(\[]", text[cell.start : cell.end])[0]) or cell.end
    return [reading.quoted(FieldName.BENEFICIARY, cell.start, end, text[cell.start : end])]


def _of_offers(reading: Reading, table: Table) -> Iterator[Fact]:
    """Yield what each programme of a calendar offers: "| Sols vivants | Agence de l'eau | 50 % | 400 000 € |"."""
    text = reading.document.text
    for row in table.rows:
        if not row or row[0].start == row[0].end:
            continue
        fields = [reading.quoted(FieldName.PROGRAMME, row[0].start, row[0].end, text[row[0].start : row[0].end])]
        for title, span in zip(table.titles[1:], row[1:], strict=False):
            if _FROM.search(title) and span.start < span.end:
                fields.append(reading.quoted(FieldName.FUNDER, span.start, span.end, text[span.start : span.end]))
                continue
            fields += [reading.field(_SUMS[one.kind], one) for one in _inside(reading, span, set(_SUMS))[:1]]
        if {FieldName.AMOUNT, FieldName.RATE} & {field.name for field in fields}:
            yield Fact(FactKind.PROGRAMME, tuple(fields), reading.document.id, _line(reading, row[0]).span, 0.8)


def _cell_fields(reading: Reading, title: str, span: Span, is_sum: bool) -> Iterator[Field]:
    if is_sum:
        for entity in _inside(reading, span, {EntityKind.AMOUNT})[:1]:
            yield reading.field(FieldName.AMOUNT, entity)
        for entity in _inside(reading, span, {EntityKind.PERCENT})[:1]:
            yield reading.field(FieldName.RATE, entity)
    if _WHAT.search(title) or _HOW_MUCH.search(title):
        for entity in _inside(reading, span, {EntityKind.PROGRAMME})[:1]:
            yield reading.field(FieldName.PROGRAMME, entity)
    if _FROM.search(title):
        for entity in _inside(reading, span, {EntityKind.INSTITUTION, EntityKind.REGION}):
            yield reading.field(FieldName.FUNDER, entity)
    if _WHEN.search(title):
        for entity in _inside(reading, span, MOMENTS | {EntityKind.DURATION})[:1]:
            yield reading.field(FieldName.PERIOD, entity)


def _of_sheet(reading: Reading, sheet: Sheet) -> Iterator[Fact]:
    project = _project(reading, sheet)
    if project is None or not any(_WHAT.search(label) or _HOW_MUCH.search(label) for label, _ in sheet.entries):
        return
    fields = [reading.field(FieldName.BENEFICIARY, project)]
    for label, span in sorted(sheet.entries, key=lambda entry: _COST.search(entry[0]) is not None):
        known = {field.name for field in fields}
        if _WHAT.fullmatch(label) and not _inside(reading, span, {EntityKind.PROGRAMME}):
            end = span.start + len(re.split(r"[,;(]", reading.document.text[span.start : span.end])[0].rstrip())
            fields.append(reading.quoted(FieldName.PROGRAMME, span.start, end, reading.document.text[span.start : end]))
        fields += [
            field
            for field in _cell_fields(reading, label, span, _HOW_MUCH.search(label) is not None)
            if field.name not in known
        ]
    if {FieldName.PROGRAMME, FieldName.AMOUNT} & {field.name for field in fields}:
        line = _line(reading, sheet.entries[0][1])
        yield Fact(FactKind.PROGRAMME, tuple(fields), reading.document.id, line.span, 0.85)


def _project(reading: Reading, sheet: Sheet) -> Entity | None:
    """Return the project that a sheet names, or the heading above it."""
    kinds = {EntityKind.PROGRAMME, EntityKind.ORGANISATION}
    for label, span in sheet.entries:
        if _NAMED.match(label) and (named := _inside(reading, span, kinds)):
            return named[0]
    first = reading.sentences[0]
    heading = reading.heading(_line(reading, sheet.entries[0][1])) or (
        first if first.span.start < sheet.start else None
    )
    if heading is None:
        return None
    if not re.search(r"\bproje(?:t|ct)s?\b", heading.words):
        titled = _TITLED.match(reading.document.text, heading.span.start, heading.span.end)
        funded = any(_WHAT.search(label) for label, _ in sheet.entries)
        if titled is None or not (funded and any(_HOW_MUCH.search(label) for label, _ in sheet.entries)):
            return None
        return Entity(EntityKind.PROGRAMME, titled.start("name"), titled.end("name"), titled["name"], titled["name"])
    return next(iter(heading.of({EntityKind.PROGRAMME})), None)


def _programme_above(reading: Reading, start: int) -> list[Field]:
    """Return the programme named last above a place, and the funder that the same sentence names."""
    near = reading.between(max(0, start - _ABOVE), start)
    for sentence in (*reversed(near[-6:]), *reading.sentences[:1]):
        if named := sentence.of({EntityKind.PROGRAMME}):
            return [reading.field(FieldName.PROGRAMME, named[0])]
    return []


def _inside(reading: Reading, span: Span, kinds: frozenset[EntityKind] | set[EntityKind]) -> list[Entity]:
    """Return the entities of some kinds that a stretch of the document holds."""
    return [
        entity
        for sentence in reading.between(span.start, span.end)
        for entity in sentence.of(kinds)
        if span.start <= entity.start and entity.end <= span.end
    ]


def _line(reading: Reading, span: Span) -> Sentence:
    return next(iter(reading.between(span.start, max(span.end, span.start + 1))), reading.sentences[0])
