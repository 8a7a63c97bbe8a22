"""What the tests of the page share: the page of a fake application at a local address, and one Chromium a file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from tests.ui.browser import chromium, served, why_not
from tests.ui.fakes import FakeApplication

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="module")
def application(tmp_path_factory: pytest.TempPathFactory) -> FakeApplication:
    """Return an application of three documents that answers at once; it hides the real one of the other tests."""
    return FakeApplication(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def address(application: FakeApplication) -> Iterator[str]:
    """Serve the page of `application` and yield where."""
    with served(application) as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Yield a Chromium; the test is skipped where there is none."""
    reason = why_not()
    if reason:
        pytest.skip(reason)
    with chromium() as started:
        yield started
