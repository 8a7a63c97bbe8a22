"""A sheet for a person to judge: does the quotation say what the sentence says? Written as CSV, read back with labels."""

from __future__ import annotations

import csv
import hashlib
import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from assistant.evaluation.errors import InvalidRun
from assistant.evaluation.intervals import Estimate, mean
from assistant.evaluation.records import AnswerRecord
from assistant.evaluation.runs import Run
from assistant.evaluation.support import supported

SAMPLED = 20
LABELS_FILE = "labels.csv"
"""Where a run's folder keeps the sheet that a person filled."""
_HEAD = ("id", "question", "sentence", "citation", "document", "quote", "label", "note")
_FORMULA = ("=", "+", "-", "@", "\t")


class Label(StrEnum):
    """How far a quotation supports a sentence, as TREC RAG's support evaluation has it."""

    FULL = "complet"
    PARTIAL = "partiel"
    NONE = "aucun"


@dataclass(frozen=True, slots=True)
class Audit:
    """What a person found: weighted support (full 1, partial ½), and how lexical support agrees with it (Cohen's κ)."""

    labelled: int
    counts: tuple[tuple[Label, int], ...]
    support: Estimate | None
    kappa: float | None


def audit_sheet(run: Run) -> str:
    """Return the CSV: every failed answer and 20 others, always the same ones for one run's questions."""
    failed = {row.id for row in run.rows if row.failure is not None}
    answered = [answer for answer in run.answers if answer.citations]
    others = sorted((answer for answer in answered if answer.id not in failed), key=_draw)[:SAMPLED]
    output = io.StringIO()
    writer = csv.writer(output, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerow(_HEAD)
    for answer in [*(answer for answer in answered if answer.id in failed), *others]:
        quotes = {citation.number: citation for citation in answer.citations}
        for sentence in answer.sentences:
            for number in sentence.citations:
                if number in quotes:
                    citation = quotes[number]
                    cells = (
                        answer.id,
                        answer.question,
                        sentence.text,
                        number,
                        citation.document,
                        citation.quote,
                        "",
                        "",
                    )
                    writer.writerow([_safe(str(cell)) for cell in cells])
    return output.getvalue()


def read_audit(text: str) -> Audit:
    """Read a filled sheet; lines without a label are left out. Raises `InvalidRun` naming every bad label."""
    rows = list(
        csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";" if ";" in text.split("\n")[0] else ",")
    )
    missing = {"sentence", "quote", "label"} - set(rows[0] if rows else ())
    if missing:
        raise InvalidRun(f"the sheet lacks the columns {', '.join(sorted(missing))}")
    labels: list[Label] = []
    agreeing: list[tuple[bool, bool]] = []
    wrong: list[str] = []
    for number, row in enumerate(rows, 2):
        given = row["label"].strip().lower()
        if not given:
            continue
        if given not in set(Label):
            wrong.append(f"line {number}: {given!r}")
            continue
        labels.append(Label(given))
        agreeing.append((labels[-1] is Label.FULL, supported([row["quote"]], row["sentence"])))
    if wrong:
        raise InvalidRun(f"labels must be {', '.join(Label)}: {'; '.join(wrong)}")
    weights = {Label.FULL: 1.0, Label.PARTIAL: 0.5, Label.NONE: 0.0}
    counts = Counter(labels)
    return Audit(
        labelled=len(labels),
        counts=tuple((label, counts[label]) for label in Label),
        support=mean([weights[label] for label in labels]),
        kappa=cohen_kappa(agreeing),
    )


def audit_of(folder: Path) -> Audit | None:
    """Return what a person found in a run, None where nobody labelled it. Raises `InvalidRun`."""
    path = folder / LABELS_FILE
    try:
        return read_audit(path.read_text(encoding="utf-8-sig")) if path.is_file() else None
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidRun(f"{path} cannot be read: {error}") from error


def cohen_kappa(pairs: Sequence[tuple[bool, bool]]) -> float | None:
    """Return (observed − expected) / (1 − expected) agreement (Cohen 1960); None where chance alone agrees fully."""
    if not pairs:
        return None
    observed = sum(first == second for first, second in pairs) / len(pairs)
    ones = [sum(pair[side] for pair in pairs) / len(pairs) for side in (0, 1)]
    expected = ones[0] * ones[1] + (1 - ones[0]) * (1 - ones[1])
    return None if expected == 1 else (observed - expected) / (1 - expected)


def _draw(answer: AnswerRecord) -> str:
    return hashlib.sha256(answer.id.encode()).hexdigest()


def _safe(cell: str) -> str:
    """Return text that a spreadsheet does not take for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
