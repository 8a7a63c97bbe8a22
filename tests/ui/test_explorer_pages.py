"""The Explorer without a browser: states and addresses, what its HTML holds, exports, the routes."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from openpyxl import load_workbook

from assistant.exploring.choosing import COLUMNS, Facet, Filters
from assistant.exploring.network import Role
from assistant.wiring import Application
from corpus.fact_kinds import FactKind, FieldName
from corpus.kinds import EntityKind
from tests.assistant.exploring.making import BERLIN, FIRST, OSAKA, exploration, names, paper, stated
from tests.ui.explorer_site import client_of, small_corpus
from ui.explorer import Library, explorer_tab
from ui.explorer_exports import harmless
from ui.explorer_page import explorer_html
from ui.explorer_parts import Scene
from ui.explorer_state import State, View, state_of
from ui.explorer_words import words_for
from ui.texts import texts_for
from ui.typography import unbroken

EVIL = "<script>window.hacked=1</script>"
TRAP = paper("piège.md", f"Le pôle {EVIL} a signé avec =SOMME(A1) en 2011.", title=f"Titre {EVIL}")
HOSTILE = stated(
    FactKind.AGREEMENT, TRAP, TRAP.text, party=EVIL, partner="=SOMME(A1)", date="2011", country=("pôle", EVIL)
)


def scene(query: str = "", *, hostile: bool = False) -> Scene:
    found = exploration([HOSTILE], [TRAP]) if hostile else exploration()
    state = state_of([tuple(pair.split("=", 1)) for pair in query.split("&") if pair])  # type: ignore[misc]
    return Scene(found, state, words_for(state.language), texts_for(state.language), ())


def html(query: str = "", *, hostile: bool = False) -> str:
    return explorer_html(scene(query, hostile=hostile))


def words(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from words(item, f"{path}.{key}")
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from words(item, f"{path}.{number}")
    elif is_dataclass(value):
        for one in fields(value):
            yield from words(getattr(value, one.name), f"{path}.{one.name}".lstrip("."))


def test_both_languages_say_the_same_things_with_the_same_values() -> None:
    french, english = dict(words(words_for("fr"))), dict(words(words_for("en")))
    assert french.keys() == english.keys()
    assert not [path for texts in (french, english) for path, text in texts.items() if not text.strip()]
    braces = [{path: set(re.findall(r"\{\w+\}", text)) for path, text in texts.items()} for texts in (french, english)]
    assert braces[0] == braces[1]


def test_everything_that_can_be_shown_has_a_name() -> None:
    for language in ("fr", "en"):
        own = words_for(language)
        assert set(own.kinds) == set(FactKind) and set(own.fields) == set(FieldName)
        assert set(own.facets) == set(Facet) and set(own.views) == set(View) and set(own.pictures.roles) == set(Role)
        places = {EntityKind.COUNTRY, EntityKind.REGION, EntityKind.CITY, EntityKind.POLE, EntityKind.PROGRAMME}
        assert set(own.sheet.kinds) >= places


@pytest.mark.parametrize(
    "state",
    [
        State(),
        State(language="en", view=View.MAP),
        State(kind=FactKind.POLE, sort="agreement", descending=True, page=3),
        State(
            filters=Filters("é & <b>", ((Facet.COUNTRY, "Japon"), (Facet.YEAR, "-")), ("A|B", "C d")), sort="partner"
        ),
        State(entity="L'Île + 1 %"),
        State(edited="c0ffee"),
    ],
    ids=str,
)
def test_a_state_survives_its_address(state: State) -> None:
    from urllib.parse import parse_qsl, urlsplit

    assert state_of(parse_qsl(urlsplit(state.address()).query)) == state


@pytest.mark.parametrize(
    "query",
    [
        "view=nowhere&kind=unicorn&sort=-up&page=-3&width=huge&lang=de",
        "page=٣&width=99999999999999999999",
        "sort=partner&kind=figure",
        "q=" + "x" * 5000,
        "with=&entity=\x00\x1b",
    ],
)
def test_nonsense_in_an_address_is_as_if_it_were_not_there(query: str) -> None:
    state = scene(query).state
    assert (state.view, state.page, state.language, state.sort, state.entity) == (View.TABLE, 1, "fr", "", "")
    assert len(state.filters.search) <= 300
    assert explorer_html(scene(query))


def test_each_cell_opens_its_quotation_and_each_name_its_sheet() -> None:
    shown = html()
    start = FIRST.text.index("Kansai Bio")
    assert (
        f'href="/documents/{FIRST.id}?start={start}&amp;end={start + 10}#quote" data-document="Premier accord"' in shown
    )
    assert 'href="/explorer?entity=Kansai+Bio" data-explore class="ip-fiche"' in shown
    assert "3 lignes" in shown
    assert '<th scope="col" aria-sort="descending">' in shown  # newest first


def test_a_long_address_has_places_to_end_a_line() -> None:
    letter = paper("lettre.md", "Écrire à Ana Diaz : ana.diaz@long.example.fr")
    contact = stated(FactKind.CONTACT, letter, letter.text, person="Ana Diaz", email="ana.diaz@long.example.fr")
    contacts = exploration([contact], [letter])
    shown = explorer_html(Scene(contacts, State(kind=FactKind.CONTACT), words_for("fr"), texts_for("fr")))
    assert ">ana<wbr>.diaz@<wbr>long<wbr>.example<wbr>.fr</a>" in shown


def test_what_is_inferred_unsure_or_contradicted_says_why() -> None:
    shown = html()
    assert unbroken("cela se déduit de « allemand »") in shown
    assert unbroken("Lecture moins sûre (65 %)") in shown
    assert shown.count("⚠ dates différentes") == 2
    assert "Premier accord (février 2008)" in shown and "Bilan (2010)" in shown
    assert "⚠ numéros différents" in html("kind=contact")


def test_what_should_be_checked_is_counted_told_apart_and_can_be_put_right() -> None:
    doubtful = next(entry for entry in exploration().of(FactKind.AGREEMENT) if entry.doubtful)
    shown = html()
    assert (
        '3 lignes, <a href="/explorer?certainty=doubtful" data-explore class="ip-link ip-doubt-count" '
        'data-key="doubtful">dont 1 à vérifier</a>'
    ) in shown
    assert re.findall(r'<tr id="fact-(\w+)" class="ip-doubtful">', shown) == [doubtful.key]
    why = shown.partition('class="ip-why ip-doubt"')[2].partition("</details>")[0]
    assert BERLIN in why and f"edit={doubtful.key}" in why
    only = html("certainty=doubtful")
    assert re.findall(r'<tr id="fact-(\w+)"', only) == [doubtful.key]
    assert "1 ligne sur 3<" in only and "ip-doubt-count" not in only
    assert '<option value="doubtful" selected>À vérifier (1)</option>' in only


def test_what_should_be_checked_is_drawn_apart_and_explained() -> None:
    doubtful = next(entry for entry in exploration().of(FactKind.AGREEMENT) if entry.doubtful)
    network, drawn = html("view=network"), html("view=map")
    partner = doubtful.canonical(FieldName.PARTNER)
    lines = re.findall(r'<title>([^<]*)</title><path class="ip-target"[^>]*/><path class="([^"]*)"', network)
    assert [partner in title for title, css in lines if "ip-edge-doubtful" in css] == [True]
    assert all(("à vérifier" in title) is ("ip-edge-doubtful" in css) for title, css in lines) and len(lines) > 1
    discs = re.findall(r'class="(ip-disc [^"]*)" aria-label="([^"]*)"', drawn)
    assert [label for css, label in discs if "ip-disc-doubtful" in css] == [
        label for _, label in discs if "dont 1 à vérifier" in unbroken(label)
    ]
    for page in (network, drawn):
        assert "À vérifier" in page[page.index('class="ip-legend"') :].split("</p>")[0]
    sure = html("view=network&certainty=sure"), html("view=map&certainty=sure")
    assert not any("À vérifier" in page[page.index('class="ip-legend"') :].split("</p>")[0] for page in sure)


def test_a_fact_of_a_sheet_is_put_right_in_a_form_that_leads_back_to_the_sheet() -> None:
    doubtful = next(entry for entry in exploration().of(FactKind.AGREEMENT) if entry.doubtful)
    assert f'href="/explorer?entity=Cap+Digital&amp;edit={doubtful.key}"' in html("entity=Cap Digital")
    form = html(f"entity=Cap Digital&edit={doubtful.key}")
    assert "Confirmer, corriger ou rejeter ce fait" in form and "Retour (Cap Digital)" in form
    assert 'data-correct="/explorer?entity=Cap+Digital"' in form


def test_where_everything_is_sure_nothing_is_said_of_doubts() -> None:
    shown = html("kind=contact")
    assert "à vérifier" not in shown
    assert '<label data-part="f-certainty" hidden>' in shown


def test_filters_keep_the_rows_and_tell_how_many() -> None:
    shown = html("country=Japon&q=kansai&sort=date")
    assert "2 lignes sur 3" in shown
    assert re.findall(r'<tr id="fact-(\w+)"', shown) == [
        entry.key for entry in exploration().of(FactKind.AGREEMENT) if entry.countries == {"Japon"}
    ]
    assert '<option value="Japon" selected>Japon (2)</option>' in shown


def test_nothing_that_matches_and_nothing_at_all_are_told_apart() -> None:
    assert "Aucune ligne ne correspond" in html("q=zzz") and "Effacer les filtres" in html("q=zzz")
    assert "Aucun fait de cette table" in html("kind=figure")
    empty = scene()
    from assistant.exploring.gathering import explore

    assert "aucun document à explorer" in explorer_html(
        Scene(explore([], [], names()), empty.state, empty.words, empty.texts)
    )
    assert "aucun accord, programme ou contact" in explorer_html(
        Scene(explore([], [FIRST], names()), empty.state, empty.words, empty.texts)
    )


@pytest.mark.parametrize(
    "query",
    ["", "kind=pole", "view=timeline", "view=network", "view=network&width=380", "view=map", "view=map&width=380",
     f"entity={EVIL}", f"with={EVIL}&q={EVIL}&pole={EVIL}&document={EVIL}", "entity=Atlantis", "lang=en&view=corrections"],
)  # fmt: skip
def test_hostile_names_come_out_as_text(query: str) -> None:
    shown = html(query, hostile=True)
    assert "<script" not in shown.lower()
    assert "onerror" not in shown or "&lt;" in shown
    assert not re.search(r"<[^>]*\sstyle=", shown)  # the page that stands alone allows no inline style


def test_pictures_have_their_table_and_marks_that_say_what_they_are() -> None:
    for view in ("timeline", "network", "map"):
        shown = html(f"view={view}")
        assert '<details class="ip-alternative" id="ip-alternative"' in shown and "<table" in shown
        links = re.findall(r"<svg class=\"ip-picture.*?</svg>", shown, re.DOTALL)
        assert links
        marks = re.findall(r"<a ([^>]*)>", "".join(links))
        assert marks and all("href=" in mark and "aria-label=" in mark for mark in marks)


def test_a_network_line_opens_its_passage_or_its_rows() -> None:
    shown = html("view=network")
    assert 'data-ends="Cap Digital|TSB Berlin"' in shown
    one = next(tag for tag in re.findall(r"<a [^>]*>", shown) if "Cap Digital|TSB Berlin" in tag)
    two = next(tag for tag in re.findall(r"<a [^>]*>", shown) if "Lyonbiopôle|Kansai Bio" in tag)
    assert f'href="/documents/{FIRST.id}' in one
    assert 'href="/explorer?with=Lyonbiop%C3%B4le&amp;with=Kansai+Bio"' in two


def test_a_sheet_leads_back_to_what_was_under_it() -> None:
    shown = html("country=Japon&entity=Lyonbiop%C3%B4le".replace("%C3%B4", "ô"))
    assert 'href="/explorer?country=Japon" data-explore class="ip-back-link"' in shown
    assert "<h2>Lyonbiopôle</h2>" in shown and "Voisins" in shown and "<mark>Lyonbiopôle</mark>" in shown


def test_english_names_countries_in_english() -> None:
    shown = html("lang=en")
    assert ">Germany</a>" in shown and "Being negotiated" in shown and "Allemagne (" not in shown


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("=1+1", "'=1+1"), ("+33 1", "'+33 1"), ("-2", "'-2"), ("@x", "'@x"), ("\tx", "'\tx"), ("a=b", "a=b"), ("\x07", "\ufffd")],
)  # fmt: skip
def test_a_cell_is_never_a_formula(cell: str, expected: str) -> None:
    assert harmless(cell) == expected


# --- the routes, over a real store ---


@pytest.fixture
def application(tmp_path: Path) -> Iterator[Application]:
    with small_corpus(tmp_path) as opened:
        yield opened


@pytest.fixture
def client(application: Application) -> TestClient:
    return client_of(application)


def test_a_view_and_its_page_show_the_same(client: TestClient) -> None:
    view, page = client.get("/explorer/view"), client.get("/explorer")
    assert view.text in page.text and "2 lignes" in view.text
    assert "script-src 'self'" in page.headers["content-security-policy"]
    assert "<script>" not in page.text
    assert client.get("/explorer?lang=en").text.startswith('<!doctype html><html lang="en">')


def test_the_csv_is_for_french_spreadsheets_and_quotes_each_row(client: TestClient, application: Application) -> None:
    response = client.get("/explorer/export.csv?q=techtera")
    assert response.content.startswith("\ufeff".encode())
    assert response.headers["content-disposition"] == 'attachment; filename="interpoles-agreement.csv"'
    (row,) = csv.DictReader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";")
    assert (row["Pôle ou alliance"], row["Partenaire"], row["Statut"], row["Fichier"]) == (
        "Techtera",
        "TSB Berlin",
        "Signé",
        "techtera.md",
    )
    text = next(d.text for d in application.store.documents() if d.source.endswith("techtera.md"))
    assert text[int(row["Début"]) : int(row["Fin"])] == row["Citation"]
    english = client.get("/explorer/export.csv?lang=en").content.decode("utf-8-sig").split("\r\n")[0]
    assert english.startswith("Pôle or alliance,Partner,Country")


def test_the_json_holds_every_quotation(client: TestClient, application: Application) -> None:
    found = json.loads(client.get("/explorer/export.json").content)
    texts = {document.id: document.text for document in application.store.documents()}
    assert (found["kind"], found["count"]) == ("agreement", 2)
    for fact in found["facts"]:
        quotes = [*fact["statements"], *(quote for field in fact["fields"] for quote in field["quotes"])]
        assert quotes and all(texts[q["document_id"]][q["start"] : q["end"]] == q["quote"] for q in quotes)


def test_the_workbook_has_rows_and_quotations_and_no_formula(client: TestClient) -> None:
    book = load_workbook(io.BytesIO(client.get("/explorer/export.xlsx").content))
    table, quotes = book.worksheets
    assert (table.title, table.max_row, table["A1"].value) == ("Accords", 3, "Pôle ou alliance")
    assert quotes.max_row > 10
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert [cell.value for cell in cells if cell.data_type == "f"] == []


def test_hostile_cells_are_neutralised_in_every_format() -> None:
    from ui.explorer_exports import as_csv, as_xlsx

    found = scene(hostile=True)
    entries = [entry for entry in found.exploration.of(FactKind.AGREEMENT) if "=SOMME(A1)" in entry.names]
    assert "'=SOMME(A1)" in as_csv(entries, FactKind.AGREEMENT, found).decode("utf-8-sig")
    book = load_workbook(io.BytesIO(as_xlsx(entries, FactKind.AGREEMENT, found)))
    assert book.worksheets[0]["B2"].value == "'=SOMME(A1)"


def test_an_unknown_format_is_not_found(client: TestClient) -> None:
    assert client.get("/explorer/export.exe").status_code == 404


def test_the_tab_is_named_in_both_languages_and_brings_its_routes(application: Application) -> None:
    tab = explorer_tab(application)
    assert (tab.title(texts_for("fr")), tab.title(texts_for("en")), tab.name) == ("Explorer", "Explore", "explorer")
    assert tab.routes is not None and {route.path for route in tab.routes().routes} == {  # type: ignore[attr-defined]
        "/explorer",
        "/explorer/view",
        "/explorer/export.{suffix}",
        "/explorer/corrections",
    }


def test_nothing_is_read_again_until_something_changes(application: Application) -> None:
    library = Library(application)
    first, _ = library.open()
    assert library.open()[0] is first
    (application.home / "corrections.yaml").write_text("corrections: []\n", encoding="utf-8")
    assert library.open()[0] is not first


def test_every_kind_has_its_columns_in_the_page() -> None:
    for kind in COLUMNS:
        assert f'data-key="kind-{kind}"' in html()
    assert OSAKA in FIRST.text
