"""What is said about files that cannot be read, or not wholly, and about corrections: a sentence a code, in two languages.

Reasons and warnings travel and are stored as the English sentence that `say` makes; `in_french` finds its code and its
values again and says the same in French. What no table knows (the words of a library, a file's name) stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from corpus.messages.contents import CONTENTS
from corpus.messages.correcting import CORRECTING
from corpus.messages.files import FILES

MESSAGES: Mapping[str, tuple[str, str]] = MappingProxyType({**FILES, **CONTENTS, **CORRECTING})
"""Code → (English, French). The same values, in braces, stand in both."""

_FIELD = re.compile(r"\{(\w+)\}")
_JOINT = "; "
_MOST_JOINED = 60


def say(code: str, **values: object) -> str:
    """Return the English sentence of `code` with its values. Raises `KeyError` for an unknown code or a missing value."""
    return _filled(MESSAGES[code][0], values)


def in_french(sentence: str) -> str:
    """Return in French what `say` said: one sentence, one after the name of a file, or several joined by "; "."""
    parts = sentence.split(_JOINT)
    translated: list[str] = []
    known = False
    start = 0
    while start < len(parts) and len(parts) <= _MOST_JOINED:
        # The shortest run of parts that is a known sentence: a sentence may hold the joint itself.
        for end in range(start + 1, len(parts) + 1):
            found = _translated(_JOINT.join(parts[start:end]))
            if found is not None:
                translated.append(found)
                known, start = True, end
                break
        else:
            translated.append(parts[start])
            start += 1
    return " ; ".join((*translated, *parts[start:])) if known else sentence


def fields_of(template: str) -> frozenset[str]:
    """Return the names of the values that a sentence has."""
    return frozenset(_FIELD.findall(template))


def _filled(template: str, values: Mapping[str, object]) -> str:
    """Return a template with its values; braces inside of a value are left alone."""
    return _FIELD.sub(lambda match: str(values[match.group(1)]), template)


def _translated(sentence: str) -> str | None:
    """Return one sentence in French, or None where the table does not know it."""
    for pattern, french in _patterns():
        match = pattern.fullmatch(sentence)
        values = {name: _translated(value) for name, value in match.groupdict().items()} if match else {}
        # A value may be a phrase of the table itself; the reason in a reason must be one.
        if match and values.get("reason", "") is not None:
            return _filled(french, {name: values[name] or value for name, value in match.groupdict().items()})
    name, colon, rest = sentence.partition(": ")
    found = _translated(rest) if colon else None
    return None if found is None else f"{name} : {found}"


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return the sentences as patterns with their French, those with the most words of their own first."""
    ordered = sorted(MESSAGES.values(), key=lambda message: -len(_FIELD.sub("", message[0])))
    return tuple((_pattern(english), french) for english, french in ordered)


def _pattern(template: str) -> re.Pattern[str]:
    """Return what matches every sentence of a template."""
    pieces = _FIELD.split(template)
    literal = (re.escape(piece) if number % 2 == 0 else f"(?P<{piece}>.+?)" for number, piece in enumerate(pieces))
    return re.compile("".join(literal), re.DOTALL)
