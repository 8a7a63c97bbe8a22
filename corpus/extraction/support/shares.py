"""Support that several funders share, and beneficiaries that are no name: "la Région (900 000 euros) et l'ADEME (…)", "les PME".

Does not know tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.extraction.fact_reading import Reading, Sentence
from corpus.fact_kinds import Field, FieldName
from corpus.kinds import Entity, EntityKind, ordered
from corpus.plain import plain

_PUBLIC = re.compile(
    r"(?:region|departement|collectivite|metropole|conseil|ville|communaute|confederation|canton|etat|ministere|union)\b"
)
_REGION = re.compile(r"\b(?:region|departement|canton|collectivite) (?:de la |de l'|de |du |d')?\Z")
_GIVES = re.compile(
    r"[ »\"]{0,2}(?: ?\(|,? (?:qui |laquelle |lequel )?(?:apport|vers|donn|accord|allou|financ|contribu)\w*"
    r"(?: (?:pour|a hauteur de))? |,? (?:pour|a hauteur de) | ?: )"
)
_ITEM_SUM = re.compile(r"[^:;.]{0,120} : \Z")
_UNDER = re.compile(r"\b(?:dans le cadre|au titre)\b[^.;:]{0,60}?[«\"“] ?")
_US = re.compile(r"\bnous (?:a|ont|avons|recevons|apport\w+|vers\w+|accord\w+)\b")
_NOUN = (
    r"(?:pme|tpe|entreprises|start-?ups|jeunes pousses|membres|adherents|poles|clusters|forum|salon|festival"
    r"|incubateur|accelerateur|plateforme|etude|laboratoire|colloque|congres|members?|small firms|demonstrateur|evenement)"
)
_WHAT = (
    rf"(?:le |la |les |l'|notre |nos |ses |son |sa |des |any )?{_NOUN}"
    r"(?: (?:membres|adherentes|de competitivite|de marche|regionales))?"
)
_RECEIVES = re.compile(
    rf"(?P<what>(?<![a-z]){_WHAT})(?: qui [^.;,]{{0,60}})?,? (?:benefici|obtien|recoi|percoi|touch|a recu|ont recu|a obtenu)\w*"
)
_IS_GIVEN = re.compile(
    rf"\b(?:co-?)?(?:financ(?:e|ent|era|ait|é)?|subventionne|soutient|aide|prend en charge)(?: (?:a|pour) \0* ?[\d ,]+ ?%)?"
    rf" (?P<what>{_WHAT})(?![a-z])"
)


def shares(reading: Reading, sentence: Sentence) -> Iterator[list[Field]]:
    """Yield funder, amount and programme of each share where two funders or more each give a sum of their own."""
    sums = list(sentence.of({EntityKind.AMOUNT}))
    givers = ordered(
        [
            *(
                e
                for e in sentence.of({EntityKind.INSTITUTION, EntityKind.ORGANISATION, EntityKind.REGION})
                if _gives(sentence, e)
            )
        ]
    )
    rows: list[tuple[Entity, Entity]] = []
    for giver in givers:
        amount = next((e for e in sums if e.start >= giver.end), None)
        if amount is not None and _GIVES.fullmatch(sentence.between(giver.end, amount.start)):
            rows.append((giver, amount))
    if len(rows) < 2:
        return
    starts = [giver.start for giver, _ in rows]
    for (giver, amount), stop in zip(rows, [*starts[1:], sentence.span.end], strict=True):
        programmes = [p for p in sentence.of({EntityKind.PROGRAMME}) if giver.end <= p.start < stop]
        fields = [_funder(reading, sentence, giver), reading.field(FieldName.AMOUNT, amount)]
        yield [*fields, *(reading.field(FieldName.PROGRAMME, p) for p in programmes[:1])]


def listed_share(reading: Reading, sentence: Sentence) -> list[Field]:
    """Return funder, amount and programme of "- Ubifrance, au titre de « X » : 18 000 euros"; nothing where it is none."""
    amounts = sentence.of({EntityKind.AMOUNT})
    if len(amounts) != 1 or not reading.is_item(sentence) or not sentence.entities:
        return []
    giver = sentence.entities[0]
    if not _gives(sentence, giver) or not _ITEM_SUM.fullmatch(
        sentence.between(giver.end, amounts[0].start).replace("\0", "x")
    ):
        return []
    if sentence.before(giver.start, 200).strip("la'e ") or sentence.between(amounts[0].end, sentence.span.end).strip(
        " .;"
    ):
        return []
    fields = [_funder(reading, sentence, giver), reading.field(FieldName.AMOUNT, amounts[0])]
    under = _UNDER.search(sentence.words)
    named = [
        e
        for e in sentence.of({EntityKind.PROGRAMME, EntityKind.ORGANISATION})
        if under and e.start >= sentence.span.start + under.start() and e is not giver
    ]
    return [*fields, *(reading.field(FieldName.PROGRAMME, e) for e in named[:1])]


def common_beneficiary(reading: Reading, sentence: Sentence) -> Field | None:
    """Return the beneficiary that has no name of its own: "les PME", "notre incubateur", "le forum"."""
    found = _RECEIVES.search(sentence.words) or _IS_GIVEN.search(sentence.words)
    if found is None or _US.search(sentence.words):
        return None
    start, end = found.span("what")
    article = re.match(r"(?:les? |la |l'|notre |nos |ses |son |sa |des |any )", found["what"])
    start += article.end() if article else 0
    return reading.quoted(FieldName.BENEFICIARY, sentence.span.start + start, sentence.span.start + end)


def _gives(sentence: Sentence, entity: Entity) -> bool:
    """Tell whether an entity is a public body: an institution, or what is called a region, a department, a city."""
    if entity.kind is EntityKind.INSTITUTION:
        return True
    called = _REGION.search(sentence.before(entity.start)) is not None
    return called or _PUBLIC.match(plain(entity.text)) is not None


def _funder(reading: Reading, sentence: Sentence, giver: Entity) -> Field:
    region = _REGION.search(sentence.before(giver.start)) if giver.kind is EntityKind.REGION else None
    if region is None:
        return reading.field(FieldName.FUNDER, giver)
    return reading.quoted(FieldName.FUNDER, giver.start - len(region.group()), giver.end, giver.canonical)
