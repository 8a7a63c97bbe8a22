"""What a synchronisation would do: compare the files with the store. Reads files; changes and embeds nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.documents import Document
from corpus.errors import UnreadableDocument
from index.files import Discovery, SeenFile, hash_file, looks_unchanged
from index.records import FileRecord, FileState
from index.store import SqliteStore

_CHARACTERS_KEPT = 50_000_000
"""Documents read while planning are kept for `apply` up to this many characters; the others are read again."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be read, and why, in words for the user."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A file that says the same as `original`, which is indexed in its place."""

    source: str
    original: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What a synchronisation would do with each file, made at `generation`; every tuple is in the order of sources.

    Each file is in one tuple only. `duplicates` are files that become aliases now; known aliases are `unchanged`.
    A file in `failed` that was read before keeps its last good version.
    """

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    failed: tuple[Failure, ...] = ()
    duplicates: tuple[Duplicate, ...] = ()
    generation: int = 0

    @property
    def empty(self) -> bool:
        """Say whether a search would find the same as before. Failures alone change nothing."""
        return not (self.new or self.changed or self.removed or self.duplicates)

    def with_failures(self, reasons: Mapping[str, str]) -> Plan:
        """Return the plan with these sources moved to `failed`."""
        failures = {failure.source: failure for failure in self.failed}
        failures.update((source, Failure(source, reason)) for source, reason in reasons.items())
        return replace(
            self,
            new=tuple(source for source in self.new if source not in reasons),
            changed=tuple(source for source in self.changed if source not in reasons),
            unchanged=tuple(source for source in self.unchanged if source not in reasons),
            failed=tuple(failures[source] for source in sorted(failures)),
        )


@dataclass(frozen=True, slots=True)
class Draft:
    """A plan with what was learned while making it: the file list afterwards, and documents already read, by source."""

    plan: Plan
    registered: Mapping[str, bool]
    files: dict[str, FileRecord]
    documents: dict[str, Document]


class Planner:
    """Makes one draft: looks at each file, then decides about each content."""

    def __init__(self, store: SqliteStore, read: Callable[[Path], Document]) -> None:
        self._read = read
        self._characters = 0
        with store.reading() as generation:
            self._generation = generation
            self._registered = store.registered()
            self._known = store.files()
            self._held = store.document_hashes()
        self._store = store
        self._good: dict[str, FileRecord] = {}
        self._failed: dict[str, FileRecord] = {}
        self._documents: dict[str, Document] = {}
        self._differing: set[str] = set()

    def draft(self, discovery: Discovery) -> Draft:
        """Return what to do about the files discovered."""
        for file in discovery.files.values():
            self._look_at(file)
        gone = self._notice_absent(discovery)
        owners = self._owners()
        new, changed, unchanged, duplicates = [], [], [], []
        files = dict(self._failed)
        for source, record in sorted(self._good.items()):
            owner = owners[record.content_hash]
            if owner != source:
                files[source] = replace(record, state=FileState.ALIAS, alias_of=owner)
                known = self._known.get(source)
                if known is not None and known.state is FileState.ALIAS and known.alias_of == owner:
                    unchanged.append(source)
                else:
                    duplicates.append(Duplicate(source, owner))
                continue
            files[source] = replace(record, state=FileState.INDEXED, alias_of="")
            if source not in self._held:
                new.append(source)
            elif self._held[source] != record.content_hash or source in self._differing:
                changed.append(source)
            else:
                unchanged.append(source)
        failures = tuple(Failure(source, record.reason) for source, record in sorted(self._failed.items()))
        plan = Plan(tuple(new), tuple(changed), gone, tuple(unchanged), failures, tuple(duplicates), self._generation)
        needed = {*new, *changed}
        documents = {source: document for source, document in self._documents.items() if source in needed}
        return Draft(plan, self._registered, files, documents)

    def _look_at(self, file: SeenFile) -> None:
        known = self._known.get(file.source)
        if known is not None and known.state is not FileState.FAILED and looks_unchanged(file, known):
            self._good[file.source] = known
            return
        record = FileRecord(file.source, file.size, file.mtime_ns, file.checked_ns, "", "", FileState.INDEXED)
        try:
            record = replace(record, file_hash=hash_file(Path(file.source)))
            if known is not None and known.state is not FileState.FAILED and known.file_hash == record.file_hash:
                self._good[file.source] = replace(
                    known, size=file.size, mtime_ns=file.mtime_ns, checked_ns=file.checked_ns
                )
                return
            document = self._read(Path(file.source))
        except UnreadableDocument as error:
            self._fail(record, error.reason)
            return
        except OSError as error:
            self._fail(record, f"the file cannot be opened: {error.strerror or error}")
            return
        warnings = "; ".join(document.warnings)
        self._good[file.source] = replace(record, content_hash=document.content_hash, reason=warnings)
        self._keep(document)

    def _keep(self, document: Document) -> None:
        if self._held.get(document.source) == document.content_hash:
            # The same words from other bytes: changed only if something else that is shown differs.
            if self._store.document_at(document.source) == document:
                return
            self._differing.add(document.source)
        if self._characters + len(document.text) <= _CHARACTERS_KEPT:
            self._characters += len(document.text)
            self._documents[document.source] = document

    def _fail(self, record: FileRecord, reason: str) -> None:
        known = self._known.get(record.source)
        self._failed[record.source] = replace(
            record,
            state=FileState.FAILED,
            reason=reason,
            content_hash=self._held.get(record.source, ""),
            indexed_at=known.indexed_at if known is not None else "",
        )

    def _notice_absent(self, discovery: Discovery) -> tuple[str, ...]:
        """Return the sources that are gone; note as failed those that only cannot be seen."""
        gone = []
        for path, reason in discovery.unlisted.items():
            self._fail(FileRecord(path, 0, 0, 0, "", "", FileState.FAILED), reason)
        for source, known in self._known.items():
            if source in self._good or source in self._failed:
                continue
            reason_hidden = discovery.hidden(source)
            if reason_hidden is not None:
                self._fail(known, reason_hidden)
            elif known.state is not FileState.FAILED or source in self._held:
                gone.append(source)
        return tuple(gone)

    def _owners(self) -> dict[str, str]:
        """Return which source is indexed for each content: one that already is, else the first by name."""
        owners = {record.content_hash: source for source, record in self._failed.items() if source in self._held}
        held = [source for source, record in self._good.items() if self._held.get(source) == record.content_hash]
        for source in (*sorted(held), *sorted(self._good)):
            owners.setdefault(self._good[source].content_hash, source)
        return owners
