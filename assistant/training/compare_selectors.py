"""Compare ways to choose the sentence that answers, on PIAF articles held out of the reader's training.

Run with `python -m assistant.training.compare_selectors --data piaf-v1.1-public.json`. Selectors are given the right
paragraph; a sentence is right when it holds one of the humans' answers whole.
"""

from __future__ import annotations

import argparse
import logging
import math
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from assistant.reading import Reading, SpanReader
from assistant.training.piaf import Paragraph, Part, read_piaf
from corpus.documents import Span
from corpus.french import terms
from corpus.sentences import sentences

logger = logging.getLogger(__name__)

Weight = Callable[[str], float]


def main(arguments: Sequence[str] | None = None) -> None:
    """Report, for the calibration and the test part, how often each selector is right with one and with two sentences."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="PIAF in SQuAD v1.1 format")
    given = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    paragraphs, examples = read_piaf(given.data)
    rarity = rarities(paragraphs)
    reader = SpanReader.from_bundled()
    for part in (Part.CALIBRATION, Part.TEST):
        right: Counter[tuple[str, int]] = Counter()
        chosen = [example for example in examples if paragraphs[example.paragraph].part is part]
        for example in chosen:
            paragraph = paragraphs[example.paragraph]
            text = paragraph.text
            spans = sentences(text)
            (reading,) = reader.read(example.question, [text], [paragraph.context])
            for name, scores in selectors(example.question, text, spans, reading, rarity).items():
                order = sorted(range(len(spans)), key=lambda i: -scores[i])
                for count in (1, 2):
                    right[name, count] += any(
                        spans[i].start <= start and end <= spans[i].end
                        for i in order[:count]
                        for start, end in example.answers
                    )
        logger.info("%s: %d questions", part.value, len(chosen))
        for (name, count), found in sorted(right.items()):
            logger.info("  %s, %d sentence(s): %.3f", name, count, found / len(chosen))


def selectors(
    question: str, text: str, spans: Sequence[Span], reading: Reading, rarity: Weight
) -> dict[str, list[float]]:
    """Return a score a sentence for each selector."""
    asked = set(terms(question))
    total = sum(map(rarity, asked)) or 1.0
    lexical = [sum(rarity(term) for term in asked & set(terms(span.of(text)))) / total for span in spans]
    probable = [reading.probability_within(span.start, span.end) / (1.001 - reading.no_answer) for span in spans]
    return {
        "lexical": lexical,
        "reader, best span": [reading.score_within(span.start, span.end) for span in spans],
        "reader, probability": probable,
        "reader and lexical": [p + 0.5 * share for p, share in zip(probable, lexical, strict=True)],
    }


def rarities(paragraphs: Sequence[Paragraph]) -> Weight:
    """Return the weight of a term: the logarithm of how few paragraphs hold it."""
    frequencies = Counter(term for paragraph in paragraphs for term in set(terms(paragraph.text)))
    return lambda term: math.log(1 + len(paragraphs) / (frequencies[term] + 0.5))


if __name__ == "__main__":
    main()
