"""The transaction that makes a change visible: documents, passages, postings, files, vectors in use, generation.

A passage whose indexed text was there before keeps its number, and so its postings: a switch costs what changed.
Runs inside the caller's transaction; does not read files and does not embed.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from corpus.documents import Document, Passage
from index import postings
from index.errors import StoreError
from index.fingerprints import Fingerprints
from index.lexical import indexed_text
from index.records import (
    DOCUMENT_COLUMNS,
    FILE_COLUMNS,
    FileRecord,
    Synchronisation,
    document_from_row,
    document_to_row,
    file_from_row,
    file_to_row,
    passages_from_json,
    text_hash,
)
from index.replaced import keep_documents, keep_earlier, keep_rows
from index.sql import as_list, grouped

_PASSAGES_AT_ONCE = 4096


@dataclass(frozen=True, slots=True)
class Switch:
    """What one synchronisation makes visible, and the file list as it is afterwards.

    The documents of the files `dropped` go, as do the documents `without`; those staged come, in the place of all that
    their files held before, or, `apart`, each in its own. `everything` drops all documents first. `contents` is the
    generation whose content comes back, 0 for a new one.
    """

    dropped: tuple[str, ...]
    files: tuple[FileRecord, ...]
    fingerprints: Fingerprints
    everything: bool = False
    without: tuple[str, ...] = ()
    apart: bool = False
    contents: int = 0


class Staged(NamedTuple):
    """A document that was read and split, and the file that it comes from."""

    file: str
    document: Document
    passages: tuple[Passage, ...]


def switch(
    connection: sqlite3.Connection,
    change: Switch,
    line: Callable[[], Synchronisation],
    *,
    analyse: Callable[[str], Sequence[str]],
    stored: Callable[[str], None],
) -> Synchronisation:
    """Make the change visible and keep what it replaces; `stored` hears of each document.

    Returns the line added to the history: the one that `line` returns, with its `generation` and `passages` filled in.
    Raises `StoreError` when a passage would be left without a vector.
    """
    generation = current_generation(connection) + 1
    before = Fingerprints.from_meta(dict(connection.execute("SELECT key, value FROM meta")))
    arriving = [row[0] for row in connection.execute("SELECT source FROM staged ORDER BY source")]
    leaving = {*change.without, *arriving, *_held(connection, change)}
    # Keep what is replaced. The empty store before the first synchronisation is nothing to go back to.
    same_analysis = before is not None and before.french == change.fingerprints.french
    keep_documents(connection, sorted(leaving) if before else (), equal_ones=not same_analysis)
    if before is not None:
        keep_earlier(connection, generation - 1, before)
    # Drop first, so that the numbers of what goes away are free for what comes.
    _free(connection, sorted(leaving))
    places = _places(connection, arriving) if same_analysis and not change.everything else {}
    if change.everything:
        for table in ("postings", "blocks", "terms"):
            connection.execute(f"DELETE FROM {table}")  # noqa: S608 constant names
    else:
        _remove_postings(connection, places)
    _insert(connection, arriving, places, analyse, stored)
    connection.execute("DELETE FROM staged")
    # Mark the vectors in use; a change of the model concerns all of them.
    model = model_number(connection, change.fingerprints)
    other_model = before is not None and before.model != change.fingerprints.model
    _mark_vectors(connection, model, generation, everywhere=other_model)
    _require_vectors(connection, model, None if other_model else arriving)
    _drop_temporary(connection)
    # Write the rest, and what it replaces.
    files = write_files(connection, change.files)
    if before is not None:
        keep_rows(connection, files, _registered_before(connection))
    note_registered(connection)
    meta = {
        **change.fingerprints.as_meta(),
        "contents": str(change.contents or generation),
        "generation": str(generation),
    }
    connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", meta.items())
    passages = int(connection.execute("SELECT COALESCE(SUM(passages), 0) FROM blocks").fetchone()[0])
    written = replace(line(), generation=generation, passages=passages)
    _write_history(connection, written)
    return written


def current_generation(connection: sqlite3.Connection) -> int:
    """Return the number of the last switch."""
    return int(connection.execute("SELECT value FROM meta WHERE key = 'generation'").fetchone()[0])


def model_number(connection: sqlite3.Connection, fingerprints: Fingerprints) -> int:
    """Return the number of a model in the vector cache, given at its first use."""
    connection.execute(
        "INSERT OR IGNORE INTO models (fingerprint, dimension) VALUES (?, ?)",
        (fingerprints.model, fingerprints.dimension),
    )
    query = "SELECT number FROM models WHERE fingerprint = ?"
    return int(connection.execute(query, (fingerprints.model,)).fetchone()[0])


def staged_document(connection: sqlite3.Connection, source: str) -> Staged:
    """Return one document that was staged."""
    row = connection.execute("SELECT file, document, passages FROM staged WHERE source = ?", (source,)).fetchone()
    document = document_from_row(tuple(json.loads(row[1])))
    return Staged(row[0], document, passages_from_json(row[2], document))


def write_files(connection: sqlite3.Connection, files: Iterable[FileRecord]) -> dict[str, FileRecord | None]:
    """Make the file list equal to `files`; return the rows that this changed as they were, None where there was none."""
    rows = connection.execute(f"SELECT {FILE_COLUMNS} FROM files")  # noqa: S608 constant
    held = {row[0]: row for row in rows}
    wanted = {record.source: file_to_row(record) for record in files}
    gone = [source for source in held if source not in wanted]
    differing = [source for source, row in wanted.items() if held.get(source) != row]
    connection.executemany("DELETE FROM files WHERE source = ?", [(source,) for source in gone])
    marks = ", ".join("?" * 11)
    query = f"INSERT OR REPLACE INTO files VALUES ({marks})"  # noqa: S608 question marks
    connection.executemany(query, [wanted[source] for source in differing])
    return {source: file_from_row(held[source]) if source in held else None for source in (*gone, *differing)}


def note_registered(connection: sqlite3.Connection) -> None:
    """Note the registered paths as those of this synchronisation, for `replaced`."""
    rows = dict(connection.execute("SELECT path, included FROM registered ORDER BY path"))
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('registered', ?)", (json.dumps(rows),))


def _held(connection: sqlite3.Connection, change: Switch) -> list[str]:
    """Return the documents of the files that a change concerns."""
    if change.everything:
        return [row[0] for row in connection.execute("SELECT source FROM documents")]
    files = [*change.dropped]
    if not change.apart:
        files.extend(row[0] for row in connection.execute("SELECT DISTINCT file FROM staged"))
    query = "SELECT source FROM documents WHERE file IN (SELECT value FROM json_each(?))"
    return [row[0] for row in connection.execute(query, (as_list(files),))]


def _registered_before(connection: sqlite3.Connection) -> Mapping[str, bool | None]:
    """Return the paths registered, excluded or forgotten since the last synchronisation, as they were then."""
    now = dict(connection.execute("SELECT path, included FROM registered"))
    row = connection.execute("SELECT value FROM meta WHERE key = 'registered'").fetchone()
    then = now if row is None else json.loads(row[0])
    differing = sorted(path for path in {*now, *then} if now.get(path) != then.get(path))
    return {path: bool(then[path]) if path in then else None for path in differing}


def _free(connection: sqlite3.Connection, sources: Iterable[str]) -> None:
    """Drop documents; their passages' numbers, texts' hashes and packed terms go to the temporary table `freed`."""
    _drop_temporary(connection)
    connection.execute("CREATE TEMP TABLE freed (number INTEGER PRIMARY KEY, text_hash TEXT, terms BLOB)")
    for source in sources:
        row = connection.execute("SELECT number FROM documents WHERE source = ?", (source,)).fetchone()
        if row is not None:
            passages = "SELECT number, text_hash, terms FROM passages WHERE document = ?"
            connection.execute(f"INSERT INTO freed {passages}", row)
            connection.execute("DELETE FROM passages WHERE document = ?", row)
            connection.execute("DELETE FROM documents WHERE number = ?", row)


def _drop_temporary(connection: sqlite3.Connection) -> None:
    connection.execute("DROP TABLE IF EXISTS temp.freed")


def _places(connection: sqlite3.Connection, arriving: Iterable[str]) -> dict[tuple[str, int], int]:
    """Return which freed numbers the passages that arrive can take over: (source, place in its document) → number."""
    spare: dict[str, list[int]] = {}
    for number, key in connection.execute("SELECT number, text_hash FROM freed ORDER BY number DESC"):
        spare.setdefault(key, []).append(number)
    places: dict[tuple[str, int], int] = {}
    for source in arriving if spare else ():
        _, document, passages = staged_document(connection, source)
        for place, passage in enumerate(passages):
            numbers = spare.get(text_hash(indexed_text(document, passage)))
            if numbers:
                places[source, place] = numbers.pop()
    return places


def _remove_postings(connection: sqlite3.Connection, places: Mapping[tuple[str, int], int]) -> None:
    """Remove the postings of the freed numbers that nothing takes over."""
    taken = set(places.values())
    numbers = [row[0] for row in connection.execute("SELECT number FROM freed ORDER BY number")]
    query = "SELECT number, terms FROM freed WHERE number IN (SELECT value FROM json_each(?))"
    for group in grouped([number for number in numbers if number not in taken], _PASSAGES_AT_ONCE):
        postings.remove(connection, dict(connection.execute(query, (as_list(group),))))


def _insert(
    connection: sqlite3.Connection,
    arriving: Iterable[str],
    places: Mapping[tuple[str, int], int],
    analyse: Callable[[str], Sequence[str]],
    stored: Callable[[str], None],
) -> None:
    """Insert the staged documents and their passages."""
    marks = ", ".join("?" * 13)
    query = f"INSERT INTO documents (file, {DOCUMENT_COLUMNS}) VALUES ({marks})"  # noqa: S608 constant columns
    pending: list[tuple[int, Document, Passage]] = []
    for source in arriving:
        file, document, passages = staged_document(connection, source)
        number = connection.execute(query, (file, *document_to_row(document))).lastrowid
        assert number is not None
        for place, passage in enumerate(passages):
            if (source, place) in places:
                _take_over(connection, places[source, place], number, passage)
            else:
                pending.append((number, document, passage))
        if len(pending) >= _PASSAGES_AT_ONCE:
            _insert_passages(connection, pending, analyse)
            pending = []
        stored(source)
    _insert_passages(connection, pending, analyse)


def _take_over(connection: sqlite3.Connection, place: int, document: int, p: Passage) -> None:
    """Insert a passage at a freed number, with the postings and the text hash that are there."""
    connection.execute(
        "INSERT INTO passages SELECT number, ?, ?, ?, ?, ?, ?, text_hash, terms FROM freed WHERE number = ?",
        (p.id, document, p.start, p.end, p.text, p.section, place),
    )


def _insert_passages(
    connection: sqlite3.Connection,
    pending: Sequence[tuple[int, Document, Passage]],
    analyse: Callable[[str], Sequence[str]],
) -> None:
    numbers = postings.free_numbers(connection, len(pending))
    texts = [indexed_text(document, passage) for _, document, passage in pending]
    packed = postings.add(connection, {number: analyse(text) for number, text in zip(numbers, texts, strict=True)})
    connection.executemany(
        "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (number, p.id, document, p.start, p.end, p.text, p.section, text_hash(text), packed[number])
            for number, (document, _, p), text in zip(numbers, pending, texts, strict=True)
        ],
    )


def _mark_vectors(connection: sqlite3.Connection, model: int, generation: int, *, everywhere: bool) -> None:
    """Mark which cached vectors the passages use; of those freed (or of all), the others were released now."""
    used = "model = ? AND EXISTS (SELECT 1 FROM passages p WHERE p.text_hash = vectors.text_hash)"
    concerned = "1" if everywhere else "text_hash IN (SELECT text_hash FROM freed)"
    connection.execute(
        f"UPDATE vectors SET released = ? WHERE {concerned} AND released IS NULL AND NOT ({used})",  # noqa: S608 constant
        (generation, model),
    )
    connection.execute(f"UPDATE vectors SET released = NULL WHERE released IS NOT NULL AND {used}", (model,))  # noqa: S608


def _require_vectors(connection: sqlite3.Connection, model: int, sources: Sequence[str] | None) -> None:
    """Check that the passages of these documents (None: of all) have vectors."""
    query = (
        "SELECT COUNT(*) FROM documents d JOIN passages p ON p.document = d.number WHERE NOT EXISTS "
        "(SELECT 1 FROM vectors v WHERE v.text_hash = p.text_hash AND v.model = ?)"
    )
    if sources is None:
        missing = connection.execute(query, (model,)).fetchone()[0]
    else:
        query += " AND d.source IN (SELECT value FROM json_each(?))"
        missing = connection.execute(query, (model, as_list(sources))).fetchone()[0]
    if missing:
        raise StoreError(
            f"{missing} passages would be left without a vector: nothing was changed; run `interpoles rebuild`"
        )


def _write_history(connection: sqlite3.Connection, line: Synchronisation) -> None:
    columns = (
        "generation, started, seconds, new, changed, removed, unchanged, duplicates, failed, embedded, reused, "
        "passages, moved, kind, restored"
    )
    names = columns.split(", ")
    marks = ", ".join("?" * len(names))
    query = f"INSERT INTO history ({columns}) VALUES ({marks})"  # noqa: S608 constant columns
    connection.execute(query, [getattr(line, name) for name in names])
