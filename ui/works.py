"""Changes of the corpus at work: each in a thread of its own, so that a reader who leaves or reloads finds it again.

One at a time; it can be cancelled between two files or batches. Does not know Gradio nor HTML.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator

from index.errors import Cancelled, StoreError
from index.synchronising import Progress, ProgressCallback, Step
from ui.rendering_changes import Pace

logger = logging.getLogger(__name__)

Act = Callable[[ProgressCallback], str]
"""Changes the corpus, or looks at it, and returns what is said of it as HTML."""

_SURE_AFTER = 1.0
"""Seconds of a step before its pace is told."""


class Work:
    """One change at work, and its outcome: `html`, or the `failure` that ended it."""

    def __init__(self, title: str, act: Act) -> None:
        self.title = title
        self.html = ""
        self.failure: Exception | None = None
        self.progress: Progress | None = None
        self._act = act
        self._over = threading.Event()
        self._cancelled = threading.Event()
        self._step: tuple[Step, float, int] | None = None

    def run(self) -> None:
        """Do it. What an index can refuse is kept as the failure; anything else goes on as well."""
        try:
            self.html = self._act(self._hear)
        except Cancelled as error:
            self.failure = error
        except (StoreError, OSError) as error:
            logger.warning("%s %s", self.title, error)
            self.failure = error
        except Exception as error:
            self.failure = error
            raise
        finally:
            self._over.set()

    def wait(self, seconds: float) -> bool:
        """Wait at most so long for the end, and say whether it came."""
        return self._over.wait(seconds)

    def cancel(self) -> None:
        """Ask that it end early; the index then stays as it was."""
        self._cancelled.set()

    @property
    def ending(self) -> bool:
        """Say whether it was asked to end early."""
        return self._cancelled.is_set()

    def pace(self) -> Pace | None:
        """Return how fast the present step goes; None until that can be told."""
        step, progress = self._step, self.progress
        if step is None or progress is None or step[0] is not progress.step:
            return None
        seconds, done = time.monotonic() - step[1], progress.done - step[2]
        if seconds < _SURE_AFTER or done <= 0:
            return None
        rate = done / seconds
        return Pace(rate, (progress.total - progress.done) / rate)

    def _hear(self, progress: Progress) -> None:
        if self._cancelled.is_set():
            raise Cancelled("cancelled by the reader of the page")
        if self._step is None or self._step[0] is not progress.step:
            self._step = (progress.step, time.monotonic(), progress.done)
        self.progress = progress


class Works:
    """The change at work, if there is one. Who wants another waits until it is over."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._current: Work | None = None

    @property
    def current(self) -> Work | None:
        """Return what is at work, or None."""
        work = self._current
        return None if work is None or work.wait(0) else work

    def begin(self, work: Work) -> Work:
        """Start a work and return it; while another is at work, return that one instead and start nothing."""
        with self._lock:
            running = self.current
            if running is not None:
                return running
            self._current = work
        threading.Thread(target=work.run, name="interpoles-work", daemon=True).start()
        return work

    def cancel(self) -> None:
        """Ask what is at work to end early."""
        work = self.current
        if work is not None:
            work.cancel()

    def follow(self, work: Work, *, seconds: float = 0.25) -> Iterator[Work]:
        """Start a work as soon as no other is at work; yield the one at work now and then, and `work` at its end."""
        running = None
        while running is not work:
            running = self.begin(work)
            yield running
            while not running.wait(seconds):
                yield running
        yield work
