"""Sums told with their giver in one phrase: "5 millions du FEDER", "une subvention du département, de 120 000 euros".

Does not know who receives them.
"""

from __future__ import annotations

import re

from corpus.extraction.fact_reading import Reading, Sentence
from corpus.extraction.support.doubts import is_each
from corpus.extraction.support.givers import GIVER, with_field
from corpus.fact_kinds import Field, FieldName
from corpus.kinds import Entity, EntityKind

_SUM = r"(?P<sum>\d[\d ,.]*(?: ?millions?| ?milliards?| ?m€| ?k€)?(?: d'euros| euros| ?€)?)"
_BY = r"(?:par|du|de|des|d'|from|by)(?: ?(?:la |le |l'|les |the ))?"
_PAID = (
    r"(?:(?:a|ont) ete )?(?:apporte|verse|finance|paye|accorde|attribue|octroye|alloue|fourni|issu|provenant|venant"
    r"|contribu|offert|consenti|debloque|decide|vote|promis|paid|given|granted|awarded|provided)e?s?"
)
_PART = re.compile(
    rf"{_SUM},? (?:(?:{_PAID}|pris en charge) )?(?:(?:aux? )?[a-z]+ quarts |pour moitie |en partie )?{_BY}[«\" ]*"
    rf"(?:(?P<generic>{GIVER})|(?P<name>\0+))"
)
_AID = (
    r"(?:subvention|aide|dotation|contribution|participation|soutien|financement|cofinancement|enveloppe|appui"
    r"|grant|award)"
    r"(?: (?:annuelle|publique|financiere?|regionale|europeenne?|exceptionnelle|forfaitaire|d'equipement"
    r"|de fonctionnement|en fonctionnement))?"
)
_AID_OF = re.compile(
    rf"\b{_AID} (?:de la |du |de l'|des |de |d'|from (?:the )?)[«\" ]*(?:(?P<generic>{GIVER})|(?P<name>\0+))(?![a-z])"
    rf"(?: [a-z'-]+){{0,4}}?(?: ?,? (?:soit |de |d'|d'un montant de |est de |s'eleve a |atteint |etait de "
    rf"|(?:a ete|est|sera) (?:portee?|fixee?|ramenee?) a "
    rf"|a hauteur de |of )| \()(?=\d)"
)
_TOTAL = re.compile(
    r"\b(?:budget|cout|montant) (?:total |global )?[^,;]{0,40}\Z"
    r"|\b(?:contrat|chiffre d'affaires|marche|investissement)s? [^,;]{0,20}\Z"
)
_CHANGE = re.compile(
    r"\b(?:baisse|hausse|augment\w+|diminu\w+|recul\w*|progress\w+|croissance|increas\w+|decreas\w+|rise|rose|drop\w*|fell|fall|up|down|cut)"
    r"(?: de| of| by)?(?: pres de| environ| about| nearly)? \Z"
)
_CHANGE_AFTER = re.compile(r" (?:de plus|de moins|plus|moins|more|less|higher|lower)\b")
_OF_WHICH = re.compile(
    r"[^.;]{0,20}, dont\b(?![^.;]{0,30}(?:€|euros) (?:pour|a|au) (?:la |le |l')?(?:[a-z-]+ ){0,2}[«\" ]*\0)"
)
_OF_WHICH_SUM = re.compile(
    r"[^.;\d]{0,20}, dont (?:pres de |environ )?\d(?![\d ,.]*(?:%|[km]?€|(?:millions? )?(?:d')?euros))"
)
_DATA = {EntityKind.AMOUNT: FieldName.AMOUNT, EntityKind.PERCENT: FieldName.RATE}
_YEAR = re.compile(r"(?:19|20)\d\d")
_GIVERS = frozenset({EntityKind.INSTITUTION, EntityKind.REGION, EntityKind.ORGANISATION, EntityKind.PROGRAMME})


