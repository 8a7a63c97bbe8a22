"""Whose the contacts of a document are where nothing beside them tells: a domain, the publisher, the author, the letterhead.

Does not know sentences or labels. Every field quotes the document, the letters of an address where no sentence names its owner.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from corpus.documents import Span
from corpus.extraction.contacts.abroad import country_of_address
from corpus.extraction.contacts.domains import domain_letters, served
from corpus.extraction.contacts.imprints import imprints, is_part_of_body, shortens
from corpus.extraction.contacts.quoting import at, called
from corpus.extraction.contacts.titles import subject
from corpus.extraction.fact_reading import PLACES, Reading
from corpus.fact_kinds import Field, FieldName
from corpus.kinds import CONTACTS, Entity, EntityKind
from corpus.plain import plain
from corpus.protagonists import RUN, domain_of, spells, squeezed

_BODY = re.compile(
    r"(?:Agence|Sous-direction|Préfecture|Région|Réseau|Maison|Observatoire|Syndicat|Fédération|Association|Métropole|Département|Institut"
    r"|Fondation|Chambre|Comité|Alliance|Union|Direction|Ministère|Secrétariat|Cabinet|Courrier|Amicale|Office|Agency"
    r"|Club|Collège|Académie|Groupement|Consortium|Centre|Conseil|Commission|Société|Université|Mission|Service|Bureau|Délégation|Journal)\b"
)
_POLE = re.compile(r"(?:pôle|pole|cluster|eurocluster)\b", re.IGNORECASE)
_THE_POLE = re.compile(r"\b(?:[Ll]e|du|au|[Nn]otre|[Tt]he|[Oo]ur) (?:pôle|cluster)\b(?! [A-ZÀ-Þ«\"*])")
_KINDS = r"(?:pole|cluster|grappe|reseau|association|alliance|agence|network|agency)"
_OUR = re.compile(rf"\b(?:notre|our) (?:own )?{_KINDS}(?: de competitivite)?,? [*_«\"]*\Z")
_IS_OURS = re.compile(rf"[*_»\"]*,? (?:notre|our) (?:own )?{_KINDS}\b")
_PARTS = re.compile(r" ?[,;:|/(–—] ?| - ")
_LEAD = re.compile(r"(?:le |la |the )?(?:pôle|pole|cluster|eurocluster) ", re.IGNORECASE)
_ARTICLE = re.compile(r"\A(?:[Ll]e |[Ll]a |[Ll]['’]|[Tt]he )")
_JOINTS = frozenset({"de", "du", "des", "la", "le", "les", "d'", "et", "of", "the", "and"})
_SMALL = frozenset({"de", "du", "des", "la", "le", "les", "d", "l", "et", "of", "the", "and", "for", "pour"})
_OFTEN = 4  # mentions that make the first line of a text a name
_OPENING = 900  # characters in which a document names the pole that it is of
_TITLES_TEXT = """
    communique rapport lettre programme compte fiche note faq foire agenda proces reglement appel bulletin newsletter journal
    dossier guide convention charte annuaire invitation entretien interview reunion releve bilan avis procedure contrat
    press report letter minutes agreement call newsletter guide brochure directory accueil home bienvenue welcome contact
    contacts actualites news article numero edition questions votre vos nos notre comment pourquoi offre
    offres avenant cahier discours memo
