"""Who founded a group or came to it: "Née d'un accord entre A et B", "avec A, le pôle B a fondé X", "à ses côtés, C et D"."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.extraction.memberships.groups import named_group
from corpus.extraction.memberships.names import enumerated, first_name
from corpus.extraction.memberships.spoken import NEAR, Spoken
from corpus.extraction.memberships.words import (
    AROUND,
    FOUNDED,
    FOUNDED_BY,
    FOUNDED_WITH,
    FOUNDS,
    FRONTED_WITH,
    GONE,
    LEADS_IT,
    UNITED,
    WITH_OTHERS,
)
from corpus.kinds import Entity
from corpus.plain import plain

Stated = tuple[Entity, list[Entity], float]


def founded(about: Spoken) -> Iterator[Stated]:
    """Yield "Fondée en 2018 par A et B, l'alliance X" and "le consortium X a été constitué par A et B"."""
    for founded in FOUNDED.finditer(about.words):
        stop = FOUNDED_BY.search(about.words, founded.end())
        last = about.base + stop.start() if stop else about.end
        members = enumerated(about.reading, about.base + founded.end(), last)
        group = (
            named_group(about.reading, about.base, about.base + founded.start())
            or (named_group(about.reading, last, last + NEAR) if stop else None)
            or about.group_of(founded.start())
        )
        if group is not None and len(members) > 1 and about.is_lasting(group) and not about.is_denied(founded.end()):
            yield group, members, 0.8

    for founded in FOUNDED_WITH.finditer(about.words):
        group = named_group(about.reading, about.base, about.base + founded.start())
        members = about.listed_after(founded.end())
        if group is not None and members and about.is_lasting(group) and not about.is_denied(founded.end()):
            subject = about.reading.subject(about.sentence, group.start).entities
            yield group, [*members, *(one for one in subject if plain(one.text) != plain(group.text))], 0.8
    for united in UNITED.finditer(about.words):
        group = about.group_ahead(united.end()) or first_name(about.reading, about.base + united.end(), about.end)
        if group is not None and not about.is_denied(united.end()):
            who = enumerated(about.reading, *(about.base + offset for offset in united.span("who")))
            yield group, [*who, *about.speaker(united.start())], 0.8
    fronted, founds = FRONTED_WITH.match(about.words), FOUNDS.search(about.words)
    if fronted is not None and founds is not None and not about.is_denied(founds.end()):
        group = named_group(about.reading, about.base + founds.start(), about.base + founds.end() + NEAR)
        members = enumerated(about.reading, about.base + fronted.end(), about.base + founds.start())
        if group is not None and len(members) > 1:
            yield group, members, 0.8


def around(about: Spoken) -> Iterator[Stated]:
    """Yield "l'entourent A et B", "à ses côtés, A", "une alliance avec A et B", "A en assure le secrétariat" on its page."""
    if about.whole is None or GONE.search(about.words):
        return
    for found in AROUND.finditer(about.words):
        before = enumerated(about.reading, about.base, about.base + found.start())
        yield about.whole, about.listed_after(found.end()) or before, 0.75
    for found in WITH_OTHERS.finditer(about.words):
        members = about.listed_after(found.end())
        if len(members) > 1:
            yield about.whole, [*members, *about.speaker(found.start())], 0.75
    for found in LEADS_IT.finditer(about.words):
        if not about.is_denied(found.end()):
            yield about.whole, about.speaker(found.start()), 0.75
