"""What a programme gives, told under its name: "L'appel est doté de 4 M€", "Le chèque Élan rembourse 50 % des frais".

The programme is that of the sentence, of the one before ("Il finance …"), of the item, of the heading or of the title. One
fact for what it has, one for what each may get, two where a sentence tells two limits: "up to €10,000 …, up to €30,000 …".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.extraction.fact_reading import ACTORS, Reading, Sentence
from corpus.extraction.fact_sentences import called_project
from corpus.extraction.support.givers import generic_givers, named_givers
from corpus.fact_kinds import Field, FieldName
from corpus.kinds import Entity, EntityKind

_IT = (
    r"(?:(?:l'|le |la |les |ce |cet |cette |chaque |un |son |the |this |its |each |a )(?:appel(?: a (?:projets"
    r"|candidatures))?|dispositif"
    r"|programme|fonds|aide|subvention|cheque|bourse|pret|prime|garantie|guichet|pass|grants?|vouchers?|loans?|scheme"
    r"|call|fund"
    r"|programme|bursary)|ils?|elles?|it|they)"
)
_VERB = (
    r"(?:(?:co-?)?finance(?:nt|ra)?|subventionne(?:nt|ra)?|soutien(?:t|nent|dra)|aide(?:nt|ra)?|rembourse(?:nt|ra)?"
    r"|couvr(?:e|ent|ira)"
    r"|pai(?:e|ent|era)|paye(?:nt|ra)?|verse(?:nt|ra)?|accorde(?:nt|ra)?|offr(?:e|ent|ira)|propose(?:nt|ra)?|prete(?:nt|ra)?"
    r"|avance(?:nt|ra)?|attribue(?:nt|ra)?|alloue(?:nt|ra)?|octroie(?:nt|ra)?|apporte(?:nt|ra)?|garanti(?:t|ssent|ra)"
    r"|distribue(?:nt|ra)?"
    r"|prend(?:ra)?|prennent|donne(?:nt|ra)?|permet(?:tent|tra)?|prevoit|atteint|encourage(?:nt)?|represente|s'eleve"
    r"|(?:est|sont) (?:plafonnee?s?|limitee?s?|fixee?s?|de)"
    r"|gives?|pays?|covers?|funds?|offers?|provides?|lends?|awards?|reimburses?|supports?|refunds?|helps?|amounts|is capped"
    r"|contributes?|grants)(?![a-z])"
)
_DID = (
    r"(?:a|ont|has|have) (?:deja |already )?(?:permis|aide|finance|soutenu|verse|accorde|distribue|rembourse|attribue"
    r"|helped|funded|supported"
    r"|paid|granted|awarded)(?![a-z])"
)
_HAS = re.compile(
    r"(?:(?:l'|le |la |ce |cet |cette |son |the |this |its )(?:appel(?: a projets)?|dispositif|programme|fonds"
    r"|plan|budget|enveloppe"
    r"|dotation|initiative|call|programme)|il|elle|it)\b[^.;]{0,40}?"
    r"(?:\b(?:est|etait|sera) (?:\w+ )?(?:dotee?|financee?)|\bdispose|\bs'eleve|\bs'etablit|\best de\b"
    r"|\bmobilise|\brepresente|\bhas a budget)"
    r"|(?:dotee?|financee?) (?:de|d'|a hauteur de) "
)
_LIMIT = (
    r"(?:jusqu'a|au plus|au maximum|maxim(?:um|ale?s?|aux)|plafon\w+|(?:dans|sous) la limite"
    r"|sans (?:jamais )?(?:exceder|depasser)"
    r"|up to|at most|no more than|capped|ceiling|forfait\w*"
    r"|(?:prets?|avances?|aides?|subventions?|primes?|bourses?|cheques?|garanties?|dotations?|grants?|loans?|vouchers?)"
    r"(?: (?:remboursables?|d'honneur|a taux zero|publique|forfaitaire|unique|annuelle))? (?:de|d'|a|of|worth|allant)\b)"
)
_LIMITED = re.compile(rf"\b{_LIMIT}|% (?:du|des|de|d'|of)\b|\bhauteur de\b")
_UP_TO = re.compile(r"\b(?:jusqu'a|up to|at most|au plus|plafonnee?s? a|capped at) ?\Z")
_GIVING = re.compile(
    r"[ »\"”*\0]{0,5}(?: ?\([^()]{2,40}\))?(?: (?:de|du|d'|of|from|par|by)[^,;.:]{2,60}?)?(?:,[^,;.:]{2,80},"
    r"|,)? ?(?:qui |which |that )?"
    rf"(?:(?:en|y|leur|lui|vous|can|may|peut|will|ne) ?)*(?:{_VERB}|{_DID})"
)
_STRONG = re.compile(
    r"[^;.]*?\b(?:finance|subventionne|rembourse|pai|paye|verse|accorde|prete|avance|attribue|alloue|octroi|distribue"
    r"|prend|prennent|reimburse"
    r"|lend|award|pays|covers|gives|grants|refund|permis|aide |soutenu|helped|funded|supported|paid)"
)
"""Verbs that tell of support without a limit; the others ("propose", "aide") only with one."""
_TOLD = re.compile(r"[ »\"”*\0]{0,5} ?(?::|(?:est|is|c'est) (?:une? |le |la |l'|an? |the )?[a-z])")
_AGAIN = re.compile(
    rf"(?:\W*(?:ainsi|enfin|also),? )?{_IT}(?: [a-z']+){{0,3}}? (?:(?:en|y|leur|vous|can|may|peut|will) ?)*{_VERB}"
)
_MAY = re.compile(
    r"\W*(?:(?:les? )?(?:taux|montants?|plafonds?|aides?|subventions?|financements?|soutiens?|dotations?"
    r"|forfait|funding|grant|rates?|amounts?)"
    r"(?: (?:et|de|d'|des|du|and|of|maximum|maximal|max|financiere?|accordee?s?|amount"
    r"|rate)(?: ?[a-z]+){0,2})* ?[.:*]"
    r"|(?:combien|how much|quel(?:s|le)? (?:montants?|taux|aides?)|what is (?:paid|funded|covered)|que finance)[^.]{0,40}\?"
    rf"|{_LIMIT}"
    r"|(?:l'|the |la |le )(?:aide|subvention|grant|financement|prise en charge|soutien|forfait)\b[^.;]{0,60}?"
    r"\b(?:couvre|s'eleve|atteint|represente|est (?:de|plafonne\w*|limite\w*|fixe\w*)|covers|amounts)\b"
    r"|[^.;]{0,60}\b(?:prend (?:a sa charge|en charge)|rembourse|subventionne) )"
)
_NOT = re.compile(
    r"\bn(?:'|e )(?:\w+ ){1,3}?(?:pas|plus|jamais|aucun\w*)\b|\bcotis\w+|\btarifs?\b|\bnot\b|\bfees?\b"
    r"|\bchiffre d'affaires\b"
    r"|\bturnover\b|\bsalaries\b|\b(?:au|le|notre) pole\b|\bnous\b"
)
_BY = re.compile(r"\b(?:par|aupres de|by|avec|from) (?:l'|la |le |les |the )?(?:\w+ )?[«\" ]*\Z")
_DATA = {EntityKind.AMOUNT: FieldName.AMOUNT, EntityKind.PERCENT: FieldName.RATE}


def offered(reading: Reading, sentence: Sentence) -> list[list[Field]]:
    """Return what a sentence says that a programme gives to whoever it is for: "Le fonds X propose des prêts de 50 000 euros".

    The programme is named in the sentence, or the sentence goes on about that of the one before.
    """
    if not any(e.kind in _DATA for e in sentence.entities) or _NOT.search(sentence.words):
        return []
    programme = _giving(reading, sentence) or _gone_on(reading, sentence)
    if programme is None:
        return []
    after = [e for e in sentence.of(ACTORS | {EntityKind.PROGRAMME}) if e.start > programme.end]
    if any(e.canonical != programme.canonical and not _BY.search(sentence.before(e.start)) for e in after):
        return []
    return list(_apart(reading, sentence, programme))


def scheme_support(reading: Reading, sentence: Sentence, told: set[tuple[str, str]]) -> list[list[Field]]:
    """Return the programme and its sums; `told` holds what was told of which programme, and grows."""
    sums = [e for e in sentence.entities if e.kind in _DATA]
    if not sums or _NOT.search(sentence.words):
        return []
    item = _own(reading, sentence)
    if item is not None:
        programme, what = item, "may"
    else:
        what = "has" if _HAS.match(sentence.words) else "may" if _MAY.match(_labelled(reading, sentence)) else ""
        found = programme_of(reading, sentence) if what else None
        if found is None:
            return []
        programme = found
    if (programme.canonical, what) in told:
        return []
    told.add((programme.canonical, what))
    return list(_apart(reading, sentence, programme))


def _giving(reading: Reading, sentence: Sentence) -> Entity | None:
    """Return the programme of a sentence that is told to give, or that a colon or "est une aide" explains."""
    for one in sentence.of({EntityKind.PROGRAMME}):
        if called_project(sentence, one) or one.canonical in reading.projects:
            return None
        after = sentence.after(one.end, 200)
        gives = _GIVING.match(after)
        if gives and _STRONG.match(gives.group()):
            return one
        if (gives or _TOLD.match(after)) and _LIMITED.search(sentence.words[one.end - sentence.span.start :]):
            return one
    return None


def _gone_on(reading: Reading, sentence: Sentence) -> Entity | None:
    """Return the programme that the sentence before opens with, where this one goes on: "Il finance …", "The grant covers …"."""
    if (
        sentence.of({EntityKind.PROGRAMME} | ACTORS)
        or not _AGAIN.match(sentence.words)
        or not _LIMITED.search(sentence.words)
    ):
        return None
    for other in reading.earlier(sentence, 1):
        first = next((e for e in other.entities if e.kind in ACTORS | {EntityKind.PROGRAMME}), None)
        if first is not None and first.kind is EntityKind.PROGRAMME and first.canonical not in reading.projects:
            return None if called_project(other, first) else first
    return None


def _apart(reading: Reading, sentence: Sentence, programme: Entity) -> Iterator[list[Field]]:
    """Yield the programme with its givers, sums and duration; each sum apart where two have a limit of their own."""
    givers = [*named_givers(reading, sentence), *generic_givers(reading, sentence)]
    givers = [g for i, g in enumerate(givers) if not any(g.start < o.end and o.start < g.end for o in givers[:i])]
    base = [reading.field(FieldName.PROGRAMME, programme), *givers]
    told = [e for e in sentence.entities if e.kind in _DATA or e.kind is EntityKind.DURATION]
    limits = [e for e in told if e.kind is EntityKind.AMOUNT and _UP_TO.search(sentence.before(e.start))]
    if len(limits) < 2:
        limits = limits[:0]
    starts = [e.start for e in limits[1:]]
    for first, stop in zip([sentence.span.start, *starts], [*starts, sentence.span.end], strict=True):
        here = [e for e in told if first <= e.start < stop]
        lasts = [e for e in here if e.kind is EntityKind.DURATION]
        yield [
            *base,
            *(reading.field(_DATA[e.kind], e) for e in here if e.kind in _DATA),
            *(reading.field(FieldName.PERIOD, e) for e in lasts[:1]),
        ]


def _own(reading: Reading, sentence: Sentence) -> Entity | None:
    """Return the programme that opens an item or a line with what it offers: "- **Amorce** : jusqu'à 30 000 euros"."""
    first = next(iter(sentence.of({EntityKind.PROGRAMME})), None)
    line = reading.document.text.rfind("\n", 0, sentence.span.start) + 1
    if first is None or reading.document.text[line : first.start].strip(' \t*_«"“-•–0123456789.)'):
        return None
    return first if re.match(r"[*_»\" ]{0,4}[:(,–—]", reading.document.text[first.end : first.end + 6]) else None


def _labelled(reading: Reading, sentence: Sentence) -> str:
    """Return the words of a sentence with the short label before it: "**Taux et montants.** 90 % …", "Combien ? 90 % …"."""
    line = reading.document.text.rfind("\n", 0, sentence.span.start) + 1
    before = [one.words for one in reading.between(line, sentence.span.start) if one.number == sentence.number - 1]
    if not before and (heading := reading.heading(sentence)) is not None and heading.number == sentence.number - 1:
        before = [heading.words + " :"]
    short = before[0] + " " if before and len(before[0]) < 40 else ""
    return short + sentence.words


def programme_of(reading: Reading, sentence: Sentence) -> Entity | None:
    """Return the programme of the sentence, of the heading above, or of the title where there is but one."""
    heading = reading.heading(sentence)
    for place in (sentence, *([heading] if heading else [])):
        if named := [p for p in place.of({EntityKind.PROGRAMME}) if not called_project(place, p)]:
            return None if named[0].canonical in reading.projects else named[0]
    titled = {e.canonical: e for one in reading.sentences[:2] for e in reversed(one.of({EntityKind.PROGRAMME}))}
    if len(titled) == 1:
        return next(iter(titled.values()))
    title = reading.document.title
    named_there = [
        e
        for one in reading.sentences
        for e in one.of({EntityKind.PROGRAMME})
        if re.search(rf"(?<!\w){re.escape(e.text)}(?!\w)", title, re.IGNORECASE)
    ]
    return named_there[0] if len({e.canonical for e in named_there}) == 1 else None
