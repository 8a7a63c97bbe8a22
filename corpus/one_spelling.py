"""One spelling for a name that documents write in several: "HALIOS" in a title is "Halios" in a sentence.

What a list knows under any of its forms is left alone: it has its canonical form already.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from corpus.fact_kinds import Fact, FieldName
from corpus.french import fold
from corpus.naming import Names

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


def spelled_alike(facts: Iterable[Fact], names: Callable[[], Names]) -> tuple[Fact, ...]:
    """Return the facts, each unlisted name that differs in case, accents, hyphens or spaces only in one canonical form.

    That is the most frequent one; of two as frequent the one that is not all capitals, then one with a capital first.
    Quotations stay as they are. `names` is called only if some name is written in several ways.
    """
    told = tuple(facts)
    counts = Counter(field.canonical for fact in told for field in fact.fields if field.name in _NAMES)
    alike: dict[str, list[str]] = defaultdict(list)
    for form in counts:
        alike[_key(form)].append(form)
    several = [forms for key, forms in alike.items() if key and len(forms) > 1]
    chosen = {
        form: min(forms, key=lambda each: (-counts[each], each.isupper(), not each[:1].isupper(), each))
        for forms in several
        if all(names().entry(form) is None for form in forms)
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
