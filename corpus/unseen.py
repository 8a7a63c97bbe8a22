"""Names that are in no file, told by the word before or after them: "le pôle X", "projet européen Z", "Y Institute"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from corpus.dates import dates
from corpus.kinds import Entity, EntityKind
from corpus.naming import Names
from corpus.spelling import fold_word

_UPPER = "A-ZÀ-ÖØ-ÞŒŸŁŚŠŻŽĆČĐİŐŰ"
_W = r"[\w'’@+\-]"
_CAPITAL = rf"(?:[{_UPPER}]{_W}{{0,40}}|(?:[a-zà-ÿ]{{1,12}}|(?:bio|e|i|m|agro|nano|éco|eco|euro|inter)-)[{_UPPER}]{_W}{{0,40}})"
_PARTICLE = r"(?:(?:&|du|de|des|de la|de l['’]|d['’]|of|for|and|the)[ \u00a0]?)"
_RUN = rf"{_CAPITAL}(?:[ \u00a0]{_PARTICLE}?(?:{_CAPITAL}|\d{{1,4}}(?:\.\d)?(?![\w€%])|[Pp]lus\b)){{0,6}}"
_QUOTED = r"(?:«[ \u00a0]?[^«»\n\0]{2,70}?[ \u00a0]?»|[\"“][^\"“”\n\0]{2,70}[\"”])"
_MIDDLE = r"(?:[ \u00a0](?:de compétitivité|[a-zà-ÿ][a-zà-ÿ\-]{3,14})){0,2}"
_LEADS: tuple[tuple[EntityKind, str], ...] = (
    (EntityKind.POLE, r"(?:(?:bio-?)?[Pp][ôo]les?(?:[ \u00a0]de[ \u00a0][Cc]ompétitivité)?|P[ÔO]LES?)"),
    (
        EntityKind.ORGANISATION,
        r"(?:(?:bio-?|méta-?|super-?|méga-?)?[Cc]lusters?|CLUSTERS?|[Gg]rappes?|[Rr]éseau|[Aa]lliance|[Tt]echnop[ôo]le"
        r"|[Ss]ociété|[Ss]tart-?up|[Cc]onsortium)",
    ),
    (
        EntityKind.PROGRAMME,
        r"(?:[Pp]rojets?|[Pp]rogrammes?|PROJETS?|PROGRAMMES?|[Dd]ispositif|[Aa]ppel(?: à projets?)?|[Pp]rogram"
        r"|[Pp]lan|[Ff]onds|[Cc]hèque|[Aa]ction)",
    ),
    (EntityKind.EVENT, r"(?:[Ss]alon|[Ff]orum|[Cc]ongrès|[Ff]oire|[Cc]onvention|[Tt]rade fair)"),
)
_LEAD_PATTERNS = tuple(
    (
        kind,
        re.compile(
            rf"(?<![\w\-])(?P<lead>{lead})(?P<middle>{_MIDDLE})[ \u00a0]+(?:(?P<quoted>{_QUOTED})|(?P<run>{_RUN}))"
        ),
    )
    for kind, lead in _LEADS
)
_FOLLOWING = re.compile(rf"(?:[ \u00a0]?[,/][ \u00a0]?|[ \u00a0](?:et|ou|and|or)[ \u00a0])(?:le |la |les )?({_RUN})")
_ENGLISH = re.compile(
    rf"(?<![\w\-])(?:{_CAPITAL}[ \u00a0](?:(?:of|for|&|and)[ \u00a0])?){{1,5}}"
    r"(?P<tail>Institute|University|Council|Agency|Foundation|Headquarters|Cluster|Valley|Park|Network|Group"
    r"|Corridor|Alliance|Association"
    r"|Promotion Council|Hub|Consortium|Partnership|Technologies|GmbH|Inc|Ltd)(?!\w)"
    rf"(?P<more>(?:[ \u00a0](?:of[ \u00a0])?{_CAPITAL}){{0,2}})"
)
_PUBLIC = re.compile(
    r"(?<![\w\-])(?:[Uu]niversité|[Ii]nstitut|École|Ecole|[Cc]onseil (?:[Rr]égional|[Gg]énéral|[Dd]épartemental)"
    r"|[Aa]gence"
    r"|[Ll]aboratoire|CCI|[Hh]ôpital|CHU|[Cc]ommunauté (?:urbaine|d['’]agglomération))"
    r"(?:[ \u00a0](?:nationale?|régionale?|européenne?|supérieure?|polytechnique))?[ \u00a0]"
    rf"(?:(?:de|du|des|de la|de l['’]|d['’])[ \u00a0]?)?(?P<run>{_RUN})"
)
_OCCASION = re.compile(
    r"(?:(?:[Ll]ors|[Àà] l['’]occasion|[Ee]n marge|[Aa]u cours|[Pp]endant|[Dd]urant|[Ee]n clôture"
    r"|[Ee]n ouverture)[ \u00a0](?:d['’]|de la |de l['’]|du |des |la |le |les )"
    r"|(?:\b(?:particip|expos|rendez-vous|retrouve|attend|visit|stand"
    r"|pavillon)\w*|\bprésente?s?)[ \u00a0](?:[a-zà-ÿ]+ ){0,3}?(?:à la |à l['’]|au |aux |sur le |sur la |du |de la |the )"
    rf"|(?:[Dd]uring|[Aa]t) the )(?:(?:\d{{1,3}}(?:e|ème|er|th|nd)|[a-zà-ÿ]{{4,14}}) )?(?P<run>{_RUN})"
)
_ENGLISH_LED = re.compile(
    rf"(?<![\w\-])(?:[Tt]he|[Oo]ur|[Aa]|[Ii]ts)[ \u00a0](?:[a-z]+ )?(?P<run>{_RUN})[ \u00a0]"
    r"(?P<what>project|programme|program|initiative|fair|exhibition|conference|trade show|summit"
    r"|alliance|consortium|partnership|network)\b"
)
_TOWNSHIP = re.compile(
    rf"(?<![\w\-])(?:{_CAPITAL}[ \u00a0](?:{_CAPITAL}[ \u00a0])?(?:Métropole|Agglomération|Agglo|Communauté)"
    rf"|(?:[Mm]étropole|[Vv]ille"
    rf"|[Dd]épartement|[Cc]ommunauté (?:urbaine|de communes|d['’]agglomération))"
    rf"[ \u00a0](?:de la |de l['’]|de |du |des |d['’]){_CAPITAL}(?:[ \u00a0]{_CAPITAL})?)(?!\w)"
)
_BODY = re.compile(
    r"(?<![\w\-])(?:Agence|Banque|Bureau|Caisse|Chambre|Comité|Délégation|Direction|Fédération|Fondation|Ministère"
    r"|[Mm]inistère|Office|Secrétariat"
    r"|Syndicat|chambre de commerce|Maison|Observatoire|Mission|Comptoir|Fonds)(?:[ \u00a0](?:nationale?|régionale?"
    r"|générale?|européenne?|interprofessionnel(?:le)?|départementale?))?"
    r"(?:[ \u00a0](?:de la[ \u00a0]|du[ \u00a0]|des[ \u00a0]|de[ \u00a0]|de l['’]|d['’])[\w\-]{3,}){1,3}"
    r"(?:[ \u00a0][a-zà-ÿ]{3,}(?:ants?|antes?|iques?|els?|elles?|aux|ales?|ives?|aires?|iens?|iennes?|ées?|és"
    r"|eurs?)(?![\w\-])|(?<=l['’]eau)[ \u00a0][A-ZÀ-Þ][\w\-]+)?"
)
_BARE = re.compile(r"(?:\b(?:avec|de|et|par|with|and|of|to)[ \u00a0]|\|[ \u00a0]?)\Z")
_CALLED_WHOLE = re.compile(r"(?:\b[lL]['’]|[–—-][ \u00a0]|©[ \u00a0]?)\Z")
"""What stands before a name that begins with its kind: "L'Alliance X"."""
_WORD = re.compile(r"(?<![\w\-])\w+")
_MOST_TOLD = 500
_AGREED = re.compile(r"\b(?:entre|avec|signée?|passée?|conclue?|cadre|liant|pour)\b")
_BODIES = re.compile(
    r"Conseil|Région|Ministère|Ambassade|Département|Mairie|Assemblée|Commission|Union|Préfecture|Pôle|Cluster"
)
_INSTITUTIONS = frozenset({"Institute", "University", "Council", "Agency", "Foundation"})
_NOT_NAMES_TEXT = """
    europe afrique asie amerique pacifique mediterranee
    nord sud est ouest arctique antarctique emploi europeen international le la les de du des un une et tous ce
    cette il elle nous pme phare mondial national france
