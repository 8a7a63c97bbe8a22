"""Files of several documents: each is one, with its own source, fields and pages; what fails costs nothing else."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from corpus import reading
from corpus.documents import Document, document_id
from corpus.errors import UnreadableDocument
from corpus.reading import Reading, read_document, read_documents
from tests.corpus.formats import makers

LINES = (
    {
        "text": "Le pôle a signé.\n\nUN ACCORD IMPORTANT\n\nLa suite.",
        "title": "Accord",
        "date": "2 juillet 2012",
        "url": "https://www.pole.fr/1",
        "publisher": "Pôle info",
        "language": "FR",
        "id": 7,
    },
    {"text": "The clusters have signed an agreement.", "url": "https://news.cluster.eu/a"},
    {"texte": "rien"},
    {"text": " \n"},
    {"text": "Un texte.", "title": None, "date": "hier"},
)


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def read(path: Path) -> tuple[dict[str, Document], dict[str, str]]:
    """Return the documents and the reasons by the part of their source that names them."""
    found = read_documents(path)
    prefix = f"{path}#"
    sources = [document.source for document in found.documents] + [failure.source for failure in found.failures]
    assert all(source.startswith(prefix) for source in sources)
    return (
        {document.source.removeprefix(prefix): document for document in found.documents},
        {failure.source.removeprefix(prefix): failure.reason for failure in found.failures},
    )


def test_a_line_is_a_document_with_its_fields(tmp_path: Path) -> None:
    data = "\n".join(json.dumps(line) for line in (*LINES[:2], "", *LINES[2:])).replace('""', "").encode()
    path = write(tmp_path / "notes.jsonl", data)
    documents, failures = read(path)
    first = documents["1"]
    assert (first.id, first.text) == (document_id(f"{path}#1"), LINES[0]["text"])
    assert (first.title, first.date, first.url) == ("Accord", "2012-07-02", "https://www.pole.fr/1")
    assert (first.publisher, first.language, first.inferred) == ("Pôle info", "fr", ())
    assert [section.title for section in first.sections] == ["UN ACCORD IMPORTANT"]
    second = documents["2"]
    assert (second.title, second.publisher, second.language) == (LINES[1]["text"], "news.cluster.eu", "en")
    assert second.inferred == ("language", "publisher", "title")
    assert failures == {
        "4": 'this line is no object with a text; write {"text": …, "title": …}',
        "5": "the file holds no text; write something in it or remove it",
    }
    assert documents["6"].warnings == ("the date 'hier' is no date and is left out; write it as 2012-07-02",)
    assert list(documents) == ["1", "2", "6"]


def test_a_member_is_a_document_with_its_own_pages_and_date(tmp_path: Path) -> None:
    data = makers.archive(
        {
            "inner/rapport.pdf": makers.pdf(["Une page."], ["# Les accords", "", makers.PARAGRAPH], title="Rapport"),
            "accord.docx": makers.docx(),
            "accord.docx.meta.yaml": b"title: Le vrai titre\nurl: https://pole.fr/accord\n",
            "lignes.jsonl": b'{"text": "Une ligne."}',
            "sous.zip": makers.archive({"note.md": b"---\ndate: 2010\n---\n# Une note\n\nLe fond."}),
        }
    )
    documents, failures = read(write(tmp_path / "tout.zip", data))
    assert failures == {}
    assert list(documents) == ["accord.docx", "inner/rapport.pdf", "lignes.jsonl#1", "sous.zip#note.md"]
    report = documents["inner/rapport.pdf"]
    offset = report.text.index(makers.PARAGRAPH)
    assert (report.title, report.page_at(offset), report.section_at(offset)) == ("Rapport", 2, "Les accords")
    accord = documents["accord.docx"]
    assert (accord.title, accord.url, accord.date) == ("Le vrai titre", "https://pole.fr/accord", "2013-05-06")
    assert (documents["sous.zip#note.md"].title, documents["sous.zip#note.md"].date) == ("Une note", "2010")


def test_a_member_that_cannot_be_read_costs_no_other(tmp_path: Path) -> None:
    data = makers.archive(
        {
            "a.pdf": b"rien",
            "b.doc": b"x",
            "c.zip": b"x",
            "../d.txt": b"x",
            "e.txt": "Le pôle.".encode(),
            "photo.png": b"x",
            ".cache/f.txt": b"x",
            "__MACOSX/e.txt": b"x",
        }
    )
    documents, failures = read(write(tmp_path / "a.zip", data))
    assert list(documents) == ["e.txt"]
    assert list(failures) == ["../d.txt", "a.pdf", "b.doc", "c.zip"]
    expected = ("leads outside of the archive", "not a PDF file", "is not read; save it as .docx", "not a ZIP archive")
    assert [words in reason for words, reason in zip(expected, failures.values(), strict=True)] == [True] * 4


def test_an_archive_in_which_nothing_is_readable_has_only_failures(tmp_path: Path) -> None:
    path = write(tmp_path / "a.zip", makers.archive({"a.pdf": b"rien", "b.txt": b""}))
    found = read_documents(path)
    assert (found.documents, [failure.source for failure in found.failures]) == ((), [f"{path}#a.pdf", f"{path}#b.txt"])


@pytest.mark.parametrize("members", [{}, {"a.png": b"x"}], ids=["empty", "pictures only"])
def test_an_archive_without_documents_is_refused(tmp_path: Path, members: dict[str, bytes]) -> None:
    with pytest.raises(UnreadableDocument, match="nothing that can be read: none of its files has a format"):
        read_documents(write(tmp_path / "a.zip", makers.archive(members)))


def test_every_other_file_holds_one_document_as_before(tmp_path: Path) -> None:
    path = write(tmp_path / "a.docx", makers.docx())
    assert read_documents(path) == Reading((read_document(path),), ())


def test_the_side_file_of_an_archive_gives_what_its_members_share(tmp_path: Path) -> None:
    path = write(tmp_path / "a.zip", makers.archive({"a.txt": b"Un texte.", "b.txt": b"Un autre texte."}))
    side = tmp_path / "a.zip.meta.yaml"
    side.write_text("title: Tout\npublisher: DGE\ndate: 2012-07\nurl: https://x.fr", encoding="utf-8")
    documents, _ = read(path)
    found = [(one.title, one.publisher, one.date, one.url) for one in documents.values()]
    assert found == [("Un texte.", "DGE", "2012-07", ""), ("Un autre texte.", "DGE", "2012-07", "")]
    side.write_text("- rien", encoding="utf-8")
    assert read_documents(path).warnings == (
        "a.zip.meta.yaml is no list of fields (title: …, date: …) and is left out",
    )


def test_names_of_members_are_read_as_utf_8_where_they_are(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("pole.txt", "Un texte.")
        archive.writestr("deux.txt", "Un autre.")
    # macOS writes UTF-8 names without saying so; old Windows wrote its own code page.
    data = stream.getvalue().replace(b"pole.txt", "pô.txt".encode() + b"x")
    data = data.replace("pô.txtx".encode(), "pôl.txt".encode()).replace(b"deux.txt", "été1.txt".encode("cp437"))
    assert list(read(write(tmp_path / "a.zip", data))[0]) == ["pôl.txt", "été1.txt"]


def test_a_name_that_is_there_twice_is_read_once(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.txt", "Un texte.")
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("a.txt", "Le dernier.")
    documents, failures = read(write(tmp_path / "a.zip", stream.getvalue()))
    assert documents["a.txt"].text == "Le dernier."
    assert failures == {"a.txt": "the archive holds this name twice; the last one is read"}


def test_archives_that_are_too_deep_are_named(tmp_path: Path) -> None:
    data = makers.archive({"fond.txt": b"Le fond."})
    for _ in range(3):
        data = makers.archive({"a.txt": b"Un texte.", "b.zip": data})
    documents, failures = read(write(tmp_path / "a.zip", data))
    assert list(documents) == ["a.txt", "b.zip#a.txt", "b.zip#b.zip#a.txt"]
    assert failures == {"b.zip#b.zip#b.zip": "more than 3 archives are inside of each other; unpack it"}


def test_archives_inside_of_an_archive_share_its_limits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = makers.archive({f"{number}.txt": b"Un texte. " * 10 for number in range(4)})
    path = write(tmp_path / "a.zip", makers.archive({"a.txt": b"Le texte.", "b.zip": inner, "c.zip": inner}))
    monkeypatch.setattr(reading, "MOST_LINES", 8)
    found = read_documents(path)
    assert found.warnings == (
        "read in part only: with the archives inside of it, it has more than 400 MB or 8 members; unpack it",
    )
    assert len(found.documents) == 6
    monkeypatch.undo()
    assert (len(read_documents(path).documents), read_documents(path).warnings) == (9, ())


def test_a_member_that_crashes_its_reader_costs_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from corpus.isolation import Worker

    worker = Worker(seconds=0.001)
    monkeypatch.setattr(reading, "_worker", worker)
    path = write(tmp_path / "a.zip", makers.archive({"a.docx": makers.docx(), "b.txt": b"Un texte."}))
    documents, failures = read(path)
    worker.close()
    assert list(documents) == ["b.txt"]
    assert "took longer than 0.001 seconds" in failures["a.docx"]
