"""Following the registered folders: say when something may have changed and has settled. Does not synchronise itself.

The system announces changes (`watchfiles`). What it does not announce is found by looking: every few seconds at the
registered paths themselves (one that was renamed, replaced, registered or mounted meanwhile), and every few minutes
at everything (folders of other machines, targets of links).
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from index.errors import WatchError
from index.store import SqliteStore

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Pace:
    """How patient the watching is, in seconds.

    A change counts once there was `quiet` without another, or after `longest`; registered paths are looked at every
    `look`, everything every `everything`; what failed is tried again after `retry`, then twice as long each time.
    """

    quiet: float = 0.5
    longest: float = 10.0
    look: float = 5.0
    everything: float = 600.0
    retry: float = 10.0


Root = tuple[str, int, int, int, int]
"""A registered path that exists: name, device, inode, and for a file the time of its last change and its size."""


def follow(
    store: SqliteStore,
    act: Callable[[], bool],
    *,
    pace: Pace = Pace(),
    stop: threading.Event | None = None,
) -> None:
    """Call `act` each time the registered files may have changed, until `stop` is set; `act` says whether it worked.

    Raises `WatchError` when the system cannot follow the folders.
    """
    stop = stop or threading.Event()
    retry_after, next_retry = pace.retry, float("inf")
    next_everything = time.monotonic() + pace.everything
    for announced in _news(store, pace, stop):
        moment = time.monotonic()
        if not announced and moment < min(next_everything, next_retry):
            continue
        if act():
            retry_after, next_retry = pace.retry, float("inf")
        else:
            next_retry = time.monotonic() + retry_after
            retry_after = min(2 * retry_after, pace.everything)
        next_everything = time.monotonic() + pace.everything


def _news(store: SqliteStore, pace: Pace, stop: threading.Event) -> Iterator[bool]:
    """Yield True when something may have changed, at the start too, and False now and then."""
    known = _roots(store)
    if not known:
        yield True
    while not stop.is_set():
        roots = known
        if not roots:
            stop.wait(pace.look)
            known = _roots(store)
            yield known != roots
            continue
        for announced in _announcements(roots, store.home, pace, stop):
            known = _roots(store)
            yield announced or known != roots
            if known != roots:
                break  # watch what is there now


def _announcements(roots: tuple[Root, ...], home: Path, pace: Pace, stop: threading.Event) -> Iterator[bool]:
    """Yield True for settled changes of these paths, False when there were none for a while.

    The first is always True: something may have changed between the last look and the beginning of the watch.
    """
    try:
        from watchfiles import watch
    except ImportError as error:
        raise WatchError(
            f"following folders needs the package watchfiles ({error}): install it with `pip install watchfiles`, or "
            "run `interpoles sync` after each change"
        ) from error
    concerns = Concerns(tuple(Path(root[0]) for root in roots), home)
    changes = watch(
        *(root[0] for root in roots),
        watch_filter=lambda _, path: concerns(Path(path)),
        debounce=int(pace.longest * 1000),
        step=int(pace.quiet * 1000),
        rust_timeout=int(pace.look * 1000),
        yield_on_timeout=True,
        stop_event=stop,
        ignore_permission_denied=True,
    )
    first = True
    while True:
        try:
            found = next(changes, None)
        except FileNotFoundError as error:
            # A path went away between the look and the watch: the next look sees it.
            logger.info("watching again: %s", error)
            found = set()
            stop.wait(pace.quiet)
        except (OSError, RuntimeError) as error:
            raise WatchError(
                f"the system cannot follow the registered folders ({error}): on Linux, let it follow more of them with "
                "`sysctl fs.inotify.max_user_watches=524288`, set WATCHFILES_FORCE_POLLING=1 to look at them regularly "
                "instead, or run `interpoles sync` after each change"
            ) from error
        if found is None:
            return
        yield first or bool(found)
        first = False


class Concerns:
    """Says whether a path may be of a document: under a root, nothing hidden, and not what the program itself writes."""

    def __init__(self, roots: tuple[Path, ...], home: Path) -> None:
        self._roots = roots
        self._home = home.resolve()

    def __call__(self, path: Path) -> bool:
        """Say so of an absolute path."""
        return any(self._under(root, path) for root in self._roots)

    def _under(self, root: Path, path: Path) -> bool:
        if path == root:
            return True
        if root not in path.parents:
            return False
        if self._home in path.parents and self._home not in (root, *root.parents):
            return False
        return not any(part.startswith(".") for part in path.relative_to(root).parts)


def _roots(store: SqliteStore) -> tuple[Root, ...]:
    """Return the registered paths that exist."""
    found: list[Root] = []
    for name, included in store.registered().items():
        path = Path(name)
        try:
            status = path.stat()
        except OSError:
            continue
        if included:
            changed, size = (0, 0) if path.is_dir() else (status.st_mtime_ns, status.st_size)
            found.append((name, status.st_dev, status.st_ino, changed, size))
    return tuple(found)
