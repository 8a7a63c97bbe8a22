"""Who takes part in a joint project or alliance by its tables of partners and by labels: "Chef de file : A", "Partners: B, C".

Does not know sentences; `consortia` does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.documents import Span
from corpus.extraction.fact_reading import Reading, Sentence
from corpus.extraction.grids import Table, tables
from corpus.extraction.memberships.groups import named_group, page_group, section_group
from corpus.extraction.memberships.names import enumerated, first_name, plain_lines
from corpus.kinds import CONTACTS, Entity, EntityKind
from corpus.plain import plain

_WHO = re.compile(
    r"(?:noms? (?:du |de la |de l')?)?(?:partenaires?|clusters?|poles?|membres?|adherents?|organismes?"
    r"|organisations?|beneficiaires?|participants?"
    r"|structures?|etablissements?|entites?|institutions?|partners?|members?|beneficiar(?:y|ies)|entity|entities"
    r"|organi[sz]ations?)"
    r"(?: (?:du projet|associes?|names?|organisations?|\(s\)|legal name))?"
)
"""What a column of partners is called."""
_ROLE = re.compile(
    r"\b(?:pays|countr(?:y|ies)|villes?|cit(?:y|ies)|town|lieu|siege|territoire|region|roles?|taches?|missions?"
    r"|apport|contributions?|budgets?|parts?"
    r"|feder|erdf|couts?|costs?|n°|no|numero|number|types?|statut|categorie|activites?|competences?|specialites?"
    r"|person-months|hommes-mois"
    r"|depenses?|declare|certifie|spent|expenditure|grant|funding|aide|subvention|ecarte|sigle|acronym\w*|lots?"
    r"|work packages?|wp|expertise)\b"
)
"""What stands beside the partners of one project; not what stands beside those of many agreements."""
_TASKS = re.compile(
    r"(?:n° ?)?(?:lots?(?: de travail)?|wp|work ?packages?|taches?|tasks?|volets?|actions?|pilotes?|pilots?|sites?"
    r"|chantiers?)(?: n°)?"
)
_IN_CHARGE = re.compile(
    r"(?:partenaire |partner |pole |cluster )?(?:chef(?:fe)? de file|responsables?|pilotes?|coordinat(?:eur|rice|or)"
    r"|leader|lead(?: partner)?"
    r"|in charge|led by|porteu(?:r|se))"
)
"""What the columns of a table of tasks are called, in which each is led by one of the partners."""
_AGREEMENTS = re.compile(
    r"\b(?:signatures?|signe\w*|signed|echeance|accords?|agreements?|conventions?|objets? de l'accord|ou en est"
    r"|etat|avancement|depuis|since|expires?)\b"
)
_PROJECTS = re.compile(
    r"(?:(?:noms? (?:du |de l')?)?projets?|projects?(?: names?)?|acronym\w*|intitule|consortiums?|alliances?|reseaux?"
    r"|networks?)"
)
_NETWORKS = re.compile(
    r"(?:noms? du |nos )?(?:reseaux?|alliances?|networks?)(?: (?:europeens?|nationaux|internationaux))?"
)
_SINCE_WHEN = re.compile(r"\b(?:depuis|since|adhesion|membre|statut|role|cotisation|joined|member|status)\b")
"""What the columns of a table of one's own networks are called, one a row."""
_NOT_ONE = re.compile(
    r"\W*(?:sous-)?(?:total|ensemble|somme|autres|divers|a designer|tbd|tbc|poste|n\.?c|neant|aucun)\b"
)
_LEFT = re.compile(
    r"\b(?:retire\w*|a quitte|sorti\w*|withdr\w+|left|terminated|jusqu'en|until|candidat\w*|observ\w+|pressenti\w*)\b"
)
_LEADER = (
    r"chef(?:fe)? de file|coordinat(?:eur|rice|ion|or)(?: du (?:projet|consortium))?|lead(?:ing)? (?:partner"
    r"|beneficiary|applicant|organi[sz]ation)"
    r"|lead|leader|porteu(?:r|se)(?: du projet)?|structure porteuse|pilote?|coordinating (?:partner"
    r"|organi[sz]ation|entity)|project (?:leader|coordinator)"
    r"|coordonne par|coordinated by|porte par|led by|pole (?:coordinateur|porteur|pilote)"
)
_PARTNERS = (
    r"(?:autres? |other |principa\w+ |project |full )?(?:partenaires?|partners?|membres?|members?|participants?"
    r"|contributors?|contributeurs?"
    r"|beneficiaires?|beneficiaries|parties|consortium|composition|cobeneficiaires|co-beneficiaries"
    r"|poles? partenaires?|clusters? partenaires?|(?:poles?|clusters?) (?:francais|etrangers?|allemands?|concernes?)"
    r"|partner (?:clusters?|organi[sz]ations?)|participating (?:clusters?|organi[sz]ations?))"
    r"(?: (?:du projet|du consortium|de l'alliance|du reseau|fondateurs?|industriels?|academiques?|publics?"
    r"|prives?|francais|etrangers?|europeens?|of the \w+))?"
)
_LABELLED = re.compile(
    rf"(?m)(?:^[ \t>*_•\-–|]{{0,8}}|(?<=[·|–•.;])[ \t*]{{1,5}})(?:(?P<leader>{_LEADER})"
    rf"|(?P<partners>{_PARTNERS}))(?: ?\([^()\n]{{1,20}}\))?[ *_]{{0,4}}:[ *_]{{0,4}}"
    rf"(?P<value>(?:(?!\. (?:{_LEADER}|{_PARTNERS}) ?:)[^\n·|•])*)"
)
_IN_ROW = re.compile(
    rf"(?m)^[ \t]*\|[ *]*(?:(?P<leader>{_LEADER})"
    rf"|(?P<partners>{_PARTNERS}))[ *]*\|[ *]*(?P<value>[^|\n]+?)[ *]*\|[ \t]*$"
)
"""The row of a table of labels: "| Chef de file | A |"."""
_ITEM = re.compile(r"[ \t]*\n{0,2}[ \t>]*(?:[-*+•·–—]|\d{1,2}[.)])[ \t*_]+(?P<item>[^\n]+)\n?")
_NAMES_GROUP = re.compile(
    r"(?m)^[ \t>*_•\-|]{0,8}(?:acronyme|acronym|nom du projet|projet|project(?: name| acronym)?"
    r"|intitule(?: du projet)?|consortium|alliance|reseau)[ *_]{0,4}"
    r"[:|][ *_]{0,4}(?P<name>[^\n(«|,;–]{2,60})"
)
_SINCE = re.compile(
    r"(?:[^:\n]{0,80}[.–·|] ?)?[*_ ]*(?:membre|adherente?|adhesion|member)(?: (?:du pole|du reseau"
    r"|du cluster))?[ *_]*(?:depuis|since|:)[ *_]*(?:le )?(?::|en |in )?[ *_:]*\d"
)
_FRONTED = re.compile(
    r"(?m)^[ \t>*_•\-]*(?:employeur|entreprise|societe|structure|nom|raison sociale|employer|company"
    r"|organi[sz]ation)[ *_]{0,4}:[ *_]{0,4}"
)
_SINCE_BESIDE = re.compile(
    r",? ?\(?(?:qui est )?(?:membre|adherente?|member)(?: (?:du pole|du reseau|du cluster"
    r"|of the cluster))? (?:depuis|since)\b"
)

