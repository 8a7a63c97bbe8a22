"""Events that a page is about, and those at which others take place: "X, du 3 au 5 mars : bilan", "en marge du salon du bois".

Does not know agendas nor the sentences that tell of an event by its name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.extraction.agreements.words import AGREEMENT
from corpus.extraction.events.agendas import days
from corpus.extraction.events.gatherings import CALLED_OFF, GATHERING, STEP
from corpus.extraction.events.names import crowd
from corpus.extraction.fact_reading import ACTORS, MOMENTS, PLACES, Reading, Sentence
from corpus.fact_kinds import Field, FieldName
from corpus.kinds import Entity, EntityKind
from corpus.plain import plain

_DATED_TITLE = re.compile(
    r"(?P<name>[A-ZÀ-Þ0-9][\w'’&+-]+(?:[ \u00a0][\w'’&+«»-]+){0,6}?)(?:,[ \u00a0]|[ \u00a0][(–—-][ \u00a0]?)"
    r"(?:(?:du|les|le|from|on)[ \u00a0])?(?=\Z)"
)
"""What stands before the days of a title: "Foodex 2020, du 3 au 5 mars"."""
_NAME_ENDS = re.compile(r"[ \u00a0][–—-][ \u00a0]|[ \u00a0]?[:,(.]|\n|\Z")
_SPAN_OF_DAYS = re.compile(r"(?:du|les|from|on)?\b[^\n]{0,12}\d{1,2}(?:er)? ?(?:[a-z]+ )?(?:et|au|-|–|to|and)\b")
_VERBS = re.compile(
    r"\b(?:a|ont|est|sont|sera|seront|nous|vous|avant|depuis|version|publie\w*|is|was|are|has|have|since|before)\b"
)
_OCCASION = re.compile(
    r"\b(?:a l'occasion|lors|en marge|durant|pendant|on the (?:fringes|sidelines)|on the occasion|during|at)"
    r"(?: de la| de l'| du| des| de| d'| of the| la| le| les| l'| the)? ?"
    r"(?P<name>(?:biennale|salon|foire|congres|festival|forum|sommet|assises|carrefour|rencontres"
    r"|(?:trade )?fair|congress|summit)"
    r"(?: (?:annuel\w*|mondia\w+|europeen\w*|internationa\w+|nationa\w+|regiona\w+))?"
    r"(?: (?:du|de la|des|de l'|de|d'|of the|of) ?(?!ici\b|deux\b|trois\b|\d)[a-z-]+)"
    r"(?: (?:du|de la|des|de l'|et du|et de la|et des) ?[a-z-]+)?)"
)
_UP_TO_DAYS = re.compile(r" (?:[–—-] )?(?:(?:[a-z']+|\0+)[ ,]+){0,5}?(?:du |le |les |from |on )?")
_ONE = re.compile(
    r"(?:(?:un|une|le|la|l'|\d+(?:e|er|ere|eme)|compte[- ]rendu d\w*|report on|retour sur) ?(?:la |le "
    r"|l')?)?(?:atelier|seminaire|tables? rondes?|colloque"
    r"|journee|conference|rencontre|forum|assises|workshop|seminar|round ?table|symposium|hackathon|matinale"
    r"|webinaire|webinar|congres)\b"
)
"""A gathering of a day, of which a page tells."""
_PUBLISHED = re.compile(
    r"\b(?:publi\w+|mis en ligne|mise a jour|redige\w*|version|lettre|bulletin|gazette|posted|updated|paru\w*)\b"
)
_PEOPLE = re.compile(
    r"\b(?:participants?|personnes|visiteurs|inscrits|exposants|people|attendees|visitors|delegates|auditeurs)\b"
)
_REPORT = re.compile(
    r"(?:compte[- ]rendu|rapport|bilan|retour|note|report)(?: (?:de|d'|sur|on|of|from)(?: (?:la|le|the))?)(?: |(?<='))"
)
"""What a page tells of a gathering, below the name of the one whose page it is: "Compte rendu de mission – Japon"."""
_UNDER_TITLE = 3
_FIRST_WORDS = (
    20  # characters before the number of those who came, in a sentence that tells it: "Devant quelque 130 personnes"
)
_PAGE = 60  # sentences of a page that tells of one event
_HEAD = 6  # sentences at the top of a page in which its event's days stand
_LONGEST_LINE = 110


def titled_events(reading: Reading) -> Iterator[tuple[Sentence, list[Field]]]:
    """Yield the event that the title names, with the days in the title or in a short line below."""
    if not reading.sentences or CALLED_OFF.search(reading.sentences[0].words):
        return
    title = reading.sentences[0]
    for line in reading.sentences[1:_UNDER_TITLE]:
        if (report := _REPORT.match(line.words)) is not None and (told := _near_days(reading, line, report.end())):
            yield line, told
            return
    fields = _dated(reading, title) or _near_days(reading, title) or _over_days(reading, title)
    if fields:
        yield title, fields


def occasions(reading: Reading, sentence: Sentence) -> list[Field]:
    """Return the dated event at which something else takes place: "à Lyon en mai 2020, lors de la biennale du bois"."""
    found, moment = _OCCASION.search(sentence.words), next(iter(days(sentence)), None)
    if found is None or moment is None or CALLED_OFF.search(sentence.words):
        return []
    between = sorted((moment.end, sentence.span.start + found.start()))
    if re.search(r"[;:]|\bapres\b|\bafter\b", sentence.between(*between)):
        return []
    start = sentence.span.start
    name = reading.quoted(FieldName.NAME, start + found.start("name"), start + found.end("name"))
    towns = [e for e in sentence.of({EntityKind.CITY}) if re.search(r"\b(?:a|in|at) \Z", sentence.before(e.start))]
    return [name, *(reading.field(FieldName.PLACE, e) for e in towns[:1]), reading.field(FieldName.DATE, moment)]


def _near_days(reading: Reading, title: Sentence, start: int = 0) -> list[Field]:
    """Return the fields of "Mission en Corée du 3 au 9 novembre : vos questions", a gathering right before its days."""
    moment, gathering = next(iter(days(title)), None), GATHERING.match(title.words, start)
    if moment is None or gathering is None or AGREEMENT.search(title.words) or STEP.match(title.words):
        return []
    before = title.words[gathering.end() : moment.start - title.span.start]
    if _VERBS.search(before) or not _UP_TO_DAYS.fullmatch(before):
        return []
    name = reading.quoted(FieldName.NAME, title.span.start + start, title.span.start + gathering.end())
    return [name, *_place(reading, title), reading.field(FieldName.DATE, moment), *came(reading)]


def came(reading: Reading) -> list[Field]:
    """Return how many took part, said by a sentence of the page that has no other day than that of the title."""
    for line in reading.sentences[:_PAGE]:
        for field in crowd(reading, line) if not line.of(MOMENTS) else ():
            if field.start - line.span.start < _FIRST_WORDS and _PEOPLE.search(line.words):
                return [field]
    return []


def _dated(reading: Reading, title: Sentence) -> list[Field]:
    """Return the fields of "Foodex, du 3 au 5 mars 2020 : notre bilan"."""
    text, moment = reading.document.text, next(iter(days(title)), None)
    if moment is None:
        return []
    found = _DATED_TITLE.match(text[: moment.start], title.span.start)
    if found is None or not _is_name(reading, title, found.start("name"), found.end("name")):
        return []
    if _SPAN_OF_DAYS.match(plain(moment.text)) is None and not GATHERING.match(plain(found["name"])):
        return []  # the day of a page rather than of an event
    name = reading.quoted(FieldName.NAME, found.start("name"), found.end("name"))
    return [name, *_place(reading, title), reading.field(FieldName.DATE, moment)]


def _over_days(reading: Reading, title: Sentence) -> list[Field]:
    """Return the fields of a title that begins as gatherings do, above a short line with the days from and to."""
    gathering = GATHERING.match(title.words)
    if gathering is None or STEP.match(title.words) or AGREEMENT.search(title.words):
        return []
    for line in reading.sentences[1:_HEAD]:
        moment = next(iter(days(line)), None)
        if moment is None or line.span.end - line.span.start > _LONGEST_LINE or _VERBS.search(line.words):
            continue
        alone = _SPAN_OF_DAYS.match(plain(moment.text)) is None
        if alone and not (_ONE.match(title.words) and line.of({EntityKind.CITY}) and not _PUBLISHED.search(line.words)):
            continue
        if moment.start - line.span.start > _LONGEST_LINE // 2:
            continue
        ends = _NAME_ENDS.search(reading.document.text, title.span.start + gathering.end(), title.span.end)
        end = ends.start() if ends else title.span.end
        name = reading.quoted(FieldName.NAME, title.span.start, end)
        where = _place(reading, line) or _place(reading, title)
        return [name, *where, reading.field(FieldName.DATE, moment), *(crowd(reading, line) or came(reading))]
    return []


def _is_name(reading: Reading, title: Sentence, start: int, end: int) -> bool:
    """Tell whether the words before the days of a title name an event and nobody or nowhere else."""
    inside: list[Entity] = [e for e in title.entities if e.start < end and start < e.end]
    told = GATHERING.match(plain(reading.document.text[start:end])) is not None
    others = PLACES | ACTORS | {EntityKind.PERSON, EntityKind.INSTITUTION}
    words = plain(reading.document.text[start:end])
    if AGREEMENT.search(words) or STEP.match(words):
        return False
    return told or (words not in reading.names.common_words and not any(e.kind in others for e in inside))


def _place(reading: Reading, sentence: Sentence) -> list[Field]:
    places = sorted(sentence.of(PLACES), key=lambda e: e.kind is not EntityKind.CITY)
    return [reading.field(FieldName.PLACE, e) for e in places[:1]]
