"""A folder with a file of every format and twenty bad ones: the good are answered from, with their place, the bad listed."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from assistant.wiring import open_application
from corpus.messages import in_french
from corpus.reading import SUPPORTED_SUFFIXES
from tests.conftest import Run
from tests.corpus.formats import makers
from tests.corpus.formats.test_folder import BAD

if TYPE_CHECKING:
    from assistant.wiring import Application
    from index.contracts import Embedder

SUBJECTS = {
    ".csv": ("Albatros", "Varsovie"), ".docx": ("Bouvreuil", "Lisbonne"), ".eml": ("Colibri", "Helsinki"),
    ".epub": ("Dindon", "Ottawa"), ".htm": ("Épervier", "Santiago"), ".html": ("Faucon", "Nairobi"),
    ".jsonl": ("Goéland", "Hanoï"), ".markdown": ("Héron", "Riga"), ".md": ("Ibis", "Tallinn"),
    ".odp": ("Jaseur", "Vilnius"), ".ods": ("Kiwi", "Zagreb"), ".odt": ("Loriot", "Ljubljana"),
    ".pdf": ("Merle", "Budapest"), ".pptx": ("Nandou", "Sofia"), ".rtf": ("Oriole", "Bucarest"),
    ".text": ("Pinson", "Athènes"), ".tsv": ("Quetzal", "Nicosie"), ".txt": ("Rossignol", "Dublin"),
    ".xhtml": ("Sarcelle", "Oslo"), ".xlsx": ("Tourterelle", "Copenhague"), ".zip": ("Urubu", "Stockholm"),
}  # fmt: skip
"""Of each format a pole that only its file knows, and where it has a partner."""
PAGES = {".pdf": 2, ".odp": 2, ".pptx": 2}
SECTIONS = frozenset({".docx", ".epub", ".htm", ".html", ".markdown", ".md", ".odp", ".odt", ".pdf", ".pptx", ".rtf"})


def sentence(suffix: str) -> str:
    pole, city = SUBJECTS[suffix]
    return f"Le pôle {pole} a signé un accord de coopération avec le cluster de {city} en mars 2011."


def good_file(suffix: str) -> bytes:
    """Return a file with the sentence of its format under a heading, on the second page where there are pages."""
    text, (pole, city) = sentence(suffix), SUBJECTS[suffix]
    head = f"Coopération du pôle {pole}"
    page = makers.html(f"<h1>{head}</h1><p>{text}</p><p>{makers.OTHER}</p>")
    table = f"Pôle;Partenaire;Accord\n{pole};cluster de {city};{text}\nAutre;aucun;aucun\n"
    match suffix:
        case ".pdf":
            return makers.pdf(["Une première page."], [f"# {head}", "", text])
        case ".htm" | ".html" | ".xhtml":
            return page
        case ".md" | ".markdown" | ".txt" | ".text":
            return f"# {head}\n\n{text}\n".encode("utf-16" if suffix == ".text" else "cp1252")
        case ".csv" | ".tsv":
            return table.replace(";", "\t" if suffix == ".tsv" else ";").encode("utf-8-sig")
        case ".jsonl":
            lines = [{"text": makers.OTHER, "title": "Un"}, {"text": text, "title": head}]
            return "\n".join(map(json.dumps, lines)).encode()
        case ".eml":
            return makers.eml().replace(b"Bonjour,", text.replace("ô", "o").replace("é", "e").encode())
        case ".epub":
            return makers.epub(OPS__text__b_xhtml=page)
        case ".rtf":
            return (
                makers.rtf()
                .replace(b"LES ACCORDS", escaped(head.upper()))
                .replace(b"Fin ", escaped(text) + b"\\par Fin ")
            )
        case ".zip":
            return makers.archive({"lu.txt": f"{head}\n\n{text}".encode(), "perdu.pdf": b"rien"})
    return office_file(suffix, head, text, table)


def escaped(text: str) -> bytes:
    """Return a text as RTF writes it."""
    return "".join(c if c.isascii() else f"\\'{ord(c):x}" for c in text).encode()


def office_file(suffix: str, head: str, text: str, table: str) -> bytes:
    """Return a file that an office program would write."""
    stream = io.BytesIO()
    document: Any
    rows = [line.split(";") for line in table.strip().split("\n")]
    if suffix == ".docx":
        import docx

        document = docx.Document()
        document.add_heading(head, 1)
        document.add_paragraph(text)
    elif suffix == ".pptx":
        import pptx

        document = pptx.Presentation()
        for title, body in (("Sommaire", "Un"), (head, text)):
            slide = document.slides.add_slide(document.slide_layouts[1])
            slide.shapes.title.text = title
            slide.placeholders[1].text = body
    elif suffix == ".xlsx":
        import openpyxl

        document = openpyxl.Workbook()
        for row in rows:
            document.active.append(row)
    else:
        document = makers.opendocument(suffix, head, text, rows)
    document.save(stream)
    return stream.getvalue()


@pytest.fixture(scope="module")
def every_format(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("corpus")
    for suffix in SUBJECTS:
        (folder / f"bon{suffix}").write_bytes(good_file(suffix))
    for name, (data, _) in BAD.items():
        (folder / name).write_bytes(data)
    return folder


@pytest.fixture(scope="module")
def answering(
    every_format: Path, embedder: Embedder, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Application]:
    with open_application(tmp_path_factory.mktemp("home"), embedder=embedder) as application:
        application.synchroniser.register([every_format])
        application.synchroniser.synchronise()
        yield application


def test_every_format_has_its_subject_and_twenty_files_are_bad() -> None:
    assert set(SUBJECTS) == SUPPORTED_SUFFIXES
    assert len(BAD) >= 20


@pytest.mark.parametrize("suffix", SUBJECTS)
def test_a_good_file_is_answered_from_and_cited_with_its_place(
    answering: Application, every_format: Path, suffix: str
) -> None:
    pole, city = SUBJECTS[suffix]
    answer = answering.assistant.answer(f"Avec quel cluster le pôle {pole} a-t-il signé un accord ?")
    assert not answer.refused
    first = answer.citations[0]
    assert city in first.quote
    assert first.document.source.startswith(str(every_format / f"bon{suffix}"))
    assert first.document.text[first.start : first.end] == first.quote
    assert first.document.page_at(first.start) == PAGES.get(suffix)
    if suffix in SECTIONS:
        assert f"coopération du pôle {pole}".casefold() in first.document.section_at(first.start).casefold()


def test_the_command_line_adds_what_it_can_and_lists_the_rest(every_format: Path, run: Run) -> None:
    added = run("add", every_format)
    assert added.exit_code == 0, added.output
    status = json.loads(run("status", "--json").stdout)
    reasons = {Path(failure["source"]).name: failure["reason"] for failure in status["failures"]}
    # Read as documents of their own, the lines of a JSONL file are each told what they lack.
    expected = {name: reason for name, (_, reason) in BAD.items()} | {"nothing.jsonl": "1: this line is no object"}
    assert [name for name, reason in expected.items() if reason not in reasons.get(name, "")] == []
    assert [reason for reason in reasons.values() if in_french(reason) == reason] == []
    assert set(reasons) - set(BAD) <= {"bon.zip#perdu.pdf", "perdu.pdf"}
    assert status["documents"] >= len(SUBJECTS)
