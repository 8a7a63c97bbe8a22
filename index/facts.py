"""The facts of the documents of a store, extracted at first use and kept by content hash, then corrected by persons.

A text is read again when the rules, the names or its marks have changed. Quotations are never kept: they are cut from the text.
Corrections are applied to what is kept, and never kept with it. Does not know what a fact is for.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

from corpus import facts as rules
from corpus.corrections import Corrected, corrected
from corpus.corrections_file import FILE_NAME as CORRECTIONS
from corpus.corrections_file import read_corrections
from corpus.documents import Document, Span
from corpus.facts import Fact, FactKind, Field, FieldName, extract_facts
from corpus.marks import FactMarker
from corpus.name_corrections import FILE_NAME as NAMES
from corpus.naming import Names
from corpus.one_spelling import spelled_alike
from index.errors import StoreBusy
from index.marking import is_all_marked, kept_marks, mark_documents, marked_count, marked_texts
from index.sql import as_list, grouped
from index.store import SqliteStore

logger = logging.getLogger(__name__)


class KnownFacts:
    """The facts of a store as they are now, corrected; read again when the corpus or a person's file has changed.

    Safe to share between threads.
    """

    def __init__(self, store: SqliteStore, names: Callable[[], Names], marker: FactMarker | None = None) -> None:
        self._store = store
        self._marker = marker
        self.names = names
        self._lock = Lock()
        self._state: tuple[int, int, str] | None = None
        self._known = Corrected(())

    def corrected(self) -> Corrected:
        """Return the facts and what became of each correction. Raises `CorrectionsFileError`."""
        with self._lock:
            # Read first: if the corpus changes meanwhile, the facts are read once more than needed, never once too few.
            own = _digest(self._store.home / CORRECTIONS, self._store.home / NAMES)
            marked = marked_count(self._store, self._marker) if self._marker else 0
            state = (self._store.generation, marked, own)
            if state != self._state:
                self._known = corrected_facts(self._store, self.names, self._marker)
                self._state = state
            return self._known

    def __call__(self) -> tuple[Fact, ...]:
        """Return the facts alone."""
        return self.corrected().facts

    def extracted(self) -> tuple[Fact, ...]:
        """Return the facts before any correction."""
        return extracted_facts(self._store, self._store.documents(), self.names, self._marker)

    def prepare(self, progress: Callable[[int, int, str], None] | None = None) -> None:
        """Mark the documents that are not marked yet, and read their facts: until then they are read by rules alone.

        `progress` is told how many of how many, and the last one.
        """
        if self._marker is None or is_all_marked(self._store, self._marker):
            return
        mark_documents(self._store, self._store.documents(), self._marker, progress)
        self.extracted()


def corrected_facts(store: SqliteStore, names: Callable[[], Names], marker: FactMarker | None = None) -> Corrected:
    """Return the facts after the corrections of `<home>/corrections.yaml`, and what became of each of these.

    `names` is called only if a document is not cached or a correction gives a field. Raises `CorrectionsFileError`.
    """
    corrections = read_corrections(store.home / CORRECTIONS)
    names = lru_cache(maxsize=1)(names)
    documents = store.documents()
    facts = extracted_facts(store, documents, names, marker)
    return corrected(facts, corrections, documents, names)


def extracted_facts(
    store: SqliteStore, documents: Sequence[Document], names: Callable[[], Names], marker: FactMarker | None = None
) -> tuple[Fact, ...]:
    """Return what the rules read in documents of the store, and what was marked in them, before any correction.

    A name that no list knows has the same canonical form in all documents.
    """
    names = lru_cache(maxsize=1)(names)
    hashes = [document.content_hash for document in documents]
    marked = marked_texts(store, marker) if marker else frozenset()
    rules = f"{rules_version()}{_digest(store.home / NAMES)}"
    versions = {key: f"{rules}{marker.fingerprint if marker and key in marked else ''}" for key in hashes}
    kept = _kept(store, versions)
    found: dict[str, tuple[Fact, ...]] = {}
    fresh: dict[str, tuple[Fact, ...]] = {}
    told = kept_marks(store, marker, marked.intersection(hashes).difference(kept)) if marker else {}
    for document in documents:
        facts = _from_json(kept.get(document.content_hash), document)
        if facts is None:
            marks = told.get(document.content_hash, ())
            facts = fresh[document.content_hash] = extract_facts(document, names(), marks)
        found[document.id] = facts
    if fresh:
        try:
            _keep(store, versions, fresh)
        except StoreBusy as error:
            logger.info("facts were not cached, a synchronisation is writing: %s", error)
    return spelled_alike((fact for document in documents for fact in found[document.id]), names)


def _kept(store: SqliteStore, versions: Mapping[str, str]) -> dict[str, str]:
    """Return the cached rows of contents that the given versions of rules, names and marks made."""
    kept: dict[str, str] = {}
    query = "SELECT content_hash, facts FROM facts WHERE rules = ? AND content_hash IN (SELECT value FROM json_each(?))"
    with store.connections.reading() as connection:
        for version in sorted(set(versions.values())):
            for group in grouped([key for key in versions if versions[key] == version]):
                kept.update(connection.execute(query, (version, as_list(group))))
    return kept


def _keep(store: SqliteStore, versions: Mapping[str, str], fresh: Mapping[str, tuple[Fact, ...]]) -> None:
    """Cache new facts and let go of those whose text is in no document any more."""
    rows = [(key, versions[key], json.dumps([_to_json(fact) for fact in facts])) for key, facts in fresh.items()]
    with store.connections.writing() as connection:
        connection.executemany("INSERT OR REPLACE INTO facts VALUES (?, ?, ?)", rows)
        connection.execute(
            "DELETE FROM facts WHERE content_hash NOT IN (SELECT value FROM json_each(?))", (as_list(list(versions)),)
        )


@lru_cache(maxsize=1)
def rules_version(folder: Path = Path(rules.__file__).parent) -> str:
    """Return a digest of the code and the names that facts follow from: those of `corpus` and of the folders in it."""
    digest = hashlib.sha256()
    for path in (*sorted(folder.rglob("*.py")), *sorted((folder / "names").glob("*.yaml"))):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _digest(*paths: Path) -> str:
    """Return a digest of the files that are there; empty where there is none."""
    contents = [(path.name, path.read_bytes()) for path in paths if path.is_file()]
    if not contents:
        return ""
    digest = hashlib.sha256()
    for name, content in contents:
        digest.update(name.encode() + b"\0" + content)
    return digest.hexdigest()[:16]


def _to_json(fact: Fact) -> list[Any]:
    fields = [[f.name, f.canonical, f.start, f.end, f.inferred] for f in fact.fields]
    spans = [[span.start, span.end] for span in (fact.sentence, *fact.repeated)]
    return [fact.kind, fact.confidence, fields, spans]


def _from_json(text: str | None, document: Document) -> tuple[Fact, ...] | None:
    """Return cached facts, None where there are none; quotations are cut from the document's own text."""
    return None if text is None else tuple(_facts(json.loads(text), document))


def _facts(rows: list[Any], document: Document) -> Iterator[Fact]:
    for kind, confidence, fields, spans in rows:
        quoted = tuple(
            Field(FieldName(name), document.text[start:end], canonical, start, end, inferred)
            for name, canonical, start, end, inferred in fields
        )
        sentence, *repeated = (Span(start, end) for start, end in spans)
        yield Fact(FactKind(kind), quoted, document.id, sentence, confidence, tuple(repeated))
