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
from corpus.kinds import PLACES

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
_SUBJECTS = re.compile(
    r"\b((?:le|la|les|l['’]|un|une|du|des|cet|cette|ce|the|an)\b ?\w)"
    r"|\b(?i:combien d(?:e |['’])|quel(?:le)?s? |how many |which )(?!est\b|sont\b|était|étaient|fut\b|sera\b|is\b|are\b)(\w)"
    r"|(?<=[ '’])([A-ZÀ-Þ]\w)"
)
_IMPERSONAL = re.compile(
    r"\b(y a[- ]t[- ]il|il y a|s'agit[- ]il|il s'agit|est[- ]il (possible|vrai|prevu|obligatoire|necessaire|utile|interdit|permis)|se pass(e|ait)[- ]t[- ]il|s'est[- ]il passe|arrive[- ]t[- ]il|en est[- ]il"
    r"|suffit[- ]il|convient[- ]il|vaut[- ]il|reste[- ]t[- ]il|manque[- ]t[- ]il|existe[- ]t[- ]il|faut[- ]il|is it (true|possible)|is there|are there)\b"
)
_INVERSION = re.compile(r"-(t-)?(il|elle|ils|elles|on)\b")
_DIRECT = re.compile(
    r"\ben (\d{4}|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre|quelle|quoi|cours|europe|france|[a-z]+ie|[a-z]+ne)\b"
)
_CLITIC = re.compile(
    r"\b(?:peut|puis|peuvent|pourrait|pourrai|faut|doit|dois)[- ](?:t-)?(?:on|je|ils?|elles?) (?:le |la |l'|les |lui |leur )[a-z]+(?:er|ir|oir|re)\b"
)
"""A pronoun that looks like an article but for the verb after it: "peut-on l'avoir au téléphone ?"."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NEIGHBOURING_YEARS = (
    (1, re.compile(r"\b(?:l'annee (?:suivante|d'apres)|the (?:following|next) year|the year after)\b")),
    (-1, re.compile(r"\b(?:l'annee (?:precedente|d'avant)|the previous year|the year before)\b")),
)

_WHICH = re.compile(r"\b(?:quel(?:le)?s?|lequel|laquelle|which)\b")
_PLACES_WANTED = frozenset({Want.PLACE, Want.CITY, Want.REGION, Want.COUNTRY})
_NAMES_WANTED = frozenset({Want.WHO, Want.NAME}) | _PLACES_WANTED
_PLURAL = re.compile(r"\b(?:ils|elles|leurs?|eux|they|them|theirs?)\b")
_SINGULAR = re.compile(r"\b(?:il|elle|he|she|it|its|his|her)\b")
_SEVERAL_ASKED = re.compile(r"\b(?:quels|quelles|lesquels|lesquelles|which (?:\w+ )?\w+s)\b(?! (?:is|was)\b)")
_ANOTHER = re.compile(
    r"\b(?:celui|celle|ceux|celles) (?:(?:de|du|des|en|a|au|aux)\b|d')|\bthe ones? (?:in|of|from|at)\b"
)
_THAT_OF = re.compile(
    r"\b(?:celui|celle|ceux|celles|ones?) (?:de |d['’]|du |en |à |au |in |of |from |at )(?P<name>[A-ZÀ-Þ][\w'’-]*(?: [A-ZÀ-Þ][\w'’-]*)*)"
)
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
    if _DEMONSTRATIVE.search(folded) or any(pattern.search(folded) for _, pattern in _NEIGHBOURING_YEARS):
        return True
    named = any(entity.kind in NAMED for entity in entities)
    without_fixed = (
        _DIRECT.sub(" ", _INVERSION.sub(" ", _IMPERSONAL.sub(" ", folded)))
        if named
        else _IMPERSONAL.sub(" ", _DIRECT.sub(" ", folded))
    )
    if _PRONOUNS.search(without_fixed) or _CLITIC.search(folded):
        return not named or bool(re.search(r"\b(celui|celle|ceux|celles)[- ](ci|la)\b|\bce dernier\b", folded))
    return not named and len(set(terms(question))) <= 1


def is_about_the_answer(question: str, previous: str) -> bool:
    """Say whether a follow-up may be about the name that answered `previous`: one was asked for, and a pronoun takes it up.

    A place is not taken up by a pronoun of several ("ils", "leur"), several by none of one ("il"), and "celui de Tampere" is
    another than the one that answered.
    """
    wants, folded = question_type(previous).wants, fold(question)
    if wants & _PLACES_WANTED and _PLURAL.search(folded):
        return False
    one_of_several = _SEVERAL_ASKED.search(fold(previous)) and _SINGULAR.search(folded) and not _PLURAL.search(folded)
    if one_of_several or _ANOTHER.search(folded):
        return False
    asked = bool(wants & _NAMES_WANTED) or (not wants and _WHICH.search(fold(previous)) is not None)
    return asked and _PRONOUNS.search(_IMPERSONAL.sub(" ", folded)) is not None


def rewrite(
    question: str,
    entities: Sequence[Entity],
    previous: str,
    previous_entities: Sequence[Entity],
    answered: str = "",
) -> Rewriting:
    """Return `question` made self-contained with `previous`, the last question that stood on its own.

    "Et au Brésil ?" after "Quel est le partenaire chinois de X ?" replaces the country and keeps the rest, "et l'année
    suivante ?" the year; any other follow-up keeps its own words and tells what the previous question was about: all of
    it but its first words, those that ask ("celui de Tampere": of Tampere, where it named another place). `answered` is a
    name that answered the previous question: what follows is about it.
    """
    replaced = _shifted(question, previous) or _replaced(question, entities, previous, previous_entities)
    if replaced is not None:
        return Rewriting(replaced, previous)
    if answered:
        return Rewriting(f"{_bare(question)} ({answered}) ?", previous)
    subject = _subject(previous, previous_entities)
    other = _THAT_OF.search(question)
    places = {entity.text for entity in previous_entities if entity.kind in PLACES}
    if other is not None and len(places) == 1:
        subject = subject.replace(places.pop(), other["name"])
    return Rewriting(f"{_bare(question)} ({subject}) ?", previous)


def _bare(question: str) -> str:
    return question.strip().rstrip("?!. ").strip()


def _subject(question: str, entities: Sequence[Entity]) -> str:
    """Return what a question is about: its words from the first article, name or thing counted on, else all of them."""
    bare = _bare(question)
    asking = _WHAT_IS.match(bare)
    starts = [match.start(match.lastindex or 0) for match in _SUBJECTS.finditer(bare, asking.end() if asking else 0)]
    starts += [entity.start for entity in entities if entity.kind in NAMED]
    return bare[min(starts) :] if starts else bare[asking.end() :] if asking else bare


def _shifted(question: str, previous: str) -> str | None:
    """Return the previous question for the year after or before its own, if that is all that `question` asks, or None."""
    folded = fold(question)
    for step, pattern in _NEIGHBOURING_YEARS:
        if pattern.search(folded) and not terms(pattern.sub(" ", _OPENING.sub(" ", folded))):
            years = _YEAR.findall(previous)
            return _YEAR.sub(str(int(years[0]) + step), previous) if len(set(years)) == 1 else None
    return None


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
