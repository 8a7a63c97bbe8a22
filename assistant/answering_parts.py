"""A question with several parts: what each is answered with, by the facts or by passages, and the answer that they make.

Does not know how passages are read or facts are found.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from assistant.answers import Citation, Origin, Part, Sentence, Status
from assistant.citations import cite
from assistant.compared import subjects
from assistant.composing import place_of, quotation_of
from assistant.deciding import Evaluated, Verdict
from assistant.fact_answers import FactAnswer
from assistant.fact_phrases import fact_phrases
from assistant.question_types import Shape
from assistant.selecting import Scored
from assistant.targets import Target
from assistant.understanding import Understanding
from corpus.documents import Document, Span
from corpus.kinds import PLACES


@dataclass(frozen=True, slots=True)
class PartAnswer:
    """What one part of a question is answered with: `told` by the facts, else what `verdict` chose among the passages."""

    evaluated: Evaluated
    verdict: Verdict
    told: FactAnswer | None = None

    @property
    def is_answered(self) -> bool:
        """Say whether there is something to show."""
        return self.told is not None or self.verdict.refusal is None

    @property
    def confidence(self) -> float:
        """Return how sure the answer is, in [0, 1]."""
        return self.verdict.confidence if self.told is None else self.told.confidence


@dataclass(frozen=True, slots=True)
class Joined:
    """What is told in the table's form: its answer to the whole question, or the answers to several parts as one."""

    sentences: tuple[Sentence, ...]
    citations: tuple[Citation, ...]
    confidence: float
    origin: Origin


def for_the_facts(part: Understanding) -> Understanding:
    """Return one part of a comparison as the question for a list that it is: "Compare les accords de A [et de B]"."""
    if part.type.shape is not Shape.COMPARISON:
        return part
    return replace(part, type=replace(part.type, shape=Shape.LIST))


def are_of_several(parts: Sequence[Understanding]) -> bool:
    """Tell whether the parts of a question are about different names: what is true of all together is then not asked."""
    names = {frozenset(name.canonical for name in part.names if name.kind not in PLACES) for part in parts}
    words = {frozenset(part.unknown) for part in parts}
    return len(names) > 1 or len(words) > 1


def joined(parts: Sequence[PartAnswer], language: str) -> Joined:
    """Return the answers to the parts that have one, in order, each under a note that says which part it answers.

    It is from the facts where nothing of it is from passages.
    """
    answered = [part for part in parts if part.is_answered]
    labels = _labels([part.evaluated.understanding for part in parts])
    citations: list[Citation] = []
    sentences: list[Sentence] = []
    for part, label in zip(parts, labels, strict=True):
        if not part.is_answered:
            continue
        own, proofs = _shown(part)
        numbers = _numbered(proofs, citations)
        own = tuple(replace(sentence, citations=tuple(numbers[n] for n in sentence.citations)) for sentence in own)
        below = takewhile(lambda sentence: sentence.part is not Part.NOTE, own)
        cited = sorted({number for sentence in below for number in sentence.citations})
        note = fact_phrases(language).part.format(part=label)
        sentences += [Sentence(note, Status.SUPPORTED, tuple(cited), None, Part.NOTE), *own]
    is_told = all(part.told is not None for part in answered)
    return Joined(
        tuple(sentences),
        tuple(citations),
        min(part.confidence for part in answered),
        Origin.FACTS if is_told else Origin.PASSAGES,
    )


def quoted_once(parts: Sequence[PartAnswer]) -> list[tuple[Scored, Target]]:
    """Return the sentences chosen for the parts, each once, with what the first part that chose it looks for."""
    found: dict[tuple[Document, Span], tuple[Scored, Target]] = {}
    for part in parts:
        for each in part.verdict.chosen:
            found.setdefault(place_of(each), (each, part.evaluated.target))
    return list(found.values())


def _shown(part: PartAnswer) -> tuple[tuple[Sentence, ...], tuple[Citation, ...]]:
    """Return the sentences and proofs of one part, numbered from 1."""
    if part.told is not None:
        return part.told.sentences, part.told.citations
    evaluated = part.evaluated
    return cite([quotation_of(each, evaluated.understanding, evaluated.target) for each in part.verdict.chosen])


def _numbered(proofs: Sequence[Citation], known: list[Citation]) -> Mapping[int, int]:
    """Return the number in the whole answer of each proof of a part; those that are not `known` yet are added to it."""
    places = {(each.document.id, each.start, each.end): each.number for each in known}
    numbers = {}
    for proof in proofs:
        place = (proof.document.id, proof.start, proof.end)
        if place not in places:
            places[place] = len(known) + 1
            known.append(replace(proof, number=places[place]))
        numbers[proof.number] = places[place]
    return numbers


def _labels(parts: Sequence[Understanding]) -> list[str]:
    """Return what tells each part from the others: the names that it alone has, listed or not, else its words."""
    words = [part.standalone.strip().rstrip("?!. ") for part in parts]
    named = [
        [part.standalone[span.start : span.end] for span in subjects(part.standalone, part.names)] for part in parts
    ]
    found = []
    for number, own in enumerate(named):
        others = {name for other, names in enumerate(named) if other != number for name in names}
        found.append(", ".join(dict.fromkeys(name for name in own if name not in others)) or words[number])
    return found if len(set(found)) == len(found) else words
