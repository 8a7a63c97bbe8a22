"""Reading, splitting and embedding what a synchronisation will show. Nothing of it is seen before the switch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from corpus.documents import Document, Passage
from corpus.errors import UnreadableDocument
from index.contents import Contents, Read, contents_of
from index.contracts import Embedder
from index.fingerprints import Fingerprints
from index.lexical import indexed_text
from index.planning import Draft
from index.records import FileState, text_hash
from index.reports import Progress, ProgressCallback, Step, tell
from index.store import SqliteStore
from index.switching import Staged
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
        read: Read,
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
        batch: list[Staged] = []
        for done, source in enumerate(sources, start=1):
            try:
                found = self._contents(draft, source)
                batch.extend(self._split_all(source, found.documents))
                if files[source].state is not FileState.FAILED:
                    files[source] = replace(
                        files[source],
                        content_hash=found.content_hash,
                        reason=found.warning,
                        parts=found.parts,
                        indexed_at=now(),
                    )
            except UnreadableDocument as error:
                failures[source] = error.reason
                stored = self._store.documents_in(source)
                files[source] = replace(
                    files[source],
                    state=FileState.FAILED,
                    reason=error.reason,
                    parts=(),
                    content_hash=Contents(source, stored).content_hash if stored else "",
                )
                if keep_stored:
                    batch.extend(self._split_all(source, stored))
            size = sum(len(staged.document.text) for staged in batch)
            if len(batch) >= _DOCUMENTS_AT_ONCE or size >= _CHARACTERS_AT_ONCE:
                self._writer.stage(batch)
                batch = []
            tell(progress, Progress(Step.READING, done, len(sources), source))
        self._writer.stage(batch)
        return replace(draft, files=files, plan=draft.plan.with_failures(failures), contents={})

    def embed(self, fingerprints: Fingerprints, progress: ProgressCallback | None, *, anew: bool) -> tuple[int, int]:
        """Embed the staged texts that have no vector, in small committed batches. Return (embedded, all) texts.

        With `anew`, all of them are.
        """
        wanted: dict[str, None] = {}
        for _, document, passages in self._writer.staged():
            wanted.update(dict.fromkeys(text_hash(indexed_text(document, passage)) for passage in passages))
        missing = set(wanted) if anew else self._writer.missing(wanted, fingerprints.model)
        total, done = len(missing), 0
        pending: dict[str, str] = {}
        for _, document, passages in self._writer.staged() if missing else ():
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

    def _contents(self, draft: Draft, source: str) -> Contents:
        if source in draft.contents:
            return draft.contents[source]
        try:
            return contents_of(self._read, source)
        except OSError as error:
            raise UnreadableDocument(source, f"the file cannot be opened: {error.strerror or error}") from error

    def _split_all(self, file: str, documents: Sequence[Document]) -> list[Staged]:
        return [Staged(file, document, self._passages(document)) for document in documents]

    def _passages(self, document: Document) -> tuple[Passage, ...]:
        passages = tuple(self._split(document))
        for passage in passages:
            if document.text[passage.start : passage.end] != passage.text or passage.document_id != document.id:
                raise UnreadableDocument(document.source, f"passage {passage.id} is not in the text at its offsets")
        return passages


def now() -> str:
    """Return the time in ISO 8601 UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")
