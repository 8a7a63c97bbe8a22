from __future__ import annotations

import pytest

from corpus.documents import Section
from corpus.errors import UnreadableDocument
from corpus.formats.contents import Content
from corpus.formats.html import Html
from tests.corpus.formats import makers
from tests.corpus.formats.pages import ARTICLE, LONG, NEWSLETTER

SOURCE = "/page.html"
HEAD = """<title>Les accords | Pôle info</title><link rel="canonical" href="https://www.pole.fr/accord">
<meta property="og:site_name" content="Pôle info"><meta property="article:published_time" content="2012-07-02T10:00:00+02:00">
<script>alert('Bonjour')</script><style>p { color: red }</style>"""
TABLE = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in makers.TABLE)
BODY = f"""<nav><a href="/">Accueil</a> <a href="/c">Nous contacter</a></nav><main><article><h1>Les accords</h1>
<p>{makers.PARAGRAPH}<script>document.write("boum")</script></p><h2>Les partenaires</h2>
<ul><li>Biocat, de Barcelone</li><li>Medicen <a href="x">Paris</a> Region</li></ul><table>{TABLE}</table>
<p onclick="x()">{makers.OTHER}<br>Une autre ligne.</p></article></main><footer>Mentions légales du site</footer>"""


def read(data: bytes) -> Content:
    return Html().read(data, SOURCE)


def test_the_main_content_is_kept_and_the_rest_dropped() -> None:
    content = read(makers.html(BODY, HEAD))
    assert content.text == (
        f"Les accords\n\n{makers.PARAGRAPH}\n\nLes partenaires\n\n- Biocat, de Barcelone\n- Medicen Paris Region\n\n"
        f"{makers.ROWS}\n\n{makers.OTHER}\nUne autre ligne."
    )
    end = len(content.text)
    assert content.sections == (
        Section("Les accords", 1, 0, end),
        Section("Les partenaires", 2, content.text.index("Les partenaires"), end),
    )


def test_a_page_without_the_elements_of_html_5_loses_its_boilerplate_too() -> None:
    page = makers.html(
        "<div id='cookie-banner'><p>Nous utilisons des cookies. <button>Accepter</button></p></div>"
        "<div class='menu'><ul><li><a href='/'>Accueil</a></li><li><a href='/a'>Agenda</a></li></ul></div>"
        f"<div id='content'><h1>Les accords</h1><p>{makers.PARAGRAPH * 3}</p><h2>Les contacts</h2>"
        f"<ul><li>Léa Martin, 01 02 03 04 05, lea@pole.fr</li></ul><p>{makers.OTHER}</p></div>"
        "<div class='related'><h3>À lire aussi</h3><ul><li><a href='/x'>Un autre accord</a></li></ul></div>"
        "<div class='footer'>© 2012 Le Journal. Mentions légales.</div>"
    )
    text = read(page).text
    assert text == (
        f"Les accords\n\n{makers.PARAGRAPH * 3}\n\nLes contacts\n\n- Léa Martin, 01 02 03 04 05, lea@pole.fr\n\n{makers.OTHER}"
    )


def test_the_page_says_its_title_date_publisher_address_and_language() -> None:
    content = read(makers.html(BODY, HEAD))
    fields = (content.title, content.date, content.publisher, content.url, content.language)
    assert fields == ("Les accords", "2012-07-02", "Pôle info", "https://www.pole.fr/accord", "fr")


def test_a_short_page_is_read_whole() -> None:
    content = read(
        b"<html><body><h1>Court</h1><p>Un mot.</p><div style='display: none'>Rien</div><form>x</form></body></html>"
    )
    assert content.text == "Court\n\nUn mot."


def test_an_address_that_is_no_web_address_is_dropped() -> None:
    assert read(makers.html(BODY, '<link rel="canonical" href="javascript:alert(1)">')).url == ""


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [("iso-8859-1", "cp1252"), ("utf-8", "utf-8"), ("x-unknown", "utf-8"), ("utf-8", "cp1252"), ("utf-16", "utf-16")],
)
def test_the_encoding_is_the_declared_one_or_the_real_one(declared: str, encoding: str) -> None:
    page = f"<html><head><meta charset='{declared}'></head><body><p>Le pôle s’est réuni à Évry.</p></body></html>"
    assert read(page.encode(encoding)).text == "Le pôle s’est réuni à Évry."


