"""Events that an agenda lists: "- 9 avril 2019, Angers : Matinale X", "Salon Y, à Osaka, en mai".

Does not know tables, nor sentences that tell of an event; `calendars` and `finding` do.
"""

from __future__ import annotations

import re

from corpus.documents import Span
from corpus.extraction.agreements.details import months
from corpus.extraction.agreements.words import AGREEMENT
from corpus.extraction.events.gatherings import CALLED_OFF, ENGLISH_TAIL, GATHERING, STEP
from corpus.extraction.fact_reading import MOMENTS, Reading, Sentence
from corpus.fact_kinds import Field, FieldName
from corpus.kinds import Entity, EntityKind
from corpus.plain import plain

_AGENDA = re.compile(
    r"\b(?:agenda|rendez-vous|calendrier|e?venements?|salons?|missions?|dates?|a venir|prochain\w*|events?|diary"
    r"|fairs?"
    r"|meet us|upcoming|rencontr\w+|nous (?:voir|retrouver)|manifestations?|agendas|a noter|a retenir|a vos \w+"
    r"|semaine prochaine|mois prochain|coming up|next (?:week|month)|what's on|save the date|where to|dates? a)\b"
)
_LABEL = re.compile(r"(?:[a-z']+ ){0,3}(?:rendez-vous|salon|evenement|date a retenir|event)s?(?: [a-z]+){0,3} ?: ")
VENUE = re.compile(r"(?:Cité|Palais|Parc|Halle|Centre|Maison|Espace|Salle|Auditorium|Hôtel)\b")
"""Where events take place."""
_CUT = re.compile(r", |;| ?: | \| | [–—-] | ?\(|\)")
_ARTICLE = re.compile(r"(?:(?:le|la|les|un|une|the|Le|La|Les|The)[ \u00a0]|[lL]['’])")
_AT = re.compile(r"(?:à|au|aux|en|in|at)[ \u00a0](?:la |l['’])?")
_TO = re.compile(r",?[ \u00a0](?:à|au|in|at)[ \u00a0]\Z")
_AT_TOWN = re.compile(
    r"(?<=[\w»”\"])[ \u00a0](?:à|au|in|at)[ \u00a0](?P<town>[A-ZÀ-ÖØ-Þ][^\W\d_]+(?:['’ -][A-ZÀ-ÖØ-Þ][^\W\d_]+"
    r"|-(?:sur|en|le|la|les|sous|de|du|des|l['’])(?=-))*)\Z"
)
_SAYS = re.compile(
    r"[ \u00a0](?:s['’]est|se[ \u00a0]sont|se[ \u00a0]tien\w+|a|ont|est|sont|sera|seront|aura|auront|was|will|has|took|is)"
    r"[ \u00a0].*",
    re.DOTALL,
)
_TO_TOWN = re.compile(r"\b(?:a|au|in|at) \Z")
_ANDS = (" et ", " and ", " & ")
_FAIR = re.compile(
    r"(?:(?:le |au )?salon|(?:rendez-vous|visite|participation|stand) (?:de |a |au |sur )?(?:la|le|l')?) ?[«\" ]*"
)
_MARKS = ' \u00a0*_«»"“”\n\t.'
_LONGEST_NAME, _LONGEST_ENTRY, _LONGEST_TITLE = 80, 260, 120
_DEADLINE = re.compile(r"(?:avant|jusqu|depuis|a partir|au plus tard|d'ici)\b")
_DAYS_OF_WEEK = (
    r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
    r"(?: (?:le )?\d{1,2}(?:er|st|nd|rd|th)?)?"
)
_WEEKDAY = re.compile(rf"{_DAYS_OF_WEEK},?")
_OPENS = re.compile(rf"{_DAYS_OF_WEEK} ?[:,|–—-]")
_PARTED = re.compile(r"[ \u00a0*_]*(?:[,:|(–—-]|\n|\Z)")
_LATEST_START = 14  # characters of "Mercredi le " that may stand before the date of an entry
_DAY_OR_MONTH = 5  # characters of "--08", more than a bare year has; a year alone dates no event


