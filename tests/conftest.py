"""What every test shares: no network, no home but a temporary one, the shipped notes indexed once, for real."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import hypothesis
import pytest
from typer.testing import CliRunner, Result

from tests.index.fakes import HashedWords
from ui.cli import app

if TYPE_CHECKING:
    from assistant.wiring import Application
    from index.contracts import Embedder

os.environ.update(HF_HUB_OFFLINE="1", GRADIO_ANALYTICS_ENABLED="False", HF_HUB_DISABLE_TELEMETRY="1")
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")  # as `open_application` does; here torch may be imported before it
os.environ.pop("INTERPOLES_HOME", None)
hypothesis.settings.register_profile("unhurried", deadline=None)  # a busy machine is no failure
hypothesis.settings.load_profile("unhurried")

ROOT = Path(__file__).parents[1]
REQUIRE_BROWSER = os.environ.get("INTERPOLES_REQUIRE_BROWSER") == "1"

Run: TypeAlias = Callable[..., Result]
"""Runs the command line with arguments (and `stdin=`) and returns what it printed and its exit code."""

_LOCAL = ("localhost", "127.", "::1", "::ffff:127.", "0.0.0.0")
attempts: list[str] = []
_browser_tests_run: list[str] = []


@pytest.fixture(scope="session", autouse=True)
def _network_cut(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Refuse every address but this machine's own, and keep the user's data folder out of reach."""
    connect, connect_ex, resolve = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def refuse(host: object) -> None:
        if isinstance(host, str) and host and not host.startswith(_LOCAL):
            attempts.append(host)
            raise ConnectionRefusedError(f"the tests run without a network, and something wants to reach {host}")

    def guarded_connect(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            refuse(address[0])
        connect(self, address)

    def guarded_connect_ex(self: socket.socket, address: Any) -> int:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            refuse(address[0])
        return connect_ex(self, address)

    def guarded_resolve(host: Any, *arguments: Any, **options: Any) -> Any:
        refuse(host.decode() if isinstance(host, bytes) else host)
        return resolve(host, *arguments, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded_connect)
        patch.setattr(socket.socket, "connect_ex", guarded_connect_ex)
        patch.setattr(socket, "getaddrinfo", guarded_resolve)
        patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
        yield


@pytest.fixture(autouse=True)
def _nothing_reached_out() -> Iterator[None]:
    """Fail a test during which something tried to reach another machine, even if the failure was swallowed."""
    attempts.clear()
    yield
    assert attempts == [], "something tried to reach another machine"


@pytest.fixture(scope="session")
def shared_folder() -> Path:
    """Return the folder of material that is not shipped (original documents, development questions)."""
    folder = ROOT.parent / "shared"
    if not (folder / "seeds").is_dir():
        pytest.skip(f"the original documents are not part of the repository, and not at {folder}")
    return folder


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    """Return the bundled embedder, loaded once for all tests."""
    from index.bundled import bundled_embedder

    return bundled_embedder()


@pytest.fixture(scope="session")
def seeded_home(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Path:
    """Return a home that holds the shipped notes, indexed with the bundled model. Only to be read."""
    from assistant.wiring import open_application, seed_if_empty

    home = tmp_path_factory.mktemp("seeded-home")
    with open_application(home, embedder=embedder) as application:
        seed_if_empty(application, announce=lambda text: None)
    return home


@pytest.fixture(scope="session")
def application(seeded_home: Path, embedder: Embedder) -> Iterator[Application]:
    """Yield the application over `seeded_home`. Only to be read."""
    from assistant.wiring import open_application

    with open_application(seeded_home, embedder=embedder) as opened:
        yield opened


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "documents"
    folder.mkdir()
    text = "# Accord du Kansai\n\nUn accord avec le Kansai fut signé le 4 février 2008 à Osaka.\n"
    (folder / "kansai.md").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def run(home: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command line over `home`, with an embedder that costs nothing."""
    monkeypatch.setattr("index.bundled.bundled_embedder", HashedWords)
    return _runner(home)


@pytest.fixture
def run_seeded(seeded_home: Path, embedder: Embedder, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command line over the shipped notes, with the real model."""
    monkeypatch.setattr("index.bundled.bundled_embedder", lambda: embedder)
    return _runner(seeded_home)


def _runner(home: Path) -> Run:
    def invoke(*arguments: str | Path, stdin: str | None = None) -> Result:
        return CliRunner().invoke(app, ["--home", str(home), *map(str, arguments)], input=stdin)

    return invoke


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """With INTERPOLES_REQUIRE_BROWSER=1, count a skipped browser test as a failure."""
    report = yield
    if REQUIRE_BROWSER and report.skipped and item.get_closest_marker("browser"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped, but browser tests are required here: {report.longrepr}"
    return report


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Count the browser tests that ran; the process that gathers the reports of all workers sees every one."""
    if "browser" in report.keywords and report.when == "call" and report.passed:
        _browser_tests_run.append(report.nodeid)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """With INTERPOLES_REQUIRE_BROWSER=1, fail a run in which no browser test ran at all."""
    is_worker = hasattr(session.config, "workerinput")
    if REQUIRE_BROWSER and not is_worker and exitstatus == pytest.ExitCode.OK and not _browser_tests_run:
        reporter = session.config.pluginmanager.get_plugin("terminalreporter")
        if reporter is not None:
            reporter.write_line("no browser test ran, but browser tests are required here", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
