"""Events that a table lists: the rows of a calendar, or a town and a year a row under a title such as "Missions".

Does not know the entries of a list; `agendas` does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.documents import Span
from corpus.extraction.agreements.details import months
from corpus.extraction.events.gatherings import CALLED_OFF, GATHERING
from corpus.extraction.fact_reading import MOMENTS, Reading, Sentence
from corpus.extraction.grids import Table, tables
from corpus.fact_kinds import Field, FieldName
from corpus.plain import plain

_WHEN = re.compile(r"\b(?:dates?|quand|jours?|when)\b")
_OF_DEALS = re.compile(r"\b(?:signatures?|signed|echeances?|expir\w+|versements?|paiements?|depots?|deadlines?)\b")
"""What a column of dates is the date of, where it is none of an event."""
_ASIDE = re.compile(
    r",[ \u00a0](?=(?:stands?|pavillon|participation|avec|organisée?s?|animée?s?|en (?:présence|partenariat|lien)|ouverte?s?"
    r"|réservée?s?|with|shared|joint|collective|organi[sz]ed|hosted)\b)"
)
"""What parts the name of an event from what is said of it: "Salon X, stand collectif de 12 entreprises"."""
_WHERE = re.compile(r"\b(?:lieux?|villes?|pays|destinations?|ou|where|place|city|town|venue|country)\b")
_DOES = re.compile(r"\b(?:activites?|programmes?|themes?|objets?|quoi|sujets?|what|activity|topics?|titres?|title)\b")
"""What a column of events is called where it may hold other things as well."""
_WHAT = re.compile(
    r"\b(?:e?venements?|rendez-vous|manifestations?|salons?|intitules?|rencontres?|events?|fairs?|conferences?"
    r"|missions?)\b"
)
_YEAR = re.compile(r"\b(?:annees?|years?|mois|months?|periodes?|period)\b")
_JOURNEYS = re.compile(
    r"\b(?:missions?|delegations?|salons?|foires?|voyages?|deplacements?|visites?|rencontres|tournees?|expositions?"
    r"|pavillons?|stands?"
    r"|seminaires?|ateliers?|forums?|trade (?:missions?|fairs?)|fairs?|trips?|visits?|tours?|workshops?|seminars?"
    r"|exhibitions?)\b"
)
"""What takes place in a town or a country each time."""
_WHO_CAME = re.compile(
    r"\b(?:entreprises?|participants?|pme|societes?|exposants?|inscrits|effectif|companies|firms|smes|attendees|people)\b"
)


def calendar_events(reading: Reading) -> Iterator[tuple[Sentence, list[Field]]]:
    """Yield the events of the tables that have a column for the date and one for the event."""
    text = reading.document.text
    for table in tables(text):
        when, where, what = (_column(table.titles, title) for title in (_WHEN, _WHERE, _WHAT))
        if when is not None and _OF_DEALS.search(table.titles[when]):
            continue
        year = _column(table.titles, _YEAR) if when is None else when
        title = _title_of_table(reading, table) if what is None and year is not None and where is not None else None
        if title is not None and year is not None and where is not None:
            yield from _of_places(reading, table, title, year, where)
            continue
        does = _column(table.titles, _DOES) if what is None else None
        what = does if what is None else what
        if when is None or what is None or when == what:
            continue
        for row in table.rows:
            line = next(iter(reading.between(row[0].start, row[0].start + 1)), None)
            if line is None or max(when, what) >= len(row) or not text[row[what].start : row[what].end]:
                continue
            if does is not None and not GATHERING.match(plain(text[row[what].start : row[what].end])):
                continue
            dates = [e for e in line.of(MOMENTS) if row[when].start <= e.start < row[when].end]
            place = row[where] if where is not None and where < len(row) else None
            aside = _ASIDE.search(text, row[what].start, row[what].end)
            fields = [
                _quoted(reading, FieldName.NAME, Span(row[what].start, aside.start() if aside else row[what].end))
            ]
            if place is not None and place.end > place.start:
                fields.append(_quoted(reading, FieldName.PLACE, place))
            if dates:
                yield line, [*fields, reading.field(FieldName.DATE, dates[0])]


def _title_of_table(reading: Reading, table: Table) -> Field | None:
    """Return the word of the line above a table, of its heading or of the title that says what its rows are: "Missions"."""
    line = next(iter(reading.between(table.heads[0].start, table.heads[0].start + 1)), None) if table.heads else None
    if line is None:
        return None
    above = reading.sentences[line.number - 1] if line.number else None
    for other in (above, reading.heading(line), reading.sentences[0]):
        found = _JOURNEYS.search(other.words) if other is not None and other is not line else None
        if other is not None and found is not None:
            return _quoted(
                reading, FieldName.NAME, Span(other.span.start + found.start(), other.span.start + found.end())
            )
    return None


def _of_places(
    reading: Reading, table: Table, name: Field, when: int, where: int
) -> Iterator[tuple[Sentence, list[Field]]]:
    """Yield the events of a table that has a row for each place and a name for all of them above it."""
    text = reading.document.text
    came = _column(table.titles, _WHO_CAME)
    for row in table.rows:
        line = next(iter(reading.between(row[0].start, row[0].start + 1)), None) if row else None
        if (
            line is None
            or max(when, where, came or 0) >= len(row)
            or CALLED_OFF.search(plain(text[row[0].start : row[-1].end]))
        ):
            continue
        dates = [e for e in (*line.of(MOMENTS), *months(line)) if row[when].start <= e.start < row[when].end]
        if not dates or not text[row[where].start : row[where].end]:
            continue
        fields = [name, _quoted(reading, FieldName.PLACE, row[where]), reading.field(FieldName.DATE, dates[0])]
        number = re.compile(r"\d+").match(text, row[came].start, row[came].end) if came is not None else None
        if number is not None:
            fields.append(_quoted(reading, FieldName.PARTICIPANTS, Span(*number.span())))
        yield line, fields


def _column(titles: tuple[str, ...], pattern: re.Pattern[str]) -> int | None:
    return next((number for number, title in enumerate(titles) if pattern.search(title)), None)


def _quoted(reading: Reading, name: FieldName, span: Span) -> Field:
    return reading.quoted(name, span.start, span.end)
