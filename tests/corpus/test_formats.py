from __future__ import annotations

import codecs
import logging
import unicodedata
from contextlib import suppress

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus.documents import Section
from corpus.errors import UnreadableDocument
from corpus.formats.contents import Content
from corpus.formats.decoding import decode, repaired
from corpus.formats.headings import plain_title, sections
from corpus.formats.markdown import Markdown
from corpus.formats.metadata import first_date, first_title, iso_date
from corpus.formats.text import PlainText

FRENCH = (
    "L’accord a été signé à Kobé le 4 février 2008 : « Œuvrer ensemble, ça paraît évident », précise-t-il. "
    "Déjà, les pôles de compétitivité français coopèrent à l'étranger, où ils nouent des partenariats. "
)


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-32-le", codecs.BOM_UTF32_LE),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
        ("cp1252", b""),
    ],
    ids=["utf-8", "utf-8 marked", "utf-16-le", "utf-16-be", "utf-32", "utf-16-le bare", "utf-16-be bare", "cp1252"],
)
def test_an_encoding_is_detected(encoding: str, mark: bytes) -> None:
    assert decode(mark + FRENCH.encode(encoding), "a.txt") == FRENCH


def test_a_short_latin_1_file_is_read() -> None:
    assert decode("Pôle Mov'eo à Évreux".encode("latin-1"), "a.txt") == "Pôle Mov'eo à Évreux"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "holds no text; write something"),
        (b" \r\n\xc2\xa0\t", "holds no text"),
        (codecs.BOM_UTF8, "holds no text"),
        (b"abc\x00def", "NUL bytes.*give a .txt or .md file"),
        (b"%PDF-1.7 ...", "this is a PDF file, not text; convert it"),
        (b"PK\x03\x04....", "a ZIP archive or an office file"),
        (b"\x89PNG\r\n", "a PNG image"),
        (codecs.BOM_UTF16_LE + b"a", "says that it is utf-16-le but byte 0"),
        (codecs.BOM_UTF8 + b"\xff\xfe\xfd", "says that it is utf-8 but byte 0"),
        (bytes(range(1, 32)) * 20 + b"\xff\x81", "neither UTF-8 nor text.*save it again as UTF-8"),
    ],
    ids=["empty", "blank", "only a mark", "NUL", "pdf", "zip", "png", "broken utf-16", "broken utf-8", "noise"],
)
def test_what_is_no_text_is_refused_with_a_reason(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableDocument, match=reason) as raised:
        decode(data, "folder/a.txt")
    assert raised.value.source == "folder/a.txt"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\r\nb\rc\x0cd\u2028e", "a\nb\nc\nd\ne"),
        ("\ufeffa\x08b\x1b", "ab"),
        ("e\u0301te\u0301", "été"),
        ("la rÃ©gion du Kansai\nla région", "la région du Kansai\nla région"),
        ("lâ€™accord signÃ© Ã  Osaka", "l’accord signé à Osaka"),
        ("Â« Å“uvre Â»", "« œuvre »"),
        ("São Paulo, Ångström, Ãgua", "São Paulo, Ångström, Ãgua"),
        ("Pâtes & ©, naïve, «\u00a0œuvre\u00a0»", "Pâtes & ©, naïve, «\u00a0œuvre\u00a0»"),
        ("&amp; <b>", "&amp; <b>"),
        ("’‘“”…", "’‘“”…"),
    ],
)
def test_only_what_is_certainly_broken_is_repaired(text: str, expected: str) -> None:
    assert repaired(text) == expected


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
@example("\x85\r\u2029\ufeff")
def test_repaired_text_is_final(text: str) -> None:
    once = repaired(text)
    assert unicodedata.is_normalized("NFC", once)
    assert not set(once) & set("\r\x00\x0b\x0c\x85\u2028\u2029\x7f")


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    for reader in (PlainText(), Markdown()):
        assert reader.recognises(data) is False
        with suppress(UnreadableDocument):
            assert reader.read(data, "a").text.strip()


def test_markdown_headings_open_nested_sections() -> None:
    text = "avant\n# Un\na\n## Deux ##\nb\n### **[Trois](#x)**\nc\n## Quatre\nd\nCinq\n====\ne\n"
    found = sections(text, capitals=False)
    assert [(s.title, s.level, text[s.start :].split("\n")[0], text[: s.end][-2:]) for s in found] == [
        ("Un", 1, "# Un", "d\n"),
        ("Deux", 2, "## Deux ##", "c\n"),
        ("Trois", 3, "### **[Trois](#x)**", "c\n"),
        ("Quatre", 2, "## Quatre", "d\n"),
        ("Cinq", 1, "Cinq", "e\n"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "#hashtag",
        "```\n# commentaire\n```",
        "~~~\n# a\n~~~",
        "texte\n\n---\n\nsuite",
        "#",
        "- a\n- b",
        "| a |\n|---|",
        "A B",
    ],
)
def test_what_only_looks_like_a_heading_is_none(text: str) -> None:
    assert sections(text, capitals=True) == ()


