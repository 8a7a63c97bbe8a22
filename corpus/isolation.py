"""Reading risky formats in a process of its own, so that a parser that crashes, hangs or swells costs one file only.

`python -m corpus.isolation` is that process: it takes requests on its standard input and answers on its standard
output, one line of JSON each, the file's bytes after the request's line. It cannot take more memory than `MEMORY`,
writes no file, and leaves after a while without work, after many files, or when a parser failed in an unforeseen way.
"""

from __future__ import annotations

import atexit
import contextlib
import dataclasses
import json
import os
import select
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from corpus.documents import Page, Section
from corpus.errors import UnreadableDocument
from corpus.formats.contents import Content, Format
from corpus.messages import say

MEMORY = 2 * 1024**3
"""Bytes of address space that the process may have."""
SECONDS = 180.0
"""The longest time that one file may take; a reader that works long and well (OCR) says so after each page."""
FILES = 200
"""How many files one process reads before a fresh one takes its place."""
IDLE_SECONDS = 30.0
_ALIVE = b"\n"
"""The line by which the process says that it is at work; the time begins anew."""


class Worker:
    """Runs readers in the process, which is started when it is first needed. Can be used from several threads."""

    def __init__(self, *, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        self._seconds = seconds
        self._memory = memory
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def read(self, reader: Format, data: bytes, source: str) -> Content:
        """Return what `reader.read` returns or raises, or raise `UnreadableDocument` for what befell the process."""
        header = {"format": type(reader).__name__, "source": source, "bytes": len(data)}
        with self._lock:
            reply, status = self._ask(json.dumps(header).encode() + b"\n", data)
            if not reply and status == 0:  # it left for want of work, at the very moment that there was some
                reply, status = self._ask(json.dumps(header).encode() + b"\n", data)
        if not reply:
            raise UnreadableDocument(source, _reason(status, self._seconds))
        answer = json.loads(reply)
        if "reason" in answer:
            if answer.get("leaving"):
                self.close()
            raise UnreadableDocument(source, answer["reason"])
        return content_from_json(answer["content"])

    def close(self) -> None:
        """End the process, if there is one."""
        with self._lock:
            self._end()

    def _ask(self, header: bytes, data: bytes) -> tuple[bytes, int | None]:
        """Send one request and return the reply; an empty reply comes with the exit status, None for out of time."""
        process = self._started()
        if process.stdin is None or process.stdout is None:
            raise AssertionError("the process was started with pipes")
        late = threading.Event()

        def stop() -> None:
            late.set()
            process.kill()

        timer = self._timer(stop)
        try:
            with contextlib.suppress(BrokenPipeError):  # the reply will be missing, which tells enough
                process.stdin.write(header)
                process.stdin.write(data)
                process.stdin.flush()
            reply = process.stdout.readline()
            while reply == _ALIVE:
                timer.cancel()
                timer = self._timer(stop)
                reply = process.stdout.readline()
        except BaseException:  # Ctrl-C, for one: a reply to this file must not be taken for one to the next
            process.kill()
            self._end()
            raise
        finally:
            timer.cancel()
        if reply.endswith(b"\n"):
            return reply, 0
        status = self._end()
        return b"", None if late.is_set() else status

    def _timer(self, stop: Callable[[], None]) -> threading.Timer:
        """Return a running timer that stops the process."""
        timer = threading.Timer(self._seconds, stop)
        timer.daemon = True
        timer.start()
        return timer

    def _started(self) -> subprocess.Popen[bytes]:
        """Return the running process; start it where there is none."""
        if self._process is not None and self._process.poll() is not None:
            self._end()
        if self._process is None:
            root = str(Path(__file__).resolve().parents[1])
            path = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH", ""))))
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-B", "-m", "corpus.isolation", str(self._memory)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": path},
            )
            atexit.register(self.close)
        return self._process

    def _end(self) -> int:
        """Close the pipes, wait for the process and return its exit status."""
        process, self._process = self._process, None
        if process is None:
            return 0
        atexit.unregister(self.close)
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        try:
            return process.wait(timeout=2)
        except subprocess.TimeoutExpired:
            process.kill()
            return process.wait()


