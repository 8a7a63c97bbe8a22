"""The site: its headers and routes, then the page itself in a real Chromium whose network is cut."""

from __future__ import annotations

import json
import re
import socket
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

from tests.ui.browser import LENIENT, Visit, visiting
from tests.ui.fakes import HOSTILE, NOTE, OSAKA, SCRIPT, TRAP, FakeApplication
from ui.contracts import PageApplication, Tab
from ui.guard import DOCUMENT_POLICY, page_policy, reaches_out, rewritten
from ui.texts import Texts
from ui.web import AddressInUse, build_page, listen

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = LENIENT
browser_test = pytest.mark.browser
SIZES = pytest.mark.parametrize("width", [1280, 390])


@pytest.mark.parametrize(("path", "language"), [("/", "fr"), ("/en/", "en")])
def test_a_page_speaks_its_language_and_refers_to_no_other_host(address: str, path: str, language: str) -> None:
    response = httpx.get(address + path)
    body = re.sub(r"window\.gradio_api_info = .*?</script>", "", response.text)
    assert response.status_code == 200
    assert f'lang="{language}"' in body
    assert set(re.findall(r"https?://[^\"'\s/:)]+", body)) <= {"http://127.0.0.1"}
    assert "fonts.g" not in response.text


def test_the_policy_of_the_page_allows_its_own_inline_scripts_only(address: str) -> None:
    response = httpx.get(address + "/")
    policy = response.headers["content-security-policy"]
    assert policy == page_policy(response.text)
    scripts = policy.partition("script-src")[2].partition(";")[0]
    assert "unsafe-inline" not in scripts
    assert scripts.count("sha256-") == len(re.findall(r"<script(?![^>]*src=)", response.text))
    assert "http" not in policy


@pytest.mark.parametrize("path", ["/", "/config", "/page/page.js", "/documents/00", "/gradio_api/file=/etc/passwd"])
def test_every_response_is_guarded(address: str, path: str) -> None:
    headers = httpx.get(address + path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "default-src" in headers["content-security-policy"]


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/file=https://example.com/",
        "/gradio_api/file=http:/example.com",
        "/gradio_api/file=//example.com",
        "/gradio_api/file=/\\example.com",
        "/gradio_api/file=\\\\example.com",
        "/gradio_api/file=%68ttps%3A%2F%2Fexample.com",
        "/gradio_api/file=%2568ttps://example.com",
        "/en/gradio_api/file=https://example.com/",
        "/gradio_api/proxy=https://example.hf.space/x",
        "/file=https://example.com",
        "/gradio_api/file=/etc/passwd",
        "/gradio_api/file=../../../etc/passwd",
    ],
)
def test_a_file_address_neither_redirects_nor_fetches_nor_leaks(address: str, path: str) -> None:
    response = httpx.get(address + path, follow_redirects=False)
    assert response.status_code in {403, 404}
    assert "location" not in response.headers


def test_local_files_of_the_page_are_still_served() -> None:
    assert not reaches_out("/gradio_api/file=/tmp/gradio/note.md")
    assert not reaches_out("/gradio_api/upload")


def test_a_rewritten_page_keeps_its_scripts() -> None:
    page = '<html lang="en"><meta charset="utf-8" /><meta property="og:url" content="https://x.y/" /><script>1</script>'
    expected = '<html lang="fr"><meta charset="utf-8" /><link><script>1</script>'
    assert rewritten(page, head="<link>", language="fr") == expected


def test_the_document_view_is_escaped_and_locked(address: str) -> None:
    response = httpx.get(f"{address}/documents/{TRAP.id}", params={"start": 0, "end": len(HOSTILE)})
    assert response.status_code == 200
    assert response.headers["content-security-policy"] == DOCUMENT_POLICY
    assert "<script" not in response.text
    assert "&lt;script&gt;window.hacked = 2&lt;/script&gt;" in response.text


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/documents/0123456789abcdef", 404),
        ("/documents/..%2Fetc", 404),
        ("/documents/<script>", 422),
        (f"/documents/{NOTE.id}?start=-1&end=4", 422),
        ("/page/../web.py", 404),
        ("/page/web.py", 404),
        ("/docs", 404),
        ("/openapi.json", 404),
    ],
)
def test_what_does_not_exist_is_refused(address: str, path: str, status: int) -> None:
    assert httpx.get(address + path).status_code == status


def test_no_event_of_the_page_is_a_public_api(address: str) -> None:
    info = httpx.get(f"{address}/gradio_api/info").json()
    assert info["named_endpoints"] == {}
    assert info["unnamed_endpoints"] == {}


