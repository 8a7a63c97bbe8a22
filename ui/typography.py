"""How signs are set: the spaces that French puts before : ; ? ! and inside « » never end a line. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from types import MappingProxyType
from typing import Any, TypeVar

_NARROW = re.compile(r" (?=[;?!])")
_WIDE = re.compile(r" (?=[:»%])|(?<=«) ")

T = TypeVar("T")


def unbroken(text: str) -> str:
    """Return `text`, as long as before, with spaces that no line ends at beside French signs."""
    return _WIDE.sub("\u00a0", _NARROW.sub("\u202f", text))


def plain_spaces(text: str) -> str:
    """Return `text`, as long as before, with ordinary spaces only."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def typeset(words: T) -> T:
    """Return the words of a page (a dataclass of texts, mappings and tuples of them) with every text unbroken."""
    return _typeset(words)  # type: ignore[no-any-return]


def _typeset(value: Any) -> Any:
    if isinstance(value, str):
        return unbroken(value) if type(value) is str else value
    if isinstance(value, Mapping):
        return MappingProxyType({key: _typeset(item) for key, item in value.items()})
    if isinstance(value, tuple):
        return tuple(_typeset(item) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: _typeset(getattr(value, field.name)) for field in fields(value)})
    return value


def colon(language: str) -> str:
    """Return the colon that introduces something, with its spaces."""
    return "\u00a0: " if language == "fr" else ": "
