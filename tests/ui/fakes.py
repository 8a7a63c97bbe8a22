"""A small typed application for the page's tests: three documents, an assistant that knows a few questions by heart."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

import numpy as np

from assistant.answers import (
    Answer,
    AnswerPiece,
    AnswerReady,
    Assistant,
    Citation,
    Event,
    RefusalReason,
    Sentence,
    SourcesFound,
    Timings,
)
from assistant.answers import Status as AnswerStatus
from corpus.documents import Document, Page, Passage, Section, document_id, passage_id
from corpus.facts import Fact
from index.contracts import Hit, Parts, Vectors
from index.errors import NotInStore
from index.records import Coverage, FileState
from index.synchronising import (
    Failure,
    FileStatus,
    Plan,
    Progress,
    ProgressCallback,
    Report,
    Status,
    Step,
    Synchronisation,
)

OSAKA = "Les premiers accords ont été signés le 4 février 2008 à Osaka en présence de M. Luc Rousseau."
SUBSIDY = "La DGE propose une subvention de 300 000 euros sur deux ans."
HOSTILE = 'Hostile <img src=x onerror="window.hacked=1"> [1] $x^2$ ](javascript:alert(1)) <b>gras</b> ${7*7} {{8*8}}.'
SCRIPT = "<script>window.hacked = 2</script>"

_FILLER = "\n".join(f"- Le pôle numéro {n} accompagne ses PME à l'international depuis {1990 + n}." for n in range(20))


def document(name: str, title: str, text: str, *, date: str = "", publisher: str = "", pages: int = 0) -> Document:
    """Build a document with one section per Markdown heading and, where asked, pages of equal length."""
    heads = [position for position in range(len(text)) if text.startswith("## ", position)]
    sections = tuple(
        Section(text[start:].split("\n", 1)[0][3:].strip("* "), 2, start, end)
        for start, end in zip(heads, [*heads[1:], len(text)], strict=False)
    )
    size = len(text) // pages + 1 if pages else 1
    cut = tuple(Page(n + 1, n * size, min((n + 1) * size, len(text))) for n in range(pages))
    source = f"/corpus/{name}"
    return Document(document_id(source), source, title, text, "fr", date, publisher, "", cut, sections, f"hash-{name}")


def passages(doc: Document, *cuts: int) -> tuple[Passage, ...]:
    """Cut a document at the given offsets."""
    edges = [0, *cuts, len(doc.text)]
    return tuple(
        Passage(
            passage_id(doc.id, doc.content_hash, a, b, doc.text[a:b]), doc.id, a, b, doc.text[a:b], doc.section_at(a)
        )
        for a, b in pairwise(edges)
    )


NOTE = document(
    "accord.md",
    "Accord entre le Life Science Corridor France et le Kansai",
    f"## **Le contexte**\n\nTrois pôles de santé travaillent ensemble.\n{_FILLER}\n\n"
    f"## L'accord d'Osaka\n\n{OSAKA} {SUBSIDY}\n\n## La suite\n\n{_FILLER}\n",
    date="2008-02-04",
    publisher="Ministère de l'économie",
)
PAPER = document(
    "rapport.md", "Rapport annuel", "Le rapport.\n" + _FILLER * 3, date="2012-07", publisher="Lyonbiopôle", pages=4
)
TRAP = document("piège.txt", f"Piège <i>italique</i> {SCRIPT}", f"{HOSTILE}\n{SCRIPT}\n", date="2010")
DOCUMENTS: dict[str, tuple[Document, tuple[Passage, ...]]] = {
    NOTE.id: (NOTE, passages(NOTE, NOTE.text.index("## L'accord"), NOTE.text.index("## La suite"))),
    PAPER.id: (PAPER, passages(PAPER, 1400, 2800)),
    TRAP.id: (TRAP, passages(TRAP)),
}


def citing(number: int, doc: Document, quote: str, score: float = 0.87) -> Citation:
    """Build a citation of the first place where the document says `quote`."""
    start = doc.text.index(quote)
    passage = next(p for p in DOCUMENTS[doc.id][1] if p.start <= start < p.end)
    return Citation(number, doc, passage, start, start + len(quote), quote, score)


def hit(rank: int, doc: Document, position: int, score: float) -> Hit:
    """Build a hit on a passage of a document."""
    return Hit(doc, DOCUMENTS[doc.id][1][position], score, rank, Parts(0.8, 2.0))


HITS = (hit(1, NOTE, 1, 0.62), hit(2, PAPER, 0, 0.31), hit(3, TRAP, 0, 0.12))


def answering(question: str, *parts: tuple[str, Citation], standalone: str = "", confidence: float = 0.93) -> Answer:
    """Build an answer with one literal sentence per part; words between ‹ and › are the emphasis."""
    sentences = []
    for text, citation in parts:
        before, _, rest = text.partition("‹")
        bold, _, after = rest.partition("›")
        emphasis = (len(before), len(before) + len(bold)) if bold else None
        sentences.append(Sentence(before + bold + after, AnswerStatus.LITERAL, (citation.number,), emphasis))
    text = "\n\n".join(f"{sentence.text} [{sentence.citations[0]}]" for sentence in sentences)
    citations = tuple(citation for _, citation in parts)
    timings = Timings(3, 21, 60, 2, 86)
    asked = standalone or question
    return Answer(question, asked, "fr", text, tuple(sentences), citations, (), False, None, confidence, timings)


def refusing(question: str, reason: RefusalReason, text: str, consulted: tuple[Hit, ...] = HITS) -> Answer:
    """Build a refusal."""
    return Answer(question, question, "fr", text, (), (), consulted, True, reason, 0.12, Timings(3, 20, 30, 1, 54))


class ModelError(Exception):
    """What the failing assistant raises; its message is hostile too."""


class FakeAssistant:
    """Answers by the words of the question: budget, bonjour, erreur, piège, long, lent; everything else gets Osaka."""

    def __init__(self, pause: float = 0.0) -> None:
        self.pause = pause
        self.histories: list[tuple[str, ...]] = []

    def stream(self, question: str, history: Sequence[str] = ()) -> Iterator[Event]:
        """Yield the events of one answer."""
        self.histories.append(tuple(history))
        yield SourcesFound(HITS)
        if "erreur" in question:
            raise ModelError("modèle <b>illisible</b> <img src=x onerror='window.hacked=3'>")
        if "lent" in question:
            for number in range(200):
                time.sleep(0.05)
                yield AnswerPiece(f"mot{number} ")
        answer = self.answer(question, history)
        for word in answer.text.split(" "):
            time.sleep(self.pause)
            yield AnswerPiece(word + " ")
        yield AnswerReady(answer)

    def answer(self, question: str, history: Sequence[str] = ()) -> Answer:
        """Return the whole answer at once."""
        if "budget" in question:
            words = "Je n'ai pas trouvé la réponse : les documents ne donnent pas cette information."
            return refusing(question, RefusalReason.NO_VALUE, words)
        if "Bonjour" in question:
            return refusing(question, RefusalReason.SMALL_TALK, "Bonjour ! Posez-moi une question.", ())
        if "piège" in question:
            return answering(question, (HOSTILE, citing(1, TRAP, HOSTILE)), (SCRIPT, citing(2, TRAP, SCRIPT)))
        if "long" in question:
            lines = [f"- Le pôle numéro {n} accompagne ses PME à l'international depuis {1990 + n}." for n in range(8)]
            return answering(question, *((line[2:], citing(n + 1, PAPER, line)) for n, line in enumerate(lines)))
        standalone = f"{question} (accord d'Osaka)" if history else ""
        emphasised = OSAKA.replace("4 février 2008", "‹4 février 2008›")
        parts = ((emphasised, citing(1, NOTE, OSAKA)), (SUBSIDY, citing(2, NOTE, SUBSIDY, 0.55)))
        return answering(question, *parts, standalone=standalone)


class FakeStore:
    """Holds the documents above; searches nothing."""

    generation = 1

    def documents(self) -> tuple[Document, ...]:
        return tuple(sorted((doc for doc, _ in DOCUMENTS.values()), key=lambda doc: doc.source))

    def document(self, document_id: str) -> Document:
        if document_id not in DOCUMENTS:
            raise NotInStore(document_id)
        return DOCUMENTS[document_id][0]

    def passages(self, passage_ids: Sequence[str]) -> tuple[Passage, ...]:
        known = {passage.id: passage for _, cut in DOCUMENTS.values() for passage in cut}
        return tuple(known[identity] for identity in passage_ids)

    def passages_of(self, document_id: str) -> tuple[Passage, ...]:
        return DOCUMENTS[document_id][1]

    def vectors(self) -> tuple[tuple[str, ...], Vectors]:
        return (), np.zeros((0, 1), dtype=np.float32)

    def lexical(
        self, terms: Sequence[str], k: int, *, within: Collection[str] | None = None
    ) -> tuple[tuple[str, float], ...]:
        return ()

    def document_frequencies(self, terms: Sequence[str]) -> Mapping[str, int]:
        return dict.fromkeys(terms, 0)

    def terms_of_length(self, shortest: int, longest: int) -> tuple[str, ...]:
        return ()

    def passage_count(self) -> int:
        return sum(len(cut) for _, cut in DOCUMENTS.values())


def file_status(doc: Document) -> FileStatus:
    """Say that a document is indexed."""
    held = Coverage(doc.id, doc.title, len(doc.text), len(DOCUMENTS[doc.id][1]))
    return FileStatus(doc.source, FileState.INDEXED, "", "", "2026-11-22T05:00:00+00:00", held)


@dataclass
class FakeSynchroniser:
    """Treats every registered file as new until it is applied; `pause` slows each file down."""

    registered: list[Path] = field(default_factory=list)
    indexed: list[Path] = field(default_factory=list)
    failures: tuple[Failure, ...] = (Failure("/corpus/scan <1>.txt", "the file holds no text; <b>write</b> in it"),)
    broken: str = ""
    pause: float = 0.0
    files: tuple[FileStatus, ...] = field(default_factory=lambda: tuple(file_status(d) for d, _ in DOCUMENTS.values()))
    removed: list[str] = field(default_factory=list)
    restored: int = 0

    def register(self, paths: Iterable[Path], /) -> None:
        self.registered += [path for path in paths if path not in self.registered]

    def unregister(self, paths_or_ids: Iterable[Path | str], /) -> None:
        self.removed += map(str, paths_or_ids)
        self.files = tuple(f for f in self.files if not any(f.source.startswith(gone) for gone in self.removed))

    def plan(self, *, progress: ProgressCallback | None = None) -> Plan:
        new = tuple(str(path) for path in self.registered if path not in self.indexed)
        for number, source in enumerate(new, 1):
            time.sleep(self.pause)
            if progress is not None:
                progress(Progress(Step.READING, number, len(new), source))
        return Plan(new=new, unchanged=tuple(doc.source for doc, _ in DOCUMENTS.values()), failed=self.failures)

    def apply(self, plan: Plan, *, progress: ProgressCallback | None = None) -> Report:
        if self.broken:
            raise OSError(self.broken)
        for number, source in enumerate(plan.new, 1):
            time.sleep(self.pause)
            if progress is not None:
                progress(Progress(Step.EMBEDDING, number, len(plan.new), source))
        self.indexed += [Path(source) for source in plan.new]
        return Report(plan, 2, len(plan.new), 0, 7 + len(plan.new), 0.4)

    def rollback(self, *, progress: ProgressCallback | None = None) -> Report:
        self.restored += 1
        return Report(Plan(), 3, 0, 7, 7, 0.1, restored=1)

    def status(self) -> Status:
        failed = tuple(FileStatus(f.source, FileState.FAILED, f.reason, "", "", None) for f in self.failures)
        return Status(3, 7, 2, "fake", self.failures, ("/corpus",), (*self.files, *failed), earlier=1)

    def history(self) -> tuple[Synchronisation, ...]:
        first = Synchronisation(1, "2026-11-22T05:00:00+00:00", 3.2, 3, 0, 0, 0, 0, 1, 7, 0, 7)
        return (replace(first, generation=2, new=0, moved=1), first)


@dataclass
class FakeApplication:
    """What `build_server` needs."""

    home: Path
    store: FakeStore = field(default_factory=FakeStore)
    synchroniser: FakeSynchroniser = field(default_factory=FakeSynchroniser)
    assistant: Assistant = field(default_factory=FakeAssistant)
    stated: tuple[Fact, ...] = ()

    @property
    def facts(self) -> Callable[[], tuple[Fact, ...]]:
        return lambda: self.stated
