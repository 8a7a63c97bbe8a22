"""The joint project, consortium or alliance that a page or a section is about. Does not know who takes part in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.extraction.fact_reading import Reading, Sentence
from corpus.extraction.memberships.words import GATHERS, NUMBER
from corpus.kinds import PLACES, Entity, EntityKind
from corpus.plain import plain
from corpus.protagonists import NO_NAMES, RUN
from corpus.spelling import is_form_of

_U = r"A-ZÀ-ÖØ-ÞŒŸŁŚŠŻŽĆČĐİŐŰ"
_WORD = rf"[{_U}0-9][\w+\-]*(?:['’][{_U}][\w+\-]*)*"
_NAME = rf"[{_U}][\w+\-]*(?:['’][{_U}\-][\w+\-]*)*(?:[ \u00a0](?:[&][ \u00a0])?{_WORD}){{0,3}}"
_COINED = rf"(?:[{_U}][{_U}0-9+\-’']{{3,}}|[{_U}]?[a-zà-ÿ]+[{_U}]\w*|[{_U}]{{2,}}[a-zà-ÿ]+\w*)(?:[ \u00a0-]?\d[\d.]*)?"
_NOUN = (
    r"(?:[Pp]rojets?|[Pp]rojects?|PROJETS?|PROJECT|[Cc]onsortium|CONSORTIUM|[Ee]uro-?[Cc]luster|[Mm]etacluster"
    r"|[Mm]étacluster|[Aa]lliances?"
    r"|ALLIANCE|[Rr]éseau|RÉSEAU|[Nn]etwork|[Pp]artenariat|[Pp]artnership|[Ff]édération|[Gg]roupement"
    r"|[Ii]nter-?pôles?)"
)
_CALLED = re.compile(
    rf"(?<!\w)(?<!à )(?<!call for )(?P<noun>{_NOUN})(?:[ \u00a0](?:européen\w*|collaboratif|commun|interreg"
    rf"|Interreg|européenne|Horizon(?:[ \u00a0]\w+)?))?"
    rf"(?P<gap>,?[ \u00a0][«\"“*]*[ \u00a0]?)(?P<name>{_NAME}|{_COINED})"
)
"""A joint project by the noun before its name: "le consortium X", "projet européen X"."""
_CALLED_AFTER = re.compile(
    rf"(?<!\w)(?:The )?(?P<name>(?!The ){_NAME}|{_COINED})[ \u00a0](?:[Pp]roject|[Cc]onsortium|[Aa]lliance"
    rf"|[Nn]etwork|[Pp]artnership)\b"
)
_WHOLE = re.compile(
    rf"(?P<name>(?:Alliance|Réseau|Fédération|Groupement|Partenariat|Union|Consortium) (?:des?|du|d['’]|of"
    rf"|for)[ \u00a0]?(?:l['’]|la )?{_NAME})"
)
_IS_ONE = re.compile(
    r"\*{0,2} (?:est|is|sera|etait|was|reunit|reunissait|rassemble|brings together|ran|s'acheve|vise|veut"
    r"|a (?:recu|debute|demarre|obtenu)) ?"
    r"(?:(?:une?|an?|le|la|the|l') ?(?:[a-z-]+ ){0,3}?"
    r"(?:projet|project|consortium|eurocluster|partenariat|partnership|alliance|reseau|network|metacluster"
    r"|federation)\b|(?=[^a-z]|from))"
)
_HEADED = re.compile(
    rf"[# *]*(?P<name>{_COINED})(?= ?[:–—,(-]|\*|\s*\Z| (?:en|at|in|project|projet|lettre|newsletter|report|rapport"
    rf"|final)\b)"
)
_TITLE_HEAD = re.compile(rf"[# *«]*(?P<name>{_NAME})(?=[ \u00a0»]*[:,–—(]|\s*\Z)")
_IS_A_GROUP = re.compile(
    r"[»*]{0,2},? (?:(?:est|is|sera|was|etait|forme|constitue|unit|lie|reunit|rassemble) )?"
    r"(?:une?|an?|le|la|the|l'|notre|our) ?(?:[a-z0-9-]+ ){0,3}?"
    r"(?:projet|project|consortium|eurocluster|partenariat|partnership|alliance|reseau|network|metacluster"
    r"|federation)\b(?! d'aff)"
)
"""What tells that the name that opens a title is a group, though nothing in its spelling does."""
_AFTER_COLON = re.compile(rf":[ \u00a0](?P<name>{_COINED})(?=,| [–—(]|\s*\Z)")
_ABOUT_PROJECT = re.compile(
    r"\b(?:interreg|horizon (?:europe|2020)|erasmus|deliverable|livrables?|consortium|lots? de travail"
    r"|work packages?|chef de file"
    r"|lead (?:partner|beneficiary|applicant)|coordinat\w+|coordonn\w+|le projet|the project|du projet|lettre du projet"
    r"|partner\b|partenaires du|clusters\b|grappes\b"
    r"|fiche (?:alliance|reseau)|(?:une|l'|cette|notre|an|the|our) ?alliance|(?:cluster|strategic) partnership"
    r"|partenariat strategique"
    rf"|{NUMBER} (?:[a-z]+ )?(?:poles|clusters|grappes))\b"
)
_GATHERS_BODIES = re.compile(
    rf"(?:{GATHERS.pattern}) (?:{NUMBER}|several|plusieurs|des|the) (?:[a-z-]+ ){{0,3}}?"
    r"(?:clusters|poles|grappes|reseaux|networks|structures|organi[sz]ations|agences|agencies)\b"
)
"""What only a group does: "links five timber clusters"."""
_SERVED = r"\b(?:par|by|presidente?|direct\w+|adherents?|chez|avec|with)(?: generale?)?(?: d[eu]| of)? (?:d['’])?"
_A_POLE = re.compile(r"\*{0,2},? ?(?:[–—(:-] ?)?(?:est |is )?(?:le |the |un |a )?(?:pole|cluster)\b")
_GROUP_PUBLISHER = re.compile(
    rf"(?P<noun>{_NOUN})[ \u00a0](?P<rest>.+)|(?P<name>.+)[ \u00a0](?:Alliance|Network|Consortium|Partnership"
    rf"|Project)\Z"
)
_FIRST = re.compile(r"(?m)^(?!##)(?=.*\w)[^\n]{1,120}(?<![.!])$")
_IN_CAPITALS = re.compile(rf"[# *]*(?P<name>[{_U} ]{{3,40}} (?:ALLIANCE|NETWORK|CONSORTIUM))[ *]*")
_OF = re.compile(r"(?:des?|du|of|for)[ \u00a0]|d['’]")
_PARTNER = re.compile(
    r"\b(?:avec|with|rejoint|rejoignent|joins?|et|and|and the|chez|entre|signe\w*|signs?|members? of"
    r"|membre d\w+) (?:le |la |les |l'|the |du |de )?\Z"
)
_PROPER_NOUN = re.compile(r"[ \u00a0](?:Alliance|Network|Consortium|Partnership)\b")
_SCHEME = re.compile(
    r"(?:interreg|horizon|h2020|erasmus|cosme|feder|erdf|fp7|pcrd|life\b|smp\b|fui\b|fse\b|europe\b|union\b|medical\b)"
)
"""What funds projects and is none, though "Interreg project" says so."""
_OPENING, _HEAD_LINES, _FIRST_SENTENCES = 2500, 2, 12
_BESIDE = 4  # characters between a name and its verb
_LONGEST_HEADING = 60


def page_group(reading: Reading) -> Entity | None:
    """Return the joint project, consortium or alliance that the publisher, the title or the first lines say a page is about."""
    document = reading.document
    published = _GROUP_PUBLISHER.match(document.publisher)
    if published is not None:
        rest = published["rest"] or ""
        names = (
            document.publisher if published["name"] or _OF.match(rest) else "",
            "" if _OF.match(rest) else rest.split(",")[0],
            published["name"] or "",
        )
        found = next((one for name in names if name and (one := _mention(reading, name.strip())) is not None), None)
        if found is not None:
            return found
    lines = [document.title, *_FIRST.findall(document.text[:_OPENING])[:_HEAD_LINES]]
    for line in lines:
        for name in _candidates(line, reading):
            found = _mention(reading, name)
            if found is not None and not _is_pole(reading, found):
                return found
    return _gathering(reading)


def _gathering(reading: Reading) -> Entity | None:
    """Return the name in the title that the first sentences say gathers clusters: "Ruralia links five rural clusters"."""
    for sentence in reading.sentences[:_FIRST_SENTENCES]:
        for verb in _GATHERS_BODIES.finditer(sentence.words):
            start, stop = sentence.span.start, sentence.span.start + verb.start()
            before = [run for run in RUN.finditer(reading.document.text, start, stop) if stop - run.end() < _BESIDE]
            name = before[-1].group().removeprefix("The ") if before else ""
            if name and plain(name) in plain(reading.document.title) and not _is_common(name, reading):
                return _entity(reading, before[-1].end() - len(name), before[-1].end())
    return None


def named_group(reading: Reading, start: int, end: int) -> Entity | None:
    """Return the last joint project or alliance that a stretch of the document names by its noun: "le consortium X"."""
    text = reading.document.text
    for patterns in ((_WHOLE, _CALLED), (_CALLED_AFTER,)):
        named = [
            m for pattern in patterns for m in pattern.finditer(text, start, end) if not _is_common(m["name"], reading)
        ]
        if named:
            latest = max(named, key=lambda m: m.span("name"))
            first, last = latest.span("name")
            if patterns == (_CALLED_AFTER,) and _PROPER_NOUN.match(text, last):  # "the European Textile Alliance"
                last = latest.end()
            if _line_of(text, first).isupper():  # the words of a line in capitals are not all of the name
                last = first + len(text[first:last].split()[0])
            return _entity(reading, first, last)
    return None


def section_group(reading: Reading, sentence: Sentence) -> Entity | None:
    """Return the project that the heading above a sentence is: "## AZIMUT", "## Projet Fil d'eau : la mesure du débit"."""
    heading = reading.heading(sentence)
    if heading is None or heading.span.end - heading.span.start > 2 * _LONGEST_HEADING:
        return None
    text, (start, end) = reading.document.text, (heading.span.start, heading.span.end)
    headed = _HEADED.match(text, start, end)
    if headed is not None and not _is_common(headed["name"], reading):
        return _entity(reading, *headed.span("name"))
    called = _CALLED.match(text, start, end)
    if called is not None and not _is_common(called["name"], reading):
        return _entity(reading, *called.span("name"))
    return None


def _candidates(line: str, reading: Reading) -> Iterator[str]:
    """Yield the names of projects that a line at the head of a page tells, the surest first."""
    for pattern in () if line.isupper() else (_CALLED, _WHOLE, _CALLED_AFTER):
        for named in pattern.finditer(line):
            if not _is_common(named["name"], reading) and not _PARTNER.search(plain(line[: named.start()])):
                yield named["name"]
    if (capitals := _IN_CAPITALS.fullmatch(line)) is not None:
        yield capitals["name"]
    about = _ABOUT_PROJECT.search(plain(reading.document.text[:_OPENING])) is not None
    for found in (_HEADED.match(line), *_AFTER_COLON.finditer(line)):
        if found is None or _is_common(found["name"], reading):
            continue
        place = _mention(reading, found["name"])
        if place is not None and (about or _IS_ONE.match(plain(reading.document.text[place.end : place.end + 80]))):
            yield found["name"]
    headed = _TITLE_HEAD.match(line)
    if headed is not None and not _is_common(headed["name"], reading):
        text = reading.document.text
        places = re.finditer(rf"(?<!\w){re.escape(headed['name'])}(?!\w)", text)
        if any(_IS_A_GROUP.match(plain(text[place.end() : place.end() + 80])) for place in places):
            yield headed["name"]


def _is_pole(reading: Reading, group: Entity) -> bool:
    """Tell whether what stands at the head of a page is the pole whose page it is."""
    text = reading.document.text
    if any(e.kind is EntityKind.POLE and e.text == group.text for s in reading.sentences[:60] for e in s.entities):
        return True
    publisher = plain(reading.document.publisher)
    if plain(group.text) in publisher and _GROUP_PUBLISHER.match(reading.document.publisher) is None:
        return True
    if re.search(_SERVED + rf"{re.escape(plain(group.text))}\b", plain(text)):
        return True
    places = [m.end() for m in re.finditer(re.escape(group.text), text, re.IGNORECASE)]
    return any(_A_POLE.match(plain(text[end : end + 30])) for end in places)


def _line_of(text: str, offset: int) -> str:
    return text[text.rfind("\n", 0, offset) + 1 : (text.find("\n", offset) + 1 or len(text) + 1) - 1]


def _is_common(name: str, reading: Reading) -> bool:
    words = plain(name).split()
    entry = reading.names.entry(name)
    if entry is not None and (entry.kind in PLACES or entry.kind in (EntityKind.POLE, EntityKind.INSTITUTION)):
        return True
    return (
        words[0] in NO_NAMES
        or _SCHEME.match(plain(name)) is not None
        or (entry is None and len(words) == 1 and is_form_of(words[0], reading.names.common_words))
    )


def _mention(reading: Reading, name: str) -> Entity | None:
    """Return where the text first writes a name, spelt so if anywhere, else in capitals or small."""
    for flags in (0, re.IGNORECASE):
        pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", flags)
        found = pattern.search(reading.document.text)
        if found is not None:
            return _entity(reading, found.start(), found.end())
    return None


def _entity(reading: Reading, start: int, end: int) -> Entity:
    """Return the known thing that stands at a place, else its words as an organisation."""
    for sentence in reading.between(start, end):
        for entity in sentence.of({EntityKind.ORGANISATION, EntityKind.PROGRAMME}):
            if entity.start <= start and entity.end >= end and not entity.text.startswith("The "):
                return entity
    written = reading.document.text[start:end]
    known = next((e.canonical for e in reading.organisations if plain(e.text) == plain(written)), written)
    return Entity(EntityKind.ORGANISATION, start, end, written, known)
