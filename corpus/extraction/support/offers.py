"""What tables and sheets of labels tell of aids: their name, who pays, the rate and the ceiling. Nobody has received them yet.

"| Aide | Guichet | Taux | Plafond |", or a name above "Montant : 3 000 €", "Financeur : Région".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.documents import Span
from corpus.extraction.fact_reading import ACTORS, Reading, Sentence
from corpus.extraction.grids import Sheet, Table
from corpus.extraction.support.cells import SUMS, givers, inside, line, sums
from corpus.extraction.support.projects import only_project
from corpus.fact_kinds import Fact, FactKind, Field, FieldName
from corpus.plain import plain

_OFFER = re.compile(
    r"(?:noms? (?:de l'|des |du )|intitules? (?:de l'|des |du )|name of (?:the )?)?"
    r"(?:programmes?|dispositifs?|appels?|fonds|aides?|cheques?|bourses?|prets?|primes?|schemes?|vouchers?|measures?"
    r"|mesures?|volets?"
    r"|guichets?|outils?|soutiens?|formules?|subventions?|grants?|calls?|funds?)\b"
)
_NAME = re.compile(r"(?:noms?|intitules?|libelles?|titres?|name|title)\Z")
_ABOVE = re.compile(
    r"\b(?:aides|dispositifs|financements|subventions|appels|guichets|grants|schemes|vouchers|funding)\b"
)
_CEILING = re.compile(
    r"\b(?:plafonds?|maxim\w+|montants?|amounts?|ceiling|up to|jusqu|combien|how much|sommes?|taux"
    r"|rate|worth|valeur)"
)
_FROM = re.compile(
    r"\b(?:guichets?|organismes?|operateurs?|gestionnaires?|qui paie|paye par|porte par|finance par|who pays|paid by"
    r"|run by|aupres de"
    r"|agency|body|financeurs?|cofinance\w*|bailleurs?|soutiens?|avec le soutien|tutelle|funders?|funded by|source"
    r"|sponsors?|mecenes?)\b"
)
_GOT = re.compile(
    r"\b(?:laureats?|projets?|projects?|porteurs?|attributaires?|recipients?|winners?|grantees?|poles?"
    r"|clusters?|acronyme?)\b"
)
_ASIDE = re.compile(r"\b(?:demande\w*|dossiers?|total|budgets?|enveloppes?|consomme\w*|refuse\w*)\b")
_AID = re.compile(
    r"(?:l'|le |la |les )?(?:programme|dispositif|appel|fonds|aide|cheque|bourse|pret|prime|pass|passeport|subvention"
    r"|avance|garantie|guichet"
    r"|contrat|ticket|volontariat|credit)\b|.*\b(?:grants?|vouchers?|loans?|funds?|scheme|call|programme)\b"
)
_LABELS = re.compile(
    r"(?:taux|plafond|pour qui|public|cible|beneficiaires?|conditions?|guichet|depot|eligib\w+|rate|ceiling|who (?:can"
    r"|may) apply|eligible)"
)
_NO_LABELS = re.compile(r"(?:chef de file|coordinat\w+|porteur|partenaires?|partners?|acronyme?|lead|projet|contrat)")
_SOURCE = re.compile(
    r"(?:financeurs?|sources?(?: of funding| de financement)?|origine|provenance|recettes?|ressources?|produits"
    r"|funders?|funding sources?"
    r"|income|revenue|contributeurs?|bailleurs?|from|de qui)\b"
)
_ASKED = re.compile(r"\b(?:demande\w*|asked|requested|spent|depens\w+|prevu\w*|planned)\b")
_GONE = re.compile(
    r"\bpropres?\b|\b(?:de|du) (?:materiel|locaux|salles?|pole)\b|\b(?:de la|du|de l'|aux?"
    r"|par) (?:region|etat|europe|departement|ville|metropole)\Z|\b(?:recue?s?|obtenue?s?|versee?s?)\b"
)
_OPENED = re.compile(
    r"[ \t>#]*(?:[-*•+–][ \t]+|\d{1,2}[.)][ \t]+)?[*_«“\" ]*(?P<name>[A-ZÀ-Þ][^\n*_«»“”\":;.,(–—"
    r"|]{3,70}?)[*_»”\" ]*(?: ?[:;.,(|]| [–—-] )"
)
_SALE = re.compile(r"\b(?:contrats?|commandes?|ventes?|cotis\w+|chiffre d'affaires|refuse\w*|turnover|sales?|fees?)\b")
_TITLE = re.compile(r"[ \t>#*_•–\-]*(?:\d{1,2}[.)] )?[*_«“\" ]*(?P<name>[^\n*_«»“”\":.]{3,60}?)[*_»”\" ]*:?[ \t]*$")


def offers_listed(reading: Reading, table: Table) -> list[Fact]:
    """Return what each aid of a table offers: "| Sols vivants | Agence de l'eau | 50 % | 400 000 € |"."""
    column = _column(reading, table)
    return [] if column is None else list(_rows(reading, table, column))


def offer_of(reading: Reading, sheet: Sheet) -> Fact | None:
    """Return what the aid above a sheet of labels offers, where its labels are those of an aid and not of a project."""
    labels = [label for label, _ in sheet.entries]
    title = _title_above(reading, sheet.start)
    if title is None or any(_NO_LABELS.match(label) for label in labels):
        return None
    name = plain(reading.document.text[title.start : title.end])
    if not (_AID.match(name) or sum(_LABELS.match(label) is not None for label in labels) > 1):
        return None
    fields = [
        reading.quoted(FieldName.PROGRAMME, title.start, title.end, reading.document.text[title.start : title.end])
    ]
    for label, span in sheet.entries:
        known = {field.name for field in fields}
        found = givers(reading, span) or [_whole(reading, FieldName.FUNDER, span)] if _FROM.search(label) else []
        found += sums(reading, span, label) if _CEILING.search(label) and not _ASIDE.search(label) else []
        fields += [one for one in found if one.name not in known and one.name is not FieldName.PROGRAMME]
    told = {FieldName.AMOUNT, FieldName.RATE} & {field.name for field in fields}
    place = line(reading, sheet.entries[0][1]).span
    return Fact(FactKind.PROGRAMME, tuple(fields), reading.document.id, place, 0.75) if told else None


def line_offer(reading: Reading, sentence: Sentence) -> tuple[Fact, int] | None:
    """Return what a line offers that opens with a name of an aid, and where it ends: "- Aide au recrutement : 50 %, 8 000 €"."""
    text = reading.document.text
    start = text.rfind("\n", 0, sentence.span.start) + 1
    if not (reading.is_item(sentence) or text[start:].lstrip().startswith(("**", "__"))):
        return None
    end = (text + "\n").find("\n", sentence.span.end)
    opened = _OPENED.match(text, start, end)
    if opened is None or opened.start("name") > sentence.span.start + 3:
        return None
    words = plain(opened["name"])
    rest = Span(opened.end("name"), end)
    found = {one.name: one for one in reversed([f for f in _sums_of(reading, rest) if f.name in SUMS.values()])}
    if not _AID.match(words) or _GONE.search(words) or not found or _SALE.search(plain(text[start:end])):
        return None
    if inside(reading, rest, ACTORS):
        return None
    named = reading.quoted(FieldName.PROGRAMME, *opened.span("name"), opened["name"])
    fields = (named, *(g for g in givers(reading, rest) if g.name is FieldName.FUNDER), *found.values())
    return Fact(FactKind.PROGRAMME, fields, reading.document.id, sentence.span, 0.75), end


def _sums_of(reading: Reading, span: Span) -> list[Field]:
    return [reading.field(SUMS[e.kind], e) for e in inside(reading, span, set(SUMS))]


def sources_listed(reading: Reading, table: Table) -> list[Fact]:
    """Return who gives how much to whom a document is about: "| Financeur | Montant |", "| Source | Amount | Share |"."""
    who = only_project(reading) or reading.host
    if who is None or len(table.titles) < 2 or not _SOURCE.match(table.titles[0]):
        return []
    facts = []
    for row in table.rows:
        given = givers(reading, row[0]) if row else []
        cells = [sums(reading, s, t) for t, s in zip(table.titles[1:], row[1:], strict=False) if not _ASKED.search(t)]
        money = {one.name: one for one in reversed([one for cell in cells for one in cell])}
        if given and FieldName.AMOUNT in money:
            fields = (reading.field(FieldName.BENEFICIARY, who, inferred=True), given[0], *money.values())
            facts.append(Fact(FactKind.PROGRAMME, fields, reading.document.id, line(reading, row[0]).span, 0.75))
    return facts


def _column(reading: Reading, table: Table) -> int | None:
    """Return the column that names the aids of a table that lists some; nothing for one of projects or of who got what."""
    titles = table.titles
    bare = bool(titles) and _NAME.match(titles[0]) is not None
    column = None if bare else next((i for i, title in enumerate(titles[:2]) if _OFFER.match(title)), None)
    if bare:
        above = plain(reading.document.text[max(0, table.start - 200) : table.start])
        column = 0 if _ABOVE.search(above) else None
    others = [title for i, title in enumerate(titles) if i != column]
    if column is None or any(_GOT.search(title) for title in others) or not any(map(_CEILING.search, others)):
        return None
    named = [
        [e for e in inside(reading, row[column], ACTORS) if reading.names.entry(e.canonical) is not None]
        for row in table.rows
        if column < len(row)
    ]
    sums_ = any(
        is_money for row in table.rows if column < len(row) for is_money in inside(reading, row[column], set(SUMS))
    )
    return None if sums_ or sum(map(bool, named)) > len(table.rows) / 2 else column


def _rows(reading: Reading, table: Table, column: int) -> Iterator[Fact]:
    text = reading.document.text
    for row in table.rows:
        if column >= len(row) or row[column].start == row[column].end:
            continue
        name = row[column]
        fields = [reading.quoted(FieldName.PROGRAMME, name.start, name.end, text[name.start : name.end])]
        for i, (title, span) in enumerate(zip(table.titles, row, strict=False)):
            if i == column or span.start == span.end or _ASIDE.search(title):
                continue
            if _FROM.search(title):
                fields.append(_whole(reading, FieldName.FUNDER, span))
                continue
            known = {field.name for field in fields}
            fields += [one for one in sums(reading, span, title) if one.name not in known]
        if {FieldName.AMOUNT, FieldName.RATE} & {field.name for field in fields}:
            yield Fact(FactKind.PROGRAMME, tuple(fields), reading.document.id, line(reading, name).span, 0.8)


def _title_above(reading: Reading, start: int) -> Span | None:
    """Return the line above a sheet, if it is short and no sentence: a heading, or the item that opens it."""
    text = reading.document.text
    stop = len(text[:start].rstrip())
    first = text.rfind("\n", 0, stop) + 1
    found = _TITLE.match(text, first, stop)
    if found is None or text.count("\n", stop, start) > 2:
        return None
    return Span(first + found.start("name") - first, found.end("name"))


def _whole(reading: Reading, name: FieldName, span: Span) -> Field:
    """Return a value as it stands, to its first bracket or stop."""
    text = reading.document.text[span.start : span.end]
    end = span.start + len(re.split(r"[;(]", text)[0].rstrip(" .*_"))
    return reading.quoted(name, span.start, end, reading.document.text[span.start : end])
