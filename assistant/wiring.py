"""Wiring: the one place that names concrete classes. Everything heavy is imported and built at its first use only."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from assistant.settings import Settings, load_settings
from index.store import SqliteStore

if TYPE_CHECKING:
    from assistant.answering import ExtractiveAssistant
    from assistant.fact_marking import NetworkMarker
    from assistant.reading import SpanReader
    from corpus.naming import Names
    from index.contracts import Embedder
    from index.correcting import Corrector
    from index.facts import KnownFacts
    from index.retrieval import HybridRetriever
    from index.synchronising import ProgressCallback, Report, Synchroniser


class Application:
    """The parts of the program over one home folder; a context manager that closes the store."""

    def __init__(
        self,
        *,
        home: Path,
        settings: Settings,
        store: SqliteStore,
        embedder: Embedder | None = None,
    ) -> None:
        self.home = home
        self.settings = settings
        self.store = store
        self.embedder = embedder or build_embedder(settings)

    @cached_property
    def synchroniser(self) -> Synchroniser:
        """What brings the store in line with the registered files."""
        from index.synchronising import Synchroniser

        return Synchroniser(self.store, self.embedder, facts=self.facts)

    @cached_property
    def names(self) -> Names:
        """The names of poles, programmes and places that the product knows, and what `<home>/names.yaml` says of them."""
        from corpus.name_corrections import FILE_NAME
        from corpus.naming import load_names

        return load_names(own=self.home / FILE_NAME)

    @cached_property
    def facts(self) -> KnownFacts:
        """What the documents state, corrected by persons; call it for the facts as they are now."""
        from corpus.name_corrections import FILE_NAME
        from corpus.naming import load_names
        from index.facts import KnownFacts

        # Read anew where they are needed: a person may change the names while the page runs.
        return KnownFacts(self.store, lambda: load_names(own=self.home / FILE_NAME), self.marker)

    @cached_property
    def corrector(self) -> Corrector:
        """What rejects, corrects and adds facts for a person."""
        from index.correcting import Corrector

        return Corrector(self.store, self.facts)

    @cached_property
    def question_embedder(self) -> Embedder:
        """The embedder behind a memory of the last questions: searching and reading embed the same ones."""
        from index.remembering import RememberingEmbedder

        return RememberingEmbedder(self.embedder)

    @cached_property
    def marker(self) -> NetworkMarker | None:
        """What marks facts that are told in words that no rule knows; None beside the same embedders as for the reader."""
        from assistant.fact_marking import NetworkMarker
        from index.embedding import SentenceTransformerEmbedder

        if not isinstance(self.embedder, SentenceTransformerEmbedder):
            return None
        return NetworkMarker.from_bundled(self.embedder)

    @cached_property
    def reader(self) -> SpanReader | None:
        """What finds the words of a passage that answer; loaded at its first use, over the embedded encoder.

        None beside an embedder that is no sentence-transformers model, such as the stand-ins of the tests.
        """
        from assistant.reading import WEIGHTS, SpanReader
        from index.embedding import SentenceTransformerEmbedder

        if not isinstance(self.embedder, SentenceTransformerEmbedder):
            return None
        return SpanReader.from_bundled(self.embedder, WEIGHTS)

    @cached_property
    def retriever(self) -> HybridRetriever:
        """What finds the passages near a question."""
        from index.retrieval import HybridRetriever

        return HybridRetriever(self.store, self.question_embedder, alpha=self.settings.search.alpha)

    @cached_property
    def assistant(self) -> ExtractiveAssistant:
        """What answers questions."""
        from assistant.answering import ExtractiveAssistant
        from assistant.facts_answering import FactsAnswering
        from assistant.lexicon import load_lexicon
        from assistant.scoring import load_weights

        return ExtractiveAssistant(
            store=self.store,
            retriever=self.retriever,
            embedder=self.question_embedder,
            names=self.names,
            reader=self.reader,
            facts=FactsAnswering(self.store, self.names, self.facts),
            weights=load_weights(),
            lexicon=load_lexicon(),
            passages=self.settings.answer.passages,
            refusal_threshold=self.settings.answer.refusal_threshold,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.store.close()


def open_application(
    home: Path,
    *,
    settings: Settings | None = None,
    embedder: Embedder | None = None,
) -> Application:
    """Open (or create) the store of a home folder. Raises `SettingsError` and `StoreError`.

    `embedder` shares a loaded model between applications; left out, it is the one that the settings name.
    """
    # Idle threads of a matrix product must sleep, not spin: on a busy machine, spinning makes a question ten times slower.
    # OpenMP reads this once, when torch is imported.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    settings = settings or load_settings(home)
    return Application(home=home, settings=settings, store=SqliteStore.open(home), embedder=embedder)


def build_embedder(settings: Settings) -> Embedder:
    """Return the embedder that the settings name; its model is loaded when the first text is embedded."""
    model = settings.model
    if not model.name:
        from index.bundled import bundled_embedder

        return bundled_embedder()
    from index.embedding import SentenceTransformerEmbedder

    return SentenceTransformerEmbedder.from_name(
        model.name, query_prefix=model.question_prefix, passage_prefix=model.passage_prefix
    )


def shipped_documents() -> Path:
    """Return the folder of the notes that come with the program."""
    return Path(str(files("corpus"))) / "documents"


def is_new(application: Application) -> bool:
    """Say whether nothing was ever registered; a home that was emptied on purpose is not new."""
    return application.store.generation == 0 and not application.store.registered()


def seed_if_empty(
    application: Application,
    *,
    announce: Callable[[str], None],
    progress: ProgressCallback | None = None,
) -> Report | None:
    """Index the shipped notes in a new home; finish a first synchronisation that was cut short.

    Returns what was done, None where nothing had to be.
    """
    if application.store.generation > 0:
        return None
    if is_new(application):
        announce(f"nothing is registered in {application.home} yet: taking the documents that come with Interpôles")
        application.synchroniser.register([shipped_documents()])
    return application.synchroniser.synchronise(progress=progress)
