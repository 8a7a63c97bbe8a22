"""How well the reader reads: exact match, F1, sentences, and telling answers from their absence."""

from __future__ import annotations

import collections
from collections.abc import Sequence
from dataclasses import dataclass

import torch

from assistant.evaluation.normalising import tokens
from assistant.span_network import SpanNetwork, best_spans, join
from assistant.training.reader_data import Pair, targets
from corpus.sentences import sentences

_BATCH = 16


@dataclass(frozen=True, slots=True)
class Reading:
    """The best span of a pair, in characters of its passage, and its score (start + end - no answer)."""

    start: int
    end: int
    score: float


@dataclass(frozen=True, slots=True)
class ReaderScores:
    """Means over the questions, in [0, 1]; `discrimination` is the AUROC of the score, right passage against wrong."""

    questions: int
    exact: float
    f1: float
    sentence: float
    discrimination: float


def read_pairs(network: SpanNetwork, pairs: Sequence[Pair]) -> list[Reading]:
    """Return the best reading of each pair."""
    readings: dict[int, Reading] = {}
    order = sorted(range(len(pairs)), key=lambda i: pairs[i].size)
    network.eval()
    for first in range(0, len(order), _BATCH):
        rows = order[first : first + _BATCH]
        batch = [pairs[i] for i in rows]
        _, _, allowed = targets(batch)
        with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
            logits = network(*join([p.question for p in batch], [p.passage.states for p in batch]))
        for i, pair, row, choice in zip(rows, batch, logits, allowed, strict=True):
            shift = len(pair.question)
            part = slice(shift, pair.size)
            (start, end, score), *_ = best_spans(row[part], choice[part], 1)
            readings[i] = Reading(pair.passage.offsets[start][0], pair.passage.offsets[end][1], score)
    return [readings[i] for i in range(len(pairs))]


def exact_and_f1(answer: str, golds: Sequence[str]) -> tuple[float, float]:
    """Return the best exact match and token F1 of `answer` against any of the humans' answers, normalised for French."""
    found = tokens(answer)
    best = (0.0, 0.0)
    for gold in map(tokens, golds):
        common = sum((collections.Counter(found) & collections.Counter(gold)).values())
        f1 = 2 * common / (len(found) + len(gold)) if common else 0.0
        best = max(best[0], float(found == gold)), max(best[1], f1)
    return best


def sentence_holds(text: str, start: int, end: int, answers: Sequence[tuple[int, int]]) -> bool:
    """Say whether a sentence that `start` to `end` touches holds one of the answers whole."""
    touched = [span for span in sentences(text) if span.start < end and span.end > start]
    return bool(touched) and any(touched[0].start <= s and e <= touched[-1].end for s, e in answers)


def auroc(positive: Sequence[float], negative: Sequence[float]) -> float:
    """Return the probability that a positive scores above a negative, ties counted half."""
    ordered = sorted([(score, 1) for score in positive] + [(score, 0) for score in negative])
    rank, total, position = 1.0, 0.0, 0
    while position < len(ordered):
        last = position
        while last < len(ordered) and ordered[last][0] == ordered[position][0]:
            last += 1
        total += sum(kind for _, kind in ordered[position:last]) * (rank + (last - position - 1) / 2)
        rank += last - position
        position = last
    wins = total - len(positive) * (len(positive) + 1) / 2
    return wins / (len(positive) * len(negative)) if positive and negative else float("nan")
