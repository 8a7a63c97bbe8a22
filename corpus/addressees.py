"""Persons told by an address beside them: "Anthelme Rougerol … anthelme.rougerol@…", "Presse : Moana Teriivahine, 06 …".

Does not know first names or titles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.kinds import Entity, EntityKind
from corpus.naming import Names
from corpus.spelling import fold_word, is_form_of

_UPPER = "A-ZÀ-ÖØ-ÞŒŸŁŚŠŻŽĆČĐİŐŰ"
_WORD = rf"[{_UPPER}][^\W\d_]*(?:['’\-][^\W\d_]+){{0,3}}"
_NAME = re.compile(rf"(?<![\w@.\-])(?:{_WORD}[ \u00a0]){{1,3}}{_WORD}(?![\w@])")
_ARTICLES = frozenset({"la", "le", "les", "l", "un", "une", "the"})
_REACH = 240  # characters between a name and the address that spells it
_LABELLED = re.compile(
    rf"(?:[^\n|:;–\0]{{2,40}}[:–"
    rf"|][ \u00a0]*)?[*_]{{0,2}}(?P<name>{_WORD}(?:[ \u00a0]{_WORD}){{1,2}})[*_]{{0,2}}[ \u00a0]*"
    r"(?:\([^()\n\0]{2,60}\))?[ \u00a0]*[,;:(|–—\-/][^\n]{0,60}?\0"
)
_TO_REACH = re.compile(
    rf"(?:(?i:auprès|contact(?:er|ez)|joindre|joignez|écri(?:re|vez)|adress(?:er|ez))[ \u00a0](?:d['’]|de[ \u00a0]|à[ \u00a0])?)"
    rf"(?P<name>{_WORD}(?:[ \u00a0]{_WORD}){{1,2}})[ \u00a0]*[,:(–—\-|][^\n.;]{{0,60}}?\0"
)


def addressees(text: str, contacts: tuple[Entity, ...], names: Names) -> Iterator[tuple[int, int]]:
    """Yield where a person stands beside an address; `text` has every address blanked, character for character."""
    hosts = {_squeezed(host) for host in map(_host, contacts) if host}
    for contact in contacts:
        if contact.kind is EntityKind.EMAIL:
            yield from _spelled(text, contact)
    starts = {text.rfind("\n", 0, contact.start) + 1 for contact in contacts if contact.kind is not EntityKind.URL}
    for start in starts:
        labelled = _LABELLED.match(text, start)
        if labelled is not None and _may_be_person(labelled["name"], text, hosts, names):
            yield labelled.span("name")
    for asked in _TO_REACH.finditer(text) if contacts else ():
        if _may_be_person(asked["name"], text, hosts, names):
            yield asked.span("name")


def _spelled(text: str, email: Entity) -> Iterator[tuple[int, int]]:
    """Yield the nearest run of capitalised words that the local part of an e-mail address spells."""
    local, host = email.canonical.split("@")[0], _squeezed(_host(email))
    parts = [_squeezed(part) for part in re.split(r"[._\-+]", local)]
    first = max(0, email.start - _REACH)
    near: list[tuple[int, int, int]] = []
    for run in _NAME.finditer(text, first, min(len(text), email.end + _REACH)):
        words = list(re.finditer(r"[^ \u00a0]+", run.group()))
        for begin in range(len(words) - 1):
            start, end = run.start() + words[begin].start(), run.end()
            if _is_spelled([word.group() for word in words[begin:]], parts, host):
                near.append((min(abs(start - email.end), abs(email.start - end)), start, end))
                break
    if near:
        yield min(near)[1:]


def is_spelled_by(name: str, email: Entity) -> bool:
    """Tell whether the local part of an e-mail address spells a person's name."""
    words = re.split(r"[ \u00a0]+", name)
    parts = [_squeezed(part) for part in re.split(r"[._\-+]", email.canonical.split("@")[0])]
    return len(words) > 1 and _is_spelled(words, parts, _squeezed(_host(email)))


def _is_spelled(words: list[str], parts: list[str], host: str) -> bool:
    """Tell whether "jean.dupont", "j.dupont", "jdupont", "dupont" or "jean" spells a name, and the host does not."""
    first, last = _squeezed(words[0]), _squeezed("".join(words[1:]))
    whole = "".join(parts)
    if len(last) < 3 or first + last in host or first in _ARTICLES:
        return False
    tails = {last, _squeezed(words[-1]), *(p for p in map(_squeezed, words[-1].split("-")) if len(p) > 3)}
    initials = "".join(_squeezed(piece)[:1] for piece in words[0].split("-"))
    return (
        not tails.isdisjoint(parts)
        or whole in {lead + tail for tail in tails for lead in (first, first[:1], initials)}
        or whole in {tail + lead for tail in tails for lead in (first, first[:1])}
        or (len(first) > 3 and whole == first)
    )


def _may_be_person(name: str, text: str, hosts: set[str], names: Names) -> bool:
    """Tell whether a name at the head of a contact line has only uncommon words, stands nowhere else and spells no host."""
    words = re.split(r"[ \u00a0]", name)
    ordinary = any(is_form_of(fold_word(word), names.common_words) or names.entry(word) for word in words[1:])
    first = names.entry(words[0])
    ordinary = ordinary or is_form_of(fold_word(words[0]), names.common_words)
    ordinary = ordinary or (first is not None and first.kind is not EntityKind.CITY)  # "Côme" is a first name, too
    capitals = any((word.isupper() and len(word) < 4) or re.search("[a-z][A-Z]", word) for word in words)
    spelled = any(_squeezed(name) in host or host in _squeezed(name) for host in hosts if host)
    return not (ordinary or capitals or spelled) and text.count(name) == 1


def _host(contact: Entity) -> str:
    """Return the name in the domain of an e-mail or site: "pole-emc2" for "http://www.pole-emc2.fr/contact"."""
    if contact.kind is EntityKind.PHONE:
        return ""
    domain = contact.canonical.rpartition("@")[2].split("/")[0].split(".")
    return domain[-2] if len(domain) > 1 else ""


def _squeezed(word: str) -> str:
    return re.sub(r"[\W_]", "", fold_word(word))
