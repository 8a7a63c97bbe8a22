"""What a programme gives, told under its name: "L'appel est doté de 4 M€", "Taux et montants. 90 %, 1,6 M€ au plus".

The programme is that of the heading, of the item or of the title. One fact for what it has, one for what each may get.
"""

from __future__ import annotations

import re

from corpus.extraction.fact_reading import Reading, Sentence
from corpus.extraction.fact_sentences import called_project
from corpus.extraction.support.givers import generic_givers
from corpus.fact_kinds import Field, FieldName
from corpus.kinds import Entity, EntityKind

_HAS = re.compile(
    r"(?:(?:l'|le |la |ce |cet |cette |son |the |this |its )(?:appel(?: a projets)?|dispositif|programme|fonds"
    r"|plan|budget|enveloppe"
    r"|dotation|initiative|call|programme)|il|elle|it)\b[^.;]{0,40}?"
    r"(?:\b(?:est|etait|sera) (?:\w+ )?(?:dotee?|financee?)|\bdispose|\bs'eleve|\bs'etablit|\best de\b"
    r"|\bmobilise|\brepresente|\bhas a budget)"
    r"|(?:dotee?|financee?) (?:de|d'|a hauteur de) "
)
_MAY = re.compile(
    r"\W*(?:(?:les? )?(?:taux|montants?|plafonds?|aides?|subventions?|financements?|soutiens?|dotations?"
    r"|forfait|funding|grant|rates?)"
    r"(?: (?:et|de|d'|des|du|and|of|maximum|maximal|max|financiere?|accordee?s?|amount"
    r"|rate)(?: ?[a-z]+){0,2})* ?[.:*]"
    r"|(?:l'|the |la |le )(?:aide|subvention|grant|financement|prise en charge|soutien|forfait)\b[^.;]{0,60}?"
    r"\b(?:couvre|s'eleve|atteint|represente|est (?:de|plafonne\w*|limite\w*|fixe\w*)|covers|amounts)\b"
    r"|[^.;]{0,60}\b(?:prend (?:a sa charge|en charge)|rembourse|subventionne) )"
)
_NOT = re.compile(r"\bn(?:'|e )(?:\w+ ){1,3}?(?:pas|plus|jamais|aucun\w*)\b")
_DATA = {EntityKind.AMOUNT: FieldName.AMOUNT, EntityKind.PERCENT: FieldName.RATE}


def scheme_support(reading: Reading, sentence: Sentence, told: set[tuple[str, str]]) -> list[Field]:
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
    fields = [reading.field(FieldName.PROGRAMME, programme), *generic_givers(reading, sentence)]
    return [*fields, *(reading.field(_DATA[e.kind], e) for e in sums)]


def _own(reading: Reading, sentence: Sentence) -> Entity | None:
    """Return the programme that opens an item with what it offers: "- **Amorce** : jusqu'à 30 000 euros"."""
    first = next(iter(sentence.of({EntityKind.PROGRAMME})), None)
    if first is None or not reading.is_item(sentence) or sentence.before(first.start).strip(' *_«"'):
        return None
    return first if re.match(r"[*_»\" ]{0,4}[:(,–—]", reading.document.text[first.end : first.end + 6]) else None


def _labelled(reading: Reading, sentence: Sentence) -> str:
    """Return the words of a sentence with the bold label before it: "**Taux et montants.** 90 % …"."""
    line = reading.document.text.rfind("\n", 0, sentence.span.start) + 1
    before = [one.words for one in reading.between(line, sentence.span.start) if one.number == sentence.number - 1]
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
