"""What the Documents tab lists: a row for each file that the store knows. Texts are read once a generation, not kept."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from threading import Lock

from index.synchronising import FileStatus
from ui.contracts import PageApplication
from ui.document_list import Row


@dataclass(frozen=True, slots=True)
class _Head:
    """What a row says of a document beside what the status says of its file."""

    title: str
    date: str
    publisher: str
    inferred: tuple[str, ...]


class Catalogue:
    """The rows of the list. Safe to share between threads."""

    def __init__(self, application: PageApplication) -> None:
        self._application = application
        self._lock = Lock()
        self._generation = -1
        self._heads: dict[str, _Head] = {}

    def rows(self) -> tuple[Row, ...]:
        """Return a row for each file, in the order of sources."""
        heads = self._known()
        return tuple(_row(file, heads.get(file.source)) for file in self._application.synchroniser.status().files)

    def titles(self) -> tuple[str, ...]:
        """Return the titles of the documents, in the order of sources."""
        return tuple(head.title for _, head in sorted(self._known().items()))

    def _known(self) -> dict[str, _Head]:
        store = self._application.store
        with self._lock:
            generation = store.generation
            if generation != self._generation:
                self._heads = {d.source: _Head(d.title, d.date, d.publisher, d.inferred) for d in store.documents()}
                self._generation = generation
            return self._heads


def _row(file: FileStatus, head: _Head | None) -> Row:
    held = file.coverage
    # A synchronisation may end between two reads: a document without its file is then not shown yet.
    head = head or _Head(PurePath(file.source).name if held is None else held.title, "", "", ())
    return Row(
        document_id="" if held is None else held.document_id,
        title=head.title,
        date=head.date,
        publisher=head.publisher,
        source=file.source,
        passages=0 if held is None else held.passages,
        characters=0 if held is None else held.characters,
        indexed_at=file.indexed_at,
        reason=file.reason,
        alias_of=file.alias_of,
        warning=file.warning,
        pages=0 if held is None else held.pages,
        inferred=head.inferred,
    )
