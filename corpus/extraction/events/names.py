"""What the events that sentences tell are called, where and when they take place and how many came. Does not know which count."""

from __future__ import annotations

import re

from corpus.extraction.fact_reading import MOMENTS, PLACES, Reading, Sentence
from corpus.extraction.towns import written_towns
from corpus.fact_kinds import Field, FieldName
from corpus.kinds import Entity, EntityKind
from corpus.plain import cased
from corpus.protagonists import RUN

_NOUNS = (
    "Assises", "Atelier", "Ateliers", "Biennale", "Carrefour", "Colloque", "Conférence", "Congrès", "Convention", "Entretiens",
    "Festival", "Foire", "Forum", "Fête", "Journée", "Journées", "Matinale", "Matinée", "Nuit", "Printemps", "Rencontre",
    "Rencontres", "Rendez-vous", "Salon", "Semaine", "Sommet", "Symposium", "Trophées", "Université d'été",
)  # fmt: skip
PROPER = re.compile(
    rf"(?<![\w'’\-])(?:{'|'.join(sorted(_NOUNS, key=len, reverse=True))})"
    r"(?= )(?! (?:à|au|aux|avec|entre|pour|en|le|la|les|sur|dans|par|et|du \d|de \d|d['’]un|d['’]affaires)\b)"
    r"(?: [\w'’&+\-]+){1,9}?"
    r"(?= (?:aur(?:a|ont)|a|ont|s['’]est|se|est|sont|sera|seront|revien\w+|commenc\w+|début\w+|attir\w+|propos\w+"
    r"|réuni\w+|accueill\w+|rassembl\w+|ouvr\w+|les? \d|du \d|qui (?:s['’]est|se|a|aura|avait|est|sera|réuni\w+)|où) "
    r"| [–—(] ?|, |[.;:,\n)»]|\Z)"
)
_FAIR_BEFORE = re.compile(
    r"\b(?:stand|pavillon|expos\w+|particip\w+|salon)(?: [a-z]+){0,2} (?:a|au|aux|sur|a la|a l'|sur le) [«\" ]*\Z"
)
_FAIR_AFTER = re.compile(
    r"[»\" ]{0,2},? (?:organisee?s? (?:les? |du |en |a |au )|qui (?:s'est tenu|se sont tenu|se tien|aura lieu"
    r"|a eu lieu)"
    r"|s'est tenu|se tiendra|aura lieu|a eu lieu|(?:se tien(?:t|nent)|a lieu|takes place|is held) (?:chaque|tous"
    r"|every|each))"
)
_OPENING = re.compile(r"(?:[^,:]{0,30}, |[a-z' -]{0,24} ?: )?(?:le |la |les |l')?[«\" ]*")
_CROWD = re.compile(
    r"(?: |d'|[\w'-]+ ){0,4}?\b(?:participants?|exposants?|visiteurs?|personnes|delegues|inscrits|presents"
    r"|adherents|etudiants|eleves|spectateurs|dirigeants|invites|delegates|people|guests|students"
    r"|companies|firms|smes|congressistes|auditeurs|visitors|attendees|entreprises|pme|exhibitors|acteurs|decideurs"
    r"|professionnels)\b"
)


