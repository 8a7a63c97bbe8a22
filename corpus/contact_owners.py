"""Whose a contact is: the organisation that its clause names, or that its address, its line, its heading or its document tells.

Does not know how the lines of a contact are put together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from corpus.contact_clauses import label_of
from corpus.fact_kinds import Field, FieldName
from corpus.fact_reading import ACTORS, PLACES, Reading, Sentence, distinct
from corpus.kinds import CONTACTS, Entity, EntityKind
from corpus.plain import plain
from corpus.protagonists import domain_of, spells, squeezed

ORGANISATIONS = ACTORS | {EntityKind.INSTITUTION}
_POSTCODE = re.compile(r"\b\d{5} [a-z]")
STREET = re.compile(
    r"(?:\d{1,4}(?: ?(?:bis|ter))?,? )?\b(?:rue|avenue|boulevard|place|quai|chemin|route|allee|impasse|cours|square"
    r"|bp|cs|cedex|batiment"
    r"|parc|technopole|zone|zac|za|campus|street|road)\b|\b\d{5}\b|\bcedex\b"
)
_NUMBERED = re.compile(
    r"\b\d{1,4}(?: ?(?:bis|ter))?,? (?:rue|avenue|boulevard|place|quai|chemin|route|allee|impasse|cours)\b"
)
_TO_ASK = re.compile(
    r"\W*(?:contact|pour (?:tout|plus|en savoir)|plus d'info|renseignements|en savoir plus|informations?\b|site\b"
    r"|formulaire|inscription|candidat)"
)
_UNIT = re.compile(
    r"(?:secretariat|comite|service|direction|bureau|accueil|standard|antenne|guichet|assistance|cellule|delegation"
    r"|departement|permanence|poste|office|desk|helpdesk)\b"
)
"""A part of an organisation, which names it only where nothing else does."""
_NO_TOPIC = re.compile(
    r"\b(?:contacts?|presse|press|pour|for|chez|at|le|la|les|l'|du|de|des|d'|pole|cluster|cote|coordination|interlocut\w+"
    r"|correspondant\w*|secretariat|siege|association|[aà]|the|of|from|and|et)(?![a-z])"
)
_AT = re.compile(
    r"\b(?:chez|at|pour|for|du pole|pole|cluster|secretariat d[eu']|siege d[eu']|from) ?(?:la |le |l'|the )?[«\"*_ ]*\Z"
)
_PUBLIC = re.compile(
    r"\b(?:R[ée]gion|D[ée]partement|M[ée]tropole|Ville|Communauté|[Ss]yndicat|[Aa]gence|[Cc]hambre|Université"
    r"|Ministère|Collectivité|Fédération|Observatoire)"
    r"(?: (?!et\b|avec\b|pour\b|par\b|sur\b|à\b)[a-zà-ÿ'’]+){0,5} ?(?:l['’]|d['’])?\Z"
)
_BODY = re.compile(
    r"(?:Agence|Région|Réseau|Maison|Observatoire|Syndicat|Fédération|Association|Métropole|Département|Institut"
    r"|Fondation|Chambre|Comité|Alliance|Union|Direction|Ministère)\b"
)
_LONG = 90


def named(reading: Reading, unit: Sentence) -> list[Field]:
    """Return the organisations of a clause that its contact belongs to.

    The subject of a label is none ("Questions sur Lux : …"), nor what a long sentence names far from its address; in a
    postal address only the first is one, the rest is where it is.
    """
    text = reading.document.text
    found = [e for e in distinct(unit.of(ORGANISATIONS)) if not _is_topic(unit, e, text)]
    whole = reading.sentences[unit.number].span
    if text[whole.end - 1] in ".!?" and whole.end - whole.start > _LONG:
        found = _near(unit, found)
    found = found or _unlisted(reading, unit)
    fields = [called(reading, e) for e in found]
    for region in unit.of({EntityKind.REGION}):
        before = re.search(r"\bregions? (?:de |du |d')?\Z", unit.before(region.start))
        if before and unit.of(CONTACTS):
            start = region.start - len(before.group())
            fields.append(reading.quoted(FieldName.ORGANISATION, start, region.end, region.canonical))
    postal = _NUMBERED.search(unit.words) or (_POSTCODE.search(unit.words) and not unit.of(CONTACTS))
    return fields[:1] if postal else fields


def called(reading: Reading, entity: Entity, *, inferred: bool = False) -> Field:
    """Return the field of an organisation, with the public noun before its name: "Région Val-Clair"."""
    before = _PUBLIC.search(reading.document.text[max(0, entity.start - 60) : entity.start])
    if before is None or entity.kind is EntityKind.POLE:
        return reading.field(FieldName.ORGANISATION, entity, inferred=inferred)
    start = entity.start - len(before.group())
    return reading.quoted(FieldName.ORGANISATION, start, entity.end, entity.canonical, inferred=inferred)


def is_unit(reading: Reading, field: Field) -> bool:
    """Tell whether a label names a part of an organisation: "Service des publications : 01 …"."""
    labels = re.match(r"[^\n.,;:(\d]{0,40}:", reading.document.text[field.end : field.end + 44]) is not None
    return labels and _UNIT.match(plain(field.value)) is not None


def _is_topic(unit: Sentence, entity: Entity, text: str) -> bool:
    """Tell whether an organisation is what a label is about, not who answers: "Questions sur Lux : X, 01 …"."""
    label = label_of(unit, text)
    colon = text.find(":", unit.span.start, unit.span.end)
    if not label or entity.end > colon or _AT.search(unit.before(entity.start)):
        return False
    rest = (
        unit.words[: entity.start - unit.span.start]
        + unit.words[entity.end - unit.span.start : colon - unit.span.start]
    )
    return re.search("[a-z]{2}", _NO_TOPIC.sub(" ", rest)) is not None


def _unlisted(reading: Reading, unit: Sentence) -> list[Entity]:
    """Return the unknown name between a label and an address: "Montage des stands : Standelo, 01 …"."""
    direct = [c for c in unit.of(CONTACTS) if c.kind is not EntityKind.URL]
    colon = reading.document.text.find(": ", unit.span.start, unit.span.end)
    if not direct or not label_of(unit, reading.document.text) or not unit.span.start < colon < direct[0].start:
        return []
    if any(e.start < direct[0].start for e in unit.of({EntityKind.PERSON})):
        return []
    found = reading.unlisted(unit, colon, direct[0].start)
    alone = [e for e in found if not unit.between(colon + 1, e.start).strip(" \0") and e.end + 4 >= direct[0].start]
    return alone[:1]


def _near(unit: Sentence, organisations: list[Entity]) -> list[Entity]:
    """Keep the organisations between the person and the address, or right before either."""
    channels = unit.of(CONTACTS)
    if not channels:
        return organisations
    persons = [e for e in unit.of({EntityKind.PERSON}) if e.end <= channels[0].start]
    start = persons[-1].end if persons else channels[0].start - 60
    within = [e for e in organisations if start <= e.start and e.end <= channels[-1].start + 40]
    if within or not persons:
        return within
    return [
        e
        for e in organisations
        if e.end <= start and len(unit.between(e.end, persons[-1].start).strip("\0 *_:,(–—-")) < 4
    ][-1:]


def implied(reading: Reading, unit: Sentence, channels: Sequence[Entity], parts: list[Field]) -> list[Field]:
    """Return the organisation that an address spells, that opens the line, of the heading, or whose document it is."""
    heading = reading.heading(unit)
    titled = [reading.field(FieldName.ORGANISATION, e) for e in (distinct(heading.of(ACTORS)) if heading else [])]
    if found := spelled(channels, titled):
        return found
    if not channels:
        return titled
    if all(c.kind is EntityKind.URL for c in channels) and not _TO_ASK.match(unit.words):
        return titled
    whole = [*reading.organisations]
    fields = [called(reading, e, inferred=True) for e in whole]
    if found := [_trimmed(reading, one, channels) for one in spelled(channels, fields)[:1]] or _whole(
        reading, channels
    ):
        return found
    if head := _head(reading, unit):
        return [head]
    if titled := [one for one in titled if _UNIT.match(plain(one.value)) is None]:
        return titled
    if reading.host is not None and plain(reading.host.canonical) in plain(reading.document.publisher):
        return [called(reading, reading.host, inferred=True)]
    if publisher := _publisher(reading):
        return [publisher]
    if reading.host is not None:
        return [called(reading, reading.host, inferred=True)]
    return parts or _labelled(reading, unit)


def _labelled(reading: Reading, unit: Sentence) -> list[Field]:
    """Return the service that a label names: "Service des publications : 01 …"."""
    label = label_of(unit, reading.document.text)
    if not label or not _UNIT.match(label) or unit.of({EntityKind.PERSON}):
        return []
    start = unit.span.start + plain(reading.document.text[unit.span.start : unit.span.end]).find(label)
    return [reading.quoted(FieldName.ORGANISATION, start, start + len(label))]


def _head(reading: Reading, unit: Sentence) -> Field | None:
    """Return the organisation that opens the paragraph of a clause: "**Nova** – 3 rue Basse. Presse : X, 01 …"."""
    text = reading.document.text
    line = text.rfind("\n", 0, unit.span.start) + 1
    for sentence in reading.between(line, unit.span.start + 1):
        for entity in sentence.of(ORGANISATIONS):
            before, after = text[line : entity.start], plain(text[entity.end : entity.end + 8])
            if re.search(r"\w", before) or _UNIT.match(plain(entity.text)):
                continue
            if re.match(r"[*_ .]*(?:[-–—,:(|]|\n)", after):
                return reading.field(FieldName.ORGANISATION, entity)
    return None


def spelled(channels: Iterable[Entity], fields: list[Field]) -> list[Field]:
    """Return the organisations that the domain of an e-mail or site spells."""
    channels = tuple(channels)
    domains = [domain for domain in map(domain_of, channels) if domain]
    mailed = [domain for c in channels if c.kind is EntityKind.EMAIL and (domain := domain_of(c))]
    for known in (mailed, domains):
        found = [field for field in fields if any(spells(field.value, domain) for domain in known)]
        if found:
            break
    return [field for field in found if squeezed(field.value) in domains] or found


def _whole(reading: Reading, channels: Sequence[Entity]) -> list[Field]:
    """Return where the text writes the very words of a domain: "l'Arc oriental" for "bonjour@arc-oriental.fr"."""
    text = plain(reading.document.text)
    for domain in filter(None, map(domain_of, channels)):
        letters = r"[ '’&.\-]{0,3}".join(map(re.escape, domain))
        for found in re.finditer(rf"(?<![\w@./\-]){letters}(?![\w@])(?!\.\w)", text) if len(domain) > 3 else ():
            if re.search("[A-ZÀ-Þ]", reading.document.text[slice(*found.span())]):
                return _at(reading, *found.span())
    return []


def _trimmed(reading: Reading, field: Field, channels: Sequence[Entity]) -> Field:
    """Cut "Gouvernance de Nova" to the "Nova" that the domain is."""
    for joint in re.finditer(r" (?:de la |de l['’]|de |du |des |d['’])", field.value):
        rest = field.value[joint.end() :]
        if rest[0].isupper() and squeezed(rest) in map(domain_of, channels) and not _BODY.match(field.value):
            return _at(reading, field.start + joint.end(), field.end)[0]
    return field


def _at(reading: Reading, start: int, end: int) -> list[Field]:
    """Return the field of a stretch of the text, with the canonical name of the organisation known there."""
    value = reading.document.text[start:end]
    known = next((e for e in reading.organisations if plain(e.text) == plain(value)), None)
    if known is not None:
        return [called(reading, known, inferred=True)]
    return [reading.quoted(FieldName.ORGANISATION, start, end, value, inferred=True)]


def _publisher(reading: Reading) -> Field | None:
    """Return where the text names who published it, in full, in short ("Maison de l'export"), or as "l'Agence"."""
    document = reading.document
    if not document.publisher or "publisher" in document.inferred:
        return None
    text = plain(document.text)
    parts = [part.strip(" )") for part in re.split(r" ?[,;:|/(–—] ?| - ", document.publisher)]
    for number, part in enumerate(re.sub(r"(?i)^(?:le |la |the )?(?:pôle|pole|cluster) ", "", part) for part in parts):
        entry = reading.names.entry(part)
        if number and (part[:1].islower() or (entry is not None and entry.kind in PLACES)):
            continue
        words = plain(part).split()
        for count in range(len(words), 0, -1):
            short = " ".join(words[:count])
            if count < len(words) and (
                count < 2 or words[count - 1] in {"de", "du", "des", "la", "le", "les", "d'", "et"}
            ):
                continue
            found = re.search(rf"(?<![\w-]){re.escape(short)}(?![\w-])", text) if len(short) > 3 else None
            if found and document.text[found.start()].isupper() == part.strip()[:1].isupper():
                return _at(reading, *found.span())[0]
    noun = _BODY.match(document.publisher)
    found = (
        re.search(rf"(?:[Ll]['’]|[Ll]a |[Ll]e |du |au ){noun.group()}\b(?! (?:de|du|d['’]))", document.text)
        if noun
        else None
    )
    if noun is None or found is None:
        return None
    return reading.quoted(
        FieldName.ORGANISATION, found.end() - len(noun.group()), found.end(), document.publisher, inferred=True
    )
