"""The tables of the store and their numbered migrations. Knows SQL, not what is done with the rows.

A store of version n is brought to version n + 1 by `MIGRATIONS[n]`; `PRAGMA user_version` holds the number reached.
"""

from __future__ import annotations

import sqlite3
import uuid

from index.errors import StoreTooNew

_FIRST = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- What the user asked to index; included = 0 is a path inside a registered folder that was removed by hand.
CREATE TABLE registered (path TEXT PRIMARY KEY, included INTEGER NOT NULL) STRICT, WITHOUT ROWID;

-- One row a file seen, whatever became of it. A failed file that was read before keeps its document.
CREATE TABLE files (
    source TEXT PRIMARY KEY,
    size INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL,
    checked_ns INTEGER NOT NULL,
    file_hash TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('indexed', 'alias', 'failed')),
    reason TEXT NOT NULL,
    alias_of TEXT NOT NULL,
    indexed_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE documents (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    source TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    language TEXT NOT NULL,
    date TEXT NOT NULL,
    publisher TEXT NOT NULL,
    url TEXT NOT NULL,
    pages TEXT NOT NULL,
    sections TEXT NOT NULL,
    content_hash TEXT NOT NULL
) STRICT;

-- number addresses the postings (block = number / 1024); terms is the packed list of term numbers, to delete them by.
CREATE TABLE passages (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    document INTEGER NOT NULL REFERENCES documents (number),
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    text TEXT NOT NULL,
    section TEXT NOT NULL,
    text_hash TEXT NOT NULL,
    terms BLOB NOT NULL
) STRICT;
CREATE INDEX passages_by_document ON passages (document, "start");
CREATE INDEX passages_by_text ON passages (text_hash);

CREATE TABLE models (
    number INTEGER PRIMARY KEY, fingerprint TEXT NOT NULL UNIQUE, dimension INTEGER NOT NULL
) STRICT;

-- The cache of embeddings. released = the generation at which no passage used the row any more, NULL while in use.
CREATE TABLE vectors (
    number INTEGER PRIMARY KEY,
    text_hash TEXT NOT NULL,
    model INTEGER NOT NULL REFERENCES models (number),
    vector BLOB NOT NULL,
    released INTEGER,
    UNIQUE (text_hash, model)
) STRICT;
CREATE INDEX vectors_released ON vectors (released) WHERE released IS NOT NULL;

