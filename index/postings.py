"""The persisted inverted index: adding, removing and scoring passages by number, inside the caller's transaction.

A passage number is `block * BLOCK + slot`. The `blocks` table holds, per slot, 1 + the passage's length in terms
(0 = free); it also gives N and the average length, so that no statistic is kept that could drift from the rows.

One row a (term, block) was chosen over one row a (term, passage) and over one row a term: see
tests/benchmarks/bench_search.py.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from index.lexical import (
    BLOCK,
    Scores,
    inverse_document_frequency,
    pack_entries,
    pack_numbers,
    unpack_entries,
    unpack_numbers,
    weights,
)
from index.sql import as_list, grouped

_MOST_OCCURRENCES = 65_535


def free_numbers(connection: sqlite3.Connection, count: int) -> list[int]:
    """Return `count` passage numbers that are not in use: holes first, then new blocks."""
    numbers: list[int] = []
    last = -1
    for block, passages, lengths in connection.execute("SELECT number, passages, lengths FROM blocks ORDER BY number"):
        last = block
        if passages < BLOCK and len(numbers) < count:
            slots = np.flatnonzero(unpack_numbers(lengths) == 0)[: count - len(numbers)]
            numbers.extend(block * BLOCK + int(slot) for slot in slots)
    first = (last + 1) * BLOCK
    return numbers + list(range(first, first + count - len(numbers)))


def add(connection: sqlite3.Connection, passages: Mapping[int, Sequence[str]]) -> dict[int, bytes]:
    """Add passages (number → terms in text order) and return, for each, the packed term numbers to remove it by."""
    counted = {number: Counter(terms) for number, terms in passages.items()}
    term_numbers = _numbered(connection, sorted({term for counts in counted.values() for term in counts}))
    by_block: dict[int, list[tuple[int, int, int]]] = {}
    packed = {}
    for number, counts in counted.items():
        block, slot = divmod(number, BLOCK)
        numbered = [(term_numbers[term], occurrences) for term, occurrences in counts.items()]
        by_block.setdefault(block, []).extend((term, slot, min(tf, _MOST_OCCURRENCES)) for term, tf in numbered)
        packed[number] = pack_numbers(np.array(sorted(term for term, _ in numbered), dtype=np.uint32))
    for block, triples in by_block.items():
        _append(connection, block, np.array(triples, dtype=np.int64).reshape(-1, 3))
    _set_lengths(connection, {number: len(terms) + 1 for number, terms in passages.items()})
    return packed


def remove(connection: sqlite3.Connection, passages: Mapping[int, bytes]) -> None:
    """Remove passages (number → what `add` returned for it). Their numbers become free."""
    by_block: dict[int, dict[int, list[int]]] = {}
    for number, packed in passages.items():
        block, slot = divmod(number, BLOCK)
        slots = by_block.setdefault(block, {})
        for term in unpack_numbers(packed).tolist():
            slots.setdefault(term, []).append(slot)
    for block, slots in by_block.items():
        kept, emptied = [], []
        for term, data in _entries_of_block(connection, block, slots).items():
            entries = unpack_entries(data)
            left = entries[~np.isin(entries[:, 0], np.array(slots[term], dtype=np.uint16))]
            if len(left):
                kept.append((term, block, pack_entries(left)))
            else:
                emptied.append((term, block))
        connection.executemany("INSERT OR REPLACE INTO postings VALUES (?, ?, ?)", kept)
        connection.executemany("DELETE FROM postings WHERE term = ? AND block = ?", emptied)
    _set_lengths(connection, dict.fromkeys(passages, 0))


def frequencies(connection: sqlite3.Connection, terms: Iterable[str]) -> dict[str, int]:
    """Return in how many passages each term occurs, 0 for an unknown one."""
    found = dict.fromkeys(terms, 0)
    rows = connection.execute(
        "SELECT t.term, SUM(LENGTH(p.entries)) / 4 FROM terms t JOIN postings p ON p.term = t.number "
        "WHERE t.term IN (SELECT value FROM json_each(?)) GROUP BY t.number",
        (as_list(found),),
    )
    found.update(rows)
    return found


def terms_of_length(connection: sqlite3.Connection, shortest: int, longest: int) -> tuple[str, ...]:
    """Return the terms with so many characters that some passage holds, sorted."""
    query = (
        "SELECT term FROM terms WHERE LENGTH(term) BETWEEN ? AND ? "
        "AND EXISTS (SELECT 1 FROM postings WHERE postings.term = terms.number) ORDER BY term"
    )
    return tuple(term for (term,) in connection.execute(query, (shortest, longest)))


def scores(connection: sqlite3.Connection, terms: Iterable[str]) -> Scores:
    """Return the BM25 score of every passage number, 0 where no term occurs or the number is free.

    Terms are added in alphabetical order, so the last bit does not depend on the order of insertion.
    """
    lengths, passages, total = _lengths(connection)
    result = np.zeros(len(lengths))
    if not total:
        return result
    for term in sorted(set(terms)):
        numbers, occurrences = _occurrences(connection, term)
        if len(numbers):
            idf = inverse_document_frequency(passages, len(numbers))
            result[numbers] += weights(occurrences, lengths[numbers], idf=idf, average=total / passages)
    return result


def _occurrences(connection: sqlite3.Connection, term: str) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
    rows = connection.execute(
        "SELECT block, entries FROM postings WHERE term = (SELECT number FROM terms WHERE term = ?)", (term,)
    ).fetchall()
    entries = unpack_entries(b"".join(data for _, data in rows))
    blocks = np.repeat(np.array([block for block, _ in rows], dtype=np.int64), [len(data) // 4 for _, data in rows])
    return blocks * BLOCK + entries[:, 0], entries[:, 1].astype(np.float64)


def _lengths(connection: sqlite3.Connection) -> tuple[npt.NDArray[np.float64], int, int]:
    """Return the length of each passage number (-1 for a free one), the number of passages and the sum of lengths."""
    rows = connection.execute("SELECT number, passages, terms, lengths FROM blocks ORDER BY number").fetchall()
    lengths = unpack_numbers(b"".join(data for _, _, _, data in rows)).astype(np.float64) - 1.0
    return lengths, sum(row[1] for row in rows), sum(row[2] for row in rows)


def _numbered(connection: sqlite3.Connection, terms: Sequence[str]) -> dict[str, int]:
    connection.executemany("INSERT OR IGNORE INTO terms (term) VALUES (?)", [(term,) for term in terms])
    numbers: dict[str, int] = {}
    for group in grouped(terms):
        query = "SELECT term, number FROM terms WHERE term IN (SELECT value FROM json_each(?))"
        numbers.update(connection.execute(query, (as_list(group),)))
    return numbers


def _append(connection: sqlite3.Connection, block: int, triples: npt.NDArray[np.int64]) -> None:
    """Append (term, slot, occurrences) rows to the entries of their terms. The order inside a row does not matter."""
    triples = triples[np.argsort(triples[:, 0], kind="stable")]
    terms, starts = np.unique(triples[:, 0], return_index=True)
    data = pack_entries(triples[:, 1:].astype(np.uint16))
    places = (starts * 4).tolist()
    stored = _entries_of_block(connection, block, terms.tolist())
    rows = [
        (term, block, stored.get(term, b"") + data[start:end])
        for term, start, end in zip(terms.tolist(), places, [*places, len(data)][1:], strict=True)
    ]
    connection.executemany("INSERT OR REPLACE INTO postings VALUES (?, ?, ?)", rows)


def _entries_of_block(connection: sqlite3.Connection, block: int, terms: Iterable[int]) -> dict[int, bytes]:
    query = "SELECT term, entries FROM postings WHERE block = ? AND term IN (SELECT value FROM json_each(?))"
    return dict(connection.execute(query, (block, as_list(terms))))


def _set_lengths(connection: sqlite3.Connection, lengths: Mapping[int, int]) -> None:
    """Write the slots' lengths (0 = free). Blocks are numbered without holes, as `free_numbers` fills them in order."""
    by_block: dict[int, list[tuple[int, int]]] = {}
    for number, length in lengths.items():
        by_block.setdefault(number // BLOCK, []).append((number % BLOCK, length))
    for block, pairs in sorted(by_block.items()):
        row = connection.execute("SELECT lengths FROM blocks WHERE number = ?", (block,)).fetchone()
        values = unpack_numbers(row[0]).copy() if row else np.zeros(BLOCK, dtype=np.uint32)
        for slot, length in pairs:
            values[slot] = length
        used = values[values > 0].astype(np.int64)
        connection.execute(
            "INSERT OR REPLACE INTO blocks VALUES (?, ?, ?, ?)",
            (block, len(used), int((used - 1).sum()), pack_numbers(values)),
        )
