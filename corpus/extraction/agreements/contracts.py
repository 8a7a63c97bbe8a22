"""The agreement that a document is: a title that names its kind, "Entre X … et Y …", "Fait à Z, le 3 mai 2018".

A letter of intent is signed itself, and speaks of an agreement to come. Does not know agreements that sentences tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.documents import Span
from corpus.extraction.agreements.rows import country_of, date_of, partner_name, row_fact
from corpus.extraction.agreements.words import AGREEMENT, BUSINESS
from corpus.extraction.fact_reading import Reading
from corpus.fact_kinds import Fact, Field, FieldName, Status
from corpus.plain import plain
from corpus.protagonists import RUN

_LINES = re.compile(r"(?m)^[^\n]*\S[^\n]*$")
_TITLE = re.compile(
    rf"[#*_ \t\[]*(?:projet de |draft |avenant (?:n° ?\d+ )?(?:a la |au |a l'))?(?P<kind>{AGREEMENT.pattern})(?: n° ?[\w/-]+)?"
    r"(?: (?:entre|between) [^.]*)?[*_ \t\]]*"
)
_BETWEEN = re.compile(
    r"(?m)^[ \t#*_(]*(?:entre(?: les soussignes?| les parties)?|between|by and between)\b(?: ?:)?[*_]*\s*(?!ces)"
)
_AND = re.compile(
    r"(?:\n|, |; |\. )[ \t*_]*(?:d'autre part,? )?(?:et|and)\b(?: ?:)?(?:,? d'autre part,?)?[*_]*\s+(?=\S)"
)
_PREAMBLE_ENDS = re.compile(
    r"\b(?:ci-apres (?:denomme\w*|designe\w*|appele\w*)?,? ?(?:ensemble|\W*les parties|collectivement)"
    r"|hereinafter (?:together|collectively|\W*the parties)|il (?:a ete|est) (?:convenu|expose|arrete|rappele)"
    r"|have agreed|it is (?:hereby )?agreed|whereas|considerant|preambule|preamble|madame|monsieur le|dear\b)|^[ #*]*article \w+",
    re.MULTILINE,
)
_NAME_ENDS = re.compile(
    r",|\(|;|\n|[ \u00a0][–—-][ \u00a0]|[ \u00a0](?:représentée?|represented|dont le siège|having its|ci-après)\b"
)
_SIGNED = re.compile(
    r"(?<![a-z])(?P<word>fait(?: et signe)?|signee?|signed|done|executed)(?: en [a-z]+ (?:exemplaires|originaux))?,? "
    r"(?:a|au|in|at) (?P<place>[^,.\n]{2,40}?),?\s(?:le|on|this) "
)
_DATED = re.compile(r"(?m)^[*_ \t]*[^\W\d_][^\n,]{2,40}, (?:le )?(?=\d)")
"""The town and the day at the head of a letter."""
_INTENT = re.compile(r"\bintent(?:ion)?\b")
_TO_COME = re.compile(
    rf"\b(?P<word>prepar\w+|conclure|conclusion d|negocier|signer|elaborer|aboutir a|enter into|negotiate|conclude|prepare|sign)"
    rf" ?'?(?:une? |an? |l'|the |la |le )?(?:[a-z]+ )?(?P<what>{AGREEMENT.pattern})"
)
_DAY_OF_SIGNATURE = re.compile(r"(?m)^[ \t*•–-]*(?P<when>[^\n:]{4,30}?) ?: (?:la |the )?(?:signature|signing)\b")
_HEAD_LINES, _LONGEST_TITLE, _LONGEST_PREAMBLE = 6, 140, 2500


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the two who agree: its name, and the stretch of the preamble that is about it."""

    name: Span
    told: Span


