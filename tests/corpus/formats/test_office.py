from __future__ import annotations

import pytest

from corpus.documents import Page, Section
from corpus.errors import UnreadableDocument
from corpus.formats.contents import Content, Format
from corpus.formats.docx import Docx
from corpus.formats.odf import Odp, Ods, Odt
from corpus.formats.pptx import Pptx
from corpus.formats.registry import format_of
from corpus.formats.rtf import Rtf
from corpus.formats.spreadsheets import Csv, Xlsx
from tests.corpus.formats import makers

BODY = f"Les accords\n\n{makers.PARAGRAPH}\n\nLes partenaires\n\n- Biocat\n- Medicen\n\n{makers.ROWS}\n\n{makers.OTHER}"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500
ENCRYPTED_OFFICE = OLD_OFFICE + "EncryptedPackage".encode("utf-16-le")
ZIPPED = (Docx(), Odt(), Ods(), Odp(), Xlsx(), Pptx())


def titles(content: Content) -> list[tuple[str, int]]:
    return [(section.title, section.level) for section in content.sections]


def test_a_word_file_gives_headings_lists_tables_and_properties() -> None:
    content = Docx().read(makers.docx(), "/a.docx")
    assert content.text == BODY
    assert titles(content) == [("Les accords", 1), ("Les partenaires", 1)]
    assert (content.title, content.date) == ("Accords des pôles", "2013-05-06")


def test_a_word_file_keeps_inserted_text_and_text_boxes_and_drops_deleted_text() -> None:
    from corpus.formats.docx import _Writer
    from corpus.formats.markup import parse_xml

    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    paragraph = parse_xml(
        f'<w:p xmlns:w="{namespace}"><w:r><w:t>Un</w:t><w:tab/></w:r><w:ins><w:r><w:t>deux</w:t></w:r></w:ins>'
        "<w:del><w:r><w:delText>rien</w:delText></w:r></w:del><w:r><w:br/><w:t>trois</w:t></w:r></w:p>".encode(),
        "/a.docx",
        "document.xml",
    )
    assert _Writer.plain(paragraph) == "Un deux\ntrois"


def test_a_word_file_keeps_notes_and_marks_and_drops_contents_and_hidden_text() -> None:
    content = Docx().read(makers.report(), "/a.docx")
    assert content.text == (
        "Compte rendu\n\nLa satisfaction est de 92 %¹ pour 300 m² ; le 1er avril.\n\n¹ Enquête de novembre 2012.\n\n"
        "- Premier point\n- sous-point\n\nPôle : Medicen ; Partenaire : Biocat\nPôle : Medicen ; Partenaire : Kansai Bio"
    )


def test_an_opendocument_text_gives_headings_lists_tables_and_notes() -> None:
    content = Odt().read(makers.odt(), "/a.odt")
    assert content.text == BODY.replace(makers.PARAGRAPH, f"{makers.PARAGRAPH}¹\n\n¹ Une note de bas de page.")
    assert titles(content) == [("Les accords", 1), ("Les partenaires", 2)]
    assert content.title == "Accords des pôles"


def test_an_opendocument_spreadsheet_gives_a_line_a_row() -> None:
    content = Ods().read(makers.ods(), "/a.ods")
    assert content.text == "Accords\n\nPôle : Medicen ; Pays : Espagne ; Signé : 2012-07-02"
    assert content.sections == (Section("Accords", 1, 0, len(content.text)),)


def test_a_workbook_gives_a_line_a_row_with_values_as_shown() -> None:
    content = Xlsx().read(makers.xlsx(), "/a.xlsx")
    assert content.text == (
        "Accords\n\nListe des accords\n\n"
        "Pôle : Medicen ; Pays : Espagne ; Signé : 2012-07-02 ; Montant : 300000 ; Part : 25 % ; Actif : VRAI\n"
        "Pôle : Cap Digital ; Pays : Japon ; Signé : 2010-01-02 09:30 ; Montant : 1.5 ; Actif : FAUX"
    )
    assert content.title == "Accords"


def test_a_presentation_gives_a_page_a_slide_and_names_slides_without_text() -> None:
    content = Pptx().read(makers.pptx(), "/a.pptx")
    first = f"Les accords\n\n- Biocat\n- Medicen\n\n{makers.OTHER}\n\n"
    assert content.text == f"{first}Le tableau\n\n{makers.ROWS}"
    assert content.pages == (Page(1, 0, len(first)), Page(3, len(first), len(content.text)))
    assert content.warnings == ("page 2 has no text",)
    assert content.title == "Accords des pôles"