Told = tuple[Sentence, Entity, Entity, float]
"""The line, the member, the alliance, and how sure that is."""


def listed_partners(reading: Reading) -> Iterator[Told]:
    """Yield the partners that tables and labels list, and whose project it is."""
    whole = page_group(reading)
    for table in tables(reading.document.text):
        yield from _of_table(reading, table, whole)
    yield from _of_labels(reading, whole)
    yield from _of_directory(reading)


def _of_table(reading: Reading, table: Table, whole: Entity | None) -> Iterator[Told]:
    if (columns := _portfolio(table)) is not None:
        yield from _of_portfolio(reading, table, *columns)
        return
    if table.titles and _NETWORKS.fullmatch(table.titles[0].strip()) and any(map(_SINCE_WHEN.search, table.titles[1:])):
        yield from _of_networks(reading, table)
        return
    who = next((number for number, title in enumerate(table.titles) if _WHO.fullmatch(title.strip())), None)
    if who is None and whole is not None and any(map(_TASKS.fullmatch, table.titles)):
        who = next((number for number, title in enumerate(table.titles) if _IN_CHARGE.fullmatch(title.strip())), None)
    rest = [title for number, title in enumerate(table.titles) if number != who]
    if who is None or not any(map(_ROLE.search, rest)) or any(map(_AGREEMENTS.search, rest)):
        return
    for row in table.rows:
        if who >= len(row) or row[who].start >= row[who].end:
            continue
        line = next(iter(reading.between(row[who].start, row[who].end)), None)
        cells = plain(reading.document.text[row[0].start : row[-1].end])
        if (
            line is None
            or _NOT_ONE.match(plain(reading.document.text[row[who].start : row[who].end]))
            or _LEFT.search(cells)
        ):
            continue
        group = _group_above(reading, line, table.start, whole)
        member = first_name(reading, row[who].start, row[who].end)
        if group is not None and member is not None:
            yield line, member, group, 0.85


def _of_networks(reading: Reading, table: Table) -> Iterator[Told]:
    """Yield the networks to which the host belongs, one a row of "| Réseau | Depuis | Rôle |"."""
    for row in filter(None, table.rows if reading.host is not None else ()):
        line = next(iter(reading.between(row[0].start, row[0].end)), None)
        group = first_name(reading, row[0].start, row[0].end)
        cells = plain(reading.document.text[row[0].start : row[-1].end])
        if line is not None and group is not None and reading.host is not None and not _LEFT.search(cells):
            yield line, reading.host, group, 0.8


