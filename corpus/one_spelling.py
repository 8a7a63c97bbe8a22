"""One spelling for a name that documents write in several: "HALIOS" in a title is "Halios" in a sentence.

Names of the lists have their own canonical form already; this is for those that no list knows.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from corpus.fact_kinds import Fact, FieldName
from corpus.french import fold

_NAMES = frozenset(
    {
        FieldName.PARTY,
        FieldName.PARTNER,
        FieldName.BENEFICIARY,
        FieldName.PROGRAMME,
        FieldName.FUNDER,
        FieldName.NAME,
        FieldName.MEMBER,
        FieldName.ALLIANCE,
        FieldName.ORGANISATION,
        FieldName.PERSON,
    }
)
"""Fields that hold a name."""


def spelled_alike(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Return the facts, each name that differs in case, accents, hyphens or spaces only in one canonical form.

    That is the most frequent one; of two as frequent the one that is not all capitals, then one with a capital first.
    Quotations stay as they are.
    """
    told = tuple(facts)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for fact in told:
        for field in fact.fields:
            if field.name in _NAMES:
                counts[_key(field.canonical)][field.canonical] += 1
    chosen = {
        form: min(forms, key=lambda each: (-forms[each], each.isupper(), not each[:1].isupper(), each))
        for key, forms in counts.items()
        if key and len(forms) > 1
        for form in forms
    }
    return tuple(_respelt(fact, chosen) for fact in told) if chosen else told


def _key(name: str) -> str:
    return "".join(filter(str.isalnum, fold(name)))


def _respelt(fact: Fact, chosen: Mapping[str, str]) -> Fact:
    def form(name: FieldName, canonical: str) -> str:
        return chosen.get(canonical, canonical) if name in _NAMES else canonical

    if all(form(field.name, field.canonical) == field.canonical for field in fact.fields):
        return fact
    fields = (replace(field, canonical=form(field.name, field.canonical)) for field in fact.fields)
    return replace(fact, fields=tuple(fields))
