"""Answering: from a question to a cited answer, without a language model. The steps, in order, and nothing else.

Understand → retrieve → read (score the sentences of the passages) → refuse or choose → cite. Each step has its own module.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from time import perf_counter

import numpy as np

from assistant.answering_parts import Joined, PartAnswer, are_of_several, for_the_facts, joined, quoted_once
from assistant.answers import (
    Answer,
    AnswerPiece,
    AnswerReady,
    Event,
    Origin,
    RefusalReason,
    SourcesFound,
)
from assistant.citations import cite, parts_in_markdown, render_markers, render_parts
from assistant.composing import place_of, quotation_of, refusal_answer, refused, timings_of, whole_answer
from assistant.confidence import ANSWER_FEATURES, answer_features
from assistant.deciding import DENIED, Evaluated, Verdict, decide
from assistant.disagreeing import both
from assistant.enumerations import is_listed
from assistant.evidence import Evidence
from assistant.fact_answers import FactAnswer
from assistant.facts_answering import FactsAnswering
from assistant.features import FEATURES, features
from assistant.followups import NAMED, is_about_the_answer
from assistant.lexicon import Lexicon
from assistant.passage_reading import PassageReader, read_sentences
from assistant.preparing import prepare_document
from assistant.question_types import CONTACT, Shape
from assistant.refusing import Refusal, rule_out, shares_nothing
from assistant.respelling import Respeller
from assistant.scoring import Weights, check_names, probability
from assistant.sentence_vectors import SentenceVectors
from assistant.shorthand import written_out
from assistant.small_talk import reply
from assistant.targets import target
from assistant.understanding import Understanding, asked_before, question_entities, understand
from corpus.documents import Document
from corpus.entities import EntityKind, find_entities
from corpus.naming import Names
from index.contracts import Embedder, Hit, Retriever, Store

_READ = 6
"""Passages read sentence by sentence: the gold passage is among the first six for nine PIAF questions in ten."""
_FEWEST_READ = 3
_NEAR = 0.5
"""From the fourth on, a passage is read only if its score is at least this share of the best one's."""
_CONTACTS_OF = 2
"""Best hits whose documents' contacts are read too when a contact is asked for, and passages of a document that are."""
_OWN_WORDS = 2
_REMEMBERED = 4
"""Earlier questions that a follow-up on an answer may need."""


