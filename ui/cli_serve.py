"""The command that serves the chat page."""

from __future__ import annotations

from typing import Annotated

import typer

from ui.cli_console import CommandError, opened, say


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
        from ui.web import AddressInUse
        from ui.web import serve as serve_page

        try:
            say(f"Interpôles: http://{host}:{port}/ (Ctrl-C stops it)")
            serve_page(application, host, port)
        except AddressInUse as error:
            raise CommandError(str(error)) from error
