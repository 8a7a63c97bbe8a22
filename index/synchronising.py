"""Keeping the store equal to the registered files: plan, then one atomic switch. Does not know formats or models.

A synchronisation interrupted at any moment leaves the old generation whole; the vectors computed so far are kept, so
that the next run embeds only what is missing.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from corpus.documents import Document, Passage
from corpus.french import terms
from corpus.reading import find_files, read_documents
from corpus.splitting import split as split_document
from index.connections import exclusively
from index.contents import Read
from index.contracts import Embedder
from index.errors import Cancelled, NotInStore, PathNotFound
from index.facts import KnownFacts
from index.files import discover
from index.fingerprints import Fingerprints, french_version, require_same, splitter_version
from index.planning import Draft, Duplicate, Failure, Move, Plan, Planner
from index.records import FileState, Kind, Synchronisation
from index.reports import FileStatus, Progress, ProgressCallback, Report, Status, Step, rows_of, tell
from index.staging import Stager, now
from index.store import SqliteStore
from index.switching import Switch
from index.writing import StoreWriter

__all__ = [
    "Duplicate",
    "Failure",
    "FileStatus",
    "Kind",
    "Move",
    "Plan",
    "Progress",
    "ProgressCallback",
    "Report",
    "Status",
    "Step",
    "Synchronisation",
    "Synchroniser",
]

logger = logging.getLogger(__name__)

LOCK_NAME = "synchronising.lock"
WAIT_SECONDS = 10.0


class Synchroniser:
    """Registers paths and brings the store up to date with them. One synchronisation at a time in a home folder."""

    def __init__(
        self,
        store: SqliteStore,
        embedder: Embedder,
        *,
        read: Read = read_documents,
        split: Callable[[Document], Sequence[Passage]] = split_document,
        find: Callable[[Path], Iterable[Path]] = find_files,
        analyse: Callable[[str], Sequence[str]] = terms,
        facts: KnownFacts | None = None,
        wait_seconds: float = WAIT_SECONDS,
    ) -> None:
        self._store = store
        self._embedder = embedder
        self._read = read
        self._split = split
        self._find = find
        self._analyse = analyse
        self._facts = facts
        self._wait_seconds = wait_seconds
        self._writer = StoreWriter(store, analyse)
        self._stager = Stager(store, self._writer, embedder, read, split)
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

    def unregister(self, paths_or_ids: Collection[Path | str]) -> tuple[str, ...]:
        """Forget paths, or files given by the id of their document, and return their absolute names.

        A file inside a registered folder is left out from then on. Raises `NotInStore` for what is neither, and for one
        of several documents in a file.
        """
        registered = self._store.registered()
        known = set(self._store.files())
        by_id = self._files_by_id(set(map(str, paths_or_ids)))
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

    def _files_by_id(self, wanted: Collection[str]) -> dict[str, str]:
        """Return the file of each document by its id. Raises `NotInStore` where one of several in a file is wanted."""
        coverage = self._store.coverage()
        for source, held in coverage.items():
            if source != held.file and (source in wanted or held.document_id in wanted):
                raise NotInStore(f"{source} is one of several documents in {held.file}: remove or change that file")
        return {held.document_id: held.file for held in coverage.values()}

    def registered(self) -> tuple[str, ...]:
        """Return the registered paths, in alphabetical order."""
        return tuple(path for path, included in self._store.registered().items() if included)

    def plan(self, *, progress: ProgressCallback | None = None) -> Plan:
        """Return what `apply` would do. Reads new and changed files, changes nothing. Raises `StoreMismatch`."""
        require_same(self._store.fingerprints(), self._fingerprints())
        self._draft = self._make_draft(progress)
        return self._draft.plan

    def apply(self, plan: Plan, *, progress: ProgressCallback | None = None) -> Report:
        """Carry out a plan in one switch. A plan made before the store changed is made again first.

        A file that fails only now is moved to `failed` in the report's plan. Raises `StoreMismatch`, `StoreBusy`.
        """
        clock = _Clock()
        with self._alone():
            require_same(self._store.fingerprints(), self._fingerprints())
            draft = self._draft
            fresh = (self._store.generation, self._store.registered())
            if draft is None or draft.plan is not plan or (plan.generation, draft.registered) != fresh:
                draft = self._make_draft(progress)
            self._draft = None
            if not draft.plan.empty:
                draft = self._stager.stage(draft, draft.plan.arriving, progress, keep_stored=False)
            if draft.plan.empty:
                self._note(draft)
                self._read_facts(progress)
                passages = self._store.passage_count()
                return Report(draft.plan, draft.plan.generation, 0, 0, passages, clock.seconds)
            return self._embed_and_switch(draft, clock, progress, Kind.SYNCHRONISATION)

    def synchronise(self, *, progress: ProgressCallback | None = None) -> Report:
        """Plan and apply."""
        return self.apply(self.plan(progress=progress), progress=progress)

    def rebuild(self, progress: ProgressCallback | None = None) -> Report:
        """Read, split and embed everything anew for the configured model, in one switch. Raises `StoreBusy`.

        A file that cannot be read keeps its stored text. Interrupted while the model changes, it resumes.
        """
        clock = _Clock()
        with self._alone():
            draft = self._make_draft(progress)
            held = set(self._store.file_hashes()).difference(draft.plan.leaving)
            draft = self._stager.stage(draft, sorted({*held, *draft.plan.arriving}), progress, keep_stored=True)
            stored = self._store.fingerprints()
            anew = stored is not None and stored.model == self._embedder.fingerprint
            return self._embed_and_switch(draft, clock, progress, Kind.REBUILD, anew=anew)

    def rollback(self, *, progress: ProgressCallback | None = None) -> Report:
        """Go back to the generation before, in one switch: documents, file list and registered paths as they were then.

        Nothing is read or embedded. It makes a generation of its own, so that a second rollback returns to where the
        first one began. The files are not touched: the next synchronisation takes them up as they are. Raises
        `NothingToRestore`, `StoreMismatch`, `StoreBusy`.
        """
        clock = _Clock()
        with self._alone():
            self._draft = None

            def line(plan: Plan, contents: int, passages: int) -> Synchronisation:
                return clock.line(plan, 0, passages, kind=Kind.ROLLBACK, restored=contents)

            plan, written = self._writer.restore(self._fingerprints(), line, stored=_telling(progress, 0))
            self._writer.prune()
        reused, passages = written.reused, written.passages
        return Report(plan, written.generation, 0, reused, passages, clock.seconds, written.restored)

    def status(self) -> Status:
        """Return what the store holds, with one row a file. Reads no file and loads no model."""
        with self._store.reading() as generation:
            coverage = self._store.coverage()
            records = self._store.files().values()
            fingerprints = self._store.fingerprints()
            passages = self._store.passage_count()
            registered = self.registered()
            contents, earlier = self._store.contents(), self._store.earlier()
        files = rows_of(records, coverage)
        failures = tuple(Failure(row.source, row.reason) for row in files if row.state is FileState.FAILED)
        model = "" if fingerprints is None else fingerprints.model
        return Status(
            len(coverage),
            passages,
            generation,
            model,
            failures,
            registered,
            files,
            restored=contents if contents != generation else 0,
            earlier=0 if earlier is None else earlier.contents,
        )

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

    def _make_draft(self, progress: ProgressCallback | None) -> Draft:
        planner = Planner(
            self._store,
            self._read,
            lambda done, total, source: tell(progress, Progress(Step.READING, done, total, source)),
        )
        return planner.draft(discover(self._store.registered(), self._find))

    def _note(self, draft: Draft) -> None:
        """Note what is known of the files and which paths are registered, though nothing else has changed."""
        if draft.files != self._store.files() or draft.registered != self._store.registered_then():
            self._writer.note(draft.files.values())

    def _embed_and_switch(
        self, draft: Draft, clock: _Clock, progress: ProgressCallback | None, kind: Kind, *, anew: bool = False
    ) -> Report:
        plan, fingerprints = draft.plan, self._fingerprints()
        embedded, texts = self._stager.embed(fingerprints, progress, anew=anew)
        rebuilt = kind is Kind.REBUILD
        change = Switch(plan.leaving, tuple(draft.files.values()), fingerprints, everything=rebuilt)
        line = self._writer.switch(
            change,
            lambda: clock.line(plan, embedded, texts - embedded, kind=kind),
            stored=_telling(progress, len(plan.arriving)),
        )
        self._writer.prune()
        logger.info("generation %d: %d passages, %d texts embedded", line.generation, line.passages, embedded)
        self._read_facts(progress)
        return Report(plan, line.generation, embedded, line.reused, line.passages, clock.seconds)

    def _read_facts(self, progress: ProgressCallback | None) -> None:
        """Read the facts of what is new; cancelled here, those of the remaining documents are read by rules alone."""
        if self._facts is None:
            return
        try:
            self._facts.prepare(lambda done, total, source: tell(progress, Progress(Step.FACTS, done, total, source)))
        except Cancelled:
            logger.info("cancelled after the switch: the remaining documents are marked with the next synchronisation")


def _telling(progress: ProgressCallback | None, total: int) -> Callable[[str], None]:
    """Return what is called with each source that is stored."""
    done = 0

    def stored(source: str) -> None:
        nonlocal done
        done += 1
        tell(progress, Progress(Step.STORING, done, max(total, done), source))

    return stored


class _Clock:
    """When a synchronisation began, for its report and its line of the history."""

    def __init__(self) -> None:
        self.at = now()
        self._began = time.perf_counter()

    @property
    def seconds(self) -> float:
        return time.perf_counter() - self._began

    def line(self, plan: Plan, embedded: int, reused: int, *, kind: Kind, restored: int = 0) -> Synchronisation:
        """Return a line of the history, without what only the switch knows."""
        return Synchronisation(
            generation=0,
            started=self.at,
            seconds=self.seconds,
            new=len(plan.new),
            changed=len(plan.changed),
            removed=len(plan.removed),
            unchanged=len(plan.unchanged),
            duplicates=len(plan.duplicates),
            failed=len(plan.failed),
            embedded=embedded,
            reused=reused,
            passages=0,
            moved=len(plan.moved),
            kind=kind,
            restored=restored,
        )
