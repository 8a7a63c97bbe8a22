"""Who issued a document, where its own text says so: the line under the title, "Rédaction : …", "© …", the last lines.

Does not know contacts. "*Direction générale des entreprises, bureau des pôles – note du 14 octobre*", "Fiche de la mission X".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from corpus.extraction.contacts.titles import issuing
from corpus.extraction.fact_reading import PLACES, Reading
from corpus.fact_kinds import Field, FieldName
from corpus.kinds import Entity, EntityKind
from corpus.plain import cased, plain

_NOUNS = (
    r"(?:sous-)?direction|secretariat|ministere|service|prefecture|bureau"
    r"|cellule"
    r"|mission(?= (?-i:[A-ZÀ-Þ])| (?:economique|interministerielle|regionale|nationale|permanente|diplomatique)\b)"
    r"|departement|cabinet|region|mairie|ville|cci"
    r"|conseil (?:regional|departemental|general|national|economique)|agence|observatoire|chambre|federation|association|alliance"
    r"|union|syndicat|fondation|institut|comite|commission europeenne|reseau|club|college|academie|consortium|groupement|societe"
    r"|centre|maison|metropole|communaute|office|inspection|delegation|ambassade|consulat|universite|amicale|collectif"
    r"|pole|cluster|grappe|technopole|incubateur"
    r"|directorate|department|ministry|agency|council|chamber|foundation|institute|network|embassy|secretariat"
)
_PAPERS = (
    r"gazette|courrier|journal|revue|echo|echos|lettre|magazine|radio"
    r"|quotidien|hebdo|cahiers?|review|chronicle|herald|times|tribune"
)
BODY = re.compile(rf"(?:{_NOUNS})s?\b", re.IGNORECASE)
"""What a body of people or a part of one is called, folded."""
_BODY_ALONE = re.compile(rf"(?!pole|cluster|grappe)(?:{_NOUNS})s?\b[^–—:.!?\n]{{3,80}}(?: [-–—] |\Z)")
"""A first line that is the name of a body, alone or before a dash."""
PART = re.compile(r"(?:service|bureau|cellule|equipe|pole de|poste|antenne|permanence|desk|office|team|unit)s?\b")
"""A part of a body, whose document it is only where nothing tells the whole."""
PAPER = re.compile(
    rf"(?:(?:le|la|les|the) |l')?(?:(?:{_PAPERS})\b|(?:[\w&-]+ ){{1,3}}(?:review|times|chronicle|herald|news|tribune)\b)",
    re.I,
)
"""What a periodical is called, folded."""
_SHEET = (
    r"(?:fiche|feuille|note|site|page|document|bulletin|lettre|communique|depeche|circulaire|publication|newsletter|cahier|brochure|guide"
    r"|contribution|service de presse|espace presse|avis|texte|synthese|rapport|newsletter|website|paper|briefing|publication)"
)
_OF = r"(?:de la |de l'|de |du |des |d'|of the |of |from the |from |by the |by |par la |par le |par l'|par )"
_SHEET_OF = re.compile(rf"\W*{_SHEET}s?(?: d'information| interne| de synthese| web| internet| de presse)? {_OF}")
_CREDIT = re.compile(
    r"(?:\b(?:redaction|redacteurs?|emetteur|expediteur|editeur|auteurs?|auditeurs?|texte|from|author|publisher|editor"
    r"|text|source de la page"
    r"|organisme|emis par|service (?:emetteur|instructeur)|issued by|published by) ?: ?"
    r"|\b(?:redige|etabli|realise|prepare|remis|publie|edite|emis|ecrit|diffuse|propose|compile|mis en ligne|elabore"
    r"|prepared|written|drafted|published|issued|produced|compiled|edited)e?s? (?:par|by) (?:le |la |les |the |l'|notre |our )?"
    r"|\b(?:une publication|un document|un service|a publication) (?:de la |de l'|de |du |des |d'|of the |of )"
    r"|(?:©|\(c\)|copyright|tous droits reserves)(?: \d{4}(?: ?[-–] ?\d{4})?)?,? ?[-–:]? ?(?:by )?)[*_«\"]*"
)
_BY = re.compile(r"\W*(?:(?:par|by|from) (?:le |la |l'|the )|(?:de|from|exp\.?|sender)[ *_]*:[ *_]*)")
"""How a line opens that says who issued a document: "Par la mission de Nova – Revue X, n° 2"."""
_WRITTEN = re.compile(
    r"\b(?:redige|etabli|prepare|realise|ecrit|elabore|relu|written|drafted|prepared|compiled)e?s? (?:par|by) [*_]*\Z"
)
_NEXT = re.compile(r" [-–—|•] |(?<=\d)\. ")
"""What parts the date of a line from who issued it: "mai 2017 – Direction X"."""
_SENTENCE = re.compile(r"[a-z]{3}[.!?:;][*_»\" ]*\Z")
_PRESENTS = re.compile(
    r"[*_»\"]* (?:est (?:publiee?|editee?|edite|diffusee?|imprimee?)|parait|is (?:published|issued|edited|printed)|appears"
    r"|vous (?:aide|accompagne|propose|informe|invite|remercie))\b"
)
_STOP = re.compile(
    r" [-–—|•] |[ \u00a0]{2}|[–—|•:;,()\[\]\n*_«»\"©☎✉@]|[.!?](?=\s|\Z)|\.\.\."
    r"| (?:est|sont|a|ont|se|ne|vous|qui|is|has|are|au|aux|à|en|pour|sur|lors|on|in|avec"
    r"|version|numéro|édition|issue|n°|le \d|du \d)\b"
    r"|[ ,]+\d"
)
_AND = re.compile(r" (?:et|and)\b(?! (?:de |des |du |d['’]))")
_MANY = re.compile(
    r"(?:sous-)?(?:direction|ministere|service|mission|departement|secretariat|ministry|department|directorate)\b"
)
"""Bodies whose names join two matters: "mission Pôles et Clusters"."""
_ABROAD = re.compile(
    r"(?i:ambassade|consulat|service économique|bureau)[\w '’]{0,30} (?:au|aux|en|à) (?=[A-ZÀ-Þ])"
    r"|(?i:d[ée]l[ée]gation|commissariat|secr[ée]tariat|mission|agence|conseil|direction|office|comit[ée])"
    r"[\w '’]{0,30} (?:aux|à l['’]|pour l['’]|pour la) ?"
)
_OF_POLE = re.compile(r"(?:pole|cluster|grappe)s?(?: [a-zà-ÿ]|\Z)")
"""What describes a pole and does not name it: "pôle de la chaleur"."""
_DATED = re.compile(r"\b(?:19|20)\d\d\b|\bn° ?\d|\bnumero\b|\bissue\b|\bversion\b")
_AFTER_PERSON = re.compile(r"[^\n.()]{0,40}?[ \u00a0]?\((?P<name>[^()\n]{3,80})\)|, (?P<other>[^\n.();,]{3,80})")
_DESK = re.compile(r"[Mm]ission (?=[A-ZÀ-Þ])")
"""A mission called by what it sees to, a part of a ministry: "mission Asie"."""
_FIRM = re.compile(r"(?:pôle|cluster|cabinet|société|entreprise|association|firm) (?=[A-ZÀ-Þ])")
"""A noun that is no part of the name behind it."""
_HEAD, _HEAD_LINES = 900, 8  # characters and lines in which a document says first who issued it
_TAIL = 500  # characters in which it says so last
_LINE = 170  # characters of a line that is no paragraph
_ROW = re.compile(r"\s*(?:\||[-+•·] |\d{1,2}[.)] |\*\*[^*\n]+\*\*[^\n]{0,2}[–—:(]|## )")
"""The row of a table, the item of a list, a label, the title of a part."""
_POLE_NAME = re.compile(r"(?i:p[ôo]le|cluster|grappe)(?: de comp[ée]titivit[ée])? [A-ZÀ-Þ]")
_SMALL = frozenset(
    {"de", "du", "des", "la", "le", "les", "d", "l", "et", "of", "the", "and", "for", "pour", "en", "a", "sur"}
)
_ORGANISATIONS = frozenset({EntityKind.POLE, EntityKind.ORGANISATION, EntityKind.INSTITUTION})


def imprints(reading: Reading) -> Iterator[Field]:
    """Yield the organisations that a document names as those who issued it, the surest first."""
    seen: set[int] = set()
    for start in (*_credited(reading), *_headed(reading), *_presented(reading)):
        for field in _names_at(reading, start):
            if field.start not in seen:
                seen.add(field.start)
                yield field


def shortens(domain: str, name: str) -> bool:
    """Tell whether a domain is made of words of a name, or of its initials: "collegenova" of "Collège des pôles de Nova"."""
    words = [word for word in re.findall(r"[^\W_]+", plain(name)) if word not in _SMALL]
    if len(words) > 2 and domain == "".join(word[0] for word in words):
        return True
    most = min(len(words), 3)
    return len(domain) > 4 and any(
        "".join(some) == domain for count in range(1, most + 1) for some in combinations(words[:8], count)
    )


def _lines(reading: Reading) -> Iterator[tuple[int, int]]:
    """Yield the stretches of the lines above the first paragraph, and of a paragraph that is short."""
    text = reading.document.text
    for number, line in enumerate(re.finditer(r"[^\n]*\S[^\n]*", text[:_HEAD])):
        if number == _HEAD_LINES:
            return
        if line.end() - line.start() <= _LINE and not _ROW.match(line.group()):
            yield line.span()


def _headed(reading: Reading) -> Iterator[int]:
    """Yield where the lines under a title may name who issued the document: at their beginning, or after "note de"."""
    text = reading.document.text
    yield from (
        start for start, end in issuing(reading) if BODY.match(plain(text[start:end])) and name_end(text, start) >= end
    )
    for number, (start, end) in enumerate(_lines(reading)):
        folded = plain(text[start:end])
        lead = len(folded) - len(folded.lstrip(" *_#>|-–—~=\u00a0"))
        if sheet := _SHEET_OF.match(folded) or _BY.match(folded):
            yield start + sheet.end()
        elif (
            not text.startswith("#", start)
            and not _SENTENCE.search(folded)
            and (number or text[start:end].isupper() or _BODY_ALONE.match(folded))
        ):
            yield start + lead
            if _DATED.search(folded):
                yield from (start + part.end() for part in _NEXT.finditer(text[start:end]))


def _credited(reading: Reading) -> Iterator[int]:
    """Yield where the first or last lines name who wrote or published the document."""
    text = plain(reading.document.text)
    zones = ((0, min(_HEAD, len(text))), (max(_HEAD, len(text) - _TAIL), len(text)))
    for first, last in zones:
        for found in _CREDIT.finditer(text, first, last):
            person = _person_at(reading, found.end())
            if person is None and _WRITTEN.search(found.group()) and _looks_personal(reading, found.end()):
                continue
            if person is None:
                yield found.end()
            elif beside := _AFTER_PERSON.match(text, person.end):
                yield beside.start("name" if beside["name"] else "other")


def _presented(reading: Reading) -> Iterator[int]:
    """Yield where a name stands that the last lines say to publish: "Nova Review is published four times a year"."""
    text = reading.document.text
    for first, last in ((0, _HEAD), (max(0, len(text) - _TAIL), len(text))):
        for found in _PRESENTS.finditer(plain(text), first, min(last, len(text))):
            line = max(text.rfind("\n", 0, found.start()), text.rfind(". ", 0, found.start()) + 1) + 1
            lead = re.match(r"\W*(?:le |la |l'|the )?", plain(text[line : found.start()]))
            if (
                0 < found.start() - line < _LINE / 2
                and name_end(text, line + (lead.end() if lead else 0)) >= found.start()
            ):
                yield line + (lead.end() if lead else 0)


def _person_at(reading: Reading, start: int) -> Entity | None:
    return next(
        (
            entity
            for sentence in reading.between(start, start + 8)
            for entity in sentence.of({EntityKind.PERSON})
            if 0 <= entity.start - start < 6
        ),
        None,
    )


def _looks_personal(reading: Reading, start: int) -> bool:
    """Tell whether whoever wrote a document is called as persons are: two or three capitalised words, in no list."""
    text = reading.document.text
    name = text[start : name_end(text, start)].strip()
    words = name.split()
    if not 2 <= len(words) <= 3 or BODY.search(plain(name)) or reading.names.entry(name) is not None:
        return False
    return all(re.fullmatch(r"[A-ZÀ-ÞŁŚŠŽĆČĐ][\w'’]*[a-zà-ÿ](?:-[A-ZÀ-Þ][\w'’]+)?", word) for word in words)


def is_part_of_body(reading: Reading, field: Field) -> bool:
    """Tell whether an imprint names a part of a body: "service de presse", or the desk of the writer: "X, mission Asie"."""
    beside = reading.document.text[max(0, field.start - 2) : field.start] == ", "
    return PART.match(plain(field.value)) is not None or (beside and _DESK.match(field.value) is not None)


def _names_at(reading: Reading, start: int) -> Iterator[Field]:
    """Yield the names of bodies that begin at an offset, one after the other: "Ministère X – Service Y (SY)"."""
    text = reading.document.text
    for _ in range(3):
        found = re.compile(r"[ *_«\"]*(?:(?:le |la |les |the )(?=[a-zà-ÿA-ZÀ-Þ])|l['’])?", re.IGNORECASE).match(
            text, start
        )
        begin = found.end() if found else start
        if PAPER.match(plain(text[start : begin + 20]).lstrip(' *_«"')) and found:
            begin = start + len(found.group()) - len(found.group().lstrip(' *_«"'))
        end = name_end(text, begin)
        known = next(
            (e for one in reading.between(begin, begin + 1) for e in one.of(_ORGANISATIONS) if e.start == begin), None
        )
        if known is not None and known.end > end and "\n" not in known.text:
            end = known.end
        firm = _FIRM.match(text, begin, end)
        begin = firm.end() if firm else begin
        name = text[begin:end].rstrip(" .\u00a0")
        if firm is None and not _is_body(reading, begin, name, known):
            return
        yield _field(reading, begin, name)
        following = re.compile(r"[*_]*(?:,| [-–—]| \|)[ \u00a0]").match(text, begin + len(name))
        if following is None:
            return
        start = following.end()


def name_end(text: str, start: int) -> int:
    """Return where the name of a body that begins at an offset ends: before a dash, a comma, a verb, a number."""
    abroad = _ABROAD.match(text, start)  # "Ambassade de France au Chili"
    stop = _STOP.search(text, abroad.end() if abroad else start, start + 140)
    ends = [found.start() for found in (stop, _and(text, start)) if found is not None]
    return min([start + 140, len(text), *ends])


def _and(text: str, start: int) -> re.Match[str] | None:
    """Return the "et" that ends a name: not that of "mission Pôles et Clusters"."""
    return None if _MANY.match(plain(text[start : start + 20])) else _AND.search(text, start, start + 140)


def _is_body(reading: Reading, start: int, name: str, known: Entity | None) -> bool:
    """Tell whether a stretch is the name of a body of people or of a periodical, known or by its noun."""
    folded = plain(name)
    if (
        len(name) < 3
        or len(name) > 110
        or not re.fullmatch(r"[\w '’&.+/\-\u00a0]*[^\W\d_]{2}[\w '’&.+/\-\u00a0]*", name)
    ):
        return False
    if _is_paper(reading, start, name):
        return True
    if _OF_POLE.match(plain(name[:1]) + plain(name[1:8]) + name[8:]) and not _POLE_NAME.match(name):
        return False
    if known is not None and known.end >= start + len(name):
        return BODY.match(folded) is not None or _set_apart(reading, start, known.end)
    is_body = BODY.match(f"mission {cased(name)[8:]}" if folded.startswith("mission") else folded) is not None
    return is_body and (" " in name or "-" in name)


def _is_paper(reading: Reading, start: int, name: str) -> bool:
    """Tell whether a name is that of a periodical, in a dated line or said to be published."""
    folded, after = plain(name), plain(reading.document.text[start + len(name) : start + len(name) + 40])
    capital = name[:1].isupper() or re.match(r"l['’]|la |le ", folded) is not None
    is_paper = PAPER.match(folded) is not None and capital and " " in name
    return is_paper and (_PRESENTS.match(after) is not None or _dated(reading, start))


def _set_apart(reading: Reading, start: int, end: int) -> bool:
    """Tell whether a name without a noun fills its line, or is followed by a date or a number, or led by a credit."""
    text = reading.document.text
    line = text.rfind("\n", 0, start) + 1
    if re.search(r"[a-z©]", plain(text[line:start])):
        return True
    return _dated(reading, start) and re.match(r" [-–—|•] |[,»*_. \n]", text[end : end + 3] or "\n") is not None


def _dated(reading: Reading, start: int) -> bool:
    """Tell whether a line has a date or a number, as that of a periodical has."""
    text = reading.document.text
    line = text[text.rfind("\n", 0, start) + 1 : (text.find("\n", start) + 1 or len(text) + 1) - 1]
    return _DATED.search(plain(line)) is not None


def _field(reading: Reading, start: int, name: str) -> Field:
    known = reading.names.entry(re.sub(r"(?i)\A(?:pôle|cluster) ", "", name))
    canonical = known.name if known is not None and known.kind not in PLACES else name
    return reading.quoted(FieldName.ORGANISATION, start, start + len(name), canonical, inferred=True)
