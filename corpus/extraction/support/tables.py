"""Programme support that tables list: who receives what from which programme, told by the titles of the columns.

Does not know sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.documents import Span
from corpus.extraction.fact_reading import ACTORS, Reading
from corpus.extraction.grids import Table, tables
from corpus.extraction.support.cells import givers, inside, is_sum, line, named_aid, period, sums
from corpus.extraction.support.givers import GIVER
from corpus.extraction.support.offers import offers_listed, sources_listed
from corpus.extraction.support.projects import is_project
from corpus.extraction.support.sheets import sheet_supports
from corpus.fact_kinds import Fact, FactKind, Field, FieldName
from corpus.kinds import EntityKind
from corpus.plain import plain

_WHO = re.compile(
    r"\b(?:poles?|laureats?|beneficiaires?|projets?|porteurs?|structures?|clusters?|acronyme?|organisme"
    r"|recipients?|beneficiar(?:y|ies)|winners?|projects?|pairings?|grantees?|organisations?|attributaires?)\b"
)
_PARTNER = re.compile(
    r"(?:partenaires?|partners?|partner organisation|membres?|members?|entreprises?|compan(?:y|ies)|societes?|firms?"
    r"|communes?|collectivites?|etablissements?|laboratoires?|associations?|candidats?|applicants?|equipes?|teams?"
    r"|participants?"
    r"|operations?|actions?|dossiers?|noms?|name|intitule|title|signataires?)\b"
)
"""A column that names somebody, who is supported where a column of the table is an aid."""
_RECEIVES = re.compile(
    r"(?:beneficiaires?|laureats?|attributaires?|recipients?|beneficiar(?:y|ies)|winners?|grantees?)\b"
)
"""A column of whoever gets something, beside which every amount is support."""
_PROJECT = re.compile(
    r"(?:projets?|projects?|acronyme?|laureats?|beneficiaires?|beneficiar(?:y|ies)|operations?|actions?)\b"
)
_AID = re.compile(
    r"\b(?:aides?|subventions?|dotations?|financements?|soutien|accorde\w*|contributions?|concours|part d[eu']"
    r"|our (?:part|share)"
    r"|share|grants?|awards?|awarded|granted|funding|attribue\w*|octroye\w*|alloue\w*|verse\w*|obtenu\w*|received|paid)\b"
    r"|\btaux(?: d'aide| de subvention)?\Z|\brate\Z"
)
_RATE = re.compile(r"(?:taux|rate)\Z")
_MONEY = re.compile(r"\b(?:montants?|amounts?|sommes?|sum|m€|k€|€|euros?)")
_ASKED = re.compile(r"\b(?:demande\w*|sollicite\w*|requested|asked|applied|souhaite\w*|prevu\w*|refuse\w*)")
_COST = re.compile(
    r"\b(?:budgets?|couts?|costs?|depens\w+|spent|spend\w*|certifie\w*|declare\w*|ecarte\w*|engage\w*|realise\w*"
    r"|autofinance\w*|total|emplois?|effectifs?|chiffre d'affaires|turnover|cotisations?|tarifs?|prix|price|fees?"
    r"|plafonds?)\b"
)
_TOTAL = re.compile(r"\W*(?:sous-)?(?:total|ensemble|somme|autres?|divers|moyenne|all)\b")
_SIDES = re.compile(r" ?(?:[–—/+&,]|-(?= )|et|and) ?")
_WHAT = re.compile(
    r"\b(?:programmes?|dispositifs?|appels?(?: a projets?)?|guichet|fonds|cadre|scheme|call|funding (?:source|line)|fund)\b"
)
_FROM = re.compile(
    r"\b(?:financeurs?|cofinance\w*|bailleurs?|soutiens?|avec le soutien|tutelle|funders?|funded by|source|sponsors?"
    r"|mecenes?)\b"
)
_WHEN = re.compile(
    r"\b(?:annees?|periodes?|durees?|dates?|calendrier|depuis|debut|demarrage|fin|start|end|runs?|duration|period"
    r"|years?|dates)\b"
)
_ABOUT = re.compile(
    r"\b(?:laureats?|subventions?|aides?|soutien\w*|financ\w+|beneficiaires?|accorde\w*|dotations?|programmes?"
    r"|grants?|funding|awarded|beneficiar(?:y|ies)|funded)\b"
)
_GIVER = re.compile(
    rf"(?:\b(?:aide|subvention|part|dont|contribution|grant|{_AID.pattern}) (?:de la |de l'|du |de |d'"
    rf"|from )?)?(?:{GIVER})\Z"
)
_ABOVE = 3000  # characters above a table in which its programme may be named


@dataclass(frozen=True, slots=True)
class _Columns:
    """Which column of a table holds what: who, the sums, and the giver that the title of a column of sums names."""

    who: int
    sums: frozenset[int]
    givers: dict[int, Field]


def listed_supports(reading: Reading) -> Iterator[Fact]:
    """Yield the support that each row of a table, or a sheet of labels, tells."""
    for table in tables(reading.document.text):
        yield from _of_table(reading, table)
    yield from sheet_supports(reading)


def _of_table(reading: Reading, table: Table) -> Iterator[Fact]:
    text = reading.document.text
    if listed := offers_listed(reading, table) or sources_listed(reading, table):
        yield from listed
        return
    columns = _columns(reading, table)
    if columns is None:
        yield from _turned(reading, table)
        return
    shared = _programme_above(reading, table.start)
    for row in table.rows:
        if columns.who >= len(row) or row[columns.who].start == row[columns.who].end:
            continue
        cell = row[columns.who]
        if _TOTAL.match(plain(text[cell.start : cell.end])):
            continue
        gets = _in_cell(reading, cell)
        told = [
            f
            for i, span in enumerate(row[: len(table.titles)])
            if i != columns.who
            for f in _told(reading, table, i, span)
        ]
        fields = [*gets, *_first_of_each(told)]
        for given in _sums(reading, table, columns, row):
            names = {field.name for field in (*fields, *given)}
            own = [f for f in shared if f.canonical != gets[0].canonical and FieldName.PROGRAMME not in names]
            if names & {FieldName.AMOUNT, FieldName.RATE} or FieldName.PROGRAMME in names:
                kept = [f for f in fields if f.name not in {one.name for one in given}]
                place = line(reading, cell)
                yield Fact(FactKind.PROGRAMME, (*kept, *given, *own), reading.document.id, place.span, 0.85)


def _turned(reading: Reading, table: Table) -> Iterator[Fact]:
    """Yield the aid of each column of a table whose rows are criteria: "| Critère | Houlia |", "| Aide | 5 k€ |"."""
    text = reading.document.text
    named = [i for i, head in enumerate(table.heads) if i and _named_by(reading, head)]
    if len(named) < len(table.heads) - 1 or not named:
        return
    for row in table.rows:
        label = plain(text[row[0].start : row[0].end]) if row else ""
        if not _AID.search(label) or _COST.search(label) or _ASKED.search(label) or len(row) < len(table.heads):
            continue
        given = [f for f in givers(reading, row[0]) if f.name is FieldName.FUNDER]
        given += named_aid(reading, row[0])
        for i in named:
            if money := [f for f in sums(reading, row[i], label) if f.name is FieldName.AMOUNT]:
                head = table.heads[i]
                gets = reading.quoted(FieldName.BENEFICIARY, head.start, head.end, _named_by(reading, head))
                yield Fact(
                    FactKind.PROGRAMME, (gets, *given, *money), reading.document.id, line(reading, row[0]).span, 0.8
                )


def _named_by(reading: Reading, head: Span) -> str:
    """Return the canonical name of the pole or organisation that fills the title of a column, or nothing."""
    written = reading.document.text[head.start : head.end]
    entry = reading.names.entry(written)
    if entry is not None and entry.kind in ACTORS:
        return entry.name
    return next((e.canonical for e in reading.organisations if e.kind in ACTORS and e.text == written), "")


def _columns(reading: Reading, table: Table) -> _Columns | None:
    """Return what the columns of a table hold, or nothing where it tells no support."""
    text = reading.document.text
    titles = table.titles
    named = {i: g for i, head in enumerate(table.heads) if (g := _giver_of(reading, head, titles[i])) is not None}
    aids = {i for i, t in enumerate(titles) if (_AID.search(t) or i in named) and not _COST.search(t)}
    granted = {i for i in aids if not _ASKED.search(titles[i])}
    what = [i for i, t in enumerate(titles) if _WHAT.search(t) and i not in aids]
    who = next((i for i, t in enumerate(titles) if _WHO.search(t) and not _WHAT.match(t) and i not in aids), None)
    aided = any(_has_sum(reading, table, i) for i in granted if not _RATE.match(titles[i]))
    if who is None and what:
        who = next((i for i, t in enumerate(titles) if _PROJECT.match(t) and i not in (*aids, *what)), None)
    if who is None and aided:
        who = next((i for i, t in enumerate(titles) if _PARTNER.match(t) and i not in aids), None)
    if who is None:
        return None
    if aided:
        return _Columns(who, frozenset(granted), named)
    above = plain(text[max(0, table.start - 400) : table.start])
    about = _ABOUT.search(" ".join([above, *titles])) is not None
    sums_ = {i for i, t in enumerate(titles) if i != who and not (_COST.search(t) or _ASKED.search(t))}
    sums_ = {i for i in sums_ if _has_sum(reading, table, i, amounts=True)}
    if about and sums_ and (_RECEIVES.search(titles[who]) or what or any(_MONEY.search(titles[i]) for i in sums_)):
        return _Columns(who, frozenset(sums_), named)
    costs = {i for i, t in enumerate(titles) if _COST.search(t) and re.search(r"\b(?:budgets?|couts?|costs?)\b", t)}
    if about and costs and (what or _RECEIVES.search(titles[who])):
        return _Columns(who, frozenset(costs), named)
    return _Columns(who, frozenset(), named) if what and _PROJECT.match(titles[who]) else None


def _has_sum(reading: Reading, table: Table, column: int, *, amounts: bool = False) -> bool:
    """Tell whether a column holds sums, or only `amounts`."""
    for row in table.rows:
        if column < len(row):
            names = {field.name for field in sums(reading, row[column], table.titles[column])}
            bare = FieldName.AMOUNT in names and not inside(reading, row[column], {EntityKind.AMOUNT})
            if is_sum(reading, row[column]) or bare or (names and not amounts):
                return True
    return False


def _giver_of(reading: Reading, head: Span, title: str) -> Field | None:
    """Return the fund or the public giver that the title of a column names: "FEDER", "Aide de la Région", "ERDF paid"."""
    if _FROM.search(title) or _COST.search(title):
        return None
    for start, end in _runs(reading.document.text, head):
        entry = reading.names.entry(reading.document.text[start:end])
        if entry is not None and entry.kind in (EntityKind.PROGRAMME, EntityKind.INSTITUTION):
            name = FieldName.PROGRAMME if entry.kind is EntityKind.PROGRAMME else FieldName.FUNDER
            return reading.quoted(name, start, end, entry.name)
    found = _GIVER.search(title)
    giver = re.search(rf"(?:{GIVER})\Z", title) if found else None
    if giver is None or head.end - head.start != len(title):
        return None
    return reading.quoted(FieldName.FUNDER, head.start + giver.start(), head.start + giver.end())


def _runs(text: str, head: Span) -> list[tuple[int, int]]:
    """Return the stretches of one to four words of a title that begin with a capital, the longest first."""
    words = [m.span() for m in re.finditer(r"[\w+'’-]+", text[head.start : head.end])]
    runs = [(a[0], b[1]) for i, a in enumerate(words) for b in words[i : i + 4]]
    runs = [(head.start + start, head.start + end) for start, end in runs]
    return sorted((r for r in runs if text[r[0]].isupper()), key=lambda r: (r[0] - r[1], r[0]))


def _sums(reading: Reading, table: Table, columns: _Columns, row: tuple[Span, ...]) -> list[list[Field]]:
    """Return the sums of a row: those of each giver that a title names apart, the others together."""
    apart, together = [], []
    for i in sorted(columns.sums):
        found = sums(reading, row[i], table.titles[i]) if i < len(row) else []
        if i in columns.givers and len(columns.givers) > 1:
            apart += [[columns.givers[i], *found]] if found else []
        else:
            together += [*([columns.givers[i]] if i in columns.givers and found else []), *found]
    if apart and together:
        return [_first_of_each([*one, *(f for f in together if f.name is FieldName.RATE)]) for one in apart]
    return apart or [_first_of_each(together)]


def _first_of_each(fields: list[Field]) -> list[Field]:
    """Keep the first field of each name, and every funder and amount."""
    first = {field.name: field for field in reversed(fields)}
    several = (FieldName.FUNDER, FieldName.AMOUNT)
    return [field for field in fields if field.name in several or first[field.name] is field]


def _told(reading: Reading, table: Table, column: int, span: Span) -> Iterator[Field]:
    """Yield programme, funders and period of a cell, as the title of its column says."""
    title, text = table.titles[column], reading.document.text[span.start : span.end]
    if span.start == span.end or not re.search(r"\w", text):
        return
    if _WHAT.search(title):
        named = inside(reading, span, {EntityKind.PROGRAMME})
        if named and not _WHAT.match(title):
            yield reading.field(FieldName.PROGRAMME, named[0])
        elif _WHAT.match(title):
            end = span.start + len(re.split(r"[,;(]", text)[0].rstrip())
            yield reading.quoted(FieldName.PROGRAMME, span.start, end, named[0].canonical if named else "")
    elif _AID.search(title) and (named := inside(reading, span, {EntityKind.PROGRAMME})):
        yield reading.field(FieldName.PROGRAMME, named[0])
    if _FROM.search(title):
        yield from givers(reading, span) or [reading.quoted(FieldName.FUNDER, span.start, span.end, text)]
    if _WHEN.search(title):
        yield from period(reading, span, whole=True)


def _in_cell(reading: Reading, cell: Span) -> list[Field]:
    """Return whom a cell names: every side of "X – Y", else its words without what stands in brackets."""
    text = reading.document.text
    named = inside(reading, cell, ACTORS | {EntityKind.PROGRAMME})
    if named and named[0].start - cell.start <= len("Communauté de communes "):
        chain = named[:1]
        for one in named[1:]:
            if not _SIDES.fullmatch(plain(text[chain[-1].end : one.start])):
                break
            chain.append(one)
        return [reading.field(FieldName.BENEFICIARY, one) for one in chain]
    end = cell.start + len(re.split(r" ?[(\[]", text[cell.start : cell.end])[0]) or cell.end
    return [reading.quoted(FieldName.BENEFICIARY, cell.start, end, text[cell.start : end])]


def _programme_above(reading: Reading, start: int) -> list[Field]:
    """Return the programme named last above a place."""
    near = reading.between(max(0, start - _ABOVE), start)
    here = near[-1].section if near else None
    for sentence in (*(one for one in reversed(near[-6:]) if one.section is here), *reading.sentences[:1]):
        named = [one for one in sentence.of({EntityKind.PROGRAMME}) if not is_project(reading, sentence, one)]
        if named:
            return [reading.field(FieldName.PROGRAMME, named[0])]
    return []