"""
_TITLES = frozenset(_TITLES_TEXT.split())
_PERIODICAL = re.compile(
    r"(?:(?:la|le|les|the) )?(?:lettre|fil|notes?|cahiers?|gazette|journal|bulletin|newsletter|actualites?|echos|nouvelles)"
    r"(?: d'information)? (?:de la |de l'|de |du |des |d'|of )"
)


def trimmed(reading: Reading, field: Field, channels: Sequence[Entity]) -> Field:
    """Cut "Gouvernance de Nova" to the "Nova" that the domain is, and "Notes de l'Observatoire" to who publishes them."""
    led = _PERIODICAL.match(plain(field.value))
    if led is not None and any(spells(field.value[led.end() :], d) for d in map(domain_of, channels) if d):
        return at(reading, field.start + led.end(), field.end)
    for joint in re.finditer(r" (?:de la |de l['’]|de |du |des |d['’])|\A[a-zà-ÿ]+ ", field.value):
        rest = field.value[joint.end() :]
        if rest[0].isupper() and squeezed(rest) in map(domain_of, channels) and not _BODY.match(field.value):
            return at(reading, field.start + joint.end(), field.end)
    return field


def owner(reading: Reading, channels: Sequence[Entity], *, of_person: bool) -> Field | None:
    """Return whose document it is: the host that it publishes, its publisher, author, host, the name above it, an address."""
    host = reading.host if reading.host is not None and not _in_address(reading, reading.host) else None
    published = plain(reading.document.publisher)
    if host is not None and plain(host.canonical) in published:
        return _itself(reading) or _as_part(reading, host) or called(reading, host, inferred=True)
    if found := publisher(reading) or _ours(reading) or issued(reading):
        return found
    every = [e for sentence in reading.sentences for e in sentence.of(CONTACTS)]
    for spelt in (*_in_letters(reading, channels), *_in_letters(reading, every)):
        return spelt
    if _LEAD.match(reading.document.publisher) and (found := _as_noun(reading, reading.document.publisher)):
        return found
    is_abroad = any(country_of_address(c.text) for c in channels)
    if (is_abroad or not of_person) and (found := subject(reading)):
        return found
    if is_abroad:
        return None
    if host is not None:
        return trimmed(reading, called(reading, host, inferred=True), every)
    if found := _letterhead(reading):
        return found
    if reading.host is not None:
        return called(reading, reading.host, inferred=True)
    parts = imprints(reading) if not reading.document.publisher and not of_person else iter(())
    return (
        _titled(reading, channels)
        or _only_pole(reading)
        or next(parts, None)
        or subject(reading)
        or served(reading, channels)
    )


def issued(reading: Reading) -> Field | None:
    """Return the organisation that a document without a publisher names as its own, not a part of one."""
    found = imprints(reading) if not reading.document.publisher else iter(())
    return next((one for one in found if not is_part_of_body(reading, one)), None)


def _only_pole(reading: Reading) -> Field | None:
    """Return the one pole of the country in a document that names it first and says "le pôle" of it."""
    if reading.document.publisher or not _THE_POLE.search(reading.document.text):
        return None
    poles = [e for e in reading.organisations if e.kind is EntityKind.POLE and not reading.is_foreign(e)]
    alone = len({e.canonical for e in poles}) == 1 and poles[0].start < _OPENING
    return called(reading, poles[0], inferred=True) if alone else None


def issuer(reading: Reading, channels: Iterable[Entity]) -> list[Field]:
    """Return who issued the document, if a domain is words of the name or its initials: "dge" of "Direction générale des…"."""
    domains = [domain for domain in map(domain_of, channels) if domain]
    if not domains:
        return []
    if not reading.document.publisher:
        return [one for one in imprints(reading) if any(shortens(domain, one.value) for domain in domains)][:1]
    if not any(shortens(domain, part) for part in _published(reading) for domain in domains):
        return []
    found = publisher(reading)
    return [found] if found else _in_letters(reading, channels)


def _titled(reading: Reading, channels: Iterable[Entity]) -> Field | None:
    """Return the name of several words in the title that a domain shortens: "Pass Export Nova" for "…@passnova.fr"."""
    title = reading.sentences[0].span if reading.sentences else Span(0, 0)
    domains = [domain for domain in map(domain_of, channels) if domain]
    for run in RUN.finditer(reading.document.text, title.start, title.end):
        if " " in run.group() and any(shortens(domain, run.group()) for domain in domains):
            return reading.quoted(FieldName.ORGANISATION, *run.span(), run.group(), inferred=True)
    return None


def _ours(reading: Reading) -> Field | None:
    """Return the organisation that a document without a publisher calls ours: "Nova, notre pôle", "notre cluster Nova"."""
    text = reading.document.text
    for run in RUN.finditer(text) if not reading.document.publisher else ():
        before, after = plain(text[max(0, run.start() - 40) : run.start()]), plain(text[run.end() : run.end() + 30])
        if _OUR.search(before) or _IS_OURS.match(after):
            return at(reading, *run.span())
    return None


def _itself(reading: Reading) -> Field | None:
    """Return "l'Amicale", as a text calls itself with a capital, of a publisher "Amicale des anciens de Nova": not Nova."""
    body = _BODY.match(reading.document.publisher)
    found = _as_noun(reading, reading.document.publisher) if body else None
    return found if found is not None and found.value[0].isupper() else None


def _as_part(reading: Reading, host: Entity) -> Field | None:
    """Return the publisher "Conseil régional de Nova" as the text names it, where the host is the place in its name."""
    whole = next(_published(reading), "")
    if not _BODY.match(whole) or not re.search(
        r" (?:de |du |des |d['’])(?:la |l['’])?\Z", whole[: whole.find(host.text)]
    ):
        return None
    return publisher(reading)


def is_own(reading: Reading, field: Field) -> bool:
    """Tell whether an organisation is the one whose document it is: its publisher, its host, or in its title."""
    published = plain(reading.document.publisher)
    if plain(field.value) in published or (field.canonical and plain(field.canonical) in published):
        return True
    return reading.host is not None and field.canonical == reading.host.canonical


def publisher(reading: Reading) -> Field | None:
    """Return where the text names who published it, in full, in short ("Maison de l'export"), or as "l'Agence"."""
    document = reading.document
    if not document.publisher or "publisher" in document.inferred:
        return None
    text = plain(document.text)
    for number, part in enumerate(_published(reading)):
        body = _BODY.match(part) is not None
        for start, short in _shortened(part):
            found = re.search(rf"(?<![\w@.-]){re.escape(plain(short))}(?![\w-])(?!\.\w)", text)
            led_by_noun = body and not start and " " in short  # "le secrétariat technique"
            if found and (led_by_noun or document.text[found.start()].isupper() == short[0].isupper()):
                return at(reading, *found.span())
        if number == 0 and _BODY.match(_ARTICLE.sub("", part, count=1)) and (field := _as_noun(reading, part)):
            return field
    return None


def _shortened(part: str) -> Iterator[tuple[int, str]]:
    """Yield a publisher in full, by its first words, then by its last: "Maison de l'export" of "Maison de l'export du Var"."""
    words = [*re.finditer(r"[^ ]+", part)]
    folded = [plain(word.group()) for word in words]
    body = _BODY.match(part) is not None
    for count in range(len(words), 0, -1):
        whole = count == len(words)
        if (whole or (count > 1 and folded[count - 1] not in _JOINTS)) and len(part[: words[count - 1].end()]) > 3:
            yield 0, part[: words[count - 1].end()]
    for first in range(1, len(words)):
        rest = part[words[first].start() :]
        if body and (folded[first - 1] in _JOINTS or folded[first].startswith(("d'", "l'"))):
            return  # "Grand Ponant" says whose college it is
        if rest[0].isupper() and len(rest) > 3 and folded[first - 1] not in _JOINTS:
            yield first, rest


def _published(reading: Reading) -> Iterator[str]:
    """Yield the parts of the publisher's line that may name it: the first, and later ones that are no place."""
    for number, part in enumerate(one.strip(" )") for one in _PARTS.split(reading.document.publisher)):
        bare = _ARTICLE.sub("", _LEAD.sub("", part) if _LEAD.match(part) else part)
        entry = reading.names.entry(bare)
        if bare and not (number and (bare[:1].islower() or (entry is not None and entry.kind in PLACES))):
            yield bare


