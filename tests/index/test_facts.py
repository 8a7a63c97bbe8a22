"""The cache of facts: the same as a fresh extraction, kept by content, renewed with the rules."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import corpus
from corpus.facts import extract_facts
from corpus.naming import Names, load_names
from index import facts
from index.errors import StoreBusy
from index.facts import corrected_facts, rules_version
from index.store import SqliteStore
from index.synchronising import Synchroniser
from tests.index.fakes import HashedWords


@pytest.fixture(scope="module")
def names() -> Names:
    return load_names()


@pytest.fixture
def store(tmp_path: Path) -> SqliteStore:
    text = "Le pôle Techtera a signé un accord avec TSB Berlin.\n\nIl a signé aussi avec Silicon Saxony.\n"
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    store = SqliteStore.open(tmp_path / "home")
    synchroniser = Synchroniser(store, HashedWords())
    synchroniser.register([tmp_path / "a.md"])
    synchroniser.synchronise()
    return store


def unneeded() -> Names:
    raise AssertionError("the names were asked for although everything is cached")


def test_cached_facts_equal_those_extracted(store: SqliteStore, names: Names) -> None:
    with store:
        first = corrected_facts(store, lambda: names).facts
        assert first == extract_facts(store.documents()[0], names)
        assert len(first) > 1
        assert corrected_facts(store, unneeded).facts == first


def test_a_store_that_is_being_written_still_gives_its_facts(
    store: SqliteStore, names: Names, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object) -> None:
        raise StoreBusy("being written")

    monkeypatch.setattr(facts, "_keep", busy)
    with store:
        assert corrected_facts(store, lambda: names).facts == extract_facts(store.documents()[0], names)


def test_other_rules_make_them_anew(store: SqliteStore, names: Names, monkeypatch: pytest.MonkeyPatch) -> None:
    with store:
        corrected_facts(store, lambda: names)
        monkeypatch.setattr(facts, "rules_version", lambda: "other")
        with pytest.raises(AssertionError, match="the names were asked for"):
            corrected_facts(store, unneeded)


@pytest.mark.parametrize("changed", ["facts.py", "extraction/agreements/words.py", "names/places.yaml"])
def test_a_change_of_any_rule_or_name_changes_the_version(changed: str, tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    shutil.copytree(Path(corpus.__file__).parent, folder, ignore=shutil.ignore_patterns("documents", "__pycache__"))
    before = rules_version.__wrapped__(folder)
    with (folder / changed).open("a", encoding="utf-8") as file:
        file.write("# another rule\n")
    assert rules_version.__wrapped__(folder) != before == rules_version()
