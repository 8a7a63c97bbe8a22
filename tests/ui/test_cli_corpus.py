"""Going back, the history, moved files, the coverage in the status, and following the files until Ctrl-C."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from index.contracts import Vectors
from index.errors import StoreBusy
from index.planning import Plan
from index.records import Coverage, FileState
from index.reports import FileStatus, Report, Status
from tests.conftest import ROOT, Run
from tests.index.fakes import HashedWords
from ui.cli_following import Synchronising
from ui.cli_reports import say_status

CATALOGNE = "# Accord de Catalogne\n\nLyonbiopôle et Biocat ont signé un accord à Barcelone en 2010.\n"


def status(run: Run) -> Any:
    return json.loads(run("status", "--json").stdout)


def without_time(output: str) -> list[str]:
    return [line.split(" in ")[0] for line in output.splitlines()]


def test_rollback_says_what_came_back_and_what_follows(run: Run, folder: Path) -> None:
    run("add", folder)
    new = folder / "catalogne.md"
    new.write_text(CATALOGNE, encoding="utf-8")
    run("sync")
    result = run("rollback")
    assert (result.exit_code, result.stderr) == (0, "")
    assert without_time(result.stdout) == [
        f"removed    {new}",
        "0 new, 0 changed, 0 moved, 1 removed, 1 unchanged, 0 duplicate, 0 failed",
        "1 passages (0 embedded, 0 reused)",
        "the index holds again what generation 1 held",
        "`interpoles sync` takes up the files as they are; `interpoles rollback` returns to generation 2",
    ]
    assert (
        "generation  3 (rolled back: holds what generation 1 held; `interpoles sync` takes up the files as they are, "
        "`interpoles rollback` returns to generation 2)\n"
    ) in run("status").stdout
    assert run("sync", "--dry-run").stdout.splitlines()[0] == f"new        {new}"
    assert "the index holds again what generation 2 held" in run("rollback").stdout
    assert status(run)["documents"] == 2


def test_rollback_of_add_and_remove_says_what_is_registered(run: Run, folder: Path, tmp_path: Path) -> None:
    run("add", folder)
    note = tmp_path.resolve() / "catalogne.md"
    note.write_text(CATALOGNE, encoding="utf-8")
    run("add", note)
    assert f"no longer registered: {note}" in run("rollback").stdout
    assert status(run)["registered"] == [str(folder)]
    assert f"registered again: {note}" in run("rollback").stdout


def test_rollback_without_an_earlier_generation_is_wrong_use(run: Run, folder: Path) -> None:
    run("add", folder)
    result = run("rollback")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("interpoles: there is no earlier generation to go back to")


def test_the_history_lists_synchronisations_rebuilds_and_rollbacks(run: Run, folder: Path) -> None:
    assert run("history").stdout == "nothing has been indexed yet: interpoles add PATH...\n"
    run("add", folder)
    (folder / "kansai.md").rename(folder / "osaka.md")
    run("sync")
    run("rebuild")
    run("rollback")
    lines = json.loads(run("history", "--json").stdout)["history"]
    assert [(line["generation"], line["kind"], line["restored"], line["moved"], line["new"]) for line in lines] == [
        (4, "rollback", 2, 0, 0),
        (3, "rebuild", 0, 0, 0),
        (2, "synchronisation", 0, 1, 0),
        (1, "synchronisation", 0, 0, 1),
    ]
    rows = [line.split() for line in run("history").stdout.splitlines()]
    assert " ".join(rows[0]) == (
        "generation when seconds new changed moved removed dupl. failed embedded reused passages what"
    )
    # The date and the time are two words each.
    assert [row[0] for row in rows[1:]] == ["4", "3", "2", "1"]
    assert [" ".join(row[13:]) for row in rows[1:]] == [
        "back to generation 2",
        "rebuild",
        "synchronisation",
        "synchronisation",
    ]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", " ".join(rows[1][1:3]))


def test_a_moved_file_is_shown_with_both_names(run: Run, folder: Path) -> None:
    run("add", folder)
    (folder / "kansai.md").rename(folder / "osaka.md")
    moved = f"moved      {folder / 'kansai.md'} → {folder / 'osaka.md'}"
    counts = "0 new, 0 changed, 1 moved, 0 removed, 0 unchanged, 0 duplicate, 0 failed"
    assert run("sync", "--dry-run").stdout.splitlines() == [moved, counts]
    assert without_time(run("sync").stdout) == [moved, counts, "1 passages (0 embedded, 1 reused)"]


def test_the_status_tells_of_each_file_what_was_read(run: Run, folder: Path) -> None:
    (folder / "twin.md").write_bytes((folder / "kansai.md").read_bytes())
    run("add", folder)
    held = status(run)["files"][0]["coverage"]
    text = (folder / "kansai.md").read_text(encoding="utf-8")
    assert (held["pages"], held["passages"], held["title"]) == (0, 1, "Accord du Kansai")
    assert 0 < held["characters"] <= len(text)
    shown = run("status").stdout
    heading, row = (line.split() for line in shown.splitlines()[6:8])
    assert heading == ["state", "pages", "characters", "passages", "indexed", "id", "file"]
    assert row == ["indexed", str(held["characters"]), "1", *row[3:5], held["document_id"], str(folder / "kansai.md")]
    assert f"alias       {folder / 'twin.md'} says the same as {folder / 'kansai.md'}" in shown


def test_the_status_counts_pages(capsys: pytest.CaptureFixture[str]) -> None:
    held = Coverage("0123", "Rapport", 4200, 7, 3)
    file = FileStatus("/x/a.pdf", FileState.INDEXED, "", "", "2026-01-02T03:04:05+00:00", held)
    say_status(Status(1, 7, 1, "model", (), ("/x",), (file,)), "/home")
    row = capsys.readouterr().out.splitlines()[-1].split()
    assert (row[:4], row[-2:]) == (["indexed", "3", "4200", "7"], ["0123", "/x/a.pdf"])


class Interrupted(HashedWords):
    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        raise KeyboardInterrupt


@pytest.mark.parametrize("command", ["sync", "rebuild"])
def test_ctrl_c_says_that_nothing_is_lost(
    run: Run, folder: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("add", folder)
    (folder / "catalogne.md").write_text(CATALOGNE, encoding="utf-8")
    with monkeypatch.context() as patch:
        patch.setattr("index.bundled.bundled_embedder", Interrupted)
        result = run(command)
    assert (result.exit_code, result.stdout) == (4, "")
    assert result.stderr.startswith("interpoles: interrupted: the index is as it was before")
    assert status(run)["generation"] == 1
    assert "1 new" in run("sync").stdout


def test_a_dry_run_cannot_be_followed(run: Run) -> None:
    result = run("sync", "--dry-run", "--watch")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--dry-run and --watch exclude each other" in result.stderr


class Failing:
    """A synchroniser that fails the first time, then finds a new file."""

    def __init__(self) -> None:
        self.times = 0

    def status(self) -> Status:
        return Status(0, 0, 0, "", (), (), ())

    def synchronise(self) -> Report:
        self.times += 1
        if self.times == 1:
            raise StoreBusy("another synchronisation is running")
        return Report(Plan(new=("/x/a.md",)), 1, 2, 0, 2, 0.5)


def test_a_synchronisation_that_fails_is_said_and_does_not_end_the_watch(capsys: pytest.CaptureFixture[str]) -> None:
    act = Synchronising(Failing())
    assert [act(), act()] == [False, True]
    said = capsys.readouterr()
    assert "not synchronised, and tried again later: another synchronisation is running" in said.err
    assert "1 new, 0 changed" in said.out


WATCH = """
import signal
import sys
import index.bundled
from tests.index.fakes import HashedWords

