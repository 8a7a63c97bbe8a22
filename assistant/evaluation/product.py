"""The product itself as a system under evaluation: its assistant, and the same one over another retriever."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from assistant.evaluation.systems import Answerer, Builder, System
from assistant.settings import Settings
from assistant.wiring import Application
from index.contracts import Embedder, Retriever, Vectors


class _PassageMemory:
    """An `Embedder` that embeds each passage once: the rungs of the oracle ladder read the same sentences."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._known: dict[str, Vectors] = {}
        self.fingerprint = embedder.fingerprint
        self.dimension = embedder.dimension

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        unknown = [text for text in dict.fromkeys(texts) if text not in self._known]
        if unknown:
            self._known.update(zip(unknown, self._embedder.embed_passages(unknown), strict=True))
        return np.stack([self._known[text] for text in texts])

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        return self._embedder.embed_questions(texts)


def product_system(application: Application) -> System:
    """Return the system that the application's settings describe, with every switch of the oracle ladder."""
    settings = application.settings
    never_refusing = replace(settings, answer=replace(settings.answer, refusal_threshold=0.0))
    memory = _PassageMemory(application.question_embedder)

    def builder(these: Settings) -> Builder:
        return lambda retriever: _assistant_over(application, retriever, these, memory)

    return System(
        # A fresh one: what the page's assistant remembers of earlier questions must not show in the figures.
        assistant=_assistant_over(application, application.retriever, settings, application.embedder),
        store=application.store,
        retriever=application.retriever,
        build=builder(settings),
        bold=builder(never_refusing),
        settings={
            "model": application.embedder.fingerprint,
            "search.alpha": str(settings.search.alpha),
            "answer.passages": str(settings.answer.passages),
            "answer.refusal_threshold": str(settings.answer.refusal_threshold),
        },
    )


def _assistant_over(application: Application, retriever: Retriever, settings: Settings, embedder: Embedder) -> Answerer:
    # The heavy parts are shared; only what reads the retriever or the settings is built anew.
    other = Application(home=application.home, settings=settings, store=application.store, embedder=embedder)
    other.names = application.names
    other.reader = application.reader
    other.__dict__["retriever"] = retriever
    return other.assistant
