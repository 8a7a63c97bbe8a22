from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

import pytest

from ui.typography import colon, plain_spaces, typeset, unbroken


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Qui ? Quoi : « oui » !", "Qui\u202f? Quoi\xa0: «\xa0oui\xa0»\u202f!"),
        ("Non ; 65 %, 12:30, a:b", "Non\u202f; 65\xa0%, 12:30, a:b"),
        ("Is it? Yes: 65%", "Is it? Yes: 65%"),
        ("", ""),
    ],
)
def test_no_line_ends_beside_french_signs(text: str, expected: str) -> None:
    assert unbroken(text) == expected
    assert len(unbroken(text)) == len(text), "offsets into it stay right"
    assert plain_spaces(unbroken(text)) == text


def test_all_the_texts_of_a_page_are_typeset() -> None:
    @dataclass(frozen=True)
    class Part:
        said: str

    @dataclass(frozen=True)
    class Words:
        count: int
        part: Part
        many: tuple[str, ...]
        named: MappingProxyType[str, str]

    words = Words(2, Part("a ?"), ("b :",), MappingProxyType({"c :": "d !"}))
    assert typeset(words) == Words(2, Part("a\u202f?"), ("b\xa0:",), MappingProxyType({"c :": "d\u202f!"}))


def test_a_colon_has_the_spaces_of_its_language() -> None:
    assert (colon("fr"), colon("en")) == ("\xa0: ", ": ")
