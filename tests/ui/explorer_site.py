"""The routes of the Explorer over a real store of two short documents."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.wiring import Application, open_application
from tests.index.fakes import HashedWords
from ui.explorer import Library, routes

TEXTS = {
    "techtera.md": "# Techtera à Berlin\n\nLe pôle Techtera a signé en juin 2011 un accord de coopération avec TSB Berlin.\n",
    "axelera.md": "# Les pôles en Asie\n\nLe pôle Axelera a signé le 3 mai 2012 un accord de coopération avec le cluster "
    "Osaka Bio Cluster, au Japon.\n\nLinuxTag s'est tenu à Berlin en juin 2009.\n",
}


@contextmanager
def small_corpus(folder: Path) -> Iterator[Application]:
    """Open an application whose home and two documents lie in a folder."""
    documents = folder / "documents"
    documents.mkdir()
    for name, text in TEXTS.items():
        (documents / name).write_text(text, encoding="utf-8")
    with open_application(folder / "home", embedder=HashedWords()) as opened:
        opened.synchroniser.register([documents])
        opened.synchroniser.synchronise()
        yield opened


def client_of(application: Application) -> TestClient:
    """Return a client of the routes alone."""
    site = FastAPI()
    site.include_router(routes(Library(application)))
    return TestClient(site)
