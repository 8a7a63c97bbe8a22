"""The programme beside the project that a title, a heading or an item names: "ARBORIA – programme Interreg", "**QUAI** (H2020)".

Also what two facts say of one support. Does not know sentences within paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from corpus.extraction.fact_reading import Reading, Sentence
from corpus.extraction.support.givers import FUNDS, named_givers, pays
from corpus.extraction.support.projects import is_project
from corpus.fact_kinds import Fact, FactKind, Field, FieldName
from corpus.kinds import Entity, EntityKind
from corpus.plain import plain
from corpus.protagonists import NO_NAMES

_OPENED = re.compile(
    r"[ \t>#*_•–\-]*(?:\d{1,2}[.)] )?(?:[Ll]e )?(?:[Pp]roje[ck]?ts?[ \u00a0])?[*_«“\" ]*"
    r"(?P<name>[A-ZÀ-Þ][\w'’+-]{2,}(?: [A-ZÀ-Þ0-9][\w'’+-]*){0,3})"
    r"[*_»”\" ]{0,4}"
)
_BESIDE = re.compile(
    r"(?: ?\([^()]{2,30}\))? ?(?:[–—:,|(·•-]|\b(?:projet|project)\b) ?(?:(?:\d{4}(?: ?[-–—/] ?\d{2,4})?"
    r"|\d{1,2} (?:mois|ans|months|years)) ?[,–—:|·•-] ?)?"
    r"(?:(?:le |un |a |the )?(?:projet|project|programme|appel|fonds|call)[a-z' ]{0,30})?[«\" ]*"
)
_NAME = r"(?P<name>(?<![\w'’-])[A-ZÀ-Þ][\w'’+-]{2,}(?: [A-ZÀ-Þ][\w'’+-]*){0,2})"
_IN_BRACKETS = re.compile(rf"{_NAME}[*_»”\" ]{{0,4}} ?\((?:[^()]{{0,30}}, ?)?(?:programme |fonds |appel )?\Z")
_AS_PROJECT_OF = re.compile(
    rf"{_NAME}[*_»”\"]{{0,3}},? (?:est |is )?(?:un |le |notre |leur |our |an? |the |their )?(?:(?:grand |gros "
    rf"|nouveau )?projet (?:européen )?"
    r"(?:du programme |de |d['’])?)?[«\" ]*\Z"
)
_ACRONYM = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ0-9+'’-]{3,}")
_AS_PROJECT = re.compile(r"\b(?:projets?|projects?|partenaires?|partners?|consortium)\b")
_RAN = re.compile(r"\b(?:ran|runs|dure\w*|s'etend|court|lasted)\b")
_EUROPE = re.compile(
    r"(?:commission europeenne|european commission|union europeenne|european union|europe|ue|eu|commission)\Z"
)
_NO_NAME = frozenset(
    {EntityKind.PERSON, EntityKind.INSTITUTION, EntityKind.POLE, EntityKind.CITY, EntityKind.COUNTRY, EntityKind.REGION}
)
_CALLED = re.compile(
    r"\b(?:programme?|appel(?: a projets)?|fonds|dispositif|call|scheme|fund)(?: [a-z-]+){0,2} [«\" ]*\Z"
)
_PARTED = re.compile(r" [|·•;–—] ")
_BUDGET = re.compile(
    r"\W*(?:le |the |our |notre |son |its )?(?:total )?(?:budget|cost|funding|cout|financement|montant|enveloppe"
    r"|subvention|grant|source)"
    r"(?: [a-z']+){0,3} ?:"
)
"""A line that tells what the project of the document costs: "Budget: €412,000, of which 75% from the COSME programme"."""
_SUMS = {EntityKind.AMOUNT: FieldName.AMOUNT, EntityKind.PERCENT: FieldName.RATE}
_HEAD = 6  # sentences at the beginning that may name the programme of the document's project
_PARTS = 160  # characters after the name of a project in which the item names its programme


def headed_projects(reading: Reading, told: Iterable[Fact]) -> Iterator[Fact]:
    """Yield project and programme of titles, headings and items, where no other fact tells the programme of the project."""
    known = {
        field.canonical.casefold()
        for fact in told
        if any(one.name is FieldName.PROGRAMME for one in fact.fields)
        for field in fact.fields
        if field.name is FieldName.BENEFICIARY
    }
    for sentence in reading.sentences:
        if not (sentence.number < 2 or reading.is_heading(sentence) or reading.is_item(sentence)):
            continue
        project = _project(reading, sentence)
        if project is None or project.canonical.casefold() in known:
            continue
        fields = _beside(reading, project)
        if not fields and sentence.number < 2:
            fields = _budgeted(reading) or (_of_document(reading) if _is_the_project(reading, project) else [])
        if fields:
            known.add(project.canonical.casefold())
            fields = [reading.field(FieldName.BENEFICIARY, project), *fields]
            yield Fact(FactKind.PROGRAMME, tuple(fields), reading.document.id, sentence.span, 0.7)


def line_project(reading: Reading, sentence: Sentence) -> Iterator[Fact]:
    """Yield the project that opens a line with its programme and its sum: "**QUAI** (H2020, 2016-2019) – 640 000 euros"."""
    line = reading.document.text.rfind("\n", 0, sentence.span.start) + 1
    first = next(iter(reading.between(line, sentence.span.end)), sentence)
    if first is not sentence or not sentence.of({EntityKind.PROGRAMME}):
        return
    project = _project(reading, sentence, named=True)
    fields = _beside(reading, project) if project is not None else []
    if project is not None and any(field.name in _SUMS.values() for field in fields):
        fields = [reading.field(FieldName.BENEFICIARY, project), *fields]
        yield Fact(FactKind.PROGRAMME, tuple(fields), reading.document.id, sentence.span, 0.75)


def beside_projects(reading: Reading, sentence: Sentence) -> Iterator[Fact]:
    """Yield projects beside their programme within a sentence: "QUAI (H2020, 4,2 M€) et HOULE (Interreg)", "QUAI, projet LIFE".

    One in brackets needs its sum there; every name is in capitals or in no file.
    """
    text = reading.document.text
    for programme in sentence.of({EntityKind.PROGRAMME}):
        entry = reading.names.entry(programme.canonical.split(" ")[0]) or reading.names.entry(programme.canonical)
        before = text[sentence.span.start : programme.start]
        bracket = _IN_BRACKETS.search(before)
        apposed = None if bracket else _AS_PROJECT_OF.search(before)
        found = bracket or apposed
        if entry is None or entry.kind is not EntityKind.PROGRAMME or found is None:
            continue
        if apposed and not ("proje" in apposed.group() or sentence.after(programme.end).startswith(" project")):
            continue
        start, end = (sentence.span.start + offset for offset in found.span("name"))
        known = next((e for e in sentence.entities if e.start < end and start < e.end), None)
        if known is not None and (known.kind in _NO_NAME - {EntityKind.POLE} or known.start == programme.start):
            continue
        stop = text.find(")", programme.end) if bracket else sentence.span.end
        inside = [e for e in sentence.entities if (found.start("name") + sentence.span.start) <= e.start < stop]
        money = [reading.field(_SUMS[e.kind], e) for e in inside if e.kind in _SUMS]
        period = [reading.field(FieldName.PERIOD, e) for e in inside if e.kind is EntityKind.PERIOD]
        canonical = (
            known.canonical if known is not None and (known.start, known.end) == (start, end) else text[start:end]
        )
        fields = [
            reading.quoted(FieldName.BENEFICIARY, start, end, canonical),
            reading.field(FieldName.PROGRAMME, programme),
        ]
        if money or apposed:
            yield Fact(FactKind.PROGRAMME, (*fields, *money[:2], *period[:1]), reading.document.id, sentence.span, 0.75)


def completed(facts: Iterable[Fact]) -> Iterator[Fact]:
    """Yield facts; a sum from Europe without a programme is that of the one programme told of the same beneficiary."""
    told = list(facts)
    european = list(_of_europe([_named(fact, told) for fact in told]))
    yield from (_named(fact, european) for fact in european)


def _of_europe(facts: list[Fact]) -> Iterator[Fact]:
    for fact in facts:
        names = {field.name for field in fact.fields}
        others = [o for o in facts if o is not fact and _gets(o) & _gets(fact) and _of(o, FieldName.PROGRAMME)]
        programmes = {_of(o, FieldName.PROGRAMME)[0].canonical: o for o in others}
        funders = _of(fact, FieldName.FUNDER)
        european = all(_EUROPE.match(plain(field.value)) for field in funders)
        if FieldName.PROGRAMME in names or len(programmes) != 1 or not european:
            yield fact
            continue
        [other] = programmes.values()
        if {FieldName.AMOUNT, FieldName.RATE} & {field.name for field in other.fields}:
            yield fact
            continue
        yield replace(fact, fields=(*fact.fields, _of(other, FieldName.PROGRAMME)[0]))


def _named(fact: Fact, facts: list[Fact]) -> Fact:
    """Return a fact without a programme with that of another one, such as of a table, on the same sum for the same."""
    sums = {field.canonical for field in _of(fact, FieldName.AMOUNT)}
    if not sums or _of(fact, FieldName.PROGRAMME):
        return fact
    for other in facts:
        named = _of(other, FieldName.PROGRAMME)
        if named and _gets(other) & _gets(fact) and sums & {field.canonical for field in _of(other, FieldName.AMOUNT)}:
            return replace(fact, fields=(*fact.fields, named[0]))
    return fact


def _gets(fact: Fact) -> set[str]:
    return {field.canonical for field in _of(fact, FieldName.BENEFICIARY)}


def _of(fact: Fact, name: FieldName) -> list[Field]:
    return [field for field in fact.fields if field.name is name]


def _project(reading: Reading, sentence: Sentence, *, named: bool = False) -> Entity | None:
    """Return the project that opens the line of a sentence: a name in capitals, or what is called a project.

    `named` takes any name that no file knows.
    """
    text = reading.document.text
    line = text.rfind("\n", 0, sentence.span.start) + 1
    opened = _OPENED.match(text, line, sentence.span.end)
    shouted = (
        " " in text[sentence.span.start : sentence.span.end] and text[sentence.span.start : sentence.span.end].isupper()
    )
    if opened is None or shouted:
        return None
    start, end = opened.span("name")
    known = next((e for e in sentence.entities if e.start < end and start < e.end), None)
    if known is not None and (known.kind in _NO_NAME or reading.names.entry(known.canonical) is not None):
        return None
    if known is not None and known.kind is EntityKind.PROGRAMME:
        return known if named or is_project(reading, sentence, known) else None
    name = opened["name"].split(" ")[0] if _ACRONYM.fullmatch(opened["name"].split(" ")[0]) else ""
    if named and not name and plain(opened["name"]).split()[0] not in NO_NAMES:
        name = opened["name"]
    return Entity(EntityKind.PROGRAMME, start, start + len(name), name, name) if name else None


def _beside(reading: Reading, project: Entity) -> list[Field]:
    """Return the programme that follows a project in its line, and the sums of the same item."""
    stop = reading.document.text.find("\n", project.end)
    line = reading.between(project.start, stop if stop > 0 else len(reading.document.text))
    for one in line[:1]:
        programmes = [p for p in one.of({EntityKind.PROGRAMME}) if project.end <= p.start <= project.end + _PARTS]
        programmes = [p for p in programmes if _supports(reading, one, p)]
        if not programmes or not _BESIDE.fullmatch(one.between(project.end, programmes[0].start).replace("*", "")):
            return []
        if programmes[0].canonical == project.canonical:
            return []
        return [reading.field(FieldName.PROGRAMME, programmes[0]), *_data(reading, line, one)]
    return []


def _data(reading: Reading, line: tuple[Sentence, ...], first: Sentence) -> Iterator[Field]:
    """Yield the first sum and rate of a line, who gives that sum, and when its first sentence or that sum says that it runs."""
    for kind, name in _SUMS.items():
        yield from (reading.field(name, e) for e in [e for s in line for e in s.of({kind})][:1])
    giving = next((s for s in line if s.of({EntityKind.AMOUNT})), None)
    if giving is not None:
        yield from named_givers(reading, giving)
        if giving is not first:
            yield from (
                reading.field(FieldName.FUNDER, e) for e in giving.of({EntityKind.PROGRAMME}) if pays(giving, e)
            )
    for kind in (EntityKind.PERIOD, EntityKind.DURATION, EntityKind.DATE):
        told = kind is not EntityKind.DATE and giving is not None
        if found := first.of({kind}) or (giving.of({kind}) if told and giving is not None else ()):
            yield reading.field(FieldName.PERIOD, found[0])
            return


def _budgeted(reading: Reading) -> list[Field]:
    """Return programme and sums of the line that tells the budget of what the document is about."""
    for sentence in reading.sentences:
        named = [p for p in sentence.of({EntityKind.PROGRAMME}) if _supports(reading, sentence, p)]
        if named and _BUDGET.match(sentence.words) and sentence.of(set(_SUMS)):
            return [reading.field(FieldName.PROGRAMME, named[0]), *_data(reading, (sentence,), sentence)]
    return []


def _supports(reading: Reading, sentence: Sentence, programme: Entity) -> bool:
    """Tell whether what looks like a programme is known as one, or called so, and not a project."""
    family = programme.canonical.split(" ")[0]
    called = _CALLED.search(sentence.before(programme.start)) is not None
    known = any((e := reading.names.entry(n)) and e.kind is programme.kind for n in (programme.canonical, family))
    return (called or known) and not is_project(reading, sentence, programme)


def _is_the_project(reading: Reading, project: Entity) -> bool:
    """Tell whether a name in capitals at the beginning is that of the project that the document is about."""
    again = len(re.findall(rf"(?<![\w-]){re.escape(project.text)}(?![\w-])", reading.document.text)) > 1
    return again and any(_AS_PROJECT.search(sentence.words) for sentence in reading.sentences)


def _of_document(reading: Reading) -> list[Field]:
    """Return the one programme that the head of a document names, and when its project ran."""
    head = reading.sentences[:_HEAD]
    programmes = {
        p.canonical: p for s in reversed(head) for p in s.of({EntityKind.PROGRAMME}) if not is_project(reading, s, p)
    }
    if len(programmes) > 1:
        programmes = {name: p for name, p in programmes.items() if name not in FUNDS}
    if len(programmes) != 1:
        return []
    [programme] = programmes.values()
    line = next(s for s in head if programme in s.entities)
    text = reading.document.text[line.span.start : line.span.end]
    told = _data(reading, (line,), line) if len(_PARTED.findall(text)) > 1 else _ran(reading, head)
    return [reading.field(FieldName.PROGRAMME, programme), *told]


def _ran(reading: Reading, head: tuple[Sentence, ...]) -> list[Field]:
    """Return the period that the head of a document tells its project to have run."""
    periods = [e for s in head if _RAN.search(s.words) for e in s.of({EntityKind.PERIOD})]
    return [reading.field(FieldName.PERIOD, period) for period in periods[:1]]
