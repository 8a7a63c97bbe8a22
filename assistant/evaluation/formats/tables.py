"""Question sets as spreadsheets: CSV with `;` or `,`, UTF-8 (BOM or not) or Windows-1252; lists split on "|".

A nugget's aliases follow it with "=": `Kobe=Kobé|Osaka`. Headings may be French or English. Variants are not kept.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path

from assistant.evaluation.errors import InvalidQuestionSet, Problem
from assistant.evaluation.formats.common import Files, Imported, make_set, read_text, stable_id
from assistant.evaluation.gold import Corpus
from assistant.evaluation.questions import Nugget, Question, QuestionSet, Reason, Source

_COLUMNS = ("id", "question", "type", "answerable", "reason", "answer", "nuggets", "documents", "quotes", "forbidden")
_MORE = ("history", "tags", "language")
_FRENCH = {
    "repondable": "answerable",
    "répondable": "answerable",
    "raison": "reason",
    "reponse": "answer",
    "réponse": "answer",
    "citations": "quotes",
    "interdits": "forbidden",
    "historique": "history",
    "etiquettes": "tags",
    "étiquettes": "tags",
    "langue": "language",
}
_NO = frozenset({"0", "false", "faux", "non", "no", "n"})


def read(path: Path) -> Imported:
    """Read a spreadsheet saved as CSV. Raises `InvalidQuestionSet` naming every bad line."""
    text = read_text(path)
    heading = text.split("\n", 1)[0]
    delimiter = max(";,\t", key=heading.count)
    questions, problems = [], []
    for number, cells in enumerate(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter), 2):
        row = {
            _FRENCH.get(key.strip().lower(), key.strip().lower()): (v or "").strip() for key, v in cells.items() if key
        }
        if not any(row.values()):
            continue
        if not row.get("question"):
            problems.append(Problem("question", number, "is empty"))
        elif row.get("reason") and row["reason"] not in set(Reason):
            problems.append(Problem("reason", number, f"{row['reason']!r} is none of {', '.join(Reason)}"))
        else:
            questions.append(_question(row))
    if problems:
        raise InvalidQuestionSet(path.name, problems)
    return Imported(make_set(path.stem, questions, path))


def write(question_set: QuestionSet, _: Corpus) -> Files:
    """Return one CSV file, `;` between cells, with a BOM so that spreadsheets read its accents."""
    output = io.StringIO()
    writer = csv.writer(output, delimiter=";", lineterminator="\n")
    writer.writerow([*_COLUMNS, *_MORE])
    for question in question_set.questions:
        writer.writerow(
            [
                question.id,
                question.question,
                question.type,
                "true" if question.answerable else "false",
                question.reason or "",
                question.reference,
                "|".join("=".join(nugget.wordings) for nugget in question.nuggets),
                "|".join(source.document for source in question.sources),
                "|".join(source.quote for source in question.sources),
                "|".join(question.forbidden),
                "|".join(question.history),
                "|".join(question.tags),
                question.language,
            ]
        )
    return {"questions.csv": "\ufeff" + output.getvalue()}


def _question(row: dict[str, str]) -> Question:
    answerable = row.get("answerable", "").lower() not in _NO
    nuggets = [cell.split("=") for cell in _list(row, "nuggets")]
    return Question(
        id=row.get("id") or stable_id(row["question"]),
        question=row["question"],
        type=row.get("type") or ("fact" if answerable else "unanswerable"),
        answerable=answerable,
        reason=Reason(row["reason"]) if row.get("reason") else None,
        language=row.get("language") or "fr",
        reference=row.get("answer", ""),
        nuggets=tuple(Nugget(words[0].strip(), aliases=tuple(word.strip() for word in words[1:])) for words in nuggets),
        sources=_sources(_list(row, "documents"), _list(row, "quotes")),
        forbidden=tuple(_list(row, "forbidden")),
        history=tuple(_list(row, "history")),
        tags=tuple(_list(row, "tags")),
    )


def _sources(documents: list[str], quotes: list[str]) -> tuple[Source, ...]:
    if len(documents) == 1 and len(quotes) > 1:
        documents = documents * len(quotes)
    if not documents:
        documents = ["*"] * len(quotes)
    return tuple(Source(name, quotes[i] if i < len(quotes) else "") for i, name in enumerate(documents))


def _list(row: dict[str, str], column: str) -> list[str]:
    return [part.strip() for part in row.get(column, "").split("|") if part.strip()]
