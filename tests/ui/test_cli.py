"""The commands that look after the corpus: what goes to stdout, what to stderr, and the exit code."""

import importlib.metadata
import json
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from index.records import FileState
from index.reports import FileStatus, Status
from tests.conftest import ROOT, Run
from tests.index.fakes import HashedWords
from ui.cli import app
from ui.cli_reports import say_status

CATALOGNE = "# Accord de Catalogne\n\nLyonbiopôle et Biocat ont signé un accord à Barcelone en 2010.\n"


def status(run: Run) -> Any:
    return json.loads(run("status", "--json").stdout)


def without_time(output: str) -> list[str]:
    return [line.split(" in ")[0] for line in output.splitlines()]


def test_add_indexes_only_what_it_is_given(run: Run, folder: Path) -> None:
    result = run("add", folder)
    source = str(folder / "kansai.md")
    assert (result.exit_code, result.stderr) == (0, "")
    assert without_time(result.stdout) == [
        f"new        {source}",
        "1 new, 0 changed, 0 moved, 0 removed, 0 unchanged, 0 duplicate, 0 failed",
        "1 passages (1 embedded, 0 reused)",
    ]
    found = status(run)
    assert (found["documents"], found["passages"], found["generation"]) == (1, 1, 1)
    assert found["registered"] == [str(folder)]
    assert [file["source"] for file in found["files"]] == [source]


def test_add_of_a_path_that_is_not_there_registers_nothing(run: Run, folder: Path) -> None:
    result = run("add", folder, folder / "absent.md")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "no such file or folder" in result.stderr
    assert str(folder / "absent.md") in result.stderr
    assert status(run)["registered"] == []


def test_a_new_home_takes_the_shipped_notes_and_says_so_on_stderr(run: Run, home: Path) -> None:
    notes = len(list((ROOT / "corpus" / "documents").glob("*.md")))
    first, second = run("sync"), run("sync")
    assert first.exit_code == second.exit_code == 0
    assert first.stderr == (
        f"interpoles: nothing is registered in {home} yet: taking the documents that come with Interpôles\n"
    )
    assert f"{notes} new, 0 changed, 0 moved, 0 removed, 0 unchanged, 0 duplicate, 0 failed" in first.stdout
    assert second.stderr == ""
    assert second.stdout.startswith(f"0 new, 0 changed, 0 moved, 0 removed, {notes} unchanged, 0 duplicate, 0 failed\n")
    assert "(0 embedded, 0 reused)" in second.stdout


def test_a_home_that_was_emptied_stays_empty(run: Run, folder: Path) -> None:
    run("add", folder)
    assert run("remove", folder).exit_code == 0
    assert run("sync").stderr == ""
    assert status(run)["documents"] == 0


def test_a_dry_run_says_what_would_be_done_and_does_nothing(run: Run, folder: Path) -> None:
    run("add", folder)
    (folder / "catalogne.md").write_text(CATALOGNE, encoding="utf-8")
    (folder / "kansai.md").unlink()
    result = run("sync", "--dry-run")
    assert result.stdout.splitlines() == [
        f"new        {folder / 'catalogne.md'}",
        f"removed    {folder / 'kansai.md'}",
        "1 new, 0 changed, 0 moved, 1 removed, 0 unchanged, 0 duplicate, 0 failed",
    ]
    assert (status(run)["generation"], status(run)["documents"]) == (1, 1)


def test_a_dry_run_over_a_new_home_registers_nothing(run: Run) -> None:
    result = run("sync", "--dry-run")
    assert result.exit_code == 0
    assert "accord-kansai-2008.md" in result.stdout
    assert "would take the documents that come with Interpôles" in result.stderr
    assert status(run)["registered"] == []


