"""Unnamed: a question asks which one it was, and the text speaks of it without a name ("un cabinet de Séoul").

Works on the wording of the question and of single sentences; says nothing about how likely a sentence is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile

from assistant.evidence import Candidate, Evidence, Line
from assistant.question_types import Want
from assistant.targets import Target
from assistant.understanding import Understanding
from corpus.french import Word, fold, terms, words
from corpus.kinds import PLACES, EntityKind

_BEARERS = frozenset(
    terms(
        "entreprise société PME PMI ETI TPE startup firme cabinet laboratoire labo université école institut pôle cluster grappe"
        " partenaire groupe banque ville région pays projet programme salon expert consultant fonds réseau association"
        " organisme pépinière incubateur client fournisseur industriel avocat personne dirigeant conférencier start"
        " company companies firm lab laboratory university school institute partner group bank city cities country countries"
        " project fair fund network lawyer supplier customer speaker sponsor"
    )
)
"""What has a name that can be told, in both languages."""
_WHICH = re.compile(
    r"\b(?:quel(?:le)?s?|which|(?:qui|who|what)(?= (?:est|sont|etait|etaient|is|are|was|were) (?:l|the)))\b"
    r"(?: (?:est|sont|etait|etaient|furent|fut|is|are|was|were)\b)?|\b(?:noms?|names?) (?:d[eu]s?|d'|of)"
)
_AHEAD = 6
"""Words behind "which" among which what is asked for stands."""
_PLACE_WORDS = {
    stem: kind
    for kind, forms in (
        ("country", "pays country countries"),
        ("city", "ville city cities"),
        ("region", "région region"),
    )
    for stem in terms(forms)
}
_SOME = frozenset({"plusieurs", "certains", "certaines", "quelques", "some", "several", "certain"})
_INDEFINITE = _SOME | {"un", "une", "des", "autre", "autres", "a", "an", "other", "another"}
_COUNTS = _SOME | {
    *("differents", "differentes", "divers", "diverses", "nombreux", "nombreuses", "various", "many", "different"),
}
_ACRONYM = 4
_YEAR = 4
_AMONG = frozenset({"parmi", "among", "mieux", "plus", "moins", "most", "least"})
_NEAR = 3
_NAMES_FOLLOW = 6
_LISTED = re.compile(r"[:(]|\b(?:dont|à savoir|notamment|such as|including|namely)\b", re.IGNORECASE)
_APPOSED = re.compile(r"(?:[\w.&)’'-]+,|\b(?:est|était|is|was|devient|became?)|[–—-])\s+\Z", re.IGNORECASE)
_IDENTITIES = frozenset({Want.WHO, Want.NAME, Want.PLACE, Want.CITY, Want.REGION, Want.COUNTRY})


def is_left_unnamed(question: str, target: Target, chosen: Sequence[Candidate], read: Sequence[Candidate]) -> bool:
    """Tell whether a chosen sentence speaks of what is asked for without naming it, and no sentence `read` names it.

    Only of something that the question describes as the sentence does: by the same number ("quelles sept PME", "avec sept
    PME") or by a word beside it ("which Seoul law firm", "un cabinet de Séoul").
    """
    asked = _asked_for(question)
    if asked is None or not target.wants <= _IDENTITIES:
        return False
    nouns = _stems([asked], target)
    described = _stems(_described_by(question, asked), target) - nouns
    given = {fold(word.text) for word in words(question)}
    met = [_Mention(each, *found) for each in chosen for found in _mentions(each, target, nouns, described, given)]
    others = [_Mention(each, *found) for each in read for found in _mentions(each, target, nouns, described, given)]
    left = [each for each in met if each.alike and not each.named]
    names = [each for each in (*met, *others) if each.named]
    return bool(left) and not any(each.alike or any(each.is_near(other) for other in left) for each in names)


def is_only_counted(question: str, target: Target, chosen: Sequence[Candidate]) -> bool:
    """Tell whether places are asked for ("dans quels pays") and the best sentence only says how many ("dans six pays").

    Nothing where it names a place that the question does not give, or the sentence after it two.
    """
    asked = _asked_for(question)
    if asked is None or asked.stem not in _PLACE_WORDS or not target.wants <= _IDENTITIES or not chosen:
        return False
    best = chosen[0]
    counted = any(
        _PLACE_WORDS.get(word.stem) == _PLACE_WORDS[asked.stem] and _counts(before, best.line)
        for before, word in pairwise(words(best.line.text))
    )
    listed = len(_places_told(best.after, target)) > 1 if best.after is not None else False
    return counted and not (best.items or _places_told(best.line, target) or listed)


def _counts(word: Word, line: Line) -> bool:
    """Tell whether a word says how many: "six", "plusieurs"."""
    numbers = (e for e in line.facts.entities if e.kind is EntityKind.NUMBER)
    return fold(word.text) in _COUNTS or any(e.start <= word.start < e.end for e in numbers)


def _places_told(line: Line, target: Target) -> frozenset[str]:
    """Return the places of a line that the question does not give."""
    return frozenset(e.canonical for e in line.facts.entities if e.kind in PLACES) - target.names


@dataclass(frozen=True, slots=True)
class _Mention:
    """What is asked for, spoken of in a sentence: with a name by it or not, and described as the question does or not."""

    candidate: Candidate
    named: bool
    alike: bool

    def is_near(self, other: _Mention) -> bool:
        one, two = self.candidate, other.candidate
        return one.hit.document.id == two.hit.document.id and abs(one.line.number - two.line.number) <= _NEAR


def is_of_another_place(
    understanding: Understanding, target: Target, chosen: Sequence[Candidate], evidence: Evidence
) -> bool:
    """Tell whether the question asks which one it was of a place ("quel cluster québécois") that is nowhere near the sentences.

    A place of the same country is near enough: "Boston" may stand for Massachusetts.
    """
    asked = _asked_for(understanding.standalone)
    if asked is None or not target.wants <= _IDENTITIES:
        return False
    beside = _described_by(understanding.standalone, asked)
    wanted = [e for e in understanding.names if e.kind in PLACES and any(e.start <= w.start < e.end for w in beside)]
    near = [
        facts
        for each in chosen
        for facts in (each.facts, each.context, *(n.facts for n in (each.before, each.after) if n is not None))
    ]
    held = frozenset().union(*(facts.canonicals for facts in near))
    return any(not held & evidence.facts(place.text).canonicals for place in wanted)


def _asked_for(question: str) -> Word | None:
    """Return the word for what is asked for ("Which Seoul law firm …": "firm"); None where it has no name to be told."""
    for match in _WHICH.finditer(fold(question)):
        # Folding keeps the number of words, so that their count finds the place in the question.
        before = len(words(fold(question)[: match.end()]))
        for word in takewhile(lambda word: fold(word.text) not in _AMONG, words(question)[before : before + _AHEAD]):
            is_acronym = word.text.isupper() and len(word.text) <= _ACRONYM
            if word.stem in _BEARERS and (is_acronym or not word.text[:1].isupper()):
                return word
    return None


def _described_by(question: str, asked: Word) -> list[Word]:
    """Return the words beside the one asked for that tell which one is meant."""
    all_words = words(question)
    at = next(n for n, word in enumerate(all_words) if word.start == asked.start)
    return [word for word in all_words[max(at - _AHEAD, 0) : at + _NEAR + 1] if not word.stop]


def _stems(some: Sequence[Word], target: Target) -> set[str]:
    """Return the stems of words with those that may stand for them."""
    own = {word.stem for word in some}
    return own.union(*(group for unit in target.units for group in unit.groups if group[0] in own))


def _mentions(
    candidate: Candidate, target: Target, nouns: set[str], described: set[str], given: set[str]
) -> Iterator[tuple[bool, bool]]:
    """Yield for each mention of what is asked for in a sentence whether a name that the question does not give stands by it,
    and whether it is described as in the question. Definite ones without a name are left out."""
    text, entities = candidate.line.text, candidate.line.facts.entities
    own = words(text)
    numbers = {e.start for e in entities if e.kind is EntityKind.NUMBER}
    told = {e.start for e in entities if e.kind is EntityKind.NUMBER and e.canonical in target.given}
    places = {
        word.start
        for e in entities
        if e.kind in PLACES and e.canonical in target.names
        for word in own
        if e.start <= word.start < e.end
    }
    counted = any(canonical.isdigit() and len(canonical) < _YEAR for canonical in target.given)
    for at, word in enumerate(own):
        if word.stem not in nouns:
            continue
        before, after = own[max(at - _NEAR, 0) : at], own[at + 1 : at + 1 + _NEAR]
        led = next((w for w in before if fold(w.text) in _INDEFINITE or w.start in numbers), None)
        if led is not None and led.start in numbers - told and counted:
            continue
        following = own[at + 1 : at + 1 + _NAMES_FOLLOW]
        is_named = _has_a_name(following, given) or bool(candidate.items)
        beside = [*(w for w in before if led is None or w.start >= led.start), *after]
        alike = any(w.start in told or w.start in places or w.stem in described for w in beside)
        if led is None or not alike:
            if is_named and (alike or led is not None):
                yield True, alike
            continue
        listed = _LISTED.search(text, word.end)
        is_named |= listed is not None and _has_a_name([w for w in own if w.start >= listed.end()], given)
        apposed = _APPOSED.search(text[: led.start])
        is_named |= apposed is not None and _has_a_name([w for w in own if w.start < led.start][-_NAMES_FOLLOW:], given)
        yield is_named, alike


def _has_a_name(some: Sequence[Word], given: set[str]) -> bool:
    """Tell whether a word with a capital is among these that the question does not hold."""
    return any(word.text[:1].isupper() and fold(word.text) not in given for word in some)
