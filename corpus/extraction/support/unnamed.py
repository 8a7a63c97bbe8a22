"""Support where the rules on named programmes find nothing: facts of clauses, of items and of what a programme gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from corpus.extraction.fact_reading import Reading, Sentence
from corpus.extraction.support.clauses import clause_support, headed_support
from corpus.extraction.support.projects import is_project
from corpus.extraction.support.schemes import offered, programme_of, scheme_support
from corpus.fact_kinds import Fact, FactKind, Field, FieldName
from corpus.kinds import EntityKind
from corpus.plain import plain

_CALL = re.compile(r"\b(?:laureat\w*|appel a|retenus?|winners?|awarded)\b")

_HAD = re.compile(r"\b(?:obtenu|recu|touche|beneficie|decroche|percu|received|obtained|awarded|granted)\w*\b")
"""What somebody is told to have had: from the programme of which the document tells, where none other is named."""

_UP_TO = re.compile(r"\b(?:up to|at most|jusqu'a|au plus|au maximum|peu(?:t|vent)|can|may)\b")
_COMMON = frozenset({"sme", "smes", "pme", "tpe", "eti"})


def unnamed_support(reading: Reading, sentence: Sentence, told: set[tuple[str, str]]) -> Iterator[Fact]:
    """Yield the support of which a clause says who gets it, else what the programme of the place gives.

    `told` holds what was told of which programme, and grows.
    """
    fields = clause_support(reading, sentence)
    if fields:
        projects = [p for p in sentence.of({EntityKind.PROGRAMME}) if is_project(reading, sentence, p)]
        if projects and fields[0].value[0].islower():
            fields = [reading.field(FieldName.BENEFICIARY, projects[0]), *fields[1:]]
        here = _programme(reading, sentence)
        if not here and not any(field.name is FieldName.FUNDER for field in fields):
            near = next(iter(reading.earlier(sentence, 1)), None)
            titled = programme_of(reading, sentence)
            here = _programme(reading, near) if near else []
            own = titled and (fields[0].value[0].islower() or _HAD.search(sentence.words))
            here = here or ([reading.field(FieldName.PROGRAMME, titled)] if titled and own else [])
        told_by = here or any(field.name is FieldName.FUNDER for field in fields)
        common = fields[0].value == fields[0].canonical or plain(fields[0].value) in _COMMON
        if told_by or not (
            common and _UP_TO.search(sentence.words)
        ):  # "it awards SMEs up to 20 000 euros" tells of nobody
            yield _fact(reading, sentence, [*fields, *here], 0.75)
    else:
        for fields in scheme_support(reading, sentence, told):
            yield _fact(reading, sentence, fields, 0.7)


def offered_support(reading: Reading, sentence: Sentence) -> Iterator[Fact]:
    """Yield what a programme is told to give, and to whom where a clause says so: "Le chèque X rembourse les PME à 50 %"."""
    for fields in offered(reading, sentence):
        who = [f for f in clause_support(reading, sentence) if f.name is FieldName.BENEFICIARY and f.value[0].islower()]
        yield _fact(reading, sentence, [*who, *fields], 0.75)


def item_support(reading: Reading, sentence: Sentence) -> Iterator[Fact]:
    """Yield the support of the project that opens an item: "- AILIA. Un moteur sobre. Aide de 3 M€."."""
    fields = headed_support(reading, sentence)
    if fields:
        here = _programme(reading, sentence)
        titled = None if here else programme_of(reading, sentence)
        if (
            titled is not None
            and not is_project(reading, sentence, titled)
            and _CALL.search(plain(reading.document.text))
        ):
            here = [reading.field(FieldName.PROGRAMME, titled)]
        yield _fact(reading, sentence, [*fields, *here], 0.8)


def told_again(reading: Reading, sentence: Sentence, fact: Fact) -> Fact:
    """Replace a beneficiary that the sentence does not name by the one that its clause names: "aux entreprises"."""
    own = [f for f in fact.fields if f.name is FieldName.BENEFICIARY]
    if not own or any(sentence.span.start <= f.start < sentence.span.end for f in own):
        return fact
    clause = [f for f in clause_support(reading, sentence) if f.name is FieldName.BENEFICIARY and f.value[0].islower()]
    if not clause or not sentence.span.start <= clause[0].start < sentence.span.end:
        return fact  # a noun of another sentence tells no more than the name
    return replace(fact, fields=(*clause, *(f for f in fact.fields if f not in own)))


def _programme(reading: Reading, sentence: Sentence) -> list[Field]:
    named = [p for p in sentence.of({EntityKind.PROGRAMME}) if not is_project(reading, sentence, p)]
    return [reading.field(FieldName.PROGRAMME, named[0])] if named else []


def _fact(reading: Reading, sentence: Sentence, fields: list[Field], confidence: float) -> Fact:
    kept = list({(field.name, field.start): field for field in fields}.values())
    starts = {field.start for field in kept if field.name is FieldName.BENEFICIARY}
    kept = [field for field in kept if field.name is not FieldName.PROGRAMME or field.start not in starts]
    return Fact(FactKind.PROGRAMME, tuple(kept), reading.document.id, sentence.span, confidence)
