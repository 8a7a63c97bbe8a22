"""The organisations that a list names one after another, known or not: "Locor, chef de file, l'école de Mer et deux PME".

Every stretch between two commas is one member. Does not know what the list is a list of.
"""

from __future__ import annotations

import re

from corpus.documents import Span
from corpus.extraction.fact_reading import ACTORS, PLACES, Reading
from corpus.kinds import CONTACTS, Entity, EntityKind
from corpus.plain import cased, plain
from corpus.protagonists import NO_NAMES, RUN
from corpus.spelling import is_form_of

_UPPER = r"[A-ZÀ-ÖØ-ÞŒŸŁŚŠŻŽĆČĐİŐŰ]"
_KIND_OF_BODY = (
    r"academie|aerodrome|aeroport|agence|agglomeration|amicale|association|atelier|banque|bureau|cabinet|caisse"
    r"|centre|chambre|chantier"
    r"|chateau|chu|clinique|college|comite|commune|communaute|compagnie|conseil|cooperative|departement|direction"
    r"|ecole|entreprise"
    r"|fabrique|federation|ferme|filature|fondation|fonderie|fonds|gie|groupe|groupement|haute ecole|hopital"
    r"|imprimerie|incubateur"
    r"|institut|laboratoire|labo|lycee|mairie|maison|metropole|ministere|municipalite|musee|observatoire|office"
    r"|papeterie|parc"
    r"|pme|port|prefecture|region|regie|reseau|scierie|service|societe|start-up|startup|syndicat|technopole"
    r"|universite|usine|ville"
    r"|academy|agency|authority|bank|chamber|charity|city|college|company|cooperative|council|county|firm"
    r"|foundation|hospital|institute"
    r"|laboratory|lab|museum|municipality|school|society|spin-off|startup|trust|university|utility"
)
BODY = re.compile(rf"(?:[a-z-]+ )?(?:{_KIND_OF_BODY})s?\b")
"""The common noun of an organisation: "université", "haute école", "chamber"."""
_TITLE = re.compile(
    r"(?:(?:le|la|les|un|une|the|an?|son|sa|notre|its|du|des|de la|de|of|a la|au|aux|a) |(?:l|d|de l|a l)['’] ?)+",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:jeune |petite? |grande? |young |small )?(?:[Pp]oles?|clusters?|grappes?|[Ss]ociete|entreprise|start-?up"
    r"|PME|PMI|ETI|firm|company"
    r"|association|compagnie|groupe|group|cabinet|agence|agency|chantier|cooperative|laboratoire|laboratory"
    r"|editeur|fabricant|industriel"
    r"|plateforme|bureau d'etudes|spin-off|technopole)(?: (?!(?:de|du|des|d|la|le|et|of|for)\b)[a-z-]+(?!['’])){0,3} "
)
"""What a name is called before it, which is no part of it: "le pôle X", "le cluster danois X", "start-up X"."""
_COUNTED = re.compile(
    r"(?:\d+|une? (?:autre|dizaine|vingtaine|trentaine|centaine)|deux|trois|quatre|cinq|six|sept|huit|neuf|dix"
    r"|onze|douze|quinze|vingt|trente"
    r"|plusieurs|quelques|des|certain\w*|autres?|two|three|four|five|seven|eight|nine|ten|several|some|other|many)\b"
)
_ASIDE = re.compile(
    r"(?:a|au|aux|en|dans|sur|pour|par|avec|chez|at|in|for|with|from|by|qui|dont|ou|on|soit|notamment|which|who"
    r"|where|based)\b"
)
_TAIL = re.compile(
    r"[ \u00a0](?:qui|dont|où|pour|afin|depuis|chargée?s?|basée?s?|which|who|since|based|leading|en[ \u00a0]\d{4}"
    r"|in[ \u00a0]\d{4}|(?:à|au|in|at)[ \u00a0](?=" + _UPPER + r"))[ \u00a0]?.*\Z",
    re.DOTALL,
)
_AND = re.compile(
    r"[ \u00a0\n](?:et|and|ou|or|ainsi que|ainsi qu['’]|as well as|puis|plus)(?:[ \u00a0\n]|(?<=['’]))(?:enfin[ \u00a0])?"
)
_NEW_HEAD = re.compile(r"(?:(?:le|la|les|un|une|deux|trois|quatre|cinq|the|two|three|four)[ \u00a0]|[ld]['’])")
_COMMA = re.compile(r",|;|[ \u00a0][–—][ \u00a0]|[ \u00a0]/[ \u00a0]|\n(?=[ \t]*(?:\n|[-*+•|#]))")
_VERBAL = re.compile(
    r"\b(?:est|sont|a|ont|sera|seront|is|are|was|were|has|have|will|apporte\w*|fournit|prend|prendra)\b"
)
_SAYS = re.compile(
    r" ?(?:(?:qui|et|and|which|who|il|elle|ils|elles|it|they) )?(?:n'|ne )?(?:a|ont|est|sont|sera|seront|avait"
    r"|etait|is|are|was|were|has|have|will|il|elle|it|they) "
)
"""The beginning of what is said of the list, which is no part of it."""
_MARKS = ' \u00a0\t\n*_«»"“”.:–—-'
_CHAINED = re.compile(
    r"[ \u00a0*_»”\"]*(?:,[ \u00a0][^,;:.()\n]{3,30}(?=,))?"
    r"(?:[,;]|(?:[,;])?[ \u00a0](?:et|and|&|ou|or))[ \u00a0](?:et |and )?(?:de |du |des |d['’])?(?:les? |la |the |l['’])?"
    r"(?:(?:pôles?|clusters?|grappes?|réseau|[a-zà-ÿ]+(?:ais|ois|ien|éen|ain|and|que|ol|nd|se|an|ish"
    r"|ch))[ \u00a0]){0,2}[*_«“\"]*[ \u00a0]?"
)
"""What may stand between two names of a chain, their brackets left out: ", le cluster danois "."""
_OURSELVES = frozenset({"nous", "nous-memes", "us", "ourselves"})
_OF_PEOPLE = re.compile(rf"[ \u00a0](?P<of>(?:de|du|des|of)[ \u00a0](?:la[ \u00a0])?|d['’])?[*_«\" ]*(?={_UPPER})")
"""What parts the people from their cluster: "les Suédois de X", "le danois Y"."""
_LONGEST, _MOST_WORDS = 90, 11


