"""The Explorer in a real Chromium: filter, sort, open a passage and a sheet, export, correct; by mouse and by keyboard."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.wiring import Application, open_application
from tests.index.fakes import HashedWords
from tests.ui.browser import LENIENT, Visit, served, visiting
from ui.explorer import explorer_tab

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, *LENIENT]
SIZES = pytest.mark.parametrize("width", [1280, 390])

TEXTS = {
    "techtera.md": "# Techtera à Berlin\n\nLe pôle Techtera a signé en juin 2011 un accord de coopération avec TSB Berlin.\n",
    "axelera.md": "# Les pôles en Asie\n\nLe pôle Axelera a signé le 3 mai 2012 un accord de coopération avec le cluster "
    "Osaka Bio Cluster, au Japon.\n\nLinuxTag s'est tenu à Berlin en juin 2009.\n",
    "cap.md": "# Cap au sud\n\nLe pôle Cap Digital a signé le 7 juin 2010 un accord de coopération avec Biocat, en Espagne.\n",
    "piège.md": "# Piège <img src=x onerror=window.hacked=1> <script>window.hacked=2</script>\n\n"
    "Le pôle Minalogic a signé le 1er mars 2013 un accord avec le cluster « <script>window.hacked=3</script> », au Canada.\n\n"
    "21 entreprises <img src=x onerror=window.hacked=4> sont venues.\n",
}


@pytest.fixture(scope="module")
def application(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Application]:
    folder: Path = tmp_path_factory.mktemp("documents")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    with open_application(tmp_path_factory.mktemp("home"), embedder=HashedWords()) as opened:
        opened.synchroniser.register([folder])
        opened.synchroniser.synchronise()
        yield opened


@pytest.fixture(scope="module")
def address(application: Application) -> Iterator[str]:
    with served(application, [explorer_tab(application)]) as found:
        yield found


@contextmanager
def exploring(browser: Browser, address: str, width: int = 1280, path: str = "/") -> Iterator[Visit]:
    """Open the tab, and check at the end that nothing failed, nothing was hacked, and no other host was asked."""
    start, bookmark, _ = path.partition("#")
    with visiting(browser, address + start, width) as visit:
        if bookmark:
            visit.page.goto(address + path)
            visit.page.reload()
        else:
            visit.page.get_by_role("tab", name=re.compile("^Explore")).click()
        visit.page.wait_for_selector(".ip-explorer [data-part=main]")
        if bookmark:
            visit.errors.clear()  # what Gradio says of the page that was left before it was whole
        yield visit
        assert visit.page.evaluate("window.hacked") is None
        assert visit.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert (visit.foreign, visit.errors) == ([], [])


def counted(visit: Visit, words: str) -> None:
    """Wait until the page says how many rows there are."""
    visit.page.wait_for_selector(f'[data-part=count]:text-is("{words}")')


def column(visit: Visit, number: int) -> list[str]:
    cells = visit.page.locator(f".ip-facts tbody td:nth-child({number}) .ip-pair > a:first-child")
    return cells.all_inner_texts()


def test_a_filter_a_search_and_a_sort_change_the_rows_and_keep_the_focus(browser: Browser, address: str) -> None:
    with exploring(browser, address) as visit:
        page = visit.page
        counted(visit, "4 lignes")
        page.select_option("#ip-ex-country", "Japon")
        counted(visit, "1 ligne sur 4")
        assert column(visit, 2) == ["Osaka Bio Cluster"]
        page.get_by_role("link", name="Effacer les filtres").click()
        counted(visit, "4 lignes")
        page.locator("#ip-ex-q").press_sequentially("biocat", delay=30)
        counted(visit, "1 ligne sur 4")
        assert page.evaluate("document.activeElement.id") == "ip-ex-q"
        assert page.input_value("#ip-ex-q") == "biocat"
        page.fill("#ip-ex-q", "")
        counted(visit, "4 lignes")
        page.click('[data-key="sort-party"]')
        page.wait_for_selector('th[aria-sort="ascending"] >> text=Pôle')
        assert column(visit, 1) == ["Axelera", "Cap Digital", "Minalogic", "Techtera"]
        assert page.evaluate("document.activeElement.dataset.key") == "sort-party"


@SIZES
def test_a_cell_opens_its_passage_with_the_words_marked(browser: Browser, address: str, width: int) -> None:
    with exploring(browser, address, width) as visit:
        visit.page.locator('tr:has-text("Techtera") td[data-title="Date"] a').first.click()
        frame = visit.page.frame_locator("dialog iframe")
        assert frame.locator("mark").inner_text() == "juin 2011"
        visit.page.keyboard.press("Escape")
        visit.page.wait_for_selector("dialog", state="detached")


def test_sheets_lead_to_sheets_and_back(browser: Browser, address: str) -> None:
    with exploring(browser, address) as visit:
        page = visit.page
        page.select_option("#ip-ex-country", "Allemagne")
        counted(visit, "1 ligne sur 4")
        page.get_by_role("link", name="Fiche : TSB Berlin").click()
        page.wait_for_selector('.ip-sheet h2:text-is("TSB Berlin")')
        page.locator(".ip-neighbours a", has_text="Techtera").click()
        page.wait_for_selector('.ip-sheet h2:text-is("Techtera")')
        assert "#explorer?country=Allemagne&entity=Techtera" in page.url
        page.go_back()
        page.wait_for_selector('.ip-sheet h2:text-is("TSB Berlin")')
        page.get_by_role("link", name="Retour").click()
        counted(visit, "1 ligne sur 4")


def test_what_is_shown_is_what_is_saved(browser: Browser, address: str) -> None:
    with exploring(browser, address) as visit:
        visit.page.select_option("#ip-ex-year", "2012")
        counted(visit, "1 ligne sur 4")
        for suffix in ("CSV", "JSON", "XLSX"):
            with visit.page.expect_download() as waiting:
                visit.page.locator(".ip-exports a", has_text=suffix).click()
            assert waiting.value.suggested_filename == f"interpoles-agreement.{suffix.lower()}"
            content = Path(waiting.value.path()).read_bytes()
            assert (b"Axelera" in content and b"Techtera" not in content) or suffix == "XLSX"


@SIZES
@pytest.mark.parametrize("view", ["timeline", "network", "map"])
def test_pictures_are_reached_and_opened_by_keyboard(browser: Browser, address: str, view: str, width: int) -> None:
    with exploring(browser, address, width) as visit:
        page = visit.page
        page.locator(f'[data-key="view-{view}"]').focus()
        page.keyboard.press("Enter")
        page.wait_for_selector(
            ".ip-picture a", state="attached"
        )  # a straight line has no height, so is never "visible"
        assert page.evaluate("document.activeElement.dataset.key") == f"view-{view}"
        for _ in range(40):
            page.keyboard.press("Tab")
            if page.evaluate("!!document.activeElement.closest('.ip-picture')"):
                break
        assert page.evaluate("document.activeElement.getAttribute('aria-label')")
        sizes = page.evaluate(
            "[...document.querySelectorAll('.ip-picture text')].map(t => t.getBoundingClientRect().height)"
        )
        assert min(sizes) >= 11  # pixels: text is drawn at its own size, not shrunk with the picture
        table = page.locator("#ip-alternative")
        if table.get_attribute("open") is None:
            table.locator("> summary").click()
        assert page.locator("#ip-alternative table").first.is_visible()
        mark = page.locator(".ip-node, .ip-disc-signed, .ip-moment strong a").first
        mark.focus()
        page.keyboard.press("Enter")
        page.wait_for_selector(".ip-sheet h2")
        assert page.evaluate("document.activeElement.dataset.part") == "main"


def test_a_line_of_the_network_opens_its_passage(browser: Browser, address: str) -> None:
    with exploring(browser, address, path="/#explorer?view=network") as visit:
        visit.page.wait_for_selector(".ip-network")
        visit.page.locator('[data-ends="Techtera|TSB Berlin"]').focus()
        visit.page.keyboard.press("Enter")
        assert "TSB Berlin" in visit.page.frame_locator("dialog iframe").locator("mark").first.inner_text()


@SIZES
def test_hostile_documents_are_shown_as_they_are_written(browser: Browser, address: str, width: int) -> None:
    with exploring(browser, address, width) as visit:
        page = visit.page
        page.click('[data-key="kind-figure"]')
        page.wait_for_selector(".ip-facts-figure")
        assert "<img src=x onerror=window.hacked=4>" in page.inner_text(".ip-facts-figure")
        page.click('[data-key="kind-agreement"]')
        page.wait_for_selector('.ip-facts-agreement >> text="Minalogic"')
        assert "<img src=x onerror=window.hacked=1>" in page.inner_text('tr:has-text("Minalogic")')
        page.get_by_role("link", name="Fiche : Minalogic").first.click()
        page.wait_for_selector(".ip-sheet h2")
        assert page.evaluate("document.querySelectorAll('.ip-explorer img, .ip-explorer script').length") == 0


def test_a_bookmark_opens_the_tab_and_a_link_stands_alone(browser: Browser, address: str) -> None:
    with exploring(browser, address, path="/en/#explorer?kind=event") as visit:
        counted(visit, "1 row")
        assert visit.page.get_by_role("tab", name="Explore").get_attribute("aria-selected") == "true"
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{address}/explorer?country=Japon&lang=en")
    page.wait_for_selector('[data-part=count]:text-is("1 row of 4")')
    page.get_by_role("link", name="Sheet: Japan").click()
    page.wait_for_selector('.ip-sheet h2:text-is("Japan")')
    assert page.url.endswith("entity=Japon")
    context.close()


def test_a_person_corrects_a_fact_and_takes_it_back(browser: Browser, address: str, application: Application) -> None:
    with exploring(browser, address) as visit:
        page = visit.page
        page.click('[data-key="kind-event"]')
        page.locator('tr:has-text("LinuxTag") .ip-edit a').click()
        page.fill('[name="author"]', "Ada")
        page.fill('[name="field-place"]', "Potsdam")
        page.get_by_role("button", name="Enregistrer").click()
        page.wait_for_selector('[role="alert"]:has-text("Potsdam")')
        visit.errors.clear()  # the browser logs every refusal of the server
        page.check('[name="stated"]')
        page.get_by_role("button", name="Enregistrer").click()
        page.wait_for_selector('.ip-said:text-is("Correction enregistrée.")')
        assert "Potsdam" in page.inner_text('tr:has-text("LinuxTag")')
        assert "Ada" in (application.home / "corrections.yaml").read_text(encoding="utf-8")
        page.locator('tr:has-text("LinuxTag") .ip-edit a').click()
        page.wait_for_selector(".ip-correction")
        assert page.input_value('[name="author"]') == "Ada"  # remembered by this browser
        page.get_by_role("button", name="Rejeter").click()
        page.wait_for_selector('[data-part=main]:has-text("Aucun fait de cette table")')
        page.click('[data-key="view-corrections"]')
        for left in (1, 0):
            page.get_by_role("button", name="Annuler").first.click()
            page.wait_for_function(f"document.querySelectorAll('.ip-outcomes > li').length === {left}")
        page.click('[data-key="view-table"]')
        page.wait_for_selector('.ip-facts-event:has-text("Berlin")')


def test_a_server_that_does_not_answer_is_told_and_tried_again(browser: Browser, address: str) -> None:
    with exploring(browser, address) as visit:
        page = visit.page
        page.route("**/explorer/view*", lambda route: route.abort())
        page.click('[data-key="kind-pole"]')
        again = page.get_by_role("button", name="Réessayer")
        again.wait_for()
        page.unroute("**/explorer/view*")
        again.click()
        page.wait_for_selector(".ip-facts-pole")
        visit.errors.clear()
