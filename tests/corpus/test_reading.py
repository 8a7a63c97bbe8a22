from __future__ import annotations

import os
from pathlib import Path

import pytest

from corpus import reading
from corpus.documents import Section, document_id
from corpus.errors import CorpusError, UnreadableDocument
from corpus.reading import SUPPORTED_SUFFIXES, find_files, read_document


def write(path: Path, text: str = "Un texte.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_text_file_becomes_a_document(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.txt", "\ufeff## **Le pôle**\r\n\r\nMis en ligne le 02 juillet 2012\r\n\r\nLe pôle est là.\r\n"
    )
    document = read_document(path)
    text = "## **Le pôle**\n\nMis en ligne le 02 juillet 2012\n\nLe pôle est là.\n"
    assert (document.id, document.source) == (document_id(str(path)), str(path))
    assert (document.title, document.text, document.language, document.date) == ("Le pôle", text, "fr", "2012-07-02")
    assert (document.publisher, document.url, document.pages) == ("", "", ())
    assert document.sections == (Section("Le pôle", 2, 0, len(text)),)
    assert len(document.content_hash) == 64


def test_front_matter_wins_over_what_the_text_gives_away(tmp_path: Path) -> None:
    head = "---\ntitle: Le vrai titre\ndate: 2008-02-04\npublisher: DGE\nlanguage: en\nurl: https://a.b\n---\n"
    document = read_document(write(tmp_path / "a.md", head + "# Autre titre\n\n24 janvier 2018\n\nLe texte est ici.\n"))
    assert (document.title, document.date, document.publisher) == ("Le vrai titre", "2008-02-04", "DGE")
    assert (document.language, document.url, document.text[:3]) == ("en", "https://a.b", "# A")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The clusters have signed an agreement.", "en"),
        ("Les pôles ont signé.", "fr"),
        ("---\nlanguage: de\n---\nLes pôles", "fr"),
    ],
)
def test_the_language_is_detected_when_the_file_does_not_say_it(tmp_path: Path, text: str, language: str) -> None:
    assert read_document(write(tmp_path / "a.md", text)).language == language


def test_the_id_depends_on_the_path_and_the_hash_on_what_the_file_says(tmp_path: Path) -> None:
    first, copy = write(tmp_path / "a.md", "# Titre\n\nUn."), write(tmp_path / "b.md", "# Titre\n\nUn.")
    before, other = read_document(first), read_document(copy)
    assert (before.id != other.id, before.content_hash == other.content_hash) == (True, True)
    write(first, "---\npublisher: DGE\n---\n# Titre\n\nUn.")
    after = read_document(first)
    assert (after.id == before.id, after.text == before.text, after.content_hash == before.content_hash) == (
        True,
        True,
        False,
    )


def test_a_link_and_a_relative_path_name_the_same_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "a.txt")
    (tmp_path / "link.txt").symlink_to(path)
    monkeypatch.chdir(tmp_path)
    assert {read_document(Path(name)).source for name in ("a.txt", "./a.txt", "link.txt")} == {str(path)}


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("missing.txt", "there is no such file; check the path"),
        ("folder", "this is a folder; name a file"),
        ("a.xyz", r"unknown format .xyz; expected one of .csv, .docx, .*, .xlsx"),
        ("none", r"unknown format \(no suffix\)"),
        ("empty.txt", "holds no text"),
        ("nul\0.txt", "the path cannot be followed"),
        ("\udcff.txt", "the file name is not valid UTF-8; rename the file"),
    ],
)
def test_what_cannot_be_read_is_named_with_the_reason(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / "folder").mkdir()
    for other in ("a.xyz", "none"):
        write(tmp_path / other)
    write(tmp_path / "empty.txt", "\n")
    with pytest.raises(UnreadableDocument, match=reason) as raised:
        read_document(tmp_path / name)
    assert isinstance(raised.value, CorpusError)
    assert raised.value.source in str(raised.value)
    raised.value.source.encode()


