"""One name for what several rules found to be a member of one alliance: "Valeo Lab" and "laboratoire Valeo Lab".

Does not know how the rows were found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from corpus.extraction.fact_reading import Sentence
from corpus.fact_kinds import Field
from corpus.naming import Names
from corpus.plain import plain

Row = tuple[Sentence, Field, Field, float]
"""The line, the member, the alliance, and how sure that is."""

_NO_PART = frozenset(
    re.findall(
        r"\w+",
        "le la les l de du des d et the of and a au aux en pole cluster projet project consortium reseau alliance",
    )
)


def unified(rows: Iterable[Row], names: Names) -> Iterator[Row]:
    """Yield the rows, with one canonical form for each member and alliance however it is written.

    A name within a longer one at the same place is left out, unless the lists know it.
    """
    found = [row for row in rows if _words(row[1]) != _words(row[2])]
    members: list[Field] = []
    alliances: list[Field] = []
    for line, member, alliance, sure in found:
        whole = _canonical(alliance, alliances)
        if any(_within(member, other) for _, other, _, _ in found) and names.entry(member.canonical) is None:
            continue
        yield line, _canonical(member, members), whole, sure


def _within(one: Field, other: Field) -> bool:
    longer = other.end - other.start > one.end - one.start
    return longer and other.start <= one.start and one.end <= other.end


def _canonical(field: Field, known: list[Field]) -> Field:
    """Return the field with the canonical form of the known one that is the same, and remember it where it is new."""
    words = _words(field)
    for other in known:
        theirs = _words(other)
        if words == theirs or (_is_name(words & theirs, field) and (words < theirs or theirs < words)):
            return replace(field, canonical=other.canonical)
    known.append(field)
    return field


def _words(field: Field) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", plain(field.value))) - _NO_PART


def _is_name(shared: frozenset[str], field: Field) -> bool:
    """Tell whether words that two names share are a name: one written large, and no body's common noun alone."""
    large = {plain(word) for word in re.findall(r"\w+", field.value) if word[0].isupper()}
    return any(len(word) > 3 for word in shared & large)
