"""Files that hold several documents: each is its own, and the file goes, fails, moves and comes back as one."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from corpus.documents import document_id
from corpus.messages import in_french
from index.contents import contents_of
from index.errors import NotInStore
from index.planning import Move
from index.records import FileState
from index.retrieval import HybridRetriever
from index.store import SqliteStore
from index.synchronising import Synchroniser
from tests.index.fakes import HashedWords, read_paragraphs, require_sound

KANSAI = "# Accord du Kansai\n\nUn accord avec le Kansai fut signé le 4 février 2008 à Osaka.\n"
CATALOGNE = "# Accord de Catalogne\n\nUn accord avec la Catalogne fut signé en 2010 à Barcelone.\n"
QUEBEC = "# Accord du Québec\n\nUn accord avec le Québec fut signé en 2009 à Montréal.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path.resolve() / "several"
    folder.mkdir()
    write_zip(folder / "accords.zip", {"kansai.md": KANSAI, "deep/catalogne.md": CATALOGNE})
    write_lines(folder / "notes.jsonl", ["Le cheval galope dans la prairie.", "Le musée rouvre en juillet."])
    return folder


@pytest.fixture
def keeper(store: SqliteStore, embedder: HashedWords, folder: Path) -> Synchroniser:
    made = Synchroniser(store, embedder)
    made.register([folder])
    return made


def write_zip(path: Path, members: dict[str, str | bytes]) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)


def write_lines(path: Path, texts: list[str]) -> None:
    lines = [json.dumps({"title": f"Note {number}", "text": text}) for number, text in enumerate(texts, start=1)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def names(store: SqliteStore, folder: Path) -> list[str]:
    return [document.source.removeprefix(f"{folder}/") for document in store.documents()]


def test_each_part_is_a_document_of_its_own(
    keeper: Synchroniser, store: SqliteStore, embedder: HashedWords, folder: Path
) -> None:
    report = keeper.synchronise()
    assert report.plan.new == (str(folder / "accords.zip"), str(folder / "notes.jsonl"))
    expected = ["accords.zip#deep/catalogne.md", "accords.zip#kansai.md", "notes.jsonl#1", "notes.jsonl#2"]
    assert names(store, folder) == expected
    assert sorted(store.files()) == [str(folder / "accords.zip"), str(folder / "notes.jsonl")]
    status = keeper.status()
    assert status.documents == 4
    rows = [
        (row.source.removeprefix(f"{folder}/"), row.state, row.coverage and row.coverage.document_id)
        for row in status.files
    ]
    assert rows == [(name, FileState.INDEXED, document_id(str(folder / name))) for name in expected]
    hit = HybridRetriever(store, embedder).search("accord avec le Kansai", 1)[0]
    assert (hit.document.title, hit.document.source) == ("Accord du Kansai", str(folder / expected[1]))
    assert keeper.plan().empty
    require_sound(store)


def test_a_part_that_changes_embeds_only_itself(keeper: Synchroniser, store: SqliteStore, folder: Path) -> None:
    keeper.synchronise()
    archive = folder / "accords.zip"
    write_zip(archive, {"kansai.md": KANSAI.replace("2008", "2007"), "deep/catalogne.md": CATALOGNE, "q.md": QUEBEC})
    report = keeper.synchronise()
    assert (report.plan.changed, report.embedded, report.reused) == ((str(archive),), 2, 1)
    write_zip(archive, {"q.md": QUEBEC})
    report = keeper.synchronise()
    assert (report.plan.changed, report.embedded) == ((str(archive),), 0)
    assert names(store, folder) == ["accords.zip#q.md", "notes.jsonl#1", "notes.jsonl#2"]
    require_sound(store)


def test_a_part_that_fails_is_listed_until_it_is_mended_and_loses_no_other(
    keeper: Synchroniser, store: SqliteStore, folder: Path
) -> None:
    archive, bad = folder / "accords.zip", f"{folder / 'accords.zip'}#bad.pdf"
    write_zip(archive, {"kansai.md": KANSAI, "bad.pdf": b"%PDF-1.7 nonsense"})
    for _ in range(2):
        report = keeper.synchronise()
        assert [failure.source for failure in report.plan.failed] == [bad]
        assert "PDF" in report.plan.failed[0].reason
        assert keeper.status().failures == report.plan.failed
    rows = {row.source: (row.state, row.coverage is None) for row in keeper.status().files}
    assert rows[bad] == (FileState.FAILED, True)
    assert rows[f"{archive}#kansai.md"] == (FileState.INDEXED, False)
    write_zip(archive, {"kansai.md": KANSAI})
    assert keeper.synchronise().plan.failed == ()
    assert keeper.status().failures == ()
    require_sound(store)


def test_a_file_that_becomes_unreadable_keeps_all_its_documents(
    keeper: Synchroniser, store: SqliteStore, folder: Path
) -> None:
    keeper.synchronise()
    archive = folder / "accords.zip"
    data = archive.read_bytes()
    archive.write_bytes(data[:40])
    for work in (keeper.synchronise, keeper.rebuild):
        report = work()
        assert [failure.source for failure in report.plan.failed] == [str(archive)]
        assert len(names(store, folder)) == 4
        states = [(Path(row.source).name, row.state) for row in keeper.status().files][:3]
        assert states == [
            ("accords.zip", FileState.FAILED),
            ("catalogne.md", FileState.INDEXED),
            ("accords.zip#kansai.md", FileState.INDEXED),
        ]
        require_sound(store)
    archive.write_bytes(data)
    report = keeper.synchronise()
    assert (report.plan.failed, report.embedded) == ((), 0)


def test_a_file_without_any_readable_part_fails_with_their_reasons(
    keeper: Synchroniser, store: SqliteStore, folder: Path
) -> None:
    archive = folder / "accords.zip"
    write_zip(archive, {f"{number}.pdf": b"%PDF-1.7 nonsense" for number in range(5)})
    (failure,) = keeper.synchronise().plan.failed
    assert failure.source == str(archive)
    assert "none of its 5 parts can be read: 0.pdf: " in failure.reason
    assert failure.reason.endswith("(and 2 more)")


def test_an_archive_of_one_unreadable_file_says_so(keeper: Synchroniser, folder: Path) -> None:
    write_zip(folder / "accord.zip", {"seul.pdf": b"%PDF-1.7 nonsense"})
    (failure,) = keeper.synchronise().plan.failed
    assert failure.reason.startswith("the only one of its parts cannot be read: seul.pdf: ")
    assert in_french(failure.reason).startswith("son seul élément est illisible : seul.pdf : ")


def test_parts_that_say_the_same_are_indexed_once(keeper: Synchroniser, store: SqliteStore, folder: Path) -> None:
    archive = folder / "accords.zip"
    write_zip(archive, {"a.md": KANSAI, "b.md": KANSAI, "c.md": CATALOGNE})
    keeper.synchronise()
    assert names(store, folder)[:2] == ["accords.zip#a.md", "accords.zip#c.md"]
    rows = {row.source: (row.state, row.alias_of) for row in keeper.status().files}
    assert rows[f"{archive}#b.md"] == (FileState.ALIAS, f"{archive}#a.md")
    assert keeper.plan().empty


def test_a_moved_file_of_several_embeds_nothing(keeper: Synchroniser, store: SqliteStore, folder: Path) -> None:
    keeper.synchronise()
    old, new = folder / "accords.zip", folder / "archive.zip"
    old.rename(new)
    report = keeper.synchronise()
    assert (report.plan.moved, report.plan.new, report.embedded) == ((Move(str(old), str(new)),), (), 0)
    assert names(store, folder)[:2] == ["archive.zip#deep/catalogne.md", "archive.zip#kansai.md"]
    require_sound(store)


def test_a_twin_of_a_file_of_several_is_an_alias_as_a_whole(
    keeper: Synchroniser, store: SqliteStore, folder: Path
) -> None:
    keeper.synchronise()
    twin = folder / "twin.zip"
    twin.write_bytes((folder / "accords.zip").read_bytes())
    report = keeper.synchronise()
    assert [(copy.source, copy.original) for copy in report.plan.duplicates] == [
        (str(twin), str(folder / "accords.zip"))
    ]
    assert len(names(store, folder)) == 4


def test_a_rollback_brings_the_parts_back(
    keeper: Synchroniser, store: SqliteStore, embedder: HashedWords, folder: Path
) -> None:
    keeper.synchronise()
    before = store.documents(), keeper.status().files
    write_zip(folder / "accords.zip", {"kansai.md": KANSAI, "bad.pdf": b"%PDF-1.7 nonsense", "q.md": QUEBEC})
    (folder / "notes.jsonl").unlink()
    keeper.synchronise()
    after = store.documents(), keeper.status().files
    embedded = embedder.passages_embedded
    report = keeper.rollback()
    assert (store.documents(), keeper.status().files) == before
    assert (report.plan.changed, report.plan.new) == ((str(folder / "accords.zip"),), (str(folder / "notes.jsonl"),))
    require_sound(store)
    report = keeper.rollback()
    assert (store.documents(), keeper.status().files) == after
    assert report.plan.removed == (str(folder / "notes.jsonl"),)
    assert [failure.source for failure in report.plan.failed] == [f"{folder / 'accords.zip'}#bad.pdf"]
    assert embedder.passages_embedded == embedded
    require_sound(store)


def test_a_part_cannot_be_removed_alone_and_the_file_can(
    keeper: Synchroniser, store: SqliteStore, folder: Path
) -> None:
    keeper.synchronise()
    part = f"{folder / 'accords.zip'}#kansai.md"
    for name in (part, document_id(part)):
        with pytest.raises(
            NotInStore, match=r"kansai\.md is one of several documents in .*accords\.zip: remove or change"
        ):
            keeper.unregister([name])
    keeper.unregister([folder / "accords.zip"])
    keeper.synchronise()
    assert names(store, folder) == ["notes.jsonl#1", "notes.jsonl#2"]
    require_sound(store)


def test_a_rebuild_keeps_the_parts(keeper: Synchroniser, store: SqliteStore, folder: Path) -> None:
    keeper.synchronise()
    before = store.documents()
    report = keeper.rebuild()
    assert (store.documents(), report.plan.failed) == (before, ())
    require_sound(store)
    keeper.rollback()
    assert store.documents() == before


def test_a_reader_of_one_document_is_welcome(folder: Path) -> None:
    path = folder / "one.txt"
    path.write_text("Un\n\nDeux.\n", encoding="utf-8")
    found = contents_of(read_paragraphs, str(path))
    assert (found.documents, found.content_hash) == ((read_paragraphs(path),), read_paragraphs(path).content_hash)
