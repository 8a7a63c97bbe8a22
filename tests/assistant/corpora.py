"""Small corpora for tests of whole answers: texts indexed with the real model."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from assistant.wiring import Application, open_application
from index.contracts import Embedder


def indexed(folder: Path, embedder: Embedder, texts: Mapping[str, str]) -> Application:
    """Write the texts, by file name, into a folder and return an application over them."""
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    application = open_application(folder / "home", embedder=embedder)
    application.synchroniser.register([folder / name for name in texts])
    application.synchroniser.synchronise()
    return application
