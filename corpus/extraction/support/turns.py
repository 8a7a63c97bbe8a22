"""Sums that a sentence lays to several givers in turn: "la Région apporte 430 000 euros, la ville 150 000 et l'État 275 000".

Either the giver comes first, or the sum does: "12 000 viennent de l'État, 6 300 de la Région", "dont 1,6 M€ du FEDER et 300 000 €
de la ville". Does not know who receives them.
"""

from __future__ import annotations

import re

from corpus.extraction.fact_reading import Reading, Sentence
from corpus.extraction.support.givers import GIVER
from corpus.fact_kinds import Field, FieldName
from corpus.kinds import Entity, EntityKind, ordered
from corpus.plain import plain

_DATA = {EntityKind.AMOUNT: FieldName.AMOUNT, EntityKind.PERCENT: FieldName.RATE, EntityKind.NUMBER: FieldName.AMOUNT}
_LEAST = 1000  # a bare number below is no sum
_NAMED = frozenset({EntityKind.INSTITUTION, EntityKind.REGION, EntityKind.PROGRAMME, EntityKind.ORGANISATION})
_GENERIC = re.compile(
    rf"(?:(?<=[ ('])|\A)(?P<giver>(?:{GIVER}|communaute (?:urbaine|de communes|d'agglomeration)|conseil general"
    r"|agence|commune|mairie|canton|land|province|ministry|city|region|bank|fonds [a-z]+)s?)(?![a-z-])"
)
_CALLED = re.compile(
    r"(?:[ \u00a0][a-zà-ÿ]{4,})?[ \u00a0]"
    r"(?:(?:de la |de l['’]|du |de |des |d['’])[ \u00a0]?)?[A-ZÀ-Þ][\w'’-]+(?:[ \u00a0-](?:(?:de la|de|du)[ \u00a0]"
    r"|d['’])?[A-ZÀ-Þ][\w'’-]+)*"
)
_VERB = (
    r"(?:apport|vers|donn|accord|allou|attribu|octro|contribu|ajout|consacr|pren|fourni|fini|met\b|mett|debloqu"
    r"|mobilis|abond|engag|pris|support|pris|support"
    r"|paie|pay|regl|assum|couvr|financ|subvention|cofinanc|particip|inject|complet|bring|add|give|provid|grant|cover"
    r"|award|put)\w*"
)
_KEEPS = r"(?:confirm|maint(?:ien|en)|reconduit|renouvel|augment|relev|rel[eè]v|port|ramen|redui|vot|keeps?|kept|rais|renew)\w*"
_GIVES = re.compile(
    r"[ »\"*]{0,3}(?: (?:programme|program|fund|scheme))?(?:,[^,;.]{3,60},)?(?:,(?= (?:qui|which|laquelle"
    r"|lequel)\b))? ?(?:qui |which |laquelle |lequel )?(?:y |en |lui |leur "
    r"|nous )?(?:(?:a|ont|va|vont|has|have|will) )?"
    rf"(?:{_VERB}|{_KEEPS})(?: (?:en charge|a (?:sa|leur) charge|elle|lui|aussi|egalement"
    rf"|encore|en plus|pour sa part|de son cote|also|in|another|a further)){{0,2}}"
    r"(?: (?:pour|a hauteur de|jusqu'a|up to|a grant of"
    r"|(?:une?|sa|son|leur|its|the) (?:(?:aide|subvention|dotation|enveloppe|participation|contribution|soutien|part|grant)"
    r"(?: annuelle| annuel)?|sienne?) ?(?:de|a|:|\(|pour|of|at|d')"
    r"|(?:en|with|of|de)))? ?"
)
_IN_BRACKETS = re.compile(r" ?\(\0+(?:\+|[^()\d]{0,12})?\)")
"""The fund in brackets behind who gives: "l'Union européenne (FEDER)"."""
_HELPS = (
    r"(?:soutien(?:t|nent|dra)|(?:co-?)?finance(?:nt|ra)?|subventionne(?:nt|ra)?|aide(?:nt|ra)?|accompagne(?:nt|ra)?|supports?|funds?"
    r"|backs?|a (?:soutenu|finance|subventionne|aide|accompagne)|(?:has )?(?:supported|funded|backed))"
)
_HELPED = re.compile(rf"\b{_HELPS} (?:le |la |l'|les |the )?(?:[a-z-]+ ){{0,3}}[«\"* ]*\Z")
"""What leads to whoever is helped: "soutient la société Valmont à hauteur de"."""
_HELPS_WITH = re.compile(
    rf"[ »\"*]{{0,3}} ?{_HELPS} (?:le |la |l'|les |the )?(?:[a-z-]+ ){{0,3}}[«\"* ]*\0+[»\"* ]*,? (?:pour|a hauteur de"
    rf"|avec|with|up to) "
)
_SIGN = re.compile(r"[ »\"*]{0,3} ?(?:\(|: ?|, (?:pour|a hauteur de) |(?:pour|a hauteur de) )(?:a hauteur de )?")
_TO = re.compile(r"(?:\b(?:a|au|aux|to|avec|with|chez|pour|for|contre)|\ba l'|\ba) (?:la |l'|les |the )?\Z")
_THEN = re.compile(r"[ »\"*]{0,3},? ?(?:pour |a hauteur de |with )?")
_FROM = re.compile(
    r"[ ,]{0,2}(?:par an |a year |per year )?(?:d'(?:aides?|subventions?|euros) )?"
    r"(?:(?:viennent|vient|proviennent|provient|emanent|sont|est|ont ete|a ete|comes?|came|were|was|are|is) )?"
    r"(?:(?:issu|venant|provenant|apporte|verse|paye|donne|accorde|attribue|fourni|finance|pris en charge|octroye|alloue"
    r"|obtenu|paid|given|provided|contributed|a la charge|au titre)e?s? )?"
    r"(?:(?:de |par |d'|from |by |of |aupres de )(?:la |le |l'|les |the )?|du |des )"
    r"(?:(?:l'|la )?(?:aide|subvention|part|participation) (?:de la |de l'|du |des |de |d'))?[«\" ]*"
)
_MILLIONS = re.compile(r"\bmillions?\b")
_COVERED = re.compile(
    r"\b(?:couvert|financ|cofinanc|pay|pris(?:e|es)? en charge|subventionn|soutenu|aid|abond|support|fund|cover|paid)\w*"
    r" (?:(?:pour|a hauteur de|with|for|up to) )?\Z"
)
"""A passive before a sum: "couverte à hauteur de 12 000 euros par la région"."""
_BROUGHT = re.compile(r"\b(?:vien|provien|issu|venant|provenant|apport|vers|come|came|from|given|provided|contributed)")
_AID = re.compile(
    r" (?:euros )?(?:d'|en |de |in |of )?(?:aides?|subventions?|fonds publics|credits publics|financements? publics?"
    r"|dotations?"
    r"|public (?:aid|funding|money|grants?)|grants?)\b"
)
_PERIOD = re.compile(r" ?(?:par an\b|chaque annee|a year\b|per year\b|annuels?\b)")
_NOT_SUM = re.compile(r"\b(?:au lieu d|contre|depuis|en|fin|since|in|over|plus de) ?\Z")
_OF_WHICH = re.compile(r"\b(?:dont|of which|including) (?:pres de |environ |about )?\Z")