def content_to_json(content: Content) -> dict[str, object]:
    """Return what `content_from_json` reads."""
    return dataclasses.asdict(content)


def content_from_json(fields: Mapping[str, object]) -> Content:
    """Undo `content_to_json`, after a trip through JSON, which has no tuples."""
    values = dict(fields)
    sections = tuple(Section(**section) for section in _rows(values.pop("sections")))
    pages = tuple(Page(**page) for page in _rows(values.pop("pages")))
    warnings, inferred = (tuple(map(str, _rows(values.pop(name)))) for name in ("warnings", "inferred"))
    texts = {key: str(value) for key, value in values.items()}
    return Content(sections=sections, pages=pages, warnings=warnings, inferred=inferred, **texts)


def main(memory: int) -> None:
    """Serve requests until there are no more."""
    # What a parser prints must not get between the replies.
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    _limit(memory)
    requests = os.fdopen(os.dup(0), "rb", buffering=0)
    for _ in range(FILES):
        if not select.select([requests], [], [], IDLE_SECONDS)[0] or not _serve(requests, replies):
            return


def _serve(requests: BinaryIO, replies: BinaryIO) -> bool:
    """Answer one request; return False at the end of the input. An unforeseen error is reported, then ends the process."""
    from corpus.formats.ocr import Recogniser
    from corpus.formats.pdf import Pdf
    from corpus.formats.registry import FORMATS

    line = requests.readline()
    if not line:
        return False
    header = json.loads(line)
    reader = next(reader for reader in FORMATS if type(reader).__name__ == header["format"])
    if isinstance(reader, Pdf):
        reader = Pdf(lambda: Recogniser.installed(lambda: _send(replies, _ALIVE)))
    try:
        content = reader.read(_exactly(requests, header["bytes"]), header["source"])
        reply: dict[str, object] = {"content": content_to_json(content)}
    except UnreadableDocument as error:
        reply = {"reason": error.reason}
    except MemoryError:
        _reply(replies, {"reason": say("too_much_memory"), "leaving": True})
        raise
    except Exception as error:
        words = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        reason = say("reader_failed", error=words)
        _reply(replies, {"reason": reason, "leaving": True})
        raise
    _reply(replies, reply)
    return True


def _reply(replies: BinaryIO, reply: Mapping[str, object]) -> None:
    """Write one line."""
    _send(replies, json.dumps(reply).encode() + b"\n")


def _send(replies: BinaryIO, line: bytes) -> None:
    """Write a line at once."""
    replies.write(line)
    replies.flush()


def _exactly(requests: BinaryIO, size: int) -> bytes:
    """Return the next `size` bytes."""
    parts = []
    while size:
        part = requests.read(min(size, 1 << 20))
        if not part:
            raise EOFError("the request ends early")
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _limit(memory: int) -> None:
    """Let the process take `memory` bytes, write no file and leave no core, as far as the system knows such limits."""
    if sys.platform == "win32":
        return
    import resource

    limits = ((resource.RLIMIT_AS, memory), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0))
    for limit, value in limits:
        with contextlib.suppress(ValueError, OSError):  # macOS knows RLIMIT_AS and refuses it
            resource.setrlimit(limit, (value, value))


def _rows(value: object) -> list[Any]:
    """Return a JSON array."""
    if not isinstance(value, list):
        raise TypeError(f"expected an array, got {type(value).__name__}")
    return value


def _reason(status: int | None, seconds: float) -> str:
    """Return in words why there is no reply; a negative status is the number of a signal."""
    if status is None:
        return say("too_slow", seconds=f"{seconds:g}")
    return say("crashed", status=status)


if __name__ == "__main__":
    main(int(sys.argv[1]))