def test_an_opendocument_presentation_gives_a_page_a_slide() -> None:
    content = Odp().read(makers.odp(), "/a.odp")
    first = f"Les accords\n\n- Biocat\n- Medicen\n\n{makers.OTHER}\n\n"
    assert content.text == f"{first}La suite\n\n{makers.PARAGRAPH}"
    assert content.pages == (Page(1, 0, len(first)), Page(3, len(first), len(content.text)))
    assert content.warnings == ("page 2 has no text",)
    assert titles(content) == [("Les accords", 1), ("La suite", 1)]


def test_an_rtf_file_gives_paragraphs_rows_and_properties() -> None:
    content = Rtf().read(makers.rtf(), "/a.rtf")
    assert content.text == f"LES ACCORDS\n\n{makers.PARAGRAPH}\n\nPôle : Medicen ; Pays : Espagne\n\nFin € et italique."
    assert (titles(content), content.title, content.date) == ([("LES ACCORDS", 1)], "Accords des pôles", "2013-05-06")


def test_an_rtf_file_that_is_cut_off_says_so() -> None:
    content = Rtf().read(makers.rtf()[:-40], "/a.rtf")
    assert content.warnings == ("the file is cut off: its end is missing",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pôle;Pays\nMedicen;Espagne\n\nCap Digital;Japon\n", makers.ROWS),
        ('Pôle,Pays\n"Medicen","Espagne"\n"Cap Digital",Japon\n', makers.ROWS),
        ("Pôle\tPays\nMedicen\tEspagne\nCap Digital\tJapon", makers.ROWS),
        ('Nom;Note\nMedicen;"deux\nlignes"\n', "Nom : Medicen ; Note : deux lignes"),
        ("1;2\n3;4\n", "1 ; 2\n3 ; 4"),
        ("Pôle;2010;2011\nMedicen;3;4\n", "Pôle : Medicen ; 2010 : 3 ; 2011 : 4"),
        ("Une seule colonne\nMedicen\n", "Une seule colonne\nMedicen"),
    ],
)
def test_a_csv_file_gives_a_line_a_row(text: str, expected: str) -> None:
    assert Csv().read(text.encode(), "/a.csv").text == expected


def test_a_table_with_too_many_rows_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.formats.spreadsheets.MOST_ROWS", 2)
    with pytest.raises(UnreadableDocument, match="more than 2 rows; split it"):
        Csv().read(b"a;b\n1;2\n3;4\n", "/a.csv")


def test_a_csv_file_with_an_endless_cell_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="line 2 is no CSV"):
        Csv().read(b'a;b\n1;"' + b"x" * 1_100_000, "/a.csv")


@pytest.mark.parametrize("reader", ZIPPED, ids=lambda reader: type(reader).__name__)
@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (OLD_OFFICE, "old Microsoft Office file"),
        (ENCRYPTED_OFFICE, "protected by a password; save it without one"),
        (b"Bonjour", "or it is damaged or cut off"),
        (b"", "or it is damaged or cut off"),
        (b"PK\x03\x04" + b"\0" * 300, "or it is damaged or cut off"),
        (makers.archive({"a.txt": b"x"}), "damaged|not a"),
    ],
    ids=["old", "encrypted", "text", "empty", "NUL bytes", "another archive"],
)
def test_what_is_no_office_file_is_refused_with_the_reason(reader: Format, data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableDocument, match=reason):
        reader.read(data, "/a")


@pytest.mark.parametrize("name", ["docx", "odt", "ods", "odp", "xlsx", "pptx", "epub"])
def test_a_file_that_is_cut_off_is_refused(name: str) -> None:
    data: bytes = getattr(makers, name)()
    with pytest.raises(UnreadableDocument, match="damaged or cut off"):
        format_of(data[: len(data) // 2], f"/a.{name}").read(data[: len(data) // 2], f"/a.{name}")


def test_an_encrypted_opendocument_file_is_refused() -> None:
    data = makers.archive({"content.xml": b"???", "META-INF/manifest.xml": b"<m:encryption-data/>"})
    with pytest.raises(UnreadableDocument, match="protected by a password"):
        Odt().read(data, "/a.odt")


@pytest.mark.parametrize(
    ("name", "reader"),
    [
        ("docx", Docx), ("odt", Odt), ("ods", Ods), ("odp", Odp), ("xlsx", Xlsx), ("pptx", Pptx), ("rtf", Rtf),
    ],
)  # fmt: skip
def test_a_file_with_a_wrong_suffix_is_recognised(name: str, reader: type[Format]) -> None:
    assert isinstance(format_of(getattr(makers, name)(), "/a.txt"), reader)
