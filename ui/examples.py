"""Questions to begin with, of the corpus at hand: the written ones for the shipped notes, else made of what documents state.

Facts are read in a thread of their own, as that takes long after the corpus has changed: whoever opens the page meanwhile
gets questions about documents. Does not know Gradio.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Collection, Iterator, Sequence
from itertools import chain, islice, zip_longest

from assistant.wiring import shipped_documents
from corpus.errors import CorpusError
from corpus.facts import Fact, FactKind, FieldName, Status
from corpus.reading import find_files
from index.errors import StoreError
from ui.contracts import PageApplication
from ui.texts import Texts

logger = logging.getLogger(__name__)

MOST = 5
LONGEST_NAME = 70
"""Characters of a name or title in an example; longer ones make no question that one takes in at a glance."""

_VOWELS = frozenset("aeiouâàäéèêëîïôöûùüAEIOUÂÀÄÉÈÊËÎÏÔÖÛÙÜ")

PATIENCE = 1.5
"""Seconds that a page waits for the facts."""


class Examples:
    """The questions offered now. Safe to share between threads."""

    def __init__(self, application: PageApplication, texts: Texts, *, patience: float = PATIENCE) -> None:
        self._application = application
        self._texts = texts
        self._patience = patience
        self._shipped = frozenset(str(path) for path in find_files(shipped_documents()))
        self._lock = threading.Lock()
        self._generation = -1
        self._ready = threading.Event()
        self._questions: tuple[str, ...] = ()

    def questions(self) -> tuple[str, ...]:
        """Return up to five questions; none for an empty corpus. Waits a moment at most."""
        with self._lock:
            generation = self._application.store.generation
            if generation != self._generation:
                documents = self._application.store.documents()
                titles = tuple(document.title for document in documents)
                self._generation, self._ready = generation, threading.Event()
                if self._shipped <= {document.source for document in documents}:
                    self._questions = self._texts.chat.examples
                    self._ready.set()
                else:
                    self._questions = derived((), titles, self._texts)
                    arguments = (generation, titles, self._ready)
                    threading.Thread(
                        target=self._derive, args=arguments, name="interpoles-examples", daemon=True
                    ).start()
            ready = self._ready
        ready.wait(self._patience)
        return self._questions

    def _derive(self, generation: int, titles: Collection[str], ready: threading.Event) -> None:
        """Make questions of facts; what goes wrong with them is told where they are shown, not here."""
        try:
            questions = derived(self._application.facts(), titles, self._texts)
            with self._lock:
                if generation == self._generation:
                    self._questions = questions
        except (CorpusError, StoreError) as error:
            logger.warning("no examples from facts: %s", error)
        finally:
            ready.set()


def derived(facts: Sequence[Fact], titles: Collection[str], texts: Texts) -> tuple[str, ...]:
    """Return questions that the corpus answers: of each kind in turn, of the surest facts first."""
    words = texts.chat
    surest = sorted(facts, key=lambda fact: -fact.confidence)
    kinds = (
        (words.example_agreements, _signatories(surest)),
        (words.example_contact, _named(surest, FactKind.CONTACT, FieldName.ORGANISATION, FieldName.PERSON)),
        (words.example_members, _named(surest, FactKind.MEMBERSHIP, FieldName.ALLIANCE, FieldName.MEMBER)),
        (words.example_document, iter(titles)),
    )
    questions = ([_asking(pattern, name, texts) for name in _distinct(names)] for pattern, names in kinds)
    mixed = chain.from_iterable(zip_longest(*questions))
    return tuple(islice((question for question in mixed if question), MOST))


def _asking(pattern: str, name: str, texts: Texts) -> str:
    """Return a question about a name, "de" cut short in French where the name begins with a vowel."""
    if texts.language == "fr" and name[0] in _VOWELS:
        pattern = pattern.replace("de {name}", "d'{name}")
    return pattern.format(name=name)


def _distinct(names: Iterator[str]) -> tuple[str, ...]:
    found = (name for name in dict.fromkeys(names) if name and len(name) <= LONGEST_NAME and "\n" not in name)
    return tuple(islice(found, MOST))


def _signatories(facts: Sequence[Fact]) -> Iterator[str]:
    """Yield who has signed agreements with a partner that is named."""
    for fact in facts:
        partner, parties = fact.canonical(FieldName.PARTNER), fact.all(FieldName.PARTY)
        if (
            fact.kind is FactKind.AGREEMENT
            and fact.canonical(FieldName.STATUS) == Status.SIGNED
            and partner
            and parties
        ):
            yield parties[0].value


def _named(facts: Sequence[Fact], kind: FactKind, name: FieldName, beside: FieldName) -> Iterator[str]:
    """Yield the one thing that facts of a kind are about, where they also say what is asked of it."""
    for fact in facts:
        fields = fact.all(name)
        if fact.kind is kind and len(fields) == 1 and fact.canonical(beside):
            yield fields[0].value
