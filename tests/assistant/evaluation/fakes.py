"""A corpus of three small documents, and answerers that are good or broken in one way each."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace

import numpy as np

from assistant.answers import Answer, Citation, RefusalReason, Sentence, Status, Timings
from assistant.evaluation.normalising import tokens
from assistant.evaluation.questions import Nugget, Question, QuestionSet, Reason, Source, Variant
from assistant.evaluation.systems import System
from corpus.documents import Document, Passage, Span, document_id, passage_id
from index.contracts import Hit, Parts, Vectors

NOTES = {
    "osaka.txt": (
        "Le pôle Alsace BioValley a signé un accord avec Osaka le 4 février 2008. ",
        "La signature était organisée par la CCI d'Osaka. ",
        "Les régions Midi-Pyrénées et Limousin accueillent le pôle Cancer-Bio-Santé. ",
    ),
    "optique.txt": (
        "OpticsValley regroupe les filières optique, électronique et logicielle. ",
        "Photonics clusters UK se trouve à Birmingham. ",
    ),
    "brésil.txt": ("Cap Digital est parti au Brésil en septembre 2010. ", "Le stand réunissait 7 PME à LinuxTag. "),
}


def make_document(name: str, text: str) -> Document:
    source = f"/corpus/{name}"
    return Document(document_id(source), source, name, text, "fr", "", "", "", (), (), f"hash of {name}")


def make_passages(document: Document, pieces: Sequence[str]) -> tuple[Passage, ...]:
    passages, start = [], 0
    for piece in pieces:
        end = start + len(piece)
        identifier = passage_id(document.id, document.content_hash, start, end, piece)
        passages.append(Passage(identifier, document.id, start, end, piece, ""))
        start = end
    return tuple(passages)


class MemoryStore:
    """A store of the notes, one passage a sentence."""

    generation = 1

    def __init__(self, notes: Mapping[str, Sequence[str]] = NOTES) -> None:
        self._documents = [make_document(name, "".join(pieces)) for name, pieces in notes.items()]
        self._passages = {
            document.id: make_passages(document, pieces)
            for document, pieces in zip(self._documents, notes.values(), strict=True)
        }

    def documents(self) -> tuple[Document, ...]:
        return tuple(sorted(self._documents, key=lambda document: document.source))

    def document(self, document_id: str) -> Document:
        return next(document for document in self._documents if document.id == document_id)

    def passages(self, passage_ids: Sequence[str]) -> tuple[Passage, ...]:
        known = {passage.id: passage for some in self._passages.values() for passage in some}
        return tuple(known[identifier] for identifier in passage_ids)

    def passages_of(self, document_id: str) -> tuple[Passage, ...]:
        return self._passages[document_id]

    def vectors(self) -> tuple[tuple[str, ...], Vectors]:
        return (), np.zeros((0, 1), dtype=np.float32)

    def lexical(
        self, terms: Sequence[str], k: int, *, within: Collection[str] | None = None
    ) -> tuple[tuple[str, float], ...]:
        return ()

    def document_frequencies(self, terms: Sequence[str]) -> Mapping[str, int]:
        return {}

    def terms_of_length(self, shortest: int, longest: int) -> tuple[str, ...]:
        return ()

    def passage_count(self) -> int:
        return sum(len(some) for some in self._passages.values())


class WordRetriever:
    """Ranks passages by the share of the question's words that they hold."""

    def __init__(self, store: MemoryStore) -> None:
        self.store = store

    def search(self, query: str, k: int = 10, *, documents: Collection[str] | None = None) -> tuple[Hit, ...]:
        asked = {token for token in tokens(query) if len(token) > 3 or token[0].isdigit()}
        found: list[tuple[float, Document, Passage]] = []
        for document in self.store.documents():
            if documents is not None and document.id not in documents:
                continue
            for passage in self.store.passages_of(document.id):
                held = asked & set(tokens(passage.text))
                found.append((len(held) / max(1, len(asked)), document, passage))
        found.sort(key=lambda item: (-item[0], item[1].source, item[2].start))
        return tuple(
            Hit(document, passage, share, rank, Parts(share, share))
            for rank, (share, document, passage) in enumerate(found[:k], 1)
        )


def sentence_of(passage: Passage) -> Span:
    return Span(passage.start, passage.start + len(passage.text.rstrip()))


def answer_with(question: str, document: Document, passage: Passage, *, confidence: float) -> Answer:
    span = sentence_of(passage)
    quote = span.of(document.text)
    citation = Citation(1, document, passage, span.start, span.end, quote, confidence)
    sentence = Sentence(quote, Status.LITERAL, (1,))
    return Answer(
        question, question, "fr", f"{quote} [1]", (sentence,), (citation,), (), False, None, confidence, TIMINGS
    )


TIMINGS = Timings(1.0, 2.0, 3.0, 4.0, 10.0)


def refusal(question: str, reason: RefusalReason = RefusalReason.NOTHING_NEAR, confidence: float = 0.1) -> Answer:
    return Answer(question, question, "fr", "Je n'ai pas trouvé.", (), (), (), True, reason, confidence, TIMINGS)


class GoodAnswerer:
    """Cites the best passage when it holds at least half of the question's words, else refuses."""

    threshold = 0.5

    def __init__(self, retriever: object) -> None:
        assert isinstance(retriever, WordRetriever) or hasattr(retriever, "search")
        self.search: Callable[[str, int], tuple[Hit, ...]] = retriever.search

    def answer(self, question: str, history: Sequence[str] = ()) -> Answer:
        query = " ".join([*history, question])
        hits = self.search(query, 5)
        if not hits or hits[0].score < self.threshold:
            return replace(refusal(question, confidence=hits[0].score if hits else 0.0), standalone_question=query)
        best = hits[0]
        answer = answer_with(question, best.document, best.passage, confidence=best.score)
        return replace(answer, standalone_question=query)


