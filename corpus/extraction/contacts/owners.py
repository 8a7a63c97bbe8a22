"""Whose a contact is by its own clause: the organisation that this names.

Does not know how the lines of a contact are put together.
"""

from __future__ import annotations

import re

from corpus.extraction.contacts.bodies import body_beside, is_part
from corpus.extraction.contacts.clauses import label_of
from corpus.extraction.contacts.heads import CAPITALS, LONG, ORGANISATIONS, PART_OF_LIST, UNIT
from corpus.extraction.contacts.quoting import called, is_ordinary
from corpus.extraction.fact_reading import PLACES, Reading, Sentence, distinct
from corpus.fact_kinds import Field, FieldName
from corpus.kinds import CONTACTS, Entity, EntityKind
from corpus.plain import plain

_POSTCODE = re.compile(r"\b\d{5} [a-z]")
STREET = re.compile(
    r"(?:\d{1,4}(?: ?(?:bis|ter))?,? )?\b(?:rue|avenue|boulevard|place|quai|chemin|route|allee|impasse|cours|square"
    r"|bp|cs|cedex|batiment"
    r"|parc|technopole|zone|zac|za|campus|street|road)\b|\b\d{5}\b|\bcedex\b"
)
_BESIDE = re.compile(
    r"[\0 *_»\"]*(?:\([^()\n]{2,50}\)|,? (?:-|–|—)? ?(?:service|direction|departement|delegation|bureau|equipe|mission|unit|team"
    r"|department|office|antenne)\b[^,:;.()\n]{0,50})?[\0 *_:,(–—-]*.{0,3}?(?:(?:mme|mlle|mrs|prof|frau|herr"
    r"|fru)\b)?[\0 *_:,(–—.-]*"
)
"""What stands between an organisation and its person: ", ", " (service Europe), Mme "."""
_NUMBERED = re.compile(
    r"\b\d{1,4}(?: ?(?:bis|ter))?,? (?:rue|avenue|boulevard|place|quai|chemin|route|allee|impasse|cours)\b"
)
_NO_TOPIC = re.compile(
    r"\b(?:contacts?|presse|press|pour|for|chez|at|le|la|les|l'|du|de|des|d'|pole|cluster|cote|coordination|interlocut\w+"
    r"|correspondant\w*|secretariat|siege|association|[aà]|the|of|from|and|et)(?![a-z])"
)
_AT = re.compile(
    r"\b(?:chez|at|pour|for|du pole|pole|cluster|secretariat d[eu']|siege d[eu']|from) ?(?:la |le |l'|the )?[«\"*_ ]*\Z"
)
_IN = re.compile(r"\b(?:in|a|au|en|near|pres de) \Z")
"""What stands before the town of a label: "Your contact in Lund: …"."""
_STAYS = re.compile(r"\A ?,? (?:a|in) \Z")
_ASKS = re.compile(r"[a-z]+(?:er|ez|ir|re)\b|(?:send|write|ask|call|book|apply|email|phone|register)\b")
"""What a label bids: "Envoyer CV et lettre à : …"."""
_TIED = re.compile(
    r"\b(?:(?:adherent|membre|affilie|filiale|laureat|partenaire|heberge|soutenu|finance)e?s? (?:d[eu] |des |d'|a |aux? |par )"
    r"|(?:members?|partners?|subsidiary|part) (?:of|with) |(?:funded|supported|hosted) by "
    r"|(?:partenariat|convention|accord)s? avec )(?:la |le |les |l'|the )?[«\"*_ ]*\Z"
)
"""What stands before a name that the owner of a contact is tied to: "Réseaux : membre de X"."""
_ASIDE = re.compile(r"[*_ ]*(?:[,(/]|[-–—] )")
"""What sets the name that opens a label apart from one of its services: "Nova, direction technique : "."""
_WHOLE = re.compile(r"(?:[,(–—-] ?|\b(?:de|du|des|of|at|chez) |\bd')(?:la |le |les |l'|the )?[*_«\" ]*\Z")
"""What leads from a service to the whole: "Service export, Nova : ", "Direction Europe de Nova : "."""
_FOR_CLIENT = re.compile(
    r"\b(?:pour le compte|on behalf|au nom|agissant pour|acting for|mandatee? par) (?:d[eu'] ?|of )?(?:la "
    r"|le |l'|the )?[*_«\" ]*\Z"
)
"""What leads to the client for whom an agency answers."""
_LANGUAGE = re.compile(
    r"(?:(?:english|french|german|spanish|italian|dutch|portuguese|polish|czech|swedish|danish|finnish|norwegian|japanese"
    r"|chinese|mandarin|korean|arabic|greek|hungarian|romanian|anglais|francais|allemand|espagnol|italien|arabe)"
    r"(?: and | et |, )?)+"
)
_FOR = r"(?i:pour|for|chez|at|côté) (?i:le |la |les |the |l['’])?"
_LED_FOR = re.compile(r"\A\W*(?:pour|for|chez|at|cote) (?:le |la |les |the |l')?")
_RANK = re.compile(r".{0,4}|[ ,(–—-]*(?:(?:mme|mlle|mr|mrs|ms|dr|prof|frau|herr|fru|senora?)\b\.? ?)?")
"""What stands between a name and the person behind it: ", Mme "."""
_LABELS_FOR = re.compile(r"\W*(?:pour|for|cote) (?:la |le |les |l'|the )?")
_LABEL_NAME = re.compile(
    rf"[-*•> ]*(?:\*\*|__)?(?:{_FOR})?(?P<name>{CAPITALS})(?:\*\*|__)?(?: ?:(?:\*\*|__)? | [-–—|/] )"
)
_OF_BODY = re.compile(
    r"(?:(?P<open> \()|, (?:(?:le |la |l')?[a-z][a-z' -]{2,50} )?(?:de |du |d'|chez |of |at |from |for |pour )"
    r"(?:la |l')?)[*_\"« ]*"
)
"""How an employer follows a person: ", de ", ", chargée des adhésions chez ", " ("."""
_OFFICE = re.compile(
    r"(?:head|director|manager|officer|chief|vice|deputy|responsable|direct(?:eur|rice)|charge|chargee|chef|cheffe|president"
    r"|presidente|delegue|deleguee|secretaire|secretary|coordinat\w+|animat\w+|conseill\w+|assistante?|referente?)\b"
)
"""What a person is, which is no organisation: "Head of International Affairs"."""
_AT_PLACE = re.compile(
    r"\b(?:ateliers?|antennes?|bureaux?|sites?|agence|halle|locaux|usine|implantation|permanence|gare|ville|commune|mairie|siege"
    r"|maison|technopole|pepiniere|campus|offices?|workshops?|premises|town|station) (?:de |d'|a |du |of |in )[\"«]?\Z"
)
"""What stands in a place: the name behind it is that of a town, listed or not."""


