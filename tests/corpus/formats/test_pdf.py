from __future__ import annotations

import pytest

from corpus.documents import Page, Section
from corpus.errors import UnreadableDocument
from corpus.formats.contents import Content
from corpus.formats.pdf import Pdf
from tests.corpus.formats import makers

SOURCE = "/rapport.pdf"
WIDE = "Une ligne assez longue pour que la page ait une largeur, comme celle d'un vrai rapport annuel."


def read(data: bytes) -> Content:
    return Pdf().read(data, SOURCE)


def test_headings_paragraphs_and_pages_have_exact_offsets() -> None:
    content = read(
        makers.pdf(["# Les accords", "", WIDE, WIDE, "La fin."], ["# La suite", "", WIDE], title="Accords de 2012")
    )
    first = f"Les accords\n\n{WIDE} {WIDE} La fin."
    assert content.text == f"{first}\n\nLa suite\n\n{WIDE}"
    start = len(first) + 2
    assert content.pages == (Page(1, 0, start), Page(2, start, len(content.text)))
    assert content.sections == (Section("Les accords", 1, 0, start), Section("La suite", 1, start, len(content.text)))
    assert content.title == "Accords de 2012"
    assert content.warnings == ()


def test_a_title_that_a_program_made_up_is_replaced_by_the_main_heading() -> None:
    data = makers.pdf([WIDE, "# Les accords", "", WIDE, WIDE], title="Microsoft Word - note.doc")
    assert read(data).title == "Les accords"


def test_words_broken_at_line_ends_are_whole_again() -> None:
    lines = [
        "Le pôle favorise depuis bien des années toute l'inno-",
        "vation et la compétitivité, et sa façon de savoir-",
        "faire est connue en Provence-Alpes-Côte jusqu'en Rhône-",
        "Alpes, où ce porte-",
        "parole dit : le porte-parole parle.",
    ]
    assert read(makers.pdf(lines)).text == (
        "Le pôle favorise depuis bien des années toute l'innovation et la compétitivité, et sa façon de savoir-faire "
        "est connue en Provence-Alpes-Côte jusqu'en Rhône-Alpes, où ce porte-parole dit : le porte-parole parle."
    )


def test_a_sentence_and_a_word_go_on_over_a_page_end() -> None:
    content = read(
        makers.pdf([WIDE, "Le pôle favorise donc"], ["l'innovation et la compéti-"], ["tivité de tous. Fin."])
    )
    assert content.text == f"{WIDE} Le pôle favorise donc l'innovation et la compétitivité de tous. Fin."
    assert [content.text[page.start : page.end] for page in content.pages] == [
        f"{WIDE} Le pôle favorise donc ",
        "l'innovation et la compéti",
        "tivité de tous. Fin.",
    ]


def test_columns_are_read_one_after_the_other() -> None:
    text = read(makers.two_columns()).text
    assert text.startswith("Un titre qui va par-dessus")
    assert text.index("gauche ligne 7") < text.index("droite ligne 0")
    assert "gauche ligne 0 du texte de la première gauche ligne 1" in text.replace("\n", " ")


def test_a_table_is_not_taken_for_columns() -> None:
    rows = [f"Medicen {number}            Espagne {number}" for number in range(9)]
    assert read(makers.pdf(rows)).text.split("\n")[:2] == ["Medicen 0 ; Espagne 0", "Medicen 1 ; Espagne 1"]


def test_page_numbers_and_running_heads_are_dropped_but_for_the_first_head() -> None:
    pages = [["Rapport 2012", WIDE, f"Le texte de la page numéro {n} est unique.", f"- {n} -"] for n in "abcd"]
    for number, page in enumerate(pages, start=1):
        page[-1] = f"Page {number} / 4"
    text = read(makers.pdf(*pages)).text
    assert text.count("Rapport 2012") == 1
    assert "Page" not in text
    assert [f"numéro {n} est" in text for n in "abcd"] == [True] * 4


def test_pages_without_text_are_named() -> None:
    content = read(makers.pdf([WIDE], [], [], ["Une autre page."], [], pictures=(2, 3, 5)))
    assert content.warnings == (
        "pages 2–3, 5 have no text (scanned?)",
        "with tesseract-ocr-fra installed, scanned pages are read at the next rebuild",
    )
    assert [page.number for page in content.pages] == [1, 4]


def test_an_empty_page_without_pictures_is_no_reason_to_warn() -> None:
    assert read(makers.pdf([WIDE], [], [WIDE])).warnings == ()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(makers.pdf([], [], pictures=(1, 2)), "none of its 2 pages holds text: a scan?", id="scan"),
        pytest.param(
            makers.pdf([WIDE], password="secret"), "protected by a password; save it without one", id="encrypted"
        ),
        pytest.param(b"%PDF-1.7\n" + b"\0" * 500, "not a PDF file, or it is damaged or cut off", id="NUL bytes"),
        pytest.param(b"Bonjour", "not a PDF file, or it is damaged or cut off", id="text"),
        pytest.param(b"", "not a PDF file, or it is damaged or cut off", id="empty"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableDocument, match=reason):
        read(data)


def test_a_file_with_too_many_pages_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.formats.pdf.MOST_PAGES", 2)
    with pytest.raises(UnreadableDocument, match="the file has 3 pages, the limit is 2; split it"):
        read(makers.pdf([WIDE], [WIDE], [WIDE]))


def test_ligatures_and_bullets_of_symbol_fonts_become_plain() -> None:
    from corpus.formats.building import tidy

    assert tidy("e\ufb03cace  et\u00ad sûr\u200b\n\n \nﬁn") == "efficace et sûr\nfin"
