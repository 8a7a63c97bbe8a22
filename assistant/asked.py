"""What a question wants counted or listed from the table of facts: which kind, grouped how, under which conditions.

From the words alone. Conservative: a question with a word that is neither a name, a date nor in the vocabulary of its kind
asks nothing of the table. Does not know facts or documents.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.asked_words import FUNDERS, FUNDERS_VOCABULARY, KINDS, Worded
from assistant.question_types import Shape, Want
from assistant.understanding import Understanding
from corpus.fact_kinds import FactKind, FieldName, Status
from corpus.french import terms, words
from corpus.kinds import PLACES, Entity
from corpus.plain import plain


@dataclass(frozen=True, slots=True)
class Limit:
    """A stretch of years, both included; "" where it is open."""

    first: str
    last: str

    def holds(self, year: str) -> bool:
        """Say whether a year of four digits lies in it."""
        return year >= self.first and (not self.last or year <= self.last)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of the table.

    `status` is set where the question says how far agreements have come; `by` is the field that the answer is grouped by, and
    `counts_groups` says that the question wants the groups themselves counted ("combien de pays").
    `most` says that only the groups with the most rows are wanted ("quel pôle a le plus d'accords").
    `extreme` is -1 where only the earliest is wanted, 1 for the latest, 0 for all.
    `foreign` leaves out what stays in France. `listed` is the field whose values the question wants to know.
    """

    kind: FactKind
    listed: FieldName
    status: Status | None = None
    by: FieldName | None = None
    counts_groups: bool = False
    names: tuple[Entity, ...] = ()
    limits: tuple[Limit, ...] = ()
    foreign: bool = False
    most: bool = False
    extreme: int = 0


