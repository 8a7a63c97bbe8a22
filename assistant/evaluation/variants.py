"""Other wordings of a question that keep its gold: those that a person wrote, and generated slips of the keyboard.

Generated variants depend on the question's id, the generator's name and the seed alone.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.evaluation.questions import Question

_ROWS = ("azertyuiop", "qsdfghjklm", "wxcvbn")
_NARROW_SPACE = "\u202f"


@dataclass(frozen=True, slots=True)
class Wording:
    """A question as asked. `variant` is empty for the parent itself, else the kind of variant."""

    id: str
    question: Question
    text: str
    variant: str = ""


def without_accents(text: str) -> str:
    """Return the text with plain letters only: "Quel pôle ?" becomes "Quel pole ?"."""
    plain = text.replace("œ", "oe").replace("Œ", "OE").replace("æ", "ae").replace("Æ", "AE")
    return "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))


def capitals(text: str) -> str:
    """Return the text in capitals, accents kept."""
    return text.upper()


def bare(text: str) -> str:
    """Return the text in lower case without accents or punctuation, as in a search box."""
    return " ".join(re.sub(r"[^\w\s]|_", " ", without_accents(text).lower()).split())


def typographic(text: str) -> str:
    """Return the text with curly apostrophes, guillemets and narrow no-break spaces, as a word processor makes it."""
    curly = text.replace("'", "’")
    curly = re.sub(r'"([^"]*)"', f"«{_NARROW_SPACE}\\1{_NARROW_SPACE}»", curly)
    return re.sub(r" ?([?!;:])(?=\s|$)", f"{_NARROW_SPACE}\\1", curly)


def typos(text: str, rate: float, *, key: str) -> str:
    """Return the text with AZERTY slips: each letter, with probability `rate`, is replaced by a neighbouring key,
    dropped, doubled or swapped with the next one. `key` seeds the slips.
    """
    generator = np.random.default_rng(int.from_bytes(hashlib.sha256(key.encode()).digest()[:8]))
    characters = list(text)
    position = 0
    while position < len(characters):
        letter = characters[position]
        if letter.isalpha() and generator.random() < rate:
            slip = int(generator.integers(4))
            if slip == 0:
                characters[position] = _neighbour(letter, int(generator.integers(2)))
            elif slip == 1:
                del characters[position]
                continue
            elif slip == 2:
                characters.insert(position, letter)
                position += 1
            elif position + 1 < len(characters):
                characters[position], characters[position + 1] = characters[position + 1], letter
                position += 1
        position += 1
    return "".join(characters)


GENERATORS: Mapping[str, Callable[[str, str], str]] = {
    "no-accents": lambda text, _: without_accents(text),
    "capitals": lambda text, _: capitals(text),
    "bare": lambda text, _: bare(text),
    "typographic": lambda text, _: typographic(text),
    "typos-3": lambda text, key: typos(text, 0.03, key=key),
    "typos-6": lambda text, key: typos(text, 0.06, key=key),
}
"""Generator of each kind of variant, given the text and a seed."""


def wordings(question: Question, *, written: bool, generated: Sequence[str], seed: int) -> tuple[Wording, ...]:
    """Return the question itself, then its variants; a generated variant equal to the question is left out."""
    result = [Wording(question.id, question, question.question)]
    if written:
        counts: dict[str, int] = {}
        for variant in question.variants:
            counts[variant.kind] = counts.get(variant.kind, 0) + 1
            name = f"{question.id}~{variant.kind}-{counts[variant.kind]}"
            result.append(Wording(name, question, variant.text, variant.kind))
    for kind in generated:
        text = GENERATORS[kind](question.question, f"{seed}\0{kind}\0{question.id}")
        if text != question.question:
            result.append(Wording(f"{question.id}~{kind}", question, text, kind))
    return tuple(result)


def _neighbour(letter: str, side: int) -> str:
    plain = without_accents(letter).lower()[:1]
    for row in _ROWS:
        at = row.find(plain)
        if at >= 0 and plain:
            other = row[at + 1 if at == 0 or (side and at + 1 < len(row)) else at - 1]
            return other.upper() if letter.isupper() else other
    return letter
