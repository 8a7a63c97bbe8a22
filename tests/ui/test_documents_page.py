"""The Documents tab in a real Chromium: dropping files, the plan, cancelling, choosing, removing, going back."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from index.synchronising import Plan, ProgressCallback
from tests.ui.browser import LENIENT, Visit, visiting
from tests.ui.fakes import FakeApplication
from ui.typography import unbroken

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, *LENIENT]


@contextmanager
def documents(browser: Browser, address: str, width: int) -> Iterator[Visit]:
    """Open the tab; afterwards nothing was asked of other hosts, nothing failed and the page fits its width."""
    with visiting(browser, address, width) as visit:
        visit.page.wait_for_selector(".ip-example")
        visit.page.get_by_role("tab", name="Documents").click()
        visit.page.wait_for_selector("#ip-documents tbody tr >> nth=2")
        yield visit
        quiet(visit)


def quiet(visit: Visit) -> None:
    assert visit.foreign == []
    assert visit.errors == []
    assert visit.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def enabled(page: Page) -> None:
    """Wait until both buttons can be pressed again."""
    for name in ("check", "synchronise"):
        page.wait_for_selector(f"#ip-{name}:not([disabled])", timeout=5000)


def choose(page: Page, name: str, label: str) -> None:
    """Pick an entry of a list of choices."""
    page.click(f"#{name} input")
    page.get_by_role("option", name=label).click()


@pytest.mark.parametrize("width", [1280, 390])
def test_files_are_dropped_checked_and_synchronised(
    browser: Browser, address: str, application: FakeApplication, tmp_path: Path, width: int
) -> None:
    names = [f"nouvelle-{width}.md", f"autre-{width}.txt", f"outil-{width}.exe"]
    for name in names:
        (tmp_path / name).write_text("# Nouvelle\n\nUn pôle.", encoding="utf-8")
    with documents(browser, address, width) as visit:
        page = visit.page
        page.click("#ip-check")
        page.wait_for_selector("#ip-outcome:has-text('Inchangés : 3')")
        page.set_input_files("#ip-upload input[type=file]", [str(tmp_path / name) for name in names])
        page.wait_for_selector(f"#ip-messages:has-text('{names[0]} : ajouté.')")
        assert unbroken(f"{names[2]} : format non accepté.") in page.inner_text("#ip-messages")
        page.wait_for_selector("#ip-outcome .ip-done:has-text('dont 2 nouvellement')")
        assert {path.name for path in (application.home / "uploads").iterdir()} >= {*names[:2]}
        page.click("#ip-synchronise")
        page.wait_for_selector("#ip-outcome .ip-done:has-text('Rien n')")


def test_a_synchronisation_is_cancelled_and_found_again_after_a_reload(
    browser: Browser, address: str, application: FakeApplication
) -> None:
    synchroniser = application.synchroniser
    synchroniser.registered += [Path(f"/x/{number}.md") for number in range(100)]
    before, synchroniser.pause = list(synchroniser.indexed), 0.2
    with documents(browser, address, 1280) as visit:
        page = visit.page
        page.click("#ip-synchronise")
        page.wait_for_selector("#ip-outcome:has-text('sur 100 fichiers')")
        page.reload()
        page.wait_for_selector(".ip-example")
        page.get_by_role("tab", name="Documents").click()
        page.wait_for_selector("#ip-outcome:has-text('par seconde')")
        visit.errors.clear()  # Gradio complains of its own requests, which leaving the page cut short
        assert page.is_disabled("#ip-synchronise")
        page.click("#ip-cancel")
        page.wait_for_selector("#ip-outcome:has-text('resté tel qu')")
        page.wait_for_selector("#ip-cancel", state="hidden")
        enabled(page)
        assert synchroniser.indexed == before
    synchroniser.pause, synchroniser.registered = 0.0, before


def test_the_buttons_can_be_pressed_again_after_each_upload(
    browser: Browser, address: str, application: FakeApplication, tmp_path: Path
) -> None:
    with documents(browser, address, 1280) as visit:
        page = visit.page
        for number in range(8):  # the last steps follow each other at once: what is lost is lost now and then only
            name = f"encore-{number}.md"
            (tmp_path / name).write_text("# Encore\n\nUn pôle.", encoding="utf-8")
            page.set_input_files("#ip-upload input[type=file]", str(tmp_path / name))
            page.wait_for_selector(f"#ip-messages:has-text('{name} : ajouté.')")
            page.wait_for_selector("#ip-outcome .ip-done:has-text('dont 1 nouvellement')")
            enabled(page)
            page.wait_for_selector("#ip-cancel", state="hidden")
            page.wait_for_selector("#ip-upload input[type=file]", state="attached")


def test_files_that_are_dropped_while_others_are_taken_in_wait_for_their_turn(
    browser: Browser, address: str, application: FakeApplication, tmp_path: Path
) -> None:
    synchroniser, names = application.synchroniser, [f"suivant-{number}.md" for number in range(3)]
    with documents(browser, address, 1280) as visit:
        page = visit.page
        synchroniser.pause = 0.5
        for name in names:
            (tmp_path / name).write_text("# Suivant\n\nUn pôle.", encoding="utf-8")
            page.wait_for_selector("#ip-upload input[type=file]", state="attached")
            page.set_input_files("#ip-upload input[type=file]", str(tmp_path / name))
            if name == names[0]:
                page.wait_for_selector("#ip-cancel")  # the first is at work
        page.wait_for_selector(f"#ip-messages:has-text('{names[-1]} : ajouté.')")
        enabled(page)
        page.wait_for_selector("#ip-cancel", state="hidden")
    synchroniser.pause = 0.0
    assert {path.name for path in synchroniser.registered} >= {*names}


def test_a_second_click_starts_nothing_and_an_error_enables_the_buttons(
    browser: Browser, address: str, application: FakeApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    synchroniser, begun = application.synchroniser, []
    plan = synchroniser.plan

    def counted(*, progress: ProgressCallback | None = None) -> Plan:
        begun.append(progress)
        time.sleep(0.5)
        return plan(progress=progress)

    monkeypatch.setattr(synchroniser, "plan", counted)
    monkeypatch.setattr(synchroniser, "broken", "disque plein")
    with documents(browser, address, 1280) as visit:
        page = visit.page
        page.dblclick("#ip-synchronise")
        page.wait_for_selector("#ip-synchronise[disabled]")
        page.wait_for_selector("#ip-outcome:has-text('disque plein')")
        enabled(page)
        page.wait_for_selector("#ip-cancel", state="hidden")
        page.wait_for_timeout(1000)
        assert len(begun) == 1


def test_documents_are_filtered_chosen_and_sorted(browser: Browser, address: str) -> None:
    with documents(browser, address, 1280) as visit:
        page = visit.page
        page.fill("#ip-filter input, #ip-filter textarea", "RAPPORT")
        page.wait_for_selector("#ip-documents:has-text('Documents : 1 sur 4')")
        assert page.locator(".ip-failures").count() == 0
        page.fill("#ip-filter input, #ip-filter textarea", "")
        choose(page, "ip-state", "Illisibles")
        page.wait_for_selector("#ip-documents:has-text('Documents : 0 sur 4')")
        assert "<b>write</b>" in page.inner_text("#ip-failed")
        choose(page, "ip-state", "Tous les fichiers")
        choose(page, "ip-order", "Date, récents d'abord")
        page.wait_for_selector("#ip-documents tbody tr:first-child:has-text('Rapport annuel')")


@pytest.mark.parametrize("width", [1280, 390])
def test_going_back_is_asked_about_and_done(
    browser: Browser, address: str, application: FakeApplication, width: int
) -> None:
    restored = application.synchroniser.restored
    with documents(browser, address, width) as visit:
        page = visit.page
        page.click("#ip-history button >> nth=0")
        page.wait_for_selector("#ip-history:has-text('Déplacés : 1')")
        page.click("#ip-restore")
        page.wait_for_selector("#ip-confirm:has-text('Aucun fichier du disque')")
        page.click("#ip-confirm-yes")
        page.wait_for_selector("#ip-outcome:has-text('revenu à')")
    assert application.synchroniser.restored == restored + 1


def test_a_file_is_removed_once_the_reader_agrees(browser: Browser, address: str, application: FakeApplication) -> None:
    with documents(browser, address, 390) as visit:
        page = visit.page
        button = page.get_by_role("button", name="Retirer du corpus : rapport.md")
        button.focus()
        page.keyboard.press("Enter")
        page.wait_for_selector("#ip-confirm:has-text('dans le dossier suivi /corpus')")
        page.wait_for_function("document.activeElement.id === 'ip-confirm-no'")
        assert page.inner_text("#ip-confirm-folder") == "Retirer tout le dossier (4 fichiers)"
        page.keyboard.press("Escape")
        page.wait_for_selector("#ip-confirm", state="hidden")
        page.wait_for_function("document.activeElement.dataset.remove === '/corpus/rapport.md'")
        assert application.synchroniser.removed == []
        button.click()
        page.click("#ip-confirm-yes")
        page.wait_for_selector("#ip-outcome:has-text('rapport.md : retiré du corpus.')")
        page.wait_for_selector("#ip-documents tbody tr >> nth=2", state="detached")
        assert application.synchroniser.removed == ["/corpus/rapport.md"]


def test_a_browser_that_prefers_dark_shows_the_same_colours(browser: Browser, address: str) -> None:
    shown = []
    for dark in (False, True):
        with visiting(browser, address, dark=dark) as visit:
            visit.page.get_by_role("tab", name="Documents").click()
            field = visit.page.locator("#ip-order input")
            field.wait_for()
            shown.append(field.evaluate("e => getComputedStyle(e).color"))
    assert shown == ["rgb(30, 41, 59)"] * 2, "dark words on the light ground"