def contracts(reading: Reading) -> Iterator[Fact]:
    """Yield the agreement that the document is, and the one that a letter of intent announces."""
    text = reading.document.text
    title = _title(text)
    sides = _sides(reading, title.end) if title is not None else None
    if title is None or sides is None:
        return
    own, other = sides
    fields = [
        reading.quoted(FieldName.PARTY, own.name.start, own.name.end, own.name.of(text)),
        reading.quoted(FieldName.PARTNER, other.name.start, other.name.end, other.name.of(text)),
        *country_of(reading, other.name.start, other.told.end),
    ]
    signed = _signature(reading, title)
    if signed:
        kind = reading.quoted(FieldName.OBJECT, title.start, title.end)
        yield from row_fact(reading, [*fields, kind, *signed], own.name.start, 0.85)
    words = _plain_lines(text)
    coming = _TO_COME.search(words, other.told.end) if _INTENT.search(plain(title.of(text))) else None
    if coming is not None:
        told = [
            reading.quoted(FieldName.OBJECT, *coming.span("what")),
            reading.quoted(FieldName.STATUS, *coming.span("word"), Status.PLANNED),
        ]
        day = _DAY_OF_SIGNATURE.search(words)
        told += date_of(reading, *day.span("when")) if day else []
        yield from row_fact(reading, [*fields, *told], coming.start(), 0.7)


def _title(text: str) -> Span | None:
    """Return the words for the kind of agreement that the first lines are the title of."""
    lines = [line for line, _ in zip(_LINES.finditer(text), range(_HEAD_LINES), strict=False)]
    for line in lines:
        words = plain(line.group())
        found = _TITLE.fullmatch(words) if len(words) <= _LONGEST_TITLE else None
        if found is not None and not BUSINESS.search(words):
            return Span(line.start() + found.start("kind"), line.start() + found.end("kind"))
    return None


def _sides(reading: Reading, offset: int) -> tuple[_Side, _Side] | None:
    """Return the side at home and the other that the preamble names."""
    text = reading.document.text
    words = _plain_lines(text)
    lead = _BETWEEN.search(words, offset)
    if lead is None or lead.start() - offset > _LONGEST_PREAMBLE:
        return None
    ends = _PREAMBLE_ENDS.search(words, lead.end())
    stop = min(ends.start() if ends else len(text), lead.end() + _LONGEST_PREAMBLE)
    first = _name(reading, lead.end(), stop)
    if first is None:
        return None
    for cut in _AND.finditer(words, first.end, stop):
        second = _name(reading, cut.end(), stop)
        if second is not None:
            sides = _Side(first, Span(lead.end(), cut.start())), _Side(second, Span(cut.end(), stop))
            return sides if _is_home(reading, *sides) else (sides[1], sides[0])
    return None


def _is_home(reading: Reading, one: _Side, other: _Side) -> bool:
    """Tell whether the first of two sides is the one at home."""
    text, host = reading.document.text, reading.host
    named = [plain(side.name.of(text)) for side in (one, other)]
    if host is not None and plain(host.canonical) in named:
        return named[0] == plain(host.canonical)
    abroad = [bool(country_of(reading, side.told.start, side.told.end)) for side in (one, other)]
    return not abroad[0] or abroad[1]


def _plain_lines(text: str) -> str:
    """Return plain text in which lines still end."""
    return "".join("\n" if char == "\n" else word for char, word in zip(text, plain(text), strict=True))


def _name(reading: Reading, start: int, stop: int) -> Span | None:
    """Return the name that a stretch begins with, after "le cluster danois"."""
    text = reading.document.text
    ends = _NAME_ENDS.search(text, start + 2, stop)
    name = partner_name(reading, start, ends.start() if ends else stop)
    return name if name is not None and RUN.match(text, name.start, name.end) is not None else None


def _signature(reading: Reading, title: Span) -> list[Field]:
    """Return the status, the date and the place that the formula of the signature gives, else the head of a letter."""
    text = reading.document.text
    words = _plain_lines(text)
    for found in _SIGNED.finditer(words):
        end = text.find("\n", found.end())
        date = date_of(reading, found.end(), min(found.end() + 40, end if end > 0 else len(text)))
        if not date:
            continue
        place = RUN.match(text, *found.span("place"))
        where = [reading.quoted(FieldName.PLACE, *place.span())] if place else []
        return [reading.quoted(FieldName.STATUS, *found.span("word"), Status.SIGNED), *date, *where]
    head = _DATED.search(text, 0, title.end + _LONGEST_PREAMBLE // 5)
    date = date_of(reading, head.end(), head.end() + 20) if head else []
    status = reading.quoted(FieldName.STATUS, title.start, title.end, Status.SIGNED)
    return [status, *date] if date else []