_KINDS = (
    r"salon|forum|congres|festival|concours|convention(?:s)? d'affaires(?: [a-z]+)?|convention|seminaire|colloque"
    r"|webinaire|atelier|ecole d'ete"
    r"|mission (?:collective|commerciale)|conference|journee|table ronde|semaine|rencontres?|hackathon|trophees"
    r"|biennale|foire|matinale"
    r"|rendez-vous|petit[- ]dejeuner|evenement|cycle|exposition|sommet|trade fair|fair|summit|conference|workshop"
    r"|seminar|webinar|exhibition"
    r"|show|forum|trade mission|summer school|symposium|hackathon"
)
_QUOTED = re.compile(
    rf"\b(?P<kind>(?i:{_KINDS}))(?: (?:[a-z'-]+ ){{0,3}}| )?[«“\"] ?(?P<title>[^»”\"\n]{{3,80}}?) ?[»”\"]"
)
"""The name of an event in quotation marks behind the word for it: "salon de l'emploi « X »"."""
_BESIDE = re.compile(
    r"\b(?i:salon|forum|congres|festival|concours|conventions? d'affaires|convention|hackathon|foire|sommet"
    r"|trophees|biennale|summit|fair|exhibition|show)"
    r"(?: [a-z]+ques?| annuel\w*| europeen\w*| internationa\w*| nationa\w*| (?:of|du|de la|des) [a-z]+)? (?=[A-Z])"
)
_APPOSED = re.compile(
    rf"\b(?i:{_KINDS})\b[^.;:()«]{{0,60}}, (?P<start>)(?P<name>[^,.;()]{{3,40}}), (?:s'est|se|aura|a|sera|est"
    rf"|revient|ouvr\w+|will|takes|took)\b"
)
"""The name between two commas behind what an event is: "la convention d'affaires du bois, X, se déroulera"."""
_FAIR_BEHIND = re.compile(r"[»”\"]?[ \u00a0](?:trade (?:show|fair)|fair|trade exhibition)\b")
"""What a fair is, behind its name: "the Emballage trade show"."""
_LED_BY_NUMBER = re.compile(
    r"(?<=[Ll]es )\d{1,3} (?:Heures|Jours|Minutes|Secondes|Nuits|Kilomètres)(?: (?:du|de|des|de la|d['’]) ?(?:la "
    r"|l['’])?[\wÀ-ÿ'’-]+){1,4}(?: [A-ZÀ-Þ][\w-]+)*"
)
_OTHERS = PLACES | {EntityKind.PERSON, EntityKind.POLE, EntityKind.EVENT}
"""What a name of an event does not hold, unless the lists know it."""
_SHORTEST = 3
_SHORT_DATE = 5  # characters, more than a bare year has
_HALL = re.compile(
    r"[ \u00a0](?:(?:à|au|aux|in|at)[ \u00a0](?:la |l['’]|the )?|dans (?:le |la |les |l['’]))"
    r"(?P<place>(?:(?:palais|parc|centre|halle|hall|hangar|maison|espace|salle|auditorium|hôtel|campus|cité"
    r"|château|musée|zénith)"
    r"(?: (?:des?|du|d['’]|de la)[ ]?[\w'’-]+)?[ \u00a0])?[A-ZÀ-ÖØ-Þ][\w'’-]+(?:[ \u00a0-][A-ZÀ-ÖØ-Þ0-9][\w'’-]*)*)"
)
_LAND = re.compile(r"\b(?:en|au|aux|in) \Z")


def proper_name(reading: Reading, sentence: Sentence) -> Field | None:
    """Return the proper name of an event: "les Rencontres de l'eau urbaine", "un stand à X", "X, organisé à".

    No event of the lists may stand in it: those have names that are known.
    """
    text = reading.document.text
    for found in PROPER.finditer(text, sentence.span.start, sentence.span.end):
        inside = [e for e in sentence.entities if e.start < found.end() and found.start() < e.end]
        longer = all(e.kind is not EntityKind.EVENT or reading.names.entry(e.canonical) is None for e in inside)
        dated = any(e.kind in MOMENTS and not e.text.isdigit() for e in inside)
        if longer and not dated and not any(e.kind is EntityKind.PERSON for e in inside):
            return reading.quoted(FieldName.NAME, found.start(), found.end())
    told = _described(reading, sentence)
    if told is not None:
        return told
    for entity in sentence.of({EntityKind.ORGANISATION}):
        opens = _OPENING.fullmatch(sentence.words[: entity.start - sentence.span.start]) is not None
        if _FAIR_BEFORE.search(sentence.before(entity.start)) or (
            opens and _FAIR_AFTER.match(sentence.after(entity.end))
        ):
            return reading.field(FieldName.NAME, entity)
    return None


