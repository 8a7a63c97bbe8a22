"""A home, a folder of texts, an embedder and a synchroniser for the tests of the index."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.store import SqliteStore
from index.synchronising import Synchroniser
from tests.index.fakes import HashedWords, synchroniser

HORSES = "Chevaux\n\nLe cheval galope dans la prairie.\n\nLes chevaux dorment debout.\n"
WORKS = "Œuvres\n\nL'œuvre volée du musée est retrouvée.\n\nLe musée rouvre en juillet 2012.\n"
POLES = "Pôles\n\nLe pôle Lyonbiopôle a signé un accord avec le Québec.\n\nL'accord date de 2008.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with three texts of two passages each, their titles being passages too."""
    path = tmp_path / "texts"
    path.mkdir()
    (path / "horses.txt").write_text(HORSES, encoding="utf-8")
    (path / "poles.txt").write_text(POLES, encoding="utf-8")
    (path / "works.txt").write_text(WORKS, encoding="utf-8")
    return path.resolve()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    with SqliteStore.open(tmp_path / "home") as opened:
        yield opened


@pytest.fixture
def embedder() -> HashedWords:
    return HashedWords()


@pytest.fixture
def keeper(store: SqliteStore, embedder: HashedWords, folder: Path) -> Synchroniser:
    """A synchroniser with the folder registered and nothing indexed yet."""
    made = synchroniser(store, embedder)
    made.register([folder])
    return made
