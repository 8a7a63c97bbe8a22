"""The members of an alliance that a page lists under a heading: one a row of a table or one an item.

Does not know sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.extraction.fact_reading import ACTORS, Reading, Sentence, distinct
from corpus.extraction.grids import Table, tables
from corpus.extraction.memberships.names import first_name
from corpus.fact_kinds import Field, FieldName
from corpus.kinds import CONTACTS, Entity, EntityKind
from corpus.plain import plain

_MEMBERS = re.compile(r"\b(?:membres?|adherents?|members?)\b")
_NOT_MEMBERS = re.compile(
    r"\b(?:anciens?|observateurs?|candidat\w*|partis?|sortants?|former|observers?|devenir|avantages?|espace"
    r"|services?|aides?|offres?|prestations?|accompagnement|outils?|guide|cotisations?|actions?|benefits?|support|fees?|tools?"
    r"|(?:usage|intention|destination|attention|service|disposition|profit|benefice) d\w+"
    r"|(?:pour|aupres d\w+|vers|aux|for|to) (?:(?:les|nos|vos|ses|our|its|your|all) )?(?:membres|adherents|members))\b"
)
"""What a title speaks of beside members: those who left or may come, and what is done for them."""
_WHO = re.compile(r"\b(?:clusters?|membres?|poles?|structures?|organisations?|organismes?|noms?|reseaux?|members?)\b")
_OF = re.compile(r"\b(?:membres?|adherents?|members?)(?: [a-z]+)? (?:de|du|d|of)\b")
_IS_ALLIANCE = re.compile(
    r"[^.;\n]{0,60}?\b(?:est|is|forme|constitue) (?:une?|an?|l'|la|le|the) ?(?:[a-z-]+ ){0,2}"
    r"(?:alliance|reseau|federation|union|consortium|groupement|network|metacluster)\b"
)
_CALLED_ALLIANCE = re.compile(r"\b(?:alliance|reseau|federation|consortium|groupement|metacluster|network) [«\" ]*\Z")
_BOLD = re.compile(r"(?P<marks>\*\*|__)(?P<name>[^*_\n]{3,60})(?P=marks)")
_LEFT = re.compile(r"\b(?:a quitte|s'est retire\w*|candidat\w*|jusqu'en|sorti\w*)\b")


def member_lists(reading: Reading) -> Iterator[tuple[Sentence, Field, Field]]:
    """Yield line, member and alliance for every list of members whose alliance the heading, the title or the page tells."""
    text = reading.document.text
    called = _called_alliances(reading)
    for table in tables(text):
        first = table.rows[0][0].start if table.rows and table.rows[0] else table.start
        line = next(iter(reading.between(first, first + 1)), None)
        alliance = _alliance(reading, line, called) if line is not None else None
        who = next((number for number, title in enumerate(table.titles) if _WHO.search(title)), None)
        if alliance is not None and who is not None:
            yield from _of_rows(reading, table, who, alliance)
    in_table = [(table.start, table.rows[-1][-1].end) for table in tables(text) if table.rows and table.rows[-1]]
    for sentence in reading.sentences:
        if not reading.is_item(sentence) or any(start <= sentence.span.start < end for start, end in in_table):
            continue
        alliance = _alliance(reading, sentence, called)
        member = _leading(reading, sentence) if alliance is not None else None
        if alliance is not None and member is not None and member.value != alliance.value:
            yield sentence, member, alliance


def _of_rows(reading: Reading, table: Table, who: int, alliance: Field) -> Iterator[tuple[Sentence, Field, Field]]:
    for row in table.rows:
        if who >= len(row) or row[who].start == row[who].end:
            continue
        cell = row[who]
        line = next(iter(reading.between(cell.start, cell.start + 1)), None)
        named = (
            [e for e in line.of(ACTORS | {EntityKind.INSTITUTION}) if cell.start <= e.start < cell.end] if line else []
        )
        if line is not None and not _LEFT.search(line.words):
            member = (
                reading.field(FieldName.MEMBER, named[0])
                if named
                else reading.quoted(FieldName.MEMBER, cell.start, cell.end)
            )
            yield line, member, alliance


def _leading(reading: Reading, sentence: Sentence) -> Field | None:
    """Return the name at the head of an item: one in bold, or one that stands alone before a comma or a bracket."""
    if sentence.of(CONTACTS | {EntityKind.PERSON}) or _LEFT.search(sentence.words):
        return None
    text, start = reading.document.text, sentence.span.start
    while start > 0 and text[start - 1] in "*_":
        start -= 1
    bold = _BOLD.match(text, start)
    if bold is not None:
        return reading.quoted(FieldName.MEMBER, *bold.span("name"))
    first = next(iter(sentence.of(ACTORS)), None)
    if first is not None and re.fullmatch(
        r"(?:le |la |l'|les )?(?:pole |cluster )?[«\" ]*", sentence.before(first.start)
    ):
        return reading.field(FieldName.MEMBER, first)
    named = first_name(reading, sentence.span.start, sentence.span.end)
    return reading.field(FieldName.MEMBER, named) if named is not None else None


def _alliance(reading: Reading, line: Sentence, called: list[Entity]) -> Field | None:
    """Return the alliance whose members the heading of a line announces; none under "anciens membres"."""
    title = plain(line.section.title) if line.section else ""
    announced = _MEMBERS.search(title) is not None and not _NOT_MEMBERS.search(title)
    if not announced:
        return None
    heading = reading.heading(line)
    for other in (heading, reading.sentences[0]):
        found = _OF.search(other.words) if other is not None else None
        named = [
            e
            for e in (other.of({EntityKind.ORGANISATION}) if other is not None and found else ())
            if found
            and other is not None
            and other.span.start + found.end() <= e.start <= other.span.start + found.end() + 12
        ]
        if named:
            return reading.field(FieldName.ALLIANCE, named[0])
    host = next((e for e in called if reading.host is not None and e.canonical == reading.host.canonical), None)
    alliance = host or (called[0] if len(called) == 1 else None)
    return reading.field(FieldName.ALLIANCE, alliance, inferred=True) if alliance is not None else None


def _called_alliances(reading: Reading) -> list[Entity]:
    """Return what the page calls an alliance or network, the members of which are poles and not companies."""
    return distinct(
        entity
        for sentence in reading.sentences
        for entity in sentence.of({EntityKind.ORGANISATION})
        if _IS_ALLIANCE.match(sentence.after(entity.end, 140)) or _CALLED_ALLIANCE.search(sentence.before(entity.start))
    )
