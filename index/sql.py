"""Two habits of the statements: lists passed as one JSON parameter, long lists in groups."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

Value = TypeVar("Value")


def as_list(values: Iterable[str] | Iterable[int] | Iterable[str | int]) -> str:
    """Return the parameter of `IN (SELECT value FROM json_each(?))`."""
    return json.dumps(list(values), ensure_ascii=False)


def grouped(values: Sequence[Value], size: int = 10_000) -> Iterator[Sequence[Value]]:
    """Yield `values` in slices of at most `size`."""
    for start in range(0, len(values), size):
        yield values[start : start + size]
