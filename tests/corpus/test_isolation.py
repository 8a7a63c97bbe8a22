from __future__ import annotations

import json
import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.documents import Page, Section
from corpus.errors import UnreadableDocument
from corpus.formats.contents import Content
from corpus.formats.docx import Docx
from corpus.formats.eml import Eml
from corpus.formats.html import Html
from corpus.formats.pdf import Pdf
from corpus.formats.rtf import Rtf
from corpus.isolation import FILES, Worker, content_from_json, content_to_json
from corpus.reading import read_document
from tests.corpus.formats import makers

PAGE = makers.html(f"<h1>Les accords</h1><p>{makers.PARAGRAPH}</p>")


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    shared = Worker()
    yield shared
    shared.close()


def process_of(worker: Worker) -> int:
    assert worker._process is not None
    return worker._process.pid


def test_the_process_returns_what_the_reader_returns(worker: Worker) -> None:
    data = makers.docx()
    assert worker.read(Docx(), data, "/é.docx") == Docx().read(data, "/é.docx")


def test_a_refusal_comes_back_with_its_reason_and_the_process_stays(worker: Worker) -> None:
    worker.read(Rtf(), makers.rtf(), "/a.rtf")
    process = process_of(worker)
    with pytest.raises(UnreadableDocument, match=r"^/a\.pdf: this is not a PDF file"):
        worker.read(Pdf(), b"Bonjour", "/a.pdf")
    worker.read(Rtf(), makers.rtf(), "/a.rtf")
    assert process_of(worker) == process


def test_a_process_that_is_killed_is_started_again(worker: Worker) -> None:
    worker.read(Rtf(), makers.rtf(), "/a.rtf")
    process = process_of(worker)
    os.kill(process, signal.SIGKILL)
    os.waitid(os.P_PID, process, os.WEXITED | os.WNOWAIT)
    assert worker.read(Rtf(), makers.rtf(), "/a.rtf").title == "Accords des pôles"
    assert process_of(worker) != process


def test_a_process_that_is_killed_while_it_reads_costs_that_file() -> None:
    worker = Worker()
    worker.read(Rtf(), makers.rtf(), "/a.rtf")
    threading.Timer(0.5, os.kill, (process_of(worker), signal.SIGKILL)).start()
    with pytest.raises(UnreadableDocument, match=r"makes its reader crash \(status -9\)"):
        worker.read(Rtf(), b"{\\rtf1 " + b"mot " * 5_000_000 + b"}", "/a.rtf")
    worker.close()


def test_an_unforeseen_error_of_a_parser_costs_one_file_and_the_process() -> None:
    worker = Worker()
    with pytest.raises(UnreadableDocument, match="the file is damaged"):
        worker.read(Docx(), makers.archive({"[Content_Types].xml": b"<x/>"}), "/a.docx")
    assert worker.read(Html(), PAGE, "/a.html").text.endswith(makers.PARAGRAPH)
    worker.close()


def test_a_file_that_takes_too_long_is_given_up() -> None:
    worker = Worker(seconds=0.05)
    with pytest.raises(UnreadableDocument, match=r"took longer than 0\.05 seconds"):
        worker.read(Html(), PAGE, "/a.html")
    worker.close()


def test_a_file_that_takes_too_much_memory_is_given_up() -> None:
    worker = Worker(memory=200 * 1024**2)
    with pytest.raises(UnreadableDocument, match=r"too much memory|crash"):
        worker.read(Eml(), b"From: a@b.fr\n\n" + b"mot " * 7_000_000, "/a.eml")
    worker.close()


def test_the_process_leaves_after_many_files_and_comes_back() -> None:
    worker = Worker()
    worker.read(Rtf(), makers.rtf(), "/a.rtf")
    process = process_of(worker)
    for _ in range(FILES):
        worker.read(Rtf(), makers.rtf(), "/a.rtf")
    assert process_of(worker) != process
    worker.close()


def test_an_interrupted_wait_leaves_no_reply_for_the_next_file(monkeypatch: pytest.MonkeyPatch) -> None:
    worker = Worker()
    worker.read(Rtf(), makers.rtf(), "/a.rtf")
    assert worker._process is not None
    assert worker._process.stdout is not None

    class Interrupted:
        def readline(self) -> bytes:
            raise KeyboardInterrupt

        def close(self) -> None:
            pass

    worker._process.stdout.close()
    monkeypatch.setattr(worker._process, "stdout", Interrupted())
    with pytest.raises(KeyboardInterrupt):
        worker.read(Rtf(), makers.rtf(), "/a.rtf")
    assert worker.read(Html(), PAGE, "/a.html").title == "Les accords"
    worker.close()


def test_the_current_folder_holds_no_code_for_the_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit(3)", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    worker = Worker()
    assert worker.read(Rtf(), makers.rtf(), "/a.rtf").title == "Accords des pôles"
    worker.close()


def test_several_threads_may_read_at_once(worker: Worker) -> None:
    texts: list[str] = []

    def read() -> None:
        texts.append(worker.read(Rtf(), makers.rtf(), "/a.rtf").title)

    threads = [threading.Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert texts == ["Accords des pôles"] * 8


def test_content_survives_the_trip() -> None:
    content = Content("Un été", (Section("Un", 1, 0, 6),), (Page(1, 0, 6),), title="T", warnings=("w",))
    assert content_from_json(json.loads(json.dumps(content_to_json(content)))) == content


def test_a_document_is_read_through_the_process(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(PAGE)
    document = read_document(path)
    assert (document.title, document.text) == ("Les accords", f"Les accords\n\n{makers.PARAGRAPH}")
    (tmp_path / "a.pdf").write_bytes(makers.pdf(["Un texte."], password="secret"))
    with pytest.raises(UnreadableDocument, match="protected by a password"):
        read_document(tmp_path / "a.pdf")
