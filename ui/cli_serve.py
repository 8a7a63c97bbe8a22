"""The command that serves the chat page."""

from __future__ import annotations

import logging
import threading
from contextlib import suppress
from time import perf_counter
from typing import TYPE_CHECKING, Annotated

import typer

from index.errors import Cancelled
from ui.cli_console import CommandError, opened, say

if TYPE_CHECKING:
    from assistant.wiring import Application

logger = logging.getLogger(__name__)

_PATIENCE = 25.0
"""Seconds to wait, when the page stops, for what is being loaded or read: a thread cut off in the model aborts the process."""


def register(app: typer.Typer) -> None:
    """Add the command of this file to the command line."""
    app.command()(serve)


def serve(
    context: typer.Context,
    host: Annotated[
        str, typer.Option(help="Address to listen on; 0.0.0.0 opens the page to the network.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 7860,
) -> None:
    """Serve the chat page, until Ctrl-C.

    Example: interpoles serve --port 8000
    """
    with opened(context, seeded=True) as application:
        # Loading the model takes seconds: do it while the page starts, so that the first question need not wait.
        stopped = threading.Event()
        warming = threading.Thread(target=_warm_up, args=(application, stopped), daemon=True)
        warming.start()

        from assistant.evaluation.product import product_system
        from ui.evaluation_tab import evaluation_tab
        from ui.explorer import explorer_tab
        from ui.web import AddressInUse
        from ui.web import serve as serve_page

        say(f"Interpôles: http://{host}:{port}/ (Ctrl-C stops it)")
        try:
            with suppress(KeyboardInterrupt):
                tabs = [explorer_tab(application), evaluation_tab(lambda: product_system(application))]
                serve_page(application, host, port, tabs=tabs)
        except AddressInUse as error:
            raise CommandError(str(error)) from error
        finally:
            stopped.set()
            warming.join(_PATIENCE)


def _stop_if(stopped: threading.Event) -> None:
    if stopped.is_set():
        raise Cancelled("the page stops")


def _warm_up(application: Application, stopped: threading.Event) -> None:
    """Load the model, the reader and the facts, mark the documents that are not marked yet, such as all of them after an
    update, then read them, as long as nobody stops it and there is room.

    What goes wrong here is logged, and told with the first question.
    """
    from assistant.reading import ReaderError
    from corpus.corrections_file import CorrectionsFileError
    from index.embedding import EmbeddingError
    from index.errors import StoreError

    try:
        application.embedder.embed_questions(["Interpôles"])
        _stop_if(stopped)
        if application.reader is not None:
            application.reader.load()
        _stop_if(stopped)
        application.facts()
        application.facts.prepare(lambda *_: _stop_if(stopped))
        for document in application.store.documents():
            began = perf_counter()
            # As long a pause as the work took: questions that are asked meanwhile come first.
            if not application.assistant.prepare(document, stopped.is_set) or stopped.wait(perf_counter() - began):
                break
    except Cancelled:
        logger.info("stopped before every document was marked")
    except (EmbeddingError, ReaderError, StoreError, CorrectionsFileError) as error:
        logger.warning("%s", error)
