"""What a step says stays said: Gradio's page applies each step to the update of the one before, in place."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from gradio import skip, update
from gradio.utils import diff

from ui.steps import Shown, restating


def applied(shown: Any, edits: list[Any]) -> Any:
    """Apply edits as Gradio's page does: dictionaries in place, everything else as a whole."""
    for action, path, value in edits:
        if not path:
            shown = shown + value if action == "append" else value
        elif action == "delete":
            del shown[path[-1]]
        else:
            shown[path[-1]] = value
    return shown


def work() -> Iterator[Shown]:
    yield {"messages": "", "sheet": update(visible=False)}
    yield {"outcome": "un", "run": update(interactive=False)}
    yield {"outcome": "deux", "run": update(interactive=True)}
    yield {"table": "<p>"}


def test_a_step_says_again_which_properties_were_set_and_no_values() -> None:
    *_, last = restating(work)()
    assert last == {"sheet": update(visible=False), "run": update(interactive=True), "table": "<p>"}


def test_a_value_takes_the_place_of_what_was_said_of_the_properties() -> None:
    def act() -> Iterator[Shown]:
        yield {"yes": update(value="Oui", visible=True)}
        yield {"yes": update(visible=False)}
        yield {"yes": "Non"}
        yield {"other": ""}

    assert list(restating(act)()) == [
        {"yes": update(value="Oui", visible=True)},
        {"yes": update(value="Oui", visible=False)},
        {"yes": "Non"},
        {"other": ""},
    ]


def test_steps_that_arrive_all_at_once_leave_nothing_out() -> None:
    components = ("messages", "sheet", "outcome", "run", "table")
    steps = [[step.get(name, skip()) for name in components] for step in restating(work)()]
    received = [copy.deepcopy(steps[0])]
    for before, after in pairwise(steps):
        edits = [diff(old, new) for old, new in zip(before, after, strict=True)]  # type: ignore[no-untyped-call]
        received.append([applied(old, edit) for old, edit in zip(received[-1], edits, strict=True)])
    shown: dict[str, object] = {}
    for step in received:
        for name, value in zip(components, step, strict=True):
            if isinstance(value, dict):
                shown |= {f"{name}.{key}": one for key, one in value.items() if key != "__type__"}
            else:
                shown[name] = value
    assert shown == {
        "messages": "", "sheet.visible": False, "outcome": "deux", "run.interactive": True, "table": "<p>",
    }  # fmt: skip


def test_an_error_goes_on() -> None:
    def act() -> Iterator[Shown]:
        yield {"run": update(interactive=True)}
        raise OSError("disque plein")

    steps = restating(act)()
    assert next(steps) == {"run": update(interactive=True)}
    with pytest.raises(OSError, match="disque plein"):
        next(steps)
