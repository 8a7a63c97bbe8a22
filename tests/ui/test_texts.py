from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

import ui
from assistant.answers import RefusalReason, Status
from index.synchronising import Step
from ui.chat import QUESTION_LIMIT
from ui.texts import LANGUAGES, Texts, texts_for


def words(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield every text of a language with its path."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from words(item, f"{path}.{key}")
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from words(item, f"{path}.{number}")
    elif is_dataclass(value):
        for field in fields(value):
            yield from words(getattr(value, field.name), f"{path}.{field.name}".lstrip("."))


FRENCH, ENGLISH = dict(words(texts_for("fr"))), dict(words(texts_for("en")))


def test_french_is_the_default_whatever_is_asked() -> None:
    assert LANGUAGES == ("fr", "en")
    assert [texts_for(language).language for language in ("fr", "", "de", "en-US", "en")] == [
        "fr",
        "fr",
        "fr",
        "fr",
        "en",
    ]


def test_both_languages_say_the_same_things() -> None:
    assert FRENCH.keys() == ENGLISH.keys()


@pytest.mark.parametrize("path", sorted(FRENCH))
def test_a_text_is_filled_with_the_same_values_in_both_languages(path: str) -> None:
    braces = [sorted(set(re.findall(r"\{(\w+)\}", texts[path]))) for texts in (FRENCH, ENGLISH)]
    assert braces[0] == braces[1]


def test_only_small_talk_has_no_words() -> None:
    empty = {path for texts in (FRENCH, ENGLISH) for path, text in texts.items() if not text.strip()}
    assert empty == {f"chat.reasons.{RefusalReason.SMALL_TALK}"}


@pytest.mark.parametrize("texts", [texts_for("fr"), texts_for("en")], ids=["fr", "en"])
def test_every_status_reason_and_step_has_words(texts: Texts) -> None:
    assert set(texts.chat.reasons) == set(RefusalReason)
    assert set(texts.chat.statuses) == set(Status)
    assert set(texts.documents.steps) == set(Step)
    assert len(texts.months) == 12


@pytest.mark.parametrize("texts", [texts_for("fr"), texts_for("en")], ids=["fr", "en"])
def test_there_are_four_to_six_example_questions_that_may_be_asked(texts: Texts) -> None:
    assert 4 <= len(texts.chat.examples) <= 6
    assert all(len(example) <= QUESTION_LIMIT for example in texts.chat.examples)


@pytest.mark.parametrize("path", sorted(FRENCH))
def test_french_texts_use_french_signs(path: str) -> None:
    text = FRENCH[path]
    assert not re.search(r"[^\s ][?!;](\s|$)", text), "a space goes before ? ! ; in French"
    assert '"' not in text
    assert not re.search(r" [:;?!»%]|« ", text), "no line ends before these signs"


def test_every_text_is_shown_somewhere() -> None:
    names = {path.split(".")[1] for path in FRENCH if path.count(".")} | {path for path in FRENCH if "." not in path}
    names = {name for name in names if not name.isdecimal()}
    code = "".join(path.read_text(encoding="utf-8") for path in Path(ui.__file__).parent.glob("*.py"))
    assert [name for name in sorted(names) if not re.search(rf"\.{name}\b", code)] == []
