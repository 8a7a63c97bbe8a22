"""Events that a sheet of labels announces: "Événement : Forum X", "Date : jeudi 8 juin", "Lieu : Romans, Cité de la chaussure".

Does not know sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.documents import Span
from corpus.extraction.events.gatherings import CALLED_OFF, ENGLISH_TAIL, GATHERING, STEP
from corpus.extraction.events.names import crowd
from corpus.extraction.fact_reading import MOMENTS, Reading, Sentence
from corpus.extraction.grids import Sheet, sheets
from corpus.fact_kinds import Field, FieldName
from corpus.kinds import EntityKind
from corpus.plain import plain

_WHEN = re.compile(
    r"(?:dates?|quand|when|jour|date (?:et|and) (?:heures?|horaires?|lieu|time|place)|dates? et horaires?|le)"
)
_WHERE = re.compile(r"(?:lieux?|ou|where|place|venue|ville|location|adresse|salle|lieu (?:et|de la) \w+|date et lieu)")
_WHAT = re.compile(
    r"(?:evenements?|events?|intitule|titre|title|manifestation|rencontre|salon|reunion|seminaire|atelier|conference"
    r"|quoi|what"
    r"|nom(?: de l'evenement)?|name(?: of the event)?|rendez-vous|mission|objet|subject|theme|sujet)"
)
_LONGEST = 110


def sheet_events(reading: Reading) -> Iterator[tuple[Sentence, list[Field]]]:
    """Yield the line of the day and the fields of every sheet that says when and where something is held."""
    for sheet in sheets(reading.document.text):
        when = _value(sheet, _WHEN)
        where = _value(sheet, _WHERE)
        if when is None:
            continue
        line = next((s for s in reading.between(when.start, when.end) if s.of(MOMENTS)), None)
        dates = [e for e in line.of(MOMENTS) if when.start <= e.start < when.end] if line is not None else []
        name = _name(reading, sheet, line) if line is not None and dates else None
        if line is None or name is None or CALLED_OFF.search(line.words):
            continue
        fields = [name]
        if where is not None:
            fields.append(_place(reading, where))
        yield line, [*fields, reading.field(FieldName.DATE, dates[0]), *_came(reading, sheet)]


def _value(sheet: Sheet, pattern: re.Pattern[str]) -> Span | None:
    return next((span for label, span in sheet.entries if pattern.fullmatch(label)), None)


def _name(reading: Reading, sheet: Sheet, line: Sentence) -> Field | None:
    """Return the value of the label for the event, else the heading or the title above where it names a gathering."""
    told = _value(sheet, _WHAT)
    if told is not None and _value(sheet, _WHERE) is not None:
        return _held(reading, told.start, told.end, sure=True)
    text = reading.document.text
    above = reading.heading(line)
    first = reading.sentences[0] if reading.sentences and reading.sentences[0].span.start < sheet.start else None
    for other in (above, first):
        if other is None or other is line:
            continue
        end = text.find("\n", other.span.start)
        stop = min(other.span.end, end) if end > 0 else other.span.end
        if (name := _held(reading, other.span.start, stop, sure=False)) is not None:
            return name
    return None


def _held(reading: Reading, start: int, end: int, *, sure: bool) -> Field | None:
    """Return the words of a label or a heading as the name of an event; without `sure`, only where they are those of one."""
    text = reading.document.text
    written = re.match(r"[\s*_#]*(?P<name>[^\n]*?)[\s*_.]*\Z", text[start:end])
    if written is None or not 3 < len(written["name"]) <= _LONGEST:
        return None
    words = plain(written["name"])
    told = GATHERING.match(words) is not None or ENGLISH_TAIL.match(words) is not None
    if STEP.match(words) or not (told or (sure and written["name"][0].isupper())):
        return None
    return reading.quoted(FieldName.NAME, start + written.start("name"), start + written.end("name"))


def _place(reading: Reading, where: Span) -> Field:
    """Return the town that the value of the label names, else its words up to the first comma or bracket."""
    for line in reading.between(where.start, where.end):
        for city in line.of({EntityKind.CITY}):
            if where.start <= city.start < where.end:
                return reading.field(FieldName.PLACE, city)
    stop = re.search(r" ?[,(;]", reading.document.text[where.start : where.end])
    return reading.quoted(FieldName.PLACE, where.start, where.start + stop.start() if stop else where.end)


def _came(reading: Reading, sheet: Sheet) -> list[Field]:
    lines = (line for _, span in sheet.entries for line in reading.between(span.start, span.end))
    return next((came for line in lines if (came := crowd(reading, line))), [])
