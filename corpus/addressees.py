"""Persons told by an address beside them: "Anthelme Rougerol … anthelme.rougerol@…", "Presse : Moana Teriivahine, 06 …".

Does not know first names or titles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.kinds import Entity, EntityKind
from corpus.naming import Names
from corpus.spelling import fold_word, is_form_of, transliterated

_UPPER = "A-ZÀ-ÖØ-ÞŒŸŁŚŠŻŽĆČĐİŐŰ"
_WORD = rf"[{_UPPER}][^\W\d_]*(?:['’\-][^\W\d_]+){{0,3}}"
_NAME = re.compile(rf"(?<![\w@.\-])(?:{_WORD}[ \u00a0]){{1,3}}{_WORD}(?![\w@])")
_ARTICLES = frozenset({"la", "le", "les", "l", "un", "une", "the"})
_KINDS_TEXT = """
    cluster pole reseau grappe alliance association agence club projet project salon service bureau cellule direction mission
    departement antenne equipe guichet secretariat delegation comite commission chambre fondation institut federation groupe
    groupement syndicat region metropole ville ministere prefecture universite office desk team unit department network agency
    chamber foundation institute council
"""
_KINDS = frozenset(_KINDS_TEXT.split())
"""What a body or a part of one is called, folded, with which no person's name begins: "Service Europe"."""
_BIDS_TEXT = """
    contactez contacter prevenez prevenir appelez appeler joignez joindre rejoignez demandez demander interrogez interroger
    sollicitez solliciter consultez consulter rencontrez rencontrer avertissez avertir informez informer remerciez retrouvez
    voyez voir alertez alerter suivez saluez
    call ask contact email mail phone ring meet see reach tell notify thank consult
"""
BIDS = frozenset(_BIDS_TEXT.split())
"""What bids to reach somebody, folded, and is no part of the name behind it: "Prévenez Ida Keller"."""
_REACH = 240  # characters between a name and the address that spells it
_PARTICLE = (
    r"(?:(?:de[ \u00a0]la|du|des|de|von|van|van[ \u00a0]der|der|den|da|dos|del|el|al|ben|le|la)[ \u00a0]|d['’])?"
)
_PERSON = rf"{_WORD}(?:[ \u00a0]{_PARTICLE}{_WORD}){{1,3}}"
_MARK = r"[*_«\"]{0,3}"
_OFFICE = (
    r"(?:secr[ée]taire|directrice|directeur|d[ée]l[ée]gu[ée]e?|pr[ée]sidente?|responsable|charg[ée]e?|cheffe?|animatrice|animateur"
    r"|coordinat(?:rice|eur)|assistante?|adjointe?|r[ée]f[ée]rente?|correspondante?|interlocut(?:rice|eur)|m[ée]diat(?:rice|eur)"
    r"|tr[ée]sori[èe]re?|gestionnaire|conseill[èe]re?|ing[ée]nieure?|repr[ée]sentante?|permanente?|doyenne?"
    r"|manager|director|officer|head|secretary|coordinator|assistant|president|chair|adviser|advisor|treasurer)"
)
"""What a person is: "Son secrétaire, X, transmet : 01 …"."""
_LED = (
    rf"(?P<open>(?:^|\n|\. )[ \t>*+•|\-–]*(?:\d{{1,2}}[.)] )?)|[:;–—|(/•]{_MARK}[ \u00a0]+|[(/]"
    r"|(?i:\b(?:aupr[èe]s d(?:e[ \u00a0]|['’])"
    r"|(?:contacter|contactez|joindre|joignez|contact|reach|call|[àa]|et|ou|avec|par|and|or|by|to|with|adjointe?"
    r"|assistante?|coll[èe]gue|directrice|directeur|responsable|pr[ée]sidente?|secr[ée]taire|rempla[çc]ante?)[ \u00a0]))"
    rf"|(?i:\b{_OFFICE}(?: [a-zà-ÿ'’\-]+){{0,5}},[ \u00a0])"
)
_NAMED = re.compile(
    rf"(?:{_LED}){_MARK}(?:(?:M\.|Mme|Mlle|Dr|Pr|Mr|Mrs|Ms)[ \u00a0])?(?P<name>{_PERSON}){_MARK}(?![\w'’\-])"
    r"(?=[ \u00a0]*(?:\([^()\n\0]{2,60}\))?[ \u00a0]*(?:[,;:(|–—\-/]|(?:au|on|at)\b|\0))"
)
_OFFICE_LED = re.compile(rf"{_OFFICE}\b", re.IGNORECASE)
_HOLDER = re.compile(rf"{_WORD}{_MARK},[ \u00a0](?:[a-zà-ÿ'’]+ ){{0,3}}\Z")
_SENTENCE_END = re.compile(r"(?<![A-Z])(?<!\bT[ée]l)[.!?][ \u00a0]+(?=[A-ZÀ-Þ])")
_CLOSE = 110  # characters between a name and the address it comes with


