"""Who belongs to which alliances by a verb: "X est membre de A et du réseau B, avec Y", "Réseaux : membre de A", "siège à C".

The names of the alliances are read as they are written, known or not. Does not know clauses beside a name, nor lists of members.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.extraction.fact_reading import ACTORS, MOMENTS, Reading, Sentence, distinct
from corpus.extraction.memberships.joined_groups import named_groups
from corpus.extraction.memberships.names import enumerated
from corpus.extraction.memberships.words import GROUPS, NUMBER, STOP
from corpus.kinds import Entity, EntityKind, ordered
from corpus.plain import plain
from corpus.protagonists import NO_NAMES, RUN
from corpus.spelling import is_form_of

_BELONGS = re.compile(
    r"\b(?:est|sont) (?:membres?|adherents?), (?:avec|aux cotes d\w*)[^,;.]{3,80}, (?:de|du|d)\b"
    r"|\b(?:est|sont|etait|devient|deviennent|,) (?:desormais )?(?:aussi )?(?:un )?(?:membres?"
    r"|adherents?)(?: (?:fondateurs?|associes?))?(?: et coordinateurs?)? (?:de|du|d)\b"
    r"|\b(?:a|ont) (?:\w+ ){0,2}(?:rejoint|adhere a|integre)\b|\brejoi(?:nt|gnent|ndre|ndra)\b"
    r"|\bf(?:ait|ont) partie des (?:membres )?fondateurs (?:de|du|d)\b|\badhere(?:nt)?(?: (?:depuis|des"
    r"|en) [^,;.]{4,18})? (?:a|au|aux)\b|\bf(?:ait"
    r"|ont) partie (?:de|du|d)\b|\bmembres? (?:(?:fondateurs?|actifs?|associes?) )?(?:de|du|d)\b"
    r"|\b(?:appartien(?:t|nent)|belongs?)(?: (?:depuis|since|aussi|egalement|also)(?: [^,;.\0]{4,14})?)? (?:a|au|aux|to)\b"
    r"|\bau sein d(?:e|u) (?:l'|la )?(?:inter-?poles?|reseau|alliance|plateforme|consortium)\b"
    r"|\bpartenaires? (?:de|du) (?:projet|programme|reseau|consortium)\b|\bentr(?:e|ee|ent"
    r"|ait|ra|re)e?s? (?:officielle(?:ment)? )?(?:(?:en|le|depuis|des) [^,;.\0]{3,18}? )?(?:dans|au sein d[eu'])"
    r"|\bf(?:ait|aisant|ont) (?:son|leur) entree (?:dans|au sein d[eu'])|\bparticip(?:e|ent|ant) (?:au|a l'"
    r"|aux) (?:projet|reseau|consortium|alliance)"
    r"|\b(?:is|are|became|becomes|has been|have been|remains?) (?:also )?(?:an? |the "
    r"|one of the )?(?:[a-z]+ )?(?:founding )?(?:members? of|part of|partners? (?:in|of) the)"
    r"|\bjoined\b(?! forces)|\bs(?:it|its|at) on the board of\b"
    r"|\badherent (?:a|au|aux|de|du|d)\b"
    rf"|\bsieg(?:e|ent) (?:au|dans|a) (?:[a-z' ]{{0,40}}?)(?:du|de la|de l') ?(?=(?:[a-z]+ )?{GROUPS}\b)"
    rf"|\b(?:presid(?:e|ent)|(?:assure|exerce|detient|occupe) (?:la |une )?(?:vice-)?presidence d[eu'])"
    rf"(?: (?:depuis|en) [^,;.\0]{{4,14}})? ?(?=(?:le |la |l'|un |une )?(?:[a-z]+ )?{GROUPS}\b)"
)
"""What a member does: it is a member, joins, takes part, sits on the board of a network, chairs one."""
_ADHERES = re.compile(
    r"\b(?:(?:approuv|valid|vot|enterin|ratifi|confirm|renouvel)\w*|a decide|decide|decident|adopte\w*) [^.;:\0]{0,40}?"
    r"(?:(?:adhesion|affiliation)(?: (?:du (?:pole|cluster)|de (?:l'association|notre pole|notre cluster)))? (?:a|au|aux)"
    r"|(?:d'adherer|d'adhesion) (?:a|au|aux)|de rejoindre)\b"
    r"|\bnotre (?:adhesion|affiliation) (?:a|au|aux)\b"
)
"""What a board decides for its own pole: "approuve l'adhésion au réseau X", "a décidé de rejoindre l'alliance Y"."""
_NOT_YET = re.compile(
    r"\bn(?:'|e )\w+ (?:pas|plus|jamais) (?:encore )?\Z|\bnot (?:yet )?(?:an? )?\Z"
    r"|\b(?:envisag\w+|souhait\w+|propos\w+|espere\w*|prevoi\w+|pou(?:rr|v)\w+|dev(?:r|ai)\w+|invit\w+|v(?:eu|oul|oud)\w+|possibilite|hope\w*"
    r"|plan\w*|wish\w*|could|might|etudi\w+|refus\w+|renonc\w+|declin\w+)\b[^,;.:\0]{0,25}\Z"
)
"""What tells before the verb that it is not so, or not yet."""
_OTHERS = re.compile(
    rf"\b(?:avec|(?<!un )(?<!une )(?<!partie )des|les|aux|plusieurs|autres|quelques|(?<!tous )(?<!toutes ){NUMBER}|\d+) \Z"
)
"""Before "membres de" this tells of other members: "avec dix membres de l'alliance X"."""
_JOINED_IN = re.compile(
    rf"(?<=nt|re|ed|ra)[^;.:]{{3,120}}? (?:dans|au sein d[eu']|in|within) ?(?:la |le |l'|the )?{GROUPS} "
)
"""Where somebody joins members in a group, they are not that group: "a rejoint A et B dans l'alliance X"."""
_COMPANY = re.compile(
    r"[ ,»)]*(?:\0+[ ,»)]*)?(?:(?:en|depuis|des|in|since) [^,;.]{4,18},? )?"
    r"(?:avec|(?:tout )?comme|as (?:do|does|did)|like|as well as|aux cotes d|ou (?:il|elle) (?:rejoint|retrouve"
    r"|cotoie)|alongside|together with)"
)
"""What leads from an alliance to the others in it."""
_PRONOUN = re.compile(r"(?:it|we|they|she|he|this|these|that|both|all|some|most|toute?s?)\Z")
_WE = re.compile(r"(?:it|we|they|the cluster|nous)\b")
_LABEL = re.compile(
    r"(?:nos |ses )?(?:reseaux?|alliances?|adhesions?|appartenances?|networks?|memberships?)"
    r"(?: (?:et|and) (?:reseaux?|alliances?|partenariats?|networks?))?"
    r"(?: (?:europeens?|nationaux|internationaux|d'appartenance|de clusters))?[ *_]*:[ *_]*"
)
"""The label of the networks of the one whose entry it is."""
_MEMBER = re.compile(
    r"(?:(?:le pole|le cluster|il|nous|the cluster|it) (?:est|sommes|is) (?:a )?)?"
    r"(?:membre|adherent|member) (?:(?:fondateur|actif) )?(?:de|du|des|d'|of)\b"
)
_ONESELF = re.compile(r"(?:il|elle)\b")
_ANOTHER = re.compile(
    r"(?:quant|s'agissant|pour ce qui)\b(?! (?:a |aux? )(?:(?:la|l'|le) ?)?(?:pole|cluster|association|\0))"
)
"""What turns to another matter than the pole."""
_AS_WELL = re.compile(
    r"\b(?:ainsi qu'|et |mais aussi |and |as well as )(?:a|au|aux|to|of)(?: la| l'| le)? ?(?:[a-z]+ )?[«\" ]*\Z"
)
_WINDOW = 60

Stated = tuple[Entity, list[Entity], float]


def joinings(reading: Reading, sentence: Sentence) -> Iterator[Stated]:
    """Yield the alliances that a sentence says somebody belongs to, with those who do."""
    label = _LABEL.match(sentence.words)
    if label is not None:
        yield from _labelled(reading, sentence, label.end())
        return
    adheres = _ADHERES.search(sentence.words)
    if adheres is not None and reading.host is not None and not sentence.of({EntityKind.POLE}):
        for group in named_groups(reading, sentence, adheres.end()):
            yield group, [reading.host], 0.75
    belongs = _BELONGS.search(sentence.words)
    if (
        belongs is None
        or _NOT_YET.search(sentence.words[: belongs.start()])
        or (belongs.group().startswith("membres") and _OTHERS.search(sentence.words[: belongs.start()]))
        or _JOINED_IN.match(sentence.words, belongs.end())
    ):
        return
    actors, base = sentence.of(ACTORS), sentence.span.start
    start = base + belongs.end()
    named = named_groups(reading, sentence, belongs.end())
    projects = [e for e in sentence.of({EntityKind.PROGRAMME}) if "projet" in sentence.before(e.start, 20)]
    near = [a for a in ordered([*actors, *projects]) if start - 1 <= a.start <= start + _WINDOW]
    groups = named or near[:1]
    if not groups:
        return
    members = [a for a in actors if a.end <= base + belongs.start() + 1] or _beside(reading, sentence, belongs.start())
    if not members and _is_about_others(reading, sentence, belongs.start()):
        members = list(reading.subject(sentence, groups[0].start).entities)
    if members:
        for group in groups[:-1]:
            yield group, members, 0.9
        yield groups[-1], [*members, *_company(reading, sentence, groups[-1])], 0.9
        for more in actors:
            if more.start > groups[-1].end and _AS_WELL.search(sentence.before(more.start)):
                yield more, members, 0.85


def _labelled(reading: Reading, sentence: Sentence, offset: int) -> Iterator[Stated]:
    """Yield the networks of a directory's entry: "Réseaux : membre de A et de B, avec C", "Réseaux : A, B"."""
    heading = reading.heading(sentence)
    headed = reading.at_home(heading.of(ACTORS))[:1] if heading is not None else []
    members = headed or list(reading.subject(sentence, sentence.span.start).entities)[:1]
    member = _MEMBER.match(sentence.words, offset)
    groups = named_groups(reading, sentence, member.end() if member else offset, listed=True)
    for group in groups if members else ():
        others = _company(reading, sentence, group) if group is groups[-1] else []
        yield group, [*members, *others], 0.85


