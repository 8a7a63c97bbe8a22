"""Events that sentences and agendas tell: what, where, when, and how many came."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.extraction.events.agendas import VENUE, agenda_event, days
from corpus.extraction.events.calendars import calendar_events
from corpus.extraction.events.dated_lines import dated_events
from corpus.extraction.events.editions import editions
from corpus.extraction.events.gatherings import CALLED_OFF
from corpus.extraction.events.lines import by_lines
from corpus.extraction.events.names import PROPER, crowd, details_of, proper_name
from corpus.extraction.events.notices import another, counted, notice
from corpus.extraction.events.sheets import sheet_events
from corpus.extraction.events.titles import occasions, titled_events
from corpus.extraction.fact_reading import MOMENTS, Reading, Sentence, distinct
from corpus.fact_kinds import Fact, FactKind, Field, FieldName
from corpus.kinds import Entity, EntityKind
from corpus.plain import plain
from corpus.protagonists import RUN

_HELD = re.compile(
    r"\bse sont reunis\b|\bs'est (?:\w+ )?(?:tenu|deroule)\w*|\bse (?:tiendra|tient|deroulera|deroule)\b"
    r"|\b(?:aura|a eu"
    r"|ont eu|auront) lieu\b|\bheld\b|\b(?:takes?|took|taking) place\b|\bjoin us\b|\bhost\w*|\battend\w*|\bvisit\w*"
    r"|\borganis\w+|\baccueill\w+"
    r"|\bassist\w+|\brassembl\w+|\ba reuni\b|\breunira\b|\breunit\b|\bpresents?\b|\bparticip\w+|\bstand\b|\bsalon\b"
    r"|\bcongres\b|\bforum\b|\boccasion\b|\blors d\w*"
    r"|\brencontres?\b|\binvit\w+|\bexpos\w+|\bedition\b|\bpropose\w*|\brendez-vous\b|\bdate\b"
)
_GATHERING = re.compile(
    r"\b(?:ateliers?|colloques?|seminaires?|journees?|conferences?|e?venements?|salons?|forums?"
    r"|conventions? d'affaires|assemblees? generales?|tables? rondes?"
    r"|comites? de (?:pilotage|suivi|labellisation|selection)|conseils? d'administration|(?:steering"
    r"|advisory) (?:committee|board)|kick-?off meeting"
    r"|webinaires?|congres|rencontres?|symposiums?|delegations?|missions?|soirees?|visites?|petits?[- ]dejeuners?"
    r"|remises? (?:(?:officielle|solennelle|publique) )?(?:des|du) [a-z]+"
    r"|inaugurations?|reunions?|matinees?|assises|workshops?|seminars?|summits?|fairs?|webinars?|trade missions?"
    r"|open days?|general assembl(?:y|ies))\b(?: (?:d'|de |des )(?!ici|deux|trois|quatre|cinq|six|sept|huit|neuf"
    r"|dix|onze"
    r"|douze|quinze|vingt|trente|plusieurs|quelques)[a-z-]+)?"
    r"(?: (?:annuel\w*|internationa\w+|national\w*|generale?s?|technique\w*|economique\w*))?"
)
_HAPPENS = re.compile(
    r"\bse sont reunis\b|\bs'est (?:\w+ )?(?:tenu|deroule)\w*|\bse (?:tiendra|tiendront|deroulera)\b"
    r"|\b(?:aura|a eu|auront) lieu\b|\b(?:will be|was|were|be) held\b|\b(?:takes?|took) place\b|\bhost(?:s|ed)\b"
    r"|\bjoin us\b|\borgani[sz]e[sd]\b|\b(?:est|sera|etait) (?:organise|fixe|programme|prevu)\w*|\binaugur\w+"
    r"|\b(?:a|ont|avait) (?:reuni|rassemble|accueilli|organise|tenu|emmene|conduit|participe)\b"
    r"|\borganis(?:e|ent|ait|aient|era|eront|ee?s?)\b|\btenait\b"
    r"|\bdelegation\b[^.;]{0,60}\b(?:s'est|se sont|se) rend\w+ (?:a|au|aux|en)\b|\breunira\b"
    r"|\b(?:vous )?(?:convie|invite)\b|\b(?:se sont|s'est) rendu\w*[^.;]{0,60}\b(?:dans le cadre|a l'occasion|lors) d"
    r"|\bdonne rendez-vous\b|\bvous attend\w*|\bse sont retrouve\w*|\bs'est reuni\w*|\bmet (?:in|at|on)\b"
)
_HELD_ITSELF = re.compile(
    r"[^.;:]{0,90}?\b(?:s'est (?:\w+ )?(?:tenu|deroule|reuni)\w*|se (?:tiendra|tiendront|deroulera)|(?:aura|a eu"
    r"|auront) lieu"
    r"|(?:will be|was|were) held|(?:will )?take place|took place|takes place"
    r"|s'est rendue? (?:a|au|en|aux)|(?:est partie|partira|s'envolera) (?:a|au|en|pour|le)|(?:went|travelled|traveled) to"
    r"|a ete (?:reunie?|organisee?|tenue?|accueillie?)"
    r"|(?:conduite?|menee?|organisee?|effectuee?|realisee?|tenue?|held|conducted|led|organi[sz]ed)s? (?:du|les|le"
    r"|from|on) \d)"
    r"(?!\w*[a-z])"
)
"""Said after the words for a gathering, this tells that it is held, so that its day or its town is enough."""
_TIMES = re.compile(r"\b(?:fois|reprises|times|twice)\b")
"""What tells of many gatherings, of which no day is told: "s'est réuni cinq fois"."""
_DURING = re.compile(
    r"\b(?:pendant|durant|lors d\w*|a l'occasion d\w*|en marge d\w*|during|at(?= the))"
    r"(?: l)?(?: |')(?:la |le |les |l'|the )?[«\" ]*\Z"
)
_VERBS = re.compile(r"\b(?:a|ont|est|sont|sera|seront|signe\w*|nous|vous)\b")
_ELSEWHERE = re.compile(
    r"\b(?:ville|siege|berceau|patrie|home|host) (?:du|de la|de l'|of|to|ou se tient|where)[^.;]{0,20}\Z"
    r"|\bou se tien\w+ [^.;]{0,12}\Z"
)
"""What only tells of a town that another event takes place there."""
_OF_TOWN = re.compile(r"[ \u00a0](?:de|d['’]|du|à|of)[ \u00a0]?(?P<town>[A-ZÀ-ÖØ-Þ][^\n]{2,30})\Z")
_APART = re.compile(r",[ \u00a0](?:et|and)[ \u00a0]")
"""Between a date and the name of an event, this parts what they say: "ouvert en 2022, et le salon X"."""
_SHORT_LINE = 140


def events(reading: Reading) -> Iterator[Fact]:
    """Yield the events of agendas, named events with a date or a town, and nameless gatherings that have both or a crowd.

    What is only called "mission" is left out where another event of the same days is called so and more.
    """
    reading = by_lines(reading)
    found = list(_events(reading))
    dated = {fact.canonical(FieldName.DATE) for fact in found}
    for sentence, fields in titled_events(reading):
        titled = _fact(FactKind.EVENT, reading, sentence, fields, 0.8)
        if titled.canonical(FieldName.DATE) not in dated:  # else the text tells of it
            found.append(titled)
    for fact in found:
        if not any(_says_more(other, fact) for other in found):
            yield fact


_TRAVELS = re.compile(r"(?:(?:une?|la|le|the|a) )?(?:delegation|deplacement|voyage)\b")


def _says_more(one: Fact, other: Fact) -> bool:
    """Tell whether the name of an event holds that of another on the same days."""
    long, short = (plain(fact.fields[0].value) for fact in (one, other))
    days = other.canonical(FieldName.DATE)
    if days != "" and days == one.canonical(FieldName.DATE) and _TRAVELS.match(short) and not _TRAVELS.match(long):
        return True  # the delegation of a mission
    return (
        len(long) > len(short) and days != "" and days == one.canonical(FieldName.DATE) and long.startswith(f"{short} ")
    )


def _events(reading: Reading) -> Iterator[Fact]:
    """Yield every event, in whatever way it is told."""
    listed = set()
    for sentence, fields in calendar_events(reading):
        listed.add(sentence.number)
        counts = any(one.name is FieldName.PARTICIPANTS for one in fields)
        yield _fact(FactKind.EVENT, reading, sentence, [*fields, *([] if counts else crowd(reading, sentence))], 0.9)
    for sentence, fields in sheet_events(reading):
        listed.add(sentence.number)
        yield _fact(FactKind.EVENT, reading, sentence, fields, 0.85)
    for sentence, fields, told in dated_events(reading):
        if listed.isdisjoint(told):
            listed |= told
            yield _fact(FactKind.EVENT, reading, sentence, [*fields, *_crowd_around(reading, sentence)], 0.85)
    for sentence, fields in editions(reading):
        if sentence.number not in listed:
            listed.add(sentence.number)
            yield _fact(FactKind.EVENT, reading, sentence, fields, 0.75)
    announced = _announced(reading)
    if announced is not None:
        yield announced
    for sentence in reading.sentences:
        if sentence.number in listed:
            continue
        if fields := another(reading, sentence):
            yield _fact(FactKind.EVENT, reading, sentence, fields, 0.75)
            continue
        named = [e for e in distinct(sentence.of({EntityKind.EVENT})) if not VENUE.match(e.text)]
        details = details_of(reading, sentence)
        kinds = {field.name for field in details}
        proper = proper_name(reading, sentence)
        dated = FieldName.DATE in kinds or sentence.of(MOMENTS)
        during = proper is not None and _DURING.search(sentence.before(proper.start)) is not None
        if not dated and (during or _is_held(sentence)) and (month := days(sentence)[:1]):
            details.append(reading.field(FieldName.DATE, month[0]))
            kinds.add(FieldName.DATE)
        if proper:  # "Forum X 2023" is not dated by its own name
            details = [
                field
                for field in details
                if not proper.start <= field.start < proper.end
                and not _APART.search(reading.document.text[field.end : max(field.end, proper.start)])
            ]
            kinds = {field.name for field in details}
        entry = agenda_event(reading, sentence)
        if entry and not (proper and _DURING.search(sentence.before(proper.start))):
            yield _fact(FactKind.EVENT, reading, sentence, [*entry, *crowd(reading, sentence)], 0.85)
        elif (
            proper
            and (kinds | _in_name(reading, named)) & {FieldName.DATE, FieldName.PLACE}
            and (_HELD.search(sentence.words) or _DURING.search(sentence.before(proper.start)))
        ):
            sure = 0.7 if not dated and during else 0.9  # a month alone says less than any other mention
            yield _fact(FactKind.EVENT, reading, sentence, [proper, *details], sure)
        elif (
            named
            and not (_ELSEWHERE.search(sentence.before(named[0].start)) and _is_held(sentence))
            and kinds & {FieldName.DATE, FieldName.PLACE, FieldName.PARTICIPANTS}
            and _HELD.search(sentence.words)
        ):
            nearest = _nearest_event(sentence, named)
            yield _fact(FactKind.EVENT, reading, sentence, _shorn(reading, sentence, nearest, details), 0.95)
        elif several := [] if named else [*counted(reading, sentence)]:
            yield from (_fact(FactKind.EVENT, reading, sentence, fields, 0.75) for fields in several)
        elif not named or _ELSEWHERE.search(sentence.before(named[0].start)):
            held = (len(kinds) > 1 and _takes_place(reading, sentence, kinds)) or (kinds and _is_held(sentence))
            name = _gathering(reading, sentence) if held and not CALLED_OFF.search(sentence.words) else None
            if name is not None:
                outside = name.start < sentence.span.start
                yield _fact(FactKind.EVENT, reading, sentence, [name, *details], 0.65 if outside else 0.8)
            elif fields := notice(reading, sentence):
                yield _fact(FactKind.EVENT, reading, sentence, fields, 0.75)
            elif fields := occasions(reading, sentence):
                yield _fact(FactKind.EVENT, reading, sentence, fields, 0.7)


def _town_in_name(reading: Reading, event: Entity) -> Field | None:
    """Return the town that ends the name of an event: "X de Dubaï"."""
    of_town = _OF_TOWN.search(event.text)
    entry = reading.names.entry(of_town["town"]) if of_town is not None else None
    if of_town is None or entry is None or entry.kind is not EntityKind.CITY:
        return None
    return reading.quoted(FieldName.PLACE, event.start + of_town.start("town"), event.end, entry.name)


def _in_name(reading: Reading, named: list[Entity]) -> set[FieldName]:
    return {FieldName.PLACE} if any(_town_in_name(reading, event) for event in named) else set()


def _shorn(reading: Reading, sentence: Sentence, event: Entity, details: list[Field]) -> list[Field]:
    """Return the fields of a named event without the town in its name, "X de Dubaï", and with the place nearest to it."""
    if (place := _town_in_name(reading, event)) is not None:
        bare = _OF_TOWN.sub("", event.text)
        name = reading.quoted(FieldName.NAME, event.start, event.start + len(bare), bare)
        return [name, place, *(one for one in details if one.name is not FieldName.PLACE)]
    towns = [e for e in sentence.of({EntityKind.CITY}) if re.search(r"\b(?:a|au|in|at) \Z", sentence.before(e.start))]
    if len(towns) > 1:
        nearest = min(towns, key=lambda e: min(abs(e.start - event.end), abs(event.start - e.end)))
        details = [
            one if one.name is not FieldName.PLACE else reading.field(FieldName.PLACE, nearest) for one in details
        ]
    return [reading.field(FieldName.NAME, event), *details]


def _announced(reading: Reading) -> Fact | None:
    """Return the event that the title names where a short line below gives its town and its date."""
    title = reading.sentences[0] if reading.sentences else None
    text = reading.document.text
    if title is None or not (proper := PROPER.search(text, title.span.start, title.span.end)):
        return None
    for sentence in reading.sentences[1:4]:
        dates, cities = sentence.of(MOMENTS), sentence.of({EntityKind.CITY})
        if (
            dates
            and cities
            and sentence.span.end - sentence.span.start < _SHORT_LINE
            and not _VERBS.search(sentence.words)
        ):
            name = reading.quoted(FieldName.NAME, proper.start(), proper.end())
            fields = [name, reading.field(FieldName.PLACE, cities[0]), reading.field(FieldName.DATE, dates[0])]
            return _fact(FactKind.EVENT, reading, sentence, [*fields, *crowd(reading, sentence)], 0.85)
    return None


def _crowd_around(reading: Reading, sentence: Sentence) -> list[Field]:
    """Return the number of those who took part, said with the name or in the next sentence."""
    following = reading.sentences[sentence.number + 1 : sentence.number + 3]
    near = [sentence, *(other for other in following if other.section is sentence.section and not other.of(MOMENTS))]
    return next((came for one in near if (came := crowd(reading, one))), [])


def _takes_place(reading: Reading, sentence: Sentence, kinds: set[FieldName]) -> bool:
    """Tell whether a sentence says that something is held, or is a dated and placed entry of an agenda."""
    entry = reading.is_item(sentence) and {FieldName.DATE, FieldName.PLACE} <= kinds
    return entry or _HAPPENS.search(sentence.words) is not None


def _is_held(sentence: Sentence) -> bool:
    """Tell whether a sentence says of a gathering that it is held: "l'assemblée générale aura lieu le 3 juin"."""
    found = _GATHERING.search(sentence.words)
    return (
        found is not None
        and not _TIMES.search(sentence.words)
        and _HELD_ITSELF.match(sentence.words, found.end()) is not None
    )


def _nearest_event(sentence: Sentence, named: list[Entity]) -> Entity:
    anchors = [e.start for e in sentence.of(MOMENTS | {EntityKind.CITY})] or [sentence.span.start]
    return min(named, key=lambda e: min(abs(e.start - anchor) for anchor in anchors))


def _gathering(reading: Reading, sentence: Sentence) -> Field | None:
    """Return the words that name a gathering: in the sentence, else in the heading above it."""
    anchors = [e.start - sentence.span.start for e in sentence.of(MOMENTS | {EntityKind.CITY, EntityKind.NUMBER})] or [
        0
    ]
    matches = list(_GATHERING.finditer(sentence.words))
    if matches:
        found = min(
            matches,
            key=lambda m: (
                _HELD_ITSELF.match(sentence.words, m.end()) is None,
                min(abs(m.start() - anchor) for anchor in anchors),
            ),
        )
        start = sentence.span.start + found.start()
        proper = RUN.match(reading.document.text, start, sentence.span.end)
        return reading.quoted(
            FieldName.NAME, start, max(proper.end() if proper else 0, sentence.span.start + found.end())
        )
    heading = reading.heading(sentence) or (reading.sentences[0] if reading.sentences[0] is not sentence else None)
    if heading is None or "\n" in reading.document.text[heading.span.start : heading.span.end]:
        return None
    told = re.match(
        rf"(?:[^:]{{1,40}} ?: )?(?P<name>(?:(?:le|la|l'|les|une?|the|an?) ?)?(?:[a-z]+ )?{_GATHERING.pattern})",
        heading.words,
    )
    if told:
        bare = ":" in heading.words[told.end() :]  # "Mission au Vietnam : X revient avec un accord"
        end = heading.span.start + told.end() if bare else heading.span.end
        return reading.quoted(FieldName.NAME, heading.span.start + told.start("name"), end)
    return None


def _fact(kind: FactKind, reading: Reading, sentence: Sentence, fields: list[Field], confidence: float) -> Fact:
    return Fact(kind, tuple(fields), reading.document.id, sentence.span, confidence)