def enumerated(reading: Reading, start: int, end: int, *, loose: bool = False) -> list[Entity]:
    """Return the organisations that a stretch of the document lists; `loose` takes bodies without a name of their own as well.

    A stretch in brackets says something of a name and is skipped, and so is "chef de file" between two commas.
    """
    found: list[Entity] = []
    for piece in _pieces(_unbracketed(reading.document.text, start, end), start):
        member = _member(reading, piece, loose)
        if member is not None and all(member.canonical != one.canonical for one in found):
            found.append(member)
    return found


def first_name(reading: Reading, start: int, end: int) -> Entity | None:
    """Return the organisation that a stretch of the document begins with, up to its first comma, dash, colon or bracket."""
    stop = re.search(r"[,;:(\n|]|[ \u00a0][–—-][ \u00a0]", reading.document.text[start:end])
    return _member(reading, Span(start, start + stop.start() if stop else end), loose=False)


def chains(reading: Reading, start: int, end: int) -> list[list[Entity]]:
    """Return the names, known or not, that a stretch of the document joins by commas and "et": two or more a chain."""
    text = _unbracketed(reading.document.text[:end], 0, end)
    found: list[list[Entity]] = []
    last = start
    for run in RUN.finditer(text, start, end):
        if run.start() < last:
            continue
        known = next(
            (e for s in reading.between(*run.span()) for e in s.of(ACTORS) if e.start <= run.start() < e.end), None
        )
        name = known or _member(reading, Span(*run.span()), loose=False)
        if name is None:
            continue
        joined = found and _CHAINED.fullmatch(text[last : name.start]) is not None
        found = [*found[:-1], [*found[-1], name]] if joined else [*found, [name]]
        last = max(run.end(), name.end)
    return [chain for chain in found if len(chain) > 1]


def plain_lines(text: str) -> str:
    """Return `text` made plain, its lines kept, for patterns that look for the beginning of a line."""
    return "\n".join(map(plain, text.split("\n")))


def _unbracketed(text: str, start: int, end: int) -> str:
    return re.sub(r"\([^()\n]*\)|\[[^\[\]\n]*\]", lambda match: " " * len(match.group()), text[start:end])


