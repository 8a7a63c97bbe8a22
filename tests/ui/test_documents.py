"""The Documents tab without a browser: uploads, the list, the plan and its synchronisation."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.ui.fakes import FakeApplication, FakeSynchroniser
from ui.documents import failures, plan_in_words, rows, save_uploads, synchronise
from ui.texts import texts_for

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
    assert messages == ("note.md : ajouté.", "b.TXT : ajouté.")
    assert sorted(path.name for path in (tmp_path / "home/uploads").iterdir()) == ["b.TXT", "note.md"]


def test_a_file_of_the_same_name_replaces_the_earlier_one(tmp_path: Path, upload: Path) -> None:
    save_uploads(tmp_path, [written(upload, "note.md", "ancien")], FR)
    saved, messages = save_uploads(tmp_path, [written(upload, "note.md", "nouveau")], FR)
    assert saved[0].read_text(encoding="utf-8") == "nouveau"
    assert messages == ("note.md : remplace la version précédente.",)


@pytest.mark.parametrize("name", ["page.php", "outil.exe", ".md", ".caché.md", "sans-suffixe"])
def test_other_files_are_refused(tmp_path: Path, upload: Path, name: str) -> None:
    saved, messages = save_uploads(tmp_path, [written(upload, name)], FR)
    assert saved == ()
    assert messages == (f"{name} : format non accepté.",)
    assert not (tmp_path / "uploads").exists()


def test_empty_and_large_files_are_refused_and_the_others_kept(
    tmp_path: Path, upload: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.documents.FILE_LIMIT", 2**20)
    uploads = [written(upload, "vide.md", ""), written(upload, "gros.md", "x" * (2**20 + 1)), written(upload, "bon.md")]
    saved, messages = save_uploads(tmp_path, uploads, FR)
    assert [path.name for path in saved] == ["bon.md"]
    assert messages == ("vide.md : fichier vide.", "gros.md : plus de 1 Mo.", "bon.md : ajouté.")


def test_rows_come_from_the_status_in_order_of_titles(tmp_path: Path) -> None:
    found = rows(FakeApplication(tmp_path))
    assert [(row.title[:8], row.passages) for row in found] == [("Accord e", 3), ("Piège <i", 1), ("Rapport ", 3)]


def test_a_row_says_what_the_text_of_its_file_lacks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    application = FakeApplication(tmp_path)
    found = application.synchroniser.status()
    files = (replace(found.files[0], warning="page 2 has no text"), *found.files[1:])
    monkeypatch.setattr(application.synchroniser, "status", lambda: replace(found, files=files))
    assert sorted(row.warning for row in rows(application)) == ["", "", "page 2 has no text"]


def test_a_plan_names_what_is_new_and_what_failed(tmp_path: Path) -> None:
    synchroniser = FakeSynchroniser(registered=[Path("/x/neuf.md")])
    page = plan_in_words(synchroniser.plan(), FR)
    assert "Nouveaux (1)" in page
    assert "neuf.md" in page
    assert "Illisibles (1)" in page
    assert "Inchangés : 3" in page
    assert "scan &lt;1&gt;.txt" in failures(FakeApplication(tmp_path), FR)


def test_synchronising_shows_progress_then_what_was_done(tmp_path: Path) -> None:
    application = FakeApplication(tmp_path, synchroniser=FakeSynchroniser(registered=[Path("/x/neuf.md")]))
    steps = list(synchronise(application, FR))
    assert "<progress></progress>" in steps[0]
    assert "8 passages, dont 1 nouvellement calculés" in steps[-1]
    assert "Rien n&#x27;a changé" in list(synchronise(application, FR))[-1]


def test_a_failing_synchronisation_is_shown_and_goes_on(tmp_path: Path) -> None:
    application = FakeApplication(tmp_path, synchroniser=FakeSynchroniser(broken="disque <plein>"))
    steps = synchronise(application, FR)
    shown = [next(steps), next(steps)]
    with pytest.raises(OSError, match="disque"):
        next(steps)
    assert "La synchronisation a échoué" in shown[-1]
    assert "disque &lt;plein&gt;" in shown[-1]