def test_the_page_reports_nothing_and_takes_more_tabs(application: FakeApplication) -> None:
    import gradio as gr

    def build(received: PageApplication, texts: Texts) -> None:
        assert received is application
        gr.HTML(f"<p>{texts.language}</p>")

    page = build_page(application, "en", [Tab(lambda texts: f"Explorer ({texts.language})", build)])
    labels = [block.label for block in page.blocks.values() if isinstance(block, gr.Tab)]
    assert labels == ["Chat", "Documents", "Explorer (en)"]
    assert page.analytics_enabled is False


def test_an_address_in_use_is_refused_clearly() -> None:
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(AddressInUse, match=f"cannot listen at 127.0.0.1:{port} .*--port"):
            listen("127.0.0.1", port)


def test_an_address_of_another_machine_is_refused_clearly() -> None:
    with pytest.raises(AddressInUse, match="nowhere is not an address"):
        listen("::1%nowhere", 0)


def test_a_listener_may_be_bound_again_at_once() -> None:
    with listen("127.0.0.1", 0) as first:
        port = first.getsockname()[1]
    with listen("127.0.0.1", port) as again:
        assert isinstance(again, socket.socket)


def quiet(visit: Visit) -> None:
    """Check that the page asked nothing of other hosts, had no error and fits its width."""
    assert visit.foreign == []
    assert visit.errors == []
    assert visit.page.evaluate("window.hacked === undefined")
    assert visit.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@browser_test
@SIZES
def test_a_question_is_answered_and_its_citation_leads_into_the_document(
    browser: Browser, address: str, width: int
) -> None:
    with visiting(browser, address, width) as visit:
        page = visit.page
        visit.ask("Quand l'accord a-t-il été signé ?")
        page.wait_for_selector("#exchange-1 .ip-foot")
        assert page.inner_text("#exchange-1 .ip-sentence >> nth=0") == f"{OSAKA}\xa0[1]"
        assert page.inner_text("#exchange-1 strong") == "4 février 2008"
        page.click("#exchange-1 a.ip-marker >> nth=0")
        page.wait_for_selector("#cite-1-1.ip-flash")
        assert page.evaluate("document.activeElement.id") == "cite-1-1"
        page.wait_for_function("""() => {
            const box = document.querySelector("#cite-1-1 mark").getBoundingClientRect();
            return box.top >= 0 && box.bottom <= innerHeight;
        }""")
        assert page.inner_text("#cite-1-1 mark") == OSAKA
        page.click("#cite-1-1 a[data-document]")
        quote = page.frame_locator(".ip-dialog iframe").locator("#quote")
        quote.wait_for()
        assert quote.inner_text() == OSAKA
        assert quote.evaluate(
            "e => { const b = e.getBoundingClientRect(); return b.top >= 0 && b.bottom <= innerHeight; }"
        )
        page.keyboard.press("Escape")
        page.wait_for_selector(".ip-dialog", state="detached")
        quiet(visit)


@browser_test
def test_citations_are_reached_with_the_keyboard_alone(browser: Browser, address: str) -> None:
    with visiting(browser, address) as visit:
        visit.ask("Quand ?")
        visit.page.wait_for_selector("#exchange-1 .ip-foot")
        visit.page.focus("#exchange-1 a.ip-marker >> nth=1")
        visit.page.keyboard.press("Enter")
        visit.page.wait_for_selector("#cite-1-2.ip-flash")
        visit.page.keyboard.press("Tab")
        assert visit.page.evaluate("document.activeElement.closest('.ip-card').id") == "cite-1-2"
        quiet(visit)


@browser_test
def test_escape_closes_a_document_that_somebody_reads_in(browser: Browser, address: str) -> None:
    with visiting(browser, address) as visit:
        visit.ask("Quand ?")
        visit.page.click("#cite-1-1 a[data-document]")
        visit.page.frame_locator(".ip-dialog iframe").locator("#quote").click()
        visit.page.keyboard.press("Escape")
        visit.page.wait_for_selector(".ip-dialog", state="detached")
        quiet(visit)


@browser_test
def test_an_example_asked_with_the_keyboard_leaves_the_keyboard_at_its_answer(browser: Browser, address: str) -> None:
    with visiting(browser, address) as visit:
        visit.page.focus(".ip-example >> nth=0")
        visit.page.keyboard.press("Enter")
        visit.page.wait_for_selector("#exchange-1 .ip-foot")
        visit.page.wait_for_function("document.activeElement.id === 'exchange-1'")
        visit.page.keyboard.press("Tab")
        assert visit.page.evaluate("document.activeElement.className") == "ip-marker"