def parts(reading: Reading, sentence: Sentence) -> list[tuple[Field, Field]]:
    """Return each sum of a sentence that the giver follows, as amount and giver."""
    found = []
    for part in _PART.finditer(sentence.words):
        giver = _giver(reading, sentence, part)
        base = sentence.span.start
        if giver is not None and not _YEAR.fullmatch(part["sum"].strip(" ,.")):
            text = reading.document.text[base + part.start("sum") : base + part.end("sum")].rstrip(" ,.\u00a0\u202f")
            start = base + part.start("sum")
            whole = next((e for e in sentence.of({EntityKind.AMOUNT}) if e.start <= start < e.end), None)
            if whole is not None and whole.end >= start + len(text):
                found.append((reading.field(FieldName.AMOUNT, whole), giver))
            else:
                found.append((reading.quoted(FieldName.AMOUNT, start, start + len(text)), giver))
    return found


def given_aid(reading: Reading, sentence: Sentence) -> list[Field]:
    """Return giver and amount of "la subvention du département, de 120 000 euros par an"."""
    for aid in _AID_OF.finditer(sentence.words):
        stop = sentence.span.start + aid.end()
        amount = next((e for e in sentence.of({EntityKind.AMOUNT}) if stop <= e.start <= stop + 2), None)
        giver = _giver(reading, sentence, aid)
        if amount is not None and giver is not None:
            return [giver, reading.field(FieldName.AMOUNT, amount)]
    return []


def is_cost(sentence: Sentence, entity: Entity) -> bool:
    """Tell whether a sum is what something costs in all: "d'un coût total de 4 M€"."""
    return _TOTAL.search(sentence.before(entity.start)) is not None


def is_change(sentence: Sentence, entity: Entity) -> bool:
    """Tell whether a rate is how much a sum grew or shrank: "180 000 €, en baisse de 6 %"."""
    before, after = sentence.before(entity.start), sentence.after(entity.end)
    return _CHANGE.search(before) is not None or _CHANGE_AFTER.match(after) is not None


def sums(reading: Reading, sentence: Sentence, told: list[tuple[Field, Field]]) -> list[Field]:
    """Return the amounts and rates of a sentence, without a total of which another amount is a part; those `told` first."""
    found = [e for e in sentence.entities if e.kind in _DATA and not (is_each(sentence, e) or is_change(sentence, e))]
    kept = [e for e in found if not (_TOTAL.search(sentence.before(e.start)) or _OF_WHICH.match(sentence.after(e.end)))]
    if not any(e.kind is EntityKind.AMOUNT for e in kept):
        # A rate is a part of the total; a bare number after it is told by somebody else.
        kept = [e for e in found if not _OF_WHICH_SUM.match(sentence.after(e.end))]
    money = [reading.field(_DATA[e.kind], e) for e in kept]
    return (
        [*(amount for amount, _ in told), *(one for one in money if _is_apart(sentence, one, told))] if told else money
    )


def _is_apart(sentence: Sentence, one: Field, told: list[tuple[Field, Field]]) -> bool:
    """Tell whether a sum is neither one of those told with their giver nor the total that they make."""
    if any(amount.start < one.end and one.start < amount.end for amount, _ in told):
        return False
    total = _TOTAL.search(sentence.before(one.start)) or re.match(r",? dont\b| ?:", sentence.after(one.end))
    return one.name is FieldName.RATE or total is None


def with_givers(named: list[Field], others: list[Field]) -> list[Field]:
    """Return givers and those of parts of a sum that are not among them; programmes are no funders."""
    taken = [(one.start, one.end) for one in named]
    added = [o for o in others if o.name is FieldName.FUNDER and not any(a <= o.start < b for a, b in taken)]
    return [*named, *{one.canonical: one for one in added}.values()]


def _giver(reading: Reading, sentence: Sentence, found: re.Match[str]) -> Field | None:
    if found["generic"] is not None:
        start, end = (sentence.span.start + offset for offset in found.span("generic"))
        return reading.quoted(FieldName.FUNDER, start, with_field(reading, sentence, start, end))
    start = sentence.span.start + found.start("name")
    named = next((e for e in sentence.of(_GIVERS) if e.start <= start < e.end), None)
    if named is None or named.kind is EntityKind.ORGANISATION:
        return None
    return reading.field(FieldName.PROGRAMME if named.kind is EntityKind.PROGRAMME else FieldName.FUNDER, named)