def _described(reading: Reading, sentence: Sentence) -> Field | None:
    """Return the name that stands in quotation marks, between commas or large behind the word for what an event is."""
    text, (start, end) = reading.document.text, (sentence.span.start, sentence.span.end)
    words = cased(text[start:end])
    if (quoted := _QUOTED.search(words)) is not None:
        return reading.quoted(FieldName.NAME, start + quoted.start(), start + quoted.end())
    if (apposed := _APPOSED.search(words)) is not None and text[start + apposed.start("name")].isupper():
        first, last = start + apposed.start("name"), start + apposed.end("name")
        if any(e.kind in _OTHERS and e.start < last and first < e.end for e in sentence.entities):
            return None
        return reading.quoted(FieldName.NAME, start + apposed.start("name"), start + apposed.end("name"))
    if (numbered := _LED_BY_NUMBER.search(text, start, end)) is not None:
        return reading.quoted(FieldName.NAME, *numbered.span())
    for fair in RUN.finditer(text, start, end):
        inside = [
            e for e in sentence.of(_OTHERS | {EntityKind.INSTITUTION}) if e.start < fair.end() and fair.start() < e.end
        ]
        if (
            _FAIR_BEHIND.match(text, fair.end(), end)
            and fair.end() - fair.start() > _SHORTEST
            and all(e.kind is EntityKind.EVENT for e in inside)
        ):
            first = fair.start() + (4 if fair.group().startswith("The ") else 0)
            return reading.quoted(FieldName.NAME, first, fair.end())
    for beside in _BESIDE.finditer(words):
        run = RUN.match(text, start + beside.end(), end)
        if (
            run is not None
            and run.end() - run.start() > _SHORTEST
            and not any(e.start < run.end() and run.start() < e.end for e in sentence.of(_OTHERS))
        ):
            large = (
                text[start + beside.start()].isupper()
                and not text[beside.start() + start - 1 : beside.start() + start].isalpha()
            )
            return reading.quoted(FieldName.NAME, start + beside.start() if large else run.start(), run.end())
    return None


_STAND_OF = re.compile(r"\b(?:stand|pavillon|espace)(?: [a-z]+)? d[e'] ?\Z")
"""What a number is the size of, and no crowd: "stand collectif de 12 entreprises"."""


def crowd(reading: Reading, sentence: Sentence) -> list[Field]:
    """Return the number of those who took part."""
    for number in sentence.of({EntityKind.NUMBER}):
        if _CROWD.match(sentence.after(number.end, 40)) and not _STAND_OF.search(sentence.before(number.start)):
            return [reading.field(FieldName.PARTICIPANTS, number)]
    return []


def details_of(reading: Reading, sentence: Sentence, *, anywhere: bool = False) -> list[Field]:
    """Return the town, the date and the number of participants that a sentence names.

    `anywhere` takes a town or a hall that no date is near as well, and the fullest date where there are several.
    """
    moments = sentence.of(MOMENTS)
    if anywhere:
        moments = tuple(sorted(moments, key=lambda one: one.end - one.start < _SHORT_DATE))
    cities = sentence.of({EntityKind.CITY})
    towns = [e for e in cities if re.search(r"\ba \Z|\bau \Z", sentence.before(e.start))]
    if not towns:
        towns = [e for e in cities if any(0 <= e.start - m.end <= 4 or 0 <= m.start - e.end <= 4 for m in moments)]
    if not towns and not cities:
        towns = written_towns(reading, sentence)
    if not towns:
        towns = [e for e in sentence.of(PLACES) if _LAND.search(sentence.before(e.start))]
    fields = [_whole(reading, towns[0])] if towns else []
    if not fields and anywhere:
        text = reading.document.text
        hall = _HALL.search(text, sentence.span.start, sentence.span.end)
        fields = [reading.quoted(FieldName.PLACE, *hall.span("place"))] if hall else []
    fields += [reading.field(FieldName.DATE, moments[0])] if moments else []
    return [*fields, *crowd(reading, sentence)]


def _whole(reading: Reading, town: Entity) -> Field:
    """Return a town with the rest of its name: "Tours" in "Tours-le-Bourg" is another town."""
    rest = re.compile(r"(?:-[\w'’]+)+").match(reading.document.text, town.end)
    if rest is None:
        return reading.field(FieldName.PLACE, town)
    return reading.quoted(FieldName.PLACE, town.start, rest.end(), reading.document.text[town.start : rest.end()])
