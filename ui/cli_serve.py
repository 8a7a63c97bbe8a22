"""The command that serves the chat page."""

from __future__ import annotations

import logging
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Annotated

import typer

from ui.cli_console import CommandError, opened, say

if TYPE_CHECKING:
    from assistant.wiring import Application

logger = logging.getLogger(__name__)


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
        threading.Thread(target=_warm_up, args=(application,), daemon=True).start()

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


def _warm_up(application: Application) -> None:
    """Load the model, the reader and the facts; what goes wrong here is logged, and told with the first question."""
    from assistant.reading import ReaderError
    from corpus.corrections_file import CorrectionsFileError
    from index.embedding import EmbeddingError
    from index.errors import StoreError

    try:
        application.embedder.embed_questions(["Interpôles"])
        if application.reader is not None:
            application.reader.load()
        application.facts()
    except (EmbeddingError, ReaderError, StoreError, CorrectionsFileError) as error:
        logger.warning("%s", error)
