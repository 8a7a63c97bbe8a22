"""Plans, progress, outcomes, history and removals: as HTML, and at work in their own thread."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from index.errors import StoreBusy
from index.records import FileState
from index.synchronising import (
    Duplicate,
    Failure,
    FileStatus,
    Kind,
    Move,
    Plan,
    Progress,
    ProgressCallback,
    Report,
    Step,
    Synchronisation,
)
from tests.ui.fakes import NOTE, FakeApplication, FakeSynchroniser
from tests.ui.test_rendering import Reader, inert
from ui.changes import Changes
from ui.removing import Removal, removal_in_words, removal_of
from ui.rendering_changes import Pace, done_html, history_html, moment_in_words, plan_html, progress_html
from ui.texts import texts_for
from ui.typography import unbroken
from ui.works import Work, Works

FR = texts_for("fr")
PLAN = Plan(
    new=("/x/a.md", "/x/<img>.md"),
    moved=(Move("/x/ancien.md", "/x/neuf.md"), Move("/x/un/b.md", "/x/deux/b.md")),
    duplicates=(Duplicate("/x/copie.md", "/x/a.md"),),
    failed=(Failure("/x/<b>.txt", "the file holds no text; write something in it or remove it"),),
    unchanged=("/x/c.md",) * 1234,
)


def test_a_plan_counts_and_names_what_it_would_do() -> None:
    page = plan_html(PLAN, FR)
    text = Reader(page).text
    assert inert(page)
    assert (
        unbroken(
            "Nouveaux : 2 · Déplacés : 2 · Copies d'un autre fichier : 1 · Illisibles : 1 · Inchangés : 1\u202f234"
        )
        in text
    )
    assert "ancien.md → neuf.md" in text
    assert "/x/un → /x/deux" in text
    assert unbroken("copie.md : Copie de a.md") in text
    assert unbroken("<b>.txt : le fichier ne contient pas de texte") in text


def test_a_plan_without_changes_says_so_and_still_names_what_failed() -> None:
    assert "rien à faire" in plan_html(Plan(unchanged=("/x/a.md",)), FR)
    page = plan_html(Plan(failed=PLAN.failed), FR)
    assert "rien à faire" in page
    assert "Illisibles (1)" in page


@pytest.mark.parametrize(
    ("step", "pace", "said"),
    [
        (Step.READING, None, unbroken("Lecture : 3 sur 9 fichiers")),
        (
            Step.EMBEDDING,
            Pace(2.5, 40),
            unbroken("Calcul des vecteurs : 3 sur 9 passages · 2,5 par seconde · encore 40 s environ"),
        ),
        (
            Step.STORING,
            Pace(12, 300),
            unbroken("Enregistrement : 3 sur 9 fichiers · 12 par seconde · encore 5 min environ"),
        ),
    ],
)
def test_progress_is_said_with_its_pace(step: Step, pace: Pace | None, said: str) -> None:
    page = progress_html("Synchronisation", Progress(step, 3, 9, "/x/<a>.md"), pace, FR, ending=False)
    assert inert(page)
    assert said in Reader(page).text
    assert '<progress max="9" value="3">' in page
    assert "<progress></progress>" in progress_html("Synchronisation", None, None, FR, ending=False)


def test_an_outcome_is_said_with_its_counts() -> None:
    report = Report(PLAN, 2, 7, 3, 4000, 1.26)
    assert unbroken("Synchronisé en 1,3 s : 4\u202f000 passages, dont 7 nouvellement calculés") in done_html(report, FR)
    assert unbroken("Nouveaux : 2") in done_html(report, FR)
    assert "Rien n&#x27;a changé" in done_html(replace(report, plan=Plan()), FR)
    assert "revenu à l&#x27;état 1" in done_html(replace(report, restored=1), FR)


def test_the_history_tells_when_what_and_how_many() -> None:
    line = Synchronisation(4, "2026-11-22T05:00:00+00:00", 3.2, 3, 0, 1, 0, 0, 1, 7, 0, 1200, moved=2)
    back = replace(line, generation=5, kind=Kind.ROLLBACK, restored=3)
    text = Reader(history_html((back, line), FR)).text
    assert moment_in_words(line.started, FR) in text
    assert unbroken("Nouveaux : 3 · Déplacés : 2 · Retirés : 1 · Illisibles : 1") in text
    assert "1\u202f200" in text
    assert "3,2 s" in text
    assert "Retour à l'état 3" in text
    assert "Aucune synchronisation" in history_html((), FR)


def changes(home: Path, synchroniser: FakeSynchroniser) -> Changes:
    return Changes(FakeApplication(home, synchroniser=synchroniser), FR)


def test_synchronising_shows_progress_then_what_was_done(tmp_path: Path) -> None:
    page = changes(tmp_path, FakeSynchroniser(registered=[Path("/x/neuf.md")]))
    steps = list(page.synchronise())
    assert "Les réponses viennent de l&#x27;état actuel" in steps[0]
    assert "8 passages, dont 1 nouvellement calculés" in steps[-1]
    assert "Rien n&#x27;a changé" in list(page.synchronise())[-1]


def test_a_failing_synchronisation_is_said_and_the_next_one_works(tmp_path: Path) -> None:
    synchroniser = FakeSynchroniser(broken="disque <plein>")
    page = changes(tmp_path, synchroniser)
    *_, last = page.synchronise()
    assert "L&#x27;opération a échoué" in last
    assert "disque &lt;plein&gt;" in last
    synchroniser.broken = ""
    assert "Rien n&#x27;a changé" in list(page.synchronise())[-1]


def test_an_error_of_the_index_is_said_in_the_language_of_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*, progress: ProgressCallback | None = None) -> Report:
        raise StoreBusy("another process is synchronising")

    page = changes(tmp_path, FakeSynchroniser())
    monkeypatch.setattr(page.application.synchroniser, "rollback", busy)
    assert "Une autre synchronisation est en cours" in list(page.restore())[-1]


def test_a_cancelled_synchronisation_leaves_everything_as_it_was(tmp_path: Path) -> None:
    synchroniser = FakeSynchroniser(registered=[Path(f"/x/{n}.md") for n in range(200)], pause=0.02)
    page = changes(tmp_path, synchroniser)
    steps = page.synchronise()
    next(steps)
    assert page.cancel()
    assert "resté tel qu&#x27;il était" in list(steps)[-1]
    assert synchroniser.indexed == []
    assert not page.cancel()


def test_a_change_that_was_asked_to_end_says_so_until_it_does(tmp_path: Path) -> None:
    page = changes(tmp_path, FakeSynchroniser(registered=[Path("/x/neuf.md")], pause=1.0))
    steps = page.synchronise()
    next(steps)
    page.cancel()
    assert "Annulation demandée" in next(steps)
    assert "resté tel qu&#x27;il était" in list(steps)[-1]


def test_what_is_at_work_is_found_again_after_a_reload(tmp_path: Path) -> None:
    page = changes(tmp_path, FakeSynchroniser(registered=[Path("/x/neuf.md")], pause=0.2))
    left = page.synchronise()
    next(left)
    left.close()  # type: ignore[attr-defined]
    assert "8 passages" in list(page.resume())[-1]
    assert list(page.resume()) == []


def test_who_comes_second_waits_and_sees_the_first() -> None:
    works, open_ = Works(), threading.Event()

    def first(hear: ProgressCallback) -> str:
        open_.wait(5)
        return "first"

    works.begin(Work("un", first))
    seen: Iterator[Work] = works.follow(Work("deux", lambda hear: "second"), seconds=0.01)
    assert next(seen).title == "un"
    open_.set()
    *_, last = seen
    assert (last.title, last.html) == ("deux", "second")


def test_the_pace_of_a_step_is_told_once_it_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr("ui.works.time.monotonic", lambda: now[0])
    paces: list[Pace | None] = []

    def act(hear: ProgressCallback) -> str:
        for step, done, moment in ((Step.READING, 1, 100), (Step.READING, 5, 102), (Step.EMBEDDING, 0, 102)):
            now[0] = moment
            hear(Progress(step, done, 9, ""))
            paces.append(work.pace())
        return ""

    work = Work("x", act)
    work.run()
    assert paces == [None, Pace(2.0, 2.0), None]


def statuses(*sources: str) -> tuple[FileStatus, ...]:
    return tuple(FileStatus(source, FileState.INDEXED, "", "", "", None) for source in sources)


def test_what_a_removal_means_depends_on_where_the_file_is(tmp_path: Path) -> None:
    upload = str((tmp_path / "uploads" / "note.md").resolve())
    sources = ("/pôles/a.md", "/pôles/sous/b.md", "/seul.md", "/pôles/lot.zip#x.md", "/pôles/lot.zip#y.md", upload)
    status = replace(FakeSynchroniser().status(), files=statuses(*sources), registered=("/pôles", "/seul.md", upload))
    found = {source: removal_of(source, status, tmp_path) for source in (*sources, "/ailleurs.md")}
    assert found["/ailleurs.md"] is None
    assert found["/seul.md"] == Removal("/seul.md")
    assert found[upload] == Removal(upload, uploaded=True)
    assert found["/pôles/sous/b.md"] == Removal("/pôles/sous/b.md", folder="/pôles", beside=3)
    assert found["/pôles/lot.zip#y.md"] == Removal("/pôles/lot.zip", "y.md", folder="/pôles", beside=3)


@pytest.mark.parametrize(
    ("removal", "said"),
    [
        (Removal("/seul.md"), "Le fichier reste sur le disque"),
        (Removal("/h/uploads/a.md", uploaded=True), "sa copie sur le serveur sera supprimée"),
        (Removal("/p/a.md", folder="/p", beside=2), "dans le dossier suivi /p"),
        (Removal("/p/lot.zip", "y.md"), "fait partie de lot.zip et ne se retire pas seul"),
    ],
)
def test_a_removal_says_before_what_it_does(removal: Removal, said: str) -> None:
    title, lines = removal_in_words(removal, FR)
    assert title.startswith("Retirer «")
    assert said in " ".join(lines)


def test_removing_an_upload_deletes_the_copy_and_nothing_else(tmp_path: Path) -> None:
    uploads = tmp_path / "uploads"
    uploads.mkdir()
    (uploads / "note.md").write_text("Un pôle.", encoding="utf-8")
    (tmp_path / "garde.md").write_text("Un pôle.", encoding="utf-8")
    synchroniser = FakeSynchroniser()
    page = changes(tmp_path, synchroniser)
    *_, said = page.remove(Removal(str(uploads / "note.md"), uploaded=True))
    assert "copie supprimée" in said
    assert list(uploads.iterdir()) == []
    *_, said = page.remove(Removal(str(tmp_path / "garde.md"), folder=str(tmp_path)), folder=True)
    assert (tmp_path / "garde.md").exists()
    assert synchroniser.removed == [str(uploads / "note.md"), str(tmp_path)]


def test_going_back_is_asked_about_with_its_date(tmp_path: Path) -> None:
    synchroniser = FakeSynchroniser()
    page = changes(tmp_path, synchroniser)
    asked = page.restoration()
    assert asked is not None
    assert moment_in_words("2026-11-22T05:00:00+00:00", FR) in asked[0]
    assert "revenu à l&#x27;état 1" in list(page.restore())[-1]
    assert synchroniser.restored == 1
    assert NOTE.source in {file.source for file in synchroniser.status().files}
