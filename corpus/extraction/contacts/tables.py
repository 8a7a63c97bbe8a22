"""Contacts in tables: what the titles of the columns call a person or an organisation, with the addresses of the row.

Does not know sentences. "| Structure | Interlocuteur | Courriel |", "| Nom | Fonction | Téléphone |".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from corpus.addressees import is_spelled_by
from corpus.documents import Span
from corpus.extraction.contacts.implied import implied
from corpus.extraction.contacts.quoting import called
from corpus.extraction.fact_reading import Reading, distinct
from corpus.extraction.grids import Table, tables
from corpus.fact_kinds import Fact, FactKind, Field, FieldName
from corpus.kinds import CONTACTS, Entity, EntityKind
from corpus.plain import plain

_PERSON = re.compile(
    r"(?:(?:vos?|votre|nos?|notre|your|our) )?(?:noms?\b(?! (?:du|de la|de l|des) )|prenoms?|contacts?|personnes?|people|person"
    r"|names?|interlocut\w+|correspondant\w*|referent\w*|responsables?|titulaires?|suppleant\w*|qui|who|charge\w* d[e']"
    r"|conseill\w+|animat\w+|coordinat\w+|coordonnat\w+|vis-a-vis|delegue\w*|membres? de l'equipe|(?:contact|key) person"
    r"|staff|lead|officer"
    r"|president\w*|direct(?:eur|rice|or)|manager|advis[eo]r)\b"
)
_ORGANISATION = re.compile(
    r"(?:(?:vos?|votre|nos?|notre) )?(?:noms? (?:du|de la|de l'|des) ?(?:pole|structure|organisme|cluster|entreprise|societe)"
    r"|poles?|clusters?|structures?|organisations?|organizations?|organismes?|institutions?|entreprises?|societes?|compan\w+|firms?"
    r"|etablissements?|adherents?|membres?|members?|partenaires?|partners?|associations?|agences?|reseaux?|employeurs?|employers?|organisateurs?|organi[sz]ers?|laboratoires?"
    r"|exposants?|exhibitors?|host|association|port(?:e|ee|eur|euse)s?|rattache\w*|heberge\w*|tutelle|carried by|hosted by)\b"
)
_WHOSE = re.compile(
    r"raison sociale|denomination(?: sociale)?|nom (?:de l'|du |de la )[a-z]+|(?:company|legal|trade|business) name|name of .*"
    r"|entreprise|societe|structure|organisme|etablissement|company|organi[sz]ation|exposant|exhibitor|employeur"
)
"""The label of the organisation in a table of labels and values."""
_SHEET = re.compile(
    r"\A(?:votre |notre |your |our )?(?:contacts?|interlocut\w+|correspondant\w*|referent\w*|personnes? a contacter"
    r"|tel(?:ephone)?|phone|mobile|portable|fax|telecopie|courriel|e-?mail|mail|mel|adresse (?:electronique|mail|internet|web)"
    r"|site(?: (?:web|internet))?|web(?: ?site)?|internet)\b"
)
"""The labels that such a table gives a person and addresses by; who heads an organisation does not answer its telephone."""
_REACHES = re.compile(r"(?:tel|phone|mobile|portable|courriel|e-?mail|mail|mel|adresse|site|web|internet)")
_FAX = re.compile(r"fax|telecopie")
_NAME = re.compile(
    r"(?:(?:M\.|MM\.|Mme|Mlle|Dr|Pr|Mr|Mrs|Ms|Madame|Monsieur)[ \u00a0])?"
    r"(?P<name>[A-ZÀ-ÖØ-ÞŒŸŁŚŠŻŽĆČĐ][\w'’.\-]*(?:[ \u00a0](?:(?:de la|de|du|des|von|van|der|da|le|la|el|al|ben)[ \u00a0]|d['’])?"
    r"[A-ZÀ-ÖØ-ÞŒŸŁŚŠŻŽĆČĐ][\w'’\-]*){1,3})\Z"
)
_ASIDE = re.compile(r"[ \u00a0]*(?:[,(–—/;]| - |<br).*", re.DOTALL)
_VACANT = re.compile(r"\W*(?:poste|a pourvoir|vacant|en cours|recrutement|to be|n\.?c\.?\b|neant|tbc)")


CHANNELS = {EntityKind.PHONE: FieldName.TELEPHONE, EntityKind.EMAIL: FieldName.EMAIL, EntityKind.URL: FieldName.SITE}


@dataclass(slots=True)
class _Cells:
    """A contact while the cells of its row are being read."""

    person: Entity | None = None
    channels: list[Entity] = field(default_factory=list)


def contact_tables(reading: Reading) -> Iterator[tuple[Span, tuple[Fact, ...]]]:
    """Yield the tables of a document that give contacts: their stretch and the contacts of their rows."""
    for table in tables(reading.document.text):
        if sheet := _sheet(reading, table):
            yield sheet
            continue
        filled = [row for row in table.rows if row]
        facts = tuple(fact for cells in filled for fact in _row(reading, table, cells))
        if facts and 2 * len({fact.sentence.start for fact in facts}) >= len(filled):
            yield Span(table.start, filled[-1][-1].end), facts


def _sheet(reading: Reading, table: Table) -> tuple[Span, tuple[Fact, ...]] | None:
    """Return the contacts of a table of labels and values, one address a row: "| Téléphone | 01 … |", "| Courriel | … |"."""
    text = reading.document.text
    rows = [row for row in (table.heads, *table.rows) if row]
    if any(len(row) != 2 for row in rows):
        return None
    titles, cells = [], []
    for label, cell in rows:
        folded = plain(text[label.start : label.end]).strip(" *_:")
        title = "entreprise" if _WHOSE.fullmatch(folded) else next((t for t in _SHEET.findall(folded)), "")
        if title and cell.end > cell.start:
            titles.append(title)
            cells.append(cell)
    if not any(_REACHES.match(title) for title in titles):
        return None
    facts = tuple(_row(reading, Table(table.start, tuple(titles), (tuple(cells),)), tuple(cells)))
    facts = tuple(_with_spelled(reading, fact, table.start, rows[-1][-1].end) for fact in facts)
    return (Span(table.start, rows[-1][-1].end), facts) if facts else None


def _with_spelled(reading: Reading, fact: Fact, start: int, end: int) -> Fact:
    """Return a contact without a person with the one of its table whose name its e-mail address spells."""
    emails = {field.canonical for field in fact.all(FieldName.EMAIL)}
    if fact.all(FieldName.PERSON) or not emails:
        return fact
    inside = [e for one in reading.between(start, end) for e in one.entities if start <= e.start and e.end <= end]
    mailed = [e for e in inside if e.kind is EntityKind.EMAIL and e.canonical in emails]
    persons = [e for e in inside if e.kind is EntityKind.PERSON and any(is_spelled_by(e.text, m) for m in mailed)]
    return replace(fact, fields=(*fact.fields, *(reading.field(FieldName.PERSON, person) for person in persons[:1])))


def _row(reading: Reading, table: Table, cells: tuple[Span, ...]) -> Iterator[Fact]:
    """Yield the contacts of a row: one, or one for each person whose own address follows."""
    text = reading.document.text
    titles = (*table.titles, *("",) * len(cells))[: len(cells)]
    entities = [e for one in reading.between(cells[0].start, cells[-1].end) for e in one.entities]
    found = [_Cells()]
    organisation: Field | None = None
    for title, cell in zip(titles, cells, strict=True):
        inside = [e for e in entities if cell.start <= e.start and e.end <= cell.end]
        channels = [e for e in inside if e.kind in CONTACTS]
        of_body = _ORGANISATION.match(title) is not None
        person = None if of_body else _person(text, cell, inside, titled=_PERSON.match(title) is not None)
        if person is not None and found[-1].person is not None and found[-1].channels:
            found.append(_Cells())
        if person is not None and found[-1].person is None:
            found[-1].person = person
        elif organisation is None and of_body:
            organisation = _organisation(reading, cell, inside)
        if not _FAX.search(title):
            found[-1].channels += channels
    for one in found:
        if any(c.kind is not EntityKind.URL for c in one.channels) or (organisation and one.channels):
            yield _contact(reading, Span(cells[0].start, cells[-1].end), organisation, one)


def _contact(reading: Reading, span: Span, organisation: Field | None, cells: _Cells) -> Fact:
    """Return the contact of a row, with the organisation of its address, its heading or its document if no column has one."""
    unit = next(iter(reading.between(span.start, span.end)), reading.sentences[0])
    fields = [organisation] if organisation else implied(reading, unit, cells.channels, [])[:1]
    fields += [reading.field(FieldName.PERSON, cells.person)] if cells.person else []
    fields += [reading.field(CHANNELS[c.kind], c) for c in distinct(cells.channels)]
    return Fact(FactKind.CONTACT, tuple(fields), reading.document.id, span, 0.95 if organisation else 0.85)


def _person(text: str, cell: Span, inside: list[Entity], titled: bool) -> Entity | None:
    """Return the person of a cell: one that fills it, or under a title for persons whatever looks like a name."""
    known = next((e for e in inside if e.kind is EntityKind.PERSON), None)
    if known is not None and (titled or (not text[cell.start : known.start].strip(" *_") and _ends(text, known, cell))):
        return known
    if not titled or _VACANT.match(plain(text[cell.start : cell.end])):
        return None
    written = _ASIDE.sub("", text[cell.start : cell.end])
    found = _NAME.match(written.strip("*_ "))
    if found is None:
        return None
    start = cell.start + written.find(found["name"])
    return Entity(EntityKind.PERSON, start, start + len(found["name"]), found["name"], found["name"])


def _ends(text: str, person: Entity, cell: Span) -> bool:
    return re.match(r"[*_ \u00a0]*(?:\Z|[,(–—/;<\d+]| - )", text[person.end : cell.end]) is not None


def _organisation(reading: Reading, cell: Span, inside: list[Entity]) -> Field | None:
    """Return the name in a cell for organisations: "Nova Sud" of "Nova Sud (Lyon)"."""
    end = min([cell.end, *(e.start for e in inside if e.kind in CONTACTS)])
    written = re.sub(r"[ \u00a0]*(?:[(<,;]| [-–—] ).*", "", reading.document.text[cell.start : end], flags=re.DOTALL)
    written = written.rstrip(" *_")
    if not re.search(r"[^\W\d_]{2}", written):
        return None
    known = next((e for e in inside if (e.start, e.end) == (cell.start, cell.start + len(written))), None)
    if known is not None and known.kind is not EntityKind.PERSON:
        return called(reading, known)
    return reading.quoted(FieldName.ORGANISATION, cell.start, cell.start + len(written), written)
