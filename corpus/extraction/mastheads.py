"""Whose document it is where no sentence names its author: the publisher or the masthead, spelt by an address of the document.

Does not know facts. Used only where no actor of the text stands out.
"""

from __future__ import annotations

import re

from corpus.kinds import Entity, EntityKind
from corpus.plain import plain
from corpus.protagonists import domain_of, spells, squeezed

_LED = re.compile(r"(?:le |la |the )?(?:pole|cluster|grappe)(?: de competitivite)? ")
"""What a publisher says before its name: "Pôle X"."""
_OF_POLE = re.compile(r"\b(?:le|du|au|notre) (?:pole|cluster)\b|\b(?:the|our) cluster\b")
"""What a document says of a publisher that is a pole, though its name does not tell."""
_SPEAKS = re.compile(r"\b(?:(?:nos|chers|ses) (?:adherents|membres)|(?:our|together) (?:our )?members)\b")
"""What a pole or an alliance says of itself."""
_REST = re.compile(r"(?:[ \u00a0][A-ZÀ-Þ]{3,}){1,2}(?=\s*$)", re.MULTILINE)
"""The rest of a name in capitals, which the address leaves out."""
_HEAD = 3  # lines of the text in which its masthead stands
_WORDS = re.compile(r"[\w+&-]+(?:['’][\w+&-]+)*")
_LONGEST = 4  # words of a name in capitals


def masthead(text: str, entities: tuple[Entity, ...], publisher: str) -> Entity | None:
    """Return the name of the pole that publishes a document in which it is no actor, where an address spells it.

    The name is quoted from the text: from its first lines, which may be in capitals, else from the address itself.
    """
    domains = [(entity, domain) for entity in entities if (domain := domain_of(entity))]
    head = "\n".join(text.strip().split("\n")[:_HEAD])
    offset = text.find(head)
    words = [(offset + m.start(), offset + m.end()) for m in _WORDS.finditer(head)]
    if not _SPEAKS.search(plain(text)):
        words = []
    for size in range(_LONGEST, 0, -1):
        for first, last in zip(words, words[size - 1 :], strict=False):
            name = text[first[0] : last[1]]
            if "\n" in name or not name[:1].isupper():
                continue
            if any(squeezed(name) == domain for _, domain in domains):
                rest = _REST.match(text, last[1]) if name.isupper() else None
                stop = rest.end() if rest else last[1]
                return Entity(EntityKind.ORGANISATION, first[0], stop, text[first[0] : stop], text[first[0] : stop])
    lead = _LED.match(plain(publisher))
    name = publisher[lead.end() if lead else 0 :].strip() if lead or _OF_POLE.search(plain(text)) else ""
    for address, domain in domains if name else ():
        if not spells(name, domain):
            continue
        found = re.search(re.escape(plain(name)).replace(r"\ ", "[-. ]?"), plain(address.text))
        if found:
            start = address.start + found.start()
            return Entity(EntityKind.ORGANISATION, start, address.start + found.end(), name, name)
    return None