def turns(reading: Reading, sentence: Sentence, least: int = 2) -> list[list[Field]]:
    """Return giver, sum and period of each turn of a sentence; nothing where there are fewer than `least`.

    One alone counts where the giver comes first and acts, or where the sum is a part: "900 000 euros, dont 540 000 de l'État".
    """
    sums = _sums(sentence)
    givers = _givers(reading, sentence)
    rows = _forward(sentence, givers, sums)
    if len(rows) < 2:
        back = _backward(sentence, givers, sums)
        part = [row for row in back if _is_told_apart(sentence, *row)]
        rows = back if len(back) > 1 else part or rows
    public = any(_is_public(giver, sentence) for giver, _ in rows)
    if len(rows) < least or not public or len({amount.kind for _, amount in rows} - {EntityKind.NUMBER}) > 1:
        return []
    return [
        [giver, *_fund(reading, sentence, giver), _field(reading, amount), *_period(reading, sentence, amount)]
        for giver, amount in rows
    ]


def helped(sentence: Sentence) -> Entity | None:
    """Return whom a giver is told to help: "La Région soutient la société Valmont à hauteur de 60 000 euros"."""
    named = sentence.of({EntityKind.ORGANISATION, EntityKind.POLE})
    return next((e for e in named if _HELPED.search(sentence.before(e.start))), None)


def _fund(reading: Reading, sentence: Sentence, giver: Field) -> list[Field]:
    """Return the programme in brackets right behind who gives."""
    for one in sentence.of({EntityKind.PROGRAMME}):
        if reading.document.text[giver.end : one.start].strip() == "(":
            return [reading.field(FieldName.PROGRAMME, one)]
    return []


def _is_public(giver: Field, sentence: Sentence) -> bool:
    """Tell whether a giver is a public body or a programme, and not a company that may as well buy."""
    if _GENERIC.match(plain(giver.value)):
        return True
    return not any((e.start, e.end) == (giver.start, giver.end) for e in sentence.of({EntityKind.ORGANISATION}))


def aided_part(reading: Reading, sentence: Sentence) -> list[Field]:
    """Return the aid that is part of a cost, where no giver is told: "2,3 M€, dont 1,3 M€ d'aides publiques"."""
    for amount in _sums(sentence):
        part = _OF_WHICH.search(sentence.before(amount.start)) and _AID.match(sentence.after(amount.end))
        if part and amount.kind is not EntityKind.PERCENT:
            return [_field(reading, amount)]
    return []


