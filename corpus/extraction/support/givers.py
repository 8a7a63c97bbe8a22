"""Who gives support: institutions and regions that a sentence names, and givers without a name ("la Région", "l'État")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from corpus.extraction.fact_reading import PLACES, Reading, Sentence, distinct
from corpus.extraction.support.doubts import gives
from corpus.fact_kinds import Field, FieldName
from corpus.kinds import Entity, EntityKind
from corpus.plain import plain

_FROM = re.compile(
    r"(?:\b(?:par|aupres de|de la part de|du|de|des|aux|et|initie par)\b[ «\"]*(?:(?:la|le|les"
    r"|l') ?)?(?:\w+ ){0,2}[\"« (]*|d'|l'|, (?:la |le |l')?|\((?:la |le |l')?|la |\Athe |\b(?:by|from) (?:the )?"
    r"|\b(?:programme|program|fund|scheme|support|help|contribution|backing) of (?:the )?)\Z"
)
_HOSTED = re.compile(
    r"\b(?:anime|presente|organise|coordonne|labellise|pilote|porte|mene|conduit|dirige|realise|developpe|redige|accueilli"
    r"|led|run|coordinated|hosted|organi[sz]ed)\w* (?:par|by) (?:la |le |l'|les |the )?(?:reseau )?\Z"
)
_CALLED = re.compile(r"[ \u00a0][A-ZÀ-Þ][\w'’-]+(?:[ \u00a0](?:de la |de |du )?[A-ZÀ-Þ][\w'’-]+){0,3}")
_TO = re.compile(r"\b(?:avec|chez|a|pour|entre|vers|with|to|for) (?:la |l'|the )\Z")
_LED_WITH = re.compile(
    r"\b(?:mene|condui|port|pilot|realis|coordonn|develop|mont)\w*[^,;.]{0,20} avec (?:la |le |l'|les )?\Z"
)
GIVER = (
    r"(?:region|etat|departement|metropole|agglomeration|europe|union europeenne|commission(?: europeenne)?"
    r"|ministere|syndicat"
    r"|agence|collectivites?|ville|prefecture|federation|fondation|banque|conseil (?:regional|departemental)"
    r"|fonds europeens?|chambre(?: (?:regionale|departementale|de commerce|d'agriculture|des metiers))?"
    r"|state|european union|government|council)"
)
FUNDS = frozenset({"FEDER", "FSE", "FEADER", "FEAMP"})
"""The funds of the Union, of which a programme is a part where a sentence names both: "Interreg … (FEDER)"."""
_PAYS = re.compile(
    r"(?:\b(?:par|du|des|de|from|by)(?: (?:le|la|les|the))?|\b(?:d'|de l'|par l')|\A(?:l[ea]|the)) ?[«\" ]*(?:fonds )?\Z"
)
_UNDER = re.compile(
    r"\b(?:dans le cadre|au titre|a travers|via|grace|under|through|as part|within)\b(?: (?:de|du|des|d'|a|au|of))?"
    r"(?: ?(?:la|le|les|l'|the|son|its))?(?: (?:\d(?:er|e|eme)?|premier|[a-z]{5,}))?"
    r"(?: ?(?:programmes?|plan|volet|appel(?: a projets| a manifestation d'interet)?|dispositif|mesure|call|scheme))?"
    r"(?: (?:europeen|national|regional|operationnel)\w*)?[ «\"]*\Z"
)
"""What leads to the programme of which a sum is: "au titre du programme", "under the"."""
_FIELDS = frozenset({"agence", "banque", "fondation", "ministere", "chambre", "federation"})
_OF_FIELD = re.compile(
    r"(?:[ \u00a0][a-zà-ÿ]{4,})?(?:[ \u00a0](?:de la|du|des)[ \u00a0]|[ \u00a0]de l['’]|[ \u00a0]d['’])(?!euros|un"
    r"|une)[a-zà-ÿ]{3,}"
)
"""What a body without a name is for: "l'agence finlandaise de l'énergie"."""
_JOINT = re.compile(r"(?:,| et| and|, et)(?: par| de| by| from)?(?: la| le| les| l'| the|)? ?(?:d'|du |de l'|de la )?")
_REGION_AFTER = re.compile(r" (?:region(?:al (?:council|government))?|government|council)\b")
_BODIES = frozenset({EntityKind.INSTITUTION, EntityKind.REGION, EntityKind.ORGANISATION})
_WHO_PAID = re.compile(
    r",? (?:qui|which|laquelle|lequel) (?:y |lui |leur |nous |en )?(?:a |ont |has )?"
    r"(?:vers|apport|accord|allou|attribu|octro|donn|contribu|particip|pris|couvr|couvert|financ|mis|mobilis|gave|gives?|paid|provid|contribut|grant)\w*"
    r"(?: (?:en charge|pour|a hauteur de|une aide de|une subvention de|up to|a grant of))? ?"
)
_GIVER_SUBJECT = re.compile(
    rf"(?:\A|[,;] |\b(?:et|dont|que|ou|c'est) )(?:l'|la |le |les |the )(?P<giver>{GIVER})(?: \w+){{0,3}}? "
    r"(?:qui )?(?:lui |leur |y |en )?(?:a |ont |va |has )?(?:vers|vot|accord|allou|attribu|octro|apport|consacr|donn|financ"
    r"|consent|regl|pai(?:e|ent)|debloqu|inject|met\b|mett|mis\b|offr|offert|sign|preter|prete\b|lend|lent"
    r"|pren|rembours|subvention"
    r"|souti|reten|retien|selectionn|choisi|contribu|annonc|mainti|confirm|grant|award|provid|fund|pay|cover)"
)
_GIVER_AFTER = re.compile(
    rf"\b(?:par|de la part de|provenant de|venant de|aupres de|de|du|des|d'|by|from) ?(?:l'|la |le |les "
    rf"|the )?(?P<giver>{GIVER})(?![a-z])"
)


_AUTHORITY = re.compile(
    r"(?:.*\b(?:region|metropole|(?:regional|county|city|provincial) council|government|ministry|agglomeration)"
    r"|(?:region|regional council|city council|government|ministry|ministere|metropole|departement"
    r"|conseil (?:regional|departemental|general)|ville|province|communaute (?:urbaine|d'agglomeration|de communes)"
    rf"|agglomeration) (?:of|de|du|des|d'|[a-z-]+\b).*|{GIVER})\Z"
)
_SCHOLARS = re.compile(
    r"(?:universite|ecole|faculte|college|lycee|laboratoire|centre hospitalier|hopital|institut (?:national )?(?:de"
    r"|des|du|d'|universitaire|technique))\b"
    r"|.*\b(?:university|college|school|institute|hospital|laboratory)\b"
)
_GETS = re.compile(
    r"[ »\"*\0]{0,4}(?:,[^,.;]{3,70},)?(?: \([^)]{1,40}\))? ?(?:a |ont |has |have |was |were |avait )?(?:also |aussi |ainsi )?"
    r"(?:recu|recoi|recevr|obten|obtien|obtint|benefici|percoi|percev|percu|decroch|remport|receiv|obtain|awarded|granted|won\b"
    r"|secured)\w*"
)


def is_authority(entity: Entity) -> bool:
    """Tell whether a name is that of a region, a town, a ministry and the like, which give more often than they get."""
    return (
        entity.kind in _BODIES and _AUTHORITY.match(re.sub(r"\A(?:the|la|le|l') ?", "", plain(entity.text))) is not None
    )


def is_scholarly(entity: Entity) -> bool:
    """Tell whether a body is a university, a school or a laboratory, which get more often than they give."""
    return _SCHOLARS.match(plain(entity.text)) is not None


def gets(sentence: Sentence, entity: Entity) -> bool:
    """Tell whether somebody is told to receive: "L'université de X reçoit"."""
    return _GETS.match(sentence.after(entity.end, 120)) is not None


def is_under(sentence: Sentence, programme: Entity) -> bool:
    """Tell whether "au titre de", "dans le cadre de" or "under" leads to a programme."""
    return _UNDER.search(sentence.before(programme.start)) is not None


def pays(sentence: Sentence, fund: Entity) -> bool:
    """Tell whether a fund of the Union is named as who pays: "l'aide du FEDER", "from the ERDF"."""
    return fund.canonical in FUNDS and _PAYS.search(sentence.before(fund.start)) is not None


def apart_from_funds(
    reading: Reading, sentence: Sentence, programmes: list[Entity]
) -> tuple[list[Entity], list[Field]]:
    """Return the programmes and, apart, the funds of the Union that pay for one of them.

    "… le FSE dans le cadre du programme Tremplin", "supported by Interreg with EUR 90,000 from the ERDF".
    """
    funds = [p for p in programmes if p.canonical in FUNDS]
    if not funds or len(funds) == len(programmes):
        return programmes, []
    paying = [reading.field(FieldName.FUNDER, p) for p in funds if pays(sentence, p)]
    return [p for p in programmes if p not in funds], paying


def is_hosting(sentence: Sentence, entity: Entity) -> bool:
    """Tell whether somebody is told to run or to host something: "un atelier animé par X"."""
    return _HOSTED.search(sentence.before(entity.start)) is not None


def with_joined(sentence: Sentence, named: list[Field], others: Iterable[Field]) -> list[Field]:
    """Return givers with those without a name that "et" or a comma joins to them: "par l'État et par la Région Centre"."""
    joined = list(named)
    for one in others:
        if any(one.start < n.end and n.start < one.end for n in joined):
            continue
        if any(_JOINT.fullmatch(sentence.between(min(one.end, n.end), max(one.start, n.start))) for n in named):
            joined.append(one)
    return joined


def payer(sentence: Sentence, givers: list[Field], money: list[Field]) -> list[Field]:
    """Keep of several givers the one whose sum it is: "par X et par la Région, qui a versé 38 000 euros"."""
    for giver in givers if len(money) == 1 else ():
        if _WHO_PAID.fullmatch(sentence.between(giver.end, money[0].start)):
            return [giver]
    return givers


def named_givers(reading: Reading, sentence: Sentence) -> list[Field]:
    """Return the institutions that a sentence names after "par", "de la", "auprès de" and the like, and regions so called."""
    fields = []
    for entity in distinct(sentence.of(_BODIES)):
        if entity.kind is EntityKind.ORGANISATION and not is_authority(entity):
            continue
        if gets(sentence, entity) or (is_scholarly(entity) and not gives(sentence, entity)):
            continue
        words = sentence.before(entity.start)
        if entity.kind is EntityKind.REGION and plain(entity.text).startswith("region "):
            fields.append(reading.field(FieldName.FUNDER, entity))
        elif entity.kind is EntityKind.REGION and (called := _REGION_AFTER.match(sentence.after(entity.end))):
            fields.append(reading.quoted(FieldName.FUNDER, entity.start, entity.end + called.end(), entity.canonical))
        elif entity.kind is EntityKind.REGION:
            region = re.search(r"\bregions? (?:de |du |d')?\Z", words)
            if region:
                start = entity.start - len(region.group())
                fields.append(reading.quoted(FieldName.FUNDER, start, entity.end, entity.canonical))
        elif entity.start == sentence.span.start or (
            _FROM.search(words) and not (is_hosting(sentence, entity) or _LED_WITH.search(words) or _TO.search(words))
        ):
            fields.append(reading.field(FieldName.FUNDER, entity))
    return fields


def with_field(reading: Reading, sentence: Sentence, start: int, end: int) -> int:
    """Return where a body without a name ends, with what it is for: "agence" → "agence finlandaise de l'énergie"."""
    text = reading.document.text
    field = _OF_FIELD.match(text, end, sentence.span.end) if plain(text[start:end]) in _FIELDS else None
    return field.end() if field else end


def generic_givers(reading: Reading, sentence: Sentence) -> Iterator[Field]:
    """Yield who gives without a name: "la Région verse", "apportés par l'État", "de fonds européens"."""
    seen = set()
    for pattern in (_GIVER_SUBJECT, _GIVER_AFTER):
        for found in pattern.finditer(sentence.words):
            start, end = found.span("giver")
            if found["giver"] in seen:
                continue
            seen.add(found["giver"])
            begin, stop = sentence.span.start + start, sentence.span.start + end
            if (whole := with_field(reading, sentence, begin, stop)) > stop:
                yield reading.quoted(FieldName.FUNDER, begin, whole)
                continue
            place = next(
                (e for e in sentence.of(PLACES) if e.start <= begin < e.end or stop < e.start <= stop + 7), None
            )
            if place is not None:
                yield reading.quoted(FieldName.FUNDER, min(begin, place.start), place.end, place.canonical)
            elif not re.match(r" (?:de|du|des|d')\b", sentence.words[end : end + 6]):
                called = _CALLED.match(reading.document.text, stop, sentence.span.end)
                yield reading.quoted(FieldName.FUNDER, begin, called.end() if called else stop)
