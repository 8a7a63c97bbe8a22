"""`interpoles facts`: rows, citations and formats."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from tests.conftest import Run


@pytest.fixture
def kansai(run: Run, folder: Path) -> Run:
    text = "Le pôle Techtera a signé en juin 2011 un accord de coopération avec TSB Berlin.\n\n=Pôle Axelera : 04 65 71 00 01\n"
    (folder / "techtera.md").write_text(text, encoding="utf-8")
    assert run("add", folder).exit_code == 0
    return run


def test_every_cell_and_citation_of_the_json_is_quoted_from_a_document(kansai: Run, folder: Path) -> None:
    found = json.loads(kansai("facts", "--json").stdout)
    assert found["count"] == len(found["facts"]) >= 3
    for row in found["facts"]:
        texts = {
            citation["source"]: Path(citation["source"]).read_text(encoding="utf-8") for citation in row["citations"]
        }
        for citation in row["citations"]:
            text = texts[citation["source"]]
            assert text[citation["start"] : citation["end"]] == citation["quote"]
        first = texts[row["citations"][0]["source"]]
        assert [f["value"] for f in row["fields"]] == [first[f["start"] : f["end"]] for f in row["fields"]]


def test_one_kind_alone(kansai: Run) -> None:
    found = json.loads(kansai("facts", "--kind", "agreement", "--json").stdout)
    partners = [[f["value"] for f in row["fields"] if f["name"] in ("party", "partner")] for row in found["facts"]]
    assert partners == [["Techtera", "TSB Berlin"]]


def test_csv_has_one_line_a_fact_and_no_formula(kansai: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(kansai("facts", "--csv").stdout)))
    agreement = next(row for row in rows if row["kind"] == "agreement")
    assert (agreement["party"], agreement["partner"], agreement["status"]) == (
        "Techtera",
        "TSB Berlin",
        "signé [signed]",
    )
    assert [cell for row in rows for cell in row.values() if cell.startswith("=")] == []


def test_the_table_names_kinds_and_places(kansai: Run) -> None:
    shown = kansai("facts", "--kind", "pole").stdout
    assert "pole (2)" in shown
    assert "techtera.md:0-79" in shown


def test_a_deleted_document_states_nothing_any_more(kansai: Run, folder: Path) -> None:
    (folder / "techtera.md").unlink()
    assert kansai("sync").exit_code == 0
    assert json.loads(kansai("facts", "--kind", "agreement", "--json").stdout) == {"count": 0, "facts": []}


def test_two_formats_at_once_are_refused(kansai: Run) -> None:
    result = kansai("facts", "--json", "--csv")
    assert (result.exit_code, result.stdout) == (2, "")
