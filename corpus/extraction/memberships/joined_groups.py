"""The alliances that words name one after another, as they are written: "de l'alliance A et du réseau européen B".

A name that begins with that of a country, or that no list knows, is taken whole. Does not know who belongs to them.
"""

from __future__ import annotations

import re

from corpus.extraction.fact_reading import ACTORS, PLACES, Reading, Sentence
from corpus.kinds import Entity, EntityKind
from corpus.plain import plain
from corpus.protagonists import NO_NAMES
from corpus.spelling import is_form_of

_U = "A-ZÀ-ÖØ-ÞŒŸŁŚŠŻŽĆČĐİŐŰ"
_L = "a-zà-öø-ÿœ"
_NOUN = (
    r"(?:(?:méta-?)?clusters?|alliances?|réseaux?|consortiums?|associations?|fédérations?|unions?|groupements?"
    r"|partenariats?|plateformes?|projets?|initiatives?|communautés?|collectifs?|inter-?pôles?|networks?|federations?"
    r"|partnerships?|projects?|platforms?)"
)
_SOME = rf"(?:(?!(?:qui|que|pour|avec|sur|par|et|ou|dont|mais|and|with|which|by|for|where)\b)[{_L}-]+[ \u00a0])"
_TO_FIRST = re.compile(rf"['’ \u00a0]?(?:{_SOME}|[dl]['’]){{0,8}}[*_«“\" \u00a0]*")
_TO_SEVERAL = re.compile(
    rf"['’ \u00a0]?(?:{_SOME}|[dl]['’]){{0,6}}?{_NOUN}(?:[ \u00a0][{_L}]+){{0,3}}"
    r"(?:[ \u00a0]?:|,[ \u00a0](?:dont|notamment|comme|including|such as|among them))[ \u00a0]"
    rf"(?:{_SOME}|[dl]['’]){{0,4}}[*_«“\" \u00a0]*"
)
"""What stands between the verb and the first name: " de l'alliance ", " de deux réseaux européens, dont "."""
_TO_NEXT = re.compile(
    r"[*_»”\" \u00a0]*(?:[ \u00a0]\([^()\n]{2,40}\))?"
    r"(?:,[ \u00a0](?:et |and |ainsi que )?|[ \u00a0](?:et|and|&|ainsi que|ainsi qu['’]|mais aussi|as well as)[ \u00a0]?)"
    r"(?P<of>(?:de la |de l['’]|des |du |de |d['’]|à la |à l['’]|aux |au |à |of the |of |to the |to |in the )?"
    rf"(?:les? |la |l['’]|the )?(?P<noun>{_NOUN}[ \u00a0](?:[{_L}-]+[ \u00a0]){{0,3}})?)[*_«“\" \u00a0]*"
)
_WORD = rf"[{_U}0-9][\w+\-]*(?:['’][{_U}][\w+\-]*)*"
_NAME = re.compile(
    rf"(?:[{_U}][\w+\-]*(?:['’][{_U}][\w+\-]*)*|[{_L}]{{1,3}}-?[{_U}][\w+\-]+)"
    rf"(?:[ \u00a0](?:(?:of|for|&|de|de la|du|des|in)[ \u00a0]|d['’])?{_WORD}){{0,6}}(?![\w@])"
)
_BODY = re.compile(
    r"(?:Association|Alliance|Réseau|Fédération|Confédération|Union|Club|Groupement|Collectif|Communauté|Comité|Conseil)"
    r"(?:[ \u00a0](?!(?:depuis|avec|aux|et|où|qui|en|dont|pour|a|est|ainsi|comme)\b)(?:[dl]['’])?[\w-]+(?:['’][\w-]+)?){1,9}"
)
"""A body whose name goes on in small letters: "Association française des pôles de compétitivité"."""
OF_BODY = re.compile(
    r"\b(?:conseils?|bureau|comites?|jurys?|equipe|direction|delegation|commission|groupe|board|jury|societe|entreprise"
    r"|start-?up|usine|laboratoire|salon|forum|congres|mission|stand|marche|company|firm|fair|mission)\b"
)
"""What one may be a member of without belonging to the alliance named next."""
_CALLED = re.compile(
    r"\b(?:alliances?|reseaux?|federations?|associations?|unions?|clubs?|networks?|groupements?|confederations?"
    r"|consortiums?|partnerships?|poles|clusters)\b"
)
"""What groups of bodies are called, in the words before a name or in the name."""
_UNION = re.compile(r"\b(?:union europeenne|european union|nations unies|united nations)\b")
"""What is named a union and is no alliance of bodies."""
_NO_NETWORK = frozenset({"linkedin", "twitter", "facebook", "youtube", "instagram"})
_GROUPS = ACTORS | {EntityKind.INSTITUTION, EntityKind.PROGRAMME}
_SHORTEST = 3


def named_groups(reading: Reading, sentence: Sentence, offset: int, *, listed: bool = False) -> list[Entity]:
    """Return the groups named from an offset of a sentence on; `listed` where commas alone part them."""
    text, stop = reading.document.text, sentence.span.end
    start = sentence.span.start + offset
    counted = _TO_SEVERAL.match(text, start, stop)
    lead = counted or _TO_FIRST.match(text, start, stop)
    if lead is None or OF_BODY.search(plain(lead.group())):
        return []
    found: list[Entity] = []
    group = _at(reading, sentence, lead.end(), plain(lead.group()))
    several = listed or counted is not None
    while group is not None:
        found.append(group)
        following = _TO_NEXT.match(text, group.end, stop)
        if following is None or not (several or following["of"].strip() not in ("", "le", "la", "les", "l'", "the")):
            break
        group = _at(reading, sentence, following.end(), plain(following["noun"] or ""))
    return found


def _at(reading: Reading, sentence: Sentence, start: int, lead: str) -> Entity | None:
    """Return the group whose name begins at an offset: the known one, or the longer name that is written there."""
    text, stop = reading.document.text, sentence.span.end
    known = next((e for e in sentence.entities if e.start == start), None)
    matches = [m for pattern in (_BODY, _NAME) if (m := pattern.match(text, start, stop)) is not None]
    if not matches and known is None:
        return None
    end = max((m.end() for m in matches), default=start)
    across = [e for e in sentence.entities if e.start < end < e.end]
    end = across[0].end if across else end
    called = _CALLED.search(lead) is not None or "projet" in lead or "project" in lead
    if known is not None and known.end >= end:
        if _UNION.search(plain(known.text)):
            return None
        groups = ACTORS if not called and not _CALLED.search(plain(known.text)) else _GROUPS
        return known if known.kind in groups else None
    written = text[start:end]
    words = plain(written).split()
    if (
        len(written) < _SHORTEST
        or words[0] in NO_NAMES
        or plain(written) in _NO_NETWORK
        or _CALLED.fullmatch(plain(written))
    ):
        return None
    inside = [e for e in sentence.entities if start <= e.start and e.end <= end]
    if any(e.kind not in _GROUPS | PLACES for e in inside):
        return None
    if len(words) == 1 and (is_form_of(words[0], reading.names.common_words) or inside):
        return None
    return Entity(EntityKind.ORGANISATION, start, end, written, reading.names.canonical(written) or written)
