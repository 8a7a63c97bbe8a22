"""Agreements that a table lists: one a row, its columns told by their titles, or by what stands in them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.documents import Span
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
from corpus.extraction.agreements.stages import stage_of
from corpus.extraction.agreements.words import AGREEMENT
from corpus.extraction.fact_reading import Reading
from corpus.extraction.grids import Table, tables
from corpus.fact_kinds import Fact, Field, FieldName
from corpus.plain import plain

_OWN = re.compile(
    r"\b(?:poles?|(?:clusters?|partenaires?|signataires?|parties?) francais|french (?:cluster|partner|side|signatory|party)"
    r"|membre|chez nous|notre cote|cote francais|our side|porteur|referent)\b"
)
_OTHER = re.compile(
    r"\b(?:partenaires?|partners?|clusters? (?:etrangers?|partenaires?)|homologues?|contreparties?|counterparts?"
    r"|cocontractants?"
    r"|avec(?: qui)?|with(?: whom)?|signataires? etrangers?|co-?signataires?)\b"
)
_NAMED = re.compile(
    r"\b(?:clusters?|signataires?|organismes?|poles?|parties?|noms?|names?|structures?|reseaux?|networks?"
    r"|institutions?|entites?"
    r"|organi[sz]ations?|agences?|agency|body|who|qui|associations?)\b"
)
"""Titles of a column of names, which are partners where the table is one of agreements."""
_ABOUT = re.compile(
    r"\b(?:accords?|agreements?|partnerships?|partenariats?|conventions?(?! d'affaires)|cooperations?|memorand\w+"
    r"|jumelages?|lettres? d'intention"
    r"|partenaires? (?:etrangers?|internationaux|signataires|conventionnes|a l'etranger|dans le monde|hors de france)"
    r"|signataires|(?:international|foreign|overseas|signatory) partners|partners (?:abroad|overseas|worldwide)"
    r"|(?:clusters?|poles?|reseaux) (?:partenaires?|allies?|amis|jumeles?|lies)|(?:partner|twin|sister) clusters?|twinnings?"
    r"|alliances?|ententes?|pactes?|tandems?|binomes?)\b"
)
_SIGNING = re.compile(r"\b(?:signature|signe\w*|conclu\w*|signed|signing)\b")
_COUNTRY = re.compile(r"\b(?:pays|country|nation|nationalite)\b")
_PLACE = re.compile(r"\b(?:lieu|place|signed? (?:a|in|at)|where signed|ou signe)\b")
_TOWN = re.compile(
    r"\b(?:villes?|town|city|siege|seat|region|based|adresse|contact|responsable|referent|interlocuteur|site)\b"
)
_DATE = re.compile(
    r"\b(?:dates?|annees?|year|depuis|since|signature|signe\w*|signed|conclu\w*|quand|when|debut|start|from"
    r"|entree en vigueur)\b"
)
_END = re.compile(
    r"\b(?:echeance|terme|fin|expir\w+|jusqu\w*|validite|end\w*|until|renouvellement|duree|duration|length|term|to)\b"
)
"""A column for the end of an agreement, whose dates are not those of the signature."""
_SUBJECT = re.compile(
    r"\b(?:objets?|themes?|thematiques?|domaines?|sujets?|subject|topic|champ|focus|about|porte sur|contenu|purpose"
    r"|scope|areas?|axes?"
    r"|nature|type|aims?)\b"
)
_STATUS = re.compile(
    r"\b(?:statuts?|status|etat|avancement|stade|situation|stage|state|ou en\b|where (?:do )?(?:we|it|things)|suivi"
    r"|progress|point)\b"
)
_MONEY = re.compile(
    r"\b(?:budget|aides?|montants?|subventions?|couts?|euros?|role|amount|grant|tarif|prix|price|chef de file|coordinat\w+)\b"
)
_CAPTION = re.compile(r"(?:#+ |\*\*|__)(?P<title>[^*\n]{4,90})(?:\*\*|__)?\s*:?\s*\Z")
"""A line right above a table that is its title."""
_HEADS = 260  # characters above a table that may say what it lists


def tabled(reading: Reading) -> Iterator[Fact]:
    """Yield an agreement for each row of a table that names partners and, in it or above it, speaks of agreements."""
    for table in tables(reading.document.text):
        named = " ".join([_heading(reading, table.start), *table.titles])
        above = plain(reading.document.text[max(0, table.start - _HEADS) : table.start])
        staged = _staged(reading, table)
        about = _ABOUT.search(named) or any(map(_SIGNING.search, table.titles)) or _agree(reading, table.rows) or staged
        if not (about or _ABOUT.search(above)) or not table.titles:
            continue
        if any(map(_MONEY.search, table.titles)) and not any(map(_SIGNING.search, table.titles)):
            continue
        column = _partners(table.titles, certain=bool(about))
        if column is None:
            continue
        first = next(iter(reading.between(table.start, table.start + 1)), None)
        first = first or next((s for s in reading.sentences if s.span.start >= table.start), None)
        parties = reading.subject(first).entities if first else ()
        if reading.host is not None and not any(p.canonical == reading.host.canonical for p in parties):
            parties = (reading.host,)
        for row in table.rows:
            own = [reading.field(FieldName.PARTY, one) for one in parties]
            yield from _row(reading, own, table.titles, column, row)


def _heading(reading: Reading, start: int) -> str:
    """Return the plain titles of the sections in which a table stands, but that of the document, and of the table."""
    sections = [s for s in reading.document.sections if s.start <= start < s.end and s.start > 0]
    above = reading.document.text[:start].rstrip().rpartition("\n")[2]
    caption = _CAPTION.match(above)
    return " ".join([*(plain(section.title) for section in sections), plain(caption["title"]) if caption else ""])


def _partners(titles: tuple[str, ...], *, certain: bool) -> int | None:
    """Return the column of the partners: the one titled so, else that of names where the table is one of agreements."""
    for pattern in (_OTHER, _NAMED) if certain else (_OTHER,):
        for number, title in enumerate(titles):
            if pattern.search(title) and not (_END.search(title) or _COUNTRY.search(title) or _STATUS.search(title)):
                return number
    return None


def _staged(reading: Reading, table: Table) -> bool:
    """Tell whether the last of two columns or more says in most rows how far something has come, in words of agreements."""
    text = reading.document.text
    for number, title in enumerate(table.titles):
        cells = [row[number] for row in table.rows if number < len(row)]
        told = [plain(text[cell.start : cell.end]) for cell in cells]
        told = [words for words in told if stage_of(words, 0, len(words)) is not None]
        signs = any(_SIGNING.search(words) or AGREEMENT.search(words) for words in told)
        if number and _STATUS.search(title) and signs and 2 * len(told) > len(cells):
            return True
    return False


def _agree(reading: Reading, rows: tuple[tuple[Span, ...], ...]) -> bool:
    """Tell whether each row holds a cell that begins with the word for an agreement."""
    text = reading.document.text
    return bool(rows) and all(any(AGREEMENT.match(plain(text[cell.start : cell.end])) for cell in row) for row in rows)


def _row(
    reading: Reading, fields: list[Field], titles: tuple[str, ...], column: int, row: tuple[Span, ...]
) -> Iterator[Fact]:
    """Yield the agreement of a row that names a partner and how far it has come."""
    text = reading.document.text
    pairs = any(map(_OTHER.search, titles)) and any(_OWN.search(t) and not _OTHER.search(t) for t in titles)
    for number, (title, (start, end)) in enumerate(zip(titles, ((c.start, c.end) for c in row), strict=False)):
        if start == end:
            continue
        found, over = status_of(reading, start, end)
        if over and number != column:
            return
        if number == column:
            name = partner_name(reading, start, end)
            if name is None:
                return
            value = text[name.start : name.end]
            fields.append(reading.quoted(FieldName.PARTNER, name.start, name.end, value))
            fields += country_of(reading, name.end, end)
        elif _END.search(title) and not _SIGNING.search(title):
            continue
        elif pairs and _OWN.search(title) and not _OTHER.search(title):
            fields = [f for f in fields if f.name is not FieldName.PARTY]
            fields.append(reading.quoted(FieldName.PARTY, start, end, text[start:end]))
        elif _COUNTRY.search(title):
            fields += country_of(reading, start, end, told=True)
        elif _PLACE.search(title):
            fields += place_in(reading, start, end, told=True)
        elif _SUBJECT.search(title) and not _SIGNING.search(title):
            fields.append(reading.quoted(FieldName.OBJECT, start, end))
        elif agreed := AGREEMENT.match(plain(text[start:end])):
            fields.append(reading.quoted(FieldName.OBJECT, start + agreed.start(), start + agreed.end()))
            fields += [*found, *date_of(reading, start + agreed.end(), end)]
        else:
            fields += (
                found if not _DATE.search(title) or not date_of(reading, start, end) or _STATUS.search(title) else []
            )
            if not _TOWN.search(title) or _DATE.search(title):
                fields += [*date_of(reading, start, end), *place_in(reading, start, end)]
                fields += object_of(reading, start, end) if _STATUS.search(title) else []
            fields += country_of(reading, start, end)
    fields += dated_status(reading, fields)
    yield from row_fact(reading, fields, row[0].start if row else 0, 0.85)