def test_lines_in_capitals_are_headings_of_plain_text_and_a_title_in_two_lines_is_one() -> None:
    text = "Intro.\nØ LE PROGRAMME\n\nENTRE LES PÔLES\n\nTexte.\nINNET\n@ CONTACTS\nTexte.\nFin.\n"
    assert sections(text, capitals=True) == (
        Section("LE PROGRAMME ENTRE LES PÔLES", 2, 7, 53),
        Section("CONTACTS", 2, 53, len(text)),
    )
    assert sections(text, capitals=False) == ()


def test_a_text_all_in_capitals_has_no_headings() -> None:
    assert sections("PREMIERE LIGNE DU TEXTE\n\nREPONSE\n" * 4, capitals=True) == ()


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(["# A", "## B", "### C", "CONTACT PRESSE", "texte", "", "```", "===", "---", "- a"])))
def test_sections_are_in_order_and_nest(lines: list[str]) -> None:
    text = "\n".join(lines)
    found = sections(text, capitals=True)
    assert list(found) == sorted(found, key=lambda section: section.start)
    assert all(0 <= section.start < section.end <= len(text) for section in found)
    for position, section in enumerate(found):
        for later in found[position + 1 :]:
            assert later.start >= section.end or (later.end <= section.end and later.level > section.level)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("**Pôle *Medicen***", "Pôle Medicen"),
        ("[Le site](http://a.b/c) `x`", "Le site x"),
        ("  A  _b_ c_d ", "A _b_ c_d"),
        ("2 * 3 * 4", "2 * 3 * 4"),
    ],
)
def test_a_plain_title_has_no_markup(title: str, expected: str) -> None:
    assert plain_title(title) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("24 Janvier 2018", "2018-01-24"),
        ("le 1er août 2012", "2012-08-01"),
        ("Lundi 2 févr. 2015", "2015-02-02"),
        ("02/07/2012", "2012-07-02"),
        ("4.2.2008", "2008-02-04"),
        ("2012-07-02", "2012-07-02"),
        ("2012-07-02T10:45:00Z", "2012-07-02"),
        ("2012-07", "2012-07"),
        ("Juillet 2012", "2012-07"),
        ("July 4, 2012", "2012-07-04"),
        ("4 July 2012", "2012-07-04"),
        ("**2012**", "2012"),
        ("31 février 2012", ""),
        ("13/13/2012", ""),
        ("2012-13", ""),
        ("le 4 février", ""),
        ("en 2012 ou 2013", ""),
        ("12", ""),
        ("", ""),
    ],
)
def test_dates_are_iso_and_shortened_where_unknown(words: str, expected: str) -> None:
    assert iso_date(words) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\n24 Janvier 2018\n|Les partenaires", "2018-01-24"),
        ("Titre\n\nMis en ligne le 02 juillet 2012\n", "2012-07-02"),
        ("Titre\nPublié le : 3 mai 2010.", "2010-05-03"),
        ("Published on July 4, 2012", "2012-07-04"),
        ("COMMUNIQUÉ DE PRESSE du 4 février 2008", "2008-02-04"),
        ("C'est aujourd'hui, 4 Février 2008 à Osaka (Japon), qu'est signé le premier accord.", "2008-02-04"),
        ("# Un accord\n\n**Communiqué de presse – Lyon, le 18 mars 2019**\n\nLe pôle a signé.", "2019-03-18"),
        ("# La Lettre du pôle – n° 34 – novembre 2016\n\nL'édito", "2016-11"),
        ("PÔLE LUMO\nConseil d'administration du 11 juin 2015 - Oyonnax\n", "2015-06-11"),
        ("Osaka (Japon), le 3 mai 2009 – Le pôle a signé un accord avec un parc.", "2009-05-03"),
        ("Press release – Angoulême, 7 February 2020\n", "2020-02-07"),
        ("Le pôle a signé un accord le 18 mars 2019\n\nTexte", ""),
        ("Le salon se tient du 3 au 5 mai 2012\n", ""),
        ("Communiqué : le pôle, créé le 3 mai 2005, fête ses membres\n", ""),
        ("Rien n'est signé aujourd'hui. L'accord du 3 mai 2005 a pris fin.", ""),
        ("2010\nTexte", ""),
        ("ligne\n" * 20 + "24 janvier 2018", ""),
    ],
)
def test_a_date_is_taken_from_the_first_lines_only_when_it_is_the_documents(text: str, expected: str) -> None:
    assert first_date(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("24 janvier 2018\n# **Le titre**\nTexte", "Le titre"),
        ("INTERNATIONAL, POLITIQUE\n\n## Un atelier\n\nTexte", "Un atelier"),
        ("PREMIER ACCORD AU JAPON\n\nTexte\n\n## Contact", "PREMIER ACCORD AU JAPON"),
        ("\n24 janvier 2018\nUn titre court\n\n" + "long " * 50, "Un titre court"),
        ("long " * 50, "rapport-2010"),
    ],
)
def test_a_title_is_the_first_heading_or_short_line_or_the_stem(text: str, expected: str) -> None:
    assert first_title(text, sections(text, capitals=True), "rapport-2010") == expected


