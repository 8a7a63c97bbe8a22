"""Events that a few words announce or count: "Réunion d'information le 4 juin", "deux missions : l'une en mai, l'autre en juin".

Also another of those just named, "une autre aura lieu le 2 juillet", and what is inaugurated. Does not know agendas nor headings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.extraction.agreements.words import AGREEMENT
from corpus.extraction.events.agendas import days
from corpus.extraction.events.gatherings import CALLED_OFF, GATHERING, NAMED, SEVERAL, STEP
from corpus.extraction.events.names import crowd
from corpus.extraction.fact_reading import MOMENTS, PLACES, Reading, Sentence
from corpus.fact_kinds import Field, FieldName
from corpus.kinds import EntityKind
from corpus.protagonists import RUN

_LABEL = re.compile(r"(?:[*_]{0,2}[^:.;\n]{3,30}:[*_ ]{1,4})?[*_ ]*")
_MORE_OF_NAME = re.compile(
    r"(?: (?:d'|de |des |du |of |on |sur |for )?(?!le\b|les\b|du\b|en\b|in\b|on\b|at\b|au\b|aux\b|dans\b|a\b"
    r"|(?:conduit|mene|tenu|organis|dirig|prevu|fix|held|led)\w*\b)[a-z'-]{3,}){0,3}"
)
_GAP = re.compile(
    r"(?:[ \u00a0,(–—:*_]|(?:à|au|aux|en|in|at|le|les|la|du|on|from|the|dans|chez|[Ll]undi|[Mm]ardi|[Mm]ercredi"
    r"|[Jj]eudi|[Vv]endredi"
    r"|[Ss]amedi|[Dd]imanche)(?!\w)|l['’])*"
)
"""What may stand between the name of an event and its day, towns left out."""
_DEFINITE = re.compile(r"(?:le|la|les|l'|the|cette|ce|this|son|sa|its)\b")
_VERBS = re.compile(
    r"(?<![\w'’-])(?:a|ont|est|sont|sera|seront|avait|nous|vous|il|elle|is|are|was|were|will|has|have|we|had|who|qui"
    r"|que|avant|before"
    r"|until|depuis|since|après|after|\w{2,}(?:ra|ront|aient|ait)|doit|doivent|permet|permit|fut|furent|si|if|peut-être|éventuel\w*|perhaps|maybe)(?![\w'’-])"
    r"|jusqu|n['’]"
)
_FIRMS = re.compile(
    r" (?:[a-z]+ )?(?:societes|entreprises|pme|participants|exposants|firms|companies|smes|dirigeants|visiteurs"
    r"|personnes|people)\b"
)
_LONGEST_NAME, _NEAREST = 60, 48
_PARTS = re.compile(
    r"(?:,| et| and|;|:) (?=(?:(?P<told>l'une?|l'autre|la (?:premiere|seconde|derniere|deuxieme|troisieme)"
    r"|le (?:premier|second|dernier|deuxieme)"
    r"|one|another|the (?:other|first|second|third|last)|(?:a|au|en|in|to|at) |\0)|[a-z]))"
)
_ANOTHER = re.compile(
    r"\b(?:(?:une?|la|le|another|the|a) )?(?:autre|seconde?|deuxieme|troisieme|nouve\w+|another|second|third|further|next)"
    r"(?: (?:session|edition|date|one|seance|fois))? "
    r"(?:aura lieu|se (?:tiendra|tient|deroulera)|est (?:prevue?|fixee?|programmee?|annoncee?)|suivra|will (?:be held"
    r"|take place|follow)"
    r"|is (?:planned|scheduled|set)|takes place|follows)\b"
)
_INAUGURATED = re.compile(r"\b(?:inaugur\w+|ouvert leurs portes)\b")
_OPENED = re.compile(r"(?:(?:[Ll]a|[Ll]e|[Ll]es|the|The)[ \u00a0]|[Ll]['’])[*_«“\" ]*(?=[A-ZÀ-Þ])")


def notice(reading: Reading, sentence: Sentence) -> list[Field]:
    """Return the fields of the event that a sentence announces without a verb, or says to be inaugurated."""
    if CALLED_OFF.search(sentence.words) or reading.is_heading(sentence):
        return []
    return _announced(reading, sentence) or _inaugurated(reading, sentence)


def _announced(reading: Reading, sentence: Sentence) -> list[Field]:
    """Return the fields of "Réunion d'information le 4 juin à 8 h 30, dans nos murs" and "An open day in Arras on 12 May"."""
    start = label.end() if (label := _LABEL.match(sentence.words)) else 0
    found = GATHERING.match(sentence.words, start)
    moment = next(iter(days(sentence)), None)
    if found is None or moment is None or AGREEMENT.search(sentence.words[start : found.end()]):
        return []
    alone = not re.search(r"\w", reading.document.text[moment.end : sentence.span.end])
    if alone and re.search(r"\b(?:du|of) \Z", sentence.before(moment.start)):  # the title of minutes
        return []
    if moment.start < sentence.span.start + found.end() or _DEFINITE.match(sentence.words, start):
        return []
    more = _MORE_OF_NAME.match(sentence.words, found.end())
    stop = more.end() if more is not None else found.end()
    text, end = reading.document.text, reading.document.text.find(";", sentence.span.start, sentence.span.end)
    told = text[sentence.span.start + start : end if end > 0 else sentence.span.end]
    near = RUN.sub("", text[sentence.span.start + stop : moment.start])
    if (
        stop - start > _LONGEST_NAME
        or len(near) > _NEAREST
        or not _GAP.fullmatch(near)
        or STEP.match(sentence.words, start)
    ):
        return []
    if _VERBS.search(told):
        return []
    name = _trimmed(reading, sentence.span.start + start, sentence.span.start + stop)
    return [
        name,
        *_where(sentence, reading, stop, len(sentence.words)),
        reading.field(FieldName.DATE, moment),
        *crowd(reading, sentence),
    ]


def counted(reading: Reading, sentence: Sentence) -> Iterator[list[Field]]:
    """Yield "deux missions : l'une en mai 2015 (huit sociétés), l'autre à Lima en 2016" one by one."""
    several = SEVERAL.search(sentence.words)
    if several is None or CALLED_OFF.search(sentence.words):
        return
    colon = sentence.words.find(":", several.end())
    text = reading.document.text
    cuts = [
        m.end()
        for m in _PARTS.finditer(sentence.words, several.end())
        if m["told"] or text[sentence.span.start + m.end()].isupper()
    ]
    if not cuts or (colon < 0 and not re.search(r"l'une?\b|\bone\b", sentence.words[several.end() :])):
        return
    start = sentence.span.start
    name = reading.quoted(FieldName.NAME, start + several.start("what"), start + several.end("what"))
    every = [*sentence.of(MOMENTS), *(e for e in days(sentence) if e not in sentence.of(MOMENTS))]
    common = next((m for m in every if m.end <= start + cuts[0]), None)
    found = []
    for first, last in zip(cuts, [*cuts[1:], len(sentence.words)], strict=True):
        moment = next((m for m in every if start + first <= m.start < start + last), None)
        where = _where(sentence, reading, first, last, leading=True)
        date = moment or common
        if date is None:
            continue
        numbers = [e for e in sentence.of({EntityKind.NUMBER}) if start + first <= e.start < start + last]
        firms = next((e for e in numbers if _FIRMS.match(sentence.after(e.end, 30))), None)
        came = [reading.field(FieldName.PARTICIPANTS, firms)] if firms is not None else []
        found.append([name, *where, reading.field(FieldName.DATE, date), *came])
    if len(found) > 1:
        yield from found


def another(reading: Reading, sentence: Sentence) -> list[Field]:
    """Return the fields of "…, une autre aura lieu le 2 juillet à Nîmes", named as the gathering before it."""
    told = _ANOTHER.search(sentence.words)
    moment = next((m for m in days(sentence) if told and m.start >= sentence.span.start + told.start()), None)
    if told is None or moment is None or CALLED_OFF.search(sentence.words):
        return []
    name = None
    for other in (sentence, *reading.earlier(sentence, 2)):
        stop = told.start() if other is sentence else len(other.words)
        found = next(iter(NAMED.finditer(other.words, 0, stop)), None)
        if found is not None:
            start = other.span.start + found.start()
            quoted = re.compile(r"[^«»“”\"\n.;]{0,3}[«“\"][^»”\"\n]{3,60}[»”\"]").match(
                reading.document.text, other.span.start + found.end(), other.span.end
            )
            name = reading.quoted(FieldName.NAME, start, quoted.end() if quoted else other.span.start + found.end())
            break
    if name is None:
        return []
    return [name, *_where(sentence, reading, told.end(), len(sentence.words)), reading.field(FieldName.DATE, moment)]


def _inaugurated(reading: Reading, sentence: Sentence) -> list[Field]:
    """Return the fields of "X a inauguré le 9 mars la Maison de l'eau de Pune"."""
    opened, moment = _INAUGURATED.search(sentence.words), next(iter(days(sentence)), None)
    if opened is None or moment is None or abs(moment.start - sentence.span.start - opened.end()) > _NEAREST:
        return []
    text, start = reading.document.text, sentence.span.start + opened.end()
    article = _OPENED.search(text, start, min(sentence.span.end, max(start, moment.end) + _NEAREST))
    run = RUN.match(text, article.end(), sentence.span.end) if article is not None else None
    if run is None or any(e.kind in PLACES | {EntityKind.PERSON} and e.start == run.start() for e in sentence.entities):
        return []
    inner = re.compile(r"[^*_»”\"\n]{3,60}(?=[*_»”\"])").match(text, run.start(), sentence.span.end)
    marked = text[run.start() - 1] in '*_«“"'
    end = inner.end() if marked and inner is not None else run.end()
    name = reading.quoted(FieldName.NAME, run.start(), end)
    of_town = _OF_TOWN.match(text, end, sentence.span.end)
    place = [reading.quoted(FieldName.PLACE, *of_town.span("town"))] if of_town is not None else []
    where = place or _where(sentence, reading, end - sentence.span.start, len(sentence.words))
    return [name, *where, reading.field(FieldName.DATE, moment)]


def _where(sentence: Sentence, reading: Reading, first: int, last: int, *, leading: bool = False) -> list[Field]:
    """Return the town or country in a stretch of a sentence: a known one, else the capitalised words after "à" or in front."""
    start = sentence.span.start
    places = [e for e in sentence.of(PLACES) if start + first <= e.start < start + last and e.text[0].isupper()]
    if places:
        return [reading.field(FieldName.PLACE, min(places, key=lambda e: e.kind is not EntityKind.CITY))]
    text = reading.document.text
    at = _AT.search(text, start + first, start + last)
    if at is not None:
        return [reading.quoted(FieldName.PLACE, *at.span("town"))]
    run = RUN.match(text, start + first, start + last) if leading else None
    return [reading.quoted(FieldName.PLACE, *run.span())] if run is not None else []


_TOWN = (
    r"(?P<town>[A-ZÀ-ÖØ-ÞŒŁŚŽŠĆČ][^\W\d_]+(?:['’ -][A-ZÀ-ÖØ-ÞŒŁŚŽŠĆČ][^\W\d_]+|-(?:sur|en|le|la|les|sous|de|du)(?=-))*)"
)
_OF_TOWN = re.compile(rf"[*_»”\"]*[ \u00a0](?:de[ \u00a0]|d['’]|à[ \u00a0]|in[ \u00a0]|of[ \u00a0]){_TOWN}")
_AT = re.compile(
    rf"(?:(?<![\w'’-])(?:à|au|in|at)[ \u00a0]|,[ \u00a0](?={_TOWN.replace('?P<town>', '?:')},))(?:(?:la|the)[ \u00a0])?{_TOWN}"
)


def _trimmed(reading: Reading, start: int, end: int) -> Field:
    text = reading.document.text
    while end > start and text[end - 1] in " \u00a0,*_:–-(":
        end -= 1
    return reading.quoted(FieldName.NAME, start, end)
