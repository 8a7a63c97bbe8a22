"""Where the corpus answers each question: gold quotations anchored in the documents and passages of the day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from assistant.evaluation.anchoring import FUZZY_THRESHOLD, Match, anchor
from assistant.evaluation.errors import Problem
from assistant.evaluation.questions import Question, Source
from corpus.documents import Document, Passage, Span
from index.contracts import Store


@dataclass(frozen=True, slots=True)
class Corpus:
    """What the store holds at the time of the run, by id."""

    documents: Mapping[str, Document]
    passages: Mapping[str, Passage]
    passages_of: Mapping[str, tuple[Passage, ...]]

    @classmethod
    def from_store(cls, store: Store) -> Corpus:
        """Read every document and passage of the store."""
        documents = {document.id: document for document in store.documents()}
        passages_of = {document_id: store.passages_of(document_id) for document_id in documents}
        passages = {passage.id: passage for some in passages_of.values() for passage in some}
        return cls(documents, passages, passages_of)

    def named(self, name: str) -> tuple[Document, ...]:
        """Return the documents whose file name is `name` ("*": all); without its suffix where that fits no document."""
        if name == "*":
            return tuple(self.documents.values())
        files = [(PurePath(document.source), document) for document in self.documents.values()]
        found = tuple(document for path, document in files if path.name == name)
        return found or tuple(document for path, document in files if path.stem == PurePath(name).stem)


@dataclass(frozen=True, slots=True)
class Place:
    """One place of gold evidence: `document.text[span]`, in which `source` was found."""

    document: Document
    span: Span
    source: Source


@dataclass(frozen=True, slots=True)
class Gold:
    """The gold of one question in this corpus.

    A unit is a set of ids of which any one is enough: sources of one group, and the repetitions of a quotation.
    Units that share a passage are one. Both tuples are empty where nothing could be anchored.
    """

    places: tuple[Place, ...]
    passage_units: tuple[frozenset[str], ...]
    document_units: tuple[frozenset[str], ...]

    @property
    def passages(self) -> frozenset[str]:
        """Return the ids of all gold passages."""
        return frozenset().union(*self.passage_units)

    @property
    def documents(self) -> frozenset[str]:
        """Return the ids of all gold documents."""
        return frozenset().union(*self.document_units)


def find_gold(question: Question, corpus: Corpus) -> tuple[Gold, tuple[Problem, ...]]:
    """Anchor the sources of a question; the problems are the quotations not found, or found only with edits."""
    problems: list[Problem] = []
    places: list[Place] = []
    groups: dict[str, set[str]] = {}
    document_groups: dict[str, set[str]] = {}
    for position, source in enumerate(question.sources):
        found = _places(source, corpus, f"{question.id}.sources[{position}]", question.line, problems)
        places.extend(found)
        key = source.group or f"\0{position}"
        groups.setdefault(key, set()).update(_covering(found, corpus))
        document_groups.setdefault(key, set()).update(place.document.id for place in found)
    gold = Gold(tuple(places), _merged(groups.values()), _merged(document_groups.values()))
    return gold, tuple(problems)


def _places(source: Source, corpus: Corpus, path: str, line: int, problems: list[Problem]) -> list[Place]:
    documents = corpus.named(source.document)
    if not documents:
        problems.append(Problem(path, line or None, f"no document named {source.document!r} in the corpus"))
        return []
    places: list[Place] = []
    for document in documents:
        if not source.quote.strip():
            places.append(Place(document, Span(0, 0), source))
            continue
        found = anchor(document.text, source.quote)
        if found is None:
            continue
        if found.match is Match.FUZZY:
            message = (
                f"found only with edits in {source.document} (similarity {found.similarity:.2f}): {source.quote!r}"
            )
            problems.append(Problem(path, line or None, message))
        places.extend(Place(document, span, source) for span in found.spans)
    if not places:
        message = (
            f"not in {source.document}, not even with edits (similarity below {FUZZY_THRESHOLD}): {source.quote!r}"
        )
        problems.append(Problem(path, line or None, message))
    return places


def _covering(places: Sequence[Place], corpus: Corpus) -> set[str]:
    """Return the passages that hold at least half of a place, or else the one that holds most of it."""
    covering: set[str] = set()
    for place in places:
        shares = {
            passage.id: min(passage.end, place.span.end) - max(passage.start, place.span.start)
            for passage in corpus.passages_of[place.document.id]
        }
        most = max(shares.values(), default=0)
        if most > 0:
            half = min(most, (place.span.end - place.span.start) / 2)
            covering.update(passage_id for passage_id, share in shares.items() if share >= half)
    return covering


def _merged(groups: Iterable[set[str]]) -> tuple[frozenset[str], ...]:
    units: list[set[str]] = []
    for group in groups:
        if not group:
            continue
        touching = [unit for unit in units if unit & group]
        units = [unit for unit in units if not unit & group]
        units.append(group.union(*touching))
    return tuple(frozenset(unit) for unit in units)
