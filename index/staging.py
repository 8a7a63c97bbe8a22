"""Reading, splitting and embedding what a synchronisation will make visible. Nothing of it is seen before the switch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from corpus.documents import Document, Passage
from corpus.errors import UnreadableDocument
from index.contracts import Embedder
from index.fingerprints import Fingerprints
from index.lexical import indexed_text
from index.planning import Draft
from index.records import FileState, text_hash
from index.reports import Progress, ProgressCallback, Step, tell
from index.store import SqliteStore
from index.writing import StoreWriter

_TEXTS_AT_ONCE = 64
_DOCUMENTS_AT_ONCE = 100
_CHARACTERS_AT_ONCE = 5_000_000


class Stager:
    """Fills the staging table and the cache of vectors, in batches that are committed one by one."""

    def __init__(
        self,
        store: SqliteStore,
        writer: StoreWriter,
        embedder: Embedder,
        read: Callable[[Path], Document],
        split: Callable[[Document], Sequence[Passage]],
    ) -> None:
        self._store = store
        self._writer = writer
        self._embedder = embedder
        self._read = read
        self._split = split

    def stage(
        self, draft: Draft, sources: Sequence[str], progress: ProgressCallback | None, *, keep_stored: bool
    ) -> Draft:
        """Read and split the files into the staging table; return the draft as it stands after late failures.

        With `keep_stored`, a file that cannot be read is staged with its stored text.
        """
        self._writer.clear_staged()
        files, failures = dict(draft.files), {}
        batch: list[tuple[Document, tuple[Passage, ...]]] = []
        for done, source in enumerate(sources, start=1):
            try:
                document = self._document(draft, source)
                batch.append((document, self._passages(document)))
                if files[source].state is not FileState.FAILED:
                    files[source] = replace(files[source], content_hash=document.content_hash, indexed_at=now())
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

    def embed(self, fingerprints: Fingerprints, progress: ProgressCallback | None, *, anew: bool) -> tuple[int, int]:
        """Embed the staged texts that have no vector, in small committed batches. Return (embedded, all) texts.

        With `anew`, all of them are.
        """
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


def now() -> str:
    """Return the time in ISO 8601 UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")