def _is_about_others(reading: Reading, sentence: Sentence, offset: int) -> bool:
    """Tell whether a sentence speaks of somebody named before it, and of no person."""
    before = next(reading.earlier(sentence, 1), None)
    if _ONESELF.match(sentence.words) and before is not None and before.of({EntityKind.PERSON}):
        return False
    if _ANOTHER.match(sentence.words):
        return False
    return (
        reading.is_about_another(sentence)
        or _WE.match(sentence.words) is not None
        or not sentence.words[:offset].strip(" -*_•")
        or _no_subject(sentence, offset)
    )


def _no_subject(sentence: Sentence, offset: int) -> bool:
    """Tell whether a dated sentence names no subject of its own before its verb: not "la filière, qui…, a rejoint en 2022"."""
    other = re.match(
        r"(?:la |le |les |l'|un |une |cette |ce |the |this |an? )(?!pole|cluster|\0)", sentence.words[:offset]
    )
    return other is None and bool(sentence.of(MOMENTS))


def _beside(reading: Reading, sentence: Sentence, offset: int) -> list[Entity]:
    """Return the name, known or not, that begins a sentence right before its verb."""
    text, base = reading.document.text, sentence.span.start
    run = RUN.match(text, base, base + offset)
    if run is None or text[run.end() : base + offset].strip() or any(e.start < run.end() for e in sentence.entities):
        return []
    words = plain(run.group()).split()
    if (
        words[0] in NO_NAMES
        or _PRONOUN.match(words[0])
        or all(is_form_of(word, reading.names.common_words) for word in words)
    ):
        return []
    return [Entity(EntityKind.ORGANISATION, *run.span(), run.group(), run.group())]


def _company(reading: Reading, sentence: Sentence, group: Entity) -> list[Entity]:
    """Return those whom "avec" or "aux côtés de" joins to an alliance: all of its list, known or not."""
    led = _COMPANY.match(sentence.after(group.end, 90))
    if led is None:
        return []
    base = sentence.span.start
    first = sentence.words.find(led.group().lstrip("\0"), max(0, group.end - base)) + len(led.group().lstrip("\0"))
    stop = STOP.search(sentence.words, first)
    last = base + stop.start() if stop else sentence.span.end
    known = [a for a in sentence.of(ACTORS) if base + first <= a.start < last]
    listed = enumerated(reading, base + first, last)
    free = [one for one in listed if not any(a.start < one.end and one.start < a.end for a in known)]
    return distinct(ordered([*known, *free]))