def test_a_bad_file_is_listed_with_its_reason_and_stops_nothing(run: Run, folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    result = run("add", folder)
    assert result.exit_code == 0
    assert "1 new, 0 changed, 0 moved, 0 removed, 0 unchanged, 0 duplicate, 1 failed" in result.stdout
    assert f"failed     {folder / 'empty.txt'}: " in result.stdout
    failures = status(run)["failures"]
    assert [failure["source"] for failure in failures] == [str(folder / "empty.txt")]
    assert failures[0]["reason"]
    assert str(folder / "empty.txt") in run("status").stdout


def test_the_status_says_what_the_text_of_a_file_lacks(capsys: pytest.CaptureFixture[str]) -> None:
    held = FileStatus("/x/scan.pdf", FileState.INDEXED, "", "", "", None, "page 2 has no text")
    say_status(Status(1, 2, 1, "model", (), ("/x",), (held,)), "/home")
    assert "warning     /x/scan.pdf: page 2 has no text\n" in capsys.readouterr().out


@pytest.mark.parametrize("by", ["path", "id"])
def test_remove_takes_a_path_or_the_id_of_a_document(run: Run, folder: Path, by: str) -> None:
    (folder / "catalogne.md").write_text(CATALOGNE, encoding="utf-8")
    run("add", folder)
    rows = {Path(file["source"]).name: file["coverage"]["document_id"] for file in status(run)["files"]}
    name = folder / "kansai.md" if by == "path" else rows["kansai.md"]
    assert run("remove", name).exit_code == 0
    assert [Path(file["source"]).name for file in status(run)["files"]] == ["catalogne.md"]


def test_remove_of_something_unknown_is_wrong_use(run: Run) -> None:
    result = run("remove", "nothing-of-the-kind")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("interpoles: not registered: nothing-of-the-kind")


def test_rebuild_embeds_everything_anew(run: Run, folder: Path) -> None:
    run("add", folder)
    result = run("rebuild")
    assert result.exit_code == 0
    assert "1 passages (1 embedded, 0 reused)" in result.stdout


def test_another_model_is_a_clear_error_that_names_the_command_to_run(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("add", folder)
    monkeypatch.setattr("index.bundled.bundled_embedder", lambda: HashedWords("another-model"))
    for command in (("sync",), ("search", "accord"), ("ask", "Quand l'accord a-t-il été signé ?")):
        result = run(*command)
        assert (result.exit_code, result.stdout) == (2, "")
        assert "interpoles rebuild" in result.stderr
        assert "Traceback" not in result.stderr
    assert run("rebuild").exit_code == 0
    assert run("search", "accord").exit_code == 0


def test_settings_that_are_wrong_are_all_told_without_a_traceback(run: Run, home: Path) -> None:
    home.mkdir()
    (home / "settings.toml").write_text("[search]\nalpha = 7\nbeta = 1\n", encoding="utf-8")
    result = run("sync")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "search.alpha: " in result.stderr
    assert "search.beta: " in result.stderr
    assert "Traceback" not in result.stderr


def test_debug_lets_the_traceback_through(home: Path) -> None:
    result = CliRunner().invoke(app, ["--home", str(home), "--debug", "verify", str(home / "absent.json")])
    assert result.exception is not None
    assert "absent.json cannot be read" in str(result.exception)


def test_a_document_cannot_command_the_terminal(run: Run, folder: Path) -> None:
    (folder / "hostile.md").write_text("# Titre [red]\n\nUn accord \x1b[2J\x07 hostile [bold]signé[/bold].\n")
    run("add", folder)
    shown = run("search", "accord hostile").stdout
    assert "\x1b" not in shown
    assert "\x07" not in shown
    assert "hostile [bold]signé[/bold]." in shown


def test_a_second_sync_loads_no_model(home: Path, folder: Path) -> None:
    command = ["-m", "ui.cli", "--home", str(home)]
    subprocess.run([sys.executable, *command, "add", str(folder)], cwd=ROOT, capture_output=True, check=True)
    told = [sys.executable, "-X", "importtime", *command, "sync"]
    done = subprocess.run(told, cwd=ROOT, capture_output=True, text=True, check=True)
    assert "(0 embedded, 0 reused)" in done.stdout
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines() if line.startswith("import time:")}
    assert "typer" in imported
    assert imported.isdisjoint({"torch", "sentence_transformers", "gradio"})


def test_the_home_can_come_from_the_environment(home: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTERPOLES_HOME", str(home))
    result = CliRunner().invoke(app, ["status", "--json"])
    assert json.loads(result.stdout)["home"] == str(home)


def test_the_version_is_that_of_the_distribution() -> None:
    if not list(importlib.metadata.distributions(name="interpoles")):
        pytest.skip("the project is not installed here, so it has no version; `make test` installs it")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert CliRunner().invoke(app, ["--version"]).output.strip() == project["version"]
