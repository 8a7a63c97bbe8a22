"""One folder with a file of each format and twenty bad ones: the good are passages with their place, the bad have reasons."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.documents import Document
from corpus.errors import UnreadableDocument
from corpus.reading import SUPPORTED_SUFFIXES, find_files, read_document
from corpus.splitting import split
from tests.corpus.formats import makers

TEXT = f"# Les accords\n\n{makers.PARAGRAPH}\n\n{makers.OTHER}\n"
GOOD: dict[str, bytes] = {
    "a.csv": f"Pôle;Note\nMedicen;{makers.PARAGRAPH}\n".encode(),
    "a.docx": makers.docx(),
    "a.eml": makers.eml(),
    "a.epub": makers.epub(),
    "a.html": makers.html(f"<h1>Les accords</h1><p>{makers.PARAGRAPH}</p>"),
    "a.htm": makers.html(f"<h1>Les accords</h1><p>{makers.PARAGRAPH}</p>"),
    "a.jsonl": f'{{"title": "Les accords", "text": "{makers.PARAGRAPH}"}}'.encode(),
    "a.markdown": TEXT.encode(),
    "a.md": TEXT.encode("utf-16"),
    "a.ods": makers.ods(),
    "a.odp": makers.odp(),
    "a.odt": makers.odt(),
    "a.pdf": makers.pdf(["Une page."], ["# Les accords", "", makers.PARAGRAPH]),
    "a.pptx": makers.pptx(),
    "a.rtf": makers.rtf(),
    "a.text": TEXT.encode("cp1252"),
    "a.tsv": b"Note\tPays\nMedicen\tEspagne\n",
    "a.txt": TEXT.encode(),
    "a.xhtml": makers.html(f"<h1>Les accords</h1><p>{makers.PARAGRAPH}</p>"),
    "a.xlsx": makers.xlsx(),
    "a.zip": makers.archive({"accord.docx": makers.docx()}),
    "wrong suffix.txt": makers.docx(),
}
PLACES = {
    "a.docx": (None, "Les accords"),
    "a.epub": (None, "Les accords"),
    "a.html": (None, "Les accords"),
    "a.jsonl": (None, "Les accords"),
    "a.odp": (3, "La suite"),
    "a.odt": (None, "Les accords"),
    "a.pdf": (2, "Les accords"),
    "a.txt": (None, "Les accords"),
    "a.zip": (None, "accord.docx › Les accords"),
}
BAD: dict[str, tuple[bytes, str]] = {
    "empty.txt": (b"", "no text"),
    "empty.pdf": (b"", "not a PDF file"),
    "empty.docx": (b"", "not a Word file"),
    "spaces.md": (b" \n\t", "no text"),
    "nul.txt": (b"a\0b\0\0c", "NUL bytes"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "a PNG image"),
    "picture.pdf": (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "not a PDF file"),
    "encrypted.pdf": (makers.pdf(["Un texte."], password="secret"), "password"),
    "scan.pdf": (makers.pdf([], pictures=(1,)), "its only page holds no text"),
    "cut.pdf": (makers.pdf(["Un texte."])[:60], "damaged or cut off"),
    "cut.docx": (makers.docx()[:5000], "damaged or cut off"),
    "cut.pptx": (makers.pptx()[:5000], "damaged or cut off"),
    "cut.odt": (makers.odt()[:900], "damaged or cut off"),
    "cut.xlsx": (makers.xlsx()[:900], "damaged or cut off"),
    "cut.epub": (makers.epub()[:900], "damaged or cut off"),
    "old.docx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Microsoft Office file"),
    "bomb.docx": (makers.archive({"word/document.xml": b" " * 60_000_000}), "a ZIP bomb"),
    "bomb.zip": (makers.archive({"a.txt": b" " * 60_000_000}), "a ZIP bomb"),
    "slip.zip": (makers.archive({"../a.txt": b"x"}), "leads outside of the archive"),
    "nothing.html": (makers.html("<script>x()</script>"), "no text"),
    "nothing.eml": (b"Bonjour", "no e-mail message"),
    "nothing.rtf": (b"Bonjour", "not an RTF file"),
    "nothing.jsonl": (b"Bonjour", "line 1 holds no object with a text"),
}


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Document | str]:
    folder = tmp_path_factory.mktemp("corpus")
    for name, data in GOOD.items():
        (folder / name).write_bytes(data)
    for name, (data, _) in BAD.items():
        (folder / name).write_bytes(data)
    found: dict[str, Document | str] = {}
    for path in find_files(folder):
        try:
            found[path.name] = read_document(path)
        except UnreadableDocument as error:
            found[path.name] = error.reason
    return found


def test_every_supported_suffix_is_here() -> None:
    assert {Path(name).suffix for name in GOOD} == SUPPORTED_SUFFIXES


@pytest.mark.parametrize("name", GOOD)
def test_a_good_file_gives_passages_that_are_in_its_text(outcomes: dict[str, Document | str], name: str) -> None:
    document = outcomes[name]
    assert isinstance(document, Document), document
    passages = split(document)
    assert passages
    assert [document.text[passage.start : passage.end] for passage in passages] == [
        passage.text for passage in passages
    ]
    assert "Medicen" in document.text


@pytest.mark.parametrize(("name", "place"), PLACES.items())
def test_a_good_file_tells_where_a_sentence_stands(
    outcomes: dict[str, Document | str], name: str, place: tuple[int | None, str]
) -> None:
    document = outcomes[name]
    assert isinstance(document, Document), document
    offset = document.text.index(makers.PARAGRAPH)
    assert (document.page_at(offset), document.section_at(offset)) == place


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_refused_with_its_reason(outcomes: dict[str, Document | str], name: str) -> None:
    reason = outcomes[name]
    assert isinstance(reason, str), reason
    assert BAD[name][1] in reason
