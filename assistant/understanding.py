"""Understanding a question: language, kind, names, dates, what must be found, and what the history adds.

Does not know passages, vectors or how answers are composed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.clauses import clauses, completed
from assistant.compared import compared
from assistant.followups import NAMED, Rewriting, needs_history, rewrite
from assistant.lexicon import Lexicon
from assistant.question_types import CONTACT, QuestionType, Shape, Want, question_type
from corpus.entities import Entity, EntityKind, find_entities
from corpus.french import detect_language, terms, words
from corpus.naming import Names
from corpus.persons import TITLE_WORDS
from corpus.spelling import fold_word

# Words that shape a question without naming what it is about: they are searched, but never demanded of the evidence.
_SHAPING = frozenset(
    terms(
        """
        combien quel quelle quels quelles quand qui que quoi où comment pourquoi lequel laquelle lesquels lesquelles
        nom nommer appeler liste lister citer énumérer donner indiquer dire préciser expliquer décrire présenter résumer
        comparer connaître savoir trouver différence compte rendu résumé synthèse nombre date année jour mois heure moment
        période lieu ville pays région endroit personne exactement environ svp stp être avoir faire pouvoir devoir falloir
        vouloir aller tenir situer signifier désigner sigle acronyme abréviation correspondre
        court bref rapide comparatif topo phrase short brief quick overview sentence
        fonction occuper poste rôle titre métier qualité occupation job role position function title
        stand mean means meaning acronym short called name named
        peux peut pouvez pourrais pourriez veuillez can could
        what which who whom whose when where why how many much name list give tell describe explain summarise summarize
        compare find know does do did is are was were has have had year date day month time place city country region
        number people take took there please exactly about
        """
    )
)


_ABOUT_NOTHING = frozenset({Shape.SMALL_TALK, Shape.COMMAND})
_SENTENCE_START = re.compile(r"(^|[.!?:]\s)\W*$")
_TAKEN_FOR_GRANTED = frozenset({"France", "Europe"})
"""Places that documents on French poles need not name: "pôles français" demands nothing of a passage."""
_QUANTITIES = frozenset({EntityKind.NUMBER, EntityKind.AMOUNT, EntityKind.PERCENT, EntityKind.DURATION})


@dataclass(frozen=True, slots=True)
class Understanding:
    """A question, understood: `question` as it was written, `asked` with its typing errors corrected.

    `standalone` is what it means without the history.

    `terms` are the distinct stems of the standalone question, `focus` those that name what it is about;
    `names` are entities of `corpus.naming` or of a pattern, `unknown` capitalised words that no list knows,
    `dates` the dates and periods, `numbers` the quantities; `parts` are the questions that a comparison, or one
    that asks several things, holds.
    """

    question: str
    asked: str
    standalone: str
    language: str
    type: QuestionType
    terms: tuple[str, ...]
    focus: tuple[str, ...]
    names: tuple[Entity, ...]
    unknown: tuple[str, ...]
    dates: tuple[Entity, ...]
    numbers: tuple[Entity, ...]
    parts: tuple[str, ...]

    @property
    def rewritten(self) -> bool:
        """Say whether the history or a corrected typing error changed the question."""
        return self.standalone != self.question

    @property
    def continued(self) -> bool:
        """Say whether the history changed the question."""
        return self.standalone != self.asked


def understand(
    question: str, history: Sequence[str], names: Names, lexicon: Lexicon, *, answered: str = ""
) -> Understanding:
    """Return what `question` means after `history` (earlier questions, oldest first).

    `answered` is a name that answered the last of them, if a follow-up is about that name.
    """
    asked = _mostly_lower(question.strip())
    rewriting = _resolve(asked, asked_before(history), names, answered)
    standalone = rewriting.standalone
    own_type = question_type(asked)
    kind = own_type if own_type.wants or not rewriting.carried else _inherit(own_type, rewriting.carried)
    entities = question_entities(standalone, names)
    distinct = tuple(dict.fromkeys(terms(standalone)))
    return Understanding(
        question=question,
        asked=question,
        standalone=standalone if rewriting.carried else question,
        language=detect_language(asked),
        type=kind,
        terms=distinct,
        focus=tuple(term for term in distinct if term not in _SHAPING),
        names=tuple(e for e in entities if _demands(e, lexicon)),
        unknown=_unknown(standalone, entities, lexicon),
        dates=tuple(entity for entity in entities if entity.kind in {EntityKind.DATE, EntityKind.PERIOD}),
        numbers=tuple(entity for entity in entities if entity.kind in _QUANTITIES),
        parts=compared(standalone, entities) if kind.shape is Shape.COMPARISON else _clauses(standalone, names),
    )


def asked_before(history: Sequence[str]) -> list[str]:
    """Return the earlier questions that a follow-up may be about: greetings, thanks and commands are about nothing."""
    return [question for question in history if question_type(question).shape not in _ABOUT_NOTHING]


def _demands(entity: Entity, lexicon: Lexicon) -> bool:
    """Say whether an entity is a name that the evidence must hold."""
    return (
        entity.kind in NAMED
        and entity.canonical not in _TAKEN_FOR_GRANTED
        and not (entity.canonical == entity.text and lexicon.knows(entity.text))
    )


def question_entities(question: str, names: Names) -> tuple[Entity, ...]:
    """Return the entities of a question, names with a typing error included, in text order."""
    english = detect_language(question) == "en"
    found = {
        (entity.start, entity.end): entity
        for entity in names.mentions(question, fuzzy=True)
        # The lists know which French words are common; an English word ("turn") may look like a name ("Turin"),
        # or follow one ("the Medicon valley" may be no Medicon Valley).
        if not (english and (entity.text.islower() or _loses_capitals(entity, names)))
    }
    taken = list(found.values())
    for entity in find_entities(question, names):
        overlaps = any(entity.start < other.end and other.start < entity.end for other in taken)
        if not overlaps and not (english and _loses_capitals(entity, names)):
            found[(entity.start, entity.end)] = entity
    return tuple(found[key] for key in sorted(found))


def _loses_capitals(entity: Entity, names: Names) -> bool:
    """Say whether some word of a mention lacks the capital that it has in every form of the name, and another keeps its own."""
    forms = (entity.canonical, *names.aliases(entity.canonical))
    mixed = any(w[:1].isupper() for w in entity.text.split()) and any(w[:1].islower() for w in entity.text.split())
    return mixed and all(entity.text not in form for form in forms)


def _resolve(question: str, history: Sequence[str], names: Names, answered: str = "") -> Rewriting:
    """Rewrite `question` with the nearest earlier question that stands on its own, itself rewritten where needed."""
    entities = question_entities(question, names)
    if not history or not needs_history(question, entities):
        return Rewriting(question, "")
    if question_type(question).shape in _ABOUT_NOTHING:
        return Rewriting(question, "")
    previous = _resolve(_mostly_lower(history[-1].strip()), history[:-1], names).standalone
    return rewrite(question, entities, previous, question_entities(previous, names), answered)


def _inherit(own: QuestionType, carried: str) -> QuestionType:
    """Give an elliptical question ("Et au Brésil ?") the type of the question that it continues."""
    before = question_type(carried)
    shape = before.shape if own.shape in {Shape.FACT, Shape.YES_NO, Shape.SMALL_TALK} else own.shape
    return QuestionType(before.wants, shape)


def _mostly_lower(question: str) -> str:
    """Lower the case of a question written in capitals, which would hide its names and spoil its embedding.

    One name in capitals is a name: "Et FLUVICELL ?".
    """
    letters = [character for character in question if character.isalpha()]
    in_capitals = [word for word in words(question) if len(word.text) > 2 and word.text.isupper()]
    if len(letters) >= 8 and sum(map(str.isupper, letters)) > 0.7 * len(letters) and len(in_capitals) > 1:
        return question.lower()
    return question


def _unknown(question: str, entities: Sequence[Entity], lexicon: Lexicon) -> tuple[str, ...]:
    """Return the capitalised words, not first in a sentence, that are in no entity from the lists and no plain words.

    A question typed without capitals, or with one on every word, has none: there the evidence alone decides.
    """
    all_words = [word for word in words(question) if not word.stop]
    capitalised = [word for word in all_words if word.text[:1].isupper()]
    if len(capitalised) > 2 and len(capitalised) == len(all_words):
        return ()
    known = [entity for entity in entities if entity.kind is not EntityKind.PERSON]
    found = [
        word.text
        for word in capitalised
        if len(word.text) > 1
        and fold_word(word.text) not in TITLE_WORDS
        and not any(entity.start <= word.start < entity.end for entity in known)
        and not _SENTENCE_START.search(question[: word.start])
        and not lexicon.knows(word.text)
    ]
    return tuple(dict.fromkeys(found))


def _clauses(question: str, names: Names) -> tuple[str, ...]:
    """Return each thing that a question asks as a question of its own, which tells what the first is about."""
    asked = clauses(question)
    wanted = [question_type(each).wants for each in asked]
    # A contact is told whole: "qui est le contact, et quel est son courriel ?" is one question.
    if not asked or (Want.CONTACT in wanted[0] and all(want and want <= CONTACT for want in wanted[1:])):
        return ()
    first = asked[0]
    entities = question_entities(first, names)
    return (
        first,
        *(
            completed(each, first) or rewrite(each, question_entities(each, names), first, entities).standalone
            for each in asked[1:]
        ),
    )
