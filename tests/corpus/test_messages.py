"""Every reason and warning of the readers has a French sentence, which is found again from the stored English one."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from corpus.messages import MESSAGES, fields_of, in_french, say
from tests.conftest import ROOT

SOURCES = [path for path in sorted((ROOT / "corpus").rglob("*.py")) if path.parent.name != "messages"]
VALUES = {
    "limit": 7,
    "size": 12,
    "pages": "3–7, 9",
    "suffix": ".doc",
    "error": "File is not a zip file",
    "names": "a.pdf",
}


def said(code: str) -> str:
    values = {name: VALUES.get(name, "x1") for name in fields_of(MESSAGES[code][0])}
    if "reason" in values:
        values["reason"] = say("password")
    return say(code, **values)


def french(code: str) -> str:
    sentence = MESSAGES[code][1]
    for name in fields_of(sentence):
        value = MESSAGES["password"][1] if name == "reason" else str(VALUES.get(name, "x1"))
        sentence = sentence.replace(f"{{{name}}}", value)
    return sentence


def calls(name: str) -> Iterator[tuple[str, ast.Call]]:
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
                called = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
                if called == name:
                    yield f"{path.relative_to(ROOT)}:{node.lineno}", node


@pytest.mark.parametrize("code", MESSAGES)
def test_a_message_is_found_again_in_french(code: str) -> None:
    english, translated = MESSAGES[code]
    assert fields_of(english) == fields_of(translated)
    assert in_french(said(code)) == french(code)
    if not english.startswith("{"):
        assert in_french(f"a b.pdf: {said(code)}") == f"a b.pdf : {french(code)}"


def test_every_message_says_something_else() -> None:
    assert len({english for english, _ in MESSAGES.values()}) == len(MESSAGES)


def test_several_messages_joined_are_all_found_again() -> None:
    codes = ("pages_without_text", "attachments", "password", "ocr_limit")
    assert in_french("; ".join(said(code) for code in codes)) == " ; ".join(map(french, codes))


def test_what_is_unknown_stays_as_it_is() -> None:
    for sentence in ("", "something else: a; b", "a.txt: b", "50 %; {limit}"):
        assert in_french(sentence) == sentence


def test_braces_in_a_value_are_left_alone() -> None:
    assert say("attachments", names="{limit}.pdf") == "attached files are not read: {limit}.pdf"
    assert in_french(say("attachments", names="{limit}.pdf")) == "pièces jointes non lues : {limit}.pdf"


def test_a_missing_value_is_an_error() -> None:
    with pytest.raises(KeyError, match="limit"):
        say("too_deep")


def test_every_call_names_a_message_and_gives_its_values() -> None:
    wrong = []
    for place, call in calls("say"):
        code = call.args[0]
        if isinstance(code, ast.Constant):
            given = {keyword.arg for keyword in call.keywords}
            known = MESSAGES.get(str(code.value))
            if known is None or (None not in given and given != fields_of(known[0])):
                wrong.append(place)
    assert wrong == []


def test_every_message_is_said_somewhere() -> None:
    constants = {
        node.value
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert sorted(set(MESSAGES) - constants - FOR_OTHERS) == []


FOR_OTHERS = {
    "not_opened",
    "not_looked_at",
    "folder_not_listed",
    "passage_not_in_text",
    "part_unreadable",
    "parts_unreadable",
    "reason_and_more",
    "correction_no_author",
    "correction_known",
}
"""Sentences of the file list and of the corrections of `index`, which translates them with the rest."""


def test_no_reason_or_warning_is_written_outside_of_the_table() -> None:
    def written(node: ast.expr) -> bool:
        return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and bool(node.value))

    raised = [place for place, call in calls("UnreadableDocument") if len(call.args) > 1 and written(call.args[1])]
    warned = [place for place, call in calls("warn") if call.args and written(call.args[0])]
    assigned = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Assign)
        and written(node.value)
        and any(isinstance(target, ast.Name) and target.id in {"reason", "problem"} for target in node.targets)
    ]
    assert (raised, warned, assigned) == ([], [], [])