class AlwaysAnswers(GoodAnswerer):
    threshold = -1.0


class AlwaysRefuses(GoodAnswerer):
    threshold = 2.0


class WrongCitations(GoodAnswerer):
    """Says the right sentence and cites another passage of another document."""

    def answer(self, question: str, history: Sequence[str] = ()) -> Answer:
        answer = super().answer(question, history)
        if answer.refused:
            return answer
        store: MemoryStore = self.search.__self__.store  # type: ignore[attr-defined]
        cited = answer.citations[0].document
        other = next(document for document in store.documents() if document.id != cited.id)
        wrong = answer_with(question, other, store.passages_of(other.id)[0], confidence=1.0)
        return replace(answer, citations=wrong.citations)


class OffByOne(GoodAnswerer):
    """Cites the right quotation with offsets one too far."""

    def answer(self, question: str, history: Sequence[str] = ()) -> Answer:
        answer = super().answer(question, history)
        moved = tuple(replace(c, start=c.start + 1, end=c.end + 1) for c in answer.citations)
        return replace(answer, citations=moved)


class OffByOneThroughout(GoodAnswerer):
    """Cuts quotation and sentence one character too far, so that they agree with each other."""

    def answer(self, question: str, history: Sequence[str] = ()) -> Answer:
        answer = super().answer(question, history)
        if answer.refused:
            return answer
        citation = answer.citations[0]
        quote = citation.document.text[citation.start + 1 : citation.end + 1]
        moved = replace(citation, start=citation.start + 1, end=citation.end + 1, quote=quote)
        return replace(answer, citations=(moved,), sentences=(Sentence(quote, Status.LITERAL, (1,)),))


class GhostPassage(GoodAnswerer):
    """Cites a passage that the store no longer holds."""

    def answer(self, question: str, history: Sequence[str] = ()) -> Answer:
        answer = super().answer(question, history)
        gone = tuple(replace(c, passage=replace(c.passage, id="0" * 16)) for c in answer.citations)
        return replace(answer, citations=gone)


class CopiesEverything(GoodAnswerer):
    """Answers with every passage of the best document, each cited."""

    def answer(self, question: str, history: Sequence[str] = ()) -> Answer:
        answer = super().answer(question, history)
        if answer.refused:
            return answer
        store: MemoryStore = self.search.__self__.store  # type: ignore[attr-defined]
        everything = [(d, p) for d in store.documents() for p in store.passages_of(d.id)]
        sentences, citations = [], []
        for number, (document, passage) in enumerate(everything, 1):
            one = answer_with(question, document, passage, confidence=1.0)
            sentences.append(replace(one.sentences[0], citations=(number,)))
            citations.append(replace(one.citations[0], number=number))
        return replace(answer, sentences=tuple(sentences), citations=tuple(citations))


class Inventive(GoodAnswerer):
    """Rewrites the year of the sentence, which no citation says."""

    def answer(self, question: str, history: Sequence[str] = ()) -> Answer:
        answer = super().answer(question, history)
        said = tuple(replace(s, text=s.text.replace("20", "19"), status=Status.SUPPORTED) for s in answer.sentences)
        return replace(answer, sentences=said)


def source(document: str, quote: str) -> Source:
    return Source(document, quote)


QUESTIONS = QuestionSet(
    "notes",
    (
        Question(
            "osaka-date",
            "Quand le pôle Alsace BioValley a-t-il signé un accord avec Osaka ?",
            type="date",
            nuggets=(Nugget("4 février 2008", aliases=("04/02/2008",)),),
            sources=(source("osaka.txt", "signé un accord avec Osaka le 4 février 2008"),),
            forbidden=("2009",),
            variants=(Variant("paraphrase", "De quand date l'accord signé par Alsace BioValley avec Osaka ?"),),
        ),
        Question(
            "filieres",
            "Quelles filières OpticsValley regroupe-t-il ?",
            type="list",
            nuggets=(Nugget("optique"), Nugget("électronique"), Nugget("logicielle")),
            sources=(source("optique.txt", "regroupe les filières optique, électronique et logicielle"),),
            tags=("réseau",),
        ),
        Question(
            "birmingham",
            "Dans quelle ville se trouve Photonics clusters UK ?",
            nuggets=(Nugget("Birmingham"),),
            sources=(source("optique.txt", "se trouve à Birmingham"),),
            variants=(Variant("en", "Which city is Photonics clusters UK in?"),),
        ),
        Question(
            "bresil",
            "Quand Cap Digital est-il parti au Brésil ?",
            type="date",
            nuggets=(Nugget("septembre 2010"),),
            sources=(source("brésil.txt", "parti au Brésil en septembre 2010"),),
        ),
        Question("meteo", "Quel temps fera demain Toulouse ?", answerable=False, reason=Reason.OUT_OF_DOMAIN),
        Question("atlantis", "Qui dirige Atlantis Valley ?", answerable=False, reason=Reason.UNKNOWN_ENTITY),
    ),
)


def make_system(answerer: type[GoodAnswerer] = GoodAnswerer) -> System:
    store = MemoryStore()
    retriever = WordRetriever(store)
    return System(answerer(retriever), store, retriever, build=answerer, bold=AlwaysAnswers, settings={"name": "fake"})
