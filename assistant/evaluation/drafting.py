"""Propose questions from the corpus: a sentence with one value blanked out. A person must review every one of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from assistant.evaluation.formats.common import stable_id
from assistant.evaluation.gold import Corpus
from assistant.evaluation.questions import Nugget, Question, QuestionSet, Source
from corpus.documents import Document, Span
from corpus.entities import find_entities
from corpus.kinds import Entity, EntityKind
from corpus.naming import Names
from corpus.sentences import sentences

_ASKED = {
    EntityKind.DATE: ("date", "Quelle date manque"),
    EntityKind.AMOUNT: ("number", "Quel montant manque"),
    EntityKind.PERCENT: ("number", "Quel pourcentage manque"),
    EntityKind.PERSON: ("person", "Quelle personne manque"),
    EntityKind.POLE: ("fact", "Quel pôle manque"),
    EntityKind.PROGRAMME: ("fact", "Quel programme manque"),
    EntityKind.INSTITUTION: ("fact", "Quelle institution manque"),
    EntityKind.CITY: ("place", "Quelle ville manque"),
    EntityKind.COUNTRY: ("place", "Quel pays manque"),
    EntityKind.EMAIL: ("contact", "Quelle adresse manque"),
    EntityKind.PHONE: ("contact", "Quel numéro manque"),
}
_SHORTEST, _LONGEST = 40, 280
_BLANK = "…………"


@dataclass(frozen=True, slots=True)
class _Proposal:
    document: Document
    sentence: Span
    entity: Entity


def draft_questions(corpus: Corpus, names: Names, *, count: int = 20) -> QuestionSet:
    """Return up to `count` proposals, taking the documents in turn and at most one a sentence; always the same ones."""
    queues = [_proposals(document, names) for document in corpus.documents.values()]
    questions: list[Question] = []
    while queues and len(questions) < count:
        waiting = []
        for queue in queues:
            proposal = next(queue, None)
            if proposal is not None:
                waiting.append(queue)
                questions.append(_question(proposal))
        queues = waiting
    return QuestionSet("draft", tuple({question.id: question for question in questions[:count]}.values()))


def _proposals(document: Document, names: Names) -> Iterator[_Proposal]:
    entities = find_entities(document.text, names)
    asked: set[str] = set()
    for sentence in sentences(document.text):
        if not _SHORTEST <= sentence.end - sentence.start <= _LONGEST:
            continue
        inside = [e for e in entities if e.kind in _ASKED and sentence.start <= e.start and e.end <= sentence.end]
        # A value asked once is not asked again, and one that the sentence repeats would be no secret.
        fresh = [e for e in inside if e.canonical not in asked and sentence.of(document.text).count(e.text) == 1]
        if fresh:
            asked.add(fresh[0].canonical)
            yield _Proposal(document, sentence, fresh[0])


def _question(proposal: _Proposal) -> Question:
    kind, asking = _ASKED[proposal.entity.kind]
    text, sentence, entity = proposal.document.text, proposal.sentence, proposal.entity
    blanked = text[sentence.start : entity.start] + _BLANK + text[entity.end : sentence.end]
    aliases = () if entity.canonical == entity.text else (entity.canonical,)
    name = Path(proposal.document.source).name
    return Question(
        id=f"draft-{stable_id(name, str(entity.start))}",
        question=f"{asking} : « {' '.join(blanked.split())} » ?",
        type=kind,
        nuggets=(Nugget(entity.text, aliases=aliases),),
        sources=(Source(name, sentence.of(text)),),
        tags=("to-review",),
    )
