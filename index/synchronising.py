"""Keeping the store equal to the registered files: plan, then one atomic switch. Does not know formats or models.

A synchronisation interrupted at any moment leaves the old generation whole; the vectors computed so far are kept, so
that the next run embeds only what is missing.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from corpus.documents import Document, Passage
from corpus.errors import UnreadableDocument
from corpus.french import terms
from corpus.reading import find_files, read_document
from corpus.splitting import split as split_document
from index.connections import exclusively
from index.contracts import Embedder
from index.errors import NotInStore, PathNotFound
from index.files import discover
from index.fingerprints import Fingerprints, french_version, require_same, splitter_version
from index.lexical import indexed_text
from index.planning import Draft, Duplicate, Failure, Plan, Planner
from index.records import FileState, Synchronisation, text_hash
from index.reports import FileStatus, Progress, ProgressCallback, Report, Status, Step, tell
from index.store import SqliteStore
from index.writing import StoreWriter, Switch

__all__ = [
    "Duplicate",
    "Failure",
    "FileStatus",
    "Plan",
    "Progress",
    "ProgressCallback",
    "Report",
    "Status",
    "Step",
    "Synchroniser",
]

logger = logging.getLogger(__name__)

LOCK_NAME = "synchronising.lock"
WAIT_SECONDS = 10.0

_TEXTS_AT_ONCE = 64
_DOCUMENTS_AT_ONCE = 100
_CHARACTERS_AT_ONCE = 5_000_000


class Synchroniser:
    """Registers paths and brings the store up to date with them. One synchronisation at a time in a home folder."""

    def __init__(
        self,
        store: SqliteStore,
        embedder: Embedder,
        *,
        read: Callable[[Path], Document] = read_document,
        split: Callable[[Document], Sequence[Passage]] = split_document,
        find: Callable[[Path], Iterable[Path]] = find_files,
        analyse: Callable[[str], Sequence[str]] = terms,
        wait_seconds: float = WAIT_SECONDS,
    ) -> None:
        self._store = store
        self._embedder = embedder
        self._read = read
        self._split = split
        self._find = find
        self._analyse = analyse
        self._wait_seconds = wait_seconds
        self._writer = StoreWriter(store, analyse)
        self._draft: Draft | None = None

    def register(self, paths: Iterable[Path]) -> tuple[str, ...]:
        """Register files and folders and return their absolute names; nothing is indexed yet. Raises `PathNotFound`."""
        resolved = [Path(path).expanduser().resolve() for path in paths]
        missing = [str(path) for path in resolved if not path.exists()]
        if missing:
            raise PathNotFound(f"no such file or folder: {', '.join(missing)}; check the spelling")
        names = [str(path) for path in resolved]
        self._writer.set_registered(dict.fromkeys(names, True))
        return tuple(names)

    def unregister(self, paths_or_ids: Iterable[Path | str]) -> tuple[str, ...]:
        """Forget paths, or files given by the id of their document, and return their absolute names.

        A file inside a registered folder is left out from then on. Raises `NotInStore` for what is neither.
        """
        registered = self._store.registered()
        known = set(self._store.files())
        by_id = {coverage.document_id: source for source, coverage in self._store.coverage().items()}
        changes: dict[str, bool | None] = {}
        unknown = []
        for name in map(str, paths_or_ids):
            path = by_id.get(name, str(Path(name).expanduser().resolve()))
            inside = any(included and Path(folder) in Path(path).parents for folder, included in registered.items())
            if registered.get(path) or (inside and (path in known or Path(path).exists())):
                changes[path] = False if inside else None
            else:
                unknown.append(name)
        if unknown:
            raise NotInStore(f"not registered: {', '.join(unknown)}; `interpoles status` lists what is")
        self._writer.set_registered(changes)
        return tuple(changes)

    def registered(self) -> tuple[str, ...]:
        """Return the registered paths, in alphabetical order."""
        return tuple(path for path, included in self._store.registered().items() if included)

    def plan(self) -> Plan:
        """Return what `apply` would do. Reads new and changed files, changes nothing. Raises `StoreMismatch`."""
        require_same(self._store.fingerprints(), self._fingerprints())
        self._draft = self._make_draft()
        return self._draft.plan

    def apply(self, plan: Plan, *, progress: ProgressCallback | None = None) -> Report:
        """Carry out a plan in one switch. A plan made before the store changed is made again first.

        A file that fails only now is moved to `failed` in the report's plan. Raises `StoreMismatch`, `StoreBusy`.
        """
        started = _Clock()
        with self._alone():
            require_same(self._store.fingerprints(), self._fingerprints())
            draft = self._draft
            fresh = (self._store.generation, self._store.registered())
            if draft is None or draft.plan is not plan or (plan.generation, draft.registered) != fresh:
                draft = self._make_draft()
            self._draft = None
            if not draft.plan.empty:
                sources = sorted((*draft.plan.new, *draft.plan.changed))
                draft = self._stage(draft, sources, progress, keep_stored=False)
            if draft.plan.empty:
                self._note_files(draft)
                passages = self._store.passage_count()
                return Report(draft.plan, draft.plan.generation, 0, 0, passages, started.seconds)
            return self._embed_and_switch(draft, started, progress, anew=False, everything=False)

    def synchronise(self, *, progress: ProgressCallback | None = None) -> Report:
        """Plan and apply."""
        return self.apply(self.plan(), progress=progress)

    def rebuild(self, progress: ProgressCallback | None = None) -> Report:
        """Read, split and embed everything anew for the configured model, in one switch. Raises `StoreBusy`.

        A file that cannot be read keeps its stored text. Interrupted while the model changes, it resumes.
        """
        started = _Clock()
        with self._alone():
            draft = self._make_draft()
            gone = {*draft.plan.removed, *(duplicate.source for duplicate in draft.plan.duplicates)}
            held = {source for source in self._store.document_hashes() if source not in gone}
            draft = self._stage(draft, sorted({*held, *draft.plan.new}), progress, keep_stored=True)
            stored = self._store.fingerprints()
            anew = stored is not None and stored.model == self._embedder.fingerprint
            return self._embed_and_switch(draft, started, progress, anew=anew, everything=True)

    def status(self) -> Status:
        """Return what the store holds, with one row a file. Reads no file and loads no model."""
        with self._store.reading() as generation:
            coverage = self._store.coverage()
            records = self._store.files().values()
            fingerprints = self._store.fingerprints()
            passages = self._store.passage_count()
            registered = self.registered()
        files = tuple(
            FileStatus(r.source, r.state, r.failure, r.alias_of, r.indexed_at, coverage.get(r.source), r.warning)
            for r in records
        )
        failures = tuple(Failure(r.source, r.reason) for r in records if r.state is FileState.FAILED)
        model = "" if fingerprints is None else fingerprints.model
        return Status(len(coverage), passages, generation, model, failures, registered, files)

    def history(self) -> tuple[Synchronisation, ...]:
        """Return the synchronisations that changed something, the latest first."""
        return self._store.history()

    def _fingerprints(self) -> Fingerprints:
        return Fingerprints(
            self._embedder.fingerprint,
            self._embedder.dimension,
            splitter_version(self._split),
            french_version(self._analyse),
        )

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with exclusively(self._store.home / LOCK_NAME, wait_seconds=self._wait_seconds):
            yield

    def _make_draft(self) -> Draft:
        planner = Planner(self._store, self._read)
        return planner.draft(discover(self._store.registered(), self._find))

    def _note_files(self, draft: Draft) -> None:
        if draft.files != self._store.files():
            self._writer.set_files(draft.files.values())

    def _stage(
        self, draft: Draft, sources: Sequence[str], progress: ProgressCallback | None, *, keep_stored: bool
    ) -> Draft:
        """Read and split the files into the staging table; return the draft as it stands after late failures."""
        self._writer.clear_staged()
        files, failures = dict(draft.files), {}
        batch: list[tuple[Document, tuple[Passage, ...]]] = []
        for done, source in enumerate(sources, start=1):
            try:
                document = self._document(draft, source)
                batch.append((document, self._passages(document)))
                if files[source].state is not FileState.FAILED:
                    files[source] = replace(files[source], content_hash=document.content_hash, indexed_at=_now())
            except UnreadableDocument as error:
                failures[source] = error.reason
                stored = self._store.document_at(source)
                files[source] = replace(
                    files[source],
                    state=FileState.FAILED,
                    reason=error.reason,
                    content_hash="" if stored is None else stored.content_hash,
                )
                if keep_stored and stored is not None:
                    batch.append((stored, self._passages(stored)))
            if len(batch) >= _DOCUMENTS_AT_ONCE or sum(len(d.text) for d, _ in batch) >= _CHARACTERS_AT_ONCE:
                self._writer.stage(batch)
                batch = []
            tell(progress, Progress(Step.READING, done, len(sources), source))
        self._writer.stage(batch)
        return replace(draft, files=files, plan=draft.plan.with_failures(failures), documents={})

    def _document(self, draft: Draft, source: str) -> Document:
        if source in draft.documents:
            return draft.documents[source]
        try:
            return self._read(Path(source))
        except OSError as error:
            raise UnreadableDocument(source, f"the file cannot be opened: {error.strerror or error}") from error

    def _passages(self, document: Document) -> tuple[Passage, ...]:
        passages = tuple(self._split(document))
        for passage in passages:
            if document.text[passage.start : passage.end] != passage.text or passage.document_id != document.id:
                raise UnreadableDocument(document.source, f"passage {passage.id} is not in the text at its offsets")
        return passages

    def _embed_and_switch(
        self, draft: Draft, started: _Clock, progress: ProgressCallback | None, *, anew: bool, everything: bool
    ) -> Report:
        plan, fingerprints = draft.plan, self._fingerprints()
        embedded, texts = self._embed(fingerprints, progress, anew=anew)
        removed = (*plan.removed, *(duplicate.source for duplicate in plan.duplicates))
        total, done = len(plan.new) + len(plan.changed), 0

        def stored(source: str) -> None:
            nonlocal done
            done += 1
            tell(progress, Progress(Step.STORING, done, max(total, done), source))

        line = Synchronisation(
            generation=0,
            started=started.at,
            seconds=started.seconds,
            new=len(plan.new),
            changed=len(plan.changed),
            removed=len(plan.removed),
            unchanged=len(plan.unchanged),
            duplicates=len(plan.duplicates),
            failed=len(plan.failed),
            embedded=embedded,
            reused=texts - embedded,
            passages=0,
        )
        switch = Switch(removed, tuple(draft.files.values()), fingerprints, everything)
        line = self._writer.switch(switch, line, stored=stored)
        self._writer.prune()
        logger.info("generation %d: %d passages, %d texts embedded", line.generation, line.passages, embedded)
        return Report(plan, line.generation, embedded, line.reused, line.passages, started.seconds)

    def _embed(self, fingerprints: Fingerprints, progress: ProgressCallback | None, *, anew: bool) -> tuple[int, int]:
        """Embed the staged texts that have no vector, in small committed batches. Return (embedded, all) texts."""
        wanted: dict[str, None] = {}
        for document, passages in self._writer.staged():
            wanted.update(dict.fromkeys(text_hash(indexed_text(document, passage)) for passage in passages))
        missing = set(wanted) if anew else self._writer.missing(wanted, fingerprints.model)
        total, done = len(missing), 0
        pending: dict[str, str] = {}
        for document, passages in self._writer.staged() if missing else ():
            for passage in passages:
                text = indexed_text(document, passage)
                key = text_hash(text)
                if key in missing:
                    missing.discard(key)
                    pending[key] = text
                if len(pending) >= _TEXTS_AT_ONCE or (pending and not missing):
                    vectors = self._embedder.embed_passages(list(pending.values()))
                    self._writer.cache_vectors(list(pending), vectors, fingerprints)
                    done += len(pending)
                    pending = {}
                    tell(progress, Progress(Step.EMBEDDING, done, total, document.source))
        return total, len(wanted)


class _Clock:
    def __init__(self) -> None:
        self.at = _now()
        self._began = time.perf_counter()

    @property
    def seconds(self) -> float:
        return time.perf_counter() - self._began


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
