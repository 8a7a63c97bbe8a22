"""A real server in a thread and a real Chromium, with every host but the local one cut off."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

import pytest
import uvicorn

from ui.contracts import PageApplication, Tab
from ui.web import build_server, listen

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--no-first-run",
]  # fmt: skip
LENIENT = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore:'future.no_silent_downcasting'"),
    pytest.mark.filterwarnings("ignore:The copy keyword is deprecated"),
]
"""Marks of what builds the page: Gradio leaves event loops open, and uses two things of pandas that pandas will drop."""


def why_not() -> str:
    """Return why no browser test can run here; empty when it can."""
    try:
        import playwright  # noqa: F401 - only its presence counts
    except ImportError:
        return "playwright is not installed (pip install playwright)"
    return "" if CHROMIUM.exists() else f"{CHROMIUM} is absent (apt-get install chromium)"


@contextmanager
def served(application: PageApplication, tabs: Sequence[Tab] = ()) -> Iterator[str]:
    """Serve the page, with more tabs where given, at a free local port and yield its address."""
    with listen("127.0.0.1", 0) as listener:
        config = uvicorn.Config(build_server(application, tabs), log_level="error", timeout_graceful_shutdown=1)
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join(timeout=5)
    gc.collect()  # Gradio leaves event loops behind: let them warn here and not in some later test


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start Debian's Chromium without a window."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield browser
        browser.close()


class Visit:
    """A page that was opened, what it asked of other hosts, and the errors of its console."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.foreign: list[str] = []
        self.errors: list[str] = []
        page.route("**/*", self._route)
        page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _route(self, route: Route) -> None:
        parts = urlsplit(route.request.url)
        if parts.scheme in {"data", "blob"} or parts.hostname in {"127.0.0.1", "localhost"}:
            route.continue_()
        else:
            self.foreign.append(route.request.url)
            route.abort()

    def ask(self, question: str) -> None:
        """Type a question and send it."""
        self.page.fill("#ip-question textarea", question)
        self.page.press("#ip-question textarea", "Enter")


@contextmanager
def visiting(
    browser: Browser, address: str, width: int = 1280, height: int = 800, *, dark: bool = False
) -> Iterator[Visit]:
    """Open the page in a fresh English-speaking browser context of the given size, `dark` where the reader prefers that."""
    scheme: Literal["dark", "light"] = "dark" if dark else "light"
    context = browser.new_context(viewport={"width": width, "height": height}, locale="en-US", color_scheme=scheme)
    visit = Visit(context.new_page())
    visit.page.goto(address)
    visit.page.wait_for_selector("#ip-conversation, .ip-document", timeout=20_000)
    yield visit
    context.close()