def agenda_event(reading: Reading, sentence: Sentence) -> list[Field]:
    """Return the name, the place and the date of the entry of an agenda; nothing where a sentence is none.

    An entry stands under a heading that speaks of events, is labelled as one, or begins with its day.
    """
    if sentence.span.end - sentence.span.start > _LONGEST_ENTRY or reading.is_heading(sentence):
        return []
    label = _LABEL.match(sentence.words)
    first_day = _begins_with_day(reading, sentence)
    agenda = label is not None or ((first_day or reading.is_item(sentence)) and _is_agenda(reading, sentence))
    if not (agenda or first_day) or CALLED_OFF.search(sentence.words):
        return []
    moment = next(iter(days(sentence)), None)
    start = sentence.span.start + (label.end() if label else 0)
    first = _parts(reading.document.text, start, sentence.span.end)[0][:1]
    weekday = (
        first[0] if first and _WEEKDAY.fullmatch(plain(reading.document.text[first[0].start : first[0].end])) else None
    )
    when = Span(moment.start, moment.end) if moment else weekday
    if when is None or _DEADLINE.match(plain(reading.document.text[when.start : when.end])):
        return []
    name, place = _named(reading, sentence, start, when, agenda)
    if name is None:
        return []
    name = _bare(reading, sentence, name)
    name, place = _without_town(reading, name, place)
    said = _SAYS.search(reading.document.text, name.start, name.end)
    if said is not None and re.search(r"[«“\"]", reading.document.text[name.start : said.start()]):
        said = None
    if said is not None:  # "Le comité de pilotage s'est réuni"
        name = Span(name.start, said.start())
        towns = [c for c in sentence.of({EntityKind.CITY}) if _TO_TOWN.search(sentence.before(c.start))]
        place = place or next((Span(town.start, town.end) for town in towns), None)
    if moment is None and place is None:
        return []
    written = reading.document.text[name.start : name.end]
    told = GATHERING.match(plain(written)) is not None or ENGLISH_TAIL.match(plain(written)) is not None
    sure = told or (agenda and (place is not None or _is_proper(written, reading)))
    if (said is not None and not told) or AGREEMENT.search(plain(written)) or STEP.match(plain(written)) or not sure:
        return []
    fields = [_quoted(reading, FieldName.NAME, name)]
    if place is not None:
        fields.append(_quoted(reading, FieldName.PLACE, place))
    return [*fields, *([reading.field(FieldName.DATE, moment)] if moment is not None else [])]


def days(sentence: Sentence) -> list[Entity]:
    """Return the dates of a sentence that say a day or a month: a year alone dates no event."""
    moments = [*sentence.of(MOMENTS), *months(sentence)]
    return [e for e in moments if len(e.canonical) > _DAY_OR_MONTH or e.canonical.startswith("--")]


def _begins_with_day(reading: Reading, sentence: Sentence) -> bool:
    """Tell whether an item or a line begins with a day: "12 mars, Lyon : …", "Jeudi 12 – …"."""
    line = reading.document.text.rfind("\n", 0, sentence.span.start) + 1
    if reading.document.text[line : sentence.span.start].strip(" \t*_>-–—•·"):
        return False
    first = next(iter(days(sentence)), None)
    if first is not None and first.start - sentence.span.start <= _LATEST_START:
        return _PARTED.match(reading.document.text, first.end) is not None
    return _OPENS.match(sentence.words) is not None


def _named(
    reading: Reading, sentence: Sentence, start: int, when: Span, agenda: bool
) -> tuple[Span | None, Span | None]:
    """Return which parts of an entry are the name of the event and the place.

    After "date, place : " the name follows the colon, else it is the first part with a capital that is no place.
    """
    text = reading.document.text
    parts, colon = _parts(text, start, sentence.span.end)
    cities = sentence.of({EntityKind.CITY})
    free = [part for part in parts if not (part.start < when.end and when.start < part.end)]
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
    if place is None:  # "à l'auditorium de Caen"
        inside = (c for c in cities if c.start > when.end and re.search(r"\b(?:a|de|d') ?\Z", sentence.before(c.start)))
        near = (c for c in cities if _TO_TOWN.search(sentence.before(c.start)))
        city = next(inside, None) or next(near, None)
        place = Span(city.start, city.end) if city else None
    named = [part for part in rest if _may_be_name(reading, sentence, part)]
    after = [part for part in named if colon is not None and part.start >= colon]
    if colon is not None and when.end <= colon:
        before = [part for part in named if part.end <= colon]
        first = not any(part.end <= when.start for part in before)
        if not after and agenda and first and (place is not None or before):  # "17 mai, Caen : les dix ans de X"
            after = [p for p in rest if p.start >= colon and p.end - p.start <= _LONGEST_NAME][:1]
        if after:
            return after[0], place or (before[0] if before and first else None)
    return (named[0] if named else None), place


