"""The question set that ships with the product: well formed, anchored in the shipped notes, and varied enough."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[3]
NOTES = ROOT / "corpus" / "documents"
SHIPPED = ROOT / "assistant" / "evaluation" / "sets" / "shipped.yaml"
SEED_QUESTIONS = ROOT.parent / "shared" / "questions" / "seeds-dev.yaml"
KEYS = {
    *("id", "question", "type", "answerable", "reason", "language", "nuggets"),
    *("sources", "forbidden", "history", "variants", "tags"),
}
TYPES = {
    *("fact", "list", "number", "date", "person", "place", "contact"),
    *("comparison", "summary", "follow-up", "yes-no", "unanswerable"),
}
REASONS = {"absent", "unknown-entity", "false-premise", "out-of-domain", "small-talk"}

Row = dict[str, Any]


def read_rows() -> list[Row]:
    rows = yaml.safe_load(SHIPPED.read_text(encoding="utf-8"))["questions"]
    assert isinstance(rows, list)
    return rows


ROWS = read_rows()
ANSWERABLE = [row for row in ROWS if row["answerable"]]
UNANSWERABLE = [row for row in ROWS if not row["answerable"]]


def note_text(name: str) -> str:
    return (NOTES / name).read_text(encoding="utf-8").split("---\n", 2)[2]


def fold(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def has_words(text: str, words: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(fold(words))}", fold(text)) is not None


def variants(row: Row, kind: str) -> list[str]:
    return list(row.get("variants", {}).get(kind, []))


def test_ids_are_unique_and_in_order() -> None:
    assert [row["id"] for row in ROWS] == [f"s{number:03d}" for number in range(1, len(ROWS) + 1)]


def test_no_wording_is_asked_twice() -> None:
    alone = [row["question"] for row in ROWS if "history" not in row]
    others = [text for row in ROWS for kind in ("en", "paraphrase") for text in variants(row, kind)]
    assert [text for text, count in Counter(map(fold, alone + others)).items() if count > 1] == []


def test_the_set_is_large_and_varied_enough() -> None:
    assert len(ROWS) >= 165
    assert len(UNANSWERABLE) >= 45
    assert sum(bool(variants(row, "en")) for row in ROWS) >= 40
    assert sum(bool(variants(row, "paraphrase")) for row in ROWS) >= 30
    assert sum(row.get("language") == "en" for row in ROWS) >= 10
    assert {row["type"] for row in ROWS} == TYPES


def test_every_kind_of_unanswerable_question_occurs_several_times() -> None:
    counts = Counter(row["reason"] for row in UNANSWERABLE)
    assert set(counts) == REASONS
    assert min(counts.values()) >= 5


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row["id"]))
def test_a_question_has_known_keys_and_agrees_with_itself(row: Row) -> None:
    assert set(row) <= KEYS
    assert row["answerable"] == (row["type"] != "unanswerable") == ("reason" not in row)
    assert row["answerable"] == bool(row.get("nuggets")) == bool(row.get("sources"))
    assert all(nugget.get("importance", "vital") in {"vital", "okay"} for nugget in row.get("nuggets", []))
    assert row["type"] != "follow-up" or row["history"]


@pytest.mark.parametrize("row", ANSWERABLE, ids=lambda row: str(row["id"]))
def test_every_quote_is_in_its_note_and_every_nugget_in_a_quote(row: Row) -> None:
    for source in row["sources"]:
        assert source["quote"] in note_text(source["document"])
    quotes = [source["quote"] for source in row["sources"]]
    for nugget in row["nuggets"]:
        wordings = (nugget["text"], *nugget.get("aliases", []))
        assert any(has_words(quote, wording) for quote in quotes for wording in wordings), nugget["text"]


@pytest.mark.parametrize("row", ANSWERABLE, ids=lambda row: str(row["id"]))
def test_what_is_forbidden_is_not_in_the_gold(row: Row) -> None:
    for wrong in row.get("forbidden", []):
        assert [source["quote"] for source in row["sources"] if fold(wrong) in fold(source["quote"])] == []


@pytest.mark.skipif(not SEED_QUESTIONS.is_file(), reason=f"the development questions are not at {SEED_QUESTIONS}")
def test_no_question_is_taken_from_the_development_set() -> None:
    taken = {fold(row["question"]) for row in yaml.safe_load(SEED_QUESTIONS.read_text(encoding="utf-8"))["questions"]}
    assert [row["id"] for row in ROWS if "history" not in row and fold(row["question"]) in taken] == []
