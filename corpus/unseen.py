"""Names that are in no file, told by the word before or after them: "le pôle X", "projet européen Z", "Y Institute"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.kinds import Entity, EntityKind
from corpus.naming import Names
from corpus.spelling import fold_word

_UPPER = "A-ZÀ-ÖØ-ÞŒŸŁŚŠŻŽĆČĐİŐŰ"
_W = r"[\w'’@+\-]"
_CAPITAL = rf"(?:[{_UPPER}]{_W}{{0,40}}|[a-zà-ÿ]{{1,12}}-?[{_UPPER}]{_W}{{0,40}})"
_PARTICLE = r"(?:(?:&|du|de|des|de la|de l['’]|d['’]|of|for|and|the)[ \u00a0]?)"
_RUN = rf"{_CAPITAL}(?:[ \u00a0]{_PARTICLE}?(?:{_CAPITAL}|\d{{1,4}}(?![\w€%])|[Pp]lus\b)){{0,6}}"
_QUOTED = r"(?:«[ \u00a0]?[^«»\n\0]{2,70}?[ \u00a0]?»|[\"“][^\"“”\n\0]{2,70}[\"”])"
_MIDDLE = r"(?:[ \u00a0](?:de compétitivité|[a-zà-ÿ][a-zà-ÿ\-]{3,14})){0,2}"
_LEADS: tuple[tuple[EntityKind, str], ...] = (
    (EntityKind.POLE, r"(?:bio-?)?[Pp][ôo]les?(?:[ \u00a0]de[ \u00a0][Cc]ompétitivité)?"),
    (
        EntityKind.ORGANISATION,
        r"(?:(?:bio-?|méta-?|super-?|méga-?)?[Cc]lusters?|[Rr]éseau|[Aa]lliance|[Tt]echnop[ôo]le|[Ss]ociété|[Ss]tart-?up|[Cc]onsortium)",
    ),
    (EntityKind.PROGRAMME, r"(?:[Pp]rojets?|[Pp]rogrammes?|[Dd]ispositif|[Aa]ppel à projets?|[Pp]rogram)"),
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
    r"(?P<tail>Institute|University|Council|Agency|Foundation|Headquarters|Cluster|Valley|Park|Network|Group|Corridor|Alliance|Association"
    r"|Promotion Council|Hub|Consortium|Technologies|GmbH|Inc|Ltd)(?!\w)"
)
_PUBLIC = re.compile(
    r"(?<![\w\-])(?:[Uu]niversité|[Ii]nstitut|École|Ecole|[Cc]onseil (?:[Rr]égional|[Gg]énéral|[Dd]épartemental)|[Aa]gence"
    r"|[Ll]aboratoire|CCI|[Hh]ôpital|CHU|[Cc]ommunauté (?:urbaine|d['’]agglomération))"
    r"(?:[ \u00a0](?:nationale?|régionale?|européenne?|supérieure?|polytechnique))?[ \u00a0]"
    rf"(?:(?:de|du|des|de la|de l['’]|d['’])[ \u00a0]?)?(?P<run>{_RUN})"
)
_INSTITUTIONS = frozenset({"Institute", "University", "Council", "Agency", "Foundation"})
_NOT_NAMES_TEXT = """
    europe afrique asie amerique pacifique mediterranee
    nord sud est ouest arctique antarctique emploi europeen international le la les de du des un une et tous ce
    cette il elle nous pme phare mondial national france
"""
_NOT_NAMES = frozenset(_NOT_NAMES_TEXT.split())
_BEGINNINGS_TEXT = """
    le la les un une des du de ce cette ces il elle en au aux a the an this these at in on for l d
"""
_BEGINNINGS = frozenset(_BEGINNINGS_TEXT.split())


def unseen_names(text: str, names: Names) -> Iterator[Entity]:
    """Yield names told by a lead word, by what they end with, or by the public body they belong to; may overlap."""
    for kind, pattern in _LEAD_PATTERNS:
        for match in pattern.finditer(text):
            yield from _led(text, kind, match, names)
    for match in _ENGLISH.finditer(text):
        start = _after_articles(text, match.start(), match.end())
        if " " in text[start : match.end()].strip():
            kind = EntityKind.INSTITUTION if match["tail"] in _INSTITUTIONS else EntityKind.ORGANISATION
            yield _entity(kind, text, start, match.end())
    for match in _PUBLIC.finditer(text):
        start, end = match.start(), _trimmed(text, match.start("run"), match.end("run"))
        if end > match.start("run"):
            yield _entity(EntityKind.INSTITUTION, text, start, end)


def _led(text: str, kind: EntityKind, match: re.Match[str], names: Names) -> Iterator[Entity]:
    """Yield the name after a lead word and, after a plural one, the names that a list adds."""
    if match["quoted"]:
        inner = match["quoted"].strip('«»"“” \u00a0')
        start = match.start("quoted") + match["quoted"].index(inner)
        if inner[0].isupper() and len(inner.split()) <= 8:
            yield _entity(kind, text, start, start + len(inner))
        return
    start, end = match.start("run"), _trimmed(text, match.start("run"), match.end("run"))
    if not _is_name(text[start:end], match["lead"], names):
        return
    yield _entity(kind, text, start, end)
    while match["lead"].endswith("s") and (following := _FOLLOWING.match(text, end)):
        start, end = following.start(1), _trimmed(text, following.start(1), following.end(1))
        if not _is_name(text[start:end], match["lead"], names):
            return
        yield _entity(kind, text, start, end)


def _trimmed(text: str, start: int, end: int) -> int:
    """Cut a run at a final apostrophe, hyphen or particle."""
    run = re.sub(r"(?:[ \u00a0](?:&|du|de|des|of|for|and|the|d['’]))?['’\-@+ \u00a0]*\Z", "", text[start:end])
    return start + len(run)


def _is_name(written: str, lead: str, names: Names) -> bool:
    """Refuse compass points and other words that only look like a name, a place alone, and a lone common word after "Pôle"."""
    words = [fold_word(word) for word in re.split(r"[ \u00a0]", written) if word]
    if not words or words[0] in _NOT_NAMES or words[0] in _BEGINNINGS or len(written) < 2:
        return False
    entry = names.entry(written)
    if entry is not None and entry.kind in (EntityKind.COUNTRY, EntityKind.REGION, EntityKind.CITY):
        return False
    return not (len(words) == 1 and words[0] in names.common_words and not written.isupper() and lead[0].isupper())


def _after_articles(text: str, start: int, end: int) -> int:
    """Leave capitalised articles at a sentence's start ("The Wistar Institute") outside the name."""
    while (word := re.match(r"[^\W\d_]+['’ \u00a0]", text[start:end])) and fold_word(word.group()[:-1]) in _BEGINNINGS:
        start += word.end()
    return start


def _entity(kind: EntityKind, text: str, start: int, end: int) -> Entity:
    written = text[start:end]
    return Entity(kind, start, end, written, re.sub(r"[ \u00a0]+", " ", written))