def named(reading: Reading, unit: Sentence) -> list[Field]:
    """Return the organisations of a clause that its contact belongs to.

    The subject of a label is none ("Questions sur Lux : …"), nor what a long sentence names far from its address; in a
    postal address only the first is one, the rest is where it is.
    """
    text = reading.document.text
    found = [e for e in distinct(unit.of(ORGANISATIONS)) if _may_own(reading, unit, e) and not _is_topic(unit, e, text)]
    whole = reading.sentences[unit.number].span
    if text[whole.end - 1] in ".!?" and whole.end - whole.start > LONG:
        found = _near(unit, found)
    found = (
        found
        or _unlisted(reading, unit)
        or _employer(reading, unit)
        or _bracketed(reading, unit)
        or _sibling(reading, unit)
    )
    if clients := [e for e in found if _FOR_CLIENT.search(unit.before(e.start, 40))]:
        found = [e for e in found if e not in clients] or _agent(reading, unit, clients[0]) or found
    fields = [_numbered(reading, e) or called(reading, e) for e in found]
    for region in unit.of({EntityKind.REGION}):
        start = _region_start(reading, unit, region)
        if start is not None and unit.of(CONTACTS) and not (fields and _FOR_CLIENT.search(unit.before(start, 40))):
            fields.append(reading.quoted(FieldName.ORGANISATION, start, region.end, region.canonical))
    fields = fields or body_beside(reading, unit)
    postal = _NUMBERED.search(unit.words) or (_POSTCODE.search(unit.words) and not unit.of(CONTACTS))
    return fields[:1] if postal else fields