def _bare(reading: Reading, sentence: Sentence, name: Span) -> Span:
    """Leave the town outside the name, "assemblée générale à Lyon", and "salon" before the name of a fair."""
    for city in sentence.of({EntityKind.CITY}):
        at = _TO.search(reading.document.text[: city.start], name.start)
        if city.end == name.end and at is not None:
            name = Span(name.start, at.start())
    fairs = {EntityKind.EVENT, EntityKind.ORGANISATION, EntityKind.POLE}
    fair = next((e for e in sentence.of(fairs) if name.start < e.start and e.end == name.end), None)
    return Span(fair.start, fair.end) if fair and _FAIR.fullmatch(sentence.between(name.start, fair.start)) else name


def _without_town(reading: Reading, name: Span, place: Span | None) -> tuple[Span, Span | None]:
    """Leave a town that no list knows outside the name as well: "Séminaire « X » à Prato"."""
    town = _AT_TOWN.search(reading.document.text, name.start, name.end)
    if town is None or (place is not None and not town.start("town") <= place.start < town.end("town")):
        return name, place
    return Span(name.start, town.start()), Span(*town.span("town"))


def _parts(text: str, start: int, end: int) -> tuple[list[Span], int | None]:
    """Return the stretches between the commas, colons and brackets of an entry, and where the first colon ends."""
    quoted = [m.span() for m in re.finditer(r"«[^»\n]*»|“[^”\n]*”", text[start:end])]
    cuts = [
        cut
        for cut in _CUT.finditer(text, start, end)
        if not any(start + first < cut.start() < start + last for first, last in quoted)
    ]
    colon = next((cut.end() for cut in cuts if ":" in cut.group()), None)
    parts = []
    for first, last in zip([start, *(c.end() for c in cuts)], [*(c.start() for c in cuts), end], strict=True):
        while first < last and text[first] in _MARKS:
            first += 1
        while last > first and text[last - 1] in _MARKS and not _closes(text, first, last):
            last -= 1
        if last > first:
            parts.append(Span(first, last))
    return parts, colon


def _closes(text: str, first: int, last: int) -> bool:
    """Tell whether a stretch ends with the mark that closes a quotation in it."""
    mark, inside = text[last - 1], text[first : last - 1]
    return (
        (mark == "»" and "«" in inside)
        or (mark == "”" and "“" in inside)
        or (mark == '"' and inside.count('"') % 2 == 1)
    )


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
    towns = [e for e in sentence.of({EntityKind.CITY}) if part.start <= e.start and e.end <= part.end]
    if any(
        written[e.end - part.start :].startswith(_ANDS) or written[: e.start - part.start].endswith(_ANDS)
        for e in towns
    ):
        return False
    return (written[0].isupper() or GATHERING.match(plain(written)) is not None) and 3 < len(written) <= _LONGEST_NAME


def _is_agenda(reading: Reading, sentence: Sentence) -> bool:
    """Tell whether the heading above, or the line that announces the list, speaks of events."""
    title = plain(sentence.section.title) if sentence.section else ""
    if _AGENDA.search(title):
        return True
    for other in reading.earlier(sentence, 12):
        if not reading.is_item(other) and not _begins_with_day(reading, other):
            short = other.span.end - other.span.start < _LONGEST_TITLE and not other.words.rstrip().endswith(".")
            return short and _AGENDA.search(other.words) is not None
    return False


def _is_proper(written: str, reading: Reading) -> bool:
    """Tell whether words are a name or a kind of event, and no step of a plan: "Foodex Tokyo", not "Ouverture du dépôt"."""
    words = [word for word in re.findall(r"[^\W\d_][\w’'-]*", written) if len(word) > 3]
    common = len(words) == 1 and plain(words[0]) in reading.names.common_words
    return bool(words) and not common and all(word[0].isupper() or re.match("[ld]['’]", word) for word in words)


def _quoted(reading: Reading, name: FieldName, span: Span) -> Field:
    return reading.quoted(name, span.start, span.end)
