"""Small, deterministic, typed stand-ins: an embedder of hashed words, a reader and a splitter of paragraphs.

`HashedWords`: a text is the sum of its words' hashed directions, so that shared words mean nearness.
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
import time
import unicodedata
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import numpy as np

from corpus.documents import Document, Passage, document_id, passage_id
from corpus.errors import UnreadableDocument
from corpus.french import terms
from index.contracts import Embedder, Vectors
from index.lexical import indexed_text
from index.store import FILE_NAME, SqliteStore
from index.synchronising import Synchroniser

_WORDS = re.compile(r"[^\W_]+")


class HashedWords:
    """Implements `Embedder` with 64 dimensions: each word adds ±1 at two places that its hash names.

    `passages_embedded` counts the texts given; `delay` seconds are slept for each batch of passages.
    """

    def __init__(self, fingerprint: str = "hashed-words-1", *, dimension: int = 64, delay: float = 0.0) -> None:
        self.fingerprint = fingerprint
        self.dimension = dimension
        self.delay = delay
        self.passages_embedded = 0

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        time.sleep(self.delay)
        self.passages_embedded += len(texts)
        return self._embed(texts)

    def embed_questions(self, texts: Sequence[str]) -> Vectors:
        return self._embed(texts)

    def _embed(self, texts: Sequence[str]) -> Vectors:
        rows = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in _WORDS.findall(_folded(text)):
                digest = hashlib.sha256(f"{self.fingerprint}\0{word}".encode()).digest()
                row[digest[0] % self.dimension] += 1.0 if digest[1] % 2 else -1.0
                row[digest[2] % self.dimension] += 1.0 if digest[3] % 2 else -1.0
        # A text without words, or whose words cancel out, points along the first axis.
        rows[np.linalg.norm(rows, axis=1) == 0.0, 0] = 1.0
        return np.ascontiguousarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def read_paragraphs(path: Path) -> Document:
    """Read a file whose first line is the title. One that starts with "!" cannot be read, for the reason that follows."""
    source = str(path.resolve())
    text = path.read_text(encoding="utf-8")
    if text.startswith("!"):
        raise UnreadableDocument(source, text[1:].splitlines()[0])
    title = text.splitlines()[0]
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(document_id(source), source, title, text, "fr", "2012-07", "", "", (), (), digest)


def split_paragraphs(document: Document) -> tuple[Passage, ...]:
    """Cut after every blank line."""
    passages, start = [], 0
    for part in re.split(r"(?<=\n\n)", document.text):
        end = start + len(part)
        if part.strip():
            number = passage_id(document.id, document.content_hash, start, end, part)
            passages.append(Passage(number, document.id, start, end, part, ""))
        start = end
    return tuple(passages)


def find_texts(path: Path) -> tuple[Path, ...]:
    """Return a file, or the .txt files of a folder."""
    return (path,) if path.is_file() else tuple(sorted(path.rglob("*.txt")))


def synchroniser(store: SqliteStore, embedder: Embedder, *, wait_seconds: float = 0.2) -> Synchroniser:
    """Return a synchroniser that reads with the functions above."""
    return Synchroniser(
        store,
        embedder,
        read=read_paragraphs,
        split=split_paragraphs,
        find=find_texts,
        analyse=terms,
        wait_seconds=wait_seconds,
    )


def require_sound(store: SqliteStore) -> None:
    """Assert what must hold at any moment: texts are slices, vectors complete, term counts equal to those of the texts."""
    with store.reading():
        passages = [passage for document in store.documents() for passage in store.passages_of(document.id)]
        for passage in passages:
            assert store.document(passage.document_id).text[passage.start : passage.end] == passage.text
        ids, vectors = store.vectors()
        assert ids == tuple(sorted(passage.id for passage in passages)) == store.passage_ids()
        assert store.passage_count() == len(passages)
        assert np.allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-6)
        texts = [indexed_text(store.document(passage.document_id), passage) for passage in passages]
        expected = Counter(term for text in texts for term in set(terms(text)))
        assert store.document_frequencies([*expected, "absent"]) == {**expected, "absent": 0}
    with closing(sqlite3.connect(store.home / FILE_NAME)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        (entries,) = connection.execute("SELECT COALESCE(SUM(LENGTH(entries)), 0) / 4 FROM postings").fetchone()
        assert entries == sum(expected.values())
