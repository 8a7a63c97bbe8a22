"""What a text lacks and what a side file says, from the file to the status; with the real readers."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.side_files import side_file
from index.records import FileState
from index.store import SqliteStore
from index.synchronising import Synchroniser
from tests.corpus.formats import makers
from tests.index.fakes import HashedWords


@pytest.fixture
def reader(store: SqliteStore, embedder: HashedWords, tmp_path: Path) -> Synchroniser:
    """A synchroniser with the real readers and a folder of one note and one message with an attachment."""
    folder = (tmp_path / "notes").resolve()
    folder.mkdir()
    (folder / "a.md").write_text("Le pôle a signé un accord.", encoding="utf-8")
    (folder / "b.eml").write_bytes(makers.eml())
    made = Synchroniser(store, embedder)
    made.register([folder])
    return made


def warnings(reader: Synchroniser) -> list[tuple[str, FileState, str, str]]:
    return [(Path(file.source).name, file.state, file.reason, file.warning) for file in reader.status().files]


def test_the_status_says_what_a_text_lacks(reader: Synchroniser) -> None:
    reader.synchronise()
    expected = [
        ("a.md", FileState.INDEXED, "", ""),
        ("b.eml", FileState.INDEXED, "", "attached files are not read: accord.pdf"),
    ]
    assert warnings(reader) == expected
    reader.synchronise()
    reader.rebuild()
    assert warnings(reader) == expected
    assert reader.status().failures == ()


def test_a_warning_gives_way_to_a_failure_and_comes_back(reader: Synchroniser) -> None:
    reader.synchronise()
    message = Path(reader.registered()[0], "b.eml")
    data = message.read_bytes()
    message.write_bytes(b"rien")
    reader.synchronise()
    assert warnings(reader)[1][1:] == (
        FileState.FAILED,
        "this is no e-mail message: it has no From, Date or Subject; save it anew",
        "",
    )
    message.write_bytes(data)
    reader.synchronise()
    assert warnings(reader)[1][1:] == (FileState.INDEXED, "", "attached files are not read: accord.pdf")


def test_a_side_file_that_comes_changes_and_goes_is_noticed(reader: Synchroniser, store: SqliteStore) -> None:
    note = Path(reader.registered()[0], "a.md")
    reader.synchronise()
    titles = []
    for text in ("title: Premier titre", "title: Second titre.", None):
        if text is None:
            side_file(note).unlink()
        else:
            side_file(note).write_text(text, encoding="utf-8")
        assert reader.synchronise().plan.changed == (str(note),)
        document = store.document_at(str(note))
        titles.append(document.title if document else "")
    assert titles == ["Premier titre", "Second titre.", "Le pôle a signé un accord."]
    assert reader.plan().empty