def _region_start(reading: Reading, unit: Sentence, region: Entity) -> int | None:
    """Return where a region that is named as an authority begins: "la région de X", or the label "Pour X : "."""
    before = unit.before(region.start)
    if noun := re.search(r"\bregions? (?:de |du |d')?\Z", before):
        return region.start - len(noun.group())
    labelled = re.match(r"[*_]{0,2} ?:", reading.document.text[region.end : region.end + 4])
    return region.start if labelled and _LABELS_FOR.fullmatch(before) else None


def _numbered(reading: Reading, entity: Entity) -> Field | None:
    """Return an unknown name with the number that belongs to it in a label: "Halle 12 : X, 01 …"."""
    number = re.compile(r" \d{1,4}(?= ?:)").match(reading.document.text, entity.end)
    if number is None or reading.names.entry(entity.canonical) is not None:
        return None
    return reading.quoted(FieldName.ORGANISATION, entity.start, number.end())


def person_called(reading: Reading, name: str) -> Entity | None:
    """Return the one person of the document whose first or last name a word is: "appelez d'abord Yvan"."""
    if " " in name:
        return None
    persons = distinct(e for sentence in reading.sentences for e in sentence.of({EntityKind.PERSON}))
    found = [p for p in persons if " " in p.text and name in (p.text.split()[0], p.text.split()[-1])]
    return found[0] if len(found) == 1 else None


def _may_own(reading: Reading, unit: Sentence, entity: Entity) -> bool:
    """Tell whether a name is neither an office nor, where no list knows it, a town: "ateliers de Vauzelles".

    What a line below the last address says is no owner of it either, unless the line is a name alone.
    """
    text = reading.document.text
    if person_called(reading, entity.text) is not None:
        return False
    last = max((c.end for c in unit.of(CONTACTS)), default=entity.start)
    if "\n" in text[last : entity.start] and re.search(r"\w", text[text.rfind("\n", 0, entity.start) : entity.start]):
        return False
    if not unit.of(CONTACTS) and _TIED.search(unit.before(entity.start, 60)):
        return False
    if reading.names.entry(entity.canonical) is not None:
        return True
    if ";" in text[last : entity.start]:
        return False
    beside = [e.end for e in unit.of({EntityKind.PERSON}) if e.end <= entity.start]
    if beside and _STAYS.match(unit.between(beside[-1], entity.start)):
        return False
    folded = plain(entity.text)
    if 0 <= text.find(":", entity.end, unit.span.end) - entity.end < LONG / 3 and (
        _IN.search(unit.before(entity.start, 40)) or PART_OF_LIST.fullmatch(folded)
    ):
        return False
    bids = _ASKS.match(folded) and not re.search("[a-z]", unit.before(entity.start, 40))
    if _LANGUAGE.fullmatch(folded) or (bids and is_ordinary(reading, entity.text)):
        return False
    return _OFFICE.match(folded) is None and _AT_PLACE.search(unit.before(entity.start, 40)) is None


def is_unit(reading: Reading, field: Field) -> bool:
    """Tell whether a label names a part of an organisation: "Service des publications : 01 …"."""
    if is_part(field.value):
        return True
    labels = re.match(r"[^\n.,;:(\d]{0,40}:", reading.document.text[field.end : field.end + 44]) is not None
    return labels and UNIT.match(plain(field.value)) is not None


def _is_topic(unit: Sentence, entity: Entity, text: str) -> bool:
    """Tell whether an organisation is what a label is about, not who answers: "Questions sur Lux : X, 01 …"."""
    label = label_of(unit, text)
    colon = text.find(":", unit.span.start, unit.span.end)
    if not label or entity.end > colon or _AT.search(unit.before(entity.start)):
        return False
    lead, rest = unit.between(unit.span.start, entity.start), unit.between(entity.end, colon)
    if not re.search("[a-z]", lead) and _ASIDE.match(rest):
        return False
    if UNIT.match(label) and _WHOLE.search(lead) and not re.search("[a-z]", rest):
        return False
    places = [e for e in unit.of(PLACES) if e.end <= colon]
    beside = next((e.end for e in places if 0 < e.start - entity.end < 5), entity.end)  # "CCI de Lyon : "
    rest = unit.words[: entity.start - unit.span.start] + unit.between(beside, colon)
    return re.search("[a-z]{2}", _NO_TOPIC.sub(" ", rest)) is not None