def _forward(sentence: Sentence, givers: list[Field], sums: list[Entity]) -> list[tuple[Field, Entity]]:
    """Return the pairs in which the giver comes first; after the first pair the verb may be left out."""
    rows: list[tuple[Field, Entity]] = []
    acting = False
    for giver in givers:
        amount = next((e for e in sums if e.start >= giver.end), None)
        if amount is None or any(giver.end <= other.start < amount.start for other in givers):
            continue
        gap = _IN_BRACKETS.sub("", sentence.between(giver.end, amount.start), count=1)
        acts = (_GIVES.fullmatch(gap) or _HELPS_WITH.fullmatch(gap)) is not None and not _TO.search(
            sentence.before(giver.start)
        )
        if acts or _SIGN.fullmatch(gap) or (rows and _THEN.fullmatch(gap)):
            rows.append((giver, amount))
            acting = acting or acts
    return rows if acting or len(rows) > 1 else []


def _backward(sentence: Sentence, givers: list[Field], sums: list[Entity]) -> list[tuple[Field, Entity]]:
    """Return the pairs in which the sum comes first: "900 k€ viennent du FEDER et 300 k€ de la Région"."""
    rows = []
    for amount in sums:
        giver = next((g for g in givers if g.start >= amount.end), None)
        if giver is not None and _FROM.fullmatch(sentence.between(amount.end, giver.start)):
            rows.append((giver, amount))
    return rows


def _is_told_apart(sentence: Sentence, giver: Field, amount: Entity) -> bool:
    """Tell whether one sum with its giver behind is told so that no other giver is needed: "dont …", "… versés par"."""
    before = sentence.before(amount.start)
    brought = _BROUGHT.search(sentence.between(amount.end, giver.start))
    return bool(_OF_WHICH.search(before) or _COVERED.search(before) or brought)


def _sums(sentence: Sentence) -> list[Entity]:
    """Return the amounts and rates of a sentence, and bare numbers that can be sums beside one with a currency."""
    sums = list(sentence.of({EntityKind.AMOUNT, EntityKind.PERCENT}))
    bare = [e for e in sentence.of({EntityKind.NUMBER}) if _is_bare_sum(sentence, e)]
    told = any(e.kind is EntityKind.AMOUNT for e in sums) or any("illion" in e.text for e in bare)
    return list(ordered([*sums, *(bare if told else [])]))


def _is_bare_sum(sentence: Sentence, number: Entity) -> bool:
    try:
        large = float(number.canonical) >= _LEAST
    except ValueError:
        return False
    year = re.fullmatch(r"(?:19|20)\d\d", number.text) is not None
    large = large or "illion" in number.text or (_MILLIONS.search(sentence.words) is not None and "," in number.text)
    return large and not year and _NOT_SUM.search(sentence.before(number.start)) is None


def _givers(reading: Reading, sentence: Sentence) -> list[Field]:
    """Return who may give: institutions, programmes, regions and bodies so called, and "la commune", in text order."""
    text, base = reading.document.text, sentence.span.start
    found: list[Field] = []
    for generic in _GENERIC.finditer(plain(text[base : sentence.span.end])):
        start, end = base + generic.start("giver"), base + generic.end("giver")
        whole = next((e for e in sentence.entities if e.start <= start < e.end and e.kind in _NAMED), None)
        if whole is not None and (whole.end > end or whole.start < start - len("the ")):
            continue
        called = _CALLED.match(text, end, sentence.span.end)
        found.append(reading.quoted(FieldName.FUNDER, start, called.end() if called else end))
    taken = [(field.start, field.end) for field in found]
    for entity in sentence.of({EntityKind.INSTITUTION, EntityKind.PROGRAMME, EntityKind.ORGANISATION}):
        if entity.kind is EntityKind.ORGANISATION and _HELPED.search(sentence.before(entity.start)):
            continue
        behind = any(text[b : entity.start].strip() == "(" for _, b in taken)
        if not behind and not any(entity.start < b and a < entity.end for a, b in taken):
            taken.append((entity.start, entity.end))
            name = FieldName.PROGRAMME if entity.kind is EntityKind.PROGRAMME else FieldName.FUNDER
            found.append(reading.field(name, entity))
    return sorted(found, key=lambda field: field.start)


def _field(reading: Reading, amount: Entity) -> Field:
    return reading.field(_DATA[amount.kind], amount)


def _period(reading: Reading, sentence: Sentence, amount: Entity) -> list[Field]:
    """Return "par an" or the duration just after a sum."""
    found = _PERIOD.match(sentence.after(amount.end))
    if found is not None:
        start = amount.end + len(found.group()) - len(found.group().lstrip())
        return [reading.quoted(FieldName.PERIOD, start, amount.end + found.end())]
    for entity in sentence.of({EntityKind.DURATION, EntityKind.PERIOD}):
        if re.fullmatch(r" (?:sur|pendant|pour|over|for|en) (?:les )?", sentence.between(amount.end, entity.start)):
            return [reading.field(FieldName.PERIOD, entity)]
    return []