@pytest.mark.parametrize(
    ("beginning", "expected"),
    [
        (b"\xef\xbb\xbf <!DOCTYPE html><p>", True),
        (b"<?xml version='1.0'?>\n<!-- c -->\n<html xmlns='x'>", True),
        (b"<HTML>", True),
        (b"Un texte sur <html>", False),
        (b"<htmlx>", False),
    ],
)
def test_a_page_is_recognised_by_its_beginning(beginning: bytes, expected: bool) -> None:
    assert Html().recognises(beginning) is expected


@pytest.mark.parametrize(
    "data", [b"", b"<html></html>", b"<html><body><script>x()</script></body></html>", b"<html>\0\0"]
)
def test_a_page_without_text_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match=r"no text|cannot be parsed|NUL bytes"):
        read(data)


def test_a_page_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.formats.html._LARGEST", 10)
    with pytest.raises(UnreadableDocument, match="the page is larger than 0 MB; split it"):
        read(b"<html>" + b"x" * 10)


def test_deep_nesting_and_external_entities_do_no_harm() -> None:
    deep = b"<div>" * 3000 + b"Le fond." + b"</div>" * 3000
    assert read(b"<html><body><p>Un mot.</p>" + deep).text.startswith("Un mot.")
    entity = (
        b"<!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><html><body><p>Un mot &x; ici.</p></body></html>"
    )
    assert "root:" not in read(entity).text


def test_an_article_is_read_without_banner_menus_comments_and_related_links() -> None:
    content = read(ARTICLE.encode())
    assert content.text == (
        "Accord signé à Barcelone\n\nPublié le 4 juillet 2012 à 10h32 par Léa Martin\n\n"
        "Quatre pôles français se rapprochent de leurs homologues catalans.\n\n"
        f"{LONG}¹\n\nLes engagements\n\n"
        "- Un correspondant permanent :\n- à Paris, Léa Martin ;\n- à Barcelone, Jordi Puig ;\n"
        "- Une convention d'affaires par an.\n\n"
        "Pôle : Medicen ; Partenaire : Biocat ; Année : 2012\n"
        "Pôle : Medicen ; Partenaire : Kansai Bio ; Année : 2008\n"
        "Pôle : Cap Digital ; Partenaire : aucun\n\n"
        "« C'est un accord historique », a déclaré le président du pôle.\n\n"
        "- Durée : Trois ans\n- Budget : 300 000 euros\n\n"
        "Contact : Léa Martin, 01 02 03 04 05, lea@pole.fr\n\n1. Voir notre article du 12 mai."
    )
    assert (content.title, content.date, content.language) == ("Accord signé à Barcelone", "2012-07-04", "fr")


def test_a_newsletter_set_with_tables_keeps_its_headings_lists_and_columns() -> None:
    content = read(NEWSLETTER.encode())
    assert content.text == (
        f"La lettre du pôle\n\nN° 12 – Juillet 2012\n\nÀ la une\n\n{LONG}\n\nAgenda\n\n"
        "- 12 septembre : convention d'affaires à Lyon\n- 3 octobre : assemblée générale\n\nAppels à projets\n\n"
        "Le 15e appel du FUI est ouvert jusqu'au 27 novembre 2012. Les dossiers sont à déposer auprès du pôle, qui "
        "accompagne ses adhérents dans le montage."
    )
    assert [(section.title, section.level) for section in content.sections] == [
        ("La lettre du pôle", 1),
        ("À la une", 2),
        ("Agenda", 3),
        ("Appels à projets", 3),
    ]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("<tr><th>A<th>B<tr><td rowspan=2>1<td>2<tr><td>3", "A : 1 ; B : 2\nA : 1 ; B : 3"),
        ("<tr><th>A<th>B<th>C<tr><td colspan=2>1<td>3", "A : 1 ; C : 3"),
        ("<tr><th>A<th>B<tr><td rowspan=99999999>1<td rowspan=x>2<tr><td>3", "A : 1 ; B : 2\nA : 3"),
        ("<tr><td>Un mot<tr><td>Deux mots", "Un mot\n\nDeux mots"),
    ],
    ids=["rows", "columns", "nonsense", "one column"],
)
def test_cells_over_several_rows_and_columns_are_filled_in(table: str, expected: str) -> None:
    assert (
        read(f"<html><body><p>Début.</p><table>{table}</table></body></html>".encode()).text == f"Début.\n\n{expected}"
    )


def test_marks_above_the_line_do_not_run_into_numbers() -> None:
    page = b"<html><body><p>92 %<sup>1</sup> de 300 m<sup>2</sup>, le 1<sup>er</sup><sup>[12]</sup>.</p></body></html>"
    assert read(page).text == "92 %¹ de 300 m², le 1er¹²."
