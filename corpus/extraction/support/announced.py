"""Lists of those who were supported, under the sentence that says by whom: "Trois pôles ont été retenus par X :".

An item opens with who receives, or with the sum: "1. Textilia, coordinateur de FIBERNET, pour 600 000 euros".
Does not know tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.documents import Span
from corpus.extraction.fact_reading import ACTORS, Reading, Sentence
from corpus.extraction.support.cells import inside
from corpus.extraction.support.givers import generic_givers, is_authority, named_givers
from corpus.extraction.support.projects import is_project
from corpus.extraction.support.schemes import programme_of
from corpus.fact_kinds import Fact, FactKind, Field, FieldName
from corpus.kinds import Entity, EntityKind
from corpus.plain import plain
from corpus.protagonists import NO_NAMES
from corpus.spelling import is_form_of

_GRANTED = re.compile(
    r"\b(?:(?:a|ont|have been|has been|were|was|been) (?:ete )?(?:\w+ )?(?:retenu|selectionne|finance|soutenu|aide|subventionne"
    r"|recompense|selected|funded|supported|awarded|granted|chosen)e?s?"
    r"|laureate?s?|winners?|beneficiaires?|beneficient|recoivent|recevront|obtiennent|ont (?:obtenu|recu|beneficie)"
    r"|a (?:retenu|selectionne|accorde|attribue|alloue|vote|finance|soutenu)|sera (?:accorde|attribue|verse)"
    r"|(?:has )?(?:selected|awarded|granted|funded)|(?:will )?receives?|projets (?:finances|retenus|soutenus|aides))\b"
)
_DENIED = re.compile(
    r"\bn(?:'|e )[^.;]{0,40}\b(?:pas|aucun\w*|plus|jamais)\b|\bnot\b|\bnon retenus?\b|\bsollicit\w+|\bdemand\w+|\bpeuvent\b"
    r"|\bpourr\w+|\bcan\b|\bprix\b|\btrophees?\b|\bcotis\w+|\btarifs?\b|\ben attente\b|\bdepos\w+"
)
_MARK = r"[ \t>]*(?:[-*+•·–—]|\d{1,3}[.)])[ \t]+"
_LEAD = (
    r"(?:[Ll]e |[Ll]a |[Ll]['’]|[Ll]es |[Tt]he )?"
    r"(?:[Pp]ôle |[Pp]rojet |[Cc]luster |[Ss]ociété |[Ee]ntreprise |[Aa]ssociation |[Pp]roject )?[*_«“\" ]*"
)
_NAME = (
    r"(?P<name>[A-ZÀ-Þ][\w'’&+.\-]*[\w+]"
    r"(?:[ \u00a0](?:(?:de|du|des|la|et|&|d['’]|of)[ \u00a0]?)?[A-ZÀ-Þ0-9&][\w'’&+.\-]*){0,4})"
)
_ITEM = re.compile(rf"{_MARK}\S")
_BEGUN = re.compile(rf"{_MARK}[*_«“\" ]*{_LEAD}")
_OPENED = re.compile(rf"{_NAME}(?=[ \u00a0*_»”\"]*(?:[,:(;–—|-]|\b[a-z]))")
_SUM_FIRST = re.compile(
    rf"{_MARK}[*_]{{0,2}}(?:environ |près de |about )?[€£]?\d[\d ,.\u00a0\u202f]*[^\n]{{0,60}}?"
    r"[ \u00a0](?:pour|à|au|aux|for|to)[ \u00a0]"
    rf"{_LEAD}"
)
_SUMS = {EntityKind.AMOUNT: FieldName.AMOUNT, EntityKind.PERCENT: FieldName.RATE}
_RECEIVERS = ACTORS | {EntityKind.PROGRAMME, EntityKind.INSTITUTION}
_LEAST = 2  # items that make a list


def announced_support(reading: Reading, sentence: Sentence) -> tuple[list[Fact], int]:
    """Return the support that the items after a sentence tell, and where they end; nothing where it announces none."""
    items = list(_items(reading, sentence))
    if len(items) < _LEAST or not _GRANTED.search(sentence.words) or _DENIED.search(sentence.words):
        return [], 0
    common = _common(reading, sentence, above=True)
    if not common:
        return [], 0
    facts = [fact for item in items if (fact := _of_item(reading, item, common)) is not None]
    return (facts, items[-1].end) if 2 * len(facts) > len(items) else ([], 0)


def _items(reading: Reading, sentence: Sentence) -> Iterator[Span]:
    """Yield the lines of the list right after the line of a sentence that ends its paragraph."""
    text = reading.document.text
    end = (text + "\n").find("\n", sentence.span.end)
    if text[sentence.span.end : end].strip(" *_:"):
        return
    for line in re.finditer(r"[^\n]*", text[end + 1 :]):
        start, stop = end + 1 + line.start(), end + 1 + line.end()
        if start == stop:
            continue
        if not _ITEM.match(text, start, stop):
            return
        yield Span(start, stop)


def _common(reading: Reading, sentence: Sentence, *, above: bool = False) -> list[Field]:
    """Return the programme and the givers that a sentence names for all items after it.

    `above` takes the programme of the heading or the title where the sentence names none: "Ont été retenus :".
    """
    programmes = [p for p in sentence.of({EntityKind.PROGRAMME}) if not is_project(reading, sentence, p)]
    if not programmes and above and not named_givers(reading, sentence) and (titled := programme_of(reading, sentence)):
        programmes = [titled]
    fields = [reading.field(FieldName.PROGRAMME, programme) for programme in programmes[:1]]
    return [*fields, *(named_givers(reading, sentence) or list(generic_givers(reading, sentence))[:1])]


def _of_item(reading: Reading, item: Span, common: list[Field]) -> Fact | None:
    sums = inside(reading, item, set(_SUMS))
    amounts = [one for one in sums if one.kind is EntityKind.AMOUNT]
    who = _who(reading, item) if len(amounts) == 1 else None
    if who is None:
        return None
    place = next(iter(reading.between(amounts[0].start, amounts[0].end)))
    own = _common(reading, place)
    fields = [reading.quoted(FieldName.BENEFICIARY, who.start, who.end, who.canonical)]
    for name in (FieldName.PROGRAMME, FieldName.FUNDER):
        fields += [one for one in own if one.name is name and one.start != who.start] or [
            f for f in common if f.name is name
        ]
    first = {one.kind: one for one in reversed(sums)}
    fields += [reading.field(name, first[kind]) for kind, name in _SUMS.items() if kind in first]
    periods = inside(reading, item, {EntityKind.PERIOD}) or inside(reading, item, {EntityKind.DURATION})
    fields += [reading.field(FieldName.PERIOD, one) for one in periods[:1]]
    return Fact(FactKind.PROGRAMME, tuple(fields), reading.document.id, place.span, 0.85)


def _who(reading: Reading, item: Span) -> Entity | None:
    """Return the name that opens an item, or that its sum is for."""
    text = reading.document.text
    begun = _SUM_FIRST.match(text, item.start, item.end) or _BEGUN.match(text, item.start, item.end)
    known = [e for e in inside(reading, item, set(EntityKind)) if begun and e.start <= begun.end() < e.end]
    actors = [e for e in known if e.kind in _RECEIVERS]
    if actors:
        return None if is_authority(actors[0]) else actors[0]
    found = _OPENED.match(text, begun.end(), item.end) if begun else None
    if found is None:
        return None
    start, end = found.span("name")
    single = " " not in found["name"]
    if known and (single or known[0].kind in {EntityKind.PERSON, EntityKind.DATE}):
        return None
    word = plain(found["name"]).split()[0]
    if word in NO_NAMES or (single and is_form_of(word, reading.names.common_words)):
        return None
    return Entity(EntityKind.ORGANISATION, start, end, text[start:end], text[start:end])
