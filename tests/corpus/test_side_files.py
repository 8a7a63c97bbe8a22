from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from corpus.reading import find_files, read_document
from corpus.side_files import side_file


def with_side_file(folder: Path, text: str) -> Path:
    path = folder / "accord.md"
    path.write_text("---\ntitle: Ancien\npublisher: Pôle\n---\nLe pôle a signé.", encoding="utf-8")
    side_file(path).write_text(text, encoding="utf-8")
    return path


def test_a_side_file_overrides_what_the_file_says(tmp_path: Path) -> None:
    path = with_side_file(tmp_path, "Title: Accord\ndate: 2012-07-02\nurl: https://pole.fr\nlanguage: en\n")
    document = read_document(path)
    fields = (document.title, document.date, document.publisher, document.url, document.language)
    assert fields == ("Accord", "2012-07-02", "Pôle", "https://pole.fr", "en")
    assert document.warnings == ()


def test_a_side_file_is_no_document_of_its_own(tmp_path: Path) -> None:
    path = with_side_file(tmp_path, "title: Accord")
    assert find_files(tmp_path) == (path,)


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        ("- un", "accord.md.meta.yaml is no list of fields"),
        ("a: [", "accord.md.meta.yaml cannot be read and is left out: while parsing"),
        ("date: hier", "accord.md.meta.yaml: 'hier' is no date; write it as 2012-07-02"),
    ],
)
def test_a_side_file_that_is_wrong_is_named_and_costs_nothing(tmp_path: Path, text: str, warning: str) -> None:
    document = read_document(with_side_file(tmp_path, text))
    assert document.title == "Ancien"
    assert [found.startswith(warning) for found in document.warnings] == [True]


def test_warnings_make_no_difference_between_documents(tmp_path: Path) -> None:
    document = read_document(with_side_file(tmp_path, "- un"))
    assert replace(document, warnings=()) == document
