"""Events whose day stands on a line of its own above or below their name, or after the colon of a label.

"Mardi 11 mars – Rouen, Hangar 107" / "Forum X, organisé par Y"; "Soirée anniversaire : jeudi 17 octobre, à Caen". Does not
know the entries of a list, which hold their day themselves; `agendas` does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.documents import Span
from corpus.extraction.agreements.words import AGREEMENT
from corpus.extraction.events.agendas import days
from corpus.extraction.events.gatherings import CALLED_OFF, ENGLISH_TAIL, GATHERING, GENERIC, STEP
from corpus.extraction.fact_reading import PLACES, Reading, Sentence
from corpus.fact_kinds import Field, FieldName
from corpus.kinds import Entity, EntityKind
from corpus.plain import plain

_LONGEST_LINE, _LONGEST_NAME, _LONGEST_LABEL = 110, 120, 90
_VERBS = re.compile(
    r"\b(?:ont|est|sont|sera|seront|etait|avait|signe\w*|nous|vous|avant|apres|depuis|jusqu\w*|cree\w*|ne en"
    r"|fonde\w*|dans|par"
    r"|is|was|are|will|has|have|since|until|before|by)\b"
)
_HAS = re.compile(r"(?<![\w'’-])(?:a|A)(?![\w'’-])")
_EDITION = re.compile(r"(?:mise a jour|derniere|publie\w*|paru\w*|communique|version|edition|n°|page|\W*(?:le )?\Z)")
_NAME_ENDS = re.compile(
    r",(?! [A-ZÀ-Þ][^,.]{0,30},)|[;(]|[ \u00a0][–—|][ \u00a0]|[.!?](?=[ \u00a0\n]|\Z)|[ \u00a0]:(?![^«]*»)|\n"
    r"|[ \u00a0](?:à|at)[ \u00a0]\d|[ \u00a0](?:organisée?s?|animée?s?|proposée?s?|organised|organized"
    r"|hosted)[ \u00a0]"
)
_TOWN = re.compile(r"[,|–—(-] ?(?:à |au |in |at )?(?P<town>[A-ZÀ-Þ][\w'’-]+(?:[ -][A-ZÀ-Þ][\w'’-]+){0,3})")
_LABELLED = re.compile(r"(?P<name>[^.;:,()|]{4,110}?)[ \u00a0*]*(?:(?P<colon>:)|,|\(|[–—|])[ \u00a0*]*")
_TOWNS_FIRST = re.compile(
    r"[*_# ]*(?:[A-ZÀ-Þ][\w'’-]+(?:[ \u00a0][A-ZÀ-Þ][\w'’-]+){0,2}(?:, | et | and "
    r"| / )?){1,5}[ \u00a0]?(?:\([^()\n]{3,30}\)[ \u00a0]?)?"
    r"[,–—|:-]?[ \u00a0](?:(?:le|les|du|on|from)[ \u00a0])?"
)
"""Towns that stand before the day: "Séoul, Daejeon – du 15 au 21 avril"."""
_LATEST_DAY = 16
_OF_YEAR = re.compile(r"[ \u00a0](?:de|pour|d['’]|in|for)[ \u00a0]?(?:19|20)\d\d\Z")
_SUBJECT = re.compile(r"(?:(?:re|tr|fwd?|objet|subject|titre|title)[ \u00a0]?:[ \u00a0]?)+", re.IGNORECASE)


def dated_events(reading: Reading) -> Iterator[tuple[Sentence, list[Field], frozenset[int]]]:
    """Yield the events: the sentence that names each, its fields, and the numbers of the sentences that tell it."""
    for sentence in reading.sentences:
        if CALLED_OFF.search(sentence.words):
            continue
        if (moment := _day_of_line(reading, sentence)) is not None:
            sides = (_above, _below) if _hangs_below(reading, sentence) else (_below, _above)
            named = next((found for side in sides if (found := side(reading, sentence)) is not None), None)
            if named is not None:
                other, name = named
                told = frozenset({sentence.number, other.number})
                yield other, [name, *_where(reading, sentence, moment), reading.field(FieldName.DATE, moment)], told
        elif labelled := _labelled(reading, sentence):
            yield sentence, labelled, frozenset({sentence.number})


def below_day(reading: Reading, sentence: Sentence) -> bool:
    """Tell whether the line above a sentence holds a day alone, as the entries of an agenda have it."""
    above = reading.sentences[sentence.number - 1] if sentence.number else None
    return above is not None and _day_of_line(reading, above) is not None


def _day_of_line(reading: Reading, sentence: Sentence) -> Entity | None:
    """Return the day of a short line that says no more than when and where."""
    size = sentence.span.end - sentence.span.start
    moment = next(iter(days(sentence)), None)
    if moment is None or size > _LONGEST_LINE or sentence.number == 0:
        return None
    text = reading.document.text
    towns = _TOWNS_FIRST.match(text, sentence.span.start, moment.start)
    led = towns is not None and towns.end() == moment.start and any(e.kind in PLACES for e in sentence.entities)
    if moment.start - sentence.span.start > _LATEST_DAY and not led:
        return None
    line = Span(
        text.rfind("\n", 0, sentence.span.start) + 1, (text.find("\n", sentence.span.end) + 1 or len(text) + 1) - 1
    )
    around = text[line.start : sentence.span.start] + text[sentence.span.end : line.end]
    whole = not around.strip(" \t#*_>-•|.")
    words = sentence.words
    apart = f"{words[: moment.start - sentence.span.start]} {words[moment.end - sentence.span.start :]}"
    if (
        not whole
        or _VERBS.search(apart)
        or _HAS.search(text, sentence.span.start, sentence.span.end)
        or _EDITION.match(words)
        or ":" in _rest(words, sentence, moment)
        or GATHERING.match(_rest(words, sentence, moment))
        or (led and GATHERING.match(words))
        or any(e.kind is EntityKind.EVENT and e.end <= moment.start for e in sentence.entities)
    ):
        return None
    if any(e.kind in (EntityKind.PERSON, EntityKind.EMAIL, EntityKind.PHONE) for e in sentence.entities):
        return None
    return moment


def _rest(words: str, sentence: Sentence, moment: Entity) -> str:
    return words[moment.end - sentence.span.start :].lstrip(" ,:–—-|")


def _hangs_below(reading: Reading, line: Sentence) -> bool:
    """Tell whether a line is nearer to the one above than to the one below, as the day under the name of an event is."""
    if not 0 < line.number < len(reading.sentences) - 1:
        return line.number > 0
    text, above, below = reading.document.text, *(reading.sentences[line.number + step] for step in (-1, 1))
    gaps = (
        text.count("\n", above.span.end, line.span.start),
        text.count("\n", line.span.end, below.span.start),
    )
    return gaps[0] < gaps[1] or (gaps[0] == gaps[1] and reading.is_heading(above))


def _below(reading: Reading, line: Sentence) -> tuple[Sentence, Field] | None:
    """Return the name that begins the line below."""
    for other in reading.sentences[line.number + 1 : line.number + 2]:
        name = _name(reading, other)
        return (other, name) if name is not None and not CALLED_OFF.search(other.words) else None
    return None


def _above(reading: Reading, line: Sentence) -> tuple[Sentence, Field] | None:
    """Return the name that the short line above is."""
    for other in reading.sentences[max(0, line.number - 1) : line.number]:
        size = other.span.end - other.span.start
        name = _name(reading, other) if size <= _LONGEST_LINE else None
        return (other, name) if name is not None and not other.words.rstrip().endswith((".", "!", "?")) else None
    return None


def _name(reading: Reading, sentence: Sentence) -> Field | None:
    """Return the words for a gathering that begin a sentence, up to where its name ends."""
    text, start = reading.document.text, sentence.span.start
    subject = _SUBJECT.match(text, start, sentence.span.end)
    start = subject.end() if subject else start
    ends = _NAME_ENDS.search(text, start + 3, sentence.span.end)
    end = ends.start() if ends else sentence.span.end
    written = plain(text[start:end])
    known = any(e.start == start and e.end == end for e in sentence.of({EntityKind.EVENT}))
    if not known and not GATHERING.match(written) and not ENGLISH_TAIL.match(written):
        return None
    if AGREEMENT.search(written) or STEP.match(written) or end - start > _LONGEST_NAME:
        return None
    if reading.is_heading(sentence) and GENERIC.fullmatch(written):
        return None
    if _VERBS.search(written) or _HAS.search(text, start, end):
        return None
    return reading.quoted(FieldName.NAME, start, _trimmed(text, start, end))


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in " \u00a0*_.:–-":
        end -= 1
    return end


def _where(reading: Reading, sentence: Sentence, moment: Entity) -> list[Field]:
    """Return the place: a known one, else the capitalised words after the dash or comma."""
    places = [e for e in sentence.of(PLACES) if e.start > moment.end or e.end < moment.start]
    places.sort(key=lambda e: e.kind is not EntityKind.CITY)
    if places:
        return [reading.field(FieldName.PLACE, places[0])]
    town = _TOWN.search(reading.document.text, moment.end, sentence.span.end)
    return [reading.quoted(FieldName.PLACE, *town.span("town"))] if town else []


def _labelled(reading: Reading, sentence: Sentence) -> list[Field]:
    """Return the fields of "Soirée anniversaire : jeudi 17 octobre 2024, à Caen" or "Mission X – du 3 au 5 mai"."""
    found = _LABELLED.match(reading.document.text, sentence.span.start, sentence.span.end)
    moment = next(iter(days(sentence)), None)
    if found is None or moment is None or sentence.number == 0 or not 0 <= moment.start - found.end() <= 16:
        return []
    written = plain(found["name"])
    if not GATHERING.match(written) or AGREEMENT.search(written) or STEP.match(written) or _VERBS.search(written):
        return []
    line_ends = reading.document.text[sentence.span.end : sentence.span.end + 4].lstrip(" *_")[:1] in ("", "\n")
    if not found["colon"] and (not line_ends or sentence.words.endswith(".") or _VERBS.search(sentence.words)):
        return []
    between = sentence.between(found.end(), moment.start)
    if re.search(r"\b(?:avant|jusqu\w*|depuis|before|until|by)\b", between + plain(moment.text)):
        return []
    of_year = _OF_YEAR.search(found["name"])
    name = reading.quoted(FieldName.NAME, found.start("name"), found.end("name") - (len(of_year[0]) if of_year else 0))
    return [name, *_where(reading, sentence, moment), reading.field(FieldName.DATE, moment)]