@browser_test
@pytest.mark.parametrize(
    ("tab", "field"), [("", "#ip-question textarea"), ("Documents", "#ip-filter :is(input, textarea)")]
)
def test_a_field_that_has_the_keyboard_is_seen_to_have_it(browser: Browser, address: str, tab: str, field: str) -> None:
    with visiting(browser, address) as visit:
        if tab:
            visit.page.get_by_role("tab", name=tab).click()
        visit.page.focus(field)
        shown = visit.page.locator(field).evaluate("e => getComputedStyle(e).outline")
        assert shown == "rgb(47, 111, 194) solid 3px"


@browser_test
def test_each_answer_comes_to_the_top_of_a_small_screen_unless_the_reader_scrolls(
    browser: Browser, address: str
) -> None:
    with visiting(browser, address, 390, 640) as visit:
        page = visit.page
        top = "document.querySelector('.ip-exchange:last-of-type').getBoundingClientRect().top"
        for number, question in enumerate(("un texte long", "Quand ?", "Quel est le budget ?"), start=1):
            visit.ask(question)
            page.wait_for_selector(f"#exchange-{number} .ip-foot")
            page.wait_for_function(f"Math.abs({top} - 8) < 3")
        visit.ask("un texte lent")
        page.wait_for_selector("#exchange-4 .ip-sentence")
        page.mouse.move(100, 200)
        page.mouse.wheel(0, -150)
        page.wait_for_function(f"{top} > 100")
        page.click("#ip-stop")
        page.wait_for_selector("#exchange-4:has-text('Réponse arrêtée')")
        page.wait_for_timeout(200)
        assert page.evaluate(top) > 100
        quiet(visit)


@browser_test
@SIZES
def test_a_hostile_document_is_inert_and_unchanged_to_the_eye(browser: Browser, address: str, width: int) -> None:
    with visiting(browser, address, width) as visit:
        page = visit.page
        visit.ask(f"le piège {HOSTILE}")
        page.wait_for_selector("#exchange-1 .ip-foot")
        assert page.inner_text("#exchange-1 .ip-sentence >> nth=0") == f"{HOSTILE}\xa0[1]"
        assert page.inner_text("#cite-1-1 mark") == HOSTILE
        assert page.inner_text("#cite-1-2 mark") == SCRIPT
        assert HOSTILE in page.inner_text("#exchange-1 .ip-question")
        assert page.locator("#ip-conversation img, #ip-panel img, #ip-panel script, #ip-panel b").count() == 0
        page.get_by_role("tab", name="Documents").click()
        page.wait_for_selector(".ip-table")
        assert SCRIPT in page.inner_text(".ip-table")
        page.click(f".ip-table a[href*='{TRAP.id}']")
        frame = page.frame_locator(".ip-dialog iframe")
        frame.locator(".ip-stretch").wait_for()
        assert HOSTILE in frame.locator("main").inner_text()
        quiet(visit)


@browser_test
def test_an_inline_handler_would_be_blocked_even_if_it_got_in(browser: Browser, address: str) -> None:
    with visiting(browser, address) as visit:
        visit.page.evaluate(
            "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.hacked = 4\">')"
        )
        visit.page.wait_for_timeout(300)
        assert visit.page.evaluate("window.hacked === undefined")
        assert any("Content Security Policy" in error for error in visit.errors)


@browser_test
@SIZES
def test_refusals_errors_and_small_talk_look_different(browser: Browser, address: str, width: int) -> None:
    with visiting(browser, address, width) as visit:
        page = visit.page
        visit.ask("Quel est le budget ?")
        page.wait_for_selector("#exchange-1 .ip-refusal")
        page.wait_for_selector("#passages-1 h2:has-text('Passages consultés')")
        visit.ask("une erreur")
        page.wait_for_selector("#exchange-2 .ip-error")
        assert "<b>illisible</b>" in page.inner_text("#exchange-2 .ip-error")
        assert page.locator("#exchange-2 .ip-refusal").count() == 0
        visit.ask("Bonjour")
        page.wait_for_selector("#exchange-3 .ip-answer:has-text('Posez-moi')")
        assert page.locator("#exchange-3 .ip-refusal, #exchange-3 .ip-error").count() == 0
        page.click("#exchange-1 .ip-sources")
        page.wait_for_selector("#passages-1:visible")
        assert page.locator("#passages-3").is_hidden()
        quiet(visit)