def addressees(text: str, contacts: tuple[Entity, ...], names: Names) -> Iterator[tuple[int, int]]:
    """Yield where a person stands beside an address; `text` has every address blanked, character for character."""
    hosts = {_squeezed(host) for host in map(_host, contacts) if host}
    for contact in contacts:
        if contact.kind is EntityKind.EMAIL:
            yield from _spelled(text, contact, names)
    end = 0
    for contact in sorted(contacts, key=lambda one: one.start):
        if contact.kind is not EntityKind.URL:
            yield from _led(text, max(end, contact.start - _REACH), contact.start, hosts, names)
        end = contact.end


def _led(text: str, first: int, last: int, hosts: set[str], names: Names) -> Iterator[tuple[int, int]]:
    """Yield the nearest name of the clause before an address: "Presse : X, ", "; Y (Nova), ", "auprès de Z, chargée de …, "."""
    first = max(first, text.rfind("\n", 0, last))
    for found in reversed([*_NAMED.finditer(text, first, last)]):
        start, end = found.span("name")
        if last - end > _CLOSE or _SENTENCE_END.search(text, end, last):
            return
        if _OFFICE_LED.match(found.group()) and _HOLDER.search(text, first, found.start()):
            continue  # "Ida Keller, responsable Europe, Nordisk Havn, 01 …" ends with her employer
        bid = re.match(r"[^ \u00a0]+[ \u00a0]+(?=[^ \u00a0]+[ \u00a0])", found["name"])
        if bid and fold_word(bid.group().strip()) in BIDS:
            start += bid.end()
        if _may_be_person(text[start:end], text, hosts, names, 1 if found["open"] is not None else 3):
            yield start, end
            return


def _spelled(text: str, email: Entity, names: Names) -> Iterator[tuple[int, int]]:
    """Yield the nearest run of capitalised words that the local part of an e-mail address spells."""
    local, host = email.canonical.split("@")[0], _squeezed(_host(email))
    parts = [_squeezed(part) for part in re.split(r"[._\-+]", local)]
    first = max(0, email.start - _REACH)
    near: list[tuple[int, int, int]] = []
    for run in _NAME.finditer(text, first, min(len(text), email.end + _REACH)):
        words = list(re.finditer(r"[^ \u00a0]+", run.group()))
        for begin in range(len(words) - 1):
            start, end = run.start() + words[begin].start(), run.end()
            written = [word.group() for word in words[begin:]]
            if begin < len(words) - 2 and {_squeezed(one) for one in written[1:]} <= {*parts}:
                continue  # "France Ida Keller" where the address is "ida.keller@…"
            if (
                _is_spelled(written, parts, host)
                and not _is_topic(written, parts, names)
                and fold_word(written[0]) not in _KINDS
            ):
                near.append((min(abs(start - email.end), abs(email.start - end)), start, end))
                break
    if near:
        yield min(near)[1:]


def _is_topic(words: list[str], parts: list[str], names: Names) -> bool:
    """Tell whether an address is called by the first word of a name that is no first name: "passeport@…", "Passeport Vert"."""
    return "".join(parts) == _squeezed(words[0]) and fold_word(words[0]) not in names.first_names


def is_spelled_by(name: str, email: Entity) -> bool:
    """Tell whether the local part of an e-mail address spells a person's name."""
    words = re.split(r"[ \u00a0]+", name)
    parts = [_squeezed(part) for part in re.split(r"[._\-+]", email.canonical.split("@")[0])]
    return len(words) > 1 and _is_spelled(words, parts, _squeezed(_host(email)))


def _is_spelled(words: list[str], parts: list[str], host: str) -> bool:
    """Tell whether "jean.dupont", "j.dupont", "jdupont", "dupont" or "jean" spells a name, and the host does not."""
    first, last = _squeezed(words[0]), _squeezed("".join(words[1:]))
    whole = "".join(parts)
    if any(transliterated(word) != word for word in words) and _is_spelled([*map(transliterated, words)], parts, host):
        return True
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


def _may_be_person(name: str, text: str, hosts: set[str], names: Names, most: int) -> bool:
    """Tell whether a name beside an address has only uncommon words, is named `most` times at most and spells no host."""
    words = re.split(r"[ \u00a0]", name)
    ordinary = any(is_form_of(fold_word(word), names.common_words) or names.entry(word) for word in words[1:])
    first = names.entry(words[0])
    ordinary = ordinary or is_form_of(fold_word(words[0]), names.common_words) or fold_word(words[0]) in _KINDS
    ordinary = ordinary or (first is not None and first.kind is not EntityKind.CITY)  # "Côme" is a first name, too
    capitals = any((word.isupper() and len(word) < 4) or re.search("[a-z][A-Z]", word) for word in words)
    spelled = any(_squeezed(name) in host or host in _squeezed(name) for host in hosts if host)
    return not (ordinary or capitals or spelled) and text.count(name) <= most


def _host(contact: Entity) -> str:
    """Return the name in the domain of an e-mail or site: "pole-emc2" for "http://www.pole-emc2.fr/contact"."""
    if contact.kind is EntityKind.PHONE:
        return ""
    domain = contact.canonical.rpartition("@")[2].split("/")[0].split(".")
    return domain[-2] if len(domain) > 1 else ""


def _squeezed(word: str) -> str:
    return re.sub(r"[\W_]", "", fold_word(word))