_LISTS = re.compile(
    r"\b(?:combien|nb|quels|quelles|lesquel\w*|liste\w*|enumere\w*|cite[rz]?|compare[rz]?|nombre|tous|toutes)\b"
    r"|\b(?:how many|which|what|list|number|all)\b"
    r"|\bavec qui\b|\bqui a\b|\bqui ont\b|\bqui sont\b|\bpar (?:pays|pole|annee|programme)\b|\bwith whom\b|\bwho\b"
    r"|\b(?:by|per) (?:country|cluster|year|programme)\b|\bde quels\b|\bqui\b[^?]*\bavec\b"
)
_ONE = re.compile(
    r"\b(?:quel|quelle|which one)\b(?! (?:nombre|est le nombre))|\b(?:qui (?:est|etait) l(?:e|a|')|who (?:is|was)\b)"
    r"|^(?:(?:the|le|la) (?:[a-z]+ )?|l')?"
    r"(?:accord|partenaire|partenariat|cooperation|convention|agreement|partner|partnership)s?\b"
)
"""Questions for one thing, and mere key words."""
_THING = r"(?:accord|partenariat|convention|cooperation|evenement|salon|rencontre|agreement|partnership|event|fair)"
_EXTREMES = (
    (
        -1,
        re.compile(
            rf"\b(?:premiere?|first|oldest|earliest) {_THING}\b|\b{_THING}s? l[ea] plus ancien|\bplus ancien(?:ne)? {_THING}\b"
        ),
    ),
    (
        1,
        re.compile(
            rf"\b(?:derniere?|last|latest|most recent) {_THING}\b|\b{_THING}s? l[ea] plus recent|\bplus recente? {_THING}\b"
        ),
    ),
)
"""The one that came first or last, by its date."""
_ONE_OF_MANY = re.compile(r"\b(?:un seul|une seule|premiers?|premieres?|derniers?|dernieres?|first|last)\b")
_MOST = re.compile(
    r"\ble plus (?:d'|de |grand nombre d'|grand nombre de |souvent\b)|\b(?:the )?most (?:agreements|partnerships|partners|often"
    r"|support|funding|grants|programmes)\b|\bthe (?:largest|greatest|highest) number of\b"
)
_MOST_BY: Mapping[FactKind, tuple[tuple[FieldName, re.Pattern[str]], ...]] = {
    FactKind.AGREEMENT: (
        (FieldName.COUNTRY, re.compile(r"\b(?:pays|country)\b")),
        (FieldName.DATE, re.compile(r"\b(?:annee|year)\b")),
        (FieldName.PARTY, re.compile(r"")),
    ),
    FactKind.PROGRAMME: ((FieldName.BENEFICIARY, re.compile(r"")),),
}
"""What the groups of the most rows may be: of other kinds a document tells the number itself (members, visitors)."""
_ALL = re.compile(r"\b(?:tous|toutes|all)\b")
_ASKS_WHETHER = re.compile(r"^(?:est-ce qu|(?:is|are|was|were|do|does|did|has|have)\b)")
_LEAVES_OUT = re.compile(
    r"\bn'\w|\bne\b|\bnot\b|n't\b|\bnever\b|\baucune?s?\b|\bsans\b|\bwithout\b|\bsauf\b|\bhors\b|\bhormis\b"
    r"|\bexcept\w*|\bexcluding\b|\bautres? que\b|\bother than\b"
)
"""What the table cannot look for: that something did not happen, or all but something."""
_ASKS_WHY = re.compile(r"^(?:(?:et|mais|and|but) )?(?:pourquoi|comment|why|how (?!many\b|much\b))")
_OTHER_WANTS = frozenset(Want) - {
    Want.NUMBER,
    Want.COUNTRY,
    Want.WHO,
    Want.CITY,
    Want.REGION,
    Want.NAME,
    Want.CONTACT,
    Want.AMOUNT,
}
_SHAPES = frozenset({Shape.FACT, Shape.LIST, Shape.DEFINITION, Shape.YES_NO})
_STAGES = (
    (Status.NEGOTIATED, re.compile(r"\bnegoci\w+|\bdiscussions?\b|\bpourparlers\b|\bnegotiat\w+")),
    (Status.PLANNED, re.compile(r"\bprevu\w*|\bprevoit\b|\benvisage\w*|\bprojet\w*|\bfuturs?\b|\bplanned\b|\bplans\b")),
    (Status.SIGNED, re.compile(r"\bsign\w+|\bconclu\w*|\bnoue\w*|\bpasses?\b|\bconcluded\b|\bmade\b")),
)
_MANY = r"(?:quels?|quelles?|combien de|nombre de|liste des|les|par|par chaque|which|how many|by|per|list of)"
_BY: Mapping[FactKind, tuple[tuple[FieldName, re.Pattern[str]], ...]] = {
    FactKind.AGREEMENT: (
        (FieldName.COUNTRY, re.compile(rf"\b{_MANY}(?: differents)? (?:pays|countr(?:y|ies))\b")),
        (FieldName.DATE, re.compile(r"\b(?:par|by|per|chaque|each) (?:annee|an|year)\b")),
        (
            FieldName.PARTY,
            re.compile(
                rf"(?<!avec )(?<!with )\b{_MANY} (?:poles?|clusters?)\b|^who\b"
                r"|(?:^|[,.] )(?:et )?qui (?:a|ont|avait|cooper\w+|collabor\w+)\b"
            ),
        ),
    ),
    FactKind.PROGRAMME: (
        (
            FieldName.BENEFICIARY,
            re.compile(
                rf"\b{_MANY} (?:poles?|clusters?|beneficiaires?)\b|(?:^|[,.] )qui (?:a|ont)\b|^who\b|\bbeneficiaires\b"
            ),
        ),
    ),
    FactKind.MEMBERSHIP: (
        (
            FieldName.ALLIANCE,
            re.compile(r"\b(?:quelles?|quels|which|combien d'|combien de) ?(?:alliances?|reseaux|networks?)\b"),
        ),
    ),
}
_LISTED = {
    FactKind.AGREEMENT: FieldName.PARTNER,
    FactKind.PROGRAMME: FieldName.PROGRAMME,
    FactKind.MEMBERSHIP: FieldName.MEMBER,
    FactKind.EVENT: FieldName.NAME,
    FactKind.CONTACT: FieldName.PERSON,
    FactKind.POLE: FieldName.NAME,
}
_LONG_STEM = 4
_FOREIGN = re.compile(r"\binternationa\w+|\betrang\w+|\bforeign\b|\babroad\b")
_BEFORE = re.compile(r"\b(?:avant|jusqu'en|before|until)\b[^,]{0,12}\Z")
_AFTER = re.compile(r"\b(?:apres|after)\b[^,]{0,12}\Z")
_SINCE = re.compile(r"\b(?:depuis|a partir de|since|des)\b[^,]{0,12}\Z")


def is_about(text: str, kind: FactKind) -> bool:
    """Tell whether a text uses the words by which questions ask for a kind of fact."""
    return any(each.kind is kind and each.asked.search(plain(text)) for each in KINDS)