signal.signal(signal.SIGINT, signal.default_int_handler)  # a process begun in the background ignores Ctrl-C
index.bundled.bundled_embedder = HashedWords
from ui.cli import main
sys.argv = ["interpoles", *sys.argv[1:]]
main()
"""


@contextmanager
def watching(home: Path) -> Iterator[subprocess.Popen[str]]:
    """Run `sync --watch` as a person does, in a process of its own."""
    command = [sys.executable, "-u", "-c", WATCH, "--home", str(home), "sync", "--watch"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(command, cwd=ROOT, text=True, encoding="utf-8", **pipes) as process:  # type: ignore[call-overload]
        try:
            yield process
        finally:
            process.kill()


def next_line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline()


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is a signal")
def test_watching_says_a_line_a_change_survives_errors_and_ends_well(run: Run, home: Path, folder: Path) -> None:
    run("add", folder)
    with watching(home) as process:
        assert next_line(process) == "0 new, 0 changed, 0 moved, 0 removed, 1 unchanged, 0 duplicate, 0 failed\n"
        next_line(process)
        (folder / "catalogne.md").write_text(CATALOGNE, encoding="utf-8")
        line = next_line(process)
        counts = "1 new, 0 changed, 0 moved, 0 removed, 1 unchanged, 0 duplicate, 0 failed"
        expected = rf"[\d-]+ [\d:]+  {counts}; 2 passages \(1 embedded\) in \d+\.\d s; generation 2\n"
        assert re.fullmatch(expected, line)
        # A file that cannot be read is told once, and stops nothing.
        (folder / "empty.txt").write_bytes(b"")
        assert "1 failed" in next_line(process)
        assert next_line(process).startswith(f"failed     {folder / 'empty.txt'}: ")
        (folder / "catalogne.md").unlink()
        assert "1 removed" in next_line(process)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 0
        assert process.stderr is not None
        errors = process.stderr.read()
    assert "following the registered files; Ctrl-C ends it" in errors
    assert "no longer following; nothing is lost" in errors
    assert "Traceback" not in errors
    assert status(run)["documents"] == 1
