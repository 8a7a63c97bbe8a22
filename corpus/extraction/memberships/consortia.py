"""Who takes part in a joint project or alliance by what sentences say of it, known names or not.

"Le consortium réunit A, B et C", "Ses partenaires sont A et B", "A, B et C composent le consortium X", "X, que coordonne A",
"le chef de file, le pôle A". Does not know tables and labels; `partners` does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.extraction.fact_reading import ACTORS, Reading, Sentence
from corpus.extraction.memberships.groups import named_group, section_group
from corpus.extraction.memberships.names import enumerated
from corpus.extraction.memberships.words import (
    ACTIVE,
    ARE,
    BELONGS,
    COLON,
    COMPANY,
    COUNTED,
    DENIED,
    DOES,
    ENTERS,
    FOUNDED,
    FOUNDED_BY,
    GATHERS,
    GONE,
    GROUPS,
    IS_LEADER,
    LASTING,
    LEADER_IS,
    LED,
    OF_GROUP,
    STOP,
    SUBJECT,
    TAKE_PART,
)
from corpus.kinds import Entity, EntityKind
from corpus.plain import plain

_NEAR = 60
_ASIDE = 45  # characters between the leader and those with it: ", à Saint-Ambreuil,"
_FRONTED = re.compile(r", ?")
Stated = tuple[Entity, list[Entity], float]


def consortium_members(reading: Reading, sentence: Sentence, whole: Entity | None) -> Iterator[Stated]:
    """Yield the groups whose members a sentence tells; `whole` is the group that the page is about, if any."""
    if reading.is_heading(sentence):
        return
    about = _About(reading, sentence, whole)
    for told in (
        about.gathered(),
        about.listed(),
        about.counted(),
        about.taking_part(),
        about.led(),
        about.founded(),
        about.doing(),
        about.belonging(),
        about.apposed(),
        about.entering(),
    ):
        for group, members, sure in told:
            if members:
                yield group, [one for one in members if plain(one.text) not in plain(group.text)], sure


class _About:
    """One sentence and the page around it."""

    def __init__(self, reading: Reading, sentence: Sentence, whole: Entity | None) -> None:
        self.reading, self.sentence, self.whole = reading, sentence, whole
        self.base, self.end, self.words = sentence.span.start, sentence.span.end, sentence.words

    def gathered(self) -> Iterator[Stated]:
        """Yield "le consortium X réunit A, B et C"."""
        for verb in GATHERS.finditer(self.words):
            if not self._is_subject(verb.start()) or self._denied(verb.end()):
                continue
            group = self._group(verb.start())
            members = self._list(verb.end())
            if group is not None and len(members) > 1:
                yield group, members, 0.85

    def listed(self) -> Iterator[Stated]:
        """Yield "ses partenaires sont A, B et C"."""
        for are in ARE.finditer(self.words):
            group = self._group(are.end())
            members = self._list(are.end())
            if group is not None and members and not self._denied(are.end()):
                yield group, members, 0.85

    def counted(self) -> Iterator[Stated]:
        """Yield "Huit organismes de quatre pays : A et B", "deux des cinq partenaires : A et B" on a project's page."""
        counted = COUNTED.search(self.words) if self.whole is not None else None
        if counted is None or self.whole is None or self._denied(counted.end()):
            return
        members = self._list(counted.end())
        if len(members) > 1 and (counted["partners"] or counted.start() == 0):
            yield self.whole, members, 0.75

    def taking_part(self) -> Iterator[Stated]:
        """Yield "A, B et C composent le consortium X" and "trois clusters y prennent part : A, B et C"."""
        found = TAKE_PART.search(self.words)
        if found is None or self._denied(found.end()):
            return
        colon = re.match(r"[^:;.]{0,60}?:(?= )", self.words[found.end() :])
        after = named_group(self.reading, self.base + found.start(), self.base + found.end() + _NEAR)
        group = after or self._group(found.end(), anywhere=True)
        if group is None:
            return
        if colon:
            yield group, self._list(found.end() + colon.end()), 0.85
        else:
            members = enumerated(self.reading, self.base, self.base + found.start())
            if len(members) > 1:
                yield group, [one for one in members if one.start != group.start], 0.8

    def led(self) -> Iterator[Stated]:
        """Yield "le projet est porté par A, à Lyon, avec B et C"."""
        for led in LED.finditer(self.words):
            before = self.words[: led.start()]
            if not (
                re.search(GROUPS, before)
                or re.match(r"(?:il|elle|it)\b", before)
                or self._mentions_whole(led.start())
                or not before.strip(' ,*_«"')
            ):
                continue
            ahead = _FRONTED.search(self.words, led.end()) if not before.strip(' ,*_«"') else None
            group = self._ahead(ahead.end()) if ahead is not None else self._group(led.start())
            company = COMPANY.search(self.words, led.end())
            stop = re.compile(r"[,;.(]").search(self.words, led.end())
            last = min([len(self.words), *(found.start() for found in (company, stop) if found)])
            leaders = enumerated(self.reading, self.base + led.end(), self.base + last)
            if group is None or not leaders:
                continue
            joined = (
                company is not None
                and company.start() - last < _ASIDE
                and "." not in self.words[last : company.start()]
            )
            others = self._list(company.end()) if company and joined else []
            coordinated = led.group().startswith("coord") and len(others) > 1
            if coordinated or self._is_lasting(group):
                yield group, [*leaders, *others], 0.85

    def founded(self) -> Iterator[Stated]:
        """Yield "Fondée en 2018 par A et B, l'alliance X" and "le consortium X a été constitué par A et B"."""
        for founded in FOUNDED.finditer(self.words):
            stop = FOUNDED_BY.search(self.words, founded.end())
            last = self.base + stop.start() if stop else self.end
            members = enumerated(self.reading, self.base + founded.end(), last)
            group = (
                named_group(self.reading, self.base, self.base + founded.start())
                or (named_group(self.reading, last, last + _NEAR) if stop else None)
                or self._group(founded.start())
            )
            if group is not None and len(members) > 1 and self._is_lasting(group) and not self._denied(founded.end()):
                yield group, members, 0.8

    def doing(self) -> Iterator[Stated]:
        """Yield "le consortium X, dont A assure la coordination" and "A coordonne le projet X"."""
        for does in DOES.finditer(self.words):
            who = "who" if does["who"] else "after"
            group = named_group(self.reading, self.base, self.base + does.start())
            member = self._actor(does.start(who))
            if group is not None and member is not None and self._is_lasting(group):
                yield group, [member], 0.85
        for active in ACTIVE.finditer(self.words):
            member = next((a for a in reversed(self.sentence.of(ACTORS)) if a.end <= self.base + active.start()), None)
            group = named_group(self.reading, self.base + active.start(), self.base + active.end() + 40) or self._group(
                active.start()
            )
            near = member is not None and not re.search(r"[;:]", self.words[member.end - self.base : active.start()])
            if (
                group is not None
                and self._is_lasting(group)
                and member is not None
                and near
                and not self._denied(active.end())
            ):
                yield group, [member], 0.8

    def belonging(self) -> Iterator[Stated]:
        """Yield "A et B participent au projet X"."""
        for belongs in BELONGS.finditer(self.words):
            group = named_group(self.reading, self.base + belongs.start(), self.base + belongs.end() + 60)
            if group is None or group.start < self.base + belongs.start() or self._denied(belongs.end()):
                continue
            members = [
                a
                for a in self.sentence.of(ACTORS)
                if a.end <= group.start and not re.search(r"[:;]", self.words[a.end - self.base : belongs.start()])
            ]
            if not members and self.reading.is_about_another(self.sentence):
                members = list(self.reading.subject(self.sentence, group.start).entities)
            yield group, members, 0.8

    def apposed(self) -> Iterator[Stated]:
        """Yield "le chef de file, le pôle A", "A (coordinateur)" and "A, autre partenaire" on the page of a project."""
        if self.whole is None or GONE.search(self.words):
            return
        for leader in LEADER_IS.finditer(self.words):
            if (member := self._actor(leader.end())) is not None:
                yield self.whole, [member], 0.8
        named = self.sentence.of(ACTORS | {EntityKind.INSTITUTION})
        yield self.whole, [one for one in named if IS_LEADER.match(self.words, one.end - self.base)], 0.8

    def entering(self) -> Iterator[Stated]:
        """Yield who enters a consortium or takes another's place in it, said in a sentence that speaks of its members."""
        if not OF_GROUP.search(self.words):
            return
        for enters in ENTERS.finditer(self.words):
            group = named_group(self.reading, self.base, self.end) or (
                self.whole if re.search(GROUPS, self.words) else None
            )
            start = max(
                self.words.rfind(mark, 0, enters.start()) + len(mark) for mark in (", et ", ", ", " : ", "; ", "\\A")
            )
            start = start if start > 1 else 0
            member = self._subject_of(start, enters.start())
            if group is not None and member is not None and not DENIED.search(self.words[start : enters.start()]):
                yield group, [member], 0.75

    def _subject_of(self, start: int, stop: int) -> Entity | None:
        start += len(re.match(r"(?:et |and )?", self.words[start:])[0])  # type: ignore[index]
        found = enumerated(self.reading, self.base + start, self.base + stop)
        return found[0] if len(found) == 1 else None

    def _list(self, offset: int) -> list[Entity]:
        """Return the members that follow, after the colon where "trois pôles de la vallée :" counts them first."""
        colon = COLON.match(self.words, offset)
        offset = colon.end() if colon else offset
        stop = STOP.search(self.words, offset)
        return enumerated(self.reading, self.base + offset, self.base + stop.start() if stop else self.end)

    def _actor(self, offset: int) -> Entity | None:
        return next((a for a in self.sentence.of(ACTORS) if a.start == self.base + offset), None)

    def _is_subject(self, offset: int) -> bool:
        """Tell whether the name or the pronoun of a group stands right before a verb."""
        group = named_group(self.reading, self.base, self.base + offset)
        beside = (
            group is not None
            and re.fullmatch(r"[ ,»\"*]*(?:\w+ )?", self.words[group.end - self.base : offset]) is not None
        )
        text = self.reading.document.text[self.base : self.base + offset].rstrip(' *»,"')
        beside = beside or (self.whole is not None and plain(text).endswith(plain(self.whole.text)))
        return beside or SUBJECT.search(self.words[:offset]) is not None

    def _mentions_whole(self, offset: int) -> bool:
        text = self.reading.document.text[self.base : self.base + offset]
        return self.whole is not None and plain(self.whole.text) in plain(text)

    def _group(self, offset: int, *, anywhere: bool = False) -> Entity | None:
        """Return the group that a verb at an offset is about: named before it, else the one spoken of, else the page's."""
        named = named_group(self.reading, self.base, self.base + offset)
        if named is not None:
            return named
        if self._mentions_whole(offset):
            return self.whole
        before = [a for a in self.sentence.of(ACTORS) if a.end <= self.base + offset]
        if before and not anywhere:
            return None
        for other in self.reading.earlier(self.sentence, 3):
            if (found := named_group(self.reading, other.span.start, other.span.end)) is not None:
                return found
        return section_group(self.reading, self.sentence) or self.whole

    def _ahead(self, offset: int) -> Entity | None:
        """Return the group that a fronted "Coordonné par A," is about: the one named next."""
        stop = self.base + offset + _NEAR
        named = named_group(self.reading, self.base + offset, stop)
        text = plain(self.reading.document.text[self.base + offset : stop])
        return named or (self.whole if self.whole is not None and plain(self.whole.text) in text else None)

    def _is_lasting(self, group: Entity) -> bool:
        """Tell whether who leads a group is news of its members: that of a consortium, or of the project of the page."""
        before = plain(self.reading.document.text[max(0, group.start - 30) : group.end])
        return (
            group is self.whole
            or LASTING.search(before) is not None
            or (self.whole is not None and plain(group.text) == plain(self.whole.text))
        )

    def _denied(self, offset: int) -> bool:
        return DENIED.search(self.words[:offset]) is not None
