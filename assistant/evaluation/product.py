"""The product itself as a system under evaluation: its assistant, and the same one over another retriever."""

from __future__ import annotations

from dataclasses import replace

from assistant.evaluation.systems import Answerer, System
from assistant.settings import Settings
from assistant.wiring import Application
from index.contracts import Retriever


def product_system(application: Application) -> System:
    """Return the system that the application's settings describe, with every switch of the oracle ladder."""
    settings = application.settings

    def build(retriever: Retriever) -> Answerer:
        return _assistant_over(application, retriever, settings)

    never_refusing = replace(settings, answer=replace(settings.answer, refusal_threshold=0.0))
    return System(
        # A fresh one: what the page's assistant remembers of earlier questions must not show in the figures.
        assistant=_assistant_over(application, application.retriever, settings),
        store=application.store,
        retriever=application.retriever,
        build=build,
        bold=_assistant_over(application, application.retriever, never_refusing),
        settings={
            "model": application.embedder.fingerprint,
            "search.alpha": str(settings.search.alpha),
            "answer.passages": str(settings.answer.passages),
            "answer.refusal_threshold": str(settings.answer.refusal_threshold),
        },
    )


def _assistant_over(application: Application, retriever: Retriever, settings: Settings) -> Answerer:
    # The heavy parts are shared; only what reads the retriever or the settings is built anew.
    other = Application(
        home=application.home, settings=settings, store=application.store, embedder=application.embedder
    )
    other.names = application.names
    other.reader = application.reader
    other.__dict__["retriever"] = retriever
    return other.assistant
