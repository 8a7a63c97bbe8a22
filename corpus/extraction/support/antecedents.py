"""The name that "ce projet", "l'équipe" or "the company" stands for, where that is all that is told of who is supported."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from corpus.extraction.fact_reading import Reading, Sentence
from corpus.extraction.support.projects import name_before, paragraph_start, project_before
from corpus.fact_kinds import Fact, Field, FieldName
from corpus.kinds import Entity, EntityKind
from corpus.plain import plain
from corpus.protagonists import RUN

_STANDS_FOR = re.compile(
    r"projet|project|equipe|team|consortium|operation|initiative|demonstrateur|societe|entreprise|company|firm|start-?up"
    r"|jeune pousse|cooperative|association|laboratoire|studio|partenaires|partners"
)
"""Words that stand for a name told before."""
_DEFINITE = re.compile(r"(?:\b(?:ce|cet|cette|le|la|les|du|au|this|the|its)|\b(?:a |de )?l') ?\Z")
_SAID_MORE = re.compile(r" (?:de|du|des|d'|of|pour|for|qui|that|which)\b| [«\"]|-")
"""What follows a word that is described and stands for nothing: "le projet d'extension du port"."""
_LED = re.compile(r"\b(?:projet|project|consortium|programme) [*_«\" ]*\Z")
_NEAR = 2


def named_again(reading: Reading, facts: Iterable[Fact]) -> list[Fact]:
    """Return facts of support whose only beneficiary is a word for a name told before with that name instead."""
    return [_named(reading, fact) for fact in facts]


def _named(reading: Reading, fact: Fact) -> Fact:
    own = fact.all(FieldName.BENEFICIARY)
    if len(own) != 1 or not _stands_for_a_name(reading, own[0]):
        return fact
    sentences = reading.between(own[0].start, own[0].end)
    name = _before(reading, sentences[0]) if sentences else None
    others = {plain(field.canonical) for field in fact.fields}
    if name is None or plain(name.canonical) in others:
        return fact
    beneficiary = reading.field(FieldName.BENEFICIARY, name)
    fields = tuple(beneficiary if field is own[0] else field for field in fact.fields)
    return replace(fact, fields=fields, confidence=min(fact.confidence, 0.75))


def _stands_for_a_name(reading: Reading, field: Field) -> bool:
    text = reading.document.text
    if _STANDS_FOR.fullmatch(plain(field.value)) is None:
        return False
    before, after = plain(text[max(0, field.start - 12) : field.start]), plain(text[field.end : field.end + 12])
    return _DEFINITE.search(before) is not None and _SAID_MORE.match(after) is None


def _before(reading: Reading, sentence: Sentence) -> Entity | None:
    """Return the name that a word of a sentence stands for: a project called so just before, else who or what was told of."""
    text, start = reading.document.text, paragraph_start(reading, sentence)
    for other in reading.earlier(sentence, _NEAR):
        if other.span.start < start:
            break
        for run in RUN.finditer(text, other.span.start, other.span.end):
            if _LED.search(other.before(run.start(), 20)):
                return Entity(EntityKind.PROGRAMME, run.start(), run.end(), run.group(), run.group())
    return project_before(reading, sentence) or name_before(reading, sentence)