def test_a_checksum_as_file_name_gives_way_to_the_first_words() -> None:
    text = "Vingt pôles de compétitivité français " * 9
    title = "Vingt pôles de compétitivité français Vingt pôles de compétitivité français…"
    assert first_title(text, (), "003_23c7be75eca0481f") == title


def test_front_matter_is_taken_out_of_the_text() -> None:
    fields = "date: 2008-02-04\npublisher: DGE\nlanguage: fr\nurl: https://a.b/\nsubject: x\ntags: [a, b]"
    data = f'---\ntitle: "L\'accord : **Osaka**"\n{fields}\n---\n\n# Titre\n\nTexte.\n'
    text = "# Titre\n\nTexte.\n"
    assert Markdown().read(data.encode(), "a.md") == Content(
        text,
        (Section("Titre", 1, 0, len(text)),),
        title="L'accord : Osaka",
        date="2008-02-04",
        publisher="DGE",
        language="fr",
        url="https://a.b/",
    )


@pytest.mark.parametrize(
    ("date", "expected"), [("2012", "2012"), ("juillet 2012", "2012-07"), ("2012-07-02 10:00:00", "2012-07-02")]
)
def test_front_matter_dates_may_be_short_or_french(date: str, expected: str) -> None:
    assert Markdown().read(f"---\ndate: {date}\n---\nTexte".encode(), "a.md").date == expected


@pytest.mark.parametrize(
    ("matter", "warning"),
    [
        ("title: [a", "the front matter is malformed and kept as text"),
        ("title: a: b", "the front matter is malformed and kept as text"),
        ("date: 2012-13-45", "the front matter is malformed and kept as text"),
        ("- a\n- b", "the front matter is no list of fields"),
        ("[" * 1200, "the front matter is malformed and kept as text"),
        ("a: !!python/object/apply:os.system [x]", "the front matter is malformed and kept as text"),
    ],
    ids=["yaml", "colon", "no such day", "list", "deep", "code"],
)
def test_malformed_front_matter_is_text_and_said(matter: str, warning: str, caplog: pytest.LogCaptureFixture) -> None:
    whole = f"---\n{matter}\n---\nTexte.\n"
    with caplog.at_level(logging.WARNING):
        content = Markdown().read(whole.encode(), "a.md")
    assert content.text == whole
    assert [warning in found for found in content.warnings] == [True]
    assert f"a.md: {content.warnings[0]}" in caplog.text


def test_a_date_that_is_none_is_left_out_and_said(caplog: pytest.LogCaptureFixture) -> None:
    content = Markdown().read(b"---\ndate: hier\n---\nTexte", "a.md")
    assert content == Content("Texte", warnings=("the date 'hier' is no date and is left out; write it as 2012-07-02",))
    assert f"a.md: {content.warnings[0]}" in caplog.text


@pytest.mark.parametrize(
    "text", ["---\n\nTexte entre deux traits\n\n---\n", "--- pas un en-tête\n", "Texte\n---\na: b\n---\n"]
)
def test_a_rule_is_no_front_matter(text: str) -> None:
    assert Markdown().read(text.encode(), "a.md").text == text


def test_a_file_of_front_matter_only_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="front matter only; write the document below it"):
        Markdown().read(b"---\ntitle: a\n---\n", "a.md")


def test_markdown_in_a_text_file_stays_in_the_text() -> None:
    whole = "---\ntitle: a\n---\n**gras**\n"
    assert PlainText().read(whole.encode(), "a.txt").text == whole
