"""A field as a person gives it, and its place in the document: quoted where the document says it, else stated.

Does not know what the field corrects.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from corpus.documents import Document, Span
from corpus.entities import find_entities
from corpus.fact_kinds import Field, FieldName, Status
from corpus.naming import Names


@dataclass(frozen=True, slots=True)
class Said:
    """A field that a person gives: words of the document, or with `stated`, words of their own.

    `start` is where the quotation stood; the document may have changed since. `means` is the canonical form where the words
    alone do not tell it (the status of an agreement).
    """

    name: FieldName
    value: str
    stated: bool = False
    start: int | None = None
    means: str = ""


def quotation(value: str, text: str, near: int) -> Span | None:
    """Return the whole words of `text` that are `value`, nearest to an offset; line ends and spaces may differ."""
    words = value.split()
    if not words:
        return None
    pattern = r"(?<!\w)" if words[0][0].isalnum() else ""
    pattern += r"\s+".join(re.escape(word) for word in words)
    pattern += r"(?!\w)" if words[-1][-1].isalnum() else ""
    places = [Span(*match.span()) for match in re.finditer(pattern, text)]
    return min(places, key=lambda span: abs(span.start - near), default=None)


def field_of(said: Said, document: Document, near: Span, names: Callable[[], Names]) -> Field | None:
    """Return the field, quoted from where it stood or else from the nearest place; None where the document lacks it."""
    means = said.means or canonical(said.name, said.value, names)
    if said.stated:
        return Field(said.name, said.value, means, near.start, near.start, stated=True)
    span = quotation(said.value, document.text, near.start if said.start is None else said.start)
    if span is None:
        return None
    return Field(said.name, span.of(document.text), means, span.start, span.end)


def canonical(name: FieldName, value: str, names: Callable[[], Names]) -> str:
    """Return the form that makes equal values equal, as the rules do: of a known name, a date, an amount, else the words."""
    if name is FieldName.STATUS:
        return value if value in set(Status) else ""
    line = " ".join(value.split())
    known = names()
    found = find_entities(line, known)
    whole = [entity for entity in found if (entity.start, entity.end) == (0, len(line))]
    if whole:
        meant = whole[0].canonical
        return (known.country_of(meant) or meant) if name is FieldName.COUNTRY else meant
    return known.canonical(line) or (line.lower() if name in _WORDS else line)


_WORDS = frozenset({FieldName.OBJECT})
