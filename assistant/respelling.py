"""Respelling: a misspelt word of a question is put as the corpus spells it. Careful: better one error left than one made.

Names of the lists forgive typing errors by themselves (`corpus.naming`); this is for every other word. Names whose words are
only joined or parted otherwise are put as the corpus writes them first (`assistant.rejoining`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from assistant.lexicon import known_words
from assistant.rejoining import Rejoiner
from assistant.understanding import question_entities
from corpus.french import Word, detect_language, words
from corpus.naming import Names
from corpus.spelling import edits, fold_word, is_form_of
from index.contracts import Store

_SHORTEST = 5
_ENDING = 2
"""Letters at the end of a word in which two forms of it may differ: "rompu" and "rompt" are no error of each other."""
_ASKING = ("combien", "pourquoi", "comment", "quelle", "quelles", "quels", "quand", "lequel", "laquelle", "lesquels")


@dataclass(frozen=True, slots=True)
class Respeller:
    """Corrects French questions with the words of the corpus; of English ones, only how names are cut."""

    store: Store
    names: Names
    known: frozenset[str] = field(default_factory=known_words)

    def respelt(self, question: str) -> str:
        """Return the question with its misspelt words replaced; the same text when there are none."""
        question = Rejoiner(self.store, self.known).rejoined(question)
        if detect_language(question) == "en":
            return question
        for word in reversed(self._unknown(question)):
            better = self._better(word)
            if better:
                better = better[:1].upper() + better[1:] if word.text[:1].isupper() else better
                question = question[: word.start] + better + question[word.end :]
        return question

    def names_for(self, question: str) -> Names:
        """Return the names, which forgive no error in a word that the corpus writes just as the question does."""
        exact = {(entity.start, entity.end) for entity in self.names.mentions(question)}
        guessed = [e for e in self.names.mentions(question, fuzzy=True) if (e.start, e.end) not in exact]
        written = [
            word.text
            for entity in guessed
            for word in words(entity.text)
            if any(fold_word(form) == fold_word(word.text) for form in self._forms(word.stem))
        ]
        return self.names.taking_as_words(fold_word(word) for word in written) if written else self.names

    def _unknown(self, question: str) -> list[Word]:
        """Return, in text order, the words that are no name, no form of a known word and in no passage."""
        strange = [
            word
            for word in words(question)
            if len(word.text) >= _SHORTEST
            and not word.stop
            and word.text.isalpha()
            and not is_form_of(fold_word(word.text), self.known)
        ]
        if not strange:
            return []
        found = self.store.document_frequencies([word.stem for word in strange])
        entities = question_entities(question, self.names)
        return [
            word
            for word in strange
            if not found.get(word.stem) and not any(e.start <= word.start < e.end for e in entities)
        ]

    def _better(self, word: Word) -> str:
        """Return the spelling, one typing error away, that the corpus or a question has; empty where there is none."""
        written = fold_word(word.text)
        for asking in _ASKING:
            if edits(written, asking, 1) == 1:
                return asking
        stems = self.store.terms_of_length(len(word.stem) - 2, len(word.stem) + 2)
        close = [stem for stem in stems if stem[:1] == word.stem[:1] and edits(word.stem, stem, 2) is not None]
        for better in (form for stem in close for form in self._forms(stem)):
            folded = fold_word(better)
            stable = min(len(written), len(folded)) - _ENDING
            if edits(written, folded, 1) == 1 and written[:stable] != folded[:stable]:
                return better
        return ""

    def _forms(self, stem: str) -> Iterator[str]:
        """Yield the words of one passage that have the stem, in lower case."""
        for passage_id, _ in self.store.lexical([stem], 1):
            (passage,) = self.store.passages([passage_id])
            yield from {word.text.lower(): None for word in words(passage.text) if word.stem == stem}
