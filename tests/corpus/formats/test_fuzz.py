"""Whatever the bytes, a reader ends with a content that holds together or with a reason; the process shields the rest."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from collections.abc import Iterator
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.errors import UnreadableDocument
from corpus.formats.contents import Content, Format
from corpus.formats.registry import FORMATS
from corpus.isolation import Worker
from corpus.reading import Reading, read_documents
from tests.corpus.formats import makers

EXAMPLES = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
WHOLE: dict[str, bytes] = {
    "Pdf": makers.pdf(["# Titre", makers.PARAGRAPH, makers.OTHER], [makers.PARAGRAPH]),
    "Html": makers.html(f"<h1>Titre</h1><p>{makers.PARAGRAPH}</p><table><tr><td>a</td></tr></table>"),
    "Docx": makers.report(),
    "Odt": makers.odt(),
    "Rtf": makers.rtf(),
    "Pptx": makers.pptx(),
    "Xlsx": makers.xlsx(),
    "Ods": makers.ods(),
    "Odp": makers.odp(),
    "Csv": "Pôle;Pays\nMedicen;Espagne\n".encode(),
    "Epub": makers.epub(),
    "Eml": makers.eml(),
    "Zip": makers.archive({"a.txt": b"Un texte.", "b.docx": makers.docx()}),
    "JsonLines": b'{"text": "Un texte.", "title": "T"}\n{"text": "Deux."}',
    "Markdown": b"---\ntitle: T\n---\n# A\n\nb",
    "PlainText": makers.PARAGRAPH.encode(),
}
PARTS = {
    "Docx": ("word/document.xml", "word/styles.xml", "[Content_Types].xml"),
    "Odt": ("content.xml", "meta.xml"),
    "Pptx": ("ppt/slides/slide1.xml", "ppt/presentation.xml"),
    "Xlsx": ("xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"),
    "Ods": ("content.xml",),
    "Odp": ("content.xml",),
    "Epub": ("OPS/package.opf", "OPS/text/b.xhtml"),
}
LONG_EXAMPLES = settings(EXAMPLES, max_examples=1000)
CHANGES = st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=6)), min_size=1, max_size=4)


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    shared = Worker(seconds=20)
    yield shared
    shared.close()


def changed(data: bytes, changes: list[tuple[float, bytes]], kept: float = 1.0) -> bytes:
    mutable = bytearray(data)
    for place, new in changes:
        start = int(place * len(mutable))
        mutable[start : start + len(new)] = new
    return bytes(mutable[: int(kept * len(mutable))])


def check(worker: Worker, reader: Format, data: bytes) -> None:
    try:
        content = worker.read(reader, data, "/a") if reader.isolated else reader.read(data, "/a")
    except UnreadableDocument as error:
        if not error.reason:
            raise
        return
    check_content(content)


def check_content(content: Content) -> None:
    text = content.text
    assert text.strip()
    assert unicodedata.is_normalized("NFC", text)
    assert "\0" not in text
    assert "\r" not in text
    text.encode()
    assert [page.start for page in content.pages] == sorted({page.start for page in content.pages})
    assert all(0 <= page.start < page.end <= len(text) for page in content.pages)
    assert all(0 <= section.start < section.end <= len(text) and section.title for section in content.sections)
    assert [section.start for section in content.sections] == sorted(section.start for section in content.sections)


def test_every_reader_is_here() -> None:
    assert {type(reader).__name__ for reader in FORMATS} == set(WHOLE)


@pytest.mark.parametrize("reader", FORMATS, ids=lambda reader: type(reader).__name__)
@EXAMPLES
@given(changes=CHANGES, kept=st.one_of(st.just(1.0), st.floats(0, 1)))
def test_a_damaged_file_is_read_or_refused(
    worker: Worker, reader: Format, changes: list[tuple[float, bytes]], kept: float
) -> None:
    check(worker, reader, changed(WHOLE[type(reader).__name__], changes, kept))


@pytest.mark.parametrize(
    "reader", [reader for reader in FORMATS if type(reader).__name__ in PARTS], ids=lambda reader: type(reader).__name__
)
@EXAMPLES
@given(changes=CHANGES, number=st.integers(0, 2))
def test_a_damaged_part_of_an_archive_is_read_or_refused(
    worker: Worker, reader: Format, changes: list[tuple[float, bytes]], number: int
) -> None:
    check_damaged_part(worker, reader, changes, number)


def check_damaged_part(worker: Worker, reader: Format, changes: list[tuple[float, bytes]], number: int) -> None:
    name = type(reader).__name__
    with zipfile.ZipFile(io.BytesIO(WHOLE[name])) as archive:
        members = {member: archive.read(member) for member in archive.namelist()}
    part = PARTS[name][number % len(PARTS[name])]
    members[part] = changed(members[part], changes)
    check(worker, reader, makers.archive(members))


@EXAMPLES
@given(data=st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_by_every_reader(worker: Worker, data: bytes) -> None:
    for reader in FORMATS:
        check(worker, reader, data)


@EXAMPLES
@given(lines=st.lists(st.binary(max_size=60), max_size=6), changes=CHANGES)
def test_the_parts_of_a_damaged_collection_are_documents_or_have_reasons(
    tmp_path_factory: pytest.TempPathFactory, lines: list[bytes], changes: list[tuple[float, bytes]]
) -> None:
    folder = tmp_path_factory.mktemp("parts")
    archive = makers.archive({"a.txt": b"Un texte.", "b.jsonl": b"\n".join(lines), "c.zip": WHOLE["Zip"]})
    for name, data in (("a.jsonl", b"\n".join(lines)), ("a.zip", changed(archive, changes)), ("b.zip", archive)):
        path = folder / name
        path.write_bytes(data)
        found = Reading(())
        with suppress(UnreadableDocument):
            found = read_documents(path)
        sources = [document.source for document in found.documents]
        assert len(set(sources)) == len(sources)
        assert all(document.text.strip() for document in found.documents)
        assert all(failure.reason for failure in found.failures)


@pytest.mark.long
@pytest.mark.parametrize("reader", FORMATS, ids=lambda reader: type(reader).__name__)
@LONG_EXAMPLES
@given(changes=CHANGES, kept=st.one_of(st.just(1.0), st.floats(0, 1)))
def test_many_damaged_files_are_read_or_refused(
    worker: Worker, reader: Format, changes: list[tuple[float, bytes]], kept: float
) -> None:
    check(worker, reader, changed(WHOLE[type(reader).__name__], changes, kept))


@pytest.mark.long
@pytest.mark.parametrize(
    "reader", [reader for reader in FORMATS if type(reader).__name__ in PARTS], ids=lambda reader: type(reader).__name__
)
@LONG_EXAMPLES
@given(changes=CHANGES, number=st.integers(0, 2))
def test_many_damaged_parts_of_archives_are_read_or_refused(
    worker: Worker, reader: Format, changes: list[tuple[float, bytes]], number: int
) -> None:
    check_damaged_part(worker, reader, changes, number)
