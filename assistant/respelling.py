"""Respelling: words of a question that neither the language nor the corpus knows, put as the corpus writes a near one.

Names of the lists forgive typing errors by themselves (`corpus.naming`); this is for every other word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.understanding import question_entities
from corpus.french import Word, detect_language, words
from corpus.naming import Names
from corpus.spelling import fold_word, is_form_of, nearest
from index.contracts import Store

_SHORTEST = 5
_LONG = 9
"""Letters from which one typing error is forgiven, and two; a word in capitals is a name, and never forgiven two."""


@dataclass(frozen=True, slots=True)
class Respeller:
    """Corrects French questions with the words of the corpus; English ones are left alone."""

    store: Store
    names: Names

    def respelt(self, question: str) -> str:
        """Return the question with its misspelt words replaced; the same text when there are none."""
        if detect_language(question) == "en":
            return question
        unknown = self._unknown(question)
        for word in sorted(unknown, key=lambda each: -each.start):
            better = self._better(word)
            if better:
                better = better[:1].upper() + better[1:] if word.text[:1].isupper() else better
                question = question[: word.start] + better + question[word.end :]
        return question

    def _unknown(self, question: str) -> Sequence[Word]:
        """Return the words without digits that are no name, no common word and in no passage."""
        entities = question_entities(question, self.names)
        candidates = [
            word
            for word in words(question)
            if len(word.text) >= _SHORTEST
            and not word.stop
            and word.text.isalpha()
            and not any(entity.start <= word.start < entity.end for entity in entities)
            and not is_form_of(fold_word(word.text), self.names.common_words)
        ]
        found = self.store.document_frequencies([word.stem for word in candidates])
        return [word for word in candidates if not found.get(word.stem)]

    def _better(self, word: Word) -> str:
        """Return the spelling that the corpus, or else the language, has for the word; empty where none is near."""
        written = fold_word(word.text)
        most = 2 if len(written) >= _LONG and word.text.islower() else 1
        stems = self.store.terms_of_length(len(word.stem) - most, len(word.stem) + most)
        in_corpus = nearest(word.stem, dict.fromkeys(stems, most))
        common = [w for w in self.names.common_words if abs(len(w) - len(written)) <= most and len(w) >= _SHORTEST]
        in_language = nearest(written, dict.fromkeys(sorted(common), most))
        if in_language is not None and (in_corpus is None or in_language[1] < in_corpus[1]):
            return in_language[0]
        return self._as_written(in_corpus[0]) if in_corpus is not None else ""

    def _as_written(self, stem: str) -> str:
        """Return a word of the corpus that has the stem, in lower case; empty where the index knows more than the text."""
        for passage_id, _ in self.store.lexical([stem], 1):
            (passage,) = self.store.passages([passage_id])
            for word in words(passage.text):
                if word.stem == stem:
                    return word.text.lower()
        return ""
