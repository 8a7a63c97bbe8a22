from __future__ import annotations

import json

import pytest

from corpus.documents import Section
from corpus.errors import UnreadableDocument
from corpus.formats.collections import JsonLines, Zip
from corpus.formats.metadata import first_date
from tests.corpus.formats import makers


def nested(levels: int) -> bytes:
    data = makers.archive({"a.txt": b"Le fond."})
    for _ in range(levels - 1):
        data = makers.archive({"b.zip": data})
    return data


def test_an_archive_gives_each_member_as_a_section() -> None:
    data = makers.archive(
        {"b/accord.docx": makers.docx(), "a.txt": b"# Un\n\nDeux.", "c.png": b"x", ".hidden.txt": b"x"}
    )
    content = Zip().read(data, "/a.zip")
    assert content.text.startswith("a.txt\n\n# Un\n\nDeux.\n\nb/accord.docx\n\nLes accords\n\nLe pôle Medicen")
    second = content.text.index("b/accord")
    assert content.sections[:4] == (
        Section("a.txt", 1, 0, second),
        Section("Un", 2, 7, second - 2),
        Section("b/accord.docx", 1, second, len(content.text)),
        Section("Les accords", 2, second + 15, content.sections[3].end),
    )
    assert content.warnings == ()


def test_members_that_cannot_be_read_are_named_and_cost_no_other() -> None:
    data = makers.archive({"a.pdf": b"rien", "../../etc/b.txt": b"x", "/c.txt": b"x", "d.txt": b"Bonjour."})
    content = Zip().read(data, "/a.zip")
    assert content.text == "d.txt\n\nBonjour."
    assert [warning.split(":")[0] for warning in content.warnings] == ["../../etc/b.txt", "/c.txt", "a.pdf"]
    assert "leads outside of the archive" in content.warnings[0]


def test_archives_inside_of_archives_are_read_to_a_depth() -> None:
    assert Zip().read(nested(3), "/a.zip").text == "b.zip\n\nb.zip\n\na.txt\n\nLe fond."
    with pytest.raises(UnreadableDocument, match="more than 3 archives are inside of each other; unpack it"):
        Zip().read(nested(4), "/a.zip")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (makers.archive({}), "nothing that can be read: none of its files"),
        (makers.archive({"a.png": b"x"}), "none of its files has a format"),
        (makers.archive({"a.txt": b"x" * 100_000_000}), "a ZIP bomb"),
        (nested(1)[:40], "damaged or cut off"),
        (b"", "not a ZIP archive"),
    ],
    ids=["empty", "unknown formats", "bomb", "cut off", "no bytes"],
)
def test_an_archive_that_cannot_be_read_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableDocument, match=reason):
        Zip().read(data, "/a.zip")


def test_each_line_of_json_is_a_section_with_its_date_and_address() -> None:
    lines = [
        {
            "text": "Le pôle.\n\nUn accord.",
            "title": "Un",
            "date": "2 juillet 2012",
            "url": "https://pole.fr/1",
            "other": 1,
        },
        {"text": "Deux."},
    ]
    data = "\n".join(json.dumps(line) for line in lines) + "\n\n"
    content = JsonLines().read(data.encode(), "/a.jsonl")
    first = "Un\n\n— 2012-07-02 ; https://pole.fr/1\n\nLe pôle.\n\nUn accord.\n\n"
    assert (content.title, content.text) == ("a", f"{first}2\n\nDeux.")
    assert first_date(content.text) == ""
    assert content.sections == (Section("Un", 1, 0, len(first)), Section("2", 1, len(first), len(content.text)))


def test_lines_that_are_no_documents_are_named() -> None:
    content = JsonLines().read(b'{"text": "Un."}\n[1]\n{"title": "x"}\n{', "/a.jsonl")
    assert content.text == "1\n\nUn."
    assert content.warnings == tuple(f"line {number} is no object with a text" for number in (2, 3, 4))
    with pytest.raises(UnreadableDocument, match="line 1 holds no object with a text; give one"):
        JsonLines().read(b"Bonjour", "/a.jsonl")