def _as_noun(reading: Reading, part: str) -> Field | None:
    """Return what the text calls its publisher in one word: "l'Agence", "le Courrier", "la chambre"."""
    part = _ARTICLE.sub("", part, count=1)
    noun = _BODY.match(part) or _POLE.match(part)
    written = re.search(
        rf"\b(?i:l['’]|la |le |du |au |the |our |notre |d['’])(?P<noun>(?i:{noun.group()}))\b"
        r"(?! (?:de|du|des|d['’]|of|[A-ZÀ-Þ«\"]))"
        if noun
        else r"(?!)",
        reading.document.text,
    )
    if written is None:
        return None
    whole = _PARTS.split(reading.document.publisher)[0].strip()
    return reading.quoted(FieldName.ORGANISATION, *written.span("noun"), _LEAD.sub("", whole), inferred=True)


def _letterhead(reading: Reading) -> Field | None:
    """Return the name alone above everything that an address spells or that returns: "NOVA SUD", "Nova Sud – le pôle du vent"."""
    text = reading.document.text
    found = re.search(r"[^\s#*>|\[=_–-][^\n]*", text)
    head = re.split(r" [-–—|:•] |[,:(|]| {3,}", found.group())[0].strip(" *_") if found else ""
    led = _PERIODICAL.match(plain(head))
    start = (found.start() if found else 0) + (led.end() if led else 0)
    head = head[led.end() :] if led else head
    words = plain(head).replace("'", " ").split()
    if not 0 < len(words) < 6 or re.search(r"\d|[.!?]", head) or _TITLES.intersection(words):
        return None
    if not all(word[:1].isupper() or len(word) < 4 for word in re.split(r"[ \u00a0'’]", head)):
        return None
    domains = {domain_of(e) for sentence in reading.sentences for e in sentence.of(CONTACTS)}
    if not any(spells(head, domain) for domain in domains if domain) and _mentions(text, head) < _OFTEN:
        return None
    return at(reading, start, start + len(head))


def _mentions(text: str, name: str) -> int:
    """Count how often a text writes a name, in whatever case."""
    return len(re.findall(rf"(?<![\w@.-]){re.escape(plain(name))}(?![\w@-])", plain(text)))


def _in_letters(reading: Reading, channels: Iterable[Entity]) -> list[Field]:
    """Return the letters of an address that spell the publisher, where no sentence names it: "…@nova-sud.fr"."""
    for part in _published(reading) if reading.document.publisher else ():
        for channel in channels:
            domain = domain_of(channel)
            words = [word for word in re.findall(r"[^\W_]+", plain(part)) if word not in _SMALL]
            initials = "".join(word[0] for word in words)
            if not domain or not (spells(part, domain) or (len(words) > 2 and domain == initials)):
                continue
            spelt = initials if domain == initials else "[-. ]?".join(words)
            written = re.sub(r"[\W_]+", "[-. ]?", plain(part))
            found = re.search(written, plain(channel.text)) or re.search(spelt, plain(channel.text))
            if found:
                start = channel.start + found.start()
                return [reading.quoted(FieldName.ORGANISATION, start, channel.start + found.end(), part, inferred=True)]
            if whose := served(reading, [channel]) or domain_letters(reading, [channel], part):
                return [whose]
    return []


def _in_address(reading: Reading, entity: Entity) -> bool:
    """Tell whether a name stands only inside an address."""
    return any(
        c.start <= entity.start and entity.end <= c.end
        for sentence in reading.between(entity.start, entity.end)
        for c in sentence.of(CONTACTS)
    )
