from __future__ import annotations

import ir_measures
import numpy as np
import pytest
from ir_measures import AP, RR, P, R, Success, nDCG

from assistant.evaluation import retrieval


@pytest.mark.parametrize("seed", range(20))
def test_metrics_agree_with_ir_measures_on_random_runs(seed: int) -> None:
    generator = np.random.default_rng(seed)
    ids = [f"p{number:02}" for number in range(30)]
    # Coarse scores make ties; both sides must see one order, so ties are broken first, by id.
    scores = {identifier: float(generator.integers(0, 6)) for identifier in ids}
    ranked = sorted(ids, key=lambda identifier: (-scores[identifier], identifier))
    relevant = set(generator.choice(ids, size=int(generator.integers(1, 6)), replace=False))
    qrels = [ir_measures.Qrel("q", identifier, 1) for identifier in relevant]
    run = [ir_measures.ScoredDoc("q", identifier, float(-rank)) for rank, identifier in enumerate(ranked)]
    expected = {
        str(measure): value
        for measure, value in ir_measures.calc_aggregate(
            [nDCG @ 10, nDCG @ 3, RR @ 10, AP, R @ 5, R @ 10, P @ 5, Success @ 5, Success @ 1], qrels, run
        ).items()
    }
    assert {
        "nDCG@10": retrieval.ndcg(ranked, relevant, 10),
        "nDCG@3": retrieval.ndcg(ranked, relevant, 3),
        "RR@10": retrieval.reciprocal_rank(ranked, relevant, 10),
        "AP": retrieval.average_precision(ranked, relevant),
        "R@5": retrieval.recall(ranked, relevant, 5),
        "R@10": retrieval.recall(ranked, relevant, 10),
        "P@5": retrieval.precision(ranked, relevant, 5),
        "Success@5": retrieval.hit(ranked, relevant, 5),
        "Success@1": retrieval.hit(ranked, relevant, 1),
    } == pytest.approx(expected)


def test_without_gold_nothing_is_defined() -> None:
    measures = (retrieval.hit, retrieval.recall, retrieval.precision, retrieval.reciprocal_rank, retrieval.ndcg)
    assert [measure(["a"], set(), 5) for measure in measures] == [None] * 5
    assert retrieval.average_precision(["a"], set()) is None


def test_equivalent_evidence_counts_once() -> None:
    units = (frozenset({"a", "b"}), frozenset({"c"}))
    ranked = retrieval.to_units(["b", "x", "a", "c"], units)
    assert ranked == ("unit 0", "x", "a", "unit 1")
    assert retrieval.recall(ranked, retrieval.unit_names(units), 3) == 0.5
    assert retrieval.recall(ranked, retrieval.unit_names(units), 4) == 1.0


def test_documents_keep_their_first_rank() -> None:
    assert retrieval.distinct(["d1", "d2", "d1", "d3"]) == ("d1", "d2", "d3")
