"""Figures: how many members, companies, projects or jobs a document counts, in sentences, tables, sheets and aligned lines.

A sentence counts "21 sociétés", "67 d'entre elles", "le nombre d'adhérents est passé de 164 à 211". A title counts for its
cells: "| Adhérents | 188 | 241 |", "Salariés : 14", a column "Entreprises".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from corpus.documents import Span
from corpus.extraction.counted import counted_noun, is_bound, noun_before, taken_up, titled_noun
from corpus.extraction.fact_reading import Reading, Sentence
from corpus.extraction.grids import sheets, tables
from corpus.extraction.support.cells import line
from corpus.fact_kinds import Fact, FactKind, Field, FieldName
from corpus.kinds import Entity, EntityKind
from corpus.numbers import decimal, plain_decimal
from corpus.plain import plain

_SMALL = 3
_SMALL_WORD = 10
_EVERYWHERE = re.compile(r"(?:pays|countries|marches|avis|contacts|rendez-vous|e?venements)\Z")
"""What small numbers count too often to tell anything."""
_SECTION = re.compile(r"\d{1,2}(?:\.\d{1,2})+")
_OF_THEM = re.compile(r" (d'entre (?:eux|elles)|of (?:them|these|those|which))\b")
_BEING = re.compile(r" (?:are|were|sont|etaient) (?:des |de )?(?P<noun>[a-z-]{3,})")
_BRACKET = re.compile(r"\)|,| au \d| en \d{4}| in \d{4}")
_NUMBER_OF = re.compile(
    r"\b(?:le nombre (?:total )?d(?:e |es |')|the (?:total )?number of )(?=(?P<noun>[a-z-]{3,}s|pme)\b)"
)
_REACHES = re.compile(
    r"\b(?:est|etait|atteint|atteignait|s'(?:eleve|etablit)|s'elevait|(?:est |sont )?pass\w+ (?:ainsi )?d(?:e |')[^,;.]{1,14}"
    r"|monte|grimpe|tombe|recule"
    r"|is|was|(?:has |have )?(?:reach\w+|r[io]se\w*|fell|grown?|grew|went|stands?|stood|increased|decreased|dropped)"
    r"(?: from [^,;.]{1,14})?) ?(?:a |de |d'|to |at )?(?:pres de |environ |plus de |around |about |nearly |some )?\Z"
)
_COUNT = re.compile(
    r"(?P<number>[1-9]\d{0,2}(?:[ \u00a0\u202f.,]\d{3})+|[1-9]\d*)"
    r"(?= *(?:\Z|[,;(/*]| dont\b| of which\b| au \d| en \d{4}))"
)
_UNIT = re.compile(
    r"%|€|\$|£|\beuros?\b|\b(?:k|m)€|\bmillions?\b|\bmilliers\b|\bkwh|[gm]wh\b|\bk?eur\b|\bkilom|\btonnes?\b"
)
_CALLED = re.compile(r"[ \u00a0](?:d[eu]s? |de la )?[A-ZÀ-Þ][a-zß-ÿ]")
_MANY = 100  # the least number that is a count where nothing follows it in brackets: "les PME (25)" may be points
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
_ALIGNED = re.compile(r"(?m)^[ \t]*(?P<label>[^\W\d_][^\n|:]{2,40}?)(?P<cells>(?:[ \t]{2,}[^\s|][^\n|]*?)+)[ \t]*$")
_CELL = re.compile(r"(?<=[ \t]{2})[^\s](?:[^\s]|[ \u00a0](?=[^\s]))*")


def figures(reading: Reading) -> Iterator[Fact]:
    """Yield counts of things that matter here, from sentences and from tables."""
    for sentence in reading.sentences:
        for number in sentence.of({EntityKind.NUMBER}):
            if (noun := _counted(reading, sentence, number)) is None:
                noun = (
                    _same_as_before(reading, sentence, number)
                    or _bracketed(reading, sentence, number)
                    or _number_of(reading, sentence, number)
                    or _again(reading, sentence, number)
                )
            if noun is not None:
                # A title counts less surely than the sentence that it announces, which is what should be quoted.
                sure = 0.85 if reading.is_heading(sentence) else 0.9
                yield _fact(reading, sentence, reading.field(FieldName.NUMBER, number), noun, sure)
    for title, cell in dict.fromkeys((*_of_tables(reading), *_of_lines(reading))):
        yield from _in_cell(reading, title, cell)


def _counted(reading: Reading, sentence: Sentence, number: Entity) -> Field | None:
    """Return the noun right after a number, written in digits, or from three up: "21 sociétés", "Cinq pôles"."""
    words = sentence.after(number.end, 50)
    many = float(number.canonical or 0)
    found = counted_noun(words, reading.document.text[number.end : number.end + len(words)], many)
    if found is None or (not number.text[0].isdigit() and many < _least(words[: found[1]])):
        return None
    if _is_numbering(sentence, number) or is_bound(sentence.before(number.start), words):
        return None
    return reading.quoted(FieldName.OBJECT, number.end + found[0], number.end + found[1])


def _least(words: str) -> int:
    """Return from what number on a number in words is told of a noun: members from three up, countries from ten."""
    return _SMALL_WORD if _EVERYWHERE.search(words) else _SMALL


def _is_numbering(sentence: Sentence, number: Entity) -> bool:
    """Tell whether a number is that of a section: "3.1 Partenariats"."""
    return number.start == sentence.span.start and _SECTION.fullmatch(number.text) is not None


def _same_as_before(reading: Reading, sentence: Sentence, number: Entity) -> Field | None:
    """Return what a number takes a part of: "212 PME, et 67 d'entre elles"."""
    taken = _OF_THEM.match(sentence.after(number.end, 40))
    if taken is None or float(number.canonical or 0) < _SMALL_WORD:
        return None
    after = number.end + taken.end()
    if (being := _BEING.match(sentence.after(after, 60))) and (noun := titled_noun(being["noun"])):
        start = after + being.start("noun")
        return reading.quoted(FieldName.OBJECT, start + noun[0], start + noun[1])
    start = max((one.span.start for one in (sentence, *reading.earlier(sentence, 1))[-1:]), default=0)
    found = noun_before(plain(reading.document.text[start : number.start]), taken[1])
    return reading.quoted(FieldName.OBJECT, start + found[0], start + found[1]) if found else None


def _again(reading: Reading, sentence: Sentence, number: Entity) -> Field | None:
    """Return what a number counts anew: "94 membres il y a deux ans, aujourd'hui 128", "31 dossiers ; 19 sont retenus"."""
    before = sentence.words[: number.start - sentence.span.start]
    if not number.text[0].isdigit() and float(number.canonical or 0) < _SMALL:
        return None
    if not taken_up(before, sentence.after(number.end, 40)) or _YEAR.match(number.text):
        return None
    for place in (sentence, *(reading.earlier(sentence, 1) if not before.strip() else ())):
        counted = [(n, _counted(reading, place, n)) for n in place.of({EntityKind.NUMBER}) if n.start < number.start]
        nouns = [noun for _, noun in counted if noun is not None]
        if nouns:
            return nouns[-1]
    return None


def _bracketed(reading: Reading, sentence: Sentence, number: Entity) -> Field | None:
    """Return the usual noun right before a number in brackets: "nos adhérents (192 au 1er mars)"."""
    before = sentence.words[: number.start - sentence.span.start]
    if not before.endswith(" (") or not _BRACKET.match(sentence.after(number.end, 12)) or _YEAR.match(number.text):
        return None
    bare = sentence.after(number.end, 1) == ")" and float(number.canonical or 0) < _MANY
    found = None if bare else noun_before(before[:-2], "")
    if found is None or found[1] != len(before) - 2:
        return None
    return reading.quoted(FieldName.OBJECT, sentence.span.start + found[0], sentence.span.start + found[1])


def _number_of(reading: Reading, sentence: Sentence, number: Entity) -> Field | None:
    """Return what "le nombre de …" says that the number counts: "Le nombre d'adhérents est passé de 164 à 211"."""
    before = sentence.words[: number.start - sentence.span.start]
    found = next(reversed(list(_NUMBER_OF.finditer(before))), None)
    if found is None or not _REACHES.search(before, found.end()) or _UNIT.match(sentence.after(number.end, 8).strip()):
        return None
    start = sentence.span.start + found.start("noun")
    return reading.quoted(FieldName.OBJECT, start, start + len(found["noun"]))


def _of_tables(reading: Reading) -> Iterator[tuple[Span, Span]]:
    """Yield a title and a cell that it counts, of tables and of sheets "label : value"."""
    text = reading.document.text
    for table in tables(text):
        for row in table.rows:
            for i, cell in enumerate(row[: len(table.heads)]):
                if i and not _UNIT.search(table.titles[i]) and not _UNIT.search(table.titles[0]):
                    yield table.heads[i], cell
                    yield row[0], cell
    for sheet in sheets(text):
        for _, value in sheet.entries:
            start = text.rfind("\n", 0, value.start) + 1
            yield Span(start, value.start), value


def _of_lines(reading: Reading) -> Iterator[tuple[Span, Span]]:
    """Yield the label and each cell of lines whose cells are set apart by spaces, two such lines at least in a row."""
    text = reading.document.text
    lines = list(_ALIGNED.finditer(text))
    beside = {found for pair in pairwise(lines) if pair[1].start() - pair[0].end() <= 1 for found in pair}
    for found in lines:
        if found in beside:
            for cell in _CELL.finditer(text, found.start("cells"), found.end("cells")):
                yield Span(*found.span("label")), Span(*cell.span())


def _in_cell(reading: Reading, title: Span, cell: Span) -> Iterator[Fact]:
    """Yield the count that fills a cell or begins it, where the title is a noun that is counted."""
    text = reading.document.text
    label = text[title.start : title.end]
    noun = titled_noun(plain(label))
    if noun is None or _CALLED.match(label, noun[1]) or _UNIT.search(plain(label)):
        return
    number = _COUNT.match(plain(text[cell.start : cell.end]))
    if (
        noun is None
        or number is None
        or _CALLED.match(label, noun[1])
        or _UNIT.search(plain(label))
        or _YEAR.match(number["number"])
    ):
        return
    end = cell.start + number.end("number")
    value = plain_decimal(decimal(text[cell.start : end]))
    count = reading.quoted(FieldName.NUMBER, cell.start, end, value)
    what = reading.quoted(FieldName.OBJECT, title.start + noun[0], title.start + noun[1])
    yield _fact(reading, line(reading, cell), count, what, 0.85)


def _fact(reading: Reading, sentence: Sentence, number: Field, noun: Field, confidence: float) -> Fact:
    return Fact(FactKind.FIGURE, (number, noun), reading.document.id, sentence.span, confidence)