"""
_NOT_NAMES = frozenset(_NOT_NAMES_TEXT.split())
_BEGINNINGS_TEXT = """
    le la les un une des du de ce cette ces il elle en au aux a the an this these at in on for l d avec with entre between
    chez selon par pour dans depuis from by our its their notre nos
"""
_BEGINNINGS = frozenset(_BEGINNINGS_TEXT.split())


def unseen_names(text: str, names: Names) -> Iterator[Entity]:
    """Yield names told by their context, then every other mention of them and of their acronyms in the text; may overlap."""
    told: dict[str, Entity] = {}
    for entity in _told(text, names):
        yield entity
        if fold_word(entity.text) not in names.common_words and len(entity.text) > 2:
            told.setdefault(entity.text, entity)
        for acronym in _acronyms(text, entity):
            told.setdefault(acronym, entity)
    by_first_word: dict[str, list[str]] = defaultdict(list)
    for written in sorted(told, key=len, reverse=True)[:_MOST_TOLD]:
        by_first_word[_WORD.findall(written)[0]].append(written)
    for word in _WORD.finditer(text) if told else ():
        for written in by_first_word.get(word.group(), ()):
            end = word.start() + len(written)
            if text.startswith(written, word.start()) and not re.match(r"[\w\-]", text[end : end + 1]):
                yield Entity(told[written].kind, word.start(), end, written, told[written].canonical)
                break


def _acronyms(text: str, entity: Entity) -> Iterator[str]:
    """Yield the acronym that stands in brackets after a name of several words whose initials it holds, in order."""
    match = re.match(r"[ \u00a0]?\(([^\W\d_a-zà-ÿ]{3,8})\)", text[entity.end : entity.end + 12])
    initials = iter("".join(word[0] for word in re.findall(r"[^\W_]+", entity.text)).upper())
    if match and " " in entity.text and all(letter in initials for letter in match[1]):
        yield match[1]


def _told(text: str, names: Names) -> Iterator[Entity]:
    """Yield names told by a lead word, by what they end with, or by the public body they belong to."""
    for kind, pattern in _LEAD_PATTERNS:
        for match in pattern.finditer(text):
            yield from _led(text, kind, match, names)
    for match in _ENGLISH.finditer(text):
        start = _after_articles(text, match.start(), match.end(), names)
        end = _before_country(match, names)
        if " " in text[start:end].strip():
            kind = EntityKind.INSTITUTION if match["tail"] in _INSTITUTIONS else EntityKind.ORGANISATION
            yield _entity(kind, text, start, _trimmed(text, start, end))
    for match in _PUBLIC.finditer(text):
        start, end = match.start(), _trimmed(text, match.start("run"), match.end("run"))
        if end > match.start("run"):
            yield _entity(EntityKind.INSTITUTION, text, start, end)
    for match in (*_BODY.finditer(text), *_TOWNSHIP.finditer(text)):
        yield _entity(EntityKind.INSTITUTION, text, *match.span())
    for match in _OCCASION.finditer(text):
        start, end = match.start("run"), _trimmed(text, *match.span("run"))
        if _is_name(text[start:end], "salon", names) and not _BODIES.match(text, start):
            yield _entity(EntityKind.EVENT, text, start, end)
    for match in _ENGLISH_LED.finditer(text):
        group = match["what"] in ("alliance", "consortium", "partnership", "network")
        kind = EntityKind.PROGRAMME if match["what"][0] in "pi" else EntityKind.EVENT
        kind = EntityKind.ORGANISATION if group else kind
        if _is_name(match["run"], "the", names):
            yield _entity(kind, text, *match.span("run"))


def _led(text: str, kind: EntityKind, match: re.Match[str], names: Names) -> Iterator[Entity]:
    """Yield the name after a lead word and, after a plural one, the names that a list adds."""
    if kind is EntityKind.EVENT and match["lead"].lower() == "convention" and _AGREED.search(match["middle"]):
        return  # "la convention entre X et Y" is no event
    if match["quoted"]:
        inner = match["quoted"].strip('«»"“” \u00a0')
        start = match.start("quoted") + match["quoted"].index(inner)
        if inner[0].isupper() and len(inner.split()) <= 8:
            yield _entity(kind, text, start, start + len(inner))
        return
    start, end = match.start("run"), _trimmed(text, match.start("run"), match.end("run"))
    end += re.match(r"\+(?!\w)", text[end : end + 2]) is not None  # "le projet Houle+"
    if match["lead"].isupper():  # in a title in capitals only the next word is sure to be the name
        end = start + len(re.split(r"[ \u00a0]", text[start:end])[0])
    if not _is_name(text[start:end], match["lead"], names):
        return
    if (
        match["lead"] == "Cluster"
        and not match["middle"]
        and _BARE.search(text, max(0, match.start() - 8), match.start())
    ):
        start = match.start()  # "avec Cluster X" calls it by its whole name, "le Cluster X" does not
    elif (
        match["lead"] == "Alliance"
        and not match["middle"]
        and _CALLED_WHOLE.search(text, max(0, match.start() - 4), match.start())
    ):
        start = match.start()
    yield _entity(kind, text, start, end)
    while match["lead"].endswith("s") and (following := _FOLLOWING.match(text, end)):
        start, end = following.start(1), _trimmed(text, following.start(1), following.end(1))
        if not _is_name(text[start:end], match["lead"], names):
            return
        yield _entity(kind, text, start, end)


def _trimmed(text: str, start: int, end: int) -> int:
    """Cut a run at a final apostrophe, hyphen or particle, and an acronym at what follows: "COSME de l'Agence", "PPTI 2007"."""
    acronym = re.match(r"[^\W\d_a-zà-ÿ]{2,}\d?(?=[ \u00a0](?:\d{4}\b|d[eu'’]))", text[start:end])
    if acronym:
        return start + acronym.end()
    run = re.sub(r"(?:[ \u00a0](?:&|du|de|des|of|for|and|the|d['’]))?['’\-@+ \u00a0]*\Z", "", text[start:end])
    return start + len(run)


def _is_name(written: str, lead: str, names: Names) -> bool:
    """Refuse compass points and other words that only look like a name, a place alone, and a lone common word after "Pôle"."""
    words = [fold_word(word) for word in re.split(r"[ \u00a0]", written) if word]
    if any(moment.text == written for moment in dates(written)):  # "at the May 2015 summit"
        return False
    if re.match(r"D['’]", written):  # "CLUSTERS D'ASIE"
        return False
    if not words or words[0] in _NOT_NAMES or words[0] in _BEGINNINGS or len(written) < (2 if written.isupper() else 4):
        return False
    entry = names.entry(written)
    if entry is not None and entry.kind in (EntityKind.COUNTRY, EntityKind.REGION, EntityKind.CITY):
        return False
    return not (len(words) == 1 and words[0] in names.common_words and not written.isupper() and lead[0].isupper())


def _after_articles(text: str, start: int, end: int, names: Names) -> int:
    """Leave articles and demonyms at the beginning ("The Dutch Seed Foundation") outside the name."""
    before = text[max(0, start - 4) : start].lower()
    articled = before.endswith(("the ", "a ", "an "))
    while word := re.match(r"[^\W\d_]+['’ \u00a0]", text[start:end]):
        entry = names.entry(word.group()[:-1])
        article = fold_word(word.group()[:-1]) in _BEGINNINGS
        if not article and not (articled and entry and word.group()[:-1] in entry.adjectives):
            break
        articled = articled or article
        start += word.end()
    return start


def _before_country(match: re.Match[str], names: Names) -> int:
    """Return where the name ends: a country after "Institute" and the like is the place, not the name."""
    for word in re.finditer(r"[^ \u00a0]+", match["more"]):
        entry = names.entry(word.group())
        if entry and entry.kind is EntityKind.COUNTRY:
            return match.start("more") + word.start()
    return match.end()


def _entity(kind: EntityKind, text: str, start: int, end: int) -> Entity:
    written = text[start:end]
    return Entity(kind, start, end, written, re.sub(r"[ \u00a0]+", " ", written))
