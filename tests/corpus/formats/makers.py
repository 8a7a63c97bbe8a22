"""Small real files of each format, made with the libraries that write them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from email.message import EmailMessage
from typing import Any

PARAGRAPH = "Le pôle Medicen a signé un accord avec le cluster de Barcelone le 2 juillet 2012."
OTHER = "L'accord prévoit des échanges de petites et moyennes entreprises entre les deux régions."
TABLE = (("Pôle", "Pays"), ("Medicen", "Espagne"), ("Cap Digital", "Japon"))
ROWS = "Pôle : Medicen ; Pays : Espagne\nPôle : Cap Digital ; Pays : Japon"


def pdf(*pages: Sequence[str], title: str = "", password: str = "", pictures: Sequence[int] = ()) -> bytes:
    """Draw each page's lines from the top; `pictures` are the numbers of the pages that get a picture."""
    from PIL import Image
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen import canvas
    from reportlab.pdfgen.textobject import PDFTextObject

    stream = io.BytesIO()
    drawing = canvas.Canvas(stream, encrypt=password or None, pageCompression=1)
    if title:
        drawing.setTitle(title)
    for number, lines in enumerate(pages, start=1):
        text: PDFTextObject = drawing.beginText(60, 780)
        for line in lines:
            size = 18 if line.startswith("# ") else 11
            text.setFont("Helvetica", size, size * 1.25)
            text.textLine(line.removeprefix("# "))
        drawing.drawText(text)
        if number in pictures:
            drawing.drawImage(ImageReader(Image.new("RGB", (20, 20), "red")), 100, 400, 200, 200)
        drawing.showPage()
    drawing.save()
    return stream.getvalue()


def scanned(data: bytes, *, keep: Sequence[int] = ()) -> bytes:
    """Return a PDF with the pages of another as pictures of 200 dots an inch, as a scanner makes them; some may stay."""
    import pypdfium2
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen import canvas

    original = pypdfium2.PdfDocument(data)
    stream = io.BytesIO()
    drawing = canvas.Canvas(stream)
    for page in original:
        width, height = page.get_size()
        picture = page.render(scale=200 / 72, grayscale=True).to_pil()
        drawing.setPageSize((width, height))
        drawing.drawImage(ImageReader(picture), 0, 0, width, height)
        drawing.showPage()
    drawing.save()
    pages = pypdfium2.PdfDocument(stream.getvalue())
    for number in keep:
        pages.del_page(number - 1)
        pages.import_pages(original, [number - 1], number - 1)
    result = io.BytesIO()
    pages.save(result)
    return result.getvalue()


def two_columns() -> bytes:
    """Draw a title over two columns, line by line across both, as some programs do."""
    from reportlab.pdfgen import canvas

    stream = io.BytesIO()
    drawing = canvas.Canvas(stream)
    drawing.setFont("Helvetica", 18)
    drawing.drawString(60, 780, "Un titre qui va par-dessus les deux colonnes de la page")
    drawing.setFont("Helvetica", 10)
    for row in range(8):
        drawing.drawString(60, 740 - 12 * row, f"gauche ligne {row} du texte de la première")
        drawing.drawString(320, 740 - 12 * row, f"droite ligne {row} du texte de la seconde")
    drawing.showPage()
    drawing.save()
    return stream.getvalue()


def html(body: str, head: str = "") -> bytes:
    return (
        f"<!DOCTYPE html>\n<html lang='fr'><head><meta charset='utf-8'>{head}</head><body>{body}</body></html>".encode()
    )


def docx() -> bytes:
    import docx

    document: Any = docx.Document()
    document.core_properties.title = "Accords des pôles"
    document.core_properties.modified = datetime(2013, 5, 6)
    document.add_heading("Les accords", 0)
    document.add_paragraph(PARAGRAPH)
    document.add_heading("Les partenaires", 1)
    document.add_paragraph("Biocat", style="List Bullet")
    document.add_paragraph("Medicen", style="List Bullet")
    table = document.add_table(rows=0, cols=2)
    for row in TABLE:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.add_paragraph(OTHER)
    return _saved(document)


