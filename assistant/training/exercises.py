"""Reads reading exercises: questions on known texts, each with the words of the text that answer it, or none.

    # reports/documents/bilan.md
    Qui a convié les pôles ?<TAB>le comité interministériel
    Où le premier accord a-t-il été signé ?<TAB>a été signé à [[Berlin]] en mars
    Combien la journée a-t-elle coûté ?<TAB>-

A heading names a text as `Paragraph.source` does. The answer stands in one paragraph of it, word for word; where its words
stand there more than once, more of the sentence is given and the answer is in double brackets. "-": nothing answers.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.training.piaf import Example, Paragraph, Part

logger = logging.getLogger(__name__)

_NOTHING = "-"
_OPEN, _CLOSE = "[[", "]]"


class ExerciseError(ValueError):
    """A line of a file of exercises that cannot be understood."""


@dataclass(frozen=True, slots=True)
class Exercise:
    """A question on a text; `before`, `answer` and `after` stand there in a row, all empty where nothing answers."""

    line: int
    source: str
    question: str
    before: str
    answer: str
    after: str


def parse_exercises(text: str) -> Iterator[Exercise]:
    """Yield the exercises of a file. Raises `ExerciseError` with the number of the line."""
    source = ""
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("# "):
            source = line[2:].strip()
        elif line.strip():
            question, _, answer = (part.strip() for part in line.partition("\t"))
            if not (source and question and answer):
                raise ExerciseError(f"line {number}: got {line!r}, expected a question, a tab and its answer or -")
            if answer == _NOTHING:
                answer = ""
            before, opened, rest = answer.partition(_OPEN)
            inside, closed, after = rest.partition(_CLOSE)
            if bool(opened) != bool(closed):
                raise ExerciseError(f"line {number}: got {answer!r}, expected {_OPEN} and {_CLOSE} around the answer")
            yield Exercise(number, source, question, *((before, inside, after) if opened else ("", answer, "")))


def read_exercises(path: Path, paragraphs: Sequence[Paragraph]) -> list[Example]:
    """Return the exercises of a file as examples, those on texts that are held out of training left out.

    Exercises whose answer is not in one of the paragraphs, exactly once, are left out with a warning.
    """
    places: dict[str, list[int]] = {}
    for number, paragraph in enumerate(paragraphs):
        places.setdefault(paragraph.source, []).append(number)
    examples: list[Example] = []
    for each in parse_exercises(path.read_text(encoding="utf-8")):
        own = [number for number in places.get(each.source, ()) if paragraphs[number].part is Part.TRAIN]
        name = f"{path.stem}-{each.line}"
        if own and not each.answer:
            examples.append(Example(name, each.question, own[0], ()))
            continue
        whole = each.before + each.answer + each.after
        found = [number for number in own if paragraphs[number].text.count(whole) == 1]
        if not found:
            logger.warning("%s, line %d: the answer is not found once in %s", path, each.line, each.source)
            continue
        for number in found:  # overlapping passages may both hold it
            start = paragraphs[number].text.index(whole) + len(each.before)
            examples.append(Example(name, each.question, number, ((start, start + len(each.answer)),)))
    logger.info("%s: %d examples", path.name, len(examples))
    return examples
