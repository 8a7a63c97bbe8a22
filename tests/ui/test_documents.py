"""The Documents tab without a browser: uploads and what is listed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from corpus.documents import Document
from tests.ui.fakes import NOTE, FakeApplication, FakeStore, FakeSynchroniser
from ui.catalogue import Catalogue
from ui.texts import texts_for
from ui.typography import unbroken
from ui.uploads import is_upload, save_uploads
from ui.words import Chosen

FR = texts_for("fr")


@pytest.fixture
def upload(tmp_path: Path) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    return folder


def written(folder: Path, name: str, text: str = "Un pôle.") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_accepted_files_are_copied_under_the_home(tmp_path: Path, upload: Path) -> None:
    saved, messages = save_uploads(tmp_path / "home", [written(upload, "note.md"), written(upload, "b.TXT")], FR)
    assert saved == (tmp_path / "home/uploads/note.md", tmp_path / "home/uploads/b.TXT")
    assert messages == (unbroken("note.md : ajouté."), unbroken("b.TXT : ajouté."))
    assert sorted(path.name for path in (tmp_path / "home/uploads").iterdir()) == ["b.TXT", "note.md"]


def test_a_file_of_the_same_name_replaces_the_earlier_one(tmp_path: Path, upload: Path) -> None:
    save_uploads(tmp_path, [written(upload, "note.md", "ancien")], FR)
    saved, messages = save_uploads(tmp_path, [written(upload, "note.md", "nouveau")], FR)
    assert saved[0].read_text(encoding="utf-8") == "nouveau"
    assert messages == (unbroken("note.md : remplace la version précédente."),)


@pytest.mark.parametrize("name", ["page.php", "outil.exe", ".md", ".caché.md", "sans-suffixe"])
def test_other_files_are_refused(tmp_path: Path, upload: Path, name: str) -> None:
    saved, messages = save_uploads(tmp_path, [written(upload, name)], FR)
    assert saved == ()
    assert messages == (unbroken(f"{name} : format non accepté."),)
    assert not (tmp_path / "uploads").exists()


def test_empty_and_large_files_are_refused_and_the_others_kept(
    tmp_path: Path, upload: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.uploads.FILE_LIMIT", 2**20)
    uploads = [written(upload, "vide.md", ""), written(upload, "gros.md", "x" * (2**20 + 1)), written(upload, "bon.md")]
    saved, messages = save_uploads(tmp_path, uploads, FR)
    assert [path.name for path in saved] == ["bon.md"]
    assert messages == (
        unbroken("vide.md : fichier vide."),
        unbroken("gros.md : plus de 1 Mo."),
        unbroken("bon.md : ajouté."),
    )


def test_an_upload_is_told_from_other_files(tmp_path: Path) -> None:
    assert is_upload(tmp_path, str((tmp_path / "uploads" / "a.md").resolve()))
    assert not is_upload(tmp_path, str(tmp_path / "a.md"))
    assert not is_upload(tmp_path, str(tmp_path / "uploads" / "sous" / "a.md"))


def test_rows_are_what_the_status_and_the_documents_say(tmp_path: Path) -> None:
    found = Catalogue(FakeApplication(tmp_path)).rows()
    assert [(row.title[:8], row.passages, row.state) for row in found] == [
        ("Accord e", 3, Chosen.ALL),
        ("Rapport ", 3, Chosen.ALL),
        ("Piège <i", 1, Chosen.ALL),
        ("scan <1>", 0, Chosen.FAILED),
    ]
    assert (found[0].date, found[0].publisher) == (NOTE.date, NOTE.publisher)


def test_a_row_says_what_the_text_of_its_file_lacks(tmp_path: Path) -> None:
    synchroniser = FakeSynchroniser()
    synchroniser.files = (replace(synchroniser.files[0], warning="page 2 has no text"), *synchroniser.files[1:])
    found = Catalogue(FakeApplication(tmp_path, synchroniser=synchroniser)).rows()
    assert [row.state for row in found] == [Chosen.WARNED, Chosen.ALL, Chosen.ALL, Chosen.FAILED]


class CountingStore(FakeStore):
    """Notes at which generation its documents were read."""

    def __init__(self) -> None:
        self.read: list[int] = []

    def documents(self) -> tuple[Document, ...]:
        self.read.append(self.generation)
        return super().documents()


def test_texts_are_read_once_a_generation(tmp_path: Path) -> None:
    store = CountingStore()
    catalogue = Catalogue(FakeApplication(tmp_path, store=store))
    catalogue.rows()
    catalogue.rows()
    store.generation = 2
    catalogue.rows()
    assert store.read == [1, 2]
