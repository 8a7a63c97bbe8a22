"""What a marker told of the documents of a store, kept by content hash: a text is marked once, and again only by another marker.

Does not know how marks are made, nor which facts follow from them.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from corpus.documents import Document
from corpus.marks import FactMarker, Mark, MarkingError, Role, Told
from index.errors import StoreBusy
from index.sql import as_list, grouped
from index.store import SqliteStore

logger = logging.getLogger(__name__)

_KEPT_TOGETHER = 20


def mark_documents(
    store: SqliteStore,
    documents: Sequence[Document],
    marker: FactMarker,
    progress: Callable[[int, int, str], None] | None = None,
) -> None:
    """Mark the documents that are not marked yet; `progress` is told how many of how many, and the last one.

    What is marked is kept every few documents, so that little is lost where it is interrupted. Where nothing can be
    marked or kept, that is logged and the rest goes on.
    """
    marked = marked_texts(store, marker)
    missing = list({one.content_hash: one for one in documents if one.content_hash not in marked}.values())
    try:
        for first in range(0, len(missing), _KEPT_TOGETHER):
            fresh: dict[str, tuple[Told, ...]] = {}
            for number, document in enumerate(missing[first : first + _KEPT_TOGETHER], start=first + 1):
                fresh[document.content_hash] = marker.told(document)
                if progress is not None:
                    progress(number, len(missing), document.source)
            _keep(store, marker, fresh, [document.content_hash for document in documents])
    except (MarkingError, StoreBusy) as error:
        logger.warning("facts are read by rules alone in documents that could not be marked: %s", error)


def marked_texts(store: SqliteStore, marker: FactMarker) -> frozenset[str]:
    """Return the content hashes of the texts that a marker has marked."""
    with store.connections.reading() as connection:
        rows = connection.execute("SELECT content_hash FROM marks WHERE marker = ?", (marker.fingerprint,))
        return frozenset(row[0] for row in rows)


def marked_count(store: SqliteStore, marker: FactMarker) -> int:
    """Return how many texts a marker has marked."""
    with store.connections.reading() as connection:
        query = "SELECT COUNT(*) FROM marks WHERE marker = ?"
        return int(connection.execute(query, (marker.fingerprint,)).fetchone()[0])


def is_all_marked(store: SqliteStore, marker: FactMarker) -> bool:
    """Tell whether a marker has marked every document. Reads no text."""
    query = "SELECT EXISTS (SELECT 1 FROM documents WHERE content_hash NOT IN (SELECT content_hash FROM marks WHERE marker = ?))"
    with store.connections.reading() as connection:
        return not connection.execute(query, (marker.fingerprint,)).fetchone()[0]


def kept_marks(store: SqliteStore, marker: FactMarker, hashes: Iterable[str]) -> Mapping[str, tuple[Told, ...]]:
    """Return what a marker told of texts, by content hash, of those that it has marked."""
    kept: dict[str, tuple[Told, ...]] = {}
    query = "SELECT content_hash, told FROM marks WHERE marker = ? AND content_hash IN (SELECT value FROM json_each(?))"
    with store.connections.reading() as connection:
        for group in grouped(list(hashes)):
            for key, told in connection.execute(query, (marker.fingerprint, as_list(group))):
                kept[key] = tuple(Told(_mark(anchor), tuple(map(_mark, parts))) for anchor, parts in json.loads(told))
    return kept


def _keep(store: SqliteStore, marker: FactMarker, fresh: Mapping[str, Sequence[Told]], hashes: Iterable[str]) -> None:
    """Keep new marks and let go of those of another marker, or whose text is in no document any more."""
    rows = [
        (key, marker.fingerprint, json.dumps([[_row(one.anchor), list(map(_row, one.parts))] for one in told]))
        for key, told in fresh.items()
    ]
    with store.connections.writing() as connection:
        connection.executemany("INSERT OR REPLACE INTO marks VALUES (?, ?, ?)", rows)
        connection.execute(
            "DELETE FROM marks WHERE marker != ? OR content_hash NOT IN (SELECT value FROM json_each(?))",
            (marker.fingerprint, as_list(list(hashes))),
        )


def _row(mark: Mark) -> list[Any]:
    return [mark.role, mark.start, mark.end, round(mark.probability, 3)]


def _mark(row: Sequence[Any]) -> Mark:
    role, start, end, probability = row
    return Mark(Role(role), start, end, probability)
