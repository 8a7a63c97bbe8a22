"""Scanned pages: the wiring with a small program in tesseract's place, and the real one where it is installed."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.errors import UnreadableDocument
from corpus.formats.contents import Content
from corpus.formats.ocr import Recogniser
from corpus.formats.pdf import Pdf
from corpus.isolation import Worker
from tests.corpus.formats import makers

WIDE = "Une ligne assez longue pour que la page ait une largeur, comme celle d'un vrai rapport annuel."
FAKE = """#!{python}
import sys, time
if "--list-langs" in sys.argv:
    print("List of available languages (1):\\n{languages}")
    raise SystemExit
picture = sys.stdin.buffer.read()
kind, width, height, most = picture.split(maxsplit=4)[:4]
assert (kind, most) == (b"P5", b"255"), picture[:20]
assert len(picture) >= int(width) * int(height)
time.sleep({sleep})
names = "level page_num block_num par_num line_num word_num left top width height conf text".split()
print("\\t".join(names))
for line, words in enumerate({lines!r}):
    for number, word in enumerate(words.split()):
        row = [5, 1, 1, 1, line + 1, number + 1, 200 + 120 * number, 200 + 60 * line, 110, 40, {confidence}, word]
        print("\\t".join(map(str, row)))
"""


def install(
    folder: Path,
    patch: pytest.MonkeyPatch,
    *,
    lines: tuple[str, ...] = ("Le texte de la page.",),
    languages: str = "fra",
    confidence: float = 90.0,
    sleep: float = 0.0,
) -> None:
    """Put a program called tesseract on the path, alone there, that checks the picture and reads the given lines."""
    folder.mkdir()
    program = folder / "tesseract"
    program.write_text(
        FAKE.format(python=sys.executable, languages=languages, lines=lines, confidence=confidence, sleep=sleep),
        encoding="utf-8",
    )
    program.chmod(0o755)
    patch.setenv("PATH", str(folder))


@pytest.fixture
def worker() -> Iterator[Worker]:
    fresh = Worker()
    yield fresh
    fresh.close()


def read(worker: Worker, data: bytes) -> Content:
    return worker.read(Pdf(), data, "/scan.pdf")


def test_scanned_pages_are_read_and_named(worker: Worker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path / "bin", monkeypatch, lines=("Le pôle favorise l'inno-", "vation de tous."))
    content = read(worker, makers.scanned(makers.pdf([WIDE], ["x"], [WIDE]), keep=(1, 3)))
    assert content.text == f"{WIDE}\n\nLe pôle favorise l'innovation de tous.\n\n{WIDE}"
    assert [(page.number, content.text[page.start : page.end].strip()) for page in content.pages][1] == (
        2,
        "Le pôle favorise l'innovation de tous.",
    )
    assert content.warnings == ("page 2 was scanned and read by OCR: check quotations",)


def test_a_file_of_scans_alone_is_read(worker: Worker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path / "bin", monkeypatch)
    content = read(worker, makers.scanned(makers.pdf(["x"], ["y"])))
    assert content.warnings == ("pages 1–2 were scanned and read by OCR: check quotations",)
    assert [page.number for page in content.pages] == [1, 2]


@pytest.mark.parametrize("found", ["no program", "no French"])
def test_without_french_ocr_the_message_says_what_would_help(
    worker: Worker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, found: str
) -> None:
    if found == "no program":
        monkeypatch.setenv("PATH", str(tmp_path))
    else:
        install(tmp_path / "bin", monkeypatch, languages="eng")
    content = read(worker, makers.scanned(makers.pdf([WIDE], ["x"]), keep=(1,)))
    assert content.warnings == (
        "page 2 has no text (scanned?)",
        "with tesseract-ocr-fra installed, scanned pages are read at the next rebuild",
    )
    with pytest.raises(UnreadableDocument, match=r"its only page holds no text: a scan\? Install tesseract"):
        read(worker, makers.scanned(makers.pdf(["x"])))


def test_a_picture_that_is_no_text_gives_none(worker: Worker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path / "bin", monkeypatch, lines=("~ ; i |", "oO |"), confidence=20)
    content = read(worker, makers.pdf([WIDE], [], pictures=(2,)))
    assert (content.text, content.warnings) == (WIDE, ("page 2 has no text (scanned?)",))
    with pytest.raises(UnreadableDocument, match="its only page holds no text"):
        read(worker, makers.pdf([], pictures=(1,)))


def test_only_so_many_pages_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path / "bin", monkeypatch)
    monkeypatch.setattr("corpus.formats.pdf.MOST_RECOGNISED", 2)
    ticks: list[int] = []
    reader = Pdf(lambda: Recogniser.installed(lambda: ticks.append(1)))
    content = reader.read(makers.scanned(makers.pdf(["x"], ["y"], ["z"])), "/scan.pdf")
    assert (ticks, [page.number for page in content.pages]) == ([1, 1], [1, 2])
    assert content.warnings == (
        "pages 1–2 were scanned and read by OCR: check quotations",
        "page 3 has no text (scanned?)",
        "only the first 2 scanned pages are read by OCR; split the file",
    )


def test_a_page_that_takes_too_long_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path / "bin", monkeypatch, sleep=20)
    reader = Pdf(lambda: Recogniser(str(tmp_path / "bin" / "tesseract"), lambda: None, seconds=0.3))
    began = time.monotonic()
    content = reader.read(makers.scanned(makers.pdf([WIDE], ["x"]), keep=(1,)), "/scan.pdf")
    assert content.warnings == ("page 2 has no text (scanned?)",)
    assert time.monotonic() - began < 10


def test_each_page_has_the_time_of_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path / "bin", monkeypatch, sleep=1)
    worker = Worker(seconds=4)
    worker.read(Pdf(), makers.pdf([WIDE]), "/a.pdf")  # the process has started
    content = read(worker, makers.scanned(makers.pdf(*[["x"]] * 6)))
    worker.close()
    assert len(content.pages) == 6


def _french() -> bool:
    try:
        listed = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=False)
    except OSError:
        return False
    return "fra" in listed.stdout.split()


@pytest.mark.skipif(not _french(), reason="no tesseract with French here (Debian: apt install tesseract-ocr-fra)")
def test_the_real_program_reads_a_scan(worker: Worker) -> None:
    page = [
        "# Les accords de coopération",
        "",
        makers.PARAGRAPH,
        makers.OTHER,
        "",
        "Contact : Léa Martin, 01 02 03 04 05",
    ]
    content = read(worker, makers.scanned(makers.pdf(page)))
    assert content.text == (
        f"Les accords de coopération\n\n{makers.PARAGRAPH} {makers.OTHER}\n\nContact : Léa Martin, 01 02 03 04 05"
    )
    assert (content.title, content.inferred) == ("Les accords de coopération", ("title",))
    columns = read(worker, makers.scanned(makers.two_columns())).text
    assert columns.index("gauche ligne 7") < columns.index("droite ligne 0")