class ExtractiveAssistant:
    """An `Assistant` whose every sentence is a quotation. Safe to share between threads."""

    def __init__(
        self,
        *,
        store: Store,
        retriever: Retriever,
        embedder: Embedder,
        names: Names,
        weights: Weights,
        lexicon: Lexicon,
        reader: PassageReader | None = None,
        facts: FactsAnswering | None = None,
        passages: int = 10,
        refusal_threshold: float = 0.3,
    ) -> None:
        self._store = store
        self._retriever = retriever
        self._names = names
        self._lexicon = lexicon
        self._reader = reader
        self._facts = facts
        self._evidence = Evidence(store, names)
        self._respeller = Respeller(store, names)
        self._vectors = SentenceVectors(embedder)
        self._sentence_model = check_names(weights.sentence, FEATURES)
        self._answer_model = check_names(weights.answer, ANSWER_FEATURES)
        self._passages = passages
        self._threshold = refusal_threshold

    def answer(self, question: str, history: Sequence[str] = ()) -> Answer:
        """Return the whole answer at once."""
        *_, last = self.stream(question, history)
        assert isinstance(last, AnswerReady)
        return last.answer

    def prepare(self, document: Document, stopped: Callable[[], bool] = lambda: False) -> bool:
        """Read a document before anybody asks; tell whether there is room for more. Raises `ReaderError`, `EmbeddingError`.

        Stops between two passages once `stopped` says so.
        """
        passages, lines = self._store.passages_of(document.id), self._evidence.lines(document)
        return prepare_document(document, passages, lines, self._vectors, self._reader, stopped)

    def stream(self, question: str, history: Sequence[str] = ()) -> Iterator[Event]:
        """Yield the events of one answer; the last is `AnswerReady`."""
        # Understand the question
        began = perf_counter()
        understanding = self.understood(question, history)
        understood = perf_counter()
        if understanding.type.shape is Shape.SMALL_TALK:
            text = reply(question, understanding.language)
            yield AnswerPiece(text)
            yield AnswerReady(
                refusal_answer(understanding, RefusalReason.SMALL_TALK, text, (), 0.0, timings_of(began, understood))
            )
            return

        # Find the passages
        hits = self.retrieve(understanding)
        retrieved = perf_counter()
        yield SourcesFound(hits)

        # Read them, part by part for a comparison
        parts = [self._part(part) for part in understanding.parts] or [self.evaluate(understanding, hits)]
        shares = [PartAnswer(part, self._decide(part)) for part in parts]
        read = perf_counter()

        # Let the table of facts answer what it counts or lists: the whole, or each part
        told = self._told(understanding, hits, shares)
        whole = None if told is None else Joined(told.sentences, told.citations, told.confidence, Origin.FACTS)
        if whole is None:
            shares = [self._with_facts(share, in_parts=bool(understanding.parts)) for share in shares]
            if any(share.told is not None for share in shares):
                whole = joined(shares, understanding.language)
        if whole is not None:
            yield from (AnswerPiece(piece) for piece in parts_in_markdown(whole.sentences))
            done = timings_of(began, understood, retrieved, read)
            proved, text = (whole.sentences, whole.citations), render_parts(whole.sentences)
            answer = whole_answer(understanding, text, proved, hits, whole.confidence, done)
            yield AnswerReady(replace(answer, origin=whole.origin))
            return
        answered = [share for share in shares if share.is_answered]
        if not answered:
            refusal = shares[0].verdict.refusal
            assert refusal is not None
            confidence = max(share.verdict.confidence for share in shares)
            answer = refused(understanding, refusal, hits, confidence, timings_of(began, understood, retrieved, read))
            yield AnswerPiece(answer.text)
            yield AnswerReady(answer)
            return

        # Compose and cite; where two documents answer differently, both
        found = quoted_once(answered)
        chosen = [each for each, _ in found]
        rival = answered[0].verdict.rival
        if rival is not None and not understanding.parts:
            one, other = (quotation_of(each, understanding, parts[0].target) for each in (chosen[0], rival))
            sentences, citations = both(one, other, understanding.language)
            pieces = list(parts_in_markdown(sentences))
        else:
            sentences, citations = cite([quotation_of(each, understanding, aim) for each, aim in found])
            separator = "\n\n" if understanding.parts else " "
            if any(is_listed(each.candidate.line) for each in chosen) and len(chosen) > 1:
                separator = "\n- "
            pieces = [
                (separator if number else "") + render_markers([sentence]) for number, sentence in enumerate(sentences)
            ]
        for piece in pieces:
            yield AnswerPiece(piece)
        done = timings_of(began, understood, retrieved, read)
        confidence = min(share.confidence for share in answered)
        yield AnswerReady(whole_answer(understanding, "".join(pieces), (sentences, citations), hits, confidence, done))

    def _told(
        self, understanding: Understanding, hits: Sequence[Hit], shares: Sequence[PartAnswer]
    ) -> FactAnswer | None:
        """Return what the facts answer to a whole question; to one about several names, only part by part."""
        if self._facts is None or are_of_several([share.evaluated.understanding for share in shares]):
            return None
        return self._facts.answer(understanding, hits, [place_of(each) for each, _ in quoted_once(shares)])

    def _with_facts(self, share: PartAnswer, *, in_parts: bool) -> PartAnswer:
        """Return a part with what the facts answer to it alone, or refused where they deny it."""
        if self._facts is None:
            return share
        part, chosen = share.evaluated, share.verdict.chosen
        asked = for_the_facts(part.understanding)
        told = self._facts.answer(asked, part.hits, [place_of(each) for each in chosen]) if in_parts else None
        if told is not None:
            return replace(share, told=told)
        denied = self._facts.denied(asked, [each.candidate for each in chosen], self._evidence)
        return share if denied is None else replace(share, verdict=Verdict(denied, (), DENIED))

    def understood(self, question: str, history: Sequence[str]) -> Understanding:
        """Return what a question means; a follow-up on a question for a name is about the name that answered it."""
        written, question = question, self._respeller.respelt(written_out(question))
        history, names = asked_before(history), self._respeller.names_for(question)
        alone = replace(understand(question, history, names, self._lexicon), question=written)
        if not history or not alone.continued or not is_about_the_answer(question, history[-1]):
            return alone
        name = self._name_in(self.answer(history[-1], history[-_REMEMBERED:-1]), history[-1])
        if not name:
            return alone
        about = understand(question, history, names, self._lexicon, answered=name)
        return replace(about, question=written)

    def _name_in(self, answer: Answer, question: str) -> str:
        """Return the only name, of no person, among the words that answered `question` and that it did not give."""
        first = answer.sentences[0] if answer.sentences else None
        if first is None or first.emphasis is None:
            return ""
        given = {entity.canonical for entity in question_entities(question, self._names)}
        found = {
            entity.canonical: entity.text
            for entity in find_entities(first.text[slice(*first.emphasis)], self._names)
            if entity.kind in NAMED - {EntityKind.PERSON} and entity.canonical not in given
        }
        return next(iter(found.values())) if len(found) == 1 else ""

    def retrieve(self, understanding: Understanding) -> tuple[Hit, ...]:
        """Return the hits for the standalone question; a follow-up is searched in its own words as well."""
        hits = self._search(understanding)
        if not understanding.continued:
            return hits
        own = self._retriever.search(understanding.asked, _OWN_WORDS)
        known = {hit.passage.id for hit in hits}
        extra = tuple(hit for hit in own if hit.passage.id not in known)
        return hits[:_FEWEST_READ] + extra + hits[_FEWEST_READ:]

    def _search(self, understanding: Understanding) -> tuple[Hit, ...]:
        """Search in the question's words; an English question brings the French words that documents use."""
        query = understanding.standalone
        if understanding.language == "en":
            query = self._lexicon.glossed(query)
        return self._retriever.search(query, self._passages)

    def evaluate(self, understanding: Understanding, hits: tuple[Hit, ...]) -> Evaluated:
        """Return every sentence of the hits with its features and its log-odds of answering."""
        stems = list(understanding.terms)
        aim = target(understanding, self._lexicon, self._store.document_frequencies(stems), self._store.passage_count())
        near = [hit for n, hit in enumerate(hits[:_READ]) if n < _FEWEST_READ or hit.score >= _NEAR * hits[0].score]
        if aim.wants & CONTACT:
            near += self._contacts(near)
        candidates = self._evidence.candidates(near)
        readings = read_sentences(self._reader, understanding.standalone, candidates)
        cosines = self._vectors.cosines(understanding.standalone, candidates, aim)
        rows = features(aim, self._evidence, candidates, cosines, readings)
        scores = self._sentence_model.log_odds(rows) if len(candidates) else np.zeros(0)
        return Evaluated(understanding, aim, hits, candidates, readings, rows, tuple(float(score) for score in scores))

    def _contacts(self, near: Sequence[Hit]) -> list[Hit]:
        """Return the passages with contacts of the best documents, which are often far from what they are the contacts for."""
        best = {hit.document.id: hit for hit in reversed(near) if hit.rank <= _CONTACTS_OF}
        known = {hit.passage.id for hit in near}
        return [
            replace(hit, passage=passage)
            for hit in best.values()
            for passage in self._evidence.contact_passages(hit.document)[:_CONTACTS_OF]
            if passage.id not in known
        ]

    def rule_out(self, evaluated: Evaluated) -> Refusal | None:
        """Return the refusal that a rule demands, whatever the scores, or None."""
        demanded = rule_out(evaluated.understanding, evaluated.target, evaluated.hits, self._evidence)
        seen = evaluated.candidates, evaluated.readings
        return demanded or shares_nothing(evaluated.understanding, evaluated.target, *seen)

    def _part(self, part: str) -> Evaluated:
        alone = understand(part, (), self._respeller.names_for(part), self._lexicon)
        return self.evaluate(alone, self._search(alone))

    def _decide(self, evaluated: Evaluated) -> Verdict:
        if not evaluated.candidates:
            return Verdict(Refusal(RefusalReason.NOTHING_NEAR, ""), (), 0.0)
        row = answer_features(
            evaluated.target,
            evaluated.hits,
            evaluated.candidates,
            evaluated.rows,
            evaluated.scores,
            evaluated.understanding.language,
        )
        confidence = probability(float(self._answer_model.log_odds(row)[0]))
        return decide(evaluated, confidence, self.rule_out(evaluated), self._threshold, self._evidence)
