"""Connections to the database file: one thread at a time on each, one read snapshot a `with` block, clear errors.

Does not know the tables.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from index.errors import StoreBusy, StoreDamaged, StoreError, StoreFull

BUSY_SECONDS = 30.0
"""How long a statement waits for another writer. The longest one is the switch of a first synchronisation."""

_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


class Connections:
    """A pool: a thread that reads takes an idle connection or opens one, and gives it back after its `with` block."""

    def __init__(self, path: Path, *, read_only: bool) -> None:
        self._path = path
        self._read_only = read_only
        self._idle: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        self._held = threading.local()
        self._closed = False

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Hold one read snapshot: everything read inside the block, by this thread, is of one moment. Nests."""
        held: sqlite3.Connection | None = getattr(self._held, "connection", None)
        if held is not None:
            yield held
            return
        with self._taken() as connection:
            connection.execute("BEGIN")
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Hold the only write transaction; committed at the end of the block, rolled back by any exception."""
        if getattr(self._held, "connection", None) is not None:
            raise StoreError("a write was started inside a read of the same thread")
        with self._taken() as connection:
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("COMMIT")

    def close(self) -> None:
        """Close the idle connections; those in use are closed when given back."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()

    @contextmanager
    def _taken(self) -> Iterator[sqlite3.Connection]:
        with translated(self._path):
            connection = self._take()
            self._held.connection = connection
            try:
                yield connection
            finally:
                self._held.connection = None
                self._give(connection)

    def _take(self) -> sqlite3.Connection:
        with self._lock:
            if self._closed:
                raise StoreError(f"the store {self._path} is closed")
            if self._idle:
                return self._idle.pop()
        return connect(self._path, read_only=self._read_only)

    def _give(self, connection: sqlite3.Connection) -> None:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        with self._lock:
            if not self._closed:
                self._idle.append(connection)
                return
        connection.close()


def connect(path: Path, *, read_only: bool = False, busy_seconds: float = BUSY_SECONDS) -> sqlite3.Connection:
    """Open the file in WAL mode; transactions are begun by hand. The caller closes it."""
    uri = f"{path.absolute().as_uri()}?mode={'ro' if read_only else 'rwc'}"
    connection = sqlite3.connect(uri, uri=True, timeout=busy_seconds, isolation_level=None, check_same_thread=False)
    try:
        if not read_only:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA journal_size_limit = 67108864")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA temp_store = MEMORY")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn the database's exceptions into this package's."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = _code(error)
        if code in _BUSY:
            raise StoreBusy(f"{path} is being written by another process ({error}); try again in a moment") from error
        if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise StoreDamaged(
                f"{path} cannot be read ({error}): move it away and index the documents again with `interpoles add`"
            ) from error
        if code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
            raise StoreFull(
                f"{path} cannot be written to ({error}): everything in it is as it was before; see that the disk has room "
                "and works, then run the same command again"
            ) from error
        raise StoreError(f"{path}: {error}") from error


def _code(error: sqlite3.DatabaseError) -> int:
    """Return the primary code of an error; its extended code only says more of the same."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


@contextmanager
def exclusively(path: Path, *, wait_seconds: float) -> Iterator[None]:
    """Hold a lock that the system frees even when the process is killed. Raises `StoreBusy` after `wait_seconds`.

    The lock is SQLite's own, on an empty database beside the store, so that it works the same on every platform.
    """
    with translated(path):
        lock = sqlite3.connect(path, timeout=wait_seconds, isolation_level=None)
    with closing(lock) as connection:
        with translated(path):
            try:
                connection.execute("BEGIN EXCLUSIVE")
            except sqlite3.OperationalError as error:
                if _code(error) not in _BUSY:
                    raise
                raise StoreBusy(
                    f"another synchronisation is running in {path.parent} (waited {wait_seconds:g} s): "
                    "wait for it to end, then run the command again"
                ) from error
        yield
