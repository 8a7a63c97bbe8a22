"""Rejoining: a name that the question cuts otherwise than the documents is put as they write it. Knows no list of names.

"Plant-InterCluster", "plantintercluster" and "Plant Inter Cluster" have the same letters, and so are one name. A question that
the documents write somewhere as it stands is left alone, and so is a plain word that is a name nowhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from assistant.lexicon import known_words
from corpus.french import fold, terms
from corpus.kinds import CONTACTS
from corpus.spelling import Token, is_form_of, tokens
from corpus.stopwords import STOP_WORDS
from corpus.values import find_values
from index.contracts import Store

_LONGEST = 5
"""Words of a name that is looked for."""
_FEWEST_LETTERS = 5
_SHORTEST_PIECE = 3
_READ = 16
"""Passages in which the name is looked for, best first."""
_GAP = re.compile(r"[ \u00a0\u202f]?[\-‐‑–.'’´`&]?[ \u00a0\u202f]?\Z")
_SPACES = re.compile(r"[ \u00a0\u202f]+")
_INNER_CAPITAL = re.compile(r"[^\W\d_][A-ZÀ-Þ][a-zà-ÿ]")


@dataclass(frozen=True, slots=True)
class Rejoiner:
    """Looks in the passages of a store for names of the same letters."""

    store: Store
    known: frozenset[str] = field(default_factory=known_words)

    def rejoined(self, question: str) -> str:
        """Return the question with its names cut as in the passages; the same text where they are, or know no such name."""
        windows = list(self._windows(question))
        joined = {term for run in windows for term in _joined(question, run)}
        held = self.store.document_frequencies(sorted(joined)) if joined else {}
        taken: list[tuple[int, int, str]] = []
        for run in windows:
            start, end = run[0].start, run[-1].end
            if any(start < stop and begin < end for begin, stop, _ in taken):
                continue
            written = self._written(question, run, held)
            if written is not None:
                taken.append((start, end, written))
        for start, end, written in sorted(taken, reverse=True):
            question = question[:start] + written + question[end:]
        return question

    def _windows(self, question: str) -> Iterator[tuple[Token, ...]]:
        """Yield the runs of words that may be a name, longest first."""
        contacts = [value for value in find_values(question) if value.kind in CONTACTS]
        found = [
            word
            for word in tokens(question)
            if not any(contact.start <= word.start < contact.end for contact in contacts)
        ]
        for count in range(_LONGEST, 0, -1):
            for first in range(len(found) - count + 1):
                run = tuple(found[first : first + count])
                if _may_be_name(question, run) and (count > 1 or not self._is_plain(question, run[0])):
                    yield run

    def _is_plain(self, question: str, word: Token) -> bool:
        """Tell whether a word is one that everybody writes in one piece."""
        return is_form_of(word.folded, self.known) and not _INNER_CAPITAL.search(question[word.start : word.end])

    def _written(self, question: str, run: tuple[Token, ...], held: Mapping[str, int]) -> str | None:
        """Return how the passages write the letters of a run; None where they do so as the question, or not at all."""
        sought = [term for term in _joined(question, run) if held.get(term)]
        if not sought and len(run) == 1:
            sought = self._pieces(run[0].folded)
        if not sought:
            return None
        own = question[run[0].start : run[-1].end]
        parts = list(terms(own))
        key = "".join(word.folded for word in run)
        forms: Counter[str] = Counter()
        for passage in self.store.passages([each for each, _ in self.store.lexical([*sought, *parts], _READ)]):
            if key in _squeezed(passage.text):
                forms.update(_occurrences(passage.text, key))
        if not forms or any(_plainly(form) == _plainly(own) for form in forms):
            return None
        return next((form for form, _ in forms.most_common() if form != form.lower()), None)

    def _pieces(self, word: str) -> list[str]:
        """Return the terms of the passages with which a word begins and those with which it ends; none where one is missing."""
        cuts = range(_SHORTEST_PIECE, len(word) - _SHORTEST_PIECE + 1)
        begins = {term for cut in cuts for term in terms(word[:cut])}
        ends = {term for cut in cuts for term in terms(word[cut:])}
        held = self.store.document_frequencies(sorted(begins | ends))
        first, last = (sorted(term for term in side if held[term]) for side in (begins, ends))
        return first + last if first and last else []


def _may_be_name(text: str, run: Sequence[Token]) -> bool:
    """Tell whether words stand together as those of a name do, and neither begin nor end with one that means nothing."""
    if run[0].folded in STOP_WORDS or run[-1].folded in STOP_WORDS:
        return False
    if sum(letter.isalpha() for word in run for letter in word.folded) < _FEWEST_LETTERS:
        return False
    gaps = [text[left.end : right.start] for left, right in pairwise(run)]
    return all(gap and _GAP.match(gap) and not re.search(r"[.'’´`] ", gap) for gap in gaps)


def _joined(text: str, run: Sequence[Token]) -> list[str]:
    """Return the terms by which passages that cut the name otherwise may be found: of all its words joined, and of each pair."""
    stretches = [run] if len(run) < 3 else [run, *pairwise(run)]
    return [term for words in stretches for term in terms("".join(text[w.start : w.end] for w in words).lower())]


def _occurrences(text: str, key: str) -> Iterator[str]:
    """Yield each stretch of a text whose letters are those of the key."""
    found = tokens(text)
    for first, word in enumerate(found):
        letters, last = word.folded, first
        while key.startswith(letters) and letters != key and last + 1 < len(found):
            if not _GAP.match(text[found[last].end : found[last + 1].start]):
                break
            last += 1
            letters += found[last].folded
        if letters == key:
            yield text[word.start : found[last].end]


@lru_cache(maxsize=1024)
def _squeezed(text: str) -> str:
    """Return the letters and digits of a text, folded, in one piece."""
    return "".join(filter(str.isalnum, fold(text)))


def _plainly(written: str) -> str:
    return _SPACES.sub(" ", fold(written))
