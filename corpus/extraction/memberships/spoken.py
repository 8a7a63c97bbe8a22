"""A sentence of a page about a group: which group it speaks of, and whom it names. Does not know what is said of them."""

from __future__ import annotations

import re

from corpus.extraction.fact_reading import ACTORS, Reading, Sentence
from corpus.extraction.memberships.groups import named_group, section_group
from corpus.extraction.memberships.names import enumerated
from corpus.extraction.memberships.words import COLON, DENIED, LASTING, STOP, SUBJECT
from corpus.kinds import Entity
from corpus.plain import plain

NEAR = 60
"""Characters after a verb in which the group that it is about is named."""


class Spoken:
    """One sentence and the page around it."""

    def __init__(self, reading: Reading, sentence: Sentence, whole: Entity | None) -> None:
        self.reading, self.sentence, self.whole = reading, sentence, whole
        self.base, self.end, self.words = sentence.span.start, sentence.span.end, sentence.words

    def speaker(self, offset: int) -> list[Entity]:
        """Return whom a clause is about: the last actor before an offset, else the French one of the sentences before."""
        return [a for a in self.sentence.of(ACTORS) if a.end <= self.base + offset][-1:] or self.initiator()

    def initiator(self) -> list[Entity]:
        """Return the French actor of the sentences before, who asked those who answer."""
        earlier = self.reading.at_home(a for other in self.reading.earlier(self.sentence, 3) for a in other.of(ACTORS))
        return [a for a in earlier if self.whole is None or plain(a.text) not in plain(self.whole.text)][:1]

    def listed_after(self, offset: int) -> list[Entity]:
        """Return the members that follow, after the colon where "trois pôles de la vallée :" counts them first."""
        colon = COLON.match(self.words, offset)
        offset = colon.end() if colon else offset
        stop = STOP.search(self.words, offset)
        return enumerated(self.reading, self.base + offset, self.base + stop.start() if stop else self.end)

    def actor_at(self, offset: int) -> Entity | None:
        """Return the actor that stands at an offset, behind stars and quotation marks or not."""
        text, start = self.reading.document.text, self.base + offset
        return next(
            (a for a in self.sentence.of(ACTORS) if a.start >= start and not text[start : a.start].strip(' *_«"')), None
        )

    def is_subject(self, offset: int) -> bool:
        """Tell whether the name or the pronoun of a group stands right before a verb."""
        group = named_group(self.reading, self.base, self.base + offset)
        beside = (
            group is not None
            and re.fullmatch(r"[ ,»\"*]*(?:\w+ )?", self.words[group.end - self.base : offset]) is not None
        )
        text = self.reading.document.text[self.base : self.base + offset].rstrip(' *»,"')
        beside = beside or (self.whole is not None and plain(text).endswith(plain(self.whole.text)))
        return beside or SUBJECT.search(self.words[:offset]) is not None

    def mentions_whole(self, offset: int) -> bool:
        """Tell whether the group of the page is named before an offset."""
        text = self.reading.document.text[self.base : self.base + offset]
        return self.whole is not None and plain(self.whole.text) in plain(text)

    def group_of(self, offset: int, *, anywhere: bool = False) -> Entity | None:
        """Return the group that a verb at an offset is about: named before it, else the one spoken of, else the page's."""
        named = named_group(self.reading, self.base, self.base + offset)
        if named is not None:
            return named
        if self.mentions_whole(offset):
            return self.whole
        before = [a for a in self.sentence.of(ACTORS) if a.end <= self.base + offset]
        if before and not anywhere:
            return None
        for other in self.reading.earlier(self.sentence, 3):
            if (found := named_group(self.reading, other.span.start, other.span.end)) is not None:
                return found
        return section_group(self.reading, self.sentence) or self.whole

    def group_ahead(self, offset: int) -> Entity | None:
        """Return the group that a fronted "Coordonné par A," is about: the one named next."""
        stop = self.base + offset + NEAR
        named = named_group(self.reading, self.base + offset, stop)
        text = plain(self.reading.document.text[self.base + offset : stop])
        return named or (self.whole if self.whole is not None and plain(self.whole.text) in text else None)

    def is_lasting(self, group: Entity) -> bool:
        """Tell whether who leads a group is news of its members: that of a consortium, or of the project of the page."""
        before = plain(self.reading.document.text[max(0, group.start - 30) : group.end])
        return (
            group is self.whole
            or LASTING.search(before) is not None
            or (self.whole is not None and plain(group.text) == plain(self.whole.text))
        )

    def is_denied(self, offset: int) -> bool:
        """Tell whether what stands before an offset says that it is not so."""
        return DENIED.search(self.words[:offset]) is not None
