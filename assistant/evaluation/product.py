"""The product itself as a system under evaluation: its assistant, and the same one over another retriever."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np

from assistant.evaluation.systems import Answerer, System
from assistant.settings import Settings
from assistant.wiring import Application
from index.contracts import Embedder, Retriever, Vectors


def product_system(application: Application) -> System:
    """Return the system that the application's settings describe, with every switch of the oracle ladder."""
    settings = application.settings
    embedder = RememberingEmbedder(application.embedder)

    def build(retriever: Retriever) -> Answerer:
        return _assistant_over(application, embedder, retriever, settings)

    never_refusing = replace(settings, answer=replace(settings.answer, refusal_threshold=0.0))
    return System(
        # A fresh one: what the page's assistant remembers of earlier questions must not show in the figures.
        assistant=_assistant_over(application, application.embedder, application.retriever, settings),
        store=application.store,
        retriever=application.retriever,
        build=build,
        bold=_assistant_over(application, embedder, application.retriever, never_refusing),
        settings={
            "model": application.embedder.fingerprint,
            "search.alpha": str(settings.search.alpha),
            "answer.passages": str(settings.answer.passages),
            "answer.refusal_threshold": str(settings.answer.refusal_threshold),
        },
    )


def _assistant_over(application: Application, embedder: Embedder, retriever: Retriever, settings: Settings) -> Answerer:
    # The heavy parts are shared; only what reads the retriever or the settings is built anew.
    other = Application(home=application.home, settings=settings, store=application.store, embedder=embedder)
    other.names = application.names
    other.__dict__["retriever"] = retriever
    return other.assistant


class RememberingEmbedder:
    """Embeds each text once: the rungs of the ladder read the same sentences again and again."""

    def __init__(self, embedder: Embedder) -> None:
        self.embedder = embedder
        self._passages: dict[str, Vectors] = {}
        self._questions: dict[str, Vectors] = {}

    @property
    def fingerprint(self) -> str:
        """Return the fingerprint of the embedder inside."""
        return self.embedder.fingerprint

    @property
    def dimension(self) -> int:
        """Return the dimension of the embedder inside."""
        return self.embedder.dimension

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Embed texts that will be searched."""
        return self._remembered(texts, self._passages, self.embedder.embed_passages)

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        """Embed texts that search."""
        return self._remembered(texts, self._questions, self.embedder.embed_questions)

    def _remembered(
        self, texts: Sequence[str], known: dict[str, Vectors], embed: Callable[[Sequence[str]], Vectors]
    ) -> Vectors:
        new = [text for text in dict.fromkeys(texts) if text not in known]
        if new:
            known.update(zip(new, embed(new), strict=True))
        rows = [known[text] for text in texts]
        return np.stack(rows) if rows else np.zeros((0, self.dimension), dtype=np.float32)
