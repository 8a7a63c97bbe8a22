"""Any sequence of changes to the files ends in the state that indexing the files afresh would give."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from corpus.documents import Document
from corpus.french import terms
from index.errors import NothingToRestore
from index.records import FileState
from index.retrieval import HybridRetriever
from index.store import SqliteStore
from tests.index.fakes import HashedWords, require_sound, synchroniser

FILES = st.sampled_from(["a.txt", "b.txt", "c.txt", "d.txt"])
TEXTS = st.sampled_from(
    ["Un\n\nLe cheval dort.\n", "Deux\n\nLe cheval dort.\n\nLe musée rouvre.\n", "Trois\n\nUn accord de 2008.\n"]
)
QUESTION = "cheval musée accord"


class AnyChanges(RuleBasedStateMachine):
    """Files are written, spoiled, moved and removed; the model is: the last good text of each file that still exists."""

    def __init__(self) -> None:
        super().__init__()
        self._temporary = tempfile.TemporaryDirectory()
        root = Path(self._temporary.name).resolve()
        self.folder = root / "texts"
        self.folder.mkdir()
        self.embedder = HashedWords()
        self.store = SqliteStore.open(root / "home")
        self.keeper = synchroniser(self.store, self.embedder)
        self.keeper.register([self.folder])
        # What a rollback brings back: the documents, as long as there is something to go back to.
        self.earlier: tuple[Document, ...] | None = None

    def teardown(self) -> None:
        self.store.close()
        self._temporary.cleanup()

    @rule(name=FILES, text=TEXTS)
    def write(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, encoding="utf-8")

    @rule(name=FILES)
    def spoil(self, name: str) -> None:
        (self.folder / name).write_text("!spoiled", encoding="utf-8")

    @rule(name=FILES)
    def remove(self, name: str) -> None:
        (self.folder / name).unlink(missing_ok=True)

    @rule(old=FILES, new=FILES)
    def move(self, old: str, new: str) -> None:
        if (self.folder / old).exists():
            (self.folder / old).replace(self.folder / new)

    @rule()
    def roll_back(self) -> None:
        generation, before, embedded = self.store.generation, self.state(), self.embedder.passages_embedded
        if self.earlier is None:
            with pytest.raises(NothingToRestore):
                self.keeper.rollback()
            return
        report = self.keeper.rollback()
        assert (report.generation, self.embedder.passages_embedded) == (generation + 1, embedded)
        assert self.state() == self.earlier
        self.earlier = before
        require_sound(self.store)

    def state(self) -> tuple[Document, ...]:
        return self.store.documents()

    @rule(rebuild=st.sampled_from([False, False, False, True]))
    def synchronise(self, rebuild: bool) -> None:
        generation, before = self.store.generation, self.state()
        held = {Path(document.source).name: document.text for document in self.store.documents()}
        report = self.keeper.rebuild() if rebuild else self.keeper.synchronise()
        if not rebuild:
            assert report.generation == generation + (0 if report.plan.empty else 1)
        if generation and report.generation > generation:
            self.earlier = before
        on_disk = {path.name: path.read_text(encoding="utf-8") for path in self.folder.iterdir()}
        good = {name: text for name, text in on_disk.items() if not text.startswith("!")}
        kept = {name: held[name] for name in on_disk.keys() - good.keys() if name in held}
        documents = {Path(document.source).name: document.text for document in self.store.documents()}
        # Each text is indexed once among the readable files; spoiled files keep what they had.
        assert kept.items() <= documents.items()
        assert documents.items() <= (good | kept).items()
        assert set(documents.values()) == set((good | kept).values())
        indexed_good = [text for name, text in documents.items() if name in good]
        assert len(indexed_good) == len(set(indexed_good))
        states = {Path(source).name: record.state for source, record in self.store.files().items()}
        assert states == {
            name: FileState.FAILED
            if name not in good
            else (FileState.INDEXED if name in documents else FileState.ALIAS)
            for name in on_disk
        }
        assert self.keeper.plan().empty
        require_sound(self.store)

    @invariant()
    def searches_find_what_the_store_holds(self) -> None:
        hits = HybridRetriever(self.store, self.embedder).search(QUESTION, 100)
        assert {hit.passage.id for hit in hits} == set(self.store.passage_ids())
        matching = {name for name, _ in self.store.lexical(terms(QUESTION), 100)}
        assert {hit.passage.id for hit in hits if hit.parts.lexical is not None} == matching


TestAnyChanges = AnyChanges.TestCase
TestAnyChanges.settings = settings(max_examples=25, stateful_step_count=15, deadline=None)