def _portfolio(table: Table) -> tuple[int, list[int]] | None:
    """Return the columns of projects and of their partners, in a table of one project a row; a leader alone is no consortium."""
    titles = [title.strip() for title in table.titles]
    project = next((number for number, title in enumerate(titles) if _PROJECTS.fullmatch(title)), None)
    partners = [number for number, title in enumerate(titles) if re.fullmatch(_PARTNERS, title) and number != project]
    leaders = [number for number, title in enumerate(titles) if re.fullmatch(_LEADER, title)]
    return (project, [*leaders, *partners]) if project is not None and partners else None


def _of_portfolio(reading: Reading, table: Table, project: int, sides: list[int]) -> Iterator[Told]:
    for row in table.rows:
        if max(project, *sides) >= len(row):
            continue
        group = first_name(reading, row[project].start, row[project].end)
        line = next(iter(reading.between(row[project].start, row[project].end)), None)
        for cell in (row[number] for number in sides) if group is not None and line is not None else ():
            for member in enumerated(reading, cell.start, cell.end, loose=True):
                if group is not None and line is not None:
                    yield line, member, group, 0.8


def _group_above(reading: Reading, line: Sentence, start: int, whole: Entity | None) -> Entity | None:
    """Return the project that the heading above names, else the one the page is about."""
    heading = reading.heading(line)
    named = named_group(reading, heading.span.start, min(heading.span.end, start)) if heading is not None else None
    return named or section_group(reading, line) or whole


def _of_labels(reading: Reading, whole: Entity | None) -> Iterator[Told]:
    text = reading.document.text
    lines = plain_lines(text)
    for label in (*_LABELLED.finditer(lines), *_IN_ROW.finditer(lines)):
        start, end = label.span("value")
        line = next(iter(reading.between(start, max(end, start + 1))), None)
        if line is None or _LEFT.search(line.words):
            continue
        group = _group_of_label(reading, line, label.start(), whole)
        if group is None:
            continue
        if text[start:end].strip(" *_"):
            members = _values(reading, start, end, many=label["partners"] is not None)
        else:
            members = [one for item in _items(text, label.end()) if (one := first_name(reading, item.start, item.end))]
        for member in members:
            yield next(iter(reading.between(member.start, member.end)), line), member, group, 0.85


def _values(reading: Reading, start: int, end: int, *, many: bool) -> list[Entity]:
    """Return whom the value of a label names; nobody where it is how to reach a person."""
    spoken = {EntityKind.PERSON, *CONTACTS}
    if any(e.kind in spoken and start <= e.start < end for s in reading.between(start, end) for e in s.entities):
        return []
    stop = re.search(r"\.(?=\s|\Z)", reading.document.text[start:end])
    end = start + stop.start() if stop else end
    if many:
        return enumerated(reading, start, end, loose=True)
    leader = first_name(reading, start, end)
    return [leader] if leader is not None else []


def _items(text: str, start: int) -> Iterator[Span]:
    while (item := _ITEM.match(text, start)) is not None:
        yield Span(*item.span("item"))
        start = item.end()


def _group_of_label(reading: Reading, line: Sentence, start: int, whole: Entity | None) -> Entity | None:
    """Return the project of a label: one labelled above it, the heading, or the one that the page is about."""
    text = reading.document.text
    section = line.section.start if line.section is not None else 0
    named = [*_NAMES_GROUP.finditer(plain_lines(text), section, start)]
    if named and (found := first_name(reading, *named[-1].span("name"))) is not None:
        return found
    return section_group(reading, line) or whole


def _of_directory(reading: Reading) -> Iterator[Told]:
    """Yield the members in a pole's directory: "## X" above "Membre depuis : 2011", "Employeur : X, adhérent depuis 2010"."""
    host = _page_owner(reading)
    if host is None:
        return
    for sentence in reading.sentences:
        member = None
        if _SINCE.match(sentence.words) and (heading := reading.heading(sentence)) is not None:
            member = first_name(reading, heading.span.start, heading.span.end)
        elif (beside := _SINCE_BESIDE.search(sentence.words)) is not None:
            fronted = _FRONTED.match(
                plain_lines(reading.document.text), reading.document.text.rfind("\n", 0, sentence.span.start) + 1
            )
            named = [e for e in sentence.entities if e.end == sentence.span.start + beside.start()]
            start = named[-1].start if named else (fronted.end() if fronted else None)
            member = first_name(reading, start, sentence.span.start + beside.start()) if start is not None else None
        if member is not None and plain(member.text) != plain(host.text):
            yield sentence, member, host, 0.8


def _page_owner(reading: Reading) -> Entity | None:
    """Return the pole whose page it is: its publisher where the text names that, else the host."""
    publisher = plain(reading.document.publisher)
    for sentence in reading.sentences:
        for entity in sentence.of({EntityKind.POLE, EntityKind.ORGANISATION}):
            if publisher and (publisher.startswith(plain(entity.text)) or publisher.endswith(plain(entity.text))):
                return entity
    host = reading.host if reading.host is not None and reading.host.kind is EntityKind.POLE else None
    return page_group(reading) or host
