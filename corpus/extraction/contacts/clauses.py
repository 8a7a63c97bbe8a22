"""The clauses of a sentence that gives several addresses, and the labels that open them. Does not know organisations.

"Presse : X, 01 … ; adhésions : Y (Nova), 02 …" has two clauses, each with a person or a service of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from corpus.addressees import is_spelled_by
from corpus.documents import Span
from corpus.extraction.fact_sentences import Sentence
from corpus.kinds import CONTACTS, Entity, EntityKind
from corpus.plain import plain

_LABEL = re.compile(r"\W*(?P<label>[^:|\n?]{3,90}?)(?: ?:(?:[*_]{1,2})? | ?\?[*_ \u00a0]+(?=\S))")
_ASKED = re.compile(r"[-*•> \d.)_]*(?P<label>[a-z][^?\n]{3,90}?) ?\?[*_ \u00a0]*")
"""A question that stands for a label: "*Un litige ?* 01 …"."""
_OF_CHANNEL = re.compile(
    r"(?:(?:new|our|your|the|notre|nos|nouveau|nouvelle|nouvel|votre|vos|meme|same|main|general|direct|un|une|numero de) )*"
    r"(?:tel|telephone|phone|numeros?|number|address|mobile|portable|fax|telecopie|standard|e-?mail|mail|courriels?|mel|site|web|adresse|internet"
    r"|ligne|poste|linkedin|twitter|switchboard)\b"
    r"(?:[ .-]{1,2}(?!(?:du|de|des|d|commune?|generale?|unique|for|of|et|ou|and)\b)[a-z]+){0,3}[ .*_]*\Z"
)
"""A label that only says what an address is, not whose."""
_JOINED = re.compile(r"\A(?:(?:ou|et|or|and|par|by|via|son|sa|his|her|a|au|le|la|l|aussi|egalement) )+")
_PARTS = re.compile(r"[;•|]| [-–—/] |,? (?:et|ou|and|or|mais) |, ")
_OTHERWISE = re.compile(r"[,;)]? ?\b(?:ou|et|or|and)\b ")
_DESK = re.compile(
    r"\b(?:accueil|standard|secretariat|switchboard|reception|front desk|permanence|guichet|astreinte|helpdesk"
    r"|hotline)\b[^;.]{0,16}\Z"
)
"""Who answers for all: "écrivez à X (x@…) ou appelez l'accueil au 01 …"."""
_IN_BRACKETS = re.compile(r" ?\((?:(?:m|mme|mlle|mr|mrs|ms|dr)\.? )?")
_OWNER = re.compile(
    r"[;|•.][^:;|\n]{0,90}?[a-z]{4}[^:;|\n]{0,90}?[:,(] ?\Z|(?: [-–—] |, |; |\| )[^:;,|\n]{3,60} ?: ?\Z"
)


def label_of(sentence: Sentence, text: str) -> str:
    """Return the folded label that opens a sentence and says whose address follows: "adhesions"; "" without one."""
    found = _LABEL.match(plain(text[sentence.span.start : sentence.span.end]))
    if found is None:
        line = text.rfind("\n", 0, sentence.span.start) + 1
        asked = _ASKED.fullmatch(plain(text[line : sentence.span.start]))
        return asked["label"] if asked else ""
    label = _JOINED.sub("", found["label"].strip(" -*_(>•"), count=1)
    return "" if _OF_CHANNEL.fullmatch(label) or not re.search("[a-z]{2}", label) else label


def is_channel(words: str) -> bool:
    """Tell whether the words before an address only say what it is: "- Tél. : "."""
    bare = re.sub(r"[^a-z0-9' ]+", " ", words).strip()
    return not re.search("[a-z]{2}", bare) or _OF_CHANNEL.fullmatch(" ".join(bare.split())) is not None


def clauses(sentence: Sentence, text: str) -> Iterator[Sentence]:
    """Split a sentence between two addresses where a person or a service of its own stands between them."""
    channels = sentence.of(CONTACTS)
    start = sentence.span.start
    for one, other in pairwise(channels):
        cut = _cut(sentence, text, one, other)
        if cut:
            yield _part(sentence, start, cut)
            start = cut
    yield sentence if start == sentence.span.start else _part(sentence, start, sentence.span.end)


def _cut(sentence: Sentence, text: str, one: Entity, other: Entity) -> int:
    """Return where the clause of the second of two addresses begins; 0 where it belongs to the same."""
    between = plain(text[one.end : other.start])
    if apart := _OTHERWISE.search(between):
        desk = (
            _DESK.search(between, apart.end())
            if any(e.end <= one.start for e in sentence.of({EntityKind.PERSON}))
            else None
        )
        if desk or _is_of_another(sentence, text, one, other):
            return one.end + apart.end()
    persons = [e for e in sentence.of({EntityKind.PERSON}) if one.end <= e.start < other.start]
    if persons:
        before = plain(text[one.end : persons[0].start])
        if re.fullmatch(r" ?\(", before) and ")" in text[persons[0].end : other.start]:
            persons = persons[1:]  # "presse@… (X)" names whose the address before is
            if not persons:
                return 0
            before = plain(text[one.end : persons[0].start])
        parts = [*_PARTS.finditer(before)]
        # The label of the person, "; adhésions : Y", belongs to the clause; a remark on the first address does not.
        named_before = any(e.end <= one.start for e in sentence.of({EntityKind.PERSON}))
        labelled = one.kind is not EntityKind.URL and re.search(r"[a-z]{3}[^:;|]*: ?[*_]*\Z", before) is not None
        if (
            one.kind is not other.kind
            and not (named_before or labelled)
            and not any(re.search("[a-z;]", p.group()) for p in parts)
        ):
            return 0  # "accueil@… – Odile Karmadec – 01 …"
        chosen = next((part for part in parts if part.group() != ", "), parts[-1] if parts else None)
        return one.end + chosen.end() if chosen else persons[0].start
    owner = _OWNER.search(between) if one.kind is other.kind else None
    if owner is None:
        return 0  # a telephone and an e-mail of one sentence are those of one person
    words = _JOINED.sub("", re.sub(r"[\W_]+", " ", owner.group()).strip())
    return 0 if _OF_CHANNEL.match(words + " ") or _OF_CHANNEL.fullmatch(words) else one.end + owner.start() + 1


def _is_of_another(sentence: Sentence, text: str, one: Entity, other: Entity) -> bool:
    """Tell whether the person in brackets behind an address is not the one whose e-mail stands before: "a@…, ou 01 … (Mme B)"."""
    for person in sentence.of({EntityKind.PERSON}):
        if person.start > other.end and _IN_BRACKETS.fullmatch(plain(text[other.end : person.start])):
            return one.kind is EntityKind.EMAIL and not is_spelled_by(person.text, one)
    return False


def _part(sentence: Sentence, start: int, end: int) -> Sentence:
    """Return a stretch of a sentence as a sentence."""
    base = sentence.span.start
    inside = tuple(e for e in sentence.entities if start <= e.start and e.end <= end)
    return Sentence(
        sentence.number, Span(start, end), sentence.words[start - base : end - base], inside, sentence.section
    )
