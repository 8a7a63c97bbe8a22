"""The list of documents and failures as HTML: chosen, sorted, counted, in words."""

from __future__ import annotations

import re

import pytest

from tests.ui.test_rendering import Reader, inert
from ui.document_list import SHOWN, Choice, Row, container_of, documents_html, failures_html, name_of
from ui.texts import texts_for
from ui.typography import unbroken
from ui.words import Chosen, Order

FR, EN = texts_for("fr"), texts_for("en")
READ = "2026-11-22T05:00:00+00:00"
NO_TEXT = "the file holds no text; write something in it or remove it"
ROWS = (
    Row("aa", "L'équipement", "2012-07", "Région", "/x/équipement.md", 3, 12345, READ, inferred=("date", "title")),
    Row("bb", "<b>Gras</b>", "", "", "/x/gras.txt", 1, 10, READ, reason=NO_TEXT),
    Row("", "copie.md", "", "", "/x/copie.md", 0, 0, READ, alias_of="/x/gras.txt"),
    Row("cc", "Scan", "2019", "", "/x/s.pdf", 2, 20, READ, warning="pages 3–7 have no text (scanned?)", pages=5),
    Row("", "<i>.doc", "", "", "/x/<i>.doc", 0, 0, "", reason="abîmé <i>"),
)


def shown(choice: Choice) -> list[str]:
    """Return the ids of the documents that are listed."""
    return re.findall(r'href="/documents/(\w+)"', documents_html(ROWS, choice, FR))


def test_the_list_shows_counts_dates_pages_and_states() -> None:
    page = documents_html(ROWS, Choice(), FR)
    text = Reader(page).text
    assert inert(page)
    assert text.startswith(
        unbroken("Documents : 3 · Passages : 6 · Avec avertissement : 1 · Illisibles : 2 · Copies : 1")
    )
    assert "12\u202f345 signes" in text
    assert "5 p. · 20 signes" in text
    assert "lu le 22 novembre 2026" in text
    assert unbroken("Version précédente gardée : le fichier ne contient pas de texte") in text
    assert "Copie de gras.txt" in text
    assert unbroken("Lu en partie : pages 3–7 sans texte (numérisées ?)") in text
    assert "juillet 2012 déduite du texte" in text
    assert "L'équipement titre déduit" in text


def test_reasons_and_warnings_stay_english_on_the_english_page() -> None:
    assert "Read in part: pages 3–7 have no text" in Reader(documents_html(ROWS, Choice(), EN)).text
    assert NO_TEXT in Reader(failures_html(ROWS, Choice(), EN)).text


@pytest.mark.parametrize(
    ("wanted", "found"),
    [("EQUIPEMENT region", ["aa"]), ("gras", ["bb"]), ("2012", ["aa"]), ("rien", []), ("  ", ["bb", "aa", "cc"])],
)
def test_the_filter_ignores_case_and_accents(wanted: str, found: list[str]) -> None:
    assert shown(Choice(wanted)) == found


@pytest.mark.parametrize(
    ("state", "found"),
    [(Chosen.ALL, ["bb", "aa", "cc"]), (Chosen.WARNED, ["cc"]), (Chosen.FAILED, ["bb"]), (Chosen.COPIES, [])],
)
def test_a_state_can_be_chosen(state: Chosen, found: list[str]) -> None:
    assert shown(Choice(state=state)) == found
    assert ("copie.md" in documents_html(ROWS, Choice(state=state), FR)) == (state in (Chosen.ALL, Chosen.COPIES))
    assert bool(failures_html(ROWS, Choice(state=state), FR)) == (state in (Chosen.ALL, Chosen.FAILED))


@pytest.mark.parametrize(
    ("order", "found"),
    [(Order.TITLE, ["bb", "aa", "cc"]), (Order.DATE, ["cc", "aa", "bb"]), (Order.SIZE, ["aa", "cc", "bb"])],
)
def test_documents_can_be_sorted(order: Order, found: list[str]) -> None:
    assert shown(Choice(order=order)) == found


def test_failures_name_their_file_their_reason_and_what_to_do() -> None:
    page = failures_html(ROWS, Choice(), FR)
    text = Reader(page).text
    assert inert(page)
    assert "Fichiers qui n'ont pas pu être lus (2)" in text
    assert unbroken("<i>.doc : abîmé <i>") in text
    assert "complétez-le ou retirez-le (la version précédente reste citée)" in text
    assert page.count("data-remove=") == 2
    assert failures_html(ROWS[:1], Choice(), FR) == ""


def test_empty_lists_say_what_to_do() -> None:
    assert "Le corpus est vide" in documents_html((), Choice(), FR)
    assert "Aucun document ne correspond" in documents_html(ROWS, Choice("zzz"), FR)
    assert "Aucun document" not in documents_html(ROWS[-1:], Choice(state=Chosen.FAILED), FR)


def test_a_long_list_is_cut_and_says_so() -> None:
    rows = [Row(f"{n:x}", f"T{n}", "", "", f"/x/{n}.md", 1, 1, READ) for n in range(SHOWN + 1)]
    page = documents_html(rows, Choice(), FR)
    assert page.count("<tr>") == SHOWN + 1
    assert "Les 200 premiers sont affichés" in page


@pytest.mark.parametrize(
    ("source", "file", "member", "name"),
    [
        ("/a/lot.zip#x/y.pdf", "/a/lot.zip", "x/y.pdf", "x/y.pdf (dans lot.zip)"),
        ("/a/lot.JSONL#12", "/a/lot.JSONL", "12", "12 (dans lot.JSONL)"),
        ("/a/lot.zip#in.zip#z.md", "/a/lot.zip", "in.zip#z.md", "in.zip#z.md (dans lot.zip)"),
        ("/a/C#.md", "/a/C#.md", "", "C#.md"),
    ],
)
def test_a_member_is_told_apart_from_its_archive(source: str, file: str, member: str, name: str) -> None:
    assert container_of(source) == (file, member)
    assert name_of(source, FR) == name
