"""The cache of facts: the same as a fresh extraction, kept by content, renewed with the rules."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import corpus
from corpus.documents import Document
from corpus.facts import FactKind, FieldName, extract_facts
from corpus.marks import Mark, MarkingError, Role, Told
from corpus.naming import Names, load_names
from index import facts
from index.errors import Cancelled, StoreBusy
from index.facts import KnownFacts, corrected_facts, rules_version
from index.marking import marked_count
from index.store import SqliteStore
from index.synchronising import Progress, Step, Synchroniser
from tests.index.fakes import HashedWords


@pytest.fixture(scope="module")
def names() -> Names:
    return load_names()


@pytest.fixture
def store(tmp_path: Path) -> SqliteStore:
    text = "Le pôle Techtera a signé un accord avec TSB Berlin.\n\nIl a signé aussi avec Silicon Saxony.\n\nAdlershof, enfin.\n"
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


class Underliner:
    """A marker that takes one name for a partner, and counts what it reads."""

    def __init__(self, name: str, fingerprint: str = "first") -> None:
        self.name, self.fingerprint, self.read = name, fingerprint, 0

    def told(self, document: Document) -> tuple[Told, ...]:
        """Return the first place of the name."""
        self.read += 1
        start = document.text.index(self.name)
        return (Told(Mark(Role.PARTNER, start, start + len(self.name), 0.99), ()),)


def partners(store: SqliteStore, names: Names, marker: Underliner | None) -> set[str]:
    facts = corrected_facts(store, lambda: names, marker).facts
    return {fact.canonical(FieldName.PARTNER) for fact in facts if fact.kind is FactKind.AGREEMENT}


def test_what_a_marker_sees_counts_once_it_has_marked(store: SqliteStore, names: Names) -> None:
    marker, other = Underliner("Adlershof"), Underliner("Adlershof", "second")
    by_rules = {"TSB Berlin", "Silicon Saxony"}
    with store:
        known = KnownFacts(store, lambda: names, marker)
        assert partners(store, names, None) == partners(store, names, marker) == by_rules
        assert {fact.canonical(FieldName.PARTNER) for fact in known() if fact.kind is FactKind.AGREEMENT} == by_rules
        for _ in range(2):
            known.prepare()
        assert marker.read == 1
        assert partners(store, names, marker) == {*by_rules, "Adlershof"}
        assert "Adlershof" in {fact.canonical(FieldName.PARTNER) for fact in known()}
        assert partners(store, names, other) == by_rules
        KnownFacts(store, lambda: names, other).prepare()
        assert other.read == 1 and "Adlershof" in partners(store, names, other)
        left = marked_count(store, marker), marked_count(store, other)
        assert left == (0, 1)  # the marks of an older one are let go


def test_other_names_do_not_mark_anew(store: SqliteStore, names: Names, monkeypatch: pytest.MonkeyPatch) -> None:
    marker = Underliner("Adlershof")
    with store:
        KnownFacts(store, lambda: names, marker).prepare()
        monkeypatch.setattr(facts, "rules_version", lambda: "other")
        assert "Adlershof" in partners(store, names, marker)
    assert marker.read == 1


def test_where_nothing_can_be_marked_the_rules_speak_alone(
    store: SqliteStore, names: Names, caplog: pytest.LogCaptureFixture
) -> None:
    class Broken(Underliner):
        def told(self, document: Document) -> tuple[Told, ...]:
            raise MarkingError("the weights are gone")

    with store:
        KnownFacts(store, lambda: names, Broken("Adlershof")).prepare()
        assert partners(store, names, Broken("Adlershof")) == {"TSB Berlin", "Silicon Saxony"}
    assert "could not be marked: the weights are gone" in caplog.text


def test_a_synchronisation_marks_what_is_new(store: SqliteStore, names: Names, tmp_path: Path) -> None:
    marker = Underliner("Adlershof")
    known = KnownFacts(store, lambda: names, marker)
    heard: list[Progress] = []
    (tmp_path / "b.md").write_text("Adlershof accueille le pôle Techtera.\n", encoding="utf-8")
    with store:
        synchroniser = Synchroniser(store, HashedWords(), facts=known)
        synchroniser.register([tmp_path / "b.md"])
        synchroniser.synchronise(progress=heard.append)
        steps = [(one.done, one.total) for one in heard if one.step is Step.FACTS]
        assert steps == [(1, 2), (2, 2)]
        synchroniser.synchronise()
        known()
        assert marker.read == 2


def test_cancelled_while_documents_are_marked_a_synchronisation_is_done_all_the_same(
    store: SqliteStore, names: Names, tmp_path: Path
) -> None:
    def stop(progress: Progress) -> None:
        if progress.step is Step.FACTS:
            raise Cancelled("enough")

    marker = Underliner("Adlershof")
    (tmp_path / "b.md").write_text("Adlershof accueille le pôle Techtera.\n", encoding="utf-8")
    with store:
        synchroniser = Synchroniser(store, HashedWords(), facts=KnownFacts(store, lambda: names, marker))
        synchroniser.register([tmp_path / "b.md"])
        assert synchroniser.synchronise(progress=stop).generation == store.generation == 2
        assert "Adlershof" not in partners(store, names, marker)
        synchroniser.synchronise()  # nothing has changed, but something is left to mark
        assert "Adlershof" in partners(store, names, marker)
