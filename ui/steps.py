"""Steps of an event, said so that the page shows each of them. Does not know Gradio."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from typing import Any, ParamSpec

Shown = dict[Any, object]
"""Updates by component; those that are not named stay as they are."""

P = ParamSpec("P")


def restating(act: Callable[P, Iterator[Shown]]) -> Callable[P, Iterator[Shown]]:
    """Let every step say again what the steps before said of a property (`interactive`, `visible`, …).

    Gradio's page receives the difference between two steps and applies it in place to the update of the first [1].
    Where the second comes before the first was shown, a property that it does not name is taken out of the first and
    never shown: a button stays disabled, a sheet stays open. Values (texts, HTML) are replaced as a whole and are safe.

    # [1] `apply_edit` in https://github.com/gradio-app/gradio/blob/main/client/js/src/utils/stream.ts
    """

    @wraps(act)
    def steps(*args: P.args, **kwargs: P.kwargs) -> Iterator[Shown]:
        said: dict[Any, dict[str, object]] = {}
        for step in act(*args, **kwargs):
            for component, update in step.items():
                if isinstance(update, dict):
                    said[component] = said.get(component, {}) | update
                else:
                    said.pop(component, None)
            yield step | said

    return steps