def _pieces(text: str, start: int) -> list[Span]:
    """Return the stretches between the commas, up to one with a verb, and those beside "et" where it joins two members.

    It joins the last two, and others before an article: "le laboratoire A et deux PME, B et C".
    """
    cuts = [match.span() for match in _COMMA.finditer(text)]
    firsts, lasts = [0, *(stop for _, stop in cuts)], [*(begin for begin, _ in cuts), len(text)]
    said = next(
        (n for n, (a, b) in enumerate(zip(firsts, lasts, strict=True)) if n and _SAYS.match(plain(text[a:b]))),
        len(firsts),
    )
    final = next((a for a, b in reversed([*zip(firsts[:said], lasts[:said], strict=True)]) if text[a:b].strip()), 0)
    pieces: list[Span] = []
    for first, last in zip(firsts[:said], lasts[:said], strict=True):
        for match in _AND.finditer(text, first, last):
            if first >= final or match.start() >= final or _NEW_HEAD.match(text, match.end()):
                pieces.append(Span(start + first, start + match.start()))
                first = match.end()
        pieces.append(Span(start + first, start + last))
    return [piece for piece in pieces if piece.start < piece.end]


def _member(reading: Reading, piece: Span, loose: bool) -> Entity | None:
    """Return the organisation of one stretch: the known one that fills it, else its words without article and place.

    "Nous" is the host of the page; "les Suédois de" and "le danois" before a name are no part of it.
    """
    text = reading.document.text
    first, last = _trimmed(text, piece.start, piece.end)
    if plain(text[first:last]) in _OURSELVES:
        return reading.host
    if _ASIDE.match(plain(text[first:last])) and not _TITLE.match(plain(text[first:last])):
        return None
    title = _TITLE.match(plain(text[first:last]))
    first += title.end() if title else 0
    tail = _TAIL.search(_unbracketed(text, first, last))
    first, last = _trimmed(text, first, first + tail.start() if tail else last)
    cut = text.find("(", first, last)
    first, last = _trimmed(text, first, cut if cut > first else last)
    written = text[first:last]
    words = plain(written)
    if (
        not 2 <= len(written) <= _LONGEST
        or len(written.split()) > _MOST_WORDS
        or _COUNTED.match(words)
        or _VERBAL.search(words)
    ):
        return None
    inside = [e for s in reading.between(first, last) for e in s.entities if e.start < last and first < e.end]
    people = next((e for e in inside if e.kind in PLACES and e.start == first), None)
    of = _OF_PEOPLE.match(text, people.end, last) if people is not None else None
    if people is not None and of is not None and (of["of"] or people.text[0].islower()):
        first = of.end()
        written, inside = text[first:last], [e for e in inside if e is not people]
        words = plain(written)
    if any(
        e.kind in CONTACTS | {EntityKind.PERSON, EntityKind.AMOUNT, EntityKind.DATE, EntityKind.PERIOD} for e in inside
    ):
        return None
    if any(e.kind in PLACES and e.start <= first and e.end >= last for e in inside):
        return None
    label = _LABEL.match(cased(written))
    bare = first + label.end() if label else first
    known = next(
        (e for e in inside if e.kind in ACTORS | {EntityKind.INSTITUTION} and e.start <= bare and e.end >= last), None
    )
    if known is not None and known.start >= first:
        return known
    bare = _trimmed(text, bare, last)[0]
    begins_large = re.match(rf"{_UPPER}|[a-z]{{1,3}}{_UPPER}|\d+[A-Z]", text[bare:last]) is not None
    named = re.search(_UPPER, written) is not None and not (label and not begins_large)
    if label and begins_large:
        first = bare
    elif not (begins_large and named) and not (BODY.match(words) and (named or loose)):
        return None
    written = text[first:last]
    if len(written.split()) == 1 and (
        plain(written) in NO_NAMES or is_form_of(plain(written), reading.names.common_words)
    ):
        return None
    whole = next((e for e in inside if e.kind in ACTORS and e.start == first and e.end == last), None)
    return whole or Entity(EntityKind.ORGANISATION, first, last, written, reading.names.canonical(written) or written)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _MARKS:
        start += 1
    while end > start and text[end - 1] in _MARKS:
        end -= 1
    return start, end
