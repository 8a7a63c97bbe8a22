"""Whose turn it is: one answer at a time in a conversation, and a way to end it early. Does not know Gradio.

Gradio's own `cancels` drops the events that come with it (gradio #10432), so answers are ended from the inside.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock
from typing import TypeAlias

from ui.conversation import Conversation

Ending: TypeAlias = Callable[[Conversation], Conversation]
"""What becomes of a conversation whose answer is ended early."""


class Turn:
    """One answer being made; `ending` is set when it must end early."""

    def __init__(self) -> None:
        self.ending: Ending | None = None


class Turns:
    """The answers being made, at most one a session."""

    def __init__(self) -> None:
        self._turns: dict[str, Turn] = {}
        self._lock = Lock()

    def begin(self, session: str) -> Turn | None:
        """Return a new turn, or None while another answer of the session is being made."""
        with self._lock:
            running = self._turns.get(session)
            if running is not None and running.ending is None:
                return None
            self._turns[session] = Turn()
            return self._turns[session]

    def halt(self, session: str, ending: Ending) -> None:
        """End the session's answer early; the next question need not wait for it."""
        with self._lock:
            running = self._turns.get(session)
            if running is not None:
                running.ending = ending

    def superseded(self, session: str, turn: Turn) -> bool:
        """Say whether a later question has taken the place of `turn`: it must then show nothing more."""
        return self._turns.get(session) is not turn

    def end(self, session: str, turn: Turn) -> None:
        """Forget a turn that is over."""
        with self._lock:
            if self._turns.get(session) is turn:
                del self._turns[session]
