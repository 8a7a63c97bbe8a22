"""`interpoles serve` as a person starts and stops it."""

import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from tests.conftest import ROOT, Run


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def test_the_page_is_served_until_it_is_interrupted(seeded_home: Path) -> None:
    port = free_port()
    command = [sys.executable, "-m", "ui.cli", "--home", str(seeded_home), "serve", "--port", str(port)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            assert server.stdout.readline() == f"Interpôles: http://127.0.0.1:{port}/ (Ctrl-C stops it)\n"
            page = wait_for(f"http://127.0.0.1:{port}/", server)
            server.send_signal(signal.SIGINT)
            assert server.wait(timeout=60) == 0
        finally:
            server.kill()
    assert "Interpôles" in page


def test_a_port_in_use_is_explained(run: Run, folder: Path) -> None:
    run("add", folder)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        result = run("serve", "--port", str(taken.getsockname()[1]))
    assert result.exit_code == 2
    assert "choose another one with --port" in result.stderr


def wait_for(address: str, server: subprocess.Popen[str]) -> str:
    """Return the page once it is served."""
    for _ in range(600):
        assert server.poll() is None, "the server has stopped"
        try:
            with urllib.request.urlopen(address, timeout=10) as answer:
                return str(answer.read().decode())
        except urllib.error.URLError:
            time.sleep(0.1)
    raise AssertionError(f"{address} did not answer")
