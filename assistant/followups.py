"""Follow-up questions: a deterministic gate, then a rewriting that carries over what the question leaves out.

The rewritten question is shown to the reader, so it stays a sentence made of the reader's own words.
Does not know passages or models.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.question_types import Want, question_type
from corpus.entities import Entity, EntityKind
from corpus.french import fold, terms

_PRONOUNS = re.compile(
    r"\b(il|elle|ils|elles|lui|leurs?|eux|celui[- ]ci|celle[- ]ci|ceux[- ]ci|celles[- ]ci|celui[- ]la|celle[- ]la|cela|ca|ce dernier|cette derniere|ces derni[a-z]+"
    r"|le meme|la meme|les memes|son|sa|ses|y|en|they|them|their|theirs|it|its|he|she|his|her|him|that one|this one|those|these)\b"
)
_DEMONSTRATIVE = re.compile(
    r"\b(ce|cet|cette|ces|this|that|these|those|the said|ledit|ladite) (pole|cluster|projet|programme|accord|alliance|partenariat|cooperation|evenement|salon|atelier"
    r"|reseau|personne|institut|organisme|dispositif|project|agreement|partnership|event|network|person|program|programme)s?\b"
)
_OPENING = re.compile(
    r"^\W*(et|mais|ou|alors|puis|aussi|and|but|also|what about|how about|qu'en est[- ]il|idem|meme question|same question)\b"
)
_ARTICLE = re.compile(r"\b(le|la|les|l['’]|un|une|du|des|cet|cette|ce|the|an)\b ?(?=\w)", re.IGNORECASE)
_IMPERSONAL = re.compile(
    r"\b(y a[- ]t[- ]il|il y a|s'agit[- ]il|il s'agit|est[- ]il (possible|vrai)|existe[- ]t[- ]il|faut[- ]il|is it (true|possible)|is there|are there)\b"
)
_INVERSION = re.compile(r"-(t-)?(il|elle|ils|elles|on)\b")
_DIRECT = re.compile(
    r"\ben (\d{4}|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|quelle|quoi|cours|europe|france|[a-z]+ie|[a-z]+ne)\b"
)

_IDENTITY = re.compile(
    r"^\W*(?:(?:qui|who) (?:est|sont|etait|etaient|is|are|was|were)|qu'?est[- ]ce qu|c'?est quoi|comment s'appelle|what (?:is|are) (?!the ))"
)
"""Questions for who or what something is: what follows is about that very thing, not about the names in its description."""

_WHICH = re.compile(r"\b(?:quel(?:le)?s?|lequel|laquelle|which)\b")
_NAMES_WANTED = frozenset({Want.WHO, Want.NAME, Want.PLACE, Want.CITY, Want.REGION, Want.COUNTRY})
_WHAT_IS = re.compile(r"^\W*qu['’]est[- ]ce qu(?:e |['’])", re.IGNORECASE)

_REPLACEABLE = {
    EntityKind.COUNTRY: {EntityKind.COUNTRY, EntityKind.CITY, EntityKind.REGION},
    EntityKind.CITY: {EntityKind.COUNTRY, EntityKind.CITY, EntityKind.REGION},
    EntityKind.REGION: {EntityKind.COUNTRY, EntityKind.CITY, EntityKind.REGION},
    EntityKind.POLE: {EntityKind.POLE, EntityKind.ORGANISATION},
    EntityKind.ORGANISATION: {EntityKind.POLE, EntityKind.ORGANISATION, EntityKind.INSTITUTION},
    EntityKind.INSTITUTION: {EntityKind.INSTITUTION, EntityKind.ORGANISATION},
    EntityKind.PROGRAMME: {EntityKind.PROGRAMME},
    EntityKind.PERSON: {EntityKind.PERSON},
    EntityKind.DATE: {EntityKind.DATE, EntityKind.PERIOD},
    EntityKind.PERIOD: {EntityKind.DATE, EntityKind.PERIOD},
}
NAMED = frozenset(
    {
        EntityKind.POLE,
        EntityKind.PROGRAMME,
        EntityKind.INSTITUTION,
        EntityKind.ORGANISATION,
        EntityKind.PERSON,
        EntityKind.EVENT,
        EntityKind.COUNTRY,
        EntityKind.CITY,
        EntityKind.REGION,
    }
)


@dataclass(frozen=True, slots=True)
class Rewriting:
    """A question that stands on its own. `carried` is what came from the history, empty when nothing did."""

    standalone: str
    carried: str


def needs_history(question: str, entities: Sequence[Entity]) -> bool:
    """Say whether `question` cannot be understood alone: an opening "et …", a pronoun, or nothing but an ellipsis."""
    folded = fold(question)
    if _OPENING.search(folded):
        return True
    if _DEMONSTRATIVE.search(folded):
        return True
    named = any(entity.kind in NAMED for entity in entities)
    without_fixed = (
        _DIRECT.sub(" ", _INVERSION.sub(" ", _IMPERSONAL.sub(" ", folded)))
        if named
        else _IMPERSONAL.sub(" ", _DIRECT.sub(" ", folded))
    )
    if _PRONOUNS.search(without_fixed):
        return not named or bool(re.search(r"\b(celui|celle|ceux|celles)[- ](ci|la)\b|\bce dernier\b", folded))
    return not named and len(set(terms(question))) <= 1


def is_about_the_answer(question: str, previous: str) -> bool:
    """Say whether a follow-up may be about the name that answered `previous`: one was asked for, and a pronoun takes it up."""
    wants = question_type(previous).wants
    asked = bool(wants & _NAMES_WANTED) or (not wants and _WHICH.search(fold(previous)) is not None)
    return asked and _PRONOUNS.search(_IMPERSONAL.sub(" ", fold(question))) is not None


def rewrite(
    question: str,
    entities: Sequence[Entity],
    previous: str,
    previous_entities: Sequence[Entity],
    answered: str = "",
) -> Rewriting:
    """Return `question` made self-contained with `previous`, the last question that stood on its own.

    "Et au Brésil ?" after "Quel est le partenaire chinois de X ?" replaces the country and keeps the rest; any other
    follow-up keeps its own words and names what the previous question was about: the names in it, or the whole
    description after a question for who or what something is. `answered` is a name that answered the previous question:
    what follows is about it.
    """
    replaced = _replaced(question, entities, previous, previous_entities)
    if replaced is not None:
        return Rewriting(replaced, previous)
    if answered:
        return Rewriting(f"{_bare(question)} ({answered}) ?", previous)
    subjects: list[str] = []
    own = {entity.canonical for entity in entities}
    for entity in previous_entities:
        if entity.kind in NAMED and entity.canonical not in own and entity.text not in subjects:
            subjects.append(entity.text)
    bare = _bare(question)
    own_words = set(terms(question)) - {term for entity in entities for term in terms(entity.text)}
    named = subjects and own_words and not _IDENTITY.search(fold(previous))
    about = ", ".join(subjects) if named else _subject(previous)
    return Rewriting(f"{bare} ({about}) ?", previous)


def _bare(question: str) -> str:
    return question.strip().rstrip("?!. ").strip()


def _subject(question: str) -> str:
    """Return what a question without names is about: its words from the first article on, else all of them."""
    bare = _WHAT_IS.sub("", _bare(question))
    article = _ARTICLE.search(bare)
    return bare[article.start() :] if article else bare


def _replaced(
    question: str, entities: Sequence[Entity], previous: str, previous_entities: Sequence[Entity]
) -> str | None:
    """Put the question's only entity in the place of the entity of its kind in the previous question, or return None."""
    named = [e for e in entities if e.kind in _REPLACEABLE]
    if len(named) != 1 or not _OPENING.search(fold(question)):
        return None
    new = named[0]
    rest = question[: new.start] + " " + question[new.end :]
    if len(set(terms(rest))) > 0:
        return None
    for old in reversed(previous_entities):
        if old.kind in _REPLACEABLE[new.kind] and old.canonical != new.canonical:
            complement = _complement(question, new)
            if complement == new.text:
                return previous[: old.start] + new.text + previous[old.end :]
            kept = f"{previous[: old.start].rstrip()} {previous[old.end :].lstrip()}"
            return f"{_bare(kept)} ({complement}) ?"
    return None


def _complement(question: str, entity: Entity) -> str:
    """Return the entity with the small words before it ("au Brésil")."""
    before = question[: entity.start].split()
    small = [
        word
        for word in before[-2:]
        if fold(word)
        in {"au", "aux", "en", "a", "chez", "avec", "pour", "le", "la", "les", "du", "de", "des", "in", "with"}
    ]
    return " ".join([*small, question[entity.start : entity.end]])
