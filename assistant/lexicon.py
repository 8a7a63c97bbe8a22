"""Lexicon: other words that a document may use for a word of the question; reads `lexicon.yaml` and `known_words.txt`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import Stemmer
import yaml

from corpus.french import fold, terms, words


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words of one meaning.

    `french` maps a French stem to its synonyms' stems, `english` an English stem to French words, and `abroad` a French stem
    to the stems of English words that mean it and are no French words ("main" is a hand).
    """

    french: Mapping[str, frozenset[str]]
    english: Mapping[str, str]
    abroad: Mapping[str, frozenset[str]]

    def alternatives(self, word: str, stem: str, language: str) -> tuple[str, ...]:
        """Return the index terms that may stand for a word of the question: its own `stem` first, the others sorted."""
        translated = terms(self.english.get(_english_stem(word), "")) if language == "en" else ()
        found = {other for each in (stem, *translated) for other in self.french.get(each, ())}
        if language != "en":
            found |= self.abroad.get(stem, frozenset())
        return (stem, *sorted((found | set(translated)) - {stem}))

    def knows(self, word: str) -> bool:
        """Say whether `word` is a plain word of the lexicon, in English."""
        return _english_stem(word) in self.english

    def glossed(self, question: str) -> str:
        """Return an English question followed by the French words for its words, which a French index can find."""
        found = (self.english.get(_english_stem(word.text), "") for word in words(question) if not word.stop)
        return " ".join([question, *dict.fromkeys(each for each in found if each)])


def load_lexicon() -> Lexicon:
    """Read the lexicon that ships with the package."""
    loader = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader  # the first is eight times as fast
    raw = yaml.load((files("assistant") / "lexicon.yaml").read_text(encoding="utf-8"), loader)  # noqa: S506 - both are safe
    french: defaultdict[str, set[str]] = defaultdict(set)
    for group in raw["synonyms"]:
        stems = set(terms(group))
        for stem in stems:
            french[stem] |= stems - {stem}
    english = {_english_stem(word): french_words for word, french_words in raw["english"].items()}
    both = {fold(word) for word in raw["both"].split()}
    abroad: defaultdict[str, set[str]] = defaultdict(set)
    for word, french_words in raw["english"].items():
        stems, first = set(terms(word)), french_words.split()[0]
        if len(stems) == 1 and fold(word) not in both:
            for stem in terms(first):
                abroad[stem] |= stems - {stem}
    return Lexicon(_frozen(french), english, _frozen(abroad))


@lru_cache(maxsize=1)
def known_words() -> frozenset[str]:
    """Return folded French words that are taken for right without looking at the corpus."""
    lines = (files("assistant") / "known_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


def _frozen(groups: Mapping[str, set[str]]) -> dict[str, frozenset[str]]:
    return {stem: frozenset(others) for stem, others in groups.items()}


def _english_stem(word: str) -> str:
    return str(Stemmer.Stemmer("english").stemWord(fold(word)))
