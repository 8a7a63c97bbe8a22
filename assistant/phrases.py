"""The assistant's own sentences, French and English: refusals, greetings, introductions. Never facts.

Everything else that an answer shows is a quotation.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from assistant.answers import RefusalReason


@dataclass(frozen=True, slots=True)
class Phrases:
    """The sentences of one language. `refusals` may hold {name} for the words of the question that are missing."""

    refusals: Mapping[RefusalReason, str]
    nearest: str
    greeting: str
    thanks: str
    who_am_i: str


_FRENCH = Phrases(
    refusals=MappingProxyType(
        {
            RefusalReason.NOTHING_NEAR: "Je n'ai pas trouvé la réponse dans les documents.",
            RefusalReason.UNKNOWN_ENTITY: "Je n'ai pas trouvé la réponse : les documents ne parlent pas de « {name} ».",
            RefusalReason.NO_VALUE: "Je n'ai pas trouvé la réponse : les documents ne donnent pas cette information.",
            RefusalReason.FALSE_PREMISE: "Je n'ai pas trouvé la réponse : les passages trouvés ne disent rien de tel pour {name}.",
            RefusalReason.NOT_A_QUESTION: "Je réponds seulement aux questions sur les documents du corpus, en citant leurs passages.",
        }
    ),
    nearest="Voici les passages les plus proches.",
    greeting="Bonjour ! Posez-moi une question sur les pôles de compétitivité, leurs accords internationaux ou les programmes qui les soutiennent.",
    thanks="Avec plaisir. N'hésitez pas à poser une autre question.",
    who_am_i="Je suis Interpôles, un assistant qui répond aux questions sur les pôles de compétitivité à partir d'un corpus de documents. "
    "Chaque phrase que je montre est citée mot pour mot, et je le dis quand je ne trouve pas.",
)

_ENGLISH = Phrases(
    refusals=MappingProxyType(
        {
            RefusalReason.NOTHING_NEAR: "I did not find the answer in the documents.",
            RefusalReason.UNKNOWN_ENTITY: "I did not find the answer: the documents do not mention “{name}”.",
            RefusalReason.NO_VALUE: "I did not find the answer: the documents do not give this information.",
            RefusalReason.FALSE_PREMISE: "I did not find the answer: the passages found say nothing of the kind for {name}.",
            RefusalReason.NOT_A_QUESTION: "I only answer questions about the documents of the corpus, quoting their passages.",
        }
    ),
    nearest="Here are the nearest passages.",
    greeting="Hello! Ask me about French competitiveness clusters, their international agreements or the programmes that support them.",
    thanks="You are welcome. Feel free to ask another question.",
    who_am_i="I am Interpôles, an assistant that answers questions about French competitiveness clusters from a corpus of documents. "
    "Every sentence that I show is quoted word for word, and I say so when I do not find an answer.",
)


def phrases(language: str) -> Phrases:
    """Return the sentences for "fr" or "en"; any other language gets French."""
    return _ENGLISH if language == "en" else _FRENCH


def refusal_text(language: str, reason: RefusalReason, name: str, *, nearest: bool) -> str:
    """Return the refusal in words; `name` fills the place of what is missing, `nearest` announces passages."""
    spoken = phrases(language)
    text = spoken.refusals[reason].format(name=name)
    return f"{text} {spoken.nearest}" if nearest else text