def test_a_file_over_the_limit_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LARGEST_FILE", 3 * reading.MEGABYTE)
    path = tmp_path / "a.txt"
    path.write_bytes(b"a" * (4 * reading.MEGABYTE))
    with pytest.raises(UnreadableDocument, match="the file has 4 MB, the limit is 3 MB; split it"):
        read_document(path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_forbidden_file_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt")
    path.chmod(0)
    with pytest.raises(UnreadableDocument, match="permission denied; let this user read the file"):
        read_document(path)


def test_a_denied_read_is_told_from_a_missing_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def deny(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", deny)
    with pytest.raises(UnreadableDocument, match="permission denied"):
        read_document(write(tmp_path / "a.txt"))


def test_a_folder_gives_its_supported_files_sorted_without_hidden_ones(tmp_path: Path) -> None:
    for name in ("b.txt", "a.MD", "c/d.markdown", "c/.hidden.txt", ".git/e.txt", "f.xyz", "g"):
        write(tmp_path / name)
    (tmp_path / "again.txt").symlink_to(tmp_path / "b.txt")
    (tmp_path / "broken.txt").symlink_to(tmp_path / "nothing.txt")
    (tmp_path / "c" / "loop").symlink_to(tmp_path)
    assert [str(path.relative_to(tmp_path)) for path in find_files(tmp_path)] == ["a.MD", "b.txt", "c/d.markdown"]


def test_links_that_loop_cost_nothing_and_are_named(tmp_path: Path) -> None:
    write(tmp_path / "a" / "a.txt")
    (tmp_path / "a" / "self.txt").symlink_to(tmp_path / "a" / "self.txt")
    (tmp_path / "a" / "up").symlink_to(tmp_path)
    assert [path.name for path in find_files(tmp_path)] == ["a.txt"]
    with pytest.raises(UnreadableDocument, match="the path cannot be followed"):
        read_document(tmp_path / "a" / "self.txt")


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    assert find_files(tmp_path) == ()
    with pytest.raises(UnreadableDocument, match="this is no regular file"):
        read_document(tmp_path / "a.txt")


UNSUPPORTED = {
    "rapport.doc": "save it as .docx",
    "budget.xls": "save it as .xlsx",
    "salon.ppt": "save it as .pptx",
    "lettre.msg": "save each message as .eml",
    "plan.pages": "export it as PDF",
    "scan.djvu": "export it as PDF",
    "livre.mobi": "convert it to .epub",
    "tout.rar": "unpack it, or pack it as .zip",
    "page.mht": "save the page as .html",
    "note.gdoc": "only points to a document on the web",
    "these.tex": "convert it to PDF, .docx or .md",
}
UNRELATED = ("photo.jpg", "logo.png", "setup.exe", "code.py", "data.json", "film.mp4", "secret.key", "~$rapport.docx")


def test_documents_in_formats_that_are_not_read_are_there_with_what_to_do_and_other_files_are_not(
    tmp_path: Path,
) -> None:
    for name in (*UNSUPPORTED, *UNRELATED):
        write(tmp_path / name)
    assert [path.name for path in find_files(tmp_path)] == sorted(UNSUPPORTED)
    for name, advice in UNSUPPORTED.items():
        with pytest.raises(UnreadableDocument, match=advice):
            read_document(tmp_path / name)


@pytest.mark.parametrize(
    ("stream", "reason"),
    [
        ("WordDocument", "this is an old Word file; save it as .docx"),
        ("Workbook", "this is an old Excel file; save it as .xlsx"),
        ("PowerPoint Document", "this is an old PowerPoint file; save it as .pptx"),
        ("__substg1.0_0037001F", "this is an Outlook message; save it as .eml"),
        ("EncryptedPackage", "the file is protected by a password"),
        ("Autre", "this is an old Microsoft Office file"),
    ],
)
def test_an_old_office_file_is_known_by_what_it_holds(tmp_path: Path, stream: str, reason: str) -> None:
    path = tmp_path / "a.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + stream.encode("utf-16-le"))
    with pytest.raises(UnreadableDocument, match=reason):
        read_document(path)


def test_a_file_with_an_old_suffix_is_read_where_its_bytes_are_of_a_known_format(tmp_path: Path) -> None:
    path = tmp_path / "a.doc"
    path.write_bytes(b"{\\rtf1\\ansi Un texte.\\par}")
    assert read_document(path).text == "Un texte."


def test_what_the_file_does_not_say_is_marked_as_inferred(tmp_path: Path) -> None:
    found = read_document(write(tmp_path / "a.md", "# Un titre\n\nPublié le 3 mai 2010\n\nLe pôle est là."))
    assert (found.title, found.date, found.inferred) == ("Un titre", "2010-05-03", ("date", "language", "title"))
    head = "---\ntitle: Un titre\ndate: 2010-05-03\nlanguage: fr\nurl: https://www.pole.fr/a\n---\n"
    found = read_document(write(tmp_path / "b.md", f"{head}Le pôle est là."))
    assert (found.publisher, found.inferred) == ("pole.fr", ("publisher",))
    side = tmp_path / "b.md.meta.yaml"
    side.write_text("publisher: Pôle info", encoding="utf-8")
    found = read_document(tmp_path / "b.md")
    assert (found.publisher, found.inferred) == ("Pôle info", ())


def test_a_hidden_folder_that_is_named_is_read(tmp_path: Path) -> None:
    path = write(tmp_path / ".notes" / "a.txt")
    assert find_files(tmp_path / ".notes") == (path,)


def test_a_file_that_is_named_is_found_whatever_its_suffix(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xyz")
    assert find_files(path) == (path,)


def test_a_missing_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UnreadableDocument, match="there is no such file or folder; check the path"):
        find_files(tmp_path / "nothing")


def test_the_suffixes_are_those_of_the_formats() -> None:
    office = {".csv", ".docx", ".odp", ".ods", ".odt", ".pptx", ".rtf", ".tsv", ".xlsx"}
    others = {".eml", ".epub", ".htm", ".html", ".markdown", ".md", ".pdf", ".text", ".txt", ".xhtml", ".jsonl", ".zip"}
    assert office | others == SUPPORTED_SUFFIXES