def report() -> bytes:
    """Return a Word file with a header, a table of contents, a footnote, hidden text and a cell over two rows."""
    import docx
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    document: Any = docx.Document()
    document.sections[0].header.paragraphs[0].text = "En-tête"
    document.styles.add_style("TOC 1", 1)
    document.add_heading("Compte rendu", 0)
    document.add_paragraph("1. Budget\t3", style="TOC 1")
    paragraph = document.add_paragraph("La satisfaction est de 92 %")
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), "2")
    paragraph.add_run()._r.append(reference)
    for text, above in ((" pour 300 m", False), ("2", True), (" ; le 1", False), ("er", True), (" avril.", False)):
        paragraph.add_run(text).font.superscript = above
    paragraph.add_run(" Rien.").font.hidden = True
    document.add_paragraph("Premier point", style="List Number")
    document.add_paragraph("sous-point", style="List Bullet 2")
    table = document.add_table(rows=0, cols=2)
    for row in (("Pôle", "Partenaire"), ("Medicen", "Biocat"), ("", "Kansai Bio")):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    namespace = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    notes = (
        f'<w:footnotes xmlns:w="{namespace}"><w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote><w:footnote '
        'w:id="2"><w:p><w:r><w:t>Enquête de novembre 2012.</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, notes.encode(), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    return _saved(document)


def odt() -> bytes:
    from odf.dc import Title
    from odf.opendocument import OpenDocumentText
    from odf.table import Table, TableCell, TableRow
    from odf.text import H, List, ListItem, Note, NoteBody, P

    document: Any = OpenDocumentText()
    document.meta.addElement(Title(text="Accords des pôles"))
    document.text.addElement(H(outlinelevel=1, text="Les accords"))
    paragraph = P(text=PARAGRAPH)
    note = Note(noteclass="footnote")
    note.addElement(NoteBody())
    note.lastChild.addElement(P(text="Une note de bas de page."))
    paragraph.addElement(note)
    document.text.addElement(paragraph)
    document.text.addElement(H(outlinelevel=2, text="Les partenaires"))
    items = List()
    for name in ("Biocat", "Medicen"):
        item = ListItem()
        item.addElement(P(text=name))
        items.addElement(item)
    document.text.addElement(items)
    table = Table(name="Tableau")
    for row in TABLE:
        line = TableRow()
        for text in row:
            cell = TableCell()
            cell.addElement(P(text=text))
            line.addElement(cell)
        table.addElement(line)
    document.text.addElement(table)
    document.text.addElement(P(text=OTHER))
    return _saved(document)


def ods() -> bytes:
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table, TableCell, TableRow
    from odf.text import P

    document: Any = OpenDocumentSpreadsheet()
    sheet = Table(name="Accords")
    for row in (("Pôle", "Pays", "Signé"), ("Medicen", "Espagne", date(2012, 7, 2))):
        line = TableRow()
        for value in row:
            kind = (
                {"valuetype": "date", "datevalue": value.isoformat()}
                if isinstance(value, date)
                else {"valuetype": "string"}
            )
            cell = TableCell(**kind)
            cell.addElement(P(text="02/07/12" if isinstance(value, date) else value))
            line.addElement(cell)
        line.addElement(TableCell(numbercolumnsrepeated=16000))
        sheet.addElement(line)
    sheet.addElement(TableRow(numberrowsrepeated=1_000_000))
    document.spreadsheet.addElement(sheet)
    return _saved(document)


def opendocument(suffix: str, head: str, text: str, rows: Sequence[Sequence[str]]) -> Any:
    """Return an OpenDocument file of a kind: a heading and a text (on the second slide of two), or the rows of a sheet."""
    from odf.draw import Frame, Page, TextBox
    from odf.namespaces import PRESENTATIONNS
    from odf.opendocument import OpenDocumentPresentation, OpenDocumentSpreadsheet, OpenDocumentText
    from odf.style import MasterPage, PageLayout
    from odf.table import Table, TableCell, TableRow
    from odf.text import H, P

    document: Any
    if suffix == ".odt":
        document = OpenDocumentText()
        document.text.addElement(H(outlinelevel=1, text=head))
        document.text.addElement(P(text=text))
    elif suffix == ".ods":
        document = OpenDocumentSpreadsheet()
        sheet = Table(name="Accords")
        for row in rows:
            line = TableRow()
            for value in row:
                cell = TableCell(valuetype="string")
                cell.addElement(P(text=value))
                line.addElement(cell)
            sheet.addElement(line)
        document.spreadsheet.addElement(sheet)
    else:
        document = OpenDocumentPresentation()
        document.automaticstyles.addElement(PageLayout(name="L"))
        document.masterstyles.addElement(MasterPage(name="M", pagelayoutname="L"))
        for title, body in (("Sommaire", "Un"), (head, text)):
            slide = Page(masterpagename="M")
            for kind, words in (("title", title), ("outline", body)):
                box, holder = TextBox(), Frame(width="10cm", height="2cm", x="1cm", y="1cm")
                holder.setAttrNS(PRESENTATIONNS, "class", kind)
                box.addElement(P(text=words))
                holder.addElement(box)
                slide.addElement(holder)
            document.presentation.addElement(slide)
    return document


def odp() -> bytes:
    from odf.draw import Frame, Page, TextBox
    from odf.namespaces import PRESENTATIONNS
    from odf.opendocument import OpenDocumentPresentation
    from odf.presentation import Notes
    from odf.style import MasterPage, PageLayout
    from odf.text import List, ListItem, P

    document: Any = OpenDocumentPresentation()
    document.automaticstyles.addElement(PageLayout(name="L"))
    document.masterstyles.addElement(MasterPage(name="M", pagelayoutname="L"))

    def frame(kind: str, *texts: str) -> Any:
        box, holder = TextBox(), Frame(width="10cm", height="2cm", x="1cm", y="1cm")
        holder.setAttrNS(PRESENTATIONNS, "class", kind)
        if len(texts) == 1:
            box.addElement(P(text=texts[0]))
        else:
            items = List()
            for text in texts:
                item = ListItem()
                item.addElement(P(text=text))
                items.addElement(item)
            box.addElement(items)
        holder.addElement(box)
        return holder

    first, empty, last = (Page(masterpagename="M") for _ in range(3))
    first.addElement(frame("outline", "Biocat", "Medicen"))
    first.addElement(frame("title", "Les accords"))
    first.addElement(frame("footer", "Réunion annuelle"))
    notes = Notes()
    notes.addElement(frame("notes", OTHER))
    first.addElement(notes)
    last.addElement(frame("title", "La suite"))
    last.addElement(frame("subtitle", PARAGRAPH))
    for page in (first, empty, last):
        document.presentation.addElement(page)
    return _saved(document)


def xlsx() -> bytes:
    import openpyxl

    book: Any = openpyxl.Workbook()
    book.properties.title = "Accords"
    book.properties.modified = datetime(2013, 5, 6)
    sheet = book.active
    sheet.title = "Accords"
    sheet.append(["Liste des accords"])
    sheet.append(["Pôle", "Pays", "Signé", "Montant", "Part", "Actif"])
    sheet.append(["Medicen", "Espagne", date(2012, 7, 2), 300000, 0.25, True])
    sheet["E3"].number_format = "0%"
    sheet.append(["Cap Digital", "Japon", datetime(2010, 1, 2, 9, 30), 1.5, None, False])
    hidden = book.create_sheet("Secret")
    hidden.append(["Ne pas lire"])
    hidden.sheet_state = "hidden"
    return _saved(book)


def pptx() -> bytes:
    import pptx
    from pptx.util import Inches

    presentation: Any = pptx.Presentation()
    presentation.core_properties.title = "Accords des pôles"
    slide = presentation.slides.add_slide(presentation.slide_layouts[1])
    slide.shapes.title.text = "Les accords"
    slide.placeholders[1].text = "Biocat\nMedicen"
    slide.notes_slide.notes_text_frame.text = OTHER
    presentation.slides.add_slide(presentation.slide_layouts[6])
    slide = presentation.slides.add_slide(presentation.slide_layouts[5])
    slide.shapes.title.text = "Le tableau"
    table = slide.shapes.add_table(3, 2, Inches(1), Inches(2), Inches(4), Inches(2)).table
    for number, row in enumerate(TABLE):
        for column, text in enumerate(row):
            table.cell(number, column).text = text
    return _saved(presentation)


def rtf() -> bytes:
    words = PARAGRAPH.replace("ô", r"\'f4").replace("é", r"\'e9")
    return (
        r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}}{\info{\title Accords des p\'f4les}"
        r"{\creatim\yr2013\mo5\dy6\hr1\min2}}\f0\fs24 LES ACCORDS\par " + words + r"\par "
        r"\trowd\cellx100\cellx200 P\'f4le\cell Pays\cell\row \trowd\cellx100\cellx200 Medicen\cell Espagne\cell\row "
        r"Fin \u8364? et {\i italique}.\par}"
    ).encode("latin-1")


def epub(**members: bytes) -> bytes:
    """Return a book of two chapters; `members` replace or add parts, "/" and "." written as "__" and "_"."""
    package = """<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>
      <dc:title>Accords des pôles</dc:title><dc:date>2012-07-02T00:00:00Z</dc:date><dc:publisher>Pôle info</dc:publisher>
      <dc:language>fr</dc:language><dc:identifier>https://www.pole.fr/livre</dc:identifier></metadata><manifest>
      <item id="b" href="text/b.xhtml" media-type="application/xhtml+xml"/>
      <item id="a" href="text/a%20b.xhtml" media-type="application/xhtml+xml"/>
      <item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/></manifest>
      <spine><itemref idref="n"/><itemref idref="a"/><itemref idref="b"/></spine></package>"""
    parts = {
        "META-INF/container.xml": '<container><rootfiles><rootfile full-path="OPS/package.opf"/></rootfiles></container>',
        "OPS/package.opf": package,
        "OPS/nav.xhtml": "<html><body><nav>Table</nav><p>Table des matières</p></body></html>",
        "OPS/text/a b.xhtml": f"<html><body><h1>Les accords</h1><p>{PARAGRAPH}</p><script>x</script></body></html>",
        "OPS/text/b.xhtml": f"<html><body><h1>La suite</h1><p>{OTHER}</p></body></html>",
    }
    contents = {name: text.encode() for name, text in parts.items()}
    contents |= {name.replace("__", "/").replace("_", "."): data for name, data in members.items()}
    return archive({"mimetype": b"application/epub+zip", **contents})


def eml(*, subtype: str = "plain") -> bytes:
    message = EmailMessage()
    message["From"] = "Léa Martin <lea@pole.fr>"
    message["To"] = "jean@cluster.es"
    message["Date"] = "Mon, 02 Jul 2012 10:00:00 +0200"
    message["Subject"] = "Accord signé"
    text = f"Bonjour,\n\n{PARAGRAPH}\n\n> {OTHER}\n"
    message.set_content(
        text if subtype == "plain" else f"<p>Bonjour,</p><p>{PARAGRAPH}</p><script>x()</script>", subtype=subtype
    )
    message.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="accord.pdf")
    return message.as_bytes()


def archive(members: dict[str, bytes]) -> bytes:
    """Return a ZIP archive; "mimetype" is stored as the standards ask."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in members.items():
            packed.writestr(name, data, zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _saved(document: Any) -> bytes:
    """Return the file that a library's document makes."""
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()
