"""Events that an agenda lists: the rows of a calendar, "- 9 avril 2019, Angers : Matinale X", "Salon Y, à Osaka, en mai".

Does not know sentences that tell of an event; `corpus.events` does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.agreement_details import months
from corpus.agreement_words import AGREEMENT
from corpus.documents import Span
from corpus.fact_kinds import Field, FieldName
from corpus.fact_reading import MOMENTS, Reading, Sentence
from corpus.grids import tables
from corpus.kinds import Entity, EntityKind
from corpus.plain import plain

_WHEN = re.compile(r"\b(?:dates?|quand|jours?|when)\b")
_WHERE = re.compile(r"\b(?:lieux?|villes?|ou|where|place|city)\b")
_WHAT = re.compile(
    r"\b(?:e?venements?|rendez-vous|manifestations?|salons?|intitules?|rencontres?|events?|fairs?|conferences?|missions?)\b"
)
_AGENDA = re.compile(
    r"\b(?:agenda|rendez-vous|calendrier|e?venements?|salons?|missions?|dates?|a venir|prochain\w*|events?|diary|fairs?"
    r"|meet us|upcoming|rencontr\w+|nous (?:voir|retrouver)|manifestations?)\b"
)
_LABEL = re.compile(r"(?:[a-z']+ ){0,3}(?:rendez-vous|salon|evenement|date a retenir|event)s?(?: [a-z]+){0,3} ?: ")
_GATHERING = re.compile(
    r"(?:missions?|ateliers?|conferences?|salon|forum|seminaires?|webinaires?|journees?|convention|congres|colloque|rencontres?"
    r"|visite|delegation|petit-dejeuner|workshop|fair|conference)\b"
)
VENUE = re.compile(r"(?:Cité|Palais|Parc|Halle|Centre|Maison|Espace|Salle|Auditorium|Hôtel)\b")
"""Where events take place."""
_CUT = re.compile(r", |;| ?: | \| | [–—-] | ?\(|\)")
_ARTICLE = re.compile(r"(?:(?:le|la|les|un|une|the|Le|La|Les|The)[ \u00a0]|[lL]['’])")
_AT = re.compile(r"(?:à|au|aux|en|in|at)[ \u00a0](?:la |l['’])?")
_MARKS = ' \u00a0*_«»"“”\n\t.'
_LONGEST_NAME, _LONGEST_ENTRY, _LONGEST_TITLE = 80, 260, 120
_DEADLINE = re.compile(r"(?:avant|jusqu|depuis|a partir|au plus tard|d'ici)\b")
_DAY_OR_MONTH = 5  # characters of "--08", more than a bare year has; a year alone dates no event


def calendar_events(reading: Reading) -> Iterator[tuple[Sentence, list[Field]]]:
    """Yield the events of the tables that have a column for the date and one for the event."""
    text = reading.document.text
    for table in tables(text):
        when, where, what = (_column(table.titles, title) for title in (_WHEN, _WHERE, _WHAT))
        if when is None or what is None or when == what:
            continue
        for row in table.rows:
            line = next(iter(reading.between(row[0].start, row[0].start + 1)), None)
            if line is None or max(when, what) >= len(row) or not text[row[what].start : row[what].end]:
                continue
            dates = [e for e in line.of(MOMENTS) if row[when].start <= e.start < row[when].end]
            place = row[where] if where is not None and where < len(row) else None
            fields = [_quoted(reading, FieldName.NAME, row[what])]
            if place is not None and place.end > place.start:
                fields.append(_quoted(reading, FieldName.PLACE, place))
            if dates:
                yield line, [*fields, reading.field(FieldName.DATE, dates[0])]


def agenda_event(reading: Reading, sentence: Sentence) -> list[Field]:
    """Return the name, the place and the date of the entry of an agenda; nothing where a sentence is none."""
    if sentence.span.end - sentence.span.start > _LONGEST_ENTRY or reading.is_heading(sentence):
        return []
    label = _LABEL.match(sentence.words)
    if label is None and not (reading.is_item(sentence) and _is_agenda(reading, sentence)):
        return []
    moments = [*sentence.of(MOMENTS), *months(sentence)]
    moment = next((e for e in moments if len(e.canonical) > _DAY_OR_MONTH or e.canonical.startswith("--")), None)
    if moment is None or _DEADLINE.match(plain(moment.text)):
        return []
    start = sentence.span.start + (label.end() if label else 0)
    name, place = _named(reading, sentence, start, moment)
    if name is None:
        return []
    written = reading.document.text[name.start : name.end]
    if AGREEMENT.search(plain(written)) or not (place is not None or _is_proper(written, reading)):
        return []
    fields = [_quoted(reading, FieldName.NAME, name)]
    if place is not None:
        fields.append(_quoted(reading, FieldName.PLACE, place))
    return [*fields, reading.field(FieldName.DATE, moment)]


def _named(reading: Reading, sentence: Sentence, start: int, moment: Entity) -> tuple[Span | None, Span | None]:
    """Return which parts of an entry are the name of the event and the place.

    After "date, place : " the name follows the colon, else it is the first part with a capital that is no place.
    """
    text = reading.document.text
    parts, colon = _parts(text, start, sentence.span.end)
    cities = sentence.of({EntityKind.CITY})
    free = [part for part in parts if not (part.start < moment.end and moment.start < part.end)]
    place: Span | None = None
    rest: list[Span] = []
    for part in free:
        at = _AT.match(text, part.start, part.end)
        bare = Span(at.end() if at else part.start, part.end)
        known = any(city.start == bare.start and city.end == bare.end for city in cities)
        if place is None and (known or at) and text[bare.start : bare.start + 1].isupper():
            place = bare
        else:
            rest.append(_without_article(text, part))
    named = [part for part in rest if _may_be_name(reading, sentence, part)]
    after = [part for part in named if colon is not None and part.start >= colon]
    if after and colon is not None and moment.end <= colon:
        before = [part for part in named if part.end <= colon]
        return after[0], place or (before[0] if before else None)
    return (named[0] if named else None), place


def _parts(text: str, start: int, end: int) -> tuple[list[Span], int | None]:
    """Return the stretches between the commas, colons and brackets of an entry, and where the first colon ends."""
    cuts = list(_CUT.finditer(text, start, end))
    colon = next((cut.end() for cut in cuts if ":" in cut.group()), None)
    parts = []
    for first, last in zip([start, *(c.end() for c in cuts)], [*(c.start() for c in cuts), end], strict=True):
        while first < last and text[first] in _MARKS:
            first += 1
        while last > first and text[last - 1] in _MARKS and not (text[last - 1] == "»" and "«" in text[first:last]):
            last -= 1
        if last > first:
            parts.append(Span(first, last))
    return parts, colon


def _without_article(text: str, part: Span) -> Span:
    article = _ARTICLE.match(text, part.start, part.end)
    return Span(article.end() if article else part.start, part.end)


def _may_be_name(reading: Reading, sentence: Sentence, part: Span) -> bool:
    """Tell whether a part of an entry begins with a capital or as events do, is short and names no person or body."""
    others = {EntityKind.PERSON, EntityKind.INSTITUTION, EntityKind.COUNTRY, EntityKind.POLE}
    if any(e.start <= part.start and e.end >= part.end for e in sentence.of(others)):
        return False
    written = reading.document.text[part.start : part.end]
    if VENUE.match(written):
        return False
    return (written[0].isupper() or _GATHERING.match(plain(written)) is not None) and 3 < len(written) <= _LONGEST_NAME


def _is_agenda(reading: Reading, sentence: Sentence) -> bool:
    """Tell whether the heading above, or the line that announces the list, speaks of events."""
    title = plain(sentence.section.title) if sentence.section else ""
    if _AGENDA.search(title):
        return True
    for other in reading.earlier(sentence, 12):
        if not reading.is_item(other):
            short = other.span.end - other.span.start < _LONGEST_TITLE and not other.words.rstrip().endswith(".")
            return short and _AGENDA.search(other.words) is not None
    return False


def _is_proper(written: str, reading: Reading) -> bool:
    """Tell whether words are a name or a kind of event, and no step of a plan: "Foodex Tokyo", not "Ouverture du dépôt"."""
    if _GATHERING.match(plain(written)):
        return True
    words = [word for word in re.findall(r"[^\W\d_][\w’'-]*", written) if len(word) > 3]
    common = len(words) == 1 and plain(words[0]) in reading.names.common_words
    return bool(words) and not common and all(word[0].isupper() or re.match("[ld]['’]", word) for word in words)


def _column(titles: tuple[str, ...], pattern: re.Pattern[str]) -> int | None:
    return next((number for number, title in enumerate(titles) if pattern.search(title)), None)


def _quoted(reading: Reading, name: FieldName, span: Span) -> Field:
    return reading.quoted(name, span.start, span.end)