CREATE TABLE terms (number INTEGER PRIMARY KEY, term TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE postings (
    term INTEGER NOT NULL, block INTEGER NOT NULL, entries BLOB NOT NULL, PRIMARY KEY (term, block)
) STRICT, WITHOUT ROWID;
CREATE TABLE blocks (
    number INTEGER PRIMARY KEY, passages INTEGER NOT NULL, terms INTEGER NOT NULL, lengths BLOB NOT NULL
) STRICT;

-- Documents that a running synchronisation has read and that the next switch makes visible.
CREATE TABLE staged (
    source TEXT PRIMARY KEY, document TEXT NOT NULL, passages TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE history (
    number INTEGER PRIMARY KEY,
    generation INTEGER NOT NULL,
    started TEXT NOT NULL,
    seconds REAL NOT NULL,
    new INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    removed INTEGER NOT NULL,
    unchanged INTEGER NOT NULL,
    duplicates INTEGER NOT NULL,
    failed INTEGER NOT NULL,
    embedded INTEGER NOT NULL,
    reused INTEGER NOT NULL,
    passages INTEGER NOT NULL
) STRICT;
"""

_FACTS = """
-- The cache of extracted facts: what a text says under one version of the rules, whichever documents hold the text.
CREATE TABLE facts (
    content_hash TEXT PRIMARY KEY, rules TEXT NOT NULL, facts TEXT NOT NULL
) STRICT, WITHOUT ROWID;
"""

_INFERRED = """
-- Which fields of a document were concluded from its text, separated by spaces.
ALTER TABLE documents ADD COLUMN inferred TEXT NOT NULL DEFAULT '';
"""

_ROLLBACK = """
-- What the last switch replaced: documents in the form of `staged`, NULL for a source that it brought …
CREATE TABLE replaced_documents (source TEXT PRIMARY KEY, document TEXT, passages TEXT) STRICT;
-- … and rows of `files` and `registered` as JSON arrays, NULL for a row that it brought.
CREATE TABLE replaced_rows (
    kind TEXT NOT NULL CHECK (kind IN ('file', 'registered')),
    name TEXT NOT NULL,
    content TEXT,
    PRIMARY KEY (kind, name)
) STRICT, WITHOUT ROWID;

ALTER TABLE history ADD COLUMN moved INTEGER NOT NULL DEFAULT 0;
ALTER TABLE history ADD COLUMN kind TEXT NOT NULL DEFAULT 'synchronisation';
ALTER TABLE history ADD COLUMN restored INTEGER NOT NULL DEFAULT 0;

-- What is asked of every document at once, so that their texts need not be read for it.
ALTER TABLE documents ADD COLUMN characters INTEGER GENERATED ALWAYS AS (LENGTH(text)) VIRTUAL;
ALTER TABLE documents ADD COLUMN page_count INTEGER GENERATED ALWAYS AS (json_array_length(pages)) VIRTUAL;
CREATE INDEX documents_overview ON documents (source, content_hash, id, title, characters, page_count);
"""

_PARTS = """
-- A file may hold several documents: `file` is the one that a document comes from, `source` names the document itself.
ALTER TABLE documents ADD COLUMN file TEXT NOT NULL DEFAULT '';
UPDATE documents SET file = source;
ALTER TABLE staged ADD COLUMN file TEXT NOT NULL DEFAULT '';
DELETE FROM staged;
ALTER TABLE replaced_documents ADD COLUMN file TEXT NOT NULL DEFAULT '';
UPDATE replaced_documents SET file = source;
-- What is to be said of its parts: a JSON array of [source, state, words], see `records.Part`.
ALTER TABLE files ADD COLUMN parts TEXT NOT NULL DEFAULT '[]';
DROP INDEX documents_overview;
CREATE INDEX documents_overview ON documents (file, source, content_hash, id, title, characters, page_count);
"""

_MARKS = """
-- What a marker told of a text, whichever documents hold the text. A table with rowids, so that to know what is there
-- its long rows need not be read.
CREATE TABLE marks (content_hash TEXT NOT NULL, marker TEXT NOT NULL, told TEXT NOT NULL) STRICT;
CREATE UNIQUE INDEX marks_by_text ON marks (content_hash, marker);
"""

MIGRATIONS: tuple[str, ...] = (_FIRST, _FACTS, _INFERRED, _ROLLBACK, _PARTS, _MARKS)
"""One script a version, applied in order; never edited once released."""


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the database to the newest version, in one transaction. Raises `StoreTooNew`."""
    if _version(connection) == len(MIGRATIONS):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = _version(connection)
        if version > len(MIGRATIONS):
            raise StoreTooNew(
                f"the store has version {version} and this program knows versions up to {len(MIGRATIONS)}: "
                "update the program, or use another home folder"
            )
        for script in MIGRATIONS[version:]:
            for statement in _statements(script):
                connection.execute(statement)
        if version == 0:
            rows = [("generation", "0"), ("identity", uuid.uuid4().hex)]
            connection.executemany("INSERT INTO meta VALUES (?, ?)", rows)
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
        connection.execute("COMMIT")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def require_known_version(connection: sqlite3.Connection) -> None:
    """Check a store that may not be migrated because it is opened to be read. Raises `StoreTooNew`."""
    version = _version(connection)
    if version != len(MIGRATIONS):
        raise StoreTooNew(
            f"the store has version {version} and this program reads version {len(MIGRATIONS)}: "
            "open it once for writing (`interpoles sync`), or update the program"
        )


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _statements(script: str) -> list[str]:
    statements, current = [], ""
    for line in script.splitlines(keepends=True):
        current += line
        if sqlite3.complete_statement(current):
            statements.append(current)
            current = ""
    return statements