def asked_of_facts(understanding: Understanding) -> Asked | None:
    """Return what a question wants counted or listed, or None where the table of facts has no business."""
    text = plain(understanding.standalone)
    wants = understanding.type.wants
    if understanding.type.shape not in _SHAPES or wants & _OTHER_WANTS or understanding.unknown:
        return None
    most = _MOST.search(text) is not None
    extreme = next((sign for sign, pattern in _EXTREMES if pattern.search(text)), 0)
    if understanding.numbers or (not most and not extreme and _ONE_OF_MANY.search(text)):
        return None
    funders = FUNDERS.search(text) is not None and not _ASKS_WHETHER.search(text)
    whether = not funders and _asks_whether_all(understanding.type.shape, text)
    if _LEAVES_OUT.search(text) or _ASKS_WHY.search(text) or whether:
        return None
    kind = next((each for each in KINDS if each.asked.search(text)), None)
    if kind is not None and funders:
        kind = next(each for each in KINDS if each.kind is FactKind.PROGRAMME)
        kind = replace(kind, vocabulary=kind.vocabulary | FUNDERS_VOCABULARY)
    if kind is None or not (kind.nameless or understanding.names) or not _is_understood(understanding, kind):
        return None
    is_agreement = kind.kind is FactKind.AGREEMENT
    # Whoever asks for the one partner of somebody, or in one country, is shown all that there are.
    one = _ONE.search(text) is not None
    is_dated = is_agreement or kind.kind is FactKind.EVENT
    if extreme and not is_dated:
        return None
    if not (most or extreme or funders or (is_agreement and understanding.names if one else _LISTS.search(text))):
        return None
    if (Want.CONTACT in wants) != (kind.kind is FactKind.CONTACT):
        return None
    if Want.AMOUNT in wants and kind.kind is not FactKind.PROGRAMME:
        return None
    if understanding.names and kind.kind in {FactKind.CONTACT, FactKind.POLE}:
        return None
    forms = _MOST_BY if most else _BY
    if most and kind.kind not in forms:
        return None
    by = None if funders else next((name for name, pattern in forms.get(kind.kind, ()) if pattern.search(text)), None)
    sided = any(name.kind not in PLACES for name in understanding.names)
    # Where the question names no side, the reader must see whose agreements or contacts these are.
    told_by = (
        FieldName.PARTY
        if is_agreement and not sided
        else FieldName.ORGANISATION
        if kind.kind is FactKind.CONTACT
        else None
    )
    return Asked(
        kind=kind.kind,
        listed=FieldName.FUNDER if funders else FieldName.AMOUNT if Want.AMOUNT in wants else by or _LISTED[kind.kind],
        status=next((s for s, pattern in _STAGES if pattern.search(text)), None) if is_agreement else None,
        by=by or told_by,
        counts_groups=by is not None,
        names=understanding.names,
        limits=tuple(_limits(understanding.dates, text)),
        foreign=is_agreement and _FOREIGN.search(text) is not None,
        most=most,
        extreme=extreme,
    )


def _asks_whether_all(shape: Shape, text: str) -> bool:
    """Tell whether a question wants a yes or a no, and has no word of a list but "tous"."""
    whether = shape is Shape.YES_NO or _ASKS_WHETHER.search(text) is not None
    return whether and not _LISTS.search(_ALL.sub("", text))


def _is_understood(understanding: Understanding, kind: Worded) -> bool:
    """Tell whether every word that the question is about is a name, a date or a word of the kind.

    A word joined to the next one ("Pôle Minalogic", as one) is asked of each of the two.
    """
    named = set(terms(" ".join(entity.text for entity in (*understanding.names, *understanding.dates))))
    single = {stem for word in words(understanding.standalone) for stem in terms(word.text)}
    return all(stem in named or stem not in single or _is_in(kind.vocabulary, stem) for stem in understanding.focus)


def _is_in(vocabulary: frozenset[str], stem: str) -> bool:
    """Tell whether a vocabulary has a word of this stem: the forms of one verb may have stems of two lengths."""
    return stem in vocabulary or any(
        (len(stem) >= _LONG_STEM and known.startswith(stem)) or (len(known) > _LONG_STEM and stem.startswith(known))
        for known in vocabulary
    )


def _limits(dates: Sequence[Entity], text: str) -> list[Limit]:
    """Return the stretches of time that a question sets."""
    limits = []
    for date in dates:
        first, _, last = date.canonical.partition("/")
        year = (first if first[:4].isdigit() else last)[:4]
        if not year.isdigit():
            continue
        before = text[: date.start]
        if first == ".." or _BEFORE.search(before):
            inclusive = re.search(r"jusqu|until", before[-12:] + plain(date.text)) is not None
            limits.append(Limit("", year if inclusive else str(int(year) - 1)))
        elif _AFTER.search(before) or re.match(r"apres|after", plain(date.text)):
            limits.append(Limit(str(int(year) + 1), ""))
        elif last == ".." or _SINCE.search(before):
            limits.append(Limit(year, ""))
        else:
            limits.append(Limit(year, (last or first)[:4]))
    return limits