def _unlisted(reading: Reading, unit: Sentence) -> list[Entity]:
    """Return the unknown name between a label and an address: "Montage des stands : Standelo, 01 …"."""
    direct = [c for c in unit.of(CONTACTS) if c.kind is not EntityKind.URL]
    colon = reading.document.text.find(": ", unit.span.start, unit.span.end)
    if not direct or not label_of(unit, reading.document.text) or not unit.span.start < colon < direct[0].start:
        return []
    persons = [e.start for e in unit.of({EntityKind.PERSON}) if colon < e.start < direct[0].start]
    stop = min([direct[0].start, *persons])
    found = [e for e in reading.unlisted(unit, colon, stop) if not (persons and is_ordinary(reading, e.text))]
    alone = [
        e
        for e in found
        if not unit.between(colon + 1, e.start).strip(" \0") and _RANK.fullmatch(unit.between(e.end, stop))
    ]
    return alone[:1]


def _employer(reading: Reading, unit: Sentence) -> list[Entity]:
    """Return the unknown name that a person is said to be of: "X, directrice de Lumitech, 01 …", "X (Lumitech), 01 …"."""
    channels = unit.of(CONTACTS)
    persons = [p for p in unit.of({EntityKind.PERSON}) if channels and p.end <= channels[0].start]
    if not persons:
        return []
    start, stop = persons[-1].end, channels[0].start
    for entity in reading.unlisted(unit, start, stop):
        led = _OF_BODY.fullmatch(plain(reading.document.text[start : entity.start]))
        after = plain(reading.document.text[entity.end : entity.end + 3])
        if led and re.match(r"\W", after or " ") and (led["open"] or re.match(r" ?[,:;(–—/-]| au| on| at", after)):
            return [entity] if _may_own(reading, unit, entity) else []
    return []


def _agent(reading: Reading, unit: Sentence, client: Entity) -> list[Entity]:
    """Return who answers for a client: "X, Parolium, on behalf of Nova, 01 …"."""
    persons = [p for p in unit.of({EntityKind.PERSON}) if p.end <= client.start]
    start = persons[-1].end if persons else unit.span.start
    found = [e for e in reading.unlisted(unit, start, client.start) if not is_ordinary(reading, e.text)]
    return _employer(reading, unit) or found[-1:]


def _bracketed(reading: Reading, unit: Sentence) -> list[Entity]:
    """Return the unknown name before a bracket with a person and an address: "le transporteur Rapido (M. Collet, 06 …)"."""
    channels = unit.of(CONTACTS)
    for person in unit.of({EntityKind.PERSON}):
        opening = re.search(
            r" \((?:(?:M|Mme|Mlle|Mr|Mrs|Ms|Dr)\.? )?\Z", reading.document.text[unit.span.start : person.start]
        )
        if opening is None or not channels or channels[0].start < person.end:
            continue
        stop = unit.span.start + opening.start()
        found = [e for e in reading.unlisted(unit, unit.span.start, stop) if e.end == stop]
        return [e for e in found if not is_ordinary(reading, e.text)][:1]
    return []


def _sibling(reading: Reading, unit: Sentence) -> list[Entity]:
    """Return the unknown name that labels a line, where lines beside it are labelled by organisations."""
    text = reading.document.text
    found = _LABEL_NAME.match(text, unit.span.start, unit.span.end)
    if found is None or unit.of(ORGANISATIONS) or not unit.of(CONTACTS):
        return []
    start, end = found.span("name")
    apart = found.group()[end - found.start() :].strip(" *_")
    if any(e.start < end and start < e.end for e in unit.entities) or is_ordinary(reading, found["name"]):
        return []
    for number in (unit.number - 1, unit.number + 1):
        other = reading.sentences[number] if 0 <= number < len(reading.sentences) else None
        first = other.of(ORGANISATIONS)[:1] if other is not None and other.of(CONTACTS) else ()
        before = other.before(first[0].start) if other is not None and first else ""
        if other is None or not first or re.search(r"[a-z]", _LED_FOR.sub("", before)):
            continue
        if text[first[0].end : first[0].end + 6].lstrip(" *_").startswith(apart):
            return [Entity(EntityKind.ORGANISATION, start, end, text[start:end], text[start:end])]
    return []


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
    return [e for e in organisations if e.end <= start and _BESIDE.fullmatch(unit.between(e.end, persons[-1].start))][
        -1:
    ]
