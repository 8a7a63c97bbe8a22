"""Who takes part in a joint project or alliance by what sentences say of it, known names or not.

"Le consortium réunit A, B et C", "Ses partenaires sont A et B", "A, B et C composent le consortium X", "X, que coordonne A",
"le chef de file, le pôle A". Does not know tables and labels; `partners` does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.extraction.fact_reading import ACTORS, Reading, Sentence
from corpus.extraction.memberships.founders import around, founded
from corpus.extraction.memberships.groups import named_group
from corpus.extraction.memberships.names import enumerated, first_name
from corpus.extraction.memberships.spoken import NEAR, Spoken
from corpus.extraction.memberships.within import within
from corpus.extraction.memberships.words import (
    ACTIVE,
    ANSWERED,
    ARE,
    ARRIVES,
    BELONGS,
    COMPANY,
    COUNTED,
    DENIED,
    DOES,
    ENTERS,
    GATHERS,
    GONE,
    GROUPS,
    IS_LEADER,
    LEADER_IS,
    LED,
    OF_GROUP,
    TAKE_PART,
)
from corpus.kinds import Entity, EntityKind
from corpus.plain import plain

_ASIDE = 45  # characters between the leader and those with it: ", à Saint-Clair,"
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
        founded(about),
        about.doing(),
        about.belonging(),
        about.apposed(),
        about.entering(),
        around(about),
        within(about),
    ):
        for group, members, sure in told:
            if members:
                yield group, [one for one in members if plain(one.text) not in plain(group.text)], sure


class _About(Spoken):
    """What a sentence tells, by rule."""

    def gathered(self) -> Iterator[Stated]:
        """Yield "le consortium X réunit A, B et C"."""
        for verb in GATHERS.finditer(self.words):
            if not self.is_subject(verb.start()) or self.is_denied(verb.end()):
                continue
            group = self.group_of(verb.start())
            members = self.listed_after(verb.end())
            if group is not None and len(members) > 1:
                yield group, members, 0.85

    def listed(self) -> Iterator[Stated]:
        """Yield "ses partenaires sont A, B et C"."""
        for are in ARE.finditer(self.words):
            group = self.group_of(are.end())
            members = self.listed_after(are.end())
            if group is not None and members and not self.is_denied(are.end()):
                yield group, members, 0.85

    def counted(self) -> Iterator[Stated]:
        """Yield "Huit organismes de quatre pays : A et B", "deux des cinq partenaires : A et B" on a project's page."""
        if self.whole is None:
            return
        for counted in (COUNTED.search(self.words), ANSWERED.search(self.words)):
            if counted is None or self.is_denied(counted.end()):
                continue
            members = self.listed_after(counted.end())
            told = counted.re is ANSWERED or counted["partners"] or counted.start() == 0
            if len(members) > 1 and told:
                asked = self.initiator() if counted.re is ANSWERED else []
                yield self.whole, [*members, *asked], 0.75

    def taking_part(self) -> Iterator[Stated]:
        """Yield "A, B et C composent le consortium X" and "trois clusters y prennent part : A, B et C"."""
        found = TAKE_PART.search(self.words)
        if found is None or self.is_denied(found.end()):
            return
        colon = re.match(r"[^:;.]{0,60}?:(?= )", self.words[found.end() :])
        after = named_group(self.reading, self.base + found.start(), self.base + found.end() + NEAR)
        group = after or self.group_of(found.end(), anywhere=True)
        if group is None:
            return
        if colon:
            yield group, self.listed_after(found.end() + colon.end()), 0.85
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
                or self.mentions_whole(led.start())
                or not before.strip(' ,*_«"')
            ):
                continue
            ahead = _FRONTED.search(self.words, led.end()) if not before.strip(' ,*_«"') else None
            group = self.group_ahead(ahead.end()) if ahead is not None else self.group_of(led.start())
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
            others = self.listed_after(company.end()) if company and joined else []
            coordinated = led.group().startswith("coord") and len(others) > 1
            if coordinated or self.is_lasting(group):
                yield group, [*leaders, *others], 0.85

    def doing(self) -> Iterator[Stated]:
        """Yield "le consortium X, dont A assure la coordination" and "A coordonne le projet X"."""
        for does in DOES.finditer(self.words):
            who = "who" if does["who"] else "after"
            group = named_group(self.reading, self.base, self.base + does.start())
            member = self.actor_at(does.start(who))
            if group is not None and member is not None and self.is_lasting(group):
                yield group, [member], 0.85
        for active in ACTIVE.finditer(self.words):
            member = next((a for a in reversed(self.sentence.of(ACTORS)) if a.end <= self.base + active.start()), None)
            group = named_group(
                self.reading, self.base + active.start(), self.base + active.end() + 40
            ) or self.group_of(active.start())
            near = member is not None and not re.search(r"[;:]", self.words[member.end - self.base : active.start()])
            if (
                group is not None
                and self.is_lasting(group)
                and member is not None
                and near
                and not self.is_denied(active.end())
            ):
                yield group, [member], 0.8

    def belonging(self) -> Iterator[Stated]:
        """Yield "A et B participent au projet X"."""
        for belongs in BELONGS.finditer(self.words):
            group = named_group(self.reading, self.base + belongs.start(), self.base + belongs.end() + 60)
            if group is None or group.start < self.base + belongs.start() or self.is_denied(belongs.end()):
                continue
            last = group.start if COMPANY.search(belongs.group()) else self.base + belongs.start() + 1
            members = [
                a
                for a in self.sentence.of(ACTORS)
                if a.end <= last and not re.search(r"[:;]", self.words[a.end - self.base : belongs.start()])
            ]
            if not members and self.reading.is_about_another(self.sentence):
                members = list(self.reading.subject(self.sentence, group.start).entities)
            yield group, members, 0.8

    def apposed(self) -> Iterator[Stated]:
        """Yield "le chef de file, le pôle A", "A (coordinateur)" and "A, autre partenaire" on the page of a project."""
        if self.whole is None or GONE.search(self.words):
            return
        for leader in LEADER_IS.finditer(self.words):
            member = self.actor_at(leader.end())
            if member is None and "," not in leader.group():
                member = first_name(self.reading, self.base + leader.end(), self.end)
            if member is not None:
                yield self.whole, [member], 0.8
        named = self.sentence.of(ACTORS | {EntityKind.INSTITUTION})
        yield self.whole, [one for one in named if IS_LEADER.match(self.words, one.end - self.base)], 0.8

    def entering(self) -> Iterator[Stated]:
        """Yield who enters a consortium or takes another's place in it, said in a sentence that speaks of its members."""
        for arrives in ARRIVES.finditer(self.words) if self.whole is not None else ():
            start = max(0, *(self.words.rfind(mark, 0, arrives.start()) + 2 for mark in ("; ", ": ")))
            member = self._subject_of(start if start > 1 else 0, arrives.start())
            if member is not None and self.whole is not None and not DENIED.search(self.words):
                yield self.whole, [member], 0.7
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
