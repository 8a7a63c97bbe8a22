"""The addresses of one service of an organisation in several sentences near each other, joined into one contact.

Does not know persons. The lines of a list and lines with a label of their own are services apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from corpus.documents import Section
from corpus.extraction.contacts.abroad import country_of_address
from corpus.extraction.contacts.clauses import is_channel, label_of
from corpus.extraction.fact_reading import Reading, Sentence
from corpus.fact_kinds import Fact, FieldName
from corpus.plain import plain

_CHANNELS = (FieldName.TELEPHONE, FieldName.EMAIL, FieldName.SITE)
_NEAR = 300  # characters within which the addresses of an organisation are one contact
_ITEM = re.compile(r"\s*(?:[-*+•·–—|]|\d{1,3}[.)])[ \t*_]*\Z")

_LEAD = re.compile(r"(?:\*\*|__)(?P<label>[^*_\n]{2,40})(?:\*\*|__) ?[–—-]")
"""What opens a paragraph of its own: "**Amiens** – …"."""


def joined(reading: Reading, facts: Iterable[Fact]) -> list[Fact]:
    """Return contacts in text order, those of one service as one."""
    kept: list[Fact] = []
    for fact in sorted(facts, key=lambda one: one.sentence.start):
        for place, known in enumerate(kept):
            if _same_service(reading, known, fact):
                names = {field.name for field in known.fields}
                fields = (*known.fields, *(field for field in fact.fields if field.name not in names))
                kept[place] = replace(known, fields=fields, repeated=(*known.repeated, fact.sentence))
                break
        else:
            kept.append(fact)
    return kept


def completed(reading: Reading, facts: list[Fact]) -> Iterator[Fact]:
    """Yield contacts, those that nothing gives an organisation with that of the contact nearest above or below in the section."""
    owned = [fact for fact in facts if fact.all(FieldName.ORGANISATION)]
    for fact in facts:
        if fact.all(FieldName.ORGANISATION) or any(
            country_of_address(one.value) for one in fact.all(FieldName.TELEPHONE)
        ):
            yield fact
            continue
        place = _place(reading, fact)
        beside = [one for one in owned if _place(reading, one) is place]
        nearest = min(beside, key=lambda one: abs(one.sentence.start - fact.sentence.start), default=None)
        fields = nearest.all(FieldName.ORGANISATION)[:1] if nearest else ()
        yield replace(fact, fields=(*(replace(field, inferred=True) for field in fields), *fact.fields))


def parted_by_names(reading: Reading, one: Sentence, other: Sentence) -> bool:
    """Tell whether two sentences stand in paragraphs that open each with a name of their own in bold: "**Amiens** – …"."""
    apart = "\n\n" in reading.document.text[one.span.end : other.span.start]
    return apart and all(_opens_with_name(reading, each.span.start) for each in (one, other))


def _opens_with_name(reading: Reading, offset: int) -> bool:
    """Tell whether the line of an offset opens with words in bold that are set apart and name more than an address."""
    lead = _LEAD.match(reading.document.text, reading.document.text.rfind("\n", 0, offset) + 1)
    return lead is not None and not is_channel(plain(lead["label"]))


def _place(reading: Reading, fact: Fact) -> Section | None:
    return reading.between(fact.sentence.start, fact.sentence.start + 1)[0].section


def _same_service(reading: Reading, one: Fact, other: Fact) -> bool:
    """Tell whether two contacts without a person are those of one organisation, with addresses that do not differ."""
    if one.all(FieldName.PERSON) or other.all(FieldName.PERSON) or not one.all(FieldName.ORGANISATION):
        return False
    if {f.canonical for f in one.all(FieldName.ORGANISATION)} != {
        f.canonical for f in other.all(FieldName.ORGANISATION)
    }:
        return False
    if any(one.all(n) and other.all(n) and one.canonical(n) != other.canonical(n) for n in _CHANNELS):
        return False
    text = reading.document.text
    if other.sentence.start - one.sentence.start >= _NEAR:
        return False
    return "\n" not in text[one.sentence.start : other.sentence.start] or not (
        _apart(reading, one) or _apart(reading, other)
    )


def _apart(reading: Reading, fact: Fact) -> bool:
    """Tell whether a contact is the line of a list, or has a label or a name in bold that says whose it is."""
    start = fact.sentence.start
    line = reading.document.text.rfind("\n", 0, start) + 1
    if _ITEM.match(reading.document.text, line, start):
        return True
    if _opens_with_name(reading, start):
        return True
    return any(label_of(one, reading.document.text) for one in reading.between(start, start + 1))
