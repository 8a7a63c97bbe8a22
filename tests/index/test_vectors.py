"""Nearest vectors: against numpy, inside filters, and from snapshots that were damaged."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.contracts import Vectors
from index.store import unit_rows
from index.vectors import VectorIndex, VectorIndexes

DIMENSION = 8


def draw(count: int, seed: int = 1) -> Vectors:
    rows = np.random.default_rng(seed).normal(size=(count, DIMENSION))
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


def names(count: int) -> tuple[str, ...]:
    return tuple(f"{number:04x}" for number in range(count))


class Source:
    """What a store offers to an index; counts how often its vectors are asked for."""

    def __init__(self, vectors: Vectors, identity: str = "one") -> None:
        self.identity = identity
        self.loads = 0
        self._vectors = vectors

    def passage_ids(self) -> tuple[str, ...]:
        return names(len(self._vectors))

    def vectors(self) -> tuple[tuple[str, ...], Vectors]:
        self.loads += 1
        return self.passage_ids(), self._vectors


def brute_force(vectors: Vectors, question: Vectors, kept: list[int], k: int) -> list[tuple[str, float]]:
    unit = question.astype(np.float64) / np.linalg.norm(question.astype(np.float64))
    scores = {f"{row:04x}": float(vectors[row].astype(np.float64) @ unit) for row in kept}
    return sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))[:k]


@settings(deadline=None, max_examples=60)
@given(st.integers(1, 60), st.integers(1, 70), st.integers(0, 5), st.floats(0.01, 50.0), st.data())
def test_search_equals_brute_force_with_and_without_a_filter(
    count: int, k: int, seed: int, norm: float, data: st.DataObject
) -> None:
    vectors = draw(count)
    index = VectorIndex.build(names(count), vectors)
    question = draw(1, seed + 100)[0] * np.float32(norm)  # not normalised
    kept = sorted(data.draw(st.sets(st.integers(0, count - 1))))
    for rows, within in ((list(range(count)), None), (kept, [f"{row:04x}" for row in kept])):
        expected = brute_force(vectors, question, rows, k)
        found = index.search(question, k, within=within)
        assert [passage_id for passage_id, _ in found] == [passage_id for passage_id, _ in expected]
        assert [score for _, score in found] == pytest.approx([score for _, score in expected], abs=1e-6)
        assert all(-1.0 <= score <= 1.0 for _, score in found)


def test_equal_vectors_are_ordered_by_id() -> None:
    vectors = np.repeat(draw(1), 20, axis=0)
    found = VectorIndex.build(names(20), vectors).search(vectors[0], 5)
    assert [name for name, _ in found] == list(names(5))
    assert [score for _, score in found] == pytest.approx([1.0] * 5)


def test_scores_are_those_of_search_in_the_order_given() -> None:
    index = VectorIndex.build(names(30), draw(30))
    question = draw(1, 9)[0]
    found = dict(index.search(question, 30))
    assert index.scores(question, ["0005", "0001"]) == (found["0005"], found["0001"])
    assert index.scores(question, []) == ()


def test_unknown_ids_in_a_filter_and_nothing_to_search_are_harmless() -> None:
    index = VectorIndex.build(names(3), draw(3))
    question = draw(1, 9)[0]
    assert [name for name, _ in index.search(question, 9, within=["0001", "absent"])] == ["0001"]
    assert (index.search(question, 9, within=[]), index.search(question, 0)) == ((), ())
    assert VectorIndex.build((), np.zeros((0, DIMENSION), dtype=np.float32)).search(question, 3) == ()


def test_the_graph_finds_nearly_what_exact_search_finds_and_filters_exactly() -> None:
    vectors = draw(3_000)
    graph = VectorIndex.build(names(3_000), vectors, flat_limit=2_999)
    flat = VectorIndex.build(names(3_000), vectors)
    shared = 0
    for question in draw(30, 7):
        exact = flat.search(question, 10)
        shared += len(set(exact) & set(graph.search(question, 10)))
        within = [f"{row:04x}" for row in range(0, 3_000, 60)]
        assert graph.search(question, 10, within=within) == flat.search(question, 10, within=within)
    assert shared >= 0.98 * 300


@pytest.mark.parametrize("flat_limit", [1_000, 10], ids=["flat", "graph"])
def test_a_snapshot_gives_the_same_hits_without_the_vectors(tmp_path: Path, flat_limit: int) -> None:
    source = Source(draw(200))
    built = VectorIndexes(tmp_path, flat_limit=flat_limit).at(1, source)
    read = VectorIndexes(tmp_path, flat_limit=flat_limit).at(1, source)
    assert source.loads == 1
    for question in draw(20, 3):
        assert read.search(question, 10) == built.search(question, 10)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["vectors-1.faiss", "vectors-1.json"]


def flip_a_byte(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:100])


def other_fields(path: Path) -> None:
    path.write_text(json.dumps({"generation": 1}), encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "damage"),
    [
        ("vectors-1.faiss", flip_a_byte),
        ("vectors-1.faiss", cut),
        ("vectors-1.faiss", Path.unlink),
        ("vectors-1.json", flip_a_byte),
        ("vectors-1.json", cut),
        ("vectors-1.json", other_fields),
        ("vectors-1.json", Path.unlink),
    ],
    ids=["flipped", "cut", "missing", "label-flipped", "label-cut", "label-other", "label-missing"],
)
def test_a_damaged_snapshot_is_built_again(tmp_path: Path, name: str, damage: Callable[[Path], None]) -> None:
    source = Source(draw(50))
    expected = VectorIndexes(tmp_path).at(1, source).search(draw(1, 3)[0], 10)
    damage(tmp_path / name)
    assert VectorIndexes(tmp_path).at(1, source).search(draw(1, 3)[0], 10) == expected
    assert source.loads == 2
    VectorIndexes(tmp_path).at(1, source)
    assert source.loads == 2  # the snapshot was written again


@pytest.mark.parametrize(
    "other", [Source(draw(50, 2), "two"), Source(draw(49), "one")], ids=["other store", "other passages"]
)
def test_a_snapshot_of_something_else_is_not_used(
    tmp_path: Path, other: Source, caplog: pytest.LogCaptureFixture
) -> None:
    VectorIndexes(tmp_path).at(1, Source(draw(50)))
    loads = other.loads
    with caplog.at_level(logging.WARNING):
        VectorIndexes(tmp_path).at(1, other)
    assert other.loads == loads + 1
    assert "is damaged or of another store: building it again" in caplog.text


def test_a_new_generation_replaces_the_snapshot_and_leaves_two_in_memory(tmp_path: Path) -> None:
    indexes = VectorIndexes(tmp_path)
    sources = [Source(draw(10 + generation)) for generation in range(4)]
    for generation, source in enumerate(sources):
        assert len(indexes.at(generation, source)) == 10 + generation
    assert sorted(path.name for path in tmp_path.iterdir()) == ["vectors-3.faiss", "vectors-3.json"]
    indexes.at(2, sources[2])
    assert sources[2].loads == 1
    assert len(indexes.at(1, sources[1])) == 11  # asked for by a reader that began long ago
    assert sorted(path.name for path in tmp_path.iterdir()) == ["vectors-3.faiss", "vectors-3.json"]


def test_a_home_that_cannot_be_written_to_is_only_logged(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    home = tmp_path / "file"
    home.write_text("not a folder", encoding="utf-8")
    with caplog.at_level(logging.WARNING):
        assert len(VectorIndexes(home).at(1, Source(draw(5)))) == 5
    assert "could not be written" in caplog.text


@given(st.integers(1, 5))
def test_half_precision_rows_become_unit_rows_again(count: int) -> None:
    halves = (draw(count) * 0.7).astype(np.float16)
    halves[0] = 0.0
    rows = unit_rows(halves)
    assert np.linalg.norm(rows, axis=1) == pytest.approx([0.0] + [1.0] * (count - 1), abs=1e-6)
