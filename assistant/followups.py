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
_DISLOCATED = re.compile(r"^\W*(?:le |la |les |l').{3,60}, (?:c'(?:est|etait)|ca)\b")
"""Something definite that the question does not say of what: "La première visite, c'était quand ?"."""
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
_CAPITALS = re.compile(r"\b(?P<name>[A-Z\u00c0-\u00de][A-Z\u00c0-\u00de\d-]{3,})\b")
_LONE_NAME = re.compile(
    r"(?:[Ee]t|[Aa]nd|[Mm]ais|[Bb]ut|[Ww]hat about|[Hh]ow about) (?:(?:[àa]|au|aux|en|pour|avec|chez|for|with|le|la|les|the) |l['’])*"
    r"(?P<name>[A-Z\u00c0-\u00de][\w&-]+(?: (?:(?:de|du|des|d['’]|of|et|&|la|en) ?)*[A-Z\u00c0-\u00de\d][\w&-]*)*) ?\?*\Z"
)
"""A follow-up that is nothing but a name: "Et la Collectivité de Corse ?"."""
_SMALL = re.compile(
    r"(?:\b(?:au|aux|en|[àa]|chez|avec|pour|le|la|les|du|de|des|in|with|the|from|of|for|to|by|par) +|\b[ld]['’] ?)+\Z",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(r"\b(?:aux?|en|a|chez|avec|pour|du|des?|d(?=')|in|with|from|of|for|to|by|par)\b")
_SAME_PREPOSITION = {"au": "a", "aux": "a", "en": "a", "du": "de", "des": "de", "d": "de"}
_ARTICLE = re.compile(r"(?:\b(?:le|la|les|the) +|\bl['’] ?)\Z", re.IGNORECASE)
_CONTRACTED = re.compile(r"\b(?:au|aux|du|des) +\Z")
_ABOUT = re.compile(r"(?:pour|for) +", re.IGNORECASE)
"""What leads to a name without saying how it stands in the sentence: "et pour le Japon ?"."""
_WHOLE = {"au ": "à ", "aux ": "à ", "du ": "de ", "des ": "de "}
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
    if not named and _DISLOCATED.search(folded):
        return True
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
    """Put the question's only entity in the place of the entity of its kind in the previous question, or return None.

    "Et à Axelera ?" takes the place of what follows the same small words, else of the last one that is no apposition.
    """
    if not _OPENING.search(fold(question)):
        return None
    named = [e for e in entities if e.kind in _REPLACEABLE]
    if len(named) == 1 and not terms(question[: named[0].start] + " " + question[named[0].end :]):
        new = named[0]
        others = [e for e in previous_entities if e.kind in _REPLACEABLE[new.kind] and e.canonical != new.canonical]
    elif alone := _LONE_NAME.match(question.strip()):
        new = _organisation(alone, len(question) - len(question.lstrip()))
        known = [e for e in previous_entities if e.kind in _REPLACEABLE[EntityKind.INSTITUTION]]
        others = _in_capitals(previous, previous_entities) if new.text.isupper() else known
    else:
        return None
    if not others:
        return None
    small = _small_words(question, new.start)
    leads = {e: _small_words(previous, e.start) for e in others}
    old = max(
        others, key=lambda e: (_prepositions(small) == _prepositions(leads[e]), not _is_aside(previous, e), e.start)
    )
    dated = new.kind in {EntityKind.DATE, EntityKind.PERIOD} and not leads[old]
    taken = "" if dated else _taking_the_place(small, leads[old])
    before, after = previous[: old.start - len(leads[old])], previous[old.end :]
    if taken is not None:
        return f"{before}{taken}{new.text}{after}"
    return f"{_bare(f'{before.rstrip()} {after.lstrip()}')} ({small}{new.text}) ?"


def _in_capitals(question: str, entities: Sequence[Entity]) -> list[Entity]:
    """Return the names in capitals that no list knows ("RAILCELL")."""
    found = [_organisation(each) for each in _CAPITALS.finditer(question)]
    return [e for e in found if all(e.end <= other.start or other.end <= e.start for other in entities)]


def _organisation(found: re.Match[str], offset: int = 0) -> Entity:
    start, end = found.span("name")
    return Entity(EntityKind.ORGANISATION, start + offset, end + offset, found["name"], found["name"])


def _small_words(question: str, end: int) -> str:
    """Return the small words, with the spaces, that lead to what begins at `end` ("au ", "avec le ", "l'")."""
    found = _SMALL.search(question, 0, end)
    return "" if found is None else found.group()


def _prepositions(small: str) -> tuple[str, ...]:
    """Return the prepositions among small words, those of place as one: "au Japon" says what "en Chine" does."""
    found = _PREPOSITION.findall(fold(small))
    return tuple(_SAME_PREPOSITION.get(each, each) for each in found)


def _taking_the_place(small: str, before: str) -> str | None:
    """Return the small words of a name that takes the place of one after `before`, or None if they do not go together."""
    asked, there = _prepositions(small), _prepositions(before)
    if asked != there and (about := _ABOUT.match(small)):
        small, asked = small[about.end() :], ()
    if not small:
        return before
    if asked:
        return small if asked == there else None
    if not before:
        return None
    # A bare article ("et l'Allemagne ?") keeps the preposition that stands there.
    kept = _ARTICLE.sub("", before)
    return _CONTRACTED.sub(lambda found: _WHOLE[found.group()], kept) + small


def _is_aside(question: str, entity: Entity) -> bool:
    """Tell whether an entity only explains the one before it: "Biocat, partenaire de X"."""
    return re.search(r", (?:[a-zà-ÿ]+ ){1,2}(?:de |du |d['’]|of )\Z", question[: entity.start]) is not None
