"""Reads PIAF (SQuAD v1.1 format): French questions, the paragraphs that answer them, and who is held out of training."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Part(StrEnum):
    """What an article serves for; all its questions go with it."""

    TRAIN = "train"
    CALIBRATION = "calibration"
    TEST = "test"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of an article, the part that the article belongs to, and the title and headings that it stands under.

    `source` is the text that it comes from, as exercises name it: "piaf/TITLE/NUMBER", or "SET/documents/FILE".
    """

    article: str
    text: str
    part: Part
    context: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """A question, the index of its paragraph, and the half-open offsets of each human's answer in it.

    Without answers it has none in any paragraph. `wordings` are other ways to ask the same.
    """

    id: str
    question: str
    paragraph: int
    answers: tuple[tuple[int, int], ...]
    wordings: tuple[str, ...] = ()


def part_of(article: str) -> Part:
    """Split by article, by a hash of its title, so that the parts never change: 80 % train, 10 % calibration, 10 % test."""
    number = int(hashlib.sha256(article.encode()).hexdigest()[:8], 16) % 100
    return Part.TRAIN if number < 80 else Part.CALIBRATION if number < 90 else Part.TEST


def read_piaf(path: Path) -> tuple[tuple[Paragraph, ...], tuple[Example, ...]]:
    """Return the paragraphs and the questions. Answers whose offsets do not fit the paragraph are left out."""
    paragraphs: list[Paragraph] = []
    examples: list[Example] = []
    for article in json.loads(path.read_text(encoding="utf-8"))["data"]:
        title = article["title"]
        for number, paragraph in enumerate(article["paragraphs"]):
            text = paragraph["context"]
            for qa in paragraph["qas"]:
                spans = [(a["answer_start"], a["answer_start"] + len(a["text"]), a["text"]) for a in qa["answers"]]
                answers = tuple((start, end) for start, end, answer in spans if text[start:end] == answer and answer)
                if answers:
                    examples.append(Example(qa["id"], qa["question"], len(paragraphs), answers))
            paragraphs.append(Paragraph(title, text, part_of(title), title, f"piaf/{title}/{number}"))
    return tuple(paragraphs), tuple(examples)
