"""Who is told to receive or to be a project where no rule on names knows it: "Le plus gros, **Houle**, … a obtenu".

Does not know facts.
"""

from __future__ import annotations

import re

from corpus.extraction.fact_reading import ACTORS, Reading, Sentence
from corpus.kinds import Entity, EntityKind
from corpus.plain import plain
from corpus.protagonists import NO_NAMES
from corpus.spelling import is_form_of

_NAME = r"(?P<name>(?<![\w'’-])[A-ZÀ-Þ][\w'’+-]+(?:[ \u00a0][A-ZÀ-Þ0-9][\w'’+-]*){0,3})"
_PROJECT = r"(?:projet|démonstrateur|plateforme|consortium|étude|prototype|project|pilot|platform)"
_RECEIVES = (
    r"(?:obt(?:enu|ient|int)|reçu|reçoit|recevra|décroché|décroche|remporté|remporte|bénéficie|bénéficié|perçu|perçoit"
    r"|touché|touche"
    r"|empoché|été (?:\w+ )?(?:retenu|sélectionné|financé|soutenu|aidé|subventionné)e?|received?s?|won|wins|secured|awarded"
    r"|obtained|been (?:awarded|granted|selected|funded))\b"
)
_ACTING = re.compile(
    rf"{_NAME}(?:\*\*|__|[ \u00a0]?»|[\"”])?(?:,[^;.:]{{1,120}}?,|[ ]\([^()]{{1,40}}\))?[ ]"
    rf"(?:(?:a|ont|vient d['’]|has|have|was|y a)[ ])?"
    rf"(?:(?:à (?:lui|elle) seule?|aussi|également|ainsi|déjà|alone|also)[ ])?{_RECEIVES}"
)
_THAT = re.compile(
    rf"{_NAME}(?:\*\*|__|[ \u00a0]?»|[\"”])?,[ ](?:une? |le |la |l['’]|a |the )?{_PROJECT}\b[^;.:]{{0,140}}?[ ]"
    r"(?:que |qu['’]|dont |which |that )[^;.:]{1,70}?[ ](?:financ|subventionn|soutien|cofinanc|aide|abonde|fund|support)\w*"
)
_FOR = re.compile(
    r"(?:€|euros?|millions?|k€|M€)\b[ ](?:pour|à|au|aux|en faveur de|au profit de|for|to)[ ](?:l['’]|la |le |the )?"
    rf"(?:projet |pôle |cluster |société |project )?[«“\" ]*{_NAME}(?=[ »”\"]*(?:[,.;)]|et\b|and\b|sur\b|afin\b|pour\b"
    rf"|over\b|$))"
)
_CALLED = re.compile(
    rf"(?:s['’]appelle|s['’]intitule|baptisée?|nommée?|intitulée?|appelée?|called|named|dubbed)[ ][«“\"* ]*{_NAME}"
)
_NAMED_AFTER = re.compile(rf"\b(?:projet|démonstrateur|project)(?: [a-zà-ÿ-]+){{0,2}}, [«“\" ]*{_NAME}(?=[ »”\"]*[,(])")
_APPOSED = re.compile(
    rf"{_NAME}(?:\*\*|__|[ \u00a0]?»|[\"”])?(?:,[ ](?:une? |le |la |l['’]|a |the )?|[ ](?:est|is) (?:une?|an?) ){_PROJECT}\b"
)
_NOBODY = frozenset(
    {EntityKind.INSTITUTION, EntityKind.PERSON, EntityKind.CITY, EntityKind.COUNTRY, EntityKind.REGION, EntityKind.DATE}
)


def acting_name(reading: Reading, sentence: Sentence) -> Entity | None:
    """Return the name whose verb says that it receives, the project that somebody is told to finance, or whom a sum is for."""
    for pattern in (_THAT, _ACTING, _FOR, _NAMED_AFTER):
        found = _found(reading, sentence, pattern)
        if found is not None:
            return found
    return None


def called_name(reading: Reading, sentence: Sentence) -> Entity | None:
    """Return the name that a sentence gives to what the next one speaks of: "Le plus beau s'appelle HOULE."."""
    return _found(reading, sentence, _CALLED) or _found(reading, sentence, _APPOSED)


def _found(reading: Reading, sentence: Sentence, pattern: re.Pattern[str]) -> Entity | None:
    for match in pattern.finditer(reading.document.text, sentence.span.start, sentence.span.end):
        start, end = match.span("name")
        known = next((e for e in sentence.entities if e.start < end and start < e.end), None)
        if known is not None:
            if known.kind in ACTORS | {EntityKind.PROGRAMME} and not reading.is_foreign(known):
                return known
            continue
        word = plain(re.split(r"[ '’]", match["name"])[0])
        single = " " not in match["name"]
        if word in NO_NAMES or (
            single and (is_form_of(plain(match["name"]), reading.names.common_words) or len(word) < 3)
        ):
            continue
        return Entity(EntityKind.PROGRAMME, start, end, match["name"], match["name"])
    return None
