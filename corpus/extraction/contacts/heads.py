"""The organisation that heads the lines of a contact: the name that opens its line, its block, or a block above; a form's.

Does not know addresses. "**Nova** – 3 rue Basse. Presse : X, 01 …", "À propos de Nova", "Employeur : Lumitech".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.extraction.contacts.quoting import called, is_ordinary
from corpus.extraction.fact_reading import ACTORS, Reading, Sentence
from corpus.fact_kinds import Field, FieldName
from corpus.kinds import CONTACTS, Entity, EntityKind
from corpus.plain import plain

ORGANISATIONS = ACTORS | {EntityKind.INSTITUTION}
UNIT = re.compile(
    r"(?:secretariat|comite|service|direction|bureau|accueil|standard|antenne|guichet|assistance|cellule|delegation"
    r"|departement|permanence|poste|office|desk|helpdesk)\b"
)
"""A part of an organisation, which names it only where nothing else does."""
LONG = 90
PART_OF_LIST = re.compile(r"[a-z]+ (?:[a-z]|\d{1,2}|[ivx]{1,4})")
"""What a label numbers: "Volet C", "Lot 2", "Axis III"."""
CAPITALS = r"[A-ZÀ-ÖØ-Þ][\w&'’+-]*(?: (?:(?:de|du|des|d['’]|&|et|of|la|le) ?)?[A-ZÀ-ÖØ-Þ0-9][\w&'’+-]*){0,4}"
_BIDS = re.compile(
    r"(?:joindre|joignez|contacter|contactez|ecrire|ecrivez|appeler|appelez|demander|demandez|voir|reach|contact|ask|call|write|join)\b"
)
"""What opens a line that says how to reach somebody: "Joindre Yvan : …"."""
_BOLD = re.compile(rf"[-•> ]*(?:\*\*|__)(?P<name>{CAPITALS})(?:\*\*|__)(?: ?\([^()\n]*\))?(?: ?[–—,-] [^\n]*|[ ]*)\Z")
_EMPLOYER = re.compile(
    r"(?:(?:votre|notre|your) )?(?:employeur|organisme(?: d'accueil)?|structure(?: d'accueil)?|organi[sz]ation|societe|entreprise"
    r"|association|etablissement|agence|employer|company|organisateur|organi[sz]er|chef de file|coordinateur|porteur"
    r"|lead partner|raison sociale|denomination(?: sociale)?|nom (?:de l'|du )[a-z]+|(?:company|legal) name)"
)
"""The line of a form that says whose the other lines are."""
_BLOCKS = 4  # blocks of lines above a contact in which the name over it is looked for
_MARKED = re.compile(r"[-•> ]*(?:\*\*|__)[^*_\n]{2,60}(?:\*\*|__) ?[(:–—,-]")
"""A line that opens with what is in bold, set apart from what follows."""
_ABOUT = re.compile(r"\W*(?:a propos d[eu'] ?|about |qui (?:est|sont) )")
_IN_BRIEF = re.compile(
    r"[*_ .]*\b(?:en (?:bref|resume|(?:[a-z]+ )?(?:chiffres|mots|dates|lignes|points|reperes))"
    r"|in (?:brief|short|a nutshell|(?:[a-z]+ )?(?:figures|numbers|words|dates)))\b"
)
"""How the paragraph that presents an organisation opens: "Nova en trois chiffres"."""
_KIND = re.compile(
    r"(?i:\b(?:[àa] propos d(?:e |u |['’])|about |qui est )?(?:le |la |l['’]|the )?"
    r"(?:p[ôo]le|cluster|grappe|r[ée]seau|association|technop[ôo]le)(?: de comp[ée]titivit[ée])?)[ *_«\"]*\Z"
)
"""What stands before the name that opens a line and belongs to it: "Pôle Nova"."""
_ALONE = re.compile(r"[-*•> ]*(?:\*\*|__)[^*_\n]+(?:\*\*|__)(?: ?[(:–—-][^\n]*)?|[^\n(.,;:]{3,60}(?: \([^()\n]*\))?")
"""A line that is a name, with an aside at most."""

_NAME_ALONE = re.compile(rf"[#*_ ]*(?P<name>{CAPITALS})[*_ ]*(?:\([^()\n]*\))?[*_ ]*")
_RUBRIC = re.compile(
    r"agenda|annuaire|breves|carnet|depeches|edito(?:rial)?|focus|glossaire|gouvernance|memento|sommaire|trombinoscope|zoom"
    r"|directory|editorial|glossary|imprint|news|newsroom|outlook|people|summary|team|venue|who's who"
)
"""Headings of one word that no list of common words holds."""
_SIGN = re.compile(r"([A-ZÀ-Þ][A-ZÀ-Þ&]{2,}(?:[ ][A-ZÀ-Þ&]{2,}){0,3})(?=\s*(?:[-–—,(]|$))")


def head(reading: Reading, unit: Sentence) -> Field | None:
    """Return the organisation that opens the line, the block, or in the same section a block above a clause.

    "**Nova** – 3 rue Basse. Presse : X, 01 …"; "Nova (Lyon)", and the persons on the lines below it.
    """
    text = reading.document.text
    line = text.rfind("\n", 0, unit.span.start) + 1
    if text.startswith("|", line):
        return None
    if field := _opening(reading, line, unit.span.start) or _alone(reading, line, unit) or _filled_in(reading, unit):
        return field
    floor = unit.section.start if unit.section else 0
    for number in range(_BLOCKS):
        block = max(text.rfind("\n\n", floor, line) + 2 if line else 0, floor)
        first = text[block : (text.find("\n", block) + 1 or len(text) + 1) - 1]
        end = block + len(first)
        # In the block itself a line in bold heads however long it is; above it only a name alone does, or "Nova en bref".
        may_head = len(first) <= LONG or _MARKED.match(first) is not None if not number else _heads(first, number)
        field = (
            (_opening(reading, block, end + 1, brief=number == 1) or _unknown(reading, block, end))
            if may_head
            else None
        )
        if field is not None:
            return field
        line = block - 2
        if line <= floor:
            break
    return None


def _heads(line: str, number: int) -> bool:
    """Tell whether a line above a block is a name alone, or opens the paragraph that presents one: "À propos de Nova"."""
    presents = number == 1 and (
        _ABOUT.match(plain(line)) is not None or _IN_BRIEF.search(plain(line[:LONG])) is not None
    )
    return presents or (len(line) <= LONG and _ALONE.fullmatch(line) is not None)


_HOSTED = re.compile(
    r"(?:organi[sz]\w+|organi[sz]ed by|hosted by|host|pilot\w*|porteur|porte par|animation|coordinat\w+"
    r"|lead|accueil) ?: "
)
"""The label of the organisation behind what a line announces: "Organisation : Nova. Inscriptions : 01 …"."""


def _alone(reading: Reading, line: int, unit: Sentence) -> Field | None:
    """Return the organisation that is a whole sentence of the line: "**Prêt Tandem** – 50 000 euros. Banque Nova. X, 01 …"."""
    for sentence in reversed(reading.between(line, unit.span.start)):
        if not line <= sentence.span.start < unit.span.start or sentence.of(CONTACTS):
            continue
        host = _HOSTED.match(sentence.words)
        unlisted = reading.unlisted(sentence, sentence.span.start + host.end(), sentence.span.end) if host else []
        for entity in (*sentence.of(ORGANISATIONS), *unlisted):
            around = (
                sentence.words[: entity.start - sentence.span.start]
                + sentence.words[entity.end - sentence.span.start :]
            )
            if host:
                around = around[host.end() :]
            if not re.search(r"\w", _KIND.sub("", around)) and not _is_no_name(entity.text):
                return called(reading, entity)
    return None


def _filled_in(reading: Reading, unit: Sentence) -> Field | None:
    """Return the organisation of the form that a contact is a line of: "Employeur : Lumitech"."""
    text = reading.document.text
    block = max(text.rfind("\n\n", 0, unit.span.start) + 2, 0)
    for found in re.finditer(
        r"(?m)^[-*•> ]*(?P<label>[^:\n]{3,40}?)[ *_]*:[ *_]*(?P<value>\S[^\n]*)", text[block : unit.span.start]
    ):
        if not _EMPLOYER.fullmatch(plain(found["label"]).strip()):
            continue
        start = block + found.start("value")
        for sentence in reading.between(start, start + 1):
            for entity in (*sentence.of(ORGANISATIONS), *reading.unlisted(sentence, start, block + found.end())):
                if entity.start - start < 5:
                    return called(reading, entity)
    return None


def _unknown(reading: Reading, line: int, end: int) -> Field | None:
    """Return the unknown name that stands alone in bold above the lines of a contact: "**Lumitech**"."""
    found = _BOLD.match(reading.document.text, line, end)
    if found is None or is_ordinary(reading, found["name"]):
        return None
    start, stop = found.span("name")
    if any(e.start < stop and start < e.end for one in reading.between(start, stop) for e in one.entities):
        return None
    return reading.quoted(FieldName.ORGANISATION, start, stop, found["name"])


def _opening(reading: Reading, line: int, end: int, *, brief: bool = False) -> Field | None:
    """Return the organisation that opens a line, its name set apart from what follows: "**Nova** (Lyon)"."""
    text = reading.document.text
    for sentence in reading.between(line, end):
        for entity in sentence.of(ORGANISATIONS):
            before, after = text[line : entity.start], plain(text[entity.end : entity.end + 24])
            if entity.start < line or re.search(r"\w", _KIND.sub("", before)) or _is_no_name(entity.text):
                continue
            if re.match(r"[*_ .»\"]*(?:[-–—,:(|]|\n)", after) or (brief and _IN_BRIEF.match(after)):
                return reading.field(FieldName.ORGANISATION, entity)
    return None


def _is_no_name(written: str) -> bool:
    """Tell whether what opens a line is a part of an organisation, or numbered in a list."""
    folded = plain(written)
    return (UNIT.match(folded) or _BIDS.match(folded)) is not None or PART_OF_LIST.fullmatch(folded) is not None


def name_alone(reading: Reading, heading: Sentence) -> Field | None:
    """Return the unknown name that is all of a heading within a document, but for an aside: "### Lumitech (Sweden)"."""
    if heading is reading.sentences[0]:
        return None
    found = _NAME_ALONE.fullmatch(reading.document.text, heading.span.start, heading.span.end)
    if found is None or is_ordinary(reading, found["name"]) or _is_no_name(found["name"]):
        return None
    if _RUBRIC.fullmatch(plain(found["name"])):
        return None
    start, end = found.span("name")
    if any(e.start < end and start < e.end and e.kind not in ORGANISATIONS for e in heading.entities):
        return None
    return reading.quoted(FieldName.ORGANISATION, start, end, found["name"])


def signed(reading: Reading, sentence: Sentence, persons: Sequence[Entity]) -> list[Field]:
    """Return an unknown organisation written in capitals at the beginning of a line: "VICBIOSTART - Toulouse"."""
    span = sentence.span
    sign = _SIGN.match(reading.document.text[span.start : span.end])
    if sign is None or persons or sentence.of(CONTACTS):
        return []
    return [reading.quoted(FieldName.ORGANISATION, span.start, span.start + sign.end(1))]
