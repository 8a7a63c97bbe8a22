"""What a synchronisation would do: compare the files with the store. Reads files; changes and embeds nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.documents import document_id
from corpus.errors import UnreadableDocument
from index.contents import Contents, Read, contents_of
from index.files import Discovery, SeenFile, hash_file, looks_unchanged
from index.moves import match_moves
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
class Move:
    """A file that vanished at `old` and appeared with the same content at `new`."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What a synchronisation would do with each file, made at `generation`; every tuple is in the order of sources.

    Each file is in one tuple only; a moved one, under its two names, in `moved`. `duplicates` are files that become
    aliases now; known aliases are `unchanged`. A file in `failed` that was read before keeps its last good version.
    Of a file of several documents, those that cannot be read are in `failed` under their own sources.
    """

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    failed: tuple[Failure, ...] = ()
    duplicates: tuple[Duplicate, ...] = ()
    generation: int = 0
    moved: tuple[Move, ...] = ()

    @property
    def empty(self) -> bool:
        """Say whether a search would find the same as before. Failures alone change nothing."""
        return not (self.new or self.changed or self.removed or self.duplicates or self.moved)

    @property
    def arriving(self) -> tuple[str, ...]:
        """Return the sources whose documents are read: new, changed and moved ones, in the order of sources."""
        return tuple(sorted((*self.new, *self.changed, *(move.new for move in self.moved))))

    @property
    def leaving(self) -> tuple[str, ...]:
        """Return the sources whose documents go: removed ones, the old names of moved ones, and what becomes an alias."""
        return (*self.removed, *(move.old for move in self.moved), *(copy.source for copy in self.duplicates))

    def with_failures(self, reasons: Mapping[str, str]) -> Plan:
        """Return the plan with these sources moved to `failed`; one that was moved is removed at its old name."""
        failures = {failure.source: failure for failure in self.failed}
        failures.update((source, Failure(source, reason)) for source, reason in reasons.items())
        lost = (move.old for move in self.moved if move.new in reasons)
        return replace(
            self,
            new=tuple(source for source in self.new if source not in reasons),
            changed=tuple(source for source in self.changed if source not in reasons),
            removed=tuple(sorted((*self.removed, *lost))),
            unchanged=tuple(source for source in self.unchanged if source not in reasons),
            failed=tuple(failures[source] for source in sorted(failures)),
            moved=tuple(move for move in self.moved if move.new not in reasons),
        )


@dataclass(frozen=True, slots=True)
class Draft:
    """A plan with what was learned while making it: the file list afterwards, and files already read, by source."""

    plan: Plan
    registered: Mapping[str, bool]
    files: dict[str, FileRecord]
    contents: dict[str, Contents]


class Planner:
    """Makes one draft: looks at each file, then decides about each content.

    `heard` is called after each file that had to be looked into, with how many of how many were, and its source.
    """

    def __init__(self, store: SqliteStore, read: Read, heard: Callable[[int, int, str], None]) -> None:
        self._read = read
        self._heard = heard
        self._characters = 0
        with store.reading() as generation:
            self._generation = generation
            self._registered = store.registered()
            self._known = store.files()
            self._held = store.file_hashes()
        self._store = store
        self._good: dict[str, FileRecord] = {}
        self._failed: dict[str, FileRecord] = {}
        self._vanished: dict[tuple[str, str], FileRecord] = {}
        self._contents: dict[str, Contents] = {}
        self._differing: set[str] = set()

    def draft(self, discovery: Discovery) -> Draft:
        """Return what to do about the files discovered."""
        self._note_vanished(discovery)
        differing = [file for file in discovery.files.values() if not self._is_known(file)]
        for done, file in enumerate(differing, start=1):
            self._look_into(file)
            self._heard(done, len(differing), file.source)
        gone = self._notice_absent(discovery)
        owners = self._owners()
        moves = self._moves(gone, owners)
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
            if source in moves:
                continue
            if source not in self._held:
                new.append(source)
            elif self._held[source] != record.content_hash or source in self._differing:
                changed.append(source)
            else:
                unchanged.append(source)
        failures = {source: record.reason for source, record in self._failed.items()}
        for record in files.values():
            if record.state is FileState.INDEXED:
                failures.update((part.source, part.words) for part in record.parts if part.state is FileState.FAILED)
        plan = Plan(
            tuple(new),
            tuple(changed),
            tuple(source for source in gone if source not in moves.values()),
            tuple(unchanged),
            tuple(Failure(source, reason) for source, reason in sorted(failures.items())),
            tuple(duplicates),
            self._generation,
            tuple(Move(old, source) for source, old in sorted(moves.items())),
        )
        needed = set(plan.arriving)
        contents = {source: found for source, found in self._contents.items() if source in needed}
        return Draft(plan, self._registered, files, contents)

    def _is_known(self, file: SeenFile) -> bool:
        """Say whether size and time prove that the file is as it was; if so, it is good."""
        known = self._known.get(file.source)
        if known is None or known.state is FileState.FAILED or not looks_unchanged(file, known):
            return False
        self._good[file.source] = known
        return True

    def _look_into(self, file: SeenFile) -> None:
        known = self._known.get(file.source)
        record = FileRecord(file.source, file.size, file.mtime_ns, file.checked_ns, "", "", FileState.INDEXED)
        try:
            record = replace(record, file_hash=hash_file(Path(file.source)))
            if known is not None and known.state is not FileState.FAILED and known.file_hash == record.file_hash:
                self._good[file.source] = replace(
                    known, size=file.size, mtime_ns=file.mtime_ns, checked_ns=file.checked_ns
                )
                return
            origin = self._vanished.get((record.file_hash, Path(file.source).name)) if known is None else None
            found = None if origin is None else self._renamed(origin, file.source)
            if found is None:
                found = contents_of(self._read, file.source)
        except UnreadableDocument as error:
            self._fail(record, error.reason)
            return
        except OSError as error:
            self._fail(record, f"the file cannot be opened: {error.strerror or error}")
            return
        self._good[file.source] = replace(
            record, content_hash=found.content_hash, reason=found.warning, parts=found.parts
        )
        self._keep(found)

    def _note_vanished(self, discovery: Discovery) -> None:
        """Note by bytes and name the files that are gone, for those that appear elsewhere: a renamed folder is not read."""
        for source, known in self._known.items():
            absent = source not in discovery.files and source in self._held
            if absent and known.state is FileState.INDEXED and discovery.hidden(source) is None:
                self._vanished[known.file_hash, Path(source).name] = known

    def _renamed(self, origin: FileRecord, source: str) -> Contents | None:
        """Return what is held of a file that vanished as that of one of the same bytes and name; None for several."""
        document = self._store.document_at(origin.source)
        if document is None:
            return None
        return Contents(source, (replace(document, id=document_id(source), source=source),), warning=origin.reason)

    def _keep(self, found: Contents) -> None:
        if self._held.get(found.file) == found.content_hash:
            # The same words from other bytes: changed only if something else that is shown differs.
            if self._store.documents_in(found.file) == found.documents:
                return
            self._differing.add(found.file)
        if self._characters + found.characters <= _CHARACTERS_KEPT:
            self._characters += found.characters
            self._contents[found.file] = found

    def _fail(self, record: FileRecord, reason: str) -> None:
        known = self._known.get(record.source)
        self._failed[record.source] = replace(
            record,
            state=FileState.FAILED,
            reason=reason,
            content_hash=self._held.get(record.source, ""),
            parts=(),
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

    def _moves(self, gone: tuple[str, ...], owners: Mapping[str, str]) -> dict[str, str]:
        """Return the moved files: new name → old name. Only a file never seen before can be one that was moved."""
        vanished = {source: self._known[source] for source in gone if source in self._held}
        came = {
            source: record
            for source, record in self._good.items()
            if source not in self._known and owners[record.content_hash] == source
        }
        return match_moves(vanished, came)

    def _owners(self) -> dict[str, str]:
        """Return which source is indexed for each content: one that already is, else the first by name."""
        owners = {record.content_hash: source for source, record in self._failed.items() if source in self._held}
        held = [source for source, record in self._good.items() if self._held.get(source) == record.content_hash]
        for source in (*sorted(held), *sorted(self._good)):
            owners.setdefault(self._good[source].content_hash, source)
        return owners
