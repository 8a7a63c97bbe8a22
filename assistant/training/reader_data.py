"""What the reader learns from: question and passage pairs with their target tokens, over states computed once."""

from __future__ import annotations

import logging
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor
from transformers.models.bert import BertModel

from assistant.evaluation.normalising import contains, tokens
from assistant.span_network import choices, lower_states, question_ids, windows
from assistant.training.piaf import Example, Paragraph
from corpus.french import terms
from index.tokenizing import UnigramTokenizer

logger = logging.getLogger(__name__)

_NEAREST = 12
_NEGATIVE = 0.4
_SAME, _SAME_UNANSWERED = 0.4, 0.7
_TEMPTING = 3
_LENGTHENED = 3
_LONG = 0.5
_REWORDED = 0.3
_BATCH = 8


@dataclass(frozen=True, slots=True)
class Text:
    """A passage with the offsets of its tokens, its states after the lower layers, and which tokens may be chosen."""

    text: str
    offsets: tuple[tuple[int, int], ...]
    states: Tensor
    choices: Tensor

    def token_span(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the first and last token of the characters `start` to `end`, or None where they were cut away."""
        inside = [i for i, (s, e) in enumerate(self.offsets) if s >= 0 and s < end and e > start]
        return (inside[0], inside[-1]) if inside and self.offsets[inside[-1]][1] >= end else None


@dataclass(frozen=True, slots=True)
class Pair:
    """A question with a passage: `start` and `end` are tokens of the passage, both 0 where it does not answer."""

    question: Tensor
    passage: Text
    start: int
    end: int

    @property
    def size(self) -> int:
        """Return the number of tokens."""
        return len(self.question) + len(self.passage.states)


def prepare_questions(encoder: BertModel, tokenizer: UnigramTokenizer, questions: Sequence[str]) -> list[Tensor]:
    """Return the states of each question."""
    return _states(encoder, [question_ids(tokenizer, question) for question in questions])


def prepare_passages(
    encoder: BertModel, tokenizer: UnigramTokenizer, passages: Sequence[str], contexts: Sequence[str]
) -> list[Text]:
    """Return the passages, each with its context, with offsets and states."""
    pairs = zip(passages, contexts, strict=True)
    cut = [windows(tokenizer, passage, context=context)[0] for passage, context in pairs]
    states = _states(encoder, [window.ids for window in cut])
    return [
        Text(passage, tuple(window.offsets), state, choices(window.offsets))
        for passage, window, state in zip(passages, cut, states, strict=True)
    ]


def _states(encoder: BertModel, sequences: list[list[int]]) -> list[Tensor]:
    result: dict[int, Tensor] = {}
    order = sorted(range(len(sequences)), key=lambda i: len(sequences[i]))
    for first in range(0, len(order), _BATCH):
        rows = order[first : first + _BATCH]
        result.update(zip(rows, lower_states(encoder, [sequences[i] for i in rows]), strict=True))
        if first % (50 * _BATCH) == 0:
            logger.info("states of %d of %d texts", first, len(order))
    return [result[i] for i in range(len(sequences))]


def hard_negatives(paragraphs: Sequence[Paragraph], examples: Sequence[Example]) -> list[tuple[list[int], list[int]]]:
    """Return for each question (other paragraphs of its article, nearest paragraphs) that hold none of its answers.

    The nearest are those of other articles of the same part with the highest BM25 over French stems. For a question
    without answers they may be of its own article, and the first are the nearest of these: those that tempt.
    """
    words = [tokens(paragraph.text, keep_articles=True) for paragraph in paragraphs]
    parts = [paragraph.part for paragraph in paragraphs]
    postings = _postings([f"{paragraph.article} {paragraph.text}" for paragraph in paragraphs])
    members: dict[str, list[int]] = {}
    for number, paragraph in enumerate(paragraphs):
        members.setdefault(paragraph.article, []).append(number)
    result = []
    for example in examples:
        own = paragraphs[example.paragraph]
        answers = {tokens(own.text[start:end], keep_articles=True) for start, end in example.answers}
        scores = np.zeros(len(paragraphs), dtype=np.float32)
        for term in set(terms(example.question)) & postings.keys():
            rows, weights = postings[term]
            scores[rows] += weights

        def free(i: int, answers: set[tuple[str, ...]] = answers) -> bool:
            return not any(contains(words[i], answer) for answer in answers)

        order = np.argsort(-scores, kind="stable").tolist()
        others = (
            i for i in order if parts[i] is own.part and (paragraphs[i].article != own.article or not example.answers)
        )
        near = list(islice(filter(free, others), _NEAREST))
        if answers:
            same = [i for i in members[own.article] if i != example.paragraph and free(i)]
        else:
            same = [i for i in near if paragraphs[i].article == own.article][:_TEMPTING]
        result.append((same, near))
    return result


def _postings(texts: Sequence[str]) -> dict[str, tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]]:
    """Return for each term the texts that hold it and its BM25 weight in each (k1 = 1.2, b = 0.75)."""
    counts = [Counter(terms(text)) for text in texts]
    sizes = np.array([counter.total() for counter in counts])
    lengths = 1.2 * (0.25 + 0.75 * sizes / sizes.mean())
    rows: dict[str, list[int]] = {}
    for number, counter in enumerate(counts):
        for term in counter:
            rows.setdefault(term, []).append(number)
    result = {}
    for term, found in rows.items():
        frequency = np.array([counts[number][term] for number in found])
        rarity = np.log(1 + (len(texts) - len(found) + 0.5) / (len(found) + 0.5))
        weights = rarity * 2.2 * frequency / (frequency + lengths[found])
        result[term] = np.array(found), weights.astype(np.float32)
    return result


def lengthened(paragraphs: Sequence[Paragraph], chance: random.Random) -> dict[int, tuple[str, int]]:
    """Return for some paragraphs a longer passage that holds it and another of its part, and its offset in there."""
    longer = {}
    for number in sorted(chance.sample(range(len(paragraphs)), len(paragraphs) // _LENGTHENED)):
        paragraph = paragraphs[number]
        other = chance.choice([p for p in paragraphs if p.part is paragraph.part and p is not paragraph]).text
        before = chance.random() < 0.5
        text = f"{other}\n\n{paragraph.text}" if before else f"{paragraph.text}\n\n{other}"
        longer[number] = (text, len(other) + 2 if before else 0)
    return longer


@dataclass(frozen=True, slots=True)
class Material:
    """Everything that pairs are drawn from; the lists run parallel to the paragraphs or to the examples."""

    examples: Sequence[Example]
    questions: list[Tensor]
    reworded: list[list[Tensor]]
    passages: list[Text]
    longer: dict[int, tuple[Text, int]]
    negatives: list[tuple[list[int], list[int]]]

    def draw(self, numbers: Sequence[int], chance: random.Random) -> list[Pair]:
        """Return the pairs of one epoch: each question with its passage, some of them also with a wrong one."""
        pairs: list[Pair] = []
        for number in numbers:
            example = self.examples[number]
            question = self.questions[number]
            if self.reworded[number] and chance.random() < _REWORDED:
                question = chance.choice(self.reworded[number])
            passage, shift = self.passages[example.paragraph], 0
            if example.paragraph in self.longer and chance.random() < _LONG:
                passage, shift = self.longer[example.paragraph]
            if example.answers:
                start, end = chance.choice(example.answers)
                span = passage.token_span(start + shift, end + shift)
                if span:
                    pairs.append(Pair(question, passage, *span))
            if not example.answers or chance.random() < _NEGATIVE:
                same, near = self.negatives[number]
                pool = same if same and chance.random() < (_SAME if example.answers else _SAME_UNANSWERED) else near
                if pool:
                    pairs.append(Pair(question, self.passages[chance.choice(pool)], 0, 0))
        return pairs


def batches(pairs: list[Pair], size: int, chance: random.Random) -> list[list[Pair]]:
    """Return batches of pairs of similar sizes, in random order."""
    ordered = sorted(pairs, key=lambda pair: pair.size + chance.random() * 20)
    cut = [ordered[i : i + size] for i in range(0, len(ordered), size)]
    chance.shuffle(cut)
    return cut


def targets(batch: list[Pair]) -> tuple[Tensor, Tensor, Tensor]:
    """Return starts, ends (token numbers in the joined pair) and which tokens may be chosen, for a batch."""
    shift = [len(pair.question) for pair in batch]
    allowed = torch.zeros((len(batch), max(pair.size for pair in batch)), dtype=torch.bool)
    for row, pair in enumerate(batch):
        allowed[row, shift[row] : pair.size] = pair.passage.choices
    starts = torch.tensor([s + pair.start for s, pair in zip(shift, batch, strict=True)])
    ends = torch.tensor([s + pair.end for s, pair in zip(shift, batch, strict=True)])
    return starts, ends, allowed
