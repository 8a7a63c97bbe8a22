"""`interpoles facts reject | correct | add | undo | --corrections`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Run

TEXT = """Le pôle Techtera a signé en juin 2011 un accord de coopération avec TSB Berlin.

Le salon du textile eut lieu à Lyon en 2012, devant les adhérents.
"""


@pytest.fixture
def techtera(run: Run, folder: Path) -> Run:
    (folder / "techtera.md").write_text(TEXT, encoding="utf-8")
    assert run("add", folder).exit_code == 0
    return run


def agreements(run: Run) -> list[dict[str, str]]:
    found = json.loads(run("facts", "--kind", "agreement", "--json").stdout)["facts"]
    return [
        {"id": row["id"], **{f["name"]: f["value"] for f in row["fields"] if f["name"] != "object"}}
        for row in found
        if "techtera" in row["citations"][0]["source"]
    ]


def corrections(run: Run) -> list[dict[str, object]]:
    listed: list[dict[str, object]] = json.loads(run("facts", "--corrections", "--json").stdout)["corrections"]
    return listed


def test_a_fact_is_rejected_and_comes_back_when_that_is_undone(techtera: Run) -> None:
    [row] = agreements(techtera)
    result = techtera("facts", "reject", row["id"], "--author", "Anne", "--note", "un autre pôle")
    assert (result.exit_code, agreements(techtera)) == (0, [])
    [listed] = corrections(techtera)
    assert (listed["action"], listed["author"], listed["note"]) == ("reject", "Anne", "un autre pôle")
    assert (listed["applied"], listed["problem"]) == (True, None)
    assert techtera("facts", "undo", str(listed["id"])).stdout.startswith("undone: reject agreement party=Techtera")
    assert agreements(techtera) == [row]


def test_a_fact_is_confirmed(techtera: Run) -> None:
    [row] = agreements(techtera)
    assert techtera("facts", "confirm", row["id"], "--author", "Anne").stdout.split()[1] == "confirm"
    assert [(each["action"], each["applied"]) for each in corrections(techtera)] == [("confirm", True)]
    assert [each["id"] for each in agreements(techtera)] == [row["id"]]


def test_fields_are_replaced_dropped_and_marked_as_stated(techtera: Run) -> None:
    [row] = agreements(techtera)
    result = techtera("facts", "correct", row["id"], "--field", "place=Lyon", "--stated", "date=3 juin 2011")
    assert result.exit_code == 0, result.stderr
    [changed] = agreements(techtera)
    assert (changed["place"], changed["date"], changed["partner"]) == ("Lyon", "3 juin 2011", "TSB Berlin")
    assert "3 juin 2011 [stated]" in techtera("facts", "--kind", "agreement", "--csv").stdout
    assert techtera("facts", "correct", changed["id"], "--remove", "place", "--field", "status=planned").exit_code == 0
    [last] = agreements(techtera)
    assert ("place" in last, last["status"]) == (False, "planned")


def test_an_added_fact_is_cited(techtera: Run, home: Path) -> None:
    sentence = "Le salon du textile eut lieu à Lyon en 2012"
    options = ("--kind", "event", "--document", "techtera.md", "--sentence", sentence)
    result = techtera("facts", "add", *options, "--field", "name=salon du textile", "--field", "date=2012")
    assert result.exit_code == 0, result.stderr
    events = json.loads(techtera("facts", "--kind", "event", "--json").stdout)["facts"]
    added = next(row for row in events if row["corrections"])
    assert added["citations"][0]["quote"] == sentence
    assert "salon du textile" in (home / "corrections.yaml").read_text(encoding="utf-8")


def test_a_correction_that_fits_nothing_any_more_is_listed_with_the_reason(techtera: Run, folder: Path) -> None:
    [row] = agreements(techtera)
    techtera("facts", "reject", row["id"])
    (folder / "techtera.md").write_text("Le pôle Techtera est à Lyon.\n", encoding="utf-8")
    techtera("sync")
    shown = techtera("facts", "--corrections").stdout
    assert "not applied: its sentence is gone: « Le pôle Techtera a signé en juin 2011" in shown
    assert shown.endswith("1 corrections, 1 not applied\n")


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("reject", "abc"), "no fact has the id 'abc'"),
        (("undo", "abc"), "holds no correction 'abc'"),
        (("correct", "abc"), "say what to change"),
        (("correct", "abc", "--field", "colour=red"), "'colour=red' is not NAME=WORDS"),
        (("correct", "abc", "--field", "status=fini"), "a status is one of signed, negotiated, planned"),
        (("add", "--kind", "event", "--document", "x.md", "--sentence", "a", "--field", "name=a"), "no document"),
        (("--corrections", "--csv"), "--corrections goes with --json only"),
        (("--json", "reject", "abc"), "not before reject"),
    ],
)
def test_what_cannot_be_done_is_said(arguments: tuple[str, ...], problem: str, techtera: Run) -> None:
    result = techtera("facts", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert problem in result.stderr


def test_a_file_with_a_mistake_is_named_with_its_line(techtera: Run, home: Path) -> None:
    (home / "corrections.yaml").write_text("version: 1\ncorrections:\n- action: refuse\n", encoding="utf-8")
    result = techtera("facts")
    assert result.exit_code == 2
    assert "line 3, corrections.0.action" in result.stderr
