"""The forms of a name: one way to write it each, and whether words of a text may be that form. Does not search texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from corpus.name_entries import NameEntry
from corpus.spelling import Token, fold_word, tokens

ARTICLES_TEXT = """
    a au aux avec chez d dans de des du en et l la le les of ou par pour que qui sur the un une in and to for
"""
ARTICLES = frozenset(ARTICLES_TEXT.split())
_CAPITAL_WITHIN = re.compile(r"(?<=[^\W\d_])(?:(?<![A-ZÀ-Þ])[A-ZÀ-Þ]|[A-ZÀ-Þ](?=[a-zà-ÿ]))")


@dataclass(frozen=True, slots=True)
class Form:
    """One way to write an entry: its tokens as written (for capitals) and where the joined folded key may be cut.

    That is between its words and before a capital inside one: "BioXClusters" is "Bio X Clusters" too.
    """

    entry: NameEntry
    written: str
    words: tuple[str, ...]
    boundaries: frozenset[int]
    guarded: bool
    led_only: bool = False


def forms_of(entry: NameEntry, common: frozenset[str]) -> Iterator[Form]:
    """Yield the forms of an entry; one made of common words only, or of one or two letters, is guarded."""
    for written in dict.fromkeys((entry.name, *entry.aliases, *entry.strict, *entry.adjectives)):
        words = tokens(written)
        adjective = written in entry.adjectives
        guarded = not adjective and (
            written in entry.strict or sum(len(w.folded) for w in words) <= 2 or all(w.folded in common for w in words)
        )
        led_only = len(words) > 1 and words[0].folded == "pole"
        if not led_only or entry.name.startswith("Pôle "):
            yield _one(entry, written, words, guarded=guarded)
        if led_only:  # "Pôle EAU" gives "EAU", read only after "pôle"
            rest = written[words[1].start :]
            yield _one(entry, rest, tokens(rest), guarded=True, led_only=True)


def _one(entry: NameEntry, written: str, words: tuple[Token, ...], *, guarded: bool, led_only: bool = False) -> Form:
    boundaries: set[int] = set()
    length = 0
    for word in words:
        own = written[word.start : word.end]
        boundaries.update(length + len(fold_word(own[: cut.start()])) for cut in _CAPITAL_WITHIN.finditer(own))
        length += len(word.folded)
        boundaries.add(length)
    return Form(entry, written, tuple(w.folded for w in words), frozenset(boundaries), guarded, led_only)


def forgiven_edits(key: str, form: Form) -> int:
    """Return how many edits a form forgives: one from five letters, two from nine (one for adjectives), none if guarded."""
    lone = sum(word not in ARTICLES for word in form.words) == 1
    if form.led_only or len(key) < 5 or (form.guarded and lone):
        return 0
    return 1 if len(key) < 9 or form.written in form.entry.adjectives else 2


def joints_fit(run: tuple[Token, ...], form: Form) -> bool:
    """Tell whether a name is cut where the form is, between a letter and a digit, or into pieces of three letters or more."""
    length = 0
    for left, right in pairwise(run):
        length += len(left.folded)
        natural = left.folded[-1].isdigit() != right.folded[0].isdigit()
        if length not in form.boundaries and not natural and min(len(left.folded), len(right.folded)) < 3:
            return False
    return True


def capitals_fit(text: str, run: tuple[Token, ...], form: Form) -> bool:
    """Tell whether a mention has the capitals of the form; a form of another cut needs a capital everywhere."""
    written = tokens(form.written)
    if len(written) != len(run):
        return all(text[word.start].isupper() for word in run)
    for word, model in zip(run, written, strict=True):
        own, wanted = text[word.start : word.end], form.written[model.start : model.end]
        if wanted[0].isupper() and not own[0].isupper():
            return False
        if wanted.isupper() != own.isupper() and len(wanted) > 1:
            return False
    return True
