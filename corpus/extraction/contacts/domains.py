"""The organisation that an address tells by its letters: "x@nova-sud.fr", "observatoire@…". Does not know documents' owners."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from corpus.extraction.contacts.imprints import BODY
from corpus.extraction.contacts.quoting import at
from corpus.extraction.fact_reading import Reading
from corpus.fact_kinds import Field, FieldName
from corpus.kinds import Entity, EntityKind
from corpus.plain import plain
from corpus.protagonists import domain_of, spells, squeezed

_OF_NOBODY = re.compile(
    r"(?:gmail|yahoo|hotmail|outlook|orange|wanadoo|laposte|free|sfr|live|icloud|proton\w*|gmx|example|exemple|test|localhost"
    r"|mail|courriel|contact|linkedin|twitter|facebook|youtube|bit|tinyurl|google|zoom|teams|eventbrite|doodle)\Z"
)
"""Domains that anybody may have an address at."""

_COMPASS = re.compile(r"(?:le )?(?:grand )?(?:nord|sud|est|ouest|centre)(?:[ -]?(?:est|ouest))?")
"""A part of the country, which is nobody's name without another word."""


def spelled(channels: Iterable[Entity], fields: list[Field]) -> list[Field]:
    """Return the organisations that the domain of an e-mail or site spells."""
    channels = tuple(channels)
    domains = [domain for domain in map(domain_of, channels) if domain]
    mailed = [domain for c in channels if c.kind is EntityKind.EMAIL and (domain := domain_of(c))]
    for known in (mailed, domains):
        found = [
            one
            for one in fields
            if _COMPASS.fullmatch(plain(one.value)) is None and any(spells(one.value, domain) for domain in known)
        ]
        if found:
            break
    return [field for field in found if squeezed(field.value) in domains] or found


def whole(reading: Reading, channels: Sequence[Entity]) -> list[Field]:
    """Return where the text writes the very words of a domain: "l'Arc oriental" for "bonjour@arc-oriental.fr"."""
    text = plain(reading.document.text)
    for domain in filter(None, map(domain_of, channels)):
        letters = r"[ '’&.\-]{0,3}".join(map(re.escape, domain))
        for found in re.finditer(rf"(?<![\w@./\-]){letters}(?![\w@])(?!\.\w)", text) if len(domain) > 3 else ():
            if re.search("[A-ZÀ-Þ]", reading.document.text[slice(*found.span())]):
                return [at(reading, *found.span())]
    return []


def served(reading: Reading, channels: Sequence[Entity]) -> Field | None:
    """Return the service of the text that an e-mail is called by: "l'observatoire des filières" for "observatoire@…"."""
    text = plain(reading.document.text)
    for channel in channels:
        local = channel.canonical.partition("@")[0]
        if channel.kind is not EntityKind.EMAIL or BODY.fullmatch(local) is None:
            continue
        found = re.search(rf"(?:\bl'|\bla |\ble |\bdu |\bau |\bthe )(?P<name>{local})\b(?![@.]\w)", text)
        if found:
            return reading.quoted(FieldName.ORGANISATION, *found.span("name"), inferred=True)
    return None


def domain_letters(reading: Reading, channels: Iterable[Entity], canonical: str = "") -> Field | None:
    """Return the letters of a domain that nobody shares, as the name of its owner: "nova-sud" of "x@nova-sud.fr"."""
    for channel in channels:
        if not domain_of(channel) or _OF_NOBODY.match(domain_of(channel)):
            continue
        host = channel.text.rpartition("@")[2]
        found = re.search(
            r"([\w-]+)\.[a-zA-Z]{2,18}(?=[/?#:]|\Z)", re.sub(r"\Ahttps?://", lambda m: " " * len(m.group()), host)
        )
        if found:
            start = channel.start + len(channel.text) - len(host) + found.start(1)
            return reading.quoted(FieldName.ORGANISATION, start, start + len(found[1]), canonical, inferred=True)
    return None
