"""Pages as printed reports have them: columns, tables, notes, running heads. The text is what a careful person would copy."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any

from corpus.formats.contents import Content
from corpus.formats.pdf import Pdf

WIDTH = 230
COLUMN_LINES = (
    "Un projet collaboratif réunit au moins deux entreprises et un labo-",
    "ratoire, qui s'engagent par un accord de consortium. Cet accord",
    "précise la répartition des droits de propriété intellectuelle et les",
    "modalités de gouvernance. Il est signé avant tout versement.",
)
COLUMN = (
    "Un projet collaboratif réunit au moins deux entreprises et un laboratoire, qui s'engagent par un accord de "
    "consortium. Cet accord précise la répartition des droits de propriété intellectuelle et les modalités de "
    "gouvernance. Il est signé avant tout versement."
)
INTRODUCTION = (
    "Le pôle a connu en 2012 une année de croissance, marquée par quatre accords avec des clusters étrangers et par",
    "l'ouverture de deux antennes. Le nombre des adhérents a progressé de 27 % et atteint deux cent quatorze.",
)


def draw(*pages: Callable[[Any], None]) -> Content:
    from reportlab.pdfgen import canvas

    stream = io.BytesIO()
    drawing = canvas.Canvas(stream)
    for page in pages:
        page(drawing)
        drawing.showPage()
    drawing.save()
    return Pdf().read(stream.getvalue(), "/rapport.pdf")


def justified(drawing: Any, left: float, top: float, lines: Sequence[str], *, width: float, size: float = 9) -> float:
    """Draw lines, all but the last one stretched to the width; return where the next one would stand."""
    for number, line in enumerate(lines):
        natural = drawing.stringWidth(line, "Helvetica", size)
        spaces = line.count(" ")
        text = drawing.beginText(left, top - number * size * 1.25)
        text.setFont("Helvetica", size)
        stretch = spaces and number + 1 < len(lines)
        text.setWordSpace(max(0.0, (width - natural) / spaces) if stretch else 0)
        text.textLine(line)
        drawing.drawText(text)
    return top - len(lines) * size * 1.25


def heading(drawing: Any, left: float, top: float, words: str, size: float = 14) -> None:
    drawing.setFont("Helvetica-Bold", size)
    drawing.drawString(left, top, words)


def test_an_introduction_two_columns_and_a_table_are_read_in_this_order() -> None:
    def page(drawing: Any) -> None:
        heading(drawing, 60, 780, "Rapport d'activité", 20)
        justified(drawing, 60, 750, INTRODUCTION, width=480)
        heading(drawing, 60, 700, "1. Les projets")
        bottom = justified(drawing, 60, 680, COLUMN_LINES, width=WIDTH)
        justified(drawing, 60, bottom - 8, COLUMN_LINES[:3], width=WIDTH)
        justified(drawing, 310, 702, COLUMN_LINES[3:], width=WIDTH)
        justified(drawing, 310, 682, COLUMN_LINES, width=WIDTH)
        heading(drawing, 60, 560, "2. Le budget")
        table(drawing, 530)

    content = draw(page)
    assert content.text == (
        f"Rapport d'activité\n\n{' '.join(INTRODUCTION)}\n\n1. Les projets\n\n{COLUMN}\n\n{COLUMN}\n\n{COLUMN}\n\n"
        "2. Le budget\n\n"
        "Poste : Subventions de l'État et des collectivités territoriales ; 2011 : 450 ; 2012 : 420\n"
        "Poste : Cotisations ; 2011 : 310 ; 2012 : 365"
    )
    assert [(section.title, section.level) for section in content.sections] == [
        ("Rapport d'activité", 1),
        ("1. Les projets", 2),
        ("2. Le budget", 2),
    ]


def table(drawing: Any, top: float) -> None:
    """Draw a table cell by cell; the first cell of the second row has two lines."""
    rows = (
        ("Helvetica-Bold", (("Poste",), ("2011",), ("2012",))),
        ("Helvetica", (("Subventions de l'État et des", "collectivités territoriales"), ("450",), ("420",))),
        ("Helvetica", (("Cotisations",), ("310",), ("365",))),
    )
    for font, cells in rows:
        drawing.setFont(font, 9)
        for left, lines in zip((60, 300, 420), cells, strict=True):
            for number, line in enumerate(lines):
                drawing.drawString(left, top - 11 * number, line)
        top -= 11 * max(map(len, cells)) + 12


def test_rows_of_a_table_stay_apart_whatever_they_begin_with_and_over_a_page_end() -> None:
    def page(first: int) -> Callable[[Any], None]:
        def work(drawing: Any) -> None:
            drawing.setFont("Helvetica", 8)
            for row in range(6):
                for column in range(4):
                    drawing.drawString(40 + 80 * column, 780 - 9 * row, f"v{first + row}x{column}")

        return work

    rows = [" ; ".join(f"v{row}x{column}" for column in range(4)) for row in range(12)]
    assert draw(page(0), page(6)).text.replace("\n\n", "\n").split("\n") == rows


def test_columns_that_are_drawn_line_by_line_across_are_read_one_after_the_other() -> None:
    def page(drawing: Any) -> None:
        justified(drawing, 60, 750, INTRODUCTION, width=480)
        for number, line in enumerate(COLUMN_LINES):
            drawing.setFont("Helvetica", 9)
            drawing.drawString(60, 700 - 11.25 * number, line)
            drawing.drawString(340, 700 - 11.25 * number, line)

    assert draw(page).text == f"{' '.join(INTRODUCTION)}\n\n{COLUMN}\n\n{COLUMN}"


def test_a_sentence_goes_on_from_column_to_column_and_from_page_to_page() -> None:
    def page(first: Sequence[str], second: Sequence[str]) -> Callable[[Any], None]:
        def work(drawing: Any) -> None:
            justified(drawing, 60, 750, first, width=WIDTH)
            justified(drawing, 310, 750, second, width=WIDTH)

        return work

    lines = COLUMN_LINES
    other = ["Une page de plus, où la colonne de droite reprend là", "où la gauche s'arrête. Fin."]
    content = draw(page([*lines[:2]], [*lines[2:], "", lines[0]]), page([lines[1], *lines[2:]], [*other]))
    assert content.text == f"{COLUMN}\n\n{COLUMN}\n\n{' '.join(other)}"
    assert [page.number for page in content.pages] == [1, 2]
    assert content.text[content.pages[1].start :].startswith("ratoire, qui s'engagent")


def test_heads_that_count_the_pages_of_a_chapter_are_dropped() -> None:
    def page(number: int, chapter: str) -> Callable[[Any], None]:
        def work(drawing: Any) -> None:
            drawing.setFont("Helvetica", 8)
            drawing.drawString(60, 800, chapter)
            drawing.drawRightString(540, 800, f"{number}")
            drawing.drawString(60, 30, "www.pole.example")
            justified(drawing, 60, 750, [f"Page unique {number}. {INTRODUCTION[0]}", *INTRODUCTION[1:]], width=480)

        return work

    chapters = ["Les projets"] * 3 + ["Le budget"] * 3 + ["L'international"] * 3
    text = draw(*(page(number + 4, chapter) for number, chapter in enumerate(chapters))).text
    assert [text.count(words) for words in ("Les projets", "Le budget", "www.pole", "Page unique")] == [0, 0, 0, 9]


def test_marks_of_notes_stand_above_the_line_and_the_notes_at_the_end_of_the_page() -> None:
    def page(drawing: Any) -> None:
        text = drawing.beginText(60, 750)
        text.setFont("Helvetica", 11)
        text.textOut("La satisfaction des adhérents du pôle s'établit à 92 %")
        text.setFont("Helvetica", 6.5)
        text.setRise(4)
        text.textOut("12")
        text.setRise(0)
        text.setFont("Helvetica", 11)
        text.textOut(". Les entreprises soulignent sa qualité.")
        drawing.drawText(text)
        justified(drawing, 60, 735, INTRODUCTION, width=480, size=9)
        justified(drawing, 60, 60, ["12. Enquête réalisée en novembre 2012."], width=480, size=8)

    text = draw(page).text
    assert text.startswith(
        "La satisfaction des adhérents du pôle s'établit à 92 %¹². Les entreprises soulignent sa qualité."
    )
    assert text.endswith("\n\n12. Enquête réalisée en novembre 2012.")


def test_the_lines_of_a_contact_stay_apart() -> None:
    def page(drawing: Any) -> None:
        justified(drawing, 60, 750, INTRODUCTION, width=480)
        heading(drawing, 60, 700, "Contacts")
        justified(drawing, 60, 680, ["Léa Martin, responsable de l'international"], width=480)
        justified(drawing, 60, 668, ["01 02 03 04 05 – lea.martin@pole.example"], width=480)

    assert draw(page).text.endswith(
        "Contacts\n\nLéa Martin, responsable de l'international\n01 02 03 04 05 – lea.martin@pole.example"
    )