@browser_test
def test_an_answer_can_be_stopped_and_the_conversation_begun_anew(browser: Browser, address: str) -> None:
    with visiting(browser, address) as visit:
        page = visit.page
        visit.ask("un texte lent")
        page.wait_for_selector("#exchange-1 .ip-sentence")
        page.click("#ip-stop")
        page.wait_for_selector("#exchange-1:has-text('Réponse arrêtée')")
        visit.ask("Quand ?")
        page.wait_for_selector("#exchange-2 .ip-foot")
        assert "mot0" in page.inner_text("#exchange-1")
        page.click("#ip-new")
        page.wait_for_selector(".ip-welcome")
        assert page.locator(".ip-exchange").count() == 0
        page.wait_for_selector(".ip-example >> nth=2")
        quiet(visit)


@browser_test
def test_impatient_and_empty_questions_do_no_harm(browser: Browser, address: str) -> None:
    with visiting(browser, address) as visit:
        page = visit.page
        page.click("#ip-send")
        page.wait_for_selector("#ip-notice textarea")
        assert page.input_value("#ip-notice textarea") == "Écrivez d'abord une question."
        page.fill("#ip-question textarea", "Quand ?")
        page.dblclick("#ip-send")
        page.wait_for_selector("#exchange-1 .ip-foot")
        page.wait_for_timeout(300)
        assert page.locator(".ip-exchange").count() == 1
        page.fill("#ip-question textarea", "x" * 1001)
        page.click("#ip-send")
        page.wait_for_function("document.querySelector('#ip-notice textarea')?.value.includes('1001 caractères')")
        quiet(visit)


@browser_test
def test_an_example_is_asked_with_one_click_and_exported(browser: Browser, address: str) -> None:
    with visiting(browser, address) as visit:
        page = visit.page
        page.click(".ip-example:has-text('Rapport annuel')")
        page.wait_for_selector("#exchange-1 .ip-foot")
        with page.expect_download() as download:
            page.click("#ip-export")
        exported = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
        assert [exchange["question"] for exchange in exported["exchanges"]] == ["De quoi parle « Rapport annuel » ?"]
        assert exported["exchanges"][0]["citations"][0]["quote"] == OSAKA
        page.click("#exchange-1 [data-copy]")
        page.wait_for_selector("#exchange-1 [data-copy]:has-text('Copié')")
        page.click("#ip-new")
        page.wait_for_selector(".ip-welcome")
        visit.ask("une erreur")
        page.wait_for_selector("#exchange-1 .ip-error")
        page.click("#ip-export")
        page.wait_for_function("document.querySelector('#ip-notice textarea')?.value.includes('aucune réponse')")
        quiet(visit)


@browser_test
def test_only_the_last_answer_can_be_called_wrong_and_its_question_becomes_a_case(
    browser: Browser, address: str, application: FakeApplication
) -> None:
    with visiting(browser, address) as visit:
        page = visit.page
        for number, question in enumerate(("Quand ?", "Et le budget ?"), 1):
            visit.ask(question)
            page.wait_for_selector(f"#exchange-{number} .ip-foot")
        assert not page.locator("#exchange-1 .ip-wrong").is_visible()
        page.click("#exchange-2 .ip-wrong")
        page.wait_for_selector("#ip-notice textarea")
        path = application.home / "evaluations" / "cases.yaml"
        assert page.input_value("#ip-notice textarea").endswith(str(path))
        assert "Et le budget ?" in path.read_text(encoding="utf-8")
        assert (visit.errors, visit.foreign) == ([], [])


@browser_test
def test_two_readers_keep_apart(browser: Browser, address: str) -> None:
    with visiting(browser, address) as first, visiting(browser, address) as second:
        first.ask("un texte lent")
        second.ask("Quand ?")
        second.page.wait_for_selector("#exchange-1 .ip-foot")
        first.page.wait_for_selector("#exchange-1 .ip-sentence")
        assert first.page.locator(".ip-exchange").count() == 1
        assert "Quand" not in first.page.inner_text("#ip-conversation")
        assert "lent" not in second.page.inner_text("#ip-conversation")
        first.page.click("#ip-stop")
        first.page.wait_for_selector("#exchange-1:has-text('Réponse arrêtée')")


@browser_test
def test_the_page_is_french_in_an_english_browser_and_english_on_demand(browser: Browser, address: str) -> None:
    with visiting(browser, address) as visit:
        page = visit.page
        assert page.evaluate("document.documentElement.lang") == "fr"
        assert page.evaluate("navigator.language") == "fr"
        assert page.inner_text("#ip-send") == "Demander"
        page.click(".ip-banner nav a[hreflang=en]")
        page.wait_for_selector("#ip-send:has-text('Ask')")
        visit.errors.clear()  # Gradio complains of its own requests, which leaving the page cut short
        assert page.evaluate("document.documentElement.lang") == "en"
        visit.ask("Quand ?")
        page.wait_for_selector("#cite-1-1 a[href*='lang=en']")
        quiet(visit)
